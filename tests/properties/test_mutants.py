"""Valid files that were broken at random end in problems or in a value, and in nothing else."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

FUZZ = Path(__file__).parents[2] / "fuzz"
pytest.importorskip("rdflib")
pytestmark = pytest.mark.skipif(not FUZZ.exists(), reason="the folder fuzz is not here")


@pytest.fixture
def mutate(monkeypatch):
    """The program that breaks files."""
    monkeypatch.syspath_prepend(FUZZ)
    return importlib.import_module("mutate")


@pytest.mark.parametrize("seed", [1, 2])
def test_mutants_never_break_anything(mutate, seed):
    """Flipped, cut, spliced, nested or doubled: read and validated without another exception."""
    outcome = mutate.run(200, seed)
    assert [] == [(name, trace) for name, _, trace in outcome.faults]
    sorts = {sort for sort, _, _ in outcome.counts}
    kinds = {kind for _, kind, _ in outcome.counts}
    assert (set(mutate.SORTS), 5) == (sorts, len(kinds))


def test_faults_are_seen(mutate, monkeypatch):
    """A reader that fails in another way is found out."""

    def broken(data):
        raise KeyError(len(data))

    monkeypatch.setitem(
        mutate.SORTS, "JSON", mutate.attrs.evolve(mutate.SORTS["JSON"], check=broken)
    )
    assert 5 == len(mutate.run(20, 1).faults)
