"""Finds the documents in generic Akoma Ntoso, and the questions and answers in each."""

from __future__ import annotations

from typing import NamedTuple

from parlq.formats.akn.generic import numbers
from parlq.formats.akn.generic.identity import Identity, reference_of, same_tag
from parlq.formats.akn.generic.meta import Meta
from parlq.formats.akn.generic.retained import Keeper
from parlq.formats.akn.generic.text_content import words
from parlq.formats.akn.xml.names import ANSWER_KINDS, QUESTION_KINDS, XML_LANG, clark
from parlq.formats.akn.xml.types import Element
from parlq.model import Event, Identifier, Reference

HEADING, NUM = clark("heading", "num")


class Speech(NamedTuple):
    """A question or an answer as an element of a text.

    `asked` are the places, among the questions of its document, of those that stand right before
    an answer, or that a supplementary question takes up; `name` is that of the nearest section that
    has one; `role` points to the office of who speaks, where the element states none itself; `led`
    and `after` are speeches that are part of its text, before and after its own; `unanswered` is the
    number of speeches in the section of a question that has no answer there.
    """

    element: Element
    subject: str | None
    number: Reference | None
    name: str | None
    language: str
    asked: tuple[int, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    role: str | None = None
    led: tuple[Element, ...] = ()
    after: tuple[Element, ...] = ()
    events: tuple[Event, ...] = ()
    supplementary: bool = False
    unanswered: int | None = None


class Known:
    """Languages of which a document has a reference only, with the components that hold them."""

    __slots__ = ("components", "tags", "taken")

    def __init__(self) -> None:
        self.components: list[Element] = []
        self.tags: list[str] = []
        self.taken = False

    def finish(self, keeper: Keeper) -> None:
        """Keep the languages that no work took."""
        for component in [] if self.taken else self.components:
            if keeper.language(component):
                keeper.attribute(component, XML_LANG)


class Edition(NamedTuple):
    """One document: a work, or several that stand in one text, in one language."""

    element: Element
    meta: Meta
    preface: Element | None
    heading: tuple[str, ...]
    questions: list[Speech]
    answers: list[Speech]
    known: Known
    session: str | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """How many questions and answers there are."""
        return len(self.questions), len(self.answers)

    @property
    def first(self) -> Speech:
        """The first question, or the first answer where there is none."""
        return self.questions[0] if self.questions else self.answers[0]


def groups(editions: list[Edition]) -> list[list[Edition]]:
    """Documents of one work in several languages stand together, all others alone."""
    texts = [each for each in editions if each.shape != (0, 0)]
    bare = [each for each in editions if each.shape == (0, 0)]
    iris = {each.meta.identity.iri for each in editions}
    shapes = {each.shape for each in texts}
    tags = [same_tag(each.first.language) for each in texts]
    if len(iris) == len(shapes) == 1 and len(set(tags)) == len(tags):
        return [[*bare[:1], *texts]]
    if not texts:
        return [bare] if bare else []
    return [[each] for each in texts]


def named(element: Element) -> tuple[str, ...]:
    """The attribute `name` where it says a kind of question or answer, and so is understood."""
    name = element.get("name")
    known = name in QUESTION_KINDS or name in ANSWER_KINDS
    return ("name",) if known and name not in ("otherQuestion", "otherAnswer") else ()


class Taken:
    """What stands above speeches, and whether one of them took it."""

    __slots__ = ("keeper", "languages", "titles")

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper
        self.languages: dict[Element, bool] = {}  # elements with `xml:lang`
        self.titles: dict[Element, bool] = {}  # headings and numbers

    def finish(self) -> None:
        """Keep what no question and no answer took."""
        keeper = self.keeper
        for element, taken in self.titles.items():
            if taken:
                keeper.said(element)
            else:
                keeper.element(element)
        for element, taken in self.languages.items():
            if not taken:
                keeper.attribute(element, XML_LANG)


class Section:
    """What the sections around a speech say of it; `taken` comes to say what was taken.

    `speaker` is the element that says the language, if one does.
    """

    __slots__ = ("_heading", "_identity", "_language", "_name", "_number", "_speaker", "_taken")

    def __init__(
        self,
        taken: Taken,
        name: str | None,
        speaker: Element | None,
        language: str,
        identity: Identity,
    ) -> None:
        self._taken = taken
        self._name = name
        self._speaker = speaker
        self._language = language
        self._identity = identity
        self._heading: Element | None = None
        self._number: Element | None = None

    def below(self, element: Element, keeper: Keeper) -> Section:
        """What holds inside an element of the text."""
        keeper.attributes(element, (*named(element), XML_LANG))
        speaker, language = self._speaker, self._language
        if (spoken := keeper.language(element)) is not None:
            speaker, language = element, spoken
            self._taken.languages[element] = False
        inner = Section(
            self._taken,
            element.get("name") or self._name,
            speaker,
            language,
            self._identity,
        )
        heading, number = self._seen(element)
        inner._heading = self._heading if heading is None else heading
        inner._number = number
        if number is None and heading is None:  # a section with a title is another matter
            inner._number = self._number
        return inner

    def question(self, element: Element, *, lone: bool, asks: bool = True) -> Speech:
        """A question; a number above several is that of none, and a further speech has none."""
        number = self._number if lone else None
        made = self._speech(element, self._heading, number)
        return self._numbered(made, number) if asks else made

    def answer(self, element: Element, asked: tuple[int, ...], *, lone: bool) -> Speech:
        """An answer; what stands above question and answer is that of the question."""
        above = (self._heading, self._number) if lone else (None, None)
        return self._speech(element, *above)._replace(asked=asked)

    def _speech(
        self, element: Element, above: Element | None, number_above: Element | None
    ) -> Speech:
        heading, number = self._seen(element)
        heading = above if heading is None else heading
        number = number_above if number is None else number
        reference, titles = None, self._taken.titles
        if number is not None and self._identity.european:
            reference = reference_of(words(number))
            titles[number] = titles[number] or reference is not None
        if heading is not None:
            titles[heading] = titles[heading] or bool(words(heading))
        spoken = self._taken.keeper.language(element)
        if self._speaker is not None and spoken is None:
            self._taken.languages[self._speaker] = True
        return Speech(
            element,
            None if heading is None else words(heading) or None,
            reference,
            self._name,
            spoken or self._language,
        )

    def _numbered(self, spoken: Speech, above: Element | None) -> Speech:
        """A question with its numbers, as its parliament spells them."""
        if self._identity.european:
            return spoken
        number = self._seen(spoken.element)[1]
        number = above if number is None else number
        found = numbers.of_question(spoken.element, number, self._identity)
        if number is not None and any(each.scheme == numbers.NUMBER for each in found):
            titles, printed = self._taken.titles, words(number)
            titles[number] = titles[number] or numbers.is_all(printed, self._identity)
        return spoken._replace(identifiers=found)

    def _seen(self, element: Element) -> tuple[Element | None, Element | None]:
        """Heading and number of an element, the first of each."""
        found: dict[str, Element] = {}
        for child in element:
            if child.tag in (HEADING, NUM):
                self._taken.titles.setdefault(child, False)
                found.setdefault(child.tag, child)
        return found.get(HEADING), found.get(NUM)
