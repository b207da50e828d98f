"""The score of the reader on pages with a list of their facts, and what importing it costs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from parlq.formats.ep.pages import score

SPECIMENS = Path(__file__).parents[4] / "shared/samples/ep-pages"
PAGE = "Parliamentary questions\n14 March 2018\nAnswer given by Ms Averlund\n\nYes, it will.\n"


def folder(tmp_path, **stated):
    """A folder with one page and what is stated of it."""
    (tmp_path / "one.txt").write_text(PAGE, encoding="utf-8")
    specimen = {"file": "one.txt", "era": "B", **stated}
    (tmp_path / "specimens.json").write_text(json.dumps([specimen]), encoding="utf-8")
    return [str(tmp_path)]


def test_all_facts_found(tmp_path, capsys):
    """When nothing is missed the score says so and the exit code is 0."""
    status = score.main(folder(tmp_path, date="2018-03-14", body_first_words="Yes, it will."))
    assert (0, "2 of 2 facts on 1 pages") == (status, capsys.readouterr().out.splitlines()[-1])


def test_a_missed_fact_is_shown(tmp_path, capsys):
    """What was wanted and what was found stand beside each other."""
    status = score.main(folder(tmp_path, date="2018-03-15"))
    shown = capsys.readouterr().out
    assert 1 == status
    assert "one.txt: date\n  wanted '2018-03-15'\n  found  '2018-03-14'\n" in shown


def test_usage(capsys):
    """Without a folder the usage is shown."""
    assert (2, True) == (score.main([]), "usage" in capsys.readouterr().err)


def test_all_facts_of_the_specimens_are_found(capsys):
    """Every fact of every specimen is found."""
    if not SPECIMENS.exists():
        pytest.skip("needs the samples beside the checkout")
    assert 0 == score.main([str(SPECIMENS)]), capsys.readouterr().out


def test_importing_pages_loads_nothing_heavy():
    """Parsers of other formats are loaded when they are first needed."""
    code = "import sys, parlq.formats.ep.pages; print([m for m in ('lxml','docx','pypdf','babel') if m in sys.modules])"
    path = str(Path(score.__file__).parents[4])
    shown = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {path!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "[]" == shown.stdout.strip()
