"""Rules about the model that no schema can express: one small function a rule, one id a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parlq.checks import contradictions, dossiers, texts, works
from parlq.io.reading import Locate, nowhere
from parlq.model import Document, Dossier
from parlq.problems import Problem, Tally
from parlq.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parlq.checks.findings import Finding, Path

__all__ = ["check"]


def check(
    document: Document, *, locate: Locate = nowhere, file: str | None = None
) -> list[Problem]:
    """Check a document against every rule about the model.

    Args:
        document: a question, an answer or a dossier.
        locate: finds where a part of the document stood, as `Reading.locate` does; without it
            problems carry a model path such as `/questions/0/date`.
        file: name of the input, for the problems.
    """
    if has_no_findings(document):
        return []
    tally = Tally()
    problems = [
        _problem(path, finding, work, locate, file)
        for path, finding, work in _all(document)
        if not tally.full(finding.rule, RULES[finding.rule].severity)
    ]
    return problems + tally.rest(problems, file)


def has_no_findings(document: Document) -> bool:
    """Whether certainly no rule has a finding, which most documents are determined to be in one pass.

    Each module of rules has its own short way beside the rules. Where one says no, the rules are
    asked; a property holds that the short ways never pass over what a rule finds.
    """
    if not isinstance(document, Dossier):
        return _has_none(document)
    if not dossiers.has_no_findings(document):
        return False
    return all(map(_has_none, document.questions)) and all(map(_has_none, document.answers))


def _has_none(work: works.Subject) -> bool:
    return (
        works.has_no_findings(work)
        and contradictions.has_no_findings(work)
        and texts.has_no_findings(work)
    )


def _all(document: Document) -> Iterator[tuple[Path, Finding, str | None]]:
    if not isinstance(document, Dossier):
        for finding in _of_work(document):
            yield finding.path, finding, document.label
        return
    for stem in ("questions", "answers"):
        for number, work in enumerate(getattr(document, stem)):
            for finding in _of_work(work):
                yield (stem, number, *finding.path), finding, work.label
    for rule in dossiers.RULES:
        for finding in rule(document):
            yield finding.path, finding, finding.work


def _of_work(work: works.Subject) -> Iterator[Finding]:
    for rule in (*works.RULES, *contradictions.RULES):
        yield from rule(work)
    yield from texts.unknown_languages(work)
    for number, variant in enumerate(work.variants):
        # Most variants are known by their language alone.
        for check_text in texts.RULES if variant.body else texts.WITHOUT_TEXT:
            for finding in check_text(variant, work):
                yield finding.below("variants", number)


def _problem(
    path: Path, finding: Finding, work: str | None, locate: Locate, file: str | None
) -> Problem:
    place = locate(path)
    return Problem(
        rule=finding.rule,
        severity=RULES[finding.rule].severity,
        message=finding.message,
        file=file,
        line=place.line,
        column=place.column,
        path=place.path or "/" + "/".join(map(str, path)),
        work=work,
    )
