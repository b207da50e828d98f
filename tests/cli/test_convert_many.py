"""`parlq convert` with many inputs: folders, archives and lines in and out, and runs that are killed."""

import gzip
import json
import os
import random
import resource
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import parlq
from parlq import corpus
from parlq.cli import main
from parlq.testing import corpus as made

DOCUMENTS = list(made(40, seed=11))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with documents in subfolders, which is the current one."""
    monkeypatch.chdir(tmp_path)
    for number, each in enumerate(DOCUMENTS):
        file = Path(f"in/{number % 3}/{number:02}.json")
        file.parent.mkdir(parents=True, exist_ok=True)
        parlq.dump(each, file)
    return tmp_path


def content(path):
    """The bytes of a file, or of each file of a folder by its name."""
    path = Path(path)
    if path.is_file():
        return path.read_bytes()
    return {
        str(each.relative_to(path)): each.read_bytes()
        for each in sorted(path.rglob("*"))
        if each.is_file()
    }


TARGETS = {
    "out": ("--to", "akn"),
    "out.zip": ("--to", "json"),
    "out.jsonl": (),
    "out.jsonl.gz": (),
    "out.jsonl.zst": (),
    "out.json": (),
    "out.xml": (),
    "out.csv": (),
    "out/{year}/{kind}/{reference}.json": (),
}


@pytest.mark.parametrize("target", TARGETS)
def test_the_bytes_do_not_depend_on_the_processes(folder, target, capsys):
    """Whatever `--jobs`, the result is the same, and nothing else is left in the folder."""
    monkey = pytest.MonkeyPatch()
    with monkey.context() as patch:
        patch.setattr("parlq.corpus.output.running._FEW", 5)
        results = []
        for jobs in ("1", "2", "3"):
            assert 0 == main(["convert", "in", "-o", target, *TARGETS[target], "-j", jobs])
            place = target.partition("/")[0]
            results.append(content(place))
            assert sorted(["in", place]) == sorted(os.listdir())
            os.system(f"rm -r {place}")
    assert results[0] == results[1] == results[2]
    assert "40 read, 40 written" in capsys.readouterr().err


def test_what_is_written_is_read_again(folder):
    """Each lossless target gives the documents back, one file a document where it is a folder."""
    for target, options in TARGETS.items():
        if target in {"out.csv", "out.json", "out.xml"}:
            continue
        assert 0 == main(["convert", "in", "-o", target, *options, "-q"])
        found = [each.document() for each in corpus.read(target.partition("/{")[0])]
        assert sorted(map(repr, DOCUMENTS)) == sorted(map(repr, found))
        os.system("rm -r out out.*")


def test_one_document_of_all(folder):
    """A file of a format gets all works, the same bytes as if written as a whole."""
    entries = [each.value for each in corpus.read("in")]
    whole = parlq.Dossier(
        questions=[q for each in entries for q in each.questions],
        answers=[a for each in entries for a in each.answers],
    )
    for name in ("akn", "json"):
        suffix = {"akn": ".xml"}.get(name, ".json")
        assert 0 == main(["convert", "in", "-o", f"all{suffix}", "-q"])
        assert parlq.dumps(whole, format=name) == Path(f"all{suffix}").read_bytes()


def test_works_of_one_name_and_without_a_name(folder, capsys):
    """In one document, equal works are numbered, and names of one file are made distinct."""
    nameless = parlq.Dossier.pair(parlq.Question(), parlq.Answer())
    for number in range(3):
        parlq.dump(nameless, f"in/n{number}.json")
        parlq.dump(DOCUMENTS[0], f"in/d{number}.json")
    for name in ("all.xml", "all.json"):
        assert 0 == main(["convert", "in/n*", "in/d*", "-o", name, "-q"])
        dossier = parlq.load(name)
        assert 6 == len(list(dossier.pairs())) - 6 or 3 == len(
            {a.answers_to for a in dossier.answers if not a.reference}
        )
        assert [] == [p for p in parlq.validate(name) if p.rule == "PQ431"]


def test_names_that_collide_get_numbers(folder, capsys):
    """No document overwrites another one of the same run."""
    assert 0 == main(["convert", "in", "-o", "out/{type}.json"])
    assert 40 == len(os.listdir("out"))
    assert {"dossier.json", "dossier-2.json"} <= set(os.listdir("out"))


@pytest.mark.parametrize("name", ["out/{colour}.json", "out/{refrence}.json"])
def test_unknown_fields_are_refused(folder, name, capsys):
    """A template with an unknown field is wrong usage, with a suggestion."""
    assert 2 == main(["convert", "in", "-o", name])
    assert "unknown field" in capsys.readouterr().err


def test_names_are_safe(folder):
    """Whatever documents and archives call themselves, files stay in the folder."""
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("b/c/CON.json", parlq.dumps(DOCUMENTS[0], format="json"))
        archive.writestr("b/x\x1b[31m:y.json", parlq.dumps(DOCUMENTS[1], format="json"))
    question = parlq.Question(identifiers=[parlq.Identifier(scheme="own", value="../../etc/x")])
    parlq.dump(question, "in/q.json")
    assert 0 == main(["convert", "a.zip", "-o", "out", "--to", "akn", "-q"])
    assert 0 == main(["convert", "in/q.json", "-o", "out/{reference}.json", "-q"])
    assert True
    assert 3 == len(content("out"))
    assert all("\x1b" not in each and ".." not in each.split("/") for each in content("out"))


def test_bad_documents_are_skipped_or_stop(folder, capsys):
    """An error is a problem of its document; the exit code is 1 and the summary says how many."""
    Path("in/1/10.json").write_bytes(b'{"schema_version": "1.0", "type": "dossier"}')
    Path("in/1/notes.json").write_bytes(b'{"name": "other"}')
    assert 1 == main(["convert", "in", "-o", "out", "--to", "akn"])
    err = capsys.readouterr().err
    assert "40 read, 39 written, 1 skipped for errors" in err
    assert "skipped 1 JSON file without schema_version" in err
    assert 39 == len(content("out"))
    assert 1 == main(["convert", "in", "-o", "stopped.jsonl", "--on-error", "stop"])
    assert not Path("stopped.jsonl").exists()
    Path("in/1/10.json").write_bytes(parlq.dumps(DOCUMENTS[10], format="json"))
    assert 0 == main(["convert", "in", "-o", "stopped.jsonl", "--resume"])
    assert 40 == len(Path("stopped.jsonl").read_bytes().splitlines())


def test_infos_are_summed_up(folder, capsys):
    """What many documents have, and is no error, is one line with the count."""
    generic = Path(__file__).parents[2].joinpath("examples/elsewhere.xml").read_bytes()
    generic = generic.replace(b"<debateBody>", b"<!-- as scanned --><debateBody>")
    for number in range(5):
        Path(f"in/g{number}.xml").write_bytes(generic)
    main(["convert", "in/g*", "-o", "out.jsonl", "--lenient"])
    lines = capsys.readouterr().err.splitlines()
    for rule in ("PQ215", "PQ218"):
        (line,) = [line for line in lines if rule in line]
        assert "(5 times, first in/g0.xml" in line


FILTERS = {
    ("--year", "2014"): lambda q: q.date.year == 2014,
    ("--year", "2013"): lambda q: False,
    ("--since", "2014-06-01"): lambda q: str(q.date) >= "2014-06-01",
    ("--until", "2014-03-31"): lambda q: str(q.date) <= "2014-03-31",
    ("--kind", "priority"): lambda q: q.kind.value == "priority",
    ("--addressee", "COUNCIL"): lambda q: any(
        "council" in (a.name or "").lower() for a in q.addressees
    ),
    ("--status", "answered"): lambda q: True,
    ("--status", "open"): lambda q: False,
    ("--language", "en"): lambda q: any(v.language == "en" and v.body for v in q.variants),
}


@pytest.mark.parametrize("given", FILTERS)
def test_filters_select_questions(folder, given, capsys):
    """Each filter keeps the questions that pass, with their answers."""
    main(["convert", "in", "-o", "out.jsonl", *given])
    wanted = sorted(
        str(q.reference) for each in DOCUMENTS for q in each.questions if FILTERS[given](q)
    )
    found = [each.value for each in corpus.read("out.jsonl")]
    questions = sorted(str(q.reference) for each in found for q in each.questions)
    answered = {str(a) for each in found for answer in each.answers for a in answer.answers_to}
    if given[0] == "--language":  # an answer in the language stays without its question
        assert wanted == questions
    else:
        assert wanted == questions
        assert set(wanted) <= answered


def test_authors_are_found_without_case_and_accents(folder):
    """Names are compared as people type them."""
    question = parlq.Question(authors=[parlq.Author(name="Élodie Ångström", group="ZZ")])
    parlq.dump(question, "in/e.json")
    for text in ("elodie", "ANGSTROM", "zz"):
        assert 0 == main(["convert", "in", "-o", "out.jsonl", "--author", text, "-q"])
        assert [question] == [each.value for each in corpus.read("out.jsonl")]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--year", "22"),
        ("--year", "2024-2020"),
        ("--since", "yesterday"),
        ("--kind", "writen"),
        ("--status", "late"),
        ("-j", "0"),
    ],
)
def test_wrong_values_are_refused(folder, arguments, capsys):
    """A value that no work can have is wrong usage."""
    assert 2 == main(["convert", "in", "-o", "out.jsonl", *arguments])


def test_streams_of_lines(folder, capfdbinary):
    """JSON Lines go to standard output, too."""
    assert 0 == main(["convert", "in", "--to", "jsonl", "-q"])
    lines = capfdbinary.readouterr().out.splitlines()
    assert 40 == len([json.loads(line) for line in lines])
    assert ["in"] == os.listdir()


def test_the_output_is_no_input(folder):
    """A folder that is written into the one that is read is not read."""
    for _ in range(2):
        assert 0 == main(["convert", ".", "-o", "out", "--to", "akn", "-q"])
        assert 40 == len(content("out"))


COMMAND = [sys.executable, "-m", "parlq", "convert", "in", "-q"]
KILLED = {
    "out": ["--to", "akn", "-j", "1"],
    "out.jsonl": ["-j", "2"],
    "out.zip": ["--to", "json", "-j", "1"],
    "out.xml": ["-j", "1"],
}


#: Converts with the arguments behind the first one, and ends without a chance to do anything, as
#: by SIGKILL, after so many seconds of CPU behind its start: they do not depend on other programs.
DOOMED = """
import signal, sys
from parlq.cli import main
import parlq.corpus.output.targets, parlq.formats.akn.profile.writer, parlq.formats.json
signal.setitimer(signal.ITIMER_PROF, float(sys.argv[1]))
code = main(sys.argv[2:])
print(float(sys.argv[1]) - signal.getitimer(signal.ITIMER_PROF)[0])
sys.exit(code)
"""


@pytest.mark.slow
@pytest.mark.parametrize("target", KILLED)
def test_a_killed_run_goes_on(tmp_path, target):
    """Killed at 20 random moments and resumed, a run ends each time like one that was not."""
    parlq.corpus.write(made(400, seed=3), tmp_path / "in", format="json")

    def convert(seconds, output, *more):
        command = [sys.executable, "-c", DOOMED, str(seconds), *COMMAND[3:], *KILLED[target]]
        return subprocess.run(
            [*command, "-o", output, *more], cwd=tmp_path, check=False, capture_output=True
        )

    seconds = float(convert(1000, f"whole-{target}").stdout)
    dice = random.Random(target)
    kills = 0
    while kills < 20:
        done = convert(dice.uniform(0.001, seconds), target, "--resume")
        assert done.returncode in {0, -signal.SIGPROF}, done.stderr
        kills += done.returncode != 0
        if done.returncode == 0 or kills == 20:
            assert 0 == convert(1000, target, "--resume").returncode
            assert content(tmp_path / f"whole-{target}") == content(tmp_path / target)
    assert ["in", target, f"whole-{target}"] == sorted(os.listdir(tmp_path))


def test_a_run_with_other_arguments_does_not_go_on(folder, capsys):
    """What an interrupted run has done is not taken for the beginning of another one."""
    Path("in/0/00.json").write_bytes(b'{"schema_version": 1}')
    assert 1 == main(["convert", "in", "-o", "out.jsonl", "--on-error", "stop"])
    assert 2 == main(["convert", "in", "-o", "out.jsonl", "--resume", "--year", "2014"])
    assert "other arguments" in capsys.readouterr().err
    Path("in/0/00.json").write_bytes(parlq.dumps(DOCUMENTS[0], format="json"))
    assert 0 == main(["convert", "in", "-o", "out.jsonl"])
    assert 40 == len(Path("out.jsonl").read_bytes().splitlines())


@pytest.mark.parametrize("target", ["out.jsonl", "out.zip", "out.json", "out.xml", "out"])
def test_a_full_disk_leaves_what_was_there(folder, target):
    """When the disk is full, the old file stays, the message says so, and the run can go on."""
    options = ["--to", "json"] if target in {"out", "out.zip"} else []
    if target != "out":
        Path(target).write_bytes(b"old")
    command = [*COMMAND, "-o", target, *options, "-j", "1"]

    def limit():
        size = 5_000 if target == "out" else 20_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = subprocess.run(
        command, check=False, cwd=folder, capture_output=True, text=True, preexec_fn=limit
    )
    assert 2 == done.returncode
    assert "cannot be written: file too large; to go on later, add --resume" in done.stderr
    assert "Traceback" not in done.stderr
    if target != "out":
        assert b"old" == Path(target).read_bytes()
    assert 0 == subprocess.run([*command, "--resume"], check=False, cwd=folder).returncode
    subprocess.run([*COMMAND, "-o", f"again-{target}", *options, "-j", "1"], cwd=folder, check=True)
    assert content(f"again-{target}") == content(target)


def test_inputs_that_all_fail_replace_nothing(folder, capsys):
    """A misspelled input leaves the old output as it was; filters may leave nothing."""
    Path("out.jsonl").write_bytes(b"old")
    assert 2 == main(["convert", "inn", "-o", "out.jsonl"])
    assert b"old" == Path("out.jsonl").read_bytes()
    assert 0 == main(["convert", "in", "-o", "out.jsonl", "--year", "1900"])
    assert b"" == Path("out.jsonl").read_bytes()
    assert ["in", "out.jsonl"] == sorted(os.listdir())


def test_a_zip_archive_in_a_pipe_is_refused(folder):
    """Its directory is at its end, which a pipe does not have yet."""
    command = [*COMMAND[:-2], "-", "-o", "out.jsonl"]
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("a.json", parlq.dumps(DOCUMENTS[0], format="json"))
    with subprocess.Popen(["cat", "a.zip"], cwd=folder, stdout=subprocess.PIPE) as pipe:
        done = subprocess.run(
            [*command, "--to", "jsonl"],
            check=False,
            cwd=folder,
            stdin=pipe.stdout,
            capture_output=True,
            text=True,
        )
    assert 1 == done.returncode
    assert "PQ800 a ZIP archive cannot be read from a stream; name the file" in done.stderr


def test_a_packed_document_is_read_and_written(folder):
    """One compressed file in, one compressed file out."""
    Path("a.json.gz").write_bytes(gzip.compress(parlq.dumps(DOCUMENTS[0], format="json")))
    assert 0 == main(["convert", "a.json.gz", "-o", "b.xml.gz", "-q"])
    assert parlq.dumps(DOCUMENTS[0], format="akn") == gzip.decompress(Path("b.xml.gz").read_bytes())


def test_progress_is_shown_on_a_terminal(folder):
    """A bar appears on a terminal only, and is gone at the end."""
    pty = pytest.importorskip("pty")
    pytest.importorskip("rich")
    ours, theirs = pty.openpty()
    command = [each for each in COMMAND if each != "-q"]
    process = subprocess.Popen(
        [*command, "-o", "out.jsonl", "-j", "1"],
        cwd=folder,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            block = os.read(ours, 65536)
        except OSError:
            break
        if not block:
            break
        seen += block
    assert 0 == process.wait()
    assert b"/40" in seen
    assert b"40 read, 40 written" in seen


def interrupted(target, *options):
    """Leave the state of a run that has done some documents; gives its folder and how to go on."""
    Path("in/1/19.json").write_bytes(b'{"schema_version": 1}')
    assert 1 == main(["convert", "in", "-o", target, "-j", "1", "--on-error", "stop", *options])
    parlq.dump(DOCUMENTS[19], "in/1/19.json")
    state = Path(target, ".parlq") if Path(target).is_dir() else Path(f".{target}.parlq")
    return state, [
        "convert",
        "in",
        "-o",
        target,
        "-j",
        "1",
        "--on-error",
        "skip",
        "--resume",
        *options,
    ]


@pytest.mark.parametrize(
    "line",
    [
        b"5",
        b"[" * 100_000,
        b"{}",
        b'{"done": 5, "sizes": {}}',
        *(
            b'{"done": [%s], "sizes": {}}' % note
            for note in (
                b'{"name": "x", "code": 0, "count": "1", "outcomes": {}}',
                b'{"name": 5, "code": 0, "count": 1, "outcomes": {}}',
                b'{"name": "x", "code": 0, "count": 1, "outcomes": {"written": -1}}',
                b'{"name": "x", "code": 0, "count": 1, "outcomes": []}',
                b'{"name": "x", "code": 0, "count": 1, "outcomes": {}, "iris": [[]]}',
                b'{"name": "x", "code": 0, "count": 1, "outcomes": {}, "fields": [{"path": 5}]}',
            )
        ),
        b'{"done": [], "sizes": {"lines": -1}}',
        b'{"name": "\xff", "code": 0}',
    ],
)
def test_a_state_that_makes_no_sense_is_refused(folder, capsys, line):
    """A checkout may have one of somebody else; it is one line of error, whatever it holds."""
    state, again = interrupted("out.jsonl")
    first, *_ = (state / "journal").read_bytes().splitlines(keepends=True)
    (state / "journal").write_bytes(first + line + b"\n")
    capsys.readouterr()
    assert 2 == main(again)
    assert ["damaged; run without --resume"] == [
        each[-29:] for each in capsys.readouterr().err.splitlines()
    ]
    assert 0 == main([each for each in again if each != "--resume"])


def test_a_state_without_names_is_refused(folder, capsys):
    """A line that lacks what the names of files are made of is damaged, too."""
    state, again = interrupted("out", "--to", "json")
    journal = state / "journal"
    journal.write_bytes(journal.read_bytes().replace(b'"path"', b'"part"'))
    assert 2 == main(again)
    assert "damaged" in capsys.readouterr().err


def test_a_state_with_other_sizes_is_refused(folder, capsys):
    """No file is made as large as somebody says."""
    state, again = interrupted("out.jsonl")
    journal = state / "journal"
    *before, last = journal.read_bytes().splitlines(keepends=True)
    size = json.loads(last)["sizes"]["lines"]
    journal.write_bytes(b"".join(before) + last.replace(b"%d" % size, b"%d" % 10**15))
    assert 2 == main(again)
    assert "damaged" in capsys.readouterr().err
    assert (state / "lines").stat().st_size < 10**7


@pytest.mark.parametrize("name", ["lines", "journal", ""])
def test_a_state_with_links_is_refused(folder, capsys, name):
    """What a link leads to is not changed."""
    state, again = interrupted("out.jsonl")
    place = state / name if name else state
    place.rename("elsewhere")
    before = content("elsewhere")
    place.symlink_to(folder / "elsewhere")
    assert 2 == main(again)
    assert before == content("elsewhere")
    assert "--resume" in capsys.readouterr().err or not name


def test_no_document_is_written_through_a_link_out_of_the_folder(folder, capsys):
    """Neither by a link in the place of a file or a folder, nor by one in the state."""
    state, again = interrupted("out", "--to", "json")
    Path("precious").mkdir()
    Path("precious/file").write_text("mine")
    (state / "new").symlink_to(folder / "precious" / "file")
    assert 0 == main(again)
    assert {"file": b"mine"} == content("precious")
    written = sorted(each for each in Path("out").rglob("*.json"))
    for place, there in ((written[0], "file"), (written[0].parent, "")):
        place.rename(folder / f"old{there}")
        place.symlink_to(folder / "precious" / there)
        assert 2 == main(["convert", "in", "-o", "out", "--to", "json"])
        assert "is a link that leads out of the folder" in capsys.readouterr().err
        assert {"file": b"mine"} == content("precious")
        place.unlink()
        (folder / f"old{there}").rename(place)


@pytest.mark.parametrize(
    ("target", "what"), [("out", "a folder"), ("out/", "a folder"), ("out.zip", "an archive")]
)
def test_the_format_of_many_files_has_to_be_said(folder, capsys, target, what):
    """The name of a folder or archive says nothing of the files in it."""
    assert 2 == main(["convert", "in", "-o", target])
    said = f"{target}: the name of {what} does not say the format of its files; pass --to FORMAT"
    assert said in capsys.readouterr().err
    assert not Path(target).exists()
