"""What commands over many documents have in common: filters, errors, progress and the summary."""

import datetime as dt
import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

import parlq
from parlq import corpus
from parlq.cli import main
from parlq.formats.json import dumps as json_dumps
from parlq.testing import corpus as made

DOCUMENTS = list(made(6, seed=3))
#: Commands that read a corpus, each with what makes it complete.
COMMANDS = {
    "show": ("--brief",),
    "convert": ("-o", "out.json"),
    "merge": ("-o", "out.json", "--on-error", "skip"),
    "table": ("-o", "out.csv"),
    "stats": ("-o", "out.txt"),
}
#: Those that leave out documents; tables leave out works, as the answer may be in another document.
FILTERING = ["show", "convert", "merge"]


@pytest.fixture
def lines(tmp_path, monkeypatch):
    """Six documents on lines, and behind the second one a line that is no document."""
    monkeypatch.chdir(tmp_path)
    texts = [parlq.to_dict(each) for each in DOCUMENTS]
    written = [json.dumps(each) for each in texts]
    Path("c.jsonl").write_text("\n".join([*written[:2], "{", *written[2:]]) + "\n")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_errors_are_skipped_and_counted(lines, capsys, command):
    """What cannot be read is a problem with its line, and the summary counts it."""
    assert 1 == main([command, "c.jsonl", *COMMANDS[command]])
    err = capsys.readouterr().err
    assert "c.jsonl:3:" in err
    assert "7 read" in err
    assert "1 skipped for errors" in err


@pytest.mark.parametrize("command", COMMANDS)
def test_errors_stop_if_asked(lines, capsys, command):
    """With `--on-error stop` the first error ends the run, and nothing later is read."""
    assert 1 == main([command, "c.jsonl", *COMMANDS[command], "--on-error", "stop"])
    err = capsys.readouterr().err
    assert "stopped at the first document with an error" in err
    assert "7 read" not in err


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("report", ["text", "json", "sarif"])
def test_validation_stops_if_asked(lines, capsys, report, jobs):
    """`validate --on-error stop` reports the first line that fails and none after it, in whole reports."""
    Path("d.jsonl").write_bytes(Path("c.jsonl").read_bytes() * 40)
    command = ["validate", "d.jsonl", "--report", report, "--jobs", jobs]
    assert 1 == main(command)
    assert 40 == capsys.readouterr().out.count("PQ301") - (report == "sarif") - (report == "json")
    assert 1 == main([*command, "--on-error", "stop"])
    out, err = capsys.readouterr()
    assert 1 == out.count("PQ301") - (report == "sarif") - (report == "json")
    assert "stopped at the first document with an error" in err
    if report != "text":
        json.loads(out)


def test_split_and_diff_go_on_if_asked(lines, capsys):
    """A document with an error ends `split` and `diff`; with `--on-error skip` the others count."""
    Path("one.jsonl").write_bytes(json_dumps(DOCUMENTS[0], indent=False) + b"\n{\n")
    for more, files in (((), False), (("--on-error", "skip"), True)):
        assert 1 == main(["split", "one.jsonl", "-o", "out_{}.json", *more])
        assert files == bool([*Path().glob("out_*.json")])
        capsys.readouterr()
        assert 2 == main(["diff", "one.jsonl", "c.jsonl", *more])
        assert files == (DOCUMENTS[1].questions[0].label in capsys.readouterr().out)


@pytest.mark.parametrize("command", COMMANDS)
def test_quiet_prints_problems_alone(lines, capsys, command):
    """With `-q` there is no summary, and the problem is still there."""
    assert 1 == main([command, "c.jsonl", *COMMANDS[command], "-q"])
    (only,) = capsys.readouterr().err.splitlines()
    assert only.startswith("c.jsonl:3:")


@pytest.mark.parametrize("command", FILTERING)
def test_filters_leave_out_the_others(lines, capsys, command):
    """Documents that do not pass a filter are counted, and no more is done with them."""
    days = sorted(each.questions[0].date for each in DOCUMENTS)
    kept = sum(day >= days[3] for day in days)
    main([command, "c.jsonl", *COMMANDS[command], "--since", str(days[3]), "--kind", "question"])
    assert f"{6 - kept} filtered out, 1 skipped" in capsys.readouterr().err
    assert 6 > kept


BAD = b'{"schema_version": "1.0", "type": "question", "kind": "verbal"}'
GOOD = json_dumps(DOCUMENTS[0], indent=False)
LINES = b"\n".join([GOOD, b"", BAD, GOOD]) + b"\n"
#: What a file holds, and where its fault is.
PACKED = {
    "a.jsonl": (lambda: LINES, ":3:"),
    "a.ndjson.gz": (lambda: gzip.compress(LINES), ":3:"),
    "a.json": (lambda: b"[" + GOOD + b",\n" + BAD + b"]", ":2:"),
    "a.json.gz": (lambda: gzip.compress(b"\n\n" + BAD), ":3:"),
    "a.zip": (lambda: zipped({"b/c.json": BAD, "b/d.json": GOOD}), "/b/c.json:1:"),
    "a.tar": (lambda: tarred({"b/c.jsonl": LINES, "b/d.json": GOOD}), "/b/c.jsonl:3:"),
    "a.tgz": (lambda: gzip.compress(tarred({"c.json": b"[\n" + BAD + b"]"})), "/c.json:2:"),
}


def zipped(members):
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members):
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.mark.parametrize("command", ["validate", *COMMANDS])
@pytest.mark.parametrize("name", PACKED)
def test_packed_documents_are_read(tmp_path, monkeypatch, capsys, name, command):
    """A fault is reported with its file, member and line, whatever the command and the container."""
    monkeypatch.chdir(tmp_path)
    content, place = PACKED[name]
    Path(name).write_bytes(content())
    target = () if command in {"validate", "show"} else ("-o", "out.csv")
    target = ("-o", "out.xml") if command in {"convert", "merge"} else target
    assert 1 == main([command, name, *target])
    out, err = capsys.readouterr()
    assert f"{name}{place}" in out + err
    assert "PQ304" in out + err


@pytest.mark.parametrize("name", PACKED)
def test_packed_files_of_folders_are_validated(tmp_path, monkeypatch, capsys, name):
    """In a folder they are checked like other files."""
    monkeypatch.chdir(tmp_path)
    content, place = PACKED[name]
    Path("in").mkdir()
    Path("in", name).write_bytes(content())
    assert 1 == main(["validate", "in"])
    assert f"in/{name}{place}" in capsys.readouterr().out


FOREIGN = {
    "log.jsonl": b'{"level": "info"}\n{"level"\n',
    "list.json": b'[{"name": 1}, {"name": 2}]',
    "data.zip": zipped({"x/settings.json": b'{"name": 1}', "logo.png": b"\x89PNG"}),
    "empty.zip": zipped({"logo.png": b"\x89PNG"}),
}


@pytest.mark.parametrize("command", ["validate", "convert"])
@pytest.mark.parametrize("name", FOREIGN)
def test_files_of_other_programs_are_skipped(tmp_path, monkeypatch, capsys, name, command):
    """What is found in a folder and is of another program is counted, and no error."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in", name).write_bytes(FOREIGN[name])
    Path("in", "good.json").write_bytes(GOOD)
    assert 0 == main([command, "in", *(("-o", "out.xml") if command == "convert" else ())])
    assert "skipped" in capsys.readouterr().err


#: What has the name of an archive or compressed file, and the message about it.
MISNAMED = {
    "a.zip": (b"an error page", "is not a ZIP archive; fetch it again"),
    "b.zip": (b"PK\3\4 and no more", "the file may be cut off"),
    "c.zip": (zipped({"a.json": GOOD})[:-40], "the file may be cut off"),
    "d.zip": (b"\x89PNG\r\n\x1a\n", "is not a ZIP archive but a PNG image"),
    "e.tar": (b"\0\1\2" * 400, "is not a tar archive"),
    "f.json.gz": (b"an error page", "is not gzip data"),
    "g.tar.gz": (gzip.compress(b"text"), "is not a tar archive"),
    "h.tgz": (b"<html>no</html>", "is not gzip data"),
    "i.zst": (b"text", "is not Zstandard data"),
}


@pytest.mark.parametrize("command", ["validate", "convert"])
@pytest.mark.parametrize("name", MISNAMED)
def test_what_is_named_like_an_archive_and_is_none(tmp_path, monkeypatch, capsys, name, command):
    """It is an error that says so, named or found in a folder, and is not counted as an empty one."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in", name).write_bytes(MISNAMED[name][0])
    Path("in", "good.json").write_bytes(GOOD)
    more = ("-o", "out.xml") if command == "convert" else ()
    for given in ("in", f"in/{name}"):
        assert 1 == main([command, given, *more])
        printed = "".join(capsys.readouterr())
        assert f"in/{name}: error PQ800 " in printed
        assert MISNAMED[name][1] in printed
        assert "without documents" not in printed


def test_documents_with_the_name_of_packed_ones(tmp_path, monkeypatch):
    """What is a document by its content is read, whatever its name; a page if its name says so."""
    monkeypatch.chdir(tmp_path)
    Path("a.json.gz").write_bytes(GOOD)
    Path("b.zip").write_bytes(parlq.dumps(DOCUMENTS[0], format="akn"))
    question = DOCUMENTS[0].questions[0]
    tag = question.original_languages[0]
    Path("c.txt.gz").write_bytes(parlq.dumps(question, format="page", language=tag))
    found = [*corpus.read(["a.json.gz", "b.zip", "c.txt.gz"])]
    assert ["json", "akn", "page"] == [each.format for each in found]
    assert not any(each.failed for each in found)


def test_a_broken_line_is_no_line_of_another_program(tmp_path, monkeypatch, capsys):
    """In a file whose first line is a document, each line that is none is reported."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.jsonl").write_bytes(GOOD + b"\n{\n")
    assert 1 == main(["validate", "in"])
    assert "in/a.jsonl:2:2: error PQ301" in capsys.readouterr().out


def test_members_are_chosen_like_files(tmp_path, monkeypatch, capsys):
    """`--include` and `--exclude` hold for members; by default `validate` checks XML and JSON."""
    monkeypatch.chdir(tmp_path)
    Path("a.zip").write_bytes(zipped({"x/page.txt": b"?", "x/a.json": GOOD, "y/b.json": BAD}))
    assert 0 == main(["validate", "a.zip", "--exclude", "a.zip/y"])
    assert 1 == main(["validate", "a.zip", "--include", "*.txt"])
    out = capsys.readouterr().out
    assert "a.zip/x/page.txt:1: error" in out
    assert "y/b.json" not in out


def test_workers_check_packed_documents(tmp_path, monkeypatch, capsys):
    """Results of workers are those of one process."""
    monkeypatch.chdir(tmp_path)
    Path("a.zip").write_bytes(zipped({f"{n:03}.json": GOOD if n % 9 else BAD for n in range(300)}))
    Path("b.jsonl").write_bytes(LINES * 100)
    found = []
    for jobs in "12":
        assert 1 == main(["validate", "a.zip", "b.jsonl", "--jobs", jobs])
        found.append(capsys.readouterr())
    assert found[0] == found[1]
    assert "134 errors in 35 of 301 files" in found[0].out


def test_what_holds_many_is_not_rewritten(tmp_path, monkeypatch, capsys):
    """`format` looks at documents of archives and lines, and says that it does not rewrite them."""
    monkeypatch.chdir(tmp_path)
    Path("a.zip").write_bytes(zipped({"a.json": GOOD}))
    Path("a.jsonl").write_bytes(GOOD + b"\n" + GOOD.replace(b":", b": ", 1) + b"\n")
    before = Path("a.zip").read_bytes()
    assert 2 == main(["format", "a.zip"])
    assert "a.zip: not rewritten: holds several documents" in capsys.readouterr().err
    assert 1 == main(["format", "--check", "a.zip", "a.jsonl"])
    err = capsys.readouterr().err
    assert "a.zip/a.json: would be rewritten" in err
    assert "a.jsonl:2: would be rewritten" in err
    assert "2 to be rewritten, 1 unchanged" in err
    assert before == Path("a.zip").read_bytes()
    assert 2 == main(["validate", "--fix", "a.zip"])
    assert "--fix and --diff change files that are one document" in capsys.readouterr().err


def test_filters_of_validate(tmp_path, monkeypatch, capsys):
    """Documents that the filters leave out are not checked; what cannot be read always is."""
    monkeypatch.chdir(tmp_path)
    reference = parlq.Reference.parse("E-000001/2001")
    question = parlq.Question(reference=reference, date=dt.date(2001, 3, 1))
    answer = parlq.Answer(answers_to=(reference,), date=dt.date(2001, 2, 1))
    parlq.dump(parlq.Dossier(questions=(question,), answers=(answer,)), "q.json")
    assert 0 != main(["validate", "q.json", "--fail-level", "info"])
    assert 2 == main(["validate", "q.json", "--fail-level", "info", "--year", "2002"])
    assert "1 document that the filters leave out" in capsys.readouterr().err
    Path("bad.json").write_bytes(BAD)
    assert 1 == main(["validate", "q.json", "bad.json", "--year", "2002"])


def test_corpora_are_compared(tmp_path, monkeypatch, capsys):
    """`diff` compares the works of all documents, whatever files they are in."""
    monkeypatch.chdir(tmp_path)
    corpus.write(DOCUMENTS, "a.zip", format="akn")
    corpus.write(reversed(DOCUMENTS), "b.jsonl")
    corpus.write(DOCUMENTS[1:], "c", format="json")
    assert 0 == main(["diff", "a.zip", "b.jsonl"])
    assert 1 == main(["diff", "b.jsonl", "c"])
    assert DOCUMENTS[0].questions[0].label in capsys.readouterr().out
    label = str(DOCUMENTS[0].questions[0].date)
    assert 1 == main(["diff", "b.jsonl", "c", "--until", label])


def test_split_takes_one_document(tmp_path, monkeypatch, capsys):
    """A document out of an archive is split; of several it is said that they are too many."""
    monkeypatch.chdir(tmp_path)
    corpus.write(DOCUMENTS[:1], "one.zip", format="akn")
    assert 0 == main(["split", "one.zip", "-o", "out_{}.json"])
    assert list(Path().glob("out_*.json"))
    corpus.write(DOCUMENTS, "all.jsonl")
    assert 2 == main(["split", "all.jsonl", "-o", "no_{}.json"])
    assert "split takes one document, and there are 6" in capsys.readouterr().err


def test_standard_input_has_the_name_that_is_stated(monkeypatch, capsys):
    """`--stdin-filename` says that lines come, and is the file of their problems."""
    monkeypatch.setattr(
        "parlq.corpus.streams.open_file", lambda _: io.BufferedReader(io.BytesIO(LINES))
    )
    assert 1 == main(["validate", "-", "--stdin-filename", "b.jsonl"])
    assert capsys.readouterr().out.startswith("b.jsonl:3:55: error PQ304")


def test_fixes_skip_what_holds_many_in_folders(tmp_path, monkeypatch, capsys):
    """In a folder `--fix` passes archives and lines over, and leaves an array as it is."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.jsonl").write_bytes(LINES)
    Path("in/b.json").write_bytes(array := b"[" + GOOD + b",\r\n" + BAD + b"]")
    Path("in/c.json").write_bytes(GOOD)
    assert 1 == main(["validate", "--fix", "in"])
    assert array == Path("in/b.json").read_bytes()
    out = capsys.readouterr().out
    assert "in/b.json:2:" in out
    assert "a.jsonl" not in out


def test_an_empty_file_is_not_checked(tmp_path, monkeypatch, capsys):
    """A named file without a document fails, so that a check of nothing does not pass."""
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_bytes(b"\n")
    assert 2 == main(["validate", "a.jsonl"])
    assert "a.jsonl: error PQ100 cannot be read: contains no document" in capsys.readouterr().out
    assert 0 == main(["validate", "a.jsonl", "--allow-empty"])


def test_validate_says_how_far_it_has_come(tmp_path, monkeypatch, capsys):
    """A long run prints a line now and then, but not with `-q`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("parlq.cli.commands.validate._EVERY", 0.0)
    Path("a.jsonl").write_bytes(GOOD + b"\n" + GOOD + b"\n")
    assert 0 == main(["validate", "a.jsonl"])
    assert "parlq: no problems in 1 file so far" in capsys.readouterr().err
    assert 0 == main(["validate", "a.jsonl", "-q"])
    assert "" == capsys.readouterr().err
