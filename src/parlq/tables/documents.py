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
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from parlq.formats import json as jsonformat
from parlq.formats.json.field_kinds import Field, fields_of
from parlq.formats.json.writer import writers
from parlq.io.replacing_files import replacing
from parlq.model import (
    Answer,
    Document,
    Dossier,
    Extension,
    Identifier,
    Question,
    Reference,
)
from parlq.model.parsing import instant_text
from parlq.problems import InputError, Problem
from parlq.tables.arrow import arrow
from parlq.tables.projection import Maker, Plan
from parlq.tables.table import OnError, Sources, TableError, entries_of
from parlq.tables.writing import format_of

if TYPE_CHECKING:
    import pyarrow as pa

    from parlq.corpus import Entry

#: Documents of a row group.
_BATCH: Final = 1_000
#: What the metadata of the file call the version of the JSON Schema whose names the columns have.
_VERSION: Final = b"parlq.schema_version"
_TYPES: Final = {Question: "question", Answer: "answer", Dossier: "dossier"}


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
            if _VERSION not in (file.schema_arrow.metadata or {}):
                raise _unfit(name, "does not have whole documents")
            for batch in file.iter_batches(_BATCH):
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

    count, schema = 0, documents_schema()
    found = (entry.value for entry in entries if entry.value is not None)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while part := [*islice(found, _BATCH)]:
            writer.write_batch(pa.RecordBatch.from_pylist([*map(row_of, part)], schema=schema))
            count += len(part)
    return count


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
            row: dict[str, Any] = {"type": _TYPES[type(entry.value)]}
            row.update(zip(names, maker.alone(entry.value, entry.provenance), strict=True))
            row["document"] = jsonformat.dumps(entry.value, indent=False).decode()
            line = orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
            new = {key for key, value in row.items() if value is not None and value != ()} - seen
            seen |= new
            (file if new else rest).write(line)
        rest.seek(0)
        shutil.copyfileobj(rest, file)
    return count


def row_of(document: Document) -> dict[str, Any]:
    """The row of a document: every key, with None or an empty list where nothing is stated."""
    questions = document.questions if isinstance(document, Dossier) else (document,)
    answers = document.answers if isinstance(document, Dossier) else (document,)
    facts = document.extensions if isinstance(document, Dossier) else ()
    return {
        "type": _TYPES[type(document)],
        "questions": [_object(each) for each in questions if isinstance(each, Question)],
        "answers": [_object(each) for each in answers if isinstance(each, Answer)],
        "extensions": [_object(each) for each in facts],
    }


def _object(value: Any) -> dict[str, Any]:
    """A value of the model with every key."""
    made: dict[str, Any] = {}
    kind: type = type(value)
    for field in fields_of(kind):
        inner = getattr(value, field.name)
        if field.name != "body":
            made[field.name] = _cell(field, inner)
            continue
        write = writers(plain=True)
        blocks = [write[type(block)](block) for block in inner]
        made["text"] = value.text() if inner else None
        made["body"] = json.dumps(blocks, ensure_ascii=False) if inner else None
    return made


def _cell(field: Field, value: Any) -> Any:
    holds, types = field.holds, _types(field)
    if value is None or holds in {"text", "tag", "flag", "number", "day"}:
        return value
    if holds in {"choice", "completeness"}:
        return value.value
    if holds == "instant":
        return instant_text(value)
    if types == {Reference, Identifier}:
        return [_name(each) for each in value]
    if holds == "one":
        return str(value) if types == {Reference} else _object(value)
    return [_object(each) for each in value] if types else [*value]


def _types(field: Field) -> set[type]:
    return set(field.metadata.get("types", ()))


_NAME: Final = ("reference", "scheme", "value", "scope")


def _name(of: Reference | Identifier) -> dict[str, str | None]:
    """A name of a work: its reference, or the parts of an identifier."""
    if isinstance(of, Reference):
        return dict.fromkeys(_NAME) | {"reference": str(of)}
    return {"reference": None, "scheme": of.scheme, "value": of.value, "scope": of.scope}


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
    made: dict[str, Any] = {"type": _TYPES[kind]} if kind in _TYPES else {}
    for field in fields_of(kind):
        value, types = row[field.name], _types(field)
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


@cache
def documents_schema() -> pa.Schema:
    """The Arrow schema of nested Parquet; its metadata state the version of the JSON Schema."""
    pa = arrow()
    fields = [
        pa.field("type", pa.string()),
        pa.field("questions", pa.list_(_struct(Question))),
        pa.field("answers", pa.list_(_struct(Answer))),
        pa.field("extensions", pa.list_(_struct(Extension))),
    ]
    return pa.schema(fields, {_VERSION: jsonformat.SCHEMA_VERSION.encode()})


def _struct(kind: type) -> Any:
    pa, made = arrow(), []
    for field in fields_of(kind):
        if field.name == "body":
            made += [pa.field("text", pa.string()), pa.field("body", pa.string())]
        else:
            made.append(pa.field(field.name, _arrow_type(field)))
    return pa.struct(made)


def _arrow_type(field: Field) -> Any:
    pa, types = arrow(), _types(field)
    if types == {Reference, Identifier}:
        return pa.list_(pa.struct([(name, pa.string()) for name in _NAME]))
    if field.holds == "one":
        return pa.string() if types == {Reference} else _struct(types.pop())
    if field.holds in {"items", "variants"}:
        return pa.list_(_struct(types.pop()))
    scalars = {"number": pa.int64(), "flag": pa.bool_(), "day": pa.date32()}
    lists = {"texts": pa.string(), "tags": pa.string(), "years": pa.int16()}
    if field.holds in lists:
        return pa.list_(lists[field.holds])
    return scalars.get(field.holds, pa.string())
