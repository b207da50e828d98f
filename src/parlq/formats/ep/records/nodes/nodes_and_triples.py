"""Records as nested objects and as statements (RDF triples), and the way between the two.

The nested form is that of the portal's JSON-LD, which both shapes share here: an object for each
node, with the keys of API v2. `inverse_…` keys hold the nodes that point to the one they stand in.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from parlq.formats.ep.records.nodes import whole_iris
from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.formats.ep.records.vocabulary.brussels_time import one_spelling
from parlq.formats.ep.records.vocabulary.rdf_terms import A, Statement

#: A node: the keys of API v2, and what they hold.
Node = dict[str, Any]


class Key(NamedTuple):
    """What a key stands for.

    Attributes:
        predicate: the property, as a term.
        holds: `iri`, `node` (nested), `inverse` (nested, pointing here), `text`, `languages`
            (texts by language), `date` (a day or an instant) or a datatype's term.
        many: whether API v2 writes a list even for one.
    """

    predicate: str
    holds: str
    many: bool = False


#: The keys of API v2 and the properties that they are; the context that the API names says the
#: same in its own way, and is not fetched. Properties of which the SHACL description of 2022 does
#: not speak (`originalLanguage`, `workHadParticipation`) are taken to be the Parliament's own.
KEYS: Final[dict[str, Key]] = {
    "work_type": Key("eli:work_type", "iri"),
    "document_date": Key("eli:date_document", "date"),
    "identifier": Key("dc:identifier", "text"),
    "identifierYear": Key("epvoc:identifierYear", "text"),
    "label": Key("rdfs:label", "text"),
    "notation": Key("skos:notation", "epvoc:publicRegister"),
    "title_dcterms": Key("dcterms:title", "languages"),
    "epNumber": Key("epvoc:epNumber", "text"),
    "epNumberVersion": Key("epvoc:epNumberVersion", "text"),
    "numbering": Key("epvoc:numbering", "text"),
    "parliamentary_term": Key("eli-dl:parliamentary_term", "iri"),
    "creator": Key("dcterms:creator", "iri", many=True),
    "publisher": Key("dcterms:publisher", "iri"),
    "originalLanguage": Key("epvoc:originalLanguage", "iri", many=True),
    "is_about": Key("eli:is_about", "iri", many=True),
    "answers_to": Key("eli-dl:answers_to", "iri"),
    "is_annex_of": Key("eli:is_annex_of", "iri"),
    "workHadParticipation": Key("epvoc:workHadParticipation", "node", many=True),
    "is_realized_by": Key("eli:is_realized_by", "node", many=True),
    "language": Key("eli:language", "iri"),
    "title": Key("eli:title", "languages"),
    "title_alternative": Key("eli:title_alternative", "languages"),
    "is_embodied_by": Key("eli:is_embodied_by", "node", many=True),
    "is_exemplified_by": Key("eli:is_exemplified_by", "iri"),
    "media_type": Key("eli:media_type", "iri"),
    "format": Key("dcterms:format", "iri"),
    "issued": Key("dcterms:issued", "xsd:dateTime"),
    "byteSize": Key("epvoc:byteSize", "xsd:long"),
    "had_participant_person": Key("eli-dl:had_participant_person", "iri", many=True),
    "had_participant_organization": Key("eli-dl:had_participant_organization", "iri", many=True),
    "participation_role": Key("eli-dl:participation_role", "iri"),
    "participation_in_name_of": Key("eli-dl:participation_in_name_of", "iri"),
    "activity_id": Key("eli-dl:activity_id", "text"),
    "activity_date": Key("eli-dl:activity_date", "date"),
    "had_activity_type": Key("eli-dl:had_activity_type", "iri"),
    "had_participation": Key("eli-dl:had_participation", "node", many=True),
    "inverse_created_a_realization_of": Key("eli-dl:created_a_realization_of", "inverse", many=True),
    "inverse_answers_to": Key("eli-dl:answers_to", "inverse", many=True),
    "inverse_is_annex_of": Key("eli:is_annex_of", "inverse", many=True),
}  # fmt: skip

#: Types of nodes and the classes that they are.
TYPES: Final = {
    "Work": "eli:Work",
    "Expression": "eli:Expression",
    "Manifestation": "eli:Manifestation",
    "Participation": "eli-dl:Participation",
    "Activity": "eli-dl:Activity",
}


#: What keys hold that lead to other nodes.
_POINTING = frozenset({"iri", "node", "inverse"})
#: The order in which the API writes keys; any others come behind.
_ORDER = {
    name: place
    for place, name in enumerate([
        "id", "type", "activity_date", "activity_id", "parliamentary_term", "document_date",
        "is_realized_by", "is_embodied_by", "is_exemplified_by", "media_type", "format", "issued",
        "byteSize", "language", "title", "title_alternative", "had_participant_person",
        "had_participant_organization", "work_type", "creator", "identifier", "publisher",
        "title_dcterms", "epNumber", "identifierYear", "originalLanguage", "answers_to",
        "workHadParticipation", "participation_role", "inverse_answers_to",
    ])
}  # fmt: skip


def in_order(node: Node) -> Node:
    """A node, and those nested in it, with their keys in the order in which the API has them."""
    keys = sorted(node, key=lambda name: _ORDER.get(name, len(_ORDER)))
    return {name: _ordered(node[name]) for name in keys}


def _ordered(value: Any) -> Any:
    if type(value) is list:
        return [_ordered(item) for item in value]
    return in_order(value) if type(value) is dict else value


def each(value: Any) -> list[Any]:
    """What a key holds, as a list: nothing, one, or many."""
    if value is None:
        return []
    return value if type(value) is list else [value]


def flatten(node: Node, refused: list[str] | None = None) -> list[Statement]:
    """The statements that a node and those nested in it make; keys that are not known make none.

    Args:
        node: the node.
        refused: takes what stands where an IRI must and is none; without it, such is an error.

    Raises:
        ValueError: a value that is no IRI, and no `refused`.
    """
    found: list[Statement] = []
    _flatten(node, refused, found)
    return found


def _flatten(node: Node, refused: list[str] | None, found: list[Statement]) -> None:
    subject = _iri(node.get("id"), refused)
    if subject is None:
        return
    for name, value in node.items():
        if name in KEYS:
            _of_key(subject, KEYS[name], value, refused, found)
        elif name == "type":
            for kind in each(value):
                term = TYPES.get(kind) if type(kind) is str else None
                if term is None and type(kind) is str and ":" in kind:
                    term = _iri(kind, refused)
                if term is not None:
                    found.append((subject, A, term))
        elif name != "id" and (":" in name or name == whole_iris.INCLUDED):
            found += whole_iris.statements(subject, name, value)


def of_key(subject: str, name: str, value: Any) -> list[Statement]:
    """The statements of a subject under one of `KEYS`; what is no IRI makes none."""
    found: list[Statement] = []
    _of_key(subject, KEYS[name], value, [], found)
    return found


def _iri(text: object, refused: list[str] | None) -> str | None:
    try:
        return rdf_terms.iri(text) if type(text) is str else None
    except ValueError:
        if refused is None:
            raise
        refused.append(str(text)[:80])
        return None


def _of_key(
    subject: str, key: Key, value: Any, refused: list[str] | None, found: list[Statement]
) -> None:
    predicate, holds, _ = key
    for item in value if type(value) is list else (value,):
        kind = type(item)
        if holds in _POINTING:
            other = _iri(item.get("id") if kind is dict else item, refused)
            if other is None:
                continue
            inverse = holds == "inverse"
            found.append((other, predicate, subject) if inverse else (subject, predicate, other))
            if kind is dict:
                _flatten(item, refused, found)
        elif holds == "languages":
            for tag, texts in item.items() if kind is dict else ():
                found += [(subject, predicate, rdf_terms.literal(str(t), tag)) for t in each(texts)]
        elif kind is str or kind is int:
            found.append((subject, predicate, _literal(str(item), holds)))


def _literal(text: str, holds: str) -> str:
    if holds == "text":
        return rdf_terms.literal(text)
    if holds in {"date", "xsd:dateTime"}:
        text = one_spelling(text)
        holds = "xsd:dateTime" if "T" in text or holds != "date" else "xsd:date"
    return rdf_terms.literal(text, None, holds)
