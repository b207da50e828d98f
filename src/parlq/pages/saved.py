"""A saved page as lines, whatever it was saved as."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from typing import NamedTuple

import attrs

from parlq.limits import Limits
from parlq.model import Datatype
from parlq.pages.lines import LINES, Line
from parlq.pages.report import Report
from parlq.problems import Severity


class Unmapped(NamedTuple):
    """Content that a page shows and the model has no field for; it is not in the text.

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
    def message(self) -> str:
        """What a problem reports."""
        words = " ".join((self.text if self.said is None else self.said).split())
        shown = f": {words[:_SHOWN]}{'…' * (len(words) > _SHOWN)}" if words else ""
        what = _KINDS.get(self.name, self.name)
        return f"{what} left out of the body, preserved as an extension{shown}"


#: Longest stretch of the content that a message repeats.
_SHOWN = 80
#: How messages call each kind of content.
_KINDS = {
    "struck": "struck text",
    "hidden": "hidden text",
    "picture": "a picture",
    "equation": "an equation",
    "symbol": "a symbol",
    "object": "an embedded object",
    "form-field": "a field of a form",
    "ruby": "the reading of an ideogram",
    "link": "where a link leads",
    "field": "a field without a result",
    "comment": "a comment",
}


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
    if len(lines) <= LINES or limits.raised:
        return False
    message = f"more than {LINES} lines; raise the limits to read them"
    report.add("PQ104", message, None, Severity.ERROR)
    return True
