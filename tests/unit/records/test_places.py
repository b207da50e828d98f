"""Problems of records say where in the file the work stands."""

from __future__ import annotations

import json

import pytest

import parlq
from parlq.formats.ep.records import jsonld
from parlq.formats.ep.records.rdf import ntriples, rdfxml, turtle

SYNTAXES = {"turtle": turtle, "ntriples": ntriples, "rdfxml": rdfxml}


def at(problem):
    """Line and column of a problem."""
    return problem.line, problem.column


def line_of(data, text):
    """The line on which a text stands first."""
    return data[: data.index(text)].count(b"\n") + 1


@pytest.mark.parametrize("indent", [None, 1])
def test_a_record_in_json_has_line_and_column(record, indent):
    """The place is that of the id of the work, whether the API's one long line or many."""
    record["data"][0]["mood"] = "calm"
    record["data"][0]["title_dcterms"]["en"] = "Ω gauges"
    record["data"][0]["inverse_answers_to"][0]["mood"] = "calm"
    separators = (",", ":") if indent is None else None
    text = json.dumps(record, indent=indent, separators=separators, ensure_ascii=False)
    quoted = '"id":' if indent is None else '"id": '
    lines = text.split("\n")
    problems = [each for each in jsonld.read(text).problems if each.rule == "PQ611"]
    for problem, suffix in zip(problems, ("", "-ASW"), strict=True):
        line, column = at(problem)
        expected = f'{quoted}"eli/dl/doc/E-10-2026-990007{suffix}"'
        assert lines[line - 1][column - 1 :].startswith(expected)


@pytest.mark.parametrize("count", [3, 300])
def test_many_records_have_their_places(record, count):
    """Each of many records is found, those that tell of nothing else than their id too."""
    node = record["data"][0]
    made = []
    for number in range(count):
        text = json.dumps({**node, "mood": 1}).replace("990007", f"{100_000 + number}")
        made.append(text)
    data = '{"data": [\n' + ",\n".join(made) + "\n]}"
    problems = [each for each in jsonld.read(data).problems if each.rule == "PQ611"]
    assert [*range(2, count + 2)] == [each.line for each in problems]


@pytest.mark.parametrize("name", SYNTAXES)
def test_records_in_rdf_have_lines(dump, name):
    """The place is the line on which the work is told of first, in every syntax."""
    data = dump.replace(b"a eli:Work ;", b"a eli:Work ; eli:mood 1 ;")
    module = SYNTAXES[name]
    if module is not turtle:
        data = module.dumps(turtle.read(data).value)
    problems = [each for each in module.read(data).problems if each.rule == "PQ611"]
    assert len(problems) > 3
    lines = data.split(b"\n")
    for problem in problems:
        number = problem.work.split("/")[0][2:].encode()
        own = b"%s-ASW" % number if problem.work.endswith("ASW") else number
        assert own + b">" in lines[problem.line - 1] or own + b'"' in lines[problem.line - 1]


@pytest.mark.parametrize("name", SYNTAXES)
def test_what_a_document_says_has_a_place(dump, name):
    """Problems of what a document says have the line of its work."""
    data = dump.replace(b"2022-01-04T23:00:00.000Z", b"2062-01-04T23:00:00.000Z")
    if name != "turtle":
        data = SYNTAXES[name].dumps(turtle.loads(data))
    problems = [each for each in parlq.validate(data, format=name) if each.rule[2] == "4"]
    assert problems
    assert [] == [str(each) for each in problems if each.line is None]


def test_other_documents_have_a_place():
    """What is left out as another document is told with its id, where it stands."""
    data = '[{"id": "eli/dl/doc/E-9-2022-000001"},\n {"id": "eli/dl/doc/TA-9-2022-0001"}]'
    (problem,) = jsonld.read(data).problems
    assert ("PQ601", 2, 3, "https://data.europarl.europa.eu/eli/dl/doc/TA-9-2022-0001") == (
        problem.rule,
        problem.line,
        problem.column,
        problem.work,
    )


def test_an_empty_or_refused_file_has_a_place():
    """What is wrong with a file as a whole is wrong on its first line."""
    for name in ("jsonld", "turtle", "ntriples", "rdfxml", "csv"):
        (problem,) = parlq.validate(b" \n", format=name)
        assert ("PQ106", 1) == (problem.rule, problem.line)
    for data in (b'{"error": "x"}', b'"x"'):
        (problem,) = parlq.validate(data, format="jsonld")
        assert 1 == problem.line


def test_broken_lines_of_ntriples_have_a_place(dump):
    """The line that is no statement is named."""
    lines = ntriples.dumps(turtle.loads(dump)).split(b"\n")
    assert turtle.loads(dump) == ntriples.loads(b"# a comment\n\n" + b"\n".join(lines))
    for broken in (b"<a <b> <c> .", b"<a:b> <a:b>", b'<a:b> <a:b> "x" . <a:b>', b'<a:b> <a:b> "x'):
        (problem,) = ntriples.read(b"\n".join([*lines[:7], broken, *lines[7:]])).problems
        assert ("PQ101", 8) == (problem.rule, problem.line)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "iso-8859-2"])
def test_rdfxml_is_read_in_the_encoding_that_it_declares(dump, encoding):
    """The declaration of XML says how its bytes are read."""
    value = turtle.loads(dump)
    text = rdfxml.dumps(value).decode()
    declared = encoding.removesuffix("-sig")
    data = text.replace('encoding="UTF-8"', f'encoding="{declared}"').encode(
        encoding, "xmlcharrefreplace"
    )
    assert value == rdfxml.loads(data)


def test_rdfxml_in_another_encoding_than_declared_is_told():
    """Bytes that are not what the declaration says are a problem with a place."""
    text = '<?xml version="1.0" encoding="UTF-8"?>\n<a>ü</a>'
    (problem,) = rdfxml.read(text.encode("latin-1")).problems
    assert ("PQ101", 2) == (problem.rule, problem.line)
