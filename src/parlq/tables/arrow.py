"""Tables for Arrow, pandas and Polars; they need the extra `arrow`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from parlq.formats.json import SCHEMA_VERSION
from parlq.problems import MissingExtraError
from parlq.tables.arrays import arrow, made
from parlq.tables.columns import Type
from parlq.tables.projection import Plan
from parlq.tables.table import OnError, Sources, cells, entries_of, planned

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

#: Rows of a batch, and of a row group of Parquet; and characters of their texts.
BATCH: Final = 2_000
_CHARACTERS: Final = 8_000_000


def schema_of(plan: Plan) -> pa.Schema:
    """The Arrow schema of a table; its metadata state what the table is."""
    pa = arrow()
    types = {
        Type.TEXT: pa.string(),
        Type.INTEGER: pa.int64(),
        Type.BOOLEAN: pa.bool_(),
        Type.DATE: pa.date32(),
        Type.TEXTS: pa.list_(pa.string()),
    }
    fields = [
        pa.field(each.name, types[each.type], metadata={"description": each.doc})
        for each in plan.columns
    ]
    return pa.schema(fields, {"parlq.per": plan.per, "parlq.schema_version": SCHEMA_VERSION})


def batches(plan: Plan, rows: Iterable[list[Any]]) -> Iterator[pa.RecordBatch]:
    """The rows of a table, in batches that are bounded in rows and in characters."""
    schema = schema_of(plan)
    texts = [place for place, each in enumerate(plan.columns) if each.name.endswith("text")]
    part: list[list[Any]] = []
    size = 0
    for row in rows:
        part.append(row)
        size += sum([len(row[place] or "") for place in texts])
        if len(part) == BATCH or size > _CHARACTERS:
            yield _batch(part, schema)
            part, size = [], 0
    if part:
        yield _batch(part, schema)


def _batch(rows: list[list[Any]], schema: pa.Schema) -> pa.RecordBatch:
    columns = zip(zip(*rows, strict=True), schema, strict=True)
    arrays = [made(values, field.type) for values, field in columns]
    return arrow().RecordBatch.from_arrays(arrays, schema=schema)


def to_reader(
    sources: Sources, /, *, on_error: OnError = "raise", **options: Any
) -> pa.RecordBatchReader:
    """A table as a stream of record batches, in bounded memory.

    DuckDB, Polars and Arrow read it as it is.

    Args:
        sources: as in `rows`.
        on_error: as in `rows`.
        options: the others of `rows`.

    Raises:
        MissingExtraError: pyarrow is not installed (extra `arrow`).
        TableError: as in `rows`.
    """
    plan = planned(**options)
    found = batches(plan, cells(plan, entries_of(sources, on_error)))
    reader: pa.RecordBatchReader = arrow().RecordBatchReader.from_batches(schema_of(plan), found)
    return reader


def to_arrow(sources: Sources, /, **options: Any) -> pa.Table:
    """A table as an Arrow table; the arguments are those of `to_reader`."""
    return to_reader(sources, **options).read_all()


def to_pandas(sources: Sources, /, **options: Any) -> pd.DataFrame:
    """A table as a pandas data frame; the arguments are those of `to_reader`.

    Dates are `datetime64`, whole numbers `Int64`, booleans `boolean`, lists arrays of texts.

    Raises:
        MissingExtraError: pyarrow or pandas is not installed (extra `arrow`).
    """
    pa = arrow()
    try:
        import pandas as pd
    except ModuleNotFoundError:
        raise MissingExtraError("tables in pandas", "arrow", "pandas") from None
    types = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    table = to_arrow(sources, **options)
    frame: pd.DataFrame = table.to_pandas(date_as_object=False, types_mapper=types.get)
    return frame


def to_polars(sources: Sources, /, **options: Any) -> pl.DataFrame:
    """A table as a Polars data frame; the arguments are those of `to_reader`.

    Raises:
        MissingExtraError: pyarrow or Polars is not installed.
    """
    frame: pl.DataFrame = _polars().from_arrow(to_arrow(sources, **options))
    return frame


def scan_polars(sources: Sources, /, **options: Any) -> pl.LazyFrame:
    """A table as a lazy frame of Polars, which reads the sources when it is collected.

    Only the columns that a query needs are made, and filters apply to each batch.

    Args:
        sources: names of files and folders: they may be read several times.
        options: those of `to_reader`.
    """
    polars = _polars()
    from polars.io.plugins import register_io_source

    names = options.pop("columns", None)
    columns = [column.name for column in planned(columns=names, **_planning(options)).columns]

    def read(
        with_columns: list[str] | None,
        predicate: pl.Expr | None,
        n_rows: int | None,
        _: int | None,
    ) -> Iterator[pl.DataFrame]:
        wanted = columns if with_columns is None else with_columns
        for batch in to_reader(sources, columns=wanted or columns[:1], **options):
            frame = polars.from_arrow(batch)
            if n_rows is not None:
                frame = frame.head(n_rows)
                n_rows -= frame.height
            yield frame if predicate is None else frame.filter(predicate)
            if n_rows == 0:
                return

    empty = polars.from_arrow(schema_of(planned(columns=names, **_planning(options))).empty_table())
    scanned: pl.LazyFrame = register_io_source(read, schema=empty.schema)
    return scanned


def _planning(options: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in options.items() if key != "on_error"}


def _polars() -> Any:
    try:
        import polars as pl
    except ModuleNotFoundError:
        raise MissingExtraError("tables in Polars", "arrow", "polars") from None
    return pl
