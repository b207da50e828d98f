"""Pages for readers, read: the value of their data, and what was edited since parlq wrote them."""

from __future__ import annotations

import pytest

import parlq
from parlq import formats
from parlq.formats import html
from parlq.model import (
    Answer,
    Dossier,
    LanguageVariant,
    LegalNotice,
    Link,
    Paragraph,
    Question,
    Reference,
)


def question(text="Are the reeds cut in winter?", legal_notice=None, **facts):
    """A question with one paragraph."""
    body = (Paragraph(content=(text, Link(href="https://reeds.example/", content=("here",)))),)
    variant = LanguageVariant(language="en", subject="Reeds", body=body, legal_notice=legal_notice)
    return Question(reference="E-000021/2031", variants=(variant,), **facts)


def rules(data, **options):
    """The rules of the problems of a page."""
    return [problem.rule for problem in html.read(data, **options).problems]


def test_a_page_is_recognised_by_its_data(tmp_path):
    """A page that parlq wrote reads as its document, whatever it is called and from a stream."""
    page = html.dumps(question())
    for name in ("q.html", "q.htm", "q.txt", "q"):
        (tmp_path / name).write_bytes(page)
        assert question() == parlq.load(tmp_path / name)
    assert ("html", question()) == ((r := parlq.read(page)).format, r.value)


def test_other_pages_are_read_as_before():
    """HTML without the data is a saved page, even if it is called HTML by name."""
    page = b"<!DOCTYPE html><p>Question for written answer E-000021/2031</p>"
    for name in (None, "html", "page"):
        assert "page" == formats.find(name, "q.html", page).name


def test_a_page_that_quotes_a_page_is_another_page():
    """Text about the element with the data is no such element."""
    page = b'<!DOCTYPE html><pre>&lt;script id="parlq-data"&gt;</pre>'
    assert "page" == formats.find(None, "q.html", page).name


@pytest.mark.parametrize("suffix", [".html", ".htm"])
def test_html_is_written_to_its_files(tmp_path, suffix):
    """The extension of a file names the format in which it is written."""
    parlq.dump(question(), tmp_path / f"q{suffix}")
    assert question() == parlq.load(tmp_path / f"q{suffix}")


def test_an_edited_text_is_reported_with_its_line():
    """Words that were changed in the page alone are named, beside those of the data."""
    page = html.dumps(question())
    body, data = page.split(b'<script type="application/ld+json">')
    edited = (
        body.replace(b"cut in winter", b"cut in spring")
        + b'<script type="application/ld+json">'
        + data
    )
    (problem,) = html.read(edited).problems
    assert ("PQ771", parlq.Severity.WARNING) == (problem.rule, problem.severity)
    assert b"cut in spring" in edited.splitlines()[problem.line - 1]
    assert '"…he reeds cut in spring?", its data "…he reeds cut in winter?"' in problem.message
    assert question() == html.read(edited).value


def test_an_edit_is_an_error_in_strict_reading():
    """Strict reading does not give a value whose page shows something else."""
    edited = html.dumps(question()).replace(b">Reeds</h1>", b">Weeds</h1>")
    assert html.read(edited, strict=True).failed
    assert not html.read(edited).failed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'href="https://reeds.example/"', b'href="https://weeds.example/"'),
        (b'<span class="ref">E-000021/2031', b'<span class="ref">E-000022/2031'),
        (b"</main>", b"<p>Added.</p></main>"),
        (b">here</a>", b"></a>"),
        (b'datetime="2031-05-06"', b'datetime="2031-05-07"'),
        (b'lang="en" dir="ltr">\n<header>', b'lang="fr" dir="ltr">\n<header>'),
        (b'title="urn:x:1"', b'title="urn:x:2"'),
        (b"Reeds</title>", b"Weeds</title>"),
        (b"title = {{Reeds}}", b"title = {{Weeds}}"),
        (b'"name":"Reeds"', b'"name":"Weeds"'),
        (b'"title":"Reeds"', b'"title":"Weeds"'),
        (b"<footer lang", b"<p>Added.</p><footer lang"),
    ],
    ids=[
        *("link", "reference", "addition", "omission", "day", "language", "place"),
        *("title", "citation", "linked data", "data of citations", "frame"),
    ],
)
def test_every_kind_of_edit_is_reported(before, after):
    """Links, facts, additions and omissions are edits, too."""
    page = html.dumps(
        question(date="2031-05-06", legal_notice=LegalNotice(label="Notice", uri="urn:x:1"))
    )
    assert page.count(before) >= 1
    assert ["PQ771"] == rules(page.replace(before, after))


def test_edited_data_is_reported():
    """Data that no longer has its digest is read and reported, with the text that differs from it."""
    page = html.dumps(question())
    head, data = page.rsplit(b'<script type="application/json"', 1)
    data = data.replace(b"winter", b"spring")
    assert ["PQ772", "PQ771"] == rules(head + b'<script type="application/json"' + data)


def test_second_data_are_reported():
    """Data of another document behind those of the page are not skipped silently."""
    page = html.dumps(question())
    head, data = page.rsplit(b'<script type="application/json"', 1)
    script, end, rest = data.partition(b"</script>")
    one = b'<script type="application/json"' + script + end
    reading = html.read(head + one + b"\n" + one.replace(b"2031", b"2030") + rest)
    assert (["PQ772"], question()) == ([each.rule for each in reading.problems], reading.value)


def test_layout_is_no_edit():
    """Blanks, line ends and the spelling of characters are not what a page says."""
    page = (
        html.dumps(question())
        .replace(b"</p>\n", b"</p>\r\n\r\n  ")
        .replace(b"cut in", b"cut&#32;in", 1)
    )
    assert [] == rules(page)


def test_a_page_without_data_is_refused():
    """A page of parlq that lost its data says so."""
    page = html.dumps(question()).replace(b'id="parlq-data"', b"")
    reading = parlq.read(page, file="q.html")
    assert (None, ["PQ770"]) == (reading.value, [problem.rule for problem in reading.problems])


def test_problems_of_the_data_have_lines_of_the_page():
    """A wrong value is located in the page."""
    page = html.dumps(question()).replace(b'"E-000021/2031"', b'"E-000021/2031x"')
    errors = [p for p in html.read(page).problems if p.severity is parlq.Severity.ERROR]
    assert [b'"reference": "E-000021/2031x",'] == [
        page.splitlines()[p.line - 1].strip() for p in errors
    ]


def test_values_are_located_in_the_page():
    """The parts of the value have the line of the data."""
    page = html.dumps(question())
    line = html.read(page).locate(("variants", 0, "subject")).line
    assert b'"subject": "Reeds"' in page.splitlines()[line - 1]


def test_pages_are_in_utf_8():
    """Bytes in another encoding are refused, with their line."""
    (problem,) = html.read(html.dumps(question("Röhricht")).replace("ö".encode(), b"\xf6")).problems
    assert "PQ102" == problem.rule


@pytest.mark.parametrize(
    "piece", [b"<!--", b"<a ", b"<a '", b'<a "', b"<script>", b"&#", b"</main", b"<a b=c "]
)
def test_long_nonsense_is_read_in_one_pass(piece):
    """A page of many beginnings of markup is read, without a value."""
    page = html.dumps(question())
    assert html.read(piece * 40_000 + page) is not None
    assert html.read(page + piece * 40_000).value == question()


def test_limits_hold():
    """A page larger than the limit is refused."""
    assert ["PQ104"] == rules(html.dumps(question()), limits=parlq.Limits(size=1000))


def test_dossiers_come_back():
    """A dossier keeps its order and its answers."""
    answer = Answer(answers_to=(Reference.parse("E-000021/2031"),))
    dossier = Dossier(questions=(question(),), answers=(answer,))
    assert dossier == html.loads(html.dumps(dossier))
