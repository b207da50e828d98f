"""Guesses what parlq has written as the text of a variant, and as its legal notice."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, get_args

from parlq.formats.akn.xml.escape import plain
from parlq.model import (
    Block,
    Bold,
    Foreign,
    Heading,
    Italic,
    LegalNotice,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Note,
    NoteRef,
    Paragraph,
    Subscript,
    Superscript,
    Table,
    TableCell,
    TableRow,
    parsing,
)
from parlq.model.body_traversal import too_deep
from parlq.model.fields.base import trusted
from parlq.model.fields.patterns import Pattern

_TAG = Pattern(r"<(/?)([\w:]+)((?: [\w:]+=\"[^\"]*\")*)(/?)>")
_ATTRIBUTE = Pattern(r' ([\w:]+)="([^"]*)"')
_NOTICE = Pattern(r'<container name="legalNotice"(?: xml:lang="([^"]*)")?>')
_BLOCK = Pattern(r'<block name="(\w+)">(?:<a href="([^"]*)">)?([^<]*)<')

_paragraph, _list, _item = trusted(Paragraph), trusted(ListBlock), trusted(ListItem)
_MARKS = {"b": Bold, "i": Italic, "sup": Superscript, "sub": Subscript}
#: A longer notice is not worth to be remembered.
_LONG = 1024
_ITEM_BLOCKS = frozenset({Paragraph, ListBlock})
_BLOCKS = frozenset(get_args(Block))
_BREAK = LineBreak()


def body(text: str, nl: str) -> tuple[Any, ...]:
    """The blocks in the lines of a speech, which begin with `nl`; none where it has no text."""
    lines = text.split(nl)[1:]
    if lines == ["<p/>"]:
        return ()
    reader = _Lines()
    out: list[Any] = []
    for line in lines:
        if line.startswith("<p>") and "<" not in (words := line[3:-4]):
            if not words:
                raise ValueError("an empty paragraph says nothing")
            out.append(_paragraph((plain(words) if "&" in words else words,)))
        else:
            out = reader.line(line.lstrip(" "), out)
    if reader.open:
        raise ValueError("a block does not end")
    blocks = tuple(out)
    if reader.met and (not _BLOCKS.issuperset(map(type, blocks)) or too_deep(blocks)):
        raise ValueError("a part without its whole, or nested too deep")
    return blocks


class _Lines:
    """Reads the lines that are no plain paragraphs; each call gives the list that is filled now."""

    __slots__ = ("met", "open")

    def __init__(self) -> None:
        self.open: list[tuple[str, dict[str, str], list[Any]]] = []
        self.met = False

    def line(self, line: str, out: list[Any]) -> list[Any]:
        """Read one line, without the blanks before it."""
        if line.startswith("</"):
            name, stated, outer = self.open.pop()
            if line != f"</{name}>":
                raise ValueError("another element ends")
            outer.append(_CLOSED[name](stated, tuple(out)))
            return outer
        if line.startswith("<p>") and "<" not in (words := line[3:-4]) and words:
            out.append(_paragraph((plain(words),)))
            return out
        self.met = True
        tag = _TAG.match(line)
        if tag is None or tag[1]:
            raise ValueError("a line begins with a tag")
        _, name, attributes, empty = tag.groups()
        stated = dict(_ATTRIBUTE.findall(attributes)) if attributes else {}
        if "&" in attributes:
            stated = {key: plain(text) for key, text in stated.items()}
        if empty:
            out.append(_CLOSED[name](stated, ()))
        elif name in _WITH_INLINES:
            inner = line[tag.end() : line.rindex("</")]
            out.append(_WITH_INLINES[name](stated, inner))
        else:
            self.open.append((name, stated, out))
            return []
        return out


def inlines(text: str) -> tuple[Any, ...]:
    """Words and marks, in their order."""
    out: list[Any] = []
    outer: list[tuple[str, dict[str, str], list[Any]]] = []
    at = 0
    for tag in _TAG.finditer(text):
        if words := text[at : tag.start()]:
            out.append(plain(words))
        at = tag.end()
        closes, name, attributes, empty = tag.groups()
        stated = {key: plain(value) for key, value in _ATTRIBUTE.findall(attributes)}
        if closes:
            opened, stated, before = outer.pop()
            if opened != name:
                raise ValueError("another element ends")
            before.append(_inline(name, stated, tuple(out)))
            out = before
        elif empty:
            out.append(_inline(name, stated, ()))
        else:
            outer.append((name, stated, out))
            out = []
    if outer:
        raise ValueError("a mark does not end")
    if words := text[at:]:
        out.append(plain(words))
    return tuple(out)


def _inline(name: str, stated: dict[str, str], content: tuple[Any, ...]) -> Any:
    if name in _MARKS:
        return _MARKS[name](content=content)
    if name == "br":
        return _BREAK
    if name == "a":
        return Link(href=stated["href"], content=content)
    if name == "noteRef":
        return NoteRef(marker=stated["marker"])
    if name == "inline":
        return Foreign(media_type=stated["pq:mediaType"], value="".join(content))
    raise ValueError("another inline")


def _listed(stated: dict[str, str], content: tuple[Any, ...]) -> ListItem:
    label = stated.get("value")
    if label == "" or not all(type(block) in _ITEM_BLOCKS for block in content):
        raise ValueError("an item holds paragraphs and lists")
    return _item(label, content)


def _list_of(*, ordered: bool) -> Callable[[dict[str, str], tuple[Any, ...]], ListBlock]:
    def build(_: dict[str, str], items: tuple[Any, ...]) -> ListBlock:
        if not items or any(type(item) is not ListItem for item in items):
            raise ValueError("a list holds items")
        return _list(items, ordered)

    return build


def _cell(stated: dict[str, str], content: tuple[Any, ...], *, header: bool) -> TableCell:
    return TableCell(
        header=header,
        colspan=int(stated.get("colspan", "1")[:9]),
        rowspan=int(stated.get("rowspan", "1")[:9]),
        content=content,
    )


def _table(_: dict[str, str], parts: tuple[Any, ...]) -> Table:
    caption: tuple[Any, ...] = ()
    if parts and type(parts[0]) is tuple:
        caption, *rows = parts
        if not caption:
            raise ValueError("an empty caption says nothing")
    else:
        rows = list(parts)
    return Table(caption=caption, rows=tuple(rows))


def _note(_: dict[str, str], parts: tuple[Any, ...]) -> Note:
    marker, *content = parts
    return Note(marker=marker, content=tuple(content))


def _foreign(_: dict[str, str], parts: tuple[Any, ...]) -> Foreign:
    (only,) = parts
    if type(only) is not Foreign:
        raise ValueError("foreign content stands in pq:content")
    return only


def _heading(stated: dict[str, str], text: str) -> Heading:
    return Heading(level=int(stated["name"][-1:]), content=inlines(text))


#: What ends with a line of its own, or is empty.
_CLOSED: dict[str, Callable[[dict[str, str], tuple[Any, ...]], Any]] = {
    "ol": _list_of(ordered=True),
    "ul": _list_of(ordered=False),
    "li": _listed,
    "table": _table,
    "tr": lambda _, cells: TableRow(cells=cells),
    "td": lambda stated, content: _cell(stated, content, header=False),
    "th": lambda stated, content: _cell(stated, content, header=True),
    "blockContainer": _note,
    "foreign": _foreign,
}
#: What begins and ends on one line; a number and a caption are parts of what they stand in.
_WITH_INLINES: dict[str, Callable[[dict[str, str], str], Any]] = {
    "p": lambda _, text: Paragraph(content=inlines(text)),
    "block": _heading,
    "caption": lambda _, text: inlines(text),
    "num": lambda _, text: plain(text),
    "pq:content": lambda stated, text: Foreign(media_type=stated["mediaType"], value=plain(text)),
}


def notice(text: str) -> LegalNotice:
    """The legal notice in `conclusions`; most documents of a publisher have the same one."""
    return (_known if len(text) < _LONG else _notice)(text)


def _notice(text: str) -> LegalNotice:
    found = _NOTICE.search(text)
    if found is None:
        raise ValueError("conclusions hold the legal notice")
    facts: dict[str, Any] = {}
    for name, link, words in _BLOCK.findall(text):
        facts[_FACTS.get(name, name)] = plain(words)
        if link:
            facts["uri"] = plain(link)
    if "years" in facts:
        facts["years"] = tuple([int(year) for year in facts["years"].split(" ")])
    if found[1] is not None:
        facts["language"] = parsing.tag(found[1])
    if not facts.keys() <= _OF_A_NOTICE:
        raise ValueError("a notice has no such block")
    return LegalNotice(**facts)


_known = lru_cache(maxsize=256)(_notice)
_FACTS = {"accessRight": "access_right"}
_OF_A_NOTICE = {
    *("label", "language", "uri", "holder", "years", "text", "licence", "access_right"),
}
