"""`parlq diff`: text, JSON and HTML, exit codes, and git."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

import parlq
from parlq.cli import main
from parlq.model import LanguageVariant, Paragraph, Question


def _question(words="Are the reeds cut in winter?", **facts):
    body = (Paragraph(content=(words,)),)
    variants = (LanguageVariant(language="en", body=body),)
    return Question(**{"reference": "E-000001/2031", "variants": variants, **facts})


@pytest.fixture
def pair(tmp_path, monkeypatch):
    """A folder with two versions of a question."""
    monkeypatch.chdir(tmp_path)
    parlq.dump(_question(date="2031-02-03"), "a.xml")
    parlq.dump(_question("Are the reeds cut in spring?", date="2031-02-04"), "b.json")
    return tmp_path


def test_equal_documents_in_two_formats(pair, capsys):
    """Formats are no difference."""
    parlq.dump(parlq.load("a.xml"), "a.html")
    assert 0 == main(["diff", "a.xml", "a.html"])
    assert "" == capsys.readouterr().out


def test_differences_as_text(pair, capsys):
    """Fields with their words, below the work that they are of."""
    assert 1 == main(["diff", "a.xml", "b.json"])
    assert (
        """\
--- a.xml
+++ b.json
Question E-000001/2031
  date: [-2031-02-03-]{+2031-02-04+}
  variants.en.body[0].content[0]: Are the reeds cut in [-winter-]{+spring+}?
"""
        == capsys.readouterr().out
    )


def test_differences_as_json(pair, capsys):
    """Values are as parlq JSON has them."""
    parlq.dump(
        _question(date="2031-02-03", rule="144", authors=[parlq.Author(name="Lind")]), "c.json"
    )
    assert 1 == main(["diff", "a.xml", "c.json", "--to", "json"])
    rows = json.loads(capsys.readouterr().out)
    assert [
        ("authors[0]", None, {"name": "Lind"}),
        ("rule", None, "144"),
    ] == [(row["path"], row["before"], row["after"]) for row in rows]
    assert 0 == main(["diff", "a.xml", "a.xml", "--to", "json"])
    assert [] == json.loads(capsys.readouterr().out)


def test_differences_as_a_page(pair, capsys):
    """A page marks what was removed and what was added, and escapes both."""
    parlq.dump(_question("Are the <b>reeds</b> cut in winter?", date="2031-02-03"), "c.json")
    assert 1 == main(["diff", "a.xml", "c.json", "--to", "html"])
    page = capsys.readouterr().out
    assert "<del>reeds</del><ins>&lt;b&gt;reeds&lt;/b&gt;</ins>" in page
    assert "<b>" not in page
    assert '<dd lang="en" dir="ltr">' in page


def test_controls_are_escapes_of_json(pair, capsys):
    """What would steer a terminal is escaped as JSON does it, so that programs read the same text."""
    hard = "\x9b31m\u202e red"
    parlq.dump(_question(date="2031-02-03", rule=hard), "c.json")
    assert 1 == main(["diff", "a.xml", "c.json", "--to", "json"])
    out = capsys.readouterr().out
    assert out.isascii()
    assert hard == json.loads(out)[0]["after"]


@pytest.mark.parametrize(
    "names", [["a.xml"], ["a.xml", "b.json", "a.xml"], ["a.xml", "none.xml"], ["a.xml", "bad.json"]]
)
def test_what_cannot_be_compared_is_exit_code_2(pair, capsys, names):
    """Neither wrong usage nor a bad input looks like a difference."""
    (pair / "bad.json").write_text("{")
    assert 2 == main(["diff", *names])
    assert "" == capsys.readouterr().out


def test_git_shows_differences(pair):
    """As a diff driver, the command shows changes, new and deleted files, and ends git in order."""
    if (git := shutil.which("git")) is None:
        pytest.skip("git is not installed")
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}

    def run(*arguments):
        done = subprocess.run(
            [git, *arguments],
            check=True,
            capture_output=True,
            text=True,
            env={**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        )
        return done.stdout

    run("init", "-q")
    run("config", "diff.parlq.command", f'"{sys.executable}" -m parlq diff --git')
    (pair / ".gitattributes").write_text("*.xml diff=parlq\n")
    run("add", ".")
    run("-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "-qm", "one")
    parlq.dump(_question("Are the reeds cut in spring?", date="2031-02-03"), "a.xml")
    parlq.dump(_question("New?"), "new.xml")
    run("add", ".")
    said = run("--no-pager", "diff", "--cached")
    assert "variants.en.body[0].content[0]: Are the reeds cut in [-winter-]{+spring+}?" in said
    assert re.search(r"^  only in \S*new\.xml$", said, re.MULTILINE)


def test_a_work_of_one_side_is_named_and_not_printed(pair, capsys):
    """What only one of two dossiers has is a line, however long it is."""
    question = parlq.load("a.xml", expect=parlq.Question)
    more = _question("Are the oaks counted?", reference="E-000002/2031")
    parlq.dump(parlq.Dossier(questions=[question]), "one.json")
    parlq.dump(parlq.Dossier(questions=[question, more]), "two.json")
    for arguments in (["one.json", "two.json"], ["two.json", "one.json"]):
        assert 1 == main(["diff", *arguments])
        said = capsys.readouterr().out
        assert "\n  only in two.json" in said
        assert "oaks" not in said
