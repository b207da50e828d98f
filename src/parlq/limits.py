"""Bounds on what is read, so that no input takes the machine down; each can be raised."""

from __future__ import annotations

import attrs

from parlq.problems import Problem

#: Largest input in bytes unless the caller says otherwise.
SIZE = 100 * 1024 * 1024


@attrs.frozen(kw_only=True)
class Limits:
    """How much is read.

    Attributes:
        size: largest input in bytes.
        raised: lift the XML parser's own bounds too: 10 MB for one text, 256 levels of elements.
    """

    size: int = SIZE
    raised: bool = False

    def too_large(self, file: str | None) -> Problem:
        """The problem of an input beyond `size`."""
        message = f"the input is larger than {self.size} bytes; raise the limit to read it"
        return Problem(rule="PQ104", message=message, file=file, line=1)


DEFAULT = Limits()
