"""Reads lines that name the members who ask: who certainly is one, and where that ends."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import attrs

from parlq.formats.ep.pages.language import person_names
from parlq.formats.ep.pages.language.line_labels import label
from parlq.formats.ep.pages.language.wording import pattern, rows
from parlq.model import Author
from parlq.model.fields.name_matching import fold

#: A list of names with groups in brackets and nothing else, as nearly all pages have it.
_PLAIN = re.compile(
    r"\s*([^\W\d_][^\s\d(),;\[\]]*(?: [^\W\d_][^\s\d(),;\[\]]*)+) "
    r"\(([A-Z][\w&/-]*(?: [A-Z]\w*)*)\)\s*(?:,|$)"
)
_BRACKETS = r"\((?:[^()]++|\([^()]*+\))*+\)|\[[^\[\]]*\]"
#: What stands behind a name and its comma, and is part of it.
_GENERATION = r"(?!\s*(?:[JS]n?r|[Jj]unior|[Ss]enior|I{2,3})(?![^\W_]))"
#: Signs that part names, but also a name from its group: certain only beside groups in brackets.
_SIGNS = r"\s[/+\u2013\u2014-]\s|[\u2022\u00b7|]"
#: The languages of the Official Journal when it listed the authors of questions.
_OLD = ("es", "da", "de", "el", "en", "fr", "it", "nl", "pt", "fi", "sv")
_ENDS_BRACKET = r"(?<=[)\]])\s*"
#: Most words behind a list of authors that ends with a full stop: `and 12 other Members.`
_FEW = 5
#: A group with the country of its member, as the Official Journal printed it until 1994.
_COUNTRY = re.compile(r"(?P<group>[^\W\d_]+)\s[-\u2013\u2014]\s(?P<country>[A-Z]{1,3})")
_COMMA = re.compile(r"[,;]|\([^()]*\)")


class Signed(NamedTuple):
    """Who signs by a line.

    Attributes:
        authors: those that are certain.
        end: where in the line what is not certain begins.
    """

    authors: list[Author]
    end: int

    def ends(self, text: str) -> bool:
        """Whether a line that ends like a sentence is a list of authors with a few words behind."""
        grouped = all(author.group for author in self.authors)
        return grouped and len(text[self.end :].split()) <= _FEW


class _Item:
    """One name of a list in the making.

    Attributes:
        start: where it begins, with what parts it from the one before.
        bracket: where the brackets behind the name begin.
        name: the name.
        group: what stands in the brackets; empty where there are several.
        unsure: whether signs stand around it that part names, but also a name from its group.
    """

    __slots__ = ("_after", "_brackets", "_odd", "bracket", "group", "name", "start", "unsure")

    def __init__(self, start: int, after: int, *, unsure: bool) -> None:
        self.start = self.bracket = start
        self.name = ""
        self.group: str | None = None
        self.unsure = unsure
        self._after = after
        self._brackets: list[re.Match[str]] = []
        self._odd = False

    def take(self, token: re.Match[str]) -> bool:
        """Take brackets; False where they belong to the next name."""
        text = token.string
        if token["odd"]:
            self._odd = True
        elif self._brackets and text[self._brackets[-1].end() : token.start()].strip():
            return False
        elif self._brackets or not person_names.is_inner(text, token, self._after):
            self._brackets.append(token)
        return True

    def close(self, text: str, end: int, *, sign: bool = False) -> bool:
        """End it; whether there is anything in it."""
        found = self._brackets
        self.bracket = found[0].start() if found else end
        self.name = text[self._after : self.bracket].strip()
        self.unsure = self.unsure or sign
        if found:
            self.group = found[0][0][1:-1].strip() if len(found) == 1 else ""
        if self._odd or (found and (not self.name or text[found[-1].end() : end].strip(" ."))):
            self.group, self.unsure = None, True
        return bool(self.name or found)

    @property
    def after_bracket(self) -> int:
        """Where the brackets end."""
        return self._brackets[-1].end()


@cache
def _tokens(language: str | None) -> re.Pattern[str]:
    """What parts a list of names, where `None` stands for all languages of old journals."""
    spoken = _OLD if language is None else (language,)
    known = {row.text for row in rows("and") if row.language in spoken}
    long = "|".join(pattern(text) for text in sorted(known) if text not in person_names.ANDS_INSIDE)
    ands = "|".join(pattern(text) for text in sorted(known)) or r"(?!)"
    words = rf"(?:^|\s)(?:{long})(?=\s|$)" if long else r"(?!)"
    return re.compile(
        rf"(?P<bracket>{_BRACKETS})|(?P<comma>[,;]{_GENERATION}(?:\s*(?:{ands}|&)(?=\s))?)|(?P<and>{words}|\s&(?=\s|$)|"
        rf"(?:^\s*|{_ENDS_BRACKET})(?:{ands}|&)(?=\s|$))|(?P<sign>{_ENDS_BRACKET}[/+\u2013\u2014-](?:\s|(?=[^\W\d_]))|"
        rf"{_SIGNS})|(?P<odd>[()\[\]])"
    )


@cache
def _by() -> re.Pattern[str]:
    words = sorted({row.text for row in rows("by")}, key=len, reverse=True)
    return re.compile(rf"\s*(?:{'|'.join(pattern(each) for each in words)}):?\s+", re.IGNORECASE)


def by_words(text: str) -> int:
    """Where the names begin in `by …`; 0 when it does not begin so."""
    found = _by().match(text)
    return found.end() if found else 0


def by_words_of(text: str, language: str | None) -> int:
    """The same, for words of a language that stand inside no name; 0 when it does not begin so."""
    end = by_words(text)
    words = fold(text[:end])
    known = any(fold(row.text) == words for row in rows("by") if row.language == language)
    return end if known and words not in person_names.PARTICLES else 0


def authors(
    text: str, language: str | None = None, *, joined: bool = False, start: int = 0
) -> Signed | None:
    """Authors of a list, each perhaps with a group in brackets, as far as they are certain.

    None when it does not begin with one. With `joined` it is a list of the Official Journal:
    words for `and` are those of any language, and one group after the last is that of all of them.

    Args:
        text: the line.
        language: that of the page, as far as it is known.
        joined: whether it is a list of the Official Journal.
        start: where the list begins.
    """
    text = text.replace("\u00a0", " ")
    if not joined and (plain := _plain(text, language, start)):
        return Signed(plain, len(text))
    found: list[Author] = []
    end = len(text)
    items = _items(text, None if joined else language or "und", start)
    lone = not joined and any(
        person_names.is_single(each.name) and not each.group for each in items
    )
    for item in items:
        name = _bare(item.name, language, joined=joined)
        if not name and joined and not item.group:
            continue  # a courtesy title alone
        sure = item.group is not None or not (
            item.unsure
            # A courtesy title before it shows that one word is a name.
            or (person_names.is_single(name) and name == item.name and not joined)
        )
        first, name = person_names.two(name, language) or ("", name)
        if (
            (lone and person_names.is_single(name))
            or not sure
            or person_names.doubt(name, language)
            or (first and person_names.doubt(first, language))
        ):
            end = item.start
            break
        if first:
            found.append(Author(name=first))
        group = item.group
        if group is not None and not _is_group(group):
            found.append(Author(name=name))
            end = item.bracket
            break
        found.append(_author(name, group))
    if not found:
        return None
    whole = end == len(text) and joined and len(found) > 1
    if whole and not any(each.group for each in found[:-1]):
        found = [attrs.evolve(each, group=found[-1].group) for each in found]
    return Signed(found, end)


def _author(name: str, group: str | None) -> Author:
    with_country = None if group is None else _COUNTRY.fullmatch(group)
    if with_country is None:
        return Author(name=name, group=group)
    return Author(name=name, group=with_country["group"], constituency=with_country["country"])


def _plain(text: str, language: str | None, start: int) -> list[Author] | None:
    """The authors of a list in which each has a group and no sign is odd."""
    found, at = [], start
    while match := _PLAIN.match(text, at):
        words = match[1].split(" ")
        joins = not person_names.ands(language).isdisjoint(words)
        if joins or words[0] in _courtesies(language) or person_names.doubt(match[1], language):
            return None
        found.append(Author(name=match[1], group=match[2]))
        at = match.end()
    return found if found and not text[at:].strip() else None


def _items(text: str, language: str | None, start: int) -> list[_Item]:
    """The names of a list, with brackets behind them."""
    made: list[_Item] = []
    item = _Item(start, start, unsure=False)
    for token in _tokens(language).finditer(text, start):
        following = None
        end, sign = token.start(), bool(token["sign"])
        if token["bracket"] or token["odd"]:
            if not item.take(token):
                # Nothing but a group parts two names.
                end = item.after_bracket
                following = _Item(end, end, unsure=False)
                following.take(token)
        else:
            following = _Item(end, token.end(), unsure=sign)
        if following is not None:
            if item.close(text, end, sign=sign):
                made.append(item)
            item = following
    if item.close(text, len(text)):
        made.append(item)
    return made


def _is_group(text: str) -> bool:
    """Whether words in brackets can be a group: no `on behalf of …`, no number of a note."""
    if not any(map(str.isalpha, text)):
        return False
    known = label(text)
    if known is not None and known.kind == "behalf":
        return False
    words = text.split()
    return not (len(words) > 1 and words[0].islower())


def _bare(name: str, language: str | None, *, joined: bool) -> str:
    """A name without the courtesy title before it."""
    if joined:
        return _courtesy().sub("", name, count=1)
    first, _, rest = name.partition(" ")
    if first not in _courtesies(language):
        return name
    short = len(first.strip(".")) == 1  # which may be an initial
    return name if short and person_names.is_single(rest) else rest.strip()


@cache
def _courtesies(language: str | None) -> frozenset[str]:
    """Courtesy titles of one word in a language, or in any."""
    found = (row.text for row in rows("honorific") if language in {None, row.language})
    words = [text for text in found if " " not in text]
    return frozenset((*words, *(text.capitalize() for text in words if len(text.strip(".")) > 1)))


@cache
def _courtesy() -> re.Pattern[str]:
    words = sorted({row.text for row in rows("honorific")}, key=len, reverse=True)
    return re.compile(
        rf"(?:{'|'.join(map(pattern, words))})(?:\s+|(?<=\.))(?=[^\W\d_])", re.IGNORECASE
    )


def is_list_of_names(text: str) -> bool:
    """Whether `text` can only be a list of names: every word of each part begins like one."""
    if text.rstrip().endswith((".", "?", "!", ":")):
        return False
    return all(
        person_names.is_name(part)
        and len(part.split()) <= 7
        and person_names.is_capital(part.split()[-1])
        for part in _parts(text)
    )


def _parts(text: str) -> list[str]:
    """The parts of a list, without what stands in brackets."""
    parts, kept, at = [], "", 0
    for found in _COMMA.finditer(text := text.strip(" ,;")):
        kept += text[at : found.start()]
        at = found.end()
        if found[0] in ",;":
            parts.append(kept.strip())
            kept = ""
    return [*parts, (kept + text[at:]).strip()]
