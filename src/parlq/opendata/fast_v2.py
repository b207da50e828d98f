"""Reads records of API v2 that are exactly as the API writes them; all others are left alone.

Each fact stands in a record several times over, and here each is held against what the others make
of it. What passes is read at once and states nothing that the model has no field for; on anything
out of order `Doubt` (or a lookup error) is raised, and the general reader takes over. A test holds
that both give the same values.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from parlq.model import (
    Answer,
    Answerer,
    AnswerKind,
    Author,
    Extension,
    Identifier,
    Institution,
    Question,
    QuestionKind,
    Reference,
    portal,
)
from parlq.model.base import trusted
from parlq.model.scalars import TEXT
from parlq.opendata import kept
from parlq.opendata.brussels import day_of
from parlq.opendata.expressions import placeholder
from parlq.opendata.fast_expressions import TAGS, Doubt, need
from parlq.opendata.fast_expressions import variants as variants_of
from parlq.opendata.identity import ELI, PE, reference_of
from parlq.opendata.institutions import body, participation_code
from parlq.opendata.people import Person, together
from parlq.opendata.records import Style
from parlq.opendata.statements import Node
from parlq.opendata.titles import Title
from parlq.opendata.vocabulary import (
    AUTHORITY,
    BASE,
    MEDIA_BY_SUFFIX,
    MEDIA_TYPES,
    PREFIXES,
    TERMS,
    Shape,
)

#: What a record that is not as expected brings about.
DOUBTS = (Doubt, KeyError, IndexError, TypeError, ValueError, AttributeError)

_NAMES = TERMS[Shape.API_V2]
_QUESTIONS = {uri: k for k, uri in _NAMES.kinds.items() if isinstance(k, QuestionKind)}
_ANSWER = _NAMES.kinds[AnswerKind.ANSWER]
_FILES = {
    suffix: (MEDIA_TYPES + media, f"{AUTHORITY}file-type/{suffix.upper()}", media)
    for suffix, media in MEDIA_BY_SUFFIX.items()
}
_SHARED = (
    "id", "type", "parliamentary_term", "document_date", "is_realized_by", "work_type", "creator",
    "identifier", "publisher", "title_dcterms", "identifierYear", "workHadParticipation",
)  # fmt: skip
_PERSON = re.compile(r"person/[0-9]+").fullmatch
_fault = TEXT.fault
_question, _answer, _author = trusted(Question), trusted(Answer), trusted(Author)
_answerer, _identifier = trusted(Answerer), trusted(Identifier)
_extension, _TERMS = trusted(Extension), PREFIXES["dcterms"]
_DASHED: tuple[Extension, ...] = (kept.extension(kept.Kept(style=Style(Shape.API_V2, "-"))),)


@lru_cache(maxsize=256)
def _body(short: str, *, answers: bool) -> tuple[str, Institution]:
    """How participations name a body, and the body; only those that the table has are taken."""
    found = body(BASE + short)
    need(found.code is not None and short == _usual(found.code, answers=answers))
    return participation_code(BASE + short), found


def _usual(code: str | None, *, answers: bool) -> str:
    from parlq.opendata.institutions import uri_for

    uri = uri_for(Institution(code=code), BASE + "org/", answers=answers)
    return (uri or "").removeprefix(BASE)


def _shared(node: Node) -> tuple[str, Reference, int]:
    """The identifier, reference and term of a work, after what every record states."""
    identifier = node["identifier"]
    reference, term = reference_of(identifier)
    if reference is None or term is None:
        raise Doubt
    need(
        node["id"] == "eli/dl/doc/" + identifier
        and node["type"] == "Work"
        and node["parliamentary_term"] == f"org/ep-{term}"
        and node["publisher"] == "org/EU_PARLIAMENT"
        and node["identifierYear"] == str(reference.year)
        and len(node["document_date"]) == 10
        and portal.is_plain(identifier)
    )
    return identifier, reference, term


def _separator(parts: Any, identifier: str) -> str:
    return "-" if parts[0]["id"].startswith(f"eli/dl/participation/{identifier}-") else "_"


def question(node: Node) -> Question:
    """The question of a record, without the answers nested in it.

    Raises:
        Doubt: or another of `DOUBTS`, the record is for the general reader.
    """
    identifier, reference, term = _shared(node)
    optional = ("epNumber" in node) + ("originalLanguage" in node) + ("inverse_answers_to" in node)
    need(len(node) == len(_SHARED) + optional and reference.suffix is None)
    variants, read = variants_of(node, node["id"], None)
    title = read["en"] if "en" in read else next(iter(read.values()), Title(lines=()))
    need(title.names and title.behalf is None)
    if title.reference is None:
        raise Doubt
    if title.reference.revision is not None:
        reference = title.reference
    parts = node["workHadParticipation"]
    separator = _separator(parts, identifier)
    persons: list[str] = []
    bodies: list[Institution] = []
    for part in parts:
        need(len(part) == 4 and part["type"] == "Participation")
        if part["participation_role"] == _NAMES.author:
            (person,) = part["had_participant_person"]
            need(_PERSON(person) and not bodies)
            persons.append(person)
            code = person[7:]
        else:
            (asked,) = part["had_participant_organization"]
            need(part["participation_role"] == _NAMES.addressee)
            code, institution = _body(asked, answers=False)
            bodies.append(institution)
        need(part["id"] == f"eli/dl/participation/{identifier}{separator}{code}")
    need(node["creator"] == persons and bodies and len(set(persons)) == len(persons))
    authors, untied = together([Person(BASE + each, None) for each in persons], title.names)
    # Nobody is tied to a name, or everybody, in the order of the record.
    stated = [one.uri for one in authors if one.uri] + [one.uri for one in untied]
    need(stated == [BASE + each for each in persons])
    need(not untied or len(untied) == len(persons))
    names = [_identifier(scheme=ELI, value=BASE + node["id"])]
    if "epNumber" in node:
        need(not _fault(node["epNumber"]))
        names.append(_identifier(scheme=PE, value=node["epNumber"]))
    return _question(
        reference=reference,
        identifiers=tuple(names),
        kind=_QUESTIONS[node["work_type"]],
        kind_code=BASE + node["work_type"],
        term=term,
        authors=tuple([_author(name=one.name, group=one.group, uri=one.uri) for one in authors]),
        addressees=tuple(bodies),
        rule=title.rule,
        date=day_of(node["document_date"]),
        original_languages=_original(node["originalLanguage"])
        if "originalLanguage" in node
        else (),
        variants=variants,
        extensions=(
            *[_extension(namespace=_TERMS, name="creator", value=one.uri) for one in untied],
            *(_DASHED if separator == "-" else ()),
        ),
    )


def _original(uris: list[str]) -> tuple[str, ...]:
    tags = tuple([TAGS[uri] for uri in uris])
    need(tags and len(set(tags)) == len(tags))
    return tags


def _asked(target: str, term: int, revised: dict[str, Reference]) -> Reference:
    """The reference of a question by its URI, of the same term as the answer."""
    need(target.startswith("eli/dl/doc/") and portal.is_plain(target[11:]))
    found = revised.get(BASE + target)
    if found is not None:
        return found
    reference, own = reference_of(target[11:])
    if reference is None or reference.suffix is not None or own != term:
        raise Doubt
    return reference


def answer(node: Node, revised: dict[str, Reference]) -> Answer:
    """The answer of a node.

    Args:
        node: the node.
        revised: references with a revision, by the absolute URI of the question.

    Raises:
        Doubt: or another of `DOUBTS`, the node is for the general reader.
    """
    identifier, reference, term = _shared(node)
    need(len(node) == len(_SHARED) + 1 and reference.suffix == "ASW")
    targets = node["answers_to"]
    if type(targets) is list:
        need(len(targets) > 1 and len(set(targets)) == len(targets))
    else:
        targets = [targets]
    asked = tuple([_asked(each, term, revised) for each in targets])
    need(node["work_type"] == _ANSWER)
    variants, read = variants_of(node, node["id"], placeholder(reference))
    (creator,), (part,) = node["creator"], node["workHadParticipation"]
    code, institution = _body(creator, answers=True)
    separator = _separator((part,), identifier)
    need(
        not read
        and len(part) == 4
        and part["type"] == "Participation"
        and part["participation_role"] == _NAMES.author
        and part["had_participant_organization"] == [creator]
        and part["id"] == f"eli/dl/participation/{identifier}{separator}{code}"
    )
    return _answer(
        reference=reference,
        identifiers=(_identifier(scheme=ELI, value=BASE + node["id"]),),
        kind=AnswerKind.JOINT if len(asked) > 1 else AnswerKind.ANSWER,
        kind_code=BASE + _ANSWER,
        term=term,
        answers_to=asked,
        answerers=(_answerer(institution=institution),),
        date=day_of(node["document_date"]),
        variants=variants,
        extensions=_DASHED if separator == "-" else (),
    )
