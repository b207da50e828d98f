"""`parlq format`, and `parlq validate` with `--fix` and `--diff`."""

import io
import os
from pathlib import Path

import pytest

from parlq.cli import main


@pytest.fixture
def spoiled(folder):
    """A file in another layout."""
    data = (folder / "q.json").read_bytes()
    (folder / "wide.json").write_bytes(data.replace(b": ", b":"))
    return folder


def test_files_are_rewritten(spoiled, capsys):
    """A file takes its canonical form; one that has it is not touched."""
    before = os.stat("q.json").st_mtime_ns
    assert 0 == main(["format", "wide.json", "q.json", "q.xml"])
    assert (spoiled / "q.json").read_bytes() == (spoiled / "wide.json").read_bytes()
    assert before == os.stat("q.json").st_mtime_ns
    assert ("", "wide.json: rewritten\n1 rewritten, 2 unchanged\n") == capsys.readouterr()
    assert 0 == main(["format", "--quiet", "wide.json"])
    assert ("", "") == capsys.readouterr()


def test_check_changes_nothing(spoiled, capsys):
    """With `--check` the exit code says whether a file would change."""
    before = (spoiled / "wide.json").read_bytes()
    assert 1 == main(["format", "--check", "."])
    assert before == (spoiled / "wide.json").read_bytes()
    assert "wide.json: would be rewritten\n1 to be rewritten, 6 " in capsys.readouterr().err
    assert 0 == main(["format", "--check", "q.json", "d.xml"])


def test_diff_shows_what_would_change(spoiled, capsysbinary):
    """With `--diff` the change is printed, as patching programs take it."""
    before = (spoiled / "wide.json").read_bytes()
    assert 1 == main(["format", "--diff", "wide.json"])
    assert before == (spoiled / "wide.json").read_bytes()
    shown = capsysbinary.readouterr().out
    assert shown.startswith(b"--- wide.json\n+++ wide.json\n@@ -1,")
    assert b'\n-  "type":"question",\n' in shown


@pytest.mark.parametrize("options", [[], ["--stdin-filename", "x.json"], ["--from", "json"]])
def test_streams(spoiled, monkeypatch, capsysbinary, options):
    """Standard input comes out in its canonical form on standard output, and nothing else there."""
    data = (spoiled / "wide.json").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert 0 == main(["format", "-", *options])
    assert ((spoiled / "q.json").read_bytes(), b"") == capsysbinary.readouterr()


def test_a_bad_stream_gives_nothing(spoiled, monkeypatch, capsysbinary):
    """A document with an error is not printed; the exit code says so."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"{}")))
    assert 1 == main(["format", "-"])
    out, error = capsysbinary.readouterr()
    assert (b"", True) == (out, error.startswith(b"<stdin>:1:1: error PQ305"))


def test_errors_leave_the_file(spoiled, capsys):
    """A file with an error is left as it is, and the others are rewritten."""
    (spoiled / "bad.json").write_bytes(b"{")
    (spoiled / "page.txt").write_bytes(b"Question for written answer")
    assert 1 == main(["format", "bad.json", "wide.json"])
    assert b"{" == (spoiled / "bad.json").read_bytes()
    error = capsys.readouterr().err
    assert error.startswith("bad.json:1:2: error PQ301")
    assert error.endswith("wide.json: rewritten\n1 rewritten, 0 unchanged, 1 not\n")
    assert 2 == main(["format", "none.json", "bad.json"])
    assert 2 == main(["format", "page.txt"])
    assert "akn and json are rewritten, not page" in capsys.readouterr().err


def test_what_would_be_lost_is_refused(folder, capsys):
    """What cannot be kept is named; the file stays unless it is asked to go."""
    text = (folder / "q.xml").read_text("utf-8")
    xsi = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="a b" '
    (folder / "x.xml").write_text(text.replace("<akomaNtoso ", f"<akomaNtoso {xsi}"), "utf-8")
    assert 1 == main(["format", "x.xml"])
    assert "x.xml: not rewritten, as this is lost; see --drop" in capsys.readouterr().err
    assert xsi in (folder / "x.xml").read_text("utf-8")
    assert 0 == main(["format", "--drop", "x.xml"])
    assert text == (folder / "x.xml").read_text("utf-8")


ADDRESS = '"$schema": "https://schemas.example/\\u00e9/\\"q\\".json"'
WRITTEN = '{\n  "$schema": "https://schemas.example/é/\\"q\\".json",\n  "schema_version": "1.0",\n'


def _with_address(name, to, address=ADDRESS):
    """Write a copy of a JSON file that names its schema, as its last key."""
    text = Path(name).read_text("utf-8").rstrip()
    Path(to).write_text(f"{text[:-1]}, {address}}}", "utf-8")


def test_the_address_of_the_schema_stays(folder, capsysbinary):
    """`$schema` is the first key of the canonical form, which `validate` takes as canonical."""
    _with_address("q.json", "own.json")
    assert 0 == main(["format", "own.json"])
    text = (folder / "own.json").read_text("utf-8")
    assert WRITTEN == text[: len(WRITTEN)]
    assert (folder / "q.json").read_text("utf-8") == "{\n" + text.partition(",\n")[2]
    assert 0 == main(["format", "--check", "own.json"])
    assert 0 == main(["validate", "--select", "PQ704", "own.json"])


@pytest.mark.parametrize(
    "arguments", [["convert"], ["merge", "a.json"], ["split", "-o", "out_{}.json"]]
)
def test_json_made_of_json_has_its_address(folder, arguments, capsys):
    """The other commands that write JSON keep `$schema` too; no other format has it."""
    _with_address("q.json", "own.json")
    command, *more = arguments
    if command == "split":
        assert 0 == main([command, "own.json", *more])
        names = ["out_en.json", "out_sv.json"]
    else:
        assert 0 == main([command, "own.json", *more, "-o", "own.json"])
        assert 0 == main([command, "own.json", *more, "-o", "own.xml"])
        assert b"schemas.example" not in (folder / "own.xml").read_bytes()
        names = ["own.json"]
    for name in names:
        assert (folder / name).read_text("utf-8").startswith(WRITTEN)


def test_different_addresses_are_not_merged(folder, capsys):
    """Where the inputs name different schemas, none is written, and a line says so."""
    _with_address("q.json", "one.json")
    _with_address("a.json", "two.json", '"$schema": "../two.json"')
    assert 0 == main(["merge", "one.json", "two.json", "-o", "out.json"])
    assert "schemas.example" not in (folder / "out.json").read_text("utf-8")
    assert 'no "$schema" written: the inputs have 2 different ones' in capsys.readouterr().err


def test_digits_beyond_microseconds_are_not_dropped_silently(folder, capsys):
    """An instant that states more than is kept makes `format` refuse the file, as XML does."""
    good = (folder / "q.json").read_text("utf-8")
    files = '"manifestations": [{"uri": "https://a.example/q", "issued": "2021-03-04T10:00:00.'
    exact = good.replace('"language": "sv",', f'"language": "sv", {files}1234567Z"}}],')
    (folder / "exact.json").write_text(exact, "utf-8")
    assert 1 == main(["format", "exact.json"])
    error = capsys.readouterr().err
    assert "exact.json: not rewritten, as this is lost; see --drop" in error
    assert "PQ308" in error
    assert exact == (folder / "exact.json").read_text("utf-8")
    assert 0 == main(["format", "--drop", "exact.json"])
    assert "10:00:00.123456Z" in (folder / "exact.json").read_text("utf-8")


def test_configuration_counts(spoiled):
    """What the configuration excludes is not rewritten."""
    (spoiled / "parlq.toml").write_text('exclude = ["wide.json"]\npaths = ["."]\n')
    assert 0 == main(["format", "--check"])
    assert 1 == main(["format", "--check", "--no-config", "."])


def test_no_path_is_usage(folder, capsys):
    """The command says what it needs."""
    assert 2 == main(["format", "--no-config"])
    assert capsys.readouterr().err.startswith("parlq: name at least one file")


def test_fix_rewrites_what_is_safe(folder, capsys):
    """`--fix` puts right, reports the rest, and has nothing to do the second time."""
    good = (folder / "q.json").read_bytes()
    bad = good.replace(b'"name": "Commission"', b'"name": "Commission", "name": "Commission"')
    (folder / "bad.json").write_bytes(bad.replace(b"E-000101/2021", b"E-101/21"))
    assert 0 == main(["validate", "--fix", "bad.json"])
    assert good == (folder / "bad.json").read_bytes()
    assert ("no problems in 1 file; 2 fixed\n", "") == capsys.readouterr()
    assert 0 == main(["validate", "--fix", "bad.json"])
    assert ("", "") == capsys.readouterr()


def test_fix_leaves_what_is_not(folder, capsys):
    """What cannot be put right still fails."""
    (folder / "bad.json").write_bytes(b"\xef\xbb\xbf" + (folder / "q.json").read_bytes()[:-9])
    assert 1 == main(["validate", "--fix", "bad.json"])
    assert "error PQ301" in capsys.readouterr().out


def test_diff_of_validate(folder, capsysbinary):
    """`--diff` prints the change alone on standard output, and exits as without it."""
    good = (folder / "q.json").read_bytes()
    (folder / "bad.json").write_bytes(good.replace(b"E-000101/2021", b"E-101/21"))
    assert 1 == main(["validate", "--diff", "bad.json", "q.xml"])
    out, error = capsysbinary.readouterr()
    assert out.startswith(b"--- bad.json\n+++ bad.json\n")
    assert b'-  "reference": "E-101/21",\n+  "reference": "E-000101/2021",\n' in out
    assert b"1 error in 1 of 2 files; 1 to be fixed\n" == error


def test_fix_in_workers(folder):
    """Many files are put right in worker processes, too."""
    (folder / "many").mkdir()
    good = (folder / "q.json").read_bytes()
    for number in range(80):
        (folder / f"many/{number}.json").write_bytes(good.rstrip())
    assert 0 == main(["validate", "--fix", "--select", "PQ703", "--jobs", "2", "many"])
    assert {good} == {path.read_bytes() for path in (folder / "many").iterdir()}


def test_standard_input_is_not_fixed(folder, capsys):
    """Standard input is no file that could be put right."""
    assert 2 == main(["validate", "--fix", "-"])
    assert "--fix changes files" in capsys.readouterr().err
