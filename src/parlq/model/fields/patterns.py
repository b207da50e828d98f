"""Regular expressions that are compiled when they are first used, as most never are in a run."""

from __future__ import annotations

import re
from typing import Any

_METHODS = ("fullmatch", "match", "search", "findall", "finditer", "split", "sub")


class Pattern:
    """A regular expression, with the methods of a compiled one.

    To compile those of the model would take a third of the time in which it is imported.
    """

    def __init__(self, pattern: str | bytes) -> None:
        self.pattern: Any = pattern

    def __getattr__(self, name: str) -> Any:
        """Compile, and keep the methods, so that this is asked once."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
