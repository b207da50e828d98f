"""Reads dumps of any size work by work, in constant memory, by way of a temporary file."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from os import PathLike

from parlq.files import open_text, unreadable
from parlq.limits import DEFAULT, Limits
from parlq.opendata import assemble, chunks, graphs, terms
from parlq.opendata.identity import reference_of
from parlq.opendata.parties import Context
from parlq.opendata.report import Report
from parlq.opendata.terms import Statement
from parlq.problems import InputError, Problem
from parlq.reading import Reading

_PARTS = {"turtle": (chunks.turtle_parts, "turtle"), "ntriples": (chunks.line_parts, "nt")}
_QUESTION = r"[A-Z]-[0-9]+-[0-9]{4}-[0-9]+(?:-ASW)?(?![0-9])"
_OWNER = re.compile(rf"<eli/dl/(?:doc|event|participation)/({_QUESTION}|[^/>]+)")


def works(
    path: str | PathLike[str],
    *,
    format: str = "turtle",
    strict: bool = False,
    limits: Limits = DEFAULT,
) -> Iterator[Reading]:
    """Read a dump work by work: the questions by their references, then the answers.

    A dump tells of a work in many places, so its statements are first sorted into a temporary
    file (in the system's folder for such), about as large as the dump. The size of the dump is not
    bounded, that of one statement is.

    Args:
        path: the file.
        format: `turtle` or `ntriples`.
        strict: as in `turtle.read`.
        limits: bounds of one statement.

    Raises:
        InputError: the file cannot be read; PQ615, it has blank nodes, which no dump of the portal
            has: `turtle.read` takes them.
        MissingExtraError: rdflib is not installed.
    """
    if format not in _PARTS:
        raise ValueError(f"format must be one of {', '.join(_PARTS)}, not {format!r}")
    name = os.fspath(path)
    # An empty name is a database of this connection alone, on disk, gone when it is closed.
    with closing(sqlite3.connect("")) as store:
        store.execute("CREATE TABLE said (owner TEXT, s TEXT, p TEXT, o TEXT)")
        store.execute("CREATE TABLE labels (s TEXT, p TEXT, o TEXT)")
        for found in _statements(name, format, limits):
            _keep(store, found)
        store.execute("CREATE INDEX by_owner ON said (owner)")
        store.execute("CREATE INDEX by_thing ON labels (s)")
        yield from _works(store, name, format, strict=strict)


def _statements(name: str, format: str, limits: Limits) -> Iterator[list[Statement]]:
    cut, syntax = _PARTS[format]
    try:
        with open_text(name) as lines:
            for part in cut(lines, limits, name):
                found = graphs.read(part.encode(), syntax, file=name, limits=limits)
                if any(term.startswith("_:") for each in found for term in each):
                    message = "blank nodes cannot be read work by work; read the file whole"
                    raise InputError((Problem(rule="PQ615", message=message, file=name),))
                yield found
    except OSError as error:
        raise InputError((unreadable(name, error),)) from None
    except UnicodeDecodeError as error:
        message = f"not UTF-8 at byte {error.start} of a part"
        raise InputError((Problem(rule="PQ102", message=message, file=name),)) from None


def _keep(store: sqlite3.Connection, found: list[Statement]) -> None:
    said, labels = [], []
    for statement in found:
        owner = _OWNER.match(statement[0])
        if owner is None:
            labels.append(statement)
        else:
            said.append((owner[1], *statement))
    store.executemany("INSERT INTO said VALUES (?, ?, ?, ?)", said)
    store.executemany("INSERT INTO labels VALUES (?, ?, ?)", labels)


def _works(store: sqlite3.Connection, name: str, format: str, *, strict: bool) -> Iterator[Reading]:
    owners = [owner for (owner,) in store.execute("SELECT DISTINCT owner FROM said")]
    revised = Context(Report(name)).revised
    told: set[str] = set()
    for owner in sorted(owners, key=_order):
        report = Report(name, strict=strict)
        rows = store.execute("SELECT s, p, o FROM said WHERE owner = ?", (owner,))
        own: list[Statement] = [*rows]
        more = _about(store, {item for _, _, item in own if terms.is_iri(item)})
        apart: list[str] = []
        value = assemble.document([*own, *more], report, revised, apart=apart.extend)
        if new := [each for each in apart if each not in told]:
            told.update(new)
            message = (
                f"what is stated of {len(new)} persons, bodies or concepts is left out, as parlq"
                " does not state it itself; read the file whole to keep it"
            )
            report.add("PQ612", message, work=getattr(value, "label", None))
        yield Reading(value=value, problems=tuple(report.problems), file=name, format=format)


def _order(owner: str) -> tuple[object, ...]:
    reference, term = reference_of(owner)
    if reference is None:
        return (2, owner)
    return (int(reference.is_answer), term or 0, reference, owner)


def _about(store: sqlite3.Connection, things: Iterable[str]) -> Iterator[Statement]:
    for thing in things:
        if thing.startswith(("<person/", "<org/", "<http")):
            yield from store.execute("SELECT s, p, o FROM labels WHERE s = ?", (thing,))
