"""Takes the lines that say who answers, in known words or not, on one line or on several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parlq.model import AnswerKind
from parlq.pages import hours, people
from parlq.pages.labelled import Labelled
from parlq.pages.statements import doubt

if TYPE_CHECKING:
    from parlq.pages.lines import Line, Section
    from parlq.pages.report import Report

#: Most lines of a formula.
_FORMULA_LINES = 4


class Formulas(Labelled):
    """The head of one question or answer as far as it says who answers.

    Attributes:
        section: what is read.
        lines: its lines.
        answer: whether it is known to be an answer, whatever its words.
        pending: lines whose place only the whole head tells.
    """

    def __init__(self, section: Section, report: Report, *, answer: bool) -> None:
        super().__init__(report)
        self.section = section
        self.lines = section.lines
        self.answer = answer
        self.pending: list[Line] = []

    def take_answer_line(self, index: int) -> bool:
        """Take the formula that says who answers; it may go on in the next lines."""
        line = self.lines[index]
        text = line.text.strip()
        found = people.answer_line(text) or people.bare_answer(text)
        if found is None:
            return False
        whole = [line]
        if not found.answerers or found.answerers[0].institution is None:
            found, whole = self._longer_formula(index, found)
        facts = self.facts
        self.matches += found.matches
        if found.doubtful:
            doubt(self.report, line.text, line)
        self.headed = facts.is_answer = True
        facts.kind = found.kind
        facts.vote(found.languages)
        line.became("kind", end=0)
        for place in range(len(found.answerers)):
            line.became("answerers", place, end=0)
        facts.answerers = found.answerers
        facts.printed_answerers = " ".join(each.text.strip() for each in whole)
        for each in whole:
            each.became("variant", "printed_answerers")
        return True

    def _longer_formula(
        self, index: int, found: people.AnswerLine
    ) -> tuple[people.AnswerLine, list[Line]]:
        """The formula of a line and as many of the next ones as complete it."""
        whole = [self.lines[index]]
        for line in self.lines[index + 1 : index + _FORMULA_LINES]:
            if line.blank:
                break
            whole.append(line)
            longer = people.answer_line(" ".join(each.text.strip() for each in whole))
            if longer is not None and longer.answerers[0].institution is not None:
                return longer, whole
        return found, whole[:1]

    def take_reply(self, line: Line) -> None:
        """Take the line in which a reply of question time begins."""
        found = hours.reply(line.text)
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
        line.furniture("speech", start=end)

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
        message = f"who answers is said in unknown words: {formula.text.strip()}"
        self.report.add("PQ502", message, formula)
        self.pending = [line for line in self.lines[:at] if id(line) in waiting]
        return at + 1 if not dated or dated[0] != at + 1 else at + 2


def _is_of(line: Line, field: str) -> bool:
    return any(piece.path == (field,) for piece in line.pieces)
