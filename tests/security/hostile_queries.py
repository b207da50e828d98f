"""SHACL whose queries, rules and imports ask for what lies elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from .hostile import Case, Lure

RECORD = b"""@prefix eli: <http://data.europa.eu/eli/ontology#> .
<https://data.europarl.europa.eu/eli/dl/doc/E-9-2021-000777> a eli:Work ; eli:title "Gulls" .
"""
_PREFIXES = """@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.eu/> .
"""
#: Where a query stands in shapes; `%s` is the query, as a text of Turtle.
_PLACES = {
    "sparql": '[] a sh:NodeShape ; sh:targetClass eli:Work ; sh:sparql [ a sh:SPARQLConstraint ; sh:select """%s""" ] .',
    "property": '[] a sh:NodeShape ; sh:targetClass eli:Work ; sh:property [ sh:path eli:title ; sh:sparql [ sh:select """%s""" ] ] .',
    "target": '[] a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ; sh:select """%s""" ] ; sh:property [ sh:path eli:title ; sh:minCount 9 ] .',
    "target-type": ':T a sh:SPARQLTargetType ; sh:parameter [ sh:path :a ] ; sh:select """%s""" . [] a sh:NodeShape ; sh:target [ a :T ; :a 1 ] ; sh:minCount 9 .',
    "component": ':C a sh:ConstraintComponent ; sh:parameter [ sh:path :a ] ; sh:validator [ a sh:SPARQLSelectValidator ; sh:select """%s""" ] . [] a sh:NodeShape ; sh:targetClass eli:Work ; :a 1 .',
    "node-validator": ':C a sh:ConstraintComponent ; sh:parameter [ sh:path :a ] ; sh:nodeValidator [ a sh:SPARQLSelectValidator ; sh:select """%s""" ] . [] a sh:NodeShape ; sh:targetClass eli:Work ; :a 1 .',
    "property-validator": ':C a sh:ConstraintComponent ; sh:parameter [ sh:path :a ] ; sh:propertyValidator [ a sh:SPARQLSelectValidator ; sh:select """%s""" ] . [] a sh:NodeShape ; sh:targetClass eli:Work ; sh:property [ sh:path eli:title ; :a 1 ] .',
    "function": ':f a sh:SPARQLFunction ; sh:returnType xsd:string ; sh:select """%s""" . [] a sh:NodeShape ; sh:targetClass eli:Work ; sh:sparql [ sh:select "PREFIX : <https://example.eu/> SELECT $this (:f() AS ?value) WHERE { $this ?p ?o }" ] .',
    "expression": '[] a sh:NodeShape ; sh:targetClass eli:Work ; sh:expression [ sh:select """%s""" ] .',
    "values": '[] a sh:NodeShape ; sh:targetClass eli:Work ; sh:property [ sh:path eli:title ; sh:values [ sh:select """%s""" ] ] .',
    "typed": '[] a sh:NodeShape ; sh:targetClass eli:Work ; sh:sparql [ sh:select """%s"""^^xsd:string ] .',
    "named": '[] a sh:NodeShape ; sh:targetClass eli:Work ; sh:sparql [ sh:select """%s"""@en ] .',
}
#: Queries of the form SELECT; `%s` is the address, in which blanks are put by some of them.
_SELECT = {
    "service": "SELECT $this ?value WHERE { SERVICE <%s> { $this ?p ?value } }",
    "service-small": "select $this ?value where { service <%s> { $this ?p ?value } }",
    "service-silent": "SELECT $this ?value WHERE { SERVICE SILENT <%s> { $this ?p ?value } }",
    "service-variable": "SELECT $this ?value WHERE { BIND(IRI('%s') AS ?s) SERVICE ?s { $this ?p ?value } }",
    "service-inner": "SELECT $this WHERE { $this ?p ?o . { SELECT $this WHERE { SERVICE <%s> { $this ?p ?value } } } }",
    "service-exists": "SELECT $this WHERE { $this ?p ?o FILTER EXISTS { SERVICE <%s> { ?a ?b ?c } } }",
    "service-not-exists": "SELECT $this WHERE { $this ?p ?o FILTER(NOT EXISTS { SERVICE <%s> { ?a ?b ?c } }) }",
    "service-optional": "SELECT $this WHERE { $this ?p ?o OPTIONAL { SERVICE <%s> { ?a ?b ?c } } }",
    "service-minus": "SELECT $this WHERE { $this ?p ?o MINUS { SERVICE <%s> { ?a ?b ?c } } }",
    "service-union": "SELECT $this WHERE { { $this ?p ?o } UNION { SERVICE <%s> { ?a ?b ?c } } }",
    "service-escaped": r"SELECT $this ?value WHERE { \\u0053ERVICE <%s> { $this ?p ?value } }",
    "service-long-escaped": r"SELECT $this ?value WHERE { \\U00000053\\u0045RVICE <%s> { $this ?p ?value } }",
    "service-turtle-escaped": r"SELECT $this ?value WHERE { \u0053\u0045RVICE <%s> { $this ?p ?value } }",
    "service-after-comment": "SELECT $this ?value WHERE { # <\\nSERVICE <%s> # >\\n { $this ?p ?value } }",
    "service-after-quotes": "SELECT $this ?value WHERE { FILTER('\\\\\\'' != '') SERVICE <%s> { $this ?p ?value } FILTER('x' != '') }",
    "service-less": "SELECT $this WHERE { $this ?p ?o FILTER(1<2) SERVICE <%s> { ?a ?b ?c } FILTER(3>2) }",
    "service-glued": "SELECT$this WHERE{$this?p?o.SERVICE<%s>{?a?b?c}}",
    "service-prefixed": "PREFIX x: <%s> SELECT $this WHERE { SERVICE x: { ?a ?b ?c } }",
    "service-based": "BASE <%s> SELECT $this WHERE { SERVICE <> { ?a ?b ?c } }",
    "from": "SELECT $this FROM <%s> WHERE { $this ?p ?o }",
    "from-named": "SELECT $this FROM NAMED <%s> WHERE { GRAPH ?g { ?a ?b ?c } }",
    "from-escaped": r"SELECT $this \\u0046ROM <%s> WHERE { $this ?p ?o }",
    "from-small": "select $this from<%s>where { $this ?p ?o }",
    "from-both": "SELECT $this FROM <urn:x> FROM NAMED <%s> { ?a ?b ?c GRAPH <%s> { ?d ?e ?f } }",
    "graph": "SELECT $this WHERE { GRAPH <%s> { ?a ?b ?c } }",
    "describe": "DESCRIBE <%s>",
    "construct": "CONSTRUCT { ?a ?b ?c } FROM <%s> WHERE { ?a ?b ?c }",
    "load": "LOAD <%s>",
    "load-into": "LOAD SILENT <%s> INTO GRAPH <urn:x>",
    "load-behind": "SELECT $this WHERE { $this ?p ?o } ; LOAD <%s>",
    "insert": "INSERT { ?a ?b ?c } USING <%s> WHERE { ?a ?b ?c }",
    "function": "SELECT $this WHERE { $this ?p ?o FILTER(<%s>(?o)) }",
}
_OTHERS = {
    "ask": ':C a sh:ConstraintComponent ; sh:parameter [ sh:path :a ] ; sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK { SERVICE <%s> { ?a ?b ?c } }" ] . [] a sh:NodeShape ; sh:targetClass eli:Work ; :a 1 .',
    "ask-from": ':C a sh:ConstraintComponent ; sh:parameter [ sh:path :a ] ; sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK FROM <%s> { ?a ?b ?c }" ] . [] a sh:NodeShape ; sh:targetClass eli:Work ; :a 1 .',
    "ask-function": ':f a sh:SPARQLFunction ; sh:returnType xsd:boolean ; sh:ask "ASK { SERVICE <%s> { ?a ?b ?c } }" . [] a sh:NodeShape ; sh:targetClass eli:Work ; sh:expression [ :f () ] .',
    "rule": '[] a sh:NodeShape ; sh:targetClass eli:Work ; sh:rule [ a sh:SPARQLRule ; sh:construct "CONSTRUCT { $this :p ?c } WHERE { SERVICE <%s> { ?a ?b ?c } }" ] ; sh:property [ sh:path :p ; sh:minCount 9 ] .',
    "rule-from": '[] a sh:NodeShape ; sh:targetClass eli:Work ; sh:rule [ a sh:SPARQLRule ; sh:construct "CONSTRUCT { $this :p ?c } FROM <%s> WHERE { ?a ?b ?c }" ] .',
    "update": '[] a sh:NodeShape ; sh:targetClass eli:Work ; sh:rule [ a sh:SPARQLRule ; sh:update "LOAD <%s>" ] .',
    "imports": "<> a owl:Ontology ; owl:imports <%s> . [] a sh:NodeShape ; sh:targetClass eli:Work .",
    "imports-shape": ":s a sh:NodeShape ; owl:imports <%s> ; sh:targetClass eli:Work .",
    "declared": '<%s> a owl:Ontology ; sh:declare [ sh:prefix "x" ; sh:namespace "%s"^^xsd:anyURI ] . [] a sh:NodeShape ; sh:targetClass eli:Work ; sh:sparql [ sh:prefixes <%s> ; sh:select "SELECT $this WHERE { SERVICE x: { ?a ?b ?c } }" ] .',
    "shapes-graph": "<%s> sh:shapesGraph <%s> ; sh:suggestedShapesGraph <%s> . [] a sh:NodeShape ; sh:targetClass eli:Work .",
    "script": ':s a sh:NodeShape ; sh:targetClass eli:Work ; sh:js [ a sh:JSConstraint ; sh:jsFunctionName "f" ; sh:jsLibrary [ a sh:JSLibrary ; sh:jsLibraryURL "%s"^^xsd:anyURI ] ] .',
    "script-target": ':s a sh:NodeShape ; sh:target [ a sh:JSTarget ; sh:jsFunctionName "f" ; sh:jsLibrary [ sh:jsLibraryURL "%s"^^xsd:anyURI ] ] .',
    "script-rule": ':s a sh:NodeShape ; sh:targetClass eli:Work ; sh:rule [ a sh:JSRule ; sh:jsFunctionName "f" ; sh:jsLibrary [ sh:jsLibraryURL "%s"^^xsd:anyURI ] ] .',
    "datatype": '[] a sh:NodeShape ; sh:targetClass eli:Work ; sh:property [ sh:path eli:title ; sh:datatype <%s> ; sh:hasValue "1"^^<%s> ] .',
    "html": "[] a sh:NodeShape ; sh:targetClass eli:Work ; sh:property [ sh:path eli:title ; sh:hasValue \"<img src='%s'>\"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML> ] .",
    "xml": "[] a sh:NodeShape ; sh:targetClass eli:Work ; sh:property [ sh:path eli:title ; sh:hasValue \"<!DOCTYPE a SYSTEM '%s'><a/>\"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral> ] .",
}


def cases(lure: Lure) -> Iterator[Case]:
    """All of these: every query in one place, the hidden one in every place; few as a file."""
    for way, address in (
        ("http", lure.addresses("mark.nt")["http"]),
        ("file", lure.addresses("mark.nt")["file"]),
    ):
        for what, query in _SELECT.items():
            if way == "http" or what in {"service-long-escaped", "from", "from-named", "load"}:
                shapes = _PLACES["sparql"] % query.replace("%s", address)
                yield _case(f"query-{what}-{way}", shapes)
        for place, text in _PLACES.items():
            if way == "http":
                query = _SELECT["service-long-escaped"].replace("%s", address)
                yield _case(f"query-{place}-hidden-{way}", text % query)
        for what, text in _OTHERS.items():
            if way == "http" or what.startswith(("imports", "script", "html", "xml")):
                yield _case(f"shapes-{what}-{way}", text.replace("%s", address))


def _case(name: str, shapes: str) -> Case:
    return Case(
        name=name,
        files={"input.ttl": RECORD, "shapes.ttl": (_PREFIXES + shapes).encode()},
        marks=("mark.nt",),
        steps=({"do": "validate", "file": "input.ttl", "shapes": "shapes.ttl"},),
        workers=True,
    )
