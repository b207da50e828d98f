"""Atom feeds of a site (RFC 4287), and its sitemap (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from parlq.formats.html.site.cards import Card

#: Documents of a feed.
_MOST: Final = 30
#: Addresses of one sitemap; the protocol has at most 50,000.
_ADDRESSES: Final = 40_000
#: What identifies feeds and documents of sites that have no address.
_SPACE: Final = uuid.UUID("5f0f7a52-3c1f-5b7e-9d0a-7d2f3a0b6c11")
#: The day of a feed without a document.
_NEVER: Final = "1970-01-01"


def feed(cards: Iterable[Card]) -> dict[str, Any]:
    """What the template of a feed is given: the newest documents, and the day of the last change.

    Documents without a day are in no feed, as an entry must state one.
    """
    found = [*islice((card for card in cards if card.updated), _MOST)]
    days = [card.updated for card in found]
    return {"cards": found, "updated": max(days, default=_NEVER), "identifier": identifier}


def identifier(url: str, path: str) -> str:
    """The name of a feed or document, which is the same in every run."""
    return f"{url}{path}" if url else f"urn:uuid:{uuid.uuid5(_SPACE, path)}"


def sitemaps(paths: Iterable[tuple[str, str]], size: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The sitemaps: the name of each, and what its template is given.

    Args:
        paths: of the pages, each with its day, which may be empty.
        size: how many there are.
    """
    rest, count = iter(paths), -(-size // _ADDRESSES)
    if count == 1:
        yield "sitemap.xml", {"pages": [*rest], "maps": []}
        return
    names = [f"sitemap-{number}.xml" for number in range(1, count + 1)]
    for name in names:
        yield name, {"pages": [*islice(rest, _ADDRESSES)], "maps": []}
    yield "sitemap.xml", {"pages": [], "maps": names}
