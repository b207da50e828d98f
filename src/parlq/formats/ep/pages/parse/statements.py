"""Takes single statements of a page into the facts, and records those that are not known."""

from __future__ import annotations

import re

from parlq.formats.ep.pages.language.dates import read_date
from parlq.formats.ep.pages.language.footer_statements import Part
from parlq.formats.ep.pages.lines.line import Line, RichLine
from parlq.formats.ep.pages.lines.report import Report
from parlq.formats.ep.pages.parse.facts import Facts
from parlq.model import Event, EventKind, LegalNotice, Link
from parlq.model.body_traversal import plain, walk
from parlq.model.fields.scalars import URI
from parlq.problems import Severity

_EVENTS = {
    "submitted": EventKind.TABLED,
    "forwarded": EventKind.FORWARDED,
    "due": EventKind.DUE,
}
_STAGE = re.compile(r"\s*(?P<what>PV|CRE)\s+(?P<day>[0-9]{2}/[0-9]{2}/[0-9]{4})\s*-\s*[0-9.]+\s*")


def doubt(report: Report, words: str, line: Line) -> None:
    """Note that a wording was recognised which nobody has verified."""
    message = (
        f"recognised a phrase that has not been confirmed on a published page: {words.strip()}"
    )
    report.add("PQ507", message, line, Severity.INFO)


def unknown(facts: Facts, report: Report, line: Line, what: str = "not recognised") -> None:
    """Keep a line as printed; the dated references of minutes and debates become events."""
    text = line.text.strip()
    stage = _STAGE.fullmatch(text)
    day = read_date(stage["day"]) if stage else None
    if day is not None:
        line.became("events", len(facts.events))
        facts.events.append(Event(kind=EventKind.DEBATED, date=day.day(None), label=text))
        return
    report.add("PQ502", f"{what}, kept as printed: {text}", line)
    line.became("variant", "extensions", facts.keep("line", text, line.number))
    for inline in walk((line.inlines or ()) if isinstance(line, RichLine) else ()):
        if isinstance(inline, Link):
            facts.keep("link", inline.href, line.number)


def statement(facts: Facts, report: Report, line: Line, part: Part) -> None:
    """Take one statement of the footer of a page."""
    kind, languages, value, start, end, doubtful = part
    if doubtful:
        doubt(report, line.text[start:end], line)
    facts.vote(languages)
    if kind == "original":
        facts.originals += [code for code in value if code not in facts.originals]
        line.became("original_languages", start=start, end=end)
    elif kind == "journal":
        line.became("publications", len(facts.publications), start=start, end=end)
        facts.publications.append(value)
    elif kind == "updated":
        if facts.updated is not None and facts.day(facts.updated) != facts.day(value):
            _again(facts, report, line, part)
            return
        facts.updated = value
        line.became("variant", "last_updated", start=start, end=end)
    elif kind in _EVENTS:
        _day(facts, report, line, part)
    elif kind == "legal":
        notice = LegalNotice(label=value, uri=_target(line, value))
        if facts.legal is not None and _differ(facts.legal, notice):
            _again(facts, report, line, part, f" {notice.uri}" if notice.uri else "")
            return
        facts.legal = notice if facts.legal is None or notice.uri else facts.legal
        line.became("variant", "legal_notice", start=start, end=end)
    elif kind == "unread":
        report.add("PQ502", f"a date that is not recognised, kept as printed: {value}", line)
        place = facts.keep("line", value, line.number)
        line.became("variant", "extensions", place, start=start, end=end)
    elif kind == "pe":
        facts.identify("pe", value)
        line.became("identifiers", start=start, end=end)
    else:
        line.boilerplate(kind, start, end)


def _differ(one: LegalNotice, other: LegalNotice) -> bool:
    """Whether two legal notices differ in wording or in target."""
    other_target = one.uri is not None and other.uri not in {None, one.uri}
    return one.label != other.label or other_target


def _again(facts: Facts, report: Report, line: Line, part: Part, more: str = "") -> None:
    """Preserve a statement that was made before in another way."""
    printed = line.text[part.start : part.end].strip() + more
    message = f"stated twice on the page: used the first, preserved this as an extension: {printed}"
    report.add("PQ504", message, line)
    place = facts.keep("line", printed, line.number)
    line.became("variant", "extensions", place, start=part.start, end=part.end)


def _day(facts: Facts, report: Report, line: Line, part: Part) -> None:
    """Take a day of a question; that of its tabling is checked against the date in its head."""
    printed = line.text[part.start : part.end].strip()
    if part.kind == "submitted":
        if facts.date is None or facts.day(facts.date) == facts.day(part.value):
            facts.date = facts.date or part.value
            line.became("date", start=part.start, end=part.end)
            return
        report.add("PQ504", f"this date differs from the date in the header: {printed}", line)
    line.became("events", len(facts.events), start=part.start, end=part.end)
    day = part.value.day(None)
    facts.events.append(Event(kind=_EVENTS[part.kind], date=day, label=printed))


def _target(line: Line, words: str) -> str | None:
    """The target of a line, if markup makes an absolute link of it."""
    for inline in walk((line.inlines or ()) if isinstance(line, RichLine) else ()):
        if isinstance(inline, Link) and plain((inline,)).strip() == words:
            return inline.href if URI.fault(inline.href) is None else None
    return None
