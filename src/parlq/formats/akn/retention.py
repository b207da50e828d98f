"""Measures how much of a debate is read: what lives in the model, what is preserved, what is lost.

It measures the reader from outside. What the reader preserved is counted as such; all the rest has to
be found in the works that were read, text by text and attribute by attribute. What is not found there
is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs
from lxml import etree

from parlq.formats.akn import generic, reader
from parlq.formats.akn.debates.parliaments import wording
from parlq.formats.akn.debates.turns import ANSWER, QUESTION
from parlq.formats.akn.generic.meta_facts import link_to
from parlq.formats.akn.generic.retained import Keeper
from parlq.formats.akn.xml.locations import Locator
from parlq.formats.akn.xml.names import ANSWER_KINDS, QUESTION_KINDS, XML_LANG, clark
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element, line_of
from parlq.limits import DEFAULT, Limits
from parlq.model import Document, Dossier, LanguageVariant
from parlq.model.languages.language import normal_tag
from parlq.problems import InputError, ModelError, Problem, shorten

#: Attributes that point to an entry of the references; they count by what they lead to.
POINTERS: Final = frozenset(("by", "to", "as", "refersTo"))
#: Attributes that name places of a file, which are not measured.
_PLACES: Final = frozenset(("eId", "wId", "GUID", "source"))
#: What an attribute says that is a field of the model in other words.
_UNDERSTOOD: Final = {
    *filter(None, (*QUESTION_KINDS, *ANSWER_KINDS)),
    *("originalVersion", "incomplete", "note", "isAnswerTo", "foreign"),
    *(f"heading-{level}" for level in range(1, 7)),
}
HEADING, NOTE_REF = clark("heading", "noteRef")
#: Longest text that is compared word by word, in words: a line that names a speaker, a number.
_LINE: Final = 12
_MARKS: Final = ".,:;()[]*"


@attrs.frozen(kw_only=True)
class Share:
    """How many of something live in the model, are preserved as extensions, and are lost."""

    live: int = 0
    preserved: int = 0
    lost: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.live + self.preserved + self.lost

    @property
    def percent(self) -> float:
        """How many of a hundred live in the model."""
        return 100.0 if not self.total else 100 * self.live / self.total

    def __add__(self, other: Share) -> Share:
        return Share(
            live=self.live + other.live,
            preserved=self.preserved + other.preserved,
            lost=self.lost + other.lost,
        )


@attrs.frozen(kw_only=True)
class Retention:
    """What is kept of one section, or of a document.

    Attributes:
        name: the heading of a section, or the name of a file.
        line: on which it begins.
        elements, attributes, characters, pointers: each as a share. Characters are those of words.
            Pointers are the attributes that lead to an entry of the references, unless that stands
            for somebody who was not identified.
        missing: words that are lost, the first ones.
    """

    name: str
    line: int | None = None
    elements: Share = Share()
    attributes: Share = Share()
    characters: Share = Share()
    pointers: Share = Share()
    missing: tuple[str, ...] = ()


def measure(
    data: bytes,
    *,
    replies: str = "exchange",
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> tuple[Retention, tuple[Retention, ...]]:
    """Measure what parlq keeps of a document, and of each section that has questions or answers.

    Args:
        data: Akoma Ntoso of another publisher.
        replies: as in `parlq.formats.akn.read`.
        file: name of the input.
        limits: bounds.

    Raises:
        InputError: the document cannot be read, or has no question and no answer.
    """
    report = Report(strict=False)
    root = reader.generic_tree(data, report, file, limits)
    keeper = Keeper(report)
    value, _ = generic.document(root, report, Locator(data, file), replies, keeper)
    if value is None:
        found = report.problems(Locator(data, file))
        raise InputError(tuple(each for each in found if each.severity == "error"))
    ruler = _Ruler(value, keeper, root)
    sections: dict[Element, None] = {}
    for spoken in root.iter(QUESTION, ANSWER):
        parent = spoken.getparent()
        sections.setdefault(spoken if parent is None else parent)
    own = [each for each in sections if not any(up in sections for up in each.iterancestors())]
    measured = tuple(ruler.measure(each, _title(each)) for each in own)
    return ruler.measure(root, file or "document"), measured


def added(sections: Iterable[Retention], name: str) -> Retention:
    """Several sections as one."""
    rows = list(sections)
    return Retention(
        name=name,
        elements=sum((row.elements for row in rows), Share()),
        attributes=sum((row.attributes for row in rows), Share()),
        characters=sum((row.characters for row in rows), Share()),
        pointers=sum((row.pointers for row in rows), Share()),
    )


def problems(total: Retention, file: str | None) -> tuple[Problem, ...]:
    """The loss of a document as a problem; none where nothing is lost."""
    if not total.missing:
        return ()
    shown = ", ".join(repr(shorten(each, 40)) for each in total.missing[:5])
    message = f"{len(total.missing)} texts or attributes are in no work and no extension: {shown}"
    return (Problem(rule="PQ762", message=message, file=file, line=total.line),)


def _title(section: Element) -> str:
    heading = section.find(HEADING)
    words = "" if heading is None else " ".join("".join(map(str, heading.itertext())).split())
    return shorten(words, 60) or "(no heading)"


def _is_nobody(entry: Element) -> bool:
    """Whether an entry stands for somebody who was not identified: a pointer to it leads nowhere."""
    return wording("").is_nobody(entry.get("showAs") or "")


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())


def _strings(value: Any) -> Iterator[str]:
    """All texts in a value, but those of extensions; the text of a variant as one."""
    if isinstance(value, LanguageVariant):
        yield value.text()
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _strings(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.name != "extensions":
                yield from _strings(getattr(value, field.name))
    elif value is not None:
        yield str(value)


class _Ruler:
    """Compares elements of a document with the works that were read from it."""

    __slots__ = ("_all", "_keeper", "_missing", "_refs", "_used", "_words")

    def __init__(self, value: Document, keeper: Keeper, root: Element) -> None:
        works = value.works if isinstance(value, Dossier) else (value,)
        self._all = "\n".join(map(_flat, _strings(works)))
        self._words = {word.strip(_MARKS).casefold() for word in self._all.split()}
        self._keeper = keeper
        self._refs = {own: each for each in root.iter() if (own := each.get("eId"))}
        self._used: Counter[str] = Counter()
        self._missing: list[str] = []

    def measure(self, section: Element, name: str) -> Retention:
        """Measure one element with all that is in it."""
        self._missing, self._used = [], Counter()
        shares = {kind: Share() for kind in ("elements", "attributes", "characters", "pointers")}
        for element in section.iter(etree.Element):
            is_kept, is_worded = self._kept(element)
            said = self._texts(element, is_kept=is_kept and not is_worded)
            shares["characters"] += said
            lost = said.lost > 0
            shares["elements"] += Share(
                live=not is_kept and not lost, preserved=is_kept, lost=lost and not is_kept
            )
            for attribute, stated in element.attrib.items():
                kind, share = self._attribute(element, str(attribute), str(stated), is_kept=is_kept)
                if kind:
                    shares[kind] += share
        return Retention(name=name, line=line_of(section), missing=tuple(self._missing), **shares)

    def _kept(self, element: Element) -> tuple[bool, bool]:
        """Whether an element is preserved whole, and whether its words live all the same."""
        keeper, worded = self._keeper, False
        above: Element | None = element
        while above is not None:
            worded = worded or above in keeper.worded
            if above in keeper.whole or above in keeper.verbatim:
                return True, worded
            above = above.getparent()
        return False, worded

    def _texts(self, element: Element, *, is_kept: bool) -> Share:
        share = Share()
        is_asked = any(each.tag == QUESTION for each in (element, *element.iterancestors()))
        for text in (element.text, *(child.tail for child in element)):
            said = _flat(str(text) if text else "")
            count = len(said.replace(" ", ""))
            if not count:
                continue
            if is_kept:
                share += Share(preserved=count)
            elif self._lives(said, twice=is_asked):
                share += Share(live=count)
            else:
                share += Share(lost=count)
                self._missing.append(said)
        return share

    def _lives(self, said: str, *, twice: bool) -> bool:
        """Whether a text is in the works, as often as in the document; once if it may be printed twice."""
        self._used[said] += 1
        if said in self._all and (
            twice or self._used[said] == 1 or self._all.count(said) >= self._used[said]
        ):
            return True
        words = [word for each in said.split() if (word := each.strip(_MARKS).casefold())]
        return len(words) <= _LINE and self._words.issuperset(words)

    def _attribute(
        self, element: Element, name: str, stated: str, *, is_kept: bool
    ) -> tuple[str | None, Share]:
        own = name.rpartition("}")[2]
        if name in _PLACES or name.startswith("{http://www.w3.org/2001/XMLSchema-instance}"):
            return None, Share()
        entries = [self._refs.get(each.removeprefix("#")) for each in stated.split()]
        found = [each for each in entries if each is not None and not _is_nobody(each)]
        is_pointer = own in POINTERS and bool(found)
        kind = "pointers" if is_pointer else "attributes"
        if is_kept or (element, name) in self._keeper.single:
            return kind, Share(preserved=1)
        if self._is_said(element, name, stated, found if is_pointer else []):
            return kind, Share(live=1)
        self._missing.append(f"{own}={stated}")
        return kind, Share(lost=1)

    def _is_said(self, element: Element, name: str, stated: str, found: Iterable[Element]) -> bool:
        led = list(found)
        if led:
            return all(self._is_named(each) for each in led)
        if name == XML_LANG:
            try:
                stated = normal_tag(stated)
            except ModelError:
                return False
        inside = element.tag == NOTE_REF and name == "href" and stated.startswith("#")
        inside = inside or (name == "href" and (link_to(stated) or "\n") in self._all)
        return inside or stated in _UNDERSTOOD or not stated or _flat(stated) in self._all

    def _is_named(self, entry: Element) -> bool:
        """Whether what a pointer leads to is in the works: its name, its IRI, or the scheme of it.

        A pointer to a question is a link of an answer; the reader keeps one that it cannot follow.
        """
        if entry.tag == QUESTION:
            return True
        href = _flat(entry.get("href"))
        named = (_flat(entry.get("showAs")), href, link_to(href), href.rpartition("/")[2])
        return any(each and each in self._all for each in named)
