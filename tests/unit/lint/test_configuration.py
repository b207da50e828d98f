"""Configuration: where it is found, what it may say, what it comes to."""

import json
import os
import re

import pytest
from jsonschema import Draft202012Validator

from parlq.io import resources
from parlq.lint.settings.configuration import Configuration, effective, nearest, read
from parlq.lint.settings.configuration_schema import schema
from parlq.lint.settings.settings import OPTIONS, Settings, SettingsError
from parlq.lint.settings.values import checked


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_file_there_is_no_configuration(folder):
    """Nothing upward says anything: the defaults hold."""
    force = effective(nearest(), {})
    assert (Settings(), {"default"}) == (force.settings, set(force.origins.values()))


def test_the_nearest_file_upward_counts(folder, monkeypatch):
    """Of several files the one in the nearest folder counts, alone."""
    (folder / "parlq.toml").write_text('quiet = true\nfail-level = "info"\n')
    inner = folder / "a" / "b"
    inner.mkdir(parents=True)
    (folder / "a" / "parlq.toml").write_text("exit-zero = true\n")
    monkeypatch.chdir(inner)
    found = nearest()
    assert (str(folder / "a" / "parlq.toml"), {"exit-zero": True}) == found


def test_a_project_file_counts_with_its_table_only(folder, monkeypatch):
    """A pyproject.toml that has nothing for parlq is passed over."""
    (folder / "pyproject.toml").write_text("[tool.parlq]\nquiet = true\n")
    inner = folder / "a"
    inner.mkdir()
    (inner / "pyproject.toml").write_text('[project]\nname = "parlq-data"\n')
    monkeypatch.chdir(inner)
    assert {"quiet": True} == nearest().values


def test_its_own_file_goes_before_the_project_file(folder):
    """parlq.toml and pyproject.toml in one folder: parlq.toml counts."""
    (folder / "pyproject.toml").write_text("[tool.parlq]\nquiet = true\n")
    (folder / "parlq.toml").write_text("quiet = false\n")
    assert {"quiet": False} == nearest().values


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("quite = true", "there is no setting 'quite'; did you mean 'quiet'?"),
        ("max_problems = 1", "there is no setting 'max_problems'; did you mean 'max-problems'?"),
        ("zork = 1", "there is no setting 'zork'"),
        ("strict = true", "there is no setting 'strict'; write profile = 'strict'"),
        ("[tool.parlq]\nquiet = true", "write settings at the top level, without [tool.parlq]"),
        ("[parlq]\nquiet = true", "write settings at the top level, without [tool.parlq]"),
        ("quiet = 1", "quiet must be true or false"),
        ("jobs = 0", "jobs must be a whole number from 1 to "),
        ("jobs = true", "jobs must be a whole number"),
        ('max-problems = "9"', "max-problems must be a whole number from 0 to 1000000"),
        ('fail-level = "eror"', "must be one of error, warning, info; did you mean 'error'?"),
        ('profile = "loose"', "profile must be one of strict, lenient"),
        ("schema = 1", "schema must be a text"),
        ('select = "PQ4"', "select must be an array of strings"),
        ("select = [1]", "select must be an array of strings"),
        ('per-file-ignores = ["PQ4"]', "per-file-ignores must be a table of arrays of texts"),
        ('[per-file-ignores]\n"*.xml" = "PQ4"', "must be a table of arrays of texts"),
        ("quiet = ", "is not TOML: "),
        ("quiet = true\nquiet = true", "is not TOML: "),
        ("a." * 5000 + "b = 1", "parlq.toml: "),
    ],
)
def test_mistakes_are_told(folder, text, message):
    """Whatever a file says that it cannot is refused, in one line that names the file."""
    (folder / "parlq.toml").write_text(text + "\n")
    with pytest.raises(SettingsError, match=re.escape(message)) as caught:
        nearest()
    assert (True, 1) == ("parlq.toml: " in str(caught.value), len(str(caught.value).splitlines()))


def test_deep_nesting_is_refused(folder):
    """A file that nests beyond reason gives one line."""
    (folder / "parlq.toml").write_text("x = " + "[" * 50_000 + "]" * 50_000)
    with pytest.raises(SettingsError):
        nearest()


def test_other_encodings_are_refused(folder):
    """TOML is in UTF-8."""
    (folder / "parlq.toml").write_bytes(b"schema = '\xe9'")
    with pytest.raises(SettingsError, match="is not UTF-8 at byte 10"):
        nearest()


def test_a_file_that_is_named_must_be_there(folder):
    """No file, no table: a mistake, when the file was named."""
    with pytest.raises(SettingsError, match=r"none\.toml: cannot be read: no such file"):
        read("none.toml")
    (folder / "pyproject.toml").write_text("[tool.other]\n")
    with pytest.raises(SettingsError, match=r"has no table \[tool.parlq\]"):
        read("pyproject.toml")


def test_a_folder_in_its_place_is_a_mistake(folder):
    """A folder named parlq.toml is told, and not passed over in silence."""
    (folder / "parlq.toml").mkdir()
    with pytest.raises(SettingsError, match="cannot be read: is a directory"):
        nearest()


def test_arguments_go_before_the_file(folder):
    """The command line has the say, then the file, then the default; each says where it is from."""
    file = str(folder / "parlq.toml")
    found = effective(Configuration(file, {"quiet": True, "jobs": 3}), {"jobs": 5})
    assert (True, 5, "error") == (
        found.settings.quiet,
        found.settings.jobs,
        found.settings.fail_level,
    )
    assert (file, "command line", "default") == tuple(
        found.origins[name] for name in ("quiet", "jobs", "fail-level")
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'select = ["PQ40l"]',
            "select: no rule is, or begins with, 'PQ40l'; did you mean 'PQ401'?",
        ),
        ('ignore = ["PQ101"]', "ignore: PQ101 cannot be ignored"),
        ('[per-file-ignores]\n"*" = ["PX"]', "per-file-ignores: no rule is, or begins with, 'PX'"),
        ('report = ["sariff"]', "report: there is no report 'sariff'; did you mean 'sarif'?"),
        (
            'report = ["sarif:"]',
            "report: the report 'sarif:' names no file; sarif alone is printed",
        ),
        ('from = "jsn"', 'from: unknown format "jsn"; did you mean "json"?'),
    ],
)
def test_what_does_not_exist_is_told_with_its_file(folder, text, message):
    """A rule, a report or a format that is none is told with the file and the key that name it."""
    (folder / "parlq.toml").write_text(text)
    with pytest.raises(SettingsError, match=re.escape(f"parlq.toml: {message}")):
        effective(nearest(), {})


def test_a_byte_order_mark_is_passed_over(folder):
    """Some editors begin each file with a mark that says nothing."""
    (folder / "parlq.toml").write_bytes(b"\xef\xbb\xbfquiet = true\n")
    assert {"quiet": True} == nearest().values


def test_files_in_it_are_relative_to_it(folder, monkeypatch):
    """Names of files and patterns in a configuration mean the same wherever parlq is called."""
    (folder / "parlq.toml").write_text(
        'paths = ["data"]\nschema = "house.xsd"\nreport = ["text", "json:out.json"]\n'
        'exclude = ["data/old"]\n'
    )
    inner = folder / "a"
    inner.mkdir()
    monkeypatch.chdir(inner)
    settings = effective(nearest(), {}).settings
    up = os.pardir + os.sep
    assert ((f"{up}data",), f"{up}house.xsd", ("text", f"json:{up}out.json")) == (
        settings.paths,
        settings.schema,
        settings.reports,
    )
    assert str(folder) == settings.folder_of("exclude")


def test_the_schema_is_the_one_that_is_shipped():
    """The file in `schemas` is what the table of settings gives."""
    assert schema() == json.loads(resources.schema_bytes(resources.SCHEMAS["config"]))


VALUES = {
    "flag": ([True, False], [1, "true", None]),
    "count": ([1, 7], [-1, 1.5, "1", True]),
    "text": (["strict", "parlq", "info", "always"], [1, [], True]),
    "texts": ([[], ["a"]], ["a", [1], {}]),
    "table": ([{}, {"a": ["PQ4"]}], [["a"], {"a": "PQ4"}, {"a": [1]}]),
}


@pytest.mark.parametrize("name", OPTIONS)
def test_schema_and_reader_agree(name):
    """What the JSON Schema takes the reader takes, and what it refuses the reader refuses."""
    judge = Draft202012Validator(schema())
    for value in (*VALUES[OPTIONS[name].kind][0], *VALUES[OPTIONS[name].kind][1]):
        try:
            checked({name: value}, "x.toml")
            taken = True
        except SettingsError:
            taken = False
        assert (value, judge.is_valid({name: value})) == (value, taken)
    assert not judge.is_valid({f"{name}x": True})


def test_every_setting_is_a_field():
    """The table and the frozen value name the same settings."""
    own = {"stdin_filename", "patterns_from", "unbounded", "sources", "fix", "diff", "keeps"}
    assert set(Settings._fields) - own == {option.field for option in OPTIONS.values()}
    defaults = Settings()
    for option in OPTIONS.values():
        stated = () if option.default == {} else option.default
        assert (option.name, stated) == (option.name, getattr(defaults, option.field))
