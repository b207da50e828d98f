"""Formatting is idempotent and loses nothing; fixes leave the value as it was."""

import re

from hypothesis import given
from hypothesis import strategies as st

import parlq
from parlq.formats.akn.xml.token_index import tokens
from parlq.lint.engine import FileLinter
from parlq.lint.fixes import fixed
from parlq.lint.formatting import formatted
from parlq.lint.settings.settings import Settings
from parlq.testing import documents

REMARKS = st.sampled_from(["<!---->", "<!-- é\n -->", "<?x?>", "<?x <y> ?>", "\n  <!-- own -->\n"])
_TEXT = re.compile(r"&[^;]*;|[^&<]")


@st.composite
def remarked(draw):
    """A document, its canonical XML, and the same with remarks at places where XML takes them."""
    document = draw(documents())
    text = parlq.dumps(document, format="akn").decode()
    ends = [end for _, _, end in tokens(text)]
    spots = sorted(draw(st.lists(st.sampled_from(ends), min_size=1, max_size=6)))
    parts, at = [], 0
    for end in spots:
        inside = _TEXT.findall(text[end : text.find("<", end)]) if "<" in text[end:] else []
        steps = draw(st.integers(0, len(inside)))
        place = max(end + sum(map(len, inside[:steps])), at)
        parts += [text[at:place], draw(REMARKS)]
        at = place
    return document, text, "".join([*parts, text[at:]])


def found_in(text):
    """The remarks of a text, in their order."""
    return [
        text[start:end] for kind, start, end in tokens(text) if kind in {"comment", "instruction"}
    ]


@given(remarked())
def test_formatting_keeps_remarks_and_is_idempotent(case):
    """Every remark stays, in order, and what is formatted once stays as it is."""
    _, canonical, text = case
    once = formatted(text.encode())
    if once.data is None:  # a remark with blanks around it was put into running text
        assert once.problems
        return
    assert found_in(text) == found_in(once.data.decode())
    assert once.data == formatted(once.data).data
    assert parlq.loads(once.data) == parlq.loads(text.encode())
    if not found_in(text):
        assert canonical.encode() == once.data


@given(documents(), st.sampled_from(["akn", "json"]))
def test_what_is_written_is_in_its_form(document, format):
    """The canonical form of what is written is itself."""
    data = parlq.dumps(document, format=format)
    assert data == formatted(data).data


@given(documents(), st.sampled_from(["akn", "json"]), st.booleans(), st.booleans(), st.data())
def test_fixes_of_style_leave_the_value(document, format, mark, last, data):
    """Marks and line ends are put right without a change of the value; then nothing is left."""
    good = parlq.dumps(document, format=format)
    lines = good.split(b"\n")
    pairs = data.draw(st.sets(st.integers(0, len(lines) - 2), max_size=5))
    bad = b"\n".join(line + b"\r" * (n in pairs) for n, line in enumerate(lines))
    bad = (b"\xef\xbb\xbf" if mark else b"") + (bad if last else bad.rstrip(b"\r\n"))
    linter = FileLinter(Settings(max_problems=0, select=("PQ701", "PQ702", "PQ703")))

    def lint(now):
        return linter._lint(now, f"a.{'xml' if format == 'akn' else 'json'}")[:2]

    after, _, stopped = fixed(bad, lint)
    assert not stopped
    assert parlq.loads(bad) == parlq.loads(after) == document
    assert set() == {p.rule for p in lint(after)[1]} & {"PQ701", "PQ702", "PQ703"}
    assert (after, 0, "") == fixed(after, lint)
