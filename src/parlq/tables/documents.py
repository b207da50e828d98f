"""Whole documents as rows, without loss: nested Parquet, and flat lines of JSON with every key.

A row of nested Parquet is a document. Its questions and answers are lists of structures, as the model
has them, with every key; the blocks of a text are JSON in one text (`body`), beside the text without
markup. A flat line is a document, too: the columns of a table per pair, for its first question and
the first answer to it, and the whole document as JSON in one text (`document`).
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from parlq.formats import json as jsonformat
from parlq.formats.json.field_kinds import fields_of
from parlq.io.replacing_files import replacing
from parlq.model import Answer, Document, Extension, Identifier, Question, Reference
from parlq.problems import InputError, Problem
from parlq.tables.arrays import arrow
from parlq.tables.nested import TYPES, VERSION, batch, schema, types_of
from parlq.tables.projection import Maker, Plan
from parlq.tables.table import OnError, Sources, TableError, entries_of
from parlq.tables.writing import format_of

if TYPE_CHECKING:
    from parlq.corpus import Entry

#: Documents and bytes of a row group.
_ROWS, _BYTES = 1_000, 16_000_000
#: Documents that become columns at a time, or are made of them.
_PART: Final = 125


def write_documents(
    sources: Sources,
    target: str | os.PathLike[str],
    /,
    *,
    format: str | None = None,
    on_error: OnError = "raise",
) -> int:
    """Write documents to nested Parquet or flat JSON Lines, without loss; returns their number.

    Args:
        sources: as in `rows`.
        target: the file, which is there as a whole or not at all.
        format: `parquet` or `jsonl`; by default that of the extension of the file.
        on_error: as in `rows`.

    Raises:
        TableError: another format.
        MissingExtraError: pyarrow is not installed (extra `arrow`), for Parquet.
    """
    made = format_of(os.fspath(target), format)
    _check(made)
    with replacing(target) as file:
        return write_documents_to(file, made, entries_of(sources, on_error))


def write_documents_to(file: BinaryIO, format: str, entries: Iterable[Entry]) -> int:
    """Write documents to an open file: nested `parquet`, or flat `jsonl`."""
    _check(format)
    return _parquet(file, entries) if format == "parquet" else _lines(file, entries)


def _check(format: str) -> None:
    if format not in {"parquet", "jsonl"}:
        raise TableError(f"whole documents are written as parquet or jsonl, not as {format}")


def read_documents(source: str | os.PathLike[str], /) -> Iterator[Document]:
    """The documents of a nested Parquet file, in their order.

    Raises:
        MissingExtraError: pyarrow is not installed (extra `arrow`).
        InputError: the file is not such a one.
    """
    pa = arrow()
    from pyarrow import parquet

    name = os.fspath(source)
    try:
        with parquet.ParquetFile(name) as file:
            if VERSION not in (file.schema_arrow.metadata or {}):
                raise _unfit(name, "does not have whole documents")
            for batch in file.iter_batches(_PART):
                yield from map(_document, batch.to_pylist())
    except (
        OSError,
        pa.ArrowException,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
    ) as error:
        raise _unfit(name, " ".join(str(error).split())) from None


def _unfit(name: str, why: str) -> InputError:
    message = f"cannot be read as Parquet of whole documents: {why}"
    return InputError((Problem(rule="PQ100", message=message, file=name),))


def _parquet(file: BinaryIO, entries: Iterable[Entry]) -> int:
    pa = arrow()
    from pyarrow import parquet

    count, made = 0, schema()
    found = (entry.value for entry in entries if entry.value is not None)
    with parquet.ParquetWriter(file, made, compression="zstd") as writer:
        while group := [*_group(found)]:
            writer.write_table(pa.Table.from_batches(group))
            count += sum(part.num_rows for part in group)
    return count


def _group(documents: Iterator[Document]) -> Iterator[Any]:
    """The batches of a row group, of few documents each, so that few are in memory."""
    rows = size = 0
    while rows < _ROWS and size < _BYTES and (part := [*islice(documents, _PART)]):
        yield (made := batch(part))
        rows += made.num_rows
        size += made.nbytes


def _lines(file: BinaryIO, entries: Iterable[Entry]) -> int:
    """Write flat lines.

    Tools take the type of a key from the first lines that have a value for it. So the lines that
    have the first value of a key come first; all others follow in their order.
    """
    import orjson

    seen: set[str] = set()
    count, plan = 0, Plan()
    maker = Maker(plan)
    names = [column.name for column in plan.columns]
    with tempfile.TemporaryFile() as rest:
        for entry in entries:
            if entry.value is None:
                continue
            count += 1
            row: dict[str, Any] = {"type": TYPES[type(entry.value)]}
            row.update(zip(names, maker.alone(entry.value, entry.provenance), strict=True))
            row["document"] = jsonformat.dumps(entry.value, indent=False).decode()
            line = orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
            new = {key for key, value in row.items() if value is not None and value != ()} - seen
            seen |= new
            (file if new else rest).write(line)
        rest.seek(0)
        shutil.copyfileobj(rest, file)
    return count


def _document(row: dict[str, Any]) -> Document:
    """The document that a row was made of."""
    kind = row["type"]
    questions = [_bare(Question, each) for each in row["questions"]]
    answers = [_bare(Answer, each) for each in row["answers"]]
    if kind == "dossier":
        facts = [_bare(Extension, each) for each in row["extensions"]]
        stated = {"questions": questions, "answers": answers, "extensions": facts}
        made: dict[str, Any] = {"type": kind, **{k: v for k, v in stated.items() if v}}
    else:
        (made,) = questions or answers
    return jsonformat.from_dict({"schema_version": jsonformat.SCHEMA_VERSION, **made})


def _bare(kind: type, row: dict[str, Any]) -> dict[str, Any]:
    """A value as JSON has it: with the keys only that state something."""
    made: dict[str, Any] = {"type": TYPES[kind]} if kind in TYPES else {}
    for field in fields_of(kind):
        value, types = row[field.name], types_of(field)
        derived = field.holds == "completeness" and row[field.name] != "truncated"
        if value is None or value == [] or derived:
            continue
        if field.name == "body":
            value = json.loads(value)
        elif field.holds == "day":
            value = value.isoformat()
        elif types == {Reference, Identifier}:
            value = [each["reference"] or _stating(each) for each in value]
        elif field.holds == "one" and types != {Reference}:
            value = _bare(types.pop(), value)
        elif types and field.holds != "one":
            (inner,) = types
            value = [_bare(inner, each) for each in value]
        made[field.name] = value
    return made


def _stating(name: dict[str, str | None]) -> dict[str, str | None]:
    return {key: value for key, value in name.items() if value is not None}
