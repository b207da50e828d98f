"""The yearly CSV of the portal."""

from parlq.formats.ep.records.csv.format import FORMAT, dumps, read, rows
from parlq.formats.ep.records.csv.rows_in import COLUMNS
from parlq.io.verbs import dump_of, load_of, loads_of

loads, load, dump = loads_of(read), load_of(read), dump_of(dumps)

__all__ = ["COLUMNS", "FORMAT", "dump", "dumps", "load", "loads", "read", "rows"]
