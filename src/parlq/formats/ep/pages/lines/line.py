"""Pages as numbered lines, each with spans that record the use of its characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import attrs

if TYPE_CHECKING:
    from parlq.model import Block, Inline

#: Path of a field in the work that was read, such as `("authors", 0)`; its variant is `"variant"`.
Path = tuple[str | int, ...]

#: Most lines of a text that are read: an issue of the Official Journal has some ten thousand.
LINES = 200_000
#: Tables and lists inside each other up to which they are made; what is deeper is text.
NESTING = 8
_LINE_END = re.compile(r"\r\n|[\r\n\f]")


class Span(NamedTuple):
    """The use that was made of one stretch of a line.

    Attributes:
        start: first character, counted from 0.
        end: first character after it.
        boilerplate: which kind of boilerplate it is; None when it is content.
        path: the field, or the extension, that it ended in; None when it is boilerplate.
    """

    start: int
    end: int
    boilerplate: str | None = None
    path: Path | None = None


class Line:
    """One line of a page, or the part of one that was cut from what it is glued to.

    Attributes:
        number: counted from 1.
        text: its characters, without the end of line.
        offset: characters of the same line before it.
        blank: whether there is nothing but white space.
        spans: the use that was made of its characters.
    """

    __slots__ = ("blank", "number", "offset", "spans", "text")

    def __init__(self, number: int, text: str, offset: int = 0) -> None:
        self.number = number
        self.text = text
        self.offset = offset
        self.blank = not text or text.isspace()
        self.spans: list[Span] = []

    def part(self, start: int, end: int) -> Line:
        """The part from `start` to `end` as a line of its own."""
        return Line(self.number, self.text[start:end], self.offset + start)

    def boilerplate(self, kind: str, start: int = 0, end: int | None = None) -> None:
        """Record a stretch as recognised boilerplate."""
        self.spans.append(Span(start, len(self.text) if end is None else end, kind))

    def became(self, *path: str | int, start: int = 0, end: int | None = None) -> None:
        """Record a stretch as the content of a field."""
        self.spans.append(Span(start, len(self.text) if end is None else end, None, path))

    def settle(self) -> None:
        """Pass its spans on to the lines that it was made of, if any."""

    def unaccounted(self) -> str:
        """The characters, white space aside, that nothing accounts for."""
        left = list(self.text)
        for span in self.spans:
            left[span.start : span.end] = [""] * (min(span.end, len(left)) - span.start)
        return "".join("".join(left).split())


class WrappedLine(Line):
    """A line of print, which ends where the paper does and not where the writer meant to."""

    __slots__ = ()


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def allowed(text: str) -> str:
    """`text` without the characters that neither XML nor the model holds."""
    return _FORBIDDEN.sub("", text)


class Container:
    """A table or list around lines.

    Attributes:
        lines: how many lines it has.
        nesting: how many tables and lists are inside each other, this one included.
    """

    __slots__ = ("_make", "lines", "nesting")

    def __init__(self, make: Callable[[], Block | None]) -> None:
        self._make = make
        self.lines = 0
        self.nesting = 1

    def within(self, outer: tuple[Container, ...]) -> tuple[Container, ...]:
        """The containers of what is inside it, when it is inside others itself."""
        for nesting, container in enumerate(reversed(outer), 2):
            if container.nesting >= nesting:
                break
            container.nesting = nesting
        return (*outer, self)

    def make(self) -> Block | None:
        """The block that it makes, if any: one that nests too deeply is text."""
        return None if self.nesting > NESTING else self._make()


class RichLine(Line):
    """A line of which markup shows more than its text.

    Attributes:
        inlines: its text with bold, links and the like; None when it is plain.
        containers: the tables and lists around it, from the outermost.
    """

    __slots__ = ("containers", "inlines")

    def __init__(
        self,
        number: int,
        text: str,
        inlines: tuple[Inline, ...] | None,
        containers: tuple[Container, ...] = (),
    ) -> None:
        super().__init__(number, text)
        self.inlines = inlines
        self.containers = containers


@attrs.define(slots=True, eq=False)
class Section:
    """The lines of one question or answer in a document that holds several.

    Attributes:
        lines: its lines.
        answer: whether it is an answer.
        listed: whether it is only named, in a table of contents.
        question_time: whether it was put or given in question time.
        unheaded: whether it is an answer that no formula heads.
        put: the words that put a question of question time, and their languages, where only the
            shape of the line shows that they do.
        asked: the code of the institution asked, as the title above several questions states it.
        debate: whether it is what was said after the reply in question time, and no work.
        preface: whether it only stands before the first work, such as a table of contents.
        titles: lines that only repeat the title of the question.
        language: tag of the language that a line above announces.
    """

    lines: list[Line]
    answer: bool = False
    listed: bool = False
    question_time: bool = False
    unheaded: bool = False
    put: tuple[Line, tuple[str, ...]] | None = None
    asked: str | None = None
    debate: bool = False
    preface: bool = False
    titles: list[Line] = attrs.field(factory=list)
    language: str | None = None


def numbered(text: str) -> list[Line]:
    """The lines of a text."""
    if "\r" not in text and "\f" not in text:
        return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    return [Line(number, line) for number, line in enumerate(_LINE_END.split(text), 1)]


def filled(lines: list[Line], start: int = 0) -> Iterator[tuple[int, Line]]:
    """The lines from `start` on that are not blank, with their places in the list."""
    for index in range(start, len(lines)):
        if not lines[index].blank:
            yield index, lines[index]
