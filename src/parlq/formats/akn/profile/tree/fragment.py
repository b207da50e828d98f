"""Reads blocks that stand alone, without the document around them, and without lxml.

The elements of the standard library have what the reader of bodies asks of those of lxml. For
documents of which nothing else needs a tree this saves the import of lxml, and some time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from xml.etree import ElementTree as ET

from parlq.formats.akn.profile.tree.body import BodyReader
from parlq.formats.akn.xml.names import AKN, PQ
from parlq.model import Block

if TYPE_CHECKING:
    from parlq.formats.akn.xml.report import Report
    from parlq.formats.akn.xml.types import Element

_START = f'<p xmlns="{AKN}" xmlns:pq="{PQ}">'


class _Unheard:
    """A report to nobody: the reading ends at the first fault."""

    def add(self, _: str, message: str, *__: object) -> None:
        raise ValueError(message)

    def check_derived(self, *_: object) -> None:
        """Ignore what follows from other facts: it shows when they are written again."""


def blocks(markup: str) -> tuple[Block, ...]:
    """The blocks in a piece of markup without declarations; ValueError when something is wrong."""
    try:
        root = ET.fromstring(f"{_START}{markup}</p>")  # noqa: S314 # nothing declares an entity
    except ET.ParseError:
        raise ValueError("the markup is not well-formed") from None
    reader = BodyReader(cast("Report", _Unheard()))
    return reader.read(cast("list[Element]", list(root)), "")
