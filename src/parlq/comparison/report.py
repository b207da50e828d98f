"""Report the facts that do not come back as problems, one a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parlq.comparison.fields import of_work
from parlq.comparison.format_knowledge import Comparison, How, Work
from parlq.comparison.pair_works import pairs
from parlq.model import Document, Dossier, Question
from parlq.problems import Problem, Severity, shorten

RULE = "PQ617"
#: How many languages or names a message lists, and how long each may be.
_LISTED, _LONG = 5, 40

_WAYS = {
    How.MISSING: "not written: {format} has no place for {fact} ({works})",
    How.CHANGED: "changed: {fact} reads back from {format} as something else ({works})",
    How.MARKUP: "changed: {fact} reads back from {format} with other markup ({works})",
    How.ORDER: "changed: {fact} reads back from {format} in another order ({works})",
    How.TRANSLATED: "{fact} reads back from {format} under another name ({works})",
}


class _Loss:
    """One fact, and the works that lose it."""

    __slots__ = ("details", "label", "ways", "works")

    def __init__(self) -> None:
        self.ways: set[How] = set()
        self.works = 0
        self.label: str | None = None
        self.details: dict[str, None] = {}

    def count(self, work: Work, how: How, details: Iterable[str] = ()) -> None:
        """Count one more work."""
        self.works += 1
        self.label = work.label if self.works == 1 else None
        self.ways.add(how)
        self.details.update(dict.fromkeys(details))


def losses(
    document: Document, back: Document | None, known: Comparison, *, format: str, why: str = ""
) -> tuple[Problem, ...]:
    """Report each fact of a document that is not in what was read back of it.

    Args:
        document: what was written.
        back: what was read back; None when nothing was.
        known: what the format knows about its own facts.
        format: name of the format.
        why: why nothing was read back.

    Returns:
        Problems PQ617: warnings with the path of the fact in the model, for each fact that is
        missing or changed; an info for each that comes back under another name.
    """
    found: dict[str, _Loss] = {}
    for work, other in pairs(document, back, known):
        if other is None:
            path = "questions" if isinstance(work, Question) else "answers"
            found.setdefault(path, _Loss()).count(work, How.MISSING)
            continue
        differences = of_work(work, other, known)
        for path, how in differences.facts.items():
            found.setdefault(path, _Loss()).count(work, how, differences.details.get(path, ()))
    problems = [_problem(path, loss, format, why) for path, loss in found.items()]
    problems += _of_dossier(document, back, known, format)
    return (*sorted(problems, key=lambda each: each.severity is Severity.INFO), *known.notes)


def _problem(path: str, loss: _Loss, format: str, why: str) -> Problem:
    how = next(each for each in How if each in loss.ways)
    fact = f'"{path}"'
    if loss.details:
        fact += f" ({', '.join(_listed(loss.details))})"
    works = "1 work" if loss.works == 1 else f"{loss.works} works"
    message = _WAYS[how].format(format=format, fact=fact, works=works)
    if why and path in {"questions", "answers"}:
        message = f"{message}: {why}"
    return Problem(
        rule=RULE,
        severity=Severity.INFO if how is How.TRANSLATED else Severity.WARNING,
        message=message,
        path=path,
        work=loss.label,
    )


def _listed(details: dict[str, None]) -> Iterator[str]:
    for each, _ in zip(details, range(_LISTED), strict=False):
        yield shorten(each, _LONG)
    if len(details) > _LISTED:
        yield f"{len(details) - _LISTED} more"


def _of_dossier(
    document: Document, back: Document | None, known: Comparison, format: str
) -> Iterator[Problem]:
    """The extensions of a dossier itself, which belong to no work."""
    if not isinstance(document, Dossier) or not document.extensions:
        return
    there = back.extensions if isinstance(back, Dossier) else ()
    gone = [
        each
        for each in document.extensions
        if each not in there and (back is None or not known.carried(each, back))
    ]
    if gone:
        names = ", ".join(_listed({each.name: None for each in gone}))
        message = f'not written: {format} has no place for "extensions" of the dossier ({names})'
        yield Problem(rule=RULE, severity=Severity.WARNING, message=message, path="extensions")
