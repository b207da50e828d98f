"""Excerpts of an input, which reports show with the problems in them."""

from __future__ import annotations

#: Longest part of a line that is kept for showing, in characters, on each side of its start.
LONGEST = 100_000
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def lines_of(data: bytes, numbers: set[int]) -> tuple[tuple[int, str], ...]:
    """The lines of these numbers, counted from 1, without their ends; what is no text is replaced."""
    if not numbers:
        return ()
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding == "utf-16":
        data = data.decode(encoding, "replace").encode("utf-8", "replace")
    elif encoding:
        data = data[3:]
    found = []
    at, last = 0, max(numbers)
    for number in range(1, last + 1):
        end = data.find(b"\n", at)
        if number in numbers:
            line = data[at : end if end >= 0 else len(data)][: 4 * LONGEST]
            found.append((number, line.decode("utf-8", "replace").rstrip("\r")[:LONGEST]))
        if end < 0:
            break
        at = end + 1
    return tuple(found)
