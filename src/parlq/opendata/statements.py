"""Records as nested objects and as statements (RDF triples), and the way between the two.

The nested form is that of the portal's JSON-LD, which both shapes share here: an object for each
node, with the keys of API v2. `inverse_…` keys hold the nodes that point to the one they stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from parlq.opendata import terms
from parlq.opendata.brussels import one_spelling
from parlq.opendata.terms import A, Statement
from parlq.opendata.vocabulary import relative
from parlq.problems import InputError, Problem

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
_TYPE_OF = {term: name for name, term in TYPES.items()}
_FORWARD = {key.predicate: name for name, key in KEYS.items() if key.holds != "inverse"}
_FORWARD["dcterms:identifier"] = "identifier"
_NESTED = {key.predicate: name for name, key in KEYS.items() if key.holds == "node"}
_INVERSE = {
    "eli-dl:created_a_realization_of": "inverse_created_a_realization_of",
    "eli:is_annex_of": "inverse_is_annex_of",
}

#: How far nodes may lead to each other; a file of an annex of an answer is 4 deep.
_DEEPEST = 20
#: How often nodes are nested, for each node that there is; nearly all are nested once.
_OFTEN, _FEW = 4, 10_000


#: Keys that lead from one work to another.
_BETWEEN_WORKS = frozenset({"answers_to", "is_annex_of"})
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


def flatten(node: Node, refused: list[str] | None = None) -> Iterator[Statement]:
    """The statements that a node and those nested in it make; keys that are not known make none.

    Args:
        node: the node.
        refused: takes what stands where an IRI must and is none; without it, such is an error.

    Raises:
        ValueError: a value that is no IRI, and no `refused`.
    """
    subject = _iri(node.get("id"), refused)
    if subject is None:
        return
    for kind in each(node.get("type")):
        term = TYPES.get(kind) if type(kind) is str else None
        if term is None and type(kind) is str and ":" in kind:
            term = _iri(kind, refused)
        if term is not None:
            yield subject, A, term
    for name, value in node.items():
        key = KEYS.get(name)
        if key is not None:
            for item in each(value):
                yield from _statements(subject, key, item, refused)


def _iri(text: object, refused: list[str] | None) -> str | None:
    try:
        return terms.iri(text) if type(text) is str else None
    except ValueError:
        if refused is None:
            raise
        refused.append(str(text)[:80])
        return None


def _statements(
    subject: str, key: Key, item: Any, refused: list[str] | None
) -> Iterator[Statement]:
    predicate, holds = key.predicate, key.holds
    if holds in {"iri", "node", "inverse"}:
        other = _iri(item.get("id") if type(item) is dict else item, refused)
        if other is not None:
            inverse = holds == "inverse"
            yield (other, predicate, subject) if inverse else (subject, predicate, other)
            if type(item) is dict:
                yield from flatten(item, refused)
    elif holds == "languages":
        for tag, found in item.items() if type(item) is dict else ():
            for text in each(found):
                yield subject, predicate, terms.literal(str(text), tag)
    elif type(item) is str or type(item) is int:
        text = str(item)
        if holds == "text":
            yield subject, predicate, terms.literal(text)
            return
        if holds in {"date", "xsd:dateTime"}:
            text = one_spelling(text)
            holds = "xsd:dateTime" if "T" in text or holds != "date" else "xsd:date"
        yield subject, predicate, terms.literal(text, None, holds)


class Graph:
    """Statements by subject, and by what is pointed to where a node is found that way."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.by_subject: dict[str, list[tuple[str, str]]] = {}
        self.inverse: dict[tuple[str, str], list[str]] = {}
        self._nested = 0
        for subject, predicate, item in sorted(set(statements)):
            self.by_subject.setdefault(subject, []).append((predicate, item))
            if predicate in _INVERSE:
                self.inverse.setdefault((item, predicate), []).append(subject)

    def subjects(self, kind: str) -> list[str]:
        """The subjects of a class, as terms in their order."""
        wanted = (A, kind)
        return [subject for subject, pairs in self.by_subject.items() if wanted in pairs]

    def about(self, subjects: Iterable[str]) -> set[Statement]:
        """All statements about some subjects."""
        return {
            (subject, predicate, item)
            for subject in subjects
            for predicate, item in self.by_subject.get(subject, ())
        }

    def with_blank_nodes(self, seen: dict[str, None]) -> None:
        """Add the blank nodes that subjects lead to, and those that these lead to."""
        waiting = list(seen)
        while waiting:
            for _, item in self.by_subject.get(waiting.pop(), ()):
                if item.startswith("_:") and item not in seen:
                    seen[item] = None
                    waiting.append(item)

    def nested(
        self, subject: str, seen: dict[str, None], *, all_told: bool = False, depth: int = 0
    ) -> Node:
        """The node of a subject with those that it leads to; `seen` gains the subjects of all.

        Works are not nested in works, but for annexes.

        Args:
            subject: the subject, as a term.
            seen: the subjects nested so far.
            all_told: nest what is said of persons, bodies and concepts too.
            depth: nodes around it.

        Raises:
            InputError: PQ105, nodes lead to each other too far, or very many to the same ones.
        """
        self._nested += 1
        message = None
        if depth > _DEEPEST:
            message = f"more than {_DEEPEST} nodes lead to each other in a chain"
        elif self._nested > _FEW + _OFTEN * len(self.by_subject):
            message = "very many nodes lead to the same ones"
        if message is not None:
            raise InputError((Problem(rule="PQ105", message=message, work=terms.iri_of(subject)),))
        seen[subject] = None
        node: Node = {"id": relative(terms.iri_of(subject))}
        for predicate, item in self.by_subject.get(subject, ()):
            if predicate == A:
                if terms.is_iri(item):
                    _add(node, "type", _TYPE_OF.get(item) or terms.iri_of(item))
                continue
            name = _FORWARD.get(predicate)
            if name is None:
                continue
            inside = name in _NESTED.values() or (all_told and name not in _BETWEEN_WORKS)
            if inside and item in self.by_subject and item not in seen:
                _add(node, name, self.nested(item, seen, all_told=all_told, depth=depth + 1))
            else:
                _put(node, name, item)
        for predicate, name in _INVERSE.items():
            for other in self.inverse.get((subject, predicate), ()):
                if other not in seen:
                    _add(node, name, self.nested(other, seen, all_told=all_told, depth=depth + 1))
        return node


def _add(node: Node, name: str, value: Any) -> None:
    key = KEYS.get(name)
    if name not in node:
        node[name] = [value] if key is not None and key.many else value
    elif type(node[name]) is list:
        node[name].append(value)
    else:
        node[name] = [node[name], value]


def _put(node: Node, name: str, item: str) -> None:
    """Put a term where its key holds such; others stay statements only."""
    holds = KEYS[name].holds
    if holds in {"iri", "node"}:
        if terms.is_iri(item):
            iri = terms.iri_of(item)
            _add(node, name, {"id": relative(iri)} if holds == "node" else relative(iri))
        return
    if not terms.is_literal(item):
        return
    text, tag, _ = terms.literal_of(item)
    if holds != "languages":
        _add(node, name, text)
    elif tag is not None:
        texts = node.setdefault(name, {})
        texts[tag] = [*each(texts.get(tag)), text] if tag in texts else text
