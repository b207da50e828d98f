"""The facts of one work as they are met, and the question or answer that they make."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import attrs

from parlq.formats.ep.pages.language.dates import PrintedDate
from parlq.model import (
    Answer,
    Answerer,
    AnswerKind,
    Author,
    Block,
    Completeness,
    Datatype,
    Event,
    Extension,
    Identifier,
    Institution,
    LanguageVariant,
    LegalNotice,
    Publication,
    Question,
    QuestionKind,
    Reference,
    VariantRole,
)
from parlq.model.fields.base import unchecked
from parlq.model.languages.language import protocol_key
from parlq.model.references.reference import ReferenceMatch

# The reader has looked at every character and builds the parts with their own checks; the tests
# build each document that they read anew, with all checks.
_variant = unchecked(LanguageVariant)
_new_answer = unchecked(Answer)
_new_question = unchecked(Question)

#: Namespace of extensions that hold lines of a page as printed.
NAMESPACE = "https://parlq.readthedocs.io/ns/page"


@attrs.define(slots=True, eq=False)
class Facts:
    """What is known of one question or answer; a page fills it line by line.

    `foreign` is whether the page says that its text is in another language than its frame, and
    `contradicted` are CELEX numbers with another letter than the printed reference.
    """

    is_answer: bool = False
    votes: Counter[str] = attrs.field(factory=Counter)
    references: list[Reference] = attrs.field(factory=list)
    identifiers: list[Identifier] = attrs.field(factory=list)
    answers_to: list[Reference | Identifier] = attrs.field(factory=list)
    wording: str = "written"
    kind: QuestionKind | AnswerKind | None = None
    term: int | None = None
    date: PrintedDate | None = None
    authors: list[Author] = attrs.field(factory=list)
    supporters: list[Author] = attrs.field(factory=list)
    on_behalf_of: list[Institution] = attrs.field(factory=list)
    addressees: list[Institution] = attrs.field(factory=list)
    rule: str | None = None
    answerers: tuple[Answerer, ...] = ()
    originals: list[str] = attrs.field(factory=list)
    publications: list[Publication] = attrs.field(factory=list)
    events: list[Event] = attrs.field(factory=list)
    heading: list[str] = attrs.field(factory=list)
    printed_answerers: str | None = None
    subject: str | None = None
    body: tuple[Block, ...] = ()
    updated: PrintedDate | None = None
    legal: LegalNotice | None = None
    source: str | None = None
    extensions: list[Extension] = attrs.field(factory=list)
    foreign: bool = False
    contradicted: list[str] = attrs.field(factory=list)
    choices: list[str] = attrs.field(factory=list)
    selected: str | None = None
    # Of a page with very many references and identifiers each is looked up without a search.
    _taken: set[Reference | Identifier] = attrs.field(factory=set, init=False)
    _numbers: set[tuple[int, int]] = attrs.field(factory=set, init=False)
    _bare: set[tuple[int, int]] = attrs.field(factory=set, init=False)

    def vote(self, languages: Iterable[str]) -> None:
        """Count a wording for the languages that have it; one that few share counts more."""
        tags = tuple(languages)
        for tag in tags:
            self.votes[tag] += 24 // len(tags)

    def refer(self, matches: Iterable[ReferenceMatch]) -> None:
        """Take references that the page prints for itself, their other spellings as identifiers.

        A letter that is printed counts, not the one that a CELEX number has: EUR-Lex gives that of a
        written question to priority questions too.
        """
        full: set[tuple[int, int]] = set()
        matches = list(matches)
        printed = {
            (each.reference.number, each.reference.year): each.reference.letter
            for each in matches
            if each.reference.letter and not each.form.startswith("celex")
        }
        for match in matches:
            of = match.reference.number, match.reference.year
            if (
                match.form.startswith("celex")
                and printed.get(of, match.reference.letter) != match.reference.letter
            ):
                self.identify("celex", match.printed)
                self.contradicted.append(match.printed)
                continue
            self._refer(match)
            if match.reference.letter and self._bare:
                full.add((match.reference.number, match.reference.year))
        if not self._bare.isdisjoint(full):
            # A number was printed without its letter before.
            self._bare -= full
            self.references = [
                each
                for each in self.references
                if each.letter or (each.number, each.year) not in full
            ]

    def _refer(self, match: ReferenceMatch) -> None:
        reference = match.reference
        number = (reference.number, reference.year)
        if reference.letter is None and number in self._numbers:
            self.identify("printed", match.printed)
            return
        if self.is_answer and not reference.is_answer:
            if reference not in self._taken:
                self._taken.add(reference)
                self.answers_to.append(reference)
            return
        if reference not in self._taken:
            self._taken.add(reference)
            self.references.append(reference)
        self._numbers.add(number)
        if reference.letter is None:
            self._bare.add(number)
        if match.term is not None:
            self.term = match.term
        if match.printed != str(reference):
            scheme = "celex" if match.form.startswith("celex") else "printed"
            self.identify(scheme, match.printed)
        if match.tabled_text:
            self.identify("tabled-text", match.tabled_text)

    def identify(self, scheme: str, value: str) -> None:
        """Take another name of the work, once."""
        identifier = Identifier(scheme=scheme, value=value)
        if identifier not in self._taken:
            self._taken.add(identifier)
            self.identifiers.append(identifier)

    def keep(self, name: str, text: str, line: int, datatype: Datatype = Datatype.TEXT) -> int:
        """Preserve what has no field, as printed; returns the index of the extension."""
        path = f"line {line}"
        made = Extension(namespace=NAMESPACE, name=name, value=text, path=path, datatype=datatype)
        self.extensions.append(made)
        return len(self.extensions) - 1

    @property
    def language(self) -> str | None:
        """The language of the text: that of its wording, else the one the page says is shown."""
        votes = self.votes
        if not votes:
            return self.selected
        most = max(votes.values())
        best = [tag for tag, count in votes.items() if count == most]
        if len(best) == 1:
            return best[0]
        return self.selected if self.selected in best else None

    def day(self, printed: PrintedDate | None) -> dt.date | None:
        """The day that a printed date means in the language of the text."""
        return printed.day(self.language) if printed else None

    def variants(self, language: str) -> tuple[LanguageVariant, ...]:
        """The variant with the text, and one without a text for each other language listed."""
        role = None
        if self.originals:
            role = VariantRole.ORIGINAL if language in self.originals else VariantRole.TRANSLATION
        own = _variant(
            language=language,
            role=role,
            subject=self.subject or None,
            heading=tuple(self.heading),
            printed_answerers=self.printed_answerers,
            legal_notice=self.legal,
            body=self.body,
            last_updated=self.day(self.updated),
            source=self.source,
            completeness=Completeness.FULL if self.body else Completeness.ABSENT,
            extensions=tuple(self.extensions),
        )
        if not self.choices:
            return (own,)
        tags = _in_order(tuple(self.choices), language)
        return tuple(own if tag == language else _bare(tag) for tag in tags)

    def build(self, language: str) -> Question | Answer:
        """The work, with its text in `language`."""
        return self._answer(language) if self.is_answer else self._question(language)

    def _answer(self, language: str) -> Answer:
        return _new_answer(
            reference=self.references[0] if self.references else None,
            identifiers=tuple(self.identifiers),
            kind=self.kind,
            term=self.term,
            answers_to=tuple(self.answers_to),
            answerers=self.answerers,
            date=self.day(self.date),
            original_languages=tuple(self.originals),
            events=tuple(self.events),
            publications=tuple(self.publications),
            variants=self.variants(language),
        )

    def _question(self, language: str) -> Question:
        return _new_question(
            reference=self.references[0] if self.references else None,
            identifiers=tuple(self.identifiers),
            kind=self.kind,
            term=self.term,
            authors=tuple(self.authors),
            supporters=tuple(self.supporters),
            on_behalf_of=tuple(self.on_behalf_of),
            addressees=tuple(self.addressees),
            rule=self.rule,
            date=self.day(self.date),
            original_languages=tuple(self.originals),
            events=tuple(self.events),
            publications=tuple(self.publications),
            variants=self.variants(language),
        )


_bare_variants: dict[str, LanguageVariant] = {}


def _bare(tag: str) -> LanguageVariant:
    """A language that is known to exist; it is the same value on every page."""
    if tag not in _bare_variants:
        _bare_variants[tag] = LanguageVariant(language=tag)
    return _bare_variants[tag]


@lru_cache(maxsize=512)
def _in_order(choices: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Languages in protocol order, each once; nearly all pages list the same ones."""
    return tuple(sorted({*choices, language}, key=protocol_key))


def question_kind(wording: str, letter: str | None) -> QuestionKind | None:
    """The kind of question that a heading and a reference's letter state together.

    None when there is neither a heading nor a letter that is known.
    """
    by_letter = {
        "P": QuestionKind.PRIORITY,
        "H": QuestionKind.QUESTION_TIME,
        "K": QuestionKind.MINOR_INTERPELLATION,
        "G": QuestionKind.MAJOR_INTERPELLATION,
    }
    by_words = {
        "priority": QuestionKind.PRIORITY,
        "oral": QuestionKind.ORAL,
        "spoken": QuestionKind.ORAL,
        "time": QuestionKind.QUESTION_TIME,
        "major": QuestionKind.MAJOR_INTERPELLATION,
        "minor": QuestionKind.MINOR_INTERPELLATION,
    }
    if not wording:
        # Without a heading only the letter tells; with one, `O` says nothing of its own.
        by_letter |= {"E": QuestionKind.WRITTEN, "O": QuestionKind.ORAL}
        return by_letter.get(letter or "")
    if wording in {"oral", "spoken"} and letter == "H":
        return QuestionKind.QUESTION_TIME
    # Priority questions were headed like other written ones until 2018.
    return by_words.get(wording) or by_letter.get(letter or "") or QuestionKind.WRITTEN
