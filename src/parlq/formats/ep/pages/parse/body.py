"""Makes blocks of the lines of a text: paragraphs, numbered questions, lists, notes tied to their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parlq.formats.ep.pages.lines.drafts import NOTE, Draft, drafts
from parlq.formats.ep.pages.lines.inlines import behind
from parlq.formats.ep.pages.lines.line import Line, RichLine, WrappedLine
from parlq.formats.ep.pages.lines.list_labels import Label, read_label
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
#: Most lists inside each other.
_NESTED = 3


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
        items, end = _items(all_drafts, at)
        if len(items) < 2:
            items, end = [], at + 1
        group = list(_drafts_of(items)) or all_drafts[at:end]
        for draft in group:
            for line in draft.lines:
                line.became("variant", "body", len(made))
        if group[0].block is not None:
            made.append(group[0].block)
        elif items:
            made.append(_list(items, marks))
        else:
            made.append(_text(group[0], marks))
        at = end
    for note in notes:
        for line in note.lines:
            line.became("variant", "body", len(made))
        made.append(Note(marker=note.marker or "", content=(_text(note, {}),)))
    return tuple(made)


class _Item:
    """An item of a list in the making: its block, and those of the list inside it."""

    __slots__ = ("draft", "inner")

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.inner: list[_Item] = []


def _items(
    all_drafts: list[Draft], at: int, above: tuple[Label, ...] = (), lead: Draft | None = None
) -> tuple[list[_Item], int]:
    """The items of the list that begins at `at`, and where it ends; one item alone is no list.

    An item may be followed by those of a list inside it, which are labelled in another way.

    Args:
        all_drafts: all blocks.
        at: where the list begins.
        above: the labels of the items that it is inside.
        lead: its first item, if that stands in the line of the item above.
    """
    found: list[_Item] = []
    draft = lead or all_drafts[at]
    if draft.label is None or not draft.label.is_first:
        return found, at
    label: Label | None = draft.label.first()
    at -= lead is not None
    while label is not None:
        found.append(_Item(draft))
        at += 1
        if at == len(all_drafts) or (inside := all_drafts[at].label) is None:
            break
        outer = (*above, label)
        if inside.after(label) is None and len(outer) <= _NESTED:
            glued = _glued(draft, inside)
            begins = inside if glued is None or glued.label is None else glued.label
            if all(begins.is_inside(each) for each in outer):
                inner, end = _items(all_drafts, at, outer, glued)
                if len(inner) > 1:
                    found[-1].inner, at = inner, end
                    draft.runs = draft.runs if glued is None else [draft.runs[0][: label.end]]
        if at == len(all_drafts) or all_drafts[at].label is None:
            break
        draft = all_drafts[at]
        label = draft.label.after(label) if draft.label else None
    return found, at


def _glued(draft: Draft, following: Label) -> Draft | None:
    """The item that stands behind the label of another one in its line, as in `1. a) …`."""
    second = read_label(draft.runs[0][draft.label.end :]) if draft.label else None
    if second is None or draft.label is None or following.after(second) is None:
        return None
    made = Draft(draft.lines[0])
    made.lines, made.label = draft.lines, second
    made.runs = [draft.runs[0][draft.label.end :].lstrip(), *draft.runs[1:]]
    return made


def _drafts_of(items: list[_Item]) -> Iterator[Draft]:
    for item in items:
        yield item.draft
        yield from _drafts_of(item.inner)


def _list(items: list[_Item], marks: dict[str, int]) -> ListBlock:
    made = []
    for item in items:
        draft, label = item.draft, item.draft.label
        draft.cut(label.end if label else 0)
        content: list[Paragraph | ListBlock] = [_text(draft, marks)] if draft.runs[0] else []
        if item.inner:
            content.append(_list(item.inner, marks))
        made.append(ListItem(label=label.text if label else None, content=tuple(content)))
    ordered = items[0].draft.label is not None and items[0].draft.label.is_ordered
    return ListBlock(ordered=ordered, items=tuple(made))


def _take_notes(all_drafts: list[Draft]) -> list[Draft]:
    """Take the notes off the end of a text: blocks that begin with a marker that stands before."""
    notes: list[Draft] = []
    first: dict[str, int] = {}
    while len(all_drafts) > 1:
        draft = all_drafts[-1]
        found = NOTE.match(draft.runs[0])
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
