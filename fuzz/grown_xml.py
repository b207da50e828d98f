"""Dimensions of Akoma Ntoso in the profile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from grown import Dimension, Make, around, deep, nested

import parlq
from parlq.formats import akn

_MARK = "@@@"
_QUESTION = parlq.Question(
    reference=parlq.Reference.parse("E-000888/2021"),
    date=dt.date(2021, 3, 4),
    authors=(parlq.Author(name="Ada Wrenholm"),),
    variants=(
        parlq.LanguageVariant(
            language="en", subject="Gulls", body=(parlq.Paragraph(content=(_MARK,)),)
        ),
    ),
)
_TEXT = akn.dumps(_QUESTION).decode()
_BEFORE, _, _AFTER = _TEXT.partition(f"<p>{_MARK}</p>")
_META, _, _REST = _TEXT.replace(_MARK, "x").partition("</references>")
_ROOT, _, _INSIDE = _TEXT.replace(_MARK, "x").partition("<akomaNtoso ")


def _text(before: str, piece: str, after: str = "") -> Make:
    """Pieces inside of the paragraph of the text."""
    return around(f"{_BEFORE}<p>{before}", piece, f"{after}</p>{_AFTER}")


def _blocks(before: str, piece: str, after: str = "") -> Make:
    """Pieces in the place of the paragraph."""
    return around(_BEFORE + before, piece, after + _AFTER)


def _profile() -> Iterator[tuple[str, Make]]:
    p = f"{_BEFORE}<p>"
    end = f"</p>{_AFTER}"
    yield "attributes of one element", around(f"{_BEFORE}<p", ' a{n}="x"', f">x{end}")
    yield (
        "attributes with names of a namespace",
        around(f'{_BEFORE}<p xmlns:z="urn:z"', ' z:a{n}="x"', f">x{end}"),
    )
    yield (
        "attributes, each of a namespace",
        around(f"{_BEFORE}<p", ' xmlns:z{n}="urn:{n}" z{n}:a="x"', f">x{end}"),
    )
    yield "attributes of the root", around(f"{_ROOT}<akomaNtoso", ' a{n}="x"', f" {_INSIDE}")
    yield "namespaces of one element", around(f"{_BEFORE}<p", ' xmlns:z{n}="urn:{n}"', f">x{end}")
    yield (
        "namespaces of the root",
        around(f"{_ROOT}<akomaNtoso", ' xmlns:z{n}="urn:{n}"', f" {_INSIDE}"),
    )
    yield "namespaces, nested", nested(p, '<b xmlns:z{n}="urn:{n}">', "x", "</b>", end)
    yield (
        "namespaces, 200 deep, many times",
        deep(p, '<b xmlns:z{n}="urn:{n}">', "x", "</b>", end, 200),
    )
    yield (
        "namespaces of the same prefix, 200 deep",
        deep(p, '<b xmlns:z="urn:{n}">', "x", "</b>", end, 200),
    )
    yield "default namespaces, 200 deep", deep(p, '<b xmlns="urn:{n}">', "x", "</b>", end, 200)
    yield "elements, nested", nested(p, "<b>", "x", "</b>", end)
    yield "elements, 250 deep, many times", deep(p, "<b>", "x", "</b>", end, 230)
    yield "elements, 55 deep, many times", deep(p, "<b>", "x", "</b>", end, 55)
    yield "lists, nested", nested(_BEFORE, "<ul><li>", "<p>x</p>", "</li></ul>", _AFTER)
    yield (
        "lists, 25 deep, many times",
        deep(_BEFORE, "<ul><li>", "<p>x</p>", "</li></ul>", _AFTER, 25),
    )
    yield (
        "tables, nested",
        nested(_BEFORE, "<table><tr><td>", "<p>x</p>", "</td></tr></table>", _AFTER),
    )
    yield "elements without a name in the schema", _blocks("", "<strange>x</strange>")
    yield "elements, each of a name of its own", _blocks("", "<e{n}>x</e{n}>")
    yield "elements of another namespace", _blocks("", "<z:e xmlns:z='urn:z'>x</z:e>")
    yield "elements with a wrong attribute", _blocks("", "<p zork='x'>x</p>")
    yield "paragraphs", _blocks("", "<p>x</p>")
    yield "empty paragraphs", _blocks("", "<p/>")
    yield "bold words", _text("", "<b>x</b> ")
    yield "links", _text("", '<a href="#n{n}">x</a>')
    yield "links to notes", _text("", '<noteRef href="#n{n}" marker="{n}"/>')
    yield "line breaks", _text("", "<br/>")
    yield "ids, each twice", _blocks("", '<p eId="p{n}">x</p><p eId="p{n}">y</p>')
    yield "ids, one", _blocks("", '<p eId="p">x</p>')
    yield "comments", _text("x", "<!--y-->")
    yield "comments that hide", _text("x", "<!-- parlq: ignore PQ201 -->")
    yield (
        "comments before the root",
        around(
            _TEXT.partition("\n")[0], "<!-- parlq: ignore-file PQ4 -->", _TEXT.partition("\n")[2]
        ),
    )
    yield "instructions", _text("x", "<?y z?>")
    yield "character references", _text("", "&#x61;")
    yield "entities", _text("", "&amp;")
    yield "sections of CDATA", _text("", "<![CDATA[x]]>")
    yield "letters of a text", _text("", "x")
    yield "blanks", _text("x", " ", "y")
    yield "line ends", _text("x", "\n", "y")
    yield "letters that XML lacks", _text("x", "\x01")
    yield "letters of an attribute", around(f"{_BEFORE}<p class='", "x", f"'>x{end}")
    yield "letters of a name", around(f"{_BEFORE}<", "x", f">{end}")
    yield (
        "letters of a namespace",
        around(f"{_BEFORE}<z:b xmlns:z='urn:", "x", f"'>y</z:b>{_AFTER}"),
    )
    yield "letters of a comment", around(f"{p}x<!--", "- ", f"-->{end}")
    yield "cells of a row", _blocks("<table><tr>", "<td><p>x</p></td>", "</tr></table>")
    yield "rows of a table", _blocks("<table>", "<tr><td><p>x</p></td></tr>", "</table>")
    yield (
        "cells over many rows",
        _blocks("<table>", '<tr><td rowspan="65534" colspan="1000"><p>x</p></td></tr>', "</table>"),
    )
    yield "items of a list", _blocks("<ul>", "<li><p>x</p></li>", "</ul>")
    yield (
        "people",
        around(
            _META,
            '<TLCPerson eId="person_{n}" href="/akn/person/{n}" showAs="A {n}"/>',
            f"</references>{_REST}",
        ),
    )
    yield (
        "people of one id",
        around(_META, '<TLCPerson eId="author_1" href="/a" showAs="A"/>', f"</references>{_REST}"),
    )
    yield (
        "concepts",
        around(
            _META, '<TLCConcept eId="c{n}" href="/c/{n}" showAs="A {n}"/>', f"</references>{_REST}"
        ),
    )
    yield (
        "blocks of references",
        around(
            f"{_META}</references>",
            '<references source="#parlq"><original eId="o{n}" href="/a" showAs="x"/></references>',
            _REST,
        ),
    )
    yield (
        "blocks of meta",
        around(_TEXT.partition("<meta>")[0], "<meta/>", "<meta>" + _TEXT.partition("<meta>")[2]),
    )
    yield (
        "languages of the work",
        around(
            _TEXT.partition("<FRBRlanguage")[0],
            '<FRBRlanguage language="l{n}"/>',
            "<FRBRlanguage" + _TEXT.partition("<FRBRlanguage")[2],
        ),
    )
    yield (
        "other names of the work",
        around(
            _TEXT.partition("<FRBRdate")[0],
            '<FRBRalias name="x" value="v{n}"/>',
            "<FRBRdate" + _TEXT.partition("<FRBRdate")[2],
        ),
    )
    yield "roots behind the first", around(_TEXT.replace(_MARK, "x"), "<akomaNtoso/>")
    yield "tags that are not closed", around(p, "<b>", "")
    yield "closing tags", around(p, "</b>", end)
    yield "smaller signs", around(p, "<", end)


def dimensions() -> Iterator[Dimension]:
    """All of these."""
    for name, make in _profile():
        yield Dimension(f"profile: {name}", "akn", make)
