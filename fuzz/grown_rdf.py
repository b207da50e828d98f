"""Dimensions of Turtle and N-Triples."""

from __future__ import annotations

from collections.abc import Iterator

from grown import Dimension, Make, around, nested

PREFIXES = """@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix e: <https://data.europarl.europa.eu/eli/dl/doc/> .
"""
_W = f"{PREFIXES}e:E-9-2021-000888 a eli:Work ; dct:title "


def _turtle() -> Iterator[tuple[str, Make]]:
    yield "statements", around(PREFIXES, "e:E-9-2021-000888 eli:p{n} e:x{n} .\n")
    yield "works", around(PREFIXES, "e:E-9-2021-{n} a eli:Work .\n")
    yield (
        "chain of works",
        around(PREFIXES, "e:E-9-2021-{n} a eli:Work ; eli:answers_to e:E-9-2021-1{n} .\n"),
    )
    yield "chain of nodes without a name", around(f"{_W} _:n0 .\n", "_:n{n} eli:p _:n{n}0 .\n")
    yield (
        "long chain of works",
        lambda n: (
            PREFIXES
            + "".join(
                f"e:E-9-2021-{i} a eli:Work ; eli:answers_to e:E-9-2021-{i + 1} .\n"
                for i in range(n)
            )
        ).encode(),
    )
    yield (
        "long chain of nodes without a name",
        lambda n: (
            _W + "_:n0 .\n" + "".join(f"_:n{i} eli:p _:n{i + 1} .\n" for i in range(n))
        ).encode(),
    )
    yield (
        "long chain of attachments",
        lambda n: (
            _W
            + '"x" .\n'
            + "".join(
                f"e:E-9-2021-000888-A{i} eli:is_part_of e:E-9-2021-000888-A{i + 1} .\n"
                for i in range(n)
            )
        ).encode(),
    )
    yield (
        "ring of works",
        lambda n: (
            PREFIXES
            + "".join(
                f"e:E-9-2021-{i} a eli:Work ; eli:answers_to e:E-9-2021-{(i + 1) % n} .\n"
                for i in range(n)
            )
        ).encode(),
    )
    yield "objects of one statement", around(_W, '"x{n}", ', '"y" .')
    yield "statements of one subject", around(_W, '"x" ; eli:p{n} ', '"y" .')
    yield "blank nodes alike", around(f'{_W}"x" .\n', "[] eli:p [] .\n")
    yield "blank nodes alike, of one work", around(f'{_W}"x"', " ; eli:p [ eli:q [] ]", " .")
    yield "blank nodes, nested", nested(_W, "[ eli:p ", '"x"', " ]", " .")
    yield (
        "blank nodes, 90 deep, many times",
        around(f'{_W}"x"', " ; eli:p " + "[ eli:p " * 90 + '"x"' + " ]" * 90, " ."),
    )
    yield (
        "rings of blank nodes",
        around(f'{_W}"x" .\n', "_:a{n} eli:p _:b{n} . _:b{n} eli:p _:a{n} .\n"),
    )
    yield (
        "blank nodes, each with all",
        lambda n: (
            PREFIXES
            + "".join(
                f"_:a{i} eli:p _:a{k} .\n"
                for i in range(int(n**0.5) + 1)
                for k in range(int(n**0.5) + 1)
            )
        ).encode(),
    )
    yield "collections, nested", nested(_W, "( ", '"x"', " )", " .")
    yield "items of a collection", around(f"{_W}( ", '"x{n}" ', ") .")
    yield (
        "prefixes",
        around(PREFIXES, "@prefix p{n}: <urn:{n}:> .\n", "e:E-9-2021-000888 a eli:Work ."),
    )
    yield "bases", around(PREFIXES, "@base <https://example.eu/{n}/> .\n", "<> a eli:Work .")
    yield "bases that lean on each other", around(PREFIXES, "@base <a/> .\n", "<> a eli:Work .")
    yield "letters of a literal", around(f'{_W}"', "x", '" .')
    yield "letters of an address", around(f"{_W}<urn:", "x", "> .")
    yield "letters of a name", around(f"{_W}e:", "x", " .")
    yield "letters of a prefix", around("@prefix ", "x", ": <urn:x> .")
    yield "letters of a language", around(f'{_W}"x"@en', "-x", " .")
    yield "letters of a comment", around(f'{_W}"x" . #', "x")
    yield "languages", around(_W, '"x"@l{n}, ', '"y" .')
    yield "languages of one title", around(_W, '"x{n}"@en, ', '"y" .')
    yield "escapes", around(f'{_W}"', "\\u00e9", '" .')
    yield "dots of a path", around(f"{_W}<https://example.eu/", "a/../", "> .")
    yield "digits of an integer", around(_W, "9", " .")
    yield "digits of a decimal", around(f"{_W}0.", "9", " .")
    yield "nines of an exponent", around(f'{_W}"1e', "9", '"^^xsd:decimal .', "")
    yield "decimals with a large exponent", around(_W, '"1e99999999{n}"^^xsd:decimal, ', '"y" .')
    yield "doubles with a large exponent", around(_W, "1e99999999{n}, ", '"y" .')
    yield "integers with many digits", around(_W, '"' + "9" * 5000 + '{n}"^^xsd:integer, ', '"y" .')
    yield "days", around(_W, '"2021-03-04"^^xsd:date, ', '"y" .')
    yield "days far away", around(_W, '"99999999{n}-01-01"^^xsd:date, ', '"y" .')
    yield "durations", around(_W, '"P9999999999999Y{n}D"^^xsd:duration, ', '"y" .')
    yield "texts of HTML", around(_W, '"<b>x</b>"^^rdf:HTML, ', '"y" .')
    yield "depth of a text of HTML", nested(f'{_W}"', "<div>", "x", "</div>", '"^^rdf:HTML .')
    yield "tables of a text of HTML", around(f'{_W}"', "<table><td><b>", '"^^rdf:HTML .')
    yield "depth of a text of XML", nested(f'{_W}"', "<a>", "x", "</a>", '"^^rdf:XMLLiteral .')
    yield (
        "entities of a text of XML",
        around(
            f'{_W}\'<!DOCTYPE a [<!ENTITY b "x">',
            '<!ENTITY b{n} "&b;&b;&b;">',
            "]><a>&b;</a>'^^rdf:XMLLiteral .",
        ),
    )
    yield "depth of a text of JSON", nested(f'{_W}"', "[", "1", "]", '"^^rdf:JSON .')
    yield "binary", around(f'{_W}"', "ab", '"^^xsd:hexBinary .')
    yield "datatypes", around(_W, '"x"^^<urn:{n}>, ', '"y" .')
    yield "brackets that are not closed", around(_W, "[ eli:p ")
    yield "triples that are quoted", nested(_W, "<< e:a eli:p ", "e:b", " >>", " .")
    yield (
        "triples that are quoted in another way",
        nested(_W, "<<( e:a eli:p ", "e:b", " )>>", " ."),
    )
    yield "notes on a statement", around(f'{_W}"x" ', "{| eli:p e:x{n} |} ", ".")
    yield "words that are none", around(PREFIXES, "zork ")


def _ntriples() -> Iterator[tuple[str, Make]]:
    yield "statements", around("", "<urn:a> <urn:p{n}> <urn:b> .\n")
    yield (
        "statements of a work",
        around(
            "",
            '<https://data.europarl.europa.eu/eli/dl/doc/E-9-2021-000888> <http://data.europa.eu/eli/ontology#p{n}> "x" .\n',
        ),
    )
    yield "statement, the same", around("", "<urn:a> <urn:p> <urn:b> .\n")
    yield "blank nodes", around("", "_:a{n} <urn:p> _:b{n} .\n")
    yield "wrong lines", around("", "zork\n")


def dimensions() -> Iterator[Dimension]:
    """All of these."""
    for name, make in _turtle():
        yield Dimension(f"Turtle: {name}", "turtle", make)
    for name, make in _ntriples():
        yield Dimension(f"N-Triples: {name}", "ntriples", make)
