"""Find the formats of other packages; one that is broken never stops the others."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import EntryPoint, distributions, entry_points
from typing import NamedTuple

import attrs

from parlq.formats.format import Format
from parlq.formats.guarding import described, is_fault, staying
from parlq.problems import Problem, shorten

#: Entry point group in which another package names a `Format`.
GROUP = "parlq.formats"
#: What is callable in a format, or None.
_CALLABLE = ("reader", "writer", "sniff", "stream", "comparison")


class Broken(NamedTuple):
    """A format of another package that cannot be used.

    Attributes:
        name: of its entry point.
        problem: PQ110, which names the package and what is wrong.
    """

    name: str
    problem: Problem


class Plugins(NamedTuple):
    """The formats of other packages: those that work by name, and those that do not."""

    formats: dict[str, Format]
    broken: tuple[Broken, ...]


def plugins(reserved: frozenset[str]) -> Plugins:
    """Load the formats of other packages, in the order of their entry points.

    Args:
        reserved: names that they cannot have.
    """
    # To look for entry points takes longer than to read a small document.
    return _plugins(reserved, tuple(sys.path))


@lru_cache(maxsize=8)
def _plugins(reserved: frozenset[str], _: tuple[str, ...]) -> Plugins:
    found: dict[str, Format] = {}
    broken: list[Broken] = []
    for point in sorted(_points(), key=lambda point: point.name):
        made = _loaded(point)
        if isinstance(made, Format) and (made.name in reserved or made.name in found):
            made = f'the name "{made.name}" is taken by another format'
        if isinstance(made, Format):
            found[made.name] = made
        else:
            message = f"{_origin(point)} cannot be used: {made}"
            problem = Problem(rule="PQ110", message=message, file=f"<format {point.name}>")
            broken.append(Broken(point.name, problem))
    return Plugins(found, tuple(broken))


def _points() -> list[EntryPoint]:
    """The entry points of all packages whose metadata can be read."""
    try:
        return [*entry_points(group=GROUP)]
    except Exception:  # noqa: BLE001 # the metadata of one package cannot be read
        found: dict[tuple[str, str], EntryPoint] = {}
        for package in distributions():
            with contextlib.suppress(Exception):
                for point in package.entry_points.select(group=GROUP):
                    found.setdefault((point.name, point.value), point)
        return [*found.values()]


def _loaded(point: EntryPoint) -> Format | str:
    """The format that an entry point names, or what is wrong with it."""
    try:
        with staying():
            made = point.load()
        if type(made) is not Format:  # the methods of a subclass might be any code
            return f"it names a value of type {shorten(type(made).__name__, 80)}, not a Format"
        faults = [*_faults(made)]
        return "; ".join(faults) or attrs.evolve(made, origin=_origin(point))
    except BaseException as error:
        if not is_fault(error):
            raise
        return described(error)


def _origin(point: EntryPoint) -> str:
    """Where a format comes from, for messages."""
    package = ""
    with contextlib.suppress(Exception):  # metadata without a name or a version
        package = f" of the package {point.dist.name} {point.dist.version}" if point.dist else ""
    return shorten(f"entry point {point.name} ({point.value}){package}", 200)


def _faults(made: Format) -> Iterator[str]:
    """Fields of a format that do not hold what they should."""
    for field in ("name", "description"):
        if not isinstance(getattr(made, field), str):
            yield f"{field} is not a text"
    if not made.name:
        yield "name is empty"
    for field in ("suffixes", "write_suffixes", "media_types"):
        value = getattr(made, field)
        if value is None and field == "write_suffixes":
            continue
        if not isinstance(value, tuple) or not all(isinstance(each, str) for each in value):
            yield f"{field} is not a tuple of texts"
    for field in ("options", "writer_options"):
        value = getattr(made, field)
        if not isinstance(value, frozenset | set) or not all(isinstance(e, str) for e in value):
            yield f"{field} is not a set of texts"
    for field in _CALLABLE:
        value = getattr(made, field)
        if not callable(value) and (value is not None or field == "sniff"):
            yield f"{field} cannot be called"
