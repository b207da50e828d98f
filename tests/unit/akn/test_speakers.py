"""Who speaks, in Akoma Ntoso by others: lines that name the asker never become facts of an answer."""

import pytest

from parlq.formats import akn

from .test_container import document, read

#: What a `from` says of a question by Ada Lind, and whether it is more than her name.
LINES = {
    "name": ("<from>Ada Lind</from>", False),
    "colon": ("<from>\n  Ada\n  Lind: </from>", False),
    "title": ("<from>Deputy Ada Lind</from>", True),
    "other": ("<from>Bo Marsh</from>", True),
    "markup": ("<from><b>Ada Lind</b></from>", True),
    "two": ("<from>Ada Lind</from><from>(Harbour)</from>", True),
    "empty": ("<from/>", False),
}


def question(line, by=' by="#ada"'):
    """A debate with a question, which has a line that names a speaker, and its answer."""
    answer = '<answer by="#bo"><from>Bo Marsh, for the house</from><p>In May.</p></answer>'
    return document(f"<question{by}>{line}<p>When?</p></question>{answer}")


@pytest.mark.parametrize("name", LINES)
def test_who_asks_does_not_answer(name):
    """The `from` of a question is preserved if it says more than the author's name."""
    line, more = LINES[name]
    (asked, answered), extensions, problems = read(question(line))
    assert (None,) == tuple(variant.printed_answerers for variant in asked.variants)
    assert "Bo Marsh, for the house" == answered.variants[0].printed_answerers
    kept = [each.value for each in extensions if each.name == "from"]
    assert more == bool(kept) == any("no field for <from>" in each.message for each in problems)


def test_a_line_is_no_author():
    """Without a pointer nobody is the author; the line is preserved."""
    (asked, _), extensions, _ = read(question("<from>Ada Lind</from>", by=""))
    assert () == asked.authors
    assert ["Ada Lind" in each.value for each in extensions if each.name == "from"] == [True]


def test_what_has_no_question_and_no_answer_is_refused():
    """PQ216: there is nothing to read in the minutes of a debate."""
    reading = akn.read(document('<speech by="#ada"><p>Order.</p></speech>'), strict=False)
    assert reading.value is None
    assert "PQ216" in {each.rule for each in reading.problems}
