"""`parlq table`: tables from the command line."""

import csv
import io
import json
import os
import subprocess
import sys

import pytest

from parlq import testing
from parlq.cli import main
from parlq.tables import PER, columns_of


def test_a_table_of_files(folder, capsys):
    """Files about one question and its answer are one row, on standard output as CSV."""
    assert 0 == main(["table", "q.xml", "a.json", "--columns", "reference,days,authors"])
    out, err = capsys.readouterr()
    (row,) = csv.DictReader(io.StringIO(out))
    authors = "; ".join(f"Member {n}" for n in range(1, 8))
    assert {"reference": "E-000101/2021", "days": "58", "authors": authors} == row
    assert "2 read, 1 row written\n" == err


def test_the_extension_decides_on_the_format(folder, capsys):
    """The file to write says its format, and `--to` does where there is none."""
    assert 0 == main(["table", "d.json", "-o", "t.jsonl", "--language", "sv,en"])
    (row,) = map(json.loads, (folder / "t.jsonl").read_text("utf-8").splitlines())
    assert ("sv", "Ferries", "en") == (
        row["question_language"],
        row["subject"],
        row["subject_language"],
    )
    capsys.readouterr()
    assert 0 == main(["table", "d.json", "--to", "jsonl", "--columns", "reference"])
    assert '{"reference":"E-000101/2021"}\n' == capsys.readouterr().out


def test_the_status_depends_on_what_the_caller_says(folder, capsys):
    """A question without an answer is open only in a corpus that is complete."""
    columns = ["--columns", "status,status_reason"]
    main(["table", "q.json", *columns])
    assert "unknown,incomplete" == capsys.readouterr().out.splitlines()[1]
    main(["table", "q.json", *columns, "--complete-until", "2021-03-31"])
    assert "open,no_answer" == capsys.readouterr().out.splitlines()[1]
    main(["table", "q.json", *columns, "--complete-until", "2021-03-31", "--on", "2021-04-01"])
    assert "unknown,incomplete" == capsys.readouterr().out.splitlines()[1]


def test_one_bad_document_does_not_stop_the_others(folder, capsys):
    """A document that cannot be read is reported and skipped; the exit code says so."""
    (folder / "bad.json").write_text('{"schema_version": "1.0", "type": "question", "date": 7}')
    assert 1 == main(["table", "bad.json", "d.json", "-o", "t.csv"])
    err = capsys.readouterr().err
    assert err.startswith("bad.json:1:")
    assert err.endswith("2 read, 1 row written, 1 skipped for errors\n")
    assert 2 == len((folder / "t.csv").read_text("utf-8").splitlines())
    assert 2 == main(["table", "absent.json", "-o", "t.csv"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "t.txt"], "unknown format of tables 'txt'; known: csv, jsonl"),
        (["--columns", "dayz"], "unknown column 'dayz' in a table per pair; did you mean 'days'?"),
        (["--flat", "-o", "t.parquet"], "--flat writes jsonl; name a file with that extension"),
        (["--nested", "--per", "answer"], "--nested writes whole documents; leave out --per"),
        (["--nested", "--flat"], "not allowed with argument"),
        (["--descriptor"], "--descriptor needs a file (-o) that is .csv, .jsonl or .parquet"),
        (["--on", "yesterday"], "'yesterday' is not a date such as 2022-03-01"),
        (["--per", "authors"], "invalid choice: 'authors'; did you mean 'author'?"),
        (["--language", "en,klingonian"], "'klingonian'"),
        (["-o", "absent/t.csv"], "absent/t.csv: cannot be written: no such file or directory"),
    ],
)
def test_wrong_usage(folder, capsys, arguments, message):
    """What cannot be done is refused with one line, and writes nothing."""
    before = sorted(folder.iterdir())
    assert 2 == main(["table", "d.json", *arguments])
    assert message in capsys.readouterr().err
    assert before == sorted(folder.iterdir())


def test_a_folder_is_one_table(tmp_path, capsys):
    """A folder with questions and answers in files of their own is one table."""
    import parlq

    for number, dossier in enumerate(testing.corpus(20)):
        for name, work in (("question", dossier.questions[0]), ("answer", dossier.answers[0])):
            (tmp_path / name).mkdir(exist_ok=True)
            parlq.dump(work, tmp_path / name / f"{number}.json")
    assert 0 == main(["table", str(tmp_path), "-o", str(tmp_path / "t.csv"), "--per", "question"])
    assert "40 read, 20 rows written\n" == capsys.readouterr().err
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        assert {"answered"} == {row["status"] for row in csv.DictReader(file)}


def test_the_columns_are_listed(capsys):
    """`--list-columns` needs no input, and lists the columns of the rows that `--per` asks for."""
    for per in PER:
        assert 0 == main(["table", "--per", per, "--list-columns"])
        _, _, *lines = capsys.readouterr().out.splitlines()
        assert [column.name for column in columns_of(per)] == [line.split()[0] for line in lines]


def test_a_table_of_an_empty_folder(folder, capsys):
    """An empty table still has its line of names."""
    (folder / "none").mkdir()
    main(["table", "none", "--columns", "reference"])
    assert "reference\n" == capsys.readouterr().out


def test_whole_documents(folder, capsys):
    """Nested Parquet and flat lines hold each document without loss."""
    import parlq
    from parlq import tables

    assert 0 == main(["table", "d.json", "q.xml", "--nested", "-o", "d.parquet"])
    assert "2 read, 2 written\n" == capsys.readouterr().err
    documents = [parlq.load("d.json"), parlq.load("q.xml")]
    assert documents == [*tables.read_documents("d.parquet")]
    assert 0 == main(["table", "d.json", "q.xml", "--flat"])
    lines = [*map(json.loads, capsys.readouterr().out.splitlines())]
    assert documents == [parlq.loads(line["document"], format="json") for line in lines]


def test_a_descriptor_is_beside_the_table(folder):
    """On request, the file that describes a table is beside it under its usual name."""
    (folder / "out").mkdir()
    assert 0 == main(["table", "d.json", "-o", "out/t.csv", "--descriptor"])
    made = json.loads((folder / "out" / "datapackage.json").read_bytes())
    assert "t.csv" == made["resources"][0]["path"]
    assert 0 == main(["table", "d.json", "-o", "out/t.parquet", "--descriptor"])
    made = json.loads((folder / "out" / "croissant.json").read_bytes())
    assert "t.parquet" == made["distribution"][0]["contentUrl"]


@pytest.mark.parametrize("command", [["table", ".", "-o", "t.csv"], ["stats", ".", "-o", "t.csv"]])
def test_the_output_is_no_input(folder, capsys, command):
    """A run over a folder does not read what the run before wrote into it."""
    for name in ("q.xml", "q.json", "a.xml", "a.json", "d.xml"):
        (folder / name).unlink(missing_ok=True)
    assert [0, 0] == [main(command), main(command)]
    first, second = capsys.readouterr().err.splitlines()
    assert first == second


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet", "arrow", "xlsx"])
def test_a_full_disk_is_told(folder, format):
    """An output that cannot be written is one line on standard error, and nothing else."""
    if not os.path.exists("/dev/full"):
        pytest.skip("the system has no /dev/full")
    command = [sys.executable, "-m", "parlq", "table", "d.json", "-o", "/dev/full", "--to", format]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    message = "parlq: /dev/full: cannot be written: no space left on device\n"
    assert (2, message) == (done.returncode, done.stderr)


def test_filters(folder, capsys):
    """A table has what passes the filters, and so have whole documents and statistics."""
    columns = ["--columns", "reference"]
    for given, count in (["--kind", "oral"], 0), (["--author", "member 3", "--year", "2021"], 1):
        assert 0 == main(["table", "q.xml", "a.json", *columns, *given])
        assert 1 + count == len(capsys.readouterr().out.splitlines())
        assert 0 == main(["table", "q.xml", "--flat", "-o", "f.jsonl", *given])
        assert count == len((folder / "f.jsonl").read_text("utf-8").splitlines())
        capsys.readouterr()
        assert 0 == main(["stats", "q.xml", *given])
        assert capsys.readouterr().out.startswith(f"{count} question")


@pytest.mark.parametrize(
    "command",
    [
        *(
            ["table", "-o", f"t.{ending}"]
            for ending in ("csv", "jsonl", "parquet", "arrow", "xlsx")
        ),
        ["table", "-o", "\udcff.csv", "--descriptor"],
        ["table", "--flat", "-o", "t.jsonl"],
        ["stats", "-o", "t.csv", "--plot", "t.svg"],
    ],
)
def test_names_of_files_in_no_encoding(folder, command):
    """A table of what such a file holds is written; its name has an escape."""
    name, *options = command
    os.rename("d.json", "d\udcff.json")
    assert 0 == main([name, "d\udcff.json", *options])
    if options == ["-o", "t.csv"]:
        assert rb"d\udcff.json" in (folder / "t.csv").read_bytes()
