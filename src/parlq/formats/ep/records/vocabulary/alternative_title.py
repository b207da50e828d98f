"""Reads alternative titles: kind and reference, addressee, rule, on whose behalf, and the names.

The portal joins the lines above a question into one text, with `<br/>` in the dumps of 2022 and
with ` - ` in API v2. The wording of each line is a table of data, `titles.tsv`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from string import ascii_letters
from typing import NamedTuple

from parlq.formats.ep.records.vocabulary.namespaces import Shape
from parlq.io.resources import table_rows
from parlq.model import Reference
from parlq.model.fields.base import unchecked
from parlq.model.fields.name_matching import fold

#: What parts the lines in each shape.
SEPARATORS = {Shape.DUMP_2022: "<br/>", Shape.API_V2: " - "}

_BRACKET = re.compile(r"[()]")
# The spelling that nearly all have, which is the normal form.
_PLAIN_REFERENCE = re.compile(
    r"([EGHKOP])-((?!000000)[0-9]{6})/(20[0-9]{2})(?:/rev\.([1-9][0-9]?))?"
).fullmatch
_NUMBER = re.compile(r"[0-9]").search
_made = unchecked(Reference)
_DIGIT = re.compile(r"[0-9?!:;<>]")


# A name and a group as nearly all are; what is taken here, `names` takes in its own way too.
_SIMPLE = re.compile(
    r"\s*([^\s0-9?!:;<>(),](?:[^0-9?!:;<>(),]*[^\s0-9?!:;<>(),])?)\s*"
    r"\(([^\s(),](?:[^(),]*[^\s(),])?)\)"
).fullmatch


class Printed(NamedTuple):
    """A name as an alternative title prints it, perhaps with its political group."""

    name: str
    group: str | None


class Title(NamedTuple):
    """What an alternative title says.

    Attributes:
        lines: its lines, verbatim; joined with the separator they give the title again.
        reference: the reference in its first line, revision included.
        addressee: parlq's code of the body addressed.
        rule: number of the rule of procedure.
        behalf: in whose name the question is asked: a group or a committee.
        names: who asks, in the order printed; None where the names cannot be separated from the rest.
    """

    lines: tuple[str, ...]
    reference: Reference | None = None
    addressee: str | None = None
    rule: str | None = None
    behalf: str | None = None
    names: tuple[Printed, ...] | None = None


@cache
def _wording(key: str) -> dict[str, str]:
    rows = table_rows(__name__, "titles.tsv")
    return {fold(row[2]): row[0].partition(".")[2] for row in rows if row[0].startswith(key)}


def _slot(key: str, slot: str, inside: str) -> re.Pattern[str]:
    words = sorted(_wording(key), key=len, reverse=True)
    shapes = [re.escape(word).replace(re.escape(slot), "(" + inside + ")") for word in words]
    return re.compile("|".join(shapes))


@cache
def _rules() -> re.Pattern[str]:
    return _slot("rule", "{n}", r"[0-9]+[a-z]?(?:\([0-9a-z]+\))*")


@cache
def _behalves() -> re.Pattern[str]:
    return _slot("behalf", "{group}", ".+")


def _folded(line: str) -> str:
    """A part of a title as wording is compared, without the hyphens that separate the parts."""
    return fold(line).strip(" :,-")


@lru_cache(maxsize=1024)
def _rule(line: str) -> str | None:
    found = _rules().fullmatch(_folded(line))
    return next(filter(None, found.groups())) if found else None


@lru_cache(maxsize=1024)
def _addressee(line: str) -> str | None:
    return _wording("addressee").get(_folded(line))


@cache
def _other_letters() -> frozenset[str]:
    """The letters with which no wording of `_behalf` begins; most names begin with one of them."""
    begun = {word[0] for word in _wording("behalf")}
    return frozenset(letter for letter in ascii_letters if letter.lower() not in begun)


def _behalf(line: str) -> str | None:
    """The body in whose name a line says the question is asked, as printed: `PPE Group`."""
    if line[:1] in _other_letters():
        return None
    found = _behalves().fullmatch(_folded(line))
    if found is None:
        return None
    words = line.strip(" -").split()
    # The English wording leads with four words; other wordings are kept whole.
    english = [word.casefold() for word in words[:4]] == ["on", "behalf", "of", "the"]
    return " ".join(words[4:] if english else words)


def names(text: str) -> tuple[Printed, ...] | None:
    """Names separated by commas, each perhaps with a group in brackets; None for other texts."""
    text = text.strip().rstrip(",")
    pieces = text.split(",")
    simple = [*map(_SIMPLE, pieces)]
    if None not in simple:
        return tuple([Printed(*each.groups()) for each in simple if each])
    found = []
    for part in _outside_brackets(pieces):
        name, bracket, rest = part.strip().partition("(")
        name, group = name.strip(), rest[:-1].strip() if bracket else None
        if not name or ")" in name or _DIGIT.search(name):
            return None
        if group is not None and (not rest.endswith(")") or not group or _BRACKET.search(group)):
            return None
        found.append(Printed(name, group))
    return tuple(found)


def _outside_brackets(pieces: list[str]) -> list[str]:
    """The parts between commas, except commas inside brackets."""
    found: list[str] = []
    part: list[str] = []
    inside = False  # whether the next bracket closes one
    for piece in reversed(pieces):
        if part and not inside:
            found.append(",".join(reversed(part)))
            part = []
        part.append(piece)
        bracket = _BRACKET.search(piece)
        inside = bracket[0] == ")" if bracket else inside
    found.append(",".join(reversed(part)))
    return found[::-1]


def _reference(line: str) -> Reference | None:
    """The one reference in a line; None without one, or with several."""
    # The last word of its line, after words without a number.
    begin, _, word = line.rpartition(" ")
    plain = _PLAIN_REFERENCE(word)
    if plain is not None and _NUMBER(begin) is None:
        letter, number, year, revision = plain.groups()
        return _made(
            year=int(year),
            letter=letter,
            number=int(number),
            revision=int(revision) if revision else None,
        )
    found = Reference.find_all(line)
    return found[0].reference if len(found) == 1 else None


def read(text: str) -> Title:
    """Read an alternative title; what its wording does not tell is left out."""
    separator = "<br/>" if "<br/>" in text else " - "
    parts = text.split(separator)
    if not all(parts):
        return Title(lines=(text,))
    reference = _reference(parts[0])
    at, rule, addressee = _led(separator, *parts[1:3])
    if at == 0:
        # The rule stands further down, or nowhere.
        for at in range(3, len(parts)):
            if rule := _rule(parts[at]):
                addressee = _addressee(separator.join(parts[1:at]))
                break
        else:
            return Title(tuple(parts), reference)
    head, rest = parts[: at + 1], parts[at + 1 :]
    behalf, who = None, rest
    for index, part in enumerate(rest):
        behalf = _behalf(part)
        if behalf is not None:
            who = rest[:index] + rest[index + 1 :]
            lines = (*head, *_joined(rest[:index], separator), part)
            lines += _joined(rest[index + 1 :], separator)
            break
    else:
        lines = (*head, *_joined(rest, separator))
    return Title(
        lines,
        reference,
        addressee,
        rule,
        behalf,
        # A name may hold a hyphen between blanks; what the separator cut is put together again.
        names(separator.join(who)) if who else (),
    )


@lru_cache(maxsize=1024)
def _led(separator: str, *lines: str) -> tuple[int, str | None, str | None]:
    """Where in the second and third line the rule stands, the rule, and who is asked before it.

    Nearly all titles have one of a few pairs of such lines. The place is 0 where neither is a rule.
    """
    for at, line in enumerate(lines, 1):
        if rule := _rule(line):
            return at, rule, _addressee(separator.join(lines[: at - 1]))
    return 0, None, None


def _joined(parts: list[str], separator: str) -> tuple[str, ...]:
    return (separator.join(parts),) if parts else ()


def write(lines: tuple[str, ...], shape: Shape) -> str | None:
    """The alternative title of lines, in the manner of a shape; None when there are none."""
    return SEPARATORS[shape].join(lines) if lines else None
