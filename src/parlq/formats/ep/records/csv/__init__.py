"""The yearly CSV of the portal."""

from parlq.formats.ep.records.csv.format import (
    COLUMNS,
    FORMAT,
    dump,
    dumps,
    load,
    loads,
    read,
    rows,
)

__all__ = ["COLUMNS", "FORMAT", "dump", "dumps", "load", "loads", "read", "rows"]
