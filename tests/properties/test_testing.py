"""`parlq.testing` itself: every name is there, and only the strategies need hypothesis."""

import subprocess
import sys

import pytest

from parlq import Dossier, Severity, testing
from parlq.checks import check

WITHOUT = "import sys; sys.modules['hypothesis'] = None\n"


def run(code):
    """Run code where hypothesis is not installed, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT + code], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("name", sorted(set(testing.__all__) - {"corpus"}))
def test_strategies_are_there(name):
    """Each public name gives a strategy, whose repr is short enough for a report."""
    strategy = getattr(testing, name)()
    assert name in dir(testing)
    assert hasattr(strategy, "map")
    assert len(repr(strategy)) < 20_000


def test_other_names_are_not():
    """A name that is not public is an AttributeError, as in any module."""
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        testing.nonsense  # noqa: B018 # asking is the test


def test_the_corpus_needs_no_hypothesis():
    """Documents can be made up where hypothesis is not installed."""
    code = "from parlq.testing import corpus\nprint(next(corpus(1)).questions[0].reference)"
    assert run(code) == "E-000001/2014"


def test_the_strategies_say_what_is_missing():
    """Where hypothesis is not installed, asking for a strategy names the line that installs it."""
    assert run("from parlq.testing import questions") == (
        "parlq.problems.MissingExtraError: "
        "an optional package is missing for parlq.testing: pip install 'parlq[test]'"
    )


def test_the_corpus_is_the_same_everywhere():
    """The documents rest on nothing that differs between versions of Python: their bytes are known."""
    code = (
        "from hashlib import sha256\n"
        "from parlq.testing import corpus\n"
        "print(sha256(repr([[v.text() for w in d.works for v in w.variants]"
        " for d in corpus(50, seed=2)]).encode()).hexdigest()[:16])"
    )
    assert run(code) == "a7bd64d64d562421"


def test_the_corpus_has_no_faults():
    """No rule has anything against the documents, as they stand for what is published."""
    documents = [
        document
        for kind in ("question", "answer", "dossier")
        for document in testing.corpus(150, seed=5, kind=kind)
    ]
    assert [] == [str(problem) for document in documents for problem in check(document)]


@pytest.mark.parametrize("seed", [0, 1, 7, 2**40])
def test_a_corpus_contradicts_itself_nowhere(seed):
    """No rule finds an error in all documents as one: no answer is older than its questions."""
    made = list(testing.corpus(1500, seed=seed))
    whole = Dossier(
        questions=[question for each in made for question in each.questions],
        answers=[answer for each in made for answer in each.answers],
    )
    assert any(len(answer.answers_to) > 1 for answer in whole.answers)
    assert [] == [p for p in check(whole) if p.severity is Severity.ERROR]
