"""Makes one text of the lines of printed pages: without running lines, with notes after paragraphs."""

from __future__ import annotations

from parlq.formats.ep.pages.extract.pdf.footnotes import Foot, ends, notes
from parlq.formats.ep.pages.extract.pdf.page_margins import PrintLine
from parlq.formats.ep.pages.extract.pdf.running_headers import (
    BEGINS,
    Running,
    is_margin,
    ordered,
    running,
)
from parlq.formats.ep.pages.language.footer_statements import footer_parts
from parlq.formats.ep.pages.language.line_labels import label
from parlq.formats.ep.pages.lines.extracted import Unmapped
from parlq.formats.ep.pages.lines.line import Line, WrappedLine
from parlq.formats.ep.pages.lines.report import Report

#: How much of the width of the text the last line of a paragraph has at most.
_SHORT = 0.8


class Printed:
    """The text of all pages.

    The footer of each page but the last, with its number and that of the print, would split
    the text; such lines come first, as boilerplate. Running headers that state
    what footers of pages state come last. Footnotes come after the paragraph that goes on over the
    page, or at the end where the reader of bodies knows them by their markers.

    Attributes:
        lines: its lines.
        unmapped: what is not in them.
        begins: the number of the line with which each page begins.
    """

    def __init__(self, pages: list[list[PrintLine]], report: Report) -> None:
        self.lines: list[Line] = []
        self.unmapped: list[Unmapped] = []
        self.begins: list[int] = []
        self._report = report
        self._pages = pages
        self._running = running(pages)
        self._feet = _feet(pages, self._running)
        self._longest = max((len(line.text) for page in pages for line in page), default=0)
        #: Notes that wait for the end of a paragraph, and those that wait for the end of the text.
        self._pending: list[Line] = []
        self._last: list[Line] = []
        last: list[Line] = []
        first: list[Line] = []
        number = 0
        for place, page in enumerate(pages):
            self.begins.append(number + 1)
            lines = [Line(number + at, line.text) for at, line in enumerate(page, 1)]
            number += len(page)
            last += (line for at, line in enumerate(lines) if (place, at) in self._running.footers)
            self._page(place, lines, first)
        self.lines += self._pending
        self._end()
        self.lines = [*reversed(first), *self.lines, *(_bare(line) for line in last)]

    def _page(self, place: int, lines: list[Line], first: list[Line]) -> None:
        """Take the text of one page."""
        run, own = self._running, self._feet.get(place)
        text: list[Line] = []
        for at, line in enumerate(lines):
            if (place, at) in run.apart and not (own and at in own.places):
                where = f"a line at the edge of page {place + 1} may not belong to the text"
                self._report.add("PQ514", f"{where}: {line.text.strip()}", line)
            if (place, at) in run.lost and (place, at) not in run.footers:
                self.unmapped.append(Unmapped(line.number, "running", line.text.strip()))
            taken = (place, at) in run.footers or (place, at) in run.repeated
            if not taken and not (own and at in own.places):
                text.append(WrappedLine(line.number, line.text))
        if place + 1 < len(self._pages):
            while text and (text[-1].blank or is_margin(text[-1].text)):
                margin = text.pop()
                if not margin.blank:
                    margin.boilerplate("page")
                first.append(margin)
        self._goes_on(text)
        if own is not None:
            self._notes(place, own, lines)

    def _goes_on(self, text: list[Line]) -> None:
        """Take lines of text; notes that wait come after the first paragraph that ends in them."""
        if self._pending:
            for at, line in enumerate(text):
                following = text[at + 1] if at + 1 < len(text) else None
                short = len(line.text) < _SHORT * self._longest
                over = following is None or following.blank or short
                if line.blank or (ends(line.text) and over):
                    self.lines += [*text[: at + 1], *self._pending]
                    self._pending, text = [], text[at + 1 :]
                    break
        self.lines += text

    def _notes(self, place: int, own: Foot, lines: list[Line]) -> None:
        """Take the notes of a page, each as a paragraph of its own."""
        made: list[Line] = [Line(lines[own.places[0]].number, "")]
        for at in own.places:
            if at in own.begins and len(made) > 1:
                made.append(Line(lines[at].number, ""))
            made.append(WrappedLine(lines[at].number, lines[at].text))
        made.append(Line(lines[own.places[-1]].number, ""))
        if own.doubtful and (own.parts or place + 1 < len(self._pages)):
            said = " ".join(lines[at].text.strip() for at in own.places)
            where = "lines at the bottom of a page are read as a note to the paragraph above"
            self._report.add("PQ514", f"{where}: {said}", lines[own.places[0]])
        if own.marked and not self._begins_again(place):
            self._last += made
        elif own.parts:
            self._pending += made
        else:
            self.lines += made

    def _begins_again(self, place: int) -> bool:
        """Whether another work may begin on a later page."""
        known = (label(line.text) for page in self._pages[place + 1 :] for line in page)
        return any(each is not None and each.kind in BEGINS for each in known)

    def _end(self) -> None:
        """Put the notes that are left before the lines that pages have at their end."""
        at = len(self.lines)
        while at and self._last and _is_after(self.lines[at - 1]):
            at -= 1
        self.lines[at:at] = self._last


def _feet(pages: list[list[PrintLine]], run: Running) -> dict[int, Foot]:
    """The footnotes of all pages, found among the lines that are no header or footer."""
    gone = {*run.repeated, *run.footers}
    orders = [
        [at for at in ordered(page) if (n, at) not in gone and not is_margin(page[at].text)]
        for n, page in enumerate(pages)
    ]
    return notes(pages, orders)


def _is_after(line: Line) -> bool:
    return line.blank or label(line.text) is not None or footer_parts(line.text.strip()) is not None


def _bare(line: Line) -> Line:
    return Line(line.number, line.text.strip())
