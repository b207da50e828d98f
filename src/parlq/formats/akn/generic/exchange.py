"""Reads a section of a debate: which speeches belong to which question, by the rule of `turns`."""

from __future__ import annotations

from parlq.formats.akn.debates.turns import ANSWER, QUESTION, SPEECH, Floor, Reply
from parlq.formats.akn.generic.identity import Identity
from parlq.formats.akn.generic.meta import Meta
from parlq.formats.akn.generic.parts import Edition, Section
from parlq.formats.akn.generic.retained import Keeper
from parlq.formats.akn.generic.text_content import words
from parlq.formats.akn.xml.names import clark
from parlq.formats.akn.xml.types import Element
from parlq.model import Event, EventKind

NUM, HEADING, GROUP, FROM, P = clark("num", "heading", "speechGroup", "from", "p")
#: Elements that the record uses for what happens, and a paragraph that may do so, too.
_HAPPENS = frozenset(clark("summary", "narrative", "scene", "other"))
_REMARKS = _HAPPENS | frozenset(clark("remark", "p"))
SPOKEN = frozenset((QUESTION, ANSWER, SPEECH))
#: The whole text of a document.
BODIES = frozenset(clark("debateBody", "mainBody", "body"))


class Debate:
    """What holds for all sections of one document.

    Attributes:
        floor: who spoke in which office so far.
        replies: what speeches after a question are.
        open: the last questions, until something answers them.
    """

    __slots__ = ("floor", "keeper", "meta", "open", "replies")

    def __init__(self, meta: Meta, keeper: Keeper, replies: str) -> None:
        self.meta = meta
        self.keeper = keeper
        self.replies = replies
        self.floor = Floor(meta.find, meta.wording)
        self.open: tuple[int, ...] = ()

    @property
    def identity(self) -> Identity:
        """The identification of the document."""
        return self.meta.identity


class Exchange:
    """The questions of one section, with the speeches after each."""

    __slots__ = (
        "_asked",
        "_debate",
        "_edition",
        "_is_own",
        "_led",
        "_lone",
        "_pending",
        "_replied",
        "_section",
        "_spoken",
    )

    def __init__(
        self,
        children: list[Element],
        edition: Edition,
        section: Section,
        debate: Debate,
        lone: tuple[bool, bool] | None = None,
    ) -> None:
        """`lone` tells whether the section has one question, and whether it has none."""
        self._debate = debate
        self._edition = edition
        self._section = section
        asks, replies = (sum(each.tag == tag for each in children) for tag in (QUESTION, ANSWER))
        self._lone = lone or (asks == 1, asks == 0)
        self._asked: list[int] = []
        self._pending: list[int] = []  # those that nothing has answered yet
        if not asks and (replies == 1 or len(debate.open) == 1):
            self._asked = list(debate.open)
        self._replied: list[int] = []
        self._led: list[Element] = []
        self._spoken = 0  # speeches since the question
        self._is_own = False  # whether the questions stand in a section, not in the whole text

    def goes_on_in(self, child: Element) -> bool:
        """Whether a part of the section is part of the exchange: a group, or replies on their own."""
        if child.tag == GROUP and next(child.iterchildren(*SPOKEN), None) is not None:
            return True
        if not self._is_own or child.tag in SPOKEN:
            return False
        said = {each.tag for each in child.iter(*SPOKEN)}
        return bool(said) and QUESTION not in said

    def inside(
        self, section: Section, children: list[Element]
    ) -> tuple[Section, tuple[bool, bool]]:
        """Go on in a part of the section; returns what `leave` needs to go back."""
        outer = self._section, self._lone
        self._section = section
        asks = sum(each.tag == QUESTION for each in children)
        numbered = any(each.tag == NUM for each in children)
        self._lone = (asks == 1 if numbered else self._lone[0], not asks)
        return outer

    def leave(self, outer: tuple[Section, tuple[bool, bool]]) -> None:
        """Go back to the section around."""
        self._section, self._lone = outer

    def take(self, child: Element) -> bool:
        """Take one child of the section; False for what the caller has to keep."""
        if child.tag == QUESTION:
            self._question(child)
        elif child.tag == ANSWER:
            self._debate.floor.hear(child)
            self._answer(child, None)
        elif child.tag == SPEECH:
            return self._speech(child)
        elif child.tag in _REMARKS:
            return self._remark(child, words(child))
        else:
            return False
        return True

    def _question(self, element: Element) -> None:
        if self._spoken or self._replied or not self._is_last(element.getprevious()):
            self.close()
        parent = element.getparent()
        self._is_own = parent is not None and parent.tag not in BODIES
        self._asked.append(len(self._edition.questions))
        self._pending.append(self._asked[-1])
        self._debate.open = tuple(self._asked)
        self._edition.questions.append(self._section.question(element, lone=self._lone[0]))

    def _is_last(self, before: Element | None) -> bool:
        """Whether the element before a question is the question before it, or a title."""
        while before is not None and before.tag in (NUM, HEADING):
            before = before.getprevious()
        return before is None or before.tag == QUESTION

    def close(self) -> None:
        """End the exchange about the last questions."""
        answers, led = self._edition.answers, self._take_led()
        if led and self._replied:
            last = self._replied[-1]
            answers[last] = answers[last]._replace(after=(*answers[last].after, *led))
        if not self._replied and self._debate.replies != "none":
            questions = self._edition.questions
            for at in self._asked:
                spoken = self._spoken + (questions[at].unanswered or 0)
                questions[at] = questions[at]._replace(unanswered=spoken)
        self._asked, self._pending, self._replied, self._led, self._spoken = [], [], [], [], 0
        self._is_own = False

    def _answer(self, element: Element, reply: Reply | None) -> None:
        questions = self._edition.questions
        main = (at for at in self._asked if not questions[at].supplementary)
        asked = tuple(self._pending) or tuple(main)
        further = bool(self._replied) and reply is not None
        answer = self._section.answer(element, asked, lone=self._lone[1])
        role = None if reply is None else reply.role
        led = self._take_led()
        self._replied.append(len(self._edition.answers))
        answer = answer._replace(role=role, led=led, supplementary=further)
        self._edition.answers.append(answer)
        self._debate.open = ()
        self._pending = []

    def _take_led(self) -> tuple[Element, ...]:
        """What was said since: part of the question before it is answered, of the reply later."""
        led, self._led = tuple(self._led), []
        if self._replied or not led:
            return led
        last = self._asked[-1]
        questions = self._edition.questions
        questions[last] = questions[last]._replace(after=(*questions[last].after, *led))
        return ()

    def _speech(self, element: Element) -> bool:
        debate = self._debate
        asked = [self._edition.questions[at].element for at in self._asked]
        if not asked:
            debate.floor.hear(element)
            return False
        said = " ".join(words(child) for child in element if child.tag != FROM)
        if self._remark(element, said):
            return True
        reply = debate.floor.reply(element, asked)
        self._spoken += 1
        if debate.replies == "none":
            return False
        if reply is not None:
            message = f"speech {reply.reason}; read as an answer to the question before it"
            debate.keeper.report.inform("PQ757", message, element)
            self._answer(element, reply)
        elif debate.replies == "exchange":
            self._led.append(element)
        elif (by := debate.floor.speaker(element)) and by in map(debate.floor.speaker, asked):
            self._further(element)
        else:
            return False
        return True

    def _further(self, element: Element) -> None:
        """A further speech of who asks."""
        questions = self._edition.questions
        spoken = self._section.question(element, lone=False, asks=False)
        questions.append(spoken._replace(asked=tuple(self._asked[:1]), supplementary=True))
        self._asked.append(len(questions) - 1)
        self._pending.append(len(questions) - 1)

    def _remark(self, element: Element, said: str) -> bool:
        """Take a remark: what became of the questions above it, or a part of the exchange."""
        code = self._debate.meta.wording.event(said) if self._asked else None
        if code is None:
            is_part = self._asked and said and element.tag in _HAPPENS
            if is_part and self._debate.replies == "exchange":
                self._led.append(element)
                return True
            return False
        day = self._debate.identity.day
        event = Event(kind=EventKind.OTHER, date=day, code=code, label=said.strip())
        questions = self._edition.questions
        for at in self._asked:
            questions[at] = questions[at]._replace(events=(*questions[at].events, event))
        own = {questions[at].element.get(name) for at in self._asked for name in ("by", "to")}
        keeper = self._debate.keeper
        keeper.attributes(element, ("by",) if element.get("by") in own else ())
        for inner in element:
            if inner.tag == FROM:
                keeper.element(inner)
            elif inner.tag == P and not len(inner):
                keeper.attributes(inner, ())
            else:
                keeper.markup(inner)
        return True
