"""Takes the lines of a page from a DOCX file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from parlq.formats.ep.pages.extract.docx.blocks import Blocks, joined
from parlq.formats.ep.pages.extract.docx.counter import Count
from parlq.formats.ep.pages.extract.docx.fields import COUNTS
from parlq.formats.ep.pages.extract.docx.found_content import Beside
from parlq.formats.ep.pages.extract.docx.markup import left, take
from parlq.formats.ep.pages.extract.docx.numbering import Numbering
from parlq.formats.ep.pages.extract.docx.package import Package, RefusedError
from parlq.formats.ep.pages.extract.docx.runs import Runs
from parlq.formats.ep.pages.extract.docx.styles import Styles, W
from parlq.formats.ep.pages.language.footer_statements import footer_parts
from parlq.formats.ep.pages.language.line_labels import BOILERPLATE, label
from parlq.formats.ep.pages.lines.blanks import shortened
from parlq.formats.ep.pages.lines.extracted import Saved, Unmapped
from parlq.formats.ep.pages.lines.line import Line, RichLine
from parlq.formats.ep.pages.lines.report import Report
from parlq.limits import Limits
from parlq.problems import Severity

#: Most headers and footers: a document has three of each for each section.
_MARGINS = 100
#: What the margins of every page have: its number, and the language.
_PAGE = re.compile(r"(?:[0-9]{1,4}(?:\s?/\s?[0-9]{1,4})?|[A-Z]{2}|[\s|\u2013-])*")


def from_bytes(data: bytes, limits: Limits, report: Report) -> Saved | None:
    """Read a DOCX file; None, with a problem, when it is not one or is beyond the limits."""
    try:
        document = _Document(Package(data, limits), limits)
    except RefusedError as error:
        report.add(error.rule, error.message, None, Severity.ERROR)
        return None
    except RecursionError:
        report.add("PQ105", "the markup nests too deeply", None, Severity.ERROR)
        return None
    lines = document.lines
    if not any(not line.blank for line in lines):
        report.add("PQ106", "the document has no text", None, Severity.ERROR)
        return None
    for line, text in document.count.inserted:
        message = f"text that a tracked change inserts is read as part of the page: {text}"
        report.add("PQ512", message, line)
    for line, words in document.count.odd:
        report.add("PQ518", f"unusual target of a link: {words}", line, Severity.INFO)
    return Saved(lines, "\n".join(line.text for line in lines), unmapped=document.count.unmapped)


class _Document:
    """The lines of a document, and what stands beside them.

    Footnotes come after the text, behind the marks `[1]`, `[2]` that stand in
    it. Numbers that the program counts are written out. Of headers and footers only what pages have
    at their foot is taken, such as the number of the print; what is no boilerplate is reported.
    """

    def __init__(self, package: Package, limits: Limits) -> None:
        self.count = Count(unbounded=limits.unbounded)
        self._package = package
        self._parts: dict[str, list[str]] = {}
        main = package.main()
        root = package.root(main)
        body = root.find(f"{W}body")
        if body is None:
            raise RefusedError("PQ101", f"not a readable DOCX file: {main} has no body")
        for relation in package.relations(main).values():
            if not relation.external:
                self._parts.setdefault(relation.kind, []).append(relation.target)
        self._styles = Styles(self._root("styles"))
        others = {kind: self._root(kind) for kind in ("footnotes", "endnotes", "comments")}
        self._beside = Beside(
            {
                (kind, note.get(f"{W}id")): note
                for kind in ("footnote", "endnote")
                for note in _all(others[f"{kind}s"], kind)
            },
            {each.get(f"{W}id"): each for each in _all(others["comments"], "comment")},
        )
        numbering = Numbering(self._root("numbering"), self._styles)
        self.lines = self._read(main, body, numbering)
        for key, marker in self._beside.marked.items():
            self._note(key, marker)
        self._unused()
        for each in (root, *others.values()):
            self._rest(each)
        margins = [*self._parts.get("header", ()), *self._parts.get("footer", ())]
        if len(margins) > _MARGINS and not limits.unbounded:
            raise RefusedError("PQ104", f"more than {_MARGINS} headers and footers")
        told: set[str] = set()
        for name in dict.fromkeys(margins):
            self._margin(name, told)

    def _unused(self) -> None:
        """Report notes and comments that the text does not refer to."""
        for key, note in self._beside.notes.items():
            if key not in self._beside.marked and (text := take(note)):
                self.count.aside(Unmapped(self.count.line, "note", text))
        for comment in self._beside.comments.values():
            if text := take(comment):
                self.count.aside(Unmapped(self.count.line, "comment", text))

    def _rest(self, root: Any) -> None:
        """Report text of a part that stands where no reader looks for any."""
        if root is not None:
            for text in left(root):
                self.count.aside(Unmapped(self.count.line, "unknown", text))

    def _root(self, kind: str) -> Any:
        """The root of the part of one kind that the document is tied to; None for none."""
        names = self._parts.get(kind)
        return self._package.root(names[0]) if names else None

    def _read(self, name: str, element: Any, numbering: Numbering | None = None) -> list[Line]:
        """The lines of an element of a part."""
        runs = Runs(self._package.relations(name), self._styles, self._beside, self.count)
        blocks = Blocks(runs, numbering, self.count)
        lines = blocks.read(element)
        blocks.finish()
        return lines

    def _note(self, key: tuple[str, str | None], marker: str) -> None:
        """Write a note behind the mark that refers to it."""
        lines = self._read(self._parts[f"{key[0]}s"][0], self._beside.notes[key])
        text, inlines = joined([Line(0, marker), *lines])
        self.lines.append(RichLine(self.count.next_line(), text, inlines))
        self.lines.append(Line(self.count.next_line(), ""))

    def _margin(self, name: str, told: set[str]) -> None:
        """Take from a header or footer what footers of pages state; report the rest."""
        before, line = len(self.count.unmapped), self.count.line
        root = self._package.root(name)
        lines = self._read(name, root)
        self._rest(root)
        beside = [
            each.said or each.text or each.name
            for each in self.count.unmapped[before:]
            if each.name != "field" or not COUNTS.match(each.text)
        ]
        del self.count.unmapped[before:]
        self.count.line = line
        for text in map(shortened, [*(line.text.strip() for line in lines), *beside]):
            known = label(text)
            if text in told or _PAGE.fullmatch(text) or (known and known.kind in BOILERPLATE):
                continue
            told.add(text)
            number = self.count.next_line()
            if footer_parts(text) is not None:
                self.lines.append(Line(number, text))
            else:
                self.count.unmapped.append(Unmapped(number, "running", text))


def _all(root: Any, tag: str) -> Iterator[Any]:
    return iter(()) if root is None else root.iter(f"{W}{tag}")
