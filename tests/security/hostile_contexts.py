"""Records that name contexts, imports and vocabularies elsewhere, in JSON-LD and the other syntaxes of RDF."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .hostile import Case, Lure, Step, by_content, read_as

_WORK = "https://data.europarl.europa.eu/eli/dl/doc/E-9-2021-000777"
_TITLE = {"title": "http://purl.org/dc/terms/title", "part": "https://example.eu/part"}


def _positions(at: str) -> dict[str, Any]:
    """Documents with an address where a context can stand."""
    node = {"@id": _WORK, "@type": "http://data.europa.eu/eli/ontology#Work", "title": "Gulls"}
    within = {"@id": "https://example.eu/part/1", "@context": at}
    return {
        "text": {"@context": at, **node},
        "list": {"@context": [_TITLE, at], **node},
        "list-in-list": {"@context": [[_TITLE, [at]]], **node},
        "null-first": {"@context": [None, at], **node},
        "import": {"@context": {"@version": 1.1, "@import": at, **_TITLE}, **node},
        "import-in-list": {"@context": [{"@version": 1.1, "@import": at}], **node},
        "of-a-term": {
            "@context": {
                "@version": 1.1,
                **_TITLE,
                "part": {"@id": _TITLE["part"], "@context": at},
            },
            **node,
            "part": {"title": "x"},
        },
        "of-a-term-in-list": {
            "@context": {
                "@version": 1.1,
                **_TITLE,
                "part": {"@id": _TITLE["part"], "@context": [None, [at]]},
            },
            **node,
            "part": {"title": "x"},
        },
        "of-a-type": {
            "@context": {"@version": 1.1, "T": {"@id": "https://example.eu/T", "@context": at}},
            "@id": _WORK,
            "@type": "T",
        },
        "import-of-a-term": {
            "@context": {"part": {"@id": _TITLE["part"], "@context": {"@import": at}}},
            **node,
            "part": {"title": "x"},
        },
        "unused-term": {"@context": {"part": {"@id": _TITLE["part"], "@context": at}}, **node},
        "node": {"@context": _TITLE, **node, "part": within},
        "node-deep": {"@context": _TITLE, **node, "part": {"part": [{"part": within}]}},
        "graph": {"@context": _TITLE, "@graph": [node, within]},
        "graph-of-graph": {"@context": _TITLE, "@graph": [{"@graph": [within], "@id": "urn:x"}]},
        "array": [node, within],
        "included": {"@context": _TITLE, **node, "@included": [within]},
        "reverse": {"@context": _TITLE, **node, "@reverse": {"part": within}},
        "set": {"@context": _TITLE, **node, "part": {"@set": [within]}},
        "items": {"@context": _TITLE, **node, "part": {"@list": [[within]]}},
        "nest": {"@context": {**_TITLE, "more": "@nest"}, **node, "more": {"part": within}},
        "value": {"@context": _TITLE, **node, "title": {"@value": "x", "@context": at}},
        "json-value": {"@context": _TITLE, **node, "title": {"@type": "@json", "@value": within}},
        "index": {
            "@context": {**_TITLE, "part": {"@id": _TITLE["part"], "@container": "@index"}},
            **node,
            "part": {"a": within},
        },
        "identified": {
            "@context": {**_TITLE, "part": {"@id": _TITLE["part"], "@container": "@id"}},
            **node,
            "part": {"urn:x": {"@context": at}},
        },
        "envelope": {"data": [{**node, "@context": at}], "@context": at},
        "envelope-inside": {
            "data": [{"id": "eli/dl/doc/E-9-2021-000777", "type": "Work", "part": within}]
        },
        "meta": {"data": [], "meta": {"@context": at}, "error": {"@context": at}},
        "vocabulary": {"@context": {"@vocab": at, "@base": at}, "@id": "x", "@type": "T"},
        "prefix": {"@context": {"p": {"@id": at, "@prefix": True}}, "@id": _WORK, "p:x": "y"},
        "propagated": {"@context": [{"@propagate": False}, at], **node},
        "protected": {
            "@context": {
                "@protected": True,
                "title": {"@id": _TITLE["title"], "@context": at, "@protected": True},
            },
            **node,
        },
        "schema": {"$schema": at, "@context": _TITLE, **node},
        "reference": {"$ref": at, "@context": {"$ref": at}, **node},
        "key-of-type": {"@context": {"a": "@context", **_TITLE}, **node, "a": at},
        "object": {"@context": {"@context": at}, **node},
        "source": {"@context": {"@source": at, "@id": at}, **node},
    }


#: Spellings of the whole file; some change what a search in its bytes would find.
_SPELLED = {
    "plain": lambda text: text.encode(),
    "escaped": lambda text: (
        text.replace("@context", "\\u0040context")
        .replace("@import", "\\u0040\\u0069mport")
        .encode()
    ),
    "marked": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "utf16": lambda text: text.encode("utf-16"),
    "spaced": lambda text: text.replace('":', '"\n :\t').encode(),
    "twice": lambda text: text.replace('"@context"', '"@context": {}, "@context"').encode(),
}
_SHAPES = (
    b"@prefix sh: <http://www.w3.org/ns/shacl#> . [] a sh:NodeShape ; sh:targetNode <urn:x> .\n"
)


def _documents(lure: Lure) -> Iterator[Case]:
    for way, address in lure.addresses("mark.jsonld").items():
        for position, value in _positions(address).items():
            if way not in {"file", "http"} and position != "text":
                continue
            yield _case(f"context-{position}-{way}", _SPELLED["plain"](json.dumps(value)))
    address = lure.addresses("mark.jsonld")["http"]
    for spelling, spell in _SPELLED.items():
        for position in ("text", "list-in-list", "import", "of-a-term", "node-deep", "envelope"):
            data = spell(json.dumps(_positions(address)[position]))
            yield _case(f"context-{position}-{spelling}-http", data)


def _case(name: str, data: bytes) -> Case:
    shaped = {"do": "validate", "file": "input.jsonld", "format": "jsonld", "shapes": "shapes.ttl"}
    return Case(
        name=name,
        files={"input.jsonld": data, "found.json": data, "shapes.ttl": _SHAPES},
        marks=("mark.jsonld",),
        steps=(
            *read_as("input.jsonld", "jsonld"),
            *by_content("input.jsonld", name.rpartition("-")[2]),
            {"do": "command", "arguments": ["validate", "."]},
            *((shaped,) if "-list-in-list-" in name or "-text-" in name else ()),
        ),
        workers=True,
    )


#: Turtle that points elsewhere; `%s` is the address.
_TURTLE = {
    "imports": "<urn:x> <http://www.w3.org/2002/07/owl#imports> <%s> .",
    "base": "@base <%s> . <> <#p> <> .",
    "prefix": "@prefix x: <%s> . x:a x:b x:c .",
    "sparql-prefix": "BASE <%s> PREFIX x: <%s> x:a x:b x:c .",
    "also": "<urn:x> <http://www.w3.org/2000/01/rdf-schema#seeAlso> <%s> ; <http://www.w3.org/2000/01/rdf-schema#isDefinedBy> <%s> .",
    "shapes": "<urn:x> <http://www.w3.org/ns/shacl#shapesGraph> <%s> ; <http://www.w3.org/ns/shacl#entailment> <%s> .",
    "semantics": "<%s> <http://www.w3.org/2000/10/swap/log#semantics> ?x .",
    "graph": "GRAPH <%s> { <%s> <urn:p> <urn:o> }",
    "datatype": '<urn:x> <urn:p> "1"^^<%s> .',
    "include": "@include <%s> .\n#include <%s>\n",
    "type": "<%s> a <http://www.w3.org/2002/07/owl#Ontology>, <%s> .",
}


def _as_shapes(name: str, way: str) -> tuple[Step, ...]:
    """A file as shapes, for one of the ways: each time takes most of a second."""
    step = {"do": "validate", "file": "shapes.ttl", "format": "turtle", "shapes": name}
    return (step,) if way == "http" else ()


def _turtle(lure: Lure) -> Iterator[Case]:
    for what, text in _TURTLE.items():
        for way, address in lure.addresses("mark.ttl").items():
            if way not in lure.few("") and what not in {"imports", "base"}:
                continue
            data = text.replace("%s", address).encode()
            yield Case(
                name=f"turtle-{what}-{way}",
                files={"input.ttl": data, "shapes.ttl": _SHAPES},
                marks=("mark.ttl",),
                workers=True,
                steps=(
                    *read_as("input.ttl", "turtle", "ntriples"),
                    *_as_shapes("input.ttl", way),
                ),
            )


#: RDF/XML that points elsewhere.
_XML = {
    "resource": '<r:Description r:about="%s"><e:p r:resource="%s"/></r:Description>',
    "base": '<r:Description xml:base="%s" r:about=""><e:p r:resource="#x"/></r:Description>',
    "imports": '<o:Ontology xmlns:o="http://www.w3.org/2002/07/owl#" r:about=""><o:imports r:resource="%s"/></o:Ontology>',
    "literal": '<r:Description r:about="urn:x"><e:p r:parseType="Literal"><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="%s"/></e:p></r:Description>',
    "html": '<r:Description r:about="urn:x"><e:p r:datatype="http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML">&lt;img src="%s"&gt;&lt;link rel="stylesheet" href="%s"&gt;</e:p></r:Description>',
    "datatype": '<r:Description r:about="urn:x"><e:p r:datatype="%s">1</e:p></r:Description>',
}


def _rdfxml(lure: Lure) -> Iterator[Case]:
    for what, text in _XML.items():
        for way, address in lure.addresses("mark.rdf").items():
            data = f"""<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://example.eu/">
{text.replace("%s", address)}</r:RDF>""".encode()
            yield Case(
                name=f"rdfxml-{what}-{way}",
                files={"input.rdf": data, "shapes.ttl": _SHAPES},
                marks=("mark.rdf",),
                workers=True,
                steps=(
                    *read_as("input.rdf", "rdfxml"),
                    *by_content("input.rdf", way),
                    *_as_shapes("input.rdf", way),
                ),
            )


def cases(lure: Lure) -> Iterator[Case]:
    """All of these."""
    yield from _documents(lure)
    yield from _turtle(lure)
    yield from _rdfxml(lure)
