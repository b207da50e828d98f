"""Validation: reads a document, checks it against schemas and against the rules."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Any

from parlq import formats
from parlq.api import Source, data_of, name_of, read
from parlq.checks import check
from parlq.io.reading import Reading
from parlq.limits import DEFAULT, Limits
from parlq.model import Document
from parlq.problems import InputError, Problem, in_order

if TYPE_CHECKING:
    from parlq.formats.ep.records.shacl.shapes import Shapes


def validate(
    source: Source | Document,
    /,
    *,
    schema: str = "parlq",
    format: str | None = None,
    strict: bool | None = None,
    file: str | None = None,
    limits: Limits = DEFAULT,
    shapes: Shapes | str | PathLike[str] | bytes | None = None,
    **options: Any,
) -> list[Problem]:
    """Return all problems of a document; an empty list when it has none.

    Args:
        source: a path (`str` or path object), the data itself (`bytes`), or a document of the
            model, which is checked against the rules about the model; problems have its paths.
        schema: for XML, `parlq` for the profile, `akn` for the official schema of Akoma Ntoso 3.0
            (extra `akn`), or the path of an XSD file: a document that is valid under it but
            generic Akoma Ntoso has no problem then, and is not checked against the rules about the
            model.
        format: as in `parlq.read`.
        strict: as in `parlq.read`.
        file: as in `parlq.read`.
        limits: as in `parlq.read`.
        shapes: SHACL to validate a record in RDF against (extra `rdf`): a path, the data, or
            what `parlq.formats.ep.records.shacl.shapes.read_shapes` gave for either.
        **options: as in `parlq.read`.

    Raises:
        MissingExtraError: the official schema or shapes are asked for, and the extra is missing.
        InputError: the shapes cannot be read.
        SchemaError: the file named as schema cannot be read, is no XML Schema, or takes too much.
        UnknownFormatError: as in `parlq.read`.
        TypeError: a schema or shapes for a document of the model, which only files can have.
    """
    if isinstance(source, Document):
        if schema != "parlq" or shapes is not None:
            raise TypeError("schemas and shapes are for files; pass a path or data")
        return validate_reading(Reading(value=source, file=file))
    if shapes is not None:
        return _shaped(
            shapes,
            source,
            schema=schema,
            format=format,
            strict=strict,
            file=file,
            limits=limits,
            options=options,
        )
    if schema != "parlq":
        return _under(
            schema,
            source,
            format=format,
            strict=strict,
            file=file,
            limits=limits,
            options=options,
        )
    reading = read(source, format=format, strict=strict, file=file, limits=limits, **options)
    return validate_reading(reading)


def validate_reading(reading: Reading) -> list[Problem]:
    """The problems of a reading, and those that its value has under the rules about the model."""
    problems = list(reading.problems)
    if reading.value is not None:
        problems += check(reading.value, locate=reading.locate, file=reading.file)
    return in_order(problems) if len(problems) > 1 else problems


def prepare(schema: str, limits: Limits = DEFAULT) -> None:
    """Compile a schema, as `validate` names it, so that it can be used.

    Raises:
        MissingExtraError: the official schema is not installed.
        SchemaError: a file that cannot be read, is no XML Schema, or takes too much.
    """
    from parlq.formats import akn

    akn.compile_schema(schema, limits)


def _under(
    schema: str,
    source: Source,
    *,
    format: str | None,
    strict: bool | None,
    file: str | None,
    limits: Limits,
    options: dict[str, Any],
) -> list[Problem]:
    from parlq.formats import akn

    name = name_of(source, file)
    try:
        data = data_of(source, limits)
        if formats.find(format, name, data).name != "akn":
            reading = read(data, format=format, strict=strict, file=name, limits=limits, **options)
            return validate_reading(reading)
        problems = akn.schema_problems(data, schema, file=name, limits=limits)
    except InputError as error:
        return list(error.problems)
    if problems:
        return problems
    reading = akn.read(data, file=name, limits=limits)
    return [] if reading.failed else validate_reading(reading)


def _shaped(
    shapes: Shapes | str | PathLike[str] | bytes,
    source: Source,
    *,
    format: str | None,
    file: str | None,
    limits: Limits,
    options: dict[str, Any],
    **others: Any,
) -> list[Problem]:
    """What `validate` finds, and what is wrong by the shapes."""
    from parlq.formats.ep.records.shacl import shapes as held

    known = shapes if isinstance(shapes, held.Shapes) else held.read_shapes(shapes, limits=limits)
    name = name_of(source, file)
    try:
        data = data_of(source, limits)
        made = formats.find(format, name, data).name
        problems = validate(data, format=made, file=name, limits=limits, **others, **options)
        if made not in held.FORMATS:
            message = f"shapes need a record in RDF, not {made}; convert it first"
            return [*problems, Problem(rule="PQ632", message=message, file=name)]
    except InputError as error:
        return list(error.problems)
    try:
        found = held.shape_problems(data, known, format=made, file=name, limits=limits)
    except InputError:  # what cannot be read has been reported
        found = []
    return [*problems, *found]
