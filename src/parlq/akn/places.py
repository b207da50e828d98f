"""Finds where a part of a value stands in a document, when somebody asks."""

from __future__ import annotations

from typing import Any

from parlq.akn.names import AKN, XML_LANG
from parlq.akn.source import path_of
from parlq.model.language import protocol_key
from parlq.reading import Place

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


def place_of(root: Any, path: Path) -> Place:
    """Line and XPath of the innermost element known for a model path."""
    element = _document(root[0], path)
    return Place(line=element.sourceline, path=path_of(element))


def _find(element: Any, steps: str) -> list[Any]:
    found = [element]
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
    if field in _STEMS or field in _SINGLE:
        ending = f"{_STEMS[field]}_{int(index) + 1}" if field in _STEMS else _SINGLE[field]
        for entry in _find(top, "meta/references/*"):
            own = entry.get("eId").rpartition("__")
            if entry.get("eId") == ending or own[2] == ending or ending in own[0].split("__"):
                return entry
        return top
    found = _find(top, _WORK.get(str(field), ""))
    if not found:
        return top
    return found[index] if isinstance(index, int) and index < len(found) else found[0]


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
        return speech[place] if place < len(speech) else speech
    if path[0] == "heading" and place is not None and place < len(found[0]):
        return found[0][place]
    return found[0]
