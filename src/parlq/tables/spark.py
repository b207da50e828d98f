"""Spark reads a corpus as a table: a thin adapter of `plan` and `read`; it needs the extra `spark`.

spark.dataSource.register(parlq.tables.spark.DataSource)
spark.read.format("parlq").load("data")
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from parlq.problems import MissingExtraError
from parlq.tables.columns import Type
from parlq.tables.partitions import Partition, plan, read
from parlq.tables.table import TableError, planned

try:
    from pyspark.sql import datasource  # pyright: ignore[reportMissingImports]
except ModuleNotFoundError:
    raise MissingExtraError("the data source of Spark", "spark") from None

if TYPE_CHECKING:
    import pyarrow as pa

_TYPES: Final = {
    Type.TEXT: "string",
    Type.INTEGER: "bigint",
    Type.BOOLEAN: "boolean",
    Type.DATE: "date",
    Type.TEXTS: "array<string>",
}
#: Parts, unless the option `parts` states their number.
_PARTS: Final = 16


class DataSource(datasource.DataSource):  # type: ignore[misc] # pyspark is optional
    """The data source `parlq`.

    Its options are `per`, `columns` and `language` (with commas), `on`, `complete_until`,
    `on_error`, as in `parlq.tables.rows`, and `parts`, the most partitions.
    """

    @classmethod
    def name(cls) -> str:
        """Its name."""
        return "parlq"

    def schema(self) -> str:
        """The columns, as Spark declares them."""
        columns = planned(**_table(self.options)).columns
        return ", ".join(f"`{column.name}` {_TYPES[column.type]}" for column in columns)

    def reader(self, schema: Any) -> Reader:
        """What reads the columns of a schema.

        Raises:
            TableError: there is no path, or an unknown option.
        """
        options = _table(self.options)
        paths = json.loads(self.options.get("paths", "[]")) or [self.options.get("path")]
        if None in paths:
            raise TableError("a path is needed: spark.read.format('parlq').load('data')")
        return Reader(
            tuple(map(_local, paths)),
            _whole(self.options.get("parts", str(_PARTS))),
            {**options, "columns": tuple(schema.names)},
            self.options.get("on_error", "raise"),
        )


@attrs.frozen
class Reader(datasource.DataSourceReader):  # type: ignore[misc] # likewise
    """Reads the table of some files in parts; Spark filters the rows, as it does by default.

    Attributes:
        paths: absolute names of the files, folders and patterns.
        parts: most partitions.
        options: those of the table.
        on_error: as in `rows`.
    """

    paths: tuple[str, ...]
    parts: int
    options: dict[str, Any]
    on_error: Any

    def partitions(self) -> Sequence[datasource.InputPartition]:
        """What the workers read."""
        return [
            datasource.InputPartition(each) for each in plan(self.paths, self.parts, **self.options)
        ]

    def read(self, partition: datasource.InputPartition) -> Iterator[pa.RecordBatch]:
        """The rows of a partition.

        Raises:
            TableError: it is not a part of the table of these paths.
        """
        value = partition.value
        if not isinstance(value, Partition) or value.sources != self.paths:
            raise TableError(f"not a part of the table of {', '.join(self.paths)}")
        yield from read(value, self.options["columns"], on_error=self.on_error)


def _table(options: Any) -> dict[str, Any]:
    """The options of the table, of those that Spark was given.

    Raises:
        TableError: one is unknown, or has no such value.
    """
    given = {name.lower(): value for name, value in options.items()}
    known = {"per", "columns", "language", "on", "complete_until"}
    unknown = [*given.keys() - known - {"path", "paths", "parts", "on_error"}]
    if unknown:
        message = (
            f"unknown option {unknown[0]!r}; known: {', '.join(sorted(known))}, on_error, parts"
        )
        raise TableError(message)
    made: dict[str, Any] = {name: given[name] for name in known & given.keys()}
    for name in made.keys() & {"columns", "language"}:
        made[name] = tuple([each.strip() for each in made[name].split(",")])
    for name in made.keys() & {"on", "complete_until"}:
        try:
            made[name] = dt.date.fromisoformat(made[name])
        except ValueError:
            raise TableError(f"{name}: {made[name]!r} is not a date such as 2022-03-01") from None
    return made


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise TableError(f"parts: {text!r} is not a whole number")
    return int(text)


def _local(path: str) -> str:
    """The name of a file, of a path of Spark.

    Raises:
        TableError: it is on another system, such as `s3:`.
    """
    scheme, found, rest = path.partition(":/")
    if found and scheme != "file":
        raise TableError(f"{path}: parlq reads files that every worker sees, not {scheme}:")
    return os.path.abspath("/" + rest.lstrip("/") if found else path)
