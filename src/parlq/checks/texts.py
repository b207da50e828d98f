"""Rules about the text of a language variant, and about its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from parlq.checks.findings import Finding
from parlq.checks.works import Subject
from parlq.model import Block, LanguageVariant, Link, Note, NoteRef, Paragraph, Table
from parlq.model.body_traversal import children, is_plain, located, walk
from parlq.model.languages.language import is_known, suggestion
from parlq.model.languages.table import ALPHA3


def unknown_language(variant: LanguageVariant, _: Subject) -> Iterator[Finding]:
    """PQ420: a two-letter language code is one of ISO 639-1, here of a variant."""
    yield from _unknown(variant.language, "language")
    if variant.legal_notice is not None:
        yield from _unknown(variant.legal_notice.language, "legal_notice", "language")


def unknown_languages(work: Subject) -> Iterator[Finding]:
    """PQ420: the same, of a work and its attachments."""
    for number, tag in enumerate(work.original_languages):
        yield from _unknown(tag, "original_languages", number)
    for number, attachment in enumerate(work.attachments):
        yield from _unknown(attachment.language, "attachments", number, "language")


def _unknown(tag: str | None, *path: str | int) -> Iterator[Finding]:
    if tag is not None and not is_known(tag):
        primary = tag.partition("-")[0]
        code = suggestion(primary)
        advice = "" if code is None else f'; did you mean "{code}{tag[len(primary) :]}"?'
        yield Finding(
            "PQ420", path, f"{tag!r} does not begin with a language code of ISO 639-1{advice}"
        )


def marks_without_note(variant: LanguageVariant, _: Subject) -> Iterator[Finding]:
    """PQ421: each note marker in the text has a note."""
    markers: set[str] | None = None
    for number, block in enumerate(variant.body):
        for path, part in () if is_plain(block) else located(block, "body", number):
            if type(part) is not NoteRef:
                continue
            if markers is None:
                markers = {note.marker for note in walk(variant.body) if type(note) is Note}
            if part.marker not in markers:
                message = f"the note marker {part.marker!r} has no note; add the note or remove the marker"
                yield Finding("PQ421", path, message)


def notes_without_mark(variant: LanguageVariant, _: Subject) -> Iterator[Finding]:
    """PQ422: each note has a marker in the text."""
    notes = [(n, block) for n, block in enumerate(variant.body) if type(block) is Note]
    if not notes:
        return
    marks = {part.marker for part in walk(variant.body) if type(part) is NoteRef}
    for number, note in notes:
        if note.marker not in marks:
            message = f"no marker in the text refers to the note {note.marker!r}"
            yield Finding("PQ422", ("body", number), message)


def links_into_nothing(variant: LanguageVariant, _: Subject) -> Iterator[Finding]:
    """PQ423: a link inside a text has a target: anchors of the page are not in the file."""
    for number, block in enumerate(variant.body):
        for path, part in () if is_plain(block) else located(block, "body", number):
            if type(part) is Link and part.href.startswith("#"):
                message = f"the link {part.href!r} has no target in the text"
                yield Finding("PQ423", path, message)


def ragged_tables(variant: LanguageVariant, _: Subject) -> Iterator[Finding]:
    """PQ424: all rows of a table are equally wide, spans counted."""
    for number, block in enumerate(variant.body):
        for path, part in located(block, "body", number) if type(block) is Table else ():
            if type(part) is Table and len(set(_widths(part))) > 1:
                message = "the rows of the table differ in width; check for missing cells"
                yield Finding("PQ424", path, message)


def _widths(table: Table) -> list[int]:
    """Columns of each row, with what hangs down from the rows above."""
    above = 0
    ending: Counter[int] = Counter()  # columns that hang down, by the row that they do not reach
    widths = []
    for number, row in enumerate(table.rows):
        above -= ending.pop(number, 0)
        widths.append(above + sum(cell.colspan for cell in row.cells))
        for cell in row.cells:
            if cell.rowspan > 1:
                above += cell.colspan
                ending[number + cell.rowspan] += cell.colspan
    return widths


#: Those that have something to say of a variant without a text.
WITHOUT_TEXT = (unknown_language,)
RULES: tuple[Callable[[LanguageVariant, Subject], Iterator[Finding]], ...] = (
    unknown_language,
    marks_without_note,
    notes_without_mark,
    links_into_nothing,
    ragged_tables,
)


def has_no_findings(work: Subject) -> bool:
    """Whether certainly no rule of this module has a finding, determined in one pass."""
    for tag in work.original_languages:
        if not is_known(tag):
            return False
    for attachment in work.attachments:
        if attachment.language is not None and not is_known(attachment.language):
            return False
    for variant in work.variants:
        tag, notice = variant.language, variant.legal_notice
        if tag not in ALPHA3 and not is_known(tag):
            return False
        if notice is not None and notice.language is not None and not is_known(notice.language):
            return False
        if variant.body and not _body_has_none(variant.body):
            return False
    return True


def _body_has_none(body: tuple[Block, ...]) -> bool:
    """One walk in place of one for each rule: even tables, no internal link, markers with notes."""
    todo: list[Any] = []
    for block in body:  # as `is_plain`, without a call for each
        if type(block) is Paragraph:
            content = block.content
            if len(content) == 1 and type(content[0]) is str:
                continue
        todo.append(block)
    if not todo:
        return True
    markers: set[str] = set()
    marks: set[str] = set()
    while todo:
        part: Any = todo.pop()
        kind = type(part)
        if kind is str:
            continue
        if kind is NoteRef:
            marks.add(part.marker)
            continue
        if kind is Note:
            markers.add(part.marker)
        elif kind is Link:
            if part.href.startswith("#"):
                return False
        elif kind is Table and len(set(_widths(part))) > 1:
            return False
        todo += children(part)
    return markers == marks
