"""Refuses Turtle in which brackets nest too deeply."""

from __future__ import annotations

import re
from typing import Final

from parlq.limits import Limits
from parlq.problems import InputError, Problem

#: Levels of brackets, elements and objects in RDF, unless the limits are raised.
DEEPEST: Final = 100
# What may hold a bracket that is none, and the brackets. A quotation mark without an end stands
# alone, so that nothing is gone through twice.
_TOKEN = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*+(?:""")?'
    rb"|'''(?:[^'\\]|\\.|'(?!''))*+(?:''')?"
    rb'|"(?:[^"\\\n\r]|\\.)*+"?'
    rb"|'(?:[^'\\\n\r]|\\.)*+'?"
    rb"|<[^<>\x00-\x20]*+>?"
    rb"|#[^\n\r]*+"
    rb"|[\[\](){}]",
    re.DOTALL,
)

_IRI = re.compile(rb'<[^<>\x00-\x20"#]*#[^<>\x00-\x20"#]*>').match
#: Number signs that dumps have, in the IRIs of their prefixes, and how far into one it may stand.
_FEW, _LONG = 1000, 1000


def look_over(data: bytes, file: str | None, limits: Limits) -> None:
    """Refuse brackets that nest more than `DEEPEST` deep.

    Raises:
        InputError: PQ105.
    """
    if limits.raised or _opened(data) <= DEEPEST:
        return
    depth = 0
    for token in _TOKEN.finditer(data):
        mark = data[token.start()]
        if mark in b"[({":
            depth += 1
            if depth > DEEPEST:
                line = data.count(b"\n", 0, token.start()) + 1
                message = f"nested more than {DEEPEST} deep"
                raise InputError((Problem(rule="PQ105", message=message, file=file, line=line),))
        elif mark in b"])}":
            depth = max(depth - 1, 0)


def _opened(data: bytes) -> int:
    """At least as many brackets as are opened; found in a fraction of the time of looking closely.

    In nearly all dumps every second piece between quotation marks is a text, which is not counted.
    """
    plain = data
    if b"\\" in data:
        plain = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    pieces = plain.split(b'"')[::2]
    outside = b'"'.join(pieces)
    if b'"""' in plain or b"'" in outside or _comments(outside) or any(map(_cuts_iri, pieces)):
        outside = data
    return outside.count(b"[") + outside.count(b"(") + outside.count(b"{")


def _comments(outside: bytes) -> bool:
    """Whether a number sign may begin a comment, which may hold a quotation mark."""
    if outside.count(b"#") > _FEW:
        return True
    at = outside.find(b"#")
    while at >= 0:
        begin = outside.rfind(b"<", max(at - _LONG, 0), at)
        if begin < 0 or _IRI(outside, begin) is None:
            return True
        at = outside.find(b"#", at + 1)
    return False


def _cuts_iri(piece: bytes) -> bool:
    """Whether a quotation mark behind a piece stands in an IRI."""
    return piece.rfind(b"<") > piece.rfind(b">")
