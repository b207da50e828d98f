"""`parlq stats`: statistics from the command line."""

import json

import pytest

from parlq.cli import main


def test_statistics_of_files(folder, capsys):
    """Files about one question count once; the summary goes to standard error."""
    assert 0 == main(["stats", "q.xml", "a.json", "d.json"])
    out, err = capsys.readouterr()
    assert out.startswith("1 question, 1 answered\ndays to answer: median 58, 90 % within 58")
    assert "3 read, 1 question counted\n" == err


def test_forms(folder, capsys):
    """JSON and CSV go to standard output or to a file."""
    assert 0 == main(["stats", "d.json", "--to", "json", "-o", "s.json"])
    assert {"all": 1, "answered": 1} == json.loads((folder / "s.json").read_text())["questions"]
    capsys.readouterr()
    assert 0 == main(["stats", "d.json", "--to", "csv"])
    assert "by,value,number" == capsys.readouterr().out.splitlines()[0]


def test_charts(folder):
    """Charts are a file beside the numbers."""
    pytest.importorskip("vl_convert")
    assert 0 == main(["stats", "d.json", "--plot", "s.svg", "--source", "made up"])
    assert "Source: made up" in (folder / "s.svg").read_text("utf-8")


def test_other_charts_are_refused(folder, capsys):
    """The extension of the charts is checked before anything is read."""
    assert 2 == main(["stats", "d.json", "--plot", "s.gif"])
    assert "parlq: s.gif: charts are .svg or .png\n" == capsys.readouterr().err
    assert not (folder / "s.gif").exists()
