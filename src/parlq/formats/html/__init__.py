"""Pages for readers: one file without network that carries its data, written and read back."""

from __future__ import annotations

from parlq.formats.html.reader import read
from parlq.formats.html.writer import dumps, fragment
from parlq.io.verbs import dump_of, load_of, loads_of

__all__ = ["dump", "dumps", "fragment", "load", "loads", "read"]

loads, load, dump = loads_of(read), load_of(read), dump_of(dumps)
