"""Dimensions of JSON."""

from __future__ import annotations

from collections.abc import Iterator

from grown import Dimension, Make, around, nested

_HEAD = '{"schema_version": "1.0", "type": "question", "reference": "E-000888/2021"'
_BODY = f'{_HEAD}, "variants": [{{"language": "en", "body": ['
_END = "]}]}"
_P = '{"type": "paragraph", "content": ["x"]}'


def _json() -> Iterator[tuple[str, Make]]:
    yield "arrays, nested", nested(f'{_HEAD}, "authors": ', "[", "1", "]", "}")
    yield (
        "arrays, 1000 deep, many times",
        around(f'{_HEAD}, "authors": [1', ", " + "[" * 1000 + "1" + "]" * 1000, "]}"),
    )
    yield "objects, nested", nested(f'{_HEAD}, "a": ', '{"a": ', "1", "}", "}")
    yield (
        "objects, 1000 deep, many times",
        around(f'{_HEAD}, "a": [1', ", " + '{"a": ' * 1000 + "1" + "}" * 1000, "]}"),
    )
    yield (
        "lists of a text, nested",
        nested(_BODY, '{"type": "list", "items": [{"content": [', _P, "]}]}", _END),
    )
    yield (
        "marks of a text, nested",
        nested(
            f'{_BODY}{{"type": "paragraph", "content": [',
            '{"type": "bold", "content": [',
            '"x"',
            "]}",
            f"]}}{_END}",
        ),
    )
    yield "keys of an object", around(_HEAD, ', "k{n}": 1', "}")
    yield "keys of one name", around(_HEAD, ', "k": 1', "}")
    yield "keys that are nearly known", around(_HEAD, ', "authorz{n}": 1', "}")
    yield "keys of an object inside", around(f'{_HEAD}, "term": {{"a": 1', ', "k{n}": 1', "}}")
    yield "letters of a key", around(f'{_HEAD}, "', "x", '": 1}')
    yield "digits of a number", around(f'{_HEAD}, "term": ', "9", "}")
    yield "digits behind a point", around(f'{_HEAD}, "term": 0.', "9", "}")
    yield "digits of an exponent", around(f'{_HEAD}, "term": 1e', "9", "}")
    yield "numbers", around(f'{_HEAD}, "authors": [1', ", 1", "]}")
    yield "nulls", around(f'{_HEAD}, "authors": [null', ", null", "]}")
    yield "texts", around(f'{_HEAD}, "authors": ["a"', ', "b{n}"', "]}")
    yield "empty objects", around(f'{_HEAD}, "authors": [{{}}', ", {}", "]}")
    yield "empty arrays", around(f'{_HEAD}, "authors": [[]', ", []", "]}")
    yield "authors", around(f'{_HEAD}, "authors": [{{"name": "A"}}', ', {"name": "A{n}"}', "]}")
    yield (
        "authors with a wrong key",
        around(f'{_HEAD}, "authors": [{{"name": "A"}}', ', {"name": "A", "zork": 1}', "]}"),
    )
    yield (
        "identifiers",
        around(
            f'{_HEAD}, "identifiers": [{{"scheme": "x", "value": "y"}}',
            ', {"scheme": "x", "value": "y{n}"}',
            "]}",
        ),
    )
    yield "subjects", around(f'{_HEAD}, "subjects": [{{"label": "x"}}', ', {"label": "y{n}"}', "]}")
    yield (
        "events",
        around(
            f'{_HEAD}, "events": [{{"kind": "tabled", "date": "2021-03-04"}}',
            ', {"kind": "tabled", "date": "2020-01-01"}',
            "]}",
        ),
    )
    yield (
        "languages",
        around(f'{_HEAD}, "variants": [{{"language": "en"}}', ', {"language": "x-a{n}"}', "]}"),
    )
    yield (
        "languages of one name",
        around(f'{_HEAD}, "variants": [{{"language": "en"}}', ', {"language": "en"}', "]}"),
    )
    yield "letters of a language", around(f'{_HEAD}, "variants": [{{"language": "en', "-x", '"}]}')
    yield (
        "letters of a reference",
        around('{"schema_version": "1.0", "type": "question", "reference": "E-', "0", '/2021"}'),
    )
    yield "letters of a date", around(f'{_HEAD}, "date": "2021-', "0", '"}')
    yield (
        "letters of an address",
        around(
            f'{_HEAD}, "variants": [{{"language": "en", "manifestations": [{{"address": "https://a.example/',
            "%20",
            '"}]}]}',
        ),
    )
    yield "letters of a version", around('{"type": "question", "schema_version": "1.', "0", '"}')
    yield "letters of a name", around(f'{_HEAD}, "authors": [{{"name": "', "x", '"}]}')
    yield (
        "marks over a letter",
        around(f'{_HEAD}, "authors": [{{"name": "a', "\\u0301\\u0323", '"}]}'),
    )
    yield "escapes", around(f'{_HEAD}, "authors": [{{"name": "', "\\u00e9", '"}]}')
    yield "halves of letters", around(f'{_HEAD}, "authors": [{{"name": "', "\\ud800", '"}]}')
    yield "letters that XML lacks", around(f'{_HEAD}, "authors": [{{"name": "', "\\u0001", '"}]}')
    yield "blanks", around(f"{_HEAD}", " ", "}")
    yield "line ends", around(f"{_HEAD}", "\r\n", "}")
    yield "paragraphs", around(_BODY + _P, f", {_P}", _END)
    yield (
        "pieces of a text",
        around(
            f'{_BODY}{{"type": "paragraph", "content": ["x"',
            ', {"type": "bold", "content": ["y"]}',
            f"]}}{_END}",
        ),
    )
    yield (
        "notes and markers",
        around(
            f"{_BODY}{_P}",
            ', {"type": "paragraph", "content": [{"type": "note_ref", "marker": "{n}"}]}, {"type": "note", "marker": "{n}", "content": ['
            + _P
            + "]}",
            _END,
        ),
    )
    yield (
        "cells",
        around(
            f'{_BODY}{{"type": "table", "rows": [{{"cells": [{{"content": []}}',
            ', {"content": []}',
            f"]}}]}}{_END}",
        ),
    )
    yield (
        "rows",
        around(
            f'{_BODY}{{"type": "table", "rows": [{{"cells": []}}',
            ', {"cells": [{"rowspan": 65534, "colspan": 999}]}',
            f"]}}{_END}",
        ),
    )
    yield (
        "links to nowhere",
        around(
            f'{_BODY}{{"type": "paragraph", "content": ["x"',
            ', {"type": "link", "href": "#a{n}", "content": ["y"]}',
            f"]}}{_END}",
        ),
    )
    yield (
        "extensions",
        around(
            f'{_HEAD}, "extensions": [{{"namespace": "urn:x", "name": "a"}}',
            ', {"namespace": "urn:x", "name": "a{n}", "datatype": "json", "value": "{"}',
            "]}",
        ),
    )
    yield (
        "depth of an extension",
        nested(
            f'{_HEAD}, "extensions": [{{"namespace": "urn:x", "name": "a", "datatype": "json", "value": "',
            "[",
            "",
            "]",
            '"}]}',
        ),
    )
    yield (
        "depth of an extension in XML",
        nested(
            f'{_HEAD}, "extensions": [{{"namespace": "urn:x", "name": "a", "datatype": "xml", "value": "',
            "<a>",
            "",
            "</a>",
            '"}]}',
        ),
    )
    yield "attachments, nested", nested(_HEAD, ', "attachments": [{"title": "x"', "", "}]", "}")
    questions = (
        '{"schema_version": "1.0", "type": "dossier", "questions": [{"reference": "E-999999/2021"}'
    )
    yield "questions", around(questions, ', {"reference": "E-{n}/2020"}', "]}")
    yield (
        "questions that replace each other",
        around(questions, ', {"reference": "E-1{n}/2020", "replaces": ["E-{n}/2020"]}', "]}"),
    )
    yield (
        "answers to one question",
        around(
            f'{questions}], "answers": [{{"answers_to": ["E-999999/2021"]}}',
            ', {"reference": "E-{n}/2020(ASW)", "answers_to": ["E-999999/2021"]}',
            "]}",
        ),
    )
    yield (
        "answers to nothing",
        around(
            f'{questions}], "answers": [{{"answers_to": ["E-999999/2021"]}}',
            ', {"answers_to": ["E-{n}/2020"]}',
            "]}",
        ),
    )
    yield (
        "questions of one answer",
        around(
            '{"schema_version": "1.0", "type": "answer", "answers_to": ["E-999999/2021"',
            ', "E-{n}/2020"',
            "]}",
        ),
    )
    yield "commas", around(f'{_HEAD}, "authors": [1', ",", "]}")
    yield "brackets that are not closed", around(_HEAD + ', "a": ', "[", "")
    yield "quotes", around(_HEAD, '"', "}")


def dimensions() -> Iterator[Dimension]:
    """All of these."""
    for name, make in _json():
        yield Dimension(f"JSON: {name}", "json", make)
