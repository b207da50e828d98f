"""Tables of questions and answers: rows, Arrow, Parquet, pandas, Polars and statistics.

A table is a projection: it shows some facts of each question and answer, and leaves out the others.

>>> from parlq import tables
>>> [(row["reference"], row["days"]) for row in tables.rows("examples/dossier.json")]
[('E-091204/2018', 36)]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parlq.tables.arrow import scan_polars as scan_polars
    from parlq.tables.arrow import to_arrow as to_arrow
    from parlq.tables.arrow import to_pandas as to_pandas
    from parlq.tables.arrow import to_polars as to_polars
    from parlq.tables.arrow import to_reader as to_reader
    from parlq.tables.charts import chart as chart
    from parlq.tables.columns import COLUMNS as COLUMNS
    from parlq.tables.columns import PER as PER
    from parlq.tables.columns import Column as Column
    from parlq.tables.columns import columns_of as columns_of
    from parlq.tables.counting import Statistics as Statistics
    from parlq.tables.counting import statistics as statistics
    from parlq.tables.documents import read_documents as read_documents
    from parlq.tables.documents import write_documents as write_documents
    from parlq.tables.partitions import Partition as Partition
    from parlq.tables.partitions import plan as plan
    from parlq.tables.partitions import read as read
    from parlq.tables.table import TableError as TableError
    from parlq.tables.table import rows as rows
    from parlq.tables.writing import Written as Written
    from parlq.tables.writing import write as write

_MODULES = {
    "arrow": "scan_polars to_arrow to_pandas to_polars to_reader",
    "charts": "chart",
    "columns": "COLUMNS PER Column columns_of",
    "counting": "Statistics statistics",
    "documents": "read_documents write_documents",
    "partitions": "Partition plan read",
    "table": "TableError rows",
    "writing": "Written write",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}

__all__ = sorted(_HOMES)  # noqa: PLE0605 # all are strings


def __getattr__(name: str) -> object:
    """Find what is asked for when it is, so that a command loads only what it uses."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
