"""The vocabularies of the portal's records: namespaces, kinds of works, roles, media types."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

from parlq.model import AnswerKind, QuestionKind

#: Base of the portal's own identifiers, which its JSON-LD leaves out.
BASE: Final = "https://data.europarl.europa.eu/"
#: Base of identifiers of documents.
DOCUMENTS: Final = BASE + "eli/dl/doc/"
AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
LANGUAGES: Final = AUTHORITY + "language/"
#: Context that records of API v2 name; it is known here and never fetched.
CONTEXT: Final = BASE + "api/v2/context.jsonld"
#: Namespace of what parlq itself adds to a value that came from a record.
NAMESPACE: Final = "https://parlq.readthedocs.io/ns/opendata"

#: Prefixes as the Parliament's dumps and its SHACL description declare them.
PREFIXES: Final[dict[str, str]] = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "eli-dl": "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "epvoc": "https://data.europarl.europa.eu/def/epvoc#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


# RFC 3986, section 3.1.
_USUAL = ("https:", "http:")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def has_scheme(iri: str) -> bool:
    """Whether an IRI begins with a scheme, and so is not relative to the portal's base."""
    # As nearly all begin, or have no colon at all.
    return iri.startswith(_USUAL) or (":" in iri and _SCHEME.match(iri) is not None)


def absolute(iri: str) -> str:
    """An IRI as it is meant: relative ones stand on the portal's base."""
    return iri if has_scheme(iri) else BASE + iri


def relative(iri: str) -> str:
    """An IRI without the portal's base, as its JSON-LD writes it."""
    short = iri.removeprefix(BASE)
    # Cut short, `…/a:b` would become an IRI of the scheme `a`.
    return iri if has_scheme(short) else short


def last_part(iri: str) -> str:
    """What stands behind the last slash or number sign of an IRI."""
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]


class Shape(StrEnum):
    """The two ways in which the portal has laid its records out.

    `API_V2` is that of version 2 of its API: bodies and kinds under its own base, days without a
    zone, participations on the work. `DUMP_2022` is that of the dumps of 2022 and of the SHACL
    description: authority tables of the Publications Office, instants in UTC, a submission
    (activity) that holds the participations.
    """

    API_V2 = "api-v2"
    DUMP_2022 = "dump-2022"


class Terms(NamedTuple):
    """How one shape names what both have."""

    kinds: dict[QuestionKind | AnswerKind, str]
    attachment: str
    author: str
    addressee: str
    publisher: str


_TYPES = AUTHORITY + "resource-type/"
_EP_TYPES = "def/ep-document-types/"

_DUMP_KINDS: dict[QuestionKind | AnswerKind, str] = {
    QuestionKind.WRITTEN: _TYPES + "QUEST_WRITTEN",
    QuestionKind.PRIORITY: _TYPES + "QUEST_PRIORITY",
    QuestionKind.ORAL: _TYPES + "QUEST_ORAL",
    QuestionKind.QUESTION_TIME: _TYPES + "QUEST_TIME",
    QuestionKind.MAJOR_INTERPELLATION: _TYPES + "INTERPELL_G",
    QuestionKind.MINOR_INTERPELLATION: _TYPES + "INTERPELL_K",
    AnswerKind.ANSWER: _TYPES + "ANSWER_TO_EP_QUESTION",
}
_V2_KINDS: dict[QuestionKind | AnswerKind, str] = {
    QuestionKind.WRITTEN: _EP_TYPES + "QUESTION_WRITTEN",
    QuestionKind.PRIORITY: _EP_TYPES + "QUESTION_WRITTEN_PRIORITY",
    QuestionKind.ORAL: _EP_TYPES + "QUESTION_ORAL",
    QuestionKind.QUESTION_TIME: _EP_TYPES + "QUESTION_TIME",
    QuestionKind.MAJOR_INTERPELLATION: _EP_TYPES + "INTERPELLATION_MAJOR",
    QuestionKind.MINOR_INTERPELLATION: _EP_TYPES + "INTERPELLATION_MINOR",
    AnswerKind.ANSWER: _EP_TYPES + "QUESTION_WRITTEN_ANSWER",
}

TERMS: Final[dict[Shape, Terms]] = {
    Shape.DUMP_2022: Terms(
        kinds=_DUMP_KINDS,
        attachment=_TYPES + "ANNEX",
        author=AUTHORITY + "role/AUT",
        addressee=AUTHORITY + "role/ADDRESSEE",
        publisher=AUTHORITY + "corporate-body/EP",
    ),
    Shape.API_V2: Terms(
        kinds=_V2_KINDS,
        attachment=_EP_TYPES + "ANNEX",
        author="def/ep-roles/AUTHOR",
        addressee="def/ep-roles/ADDRESSEE",
        publisher="org/EU_PARLIAMENT",
    ),
}

#: Kinds of questions by their whole IRI, in the three vocabularies.
QUESTION_KINDS: Final[dict[str, QuestionKind]] = {
    **{
        absolute(uri): kind
        for kinds in (_DUMP_KINDS, _V2_KINDS)
        for kind, uri in kinds.items()
        if isinstance(kind, QuestionKind)
    },
    _TYPES + "QUEST_WRITTEN_PRIORITY_EP": QuestionKind.PRIORITY,
    _TYPES + "INTERPEL_MAJ_EP": QuestionKind.MAJOR_INTERPELLATION,
    _TYPES + "INTERPEL_MIN_EP": QuestionKind.MINOR_INTERPELLATION,
}
#: Kinds of questions as the CSV names them.
CSV_KINDS: Final[dict[str, QuestionKind]] = {
    "Written question": QuestionKind.WRITTEN,
    "EP priority written question": QuestionKind.PRIORITY,
    "Oral question": QuestionKind.ORAL,
    "Question time": QuestionKind.QUESTION_TIME,
    "EP major interpellation": QuestionKind.MAJOR_INTERPELLATION,
    "EP minor interpellation": QuestionKind.MINOR_INTERPELLATION,
}
#: Kinds of answers by their whole IRI, in the three vocabularies.
ANSWER_KINDS: Final = frozenset({
    _TYPES + "ANSWER_TO_EP_QUESTION",
    _TYPES + "QUEST_WRITTEN_ANSWER_EP",
    _TYPES + "INTERPEL_MINOR_ANSWER_EP",
    _TYPES + "QUEST_INTERPEL_ANSWER_EP",
    BASE + _EP_TYPES + "QUESTION_WRITTEN_ANSWER",
    BASE + _EP_TYPES + "INTERPELLATION_MINOR_WRITTEN_ANSWER",
})  # fmt: skip
#: The kind of an attachment, and roles of participants, by their whole IRIs.
ATTACHMENT_KINDS: Final = frozenset(absolute(names.attachment) for names in TERMS.values())
AUTHORS: Final = frozenset(absolute(names.author) for names in TERMS.values())
ADDRESSEES: Final = frozenset(absolute(names.addressee) for names in TERMS.values())

#: Media types of the files that the portal serves, by the ending of their name.
MEDIA_BY_SUFFIX: Final[dict[str, str]] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "xhtml": "application/xhtml+xml",
}
