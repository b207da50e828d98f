"""The command as a whole: version, help, lists, schemas, completion."""

import re

import pytest

import parlq
from parlq.cli import main
from parlq.io import resources

COMMANDS = ("convert", "validate", "show", "formats", "schema", "completion")


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
    [["zork"], ["--zork"], ["schema"], ["schema", "zork"], ["completion", "fish"], ["validate"]],
)
def test_mistakes_show_the_usage(capsys, arguments):
    """What is no command shows the usage, with exit code 2."""
    assert 2 == main(arguments)
    assert capsys.readouterr().err.startswith("usage: parlq")


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
