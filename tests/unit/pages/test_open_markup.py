"""Bold, links and the like that are never closed go on in all that follows: that has bounds."""

import pytest
from tests.unit.pages.test_hypertext import FRAME, blocks, read, rules

from parlq import Limits
from parlq.formats.ep import pages
from parlq.formats.ep.pages.extract.html import inline_nesting
from parlq.model import Bold, Italic, Link, Superscript
from parlq.model.body_traversal import walk

FAR = f"http://{'e' * 1900}"
#: What is opened, what follows many times, and the inlines that each line then has.
OPEN = {
    "bold links": ("<b><a href=u:a>" * 100, "<p>x<b>", 2),
    "a long target": (f'<a href="{FAR}">', "<p>x", 1),
    "items": ("<a href=u:a><sup><b><i>" * 14, "<li>x", 10),
    "three formats": ('<b><i><a href="http://a">' * 10, "<p>x<b>", 3),
    "raised": ("<sup><b><i>" * 15, "<p>x<br>y", 20),
    "different links": ("".join(f"<b><a href=u:{n}>" for n in range(50)), "<p>x", 10),
}
MADE = (Bold, Italic, Link, Superscript)


@pytest.mark.parametrize("name", OPEN)
def test_what_is_never_closed_has_few_levels(name):
    """Bold in bold is bold, and a link in one to the same place is one link."""
    opened, follows, most = OPEN[name]
    reading = read(opened + follows * 50)
    made = [each for each in walk(blocks(reading)) if isinstance(each, MADE)]
    assert 50 <= len(made) <= 52 * most  # the lines below the text are in it, too


@pytest.mark.parametrize("bound", ["_REOPENED", "_TARGETS"])
@pytest.mark.parametrize("name", OPEN)
def test_what_goes_on_in_too_many_lines_is_refused(name, bound, monkeypatch):
    """Lines count, and the characters of targets; raised limits lift both bounds."""
    monkeypatch.setattr(inline_nesting, bound, 40)
    opened, follows, _ = OPEN[name]
    page = FRAME.format(body=opened + follows * 50, head="")
    reading = pages.read(page)
    refused = bound == "_REOPENED" or "href" in opened
    assert (refused, refused) == (reading.value is None, "PQ104" in rules(reading))
    assert pages.read(page, limits=Limits(unbounded=True)).value is not None


def test_what_is_closed_counts_nothing(monkeypatch):
    """Each element may make one inline, however many there are."""
    monkeypatch.setattr(inline_nesting, "_REOPENED", 0)
    monkeypatch.setattr(inline_nesting, "_TARGETS", 0)
    assert [] == rules(read("<p><b>x</b> <a href='u:a'><i>y</i></a></p>" * 50))


def test_levels_that_say_something_stay():
    """What is raised inside raised words stands higher; two links lead to two places."""
    reading = read("<p><sup>a<sup>b</sup></sup> <b>c<i>d<b>e</b></i></b></p>")
    unbounded = Superscript(content=("a", Superscript(content=("b",))))
    assert (unbounded, " ", Bold(content=("c", Italic(content=("de",))))) == blocks(reading)[
        0
    ].content
    reading = read("<p><a href='u:a'>a<b><a href='u:b'>b</a></b></a></p>")
    links = [each.href for each in walk(blocks(reading)) if isinstance(each, Link)]
    assert ["u:a", "u:b"] == links


def test_no_character_is_let_through():
    """References to characters that the model refuses are left out inside bold and links, too."""
    reading = read("<p><b>a&#1;b&#xFFFE;</b><a href='u:a'>&#x1F;c&#xD800;</a></p>")
    bold, link = Bold(content=("ab",)), Link(href="u:a", content=("c\ufffd",))
    assert (bold, link) == blocks(reading)[0].content
