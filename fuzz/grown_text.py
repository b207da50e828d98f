"""Dimensions of saved pages as text."""

from __future__ import annotations

from collections.abc import Iterator

from grown import Dimension, Make, around, nested

HEAD = """Parliamentary question - E-000888/2021
Question for written answer E-000888/2021
to the Commission
Rule 138
Ada Wrenholm (Green Delta)
Subject: Gulls
"""
_BODY = "Who counts the gulls of Tarrow Quay?\n"
_FOOT = "\nLast updated: 7 July 2021\nLegal notice - Privacy policy\n"


def _text() -> Iterator[tuple[str, Make]]:
    yield "lines", around(HEAD, "Who counts the gulls?\n", _FOOT)
    yield "words of a line", around(HEAD, "gulls ", _FOOT)
    yield "letters of a word", around(HEAD, "x", _FOOT)
    yield "empty lines", around(HEAD + _BODY, "\n", _FOOT)
    yield "blanks", around(HEAD + "a", " ", f"b{_FOOT}")
    yield "blanks that do not break", around(HEAD + "a", "\u00a0", f"b{_FOOT}")
    yield "tabs", around(HEAD + "a", "\t", f"b{_FOOT}")
    yield (
        "languages in a chooser",
        around(
            "Choose your language:\n", "en - English\nfr - français\nel - ελληνικά\n", HEAD + _BODY
        ),
    )
    yield (
        "languages in a chooser, on one line",
        around("", "bg - български es - español cs - čeština ", f"\n{HEAD}{_BODY}"),
    )
    yield "codes of languages", around("", "EN FR DE ", f"\n{HEAD}{_BODY}")
    yield "codes of languages, a line each", around("", "EN\nFR\n", HEAD + _BODY)
    authors = HEAD.partition("Ada")[0]
    yield (
        "authors",
        around(
            authors,
            "Ada Wrenholm (Green Delta), ",
            f"Bo Marsh (Green Delta)\nSubject: Gulls\n{_BODY}",
        ),
    )
    yield (
        "authors, a line each",
        around(authors, "Ada Wrenholm (Green Delta)\n", f"Subject: Gulls\n{_BODY}"),
    )
    yield (
        "authors with and",
        around(authors, "Ada Wrenholm and ", f"Bo Marsh\nSubject: Gulls\n{_BODY}"),
    )
    yield (
        "authors on behalf of",
        around(
            authors,
            "Ada Wrenholm on behalf of the Green Delta, ",
            f"Bo Marsh\nSubject: Gulls\n{_BODY}",
        ),
    )
    yield (
        "authors in square brackets",
        around(authors, "Ada Wrenholm [Green Delta] / ", f"Bo Marsh\nSubject: Gulls\n{_BODY}"),
    )
    yield "commas of authors", around(authors, "Ada Wrenholm, ", f"Bo\nSubject: Gulls\n{_BODY}")
    yield (
        "authors that are none",
        around(
            authors + "Ada Wrenholm (PPE)\n", "Bo Marsh (substitute)\n", f"Subject: Gulls\n{_BODY}"
        ),
    )
    yield "brackets around authors", nested(authors, "(", "Ada", ")", f"\nSubject: Gulls\n{_BODY}")
    yield "brackets that open", around(authors + "Ada Wrenholm ", "(", f"\nSubject: Gulls\n{_BODY}")
    yield "brackets that open in the text", around(HEAD, "(", _FOOT)
    yield (
        "references",
        around("Parliamentary question - ", "E-000888/2021, ", f"E-000889/2021\n{HEAD}{_BODY}"),
    )
    yield (
        "references, a line each",
        around("", "Question for written answer E-00{n}/2021\n", HEAD + _BODY),
    )
    yield "references in the text", around(HEAD, "E-000{n}/2021 and ", _FOOT)
    yield (
        "letters of a reference",
        around("Question for written answer E-", "0", f"/2021\n{HEAD}{_BODY}"),
    )
    yield "slashes", around(HEAD, "E-1/", _FOOT)
    yield "digits", around(HEAD, "1", _FOOT)
    yield "digits, each with a dot", around(HEAD, "1.", _FOOT)
    yield (
        "addressees",
        around(
            HEAD.partition("to the")[0],
            "to the Commission, ",
            "to the Council\nSubject: x\n" + _BODY,
        ),
    )
    yield (
        "addressees, a line each",
        around(HEAD.partition("to the")[0], "to the Commission\n", "Subject: x\n" + _BODY),
    )
    yield (
        "rules",
        around(
            HEAD.partition("Rule")[0],
            "Rule 138\n",
            "Ada Wrenholm (Green Delta)\nSubject: x\n" + _BODY,
        ),
    )
    yield "subjects", around("", "Subject: Gulls\n", HEAD + _BODY)
    yield (
        "words of a subject",
        around(HEAD.rpartition("Subject")[0] + "Subject: ", "gulls ", f"\n{_BODY}"),
    )
    yield "dates", around("", "4 March 2021\n", HEAD + _BODY)
    yield "dates on one line", around("", "4 March 2021 ", f"\n{HEAD}{_BODY}")
    yield "dates in the foot", around(HEAD + _BODY, "Last updated: 7 July 2021\n")
    yield "legal notices", around(HEAD + _BODY, "Legal notice\n")
    yield "headers", around("", HEAD, _BODY)
    yield "headers and texts", around("", HEAD + _BODY + _FOOT)
    yield "notes", around(HEAD + _BODY, "({n}) OJ C {n}, 1.1.2020, p. 1.\n", _FOOT)
    yield "markers of notes", around(HEAD, "gulls({n}) ", "\n(1) OJ C 1.\n" + _FOOT)
    yield "markers and notes", around(HEAD, "gulls ({n}).\n", "(1) x\n" * 40 + _FOOT)
    yield "notes in square brackets", around(HEAD + _BODY, "[{n}] See above.\n", _FOOT)
    yield "notes, all of one number", around(HEAD + "gulls(1)\n", "(1) See above.\n", _FOOT)
    yield "items", around(HEAD, "- gulls\n", _FOOT)
    yield "items with numbers", around(HEAD, "{n}. gulls\n", _FOOT)
    yield "items with letters", around(HEAD, "a) gulls\n", _FOOT)
    yield "items with Roman numbers", around(HEAD, "(mcmxcix) gulls\n", _FOOT)
    yield "items that are moved in", around(HEAD, " ", "- gulls\n" + _FOOT)
    yield "cells of a table", around(HEAD, "a | ", "b\n" + _FOOT)
    yield "rows of a table", around(HEAD, "a\tb\tc\n", _FOOT)
    yield "addresses", around(HEAD, "https://a.example/{n} ", _FOOT)
    yield "letters of an address", around(f"{HEAD}https://a.example/", "x/", _FOOT)
    yield "dashes", around(HEAD, "-", _FOOT)
    yield "stars", around(HEAD, "*", _FOOT)
    yield "marks over a letter", around(HEAD + "a", "\u0301\u0323", _FOOT)
    yield "letters of two halves", around(HEAD, "\U0001f600", _FOOT)
    yield "directions", around(HEAD, "\u202e", _FOOT)
    yield "letters that XML lacks", around(HEAD, "\x01", _FOOT)
    yield "ligatures", around(HEAD, "ﷺ", _FOOT)
    yield "quotes", around(HEAD, "«", _FOOT)
    yield (
        "answers",
        around(
            "", "Answer given by Ms Wrenholm on behalf of the Commission (4 March 2021)\n", _BODY
        ),
    )
    yield (
        "answerers on one line",
        around(
            "Answer given by ", "Ms Wrenholm and ", f"Mr Marsh on behalf of the Commission\n{_BODY}"
        ),
    )
    yield "issues of a journal", around("", "OJ C {n}, 01/01/2020\n", HEAD + _BODY)
    journal = "Official Journal of the European Communities\nC 1/1\n"
    yield (
        "contents of a journal",
        around(
            journal,
            "(98/C 1/{n}) E-0{n}/97 by Ada Wrenholm to the Commission\nSubject: Gulls\n",
            "",
        ),
    )
    yield (
        "contents of a journal with dots",
        around(journal, "E-0{n}/97 by Ada Wrenholm . . . . . . . . {n}\n", ""),
    )
    yield (
        "question time",
        around(
            "Question No {n} by Ada Wrenholm\n",
            "Question No {n} by Ada Wrenholm (H-00{n}/99)\n",
            _BODY,
        ),
    )
    yield "versions beside each other", around("", "Question   Anfrage   Question\n", HEAD + _BODY)


def dimensions() -> Iterator[Dimension]:
    """All of these."""
    for name, make in _text():
        yield Dimension(f"text: {name}", "page", make)
