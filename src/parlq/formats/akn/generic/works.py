"""Builds questions and answers from generic Akoma Ntoso."""

from __future__ import annotations

from typing import Any, TypeVar, cast

import attrs

from parlq.formats.akn.generic import numbers, speakers
from parlq.formats.akn.generic.body import TextReader
from parlq.formats.akn.generic.identity import UNKNOWN_ACTOR, UNKNOWN_COUNTRY, tag_of
from parlq.formats.akn.generic.parts import Edition, Speech
from parlq.formats.akn.generic.principal_document import answered, principal, tell
from parlq.formats.akn.generic.retained import Keeper
from parlq.formats.akn.xml.names import ANSWER_KINDS, QUESTION_KINDS, XML_LANG, clark
from parlq.formats.akn.xml.types import Element
from parlq.model import (
    Answer,
    Answerer,
    AnswerKind,
    Author,
    Completeness,
    Identifier,
    Institution,
    LanguageVariant,
    Question,
    QuestionKind,
    Reference,
    VariantRole,
)
from parlq.model.body import Block
from parlq.model.fields.scalars import PARLIAMENT
from parlq.model.languages.language import normal_tag
from parlq.problems import shorten

NUM, HEADING, FROM = clark("num", "heading", "from")
_SPOKEN = ("by", "to", "refersTo", XML_LANG)


T = TypeVar("T")


class Group:
    """Documents that say the same in different languages; the first one has the facts."""

    def __init__(self, keeper: Keeper, editions: list[Edition]) -> None:
        self._keeper = keeper
        self._head = editions[0]
        self._texts = [each for each in editions if each.shape != (0, 0)]
        self._identity = self._head.meta.identity
        self._principal = principal(self._head, self._texts)
        self._is_sitting = self._principal is None and not answered(self._head, self._texts)
        if self._principal is None:
            tell(self._head, keeper.report)
            for each in self._texts:
                if each.heading and each.preface is not None:
                    keeper.element(each.preface)
        asked = self._texts[0].questions if self._texts else []
        self._askers: set[str | None] = {each.element.get("by") for each in asked}
        self._texts_of = {id(each): TextReader(keeper, each.meta) for each in self._texts}
        self._ids = {each.element.get("eId"): at for at, each in enumerate(asked)}

    def _parliament(self) -> str:
        identity = self._identity
        if identity.country and not PARLIAMENT.fault(identity.parliament):
            return identity.parliament
        element = self._head.element if identity.element is None else identity.element
        why = "is not stated"
        if identity.country:
            why = f"{shorten(identity.country, 40)!r} is not a code of two letters"
        message = f"country {why}; read as {UNKNOWN_COUNTRY!r}"
        self._keeper.report.once("PQ759", message, element)
        return f"{UNKNOWN_COUNTRY}/{UNKNOWN_ACTOR}"

    def elements(self, stem: str, number: int) -> dict[str, Element]:
        """Where the variants of a work stand, by language."""
        spoken = [getattr(each, stem)[number] for each in self._texts]
        report = self._keeper.report
        return {tag_of(each.language, each.element, report): each.element for each in spoken}

    def questions(self) -> list[tuple[Question, int | None]]:
        """The questions, in the order of the text, with the one that each takes up, if any."""
        count = self._texts[0].shape[0] if self._texts else 0
        if not self._texts and self._principal == "questions":
            if QUESTION_KINDS.get(self._identity.subtype or "") is None:
                return []
            return [(self._question(None), None)]
        spoken = self._texts[0].questions if self._texts else []
        return [
            (self._question(number), spoken[number].asked[0] if spoken[number].asked else None)
            for number in range(count)
        ]

    def unanswered(self, number: int) -> tuple[Element, int] | None:
        """A question without an answer in its section, and how many speeches are there.

        A document that is one question has none, nor has a remark such as "reply not received" left
        anything open.
        """
        spoken = self._texts[0].questions[number] if self._texts else None
        if spoken is None or spoken.unanswered is None or spoken.supplementary:
            return None
        is_open = self._is_sitting and not spoken.events and spoken.element.getparent() is not None
        return (spoken.element, spoken.unanswered) if spoken.unanswered or is_open else None

    def _question(self, number: int | None) -> Question:
        spoken = None if number is None else self._texts[0].questions[number]
        authors: list[Author] = []
        addressees: list[Institution] = []
        if spoken is not None:
            meta = self._texts[0].meta
            author, to = spoken.element.get("by"), spoken.element.get("to")
            asker = speakers.asker(spoken.element, meta)
            if asker is not None and meta.leads_nowhere(author) and meta.author(author) is None:
                self._keeper.attribute(spoken.element, "by")
            self._found(asker, "by", spoken, authors)
            self._found(meta.institution(to), "to", spoken, addressees)
            for other in self._texts[1:]:
                twin = other.questions[number or 0]
                asker = speakers.asker(twin.element, other.meta)
                self._alike(asker, authors, twin, "by")
                self._alike(other.meta.institution(twin.element.get("to")), addressees, twin, "to")
        facts = self._facts("questions", spoken, number)
        if spoken is not None:
            facts["events"] = (*facts.get("events", ()), *spoken.events)
        supplementary = spoken is not None and spoken.supplementary
        return Question(
            kind=QuestionKind.OTHER if supplementary else self._kind(QUESTION_KINDS, spoken),
            kind_code="supplementary" if supplementary else None,
            authors=tuple(authors),
            addressees=tuple(addressees),
            **facts,
        )

    def answers(self) -> list[tuple[Answer, tuple[int, ...]]]:
        """The answers, each with the places of the questions that it refers to or stands below."""
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
        self._found(self._answerer(edition, element, spoken.role), "by", spoken, answerers)
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
        if names and not self._here(spoken):  # they take precedence over the place
            asked = ()
        if (to := element.get("to")) is not None and to not in self._askers:
            self._keeper.attribute(element, "to")
        kind = self._kind(ANSWER_KINDS, spoken)
        kind = AnswerKind.SUPPLEMENTARY if spoken.supplementary else kind
        made = Answer(kind=kind, answers_to=tuple(names), answerers=tuple(answerers), **facts)
        if asked and not names and not self._here(spoken):
            message = "the answer names no question; linked to the question before it"
            self._keeper.report.inform("PQ217", message, element)
        return made, asked

    def _answerer(
        self, edition: Edition, element: Element, role: str | None = None
    ) -> Answerer | None:
        """Who answers; a pointer is kept that leads nowhere, as the role alone tells then."""
        found = edition.meta.answerer(by := element.get("by"), element.get("as") or role)
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
        if kinds is QUESTION_KINDS and not (stated or named) and spoken is not None:
            code = self._head.meta.wording.kind(spoken.name or "")
            named = None if code is None else cast("T", QuestionKind(code))
        found = stated or named  # a kind called other needs a code, which no name has
        return None if found in (QuestionKind.OTHER, AnswerKind.OTHER) else found

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
            facts["term"] = identity.term
            known = {normal_tag(tag) for each in self._editions() for tag in each.known.tags}
            for each in self._editions():
                each.known.taken = True
            there = {variant.language for variant in variants}
            variants += [LanguageVariant(language=tag) for tag in known - there]
        elif spoken is not None and self._is_sitting:
            identity, asks = self._identity, stem == "questions"
            facts["date"], facts["term"] = identity.day, identity.term
            facts["session"] = self._head.session
            place = numbers.of_place(spoken.element, identity)
            marked = numbers.of_document(spoken.element, self._texts[0].meta) if asks else ()
            facts["identifiers"] = (*spoken.identifiers, *marked, *place)
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
        has_role = edition.meta.entry(element.get("as")) is not None and (
            stem == "answers" or edition.meta.author(element.get("by")) is not None
        )
        role = ("as",) if has_role else ()
        keeper.attributes(element, (*_SPOKEN, *role, *(("status",) if incomplete else ())))
        parts = [child for child in element if child.tag not in (NUM, HEADING, FROM)]
        keeper.layout(element)
        printed, above = None, tuple[Block, ...]()
        if stem == "answers":
            printed = speakers.of_answer(element, keeper)
        else:
            asker = speakers.asker(element, edition.meta)
            above = speakers.of_question(element, asker, keeper)
        reader = self._texts_of[id(edition)]
        has_numbers = stem == "questions" and self._is_sitting
        body = reader.read(
            parts, frozenset(element.iter(numbers.DOC_NUMBER) if has_numbers else ())
        )
        if spoken.led:
            answerer = self._answerer(edition, element, spoken.role)
            name = printed or (None if answerer is None else answerer.name)
            body = (*reader.led(spoken.led, self._askers), *speakers.line(name), *body)
        body = (*above, *body, *reader.led(spoken.after, self._askers))
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
