"""Takes lines from a tree of HTML, by its block structure: no class names, no particular markup."""

from __future__ import annotations

import re
from functools import partial
from typing import Any, NamedTuple

from parlq.formats.ep.pages.extract.html.blocks import (
    APART,
    BLOCKS,
    PARAGRAPHS,
    is_flattened,
    list_of,
    table_of,
)
from parlq.formats.ep.pages.extract.html.embedded_content import KEPT, SILENT, line_of, structure
from parlq.formats.ep.pages.extract.html.inline_nesting import (
    STYLED,
    Nesting,
    Run,
    Style,
    link_to,
    normal_language,
    spoken_in,
    style_of,
    within,
)
from parlq.formats.ep.pages.extract.html.link_targets import against, target
from parlq.formats.ep.pages.extract.html.list_labels import unfit
from parlq.formats.ep.pages.lines.extracted import Unmapped
from parlq.formats.ep.pages.lines.line import Container, Line, RichLine, allowed
from parlq.formats.ep.pages.parse.body import blocks
from parlq.model import Block

_HOLDERS = frozenset({"table", "ul", "ol"})
#: Elements whose line ends are line ends; the last stands where a style says so of words in a line.
_PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext", KEPT})
_BLANKS = " \t\r\n\f"
_SPACES = re.compile(r"[ \t\r\n\f]+")
_ENDS = re.compile(r"\r\n|[\r\n\f]")
#: Nesting up to which markup is followed; what is deeper is text of the innermost block.
_DEEPEST = 200

#: Elements that change what is around the words inside them.
_MARKED = frozenset(["a", *STYLED, *_HOLDERS, *_PREFORMATTED])


class _Around(NamedTuple):
    """What is around words: styles and links, tables and lists, whether line ends are kept, the language."""

    styles: tuple[Style, ...] = ()
    containers: tuple[Container, ...] = ()
    kept: bool = False
    language: str | None = None


class Walker:
    """Walks a document once and collects lines.

    Attributes:
        lines: the lines so far.
        lost: links whose target no field holds.
        odd: links that are kept, with what is unusual about each: line and words.
    """

    def __init__(
        self,
        scheme: str | None = None,
        encoding: str = "utf-8",
        base: str | None = None,
        *,
        unbounded: bool = False,
    ) -> None:
        self.lines: list[Line] = []
        self.lost: list[Unmapped] = []
        self.odd: list[tuple[int, str]] = []
        self._target = partial(target, scheme=scheme, encoding=encoding)
        self._base = base
        self._nesting = Nesting(unbounded=unbounded)
        self._runs: list[Run] = []
        self._number = 1

    def walk(self, root: Any) -> list[Line]:
        """The lines of the document; empty ones stand where paragraphs part.

        Raises:
            TooManyInlinesError: bold, links and the like go on in too many lines.
        """
        stack: list[tuple[Any, int, _Around]] = []
        stated = (normal_language(each.get("lang")) for each in root.iterancestors())
        self._enter(root, stack, 0, _Around(language=next(filter(None, stated), None)))
        while stack:
            node, depth, around = stack.pop()
            if isinstance(node, str):
                self._say(node, around)
            elif isinstance(node, _End):
                self._end(node.tag, around.containers)
            else:
                self._enter(node, stack, depth, around)
        self._flush(())
        while self.lines and self.lines[-1].blank:
            self.lines.pop()
        return self.lines

    def _enter(self, node: Any, stack: list[Any], depth: int, around: _Around) -> None:
        tag = node.tag
        if not isinstance(tag, str) or tag in SILENT:
            return
        self._number = node.sourceline or self._number
        self._end(tag, around.containers)
        if tag == "br":
            self._flush(around.containers, broken=True)
        if (language := normal_language(node.get("lang"))) is not None:
            around = _spoken(node, language, around)
        if tag in _MARKED:
            around = self._inside(node, depth, around)
        inner: list[Any] = []
        if node.text:
            inner.append((node.text, depth, around))
        for child in node:
            if isinstance(child.tag, str):
                inner.append((child, depth + 1, around))
            if child.tail:
                inner.append((child.tail, depth, around))
        inner.append((_End(tag), depth, around))
        stack.extend(reversed(inner))

    def _inside(self, node: Any, depth: int, around: _Around) -> _Around:
        """What is around the content of an element."""
        tag = node.tag
        if tag in _HOLDERS:
            if depth >= _DEEPEST:
                return around
            self._note_lost(node, len(around.containers) + 1)
            make = table_of if tag == "table" else list_of
            container = Container(partial(make, node, self._blocks_of))
            return around._replace(containers=container.within(around.containers))
        if tag == "a":
            return self._linked(node, around)
        if tag in STYLED:
            styles = within(style_of(tag), around.styles)
            return around if styles is None else around._replace(styles=styles)
        return around._replace(kept=True)

    def _note_lost(self, node: Any, nesting: int) -> None:
        """Keep what the table or list of the model does not hold of this one."""
        if node.tag == "table":
            if is_flattened(node, nesting):
                self.lost.append(structure(node))
            return
        for each, number in unfit(node):
            self.lost.append(Unmapped(line_of(each), "number", number))

    def _blocks_of(self, element: Any) -> tuple[Block, ...]:
        """The blocks inside one element, such as a cell of a table."""
        walker = Walker(base=self._base)
        walker._target, walker._nesting = self._target, self._nesting
        return blocks(walker.walk(element))

    def _linked(self, node: Any, around: _Around) -> _Around:
        """What is around the text of a link: the link itself too, if it has a target."""
        href = node.get("href")
        if href is None:
            return around
        found = self._target(href)
        if found is None:
            return around
        found = against(found, self._base)
        styles = None if found.href is None else within(link_to(found.href), around.styles)
        if styles is around.styles:
            return around  # of one link in another to the same place, one is enough
        if styles is None or _is_wordless(node, href):
            self.lost.append(Unmapped(self._number, "link", allowed(href.strip())))
            return around
        if found.fault:
            self.odd.append((self._number, f"{found.fault}; written as {found.href}"))
        return around._replace(styles=styles)

    def _say(self, text: str, around: _Around) -> None:
        if not around.kept:
            if not self._runs and not text.strip(_BLANKS):
                return  # as between most elements
            self._runs.append((_SPACES.sub(" ", text), around.styles))
            return
        first, *others = _ENDS.split(text)
        self._runs.append((first, around.styles))
        for part in others:
            self._flush(around.containers, broken=True, kept=True)
            self._number += 1
            self._runs.append((part, around.styles))

    def _end(self, tag: str, containers: tuple[Container, ...]) -> None:
        if tag in PARAGRAPHS:
            self._flush(containers, kept=tag in _PREFORMATTED)
            self._part()
        elif tag in APART:
            self._flush(containers)

    def _part(self) -> None:
        if self.lines and not self.lines[-1].blank:
            self.lines.append(Line(self._number, ""))

    def _flush(
        self, containers: tuple[Container, ...], *, broken: bool = False, kept: bool = False
    ) -> None:
        """Make a line of what was said since the last one."""
        runs: list[Run] = []
        if self._runs:
            runs, self._runs = (_stripped if kept else _trimmed)(self._runs), []
        text = "".join(text for text, _ in runs)
        if not text:
            if broken:
                self._part()
            return
        plain = all(not styles for _, styles in runs)
        inlines = None if plain else self._nesting.nest(runs)
        if plain and not containers:
            self.lines.append(Line(self._number, text))
        else:
            for container in containers:
                container.lines += 1
            self.lines.append(RichLine(self._number, text, inlines, containers))


def _spoken(node: Any, language: str, around: _Around) -> _Around:
    """What is around words whose language the page states.

    Only words among others have a language of their own: word processors state one of every text.
    """
    before, around = around.language, around._replace(language=language)
    if (
        before is None
        or before.split("-")[0] == language.split("-", maxsplit=1)[0]
        or node.tag in BLOCKS
    ):
        return around
    parent = node.getparent()
    beside = () if parent is None else (parent.text, *(each.tail for each in parent))
    if not any(words and words.strip() for words in beside):
        return around
    styles = within(spoken_in(language), around.styles)
    return around if styles is None else around._replace(styles=styles)


def _is_wordless(link: Any, href: str) -> bool:
    """Whether a link to another page has no words that could carry it."""
    return href[:1] != "#" and not any(map(str.strip, link.itertext()))


class _End:
    """The end of an element."""

    __slots__ = ("tag",)

    def __init__(self, tag: str) -> None:
        self.tag = tag


def _trimmed(runs: list[Run]) -> list[Run]:
    """Runs without blanks at either end and without two plain blanks in a row."""
    if len(runs) == 1:
        text, styles = runs[0]
        return [(shown, styles)] if (shown := text.strip(" ")) else []
    kept: list[Run] = []
    space = True
    for text, styles in runs:
        shown = text[1:] if space and text.startswith(" ") else text
        if shown:
            kept.append((shown, styles))
            space = shown.endswith(" ")
    while kept and not kept[-1][0].rstrip(" "):
        kept.pop()
    if kept:
        kept[-1] = (kept[-1][0].rstrip(" "), kept[-1][1])
    return kept


def _stripped(runs: list[Run]) -> list[Run]:
    """Runs without white space at either end; what is inside stays as it is."""
    begin = next((at for at, (text, _) in enumerate(runs) if text.strip()), len(runs))
    kept = [(text, styles) for text, styles in runs[begin:] if text]
    while kept and not kept[-1][0].strip():
        kept.pop()
    if kept:
        kept[0] = (kept[0][0].lstrip(), kept[0][1])
        kept[-1] = (kept[-1][0].rstrip(), kept[-1][1])
    return kept
