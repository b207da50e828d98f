"""Valid files that were broken at random end in problems or in a value, and in nothing else."""

from __future__ import annotations

import importlib
import random
from pathlib import Path

import pytest

FUZZ = Path(__file__).parents[2] / "fuzz"
pytest.importorskip("rdflib")
pytestmark = pytest.mark.skipif(not FUZZ.exists(), reason="the folder fuzz is not here")


@pytest.fixture
def programs(monkeypatch, tmp_path):
    """The programs of that folder, by name."""
    monkeypatch.syspath_prepend(FUZZ)
    monkeypatch.chdir(tmp_path)
    return importlib.import_module


@pytest.fixture
def mutate(programs):
    """The program that breaks files."""
    return programs("mutate")


@pytest.mark.parametrize("seed", [1, 2])
def test_mutants_never_break_anything(mutate, seed):
    """Flipped, cut, spliced, nested or doubled: read and validated without another exception."""
    outcome = mutate.run(200, seed)
    assert [] == [(name, trace) for name, _, trace in outcome.faults]
    sorts = {sort for sort, _, _ in outcome.counts}
    kinds = {kind for _, kind, _ in outcome.counts}
    assert (set(mutate.SORTS), 12) == (sorts, len(kinds))


def test_faults_are_seen(mutate, monkeypatch):
    """A reader that fails in another way is found out."""

    def broken(data):
        raise KeyError(len(data))

    monkeypatch.setitem(
        mutate.SORTS, "JSON", mutate.attrs.evolve(mutate.SORTS["JSON"], check=broken)
    )
    assert 4 == len(mutate.run(20, 1).faults)


def test_mutants_look_as_written(programs):
    """A file changed inside begins and ends as parlq writes it; some are still read by their lines."""
    written, seeds, guess = (
        programs(each) for each in ("written", "seeds", "parlq.formats.akn.profile.fast")
    )
    pool = [data for data in seeds.for_written() if guess.value(data) is not None]
    chance = random.Random(3)
    ways = {*written.KINDS, *programs("mutations").KINDS} - {"saved"}
    mutants = [written.mutant(data, way, chance, pool) for data in pool for way in sorted(ways)]
    assert all(each.startswith(written.HEAD) and each.endswith(written.TAIL) for each in mutants)
    read = [each for each in mutants if each not in pool and guess.value(each) is not None]
    assert 0 < len(read) < len(mutants)


def test_targets_hold_for_what_they_begin_with(programs, monkeypatch):
    """Every target of the fuzzer runs, and finds no fault in a sample of its own seeds."""
    targets, commands = programs("targets"), programs("commands")
    monkeypatch.setattr(commands, "folder", Path.cwd)
    for target in targets.TARGETS.values():
        for data in list(target.seeds())[::9]:
            target.run(data)
    assert set(programs("run").SHARES) == set(targets.TARGETS)
