"""The page that the project starts from, through the whole command."""

from pathlib import Path

import pytest

from parlq.cli import main

SEED = Path(__file__).parents[3] / "shared/samples/seed/000_c68932c0585bf3bd.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="../shared/samples is not here")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder to work in, with the seed converted to a.xml."""
    monkeypatch.chdir(tmp_path)
    assert main(["convert", str(SEED), "-o", "a.xml"]) == 0
    return tmp_path


def test_xml_json_xml_gives_the_same_bytes(folder):
    """Akoma Ntoso to JSON and back is the same file."""
    assert main(["convert", "a.xml", "-o", "a.json"]) == 0
    assert main(["convert", "a.json", "-o", "b.xml"]) == 0
    assert (folder / "a.xml").read_bytes() == (folder / "b.xml").read_bytes()


def test_it_is_valid(folder):
    """It is valid under the profile, as JSON, and under the official schema."""
    assert main(["convert", "a.xml", "-o", "a.json"]) == 0
    assert main(["validate", "a.xml", "a.json"]) == 0
    assert main(["validate", "--schema", "akn", "a.xml"]) == 0


@pytest.mark.parametrize("schema", ["parlq", "akn"])
def test_an_answer_without_by_is_refused_with_its_line(folder, capsys, schema):
    """Removing `by` from the answer is an error at the line of the answer."""
    text = (folder / "a.xml").read_text(encoding="utf-8")
    start = text.index("<answer eId=")
    line = text.count("\n", 0, start) + 1
    broken = text.replace(' by="#answerer_1"', "", 1)
    (folder / "c.xml").write_text(broken, encoding="utf-8")
    assert main(["validate", "--schema", schema, "c.xml"]) == 1
    assert f"c.xml:{line}:9: error PQ20" in capsys.readouterr().out


def test_a_failed_conversion_leaves_the_output_as_it_was(folder):
    """A bad input changes nothing."""
    (folder / "bad.xml").write_bytes(b"<akomaNtoso")
    (folder / "out.json").write_bytes(b"kept")
    assert main(["convert", "bad.xml", "-o", "out.json"]) == 1
    assert (folder / "out.json").read_bytes() == b"kept"


def test_an_input_that_is_not_there_is_a_usage_error(folder, capsys):
    """Exit code 2, one line, no traceback."""
    assert main(["convert", "no.xml", "--to", "json"]) == 2
    assert capsys.readouterr().err.startswith("no.xml: error PQ100")
