"""Rewrites a document in its canonical form, in the format that it has; comments stay where they are."""

from __future__ import annotations

from typing import Any, NamedTuple

from parlq import formats
from parlq.limits import DEFAULT, Limits
from parlq.problems import Problem, Severity

#: Formats that have a canonical form on disk.
FORMATS = ("akn", "json")
#: Rules about what a document states that its canonical form does not.
LOSSES = frozenset({"PQ215", "PQ308"})


class Formatted(NamedTuple):
    """The outcome.

    Attributes:
        data: the canonical form; None where there is a problem.
        problems: why there is none: errors of reading, and what would be lost.
    """

    data: bytes | None
    problems: tuple[Problem, ...] = ()


def formatted(
    data: bytes,
    *,
    format: str | None = None,
    file: str | None = None,
    limits: Limits = DEFAULT,
    migrate: bool = False,
    drop: bool = False,
) -> Formatted:
    """The canonical form of a document.

    Nothing is lost: comments, processing instructions and the key `$schema` are put where they
    belong. What has no place, such as attributes for schema processors and the digits of an instant
    beyond microseconds, is a problem, unless `drop` is set.

    Args:
        data: Akoma Ntoso in the profile, or JSON.
        format: `akn` or `json`; by default determined from the name or the content.
        file: name of the input, for problems.
        limits: bounds.
        migrate: bring JSON of an older schema version up to date.
        drop: leave out what cannot be kept.

    Raises:
        UnknownFormatError: the format is none of `FORMATS`.
        InputError: the format cannot be told.
    """
    made = formats.find(format, file, data)
    if made.name not in FORMATS:
        raise formats.UnknownFormatError(
            f"{file or 'the input'}: {' and '.join(FORMATS)} are rewritten, not {made.name}"
        )
    options: dict[str, Any] = {"migrate": migrate} if "migrate" in made.options else {}
    reading = made.read(data, strict=True, file=file, limits=limits, **options)
    if reading.value is None or reading.failed:
        return Formatted(None, _errors(reading.problems))
    written = made.dumps(reading.value)
    remarks = tuple(problem for problem in reading.problems if problem.rule in LOSSES)
    if made.name == "json":
        from parlq.formats.json.schema_address import address_of, addressed

        if remarks and not drop:
            return Formatted(None, remarks)
        return Formatted(addressed(written, address_of(data)))
    if not remarks:
        return Formatted(written)
    from parlq.formats.akn.xml.restore_comments import restored

    kept, spots = restored(data, written)
    if spots and made.read(kept, strict=True, limits=limits).value != reading.value:
        kept, spots = written, frozenset()  # nothing that a remark does changes a document
    lost = tuple(each for each in remarks if (each.line, each.column) not in spots)
    return Formatted(None, lost) if lost and not drop else Formatted(kept)


def on_one_line(data: bytes) -> bytes:
    """JSON in its canonical form for a line of JSON Lines."""
    from parlq.formats.json import dumps, loads

    return dumps(loads(data), indent=False)


def _errors(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)
