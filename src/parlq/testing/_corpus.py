"""Made-up documents in the proportions of real ones, for benchmarks and demonstrations."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar, overload

import attrs

from parlq.model import (
    Answer,
    Answerer,
    AnswerKind,
    Author,
    Document,
    Dossier,
    Event,
    EventKind,
    Identifier,
    Institution,
    LanguageVariant,
    LegalNotice,
    Publication,
    Question,
    QuestionKind,
    Reference,
    Subject,
    VariantRole,
)
from parlq.model.languages.language import OFFICIAL
from parlq.testing._made_text import Dice, answering, asking
from parlq.testing._prose import FIRST, GROUPS, HONORIFICS, LAST, PROSE

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["corpus"]

T = TypeVar("T")

# Shares in percent, from the Open Data Portal's records of 2022 and yearly tables.
_AUTHORS = ((83.5, 1), (4.7, 2), (3.0, 3), (1.3, 4), (1.0, 5), (4.0, 8), (1.5, 15), (1.0, 27))
_LANGUAGES = ((2.5, 1), (92.0, 2), (2.0, 3), (1.5, 5), (1.0, 10), (1.0, 24))
_ORIGINALS = (
    (22.0, "it"),
    (17.0, "de"),
    (15.0, "fr"),
    (14.0, "es"),
    (10.0, "el"),
    (8.0, "pl"),
    (4.0, "bg"),
    (10.0, "en"),
)
_KINDS = (
    (85.0, ("E", QuestionKind.WRITTEN)),
    (13.7, ("P", QuestionKind.PRIORITY)),
    (1.2, ("O", QuestionKind.ORAL)),
    (0.1, ("G", QuestionKind.MAJOR_INTERPELLATION)),
)
#: Rule of Procedure by parliamentary term: of written questions, and of other ones.
_RULES = {7: ("117", "115"), 8: ("130", "128"), 9: ("138", "136"), 10: ("144", "142")}
#: First days of the terms after the seventh.
_STARTS = ((10, dt.date(2024, 7, 16)), (9, dt.date(2019, 7, 2)), (8, dt.date(2014, 7, 1)))
_BODIES = (
    (88.0, ("commission", "Commission")),
    (8.0, ("vp_hr", "Vice-President / High Representative")),
    (4.0, ("council", "Council")),
)
_ELI = "https://data.europarl.europa.eu/eli/dl/doc/"
_A_YEAR = 7000
#: Questions that a joint answer can be to: those between two multiples of this number.
_TEN = 10


class _Facts(NamedTuple):
    """What a question and its answer have in common."""

    reference: Reference
    kind: QuestionKind
    day: dt.date
    term: int
    body: Institution
    original: str


@overload
def corpus(n: int, seed: int = 0, *, kind: Literal["dossier"] = "dossier") -> Iterator[Dossier]: ...
@overload
def corpus(n: int, seed: int = 0, *, kind: Literal["question"]) -> Iterator[Question]: ...
@overload
def corpus(n: int, seed: int = 0, *, kind: Literal["answer"]) -> Iterator[Answer]: ...
def corpus(n: int, seed: int = 0, *, kind: str = "dossier") -> Iterator[Document]:
    """Return `n` made-up documents that look like those of the European Parliament.

    How many authors, languages and questions they have, who is asked and who answers follow the
    shares in the Parliament's open data; every name and sentence is invented. The same seed gives
    the same documents on every Python and platform, and fewer of them are the first of more.
    References differ from one another. Written as Akoma Ntoso, a question or an answer alone takes
    about 5 kB, a dossier, which states the facts of both and its own, about 12 kB.

    Args:
        n: how many documents.
        seed: any integer.
        kind: `dossier` for a question with its answer, or one of the two alone.

    Raises:
        ValueError: another kind.

    >>> from parlq.testing import corpus
    >>> [str(question.reference) for question in corpus(2, kind="question")]
    ['E-000001/2014', 'E-000002/2014']
    """
    if kind not in ("dossier", "question", "answer"):
        raise ValueError(f"kind must be dossier, question or answer, not {kind!r:.40}")
    return _documents(n, seed, kind)


def _documents(n: int, seed: int, kind: str) -> Iterator[Document]:
    dice = Dice(seed)
    for number in range(n):
        facts = _facts(dice, number, _week(seed, number))
        question, answer = _question(dice, facts), _answer(dice, facts)
        if kind == "dossier":
            yield Dossier(questions=(question,), answers=(answer,))
        else:
            yield question if kind == "question" else answer


def _reference(letter: str, number: int) -> Reference:
    lap, place = divmod(number, _A_YEAR * 12)
    year, place = divmod(place, _A_YEAR)
    return Reference(letter=letter, number=1 + place + lap * _A_YEAR, year=2014 + year)


def _term(day: dt.date) -> int:
    return next((term for term, first in _STARTS if day >= first), 7)


def _eli(reference: Reference, term: int) -> Identifier:
    suffix = f"-{reference.suffix}" if reference.suffix else ""
    own = f"{reference.letter}-{term}-{reference.year}-{reference.number:06}{suffix}"
    return Identifier(scheme="eli", value=_ELI + own)


def _name(dice: Dice) -> str:
    return f"{dice.pick(FIRST)} {dice.pick(LAST)}"


def _week(seed: int, number: int) -> int:
    """Day of the year, from 0, in whose week a question is asked, with those that it is joined to.

    A joint answer is to questions of one ten, so it cannot be older than any of them.
    """
    return Dice(seed + 1_000_003 * (1 + number // _TEN)).between(0, 358)


def _facts(dice: Dice, number: int, week: int) -> _Facts:
    letter, kind = dice.weighed(_KINDS)
    reference = _reference(letter, number)
    day = dt.date(reference.year, 1, 1) + dt.timedelta(week + dice.between(0, 364) % 7)
    code, name = dice.weighed(_BODIES)
    body = Institution(code=code, name=name)
    return _Facts(reference, kind, day, _term(day), body, dice.weighed(_ORIGINALS))


def _question(dice: Dice, facts: _Facts) -> Question:
    reference, kind, day, term, body, original = facts
    text = original if dice.chance(75) else "en"
    prose = PROSE[text]
    rule = _RULES[term][kind not in (QuestionKind.WRITTEN, QuestionKind.PRIORITY)]
    variant = LanguageVariant(
        language=text,
        role=VariantRole.ORIGINAL if text == original else VariantRole.TRANSLATION,
        subject=dice.pick(prose.topics),
        heading=(prose.heading, f"{prose.to} {body.name}"),
        body=asking(dice, text),
        legal_notice=LegalNotice(label=prose.notice) if dice.chance(20) else None,
        last_updated=day + dt.timedelta(14) if dice.chance(20) else None,
    )
    tabled = Event(kind=EventKind.TABLED, date=day)
    return Question(
        reference=reference,
        identifiers=(_eli(reference, term),) if dice.chance(50) else (),
        kind=kind,
        term=term,
        # Nobody signs twice, though the dice may name somebody twice.
        authors=tuple(dict.fromkeys(_author(dice, kind) for _ in range(dice.weighed(_AUTHORS)))),
        addressees=(body,),
        rule=rule,
        date=day,
        original_languages=(original,),
        events=(tabled,) if dice.chance(10) else (),
        publications=(_publication(dice, day),) if dice.chance(3) else (),
        subjects=(_subject(dice),) if dice.chance(20) else (),
        variants=_known(dice, variant, original),
    )


def _author(dice: Dice, kind: QuestionKind) -> Author:
    # Pages of oral questions print no groups.
    group = None if kind is QuestionKind.ORAL else dice.pick(GROUPS)
    return Author(name=_name(dice), group=group)


def _publication(dice: Dice, day: dt.date) -> Publication:
    number, issued = dice.between(1, 480), day + dt.timedelta(dice.between(60, 200))
    label = f"OJ C {number}, {issued:%d/%m/%Y}"
    return Publication(name="OJ C", number=str(number), date=issued, label=label)


def _subject(dice: Dice) -> Subject:
    code = str(dice.between(1000, 9999))
    label = dice.pick(PROSE["en"].topics).lower()
    return Subject(code=code, label=label, scheme="http://eurovoc.europa.eu/100141")


def _known(dice: Dice, variant: LanguageVariant, original: str) -> tuple[LanguageVariant, ...]:
    """Return the variant that has the text, and the languages that are only known."""
    size = dice.weighed(_LANGUAGES)
    tags = dict.fromkeys((variant.language, original, "en"))
    while len(tags) < size:
        tags[dice.pick(OFFICIAL).tag] = None
    others = list(tags)[1 : max(size, 1)]
    return (variant, *(LanguageVariant(language=tag) for tag in others))


def _answer(dice: Dice, facts: _Facts) -> Answer:
    asked, _, day, term, body, original = facts
    reference = attrs.evolve(asked, suffix="ASW")
    joint = dice.chance(2.5)
    more = dice.weighed(((70.0, 1), (25.0, 2), (5.0, 9))) if joint else 0
    more = min(more, -asked.number % _TEN)
    names = tuple(attrs.evolve(asked, number=asked.number + step) for step in range(more + 1))
    answerer, printed = _answerer(dice, body)
    text = "en" if dice.chance(60) else original
    prose = PROSE[text]
    given = day + dt.timedelta(dice.between(21, 120))
    variant = LanguageVariant(
        language=text,
        role=VariantRole.ORIGINAL if text == "en" else VariantRole.TRANSLATION,
        printed_answerers=prose.answer.format(printed),
        body=answering(dice, text),
        legal_notice=LegalNotice(label=prose.notice) if dice.chance(20) else None,
        last_updated=given + dt.timedelta(3) if dice.chance(20) else None,
    )
    return Answer(
        reference=reference,
        identifiers=(_eli(reference, term),) if dice.chance(50) else (),
        kind=AnswerKind.JOINT if more else AnswerKind.ANSWER,
        term=term,
        answers_to=names,
        answerers=(answerer,),
        date=given,
        original_languages=("en",),
        variants=_known(dice, variant, original),
    )


def _answerer(dice: Dice, body: Institution) -> tuple[Answerer, str]:
    if body.code == "council":
        return Answerer(institution=body), "the Council"
    name = dice.pick(LAST)
    if body.code == "vp_hr":
        offices = ("High Representative", "Vice-President")
        return Answerer(offices=offices, name=name), f"{'/'.join(offices)} {name}"
    honorific = dice.pick(HONORIFICS)
    answerer = Answerer(honorific=honorific, name=name, institution=body)
    return answerer, f"{honorific} {name} on behalf of the European Commission"
