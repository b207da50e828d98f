"""Takes the lines of a head that wording or shape tells: headings, dates, references, addressees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parlq.formats.ep.pages.language import one_line_heading
from parlq.formats.ep.pages.language.addressees import in_brackets
from parlq.formats.ep.pages.language.line_labels import BOILERPLATE, Label
from parlq.formats.ep.pages.lines.line import Span
from parlq.formats.ep.pages.parse.facts import Facts
from parlq.formats.ep.pages.parse.statements import doubt, unknown
from parlq.model import Institution

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parlq.formats.ep.pages.language.wording import Wording
    from parlq.formats.ep.pages.lines.line import Line
    from parlq.formats.ep.pages.lines.report import Report
    from parlq.model import Author
    from parlq.model.references.reference import ReferenceMatch

#: Most words of a line with the number of a rule.
_RULE = 6
#: Boilerplate that may follow the heading.
_LINKS = frozenset({"answer_link", "sizes", "page_heading"})


class Labelled:
    """The head of one question or answer as far as its lines are labelled.

    Attributes:
        facts: what has been read so far.
        matches: the references met, in their order, each spelling once.
        numbers: their numbers and years.
        worded: whether a known heading says what kind of question it is.
        dated: the line of the date.
        headed: whether a line has been met that says that this is a question or an answer.
        labelled: whether the subject stood behind its label.
        pending: lines whose place only the whole head tells.
        signed: how many authors stand before each group or committee.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.facts = Facts()
        self.matches: list[ReferenceMatch] = []
        self.numbers: set[tuple[int, int]] = set()
        self._address: str | None = None
        self._spelled: set[tuple[str, str | None]] = set()
        self.worded = False
        self.dated: Line | None = None
        self._dated_above = False
        self.headed = False
        self.labelled = False
        self.pending: list[Line] = []
        self.signed: list[int] = []

    def take(self, known: Label, line: Line) -> bool:  # noqa: PLR0911 # one return a label
        """Take a line whose label is known; False when it is part of the text after all."""
        kind, facts = known.kind, self.facts
        if kind in BOILERPLATE or kind == "sizes":
            if self.headed and kind not in _LINKS:
                return False
            line.boilerplate(kind)
            facts.foreign = facts.foreign or kind == "not_available"
        elif kind == "notice":
            line.became("publications", len(facts.publications))
            facts.publications.append(known.value)
        elif kind == "date":
            return self._date(known, line)
        elif kind == "reference":
            return self._references(known, line)
        elif kind == "heading":
            return self._heading(known, line)
        elif kind == "address":
            if self.headed:
                return False
            if self._address not in {None, known.value}:
                unknown(facts, self.report, line, "a second address of the page")
                return True
            self._address = known.value
            line.became("variant", "source")
        elif kind == "procedure":
            line.became("identifiers", len(facts.identifiers))
            facts.identify(kind, known.value)
        elif kind in {"language", "doubled", "stages"}:
            # The box of stages may stand under the head of a question too.
            box = kind == "stages" and not facts.is_answer and not self.labelled
            return (box or not self.headed) and self._above(known, line)
        elif not facts.is_answer and (self.headed or kind in {"addressee", "rule"}):
            # An addressee or a rule makes it a question, in whatever words it is headed.
            self.headed = True
            return self._question_fact(known, line)
        elif self.headed and kind == "answers_to":
            facts.refer(known.value)
            self.printed(known.languages, line)
        else:
            return False
        return True

    def _above(self, known: Label, line: Line) -> bool:
        """Take what stands only above the heading."""
        if known.kind == "language":
            self.facts.vote(known.languages)
            line.became("variant", "language")
            return True
        matches, recognised = known.value
        self.own_references(matches)
        if not recognised:
            unknown(self.facts, self.report, line, "a page heading with unknown wording")
        elif matches:
            line.became("reference")
        else:
            line.boilerplate(known.kind)
        return True

    def choice(self, known: Label, line: Line) -> None:
        """Take a line of the language chooser."""
        choices = self.facts.choices
        tag, selected = known.value
        if known.doubtful:
            doubt(self.report, line.text, line)
        line.spans.append(Span(0, len(line.text), None, ("variants", len(choices))))
        choices.append(tag)
        if selected:
            self.facts.selected = tag

    def _date(self, known: Label, line: Line) -> bool:
        if self.dated is not None and not self.headed:
            # Of two dates above the heading the nearer one is its own.
            self.dated.spans.clear()
            self.pending.append(self.dated)
        elif self.facts.date is not None:
            same = self.facts.day(self.facts.date) == self.facts.day(known.value)
            if same or not (self._dated_above and self.dated and line.text.lstrip()[:1] == "("):
                return False
            # Above the heading stands the day of the journal.
            self.dated.spans.clear()
            self.pending.append(self.dated)
        self.facts.date = known.value
        self.facts.vote(known.languages)
        self.dated, self._dated_above = line, not self.headed
        line.became("date")
        return True

    def _references(self, known: Label, line: Line) -> bool:
        late = self.facts.authors and self.facts.wording != "time"
        if self.headed and (late or self.facts.is_answer):
            named = {(each.reference.number, each.reference.year) for each in known.value}
            if self.facts.is_answer or self.labelled or not named <= self.numbers:
                return False
        self.own_references(known.value)
        line.became("reference")
        return True

    def own_references(self, matches: Iterable[ReferenceMatch]) -> None:
        """Take references that the page prints for itself, each spelling once."""
        known = self._spelled
        self.take_matches(
            match for match in matches if (match.printed, match.tabled_text) not in known
        )

    def take_matches(self, matches: Iterable[ReferenceMatch]) -> None:
        """Take references that the page prints for itself."""
        for match in matches:
            self.matches.append(match)
            self.numbers.add((match.reference.number, match.reference.year))
            self._spelled.add((match.printed, match.tabled_text))

    def _heading(self, known: Label, line: Line) -> bool:
        facts, matches = self.facts, known.value[1]
        carded = not (self.matches or facts.rule) and bool(matches)
        if self.worded and (facts.authors or facts.addressees or facts.rule) and not carded:
            return False
        if carded and self.worded:
            # The card of a site that lists questions stands above the page itself.
            facts.authors.clear()
            facts.addressees.clear()
        self.headed = self.worded = True
        facts.wording = known.value[0]
        self.own_references(matches)
        self.printed(known.languages, line)
        return True

    def printed(self, languages: Iterable[str], line: Line) -> None:
        """Keep a line of the heading, worded so in `languages`, as printed."""
        self.facts.vote(languages)
        self.facts.heading.append(line.text.strip())
        line.became("variant", "heading", len(self.facts.heading) - 1)

    def _question_fact(self, known: Label, line: Line) -> bool:
        facts = self.facts
        match known.kind:
            case "addressee":
                self._ask(line, *known.value)
                self.printed(known.languages, line)
            case "rule":
                line.became("rule", end=0)
                if facts.rule not in {None, known.value}:
                    message = f"two rules of procedure; {facts.rule} is used, not {known.value}"
                    self.report.add("PQ504", message, line)
                facts.rule = facts.rule or known.value
                self.printed(known.languages, line)
            case "behalf":
                self.behalf(known, line)
            case "session":
                self.printed(known.languages, line)
            case "subject" if not self.labelled:
                line.boilerplate("subject", end=known.value)
                line.became("variant", "subject", start=known.value)
                facts.vote(known.languages)
                facts.subject = line.text[known.value :].strip()
                self.labelled = True
            case _:
                return False
        return True

    def take_department(self, line: Line, above: Line | None) -> bool:
        """Take brackets below the addressee, such as `(Vice-President/High Representative)`."""
        if above is None or not line.text.lstrip().startswith("(") or not self.facts.addressees:
            return False
        if (known := in_brackets(f"{above.text.strip()} {line.text.strip()}")) is None:
            return False
        self.facts.addressees.pop()
        self._ask(line, known[0], None)
        self.printed((row.language for row in known[1]), line)
        return True

    def _ask(self, line: Line, code: str, name: str | None) -> None:
        """Take who is asked."""
        self.facts.rule = self.facts.rule or one_line_heading.rule_in_brackets(line.text)
        line.became("addressees", len(self.facts.addressees), end=0)
        self.facts.addressees.append(Institution(code=code, name=name))

    def sign(self, signed: Iterable[Author], line: Line) -> None:
        """Take who asks."""
        for author in signed:
            line.became("authors", len(self.facts.authors), end=0)
            self.facts.authors.append(author)

    def take_rule(self, line: Line) -> bool:
        """Take a few words with the number of a rule between the addressee and the authors."""
        facts, words = self.facts, line.text.split()
        if facts.rule or facts.authors or not facts.addressees or len(words) > _RULE:
            return False
        if sum(any(map(str.isdigit, word)) for word in words) != 1:
            return False
        facts.rule = one_line_heading.rule_in(words, facts.language or "en")
        if facts.rule is None:
            return False
        doubt(self.report, line.text, line)
        line.became("rule", end=0)
        self.printed((), line)
        return True

    def take_one_line(self, line: Line) -> bool:
        """Take a heading that says all in one line."""
        facts = self.facts
        if facts.authors or facts.addressees or (found := one_line_heading.read(line.text)) is None:
            return False
        self.headed = self.worded = True
        facts.wording = found.kind.key.partition(".")[2]
        self.printed((found.kind.language,), line)
        if found.kind.status == "unverified":
            doubt(self.report, line.text, line)
        if found.matches:
            self.own_references(found.matches)
            line.became("reference", end=0)
        if found.subject:
            facts.subject = found.subject
            line.became("variant", "subject", end=0)
        if found.rule is not None:
            facts.rule = facts.rule or found.rule
            line.became("rule", end=0)
        self.sign(found.authors, line)
        if found.behalf is not None:
            line.became("on_behalf_of", len(facts.on_behalf_of), end=0)
            facts.on_behalf_of.append(_body(found.behalf.value, found.words))
        if found.addressee is not None:
            self._ask(line, *found.addressee.value)
        return True

    def behalf(self, known: Label, line: Line, start: int = 0) -> None:
        """Take `on behalf of …`, which stands from `start` on in its line."""
        facts, printed = self.facts, line.text[start:].strip(" ,")
        line.became("on_behalf_of", len(facts.on_behalf_of), start=start, end=start)
        self.signed.append(len(facts.authors))
        facts.on_behalf_of.append(_body(known.value, printed))
        facts.vote(known.languages)
        facts.heading.append(printed)
        line.became("variant", "heading", len(facts.heading) - 1, start=start)


def _body(row: Wording, printed: str) -> Institution:
    """The group or committee that a formula names."""
    before, _, after = row.text.partition(row.name or "\0")
    name = printed[len(before) : len(printed) - len(after)].strip() if row.name else printed
    return Institution(name=name or printed)
