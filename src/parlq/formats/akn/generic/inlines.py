"""Reads the inlines of generic Akoma Ntoso: marks, links, notes, and words that say what they name."""

from __future__ import annotations

from parlq.formats.akn.generic.meta import Meta
from parlq.formats.akn.generic.meta_facts import link_to
from parlq.formats.akn.generic.retained import Keeper
from parlq.formats.akn.generic.text_content import foreign, laid_out
from parlq.formats.akn.xml.names import PQ, XML_LANG, clark
from parlq.formats.akn.xml.types import Element
from parlq.model import (
    MAX_DEPTH,
    Bold,
    Foreign,
    Italic,
    LineBreak,
    Link,
    Milestone,
    MilestoneKind,
    Note,
    NoteRef,
    Span,
    Subscript,
    Superscript,
)
from parlq.model.body import Block, Inline
from parlq.model.fields.scalars import MEDIA_TYPE, TEXT
from parlq.model.languages.language import normal_tag

AUTHORIAL, NOTE_REF, BR, EOL, A, REF, INLINE = clark(
    "authorialNote", "noteRef", "br", "eol", "a", "ref", "inline"
)
P, INTRO, WRAP_UP = clark("p", "listIntroduction", "listWrapUp")
B, ITALIC, SUP, SUB, SPAN, MARKER = clark("b", "i", "sup", "sub", "span", "marker")
_MARKS: dict[str, type[Bold | Italic | Superscript | Subscript]] = {
    B: Bold,
    ITALIC: Italic,
    SUP: Superscript,
    SUB: Subscript,
}
#: Inlines without words of their own.
_PICTURES = frozenset(clark("img", "marker", "placeholder", "eop"))
#: Elements whose language is that of a span in the model.
SPANNED = frozenset((P, INTRO, WRAP_UP, SPAN, A, REF, *_MARKS, *clark("heading", "subheading")))
_MEDIA, _VALUE = f"{{{PQ}}}mediaType", f"{{{PQ}}}value"
_CONTENT = f"{{{PQ}}}content"
_MILESTONES = {kind.value: kind for kind in MilestoneKind}


class InlineReader:
    """Reads inlines; `TextReader` adds the blocks, which notes hold."""

    __slots__ = ("_keeper", "_meta", "_notes", "_number", "_seen", "_taken")

    def __init__(self, keeper: Keeper, meta: Meta | None = None) -> None:
        self._keeper = keeper
        self._meta = meta
        self._notes: list[Note] = []
        self._seen: dict[Element, str] = {}  # notes of the meta, with their marks
        self._taken: frozenset[Element] = frozenset()
        self._number = 0

    def _flow(self, element: Element, depth: int) -> list[Block]:
        raise NotImplementedError

    def _spanned(self, element: Element, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Words in the language that their element states."""
        language = self._keeper.language(element) if element.tag in SPANNED else None
        if language is None or not content:
            return content
        return (Span(language=normal_tag(language), content=content),)

    def language_of(self, element: Element) -> tuple[str, ...]:
        """The attribute that states the language of words; one that states none is preserved."""
        self._keeper.language(element)
        return (XML_LANG,) if element.get(XML_LANG) else ()

    def _foreign(self, element: Element) -> Foreign:
        inner = element[0] if len(element) == 1 else None
        if inner is not None and inner.tag == _CONTENT and not len(inner):
            media_type = inner.get("mediaType") or ""
            if media_type and MEDIA_TYPE.fault(media_type) is None:
                self._keeper.attributes(inner, ("mediaType",))
                return Foreign(media_type=media_type, value=inner.text or "")
        self._keeper.verbatim.add(element)
        return foreign(element)

    def _inlines(self, element: Element, depth: int) -> tuple[Inline, ...]:
        if depth > MAX_DEPTH:
            self._keeper.too_deep(element)
            return ()
        out: list[Inline] = [laid_out(element.text)]
        for child in element:
            out += self._inline(child, depth)
            out.append(laid_out(child.tail))
        return tuple(part for part in out if part != "")

    def _inline(self, child: Element, depth: int) -> list[Inline]:
        tag, keeper = child.tag, self._keeper
        if tag in (BR, EOL):
            keeper.leaf(child, ())
            return [LineBreak()]
        if tag in _MARKS:
            keeper.attributes(child, self.language_of(child))
            content = self._spanned(child, self._inlines(child, depth + 1))
            return [_MARKS[tag](content=content)] if content else []
        if tag in (A, REF):
            return self._link(child, depth)
        if tag == NOTE_REF and (marker := self._noted(child, depth)):
            inside = (child.get("href") or "#").startswith("#")  # its note is known by its mark
            keeper.leaf(child, ("marker", "href") if inside else ("marker",))
            return [NoteRef(marker=marker)]
        if child in self._taken:
            return []
        if tag == AUTHORIAL:
            return self._authorial(child, depth)
        if tag == INLINE and child.get("name") == "foreign" and not len(child):
            media_type = child.get(_MEDIA) or ""
            if media_type and MEDIA_TYPE.fault(media_type) is None:
                return [Foreign(media_type=media_type, value=child.text or "")]
        if tag in _PICTURES or not any(map(str.strip, map(str, child.itertext()))):
            return [self._milestone(child) or self._foreign(child)]
        return self._named(child, depth)

    def _milestone(self, child: Element) -> Milestone | None:
        """The place in the printed source that parlq marks."""
        kind, value = _MILESTONES.get(child.get("name") or ""), child.get(_VALUE)
        if child.tag != MARKER or kind is None or not value or TEXT.fault(value):
            return None
        self._keeper.attributes(child, ("name", _VALUE))
        return Milestone(kind=kind, value=value)

    def _named(self, child: Element, depth: int) -> list[Inline]:
        """Words that the source says something about: a link to what they name, or the words alone."""
        content = self._inlines(child, depth + 1)
        entry = None if self._meta is None else self._meta.entry(child.get("refersTo"))
        href = None if entry is None else link_to(entry.get("href"))
        if content and href is not None and child.tag != INLINE:
            self._keeper.attributes(child, ("refersTo",))
            return [Link(href=href, content=content)]
        if child.tag == SPAN and content and self._keeper.language(child) is not None:
            self._keeper.attributes(child, (XML_LANG,))
            return list(self._spanned(child, content))
        self._keeper.beside(child)
        return list(content)

    def _noted(self, child: Element, depth: int) -> str | None:
        """The mark of a note; a note of the meta follows the block of its first mark."""
        note = None if self._meta is None else self._meta.note(child.get("href") or "")
        if note is None:
            return child.get("marker") or None
        marker = child.get("marker") or note.get("marker") or self._seen.get(note)
        if not marker:
            self._number += 1
            marker = str(self._number)
        if note not in self._seen:
            self._seen[note] = marker
            if content := tuple(self._flow(note, depth + 1)):
                self._keeper.attributes(note, ("marker",))
                self._notes.append(Note(marker=marker, content=content))
            else:
                self._keeper.element(note)
        return marker

    def _link(self, child: Element, depth: int) -> list[Inline]:
        href = link_to(child.get("href"))
        content = self._inlines(child, depth + 1)
        if href is not None:
            self._keeper.attributes(child, ("href", *self.language_of(child)))
            return [Link(href=href, content=self._spanned(child, content))]
        self._keeper.beside(child)
        return list(content)

    def _authorial(self, element: Element, depth: int) -> list[Inline]:
        self._keeper.attributes(element, ("marker",))
        self._number += 1
        marker = element.get("marker") or str(self._number)
        content = tuple(self._flow(element, depth + 1))
        if content:
            self._notes.append(Note(marker=marker, content=content))
        return [NoteRef(marker=marker)]
