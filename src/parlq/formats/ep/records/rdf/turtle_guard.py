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


def look_over(data: bytes, file: str | None, limits: Limits) -> None:
    """Refuse brackets that nest more than `DEEPEST` deep.

    Raises:
        InputError: PQ105.
    """
    if limits.unbounded:
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
