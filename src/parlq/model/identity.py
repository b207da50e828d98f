"""What a name of a work is: the one place that decides which works are one and what a link means.

A work has a name outside its file if it has

- a **reference**, which names one work within its parliament;
- an **identifier of a scheme that is unique**: everywhere (`EVERYWHERE`), or within its parliament
  (`IN_PARLIAMENT`);
- an identifier of any other scheme together with its **scope**: the house, session or sitting that
  its value is unique in.

An identifier without a scope names nothing outside its file: the question 7 of one sitting is not
the question 7 of another. Inside its file it names the works that bear it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import attrs

from parlq.model.fields.patterns import Pattern
from parlq.model.identifier import Identifier
from parlq.model.references.reference import Reference
from parlq.model.work_base import Work
from parlq.model.works import Answer

#: A name that can be compared with others and looked up; what is inside is nobody's business.
Name: TypeAlias = tuple[object, ...]
#: What kind of work a name is meant to name.
Kind: TypeAlias = Literal["question", "answer"]
#: How a work spells a name, and how another one links to it.
Spelled: TypeAlias = Reference | Identifier

#: The fields of works that link to other works, and what each leads to, unless a reference says that
#: it is the one of an answer. The targets of events lead to questions, likewise.
LINKS: Final[Mapping[str, Kind]] = MappingProxyType(
    {"answers_to": "question", "replaces": "answer", "cites": "question", "follows_up": "question"}
)

#: Scheme of the identifiers that a file gives to works without a name of their own.
LOCAL: Final = "local"
CELEX: Final = "celex"

#: Schemes whose values are unique everywhere, each with the reason.
EVERYWHERE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "eli": "a European Legislation Identifier is a URI of one document",
        CELEX: "EUR-Lex gives a number to one document: a question with its answers, so the number"
        " names the question and none of the answers",
        "akn": "the Akoma Ntoso naming convention makes an IRI for one work",
        "doi": "a Digital Object Identifier is registered for one object",
        "guid": "a GUID is made so that no other one is equal",
        "uuid": "a UUID is made so that no other one is equal (RFC 9562)",
    }
)
#: Schemes whose values are unique within a parliament, each with the reason.
IN_PARLIAMENT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "pe": "the European Parliament numbers each of its documents (PE), and a question is one",
        "document": "the Open Data Portal's own name of a document",
    }
)
#: Schemes whose values never name a work, each with the reason.
NOTHING: Final[Mapping[str, str]] = MappingProxyType(
    {
        LOCAL: "a file makes it up for a work without a name; other files make up the same ones",
        "printed": "another spelling of the reference, perhaps without letter or century; the"
        " reference is the name",
        "procedure": "the procedure that a question belongs to, with others",
        "tabled-text": "the number of the text tabled for a debate, which may be one for several"
        " questions",
        "title": "words, which several works may share",
    }
)

#: Schemes whose identifiers need no scope.
UNIQUE: Final = frozenset({*EVERYWHERE, *IN_PARLIAMENT})

#: Schemes in which upper and lower case are the same.
_WITHOUT_CASE: Final = frozenset({"doi", "guid", "uuid"})
_CELEX = Pattern(r"(?i)(?:CELEX:)?(9[0-9]{4}[A-Z])([0-9]{4}|[0-9]{6})")


def name(of: Spelled, parliament: str, kind: Kind) -> Name | None:
    """The name that a reference or identifier is, outside its file; None where it is none there.

    Args:
        of: a name of a work, or a link to one.
        parliament: the parliament of the work that states it.
        kind: what it names.
    """
    if isinstance(of, Reference):
        return ("reference", parliament, of)
    scheme, (value, scope) = of.scheme, normal(of)
    if scheme in EVERYWHERE:
        return None if scheme == CELEX and kind == "answer" else (scheme, value)
    if scheme in NOTHING:
        return None
    if scheme in IN_PARLIAMENT:
        return (scheme, parliament, value)
    return None if scope is None else (scheme, parliament, value, scope)


def normal(of: Identifier) -> tuple[str, str | None]:
    """Value and scope of an identifier as the name has them: a scheme may spell one name in several ways."""
    value = of.value
    if of.scheme == CELEX:
        value = _celex(value)
    elif of.scheme in _WITHOUT_CASE:
        value = value.lower()
    elif of.scheme in IN_PARLIAMENT:
        value = "".join(value.split())
    return value, None if of.scheme in UNIQUE else of.scope


def _celex(value: str) -> str:
    """A CELEX number with the six digits of EUR-Lex; the Parliament's own use has four."""
    found = _CELEX.fullmatch(value)
    return f"{found[1].upper()}{found[2]:0>6}" if found else value


def names(work: Work) -> frozenset[Name]:
    """All names of a work outside its file."""
    kind, parliament = kind_of(work), work.parliament
    found = [name(each, parliament, kind) for each in _spelled(work)]
    return frozenset([each for each in found if each is not None])


def inside(of: Spelled, parliament: str, kind: Kind) -> Name:
    """The name that a reference or identifier is inside its file, where everything names."""
    return name(of, parliament, kind) or ("inside", of)


def names_inside(work: Work) -> frozenset[Name]:
    """All names of a work inside its file."""
    kind, parliament = kind_of(work), work.parliament
    return frozenset([inside(each, parliament, kind) for each in _spelled(work)])


def own(work: Work) -> Spelled | None:
    """How another work of the same file best links to this one; None for a work without a name."""
    return best(_spelled(work), work.parliament, kind_of(work))


def best(spelled: Iterable[Spelled], parliament: str, kind: Kind) -> Spelled | None:
    """The best of the names of a work to link to it by, inside its file; None where none will do.

    It is the reference, else an identifier that is a name outside the file, else one that is made
    to name inside it. What only describes a work, such as its title, is no way to link to it.
    """
    usable = [
        each
        for each in spelled
        if isinstance(each, Reference) or each.scheme == LOCAL or each.scheme not in NOTHING
    ]
    return min(
        usable,
        key=lambda each: (
            not isinstance(each, Reference),
            name(each, parliament, kind) is None,
        ),
        default=None,
    )


def derived(answer: Answer) -> Name | None:
    """What an answer without a name is known by: the questions that it answers, and its day.

    Most pages of answers print no reference. None where a question has no name outside the file, or
    where the day is not stated: two answers to one question, a holding and a full one, are two.
    """
    if answer.date is None or not answer.answers_to:
        return None
    asked = [name(unrevised(each), answer.parliament, "question") for each in answer.answers_to]
    return None if None in asked else ("answer", frozenset(asked), answer.date)


def first_asked(answer: Answer) -> Spelled | None:
    """The first question in normal order that an answer answers; None where it has no name outside.

    Sources list the questions of one answer in different orders.
    """
    asked = [unrevised(each) for each in answer.answers_to]
    named = [each for each in asked if name(each, answer.parliament, "question") is not None]
    return min(named, key=lambda each: (isinstance(each, Identifier), each), default=None)


def unrevised(of: Spelled) -> Spelled:
    """A reference without its revision, which answers leave out; anything else as it is."""
    if isinstance(of, Reference) and of.revision is not None:
        return attrs.evolve(of, revision=None)
    return of


def kind_of(work: Work) -> Kind:
    """The kind of a work, as names need it."""
    return "answer" if isinstance(work, Answer) else "question"


def _spelled(work: Work) -> Iterable[Spelled]:
    if work.reference is None:
        return work.identifiers
    return (work.reference, *work.identifiers)
