"""The state of a question: what its documents tell, and what they leave unknown."""

import datetime as dt
from pathlib import Path

import pytest

import parlq
from parlq import (
    Answer,
    Dossier,
    Event,
    Institution,
    LanguageVariant,
    ListBlock,
    ListItem,
    Question,
)
from parlq.checks.status import Basis, Reason, State, period_of, periods, status

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "ep-open-data"
ASKED, GIVEN, END = dt.date(2021, 3, 1), dt.date(2021, 5, 10), dt.date(2021, 12, 31)
COMMISSION = Institution(code="commission")


def question(*events, **facts):
    facts = {"reference": "E-000101/2021", "kind": "written", "date": ASKED, **facts}
    return Question(events=events, **facts)


def answer(**facts):
    return Answer(**{"kind": "answer", "date": GIVEN, "answers_to": ("E-000101/2021",), **facts})


def event(kind, day=None):
    return Event(kind=kind, date=day)


def numbered(*labels):
    """Variants whose text is a list with these labels."""
    items = tuple(ListItem(label=label, content=()) for label in labels)
    return (LanguageVariant(language="en", body=(ListBlock(items=items),)),)


CASES = {
    "an answer": (question(), [answer()], "answered", "answer"),
    "an answer without a kind": (question(), [answer(kind=None)], "answered", "answer"),
    "an answer without a day": (question(), [answer(date=None)], "answered", "answer"),
    "a joint answer": (question(), [answer(kind="joint")], "answered", "answer"),
    "a reply that refers to another": (question(), [answer(kind="referral")], "answered", "answer"),
    "a correction alone": (question(), [answer(kind="correction")], "answered", "later_answer"),
    "an event": (question(event("answered", GIVEN)), [], "answered", "answered_event"),
    "an answer after a lapse": (question(event("lapsed", ASKED)), [answer()], "answered", "answer"),
    "a lapse": (question(event("lapsed", GIVEN)), [], "lapsed", "lapsed"),
    "withdrawn": (question(event("withdrawn", GIVEN)), [], "withdrawn", "withdrawn"),
    "withdrawn, later lapsed": (
        question(event("withdrawn"), event("lapsed")),
        [],
        "withdrawn",
        "withdrawn",
    ),
    "withdrawn, tabled again": (
        question(event("withdrawn", ASKED), event("tabled", GIVEN)),
        [],
        "open",
        "older_than_period",
    ),
    "events out of order": (
        question(event("tabled", GIVEN), event("withdrawn", ASKED)),
        [],
        "open",
        "older_than_period",
    ),
    "inadmissible": (question(event("inadmissible", GIVEN)), [], "not_forwarded", "inadmissible"),
    "merged": (question(event("merged", GIVEN)), [], "unknown", "merged"),
    "converted": (question(event("converted", GIVEN)), [], "unknown", "converted"),
    "debated": (question(event("debated", GIVEN), kind="oral"), [], "unknown", "debated"),
    "an answer of another kind": (
        question(),
        [answer(kind="other", kind_code="notice")],
        "unknown",
        "unclassified_answer",
    ),
    "interim": (question(), [answer(kind="interim")], "open", "interim"),
    "interim by an event": (question(event("held", GIVEN)), [], "open", "interim"),
    "interim, then an answer": (
        question(),
        [answer(kind="interim"), answer()],
        "answered",
        "answer",
    ),
    "some parts": (
        question(variants=numbered("1.", "2.")),
        [answer(parts=("2",))],
        "partly_answered",
        "some_parts",
    ),
    "parts of a text that is not here": (
        question(),
        [answer(parts=("2",))],
        "partly_answered",
        "some_parts",
    ),
    "all parts": (
        question(variants=numbered("1.", "2.")),
        [answer(parts=("1",)), answer(parts=("(2)",))],
        "answered",
        "all_parts",
    ),
    "some parts, then withdrawn": (
        question(event("withdrawn", GIVEN), variants=numbered("1.", "2.")),
        [answer(parts=("2",))],
        "withdrawn",
        "withdrawn",
    ),
    "nothing": (question(date=dt.date(2021, 12, 1)), [], "open", "no_answer"),
    "nothing, of a kind without a period": (question(kind="oral"), [], "open", "no_answer"),
    "nothing, no date": (question(date=None), [], "unknown", "undated"),
    "not yet tabled": (question(date=dt.date(2022, 1, 1)), [], "unknown", "not_yet_tabled"),
}


@pytest.mark.parametrize(("asked", "answers", "state", "reason"), CASES.values(), ids=CASES)
def test_states(asked, answers, state, reason):
    """Each state follows from what the documents state, in a corpus that is complete."""
    found = status(asked, answers, complete_until=END)
    assert (State(state), Reason(reason)) == (found.state, found.reason)
    assert found.reason.sentence


@pytest.mark.parametrize(("asked", "answers", "state", "reason"), CASES.values(), ids=CASES)
def test_without_a_complete_corpus_nothing_is_open(asked, answers, state, reason):
    """Where answers may be missing, a question without one is unknown; other states stay."""
    found = status(asked, answers)
    if state == "open" or reason in {"undated", "not_yet_tabled"}:
        assert (State.UNKNOWN, Reason.INCOMPLETE) == (found.state, found.reason)
    else:
        assert state == found.state
    assert found == status(asked, answers, complete_until=None)


def test_completeness_must_reach_the_day():
    """What was answered after the corpus ends is not known."""
    asked = question()
    assert status(asked, on=END, complete_until=END).state is State.OPEN
    found = status(asked, on=END, complete_until=GIVEN)
    assert (State.UNKNOWN, Reason.INCOMPLETE) == (found.state, found.reason)
    assert status(asked, on=END).state is State.UNKNOWN


def test_the_state_is_that_of_the_day():
    """Answers and events after the day do not count yet."""
    asked = question(event("withdrawn", dt.date(2021, 8, 1)))
    before = status(asked, [answer()], on=dt.date(2021, 4, 1), complete_until=END)
    assert before.state is State.OPEN
    assert status(asked, [answer()], on=GIVEN, complete_until=END).state is State.ANSWERED
    assert status(asked, on=dt.date(2021, 7, 31), complete_until=END).state is State.OPEN
    assert status(asked, on=dt.date(2021, 8, 1), complete_until=END).state is State.WITHDRAWN


def test_days():
    """Days count from the question to its first complete answer."""
    interim = answer(kind="interim", date=dt.date(2021, 3, 5))
    later = answer(kind="supplementary", date=dt.date(2021, 9, 1))
    found = status(question(), [later, interim, answer()])
    assert (GIVEN, 70) == (found.answered, found.days)
    by_event = status(question(event("answered", dt.date(2021, 3, 31))))
    assert 30 == by_event.days


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        (question(date=None), [answer()]),
        (question(), [answer(date=None)]),
        (question(), [answer(date=dt.date(2021, 2, 1))]),
        (question(), [answer(kind="correction")]),
        (question(variants=numbered("1.")), [answer(parts=("1",), date=None)]),
    ],
    ids=["undated question", "undated answer", "answer before", "first answer absent", "part"],
)
def test_days_are_not_made_up(asked, answers):
    """Where a date is missing or impossible there are no days."""
    found = status(asked, answers)
    assert (State.ANSWERED, None) == (found.state, found.days)


def test_the_last_part_ends_the_wait():
    """A question that is answered in parts is answered with the last one."""
    parts = [answer(parts=("1",)), answer(parts=("2",), date=dt.date(2021, 6, 1))]
    assert 92 == status(question(variants=numbered("1.", "2.")), parts).days


def test_a_published_due_date_takes_precedence():
    """The source's own due date is kept as stated."""
    due = dt.date(2021, 3, 20)
    asked = question(event("forwarded", dt.date(2021, 3, 10)), event("due", due))
    found = status(asked, [answer()])
    assert (due, Basis.PUBLISHED, True) == (found.due, found.due_basis, found.past_due)
    other = question(event("due", due), parliament="gb/commons")
    assert due == status(other, on=ASKED).due


def test_a_due_date_follows_from_the_forwarding():
    """Six weeks from the forwarding, three for a priority question, by the rules of that day."""
    sent = event("forwarded", dt.date(2021, 3, 10))
    found = status(question(sent, addressees=(COMMISSION,)), [answer()])
    assert (dt.date(2021, 4, 21), Basis.FORWARDING) == (found.due, found.due_basis)
    assert found.past_due is True
    assert found.period is not None
    assert ("138", 42, "certain") == (
        found.period.rule,
        found.period.days,
        found.period.certainty,
    )
    assert dt.date(2021, 3, 31) == status(question(sent, kind="priority")).due
    kept = status(question(event("forwarded", dt.date(2021, 4, 1))), [answer()])
    assert (dt.date(2021, 5, 13), False) == (kept.due, kept.past_due)


SENT = event("forwarded", dt.date(2021, 3, 10))
NO_DUE_DATE = {
    "no forwarding": question(),
    "an undated forwarding": question(event("forwarded")),
    "a transfer after it": question(SENT, event("transferred", GIVEN)),
    "an oral question": question(SENT, kind="oral"),
    "another parliament": question(SENT, parliament="se/riksdag"),
    "the European Central Bank": question(SENT, addressees=(Institution(code="ecb"),)),
    "its letter": question(SENT, reference="Z-000007/2021"),
    "a body that no rule names": question(SENT, addressees=(Institution(name="Harbour Board"),)),
    "rules without a known start": question(
        event("forwarded", dt.date(2006, 5, 5)), date=dt.date(2006, 5, 1)
    ),
    "rules that were not read": question(
        event("forwarded", dt.date(1996, 5, 5)), date=dt.date(1996, 5, 1)
    ),
    "an interpellation that counts from a notice": question(
        event("forwarded", dt.date(2018, 5, 5)), kind="minor_interpellation"
    ),
}


@pytest.mark.parametrize("asked", NO_DUE_DATE.values(), ids=NO_DUE_DATE)
def test_no_due_date_is_made_up(asked):
    """Without a stated or certain due date nothing is past it."""
    for answers in ([], [answer()]):
        found = status(asked, answers, complete_until=dt.date(2030, 1, 1))
        assert (None, None, None) == (found.due, found.due_basis, found.past_due)


def test_past_due_of_a_question_without_an_answer():
    """An open question is past its due date from the day after; closed and unknown ones are not."""
    asked = question(event("due", GIVEN))
    assert status(asked, on=GIVEN, complete_until=END).past_due is False
    assert status(asked, on=GIVEN + dt.timedelta(1), complete_until=END).past_due is True
    assert status(asked, on=END).past_due is None
    assert (
        status(question(event("due", GIVEN), event("lapsed")), complete_until=END).past_due is None
    )


def test_older_than_the_period():
    """It takes no start of the period to say that a question is older than it."""
    day = ASKED + dt.timedelta(42)
    assert status(question(), complete_until=day).reason is Reason.NO_ANSWER
    found = status(question(), complete_until=day + dt.timedelta(1))
    assert (Reason.OLDER_THAN_PERIOD, None) == (found.reason, found.past_due)
    assert status(question(event("due", GIVEN)), complete_until=END).reason is Reason.NO_ANSWER


def test_the_day_decides_on_the_text_of_the_rules():
    """The rules changed inside terms, so neither the term nor the printed number decides."""
    asked = question(kind="major_interpellation", addressees=(COMMISSION,))
    found = [period_of(asked, dt.date(*day)) for day in ((2018, 5, 5), (2019, 3, 1), (2019, 8, 1))]
    assert [("130b", 21), ("130b", 42), ("139", 42)] == [(p.rule, p.days) for p in found if p]
    assert period_of(asked, dt.date(2016, 5, 5)) is None


def test_periods_are_whole():
    """Each row of the table has its source, and no two texts for one question overlap."""
    rows = periods()
    assert all(row.source and row.certainty in {"certain", "inferred"} for row in rows)
    for number, row in enumerate(rows):
        assert row.last is None or row.first <= row.last
        for other in rows[number + 1 :]:
            if row.kind == other.kind and row.addressees & other.addressees:
                assert not any((row.in_force(other.first), other.in_force(row.first)))


def test_no_word_of_blame():
    """Reasons state what is known; none of them judges."""
    words = " ".join(f"{reason} {reason.sentence}" for reason in Reason).split()
    assert not {"late", "overdue", "delayed", "failed", "missed", "breach"} & set(words)


def test_it_is_a_function_of_the_package():
    """`parlq.status` is this function."""
    assert parlq.status is status


@pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the samples are not at hand (../shared is absent)"
)
def test_real_records_are_answered_and_without_due_date():
    """Records state no forwarding, so none is past a due date; all that have an answer have it here."""
    pytest.importorskip("pyoxigraph")
    dossier = parlq.load(SAMPLES / "data_v1_questions-by-year_0_100_2022.ttl")
    found = [status(each, dossier.answers_for(each)) for each in dossier.questions]
    assert {State.ANSWERED, State.UNKNOWN} >= {each.state for each in found}
    assert 90 < sum(each.state is State.ANSWERED for each in found)
    assert {None} == {each.past_due for each in found}


def test_a_dossier_gives_the_status_of_each_question():
    """Each question of a dossier has its status, by the answers of the dossier, in their order."""
    other = question(reference="E-000102/2021")
    dossier = Dossier(questions=(question(), other), answers=(answer(),))
    found = status(dossier, complete_until=END)
    assert [State.ANSWERED, State.OPEN] == [each.state for each in found]
    assert found[0] == status(question(), [answer()], complete_until=END)
    assert () == status(Dossier(answers=(answer(),)))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((answer(),), "of a Question or a Dossier, not of Answer"),
        (("d.json",), "of a Question or a Dossier, not of str"),
        ((question(), ["E-000101/2021"]), "answers to a question are Answer, not str"),
        ((Dossier(questions=(question(),)), [answer()]), "pass a dossier alone"),
    ],
)
def test_anything_else_is_refused(given, message):
    """What is no question, dossier or answer is a TypeError that says what to pass."""
    with pytest.raises(TypeError, match=message):
        status(*given)


def test_one_answer_needs_no_list():
    """A single answer is taken as it is."""
    assert status(question(), [answer()]) == status(question(), answer())
