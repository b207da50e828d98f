"""Dimensions of JSON-LD: contexts, terms, nodes, and records of the portal."""

from __future__ import annotations

from collections.abc import Iterator

from grown import Dimension, Make, around, nested

_WORK = '"@id": "https://data.europarl.europa.eu/eli/dl/doc/E-9-2021-000888", "@type": "http://data.europa.eu/eli/ontology#Work"'
_CONTEXT = '{"@context": {"@version": 1.1, "p": "https://example.eu/p"'
_DATA = '{"data": [{"id": "eli/dl/doc/E-9-2021-000888", "type": "Work", "parliamentary_term": "org/ep-9"'


def _jsonld() -> Iterator[tuple[str, Make]]:
    yield (
        "terms of a context",
        around(_CONTEXT, ', "t{n}": "https://example.eu/{n}"', f"}}, {_WORK}}}"),
    )
    yield (
        "terms that chain",
        around(f'{_CONTEXT}, "t-1": "p"', ', "u{n}": {"@id": "u{n}x:a"}', f"}}, {_WORK}}}"),
    )
    yield (
        "terms that chain, backwards",
        lambda n: (
            _CONTEXT
            + "".join(f', "t{i}": {{"@id": "t{i + 1}:a"}}' for i in range(n))
            + f', "t{n}": "urn:x"}}, {_WORK}}}'
        ).encode(),
    )
    yield "contexts, listed", around('{"@context": [{}', ', {"t{n}": "urn:{n}"}', f"], {_WORK}}}")
    yield (
        "contexts of terms, nested",
        nested(
            '{"@context": {"p": {"@id": "urn:p", "@context": ',
            '{"p": {"@id": "urn:p", "@context": ',
            "{}",
            "}}",
            f"}}}}, {_WORK}}}",
        ),
    )
    yield (
        "contexts of nodes, nested",
        nested("", '{"@context": {"p": "urn:p"}, "p": ', f"{{{_WORK}}}", "}", ""),
    )
    yield (
        "contexts of nodes",
        around(
            f'{_CONTEXT}}}, {_WORK}, "p": [{{}}',
            ', {"@context": {"q{n}": "urn:{n}"}, "q{n}": "x"}',
            "]}",
        ),
    )
    yield (
        "contexts of types",
        around(
            _CONTEXT,
            ', "T{n}": {"@id": "urn:{n}", "@context": {"p": "urn:x{n}"}}',
            '}, "@type": ["T1", "T2"]}',
        ),
    )
    yield "nodes, nested", nested(f"{_CONTEXT}}}, ", '"p": {', _WORK, "}", "}")
    yield (
        "nodes, 90 deep, many times",
        around(
            f'{_CONTEXT}}}, {_WORK}, "p": [{{}}',
            ', {"p": ' * 1 + '{"p": ' * 88 + '"x"' + "}" * 88 + "}",
            "]}",
        ),
    )
    yield "lists, nested", nested(f'{_CONTEXT}}}, {_WORK}, "p": ', '{"@list": [', '"x"', "]}", "}")
    yield "arrays, nested", nested(f'{_CONTEXT}}}, {_WORK}, "p": ', "[", '"x"', "]", "}")
    yield "items of a list", around(f'{_CONTEXT}}}, {_WORK}, "p": {{"@list": [1', ', "x{n}"', "]}}")
    yield "values", around(f'{_CONTEXT}}}, {_WORK}, "p": [1', ', "x{n}"', "]}")
    yield (
        "values of languages",
        around(f'{_CONTEXT}}}, {_WORK}, "p": [1', ', {"@value": "x", "@language": "l{n}"}', "]}"),
    )
    yield "types", around(f'{_CONTEXT}}}, "@id": "urn:x", "@type": ["urn:a"', ', "urn:t{n}"', "]}")
    yield (
        "nodes of a graph",
        around(f'{_CONTEXT}}}, "@graph": [{{{_WORK}}}', ', {"@id": "urn:{n}", "p": "x"}', "]}"),
    )
    yield "graphs, nested", nested(f"{_CONTEXT}}}, ", '"@graph": [{', _WORK, "}]", "}")
    yield "nodes without a name", around(f'{_CONTEXT}}}, {_WORK}, "p": [1', ', {"p": "x"}', "]}")
    yield (
        "nodes without a name, which refer to each other",
        around(
            f'{_CONTEXT}}}, "@graph": [{{{_WORK}}}',
            ', {"@id": "_:a{n}", "p": {"@id": "_:a{n}x"}}',
            "]}",
        ),
    )
    yield "keys that are no terms", around(f"{_CONTEXT}}}, {_WORK}", ', "zork{n}": 1', "}")
    yield (
        "keys that are addresses",
        around(f"{_CONTEXT}}}, {_WORK}", ', "https://example.eu/{n}": 1', "}"),
    )
    yield (
        "reversed",
        around(
            f'{_CONTEXT}}}, {_WORK}, "@reverse": {{"p": [{{"@id": "urn:y"}}',
            ', {"@id": "urn:{n}"}',
            "]}}",
        ),
    )
    yield "letters of a term", around(f'{_CONTEXT}, "', "x", f'": "urn:y"}}, {_WORK}}}')
    yield "letters of an address", around(f'{_CONTEXT}}}, {_WORK}, "p": {{"@id": "urn:', "x", '"}}')
    yield "digits of a number", around(f'{_CONTEXT}}}, {_WORK}, "p": ', "9", "}")
    yield "digits of an exponent", around(f'{_CONTEXT}}}, {_WORK}, "p": 1e', "9", "}")
    yield (
        "text of JSON",
        nested(f'{_CONTEXT}}}, {_WORK}, "p": {{"@type": "@json", "@value": ', "[", "1", "]", "}}"),
    )
    yield (
        "records",
        around(f"{_DATA}}}", ', {"id": "eli/dl/doc/E-9-2020-{n}", "type": "Work"}', "]}"),
    )
    yield "keys of a record", around(_DATA, ', "k{n}": "x"', "}]}")
    yield (
        "people of a record",
        around(
            f'{_DATA}, "had_participation": [{{}}',
            ', {"id": "eli/dl/participation/{n}", "had_participant_person": ["person/{n}"], "participation_role": "AUTHOR"}',
            "]}]}",
        ),
    )
    yield (
        "expressions of a record",
        around(
            f'{_DATA}, "is_realized_by": [{{}}',
            ', {"id": "eli/dl/doc/E-9-2021-000888/l{n}", "type": "Expression", "language": "http://publications.europa.eu/resource/authority/language/ENG", "title": {"en": "x"}}',
            "]}]}",
        ),
    )
    yield (
        "titles of a record",
        around(f'{_DATA}, "title_dcterms": {{"en": "x"', ', "l{n}": "y"', "}}]}"),
    )
    yield (
        "depth of a record",
        nested(_DATA, ', "inverse_answers_to": [{"id": "x", "type": "Work"', "", "}]", "}]}"),
    )
    yield (
        "chain of records",
        around(
            f"{_DATA}}}",
            ', {"id": "eli/dl/doc/E-9-2020-1{n}", "type": "Work", "answers_to": "eli/dl/doc/E-9-2020-{n}"}',
            "]}",
        ),
    )


def dimensions() -> Iterator[Dimension]:
    """All of these."""
    for name, make in _jsonld():
        yield Dimension(f"JSON-LD: {name}", "jsonld", make)
