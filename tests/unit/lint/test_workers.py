"""Worker processes: the same results in the same order, and nobody left behind."""

import multiprocessing
import os
import signal

import pytest

import parlq
from parlq.lint import engine, workers
from parlq.lint.discovery.inputs import found
from parlq.lint.settings.settings import Settings, SettingsError
from parlq.problems import Problem

#: How a file that a test wants its worker to die of is named.
DEADLY = "deadly.xml"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with more files than one process judges alone, some of them bad."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(workers, "_FEW", 20)
    good = parlq.dumps(
        parlq.Answer(answers_to=(parlq.Reference.parse("E-000101/2021"),)), format="json"
    )
    for number in range(200):
        text = b'{"schema_version": "1.0"}' if number % 7 == 0 else good
        (tmp_path / f"{number:03}.json").write_bytes(text)
    return tmp_path


def results(*paths, **settings):
    """The results of all files."""
    made = Settings(paths=paths, **settings)
    return list(workers.lint_files(found(paths, made), made))


def test_results_are_the_same_whatever_the_number_of_workers(folder):
    """One process, two, or more than there are chunks: the same results, in the same order."""
    alone = results(".", "none.json", "x*", jobs=1)
    assert [f"{number:03}.json" for number in range(200)] == [r.file for r in alone[:200]]
    assert ["none.json", "x*"] == [result.file for result in alone[200:]]
    assert 29 == sum(bool(result.problems) for result in alone[:200])
    for jobs in (2, 3, 40):
        assert alone == results(".", "none.json", "x*", jobs=jobs)
    assert [] == multiprocessing.active_children()


def test_lines_of_the_source_come_along(folder):
    """What a terminal shows is the same, whoever has judged."""
    assert results(".", jobs=1, sources=True) == results(".", jobs=2, sources=True)


def test_stopping_early_leaves_no_worker(folder):
    """Who does not want the other results gets rid of the workers."""
    made = Settings(paths=(".",), jobs=2)
    generator = workers.lint_files(found((".",), made), made)
    next(generator)
    assert 2 == len(multiprocessing.active_children())
    generator.close()
    assert [] == multiprocessing.active_children()


def test_settings_that_do_not_work_are_told_by_workers(folder):
    """An error of the settings ends the run, as it does in one process."""
    for jobs in (1, 2):
        with pytest.raises(SettingsError, match="no rule is, or begins with, 'PQ999'"):
            results(".", jobs=jobs, select=("PQ999",))
        with pytest.raises(parlq.ParlqError, match=r"none\.xsd cannot be used: no such file"):
            results(".", jobs=jobs, schema="none.xsd")
    assert [] == multiprocessing.active_children()


@pytest.mark.skipif(
    not hasattr(os, "fork"), reason="a worker that is forked knows this test's judge"
)
def test_a_worker_that_dies_costs_one_file(folder, monkeypatch):
    """The file that kills its worker is told; all others are judged, once each."""
    linter = engine.FileLinter.__call__

    def deadly(self, one):
        if one == DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)
        return linter(self, one)

    expected = results(".", jobs=1)
    (folder / DEADLY).write_bytes(b"x")
    monkeypatch.setattr(engine.FileLinter, "__call__", deadly)
    found_now = results(".", jobs=2)
    (dead,) = [result for result in found_now if result.file == DEADLY]
    assert "the process that linted this file has died" in dead.failure
    assert expected == [result for result in found_now if result.file != DEADLY]
    assert [] == multiprocessing.active_children()


def test_a_fault_of_parlq_costs_one_file(folder, monkeypatch):
    """An exception that nobody expects is told in one line with the file's name, and asks for a report."""
    validate_reading = engine.validate_reading

    def faulty(reading):
        if reading.file == "003.json":
            raise RuntimeError("boom\nbang")
        return validate_reading(reading)

    monkeypatch.setattr(engine, "validate_reading", faulty)
    found_now = results(".", jobs=1)
    assert [("003.json", True)] == [
        (r.file, "please report it (RuntimeError: boom bang)" in r.failure)
        for r in found_now
        if r.failure is not None
    ]
    monkeypatch.setenv("PARLQ_TRACEBACK", "1")
    with pytest.raises(RuntimeError):
        results("003.json")


def test_the_worst_problems_are_listed(folder):
    """Of more problems than are listed the errors come first, in the order of the file."""
    linter = engine.FileLinter(Settings(max_problems=2))
    severities = ("warning", "error", "info", "error", "warning")
    problems = [
        Problem(rule="PQ401", severity=parlq.Severity(severity), message=str(n))
        for n, severity in enumerate(severities)
    ]
    result = linter._result("a.xml", problems, b"")
    assert (["1", "3"], 3) == ([p.message for p in result.problems], result.unlisted)
    everything = engine.FileLinter(Settings(max_problems=0))._result("a.xml", problems, b"")
    assert (tuple(problems), 0) == (everything.problems, everything.unlisted)
