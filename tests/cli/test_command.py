"""The command as a whole: version, help, lists, schemas, completion."""

import re

import pytest

import parlq
from parlq.cli import main
from parlq.io import resources

COMMANDS = ("convert", "validate", "show", "formats", "schema", "completion", "help", "version")


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_version(capsys, flag):
    """The version is printed by itself."""
    assert 0 == main([flag])
    assert f"parlq {parlq.__version__}\n" == capsys.readouterr().out


def test_help_lists_commands_and_exit_codes(capsys):
    """Help names every command, with examples, and says what the exit codes mean."""
    assert 0 == main(["--help"])
    out = capsys.readouterr().out
    for word in (*COMMANDS, "examples:", "exit codes:"):
        assert word in out


def test_nothing_to_do_shows_the_help(capsys):
    """Without a command the help goes to standard error, with exit code 2."""
    assert 2 == main([])
    out, error = capsys.readouterr()
    assert ("", True) == (out, error.startswith("usage: parlq"))


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help(capsys, name):
    """Each command describes itself; its examples are of this very command."""
    assert 0 == main([name, "--help"])
    out = capsys.readouterr().out
    assert out.startswith(f"usage: parlq {name}")
    examples = re.findall(r"^  (?:.*\| )?parlq (\w+)", out, re.MULTILINE)
    assert {name} >= set(examples)


@pytest.mark.parametrize(
    "arguments",
    [["zork"], ["--zork"], ["schema"], ["schema", "zork"], ["completion", "cmd"], ["table"]],
)
def test_mistakes_say_where_help_is(capsys, arguments):
    """What is no command is named, with exit code 2."""
    assert 2 == main(arguments)
    first, last = capsys.readouterr().err.splitlines()
    assert re.match(r"parlq[ \w]*: error: ", first)
    assert re.fullmatch(r"For help, run: parlq[ \w]* --help", last)


def test_formats_are_listed(capsys):
    """Each format has a line with what it can do and its suffixes."""
    assert 0 == main(["formats"])
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert {"akn", "json", "page"} <= set(lines)
    assert ("read, write" in lines["akn"], ".xml" in lines["akn"]) == (True, True)
    assert list(parlq.formats.names()) == list(lines)


@pytest.mark.parametrize("name", resources.SCHEMAS)
def test_schemas_are_printed(capsysbinary, name):
    """A bundled schema is printed byte for byte."""
    assert 0 == main(["schema", name])
    assert resources.schema_bytes(resources.SCHEMAS[name]) == capsysbinary.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_is_printed(capsys, shell):
    """A completion script knows the commands."""
    pytest.importorskip("shtab", reason="completion comes with the package shtab")
    assert 0 == main(["completion", shell])
    out = capsys.readouterr().out
    assert set() == {name for name in COMMANDS if name not in out}


def test_completion_for_fish_needs_no_package(capsys):
    """A script for fish names commands, options and choices, each with its description."""
    assert 0 == main(["completion", "fish"])
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith("complete -c parlq ") and line.count("'") % 2 == 0 for line in lines)
    assert any("-a convert" in line for line in lines)
    inside = [line for line in lines if "seen_subcommand_from convert'" in line]
    assert any("-s o" in line and "-l output" in line and "-r" in line for line in inside)
    assert any("-l shape" in line and "'debate api-v2 dump-2022'" in line for line in inside)


def test_help_and_version_are_commands(capsys):
    """`parlq help X` is `parlq X --help`, and `parlq version` is `parlq --version`."""
    for command, option in (
        (["help", "split"], ["split", "--help"]),
        (["help"], ["--help"]),
        (["version"], ["--version"]),
    ):
        assert 0 == main(command)
        said = capsys.readouterr().out
        assert 0 == main(option)
        assert capsys.readouterr().out == said


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["convrt"], "did you mean 'convert'?"),
        (["help", "convrt"], "did you mean 'convert'?"),
        (["schema", "jsn"], "did you mean 'json'?"),
        (["convert", "a.xml", "b.json"], "type: parlq convert a.xml -o b.json"),
        (["convert", "a.xml", "--too", "json"], "did you mean '--to'?"),
    ],
)
def test_a_mistake_is_followed_by_advice(capsys, arguments, advice):
    """An unknown word is followed by the one that was probably meant."""
    assert 2 == main(arguments)
    assert advice in capsys.readouterr().err
