"""Counts and times of questions: by year, kind, addressee, group and language."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

import attrs

from parlq.checks.status import State
from parlq.tables.table import NO_FILTERS, OnError, Sources, cells, entries_of, planned

if TYPE_CHECKING:
    import datetime as dt

    from parlq.corpus import Entry, Filters

#: What questions are counted by: each title with its column.
BY: Final = {
    "year": "year",
    "kind": "kind",
    "addressee": "addressees",
    "group": "groups",
    "language": "languages",
    "status": "status",
}
_COLUMNS: Final = (*BY.values(), "days", "past_due", "due", "answers")
#: What is counted where a question states nothing.
UNSTATED: Final = "not stated"


@attrs.frozen(kw_only=True)
class Statistics:
    """Counts of questions and the times to their answers.

    A question with two addressees counts for each; `not stated` counts those without one.

    Attributes:
        questions: number of questions; a question in several files counts once.
        answered: number of those that are answered.
        counts: numbers of questions, by what they are counted by and its value.
        days: numbers of answered questions by the days to their first complete answer.
        due: number of questions with a known due date.
        kept: number of those that were answered by that day.
        past: number of those that were answered later, or are open after it.
        undecided: number of those of which neither is known.
        on: the day of the status.
        complete_until: the day until which the sources have every answer.
    """

    questions: int
    answered: int
    counts: dict[str, dict[str, int]]
    days: dict[int, int]
    due: int
    kept: int
    past: int
    undecided: int
    on: dt.date | None = None
    complete_until: dt.date | None = None

    def quantile(self, share: float) -> int | None:
        """The least number of days within which a share of the questions with known days is answered."""
        wanted, seen = share * sum(self.days.values()), 0
        for days, count in sorted(self.days.items()):
            seen += count
            if seen >= wanted:
                return days
        return None

    def facts(self) -> Iterator[tuple[str, str, int | None]]:
        """Everything as rows: what it is about, which value, and the number."""
        yield "questions", "all", self.questions
        yield "questions", "answered", self.answered
        yield "days to answer", "known", sum(self.days.values())
        yield "days to answer", "median", self.quantile(0.5)
        yield "days to answer", "90th percentile", self.quantile(0.9)
        yield "due date", "known", self.due
        yield "due date", "not known", self.questions - self.due
        yield "due date", "kept", self.kept
        yield "due date", "past", self.past
        yield "due date", "undecided", self.undecided
        for by, values in self.counts.items():
            for value, count in values.items():
                yield by, value, count


def statistics(
    sources: Sources,
    /,
    *,
    on: dt.date | str | None = None,
    complete_until: dt.date | str | None = None,
    filters: Filters = NO_FILTERS,
    on_error: OnError = "raise",
) -> Statistics:
    """Count the questions of documents and the days to their answers.

    Args:
        sources: as in `rows`.
        on: as in `rows`.
        complete_until: as in `rows`.
        filters: as in `rows`.
        on_error: as in `rows`.
    """
    entries = entries_of(sources, on_error)
    return counted(entries, on=on, complete_until=complete_until, filters=filters)


def counted(
    entries: Iterable[Entry],
    *,
    on: dt.date | str | None = None,
    complete_until: dt.date | str | None = None,
    filters: Filters = NO_FILTERS,
) -> Statistics:
    """As `statistics`, for entries of a corpus."""
    plan = planned(
        per="question", columns=_COLUMNS, on=on, complete_until=complete_until, filters=filters
    )
    places = {column.name: place for place, column in enumerate(plan.columns)}
    counts: dict[str, Counter[str]] = {by: Counter() for by in BY}
    days: Counter[int] = Counter()
    met: Counter[bool | None] = Counter()
    total = 0
    for row in cells(plan, entries):
        total += 1
        for by, column in BY.items():
            counts[by].update(_values(row[places[column]]))
        if row[places["days"]] is not None:
            days[row[places["days"]]] += 1
        if row[places["due"]] is not None:
            met[_kept(row[places["status"]], row[places["past_due"]])] += 1
    return Statistics(
        questions=total,
        answered=counts["status"][State.ANSWERED.value],
        counts={by: dict(sorted(each.items(), key=_order(by))) for by, each in counts.items()},
        days=dict(sorted(days.items())),
        due=met.total(),
        kept=met[True],
        past=met[False],
        undecided=met[None],
        on=plan.on,
        complete_until=plan.complete_until,
    )


def _values(cell: Any) -> tuple[str, ...]:
    values = cell if isinstance(cell, tuple) else (cell,)
    return tuple([UNSTATED if each is None else str(each) for each in values]) or (UNSTATED,)


def _kept(status: str, past_due: bool | None) -> bool | None:  # noqa: FBT001 # a cell
    """Whether a due date was kept; None where that is not decided, or no answer is to come."""
    if past_due:
        return False
    return True if past_due is False and status == State.ANSWERED else None


def _order(by: str) -> Any:
    """Years in their order, other values with the most frequent first."""
    if by == "year":
        return lambda pair: (pair[0] == UNSTATED, pair[0])
    return lambda pair: (-pair[1], pair[0])


def as_json(made: Statistics) -> str:
    """Statistics as JSON."""
    found: dict[str, dict[str, int | None]] = {}
    for by, value, number in made.facts():
        found.setdefault(by, {})[value] = number
    stated = {"on": made.on, "complete_until": made.complete_until}
    days = {name: None if day is None else day.isoformat() for name, day in stated.items()}
    return json.dumps({**days, **found}, ensure_ascii=False, indent=2) + "\n"


def as_csv(made: Statistics) -> str:
    """Statistics as CSV, a line for each number."""
    from parlq.formats.ep.records.csv.formula_guard import guarded

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["by", "value", "number"])
    writer.writerows(
        [by, guarded(value), "" if number is None else number] for by, value, number in made.facts()
    )
    return text.getvalue()


#: Most values of one kind that the text shows.
_SHOWN: Final = 20


def as_text(made: Statistics) -> str:
    """Statistics for people; of long lists the most frequent values."""
    questions = "1 question" if made.questions == 1 else f"{made.questions} questions"
    lines = [f"{questions}, {made.answered} answered"]
    known = sum(made.days.values())
    lines.append(
        f"days to answer: median {made.quantile(0.5)}, 90 % within {made.quantile(0.9)}"
        f" (known of {known})"
        if known
        else "days to answer: not known"
    )
    share = f" ({made.due / made.questions:.0%})" if made.questions else ""
    lines.append(f"due date known: {made.due}{share}; {_met(made)}")
    if made.complete_until is None:
        lines.append("without --complete-until, a question without an answer is unknown, not open")
    for by, values in made.counts.items():
        lines += ["", f"by {by}"]
        shown = [*values.items()] if by == "year" else [*values.items()][:_SHOWN]
        width = max((len(str(count)) for _, count in shown), default=0)
        lines += [f"  {count:>{width}}  {value}" for value, count in shown]
        if rest := len(values) - len(shown):
            lines.append(f"  … and {rest} more values")
    return "\n".join(lines)


def _met(made: Statistics) -> str:
    return f"kept {made.kept}, past {made.past}, undecided {made.undecided}"
