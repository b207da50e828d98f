"""The rules, and the short way that passes over documents in which they find nothing."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

from parlq import checks, testing
from parlq.model import Dossier


def findings(document):
    """What the rules find, asked one by one."""
    return [finding for _, finding, _ in checks._all(document)]


@given(st.one_of(testing.questions(), testing.answers(), testing.dossiers()))
def test_nothing_is_passed_over(document):
    """What is told to be clean at once is clean by every rule."""
    if checks.has_no_findings(document):
        assert [] == findings(document)


@given(testing.dossiers(), st.integers(0, 400))
def test_nothing_is_passed_over_in_a_pair(dossier, seed):
    """Nor is it for a question with the answer to it, which most documents are."""
    realistic = next(testing.corpus(1, seed=seed))
    question, answer = realistic.questions[0], realistic.answers[0]
    for work in dossier.questions[:2]:
        answered = attrs.evolve(answer, answers_to=tuple(filter(None, (work.reference,))))
        for pair in (
            Dossier(questions=(work,), answers=(answered,)),
            Dossier(questions=(question,), answers=(attrs.evolve(answer, date=work.date),)),
        ):
            if checks.has_no_findings(pair):
                assert [] == findings(pair)
    for work in dossier.answers[:2]:
        pair = Dossier(
            questions=(question,),
            answers=(attrs.evolve(work, answers_to=(question.reference,), replaces=()),),
        )
        if checks.has_no_findings(pair):
            assert [] == findings(pair)


def test_most_documents_take_the_short_way():
    """Documents as they are published are told to be clean at once."""
    clean = [checks.has_no_findings(document) for document in testing.corpus(300, seed=9)]
    assert sum(clean) > 0.9 * len(clean)
