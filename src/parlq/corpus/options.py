"""How a corpus is read, as one frozen value that worker processes are given."""

from __future__ import annotations

from typing import Any

import attrs

from parlq.limits import DEFAULT, Limits

#: Bytes of the largest document that is read as a whole by default; a larger one comes work by work.
WHOLE = 1 << 20


@attrs.frozen(kw_only=True)
class Options:
    """How documents are read, wherever they come from; `parlq.corpus.read` explains each.

    Attributes:
        format: name of the format; None to determine it for each document.
        strict: None for the default of the format.
        limits: bounds of one document.
        by_work: None to decide by size.
        include: patterns of files in folders.
        exclude: patterns of files and folders in folders.
        no_ignore: whether to read what `.gitignore` ignores.
        extra: further options of the readers that have them.
    """

    format: str | None = None
    strict: bool | None = None
    limits: Limits = DEFAULT
    by_work: bool | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    no_ignore: bool = False
    extra: tuple[tuple[str, Any], ...] = ()
