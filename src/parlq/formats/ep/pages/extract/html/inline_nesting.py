"""Makes inlines of the model from runs of text with styles, in a number that the page bounds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

from parlq.model import Bold, Inline, Italic, Link, Span, Subscript, Superscript
from parlq.model.body import to_inlines
from parlq.model.fields.base import unchecked
from parlq.model.languages.language import normal_tag, tag_fault

#: The text of a tree has no character that the model refuses, and `link_targets` checks each target
#: once: to check both again in every line in which a style goes on would take most of the time.
_link, _span = unchecked(Link), unchecked(Span)
_MAKERS: dict[str, Callable[..., Inline]] = {
    **dict.fromkeys(("b", "strong"), unchecked(Bold)),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), unchecked(Italic)),
    "sup": unchecked(Superscript),
    "sub": unchecked(Subscript),
}
#: Tags of inlines, other than links.
STYLED = frozenset(_MAKERS)
#: What is raised inside raised words stands higher; bold inside bold is bold.
_ADDING = frozenset({_MAKERS["sup"], _MAKERS["sub"]})
#: Bold, links and the like inside each other up to which they are kept.
_DEEPEST = 10
#: How often they may go on in a further line, and with how many characters of targets in all.
_REOPENED, _TARGETS = 50_000, 5_000_000


class TooManyInlinesError(Exception):
    """Bold, links and the like go on in more lines than are read."""


class Style:
    """What an element makes of the words inside it.

    Attributes:
        make: makes the inline.
        href: where it leads, if it is a link.
        used: whether it has made one.
    """

    __slots__ = ("href", "make", "used")

    def __init__(self, make: Callable[..., Inline], href: str | None = None) -> None:
        self.make = make
        self.href = href
        self.used = False

    def says_nothing_in(self, styles: tuple[Style, ...]) -> bool:
        """Whether words in these styles have this one, too."""
        if self.make in _ADDING:
            return False
        return any(each.make is self.make and each.href == self.href for each in styles)


#: Words, and the styles around them, from the outermost.
Run: TypeAlias = tuple[str, tuple[Style, ...]]


def within(style: Style, styles: tuple[Style, ...]) -> tuple[Style, ...] | None:
    """The styles of words that have one more; None where there would be too many."""
    if style.says_nothing_in(styles):
        return styles
    return (*styles, style) if len(styles) < _DEEPEST else None


def style_of(tag: str) -> Style:
    """The style of an element that is no link."""
    return Style(_MAKERS[tag])


def link_to(href: str) -> Style:
    """The style of a link to a target that has been checked."""
    return Style(_link, href)


def spoken_in(language: str) -> Style:
    """The style of words in another language; `language` is a tag."""
    return Style(partial(_span, language=language))


def normal_language(stated: str | None) -> str | None:
    """The tag of a language that an element states; None where it states none."""
    return normal_tag(stated) if stated and tag_fault(stated) is None else None


class Nesting:
    """Nests the runs of one page, line after line, and counts."""

    def __init__(self, *, unbounded: bool = False) -> None:
        self._unbounded = unbounded
        self._reopened, self._targets = _REOPENED, _TARGETS

    def nest(self, runs: list[Run]) -> tuple[Inline, ...]:
        """The inlines of a line.

        Raises:
            TooManyInlinesError: too many for one page.
        """
        return self._nest(runs, 0)

    def _nest(self, runs: list[Run], level: int) -> tuple[Inline, ...]:
        """Inlines of runs that share the styles above `level`."""
        made: list[Any] = []
        at = 0
        while at < len(runs):
            text, styles = runs[at]
            if len(styles) <= level:
                made.append(text)
                at += 1
                continue
            style, end = styles[level], at
            while end < len(runs) and len(runs[end][1]) > level and runs[end][1][level] is style:
                end += 1
            made.append(self._made(style, self._nest(runs[at:end], level + 1)))
            at = end
        return to_inlines(made) if len(made) > 1 else tuple(made)

    def _made(self, style: Style, content: tuple[Inline, ...]) -> Inline:
        if style.used:
            self._count(len(style.href or ""))
        style.used = True
        if style.href is None:
            return style.make(content=content)
        return style.make(href=style.href, content=content)

    def _count(self, signs: int) -> None:
        self._reopened -= 1
        self._targets -= signs
        if min(self._reopened, self._targets) < 0 and not self._unbounded:
            raise TooManyInlinesError
