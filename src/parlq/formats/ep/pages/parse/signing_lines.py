"""Takes the lines of a head that name who asks, and for which group or committee."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from parlq.formats.ep.pages.language import authors, person_names
from parlq.formats.ep.pages.language.line_labels import Label, label
from parlq.formats.ep.pages.language.sentence_shape import is_prose
from parlq.formats.ep.pages.language.wording import pattern, templates
from parlq.formats.ep.pages.lines.line import filled
from parlq.formats.ep.pages.parse.answerer_lines import Formulas
from parlq.formats.ep.pages.parse.statements import unknown

if TYPE_CHECKING:
    from parlq.formats.ep.pages.lines.line import Line, Section
    from parlq.formats.ep.pages.lines.report import Report

#: How many lines after an unknown one are searched for more of the head.
_AHEAD = 6
#: What may still come after the authors of a question.
LATER = frozenset(
    {"subject", "behalf", "answer_link", "rule", "addressee", "sizes", "stages", "procedure"}
)
_BEHALF = ("behalf.group", "behalf.committee")
#: Longest line of authors: 157 members fill some 6,000 characters.
SIGNED = 40_000


class Signing(Formulas):
    """The head of one question or answer as far as it says who answers and who asks.

    Attributes:
        last: the last line of the head.
        last_index: its place.
        unsure: whether names that follow belong to a line that is not recognised.
    """

    def __init__(self, section: Section, report: Report, *, answer: bool) -> None:
        super().__init__(section, report, answer=answer)
        self.last: Line | None = None
        self.last_index = -1
        self.unsure = False

    def take_by_line(self, index: int, line: Line) -> bool:
        """Take `by …` over the addressee, where the pages of old documents have no other heading."""
        short = len(line.text) <= SIGNED and line.text.lstrip()[:1].islower()
        start = authors.by_words(line.text) if short else 0
        if self.facts.authors or not start:
            return False
        found = authors.authors(line.text, self.facts.language, joined=True, start=start)
        below = next((each for _, each in filled(self.lines, index + 1)), None)
        known = label(below.text) if below is not None else None
        if found is None or known is None or known.kind not in {"addressee", "rule"}:
            return False
        self._sign(found, line, start, len(line.text))
        return True

    def take_authors(self, line: Line, index: int) -> bool:
        """Take a line of authors, as the place after addressee and rule or its shape tells."""
        facts = self.facts
        if self.unsure or len(line.text) > SIGNED or (self.labelled and not self._asked(index)):
            return False
        text, behalf = _behalf_inside(line.text)
        journal = facts.wording in {"journal", "spoken"} or not self.worded
        start = authors.by_words(text) if journal else 0
        if not self.worded and not text.lstrip()[:1].islower():
            start = 0
        known = facts.addressees or facts.rule or start or facts.wording == "time"
        expected = not facts.authors and bool(known)
        if not expected and not self._more_authors(text, index):
            return False
        sentence = not start and is_prose(text) and not authors.is_list_of_names(text)
        start = start or authors.by_words_of(text, facts.language)
        found = authors.authors(text, facts.language, joined=journal, start=start)
        if found is None or (sentence and not found.ends(text)):
            return False
        self._sign(found, line, start, len(text))
        if behalf is not None:
            self.behalf(behalf, line, len(text))
        return True

    def _asked(self, index: int) -> bool:
        """Whether addressee or rule stand right above a line, below the subject, and nobody asks yet."""
        above = self.last.spans if self.last is not None and self.last_index == index - 1 else ()
        asked = any(span.path and span.path[0] in {"addressees", "rule"} for span in above)
        return asked and not self.facts.authors

    def _sign(self, found: authors.Signed, line: Line, start: int, end: int) -> None:
        """Take authors, and preserve what stands behind those that are certain."""
        facts = self.facts
        line.boilerplate("by", end=start)
        line.became("authors", start=start, end=min(found.end, end))
        self.sign(found.authors, line)
        rest = line.text[found.end : end].strip(" ,;")
        if rest:
            message = f"not certainly an author, kept as printed: {rest}"
            self.report.add("PQ502", message, line)
            place = facts.keep("line", rest, line.number)
            line.became("variant", "extensions", place, start=found.end, end=end)
            self.unsure = True

    def take_unknown(self, line: Line) -> None:
        """Preserve a line of the head that is not recognised; names may follow that belong to it."""
        unknown(self.facts, self.report, line)
        self.unsure = self.unsure or bool(self.facts.authors) or person_names.opens(line.text)

    def _more_authors(self, text: str, index: int) -> bool:
        """Whether a line after the first authors goes on with them, or names co-signers."""
        continued = self.last is not None and self._goes_on(self.last.text.rstrip())
        behalf = bool(self.facts.on_behalf_of)
        listed = "," in text or "(" in text or "[" in text or behalf
        return (
            authors.is_list_of_names(text)
            and (continued or listed)
            and (continued or behalf or self.more_of_head(index + 1))
        )

    def _goes_on(self, text: str) -> bool:
        """Whether a line ends with what parts two names."""
        return text.endswith((",", ";", " &")) or (
            text.rpartition(" ")[2] in person_names.ands(self.facts.language)
        )

    def more_of_head(self, index: int, kinds: frozenset[str] = LATER) -> bool:
        """Whether the next lines hold a label that only the head has."""
        seen = 0
        while index < len(self.lines) and seen < _AHEAD:
            line = self.lines[index]
            if not line.blank:
                known = label(line.text)
                if known is not None and known.kind in kinds:
                    return True
                seen += 1
            index += 1
        return False


@cache
def _behalf_begins() -> re.Pattern[str]:
    begins = {t.before for t in templates(*_BEHALF) if t.before}
    words = "|".join(pattern(each) for each in sorted(begins, key=len, reverse=True))
    return re.compile(rf"(?:,\s*|(?<=\S)\s+)(?={words})", re.IGNORECASE)


def _behalf_inside(text: str) -> tuple[str, Label | None]:
    """Part authors from the group or committee that follows the last of them."""
    if text.rstrip().endswith(")"):
        # The last word is the group of an author: most lists end so.
        return text, None
    for found in _behalf_begins().finditer(text):
        known = label(text[found.end() :])
        if known is not None and known.kind == "behalf":
            comma = found[0].startswith(",")
            return text[: found.start() + comma], known
    return _behalf_at_end(text)


def _behalf_at_end(text: str) -> tuple[str, Label | None]:
    """The same in languages whose formula ends the line: the names before it are whole ones."""
    parts = text.split(",")
    number = next((n for n, part in enumerate(parts) if not person_names.are_names(part)), 0)
    known = label(",".join(parts[number:])) if number else None
    if known is None or known.kind != "behalf":
        return text, None
    return f"{','.join(parts[:number])},", known
