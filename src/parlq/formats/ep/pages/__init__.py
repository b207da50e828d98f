"""Saved pages of the European Parliament, of every layout and in 24 languages."""

from parlq.formats.ep.pages.accounts import LineAccount, LineUse, account
from parlq.formats.ep.pages.reader import read
from parlq.formats.ep.pages.writer import dumps
from parlq.io.verbs import dump_of, load_of, loads_of

loads, load, dump = loads_of(read), load_of(read), dump_of(dumps)

__all__ = ["LineAccount", "LineUse", "account", "dump", "dumps", "load", "loads", "read"]
