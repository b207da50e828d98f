"""A saved page as lines, whatever it was saved as."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from typing import NamedTuple

import attrs

from parlq.formats.ep.pages.lines.line import LINES, Line
from parlq.formats.ep.pages.lines.report import Report
from parlq.limits import Limits
from parlq.model import Datatype
from parlq.problems import Severity


class _Kind(NamedTuple):
    """What problems report of one kind of content.

    Attributes:
        words: how messages call it.
        rule: the rule of its problems.
        severity: theirs.
        preserved: whether an extension holds it; what no reader sees is left out for good.
        read: whether the text has it, though readers may not see it.
    """

    words: str
    rule: str = "PQ516"
    severity: Severity = Severity.WARNING
    preserved: bool = True
    read: bool = False


#: Longest stretch of the content that a message repeats.
_SHOWN = 80
_KINDS = {
    "struck": _Kind("struck text"),
    "picture": _Kind("a picture"),
    "equation": _Kind("an equation"),
    "symbol": _Kind("a symbol"),
    "number": _Kind("the number of a paragraph"),
    "object": _Kind("an embedded object"),
    "form-field": _Kind("a field of a form"),
    "area": _Kind("the target of an area of a picture"),
    "expansion": _Kind("the expansion of an abbreviation", severity=Severity.INFO),
    "generated": _Kind("text that a style sheet writes"),
    "table": _Kind("the structure of a table"),
    "ruby": _Kind("the reading of an ideogram"),
    "link": _Kind("the target of a link"),
    "field": _Kind("a field without a result"),
    "alternative": _Kind("another form of the same content, which differs"),
    "note": _Kind("a note that nothing refers to"),
    "unclosed": _Kind("text that broken markup hides", "PQ517"),
    "unknown": _Kind("content of an unknown kind"),
    "hidden": _Kind("hidden text", "PQ517", preserved=False),
    "faint": _Kind(
        "text in the colour of the paper, or smaller than 1 point,",
        "PQ517",
        preserved=False,
        read=True,
    ),
    "covered": _Kind("the text of a cell that the one above covers"),
    "comment": _Kind("a comment", "PQ512"),
    "deleted": _Kind("text that a tracked change deletes", "PQ512", preserved=False),
    "running": _Kind("a running header or footer", "PQ513", Severity.INFO),
}


class Unmapped(NamedTuple):
    """Content that a page holds and the model has no field for; it is not in the body.

    Attributes:
        line: number of the line that it is in or behind.
        name: what it is, as the name of the extension that preserves it, such as `struck`.
        text: its text; that of a picture is its description, which may be empty.
        datatype: how the extension holds `text`.
        said: what a message repeats, where `text` is not for people.
    """

    line: int
    name: str
    text: str
    datatype: Datatype = Datatype.TEXT
    said: str | None = None

    @property
    def kind(self) -> _Kind:
        """What problems report of it."""
        return _KINDS.get(self.name) or _Kind(self.name)

    @property
    def message(self) -> str:
        """What a problem reports."""
        said = (self.text if self.said is None else self.said)[: 10 * _SHOWN]
        words = " ".join(said.split())
        shown = f": {words[:_SHOWN]}{'…' * (len(words) > _SHOWN)}" if words else ""
        if self.kind.read:
            return f"{self.kind.words} is read as part of the page{shown}"
        if not self.kind.preserved:
            return f"{self.kind.words} left out{shown}"
        return f"{self.kind.words} left out of the body, preserved as an extension{shown}"


@attrs.frozen
class Saved:
    """A saved page.

    Attributes:
        lines: its lines.
        text: all of them as one text.
        address: the address that it names as its own, if any.
        unmapped: what it shows beside its text, in its order.
        marked_up: whether it was saved in a form of its own, such as HTML, and not as plain text.
        begins: the indices of the lines with which further documents in one file begin.
    """

    lines: list[Line]
    text: str
    address: str | None = None
    unmapped: Sequence[Unmapped] = ()
    begins: tuple[int, ...] = ()
    marked_up: bool = False


def too_long(lines: Sized, limits: Limits, report: Report) -> bool:
    """Whether there are more lines than are read, with a problem that says so."""
    if len(lines) <= LINES or limits.unbounded:
        return False
    message = f"more than {LINES} lines; raise the limits to read them"
    report.add("PQ104", message, None, Severity.ERROR)
    return True
