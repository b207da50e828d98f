"""Cuts question time out of the verbatim report: questions of letter H and the replies to them."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from parlq.formats.ep.pages.language import answerers
from parlq.formats.ep.pages.language.dates import read_date
from parlq.formats.ep.pages.language.line_labels import label
from parlq.formats.ep.pages.language.wording import alternatives, pattern, rows
from parlq.formats.ep.pages.lines.line import Line, Section
from parlq.formats.ep.pages.segment.written_replies import (
    asked_in_speech,
    asked_in_title,
    languages_that_ask,
    without_formula,
)
from parlq.model import Answerer, Institution
from parlq.model.fields.name_matching import fold

#: Institutions whose members reply, as in the keys `speaker.…`.
_SPEAKING = ("commission", "council")

#: Longest heading.
_LONGEST = 240
#: The reference in brackets, which scanners read as other ones.
_REFERENCE = r"[(\[<{]\s?H\s?[-\u2010\u2011]\s?[0-9]{1,6}\s?/\s?[0-9]{2,4}\s?[)\]>}]"
#: The day of tabling and the language behind a question in the list of those that are put.
_TABLED = re.compile(r"(?<=[.?!;:])\s+[0-9]{2}\.[0-9]{2}\.[0-9]{4}\s+[a-z]{2}\s*\Z")
_DASH = "[\u2212\u2013\u2014-]"
#: How anybody else begins to speak: `Name (GROUP). - Words`, `Name, office.(FR) Words`.
_SPEAKER = re.compile(
    r"\s*(?:\([^()]{2,20}\)\s*)?[^\W\d_][^.:;()?!]{2,70}?(?:\s*\([^()]{1,30}\))?(?:,[^.:;()?!]{3,80})?\s*"
    rf"\.\s*(?:{_DASH}\s+\S|(?:{_DASH}\s*)?\([A-Z]{{2}}\)\s*\S)"
)


@cache
def _question() -> re.Pattern[str]:
    words = "|".join(pattern(row.text).replace(r"\{n\}", "[0-9]+") for row in rows("heading.time"))
    return re.compile(
        rf"(?P<before>.{{0,60}}?[\u2212\u2013\u2014-]\s*)?(?P<words>{words})\s+(?P<name>[^()<\[{{]{{3,80}}?)"
        rf"\s*(?P<reference>{_REFERENCE})\s*:?\s*",
        re.IGNORECASE,
    )


@cache
def _reply() -> re.Pattern[str]:
    keys = [f"speaker.{code}" for code in _SPEAKING]
    return re.compile(
        rf"\s*(?P<line>(?P<name>[^,.:;()]{{3,70}}),\s*(?P<office>{alternatives(*keys)}))\s*\.\s*"
        rf"[\u2212\u2013\u2014-]?\s*(?P<language>\((?P<code>[A-Z]{{2}})\)\s*)?(?=\S|$)",
        re.IGNORECASE,
    )


#: The same in other words: perhaps a number, words, a name, and the reference.
_SHAPE = re.compile(
    r"(?P<before>.{0,60}?[\u2212\u2013\u2014-]\s+|\s*[0-9]{1,3}[.)]\s+)?(?P<words>[^\W\d_][^()]{3,60}?)\s+"
    r"(?P<name>[^\W\d_a-z][^\s()]*(?:\s(?:[^\W\d_a-z][^\s()]*|[a-z]{1,3})){0,6})"
    rf"\s*(?P<reference>{_REFERENCE})\s*:?\s*"
)


def _heads(text: str) -> tuple[re.Match[str], tuple[str, ...]] | None:
    """Read a heading, in known words or by its shape; with it, in which languages it may be."""
    if len(text) >= _LONGEST or "H" not in text:
        return None
    if found := _question().fullmatch(text):
        return found, ()
    shaped = _SHAPE.fullmatch(text)
    asked = languages_that_ask(shaped["words"]) if shaped else ()
    return (shaped, asked) if shaped and asked else None


class Reply(NamedTuple):
    """Who begins to speak in a line, and what was cut off before the words."""

    printed: str
    answerer: Answerer
    languages: tuple[str, ...]
    original: str | None


def reply(text: str) -> Reply | None:
    """Read `Name, Member of the Commission. - (FR)`; None when it is not that."""
    found = _reply().match(text)
    if found is None:
        return None
    office = fold(found["office"])
    same = [
        (row, code)
        for code in _SPEAKING
        for row in rows(f"speaker.{code}")
        if fold(row.text) == office
    ]
    answerer = Answerer(
        name=found["name"].strip(),
        offices=() if same[0][0].name else (found["office"],),
        institution=Institution(code=same[0][1]),
    )
    code = found["code"].lower() if found["code"] else None
    return Reply(found["line"].strip(), answerer, tuple(row.language for row, _ in same), code)


@cache
def _president() -> re.Pattern[str]:
    """How the President begins to speak, perhaps with nothing but the question after it."""
    words = "|".join(pattern(row.text) for row in rows("speaker.president"))
    return re.compile(rf"\s*(?:{words})\s*\.(?!\w)", re.IGNORECASE)


def speaks(text: str) -> bool:
    """Whether a line begins as one in which anybody begins to speak."""
    return _SPEAKER.match(text) is not None


def sitting(lines: list[Line]) -> tuple[Line, dt.date] | None:
    """The line that dates the sitting, such as `Tuesday, 6 July 2010 - Strasbourg`, and its day."""
    for line in lines[:60]:
        words = line.text.partition(" - ")[0].strip()
        # The name of the weekday stands before the date, in some languages after it.
        for part in (words.partition(" ")[2], words.rpartition(",")[0], words.partition(",")[2]):
            day = read_date(part.strip()) if part else None
            if day is not None and (known := day.day(None)) is not None:
                line.became("events", 0)
                return line, known
    return None


def is_question_time(text: str) -> bool:
    """Whether a line puts a question of question time."""
    if "(H-" not in text and "(H\u2011" not in text:
        return False
    return any(_heads(line) for line in text.splitlines() if "(H" in line)


def sections(lines: list[Line]) -> list[Section]:
    """Cut a report into its questions and the first reply to each.

    What is said after that reply is the debate: it stays with the reply, as lines kept as printed.
    Attachments of the report print answers in writing, each under the word `Answer`, or without
    any; titles above several questions state who is asked.
    """
    found = [Section([])]
    asked = None
    for line in lines:
        known = label(line.text)
        if known is not None and known.kind == "navigation":
            line.boilerplate(known.kind)
        head = _heads(line.text)
        current = found[-1]
        if len(found) == 1 and not current.question_time:
            asked = asked_in_speech(line.text) or asked
        if head is None and (titled := asked_in_title(line.text)) is not None:
            asked = titled
            line.boilerplate("section")
            if current.question_time or current.debate or current.answer:
                current = Section([])
                found.append(current)
            current.lines.append(line)
        elif head is not None:
            if current.question_time or current.debate or current.answer:
                current = Section([])
                found.append(current)
            current.question_time, current.asked = True, asked
            cuts = _cut(line, head[0])
            current.put = (cuts[-3], head[1]) if head[1] else None
            current.lines += cuts
        elif found_reply := (_reply().match(line.text) if _asks(current) else None):
            found.append(Section(_said(line, found_reply), answer=True, question_time=True))
        elif _asks(current) and answerers.bare_answer(line.text.strip()) is not None:
            found.append(Section([line], answer=True))
        elif (
            current.answer
            and current.question_time
            and (_SPEAKER.match(line.text) or _president().match(line.text))
        ):
            found.append(Section([line], debate=True))
        else:
            tabled = _TABLED.search(line.text) if _asks(current) else None
            edges = [0, tabled.start(), len(line.text)] if tabled else []
            current.lines += [line.part(*span) for span in pairwise(edges)] or [line]
    return [each for section in found for each in _with_reply(section)]


def _with_reply(section: Section) -> tuple[Section, ...]:
    """A question with the reply below it that no formula heads, if there is one."""
    return (_asks(section) and without_formula(section)) or (section,)


def _asks(section: Section) -> bool:
    return section.question_time and not section.answer


def _cut(line: Line, head: re.Match[str]) -> list[Line]:
    """Cut `Question 15 by … (H-…)` into its words, the author and the reference."""
    edges = [head.start("words"), head.start("name"), head.start("reference"), len(line.text)]
    parts = [line.part(0, edges[0])] if edges[0] else []
    return parts + [line.part(*span) for span in pairwise(edges)]


def _said(line: Line, reply: re.Match[str]) -> list[Line]:
    return [line.part(0, reply.end()), line.part(reply.end(), len(line.text))]
