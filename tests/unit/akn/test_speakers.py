"""Who speaks, in Akoma Ntoso by others: lines that name the asker never become facts of an answer."""

import pytest

from parlq.formats import akn

from .test_container import document, read

#: What a `from` says of a question by Ada Lind, and what of it is more than her name.
LINES = {
    "name": ("<from>Ada Lind</from>", None),
    "colon": ("<from>\n  Ada\n  Lind: </from>", None),
    "title": ("<from>Deputy Ada Lind</from>", "Deputy Ada Lind"),
    "other": ("<from>Bo Marsh</from>", "Bo Marsh"),
    "markup": ("<from><b>Ada Lind</b></from>", None),
    "two": ("<from>Ada Lind</from><from>(Harbour)</from>", "(Harbour)"),
    "empty": ("<from/>", None),
}


def question(line, by=' by="#ada"'):
    """A debate with a question, which has a line that names a speaker, and its answer."""
    answer = '<answer by="#bo"><from>Bo Marsh, for the house</from><p>In May.</p></answer>'
    return document(f"<question{by}>{line}<p>When?</p></question>{answer}")


@pytest.mark.parametrize("name", LINES)
def test_who_asks_does_not_answer(name):
    """The `from` of a question begins its text if it says more than the author's name."""
    line, more = LINES[name]
    (asked, answered), extensions, _ = read(question(line))
    assert (None,) == tuple(variant.printed_answerers for variant in asked.variants)
    assert "Bo Marsh, for the house" == answered.variants[0].printed_answerers
    assert "\n".join(filter(None, (more, "When?"))) == asked.text()
    kept = [each.value for each in extensions if each.name == "b"]
    assert ("markup" == name) == bool(kept)


def test_a_line_is_no_author():
    """Without a pointer nobody is the author; the line begins the text."""
    (asked, _), _, _ = read(question("<from>Ada Lind</from>", by=""))
    assert () == asked.authors
    assert "Ada Lind\nWhen?" == asked.text()


def test_what_has_no_question_and_no_answer_is_refused():
    """PQ216: there is nothing to read in the minutes of a debate."""
    reading = akn.read(document('<speech by="#ada"><p>Order.</p></speech>'), strict=False)
    assert reading.value is None
    assert "PQ216" in {each.rule for each in reading.problems}
