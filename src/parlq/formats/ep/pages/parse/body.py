"""Makes blocks of the lines of a text: paragraphs, numbered questions, lists, notes tied to their marks."""

from __future__ import annotations

import re
from collections import Counter

from parlq.formats.ep.pages.lines.inlines import behind
from parlq.formats.ep.pages.lines.line import Container, Line, RichLine, WrappedLine
from parlq.model import (
    Block,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Note,
    NoteRef,
    Paragraph,
    Superscript,
)
from parlq.model.body_traversal import plain
from parlq.model.fields.base import unchecked

_MARKER = re.compile(r"\([0-9]{1,3}\)|\[[0-9]{1,3}\]")
_paragraph = unchecked(Paragraph)
_BREAK = LineBreak()

_LABEL = re.compile(
    r"\s*(?:[\u2022\u25cf-][ \u00a0\t]+(?P<item>(?P<inner>[0-9]{1,2})[.)])[ \u00a0\t]*(?=[^\W\d_])"
    r"|(?P<label>(?P<number>[0-9]{1,2})[.)]|[\u2013\u2014\u2022\u25cf-])[ \u00a0\t]+(?=\S))"
)
_SENTENCE_END = re.compile(r"[.?!:;…][\"'”\u2019»)\]]*(?:[\[(][0-9]{1,3}[\])])*\s*")
_NOTE = re.compile(
    r"\s*(?:[-\u2013•]\s*)?(?P<marker>\([0-9]{1,3}\)|\[[0-9]{1,3}\]|\((?P<sign>['*\u2019¹²³]{1,3})\))\s*(?=\S)"
)


class Draft:
    """One block in the making.

    Attributes:
        runs: its text, one string a line.
        lines: its lines.
        label: what stands before it, such as `1.`, with its blanks.
        number: the number in the label, 0 for a dash or bullet, None without a label.
        marker: the marker of a note.
        block: the table or list that markup makes of its lines.
    """

    __slots__ = ("block", "label", "lines", "marker", "number", "runs")

    def __init__(self, line: Line) -> None:
        self.lines = [line]
        self.runs = [line.text.strip()]
        self.block: Block | None = None
        self.label: str | None = None
        self.number: int | None = None
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
        label = _LABEL.match(line.text)
        if fresh or label or _ends(found[-1], longest) or _begins_note(line):
            made = Draft(line)
            if label:
                # A list in which each item is numbered again, as in `- 1.Is it known?`.
                made.label = label["item"] or label["label"]
                made.number = int(label["inner"] or label["number"] or 0)
            found.append(made)
        else:
            found[-1].lines.append(line)
            found[-1].runs.append(line.text.strip())
        fresh = False
    return found


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


def blocks(lines: list[Line]) -> tuple[Block, ...]:
    """The blocks of a text, each line accounted for as `("variant", "body", index)`.

    The characters are taken to be ones that the model holds.
    """
    all_drafts = drafts(lines)
    notes = _take_notes(all_drafts)
    marks: dict[str, int] = {}
    if notes:
        text = "\n".join(run for draft in all_drafts for run in draft.runs)
        marks = {note.marker: _place(text, note.marker) for note in notes if note.marker}
    made: list[Block] = []
    at = 0
    while at < len(all_drafts):
        run = _run(all_drafts, at)
        group = all_drafts[at : at + run]
        for draft in group:
            for line in draft.lines:
                line.became("variant", "body", len(made))
        if group[0].block is not None:
            made.append(group[0].block)
        elif run == 1:
            made.append(_text(group[0], marks))
        else:
            made.append(_list(group, marks))
        at += run
    for note in notes:
        for line in note.lines:
            line.became("variant", "body", len(made))
        made.append(Note(marker=note.marker or "", content=(_text(note, {}),)))
    return tuple(made)


def _list(group: list[Draft], marks: dict[str, int]) -> ListBlock:
    items = []
    for draft in group:
        label = _LABEL.match(draft.runs[0])
        draft.cut(label.end() if label else 0)
        items.append(ListItem(label=draft.label, content=(_text(draft, marks),)))
    return ListBlock(ordered=bool(group[0].number), items=tuple(items))


def _run(all_drafts: list[Draft], at: int) -> int:
    """How many blocks from `at` on make one list; 1 for a block that is no item of one."""
    first = all_drafts[at]
    if first.number not in {0, 1}:
        return 1
    end = at + 1
    while end < len(all_drafts):
        draft, wanted = all_drafts[end], first.number and first.number + end - at
        if draft.number != wanted or (not wanted and draft.label != first.label):
            break
        end += 1
    return end - at


def is_note(text: str) -> bool:
    """Whether a line begins like a note at the end of a text."""
    return _NOTE.match(text) is not None


def _take_notes(all_drafts: list[Draft]) -> list[Draft]:
    """Take the notes off the end of a text: blocks that begin with a marker that stands before."""
    notes: list[Draft] = []
    first: dict[str, int] = {}
    while len(all_drafts) > 1:
        draft = all_drafts[-1]
        found = _NOTE.match(draft.runs[0])
        if found is None or draft.block is not None:
            break
        # Scans of the Official Journal garble the mark in the text: its note has the sign alone.
        first = first or _first_places(all_drafts)
        if not found["sign"] and first[found["marker"]] >= len(all_drafts) - 1:
            break
        draft.marker = found["marker"]
        draft.cut(found.end())
        notes.append(all_drafts.pop())
    return notes[::-1]


def _first_places(all_drafts: list[Draft]) -> dict[str, int]:
    """For each marker the first block in which it stands."""
    found: dict[str, int] = {}
    for place, draft in enumerate(all_drafts):
        for run in draft.runs:
            for marker in _MARKER.findall(run):
                found.setdefault(marker, place)
    return found


def _place(text: str, marker: str) -> int:
    """Which occurrence of a marker is the mark of its note, counted from 0; -1 for each of them.

    A number in round brackets may also be part of what is cited, as in `Article 5(1)`: the mark
    is the first that follows a word, or else the first that follows anything but a blank.
    """
    if marker.startswith("["):
        return -1
    before = [text[max(m.start() - 1, 0) : m.start()] for m in re.finditer(re.escape(marker), text)]
    words = [place for place, char in enumerate(before) if char.strip() and not char.isdigit()]
    glued = [place for place, char in enumerate(before) if char.strip()]
    return next(iter(words or glued), 0)


def _text(draft: Draft, marks: dict[str, int]) -> Paragraph:
    if len(draft.runs) == 1 and not marks and type(draft.lines[0]) is Line:
        return _paragraph((draft.runs[0],))
    content: list[Inline] = []
    for line, run in zip(draft.lines, draft.runs, strict=True):
        if content:
            content.append(" " if type(line) is WrappedLine else _BREAK)
        rich = line.inlines if type(line) is RichLine else None
        if rich is not None and len(run) < len(line.text.strip()):
            # A label or marker was cut off the plain text.
            rich = behind(rich, len(line.text.strip()) - len(run))
        if rich is None:
            content.extend(_inlines(run, marks) if marks else [run])
        else:
            content.extend(_marked(rich, marks))
    return Paragraph(content=tuple(content))


def _marked(rich: tuple[Inline, ...], marks: dict[str, int]) -> list[Inline]:
    """Inlines of markup, in which a raised or linked mark is the reference to its note."""
    made: list[Inline] = []
    for inline in rich:
        if isinstance(inline, str):
            made.extend(_inlines(inline, marks) if marks else [inline])
        elif isinstance(inline, Link | Superscript) and plain((inline,)).strip() in marks:
            made.append(NoteRef(marker=plain((inline,)).strip()))
        else:
            made.append(inline)
    return made


def _inlines(run: str, marks: dict[str, int]) -> list[Inline]:
    pattern = "|".join(re.escape(marker) for marker in marks)
    found: list[Inline] = []
    at = 0
    for match in re.finditer(pattern, run):
        place = marks[match[0]]
        if place > 0:
            marks[match[0]] -= 1
        elif place in {0, -1}:
            if place == 0:
                marks[match[0]] = -2
            found += [run[at : match.start()], NoteRef(marker=match[0])]
            at = match.end()
    found.append(run[at:])
    return [each for each in found if each != ""]
