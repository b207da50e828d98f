"""Edits that fix misspelled values in JSON, where the fix is unambiguous."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from functools import cache
from typing import Any

from parlq.formats.json.field_kinds import CLASSES, fields_of
from parlq.formats.json.locations import Member, Path, Text
from parlq.io.edits import Edit
from parlq.model import Reference
from parlq.problems import ModelError, Problem

_BLANKS = " \t\r\n"
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.0{1,9})?")


def edits(data: bytes, problems: Collection[Problem]) -> list[Edit]:
    """The edits for those of the problems that have a safe one: equal doubled keys, and spellings."""
    try:
        whole = data.decode()
    except UnicodeDecodeError:
        return []
    text = Text(whole.removeprefix("\ufeff"))
    mark = len(whole) - len(text.text)
    try:
        json.loads(text.text)
    except (ValueError, RecursionError):
        return []
    found = []
    for problem in problems:
        if not problem.path or problem.rule not in {"PQ302", "PQ304"}:
            continue
        path, members = _at(text, problem.path)
        for start, end, new in _edits_at(text, path, members, problem.rule):
            at = len(whole[: start + mark].encode())
            size = len(text.text[start:end].encode())
            found.append(Edit(at, at + size, new.encode(), problem.rule))
    return found


def _at(text: Text, pointer: str) -> tuple[Path, list[Member]]:
    """The path that a JSON Pointer says, and what stands there."""
    path: Path = ()
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        path = (*path, key) if text.find((*path, key)) else (*path, _index(key))
    return path, text.find(path)


def _index(key: str) -> str | int:
    return int(key) if key.isdecimal() and key.isascii() else key


def _edits_at(
    text: Text, path: Path, members: list[Member], rule: str
) -> list[tuple[int, int, str]]:
    if not members:
        return []
    if rule == "PQ302":
        said = {text.text[member.value : member.end] for member in members}
        return [_without(text.text, one) for one in members[:-1]] if len(said) == 1 else []
    member = members[-1]
    stated = text.text[member.value : member.end]
    if stated == "null" and member.key != member.value:
        return [_without(text.text, member)]
    name = next((step for step in reversed(path) if type(step) is str), "")
    spell = _SPELLINGS.get(_holds().get(name, ""))
    new = None if spell is None else spell(stated)
    return [(member.value, member.end, new)] if new is not None and new != stated else []


def _without(text: str, member: Member) -> tuple[int, int, str]:
    """The edit that takes a member out of its object, with the comma that it needs no more."""
    after = _past_blanks(text, member.end)
    before = len(text[: member.key].rstrip(_BLANKS))
    shares = "\n" not in text[before : member.key]
    if text[after] == "," and not (shares and text[before - 1] == ","):
        return member.key, _past_blanks(text, after + 1), ""
    if text[before - 1] == ",":
        return before - 1, member.end, ""
    return member.key, member.end, ""


def _past_blanks(text: str, at: int) -> int:
    while text[at] in _BLANKS:
        at += 1
    return at


@cache
def _holds() -> dict[str, str]:
    """What a key holds, where it is the same in every object that has it."""
    found: dict[str, str] = {}
    for kind in CLASSES:
        for field in fields_of(kind):
            holds = "reference" if Reference in field.metadata.get("types", ()) else field.holds
            if found.setdefault(field.name, holds) != holds:
                found[field.name] = ""
    return found


def _parsed(stated: str) -> Any:
    return json.loads(stated)


def _reference(stated: str) -> str | None:
    said = _parsed(stated)
    if type(said) is not str:
        return None
    try:
        return json.dumps(str(Reference.parse(said)), ensure_ascii=False)
    except ModelError:
        return None


def _number(stated: str) -> str | None:
    """A whole number in quotes, or with a fraction of noughts, as the number that it is."""
    inner = stated[1:-1] if stated.startswith('"') else stated
    return str(int(inner.partition(".")[0])) if _WHOLE.fullmatch(inner) else None


_SPELLINGS: dict[str, Callable[[str], str | None]] = {
    "reference": _reference,
    "number": _number,
    "years": _number,
}
