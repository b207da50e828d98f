"""Blocks and inlines of a text as HTML, each part with its permalink."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from parlq.formats.akn.profile.element_ids import Numbers
from parlq.formats.html.languages import spoken
from parlq.formats.html.links import closing, opening
from parlq.model import body
from parlq.model.body_traversal import plain

_MARKS = {body.Bold: "b", body.Italic: "i", body.Superscript: "sup", body.Subscript: "sub"}
#: Longest beginning of a part that names its permalink, in characters.
_NAMED = 40


class TextBody:
    """Writes the body of one text.

    Parts have the `eId` that they have in Akoma Ntoso. As a page has several texts, the id of an
    element is its `eId` behind the prefix of its text; `data-eid` is the `eId` alone.

    Args:
        own: `eId` of the speech that the body belongs to.
        prefix: what the ids of this text begin with; empty for the first text of a page.
        level: of the heading above the text; the headings inside are below it.
    """

    __slots__ = (
        *("_level", "_marks", "_notes", "_numbers", "_out", "_own", "_prefix", "_refs"),
        "_in_header",
    )

    def __init__(self, own: str, prefix: str, level: int) -> None:
        self._own, self._prefix, self._level = own, prefix, level
        self._numbers = Numbers()
        self._out: list[str] = []
        #: Marks and notes find each other when all are written: where, which marker, which mark.
        self._marks: list[tuple[int, str, str]] = []
        self._notes: list[tuple[int, str]] = []
        self._refs: dict[str, str] = {}
        self._in_header = False

    def markup(self, blocks: tuple[Any, ...]) -> Markup:
        """The blocks as HTML."""
        self._blocks(blocks, self._own)
        marks: dict[str, list[str]] = {}
        for at, marker, own in self._marks:
            shown = escape(marker)
            if marker in self._refs:
                marks.setdefault(marker, []).append(own)
                target = escape(self._refs[marker])
                shown = Markup(f'<a href="#{target}" role="doc-noteref">{shown}</a>')  # noqa: S704 # escaped
            self._out[at] = f'<sup class="mark" id="{escape(own)}">{shown}</sup>'
        for at, marker in self._notes:
            self._out[at] = "".join(
                f'<a class="back" href="#{escape(own)}" role="doc-backlink" lang="en"'
                f' aria-label="Back to mark {number}">\u21a9\ufe0e</a>'
                for number, own in enumerate(marks.pop(marker, ()), 1)
            )
        return Markup("".join(self._out))  # noqa: S704 # every text and attribute above is escaped

    def _place(self, own: str) -> str:
        """The attributes of a part that can be cited."""
        return f'id="{escape(self._prefix + own)}" data-eid="{escape(own)}"'

    def _permalink(self, own: str, what: str) -> str:
        target, words = escape(self._prefix + own), escape(f"Link to {what}")
        return f'<a class="pl" href="#{target}" lang="en" aria-label="{words}"></a>'

    def _blocks(self, blocks: tuple[Any, ...], parent: str) -> None:
        for block in blocks:
            _BLOCKS[type(block)](self, block, parent)

    def _paragraph(self, block: body.Paragraph, parent: str) -> None:
        own = self._numbers(parent, "p")
        number = self._numbers.count(parent, "p")
        self._out.append(f"<p {self._place(own)}>")
        if parent == self._own:  # a part that is inside another one has that one's permalink
            self._out.append(self._permalink(own, f"paragraph {number}"))
        self._inlines(block.content)
        self._out.append("</p>\n")

    def _heading(self, block: body.Heading, parent: str) -> None:
        own = self._numbers(parent, "block")
        level = min(self._level + block.level, 6)
        tag, stated = f"h{level}", ""
        if self._in_header:  # HTML has no `h1` to `h6` there
            tag, stated = "p", f' role="heading" aria-level="{level}"'
        self._out.append(f"<{tag} {self._place(own)}{stated}>{self._permalink(own, 'heading')}")
        self._inlines(block.content)
        self._out.append(f"</{tag}>\n")

    def _list(self, block: body.ListBlock, parent: str) -> None:
        own = self._numbers(parent, "ol" if block.ordered else "ul")
        tag = "ol" if block.ordered else "ul"
        labelled = any(item.label is not None for item in block.items)
        kind = ' class="labelled" role="list"' if labelled else ""
        self._out.append(f"<{tag} {self._place(own)}{kind}>\n")
        for number, item in enumerate(block.items, 1):
            inner = self._numbers(own, "li")
            self._out.append(f"<li {self._place(inner)}>")
            self._out.append(self._permalink(inner, f"part {item.label or number}"))
            if item.label is not None:
                self._out.append(f'<span class="num">{escape(item.label)}</span>')
            self._out.append('<div class="in">' if labelled else "")
            self._blocks(item.content, inner)
            self._out.append("</div></li>\n" if labelled else "</li>\n")
        self._out.append(f"</{tag}>\n")

    def _table(self, block: body.Table, parent: str) -> None:
        own = self._numbers(parent, "table")
        caption = plain(block.caption)[:_NAMED] or f"Table {self._numbers.count(parent, 'table')}"
        self._out.append(
            f'<div class="wide" role="region" tabindex="0" aria-label="{escape(caption)}">'
            f"{self._permalink(own, 'table')}<table {self._place(own)}>\n"
        )
        if block.caption:
            self._out.append("<caption>")
            self._inlines(block.caption)
            self._out.append("</caption>\n")
        self._out.append("<tbody>\n")
        figures = _figures(block)
        for row in block.rows:
            heads = all(cell.header for cell in row.cells)
            self._out.append("<tr>")
            for column, cell in enumerate(row.cells):
                self._cell(cell, own, "col" if heads else "row", figure=column in figures)
            self._out.append("</tr>\n")
        self._out.append("</tbody></table></div>\n")

    def _cell(self, cell: body.TableCell, own: str, scope: str, *, figure: bool) -> None:
        tag, stated = ("th", f' scope="{scope}"') if cell.header else ("td", "")
        stated += f' colspan="{cell.colspan}"' if cell.colspan != 1 else ""
        stated += f' rowspan="{cell.rowspan}"' if cell.rowspan != 1 else ""
        stated += ' class="figure"' if figure else ""
        self._out.append(f"<{tag}{stated}>")
        outer, self._in_header = self._in_header, cell.header
        self._blocks(cell.content, own)
        self._in_header = outer
        self._out.append(f"</{tag}>")

    def _note(self, block: body.Note, parent: str) -> None:
        own = self._numbers(parent, "blockContainer", block.marker)
        self._refs.setdefault(block.marker, self._prefix + own)
        self._out.append(
            f'<div class="note" role="note" {self._place(own)}>{self._permalink(own, "note")}'
            f'<span class="num">{escape(block.marker)}</span><div class="in">'
        )
        self._blocks(block.content, own)
        self._notes.append((len(self._out), block.marker))
        self._out += ["", "</div></div>\n"]

    def _foreign(self, block: body.Foreign, _: str) -> None:
        kind = escape(block.media_type)
        self._out.append(
            f'<figure class="foreign"><figcaption>{kind}</figcaption>'
            f'<pre tabindex="0">{escape(block.value)}</pre></figure>\n'
        )

    def _inlines(self, parts: tuple[Any, ...]) -> None:
        out = self._out
        for part in parts:
            kind = type(part)
            if kind is str:
                out.append(escape(part))
            elif kind in _MARKS:
                out.append(f"<{_MARKS[kind]}>")
                self._inlines(part.content)
                out.append(f"</{_MARKS[kind]}>")
            elif kind is body.Link:
                out.append(opening(part.href))
                self._inlines(part.content or (part.href,))
                out.append(closing(part.href))
            elif kind is body.Span:
                out.append(f"<span {spoken(part.language)}>")
                self._inlines(part.content)
                out.append("</span>")
            elif kind is body.LineBreak:
                out.append("<br>")
            elif kind is body.NoteRef:
                own = f"{self._prefix}mark_{len(self._marks) + 1}"
                self._marks.append((len(out), part.marker, own))
                out.append("")
            elif kind is body.Milestone:
                words = f"{part.kind.value} {part.value}"
                out.append(f'<span class="milestone" lang="en">{escape(words)}</span>')
            else:
                media = escape(part.media_type)
                out.append(f'<code class="foreign" title="{media}">{escape(part.value)}</code>')


def _figures(table: body.Table) -> frozenset[int]:
    """The columns of a table that hold numbers, which are aligned at their ends."""
    columns: dict[int, bool] = {}
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            if cell.colspan != 1 or cell.rowspan != 1:
                return frozenset()
            if not cell.header:
                columns[column] = columns.get(column, True) and _is_figure(plain(cell.content))
    return frozenset(column for column, figures in columns.items() if figures)


def _is_figure(text: str) -> bool:
    return len(text) < _NAMED and any(map(str.isdigit, text)) and not any(map(str.isalpha, text))


_BLOCKS: dict[type, Callable[[TextBody, Any, str], None]] = {
    body.Paragraph: TextBody._paragraph,  # noqa: SLF001 # a table of this class's own methods
    body.Heading: TextBody._heading,  # noqa: SLF001
    body.ListBlock: TextBody._list,  # noqa: SLF001
    body.Table: TextBody._table,  # noqa: SLF001
    body.Note: TextBody._note,  # noqa: SLF001
    body.Foreign: TextBody._foreign,  # noqa: SLF001
}
