"""Finds the element of a document that a path of the model leads to, on demand."""

from __future__ import annotations

from itertools import takewhile

from parlq.formats.akn.xml.names import AKN, DERIVED_ALIASES, LINK_NAMES, XML_LANG
from parlq.formats.akn.xml.types import Element
from parlq.model.languages.language import protocol_key

Path = tuple[str | int, ...]

#: Fields of a work that stand among the references, by how their ids begin.
_STEMS = {
    "authors": "author",
    "supporters": "supporter",
    "on_behalf_of": "onBehalfOf",
    "addressees": "addressee",
    "answerers": "answerer",
    **LINK_NAMES,
    "parts": "part",
    "original_languages": "original",
    "attachments": "attachment",
    "events": "event",
}
#: Parts of an author, an answerer or an event that have an entry of their own.
_PARTS = {
    "group": "group",
    "on_behalf_of": "onBehalfOf",
    "acting_for": "actingFor",
    "honorific": "honorific",
    "offices": "office",
    "institution": "institution",
    "role": "role",
    "constituency": "constituency",
    "identifiers": "identifier",
    "targets": "target",
}
#: Those of which there may be several.
_NUMBERED = frozenset({"office", "identifier", "target"})
#: Elements that hold text and inlines; all others hold elements only.
_MIXED = frozenset(
    f"{{{AKN}}}{tag}" for tag in ("p", "block", "b", "i", "sup", "sub", "a", "span", "caption")
)
#: What stands before the content of an element.
_FIRST = frozenset(f"{{{AKN}}}{tag}" for tag in ("num", "caption", "from"))
#: Names of documents, by the fields of a dossier.
_KINDS = {"questions": "question", "answers": "answer"}
_SINGLE = {
    "term": "term",
    "session": "session",
    "rule": "rule",
    "kind": "kind",
    "kind_code": "kind",
    "parliament": "parliament",
}
#: Fields that other elements hold, by the elements that lead there from the work or variant.
_WORK = {
    "reference": "meta/identification/FRBRWork/FRBRnumber",
    "date": "meta/identification/FRBRWork/FRBRdate",
    "identifiers": "meta/identification/FRBRWork/FRBRalias",
    "publications": "meta/publication",
    "subjects": "meta/classification/keyword",
    "extensions": "meta/proprietary",
}
_VARIANT = {
    "language": "debateBody/debateSection",
    "role": "debateBody/debateSection",
    "completeness": "debateBody/debateSection",
    "subject": "debateBody/debateSection/heading",
    "heading": "preface",
    "printed_answerers": "debateBody/debateSection/*/from",
    "body": "debateBody/debateSection/*",
    "legal_notice": "conclusions/container",
    "last_updated": "meta/identification/FRBRExpression/FRBRdate",
    "source": "meta/identification/FRBRExpression/FRBRalias",
    "manifestations": "meta/proprietary",
    "extensions": "meta/proprietary",
}


class ElementFinder:
    """Finds elements of one document; what it has looked through is kept, for there may be more."""

    __slots__ = ("_entries", "_found", "_holders", "_inner", "_root", "_works")

    def __init__(self, root: Element) -> None:
        self._root = root
        self._found: dict[tuple[Element, str], list[Element]] = {}
        self._entries: dict[Element, dict[str, list[tuple[str, Element]]]] = {}
        self._holders: dict[Element, list[Element]] = {}
        self._works: dict[str, list[Element]] = {}
        self._inner: dict[Element, list[Element | None]] = {}

    def element(self, path: Path) -> Element:
        """The innermost element known for a model path."""
        counted = tuple(takewhile(lambda step: isinstance(step, str) or step >= 0, path))
        top = self._root[0]
        if top.get("name") != "dossier":
            return self._work(top, counted)
        return self._of_dossier(top, counted)

    def _of_dossier(self, top: Element, path: Path) -> Element:
        if len(path) < 2 or path[0] not in _KINDS or not isinstance(path[1], int):
            return top
        if not self._works:
            found: dict[str, list[Element]] = {kind: [] for kind in _KINDS.values()}
            for each in self._components():
                if XML_LANG not in each.attrib:
                    found.setdefault(each[0].get("name") or "", []).append(each[0])
            self._works = found  # whole before another thread sees it
        works = self._works[_KINDS[str(path[0])]]
        return self._work(works[path[1]], path[2:]) if path[1] < len(works) else top

    def _components(self) -> list[Element]:
        """The components of the file: works of a dossier, and texts in further languages."""
        found = list(self._root[1]) if len(self._root) > 1 else []
        return [each for each in found if len(each)]

    def _find(self, element: Element, steps: str) -> list[Element]:
        key = element, steps
        if key not in self._found:
            found = [element] if steps else []  # no steps lead to a field that is not known
            for step in steps.split("/"):
                tag = "*" if step == "*" else f"{{{AKN}}}{step}"
                found = [child for parent in found for child in parent.findall(tag)]
            self._found[key] = found
        return self._found[key]

    def _work(self, top: Element, path: Path) -> Element:
        if not path:
            return top
        field, index = path[0], path[1] if len(path) > 1 else 0
        if field == "variants" and isinstance(index, int):
            return self._variant(top, index, path[2:])
        if field == "events" and path[2:3] == ("date",):
            steps = self._find(top, "meta/workflow/step")
            return steps[_number(path, 1)] if _number(path, 1) < len(steps) else top
        if field in _SINGLE:
            return self._entry(top, _SINGLE[field], "")
        if field in _STEMS:
            part = _PARTS.get(str(path[2]), "") if len(path) > 2 else ""
            if part in _NUMBERED:
                part = f"{part}_{_number(path, 3) + 1}"
            return self._entry(top, f"{_STEMS[field]}_{_number(path, 1) + 1}", part)
        found = self._find(top, _WORK.get(str(field), ""))
        if field == "identifiers":
            found = [each for each in found if each.get("name") not in DERIVED_ALIASES]
        if not found:
            return top
        return found[index] if isinstance(index, int) and index < len(found) else found[0]

    def _entry(self, top: Element, own: str, part: str) -> Element:
        """The entry `own` among the references, that of its `part`, or the first of it."""
        if top not in self._entries:
            entries: dict[str, list[tuple[str, Element]]] = {}  # as above
            for entry in self._find(top, "meta/references/*"):
                steps = (entry.get("eId") or "").split("__")
                for step in dict.fromkeys(steps[-2:]):
                    entries.setdefault(step, []).append((steps[-1], entry))
            self._entries[top] = entries
        found = self._entries[top].get(own, [])
        whole = (entry for last, entry in found if last == (part or own))
        return next(whole, found[0][1] if found else top)

    def _held(self, top: Element) -> list[Element]:
        """What holds each variant, in the order of the model: a `debate` or a `documentRef`."""
        if top not in self._holders:
            found = [
                (component.get(XML_LANG), component[0])
                for component in (*self._find(top, "components/component"), *self._further(top))
                if len(component)
            ]
            sections = self._find(top, "debateBody/debateSection")
            found += [(part.get(XML_LANG), top) for part in sections]
            found = [(tag, holder) for tag, holder in found if tag]
            found.sort(key=lambda pair: protocol_key(pair[0]))
            self._holders[top] = [holder for _, holder in found]
        return self._holders[top]

    def _further(self, top: Element) -> list[Element]:
        """The components with the further languages of a work."""
        own = top.getparent()
        found = self._components()
        if own in found:
            found = found[found.index(own) + 1 :]
        return list(takewhile(lambda each: XML_LANG in each.attrib, found))

    def _variant(self, top: Element, index: int, path: Path) -> Element:
        holders = self._held(top)
        holder = holders[index] if index < len(holders) else top
        if not path:
            section = self._find(holder, "debateBody/debateSection")
            return section[0] if section and section[0].get(XML_LANG) else holder
        field = path[0]
        found = self._find(holder, _VARIANT.get(str(field), ""))
        if not found:
            return holder
        place = path[1] if len(path) > 1 and isinstance(path[1], int) else None
        if field == "body":
            speech = next(
                (e for e in found if e.tag.rpartition("}")[2] in {"question", "answer"}), None
            )
            if speech is None or place is None:
                return holder if speech is None else speech
            blocks = self._content(speech)
            block = blocks[place] if place < len(blocks) else None
            return speech if block is None else self._inside(block, path[2:])
        if field == "heading" and place is not None and place < len(found[0]):
            return found[0][place]
        return found[0]

    def _inside(self, element: Element, path: Path) -> Element:
        """The innermost element known for a path inside a block: fields and indexes by turns."""
        for field, index in zip(path[::2], path[1::2], strict=False):
            if not isinstance(index, int):
                break
            if field == "caption" and len(element):
                element = element[0]
            found = self._content(element)
            inner = found[index] if index < len(found) else None
            if inner is None:
                break
            element = inner
        return element

    def _content(self, element: Element) -> list[Element | None]:
        """What an element holds, as the model counts it; None for a run of text."""
        if element not in self._inner:
            if element.tag in _MIXED:
                found: list[Element | None] = [None] if element.text else []
                for child in element:
                    found += [child, None] if child.tail else [child]
            else:
                found = [child for child in element if child.tag not in _FIRST]
            self._inner[element] = found
        return self._inner[element]


def _number(path: Path, at: int) -> int:
    """The index that stands at a place of a path, or that of the first item."""
    step = path[at] if at < len(path) else 0
    return step if isinstance(step, int) else 0
