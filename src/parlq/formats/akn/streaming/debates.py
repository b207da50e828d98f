"""Reads a debate question by question, in constant memory: a sitting may fill any number of megabytes.

The tree holds what is open: the titles of the sections around, and one question with what follows it
until the next one. Everything else is let go of as soon as it ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Final, cast

import attrs
from lxml import etree

from parlq.formats.akn import generic
from parlq.formats.akn.debates import differences
from parlq.formats.akn.debates.turns import ANSWER, QUESTION, REPLIES
from parlq.formats.akn.generic.assembly import Builder
from parlq.formats.akn.generic.exchange import BODIES, Debate, Exchange
from parlq.formats.akn.generic.meta import Meta
from parlq.formats.akn.generic.parts import Edition, Known, Section, Taken
from parlq.formats.akn.generic.retained import Keeper
from parlq.formats.akn.streaming.beginning import (
    DOCUMENTS,
    HEAD,
    SECTIONS,
    can_stream,
    root_of,
)
from parlq.formats.akn.streaming.findings import Findings, new_report
from parlq.formats.akn.streaming.local_names import LocalNames, Work
from parlq.formats.akn.xml import parse as source_of
from parlq.formats.akn.xml.names import AKN, clark, local
from parlq.formats.akn.xml.types import Element, line_of
from parlq.io.reading import Streamed
from parlq.limits import DEFAULT, Limits
from parlq.model import Dossier
from parlq.problems import InputError, ModelError, Problem, Severity

#: Bytes that are read at a time.
_CHUNK: Final = 1 << 16
META, NUM, HEADING, COVER, PREFACE = clark("meta", "num", "heading", "coverPage", "preface")
_TITLES = frozenset((NUM, HEADING))
__all__ = ["HEAD", "can_stream", "stream"]


def stream(
    head: bytes,
    source: BinaryIO,
    *,
    replies: str = REPLIES[0],
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Iterator[Streamed]:
    """Read a debate question by question.

    Each question comes with the answers to it, one work after the other. What concerns the whole
    document comes last, without a value: the differences of its version, and how much of it is no
    part of a question.

    Args:
        head: the first `HEAD` bytes, for which `can_stream` is true.
        source: the rest.
        replies: as in `parlq.formats.akn.read`.
        file: name of the input, for problems.
        limits: bounds of one question with what follows it.
    """
    yield from _Stream(replies, file, limits).works(head, source)


class _Stream:
    """One debate: what is open, and what is known so far."""

    def __init__(self, replies: str, file: str | None, limits: Limits) -> None:
        self._replies, self._file, self._limits = replies, file, limits
        self._document = new_report()
        self._meta = Meta(None, Keeper(self._document))
        self._debate = Debate(self._meta, self._meta.keeper, replies)
        self._changes = differences.Renaming()
        self._session: str | None = None
        self._group: list[Element] = []  # a question, and what follows it in its section
        self._counts: Counter[Element] = Counter()  # questions of each open section so far
        self._unit: Element | None = None  # the child of a section that is being read
        self._skipped: Counter[str] = Counter()
        self._names = LocalNames()
        self._findings = Findings(file)
        self._found = False
        self._size = 0

    def works(self, head: bytes, source: BinaryIO) -> Iterator[Streamed]:
        """The works, and what concerns the document."""
        shape = differences.shape_of(cast("Element", root_of(head)))
        data = head if shape.namespace == AKN else differences.in_namespace(head, shape)
        parser = etree.XMLPullParser(events=("start", "end"), **source_of.OPTIONS)
        try:
            while data:
                parser.feed(data)
                for event, found in parser.read_events():
                    element = cast("Element", found)
                    if event == "start":
                        yield from self._start(element, shape)
                    else:
                        yield from self._end(element)
                self._bound(len(data))
                data = source.read(_CHUNK)
            parser.close()
            if self._group:
                yield from self._flush(lone=True)
        except etree.XMLSyntaxError as error:
            problem = source_of.not_well_formed(b"<", error, self._file, self._limits)
            yield Streamed(value=None, problems=(problem,))
            return
        except InputError as error:
            yield Streamed(value=None, problems=error.problems)
            return
        yield from self._about()

    def _bound(self, size: int) -> None:
        self._size = self._size + size if self._group or self._unit is not None else 0
        if self._size > self._limits.size:
            raise InputError((self._limits.too_large(self._file),))

    def _start(self, element: Element, shape: differences.Shape) -> Iterator[Streamed]:
        parent = element.getparent()
        if parent is None:
            differences.describe(shape, self._document, element)
        self._changes.element(element)
        if element.tag == QUESTION and self._unit is not None and self._unit.tag in SECTIONS:
            yield from self._leave(element)
        if self._unit is not None or (parent is None and element.tag not in SECTIONS):
            return
        if element.tag in SECTIONS:
            if self._group and self._may_go_on(parent):
                self._unit = element
            elif self._group:
                yield from self._flush(lone=False)
        elif parent is None or parent.tag in SECTIONS:
            self._unit = element
            if element.tag == QUESTION and parent is not None:
                self._counts[parent] += 1
                if self._is_answered():
                    yield from self._flush(lone=False)

    def _may_go_on(self, parent: Element | None) -> bool:
        """Whether a section below a question may hold the replies to it, as `goes_on_in` tells."""
        is_whole = parent is None or parent.tag in BODIES
        return not is_whole and any(each.tag == QUESTION for each in self._group)

    def _leave(self, question: Element) -> Iterator[Streamed]:
        """A section below a question has questions of its own, so it is none of its replies."""
        section, self._unit = self._unit, None
        yield from self._flush(lone=False)
        path = [question, *question.iterancestors()]
        for element in reversed(path[: path.index(cast("Element", section))]):
            for before in list(element.itersiblings(preceding=True))[::-1]:
                self._take(before)
            if element.tag not in SECTIONS and element is not question:
                self._unit = element
                return

    def _is_answered(self) -> bool:
        """Whether anything but questions and titles follows the question."""
        return any(each.tag != QUESTION and each.tag not in _TITLES for each in self._group)

    def _end(self, element: Element) -> Iterator[Streamed]:
        if element is self._unit:
            self._unit = None
            self._take(element)
        elif self._unit is None and element.tag in SECTIONS:
            if self._group:
                yield from self._flush(lone=self._counts[element] == 1)
            self._counts.pop(element, None)
            self._release(element)

    def _take(self, unit: Element) -> None:
        """A child of a section, or of the document, has been read."""
        parent = unit.getparent()
        if unit.tag == META:
            self._begin(unit)
            return
        for element in unit.iter(etree.Element):
            self._changes.pointers(element)
        if unit.tag in (COVER, PREFACE):
            self._session = generic.of_cover([unit], self._meta) or self._session
            self._release(unit)
        elif unit.tag in _TITLES and not self._group:
            return
        elif self._group or parent is None or next(unit.iter(QUESTION, ANSWER), None) is not None:
            self._group.append(unit)
        else:
            self._debate.floor.hear(unit)
            self._release(unit)

    def _begin(self, meta: Element) -> None:
        self._changes.know(meta)
        for element in meta.iter(etree.Element):
            self._changes.pointers(element)
        self._meta = Meta(meta, Keeper(self._document))
        self._debate = Debate(self._meta, self._meta.keeper, self._replies)

    def _release(self, element: Element) -> None:
        """Let go of an element; count it where it is no part of a work."""
        inside = [element.text, *(each.tail for each in element)]
        if element.tag not in SECTIONS:
            self._skipped[local(element.tag)] += 1
        elif any(text and text.strip() for text in inside):
            self._skipped["text"] += 1
        if (parent := element.getparent()) is not None:
            parent.remove(element)

    def _flush(self, *, lone: bool) -> Iterator[Streamed]:
        """Read the open question with what follows it."""
        group, self._group, self._size = self._group, [], 0
        report = new_report()
        keeper = Keeper(report)
        self._meta.keeper = self._debate.keeper = keeper
        self._debate.open = ()  # of another group; `Links` knows its names
        value, builder = None, Builder(keeper, {})
        try:
            value = self._value(group, keeper, builder, lone=lone)
        except ModelError as error:
            report.refuse("PQ216", str(error), group[0])
        line = line_of(group[0])
        works = (
            []
            if value is None
            else self._names.apart(self._findings.once(value, report, group[0]), group)
        )
        self._findings.unanswered(builder.unanswered, works, report)
        problems = tuple(self._findings.new(self._findings.placed(report)))
        if works and report.kept:
            works[0] = attrs.evolve(works[0], extensions=(*works[0].extensions, *report.kept))
        for number, work in enumerate(works):
            yield Streamed(value=work, problems=() if number else problems, line=line)
        if not works and problems:
            yield Streamed(value=None, problems=problems, line=line)
        self._found = self._found or bool(works)
        for element in group:
            if (parent := element.getparent()) is not None:
                parent.remove(element)

    def _value(
        self, group: list[Element], keeper: Keeper, builder: Builder, *, lone: bool
    ) -> Dossier | Work | None:
        """The works of a group."""
        reader = generic.Reader(keeper, self._replies)
        reader.taken = Taken(keeper)
        first = group[0]
        above = list(first.iterancestors())[::-1]
        top = above[1] if above and above[0].tag == generic.ROOT and len(above) > 1 else first
        identity, meta = self._meta.identity, self._meta
        edition = Edition(top, meta, None, (), [], [], Known(), self._session)
        section = Section(reader.taken, top.get("name"), None, identity.language, identity)
        for element in above:
            if element.tag in SECTIONS and element.tag not in DOCUMENTS:
                section = section.below(element, keeper)
        asks = any(each.tag == QUESTION for each in group)
        exchange = Exchange(group, edition, section, self._debate, (lone, not asks))
        reader.children(group, edition, section, self._debate, exchange)
        exchange.close()
        value = None
        if edition.shape != (0, 0):
            value = builder.document([edition], top)
        reader.taken.finish()
        return value

    def _about(self) -> Iterator[Streamed]:
        """What concerns the document."""
        report = self._document
        self._changes.tell(report)
        self._meta.keeper = Keeper(report)
        self._meta.finish()
        if not self._found:
            message = "contains no question or answer; expected <question> or <answer>"
            problem = Problem(rule="PQ216", message=message, file=self._file, line=1)
            yield Streamed(value=None, problems=(*self._findings.placed(report), problem))
            return
        found = [each for each in self._findings.placed(report) if each.rule != "PQ214"]
        problems = [attrs.evolve(each, path=None) for each in found]  # what is gone has none
        kept = Counter(each.name for each in report.kept)
        if left := kept + self._skipped:
            listed = ", ".join(f"{name} ({count})" for name, count in sorted(left.items())[:20])
            message = f"not part of a question or an answer, and not read: {listed}"
            problems.append(
                Problem(
                    rule="PQ761", severity=Severity.INFO, message=message, file=self._file, line=1
                )
            )
        problems += self._findings.left()
        if problems:
            yield Streamed(value=None, problems=tuple(problems))
