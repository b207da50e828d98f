"""The specification and its kit agree, and parlq does what both say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import parlq

from .make import HERE, kit

ROOT = HERE.parent.parent
MANIFEST = json.loads((HERE / "manifest.json").read_bytes())["cases"]
PAGES = sorted((ROOT / "docs" / "specification").glob("*.md"))
CLAUSES = {
    found[1]: found[0]
    for page in PAGES
    for found in re.finditer(r"^\*\*([A-Z]+-\d+)\.\*\* .*$", page.read_text("utf-8"), re.MULTILINE)
}


def test_the_kit_is_the_one_that_is_made():
    """The files are those of the list of cases: `python -m tests.conformance.make` writes them."""
    files = {
        path.relative_to(HERE).as_posix(): path.read_bytes()
        for pattern in ("manifest.json", "valid/*", "invalid/*")
        for path in HERE.glob(pattern)
    }
    assert files == kit()


@pytest.mark.parametrize("clause", CLAUSES)
def test_every_clause_is_tested(clause):
    """A clause has a document in the kit, or names the module that tests it."""
    modules = re.findall(r"Tested by `([^`]+)`", CLAUSES[clause])
    cases = [case for case in MANIFEST if case["clause"] == clause]
    assert modules or cases
    assert all((ROOT / module).is_file() for module in modules)
    stated = set(re.findall(r"PQ\d{3}", CLAUSES[clause]))
    assert {rule for case in cases for rule in case["rules"]} <= stated


def test_every_case_has_its_clause():
    """No document shows a clause that is not there."""
    assert {case["clause"] for case in MANIFEST} <= CLAUSES.keys()


@pytest.mark.parametrize("case", MANIFEST, ids=lambda case: case["file"])
def test_the_outcome_is_that_of_the_manifest(case):
    """A strict reader accepts what conforms; the validator reports the rules of what does not."""
    path = HERE / case["file"]
    errors = [each for each in parlq.validate(path) if each.severity == "error"]
    assert set(case["rules"]) == {each.rule for each in errors}
    assert all(each.line for each in errors)
    if case["conforms"]:
        value = parlq.load(path)
        assert value == parlq.read(path.read_bytes(), format=case["format"], strict=False).value
        other = "json" if case["format"] == "akn" else "akn"
        assert value == parlq.loads(parlq.dumps(value, format=other), format=other)


def test_the_example_is_a_document():
    """The annotated example is the valid document of that name."""
    text = Path(ROOT / "docs" / "specification" / "example.md").read_text("utf-8")
    xml, plain = re.findall(r"^```[^\n]+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    folder = ROOT / "tests" / "examples" / "valid" / "written-question"
    lines = [line for line in xml.splitlines(keepends=True) if not line.strip().startswith("<!--")]
    assert "".join(lines) == (folder / "document.xml").read_text("utf-8")
    assert plain == (folder / "document.json").read_text("utf-8")
    assert (
        set(re.findall(r"[A-Z]+-\d+", " ".join(re.findall("<!--(.*?)-->", xml)))) <= CLAUSES.keys()
    )
