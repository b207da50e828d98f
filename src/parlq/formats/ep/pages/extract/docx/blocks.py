"""Makes lines of the paragraphs and tables of a DOCX file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from parlq.formats.ep.pages.extract.docx.counter import Count
from parlq.formats.ep.pages.extract.docx.found_content import Run
from parlq.formats.ep.pages.extract.docx.markup import (
    ALTERNATIVES,
    PROPERTIES,
    alternative,
    changes_of_end,
    goes_on,
    take,
)
from parlq.formats.ep.pages.extract.docx.numbering import Numbering
from parlq.formats.ep.pages.extract.docx.relationships import tie
from parlq.formats.ep.pages.extract.docx.runs import INLINE, Runs
from parlq.formats.ep.pages.extract.docx.styles import W
from parlq.formats.ep.pages.extract.docx.tables import Cell, is_layout, rows_of, table_of
from parlq.formats.ep.pages.lines.extracted import Unmapped
from parlq.formats.ep.pages.lines.line import Container, Line, RichLine
from parlq.model import Bold, Inline, Italic, Link, Subscript, Superscript

_P, _TBL = f"{W}p", f"{W}tbl"
_INSERTED = frozenset([f"{W}ins", f"{W}moveTo"])
_DELETED = frozenset([f"{W}del", f"{W}moveFrom"])
#: Tables inside each other up to which they are tables; what is deeper is text.
_DEEPEST = 8
#: Kinds of what is left out of the text in stretches, which several runs make.
_STRETCHES = frozenset({"struck", "hidden", "deleted"})
_LAYERS: tuple[Any, ...] = (Bold, Italic, Superscript, Subscript)
_STYLES = {each.__name__.lower(): each for each in _LAYERS}


class Blocks:
    """The lines of one part: one for each break, and an empty one after each paragraph or table."""

    def __init__(self, runs: Runs, numbering: Numbering | None, count: Count) -> None:
        self.lines: list[Line] = []
        self._runs = runs
        self._numbering = numbering
        self._count = count
        self._tables = 0
        self._containers: tuple[Container, ...] = ()
        #: Runs of a paragraph whose end is deleted: the next one goes on with them.
        self._begun: list[Run] = []

    def read(self, element: Any) -> list[Line]:
        """The lines of what is in an element."""
        outer, self.lines, self._begun = (self.lines, self._begun), [], []
        if isinstance(element, list):
            self._blocks(element)
        else:
            self._within(element)
        if self._begun:
            self._lines([])
        found = self.lines
        self.lines, self._begun = outer
        return found

    def finish(self) -> None:
        """Report the text that stands in a field without an end."""
        if rest := self._runs.fields.rest().strip():
            self._count.aside(Unmapped(self._count.line, "field", rest))

    def _within(self, around: Any) -> None:
        """Read the blocks in an element; text that stands beside them is reported."""
        if around.text and not around.text.isspace():
            self._aside("unknown", around.text)
        around.text = None
        self._blocks(around)

    def _blocks(self, elements: Iterable[Any]) -> None:
        """Read blocks; runs that stand between them, where no schema has any, are a paragraph."""
        loose: list[Any] = []
        for element in elements:
            if element.tag in INLINE:
                loose.append(element)
            elif element.tag == _P or len(element) or element.text or tie(element) is not None:
                self._loose(loose)
                self._block(element)
            if element.tail and not element.tail.isspace():
                self._aside("unknown", element.tail)
            element.tail = None
        self._loose(loose)

    def _loose(self, elements: list[Any]) -> None:
        """Read runs without a paragraph around them, and forget them."""
        if elements:
            runs = self._runs.loose(elements)
            elements.clear()
            self._paragraph(runs)

    def _block(self, element: Any) -> None:
        tag = element.tag
        if tag == _P:
            self._paragraph(self._runs.of(element), element)
        elif tag == _TBL:
            self._table(element)
        elif tag == ALTERNATIVES:
            if text := self._count.another(element):
                self._aside("alternative", text)
            self._within(alternative(element))
        elif tag in _INSERTED:
            self._inserted(element, self._within)
        elif tag in _DELETED:
            self._aside("deleted", take(element))
        elif tag not in PROPERTIES:
            for part in self._runs.links.parts(element):
                self._aside("object", part)
            if tag.startswith(W):
                self._within(element)
            elif text := take(element):
                self._aside("unknown", text)

    def _inserted(self, content: Any, read: Callable[[Any], None]) -> None:
        """Read what a tracked change inserts, and report it."""
        line, outer = self._count.line + 1, self._runs.inserting
        text = self._runs.insertion(content)
        self._runs.inserting = True
        read(content)
        self._runs.inserting = outer
        if text:
            self._count.aside(Unmapped(line, "inserted", text))

    def _aside(self, name: str, text: str) -> None:
        self._count.aside(Unmapped(self._count.line + 1, name, text))

    def _paragraph(self, runs: list[Run], element: Any = None) -> None:
        """Make lines of a paragraph, and of the text boxes that are tied to it."""
        boxes = self._runs.boxes
        for name in changes_of_end(element):
            self._aside(name, "\u00b6")
        if goes_on(element):
            self._begun += runs
        else:
            if self._numbering is not None and element is not None:
                label = self._numbering.label(element.find(f"{W}pPr"))
                if label.unknown:
                    self._aside("number", label.unknown)
                if label.text:
                    runs.insert(0, Run(label.text))
            self._lines(runs)
        for box in boxes:
            self._blocks(box)

    def _lines(self, runs: list[Run]) -> None:
        """Make lines of the runs of a paragraph, and an empty one."""
        begun, self._begun = self._begun, []
        line: list[Run] = []
        for run in _without_asides([*begun, *runs], self._count):
            first, *others = run.text.split("\n")
            line.append(Run(first, run.format))
            for text in others:
                self._line(line)
                line = [Run(text, run.format)]
        self._line(line)
        self._line([])

    def _line(self, runs: list[Run]) -> None:
        number = self._count.next_line()
        if not any(run.format for run in runs):
            self.lines.append(Line(number, "".join(run.text for run in runs)))
            return
        runs = _stripped(runs)
        text = "".join(run.text for run in runs)
        self.lines.append(RichLine(number, text, tuple(_nest(runs, 0, self._count))))

    def _table(self, element: Any) -> None:
        rows = rows_of(element, self._aside, self._count.another)
        if self._tables >= _DEEPEST or is_layout(rows):
            for cell in (cell for row in rows for cell in row):
                self._cell(cell, self._blocks)
            return
        self._tables += 1
        container = Container(partial(table_of, rows))
        outer, self._containers = self._containers, container.within(self._containers)
        for row in rows:
            for cell in row:
                self._cell(cell, partial(self._fill, cell))
                if cell.hidden and (text := " ".join(line.text for line in cell.lines).strip()):
                    self._aside("covered", text)
                    cell.lines = []
            row[:] = [
                cell for cell in row if not cell.loose or not all(e.blank for e in cell.lines)
            ]
            self._row(row, container)
        self._containers = outer
        self._tables -= 1
        self.lines.append(Line(self._count.next_line(), ""))

    def _cell(self, cell: Cell, read: Callable[[Any], None]) -> None:
        """Read the content of a cell; that a tracked change inserts it is reported."""
        if cell.inserted and not cell.loose:
            self._inserted(cell.content, read)
        else:
            read(cell.content)

    def _fill(self, cell: Cell, content: Any) -> None:
        cell.lines = self.read(content)

    def _row(self, row: list[Cell], container: Container) -> None:
        """Make one line of a row, with tabs between its cells."""
        cells = [joined(cell.lines) for cell in row]
        text = "\t".join(text for text, _ in cells)
        if not text.strip():
            return
        container.lines += 1
        parts: list[tuple[Inline, ...]] = [inlines for _, inlines in cells]
        inlines = _united([each for part in parts for each in ("\t", *part)][1:])
        number = self._count.next_line()
        self.lines.append(RichLine(number, text, inlines, (container,)))


def joined(lines: list[Line]) -> tuple[str, tuple[Inline, ...]]:
    """Lines as one, with blanks between them: the text, and its inlines."""
    filled = [line for line in lines if not line.blank]
    text = " ".join(line.text.strip() for line in filled)
    inlines: list[Inline] = []
    for line in filled:
        rich = line.inlines if isinstance(line, RichLine) else None
        inlines += [" ", *(rich if rich is not None else (line.text.strip(),))]
    return text, _united(inlines[1:])


def _without_asides(runs: list[Run], count: Count) -> Iterator[Run]:
    """The runs of the text; what stands beside it is counted, neighbours of one kind as one."""
    at, line = 0, count.line + 1
    blank = True
    while at < len(runs):
        run = runs[at]
        at += 1
        if run.aside is not None:
            found = run.aside
            texts = [found.text]
            while found.name in _STRETCHES and at < len(runs):
                following = runs[at].aside
                if following is None or following.name != found.name:
                    break
                texts.append(following.text)
                at += 1
            count.aside(found._replace(line=line, text="".join(texts)))
            if blank and at < len(runs) and runs[at].text.startswith(" "):
                # No two blanks where a word was taken out.
                runs[at] = Run(runs[at].text[1:], *runs[at][1:])
            continue
        line += run.text.count("\n")
        blank = run.text.endswith((" ", "\n"))
        yield run


def _stripped(runs: list[Run]) -> list[Run]:
    """Runs without white space at either end."""
    runs = [run for run in runs if run.text]
    while runs and not runs[0].text.strip():
        runs.pop(0)
    while runs and not runs[-1].text.strip():
        runs.pop()
    if runs:
        runs[0] = Run(runs[0].text.lstrip(), runs[0].format)
        runs[-1] = Run(runs[-1].text.rstrip(), runs[-1].format)
    return runs


def _nest(runs: list[Run], level: int, count: Count) -> list[Inline]:
    """Inlines of runs that have the same layers above `level`."""
    made: list[Inline] = []
    at = 0
    while at < len(runs):
        layers = runs[at].format
        layer = layers[level] if len(layers) > level else None
        end = at + 1
        while end < len(runs) and runs[end].format[level : level + 1] == layers[level : level + 1]:
            end += 1
        if layer is None:
            made.append("".join(run.text for run in runs[at:end]))
        else:
            content = tuple(_nest(runs[at:end], level + 1, count))
            if layer[0] == "link":
                made.append(Link(href=count.address(layer[1]), content=content))
            else:
                made.append(_STYLES[layer[0]](content=content))
        at = end
    return made


def _united(inlines: list[Inline]) -> tuple[Inline, ...]:
    """The same inlines, with neighbouring strings as one."""
    made: list[Inline] = []
    for inline in inlines:
        if made and isinstance(inline, str) and isinstance(made[-1], str):
            made[-1] += inline
        elif inline != "":
            made.append(inline)
    return tuple(made)
