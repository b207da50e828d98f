"""Reports facts that a page hardly states so: what was read for a name or a subject and is none."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from parlq.formats.ep.pages.language.authors import is_list_of_names
from parlq.formats.ep.pages.language.line_labels import label
from parlq.formats.ep.pages.language.person_names import (
    ANDS_INSIDE,
    SIGNS,
    is_single,
    role,
    small_word,
)
from parlq.formats.ep.pages.language.sentence_shape import has_day, is_of_site, is_source
from parlq.formats.ep.pages.language.wording import Wording, alternatives, rows, table
from parlq.model.fields.name_matching import fold
from parlq.problems import Severity

if TYPE_CHECKING:
    from parlq.formats.ep.pages.lines.line import Line, Path
    from parlq.formats.ep.pages.lines.report import Report
    from parlq.formats.ep.pages.parse.facts import Facts
    from parlq.model import Author

#: Shorter words for offices may be parts of names.
_OFFICE = 6
#: A group with the country behind it, as the Official Journal prints them to 1985.
_COUNTRY = re.compile(r"\s[-\u2010-\u2013]\s[A-Z]{1,3}\Z")
#: What stands between a group and more in the same brackets.
_SEVERAL = re.compile(r"[,;]|\s[-\u2010-\u2014/|]\s")
#: The short name of a group, in brackets at the end.
_GROUP = re.compile(r"[(\[][A-Z][^()\[\]]*[A-Z&/][^()\[\]]*[)\]]\s*\Z")


def check(facts: Facts, lines: list[Line], report: Report) -> None:
    """Report what is hardly a fact, each at the line that it was read from."""
    origin = _Origins(lines)
    for place, author in enumerate(facts.authors):
        if why := _no_author(author, facts):
            shown = author.name if author.group is None else f"{author.name} ({author.group})"
            line = origin.line("authors", place)
            report.add("PQ519", f"read as an author, but {why}: {shown}", line)
        if place and (joined := _joined(facts.authors[place - 1], author, lines)) is not None:
            message = f"read as two authors, but it may be one name: {joined[0]}"
            report.add("PQ519", message, joined[1], Severity.INFO)
    for place, answerer in enumerate(facts.answerers):
        if answerer.name is not None and (why := _no_name(answerer.name)):
            line = origin.line("answerers", place)
            report.add("PQ519", f"read as an answerer, but {why}: {answerer.name}", line)
        if answerer.institution is not None and not answerer.institution.code:
            message = f"the answerer represents an unknown body: {answerer.institution.name}"
            line = origin.line("answerers", place)
            report.add("PQ519", message, line, Severity.INFO)
    if facts.subject is not None and (why := _no_subject(facts.subject, facts)):
        line = origin.line("variant", "subject")
        report.add("PQ520", f"read as the subject, but {why}: {facts.subject[:80]}", line)
    if not facts.is_answer:
        _check_signed(facts, origin, report)
    for other in facts.references[1:]:
        own = facts.references[0]
        if (own.letter, own.number, own.year) != (other.letter, other.number, other.year):
            message = f"two references: used {own}, preserved {other} as an extension"
            line = origin.line("reference")
            report.add("PQ504", message, line)
            facts.keep("reference", str(other), line.number if line is not None else 1)


def _check_signed(facts: Facts, origin: _Origins, report: Report) -> None:
    """Report a body for which nobody signs, and an author who asks nobody."""
    for place, body in enumerate(facts.on_behalf_of):
        line = origin.line("on_behalf_of", place)
        if not facts.authors:
            message = f"no author signs on behalf of this body: {body.name}"
            report.add("PQ521", message, line)
        elif "," in (body.name or "") and _COMMA_NAMES.match(body.name or ""):
            report.add(
                "PQ521", f"the name of a body seems to contain names of persons: {body.name}", line
            )
    alone = any(author.group is None for author in facts.authors)
    if alone and not facts.addressees and facts.wording not in {"time", "journal"}:
        message = "the question names no addressee, and its author has no group"
        report.add("PQ522", message, origin.line("authors", 0))
    # With a rule the head is that of a published page, which always has an author.
    if not facts.authors and not facts.on_behalf_of and facts.addressees and facts.rule:
        report.add("PQ522", "the question names no author", origin.line("addressees", 0))


#: Two words with capital letters before a comma: a name.
_COMMA_NAMES = re.compile(
    r"\s*(?:[A-Z\u00c0-\u024f][\w'\u2019-]+\s+){1,3}[A-Z\u00c0-\u024f][\w'\u2019-]+\s*,"
)


class _Origins:
    """The lines that facts were read from, looked through when the first one is asked for."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._found: dict[Path, Line] | None = None

    def line(self, *path: str | int) -> Line | None:
        """The line that a fact was read from."""
        if self._found is None:
            self._found = {}
            for line in self._lines:
                for span in line.spans:
                    if span.path is not None:
                        self._found.setdefault(span.path, line)
        return self._found.get(path)


def _joined(one: Author, other: Author, lines: list[Line]) -> tuple[str, Line] | None:
    """Two authors with a word for `and` between them that stands inside names too, and the line."""
    if one.group is not None:
        return None
    names = [f"{one.name} {word} {other.name}" for word in ANDS_INSIDE]
    return next(((name, line) for line in lines for name in names if name in line.text), None)


def _no_author(author: Author, facts: Facts) -> str | None:
    """Why an author is hardly one."""
    name = author.name or ""
    if why := _institution_in(name):  # its shape was looked at when it was read
        return why
    if author.group is not None and _COUNTRY.search(author.group):
        return "a country follows the group"
    if author.group is not None and (why := _no_group(author.group)):
        return why
    if author.group is None and is_single(name):
        return "it is a single word"
    if author.group is None and any(each.group for each in facts.authors):
        return "it has no group, and others have"
    return None


def _no_group(group: str) -> str | None:
    """Why words in brackets are hardly a group."""
    if any(map(str.isdigit, group)):
        return "the group has a digit"
    if _SEVERAL.search(group):
        return "the brackets contain more than a group"
    if group[:1].islower():
        return "the group begins with a small letter"
    word = role(group.split()[:1])
    return f"the group has the word {word!r}" if word else None


def _no_name(name: str) -> str | None:
    """Why words are hardly a name."""
    if is_of_site(name) or not SIGNS.isdisjoint(name):
        return "it has signs that no name has"
    if why := _institution_in(name):
        return why
    odd = small_word(name) if any(map(str.isupper, name)) else None
    return f"it has the word {odd!r}" if odd else None


def _institution_in(name: str) -> str | None:
    """The words for an institution or an office in a name, if any."""
    likely = not _words_of_institutions().isdisjoint(fold(name).split())
    found = _institution().search(name) if likely else None
    return f"it has the words {found[0]!r}" if found is not None else None


@cache
def _institution() -> re.Pattern[str]:
    """The names of institutions and offices, and the words that ask or answer for one."""
    keys = sorted({row.key for row in _instituted()} - {"office"})
    names = {row.name for row in _instituted() if row.name}
    offices = "|".join(re.escape(row.text) for row in rows("office") if len(row.text) > _OFFICE)
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives(*keys)}|{words}|{offices})(?!\w)", re.IGNORECASE)


@cache
def _instituted() -> tuple[Wording, ...]:
    known = ("addressee.", "behalf.commission", "behalf.council", "office")
    return tuple(row for row in table() if row.key.startswith(known))


@cache
def _words_of_institutions() -> frozenset[str]:
    """Each word of such names: a name that has none of them needs no further look."""
    return frozenset(word for row in _instituted() for word in fold(row.text).split())


@cache
def _footer() -> re.Pattern[str]:
    """Lines of a footer in the 24 languages, alone or with what they state."""
    alone = alternatives("legal_notice", "privacy", "last_updated", "original")
    return re.compile(
        rf"\s*(?:(?:{alone})\s*:?|(?:{alternatives('last_updated', 'original')})\s*:.*)\s*",
        re.IGNORECASE,
    )


def _no_subject(subject: str, facts: Facts) -> str | None:
    """Why a line is hardly the subject of a question."""
    known = label(subject)
    if known is not None and known.kind not in {"reference", "behalf"}:
        return "it is a line of the page"
    if _footer().fullmatch(subject):
        return "it looks like a line of the footer"
    if _GROUP.search(subject) and is_list_of_names(subject):
        return "it looks like the names of authors with their groups"
    if is_source(subject):
        return "it looks like a source or date line"
    if is_of_site(subject) or (not any(map(str.islower, subject)) and has_day(subject)):
        return "it looks like a line of the site"
    own = [str(each.number) for each in facts.references if hasattr(each, "number")]
    ends = re.search(r"[A-Z][-\u2011][0-9]{1,6}/[0-9]{2,4}\s*\Z", subject)
    if ends and any(number in ends[0] for number in own):
        return "it ends with the number of the question itself"
    return None
