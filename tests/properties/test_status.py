"""Properties of the state of a question, whatever its documents state."""

from hypothesis import given
from hypothesis import strategies as st

from parlq import AnswerKind, EventKind, testing
from parlq.checks.status import State, status

DAYS = st.none() | testing.dates()
ANSWERS = st.lists(testing.answers(), max_size=3)


@given(testing.questions(), ANSWERS, DAYS)
def test_nothing_is_open_in_a_corpus_that_may_lack_answers(question, answers, on):
    """Without the caller's word that the corpus is complete, no question is open."""
    found = status(question, answers, on=on)
    assert found.state is not State.OPEN
    assert found.state is State.ANSWERED or found.past_due is None


@given(testing.questions(), ANSWERS, testing.answers(), DAYS, testing.dates())
def test_an_answered_question_is_answered(question, answers, answer, on, until):
    """A question with a complete answer by the day is answered, whatever else is stated."""
    day = on or until
    whole = not answer.parts and answer.kind in {None, AnswerKind.ANSWER, AnswerKind.JOINT}
    if whole and (answer.date is None or answer.date <= day):
        found = status(question, [*answers, answer], on=on, complete_until=until)
        assert found.state is State.ANSWERED


@given(testing.questions(), ANSWERS, DAYS, DAYS)
def test_no_due_date_without_a_stated_one_or_a_forwarding(question, answers, on, until):
    """The question's own date starts no period."""
    found = status(question, answers, on=on, complete_until=until)
    kinds = {event.kind for event in question.events}
    if not kinds & {EventKind.DUE, EventKind.FORWARDED}:
        assert (None, None) == (found.due, found.past_due)
    assert (found.due is None) == (found.due_basis is None)
    assert found.days is None or found.days >= 0
    assert found == status(question, answers, on=on, complete_until=until)
