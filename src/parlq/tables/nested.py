"""Documents as nested Arrow columns: the structures of the model, with every key.

Each column is made of all values of a batch at a time; no document becomes a dictionary.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

import orjson

from parlq.formats.json import SCHEMA_VERSION
from parlq.formats.json.field_kinds import Field, fields_of
from parlq.formats.json.writer import writers
from parlq.model import (
    Answer,
    Block,
    Document,
    Dossier,
    Extension,
    Identifier,
    Paragraph,
    Question,
    Reference,
)
from parlq.model.body_traversal import is_plain
from parlq.model.parsing import instant_text
from parlq.tables.arrays import arrow, lists, made, structures

if TYPE_CHECKING:
    import pyarrow as pa

#: What the metadata call the version of the JSON Schema whose names the columns have.
VERSION: Final = b"parlq.schema_version"
TYPES: Final = {Question: "question", Answer: "answer", Dossier: "dossier"}
#: The keys of a name of a work: its reference, or the parts of an identifier.
NAME: Final = ("reference", "scheme", "value", "scope")


@cache
def schema() -> pa.Schema:
    """The Arrow schema of nested Parquet; its metadata state the version of the JSON Schema."""
    pa = arrow()
    fields = [
        pa.field("type", pa.string()),
        pa.field("questions", pa.list_(_struct(Question))),
        pa.field("answers", pa.list_(_struct(Answer))),
        pa.field("extensions", pa.list_(_struct(Extension))),
    ]
    return pa.schema(fields, {VERSION: SCHEMA_VERSION.encode()})


def batch(documents: Sequence[Document]) -> pa.RecordBatch:
    """Documents as a batch, a row each."""
    pa = arrow()
    columns = [made([TYPES[type(each)] for each in documents], pa.string())]
    for kind, name in ((Question, "questions"), (Answer, "answers"), (Extension, "extensions")):
        columns.append(_items([_of(each, kind, name) for each in documents], kind))
    return pa.RecordBatch.from_arrays(columns, schema=schema())


def _of(document: Document, kind: type, name: str) -> tuple[Any, ...]:
    """What a document has of a kind."""
    if isinstance(document, Dossier):
        found: tuple[Any, ...] = getattr(document, name)
        return found
    return (document,) if isinstance(document, kind) else ()


def types_of(field: Field) -> set[type]:
    """The types of the values that a field holds."""
    return set(field.metadata.get("types", ()))


def _items(values: Sequence[tuple[Any, ...] | None], kind: type) -> pa.Array:
    """A column of lists of values of the model."""
    return lists(values, _objects([*chain.from_iterable(filter(None, values))], kind))


def _objects(values: Sequence[Any], kind: type) -> pa.Array:
    """A column of values of the model."""
    if not any(values):  # a value of the model is true
        return arrow().nulls(len(values), _struct(kind))
    fields: list[tuple[str, pa.Array]] = []
    struct, is_partial = _struct(kind), any(each is None for each in values)
    for field in fields_of(kind):
        if field.name == "body":
            fields += _bodies(values)
            continue
        get = attrgetter(field.name)
        inner = [each and get(each) for each in values] if is_partial else [*map(get, values)]
        fields.append((field.name, _column(field, inner, struct.field(field.name).type)))
    return structures(values, fields)


def _bodies(values: Sequence[Any]) -> list[tuple[str, pa.Array]]:
    """The texts of versions without markup, and their blocks as JSON."""
    pa = arrow()
    with_body = [each if each is not None and each.body else None for each in values]
    texts = [each and each.text() for each in with_body]
    bodies = [each and orjson.dumps([*map(_block, each.body)]).decode() for each in with_body]
    return [("text", made(texts, pa.string())), ("body", made(bodies, pa.string()))]


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph) and is_plain(block):
        return {"type": "paragraph", "content": block.content}
    return writers(plain=False)[type(block)](block)


def _column(field: Field, values: Sequence[Any], arrow_type: pa.DataType) -> pa.Array:
    """A column of what a field holds."""
    holds, types = field.holds, types_of(field)
    if field.default == () and not any(values):
        return lists(values, arrow().nulls(0, arrow_type.value_type))
    if types == {Reference, Identifier}:
        return lists(values, _names([*chain.from_iterable(filter(None, values))]))
    if types == {Reference}:
        return made([each and str(each) for each in values], arrow_type)
    if holds == "one":
        return _objects(values, types.pop())
    if types:
        return _items(values, types.pop())
    if holds in {"choice", "completeness"}:
        values = [each and each._value_ for each in values]  # faster than `value`
    elif holds == "instant":
        values = [each and instant_text(each) for each in values]
    return made(values, arrow_type)


def _names(values: Sequence[Reference | Identifier]) -> pa.Array:
    """A column of names of works."""
    text = arrow().string()
    cells = [[str(each) if isinstance(each, Reference) else None for each in values]]
    cells += [[getattr(each, name, None) for each in values] for name in NAME[1:]]
    return structures(values, [(n, made(each, text)) for n, each in zip(NAME, cells, strict=True)])


@cache
def _struct(kind: type) -> Any:
    pa, fields = arrow(), []
    for field in fields_of(kind):
        if field.name == "body":
            fields += [pa.field("text", pa.string()), pa.field("body", pa.string())]
        else:
            fields.append(pa.field(field.name, _arrow_type(field)))
    return pa.struct(fields)


def _arrow_type(field: Field) -> Any:
    pa, types = arrow(), types_of(field)
    if types == {Reference, Identifier}:
        return pa.list_(pa.struct([(name, pa.string()) for name in NAME]))
    if field.holds == "one":
        return pa.string() if types == {Reference} else _struct(types.pop())
    if field.holds in {"items", "variants"}:
        return pa.list_(_struct(types.pop()))
    scalars = {"number": pa.int64(), "flag": pa.bool_(), "day": pa.date32()}
    repeated = {"texts": pa.string(), "tags": pa.string(), "years": pa.int16()}
    if field.holds in repeated:
        return pa.list_(repeated[field.holds])
    return scalars.get(field.holds, pa.string())
