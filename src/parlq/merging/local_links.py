"""Keeps links by local names pointing to the same works when documents are merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, TypeGuard

import attrs

from parlq.merging.group_works import Item
from parlq.model import Answer, Document, Identifier, Question, Reference, identity
from parlq.model.dossier import works_of
from parlq.model.identity import LINKS, LOCAL, Kind


def works(documents: Sequence[Document]) -> list[Item]:
    """The works of all documents."""
    return [Item(work, number) for number, each in enumerate(documents) for work in works_of(each)]


class Anchors:
    """The works to be merged, with identifiers and links that mean in all what they mean in one.

    Where two documents give one local name to two works, each gets one of its own. Where a link by
    an identifier that is a name inside its document only would lead to a work of another document,
    too, another name of the work that it means is put in its place.
    """

    def __init__(self, items: Sequence[Item], groups: list[list[int]]) -> None:
        self.works: list[Question | Answer] = [item.work for item in items]
        #: Answers with a link to no work of their document, and what it is called now.
        self.lost: list[tuple[int, Identifier, Identifier]] = []
        self._items = items
        self._roots = {number: group[0] for group in groups for number in group}
        self._all: dict[tuple[Kind, Identifier], list[int]] = defaultdict(list)
        self._own: dict[tuple[int, Kind, Identifier], list[int]] = defaultdict(list)
        for number, (work, document) in enumerate(items):
            kind = identity.kind_of(work)
            for each in work.identifiers:
                if _is_loose(each, work.parliament, kind):
                    self._all[kind, each].append(number)
                    self._own[document, kind, each].append(number)
        self._taken = {each.value for _, each in self._all if each.scheme == LOCAL}
        self._rename()
        for number, (work, _) in enumerate(items):
            self._anchor(number, work)

    def _rename(self) -> None:
        """Give local names of their own to the works of several documents that have one alike."""
        for (_, each), bearers in list(self._all.items()):
            by_root: dict[int, list[int]] = defaultdict(list)
            for number in bearers:
                by_root[self._roots[number]].append(number)
            documents = {self._items[number].document for number in bearers}
            if each.scheme != LOCAL or len(by_root) == 1 or len(documents) == 1:
                continue
            for numbers in by_root.values():
                made = self._local(numbers[0], each.value)
                for number in numbers:
                    names = [made if i == each else i for i in self.works[number].identifiers]
                    self.works[number] = attrs.evolve(self.works[number], identifiers=names)

    def _anchor(self, number: int, work: Question | Answer) -> None:
        changed: dict[str, Any] = {}
        for field, kind in LINKS.items():
            links = getattr(work, field, ())
            if (made := self._anchored(number, links, kind)) != links:
                changed[field] = made
        events = tuple(
            [
                attrs.evolve(event, targets=self._anchored(number, event.targets, "question"))
                if event.targets
                else event
                for event in work.events
            ]
        )
        if events != work.events:
            changed["events"] = events
        if changed:
            self.works[number] = attrs.evolve(self.works[number], **changed)

    def _anchored(
        self, number: int, links: tuple[Reference | Identifier, ...], kind: Kind
    ) -> tuple[Reference | Identifier, ...]:
        parliament = self.works[number].parliament
        if not any(_is_loose(each, parliament, kind) for each in links):
            return links
        made: list[Reference | Identifier] = []
        for each in links:
            made += self._link(number, each, kind)
        return tuple(dict.fromkeys(made)) if tuple(made) != links else links

    def _link(
        self, number: int, link: Reference | Identifier, kind: Kind
    ) -> list[Reference | Identifier]:
        work, document = self._items[number]
        if not _is_loose(link, work.parliament, kind):
            return [link]
        own = self._own.get((document, kind, link), [])
        known = {self._roots[each] for each in self._all.get((kind, link), ())}
        if known == {self._roots[each] for each in own}:
            return [link]
        if own:
            return [self._name(each, kind) for each in own]
        stem = link.value if link.scheme == LOCAL else f"{link.scheme}-{link.value}"
        made = self._local(number, stem)
        self.lost.append((number, link, made))
        return [made]

    def _name(self, number: int, kind: Kind) -> Reference | Identifier:
        """A name of a work that leads to no other one; it gets a local one if it has none."""
        work = self.works[number]
        own = identity.own(work)
        if own is not None and not _is_loose(own, work.parliament, kind):
            return own
        local = next((each for each in work.identifiers if each.scheme == LOCAL), None)
        if local is None:
            local = self._local(number, f"{kind}-{number + 1}")
            self.works[number] = attrs.evolve(work, identifiers=(*work.identifiers, local))
        return local

    def _local(self, number: int, stem: str) -> Identifier:
        """A local name that no work has, after the document of a work."""
        wanted = value = f"d{self._items[number].document + 1}-{stem}"
        more = 1
        while value in self._taken:
            more += 1
            value = f"{wanted}-{more}"
        self._taken.add(value)
        return Identifier(scheme=LOCAL, value=value)

    def unscoped(self) -> dict[int, list[Identifier]]:
        """By document, the identifiers that works of an earlier one have, too, but without scope.

        Only those of works that nothing else names: with a scope, it could be known which are one.
        """
        first: dict[object, tuple[int, int]] = {}
        found: dict[int, dict[Identifier, None]] = defaultdict(dict)
        for number, (work, document) in enumerate(self._items):
            if identity.names(work):
                continue
            kind, root = identity.kind_of(work), self._roots[number]
            for each in work.identifiers:
                if each.scheme in identity.NOTHING or each.scheme in identity.UNIQUE:
                    continue
                known, other = first.setdefault((kind, each), (document, root))
                if known != document and other != root:
                    found[document][each] = None
        return {document: list(names) for document, names in found.items()}


def _is_loose(of: Reference | Identifier, parliament: str, kind: Kind) -> TypeGuard[Identifier]:
    """Whether an identifier is a name inside its document only."""
    return isinstance(of, Identifier) and identity.name(of, parliament, kind) is None
