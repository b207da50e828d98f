"""`parlq validate --shapes`: records in RDF held against SHACL."""

from __future__ import annotations

import pytest

import parlq
from parlq.cli import main
from parlq.problems import InputError

pytest.importorskip("pyshacl")

SHAPES = """
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix epvoc: <https://data.europarl.europa.eu/def/epvoc#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
[] a sh:NodeShape ; sh:targetClass eli:Work ;
   sh:property [ sh:path epvoc:epNumber ; sh:minCount 1 ; sh:message "has a number" ] .
"""
RECORD = {
    "turtle": """@prefix eli: <http://data.europa.eu/eli/ontology#> .
<https://data.europarl.europa.eu/eli/dl/doc/E-9-2022-990009> a eli:Work .
""",
    "jsonld": '{"data": [{"id": "eli/dl/doc/E-9-2022-990009", "type": "Work"}]}',
    "ntriples": "<https://data.europarl.europa.eu/eli/dl/doc/E-9-2022-990009>"
    " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    " <http://data.europa.eu/eli/ontology#Work> .\n",
    "rdfxml": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:e="http://data.europa.eu/eli/ontology#">'
    '<e:Work rdf:about="https://data.europarl.europa.eu/eli/dl/doc/E-9-2022-990009"/></rdf:RDF>',
}
QUESTION = parlq.Question(reference=parlq.Reference.parse("E-990009/2022"), term=9)
GENERAL = """{"@context": {"eli": "http://data.europa.eu/eli/ontology#"},
"@id": "https://data.europarl.europa.eu/eli/dl/doc/E-9-2022-990009", "@type": "eli:Work"}"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with shapes."""
    (tmp_path / "shapes.ttl").write_text(SHAPES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("format", "text"), [*RECORD.items(), ("jsonld", GENERAL)])
def test_records_of_every_syntax_are_held_against_shapes(folder, format, text):
    """The finding names the work and the property, whatever the syntax."""
    problems = parlq.validate(text.encode(), format=format, shapes="shapes.ttl")
    assert [("PQ630", "E-990009/2022", "epvoc:epNumber", "has a number")] == [
        (each.rule, each.work, each.path, each.message) for each in problems
    ]


def test_the_command_reports_findings(folder, capsys):
    """A finding is a problem like any other, with its file and its exit code."""
    (folder / "record.ttl").write_text(RECORD["turtle"])
    assert 1 == main(["validate", "--shapes", "shapes.ttl", "record.ttl"])
    shown = "".join(capsys.readouterr())
    assert "record.ttl:2: error PQ630 has a number (E-990009/2022) [epvoc:epNumber]" in shown
    assert 0 == main(["validate", "record.ttl"])


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "PQ100"), ("@prefix", "PQ101"), ("", "PQ106"), (b"\xff\xfe\x00", "PQ102")],
)
def test_shapes_that_cannot_be_read_are_wrong_usage(folder, capsys, content, message):
    """Without shapes nothing is judged."""
    (folder / "record.ttl").write_text(RECORD["turtle"])
    if content is not None:
        (folder / "bad.ttl").write_bytes(
            content if isinstance(content, bytes) else content.encode()
        )
    assert 2 == main(["validate", "--shapes", "bad.ttl", "record.ttl"])
    shown = "".join(capsys.readouterr())
    assert message in shown
    assert "bad.ttl" in shown
    assert "Traceback" not in shown


def test_unreadable_shapes_raise_in_python(folder):
    """The caller is told with all problems."""
    with pytest.raises(InputError, match="PQ100"):
        parlq.validate(b"", shapes="absent.ttl")


def test_shapes_may_be_rdfxml(folder):
    """Shapes are read in RDF/XML too."""
    import rdflib

    data = rdflib.Graph().parse(data=SHAPES).serialize(format="xml", encoding="utf-8")
    problems = parlq.validate(RECORD["turtle"].encode(), format="turtle", shapes=data)
    assert ["PQ630"] == [each.rule for each in problems]


@pytest.mark.parametrize("format", ["akn", "json", "csv"])
def test_what_is_not_rdf_cannot_be_held_against_shapes(folder, format):
    """Asked for and not done is a problem, never silence."""
    data = parlq.dumps(QUESTION, format=format)
    rules = [each.rule for each in parlq.validate(data, format=format, shapes="shapes.ttl")]
    assert ["PQ632"] == rules


def test_a_record_that_cannot_be_read_is_told_once(folder):
    """Broken data is one problem, not two."""
    problems = parlq.validate(b"@prefix", format="turtle", shapes="shapes.ttl")
    assert ["PQ101"] == [each.rule for each in problems]


def test_a_configuration_names_shapes_from_its_own_folder(folder, capsys, monkeypatch):
    """The path of shapes is relative to the configuration."""
    inner = folder / "records"
    inner.mkdir()
    (folder / "parlq.toml").write_text('shapes = "shapes.ttl"\n')
    (inner / "record.ttl").write_text(RECORD["turtle"])
    monkeypatch.chdir(inner)
    assert 1 == main(["validate", "record.ttl"])
    assert "PQ630" in "".join(capsys.readouterr())
