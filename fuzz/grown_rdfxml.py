"""Dimensions of RDF/XML and of SHACL."""

from __future__ import annotations

from collections.abc import Iterator

from grown import Dimension, Make, around, deep, nested
from grown_rdf import PREFIXES

_X = '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://data.europa.eu/eli/ontology#"'
_D = f'{_X}><e:Work r:about="https://data.europarl.europa.eu/eli/dl/doc/E-9-2021-000888">'
_E = "</e:Work></r:RDF>"


def _rdfxml() -> Iterator[tuple[str, Make]]:
    literal = f'{_D}<e:p r:parseType="Literal">'
    yield "elements of a literal", around(literal, "<a>x</a>", f"</e:p>{_E}")
    yield "elements of a literal, nested", nested(literal, "<a>", "x", "</a>", f"</e:p>{_E}")
    yield (
        "elements of a literal, 90 deep, many times",
        deep(literal, "<a>", "x", "</a>", f"</e:p>{_E}", 90),
    )
    yield "namespaces of a literal", around(literal, '<a xmlns="urn:{n}"/>', f"</e:p>{_E}")
    yield (
        "namespaces of a literal, nested",
        deep(literal, '<z:a xmlns:z="urn:{n}">', "x", "</z:a>", f"</e:p>{_E}", 90),
    )
    yield (
        "namespaces that a literal has from outside",
        lambda n: (
            _X
            + "".join(f' xmlns:z{i}="urn:{i}"' for i in range(int(n**0.5)))
            + ">"
            + _D.partition(">")[2]
            + "".join(f'<e:p{i} r:parseType="Literal"><a/></e:p{i}>' for i in range(int(n**0.5)))
            + _E
        ).encode(),
    )
    yield "attributes in a literal", around(f"{literal}<a", ' b{n}="x"', f"/></e:p>{_E}")
    yield "literals", around(_D, '<e:p r:parseType="Literal"><a>{n}</a></e:p>', _E)
    yield (
        "items of a collection",
        around(
            f'{_D}<e:p r:parseType="Collection">',
            '<r:Description r:about="urn:{n}"/>',
            f"</e:p>{_E}",
        ),
    )
    yield (
        "items of a collection without a name",
        around(f'{_D}<e:p r:parseType="Collection">', "<e:T/>", f"</e:p>{_E}"),
    )
    yield (
        "collections, nested",
        nested(
            _D, '<e:p r:parseType="Collection"><r:Description>', "", "</r:Description></e:p>", _E
        ),
    )
    yield "collections", around(_D, '<e:p r:parseType="Collection"><e:T/></e:p>', _E)
    yield "resources, nested", nested(_D, '<e:p r:parseType="Resource">', "x", "</e:p>", _E)
    yield "nodes, nested", nested(_D, "<e:p><e:T>", "", "</e:T></e:p>", _E)
    yield "nodes, 40 deep, many times", deep(_D, "<e:p><e:T>", "", "</e:T></e:p>", _E, 40)
    yield "properties", around(_D, "<e:p{n}>x</e:p{n}>", _E)
    yield "properties that are attributes", around(_D[:-1], ' e:a{n}="x"', f">{_E}")
    yield "items that are numbered", around(_D, "<r:li>x</r:li>", _E)
    yield "namespaces", around(_X, ' xmlns:z{n}="urn:{n}"', ">" + _D.partition(">")[2] + _E)
    yield (
        "works",
        around(
            f"{_X}>",
            '<e:Work r:about="https://data.europarl.europa.eu/eli/dl/doc/E-9-2021-{n}"/>',
            "</r:RDF>",
        ),
    )
    yield "ids", around(f"{_X}>", '<e:Work r:ID="i{n}"/>', "</r:RDF>")
    yield "ids, one", around(f"{_X}>", '<e:Work r:ID="i"/>', "</r:RDF>")
    yield "names of nodes", around(_D, '<e:p r:nodeID="n{n}"/>', _E)
    yield "bases", nested(_D, '<e:p><e:T xml:base="a/{n}/">', "", "</e:T></e:p>", _E)
    yield "letters of a text", around(f"{_D}<e:p>", "x", f"</e:p>{_E}")
    yield "comments", around(_D, "<!--x-->", _E)
    yield "character references", around(f"{_D}<e:p>", "&#x61;", f"</e:p>{_E}")
    yield "letters of a language", around(f'{_D}<e:p xml:lang="en', "-x", f'">x</e:p>{_E}')


_S = f"{PREFIXES}@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix : <urn:x:> .\n"
_N = f"{_S}:s a sh:NodeShape ; sh:targetClass eli:Work "


def _shapes() -> Iterator[tuple[str, Make]]:
    yield (
        "shapes",
        around(
            _S,
            ":s{n} a sh:NodeShape ; sh:targetClass eli:Work ; sh:property [ sh:path dct:title ; sh:minCount 2 ] .\n",
        ),
    )
    yield (
        "shapes that lead to each other",
        around(_N + " .\n", ":s{n} a sh:NodeShape ; sh:node :s{n}0 .\n"),
    )
    yield (
        "shapes, a long chain",
        lambda n: (
            _N
            + "; sh:node :s0 .\n"
            + "".join(f":s{i} a sh:NodeShape ; sh:node :s{i + 1} .\n" for i in range(n))
        ).encode(),
    )
    yield (
        "shapes, a tree of all",
        lambda n: (
            _N
            + "; sh:node :s0 .\n"
            + "".join(
                f":s{i} a sh:NodeShape ; sh:node :s{i + 1} ; sh:and ( :s{i + 1} :s{i + 2} ) ; sh:or ( :s{i + 1} :s{i + 2} ) .\n"
                for i in range(n)
            )
        ).encode(),
    )
    yield "properties", around(_N, "; sh:property [ sh:path dct:p{n} ; sh:minCount 1 ] ", ".")
    yield (
        "values allowed",
        around(f"{_N}; sh:property [ sh:path dct:title ; sh:in ( ", '"v{n}" ', ") ] ."),
    )
    yield (
        "steps of a path",
        around(f"{_N}; sh:property [ sh:minCount 1 ; sh:path ( ", "dct:title ", ") ] ."),
    )
    yield (
        "alternatives of a path",
        around(
            f"{_N}; sh:property [ sh:minCount 1 ; sh:path [ sh:alternativePath ( ",
            "dct:p{n} ",
            ") ] ] .",
        ),
    )
    yield (
        "stars of a path",
        nested(
            f"{_N}; sh:property [ sh:minCount 1 ; sh:path ",
            "[ sh:zeroOrMorePath ",
            "dct:title",
            " ]",
            " ] .",
        ),
    )
    yield "negations", nested(f"{_N}; sh:not ", "[ sh:not ", "[ sh:class :x ]", " ]", " .")
    yield (
        "stars of a pattern",
        around(f'{_N}; sh:property [ sh:path dct:title ; sh:pattern "', "(a*)*", 'b$" ] .'),
    )
    yield (
        "a pattern that goes back and forth",
        around(f'{_N}; sh:property [ sh:path dct:title ; sh:pattern "', "(.+)+", '!$" ] .', ""),
    )
    yield (
        "statements of a query",
        around(
            f'{_N}; sh:sparql [ sh:select "SELECT $this WHERE {{ ', "?a{n} ?b{n} ?c{n} . ", '}" ] .'
        ),
    )
    yield (
        "groups of a query",
        nested(
            f'{_N}; sh:sparql [ sh:select "SELECT $this WHERE ', "{ ", "$this ?p ?o", " }", '" ] .'
        ),
    )
    yield (
        "unions of a query",
        around(
            f'{_N}; sh:sparql [ sh:select "SELECT $this WHERE {{ {{}} ',
            "UNION { ?a{n} ?b{n} ?c{n} } ",
            '}" ] .',
        ),
    )
    yield (
        "sums of a query",
        around(
            f'{_N}; sh:sparql [ sh:select "SELECT $this WHERE {{ $this ?p ?o FILTER(1',
            " + 1",
            ' > 0) }" ] .',
        ),
    )
    yield (
        "powers of a query",
        around(
            f'{_N}; sh:sparql [ sh:select "SELECT $this WHERE {{ $this ?p ?o FILTER(',
            "CONCAT(",
            '?o) }" ] .',
        ),
    )
    yield (
        "repeated texts of a query",
        nested(
            f'{_N}; sh:sparql [ sh:select "SELECT $this WHERE {{ $this ?p ?o BIND(',
            "REPLACE(",
            "STR(?o)",
            ", 'x', 'xx')",
            ' AS ?value) }" ] .',
        ),
    )
    yield (
        "rules",
        around(
            _N,
            '; sh:rule [ a sh:SPARQLRule ; sh:construct "CONSTRUCT { $this :p{n} ?o } WHERE { $this ?p ?o }" ] ',
            ".",
        ),
    )
    yield "targets", around(_N, "; sh:targetNode :n{n} ", ".")


def dimensions() -> Iterator[Dimension]:
    """All of these."""
    for name, make in _rdfxml():
        yield Dimension(f"RDF/XML: {name}", "rdfxml", make)
    for name, make in _shapes():
        yield Dimension(f"shapes: {name}", "shapes", make)
