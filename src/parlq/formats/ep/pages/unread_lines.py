"""Reports what a page holds beside its questions and answers, or in their place."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from parlq.formats.ep.pages.language.line_labels import BOILERPLATE, label
from parlq.formats.ep.pages.lines.line import RichLine
from parlq.formats.ep.pages.parse.statements import unknown
from parlq.formats.ep.pages.segment.official_journal import is_title_alone
from parlq.model import AnswerKind, Link, Subscript, Superscript
from parlq.model.body_traversal import plain, walk
from parlq.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parlq.formats.ep.pages.lines.extracted import Saved
    from parlq.formats.ep.pages.lines.line import Line, Section
    from parlq.formats.ep.pages.lines.report import Report
    from parlq.formats.ep.pages.parse.facts import Facts

#: Kinds of lines that only pages have.
_OF_PAGES = BOILERPLATE | {"heading", "addressee", "rule", "behalf", "stages", "session", "choice"}
#: Most pieces of content without a field that are reported one by one; the others are counted.
_REPORTED = 50


def keep_unmapped(page: Saved, found: list[tuple[Section, Facts]], report: Report) -> None:
    """Preserve content that no field holds with the last work that begins before it."""
    begins = [part.lines[0].number if part.lines else 0 for part, _ in found]
    more: dict[tuple[str, Severity], list[int]] = {}
    counts: Counter[str] = Counter()
    for each in page.unmapped:
        kind = each.kind
        if kind.preserved:
            place = max(bisect_right(begins, each.line) - 1, 0)
            found[place][1].keep(each.name, each.text, each.line, each.datatype)
        counts[kind.rule] += 1
        if counts[kind.rule] <= _REPORTED:
            report.add(kind.rule, each.message, each.line, kind.severity)
        else:
            more.setdefault((kind.rule, kind.severity), []).append(each.line)
    for (rule, severity), lines in more.items():
        message = f"{len(lines)} more pieces of content left out of the body"
        report.add(rule, message, lines[0], severity)


def keep_markup(page: Saved, found: list[tuple[Section, Facts]], report: Report) -> None:
    """Preserve the targets of links in lines that became fields, and report raised characters.

    Fields hold plain text. A link to a place in the page itself leads nowhere without the page.
    """
    marked = [line for line in page.lines if isinstance(line, RichLine) and line.inlines]
    if not marked:
        return
    held = {target for _, facts in found for target in _targets(facts)}
    texts = {id(line) for part, _ in found for line in part.lines if _is_in_text(line)}
    begins = [part.lines[0].number if part.lines else 0 for part, _ in found]
    kept: list[int] = []
    for line in marked:
        facts = found[max(bisect_right(begins, line.number) - 1, 0)][1]
        for inline in walk(line.inlines or ()):
            if isinstance(inline, Link) and inline.href not in held and inline.href[:1] != "#":
                held.add(inline.href)
                facts.keep("link", inline.href, line.number)
                kept.append(line.number)
            elif isinstance(inline, Superscript | Subscript) and id(line) not in texts:
                words = plain((inline,))[:80]
                message = f"raised or lowered characters outside the text read as plain: {words}"
                report.add("PQ516", message, line, Severity.INFO)
    if kept:
        message = f"targets of links outside the text preserved as extensions ({len(kept)})"
        report.add("PQ516", message, kept[0], Severity.INFO)


def _targets(facts: Facts) -> Iterator[str]:
    """The targets of links that are preserved already."""
    for inline in walk(facts.body):
        if isinstance(inline, Link):
            yield inline.href
    if facts.legal is not None and facts.legal.uri is not None:
        yield facts.legal.uri
    yield from (each.value for each in facts.extensions if each.name == "link")


def _is_in_text(line: Line) -> bool:
    return any(
        span.path is not None and span.path[:2] == ("variant", "body") for span in line.spans
    )


def report_unanswered(found: list[tuple[Section, Facts]], report: Report) -> None:
    """Report questions of question time without a reply right after them (PQ524)."""
    reply, above = None, False
    for part, facts in reversed(found):
        if facts.is_answer:
            reply, above = facts, True
            continue
        if part.question_time and not above and (reply is None or reply.kind is AnswerKind.ANSWER):
            message = "no reply is recognised after this question; its text may contain the reply"
            severity = Severity.WARNING if reply is None else Severity.INFO
            report.add("PQ524", message, part.lines[0], severity)
        above = False


def keep_debate(part: Section, facts: Facts, report: Report) -> None:
    """Keep what is said after a reply in question time with that reply."""
    said = [line for line in part.lines if not line.blank]
    message = "text after the reply is not part of it; preserved as an extension"
    report.add("PQ510", message, said[0], Severity.INFO)
    for line in said:
        line.became("variant", "extensions", facts.keep("debate", line.text, line.number))


def keep_loose(part: Section, facts: Facts, report: Report) -> None:
    """Keep lines that are no part of any work with the work that they stand beside."""
    for line in (*part.titles, *part.lines):
        if line.blank:
            continue
        known = label(line.text)
        line.spans.clear()
        if known is not None and known.kind in BOILERPLATE:
            line.boilerplate(known.kind)
        else:
            unknown(facts, report, line)


def refuse(page: Saved, report: Report, *, alone: bool) -> None:
    """Report a page without a question or an answer, or a text that is no page.

    Args:
        page: the page.
        report: where to report.
        alone: whether the title of one is all that there is.
    """
    from parlq.formats.ep.pages.extract import other_texts

    known = filter(None, (label(line.text) for line in page.lines))
    worded = any(each.kind in _OF_PAGES for each in known)
    if not (page.marked_up or worded) and (message := other_texts.no_page(page.text)):
        report.add("PQ107", message, 1, Severity.ERROR)
        return
    if alone or is_title_alone(page.lines):
        message = "the page has the title of a question or answer, but no text; expected it below the title"
        report.add("PQ501", message, 1, Severity.ERROR)
        return
    first = next(line.text.strip() for line in page.lines if not line.blank)
    message = (
        f"no line says that this is a question or an answer; it begins {first[:80]!r}; expected a "
        "line such as 'Question for written answer' or 'Answer given by … on behalf of …'"
    )
    report.add("PQ501", message, 1, Severity.ERROR)
