"""Takes the lines of a page from HTML, by block structure: no class names, no particular markup."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from lxml import etree, html

from parlq.limits import Limits
from parlq.model import Block, Bold, Inline, Italic, Link, Subscript, Superscript
from parlq.model.scalars import HREF
from parlq.pages.body import blocks
from parlq.pages.lines import Holder, Line, RichLine
from parlq.pages.markup import leave_out_controls, list_of, table_of
from parlq.pages.report import Report
from parlq.pages.saved import Saved, Unmapped, too_long
from parlq.problems import Severity

#: Elements that stand apart from what is around them, and those with an empty line around them.
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    ]
)
_PARAGRAPHS = frozenset(
    ["blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul"]
)
_HIDDEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "select",
        "textarea",
        "input",
        "canvas",
        "audio",
        "video",
    ]
)
_STYLES: dict[str, Any] = {
    "b": Bold,
    "strong": Bold,
    "i": Italic,
    "em": Italic,
    "cite": Italic,
    "sup": Superscript,
    "sub": Subscript,
}
#: Words that the page shows as no longer true.
_STRUCK = frozenset({"s", "strike", "del"})
_HOLDERS = frozenset({"table", "ul", "ol"})
_SPACES = re.compile(r"[ \t\r\n\f]+")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
#: Nesting up to which markup is followed; what is deeper is text of the innermost block.
_DEEPEST = 200
#: Bold, links and the like inside each other up to which they are kept.
_STYLED = 10


#: An attribute as the HTML Standard cuts it (13.2.5), and a tag with its attributes.
_ATTRIBUTE = re.compile(
    r"""[\s/]*[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"'][^\s>]*+)?)?"""
)
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE.pattern})*+")
#: Most attributes of one element: libxml2 takes time in the square of their number.
_ATTRIBUTES = 256


def _has_many_attributes(text: str) -> bool:
    """Whether an element has more attributes than any page has."""
    # No tag of less than 1,000 characters takes time, however many there are.
    long = (tag[0] for tag in _TAG.finditer(text) if tag.end() - tag.start() > 1000)
    return any(len(_ATTRIBUTE.findall(tag)) - 1 > _ATTRIBUTES for tag in long)


def from_text(text: str, limits: Limits, report: Report) -> Saved | None:
    """Read HTML whose characters have been looked at."""
    if not limits.raised and _has_many_attributes(text):
        message = f"an element has more than {_ATTRIBUTES} attributes; raise the limits to read it"
        report.add("PQ104", message, None, Severity.ERROR)
        return None
    body = _DECLARATION.sub("", text, count=1)
    parser = html.HTMLParser(remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        report.add("PQ101", f"not readable as HTML: {error}", 1, Severity.ERROR)
        return None
    if any("depth" in entry.message for entry in parser.error_log):
        report.add("PQ105", "the markup nests too deeply", 1, Severity.ERROR)
        return None
    if "&#" in body:
        leave_out_controls(root, report)
    walker = _Walker()
    lines = walker.walk(root)
    if too_long(lines, limits, report):
        return None
    if not lines:
        report.add("PQ106", "the page has no text", None, Severity.ERROR)
        return None
    return Saved(
        lines, "\n".join(line.text for line in lines), _address(root, text), walker.unmapped
    )


def _blocks_of(element: Any) -> tuple[Block, ...]:
    """The blocks inside one element, such as a cell of a table."""
    return blocks(_Walker().walk(element))


def _address(root: Any, text: str) -> str | None:
    """The address that the page gives itself, or that the browser noted when it saved it."""
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            return str(link.get("href"))
    for meta in root.iter("meta"):
        if meta.get("property") == "og:url" and meta.get("content"):
            return str(meta.get("content"))
    found = _SAVED_FROM.search(text[:4096])
    return found[1] if found else None


class _Walker:
    """Walks a document once and collects lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.runs: list[Any] = []
        self.unmapped: list[Unmapped] = []
        self.number = 1
        self.empty = False

    def walk(self, root: Any) -> list[Line]:
        """The lines of the document; empty ones stand where paragraphs part."""
        stack: list[tuple[Any, int, tuple[Any, ...], tuple[Any, ...]]] = []
        self._enter(root, stack, 0, (), ())
        while stack:
            node, depth, styles, holders = stack.pop()
            if isinstance(node, str):
                self._say(node, styles)
            elif isinstance(node, _End):
                self._end(node.tag, holders)
            else:
                self._enter(node, stack, depth, styles, holders)
        self._flush(())
        while self.lines and self.lines[-1].blank:
            self.lines.pop()
        return self.lines

    def _enter(self, node: Any, stack: list[Any], depth: int, styles: Any, holders: Any) -> None:
        tag = node.tag
        if not isinstance(tag, str) or tag in _HIDDEN or node.get("hidden") is not None:
            return
        self.number = node.sourceline or self.number
        if tag in _STRUCK and (words := " ".join(node.text_content().split())):
            self.unmapped.append(Unmapped(self.number, "struck", words))
            return
        self._end(tag, holders)
        if tag == "br":
            self._flush(holders, broken=True)
        deeper = depth < _DEEPEST
        if tag in _HOLDERS and deeper:
            make = table_of if tag == "table" else list_of
            holders = Holder(partial(make, node, _blocks_of)).within(holders)
        if (tag in _STYLES or (tag == "a" and HREF.fault(node.get("href") or "") is None)) and len(
            styles
        ) < _STYLED:
            styles = (*styles, node)
        inner: list[Any] = []
        if node.text:
            inner.append((node.text, depth, styles, holders))
        for child in node:
            if isinstance(child.tag, str):
                inner.append((child, depth + 1, styles, holders))
            if child.tail:
                inner.append((child.tail, depth, styles, holders))
        inner.append((_End(tag), depth, styles, holders))
        stack.extend(reversed(inner))

    def _say(self, text: str, styles: tuple[Any, ...]) -> None:
        self.runs.append((_SPACES.sub(" ", text), styles))

    def _end(self, tag: str, holders: tuple[Any, ...]) -> None:
        if tag in _PARAGRAPHS:
            self._flush(holders)
            self._part()
        elif tag in _BLOCKS:
            self._flush(holders)

    def _part(self) -> None:
        if self.lines and not self.lines[-1].blank:
            self.lines.append(Line(self.number, ""))

    def _flush(self, holders: tuple[Any, ...], *, broken: bool = False) -> None:
        """Make a line of what was said since the last one."""
        runs, self.runs = _trimmed(self.runs), []
        text = "".join(text for text, _ in runs)
        if not text:
            if broken:
                self._part()
            return
        plain = all(not styles for _, styles in runs)
        inlines = None if plain else tuple(_nest(runs, 0))
        if plain and not holders:
            self.lines.append(Line(self.number, text))
        else:
            for holder in holders:
                holder.lines += 1
            self.lines.append(RichLine(self.number, text, inlines, holders))


class _End:
    """The end of an element."""

    __slots__ = ("tag",)

    def __init__(self, tag: str) -> None:
        self.tag = tag


def _trimmed(runs: list[Any]) -> list[Any]:
    """Runs without blanks at either end and without two plain blanks in a row."""
    kept: list[Any] = []
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


def _nest(runs: list[Any], level: int) -> list[Inline]:
    """Inlines of runs that share the styles above `level`."""
    made: list[Inline] = []
    at = 0
    while at < len(runs):
        text, styles = runs[at]
        if len(styles) <= level:
            made.append(text)
            at += 1
            continue
        element, end = styles[level], at
        while end < len(runs) and len(runs[end][1]) > level and runs[end][1][level] is element:
            end += 1
        content = tuple(_nest(runs[at:end], level + 1))
        if element.tag == "a":
            made.append(Link(href=element.get("href"), content=content))
        else:
            made.append(_STYLES[element.tag](content=content))
        at = end
    return made
