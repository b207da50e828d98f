"""Cuts what the Official Journal and EUR-Lex print in one document into questions and answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from parlq.model.reference import Reference, ReferenceMatch
from parlq.pages import people
from parlq.pages.dates import read_date
from parlq.pages.lines import Line, Section
from parlq.pages.wording import alternatives, pattern, rows

_NOTICE = r"\(?\s*(?:[0-9]{2}|[0-9]{4})\s?/\s?C\s?[0-9]+\s?[A-Z]?\s?/\s?[0-9]+\s*\)?"
_BRACKETED = r"\(\s*(?:[^()]{6,40}[0-9]{4}[^()]{0,4})\)"
_REFERENCE = r"(?:[^\W\d_]{1,4}\.?\s?)?(?:[A-Z][-\u2010\u2011])?[0-9]{1,6}/[0-9]{2,4}"


@cache
def _headline() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<words>{alternatives('heading.journal')})\b\s*(?P<reference>{_REFERENCE})?"
        rf"(?:\s*(?P<by>(?:{alternatives('by')})\s.+?)"
        rf"(?:\s+(?P<to>{_addressees()})(?P<rest>.*))?)?\s*",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _by_line() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<by>(?:{alternatives('by')})\s.+?)(?:\s+(?P<to>{_addressees()})(?P<rest>.*))?\s*",
        re.IGNORECASE,
    )


@cache
def _to_line() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<to>{_addressees()})\s*(?P<rest>{_BRACKETED}.*)", re.IGNORECASE | re.DOTALL
    )


def _addressees() -> str:
    codes = ("commission", "council", "vp_hr", "european_council", "ecb")
    return alternatives(*(f"addressee.{code}" for code in codes))


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{alternatives('subject')})\s?:", re.IGNORECASE)


@cache
def _bare_answer() -> re.Pattern[str]:
    keys = [
        f"answer.bare{kind}" for kind in ("", ".joint", ".supplementary", ".supplementary_joint")
    ]
    return re.compile(
        rf"\s*(?P<words>(?:{alternatives(*keys)})(?:\s+(?:{alternatives('answers_to')})\s.+?)?)"
        rf"\s*(?P<day>{_BRACKETED})?\s*",
        re.IGNORECASE,
    )


_ENTRY_START = re.compile(rf"(?<=\S\s){_NOTICE}\s+{_REFERENCE}")
#: Groups of a headline before which it is cut.
_CUTS = ("reference", "by", "to", "rest")
_DATED_LINE = re.compile(rf"(?P<line>.+?)\s*(?P<day>{_BRACKETED})\s*(?P<rest>.*)", re.DOTALL)


def is_journal(text: str) -> bool:
    """Whether a line is headed as the Official Journal heads questions."""
    # Searching for the words alone is quick and refuses nearly every other page.
    for words in _headings():
        if words in text:
            break
    else:
        return False
    matches = _words()
    return any(matches(line) for line in text.splitlines())


@cache
def _headings() -> tuple[str, ...]:
    words = {row.text.partition(" ")[0] for row in rows("heading.journal")}
    return tuple(sorted(words))


@cache
def _words() -> Callable[[str], re.Match[str] | None]:
    texts = sorted({row.text for row in rows("heading.journal")})
    return re.compile(
        rf"\s*(?:{'|'.join(pattern(text) for text in texts)})(?=\s|$)", re.IGNORECASE
    ).match


@cache
def _entry() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<notice>{_NOTICE}\s)?\s*(?P<reference>{_REFERENCE})"
        rf"(?:(?P<by>\s+(?:{alternatives('by')})\s.+?)\s+(?P<to>{_addressees()}))?(?P<rest>.*)",
        re.IGNORECASE,
    )


def contents(lines: list[Line]) -> list[Section]:
    """Cut a table of contents into its entries; empty when the lines are not one."""
    first = next((line for line in lines if not line.blank), None)
    if first is None or not _entry().match(first.text):
        return []
    found: list[Section] = []
    for whole in lines:
        for line in _entries_inside(whole):
            entry = _entry().fullmatch(line.text)
            if entry is not None and (found or entry["to"]):
                found.append(Section(_cut(line, entry), listed=True))
            elif found and is_answer_line(line):
                found.append(Section([line], answer=True, listed=True))
            elif found:
                found[-1].lines.append(line)
            elif not line.blank:
                return []
    return found


def _entries_inside(line: Line) -> list[Line]:
    """Cut a line of a table of contents that holds several entries."""
    cuts = {found.start() for found in _ENTRY_START.finditer(line.text)}
    cuts |= {found.start() for found in _joint_inside().finditer(line.text)}
    edges = [0, *sorted(cuts - {0}), len(line.text)]
    return [line.part(start, end) for start, end in pairwise(edges)] if line.text else [line]


@cache
def _joint_inside() -> re.Pattern[str]:
    keys = [f"answer.bare.{kind}" for kind in ("joint", "supplementary_joint")]
    return re.compile(
        rf"(?:{alternatives(*keys)})\s+(?:{alternatives('answers_to')})\s", re.IGNORECASE
    )


def sections(lines: list[Line]) -> list[Section]:
    """Cut a document into its questions and answers, in order; each keeps its own lines."""
    found: list[Section] = []
    current = Section([])
    started = False
    after_heading = False
    for line in lines:
        if line.blank:
            current.lines.append(line)
            continue
        head = _headline().fullmatch(line.text) if _words()(line.text) else None
        if head is not None and _is_title(head):
            current.titles.append(line)
            continue
        if head is not None:
            if started:
                found.append(current)
                current = Section([])
            started = after_heading = True
        elif after_heading:
            head = _by_line().fullmatch(line.text) or _to_line().fullmatch(line.text)
        cuts = _cut(line, head) if head else [line]
        current.lines += cuts[:-1]
        for part in _answers_inside(cuts[-1]):
            if started and is_answer_line(part):
                found.append(current)
                current = Section([], answer=True)
                after_heading = False
                current.lines += _cut_answer(part)
            else:
                after_heading = after_heading and _subject().match(part.text) is None
                current.lines.append(part)
    found.append(current)
    titles = [title for section in found for title in section.titles]
    _cut_subject(found, titles)
    return found


def _is_title(head: re.Match[str]) -> bool:
    """A headline followed by a full stop and the subject is the title in a list or on EUR-Lex."""
    rest = head["rest"]
    return rest is not None and re.match(r"\s*\.\s*[^\s(]", rest) is not None


def _cut(line: Line, match: re.Match[str]) -> list[Line]:
    """Cut a headline where its statements meet: words and reference, authors, addressee, the rest."""
    groups = match.groupdict()
    names = _CUTS if "notice" in groups else _CUTS[1:]
    cuts = [0]
    cuts += [match.start(name) for name in names if (groups.get(name) or "").strip()]
    cuts.append(len(line.text))
    parts = [line.part(*span) for span in pairwise(cuts) if span[0] < span[1]]
    if (groups.get("rest") or "").strip():
        return parts[:-1] + _cut_rest(parts[-1])
    return parts


def _cut_rest(line: Line) -> list[Line]:
    """Cut dates, notice numbers and a subject off what follows the addressee."""
    made = []
    at = 0
    pieces = re.compile(rf"\s*(?:{_NOTICE}(?=\s|$)|{_BRACKETED}|\.)")
    while found := pieces.match(line.text, at):
        made.append(line.part(at, found.end()))
        at = found.end()
    if line.text[at:].strip():
        made.append(line.part(at, len(line.text)))
    return made


def is_answer_line(line: Line) -> bool:
    """Whether a line says who answers, its date aside, or only that this is the answer."""
    text = line.text
    dated = _DATED_LINE.fullmatch(text)
    if people.answer_line(text.strip()) is not None:
        return True
    if dated and read_date(dated["day"].strip("() ")) and people.answer_line(dated["line"].strip()):
        return True
    bare = _bare_answer().fullmatch(text)
    return bare is not None and (bare["day"] is not None or bool(Reference.find_all(text)))


def _cut_answer(line: Line) -> list[Line]:
    dated = _DATED_LINE.fullmatch(line.text)
    if dated is None or read_date(dated["day"].strip("() ")) is None:
        return [line]
    parts = [
        line.part(0, dated.start("day")),
        line.part(dated.start("day"), dated.end("day")),
    ]
    if dated["rest"]:
        parts.append(line.part(dated.end("day"), len(line.text)))
    return parts


@cache
def _inner_answer() -> re.Pattern[str]:
    words = [row.text.partition("{")[0] for key in people.ANSWER_KEYS for row in rows(key)]
    begins = "|".join(pattern(each) for each in words if each)
    return re.compile(rf"(?<=[.?!:]) (?=(?:{begins})[^.?!]{{3,120}}?{_BRACKETED})")


def _answers_inside(line: Line) -> list[Line]:
    """Cut a line in which an answer with its date follows the question without any break."""
    if len(line.text) < 200:
        return [line]
    cuts = [0, *(found.end() for found in _inner_answer().finditer(line.text)), len(line.text)]
    return [line.part(start, end) for start, end in pairwise(cuts)]


def _cut_subject(found: list[Section], titles: list[Line]) -> None:
    """Part subject and text that stand in one line, where the title tells the subject."""
    for title in titles:
        head = _headline().fullmatch(title.text)
        if head is None:
            continue
        words = head["rest"].strip(" .")
        for section in found:
            for place, line in enumerate(section.lines):
                label = _subject().match(line.text)
                if label is None:
                    continue
                start = len(line.text) - len(line.text[label.end() :].lstrip())
                end = start + len(words)
                if line.text.startswith(words, start) and line.text[end:].strip(" ."):
                    section.lines[place : place + 1] = [
                        line.part(0, end),
                        Line(line.number, "", line.offset + end),
                        line.part(end, len(line.text)),
                    ]
                break


def title_facts(line: Line) -> tuple[list[ReferenceMatch], str]:
    """The reference that a title line begins with and the subject that it ends with."""
    head = _headline().fullmatch(line.text)
    rest = head["rest"] if head else line.text
    start = line.text[: len(line.text) - len(rest)]
    return Reference.find_all(start, letterless=True), rest.strip(" .")
