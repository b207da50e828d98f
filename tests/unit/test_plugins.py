"""Formats of other packages that fail: their fault is named, and nothing else stops working."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import pytest

import parlq
from parlq import formats
from parlq.cli import main

#: A package with a format of one line, of which one part is replaced.
PACKAGE = """
from parlq import Format, Location, Problem, Question, Reading, Reference
{before}
def read(data, *, strict, file, limits):
    {read}
    value = Question(reference=Reference.parse(data.decode().split()[1]))
    return Reading(value=value, file=file, locate=locate)

def locate(path):
    {locate}
    return Location(line=1)

def write(document):
    {write}
    return f"line {{document.reference}}\\n".encode()

def sniff(data):
    {sniff}
    return data.startswith(b"line ")

def compare(document):
    {compare}

FORMAT = Format(
    name="line", suffixes=(".line",), reader=read, writer=write, sniff=sniff{fields}
)
"""
PARTS = ("before", "read", "locate", "write", "sniff")
QUESTION = parlq.Question(reference=parlq.Reference.parse("E-000101/2021"))
FAULT = 'the format "line" of entry point line (oneliner:FORMAT) of the package oneliner 1.0 failed'


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Give a function that installs the package, with parts replaced, beside one that works."""

    def make(package, entry, source):
        site = tmp_path / package
        info = site / f"{package}-1.0.dist-info"
        info.mkdir(parents=True)
        (site / f"{package}.py").write_text(source)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[parlq.formats]\n{entry}\n")
        monkeypatch.syspath_prepend(site)

    def both(entry="line = oneliner:FORMAT", *, name="line", fields="", compare="pass", **parts):
        empty = dict.fromkeys(PARTS, "pass")
        sound = PACKAGE.format(**empty, compare="pass", fields="").replace("line", "sound")
        make("sound", "sound = sound:FORMAT", sound)
        source = PACKAGE.format(**{**empty, **parts}, compare=compare, fields=fields)
        make("oneliner", entry, source.replace('name="line"', f'name="{name}"'))
        importlib.invalidate_caches()
        return tmp_path

    yield both
    for module in ("oneliner", "sound"):
        sys.modules.pop(module, None)


RAISING = [
    ("raise ValueError('no such line')", "ValueError: no such line"),
    ("1 / 0", "ZeroDivisionError: division by zero"),
    ("raise SystemExit(0)", "SystemExit: 0"),
    ("import sys; sys.exit('gone')", "SystemExit: gone"),
    ("import os; os._exit(0)", "Exit: it called os._exit(0)"),
    ("raise BaseException", "BaseException"),
    ("return read(data)", "TypeError: read() missing 3 required keyword-only arguments"),
    ("raise type('E' * 500, (Exception,), {})('x' * 100_000)", "EEEE"),
    ("raise type('Mute', (Exception,), {'__str__': lambda _: 1 / 0})", "Mute: (no message)"),
    ("return None", "returned NoneType, not a Reading"),
    ("return Reading(value='a')", "the value is str, not a Question, Answer or Dossier"),
    ("return Reading(value=None)", "returned neither a value nor an error"),
    ("return Reading(value=None, problems=['bad'])", "the problems are not a tuple of Problem"),
    ("Reference.parse('no reference')", "ModelError: "),
]


@pytest.mark.parametrize(("code", "piece"), RAISING)
def test_a_reader_that_fails(install, code, piece):
    """Whatever a reader does is one problem of the input, which names the package."""
    install(read=code)
    reading = parlq.read(b"line E-000101/2021", file="a.line")
    (problem,) = reading.problems
    assert ("PQ110", "error", "a.line") == (problem.rule, problem.severity, problem.file)
    assert problem.message.startswith(f"{FAULT} while reading: {piece}")
    assert len(problem.message) <= 400
    assert (None, "line") == (reading.value, reading.format)
    assert [problem] == parlq.validate(b"line E-000101/2021", file="a.line")


@pytest.mark.parametrize("error", ["KeyboardInterrupt", "MemoryError", "SystemExit(143)"])
def test_what_is_no_fault_passes(install, error):
    """An interruption, a lack of memory and the end by a signal are not the package's."""
    install(read=f"raise {error}")
    with pytest.raises((KeyboardInterrupt, MemoryError, SystemExit)):
        parlq.read(b"line E-000101/2021")


def test_a_reader_may_refuse(install):
    """Problems that a reader raises are those of the input; so is a missing package."""
    install(
        read="raise parlq.InputError((Problem(rule='PQ304', message='bad'),))",
        before="import parlq",
    )
    assert ["PQ304"] == [each.rule for each in parlq.read(b"line x").problems]


def test_a_locator_that_fails(install):
    """Problems of the value are reported all the same."""
    install(locate="raise KeyError(path)")
    reading = parlq.read(b"line E-000101/2021")
    assert QUESTION == reading.value
    assert f"{FAULT} while locating: KeyError" in reading.locate(("date",)).path


@pytest.mark.parametrize(
    ("code", "piece"),
    [
        ("raise ValueError('full')", "ValueError: full"),
        ("return 'text'", "returned str, not bytes"),
        ("raise SystemExit(0)", "SystemExit: 0"),
    ],
)
def test_a_writer_that_fails(install, capsys, code, piece):
    """A writer's exception is an error of parlq, and no file is written."""
    folder = install(write=code)
    for write in (parlq.dumps, parlq.losses):
        with pytest.raises(parlq.PluginError, match=piece) as caught:
            write(QUESTION, format="line")
        assert ["PQ110"] == [each.rule for each in caught.value.problems]
    parlq.dump(QUESTION, folder / "q.json")
    assert 1 == main(["convert", str(folder / "q.json"), "-o", str(folder / "q.line")])
    error = capsys.readouterr().err
    assert f"error PQ110 {FAULT} while writing: {piece}" in error
    assert 1 == len(error.splitlines())
    assert not (folder / "q.line").exists()


def test_a_writer_may_refuse(install, capsys):
    """A document that a format cannot write is no fault of the package."""
    folder = install(write="raise parlq.ModelError('too long')", before="import parlq")
    parlq.dump(QUESTION, folder / "q.json")
    assert 2 == main(["convert", str(folder / "q.json"), "--to", "line"])
    assert "parlq: the format line cannot carry this: too long\n" == capsys.readouterr().err


def test_a_format_that_fails_to_look(install):
    """Data is read by the format that takes it, with a warning about the one that failed."""
    install(sniff="raise OSError('no disk')")
    reading = parlq.read(b"Parliamentary questions\nE-000101/2021\n", file="a")
    assert "page" == reading.format
    first = reading.problems[0]
    assert ("PQ110", "warning", "a") == (first.rule, first.severity, first.file)
    assert f"{FAULT} while recognising data: OSError: no disk" == first.message
    reading = parlq.read(b"\0\0")
    assert ["PQ107", "PQ110"] == [each.rule for each in reading.problems]
    assert QUESTION == parlq.loads(b"line E-000101/2021", format="line")
    assert QUESTION == parlq.loads(parlq.dumps(QUESTION, format="json"))


@pytest.mark.parametrize(
    ("code", "piece"),
    [
        ("raise ValueError('no')", "ValueError: no"),
        ("return 5", "AttributeError"),
    ],
)
def test_a_comparison_that_fails(install, code, piece):
    """What a format claims about its facts is not believed when it cannot be asked."""
    install(compare=code, fields=", comparison=compare")
    with pytest.raises(parlq.PluginError, match=f"while comparing: {piece}"):
        parlq.losses(QUESTION, format="line")


def test_added_formats_report_what_they_cannot_hold(install, capsys):
    """A format of another package gets the report without any code for it."""
    folder = install()
    document = parlq.Question(reference=QUESTION.reference, rule="130", term=9)
    (one, other) = parlq.losses(document, format="line")
    assert 'not written: line has no place for "term" (1 work)' == one.message
    assert ("rule", "E-000101/2021") == (other.path, other.work)
    parlq.dump(document, folder / "q.json")
    target = folder / "q.line"
    assert 1 == main(["convert", str(folder / "q.json"), "-o", str(target), "--strict"])
    assert not target.exists()
    assert 0 == main(["convert", str(folder / "q.json"), "-o", str(target)])
    assert target.exists()


def test_added_formats_may_be_lossless(install):
    """A format that says that it holds everything is taken at its word."""
    install(fields=", lossless=True")
    assert [] == parlq.losses(parlq.Question(rule="130"), format="line")


def test_what_does_not_read_back(install):
    """A format that cannot read what it wrote holds nothing, and the message says why."""
    install(read="raise ValueError('unreadable')")
    (problem,) = parlq.losses(QUESTION, format="line")
    assert ("PQ617", "questions") == (problem.rule, problem.path)
    assert "ValueError: unreadable" in problem.message


@pytest.mark.parametrize(
    ("entry", "parts", "piece"),
    [
        ("line = oneliner:FORMAT", {"before": "raise ValueError('early')"}, "ValueError: early"),
        ("line = oneliner:FORMAT", {"before": "raise SystemExit(0)"}, "SystemExit: 0"),
        ("line = oneliner:FORMAT", {"before": "from os import _exit; _exit(0)"}, "Exit: it called"),
        ("line = oneliner:FORMAT", {"before": "def"}, "SyntaxError: "),
        ("line = oneliner:MISSING", {}, "AttributeError: "),
        ("line = oneliner:read", {}, "it names a value of type function, not a Format"),
        (
            "line = oneliner:sub",
            {"compare": "pass\nclass Sub(Format): pass\nsub = Sub(name='x')"},
            "type Sub",
        ),
        ("line = none_such:FORMAT", {}, "ModuleNotFoundError: No module named 'none_such'"),
        ("line = :::", {}, ""),
        ("line = oneliner:FORMAT", {"name": "akn"}, 'the name "akn" is taken by another format'),
        ("line = oneliner:FORMAT", {"name": "sound"}, "is taken by another format"),
        ("line = oneliner:FORMAT", {"name": ""}, "name is empty"),
        ("line = oneliner:FORMAT", {"fields": ", media_types='a/b'"}, "media_types is not a tuple"),
        ("line = oneliner:FORMAT", {"fields": ", options='ab'"}, "options is not a set of texts"),
        ("line = oneliner:FORMAT", {"fields": ", comparison=5"}, "comparison cannot be called"),
    ],
)
def test_formats_that_cannot_be_loaded(install, capsys, entry, parts, piece):
    """A broken entry point is listed with its fault, and stops no other format."""
    folder = install(entry, **parts)
    (fault,) = formats.broken()
    assert "PQ110" == fault.problem.rule
    assert fault.problem.message.startswith("entry point ")
    assert "of the package " in fault.problem.message
    assert piece in fault.problem.message
    (folder / "q.sound").write_bytes(b"sound E-000101/2021")
    if parts.get("name") != "sound":
        assert QUESTION == parlq.load(folder / "q.sound")
    assert 0 == main(["formats"])
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert {"akn", "json", "sound"} <= set(lines)
    assert "broken" in lines[fault.name]
    assert piece in lines[fault.name]
    parlq.dump(QUESTION, folder / "q.json")
    assert 0 == main(["convert", str(folder / "q.json"), "-o", str(folder / "q.xml")])
    assert "" == capsys.readouterr().err


def test_a_broken_format_that_is_asked_for(install, capsys):
    """Whoever needs it is told what is wrong with it."""
    folder = install(before="raise ValueError('early')")
    with pytest.raises(parlq.PluginError, match=r"oneliner 1.0 cannot be used: ValueError: early"):
        parlq.dumps(QUESTION, format="line")
    assert ["PQ110"] == [each.rule for each in parlq.read(b"", format="line").problems]
    (folder / "q.xml").write_bytes(parlq.dumps(QUESTION, format="akn"))
    assert 1 == main(["convert", str(folder / "q.xml"), "--to", "line"])
    assert "error PQ110 entry point line (oneliner:FORMAT)" in capsys.readouterr().err


def test_metadata_that_cannot_be_read(install):
    """A package with entry points that are no entry points stops no other."""
    install("line")
    assert "sound" in formats.names()


@pytest.mark.parametrize(
    "command", [["convert", "-o", "o.jsonl"], ["table"], ["stats"], ["validate"]]
)
def test_a_folder_may_have_files_of_a_broken_format(install, capsys, monkeypatch, command):
    """They cannot be found by their names; a line says that the format cannot be used."""
    monkeypatch.chdir(install(before="raise OSError('gone')"))
    (name, *options), folder = command, "in"
    parlq.dump(QUESTION, "q.json")
    Path(folder).mkdir()
    parlq.dump(QUESTION, "in/q.json")
    (Path(folder) / "a.line").write_text("line E-000101/2021")
    assert 0 == main([name, folder, *options])
    assert "cannot be used: OSError: gone; its files are not found" in capsys.readouterr().err
    assert 0 == main([name, "q.json", *options])
    assert "cannot be used" not in capsys.readouterr().err


@pytest.mark.parametrize(("error", "code"), [("KeyboardInterrupt", 130), ("MemoryError", 2)])
def test_workers_that_are_interrupted_leave_no_traceback(install, capfd, monkeypatch, error, code):
    """An interruption ends the run as in one process; a lack of memory is that of each document."""
    monkeypatch.chdir(install(read=f"raise {error}"))
    inputs = [f"{number}.line" for number in range(70)]
    for name in inputs:
        Path(name).write_text("line E-000101/2021")
    assert code == main(["convert", *inputs, "-o", "o.jsonl", "--jobs", "2"])
    said = capfd.readouterr().err
    assert "Traceback" not in said
    assert (said.count("has died") == 70) == (code == 2)
    assert not Path("o.jsonl").exists()


def test_a_process_that_a_format_forks_ends(install):
    """Only the process in which parlq calls a format cannot be left: its children can."""
    install(
        read="import os; child = os.fork() or os._exit(7); _, status = os.waitpid(child, 0)\n"
        "    assert os.waitstatus_to_exitcode(status) == 7"
    )
    assert QUESTION == parlq.read(b"line E-000101/2021", file="a.line").value
    child = os.fork() or os._exit(3)
    assert 3 == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
