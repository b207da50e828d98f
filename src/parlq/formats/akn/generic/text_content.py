"""The content of an element of generic Akoma Ntoso: its text alone, or its markup."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from parlq.formats.akn.xml.types import Element
from parlq.model import Foreign
from parlq.model.body import Inline
from parlq.model.fields.patterns import Pattern


def words(element: Element) -> str:
    """All words of an element as one line, without the line ends and indents of its markup."""
    return " ".join("".join(map(str, element.itertext())).split())


_BLANKS = " \t\r\n"
#: Blanks around a line end are the layout of the markup.
_LINE_END = Pattern(r"[ \t]*[\r\n][ \t\r\n]*")


def laid_out(text: str | None) -> str:
    """A text of the source with one blank in place of each line end of its markup."""
    if not text or ("\n" not in text and "\r" not in text):
        return text or ""
    return str(_LINE_END.sub(" ", text))


def trimmed(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """The content of a paragraph without blanks at its ends."""
    parts = list(content)
    while parts and isinstance(parts[0], str) and not parts[0].strip(_BLANKS):
        del parts[0]
    while parts and isinstance(parts[-1], str) and not parts[-1].strip(_BLANKS):
        del parts[-1]
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(_BLANKS)
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(_BLANKS)
    return tuple(parts)


def foreign(element: Element) -> Foreign:
    """An element that the model has no block and no inline for, markup and all."""
    markup = str(etree.tostring(element, encoding="unicode", with_tail=False))
    return Foreign(media_type="application/xml", value=markup)
