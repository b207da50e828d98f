"""Reads records of API v2 that are exactly as the API writes them; leaves all others alone.

A record states each fact several times; this module checks that these statements agree. A record
that passes is read in one pass and states nothing that the model has no field for. On anything
unexpected it raises `NotCanonical` (or a lookup error), and the general reader takes over. A test checks
that both readers give the same values.
"""

from __future__ import annotations

import datetime as dt
from operator import itemgetter

from parlq.formats.ep.records.api.exact_expressions import TAGS, NotCanonical, require
from parlq.formats.ep.records.api.exact_expressions import variants as variants_of
from parlq.formats.ep.records.api.exact_parties import answering, parties
from parlq.formats.ep.records.nodes.identifiers import ELI, PE
from parlq.formats.ep.records.nodes.nodes_and_triples import Node
from parlq.formats.ep.records.reading.parties_from_node import Context, tell_untied
from parlq.formats.ep.records.vocabulary.namespaces import BASE, PREFIXES, TERMS, Shape
from parlq.model import (
    Answer,
    Answerer,
    AnswerKind,
    Author,
    Extension,
    Identifier,
    Question,
    QuestionKind,
    Reference,
)
from parlq.model.fields.base import unchecked
from parlq.model.fields.scalars import TEXT, UNKNOWN_DATE
from parlq.model.references import portal

#: What a record that is not as expected brings about.
FALLBACK_ERRORS = (NotCanonical, KeyError, IndexError, TypeError, ValueError, AttributeError)

_NAMES = TERMS[Shape.API_V2]
_QUESTIONS = {
    uri: (kind, BASE + uri) for kind, uri in _NAMES.kinds.items() if isinstance(kind, QuestionKind)
}
_ANSWER = _NAMES.kinds[AnswerKind.ANSWER]
_ANSWER_CODE = BASE + _ANSWER
_DOCUMENT = "eli/dl/doc/"
#: How many keys every work has: `id`, `type`, `parliamentary_term`, `document_date`,
#: `is_realized_by`, `work_type`, `creator`, `identifier`, `publisher`, `title_dcterms`,
#: `identifierYear` and `workHadParticipation`.
_SHARED = 12
_work_facts = itemgetter(
    "document_date", "id", "type", "parliamentary_term", "publisher", "identifierYear"
)
_fault = TEXT.fault
_date = dt.date.fromisoformat
_reference = unchecked(Reference)
_question, _answer, _author = unchecked(Question), unchecked(Answer), unchecked(Author)
_answerer, _identifier = unchecked(Answerer), unchecked(Identifier)
_extension, _TERMS = unchecked(Extension), PREFIXES["dcterms"]


def _named(identifier: str) -> tuple[Reference, int]:
    """The reference and the term of an identifier that is spelled as nearly all are."""
    known = portal.plain(identifier)
    if known is None:
        raise NotCanonical
    return known


def _day(node: Node, identifier: str, reference: Reference, term: int) -> dt.date:
    """The day of a work, after what every record states of its name is found to agree."""
    facts = _work_facts(node)
    day = facts[0]
    date = _date(day)
    if (
        facts
        != (
            day,
            _DOCUMENT + identifier,
            "Work",
            f"org/ep-{term}",
            "org/EU_PARLIAMENT",
            str(reference.year),
        )
        or len(day) != 10
        or day[7] != "-"  # a week's day is as long
        or date == UNKNOWN_DATE
    ):
        raise NotCanonical
    return date


def question(node: Node, context: Context) -> Question:
    """The question of a record, without the answers nested in it.

    Raises:
        NotCanonical: or another of `FALLBACK_ERRORS`, the record is for the general reader.
    """
    identifier, own = node["identifier"], node["id"]
    reference, term = _named(identifier)
    date = _day(node, identifier, reference, term)
    variants, read = variants_of(node, own, None)
    title = read["en"] if "en" in read else next(iter(read.values()), None)
    if title is None or not title.names or title.behalf is not None or title.reference is None:
        raise NotCanonical
    if reference.suffix is not None:
        raise NotCanonical
    persons, bodies, extensions = parties(node["workHadParticipation"], identifier)
    if node["creator"] != persons:
        raise NotCanonical
    names = [_identifier(scheme=ELI, value=BASE + own)]
    count = _SHARED + ("inverse_answers_to" in node)
    if "epNumber" in node:
        count += 1
        number = node["epNumber"]
        if _fault(number):
            raise NotCanonical
        names.append(_identifier(scheme=PE, value=number))
    original: tuple[str, ...] = ()
    if "originalLanguage" in node:
        count += 1
        original = _original(node["originalLanguage"])
    if len(node) != count:
        raise NotCanonical
    kind, kind_code = _QUESTIONS[node["work_type"]]
    if len(persons) == len(title.names) == 1:
        name, group = title.names[0]
        authors = [_author(name=name, group=group, uri=BASE + persons[0])]
    else:
        # Which of the persons bears which of the names is not stated.
        authors = [_author(name=name, group=group) for name, group in title.names]
        untied = [_extension(namespace=_TERMS, name="creator", value=BASE + e) for e in persons]
        extensions = (*untied, *extensions)
    if title.reference.revision is not None:
        reference = context.revised[BASE + own] = title.reference
    context.known[own] = reference, term
    if len(authors) != 1 or authors[0].uri is None:
        tell_untied(len(persons), context.report, str(reference))
    return _question(
        reference=reference,
        identifiers=tuple(names),
        kind=kind,
        kind_code=kind_code,
        term=term,
        authors=tuple(authors),
        addressees=bodies,
        rule=title.rule,
        date=date,
        original_languages=original,
        variants=variants,
        extensions=extensions,
    )


def _original(uris: list[str]) -> tuple[str, ...]:
    tags = tuple([TAGS[uri] for uri in uris])
    if len(set(tags)) != len(tags) or not tags:
        raise NotCanonical
    return tags


def _question_of(target: str, context: Context) -> tuple[Reference, int]:
    """The reference by which a question is named, and its term, by its URI."""
    known = context.known.get(target)
    if context.revised and (found := context.revised.get(BASE + target)):
        return found, known[1] if known else _named(target[11:])[1]
    if known is not None:
        return known
    reference, term = _named(target[11:])
    if target[:11] != _DOCUMENT or reference.suffix is not None:
        raise NotCanonical
    return reference, term


def answer(node: Node, context: Context) -> Answer:
    """The answer of a node.

    Raises:
        NotCanonical: or another of `FALLBACK_ERRORS`, the node is for the general reader.
    """
    identifier, own, target = node["identifier"], node["id"], node["answers_to"]
    if type(target) is list:
        require(len(target) > 1 and len(set(target)) == len(target))
        found = [_question_of(each, context) for each in target]
        asked = tuple([each for each, _ in found])
        reference, term = _named(identifier)
        require({term} == {other for _, other in found})
    else:
        question, term = _question_of(target, context)
        asked = (question,)
        if identifier == f"{target[11:]}-ASW":
            reference = _reference(
                year=question.year, letter=question.letter, number=question.number, suffix="ASW"
            )
        else:
            reference, other = _named(identifier)
            require(term == other)
    date, year = _day(node, identifier, reference, term), reference.year
    if year > 2051 or year < 1952:  # in two digits it would mean another
        raise NotCanonical
    # What `placeholder` gives for such a reference.
    blank = (
        f"Answer for question {reference.letter}-{reference.number:06}/{reference.year % 100:02}"
    )
    variants, read = variants_of(node, own, blank)
    institution, extensions = answering(node, identifier)
    if (
        len(node) != _SHARED + 1
        or reference.suffix != "ASW"
        or node["work_type"] != _ANSWER
        or read
    ):
        raise NotCanonical
    return _answer(
        reference=reference,
        identifiers=(_identifier(scheme=ELI, value=BASE + own),),
        kind=AnswerKind.JOINT if len(asked) > 1 else AnswerKind.ANSWER,
        kind_code=_ANSWER_CODE,
        term=term,
        answers_to=asked,
        answerers=(_answerer(institution=institution),),
        date=date,
        variants=variants,
        extensions=extensions,
    )
