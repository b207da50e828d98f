"""Tells who is asked where words in brackets follow the addressee: `to the Commission (VP/HR)`."""

from __future__ import annotations

import re
from functools import cache

from parlq.formats.ep.pages.language.wording import Wording, rows, whole_lines, wording
from parlq.model.fields.name_matching import fold

_IN_BRACKETS = re.compile(
    r"(?P<body>[^()]{3,80}?)\s*\((?P<office>[^()]{2,160})\)(?P<behind>[^()]{0,20}?)[\s.]*"
)
#: The two offices in initials: `VP/HR`, in other languages `VP/AR`, `VP/HV` and so on.
_INITIALS = re.compile(r"\bvp\s?/\s?hr\b|\A\s*[^\W\d_]{2}\s?[/-]\s?[^\W\d_]{2}\s*\Z")
_WORD = re.compile(r"[^\W\d_]+")
#: How the word for `European` begins in the 24 languages, folded.
_EUROPEAN = re.compile(r"(?<!\w)(?:europ|euroop|evrop|ewrop|h?eorp|ευρωπ|европ)")
#: How many letters of a word stay the same in all its cases: of a long one, and of one for `Council`.
_STEM, _SHORT_STEM = 4, 3


def in_brackets(text: str) -> tuple[str, tuple[Wording, ...]] | None:
    """The code of the addressee, and the wording before the brackets; None for another line.

    What the brackets say otherwise, such as the name of a department, changes nothing.
    """
    found = _IN_BRACKETS.fullmatch(text.strip())
    if found is None:
        return None
    known = whole_lines().get(fold(f"{found['body']} {found['behind']}"), ())
    body = tuple(row for row in known if row.key.startswith("addressee."))
    if not body:
        return None
    body = tuple(row for row in body if row.key == body[0].key)
    office, code = fold(found["office"]), body[0].key.partition(".")[2]
    if code == "commission" and any(_is_vp_hr(office, row.language) for row in body):
        return "vp_hr", body
    if code == "council" and any(_is_european_council(office, row.language) for row in body):
        return "european_council", body
    return code, body


def _is_vp_hr(office: str, language: str) -> bool:
    """Whether it is the Vice-President of the Commission and High Representative: two offices."""
    if _INITIALS.search(office):
        return True
    vice, slash, high = office.partition("/")
    stems = _stems("addressee.vp_hr", language) - _stems("addressee.commission", language)
    return bool(slash) and all(
        any(word.startswith(tuple(stems)) for word in _WORD.findall(half)) for half in (vice, high)
    )


def _is_european_council(office: str, language: str) -> bool:
    """Whether the office is of the European Council, which meets in another composition."""
    row = wording("addressee.council", language)
    council = "" if row is None else fold(_WORD.findall(row.text)[-1])[:_SHORT_STEM]
    named = bool(council) and any(word.startswith(council) for word in _WORD.findall(office))
    return named and _EUROPEAN.search(office) is not None


@cache
def _stems(key: str, language: str) -> frozenset[str]:
    return frozenset(
        fold(word)[:_STEM]
        for row in rows(key)
        if row.language == language
        for word in _WORD.findall(row.text)
        if len(word) >= _STEM
    )
