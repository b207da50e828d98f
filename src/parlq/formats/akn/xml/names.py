"""The names of Akoma Ntoso and of parlq's own namespace, and how kinds are spelled there."""

from __future__ import annotations

from typing import Final

from parlq.model import AnswerKind, QuestionKind

#: OASIS LegalDocML Akoma Ntoso 1.0 Part 2, the namespace of version 3.0.
AKN: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
#: Namespace of what Akoma Ntoso has no place for.
PQ: Final = "https://parlq.readthedocs.io/ns/1.0"
XML: Final = "http://www.w3.org/XML/1998/namespace"
XML_LANG: Final = f"{{{XML}}}lang"

#: What an identifier is unique in, on an alias of a work and on a link to one.
SCOPE: Final = f"{{{PQ}}}scope"

MEDIA_TYPE: Final = "application/akn+xml"
SOURCE: Final = "#parlq"
#: Number of a work without one (Akoma Ntoso Naming Convention, unnumbered documents).
NO_NUMBER: Final = "nn"
#: Stands for an unknown date; the model refuses it as a date of a fact.
NO_DATE: Final = "0001-01-01"
#: ISO 639-2 codes of a work in several languages, in none, and of an unknown one.
SEVERAL, NONE, UNKNOWN = "mul", "zxx", "und"
#: Who stands where Akoma Ntoso asks for an agent and none is known.
UNKNOWN_PERSON: Final = "/akn/ontology/person/unknown"

QUESTION_CONCEPTS: Final[dict[QuestionKind | None, str]] = {
    None: "unspecifiedQuestion",
    QuestionKind.WRITTEN: "writtenQuestion",
    QuestionKind.PRIORITY: "priorityQuestion",
    QuestionKind.ORAL: "oralQuestion",
    QuestionKind.QUESTION_TIME: "questionTime",
    QuestionKind.MAJOR_INTERPELLATION: "majorInterpellation",
    QuestionKind.MINOR_INTERPELLATION: "minorInterpellation",
    QuestionKind.OTHER: "otherQuestion",
}
ANSWER_CONCEPTS: Final[dict[AnswerKind | None, str]] = {
    None: "unspecifiedAnswer",
    AnswerKind.ANSWER: "answer",
    AnswerKind.JOINT: "jointAnswer",
    AnswerKind.SUPPLEMENTARY: "supplementaryAnswer",
    AnswerKind.SUPPLEMENTARY_JOINT: "supplementaryJointAnswer",
    AnswerKind.INTERIM: "interimAnswer",
    AnswerKind.CORRECTION: "correctedAnswer",
    AnswerKind.REFERRAL: "referralAnswer",
    AnswerKind.OTHER: "otherAnswer",
}
QUESTION_KINDS: Final = {name: kind for kind, name in QUESTION_CONCEPTS.items()}
ANSWER_KINDS: Final = {name: kind for kind, name in ANSWER_CONCEPTS.items()}

#: Most of the name of a namespace that a message repeats.
_SHOWN: Final = 80

#: Where the concepts of parlq live: kinds of works and of events, which are the last segment.
CONCEPTS: Final = "/akn/ontology/concept/parlq/"
#: Where the roles of those live who ask and answer.
ROLES: Final = "/akn/ontology/role/parlq/"

#: `eId` of the section that each document has, by the naming convention.
SECTION: Final = "dbsect_1"

#: Aliases of a work that follow from its facts: its subject, the spelling of its reference, and the
#: address that links to the identifier before it carry. No scheme of an identifier has a colon.
TITLE, SPELLING, ADDRESS = "title", "parlq:reference", "parlq:uri"
DERIVED_ALIASES: Final = frozenset({TITLE, SPELLING, ADDRESS})
#: How an identifier is called whose scheme is called like one of these.
OWN_TITLE: Final = "parlq:title"

#: What the references call the fields of a work that link to other works.
LINK_NAMES: Final = {
    "answers_to": "answersTo",
    "replaces": "replaces",
    "cites": "cites",
    "follows_up": "followsUp",
}


def clark(*tags: str) -> tuple[str, ...]:
    """Names in the Akoma Ntoso namespace, as lxml writes them."""
    return tuple(f"{{{AKN}}}{tag}" for tag in tags)


def markup(tag: str) -> str:
    """An element for messages: as a tag, with its namespace where it is of another vocabulary."""
    name = local(tag)
    if not name.startswith("{"):
        return f"<{name}>"
    namespace, _, own = name[1:].rpartition("}")
    return f"<{own}> in the namespace {namespace[:_SHOWN]}"


def stated_in(name: str) -> str:
    """An attribute for messages, likewise, from the name that lxml gives."""
    if name.startswith(f"{{{XML}}}"):
        return f"attribute 'xml:{name[len(XML) + 2 :]}'"
    own = local(name)
    if not own.startswith("{"):
        return f"attribute '{own}'"
    namespace, _, own = own[1:].rpartition("}")
    return f"attribute '{own}' in the namespace {namespace[:_SHOWN]}"


def local(tag: str) -> str:
    """A name for people: without namespace in Akoma Ntoso, with prefix in parlq's."""
    if tag.startswith(f"{{{AKN}}}"):
        return tag[len(AKN) + 2 :]
    if tag.startswith(f"{{{PQ}}}"):
        return f"pq:{tag[len(PQ) + 2 :]}"
    return tag
