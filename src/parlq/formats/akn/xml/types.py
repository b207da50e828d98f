"""The type of elements, with what lxml-stubs leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

if TYPE_CHECKING:
    from lxml import etree

#: An element of a tree.
Element: TypeAlias = "etree._Element"  # noqa: SLF001 # lxml has no other name for it


def attributes(element: Element) -> dict[str, str]:
    """The attributes of an element; lxml gives text when it was given text."""
    return cast("dict[str, str]", dict(element.items()))


def line_of(element: Element) -> int | None:
    """The line on which the parser has seen an element."""
    return cast("int | None", element.sourceline)
