"""Tells who is asked where words in brackets follow the addressee: `to the Commission (VP/HR)`."""

from __future__ import annotations

import re

from parlq.formats.ep.pages.language.wording import Wording, fold, whole_lines

_IN_BRACKETS = re.compile(r"(?P<body>[^()]{3,80}?)\s*\((?P<office>[^()]{2,160})\)[\s.]*")
#: The Vice-President of the Commission is the High Representative too, so two offices stand there,
#: or the letters of both.
_TWO_OFFICES = re.compile(r"\w[\w' .-]*/\s*\w|\bvp\s?-?\s?hr\b")
#: How the word for `European` begins in the 24 languages, folded: only one addressee is called so.
_EUROPEAN = re.compile(r"(?<!\w)(?:europ|euroop|evrop|ewrop|h?eorp|ευρωπ|европ)")


def in_brackets(text: str) -> tuple[str, tuple[Wording, ...]] | None:
    """The code of the addressee, and the wording before the brackets; None for another line."""
    found = _IN_BRACKETS.fullmatch(text.strip())
    if found is None:
        return None
    known = whole_lines().get(fold(found["body"]), ())
    body = tuple(row for row in known if row.key.startswith("addressee."))
    if not body:
        return None
    body = tuple(row for row in body if row.key == body[0].key)
    office, code = fold(found["office"]), body[0].key.partition(".")[2]
    if code == "commission" and _TWO_OFFICES.search(office):
        return "vp_hr", body
    if _EUROPEAN.search(office):
        return "european_council", body
    return code, body
