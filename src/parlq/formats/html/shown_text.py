"""What a page shows and what data it carries, found in the page as a browser finds it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Final, NamedTuple

import attrs

#: The id of the element with the data.
DATA_ID: Final = "parlq-data"

# Atomic, so that no input can be divided in more than one way; a tag ends before the next one begins.
_TAG: Final = re.compile(
    r"<(/?)([A-Za-z][^\s/<>]*+)((?:[^\"'<>]++|\"[^\"]*+\"|'[^']*+')*+)>", re.DOTALL
)
_ATTRIBUTE: Final = re.compile(
    r"([^\s\"'<>/=]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++))"
)
#: Attributes that say something about what they are at: a day, a language, where a text leads, cells.
_SAYING: Final = ("datetime", "lang", "title", "colspan", "rowspan")
_RAW: Final = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}


class Piece(NamedTuple):
    """Words between two tags, without blanks around them, or the value of an attribute that says something.

    Attributes:
        text: the words.
        at: where they begin in the page.
    """

    text: str
    at: int


@attrs.frozen
class Shown:
    """What was found in a page.

    Attributes:
        pieces: what `main` shows, in order.
        around: what else the page shows, and what it has for citation managers and search engines.
        data: the data, None where there are none.
        data_at: where they begin in the page.
        more_at: where a second element with data begins, if there is one.
        stated: the attributes of the element with the data.
    """

    pieces: tuple[Piece, ...]
    around: tuple[Piece, ...]
    data: str | None
    data_at: int
    stated: dict[str, str]
    more_at: int | None = None


class _Tag(NamedTuple):
    name: str
    closes: bool
    attributes: dict[str, str]
    content: str
    at: int


def _tokens(page: str) -> Iterator[Piece | _Tag]:
    """The texts and the tags of a page; a tag of a script or a style comes with its content."""
    at = 0
    while (begin := page.find("<", at)) >= 0:
        if begin > at:
            yield Piece(page[at:begin], at)
        if page.startswith("<!--", begin):
            end = page.find("-->", begin + 4)
            at = len(page) if end < 0 else end + 3
            continue
        found = _TAG.match(page, begin)
        if found is None:
            yield Piece("<", begin)
            at = begin + 1
            continue
        name, at, content = found[2].lower(), found.end(), ""
        if name in _RAW and not found[1]:
            end_tag = _RAW[name].search(page, at)
            end = end_tag.start() if end_tag else len(page)
            content, begin, at = page[at:end], at, end
        yield _Tag(name, bool(found[1]), _attributes(found[3]), content, begin)
    yield Piece(page[at:], at)


def _attributes(text: str) -> dict[str, str]:
    return {
        name.lower(): html.unescape(one or two or three)
        for name, one, two, three in _ATTRIBUTE.findall(text)
    }


def shown(page: str) -> Shown:
    """What a page shows, and its data."""
    pieces: list[Piece] = []
    around: list[Piece] = []
    data, data_at, stated, inside = None, 0, dict[str, str](), False
    more_at: int | None = None
    for token in _tokens(page):
        if isinstance(token, Piece):
            if text := " ".join(html.unescape(token.text).split()):
                (pieces if inside else around).append(Piece(text, token.at))
        elif token.name == "main":
            inside = not token.closes
        elif token.name == "script" and token.attributes.get("id") == DATA_ID:
            if data is None:
                data, data_at, stated = token.content, token.at, token.attributes
            elif more_at is None:
                more_at = token.at
        elif token.name == "script" and "json" in token.attributes.get("type", ""):
            around.append(Piece(" ".join(token.content.split()), token.at))
        elif inside and token.attributes:
            pieces += _said(token)
    return Shown(tuple(pieces), tuple(around), data, data_at, stated, more_at)


def _said(tag: _Tag) -> Iterator[Piece]:
    """What the attributes of a tag say: the address of a link out, and others of `_SAYING`."""
    for name, value in tag.attributes.items():
        if name in _SAYING or (name == "href" and "external" in tag.attributes.get("rel", "")):
            yield Piece(value, tag.at)


def digest(text: str) -> str:
    """The digest of a text, as pages state it."""
    return f"sha256-{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def digest_of(found: Shown) -> str:
    """The digest of what a page shows."""
    return digest("\n".join(piece.text for piece in (*found.pieces, *found.around)))
