"""Reads the head of a question or an answer: everything before its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parlq.formats.ep.pages.language import authors
from parlq.formats.ep.pages.language.footer_statements import footer_parts
from parlq.formats.ep.pages.language.line_labels import Label, label
from parlq.formats.ep.pages.language.sentence_shape import (
    is_item,
    is_labelled,
    is_prose,
    like_subject,
)
from parlq.formats.ep.pages.lines.joined_lines import joined_lines
from parlq.formats.ep.pages.lines.line import WrappedLine, filled
from parlq.formats.ep.pages.parse.signing_lines import LATER, SIGNED, Signing
from parlq.formats.ep.pages.parse.statements import doubt, statement
from parlq.formats.ep.pages.segment.official_journal import title_facts
from parlq.model import Institution, Reference

if TYPE_CHECKING:
    from parlq.formats.ep.pages.lines.line import Line

#: How many lines are searched for one that says what the page is.
_SEARCHED = 1000
_HEADING = LATER | {"heading", "date", "reference", "answers_to", "session"}
#: Longest addressee or rule that a full stop ends.
_ENDED = 100
_PUBLISHED = frozenset({"journal", "editions", "submitted"})
#: Longest link under the subject.
_LINK = 60
#: Longest line that may be only a part of one, and what the whole of it may be.
_SHORT = 160
_SPLIT = frozenset({"heading", "addressee", "rule", "subject", "date", "behalf", "answers_to"})
#: From this length on a line of print may run on.
_WIDE = 60
#: Lines that are not recognised after which a head ends, whatever follows.
_UNKNOWN = 500


class Head(Signing):
    """The head of one question or answer in the reading: its labelled lines and the others."""

    def read(self) -> int | None:
        """Read the head; returns where the text begins, None when this is no question or answer."""
        section = self.section
        self.facts.vote((section.language,) if section.language else ())
        for title in section.titles:
            self._title(title)
        if section.asked is not None:
            self.facts.addressees.append(Institution(code=section.asked))
        if section.unheaded:
            self.take_unheaded(self.lines[0])
            return int(bool(self.lines[0].spans))
        if section.answer and section.question_time:
            self.take_reply(self.lines[0])
        elif section.answer:
            self.take_answer_line(next(i for i, line in enumerate(self.lines) if not line.blank))
        elif section.listed:
            self.headed = self.worded = True
            self.facts.wording = "journal"
        start = self._walk()
        if not self.headed:
            return self.take_unknown_answerer()
        return start

    def names_something(self) -> bool:
        """Whether the head has anything that a question of this Parliament has beside its heading."""
        facts = self.facts
        return bool(
            self.matches or facts.references or facts.addressees or facts.authors or facts.rule
        )

    def _put(self, line: Line, languages: tuple[str, ...]) -> None:
        """Take a heading of question time that is known by its shape alone."""
        self.headed = self.worded = True
        self.facts.wording = "time"
        self.printed(languages, line)
        doubt(self.report, line.text, line)

    def _walk(self) -> int:
        lines, index, searched = self.lines, 0, 0
        while index < len(lines):
            line = lines[index]
            if line.offset and not any(map(str.isalnum, line.text)) and not line.blank:
                line.boilerplate("separator")
            elif not line.blank and not line.spans:
                known = label(line.text) or self._ended(line.text)
                if known is not None and known.kind == "choice" and not self.headed:
                    self.choice(known, line)
                elif not self._line(index, line, known):
                    break
                if line.spans:
                    self.last, self.last_index = line, index
                searched += 1
                if searched > _SEARCHED and not self.headed:
                    break
            index += 1
        return index

    def _ended(self, text: str) -> Label | None:
        """An addressee or a rule that a full stop ends, or that stands in brackets."""
        ended = len(text) <= _ENDED and text.rstrip()[-1:] in {".", ")"}
        known = label(text.strip(" .()")) if ended else None
        of_head = known is not None and known.kind in {"addressee", "rule"}
        return known if of_head and not self.labelled else None

    def _line(self, index: int, line: Line, known: Label | None) -> bool:
        """Take one line as part of the head; False when the text begins with it."""
        if self.section.put is not None and line is self.section.put[0]:
            self._put(*self.section.put)
            return True
        if self._known(known, line) or self._split(index, line, known):
            return True
        if not self.headed:
            if not (
                self.take_answer_line(index)
                or self.take_correction(line)
                or self.take_by_line(index, line)
                or self._by_place(index, line)
                or self._published(line)
            ):
                self.pending.append(line)
            return True
        if self.facts.is_answer:
            if (
                self.take_after_answerer(line)
                or self.take_named_questions(line)
                or self.take_replacement(line)
            ):
                return True
        elif (
            self.take_rule(line)
            or self.take_authors(line, index)
            or self._wrapped_subject(line, index)
        ):
            return True
        if self.section.listed:
            return False
        if len(self.facts.extensions) < _UNKNOWN and (
            self._is_above_more(index, line) or self._is_of_head(index, line)
        ):
            self.take_unknown(line)
            return True
        return False

    def _known(self, known: Label | None, line: Line) -> bool:
        if known is None:
            return self.take_one_line(line) or self.take_department(line, self.last)
        if not self.take(known, line):
            return False
        if known.doubtful:
            doubt(self.report, line.text, line)
        self.unsure = False
        return True

    def _by_place(self, index: int, line: Line) -> bool:
        """Take words with a reference at their end, right above the addressee, for the heading."""
        if len(line.text) > _SHORT or not line.text.rstrip()[-1:].isdigit():
            return False
        matches = tuple(Reference.find_all(line.text))
        below = next((each for _, each in filled(self.lines, index + 1)), None)
        known = label(below.text) if below is not None and len(matches) == 1 else None
        ends = known is not None and not line.text[matches[0].end :].strip()
        if not ends or known is None or known.kind != "addressee":
            return False
        doubt(self.report, line.text, line)
        return self._heading(Label("heading", (), ("", matches)), line)

    def _split(self, index: int, line: Line, known: Label | None) -> bool:
        """Take a label that an extractor has split from its value, or a name that wraps."""
        if known is not None or self.labelled or len(line.text) > _SHORT:
            return False
        for whole in joined_lines(self.lines, index):
            joined = label(whole.text)
            if joined is None or joined.kind not in _SPLIT or _any_name_fits(joined):
                continue
            if self._known(joined, whole):
                whole.settle()
                return True
        return False

    def _wrapped_subject(self, line: Line, index: int) -> bool:
        """Take a second line of print for the subject."""
        above = self.last_index == index - 1 and len(self.lines[index - 1].text) >= _WIDE
        if self.labelled and above and type(line) is WrappedLine:
            self.facts.subject = f"{self.facts.subject} {line.text.strip()}"
            line.became("variant", "subject")
            return True
        return False

    def _is_above_more(self, index: int, line: Line) -> bool:
        """Whether more of the head of a question stands below a line."""
        facts = self.facts
        if facts.is_answer:
            return False
        whole = bool(facts.authors) and self.last_index != index - 1 and is_prose(line.text)
        if not whole:
            return self.more_of_head(index + 1)
        return not self.labelled and self.more_of_head(index + 1, frozenset({"subject"}))

    def _is_of_head(self, index: int, line: Line) -> bool:
        """Whether a line that is not recognised can only be one of the head, by its place and shape.

        It stands right under another one of it, or where the authors must stand, and is no sentence.
        """
        text = line.text.strip()
        wrapped = len(line.text) >= _WIDE and (
            type(line) is WrappedLine or self._runs_on(index, line)
        )
        if self.section.question_time or is_item(text) or wrapped:
            return False
        if not (self.labelled or self.facts.is_answer) and like_subject(text):
            return True
        lacking = not (self.facts.is_answer or self.facts.authors or self.labelled)
        above = self.last_index == index - 1
        if is_prose(text):
            return self._ends_like_head(text, lacking=lacking, above=above)
        if not above:
            asked = bool(self.facts.addressees or self.facts.rule)
            return (lacking and asked) or (not self.labelled and is_labelled(text))
        alone = index + 1 == len(self.lines) or self.lines[index + 1].blank
        return not self.labelled or (alone and len(text) <= _LINK)

    def _runs_on(self, index: int, line: Line) -> bool:
        """Whether a long line is the first of a text that is broken into lines."""
        below = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        begins = below.lstrip()[:1]
        return (
            (self.facts.is_answer or self.labelled)
            and (begins.islower() or begins == "(")
            and not line.text.rstrip().endswith((",", ";", ":"))
        )

    def _ends_like_head(self, text: str, *, lacking: bool, above: bool) -> bool:
        """Whether a line of the head ends with a full stop that somebody has added."""
        bare = text.rstrip(" .")
        if bare == text:
            return False
        listed = (lacking and (above or "(" in bare)) or bare.count(",") > 1
        if listed and len(bare) <= SIGNED:
            found = authors.authors(bare, self.facts.language)
            if lacking and found is not None and found.ends(bare):
                return True
            if found is not None and authors.is_list_of_names(bare):
                return True
        known = label(bare) if len(bare) <= _SHORT else None
        return known is not None and known.kind in _HEADING

    def _published(self, line: Line) -> bool:
        """Take a line above the heading that says where or when the document was published."""
        parts = footer_parts(line.text)
        if parts is None or not any(part.kind in _PUBLISHED for part in parts):
            return False
        for part in parts:
            statement(self.facts, self.report, line, part)
        return True

    def _title(self, line: Line) -> None:
        """Take the title of a question: its reference, and its subject where no line states it."""
        matches, subject = title_facts(line)
        self.own_references(matches)
        self.facts.subject = subject or self.facts.subject
        line.boilerplate("title")


def _any_name_fits(known: Label) -> bool:
    """Whether a group's name begins its line, so that an author above it would be taken for more of it."""
    return known.kind == "behalf" and known.value.text.startswith("{")
