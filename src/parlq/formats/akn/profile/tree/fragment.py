"""Reads blocks that stand alone, without the document around them."""

from __future__ import annotations

from lxml import etree

from parlq.formats.akn.profile.tree.body import BodyReader
from parlq.formats.akn.xml.names import AKN, PQ
from parlq.formats.akn.xml.report import Report
from parlq.model import Block

_parser = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False
)
_START = f'<p xmlns="{AKN}" xmlns:pq="{PQ}">'


def blocks(markup: str) -> tuple[Block, ...]:
    """The blocks in a piece of markup; ValueError when it is not well-formed.

    What else is wrong with them is not reported: it shows when they are written again.
    """
    try:
        root = etree.fromstring(f"{_START}{markup}</p>", _parser)
    except etree.XMLSyntaxError:
        raise ValueError("the markup is not well-formed") from None
    return BodyReader(Report(), "").read(list(root))
