"""Ordinary inputs of every format, read in every way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import parlq
from parlq.problems import ParlqError

from . import hostile_files
from .hostile import Case, Step, by_content, read_as
from .hostile_pages import page
from .hostile_queries import RECORD
from .hostile_xml import HTML, OTHERS

_SUFFIXES = {
    "akn": ".xml",
    "json": ".json",
    "page": ".txt",
    "jsonld": ".jsonld",
    "turtle": ".ttl",
    "rdfxml": ".rdf",
    "ntriples": ".nt",
    "csv": ".csv",
}
_SHAPES = b"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix eli: <http://data.europa.eu/eli/ontology#> .
[] a sh:NodeShape ; sh:targetClass eli:Work ; sh:property [ sh:path eli:title ; sh:minCount 1 ] ;
   sh:sparql [ sh:select "SELECT $this WHERE { $this ?p ?o FILTER(?o = 'x') }" ] .
"""
_SCHEMA = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="akomaNtoso"/></xs:schema>"""


def question() -> parlq.Question:
    """A question that every format can carry."""
    return parlq.Question(
        reference=parlq.Reference.parse("E-000777/2021"),
        kind="written",
        term=9,
        date=dt.date(2021, 3, 4),
        authors=(parlq.Author(name="Ada Wrenholm", group="Green Delta"),),
        addressees=(parlq.Institution(name="Commission"),),
        variants=(
            parlq.LanguageVariant(
                language="en",
                subject="Gulls",
                body=(parlq.Paragraph(content=("Who counts the gulls of Tarrow Quay?",)),),
            ),
        ),
    )


def _inputs() -> Iterator[tuple[str, str, bytes]]:
    """Name, format and data."""
    for made in _SUFFIXES:
        try:
            yield made, made, parlq.dumps(question(), format=made)
        except ParlqError:
            bare = parlq.Question(reference=question().reference, term=9)
            yield made, made, parlq.dumps(bare, format=made)
    yield "html", "page", page()
    yield "xhtml", "page", HTML.encode()
    yield "docx", "page", hostile_files.docx({})
    yield (
        "pdf",
        "page",
        hostile_files.pdf(
            b"BT /F1 10 Tf 40 800 Td (Subject: Gulls) Tj ET", "", "/Contents 4 0 R", "<<>>"
        ),
    )
    yield "others", "akn", OTHERS.encode()
    yield "record", "turtle", RECORD


def cases() -> Iterator[Case]:
    """All of these."""
    for name, kind, data in _inputs():
        suffix = {"html": ".html", "xhtml": ".html", "docx": ".docx", "pdf": ".pdf"}.get(
            name, _SUFFIXES[kind]
        )
        file = f"input{suffix}"
        steps: tuple[Step, ...] = (
            *read_as(file, kind),
            *by_content(file, "path"),
            {"do": "command", "arguments": ["show", file]},
            {"do": "command", "arguments": ["validate", file, "--report", "sarif", "--statistics"]},
            *(
                {"do": "command", "arguments": ["convert", file, "-o", f"made{to}"]}
                for to in _SUFFIXES.values()
            ),
        )
        if kind == "akn":
            steps += (
                {"do": "validate", "file": file, "schema": "akn"},
                {"do": "validate", "file": file, "schema": "house.xsd"},
            )
        if kind in {"turtle", "rdfxml", "ntriples", "jsonld"}:
            steps += ({"do": "validate", "file": file, "format": kind, "shapes": "shapes.ttl"},)
        files = {file: data, "shapes.ttl": _SHAPES, "house.xsd": _SCHEMA}
        yield Case(name=f"ordinary-{name}", files=files, steps=steps, writes=True, workers=True)
    made = parlq.dumps(question(), format="akn")
    yield Case(
        name="ordinary-commands",
        files={
            "a.xml": made,
            "b.json": parlq.dumps(question(), format="json"),
            "parlq.toml": b'report = ["text"]\n',
        },
        steps=tuple(
            {"do": "command", "arguments": line.split()}
            for line in (
                *(
                    "validate",
                    "validate .",
                    "validate --fix .",
                    "validate --diff .",
                    "format .",
                    "format --check .",
                ),
                *(
                    "merge a.xml b.json -o c.xml",
                    "split a.xml -o d_{}.json",
                    "schema xsd",
                    "schema json",
                    "formats",
                ),
                *(
                    "rule PQ201",
                    "rule --all",
                    "config",
                    "--version",
                    "--help",
                    "validate --schema akn a.xml",
                ),
                "validate --report json:out.json --report junit:out.xml a.xml",
            )
        ),
        writes=True,
        workers=True,
    )
