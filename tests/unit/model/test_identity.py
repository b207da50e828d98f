"""What names a work, outside its file and inside it."""

import datetime as dt
from pathlib import Path

import pytest

from parlq.checks import check
from parlq.model import Answer, Dossier, Identifier, Question, Reference, identity
from parlq.model.dossier import linkable

NUMBER = Identifier(scheme="number", value="7")
MORNING, EVENING = (
    Identifier(scheme="number", value="7", scope=scope) for scope in ("morning", "evening")
)
PORTAL = Identifier(scheme="eli", value="https://portal.example/eli/dl/doc/E-9-2020-900001")
CELEX = Identifier(scheme="celex", value="91996E900001")
R1 = Reference.parse("E-900001/2020")


@pytest.mark.parametrize(
    ("identifier", "names"),
    [
        (NUMBER, False),
        (MORNING, True),
        (PORTAL, True),
        (CELEX, True),
        (Identifier(scheme="pe", value="PE900.001"), True),
        (Identifier(scheme="uin", value="4012"), False),
        (Identifier(scheme="uin", value="4012", scope="lords 2031-32"), True),
        (Identifier(scheme="local", value="question-1"), False),
        (Identifier(scheme="local", value="question-1", scope="x"), False),
        (Identifier(scheme="printed", value="E-1/96"), False),
        (Identifier(scheme="procedure", value="2031/2710(RSP)"), False),
    ],
    ids=lambda value: value.scheme if isinstance(value, Identifier) else None,
)
def test_what_names_a_question_outside_its_file(identifier, names):
    """A reference, a unique scheme, or a scope; nothing else."""
    assert names is bool(identity.names(Question(identifiers=(identifier,))))


def test_names_of_two_scopes_differ():
    """The question 7 of one sitting is not that of another, nor that of no sitting."""
    works = [Question(identifiers=(each,)) for each in (MORNING, EVENING, NUMBER)]
    assert 3 == len({identity.names(work) for work in works})
    assert 3 == len({identity.names_inside(work) for work in works})


def test_a_reference_names_within_its_parliament():
    """Two parliaments may number alike."""
    one, other = Question(reference=R1), Question(reference=R1, parliament="xa/moot")
    assert identity.names(one).isdisjoint(identity.names(other))
    answer = Answer(answers_to=(R1,), parliament="xa/moot")
    dossier = Dossier(questions=(one, other), answers=(answer,))
    assert [other] == [question for question, _ in dossier.pairs()]


def test_celex_names_the_question_and_no_answer():
    """EUR-Lex prints a question and all its answers under one number, with four digits or six."""
    padded = Identifier(scheme="celex", value="CELEX:91996E0007")
    plain = Identifier(scheme="celex", value="91996E000007")
    one, other = Question(identifiers=(padded,)), Question(identifiers=(plain,))
    assert identity.names(one) == identity.names(other) != frozenset()
    answer = Answer(identifiers=(plain,), answers_to=(plain,))
    assert frozenset() == identity.names(answer)
    assert "PQ402" not in {problem.rule for problem in check(answer)}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (Question(reference=R1, identifiers=(PORTAL,)), R1),
        (Question(identifiers=(NUMBER, PORTAL)), PORTAL),
        (Question(identifiers=(NUMBER, MORNING)), MORNING),
        (Question(identifiers=(Identifier(scheme="title", value="Quays"), NUMBER)), NUMBER),
        (Question(identifiers=(Identifier(scheme="title", value="Quays"),)), None),
        (Question(), None),
    ],
)
def test_a_link_takes_the_best_name(question, expected):
    """The reference, else what names outside the file, else what is made to name inside it."""
    assert expected == identity.own(question)


def test_a_pair_is_not_tied_by_what_others_share():
    """A title or a procedure may be that of several questions, so the pair gets a local name."""
    title = Identifier(scheme="title", value="Quays")
    dossier = Dossier.pair(Question(identifiers=(title,)), Answer())
    local = Identifier(scheme="local", value="question-1")
    assert (title, local) == dossier.questions[0].identifiers
    assert (local,) == dossier.answers[0].answers_to


def test_an_answer_without_a_name_is_known_by_its_questions_and_day():
    """Only where both are stated, and the questions have names outside the file."""
    day = dt.date(2031, 5, 12)
    assert identity.derived(Answer(answers_to=(R1,), date=day)) is not None
    assert identity.derived(Answer(answers_to=(R1,))) is None
    assert identity.derived(Answer(date=day)) is None
    assert identity.derived(Answer(answers_to=(NUMBER,), date=day)) is None
    revised = Reference.parse("E-900001/2020/rev.2")
    both = [identity.derived(Answer(answers_to=(each,), date=day)) for each in (R1, revised)]
    assert both[0] == both[1]


def test_works_that_only_share_a_description_are_not_confused():
    """A procedure that two questions belong to is no doubled name; an unscoped number is one."""
    shared = Identifier(scheme="procedure", value="2031/2710(RSP)")
    works = [Question(reference=each, identifiers=(shared,)) for each in (R1, None)]
    assert "PQ433" not in {each.rule for each in check(Dossier(questions=works))}
    twice = Dossier(questions=[Question(identifiers=(NUMBER,)), Question(identifiers=(NUMBER,))])
    (problem,) = [each for each in check(twice) if each.rule == "PQ434"]
    assert "give each a scope" in problem.message


def test_each_scheme_is_in_one_table_with_a_reason():
    """A scheme is unique everywhere, in its parliament, or never a name, and the table says why."""
    tables = (identity.EVERYWHERE, identity.IN_PARLIAMENT, identity.NOTHING)
    schemes = [scheme for table in tables for scheme in table]
    assert len(schemes) == len(set(schemes))
    assert all(len(reason) > 20 for table in tables for reason in table.values())


def test_a_link_leads_to_one_question():
    """Where two questions of a file have one number, each gets a local name for its links."""
    local = Identifier(scheme="local", value="question-1")
    works = [Question(identifiers=(each,)) for each in (NUMBER, NUMBER, MORNING, local)]
    questions, links = linkable([*works, Question(reference=R1)])
    assert [2, 2, 1, 1, 0] == [len(each.identifiers) for each in questions]
    assert ["question-1-2", "question-2", "7", "question-1"] == [each.value for each in links[:4]]
    assert R1 == links[4]


def test_the_table_of_schemes_is_that_of_the_documentation():
    """The page about identity lists each scheme with the same reason."""
    page = (Path(__file__).parents[3] / "docs" / "identity.md").read_text(encoding="utf-8")
    tables = {
        "everywhere": identity.EVERYWHERE,
        "within its parliament": identity.IN_PARLIAMENT,
        "never": identity.NOTHING,
    }
    for where, table in tables.items():
        for scheme, reason in table.items():
            assert f"| `{scheme}` | {where} | {reason} |" in page
