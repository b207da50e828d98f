"""Takes the lines that say who answers, in known words or not, on one line or on several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parlq.formats.ep.pages.language import answerers as people
from parlq.formats.ep.pages.language.dates import read_date
from parlq.formats.ep.pages.language.person_names import small_word
from parlq.formats.ep.pages.language.references import remainder
from parlq.formats.ep.pages.language.wording import folded_templates, whole_lines
from parlq.formats.ep.pages.lines.line import filled
from parlq.formats.ep.pages.parse.labelled_lines import Labelled
from parlq.formats.ep.pages.parse.statements import doubt, unknown
from parlq.formats.ep.pages.segment import question_time, written_replies
from parlq.model import AnswerKind, Event, EventKind, Reference
from parlq.model.fields.name_matching import fold
from parlq.problems import Severity

if TYPE_CHECKING:
    from parlq.formats.ep.pages.language.dates import PrintedDate
    from parlq.formats.ep.pages.lines.line import Line, Section
    from parlq.formats.ep.pages.lines.report import Report

#: Most lines of a formula.
_FORMULA_LINES = 6
#: Longest line that says which answer is replaced.
_REPLACEMENT = 200
_DATED = re.compile(r"(?P<words>.*\S)\s*\((?P<day>[^()]{6,40})\)\s*")


class Formulas(Labelled):
    """The head of one question or answer as far as it says who answers.

    Attributes:
        section: what is read.
        lines: its lines.
        answer: whether it is known to be an answer, whatever its words.
    """

    def __init__(self, section: Section, report: Report, *, answer: bool) -> None:
        super().__init__(report)
        self.section = section
        self.lines = section.lines
        self.answer = answer
        self._corrected: Line | None = None

    def take_answer_line(self, index: int) -> bool:
        """Take the formula that says who answers; it may go on in the next lines."""
        line = self.lines[index]
        text, day = _dated(line.text)
        words = text.strip()
        named = words.rstrip(" .,;")[-1:].isdigit()  # a formula that names questions at its end
        found = people.bare_answer(words) if named else people.answer_line(words)
        found = found or (people.answer_line(words) if named else people.bare_answer(words))
        whole = [line]
        if found is None and people.begins_answer(text):
            found, whole = self._longer_formula(index, None)
        elif found is not None and day is None and not _complete(found):
            found, whole = self._longer_formula(index, found)
        if found is None or (not self.matches and not self.answer and _of_others(found)):
            return False
        facts = self.facts
        self.take_matches(found.matches)
        if found.doubtful:
            doubt(self.report, line.text, line)
        self.headed = facts.is_answer = True
        facts.kind = found.kind
        if self._corrected is not None and found.kind is AnswerKind.ANSWER:
            facts.kind = AnswerKind.CORRECTION
        facts.vote(found.languages)
        line.became("kind", end=0)
        for place in range(len(found.answerers)):
            line.became("answerers", place, end=0)
        facts.answerers = found.answerers
        if day is None:
            facts.printed_answerers = " ".join(each.text.strip() for each in whole)
        else:
            facts.printed_answerers = text.strip()
            self._day(day, line, len(text))
        for each in whole:
            each.became("variant", "printed_answerers", end=None if day is None else len(text))
        if found.unread:
            message = f"cannot determine who answers from this text: {facts.printed_answerers}"
            self.report.add("PQ502", message, line)
        return True

    def _longer_formula(
        self, index: int, found: people.AnswerLine | None
    ) -> tuple[people.AnswerLine | None, list[Line]]:
        """The formula of a line and as many of the next ones as complete it."""
        whole = [self.lines[index]]
        taken = whole[:1]
        for line in self.lines[index + 1 : index + 2 * _FORMULA_LINES]:
            if line.blank:
                if found is None or found.answerers:
                    break
                continue  # the parts of a joint answer's formula may stand apart
            if len(whole) == _FORMULA_LINES:
                break
            whole.append(line)
            words = " ".join(each.text.strip() for each in whole)
            longer = people.answer_line(words)
            bare = None if found is None or found.answerers else people.bare_answer(words)
            if longer is not None and (found is None or _complete(longer)):
                found, taken = longer, list(whole)
            elif bare is not None and bare.matches:
                found, taken = bare, list(whole)
            elif found is not None and (named := people.answered_below(line.text, found.languages)):
                found, taken = found._replace(answerers=named, doubtful=True), list(whole)
            if found is not None and _complete(found):
                break
        return found, taken

    def _day(self, day: PrintedDate, line: Line, start: int) -> None:
        """Take the date in brackets that ends a formula, checked against one above it."""
        facts = self.facts
        line.became("date", start=start)
        if facts.date is None:
            facts.date, self.dated = day, line
        elif facts.day(facts.date) != facts.day(day):
            message = f"two dates: used the first, not {line.text[start:].strip()}"
            self.report.add("PQ504", message, line)

    def take_named_questions(self, line: Line) -> bool:
        """Take `…: E-001234/2018` under the formula, in words that are not known.

        They name the questions answered, unless the page's own number is another one.
        """
        words, colon, _ = line.text.partition(":")
        matches = tuple(Reference.find_all(line.text)) if colon and len(line.text) < 400 else ()
        if (
            not matches
            or len(words) > 60
            or remainder(line.text, matches).strip(" :.") != (words.strip())
        ):
            return False
        own = self.numbers
        named = {(m.reference.number, m.reference.year) for m in matches}
        if own and not own & named:
            unknown(self.facts, self.report, line)
            return True
        self.facts.refer(matches)
        self.printed((), line)
        doubt(self.report, line.text, line)
        return True

    def take_reply(self, line: Line) -> None:
        """Take the line in which a reply of question time begins."""
        found = question_time.reply(line.text)
        if found is None:
            return
        facts = self.facts
        self.headed = facts.is_answer = True
        facts.kind = AnswerKind.ANSWER
        facts.vote(found.languages)
        facts.answerers = (found.answerer,)
        facts.printed_answerers = found.printed
        if found.original:
            facts.originals.append(found.original)
        end = line.text.index(found.printed) + len(found.printed)
        line.became("answerers", 0, end=0)
        line.became("variant", "printed_answerers", end=end)
        line.boilerplate("speech", start=end)

    def take_unheaded(self, line: Line) -> None:
        """Take the beginning of a reply that no formula heads: perhaps the language of its words."""
        self.headed = self.facts.is_answer = True
        if (code := written_replies.language_of(line.text)) is not None:
            self.facts.originals.append(code)
            line.became("original_languages")
        elif (day := read_date(line.text.strip("() "))) is not None:
            self._day(day, line, 0)
        message = (
            "no line says who answers; the position of these lines shows that they are the reply"
        )
        self.report.add("PQ525", message, line, Severity.INFO)

    def take_after_answerer(self, line: Line) -> bool:
        """Take the rest of the formula where it stands on a line of its own."""
        facts = self.facts
        institution = people.institution_line(line.text.strip(), facts.language or "en")
        if institution is None or facts.printed_answerers is None or not facts.answerers:
            return False
        facts.answerers = people.with_institution(facts.answerers, institution)
        facts.printed_answerers += f" {line.text.strip()}"
        line.became("variant", "printed_answerers")
        return True

    def take_correction(self, line: Line) -> bool:
        """Take a line above the formula that says that this is a corrected answer."""
        known = whole_lines().get(fold(line.text.strip("()[] .")), ())
        if all(row.key != "correction" for row in known) or not self.answer_below(line):
            return False
        self._corrected = line
        line.became("kind")
        return True

    def take_replacement(self, line: Line) -> bool:
        """Take `(This answer replaces the one of 3 March 2021)` right below the formula."""
        words = line.text.strip().strip("()[]")
        folded = fold(words) if len(words) <= _REPLACEMENT else ""
        rows = [t.row for t in folded_templates("replaces") if folded.startswith(t.before)]
        if not folded or not rows or self.facts.events:
            return False
        line.became("events", len(self.facts.events))
        self.facts.events.append(Event(kind=EventKind.CORRECTED, label=line.text.strip()))
        doubt(self.report, line.text, line)
        return True

    def answer_below(self, line: Line) -> bool:
        """Whether the next line that is not blank says who answers."""
        at = self.lines.index(line)
        below = next((each for _, each in filled(self.lines, at + 1)), None)
        return below is not None and people.answer_line(below.text.strip()) is not None

    def take_unknown_answerer(self) -> int | None:
        """Read an answer whose formula is in no known words; returns where its text begins.

        That it is an answer must be known from its reference or its address. The first line under
        the references, or the date, is then the formula, kept as printed and not taken apart.
        """
        if not (self.answer or any(match.reference.is_answer for match in self.matches)):
            return None
        known = [index for index, line in enumerate(self.lines) if _is_of(line, "reference")]
        dated = [index for index, line in enumerate(self.lines) if _is_of(line, "date")]
        after = known[-1] if known else dated[0] if dated else -1
        waiting = {id(line) for line in self.pending}
        below = range(after + 1, len(self.lines))
        at = next((index for index in below if id(self.lines[index]) in waiting), None)
        if at is None:
            return None
        formula = self.lines[at]
        self.headed = self.facts.is_answer = True
        self.facts.printed_answerers = formula.text.strip()
        formula.became("variant", "printed_answerers")
        message = f"the line that names the answerer has unknown wording: {formula.text.strip()}"
        self.report.add("PQ502", message, formula)
        self.pending = [line for line in self.lines[:at] if id(line) in waiting]
        return at + 1 if not dated or dated[0] != at + 1 else at + 2


def _complete(found: people.AnswerLine) -> bool:
    """Whether a formula says for which institution somebody answers."""
    return bool(found.answerers) and found.answerers[0].institution is not None


def _of_others(found: people.AnswerLine) -> bool:
    """Whether somebody answers whom no question of this Parliament reaches: a minister."""
    return not found.matches and any(
        each.institution is None and each.name is not None and small_word(each.name) is not None
        for each in found.answerers
    )


def _dated(text: str) -> tuple[str, PrintedDate | None]:
    """Part a formula from the date in brackets that may end it."""
    found = _DATED.fullmatch(text) if len(text) <= 400 else None
    day = read_date(found["day"]) if found else None
    return (found["words"], day) if found and day else (text, None)


def _is_of(line: Line, field: str) -> bool:
    return any(span.path == (field,) for span in line.spans)
