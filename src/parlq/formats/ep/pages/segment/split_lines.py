"""Cuts lines into which an extractor has joined several of a page: the head of a question, the chooser."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from parlq.formats.ep.pages.language.answerers import answer_line
from parlq.formats.ep.pages.language.line_labels import label
from parlq.formats.ep.pages.language.wording import (
    alternatives,
    first_word,
    first_words,
    pattern,
    rows,
    table,
)
from parlq.formats.ep.pages.lines.line import Line
from parlq.model.languages.language import OFFICIAL, endonym

#: Lines that may stand before the head of a question, and longest line that is cut.
_SEARCHED, _LONGEST = 1000, 60_000
_BETWEEN = re.compile(r"[\s,;:|\u00b7\u2013-]*")
_DAY = r"[0-9]{1,2}\s?[./]\s?[0-9]{1,2}\s?[./]\s?[0-9]{4}(?![0-9])"
_NAMED_DAY = (
    r"[0-9]{1,2}(?:\.|\u00ba|er)?\s+(?:de\s+|ta['\u2019]\s+)?[^\W\d_]{3,12}"
    r"\s+(?:de\s+)?[12][0-9]{3}(?![0-9])"
)
_NUMBER = (
    r"[A-Z][-\u2010\u2011][0-9]{1,6}[-\u2010\u2011/][0-9]{2,4}(?![0-9])"
    r"(?:/rev\.?\s?[0-9]+)?(?:\s?\(ASW\)|-ASW)?(?:\s?\([A-Z][0-9]+[-\u2010\u2011][0-9]+/[0-9]{4}\))?"
)
#: What stands behind the letter of a reference.
_HYPHENS = frozenset("-\u2010\u2011")
#: Longest line with reference and formula.
_FORMULA = 600
#: A reference before the formula of its answer, and the day behind that.
_NUMBERED = re.compile(rf"\s*{_NUMBER}\s*[:,;\u2013\u2014-]?\s+(?=[^\W\d_])")
_DATE = re.compile(r"\s*\([^()]{6,40}\)\s*\Z")
_SIZE = r"(?:PDF|WORD|DOCX?)\s*[0-9]+\s?[kKM][bB]?"
_HEADINGS = tuple(f"heading.{kind}" for kind in ("written", "priority", "oral", "major", "minor"))
_ASKED = tuple(
    f"addressee.{code}" for code in ("commission", "council", "vp_hr", "european_council", "ecb")
)
_BOILERPLATE = ("portal", "chooser", "page_heading", "page_heading.short")
#: What a joined line begins like if not with words; how a line of the chooser begins.
_BEGINS = re.compile(r"\s*(?:[0-9]|[A-Z][-\u2010\u2011][0-9]|PDF|WORD|DOC)")
_CHOICE = re.compile(r"\s*[\u2022*\u00b7]?\s?[A-Za-z]{2}\s?-\s?[^\W\d_]")


@cache
def _words() -> frozenset[str]:
    return first_words("rule", "heading.spoken", *_HEADINGS, *_ASKED, *_BOILERPLATE)


@cache
def _signs() -> frozenset[str]:
    """What a line may begin with, but for letters and digits, whose first word is one of `_words`."""
    return frozenset(":,.(") | {word[:1] for word in _words() if not word[:1].isalnum()}


@cache
def _parts() -> re.Pattern[str]:
    rules = [
        re.sub(r"\\\{n\\\}", "[0-9]+[a-z]?", pattern(row.text))
        for row in table()
        if row.key == "rule"
    ]
    rule = "|".join(sorted(rules, key=len, reverse=True))
    boilerplate = alternatives(*_BOILERPLATE)
    return re.compile(
        rf"(?P<heading>{alternatives(*_HEADINGS)})(?:\s+{_NUMBER})?"
        rf"|(?P<spoken>{alternatives('heading.spoken')})\s+{_NUMBER}"
        rf"|(?P<number>{_NUMBER})|(?P<rule>(?:{rule}))"
        rf"|(?P<to>(?:{alternatives(*_ASKED)})(?:\s*\([^()\d]{{2,160}}\))?)"
        rf"|(?P<other>(?:{boilerplate})(?:\s-\s{_NUMBER})?|{_SIZE}|{_DAY}|{_NAMED_DAY})",
        re.IGNORECASE,
    )


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=[\s)])|^)(?:{alternatives('subject')})\s?:\s", re.IGNORECASE)


@cache
def _link() -> re.Pattern[str]:
    # A single word may be part of a name that has no group behind it.
    long = "|".join(
        pattern(row.text) for row in rows("answer_link") if " " in row.text or "(" in row.text
    )
    links = rf"(?<=\))\s+(?P<link>{alternatives('answer_link')})|\s+(?P<long>{long})"
    return re.compile(rf"(?:{links})\s*$", re.IGNORECASE)


@cache
def _asked_last() -> re.Pattern[str]:
    return re.compile(rf"\s(?P<to>{alternatives(*_ASKED)})\s*$", re.IGNORECASE)


@cache
def _choices() -> re.Pattern[str]:
    names = "|".join(rf"{each.tag}\s?-\s?{re.escape(endonym(each.tag) or '')}" for each in OFFICIAL)
    return re.compile(rf"[\u2022*\u00b7]?\s?(?:{names})(?:\s\([^()]{{1,40}}\))?", re.IGNORECASE)


def documents(lines: list[Line], begins: tuple[int, ...]) -> list[list[Line]]:
    """The lines of each document in one file; what states nothing of a head goes on the one before.

    Args:
        lines: all lines.
        begins: where another document may begin.
    """
    found: list[list[Line]] = []
    for start, end in pairwise((0, *begins, len(lines))):
        part = lines[start:end]
        if found and not any(_heads_document(line) for line in part):
            found[-1].extend(part)
        else:
            found.append(part)
    return found


def _heads_document(line: Line) -> bool:
    known = label(line.text)
    return (known is not None and known.kind in {"heading", "addressee", "rule"}) or (
        answer_line(line.text.strip()) is not None
    )


def reshape(lines: list[Line]) -> list[Line]:
    """The same lines, with joined ones of the head as the parts that stand on lines of their own."""
    made: list[Line] = []
    words, signs = _words(), _signs()
    for at, line in enumerate(lines):
        text = line.text
        if at > _SEARCHED:
            return made + lines[at:]
        if line.blank:
            made.append(line)
            continue
        start = text.lstrip()[:2]
        if start[1:] in _HYPHENS and (after := _after_number(text)):
            made += [line.part(0, after), line.part(after, len(text))]
            continue
        if text.count("-") > 1 and (found := _choosers(line)):
            made += found
            continue
        if (
            (start[:1].isalnum() or start[:1] in signs)  # a choice of languages begins with a dot
            and (first_word(text) in words or _BEGINS.match(text) is not None)
            and (found := _heads(line))
        ):
            return made + found + lines[at + 1 :]
        made.append(line)
    return made


def _after_number(text: str) -> int:
    """Where the formula of an answer begins that its reference stands before; 0 where none does."""
    number = _NUMBERED.match(text) if len(text) <= _FORMULA else None
    found = number and answer_line(_DATE.sub("", text[number.end() :]))
    return number.end() if number and found else 0


def _choosers(line: Line) -> list[Line] | None:
    """Cut a line that holds several languages of the chooser; None when it does not."""
    if _CHOICE.match(line.text) is None:
        return None
    found = list(_choices().finditer(line.text))
    if len(found) < 2 or _choices().sub("", line.text).strip(" \u2022*\u00b7,|/\u00a0"):
        return None
    edges = [0, *(each.start() for each in found[1:]), len(line.text)]
    return [line.part(*span) for span in pairwise(edges)]


def _heads(line: Line) -> list[Line] | None:
    """Cut a line that holds the heading of a question and more of its head; None when it does not."""
    text = line.text
    if len(text) > _LONGEST or label(text) is not None:
        return None
    cuts, kinds, at = [0], set(), _BETWEEN.match(text)
    place = at.end() if at else 0
    while found := _parts().match(text, place):
        # An addressee or a rule is no word of a longer one.
        glued = found.lastgroup != "other" and text[found.end() : found.end() + 1].isalpha()
        if not found[0] or glued:
            break
        kinds.add(found.lastgroup)
        if place:
            cuts.append(place)
        between = _BETWEEN.match(text, found.end())
        place = between.end() if between else found.end()
        if found["to"] and text[found.end() : place].lstrip().startswith(":"):
            return None  # a heading with the subject behind it
    asked = bool(kinds & {"to", "rule"})
    if not kinds & {"heading", "spoken"} or (place < len(text) and not asked):
        return None
    if place < len(text):
        cuts += _rest(text, place)
    return [line.part(*span) for span in pairwise([*cuts, len(text)])]


def _rest(text: str, place: int) -> list[int]:
    """Where what follows addressee and rule is cut: at the authors, the link and the subject."""
    subject = _subject().search(text, place)
    end = subject.start() if subject else len(text)
    link = _link().search(text, place, end)
    names = link.start() if link else end
    cuts = [place] if text[place:names].strip() else []
    if cuts and (asked := _asked_last().search(text, place, names)):
        cuts.append(asked.start("to"))
    if link:
        cuts.append(link.start(link.lastgroup or "link"))
    if subject:
        cuts.append(end)
    return cuts
