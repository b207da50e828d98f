"""`parlq convert`: every pair of formats, streams, and outputs that are never harmed."""

import datetime as dt
import errno
import io
import os
import sys
from types import SimpleNamespace

import attrs
import pytest

import parlq
from parlq.cli import main

from .conftest import QUESTION


@pytest.mark.parametrize("name", ["q", "a", "d"])
def test_xml_to_json_and_back(folder, name):
    """Converting there and back gives the same bytes."""
    assert 0 == main(["convert", f"{name}.xml", "-o", "out.json"])
    assert 0 == main(["convert", "out.json", "-o", "out.xml"])
    assert (folder / f"{name}.json").read_bytes() == (folder / "out.json").read_bytes()
    assert (folder / f"{name}.xml").read_bytes() == (folder / "out.xml").read_bytes()


def test_same_file_can_be_written(folder):
    """A file can be converted onto itself."""
    before = (folder / "q.xml").read_bytes()
    assert 0 == main(["convert", "q.xml", "-o", "q.xml"])
    assert before == (folder / "q.xml").read_bytes()


def test_output_goes_to_standard_output(folder, capsysbinary):
    """Without -o the result is written to standard output, and nothing else is."""
    assert 0 == main(["convert", "q.xml", "--to", "json"])
    assert (folder / "q.json").read_bytes() == capsysbinary.readouterr().out
    assert 0 == main(["convert", "q.xml", "--to", "json", "-o", "-"])
    assert (folder / "q.json").read_bytes() == capsysbinary.readouterr().out


def test_input_comes_from_standard_input(folder, monkeypatch, capsysbinary):
    """- reads standard input, whose format is told by its content."""
    stdin = SimpleNamespace(buffer=io.BytesIO((folder / "q.json").read_bytes()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert 0 == main(["convert", "-", "--to", "akn"])
    assert (folder / "q.xml").read_bytes() == capsysbinary.readouterr().out


def test_standard_input_has_a_name_in_problems(folder, monkeypatch, capsys):
    """Problems of standard input begin with <stdin>."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"{}")))
    assert 1 == main(["convert", "-", "--to", "akn"])
    assert capsys.readouterr().err.startswith("<stdin>:1:1: error PQ305 ")


def test_standard_input_is_bounded(folder, monkeypatch, capsys):
    """Standard input ends at the limit."""
    endless = SimpleNamespace(buffer=SimpleNamespace(read=lambda size: b"x" * size))
    monkeypatch.setattr(sys, "stdin", endless)
    assert 1 == main(["convert", "-", "--to", "akn", "--max-size", "1000"])
    assert "<stdin>:1: error PQ104" in capsys.readouterr().err


def test_closed_standard_input_is_a_problem(folder, monkeypatch, capsys):
    """A program without standard input is told so."""
    monkeypatch.setattr(sys, "stdin", None)
    assert 2 == main(["convert", "-", "--to", "akn"])
    assert "<stdin>: error PQ100" in capsys.readouterr().err


def test_format_can_be_named(folder):
    """Names win over suffixes, on both sides."""
    (folder / "q.data").write_bytes((folder / "q.json").read_bytes())
    assert 0 == main(["convert", "q.data", "--from", "json", "--to", "akn", "-o", "out.json"])
    assert (folder / "q.xml").read_bytes() == (folder / "out.json").read_bytes()


def test_strictness_can_be_chosen(folder, capsys):
    """What the format does not know is an error, or kept with a warning."""
    text = (folder / "q.json").read_text(encoding="utf-8")
    (folder / "more.json").write_text(text.replace("{", '{"colour": "red",', 1), encoding="utf-8")
    assert 1 == main(["convert", "more.json", "-o", "out.xml"])
    assert 1 == main(["convert", "more.json", "-o", "out.xml", "--strict"])
    assert not (folder / "out.xml").exists()
    assert 0 == main(["convert", "more.json", "-o", "out.xml", "--lenient"])
    assert "warning PQ303 unknown key 'colour'" in capsys.readouterr().err
    assert '"red"' == parlq.load("out.xml").extensions[0].value


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["q.xml"], "standard output has no file extension; pass --to FORMAT"),
        (["q.xml", "-o", "out"], "out: no file extension; known: .xml"),
        (["q.xml", "-o", "out.jsn"], 'did you mean ".json"? known: .xml'),
        (["q.xml", "-o", "out.pdf"], 'parlq reads ".pdf" but does not write it'),
        (["q.xml", "-o", "out.html", "--to", "page"], 'parlq reads ".html" but does not write it'),
        (["q.xml", "--to", "yaml"], 'unknown format "yaml"; known: akn, json'),
        (["q.xml", "--from", "yaml", "--to", "akn"], 'unknown format "yaml"'),
        (["q.xml", "--to", "json", "--shape", "api-v2"], "json is not written with --shape"),
        (["q.xml", "--to", "json", "--language", "en"], "json is not written with --language"),
        (["q.xml", "--to", "json", "--guard-formulas"], "not written with --guard-formulas"),
        (["q.xml", "--to", "page"], "a text in en, sv; specify the language to write"),
        (["q.xml", "-o", "no/out.json"], "no/out.json: cannot be written: no such file"),
        (["q.xml", "-o", "q.json/x.json"], "q.json/x.json: cannot be written: not a directory"),
        (["q.xml", "--to", "json", "--reference", "E-1/2010"], "akn has no option reference"),
        (["q.json", "--to", "akn", "--source-url", "https://x.example/"], "no option source"),
    ],
)
def test_arguments_that_do_not_fit(folder, capsys, arguments, message):
    """A mistake of the user is told in one line, with exit code 2."""
    assert 2 == main(["convert", *arguments])
    error = capsys.readouterr().err
    assert message in error
    assert 1 == len(error.splitlines())


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["q.xml", "--max-size", "0"],
        ["q.xml", "--max-size", "-5"],
        ["q.xml", "--max-size", "10MB"],
        ["q.xml", "--strict", "--lenient"],
        ["q.xml", "--reference", "question 5"],
        ["q.xml", "--source-url", "not an address"],
        ["q.xml", "--out", "x.json"],
    ],
)
def test_mistakes_in_arguments_are_named(folder, capsys, arguments):
    """Two lines say what is wrong and where help is, with exit code 2."""
    assert 2 == main(["convert", *arguments])
    error = capsys.readouterr().err
    assert error.startswith("parlq convert: error: ")
    assert error.endswith("\nFor help, run: parlq convert --help\n")
    assert 2 == error.count("\n")
    assert "Traceback" not in error


def test_limits_can_be_raised(folder):
    """A larger limit lets a longer text in."""
    text = (folder / "q.json").read_text(encoding="utf-8")
    long = "x" * 10_000_001
    (folder / "long.json").write_text(text.replace("När", long), encoding="utf-8")
    assert 0 == main(["convert", "long.json", "-o", "long.xml"])
    assert 1 == main(["convert", "long.xml", "-o", "back.json"])
    assert 0 == main(["convert", "long.xml", "-o", "back.json", "--max-size", "200000000"])
    assert (folder / "long.json").read_bytes() == (folder / "back.json").read_bytes()


@pytest.mark.parametrize("data", [b"<akomaNtoso", b"", b"<a/>"])
def test_bad_input_harms_no_output(folder, data):
    """A conversion that fails leaves the old output byte for byte, and nothing beside it."""
    (folder / "bad.xml").write_bytes(data)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert 1 == main(["convert", "bad.xml", "-o", "q.json"])
    assert 1 == main(["convert", "bad.xml", "-o", "new.json"])
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_full_disk_harms_no_output(folder, monkeypatch, capsys):
    """A disk that is full leaves the old output, and nothing beside it."""

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert 2 == main(["convert", "a.xml", "-o", "q.json"])
    assert "q.json: cannot be written: no space left" in capsys.readouterr().err
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_protected_output_is_not_replaced(folder, monkeypatch, capsys):
    """A file that may not be written is not replaced by another of its name."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    before = (folder / "q.json").read_bytes()
    assert 2 == main(["convert", "a.xml", "-o", "q.json"])
    assert "q.json: cannot be written: permission denied" in capsys.readouterr().err
    assert before == (folder / "q.json").read_bytes()


def test_interruption_harms_no_output(folder, monkeypatch):
    """A user who gives up gets exit code 130 and the old output."""

    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert 130 == main(["convert", "a.xml", "-o", "q.json"])
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_lack_of_memory_is_told(folder, monkeypatch, capsys):
    """A machine that is too small is told in one line."""

    def small(*_, **__):
        raise MemoryError

    monkeypatch.setattr("parlq.formats.akn.profile.fast.value", small)
    assert 2 == main(["convert", "q.xml", "-o", "out.json"])
    assert "parlq: out of memory\n" == capsys.readouterr().err


def test_a_language_is_chosen(folder, capsysbinary):
    """A format that holds one language is written in the one that is asked for."""
    document = parlq.to_dict(parlq.load("q.json"))
    document["variants"][-1]["subject"] = "Färjor"  # else the first line would be read as one
    parlq.dump(parlq.from_dict(document), "q.json")
    for tag, words in (("en", "Subject: Ferries"), ("sv", "När går färjorna?")):
        assert 0 == main(["convert", "q.json", "--to", "page", "--language", tag])
        assert words in capsysbinary.readouterr().out.decode()


def test_facts_without_a_place_are_reported(folder, capsys):
    """Each fact that the format cannot hold is a warning with its path; the rest is written."""
    document = attrs.evolve(
        QUESTION,
        variants=QUESTION.variants[:1],
        term=9,
        events=(parlq.Event(kind="withdrawn", date=dt.date(2021, 4, 1)),),
        subjects=(parlq.Subject(label="ferries"),),
        extensions=(parlq.Extension(namespace="urn:x", name="mood", value="calm"),),
    )
    parlq.dump(document, "more.json")
    assert 0 == main(["convert", "more.json", "-o", "more.txt"])
    warnings = [line.partition(": warning PQ617 ") for line in capsys.readouterr().err.splitlines()]
    assert {"more.json"} == {file for file, _, _ in warnings}
    assert {"events", "extensions", "subjects", "term"} <= {
        text.rpartition("[")[2].rstrip("]") for _, _, text in warnings
    }
    assert (folder / "more.txt").read_text(encoding="utf-8").endswith("Legal notice")


def test_strict_writing_refuses_to_lose_facts(folder, capsys):
    """With --strict such facts are errors, and nothing is written."""
    assert 1 == main(["convert", "q.json", "-o", "q.csv", "--strict"])
    error = capsys.readouterr().err
    assert 'q.json: error PQ617 not written: csv has no place for "rule"' not in error
    assert 'q.json: error PQ617 not written: csv has no place for "authors.group" (1 work)' in error
    assert 1 == main(["merge", "q.json", "a.json", "-o", "q.csv", "--strict"])
    assert 1 == main(["split", "q.json", "-o", "q_{}.txt", "--strict"])
    assert [] == [*folder.glob("*.csv"), *folder.glob("*.txt")]
    assert 0 == main(["convert", "q.json", "-o", "q.xml", "--strict"])


def test_formulas_are_guarded(folder, capsys):
    """A spreadsheet takes a guarded cell as text; it reads back equal, guarded or not."""
    title = parlq.LanguageVariant(language="en", subject="=1+1")
    parlq.dump(parlq.Question(reference=QUESTION.reference, variants=(title,)), "f.json")
    for option, cell in (([], "'=1+1"), (["--no-guard-formulas"], "=1+1")):
        assert 0 == main(["convert", "f.json", "-o", "f.csv", "--strict", *option])
        assert f",{cell}," in (folder / "f.csv").read_text(encoding="utf-8")
        assert "f.json: info PQ627 2 cells begin like a spreadsheet formula" in (
            capsys.readouterr().err
        )
        assert parlq.load("f.json") == parlq.load("f.csv")


UNLINKED = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <debate name="writtenQuestion">
    <meta><identification source="#x"><FRBRWork><FRBRcountry value="se"/></FRBRWork>
      <FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification></meta>
    <debateBody><questions>
      <question by="#a"><p>When do the ferries sail?</p></question><answer by="#b"><p>In May.</p></answer>
      <question by="#a"><p>From where?</p></question><answer by="#b"><p>From the quay.</p></answer>
      <question by="#a"><p>How often?</p></question><answer by="#b"><p>Daily.</p></answer>
    </questions></debateBody>
  </debate>
</akomaNtoso>
"""


@pytest.mark.parametrize("command", [["convert", "--to", "json"], ["validate"]])
def test_infos_that_repeat_are_printed_once(folder, capsys, command):
    """What is said of many answers in the same words is one line, which counts them."""
    (folder / "unlinked.xml").write_text(UNLINKED)
    main([*command, "--lenient", "unlinked.xml"])
    shown = "".join(capsys.readouterr())
    (line,) = [line for line in shown.splitlines() if "PQ217" in line]
    assert "(3 times in this file)" in line
    assert 3 == sum(p.rule == "PQ217" for p in parlq.read("unlinked.xml", strict=False).problems)
