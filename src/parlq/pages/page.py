"""Reads one page of a question or an answer: its head line by line, its foot from the end, its text between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parlq.model import Event, EventKind, Institution, LegalNotice
from parlq.pages import body, people
from parlq.pages.dates import read_date
from parlq.pages.facts import Facts
from parlq.pages.labels import FURNITURE, Label, label, question_kind
from parlq.pages.journal import title_facts
from parlq.pages.trailer import Part, foot
from parlq.pages.wording import fold, templates
from parlq.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parlq.pages.journal import Section
    from parlq.model.reference import ReferenceMatch
    from parlq.pages.lines import Line
    from parlq.pages.report import Report

#: How many lines after an unknown one are searched for more of the head.
_AHEAD = 6
#: What may still come after the authors of a question, and after the line that names the answerer.
_LATER = frozenset({"subject", "behalf", "answer_link", "rule", "addressee", "sizes"})
#: Longest link, and longest label with what it labels, that are looked for under authors and subject.
_LINK, _LABELLED = 40, 200
_LABEL = re.compile(r"[^\W\d_][^\d:.?!]{1,20}\s?:\s")
_STAGE = re.compile(r"\s*(?P<what>PV|CRE)\s+(?P<day>[0-9]{2}/[0-9]{2}/[0-9]{4})\s*-\s*[0-9.]+\s*")


class Page:
    """One page in the reading."""

    __slots__ = (
        "answer", "facts", "headed", "labelled", "last", "lines", "matches", "pending", "report",
        "section",
    )

    def __init__(self, section: Section, report: Report, *, answer: bool = False) -> None:
        self.section = section
        self.lines = section.lines
        self.report = report
        self.facts = Facts()
        #: Whether the line has been met that says what this is.
        self.headed = False
        #: Whether the page is known to be an answer, whatever its words.
        self.answer = answer
        #: Whether the subject stood behind its label.
        self.labelled = False
        #: The last line of the head, and the references met so far.
        self.last: Line | None = None
        self.matches: list[ReferenceMatch] = []
        self.pending: list[Line] = []

    def read(self) -> Facts | None:
        """Read the page; None when it is neither a question nor an answer."""
        section = self.section
        for title in section.titles:
            self._title(title)
        if section.answer:
            self._answer_line(next(line for line in self.lines if not line.blank))
        elif section.listed:
            self.headed = True
            self.facts.wording = "journal"
        start = self._head()
        if not self.headed:
            start = self._unknown_answerer()
        if not self.headed:
            return None
        end = self._foot(start)
        self._settle()
        if section.listed:
            self._not_listed(self.lines[start:end])
        else:
            self.facts.body = body.blocks(self.lines[start:end])
        return self.facts

    def _unknown_answerer(self) -> int:
        """Read an answer whose formula is in no known words; returns where its text begins.

        That it is an answer must be known from its reference or its address. The line under the
        references and dates is then the formula, kept as printed and not taken apart.
        """
        if not (self.answer or any(match.reference.is_answer for match in self.matches)):
            return 0
        after = self.lines.index(self.last) if self.last is not None else -1
        below = [line for line in self.pending if self.lines.index(line) > after]
        if not below:
            return 0
        formula = below[0]
        self.headed = self.facts.is_answer = True
        self.facts.printed_answerers = formula.text.strip()
        formula.became("variant", "printed_answerers")
        self.report.add("PQ502", f"who answers, in unknown words: {formula.text.strip()}", formula)
        self.pending = [line for line in self.pending if self.lines.index(line) < after]
        return self.lines.index(formula) + 1

    def _not_listed(self, lines: list[Line]) -> None:
        """Account for what an entry of a table of contents holds beside the facts."""
        for line in lines:
            if line.text.strip(" .…"):
                self._unknown(line)
            else:
                line.furniture("ellipsis")

    # The head

    def _head(self) -> int:
        """Read the lines before the text; returns where the text begins."""
        lines = self.lines
        index = 0
        while index < len(lines):
            line = lines[index]
            if line.blank or line.pieces:
                index += 1
                continue
            known = label(line.text)
            if known is not None and known.kind == "choice" and not self.headed:
                self._choice(known, line)
            elif self._head_line(index, line, known):
                if line.pieces:
                    self.last = line
            else:
                break
            index += 1
        return index

    def _choice(self, known: Label, line: Line) -> None:
        """Take a line of the language chooser."""
        choices = self.facts.choices
        tag, selected = known.value
        line.became("variants", len(choices))
        choices.append(tag)
        if selected:
            self.facts.selected = tag

    def _head_line(self, index: int, line: Line, known: Label | None) -> bool:
        """Take one line as part of the head; False when the text begins with it."""
        if known is not None and self._take(known, line):
            if known.doubtful:
                self._doubt(line.text, line)
            return True
        if not self.headed:
            if not self._answer_line(line) and not self._published(line):
                self.pending.append(line)
            return True
        if self.facts.is_answer:
            return self._after_answerer(line)
        if self._author_line(line, index):
            return True
        if self._more_of_head(index + 1) or self._glued_to_head(index, line):
            self._unknown(line)
            return True
        return False

    def _glued_to_head(self, index: int, line: Line) -> bool:
        """Whether a short line stands right under authors or subject: a link or label not known."""
        text = line.text.strip()
        above = self.last is not None and self.lines[index - 1] is self.last
        below = index + 1 == len(self.lines) or self.lines[index + 1].blank
        return bool(
            above
            and below
            and self.facts.authors
            and len(text) <= (_LINK if self.labelled else _LABELLED)
            and not text.endswith((".", "?", "!"))
            and (self.labelled or _LABEL.match(text))
        )

    def _take(self, known: Label, line: Line) -> bool:
        """Take a line whose label is known; False when it is part of the text after all."""
        kind, facts = known.kind, self.facts
        if kind in FURNITURE or kind == "sizes":
            if self.headed and kind not in {"answer_link", "sizes", "page_heading"}:
                return False
            line.furniture(kind)
            facts.foreign = facts.foreign or kind == "not_available"
        elif kind == "notice":
            line.became("publications", len(facts.publications))
            facts.publications.append(known.value)
        elif kind == "date":
            return self._date(known, line)
        elif kind == "reference":
            return self._references(known, line)
        elif kind == "tongue":
            if self.headed:
                return False
            facts.vote(known.languages)
            line.became("variant", "language")
        elif kind == "doubled":
            self._own_references(known.value[0])
            line.became("reference")
            if not known.value[1]:
                self.report.add("PQ502", f"page heading in unknown words: {line.text}", line)
        elif kind == "heading":
            return self._heading(known, line)
        elif kind == "stages":
            self._stage(known, line)
        elif not facts.is_answer and (self.headed or kind in {"addressee", "rule"}):
            # An addressee or a rule makes it a question, in whatever words it is headed.
            self.headed = True
            return self._question_fact(known, line)
        elif self.headed and kind == "answers_to":
            self._answers_to(known, line)
        else:
            return False
        return True

    def _doubt(self, words: str, line: Line) -> None:
        message = f"wording that nobody has verified on a published page: {words.strip()}"
        self.report.add("PQ507", message, line, Severity.INFO)

    def _date(self, known: Label, line: Line) -> bool:
        if self.facts.date is not None:
            return False
        self.facts.date = known.value
        self.facts.vote(known.languages)
        line.became("date")
        return True

    def _references(self, known: Label, line: Line) -> bool:
        if self.headed and (self.facts.authors or self.facts.is_answer):
            return False
        self._own_references(known.value)
        line.became("reference")
        return True

    def _own_references(self, matches: Iterable[ReferenceMatch]) -> None:
        printed = {match.printed for match in self.matches}
        self.matches += [match for match in matches if match.printed not in printed]

    def _heading(self, known: Label, line: Line) -> bool:
        if self.headed:
            return False
        self.headed = True
        self.facts.wording, matches = known.value
        self._own_references(matches)
        self._printed(known, line)
        return True

    def _printed(self, known: Label, line: Line) -> None:
        """Keep a line of the heading as printed."""
        self.facts.vote(known.languages)
        self.facts.heading.append(line.text.strip())
        line.became("variant", "heading", len(self.facts.heading) - 1)

    def _question_fact(self, known: Label, line: Line) -> bool:
        facts = self.facts
        match known.kind:
            case "addressee":
                code, name = known.value
                line.became("addressees", len(facts.addressees), end=0)
                facts.addressees.append(Institution(code=code, name=name))
                self._printed(known, line)
            case "rule":
                line.became("rule", end=0)
                facts.rule = known.value
                self._printed(known, line)
            case "behalf":
                self._behalf(known, line)
            case "subject":
                line.furniture("subject", end=known.value)
                line.became("variant", "subject", start=known.value)
                facts.vote(known.languages)
                facts.subject = line.text[known.value :].strip()
                self.labelled = True
            case _:
                return False
        return True

    def _behalf(self, known: Label, line: Line, start: int = 0) -> None:
        facts, printed = self.facts, line.text[start:].strip()
        row = known.value
        before, after = row.text.split(row.name)
        name = printed[len(before) : len(printed) - len(after)].strip() if row.name else None
        line.became("on_behalf_of", len(facts.on_behalf_of), start=start, end=start)
        facts.on_behalf_of.append(Institution(name=name or printed))
        facts.vote(known.languages)
        facts.heading.append(printed)
        line.became("variant", "heading", len(facts.heading) - 1, start=start)

    def _author_line(self, line: Line, index: int) -> bool:
        """Take a line of authors, as the place after addressee and rule or its shape tells."""
        facts = self.facts
        if self.labelled:
            return False
        text, behalf = _behalf_inside(line.text)
        start = people.by_words(text) if facts.wording == "journal" else 0
        expected = not facts.authors and bool(facts.addressees or facts.rule or start)
        if not expected:
            continued = self.last is not None and self.last.text.rstrip().endswith(",")
            listed = "," in text or "(" in text or bool(facts.on_behalf_of)
            if not people.is_list_of_names(text) or not (continued or listed):
                return False
            if not (continued or facts.on_behalf_of or self._more_of_head(index + 1)):
                return False
        found = people.authors(text[start:], joined=facts.wording == "journal")
        if found is None:
            return False
        line.furniture("by", end=start)
        line.became("authors", start=start, end=len(text))
        for author in found:
            line.became("authors", len(facts.authors), end=0)
            facts.authors.append(author)
        if behalf is not None:
            self._behalf(behalf, line, len(text))
        return True

    def _more_of_head(self, index: int) -> bool:
        """Whether the next lines hold a label that only the head has."""
        seen = 0
        for line in self.lines[index:]:
            if line.blank:
                continue
            known = label(line.text)
            if known is not None and known.kind in _LATER:
                return True
            seen += 1
            if seen == _AHEAD:
                break
        return False

    # Answers

    def _answer_line(self, line: Line) -> bool:
        found = people.answer_line(line.text.strip()) or people.bare_answer(line.text)
        if found is None:
            return False
        facts = self.facts
        self.matches += found.matches
        if found.doubtful:
            self._doubt(line.text, line)
        self.headed = facts.is_answer = True
        facts.kind = found.kind
        facts.vote(found.languages)
        line.became("kind", end=0)
        for place in range(len(found.answerers)):
            line.became("answerers", place, end=0)
        facts.answerers = found.answerers
        facts.printed_answerers = line.text.strip()
        line.became("variant", "printed_answerers")
        return True

    def _after_answerer(self, line: Line) -> bool:
        """Take the rest of the formula where it stands on a line of its own."""
        facts = self.facts
        institution = people.institution_line(line.text.strip(), facts.language or "en")
        if institution is None or facts.printed_answerers is None or not facts.answerers:
            return False
        facts.answerers = people.with_institution(facts.answerers, institution)
        facts.printed_answerers += f" {line.text.strip()}"
        line.became("variant", "printed_answerers")
        return True

    def _answers_to(self, known: Label, line: Line) -> None:
        for match in known.value:
            self.facts.refer(match)
        self._printed(known, line)

    # The Official Journal and EUR-Lex

    def _published(self, line: Line) -> bool:
        """Take a line that says where the document was published."""
        parts = foot(line.text)
        if parts is None or not any(part.kind in {"journal", "editions"} for part in parts):
            return False
        for part in parts:
            self._statement(line, part)
        return True

    def _title(self, line: Line) -> None:
        """Take the title of a question: its reference, and its subject where no line states it."""
        matches, subject = title_facts(line)
        self._own_references(matches)
        self.facts.subject = subject
        line.furniture("title")

    # The box of stages in plenary

    def _stage(self, known: Label, line: Line) -> None:
        if known.value:
            self._own_references(known.value)
            line.became("reference")
        else:
            line.furniture("stages")

    # The foot

    def _foot(self, start: int) -> int:
        """Read the lines after the text, from the end; returns where the text ends."""
        end = len(self.lines)
        found = []
        while end > start:
            line = self.lines[end - 1]
            if not line.blank:
                parts = foot(line.text)
                if parts is None:
                    break
                found.append((line, parts))
            end -= 1
        for line, parts in reversed(found):
            for part in parts:
                self._statement(line, part)
        return end

    def _statement(self, line: Line, part: Part) -> None:
        kind, languages, value, start, end, doubtful = part
        if doubtful:
            self._doubt(line.text[start:end], line)
        facts = self.facts
        facts.vote(languages)
        path: tuple[str | int, ...]
        if kind == "original":
            facts.originals += [code for code in value if code not in facts.originals]
            path = ("original_languages",)
        elif kind == "journal":
            path = ("publications", len(facts.publications))
            facts.publications.append(value)
        elif kind == "updated":
            facts.updated = value
            path = ("variant", "last_updated")
        elif kind == "pe":
            facts.identify("pe", value)
            path = ("identifiers",)
        elif kind == "legal":
            facts.legal = LegalNotice(label=value)
            path = ("variant", "legal_notice")
        else:
            line.furniture(kind, start, end)
            return
        line.became(*path, start=start, end=end)

    # What only the whole page tells

    def _settle(self) -> None:
        """Give its place to what could not be placed before the whole head was read."""
        facts = self.facts
        for match in self.matches:
            facts.refer(match)
        if not facts.is_answer:
            letter = facts.references[0].letter if facts.references else None
            facts.kind = question_kind(facts.wording, letter)
        if facts.subject is None and self.pending and not facts.is_answer:
            line = self.pending.pop()
            facts.subject = line.text.strip()
            line.became("variant", "subject")
        for line in self.pending:
            self._unknown(line)

    def _unknown(self, line: Line) -> None:
        stage = _STAGE.fullmatch(line.text)
        day = read_date(stage["day"]) if stage else None
        if stage and day:
            line.became("events", len(self.facts.events))
            self.facts.events.append(
                Event(kind=EventKind.DEBATED, date=day.day(None), label=line.text.strip())
            )
            return
        self.report.add("PQ502", f"not recognised, kept as printed: {line.text.strip()}", line)
        place = self.facts.keep("line", line.text.strip(), line.number)
        line.became("variant", "extensions", place)


def _behalf_inside(text: str) -> tuple[str, Label | None]:
    """Part authors from the group or committee that follows the last of them after a comma."""
    comma = text.find(",")
    while comma >= 0:
        rest = fold(text[comma + 1 :])
        for template in templates("behalf.group", "behalf.committee"):
            if rest.startswith(fold(template.before)) and rest.endswith(fold(template.after)):
                return text[: comma + 1], Label("behalf", (template.row.language,), template.row)
        comma = text.find(",", comma + 1)
    return text, None
