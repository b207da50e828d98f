"""The rows of a table of questions and answers, of any number of documents in bounded memory."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final, Literal

from parlq.checks.status import to_date
from parlq.corpus import Entry, Filters, Provenance
from parlq.model import Answer, Document, Dossier, Question
from parlq.model.fields.name_matching import did_you_mean
from parlq.model.languages.language import normal_tag
from parlq.problems import InputError, ParlqError
from parlq.tables.columns import PER, columns_of
from parlq.tables.pairing import Pairing
from parlq.tables.pairing.keys import keys_of
from parlq.tables.projection import Maker, Plan, Stored

#: What a table is made of: documents with or without their provenance, or names of files.
Sources = str | os.PathLike[str] | Document | Iterable[Entry | Document | str | os.PathLike[str]]
_NAMES: Final = str | os.PathLike
OnError = Literal["raise", "skip"]
#: Everything is shown.
NO_FILTERS: Final = Filters()
#: Where documents come from that were in memory.
_NOWHERE: Final = Provenance(file="")


class TableError(ParlqError, ValueError):
    """A table that cannot be made: an unknown column, or more than a file of its kind holds."""


def planned(
    *,
    per: str = "pair",
    columns: Iterable[str] | None = None,
    language: str | Iterable[str] | None = None,
    on: dt.date | str | None = None,
    complete_until: dt.date | str | None = None,
    filters: Filters = NO_FILTERS,
) -> Plan:
    """The plan of a table; `rows` explains the arguments.

    Raises:
        TableError: an unknown `per` or column, or a column twice.
        ModelError: a language is no BCP 47 tag, or a day no date.
    """
    if per not in PER:
        raise TableError(f"unknown rows {per!r}{did_you_mean(per, PER)} known: {', '.join(PER)}")
    known = {column.name: column for column in columns_of(per)}
    names = [*known] if columns is None else [*columns]
    for name in names:
        if name not in known:
            there = did_you_mean(name, known) or f"; known: {', '.join(known)}"
            raise TableError(f"unknown column {name!r} in a table per {per}{there}")
    if len(set(names)) < len(names) or not names:
        raise TableError("name at least one column, and each one once")
    tags = (language,) if isinstance(language, str) else tuple(language or ())
    return Plan(
        per=per,
        columns=tuple([known[name] for name in names]),
        languages=tuple(map(normal_tag, tags)),
        on=to_date(on, "on"),
        complete_until=to_date(complete_until, "complete_until"),
        filters=filters,
    )


def entries_of(
    sources: Sources, on_error: OnError = "raise", *, skipped: frozenset[str] = frozenset()
) -> Iterator[Entry]:
    """The documents that a table is made of.

    Args:
        sources: as in `rows`.
        on_error: as in `rows`.
        skipped: absolute paths of files and folders to skip in folders.

    Raises:
        InputError: a document could not be read, and `on_error` is `raise`.
    """
    for entry in _entries(sources, skipped):
        if not entry.failed:
            yield entry
        elif on_error == "raise":
            raise InputError(entry.problems)


def _entries(sources: Sources, skipped: frozenset[str]) -> Iterator[Entry]:
    alone = isinstance(sources, _NAMES | Question | Answer | Dossier)
    for are_names, group in groupby([sources] if alone else sources, _is_name):  # type: ignore[arg-type] # as `alone` says
        if are_names:
            from parlq.corpus.options import Options
            from parlq.corpus.reading import entries

            names = [*group]
            yield from entries(names, Options(strict=False), skipped=skipped)  # type: ignore[arg-type] # they are names
        else:
            yield from (each if isinstance(each, Entry) else _entry(each) for each in group)


def _is_name(source: object) -> bool:
    return isinstance(source, _NAMES)


def _entry(document: object) -> Entry:
    if not isinstance(document, Question | Answer | Dossier):
        kind = type(document).__name__
        raise TypeError(f"a table is made of documents, entries or file names, not of {kind}")
    return Entry(value=document, provenance=_NOWHERE)


def rows(  # noqa: PLR0913 # one option each of what a table shows
    sources: Sources,
    /,
    *,
    per: str = "pair",
    columns: Iterable[str] | None = None,
    language: str | Iterable[str] | None = None,
    on: dt.date | str | None = None,
    complete_until: dt.date | str | None = None,
    filters: Filters = NO_FILTERS,
    on_error: OnError = "raise",
) -> Iterator[dict[str, Any]]:
    """The rows of a table, as dictionaries; lists are tuples, and an absent fact is None.

    Questions and answers are paired by their names, whatever file each is in. The sources are read
    once, before the first row; what the table needs of them is kept in a temporary file.

    Args:
        sources: names of files and folders, as `parlq.corpus.read` takes them; or its entries, or
            documents.
        per: what a row is about: `pair` (a question and an answer to it), `question`, `answer`,
            `language` (a language version of either) or `author`.
        columns: names of the columns, in their order; by default all of `columns_of(per)`.
        language: BCP 47 tag, or tags in order of preference, of the subject and text to show. Where
            a work is not there in one of them, its original is shown, or the first that is there.
        on: the day of the status, as in `parlq.status`.
        complete_until: the day until which the sources have every answer, as in `parlq.status`.
        filters: which questions to show, with their answers, and which answers without a question.
        on_error: `raise` for an InputError at a document that cannot be read, `skip` to go on.

    Raises:
        TableError: an unknown `per` or column.
    """
    plan = planned(
        per=per,
        columns=columns,
        language=language,
        on=on,
        complete_until=complete_until,
        filters=filters,
    )
    names = [column.name for column in plan.columns]
    found = cells(plan, entries_of(sources, on_error))
    return (dict(zip(names, row, strict=True)) for row in found)


def cells(plan: Plan, entries: Iterable[Entry]) -> Iterator[list[Any]]:
    """The rows of a table, as lists of cells in the order of the columns."""
    maker = Maker(plan)
    with contextlib.closing(Pairing(Stored._make, maker.joined)) as pairing:
        for number, entry in enumerate(entries):
            works, scope = entry.works, scope_of(entry, str(number))
            stored = [
                (isinstance(one, Question), maker.stored(one, entry.provenance)) for one in works
            ]
            pairing.add(stored, [keys_of(one, scope) for one in works])
        for answers, work in pairing.works(plan.per):
            yield from maker.rows(answers, work)


def scope_of(entry: Entry, alone: str) -> str:
    """Within what names count that are none outside their file; `alone` for a document by itself.

    The works of a large dossier come one by one, with the name of its file.
    """
    is_alone = isinstance(entry.value, Dossier) or not entry.provenance.file
    return alone if is_alone else entry.provenance.name
