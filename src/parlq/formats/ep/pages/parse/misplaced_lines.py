"""Finds lines of a text that may belong to the header or the footer."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from parlq.formats.ep.pages.language import answerers
from parlq.formats.ep.pages.language.footer_statements import begins, footer_parts
from parlq.formats.ep.pages.language.line_labels import label
from parlq.formats.ep.pages.language.sentence_shape import (
    is_dated,
    is_fragment,
    is_headline,
    is_item,
    is_prose,
    is_unended,
    without_day,
)
from parlq.formats.ep.pages.language.wording import first_word, table
from parlq.formats.ep.pages.lines.line import RichLine, WrappedLine
from parlq.formats.ep.pages.segment import question_time
from parlq.formats.ep.pages.segment.official_journal import is_journal
from parlq.problems import Severity

if TYPE_CHECKING:
    from parlq.formats.ep.pages.lines.line import Line
    from parlq.formats.ep.pages.lines.report import Report

#: Longest line that is looked at: the lines of a head that are longer are lists of names.
_LONGEST = 160
#: Longest line at a border of the text that is reported for its shape alone.
_SHORT = 100
#: Ends of sentences, and what a line has that may be more than a sentence: links of Markdown,
#: numbers of questions and notices, choices of languages, note markers.
_FULL_STOPS = frozenset(".?!")
_ODD = re.compile(r"\]\(|/\s?[0-9C]|[-\u2011][0-9]|^..? ?[-\u2013]|\([0-9*HR]|\[")
#: Blanks that a sentence has at least.
_WORDS = 8
#: Keys of words that stand only inside lines.
_INSIDE = frozenset({"article", "reply", "presidency"})
#: Most lines of one text that are reported one by one.
_REPORTED = 20


def check(lines: list[Line], report: Report, *, spoken: bool = False) -> None:
    """Report lines of a text that may belong around it (PQ502), and those inside that do (PQ523).

    They stay in the text. `spoken` is whether it is that of a question in a report, in which a
    line that begins with a speaker is the reply.
    """
    filled = [line for line in lines if not line.blank and not line.spans]
    top = _doubtful(filled)
    bottom = _doubtful(filled[len(top) :][::-1])
    for where, found in (("header", top), ("footer", bottom[::-1])):
        for line in found[:_REPORTED]:
            message = f"may be a line of the {where}, kept in the text: {line.text.strip()}"
            report.add("PQ502", message, line, Severity.INFO)
    inside = filled[len(top) : len(filled) - len(bottom)]
    found = [
        line
        for line in inside
        if _is_of_frame(line) or (spoken and question_time.speaks(line.text))
    ]
    for line in found[:_REPORTED]:
        message = (
            f"the text contains a line that looks like a header or footer: {line.text.strip()}"
        )
        report.add("PQ523", message, line)
    if (more := len(found) - _REPORTED) > 0:
        message = f"the text contains {more} more lines that look like a header or footer"
        report.add("PQ523", message, found[_REPORTED])


def _doubtful(lines: list[Line]) -> list[Line]:
    """The first lines as far as none of them is a sentence, an item, or part of a table or list."""
    for place, line in enumerate(lines):
        held = isinstance(line, RichLine) and bool(line.containers)
        text = line.text
        if held or type(line) is WrappedLine or len(text) > _SHORT or is_item(text):
            return lines[:place]
        if is_prose(text) or is_fragment(text):
            return lines[:place]
    return lines


def _is_of_frame(line: Line) -> bool:
    held = isinstance(line, RichLine) and bool(line.containers)
    if held or len(line.text) > _LONGEST or is_item(line.text):
        return False
    return is_of_frame(line.text)


def is_of_frame(text: str) -> bool:
    """Whether a line looks like one of a header or footer, by its wording or its shape."""
    bare = text.strip().rstrip(" .")
    known = label(text) or label(bare)
    if known is not None and (known.kind != "behalf" or not is_prose(text)):
        return True
    return (
        is_headline(text)
        or is_dated(text)
        or footer_parts(bare) is not None
        or answerers.answer_line(text.strip()) is not None
        or answerers.bare_answer(text.strip()) is not None
        or (is_unended(text) and answerers.ends_on_behalf(without_day(bare)))
    )


def is_surely_text(text: str) -> bool:
    """Whether a line can be nothing but a sentence of a text, wherever it stands; a quick look.

    It begins with a capital letter and a small one, ends like a sentence, and has none of the
    words with which a line of a page begins and none of the signs that change how a page is read.
    """
    if text[-1:] not in _FULL_STOPS or not (text[:1].isupper() and text[1:2].islower()):
        return False
    if not text.isprintable() or "  " in text:
        return False  # other white space than single blanks
    signed = "/" in text or "(" in text or "[" in text or "-" in text or "\u2011" in text
    if signed and _ODD.search(text) is not None:
        return False
    if text.count(" ", 0, _LONGEST) < _WORDS:
        return False
    if first_word(text) not in _known_first_words():
        return True
    return not (is_of_frame(text) or begins(text) or is_journal(text))


@cache
def _known_first_words() -> frozenset[str]:
    """The first words of all lines that are known."""
    return frozenset(first_word(row.text) for row in table() if row.key not in _INSIDE)
