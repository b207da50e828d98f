"""Rules about a dossier: what its works say of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from parlq.checks.findings import Finding
from parlq.model import Dossier, Identifier
from parlq.model.dossier import LOCAL


def answer_before_question(dossier: Dossier) -> Iterator[Finding]:
    """PQ430: an answer is not given before a question that it answers is tabled."""
    tabled = dossier.named()
    for number, answer in enumerate(dossier.answers):
        if answer.date is None:
            continue
        for name in answer.answers_to:
            question = tabled.get(name)
            if question is not None and question.date is not None and answer.date < question.date:
                message = f"given on {answer.date}, before {name} was tabled on {question.date}"
                yield Finding("PQ430", ("answers", number, "date"), message, answer.label)


def dangling_names(dossier: Dossier) -> Iterator[Finding]:
    """PQ431: a local identifier names a work in the same dossier."""
    known = {name for work in dossier.works for name in work.names}
    for number, answer in enumerate(dossier.answers):
        for field in ("answers_to", "replaces"):
            for place, name in enumerate(getattr(answer, field)):
                if isinstance(name, Identifier) and name.scheme == LOCAL and name not in known:
                    message = f"no work here has the local identifier {name.value!r}"
                    path = ("answers", number, field, place)
                    yield Finding("PQ431", path, message, answer.label)


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
    for stem, works in (("questions", dossier.questions), ("answers", dossier.answers)):
        seen: set[object] = set()
        for number, work in enumerate(works):
            for name in work.names:
                if name in seen:
                    shown = name.value if isinstance(name, Identifier) else str(name)
                    message = f"another work here is called {shown}, too"
                    yield Finding("PQ433", (stem, number), message, work.label)
                    break
            seen |= work.names


RULES: tuple[Callable[[Dossier], Iterator[Finding]], ...] = (
    answer_before_question,
    dangling_names,
    strangers,
    same_name_twice,
)
