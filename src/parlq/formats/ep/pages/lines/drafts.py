"""Cuts the lines of a text into the blocks that it is made of."""

from __future__ import annotations

import re
from collections import Counter

from parlq.formats.ep.pages.lines.line import Container, Line, RichLine, WrappedLine
from parlq.formats.ep.pages.lines.list_labels import Label, read_label
from parlq.model import Block

_SENTENCE_END = re.compile(r"[.?!:;…][\"'”\u2019»)\]]*(?:[\[(][0-9]{1,3}[\])])*\s*")
#: How a note begins.
NOTE = re.compile(
    r"\s*(?:[-\u2013•]\s*)?(?P<marker>\([0-9]{1,3}\)|\[[0-9]{1,3}\]|\((?P<sign>['*\u2019¹²³]{1,3})\))\s*(?=\S)"
)


class Draft:
    """One block in the making.

    Attributes:
        runs: its text, one string a line.
        lines: its lines.
        label: the label of an item before it, such as `1.`.
        marker: the marker of a note.
        block: the table or list that markup makes of its lines.
    """

    __slots__ = ("block", "label", "lines", "marker", "runs")

    def __init__(self, line: Line) -> None:
        self.lines = [line]
        self.runs = [line.text.strip()]
        self.block: Block | None = None
        self.label: Label | None = None
        self.marker: str | None = None

    def cut(self, end: int) -> None:
        """Take a label or marker off its text."""
        self.runs[0] = self.runs[0][end:].lstrip()


def drafts(lines: list[Line]) -> list[Draft]:
    """Cut lines into blocks: at blank lines, at labels, and where a line ends with its sentence."""
    found: list[Draft] = []
    fresh = True
    held: Container | None = None
    containers = _held(lines)
    longest = max((len(line.text) for line in lines if type(line) is WrappedLine), default=0)
    for line in lines:
        if line.blank or line.spans:
            fresh = True
            continue
        if containers and type(line) is RichLine:
            container = next((each for each in line.containers if each in containers), None)
            if container is not None and container is held:
                found[-1].lines.append(line)
                continue
            held = container
            if container is not None:
                made = Draft(line)
                made.block = containers[container]
                found.append(made)
                fresh = True
                continue
        label = read_label(line.text.strip())  # as the text from which it is cut
        if (
            fresh
            or (label and _begins_item(label, line, found[-1]))
            or _ends(found[-1], longest)
            or _begins_note(line)
        ):
            made = Draft(line)
            made.label = label
            found.append(made)
        else:
            found[-1].lines.append(line)
            found[-1].runs.append(line.text.strip())
        fresh = False
    return found


def _begins_item(label: Label, line: Line, above: Draft) -> bool:
    """Whether a label begins an item: one with a letter may also be a part of what is cited."""
    if not label.is_lettered:
        return True
    follows = above.label is not None and label.after(above.label) is not None
    return follows or (label.is_first and type(line) is not WrappedLine)


def _begins_note(line: Line) -> bool:
    """Whether a line begins like a note, and not only because print wraps there."""
    return type(line) is not WrappedLine and is_note(line.text)


def _ends(draft: Draft, longest: int) -> bool:
    """Whether a block ends with its last line: with a sentence and, in print, before the margin."""
    if _SENTENCE_END.search(draft.runs[-1][-12:]) is None:
        return False
    return type(draft.lines[-1]) is not WrappedLine or len(draft.lines[-1].text) < 0.8 * longest


def _held(lines: list[Line]) -> dict[Container, Block]:
    """The outermost tables and lists all of whose lines are here.

    A table of layout has lines outside the body too, or makes no block; a table inside it may.
    """
    rich = [line for line in lines if type(line) is RichLine and line.containers]
    if not rich:
        return {}
    counts = Counter(container for line in rich for container in line.containers)
    # The site puts notes into a list.
    others = {container for line in rich if not is_note(line.text) for container in line.containers}
    notes = counts.keys() - others
    made: dict[Container, Block | None] = {}
    for line in rich:
        for container in line.containers:
            if container not in made:
                whole = counts[container] == container.lines and container not in notes
                made[container] = container.make() if whole else None
            if made[container] is not None:
                break
    return {container: block for container, block in made.items() if block is not None}


def is_note(text: str) -> bool:
    """Whether a line begins like a note at the end of a text."""
    return NOTE.match(text) is not None
