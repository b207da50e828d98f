"""Rules about a dossier: how its works refer to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from parlq.checks.findings import Finding, Path
from parlq.model import Dossier, Identifier, Reference, identity
from parlq.model.identity import LINKS, LOCAL
from parlq.model.work_base import Work


def answer_before_question(dossier: Dossier) -> Iterator[Finding]:
    """PQ430: an answer is not given before a question that it answers is tabled."""
    numbers = {id(answer): number for number, answer in enumerate(dossier.answers)}
    found = []
    for question, answer in dossier.pairs():
        asked, given = question.date, answer.date
        if asked is not None and given is not None and given < asked:
            message = f"answer is dated {given}, but {question.label} was tabled on {asked}"
            path = ("answers", numbers[id(answer)], "date")
            found.append(Finding("PQ430", path, message, answer.label))
    yield from sorted(found, key=lambda finding: finding.path[1])


def dangling_names(dossier: Dossier) -> Iterator[Finding]:
    """PQ431: a local identifier names a work in the same dossier."""
    known = {name for work in dossier.works for name in work.names}
    for field, works in (("questions", dossier.questions), ("answers", dossier.answers)):
        for number, work in enumerate(works):
            for path, name in _links(work):
                if isinstance(name, Identifier) and name.scheme == LOCAL and name not in known:
                    message = f"no work of the dossier has the local identifier {name.value!r}"
                    yield Finding("PQ431", (field, number, *path), message, work.label)


#: Fields that link to works that need not be in the same dossier.
_LOOSE: Final = ("cites", "follows_up")


def _links(
    work: Work, fields: Iterable[str] = LINKS
) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """The names of other works that a work states, each with its path."""
    for field in fields:
        for place, name in enumerate(getattr(work, field, ())):
            yield (field, place), name
    for number, event in enumerate(work.events):
        for place, name in enumerate(event.targets):
            yield ("events", number, "targets", place), name


def strangers(dossier: Dossier) -> Iterator[Finding]:
    """PQ432: an answer in a dossier answers at least one question in it."""
    if not dossier.questions:
        return
    paired = {id(answer) for _, answer in dossier.pairs()}  # in linear time
    for number, answer in enumerate(dossier.answers):
        if answer.answers_to and id(answer) not in paired:
            message = "the answer answers no question of this dossier"
            yield Finding("PQ432", ("answers", number, "answers_to"), message, answer.label)


def same_name_twice(dossier: Dossier) -> Iterator[Finding]:
    """PQ433: no two works have the same name."""
    for path, work, name in _twice(dossier, loose=False):
        yield Finding(
            "PQ433",
            path,
            f"another work of the dossier has the same name, {_shown(name)}",
            work.label,
        )


def same_number_twice(dossier: Dossier) -> Iterator[Finding]:
    """PQ434: no two works have the same identifier without a scope."""
    for path, work, name in _twice(dossier, loose=True):
        message = (
            f"another work of the dossier has the same identifier, {_shown(name)};"
            " give each a scope, such as its session"
        )
        yield Finding("PQ434", path, message, work.label)


def _shown(name: Reference | Identifier) -> str:
    return str(name) if isinstance(name, Reference) else name.value


def _twice(dossier: Dossier, *, loose: bool) -> Iterator[tuple[Path, Any, Reference | Identifier]]:
    """The works of which a name is that of an earlier one of the same kind, with that name.

    With `loose`, by identifiers that need a scope and have none, else by all other names.
    """
    lists: tuple[tuple[str, identity.Kind, tuple[Any, ...]], ...] = (
        ("questions", "question", dossier.questions),
        ("answers", "answer", dossier.answers),
    )
    for stem, kind, works in lists:
        seen: set[identity.Name] = set()
        for number, work in enumerate(works):
            borne: dict[identity.Name, Reference | Identifier] = {}
            if work.reference is not None and not loose:
                borne[identity.inside(work.reference, work.parliament, kind)] = work.reference
            for each in work.identifiers:
                if each.scheme in identity.NOTHING and each.scheme != LOCAL:
                    continue
                outside = identity.name(each, work.parliament, kind)
                if loose is (outside is None and each.scheme not in (*identity.UNIQUE, LOCAL)):
                    borne[identity.inside(each, work.parliament, kind)] = each
            twice = next((each for name, each in borne.items() if name in seen), None)
            if twice is not None:
                yield (stem, number), work, twice
            seen.update(borne)


RULES: tuple[Callable[[Dossier], Iterator[Finding]], ...] = (
    answer_before_question,
    dangling_names,
    strangers,
    same_name_twice,
    same_number_twice,
)


def has_no_findings(dossier: Dossier) -> bool:
    """Whether certainly no rule of this module has a finding: of one question, and the answer to it."""
    questions, answers = dossier.questions, dossier.answers
    if len(questions) > 1 or len(answers) > 1:
        return False
    if any(True for work in dossier.works for _ in _links(work, _LOOSE)):
        return False
    if not answers:
        return True
    if not questions:
        return False
    question, answer = questions[0], answers[0]
    if question.reference is None or question.reference not in answer.answers_to:
        return False
    # A reference is one within its parliament.
    if answer.replaces or question.parliament != answer.parliament:
        return False
    for name in answer.answers_to:
        if isinstance(name, Identifier):
            return False
    return question.date is None or answer.date is None or answer.date >= question.date
