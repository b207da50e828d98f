"""Reads large dossiers and arrays of documents in JSON one by one, in constant memory."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

import attrs

from parlq.formats.json.reader import read
from parlq.formats.json.streaming.cutter import Cutter, Item
from parlq.io.reading import Locate, Location, Streamed
from parlq.limits import DEFAULT, Limits
from parlq.model import Dossier, Identifier, Question
from parlq.model.identity import LOCAL
from parlq.problems import Problem, Severity

_BEGIN = b'{"schema_version":"1.0","type":"dossier","%b":['
_POINTER = re.compile(r"^/(?:questions|answers)/0")


def stream(
    source: BinaryIO,
    *,
    strict: bool = True,
    file: str | None = None,
    limits: Limits = DEFAULT,
    migrate: bool = False,
) -> Iterator[Streamed]:
    """Read the works of a dossier, or the documents of an array, one by one.

    They have the problems that the whole has at their place. What concerns the dossier itself comes
    last, without a value. A question or an answer alone comes as it is.

    Args:
        source: the file.
        strict: as in `read`.
        file: name of the input, for problems.
        limits: bounds of one item, and of all that is no item.
        migrate: as in `read`.
    """
    cutter = Cutter(source, limits, file)
    counts: Counter[str] = Counter()
    nameless: Counter[str] = Counter()
    for item in cutter.items():
        counts[item.key] += 1
        data = _BEGIN % item.key.encode() + item.data + b"]}" if item.key else item.data
        reading = read(data, strict=strict, file=file, limits=limits, migrate=migrate)
        value = reading.value
        if isinstance(value, Dossier) and item.key:
            value = value.works[0]
            if b'"identifiers"' not in item.data and value.reference is None:
                kind = "question" if isinstance(value, Question) else "answer"
                nameless[kind] += 1
                local = Identifier(scheme=LOCAL, value=f"{kind}-{nameless[kind]}")
                value = attrs.evolve(value, identifiers=(local,))
        yield Streamed(
            value=value,
            problems=tuple([_moved(each, item) for each in reading.problems]),
            line=item.line,
            locate=_Moved(reading.locate, item),
        )
    options: dict[str, Any] = {"strict": strict, "file": file, "limits": limits}
    rest = bytes(cutter.rest)
    if not counts:
        reading = read(rest, migrate=migrate, **options)
        yield Streamed(value=reading.value, problems=reading.problems, locate=reading.locate)
    elif "" in counts:
        if rest.translate(None, b"\r\n\t ") != b"[%b]" % (b"," * (counts[""] - 1)):
            yield Streamed(value=None, problems=(_malformed(rest, file),))
    else:
        yield from _about(rest, counts, migrate=migrate, **options)


def _about(rest: bytes, counts: Counter[str], **options: Any) -> Iterator[Streamed]:
    """The problems of a dossier that are none of its works, and its own facts."""

    def fill(found: re.Match[bytes]) -> bytes:
        count, commas = counts[found[1].decode()], found[3].count(b",")
        item = b'{"type":"%b"}' % found[1][:-1] if count else b""
        more = b"" if commas == max(count - 1, 0) else b","  # which the reader refuses
        blanks = found[3].replace(b",", b"")
        return b'"%b"%b[%b%b%b]' % (found[1], found[2], item, more, blanks)

    # A question in place of those that were read, so that the dossier is not empty.
    reading = read(_EMPTY.sub(fill, rest), **options)
    problems = [each for each in reading.problems if not _POINTER.match(each.path or "")]
    if isinstance(reading.value, Dossier) and reading.value.extensions:
        count = len(reading.value.extensions)
        message = f"{count} extensions of the dossier belong to no work; left out"
        file: str | None = options["file"]
        warning = Severity.WARNING
        problems.append(Problem(rule="PQ807", severity=warning, message=message, file=file, line=1))
    if problems:
        yield Streamed(value=None, problems=tuple(problems))


_EMPTY = re.compile(rb'"(questions|answers)"(\s*:\s*)\[([\s,]*)\]')


def _malformed(rest: bytes, file: str | None) -> Problem:
    line = rest.count(b"\n") + 1
    message = "not JSON: the array of documents does not end as it should"
    return Problem(rule="PQ301", message=message, file=file, line=line)


def _moved(problem: Problem, item: Item) -> Problem:
    """The problem of an item that was read alone, at its place in the file."""
    line, column = problem.line, problem.column
    if line == 1 and column is not None:
        begun = len(_BEGIN) - 2 + len(item.key) if item.key else 0
        column = max(column - begun, 1) + item.column - 1
    return attrs.evolve(
        problem,
        line=item.line if line is None else line + item.line - 1,
        column=column,
        path=_pointer(problem.path, item),
    )


def _pointer(path: str | None, item: Item) -> str | None:
    if path is None:
        return None
    if not item.key:
        return f"/{item.place}{path}"
    return _POINTER.sub(f"/{item.key}/{item.place}", path)


@attrs.frozen
class _Moved:
    """A `Locate` of an item, in the file that it stands in."""

    locate: Locate
    item: Item

    def __call__(self, path: tuple[str | int, ...]) -> Location:
        """The location in the file."""
        item = self.item
        found = self.locate((item.key, 0, *path) if item.key else path)
        if found.line is None:
            return found
        problem = Problem(
            rule="", message="", line=found.line, column=found.column, path=found.path
        )
        moved = _moved(problem, item)
        return Location(line=moved.line, column=moved.column, path=moved.path)
