"""The pytest plugin: files of the configuration are tests."""

from __future__ import annotations

import os
import tomllib

import pytest

from .repository import BAD_JSON, JSON, ROOT, XML

pytest_plugins = ["pytester"]

#: The plugin by its module, whether or not this installation has its entry point.
PLUGIN = ("-p", "no:parlq", "-p", "parlq.testing.pytest_plugin", "-p", "no:cacheprovider")


@pytest.fixture
def project(pytester):
    """A project with documents, some tests, and the files in its configuration."""
    data = pytester.mkdir("data")
    (data / "good.xml").write_bytes(XML)
    (data / "good.json").write_bytes(JSON)
    (data / "notes.txt").write_text("none of its concern")
    pytester.mkdir("tests").joinpath("test_own.py").write_text("def test_own(): pass\n")
    pytester.makeini("[pytest]\ntestpaths = tests\nparlq_files = data/*.xml data/**/*.json\n")
    return pytester


def run(project, *arguments):
    """Outcomes of a run in a process of its own, and its lines."""
    done = project.runpytest_subprocess(*PLUGIN, *arguments)
    return done.parseoutcomes(), done


def test_the_entry_point_is_named():
    """Who installs parlq has the plugin."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {"parlq": "parlq.testing.pytest_plugin"} == project["entry-points"]["pytest11"]


def test_each_file_is_a_test(project):
    """A run without arguments tests the files beside the tests of the project."""
    outcomes, done = run(project, "-v")
    assert {"passed": 3} == outcomes
    done.stdout.fnmatch_lines(["data/good.json::parlq PASSED*", "data/good.xml::parlq PASSED*"])


def test_a_bad_file_fails_with_its_problems(project):
    """The failure shows what `parlq validate` prints, and no code of the plugin."""
    (project.path / "data/bad.json").write_bytes(BAD_JSON)
    outcomes, done = run(project)
    assert {"passed": 3, "failed": 1} == outcomes
    done.stdout.fnmatch_lines(["*data/bad.json:5:11: error PQ304 must be one of*"])
    done.stdout.no_fnmatch_line("*Traceback*")
    done.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_a_named_file_is_tested_alone(project):
    """A run that names files or folders tests those that it names."""
    assert {"passed": 1} == run(project, "data/good.xml")[0]
    assert {"passed": 1} == run(project, "tests")[0]
    assert {"passed": 2} == run(project, "data")[0]
    assert {"passed": 1, "deselected": 2} == run(project, "-k", "good.xml")[0]


def test_the_configuration_of_parlq_counts(project):
    """Settings such as `fail-level` and `ignore` are those of the command."""
    answer = b'{"schema_version": "1.0", "type": "answer"}\n'
    (project.path / "data/warned.json").write_bytes(answer)
    assert {"passed": 4} == run(project)[0]
    (project.path / "parlq.toml").write_text('fail-level = "warning"\n')
    assert {"passed": 3, "failed": 1} == run(project)[0]
    (project.path / "parlq.toml").write_text('fail-level = "warning"\nignore = ["PQ401"]\n')
    assert {"passed": 4} == run(project)[0]
    (project.path / "parlq.toml").write_text('fail-levle = "warning"\n')
    outcomes, done = run(project)
    assert (3, 1) == (outcomes["failed"], outcomes["passed"])
    done.stdout.fnmatch_lines(["*did you mean 'fail-level'*"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("quite = true", "*parlq.toml: there is no setting 'quite'; did you mean 'quiet'*"),
        ('select = ["PQ4O1"]', "*parlq.toml: select: no rule is, or begins with, 'PQ4O1'*"),
        ('schema = "none.xsd"', "*the schema none.xsd cannot be used: no such file*"),
    ],
)
def test_settings_that_do_not_work_are_told(project, text, message):
    """A mistake in the configuration of parlq fails each file by one line, without code."""
    (project.path / "parlq.toml").write_text(text)
    outcomes, done = run(project)
    assert {"passed": 1, "failed": 2} == outcomes
    done.stdout.fnmatch_lines([message])
    done.stdout.no_fnmatch_line("*Traceback*")
    done.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_a_pattern_without_files_is_an_error(project):
    """Files that are not found are not passed over in silence."""
    project.makeini("[pytest]\nparlq_files = date/*.xml\n")
    done = project.runpytest_subprocess(*PLUGIN)
    assert pytest.ExitCode.USAGE_ERROR == done.ret
    done.stderr.fnmatch_lines(["*parlq_files: no file matches 'date/?.xml'"])


def test_nothing_happens_unasked(project):
    """Without the setting no file is a test."""
    project.makeini("[pytest]\n")
    assert {"passed": 1} == run(project)[0]


def test_links_lead_nowhere_else(project):
    """A pattern finds no file elsewhere by a link, ends where links lead round, and opens no pipe."""
    outside = project.path.parent / f"{project.path.name}-outside"
    outside.mkdir()
    (outside / "bad.json").write_bytes(BAD_JSON)
    data = project.path / "data"
    try:
        (data / "out.json").symlink_to(outside / "bad.json")
        (data / "folder").symlink_to(outside)
        for number in range(12):
            (data / f"round{number}").symlink_to(".")
        os.mkfifo(data / "pipe.json")
    except (AttributeError, OSError):
        pytest.skip("no links or pipes here")
    assert {"passed": 3} == run(project)[0]


def test_a_configuration_of_strangers_is_refused(project):
    """The settings of parlq have the bounds that they have for the command."""
    (project.path / "parlq.toml").write_text('report = ["text:../out.txt"]\n')
    outcomes, done = run(project)
    assert {"passed": 1, "failed": 2} == outcomes
    done.stdout.fnmatch_lines(["*report: '../out.txt' is outside the folder of the configuration*"])
