"""JSON Lines: one document on each line, which ends with a line feed and may be of any kind."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator

from parlq.limits import Limits
from parlq.lint.discovery.folder_scan import LINES
from parlq.problems import Problem

#: Formats whose documents may stand on lines, by the name that a user gives.
NAMES = frozenset({"jsonl", "ndjson"})


def is_lines(name: str, head: bytes, format: str | None) -> bool:
    """Whether data are JSON Lines: by their name, or by an object that ends with the first line."""
    if format is not None:
        return format in NAMES or (format == "json" and _is_named(name))
    return _is_named(name) or _begins_so(name, head)


def _is_named(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in LINES


def _begins_so(name: str, head: bytes) -> bool:
    """Whether data without a known name begin with two objects, each on its line."""
    if os.path.splitext(name)[1]:
        return False
    first, end, second = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
    return bool(end) and first.strip().endswith(b"}") and second.lstrip()[:1] in {b"{", b""}


def of(
    stream: io.BufferedReader, limits: Limits, name: str
) -> Iterator[tuple[int, bytes | Problem]]:
    """Each line that is not blank, with its number, or the problem of a line that is too long."""
    number = 0
    while line := stream.readline(limits.size + 2):
        number += 1
        if len(line) > limits.size + 1 and not line.endswith(b"\n"):
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            message = f"the line is longer than {limits.size} bytes; raise the limit to read it"
            yield number, Problem(rule="PQ104", message=message, file=name, line=number)
        elif text := (line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).strip():
            yield number, text
