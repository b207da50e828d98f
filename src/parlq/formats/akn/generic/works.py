"""Builds questions and answers from generic Akoma Ntoso."""

from __future__ import annotations

from typing import Any, TypeVar

import attrs

from parlq.formats.akn.generic import speakers
from parlq.formats.akn.generic.body import TextReader
from parlq.formats.akn.generic.identity import tag_of
from parlq.formats.akn.generic.parts import Edition, Speech, groups
from parlq.formats.akn.generic.principal_document import answered, principal, tell
from parlq.formats.akn.generic.retained import Keeper
from parlq.formats.akn.xml.names import ANSWER_KINDS, QUESTION_KINDS, XML_LANG, clark
from parlq.formats.akn.xml.types import Element
from parlq.model import (
    Answer,
    Answerer,
    Author,
    Completeness,
    Document,
    Dossier,
    Identifier,
    Institution,
    LanguageVariant,
    Question,
    Reference,
    VariantRole,
)
from parlq.model.dossier import linkable
from parlq.model.fields.scalars import PARLIAMENT
from parlq.model.languages.language import normal_tag
from parlq.problems import ModelError

NUM, HEADING, FROM = clark("num", "heading", "from")
#: Most links that the place of answers makes: below a hundred questions, each of a hundred answers
#: has as many.
PLACED = 20_000
_SPOKEN = ("by", "to", "refersTo", XML_LANG)


T = TypeVar("T")


class Builder:
    """Builds the works of a file; `places` comes to say where each stands."""

    __slots__ = ("_keeper", "_places")

    def __init__(self, keeper: Keeper, places: dict[tuple[str | int, ...], Element]) -> None:
        self._keeper = keeper
        self._places = places

    def document(self, editions: list[Edition], root: Element) -> Document:
        """The one work of these documents, or the dossier of all of them."""
        questions: list[Question] = []
        answers: list[tuple[Answer, tuple[int, ...]]] = []
        places: list[tuple[str, int, dict[str, Element], Question | Answer]] = []
        for group in groups(editions):
            first = len(questions)
            made = _Group(self._keeper, group)
            for number, question in enumerate(made.questions()):
                there = made.elements("questions", number)
                places.append(("questions", len(questions), there, question))
                questions.append(question)
            for number, (answer, asked) in enumerate(made.answers()):
                there = made.elements("answers", number)
                places.append(("answers", len(answers), there, answer))
                answers.append((answer, tuple(first + each for each in asked)))
        if not questions and not answers:
            raise ModelError("contains no question or answer; expected <question> or <answer>")
        if sum(len(asked) for _, asked in answers) > PLACED:
            message = f"more than {PLACED} links from answers to the questions above them"
            self._keeper.report.refuse("PQ104", message, root)
            answers = [(answer, ()) for answer, _ in answers]
        single = len(questions) + len(answers) == 1
        for stem, number, elements, work in places:
            own = () if single else (stem, number)
            for place, variant in enumerate(work.variants):
                if (element := elements.get(variant.language)) is not None:
                    self._places.setdefault(own, element)
                    self._places[*own, "variants", place] = element
        self._places.setdefault((), root[0])
        if single:
            return questions[0] if questions else answers[0][0]
        named = Dossier(questions=tuple(questions)).questions if questions else ()
        tied = {at for answer, asked in answers if not answer.answers_to for at in asked}
        linked, links = linkable(named)
        return Dossier(
            questions=tuple((linked if at in tied else named)[at] for at in range(len(named))),
            answers=tuple(_tied(answer, [links[at] for at in asked]) for answer, asked in answers),
        )


def _tied(answer: Answer, asked: list[Reference | Identifier]) -> Answer:
    """An answer that names nothing itself names the questions that it stands below."""
    if answer.answers_to or not asked:
        return answer
    return attrs.evolve(answer, answers_to=tuple(asked))


class _Group:
    """Documents that say the same in different languages; the first one has the facts."""

    def __init__(self, keeper: Keeper, editions: list[Edition]) -> None:
        self._keeper = keeper
        self._head = editions[0]
        self._texts = [each for each in editions if each.shape != (0, 0)]
        self._identity = self._head.meta.identity
        self._principal = principal(self._head, self._texts)
        if self._principal is None:
            tell(self._head, keeper.report)
            for each in self._texts:
                if each.heading and each.preface is not None:
                    keeper.element(each.preface)
        asked = self._texts[0].questions if self._texts else []
        self._askers = {each.element.get("by") for each in asked}
        self._ids = {each.element.get("eId"): at for at, each in enumerate(asked)}

    def _parliament(self) -> str:
        if PARLIAMENT.fault(self._identity.parliament):
            own = self._identity.element
            self._keeper.report.current_element = self._head.element if own is None else own
            raise ModelError("cannot determine the parliament: FRBRcountry is not a country code")
        return self._identity.parliament

    def elements(self, stem: str, number: int) -> dict[str, Element]:
        """Where the variants of a work stand, by language."""
        spoken = [getattr(each, stem)[number] for each in self._texts]
        report = self._keeper.report
        return {tag_of(each.language, each.element, report): each.element for each in spoken}

    def questions(self) -> list[Question]:
        """The questions, in the order of the text."""
        count = self._texts[0].shape[0] if self._texts else 0
        if not self._texts and self._principal == "questions":
            if QUESTION_KINDS.get(self._identity.subtype or "") is None:
                return []
            return [self._question(None)]
        return [self._question(number) for number in range(count)]

    def _question(self, number: int | None) -> Question:
        spoken = None if number is None else self._texts[0].questions[number]
        authors: list[Author] = []
        addressees: list[Institution] = []
        if spoken is not None:
            meta = self._texts[0].meta
            author, to = spoken.element.get("by"), spoken.element.get("to")
            self._found(meta.author(author), "by", spoken, authors)
            self._found(meta.institution(to), "to", spoken, addressees)
            for other in self._texts[1:]:
                twin = other.questions[number or 0]
                self._alike(other.meta.author(twin.element.get("by")), authors, twin, "by")
                self._alike(other.meta.institution(twin.element.get("to")), addressees, twin, "to")
        return Question(
            kind=self._kind(QUESTION_KINDS, spoken),
            authors=tuple(authors),
            addressees=tuple(addressees),
            **self._facts("questions", spoken, number),
        )

    def answers(self) -> list[tuple[Answer, tuple[int, ...]]]:
        """The answers, each with the places of the questions that it stands below."""
        if not self._texts and self._principal == "answers":
            kind = ANSWER_KINDS.get(self._identity.subtype or "")
            facts = self._facts("answers", None, None)
            answered = self._head.meta.answered()
            return [(Answer(kind=kind, answers_to=answered, **facts), ())] if kind else []
        count = self._texts[0].shape[1] if self._texts else 0
        return [self._answer(number) for number in range(count)]

    def _answer(self, number: int) -> tuple[Answer, tuple[int, ...]]:
        edition = self._texts[0]
        spoken = edition.answers[number]
        element = spoken.element
        answerers: list[Answerer] = []
        self._found(self._answerer(edition, element), "by", spoken, answerers)
        for other in self._texts[1:]:
            twin = other.answers[number]
            self._alike(self._answerer(other, twin.element), answerers, twin, "by")
        facts = self._facts("answers", spoken, number)
        names, asked = self._answered(edition, spoken)
        reference = facts["reference"]
        if reference is not None and not reference.is_answer:
            facts["reference"] = None  # the number that is printed above is that of the question
            names = names or [reference]
        names = names or answered(self._head, self._texts)
        if (to := element.get("to")) is not None and to not in self._askers:
            self._keeper.attribute(element, "to")
        kind = self._kind(ANSWER_KINDS, spoken)
        made = Answer(kind=kind, answers_to=tuple(names), answerers=tuple(answerers), **facts)
        if asked and not names and not self._here(spoken):
            message = "the answer names no question; linked to the question before it"
            self._keeper.report.inform("PQ217", message, element)
        return made, asked

    def _answerer(self, edition: Edition, element: Element) -> Answerer | None:
        """Who answers; a pointer is kept that leads nowhere, as the role alone tells then."""
        found = edition.meta.answerer(by := element.get("by"), element.get("as"))
        if found is not None and by not in (None, "", "#") and edition.meta.entry(by) is None:
            self._keeper.attribute(element, "by")
        return found

    def _answered(
        self, edition: Edition, spoken: Speech
    ) -> tuple[list[Reference | Identifier], tuple[int, ...]]:
        """What an answer states that it answers: works of other documents, or questions of this text."""
        here = self._here(spoken)
        pointers = (spoken.element.get("refersTo") or "").split()
        named = [name for each in pointers if (name := edition.meta.named(each)) is not None]
        if len(here) + len(named) < len(pointers):
            self._keeper.attribute(spoken.element, "refersTo")
        if not here and not named and self._principal == "answers":
            named = list(edition.meta.answered())
        return list(dict.fromkeys(named)), tuple(here) or (() if named else spoken.asked)

    def _here(self, spoken: Speech) -> list[int]:
        """The questions of the same text that an answer refers to."""
        pointers = (spoken.element.get("refersTo") or "").split()
        found = (self._ids.get(each.removeprefix("#")) for each in pointers)
        return [at for at in found if at is not None]

    def _found(self, fact: T | None, name: str, spoken: Speech, facts: list[T]) -> None:
        """Take what a pointer leads to; keep the pointer where it leads nowhere."""
        if fact is not None:
            facts.append(fact)
        elif spoken.element.get(name) not in (None, "", "#"):
            self._keeper.attribute(spoken.element, name)

    def _alike(self, fact: T | None, facts: list[T], spoken: Speech, name: str) -> None:
        """Preserve a pointer that differs from that of the first language."""
        if (facts[0] if facts else None) != fact:
            self._keeper.attribute(spoken.element, name)

    def _kind(self, kinds: dict[str, T], spoken: Speech | None) -> T | None:
        named = None if spoken is None else kinds.get(spoken.name or "")
        own = "questions" if kinds is QUESTION_KINDS else "answers"
        stated = kinds.get(self._identity.subtype or "") if self._principal == own else None
        return stated or named

    def _facts(self, stem: str, spoken: Speech | None, number: int | None) -> dict[str, Any]:
        texts = () if number is None else self._texts
        variants = [self._variant(each, stem, number or 0) for each in texts]
        facts: dict[str, Any] = {
            "reference": None if spoken is None else spoken.number,
            "parliament": self._parliament(),
        }
        if self._principal == stem:
            meta, identity = self._head.meta, self._identity
            meta.taken()
            facts["reference"] = identity.reference or facts["reference"]
            facts["identifiers"] = identity.identifiers
            facts["date"] = identity.date
            facts["publications"] = meta.publications
            facts["subjects"] = meta.subjects
            facts["events"] = meta.events
            known = {normal_tag(tag) for each in self._editions() for tag in each.known.tags}
            for each in self._editions():
                each.known.taken = True
            there = {variant.language for variant in variants}
            variants += [LanguageVariant(language=tag) for tag in known - there]
        facts["variants"] = variants
        return facts

    def _editions(self) -> list[Edition]:
        return [self._head, *(each for each in self._texts if each is not self._head)]

    def _variant(self, edition: Edition, stem: str, number: int) -> LanguageVariant:
        keeper = self._keeper
        spoken = getattr(edition, stem)[number]
        element = spoken.element
        tag = tag_of(spoken.language, element, keeper.report)
        incomplete = element.get("status") == "incomplete"
        has_role = stem == "answers" and edition.meta.entry(element.get("as")) is not None
        role = ("as",) if has_role else ()
        keeper.attributes(element, (*_SPOKEN, *role, *(("status",) if incomplete else ())))
        parts = [child for child in element if child.tag not in (NUM, HEADING, FROM)]
        keeper.layout(element)
        printed = None
        if stem == "answers":
            printed = speakers.of_answer(element, keeper)
        else:
            speakers.of_question(element, edition.meta.author(element.get("by")), keeper)
        body = TextReader(keeper).read(parts)
        own = self._principal == stem
        translated = edition.meta.identity.translation and own
        variant = LanguageVariant(
            language=tag,
            role=VariantRole.TRANSLATION if translated else None,
            subject=spoken.subject,
            heading=edition.heading if own else (),
            printed_answerers=printed,
            body=body,
        )
        if incomplete and body:
            return attrs.evolve(variant, completeness=Completeness.TRUNCATED)
        return variant
