"""Finds where the links and pictures of a DOCX file lead, by its relationships; nothing is opened."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from parlq.formats.ep.pages.extract.docx.counter import Count
from parlq.formats.ep.pages.extract.docx.markup import TIES, Drawn
from parlq.formats.ep.pages.extract.docx.package import Relation
from parlq.formats.ep.pages.extract.docx.styles import W
from parlq.formats.ep.pages.extract.html.link_targets import Target, target
from parlq.formats.ep.pages.lines.extracted import Unmapped
from parlq.model import Datatype

#: Longest text of what many elements may refer to, and of what is read as well as reported; no URI
#: is longer.
CUT = 2_048


def tie(element: Any) -> str | None:
    """The id of the relationship that an element states; None for none."""
    return next((id_ for name, id_ in element.attrib.items() if name.startswith(TIES)), None)


class Links:
    """The relationships of one part."""

    def __init__(self, relations: dict[str, Relation], count: Count) -> None:
        self._relations = relations
        self._count = count
        self._targets: dict[tuple[str, str | None], tuple[str, Target | None]] = {}

    def of(self, element: Any) -> tuple[str, Target | None]:
        """Where an element leads: as stated, and as an address."""
        key = element.get(f"{TIES}id") or "", element.get(f"{W}anchor")
        if key not in self._targets:
            relation = self._relations.get(key[0])
            stated = relation.target if relation is not None and relation.external else ""
            stated = stated.strip()[: CUT + 1]
            if key[1] and "#" not in stated:
                stated = self._count.address(f"{stated}#{key[1]}")[: CUT + 1]
            self._targets[key] = stated, target(stated)
        return self._targets[key]

    def parts(self, element: Any) -> Iterator[str]:
        """The names of the parts, or the addresses, where the content of an element is.

        Of an element of another vocabulary nothing is read, so what stands in it counts too.
        """
        for each in [element] if element.tag.startswith(W) else element.iter():
            if (name := tie(each)) is not None:
                yield self.named(name)

    def named(self, name: str) -> str:
        """The name of the part, or the address, of one relationship; empty for none."""
        relation = self._relations.get(name)
        return relation.target[:CUT] if relation is not None else ""

    def picture(self, name: str, found: Drawn) -> Unmapped:
        """A picture or object: its description, its part, and where it leads."""
        stated = {"alt": found.words}
        stated |= {word: self.named(key) for word, key in found.parts.items()}
        stated = {word: said for word, said in stated.items() if said}
        if not stated:
            return Unmapped(0, name, "")
        said = stated.get("alt") or next(iter(stated.values()))
        return Unmapped(0, name, json.dumps(stated, ensure_ascii=False), Datatype.JSON, said)
