"""Streams of documents: read from files, folders, archives and lines, and written to them again.

A corpus is any number of documents, of which one at a time is in memory.

>>> from parlq import corpus, testing
>>> entries = corpus.read(["examples"])
>>> next(entries).provenance.file
'examples/answer.json'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parlq.corpus.entry import Entry as Entry
    from parlq.corpus.entry import Provenance as Provenance
    from parlq.corpus.filters import Filters as Filters
    from parlq.corpus.output.writing import write as write
    from parlq.corpus.reading import read as read

_HOMES = {
    "Entry": "entry",
    "Filters": "filters",
    "Provenance": "entry",
    "read": "reading",
    "write": "output.writing",
}

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
