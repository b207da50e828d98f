"""Reads references as the Official Journal prints them: without a letter, in lists, with blanks inside."""

from __future__ import annotations

import re

from parlq.model.references.reference import Reference, ReferenceForm, ReferenceMatch
from parlq.problems import ModelError

# "No" and "Nos" in the official languages of the years in which questions had no letter.
_ONE = r"[Nn](?:[or]|\.?[\u00ba\u00b0o]|\u00fam)?\.?|[\u0391\u03b1]\u03c1\u03b9\u03b8\.?"
_MANY = r"[Nn](?:os|rn|rs|\.?[\u00ba\u00b0]s|\u00fams)\.?|[\u0391\u03b1]\u03c1\u03b9\u03b8\.?"
_HYPHEN = "[-\u2010\u2011\u2012\u2013]"
_NUMBER = r"(?P<number>[0-9](?: ?[0-9]){0,5}) ?/ ?(?P<year>[0-9]{4}|[0-9] ?[0-9])(?![0-9])(?! ?/)"
_FOUND = re.compile(
    rf"(?<![^\W_])(?:(?P<word>{_ONE}) ?|(?:{_MANY}) ?)?"
    rf"(?:(?P<letter>[EHOP]) ?{_HYPHEN} ?|(?<![0-9/-])(?<!C ))(?<![0-9]){_NUMBER}"
)
#: A reference in a pattern of something longer.
REFERENCE = (
    rf"(?:(?:{_ONE}|{_MANY})\s?)?(?:[EHOP]\s?{_HYPHEN}\s?)?"
    r"[0-9](?:\s?[0-9]){0,5}\s?/\s?(?:[0-9]{4}|[0-9]{2})(?![0-9])"
)
_LAST = re.compile(rf"(?<![^\W_])(?:{_MANY})\s*$")
_BLANK = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f\u2009", " "))


def references(text: str) -> tuple[ReferenceMatch, ...]:
    """The references of a text that has nothing else with a number and a year in it.

    Beside the spellings that any text may hold, `No 1649/91` and `Nos 505/90 and 547/90` are taken,
    and the blanks that scanning puts into print, as in `E- 1 64 /95`. Years have two or four digits.
    """
    strict = Reference.find_all(text)
    plain = text.translate(_BLANK)
    found = [match for each in _FOUND.finditer(plain) if (match := _match(text, each))]
    if len(strict) >= len(found):
        return tuple(strict)
    return tuple(found)


def before(text: str, found: tuple[ReferenceMatch, ...]) -> str:
    """The text before the first of these references, without the word for `numbers` before it."""
    return _LAST.sub("", text[: found[0].start])


def _match(text: str, found: re.Match[str]) -> ReferenceMatch | None:
    start = found.start("word") if found["word"] else found.start("letter")
    start = start if start >= 0 else found.start("number")
    if " " in found["number"] and not (found["letter"] or found["word"]):
        return None
    number, year = found["number"].replace(" ", ""), found["year"].replace(" ", "")
    spelled = f"{found['letter']}-{number}/{year}" if found["letter"] else f"No {number}/{year}"
    try:
        reference = Reference.parse(spelled)
    except ModelError:
        return None
    return ReferenceMatch(
        reference=reference,
        printed=text[start : found.end()],
        term=None,
        tabled_text=None,
        language=None,
        form=ReferenceForm.PRINTED if found["letter"] else ReferenceForm.LETTERLESS,
        start=start,
        end=found.end(),
    )


def remainder(text: str, matches: tuple[ReferenceMatch, ...]) -> str:
    """`text` without its references, their tabled-text numbers, and what only parts them."""
    kept, at = [], 0
    for match in matches:
        kept.append(text[at : match.start])
        at = match.end
        tail = text[at:]
        if match.tabled_text and (found := re.match(r"\s?\([^()]*\)", tail)):
            at += found.end()
    kept.append(text[at:])
    parts = [part.strip(" ,;()\u00a0") for part in kept]
    return " - ".join(part.strip("- ") for part in parts if part.strip("- "))
