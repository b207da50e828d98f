"""Descriptors of tables, as the tools of Frictionless and Croissant check them."""

import hashlib
import json

import pytest

from parlq import tables, testing
from parlq.tables import TableError
from parlq.tables.descriptors import descriptor
from parlq.tables.projection import Plan

pytest.importorskip("pyarrow")


def described(folder, format):
    """A table in a folder, with its descriptor beside it; the path of the latter."""
    path = folder / f"questions.{format}"
    tables.write(testing.corpus(20), path)
    name, data = descriptor(path, format, Plan())
    (folder / name).write_bytes(data)
    return folder / name


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_data_packages_state_the_table(format, tmp_path):
    """A data package names the file, its size and hash, and each column with its type."""
    made = json.loads(described(tmp_path, format).read_bytes())
    (resource,) = made["resources"]
    data = (tmp_path / f"questions.{format}").read_bytes()
    assert (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}") == (
        resource["bytes"],
        resource["hash"],
    )
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    lists = "string" if format == "csv" else "array"
    assert ("date", "integer", lists) == (types["date"], types["days"], types["authors"])


def test_frictionless_validates_the_package(tmp_path, monkeypatch):
    """The tool of Frictionless finds no error in the package, nor in the table by its types."""
    frictionless = pytest.importorskip("frictionless")
    monkeypatch.chdir(tmp_path)
    described(tmp_path, "csv")
    report = frictionless.validate("datapackage.json")
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:3]
    (tmp_path / "questions.csv").write_text("x\n", "utf-8")
    assert not frictionless.validate("datapackage.json").valid


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of packages that the tool uses
def test_croissant_is_valid(tmp_path, monkeypatch):
    """The tool of Croissant finds no error, and reads the table by the description."""
    croissant = pytest.importorskip("mlcroissant")
    path = described(tmp_path, "parquet")
    monkeypatch.chdir(tmp_path)
    dataset = croissant.Dataset(str(path))
    assert not dataset.metadata.ctx.issues.errors
    records = [record for record, _ in zip(dataset.records("table"), range(3), strict=False)]
    assert b"E-000001/2014" == records[0]["table/reference"]


def test_other_formats_have_no_descriptor(tmp_path):
    """A spreadsheet has none."""
    with pytest.raises(TableError, match="of csv, jsonl or parquet, not of xlsx"):
        descriptor(tmp_path / "t.xlsx", "xlsx", Plan())
