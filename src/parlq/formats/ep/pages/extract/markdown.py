"""Takes the lines of a page from text that an extractor has marked up as Markdown."""

from __future__ import annotations

import re

from parlq.formats.ep.pages.lines.line import Line, RichLine, numbered
from parlq.model import Bold, Inline, Italic, Link
from parlq.model.body_traversal import plain
from parlq.model.fields.scalars import HREF

_TEXT = r"(?:[^\[\]\\\n]|\\.|\[(?:[^\[\]\\\n]|\\.){0,500}\]){0,2000}"
_TARGET = r"\(\s*<?(?P<{0}>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)?)>?(?:\s+\"[^\"\n]*\")?\s*\)"
_LINK = re.compile(rf"(?<!\\)\[{_TEXT}\]\((?:https?://|/|#|\.|mailto:)")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_INLINE = re.compile(
    rf"!\[(?P<alt>[^\[\]\n]{{0,500}})\]{_TARGET.format('image')}"
    rf"|\[(?P<text>{_TEXT})\]{_TARGET.format('href')}"
    r"|<(?P<address>https?://[^\s<>]+)>"
    r"|\*\*(?P<bold>[^*\s](?:[^*\n]*[^*\s])?)\*\*|__(?P<strong>[^_\s](?:[^_\n]*[^_\s])?)__"
    r"|\*(?P<italic>[^*\s](?:[^*\n]*[^*\s])?)\*|(?<!\w)_(?P<stressed>[^_\s](?:[^_\n]*[^_\s])?)_(?!\w)"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+.!|>~-])"
)
_BLOCK = re.compile(r"\s{0,3}(?:>\s?)*(?:#{1,6}[ \t]+|(?P<bullet>[*+])[ \t]+(?=\S))?")
_RULE = re.compile(r"\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,}|={3,})\s*")
_CLOSED = re.compile(r"\s#+\s*$")
#: Markup inside markup up to which it is read.
_DEEPEST = 3


def is_markdown(text: str) -> bool:
    """Whether a text has the links or the headings of Markdown."""
    # Looking for one rare character is quick.
    if "]" in text and "](" in text and _LINK.search(text) is not None:
        return True
    return "#" in text and _HEADING.search(text) is not None


def from_text(text: str) -> list[Line]:
    """The lines of a text in Markdown: links, bold and italics as such, other marks taken off."""
    return [_line(line) for line in numbered(text)]


def _line(line: Line) -> Line:
    if line.blank or _RULE.fullmatch(line.text):
        return Line(line.number, "")
    block = _BLOCK.match(line.text)
    start = block.end() if block else 0
    text = line.text[start:].rstrip()
    if line.text.lstrip()[:1] == "#":
        text = _CLOSED.sub("", text)
    inlines = _inlines(text.removesuffix("\\"), 0)
    if block and block["bullet"]:
        inlines = ["\u2022 ", *inlines]
    shown = plain(tuple(inlines))
    if all(isinstance(inline, str) for inline in inlines):
        return Line(line.number, shown)
    return RichLine(line.number, shown, _joined(inlines))


def _inlines(text: str, depth: int) -> list[Inline]:
    made: list[Inline] = []
    at = 0
    for found in _INLINE.finditer(text):
        made.append(text[at : found.start()])
        made += _inline(found, depth)
        at = found.end()
    return [each for each in [*made, text[at:]] if each != ""]


def _inline(found: re.Match[str], depth: int) -> list[Inline]:
    """What one piece of markup says."""
    kind = found.lastgroup or ""
    if kind == "image":
        return [found["alt"]]
    if kind == "escaped":
        return [found["escaped"]]
    if depth >= _DEEPEST:
        return [found[0]]
    if kind == "address":
        return [Link(href=found["address"], content=(found["address"],))]
    if kind == "href":
        content = tuple(_joined(_inlines(found["text"], depth + 1)))
        if HREF.fault(found["href"]) is not None or not plain(content).strip():
            return list(content)
        return [Link(href=found["href"], content=content)]
    content = tuple(_joined(_inlines(found[kind], depth + 1)))
    return [(Bold if kind in {"bold", "strong"} else Italic)(content=content)]


def _joined(inlines: list[Inline]) -> tuple[Inline, ...]:
    """The same inlines, with neighbouring strings as one."""
    made: list[Inline] = []
    for inline in inlines:
        if made and isinstance(inline, str) and isinstance(made[-1], str):
            made[-1] += inline
        else:
            made.append(inline)
    return tuple(made)
