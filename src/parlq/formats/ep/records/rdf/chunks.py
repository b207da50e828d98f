"""Cuts Turtle and N-Triples into parts that can be read on their own, in constant memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO

from parlq.limits import Limits
from parlq.problems import InputError

#: Characters read at a time.
BLOCK = 1 << 20
#: Characters of statements that make a part.
PART = 1 << 18

# What a full stop may stand in without ending a statement; each alternative is whole or not there.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"(?!")'
    r"|'(?:[^'\\\n\r]|\\.)*'(?!')"
    r"|<[^<>\s]*>"
    r"|#[^\n\r]*[\n\r]"
    r"|\.(?=\s)",
    re.DOTALL,
)
_OPEN = re.compile(r"[\"'<#]")
_DIRECTIVE = re.compile(
    r"(?:\s|#[^\n]*\n)*(?:@(?:prefix|base)\b[^<]*<[^<>]*>\s*\.|(?i:prefix|base)\b[^<@]*<[^<>]*>)"
)


def statements(lines: TextIO, limits: Limits, file: str | None) -> Iterator[str]:
    """The statements of Turtle, one by one, each with its full stop and what stands before it.

    Raises:
        InputError: PQ104, one statement is larger than the limit.
    """
    buffer, start, ended = "", 0, False
    while not ended:
        block = lines.read(BLOCK)
        ended = not block
        # The end of a file ends a statement as a blank does.
        buffer, start = buffer[start:] + (block or "\n"), 0
        at = 0
        while found := _TOKEN.search(buffer, at):
            begin = _OPEN.search(buffer, at, found.start())
            if begin is not None and not ended:
                break  # a string or comment that goes on in the next block
            at = found.end()
            if found[0] == ".":
                yield buffer[start:at]
                start = at
        if len(buffer) - start > limits.size:
            raise InputError((limits.too_large(file),))
    if buffer[start:].strip():
        yield buffer[start:]


def turtle_parts(lines: TextIO, limits: Limits, file: str | None) -> Iterator[str]:
    """Turtle in parts, each with all the prefixes that stand before it.

    Raises:
        InputError: PQ104.
    """
    header: list[str] = []
    part: list[str] = []
    size = 0
    for each in statements(lines, limits, file):
        statement = each
        while found := _DIRECTIVE.match(statement):
            if part:
                yield "\n".join(header) + "\n" + "".join(part)
                part, size = [], 0
            header.append(found[0].strip())
            statement = statement[found.end() :]
        if statement.strip():
            part.append(statement)
            size += len(statement)
        if size > PART:
            yield "\n".join(header) + "\n" + "".join(part)
            part, size = [], 0
    if part:
        yield "\n".join(header) + "\n" + "".join(part)


def line_parts(lines: TextIO, limits: Limits, file: str | None) -> Iterator[str]:
    """N-Triples in parts of whole lines.

    Raises:
        InputError: PQ104, one line is larger than the limit.
    """
    part: list[str] = []
    size = 0
    while line := lines.readline(limits.size + 1):
        if len(line) > limits.size:
            raise InputError((limits.too_large(file),))
        part.append(line)
        size += len(line)
        if size > PART:
            yield "".join(part)
            part, size = [], 0
    if part:
        yield "".join(part)
