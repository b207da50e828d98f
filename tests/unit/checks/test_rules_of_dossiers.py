"""Each rule about a dossier: what it finds, and a neighbour in which it finds nothing."""

import datetime as dt

import pytest

from parlq.checks import check
from parlq.model import Answer, Dossier, Identifier, Question, Reference
from parlq.rules import RULES

E1, E2, E3 = map(Reference.parse, ("E-000101/2021", "E-000102/2021", "E-000103/2021"))
DAY, EVE = dt.date(2021, 3, 4), dt.date(2021, 3, 3)
ASKED = Question(reference=E1, date=DAY)
REVISED = Question(reference=Reference.parse("E-000102/2021/rev.1"), date=DAY)


def local(value):
    return Identifier(scheme="local", value=value)


def answer(*names, **facts):
    return Answer(identifiers=(local("a"),), answers_to=names, **facts)


def dossier(*works):
    return Dossier(
        questions=tuple(work for work in works if isinstance(work, Question)),
        answers=tuple(work for work in works if isinstance(work, Answer)),
    )


def numbered(scope=None, **facts):
    return Question(identifiers=(Identifier(scheme="number", value="7", scope=scope),), **facts)


CASES = [
    (
        "PQ430",
        "/answers/0/date",
        dossier(ASKED, answer(E1, date=EVE)),
        dossier(ASKED, answer(E1, date=DAY)),
    ),
    (
        "PQ431",
        "/answers/0/answers_to/1",
        dossier(ASKED, answer(E1, local("b"))),
        dossier(ASKED, Question(identifiers=(local("b"),)), answer(E1, local("b"))),
    ),
    (
        "PQ431",
        "/answers/0/replaces/0",
        dossier(answer(E1, replaces=(local("old"),))),
        dossier(answer(E1, replaces=(Identifier(scheme="eli", value="old"),))),
    ),
    (
        "PQ432",
        "/answers/0/answers_to",
        dossier(ASKED, answer(E2)),
        dossier(ASKED, answer(E2, E1)),
    ),
    (
        "PQ432",
        "/answers/0/answers_to",
        dossier(ASKED, REVISED, answer(E3)),
        dossier(REVISED, answer(E2)),
    ),
    (
        "PQ430",
        "/answers/0/date",
        dossier(REVISED, answer(E2, date=EVE)),
        dossier(REVISED, Question(reference=E2), answer(E2, date=EVE)),
    ),
    (
        "PQ433",
        "/questions/1",
        dossier(ASKED, Question(reference=E1)),
        dossier(ASKED, Question(reference=E2)),
    ),
    (
        "PQ433",
        "/answers/1",
        dossier(answer(E1), answer(E3)),
        dossier(answer(E1), Answer(identifiers=(local("b"),), answers_to=(E3,))),
    ),
    (
        "PQ434",
        "/questions/1",
        dossier(numbered(), numbered()),
        dossier(numbered("one sitting"), numbered("another"), numbered()),
    ),
    (
        "PQ433",
        "/questions/1",
        dossier(numbered("one sitting"), numbered("one sitting")),
        dossier(numbered("one sitting"), numbered("one sitting", parliament="xa/moot")),
    ),
]


def found(value):
    return {(problem.rule, problem.path) for problem in check(value)}


@pytest.mark.parametrize(
    ("rule", "path", "bad", "good"), CASES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CASES)]
)
def test_rule_finds_what_it_is_for(rule, path, bad, good):
    """The rule finds the fault at its place, and nothing in the neighbour."""
    assert (rule, path) in found(bad)
    assert rule not in {name for name, _ in found(good)}


def test_every_rule_of_dossiers_has_a_case():
    """No rule about dossiers is without a case here."""
    assert {rule for rule in RULES if "PQ430" <= rule < "PQ440"} == {rule for rule, *_ in CASES}


def test_works_inside_are_checked_too():
    """A fault of a work in a dossier is found at its place in the dossier, with its work."""
    (problem,) = check(dossier(Answer(reference=E2, identifiers=(), answers_to=())))
    assert ("PQ401", "/answers/0/answers_to", "E-000102/2021") == (
        problem.rule,
        problem.path,
        problem.work,
    )


def test_many_marks_and_rows_take_linear_time():
    """Thousands of marks, notes and hanging cells are checked without looking at each pair."""
    from parlq.model import (
        LanguageVariant,
        Note,
        NoteRef,
        Paragraph,
        Table,
        TableCell,
        TableRow,
    )

    marks = [Paragraph(content=(NoteRef(marker="(1)"),))] * 20_000
    note = Note(marker="(1)", content=(Paragraph(content="n"),))
    rows = (TableRow(cells=(TableCell(rowspan=65534),)),) * 20_000
    body = (*marks, note, Table(rows=rows))
    question = Question(
        reference="E-000001/2018", variants=(LanguageVariant(language="en", body=body),)
    )
    assert {("PQ424", "/variants/0/body/20001")} == found(question)
