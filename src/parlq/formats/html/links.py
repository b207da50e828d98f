"""Links out of a page: only addresses that open something, and never a script."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

#: Addresses that a link may lead to; every other one is printed and leads nowhere. Without slashes and
#: a host, browsers take `https:x` for a file beside the page.
_OPENED: Final = re.compile(r"\s*(?:(?:https?|ftp)://[^/?#\s]|(?:mailto|tel):\S)", re.IGNORECASE)


def leads(href: str) -> bool:
    """Whether a page may link to an address: it has a known scheme, and a host where it needs one.

    What a text calls `#note` or `annex.html` is beside the page that the text comes from, and not
    beside this one.
    """
    return href.isprintable() and _OPENED.match(href) is not None


def opening(href: str) -> str:
    """The tag that begins a link to an address, or that prints what is no link."""
    if leads(href):
        return f'<a href="{escape(href)}" rel="external noopener noreferrer">'
    return f'<span class="nowhere" title="{escape(href)}">'


def closing(href: str) -> str:
    """The tag that ends what `opening` began."""
    return "</a>" if leads(href) else "</span>"


def link(href: str | None, words: str | None = None) -> Markup:
    """Words that lead to an address: the address itself without words, words alone without one."""
    if href is None:
        return escape(words or "")
    return Markup(f"{opening(href)}{escape(words or href)}{closing(href)}")  # noqa: S704 # escaped above
