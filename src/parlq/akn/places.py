"""Finds where a part of a value stands in a document, when somebody asks."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from parlq.akn.names import AKN, XML_LANG
from parlq.model.language import protocol_key

Path = tuple[str | int, ...]

#: Fields of a work that stand among the references, by how their ids begin.
_STEMS = {
    "authors": "author",
    "on_behalf_of": "onBehalfOf",
    "addressees": "addressee",
    "answerers": "answerer",
    "answers_to": "answersTo",
    "replaces": "replaces",
    "original_languages": "original",
    "attachments": "attachment",
    "events": "event",
}
#: Parts of an author, an answerer or an event that have an entry of their own.
_PARTS = {
    "group": "group",
    "on_behalf_of": "onBehalfOf",
    "honorific": "honorific",
    "offices": "office",
    "institution": "institution",
}
#: Elements that hold text and inlines; all others hold elements only.
_MIXED = frozenset(
    f"{{{AKN}}}{tag}" for tag in ("p", "block", "b", "i", "sup", "sub", "a", "caption")
)
#: What stands before the content of an element.
_FIRST = frozenset(f"{{{AKN}}}{tag}" for tag in ("num", "caption"))
_SINGLE = {"term": "term", "rule": "rule", "kind_code": "kind", "parliament": "parliament"}
#: Fields that stand elsewhere, by the elements that lead there from the work or variant.
_WORK = {
    "reference": "meta/identification/FRBRWork/FRBRnumber",
    "date": "meta/identification/FRBRWork/FRBRdate",
    "kind": "meta/identification/FRBRWork/FRBRsubtype",
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


def element_of(root: Any, path: Path) -> Any:
    """The innermost element known for a model path."""
    counted = takewhile(lambda step: isinstance(step, str) or step >= 0, path)
    return _document(root[0], tuple(counted))


def _number(path: Path, at: int) -> int:
    """The index that stands at a place of a path, or that of the first item."""
    step = path[at] if at < len(path) else 0
    return step if isinstance(step, int) else 0


def _find(element: Any, steps: str) -> list[Any]:
    found = [element] if steps else []  # no steps lead to a field that is not known
    for step in steps.split("/"):
        tag = "*" if step == "*" else f"{{{AKN}}}{step}"
        found = [child for parent in found for child in parent.findall(tag)]
    return found


def _document(top: Any, path: Path) -> Any:
    if top.get("name") != "dossier":
        return _work(top, path)
    if len(path) < 2 or path[0] not in {"questions", "answers"} or not isinstance(path[1], int):
        return top
    wanted = f"{str(path[0])[:-1]}_{path[1] + 1}"
    for component in _find(top, "collectionBody/component"):
        if component.get("eId") == wanted:
            return _work(component[0], path[2:])
    return top


def _work(top: Any, path: Path) -> Any:
    if not path:
        return top
    field, index = path[0], path[1] if len(path) > 1 else 0
    if field == "variants" and isinstance(index, int):
        return _variant(top, index, path[2:])
    if field == "events" and path[2:3] == ("date",):
        steps = _find(top, "meta/workflow/step")
        return steps[_number(path, 1)] if _number(path, 1) < len(steps) else top
    if field in _SINGLE:
        return _entry(top, _SINGLE[field], "")
    if field in _STEMS:
        part = _PARTS.get(str(path[2]), "") if len(path) > 2 else ""
        if part == "office":
            part = f"office_{_number(path, 3) + 1}"
        return _entry(top, f"{_STEMS[field]}_{_number(path, 1) + 1}", part)
    found = _find(top, _WORK.get(str(field), ""))
    if not found:
        return top
    return found[index] if isinstance(index, int) and index < len(found) else found[0]


def _entry(top: Any, own: str, part: str) -> Any:
    """The entry `own` among the references, that of its `part`, or the first that belongs to it."""
    first = None
    for entry in _find(top, "meta/references/*"):
        steps = (entry.get("eId") or "").split("__")
        if own in steps[-2:]:
            if steps[-1] == part or (not part and steps[-1] == own):
                return entry
            first = entry if first is None else first
    return top if first is None else first


def _holders(top: Any) -> list[Any]:
    """What holds each variant, in the order of the model: a `debate` or a `documentRef`."""
    found = [
        (component.get(XML_LANG), component[0])
        for steps in ("collectionBody/component", "components/component")
        for component in _find(top, steps)
    ]
    found += [(part.get(XML_LANG), top) for part in _find(top, "debateBody/debateSection")]
    found = [(tag, holder) for tag, holder in found if tag]
    return [holder for _, holder in sorted(found, key=lambda pair: protocol_key(pair[0]))]


def _variant(top: Any, index: int, path: Path) -> Any:
    holders = _holders(top)
    holder = holders[index] if index < len(holders) else top
    if not path:
        section = _find(holder, "debateBody/debateSection")
        return section[0] if section and section[0].get(XML_LANG) else holder
    found = _find(holder, _VARIANT.get(str(path[0]), ""))
    if not found:
        return holder
    place = path[1] if len(path) > 1 and isinstance(path[1], int) else None
    if path[0] == "body":
        speech = next(
            (e for e in found if e.tag.rpartition("}")[2] in {"question", "answer"}), None
        )
        if speech is None or place is None:
            return holder if speech is None else speech
        place += bool(len(speech)) and speech[0].tag.endswith("}from")
        return _inside(speech[place], path[2:]) if place < len(speech) else speech
    if path[0] == "heading" and place is not None and place < len(found[0]):
        return found[0][place]
    return found[0]


def _inside(element: Any, path: Path) -> Any:
    """The innermost element known for a path inside a block: fields and indexes by turns."""
    for field, index in zip(path[::2], path[1::2], strict=False):
        if not isinstance(index, int):
            break
        if field == "caption" and len(element):
            element = element[0]
        found = _inlines(element) if element.tag in _MIXED else _parts(element)
        if index >= len(found) or found[index] is None:
            break
        element = found[index]
    return element


def _inlines(element: Any) -> list[Any]:
    """What an element with text holds, as the model counts it; None for a run of text."""
    found = [None] if element.text else []
    for child in element:
        found.append(child)
        if child.tail:
            found.append(None)
    return found


def _parts(element: Any) -> list[Any]:
    return [child for child in element if child.tag not in _FIRST]
