"""Cuts what the Official Journal and EUR-Lex print in one document into questions and answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from parlq.formats.ep.pages.language import answerers as people
from parlq.formats.ep.pages.language.references import REFERENCE, references
from parlq.formats.ep.pages.language.sentence_shape import is_prose
from parlq.formats.ep.pages.language.wording import alternatives, pattern, rows
from parlq.formats.ep.pages.lines.line import Line, Section
from parlq.formats.ep.pages.segment.answer_formulas import (
    BRACKETED,
    begins_over_lines,
    day_of,
    is_answer_line,
)
from parlq.formats.ep.pages.segment.joined_issue import NOTICE, holds_headings
from parlq.model.references.reference import ReferenceMatch


@cache
def _headline() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:{NOTICE}\s+)?(?P<words>{alternatives('heading.journal')})\b\s*(?P<reference>{REFERENCE})?"
        rf"(?:\s*(?P<by>(?:{alternatives('by')})\s.+?)"
        rf"(?:\s+(?P<to>{addressees()})(?P<rest>.*))?)?\s*",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _by_line() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<by>(?:{alternatives('by')})\s.+?)(?:\s+(?P<to>{addressees()})(?P<rest>.*))?\s*",
        re.IGNORECASE,
    )


@cache
def _to_line() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<to>{addressees()})\s*(?P<rest>{BRACKETED}.*)", re.IGNORECASE | re.DOTALL
    )


def addressees() -> str:
    """A pattern of the words for everybody who may be asked."""
    codes = ("commission", "council", "vp_hr", "european_council", "ecb", "epc")
    return alternatives(*(f"addressee.{code}" for code in codes))


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{alternatives('subject')})\s?:", re.IGNORECASE)


#: Groups of a headline before which it is cut.
_CUTS = ("words", "by", "to", "rest")
_PIECES = re.compile(rf"\s*(?:{NOTICE}(?=\s|$)|{BRACKETED}|[.,])")
_NOTICED = re.compile(rf"\s*{NOTICE}\s")
#: Most titles of one question that are looked at: EUR-Lex prints them in two languages.
_TITLES = 4
#: How a line with such a heading begins: perhaps a notice, and a word in capital letters. Blanks end
#: with the line, so that very many empty lines take no time.
_CAPITALS = re.compile(
    rf"\n\s*(?:{NOTICE}\s+)?".replace(r"\s", r"[^\S\n]")
    + r"[A-Z\u00c0-\u00de\u0100-\u017d\u0386-\u03ab\u0410-\u042f]{5}"
)
#: Longest line that is taken for a headline.
_HEADLINE = 4000


def is_journal(text: str) -> bool:
    """Whether a line is headed as the Official Journal heads questions."""
    if _CAPITALS.search(f"\n{text}") is not None:  # nearly no other page
        matches = _words()
        if any(matches(line) for line in text.splitlines()):
            return True
    return holds_headings(text)


@cache
def _words() -> Callable[[str], re.Match[str] | None]:
    texts = sorted({row.text for row in rows("heading.journal")})
    return re.compile(
        rf"\s*(?:{NOTICE}\s+)?(?:{'|'.join(pattern(text) for text in texts)})(?=\s|$)",
        re.IGNORECASE,
    ).match


def sections(lines: list[Line]) -> list[Section]:
    """Cut a document into its questions and answers, in order; each keeps its own lines.

    What stands before the first question belongs to it, but for a table of contents: a preface.
    """
    found: list[Section] = []
    current = Section([], preface=True)
    titles: list[Line] = []
    after_heading = False
    following = next_filled(lines)
    heads = {place: head for place, line in enumerate(lines) if (head := _head(line)) is not None}
    asked = {_number(head) for head in heads.values() if head["to"]} - {None}
    for place, line in enumerate(lines):
        if line.blank:
            current.lines.append(line)
            continue
        head = heads.get(place)
        if head is not None and (_is_title(head) or _is_short_title(head, asked)):
            titles.append(line)
            continue
        if head is not None:
            if not current.preface or _is_contents(current.lines):
                found.append(current)
                current = Section([])
            current.preface, current.titles, titles = False, titles, []
            after_heading = True
        elif after_heading:
            head = _by_line().fullmatch(line.text) or _to_line().fullmatch(line.text)
        cuts = _cut(line, head) if head else [line]
        current.lines += cuts[:-1]
        for part in _answers_inside(cuts[-1]):
            after = lines[following[place]] if following[place] < len(lines) else None
            begins = is_answer_line(part, after) or (
                part is line and begins_over_lines(lines, following, place)
            )
            if begins and not (current.preface and _is_contents(current.lines)):
                found.append(current)
                current = Section([], answer=True)
                after_heading = False
                current.lines += _cut_answer(part)
            elif _lacks_formula(current, part, after_heading=after_heading):
                found.append(current)
                current = Section([part], answer=True, unheaded=True)
            else:
                after_heading = after_heading and _subject().match(part.text) is None
                current.lines.append(part)
    current.titles += titles
    found.append(current)
    for section in found:
        _cut_subject(section)
    return found


def _lacks_formula(section: Section, line: Line, *, after_heading: bool) -> bool:
    """Whether a date stands alone below the text of a question, where a scan lost what heads it."""
    if section.answer or section.preface or after_heading or day_of(line.text, alone=True) is None:
        return False
    above = next((each.text for each in reversed(section.lines) if not each.blank), "")
    return is_prose(above) and _subject().match(above) is None


def next_filled(lines: list[Line]) -> list[int]:
    """For each line the place of the next one that is not blank; behind the last one for none."""
    found: list[int] = []
    known = len(lines)
    for place in range(len(lines) - 1, -1, -1):
        found.append(known)
        known = known if lines[place].blank else place
    return found[::-1]


def _is_contents(lines: list[Line]) -> bool:
    """Whether a preface holds a table of contents: lines that begin with numbers of notices."""
    begin = (_NOTICED.match(line.text) for line in lines if not line.blank)
    return sum(found is not None for found in begin) > 1


def _head(line: Line) -> re.Match[str] | None:
    if _words()(line.text) is None or len(line.text) > _HEADLINE:
        return None
    return _headline().fullmatch(line.text)


def is_title_alone(lines: list[Line]) -> bool:
    """Whether all that is there are titles of questions, without their text."""
    heads = [_head(line) for line in lines if not line.blank]
    return bool(heads) and all(head is not None and _is_title(head) for head in heads)


def _is_title(head: re.Match[str]) -> bool:
    """A headline followed by a full stop and the subject is the title in a list or on EUR-Lex."""
    rest = head["rest"]
    return rest is not None and re.match(r"\s*\.\s*[^\s(]", rest) is not None


def _is_short_title(head: re.Match[str], asked: set[tuple[int, int] | None]) -> bool:
    """Whether a headline without an addressee is the title of a question that is headed below."""
    return head["by"] is not None and head["to"] is None and _number(head) in asked


def _number(head: re.Match[str]) -> tuple[int, int] | None:
    """The number and the year of the question that a headline heads."""
    found = references(head["reference"] or "")
    return (found[0].reference.number, found[0].reference.year) if found else None


def _cut(line: Line, match: re.Match[str]) -> list[Line]:
    """Cut a headline where its statements meet: words and reference, authors, addressee, the rest."""
    parts = cut(line, match, _CUTS)
    if (match.groupdict().get("rest") or "").strip():
        return parts[:-1] + cut_rest(parts[-1])
    return parts


def cut(line: Line, match: re.Match[str], names: tuple[str, ...]) -> list[Line]:
    """Cut a line where these groups of a match begin."""
    groups = match.groupdict()
    cuts = {match.start(name) for name in names if (groups.get(name) or "").strip()}
    edges = [0, *sorted(cuts - {0}), len(line.text)]
    return [line.part(*span) for span in pairwise(edges)]


def cut_rest(line: Line) -> list[Line]:
    """Cut dates, notice numbers and a subject off what follows the addressee."""
    made = []
    at = 0
    while found := _PIECES.match(line.text, at):
        part = line.part(at, found.end())
        if not part.text.strip(" .,"):
            part.boilerplate("separator")
        made.append(part)
        at = found.end()
    if line.text[at:].strip():
        made.append(line.part(at, len(line.text)))
    return made


def _cut_answer(line: Line) -> list[Line]:
    day = day_of(line.text)
    if day is None or not line.text[: day.start()].strip():
        return [line]
    edges = sorted({0, day.start(), day.end(), len(line.text)})
    return [line.part(*span) for span in pairwise(edges)]


#: Shortest line in which an answer follows a question.
_ANSWERED = 80
#: Words without the end of a sentence, titles such as `Sr.` aside.
_FEW = r"(?:[^.?!]|(?<![^\W\d_]{4})\.(?=\s)){3,120}?"


@cache
def _inner_answer() -> re.Pattern[str]:
    words = [row.text.partition("{")[0] for key in people.ANSWER_KEYS for row in rows(key)]
    begins = "|".join(pattern(each) for each in words if each)
    alone = alternatives("answer.bare", "answer.bare.interim", "answer.bare.supplementary")
    return re.compile(rf"(?<=[.?!:]) (?=(?:(?:{begins}){_FEW}|(?:{alone})\s){BRACKETED})")


def _answers_inside(line: Line) -> list[Line]:
    """Cut a line in which an answer with its date follows the question without any break."""
    if len(line.text) < _ANSWERED:
        return [line]
    cuts = [0, *(found.end() for found in _inner_answer().finditer(line.text)), len(line.text)]
    return [line.part(start, end) for start, end in pairwise(cuts)]


def _cut_subject(section: Section) -> None:
    """Part subject and text that stand in one line, where the title tells the subject."""
    titles = dict.fromkeys(title.text for title in section.titles)
    for head in map(_headline().fullmatch, list(titles)[:_TITLES]):
        if head is None or not (words := (head["rest"] or "").strip(" .")):
            continue
        for place, line in enumerate(section.lines):
            label = _subject().match(line.text)
            if label is None:
                continue
            start = len(line.text) - len(line.text[label.end() :].lstrip())
            end = start + len(words)
            rest = line.text[end:].lstrip(" .")
            apart = not line.text[end : end + 1].isalnum() and not rest[:1].islower()
            if rest and apart and line.text.startswith(words, start):
                section.lines[place : place + 1] = [
                    line.part(0, end),
                    Line(line.number, "", line.offset + end),
                    line.part(end, len(line.text)),
                ]
                return
            break


def title_facts(line: Line) -> tuple[tuple[ReferenceMatch, ...], str]:
    """The reference that a title line begins with and the subject that it ends with."""
    head = _headline().fullmatch(line.text)
    rest = (head["rest"] or "") if head else line.text
    start = line.text[: len(line.text) - len(rest)]
    return references(start), rest.strip(" .")
