"""Reads dumps of any size work by work, in constant memory, by way of a temporary file."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from os import PathLike
from typing import BinaryIO

import attrs

from parlq.formats.ep.records.nodes.identifiers import reference_of
from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.rdf import chunks, graphs, ntriples, turtle
from parlq.formats.ep.records.reading import assemble
from parlq.formats.ep.records.reading.parties_from_node import Context
from parlq.formats.ep.records.reading.unattached_statements import counted
from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.formats.ep.records.vocabulary.namespaces import relative
from parlq.formats.ep.records.vocabulary.rdf_terms import Statement
from parlq.io.files import open_text, read_bytes, unreadable
from parlq.io.reading import Reading, Streamed
from parlq.limits import DEFAULT, Limits
from parlq.problems import InputError, Problem, Severity

_PARTS = {"turtle": (chunks.turtle_parts, "turtle"), "ntriples": (chunks.line_parts, "nt")}
_QUESTION = r"[A-Z]-[0-9]+-[0-9]{4}-[0-9]+(?:-ASW)?(?![0-9])"
_OWNER = re.compile(rf"<eli/dl/(?:doc|event|participation)/({_QUESTION}|[^/>]+)")
#: What is part of no work, by the tables in which it is collected, and how messages call it.
_LEFT = {"apart": "person, body or concept", "strangers": "node of documents"}
_WHOLE = {"turtle": turtle.read, "ntriples": ntriples.read}
#: Bytes that are copied at a time.
_COPIED = 1 << 20
#: How many of these nodes are looked for to give a line.
_LOOKED_FOR = 1000
#: What is reported of that which is no question and no answer.
_NOT_A_WORK = frozenset({"PQ600", "PQ601"})


def works(
    path: str | PathLike[str],
    *,
    format: str = "turtle",
    strict: bool = False,
    limits: Limits = DEFAULT,
) -> Iterator[Reading]:
    """Read a dump work by work: the questions by their references, then the answers.

    The statements about a work are spread over a dump, so they are first sorted into a temporary
    file (in the system's folder for such), about as large as the dump. The size of the dump is not
    bounded, that of one statement is. What the dump states of persons, bodies and concepts, and of
    nodes that belong to no work, would have to be in every work or in none: the last reading reports
    how much of it is left out (PQ612).

    Args:
        path: the file.
        format: `turtle` or `ntriples`.
        strict: as in `turtle.read`.
        limits: bounds of one statement.

    Raises:
        InputError: the file cannot be read; PQ615, it has blank nodes, which no dump of the portal
            has: `turtle.read` takes them.
        MissingExtraError: pyoxigraph is not installed.
    """
    if format not in _PARTS:
        raise ValueError(f"format must be one of {', '.join(_PARTS)}, not {format!r}")
    name = os.fspath(path)
    # An empty name is a database of this connection alone, on disk, gone when it is closed.
    with closing(sqlite3.connect("")) as store:
        store.execute("CREATE TABLE said (owner TEXT, s TEXT, p TEXT, o TEXT)")
        store.execute("CREATE TABLE labels (s TEXT, p TEXT, o TEXT)")
        store.execute("CREATE TABLE met (s TEXT PRIMARY KEY) WITHOUT ROWID")
        for table in _LEFT:
            store.execute(f"CREATE TABLE {table} (s TEXT, p TEXT, o TEXT, PRIMARY KEY (s, p, o))")
        for found in _statements(name, format, limits):
            _keep(store, found)
        store.execute("CREATE INDEX by_owner ON said (owner)")
        store.execute("CREATE INDEX by_thing ON labels (s)")
        yield from _works(store, name, format, strict=strict)


def stream(
    source: BinaryIO,
    *,
    format: str,
    strict: bool = False,
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Iterator[Streamed]:
    """Read a dump work by work, as `works`, from a stream.

    It is copied to a temporary file, as it is looked through twice. A dump with blank nodes is read
    as a whole, if it is not larger than the limit.

    Raises:
        InputError: as `works`.
    """
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "dump")
        with open(name, "wb") as copy:
            shutil.copyfileobj(source, copy, _COPIED)
        try:
            for reading in works(name, format=format, strict=strict, limits=limits):
                problems = tuple([attrs.evolve(each, file=file) for each in reading.problems])
                yield Streamed(value=reading.value, problems=problems)
        except InputError as error:
            problems = tuple([attrs.evolve(each, file=file) for each in error.problems])
            if all(each.rule != "PQ615" for each in problems):
                raise InputError(problems) from None
            whole = _WHOLE[format](
                read_bytes(name, limits), strict=strict, file=file, limits=limits
            )
            yield Streamed(value=whole.value, problems=whole.problems, locate=whole.locate)


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
    """The readings of the works; the last one reports what is part of no work."""
    owners = [owner for (owner,) in store.execute("SELECT DISTINCT owner FROM said")]
    revised = Context(Report(name)).revised
    last: Reading | None = None
    for owner in sorted(owners, key=_order):
        report = Report(name, strict=strict)
        rows = store.execute("SELECT s, p, o FROM said WHERE owner = ?", (owner,))
        own: list[Statement] = [*rows]
        more = [*_about(store, {item for _, _, item in own if rdf_terms.is_iri(item)})]
        store.executemany("INSERT OR IGNORE INTO met VALUES (?)", ((each[0],) for each in more))

        def left(rest: Iterable[Statement]) -> None:
            store.executemany("INSERT OR IGNORE INTO apart VALUES (?, ?, ?)", rest)

        value = assemble.document([*own, *more], report, revised, apart=left)
        problems = report.drain()
        if value is None and all(each.rule in _NOT_A_WORK for each in problems):
            store.executemany("INSERT OR IGNORE INTO strangers VALUES (?, ?, ?)", own)
            continue
        if last is not None:
            yield last
        last = Reading(value=value, problems=problems, file=name, format=format)
    report = Report(name, strict=strict)
    if last is None:
        report.add("PQ600", "contains no question and no answer", Severity.ERROR)
        last = Reading(value=None, problems=(), file=name, format=format)
    _report_left(store, name, report)
    yield attrs.evolve(last, problems=(*last.problems, *report.drain()))


def _report_left(store: sqlite3.Connection, name: str, report: Report) -> None:
    """Report what is part of no work, with the line on which the first of it begins."""
    store.execute("INSERT OR IGNORE INTO apart SELECT s, p, o FROM labels WHERE s NOT IN met")
    for table, what in _LEFT.items():
        count, nodes = store.execute(f"SELECT count(*), count(DISTINCT s) FROM {table}").fetchone()  # noqa: S608 # one of two names
        if not count:
            continue
        uris = (rdf_terms.iri_of(s) for (s,) in store.execute(f"SELECT DISTINCT s FROM {table}"))  # noqa: S608
        kinds = [p for (p,) in store.execute(f"SELECT DISTINCT p FROM {table} ORDER BY p LIMIT 5")]  # noqa: S608
        message = (
            f"{counted(count, 'statement')} about {counted(nodes, what)} ({', '.join(kinds)}) left"
            " out, as they belong to no work; read the file as a whole to keep them"
        )
        report.add("PQ612", message, line=_first_line(name, islice(uris, _LOOKED_FOR)))


def _first_line(name: str, uris: Iterable[str]) -> int | None:
    """The first line of a file, of those that begin with a subject, that begins with one of these."""
    begins = tuple(
        f"<{spelled}>" for uri in uris for spelled in dict.fromkeys((uri, relative(uri)))
    )
    with open_text(name) as lines:
        number = 0
        while line := lines.readline(chunks.BLOCK):
            if line.startswith(begins):
                return number + 1
            number += line.endswith("\n")
    return None


def _order(owner: str) -> tuple[object, ...]:
    reference, term = reference_of(owner)
    if reference is None:
        return (2, owner)
    return (int(reference.is_answer), term or 0, reference, owner)


def _about(store: sqlite3.Connection, things: Iterable[str]) -> Iterator[Statement]:
    for thing in things:
        if thing.startswith(("<person/", "<org/", "<http")):
            yield from store.execute("SELECT s, p, o FROM labels WHERE s = ?", (thing,))
