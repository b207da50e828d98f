"""Open data keeps what a record states, whatever it states."""

from __future__ import annotations

import copy
import json
from collections import Counter
from pathlib import Path

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import parlq
from parlq.formats import akn
from parlq.formats import json as jsonformat
from parlq.formats.ep.records import csv as csvfile
from parlq.formats.ep.records import jsonld
from parlq.formats.ep.records.api import exact_records
from parlq.formats.ep.records.api import records as records_v2
from parlq.formats.ep.records.nodes import blank_nodes
from parlq.formats.ep.records.nodes.nodes_and_triples import flatten
from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.rdf import syntax, turtle
from parlq.formats.ep.records.reading import assemble, unmapped_statements
from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.formats.ep.records.vocabulary.brussels_time import one_spelling
from parlq.formats.ep.records.vocabulary.namespaces import DOCUMENTS, Shape
from parlq.io.resources import SCHEMAS, schema_bytes
from parlq.model import AnswerKind, Dossier, Identifier, Question, QuestionKind
from parlq.model.languages.language import OFFICIAL
from parlq.problems import InputError
from parlq.testing import answers, questions, texts

EXAMPLES = Path(__file__).parents[2] / "examples" / "opendata"
RECORD = json.loads((EXAMPLES / "record.jsonld").read_bytes())
SHAPES = st.sampled_from(Shape)


def _own(statements):
    return {each for each in statements if each[0].startswith("<eli/dl/")}


@st.composite
def named(draw, works):
    """A work that a record can name."""
    work = draw(works)
    number = draw(st.integers(1, 999_999))
    suffix = "" if isinstance(work, Question) else "-ASW"
    own = Identifier(scheme="eli", value=f"{DOCUMENTS}E-9-2022-{number:06}{suffix}")
    return attrs.evolve(work, identifiers=[own], extensions=(), reference=None)


@given(texts(min_size=0), st.sampled_from([None, "en", "zh-hant"]))
def test_literals_come_back(text, tag):
    """Any text is carried by a literal, and has one spelling."""
    term = rdf_terms.literal(text, tag)
    assert (text, tag, None) == rdf_terms.literal_of(term)
    assert rdf_terms.is_term(term)


@given(named(questions()) | named(answers()), SHAPES)
def test_what_was_written_comes_back(work, shape):
    """Reading what was written of any work and writing it again gives the same statements."""
    written = syntax.state(work, shape)
    value = assemble.document(written, Report(None))
    assert _own(written) == _own(syntax.state(value, shape))


STATEMENTS = sorted(syntax.state(jsonld.load(EXAMPLES / "record.jsonld"), Shape.DUMP_2022))
SUBJECTS = sorted({each[0] for each in STATEMENTS if each[0].startswith("<eli/dl/doc/")})
PREDICATES = sorted({each[1] for each in STATEMENTS} | {"epvoc:mood", "<http://example.org/p>"})
ITEMS = sorted({each[2] for each in STATEMENTS} | {'"x"', '"x"@en', '"5"^^xsd:long', "_:b1"})


@st.composite
def changed(draw):
    """The statements of the example, some left out and some added."""
    gone = {STATEMENTS[n] for n in draw(st.sets(st.integers(0, len(STATEMENTS) - 1), max_size=9))}
    more = st.tuples(*map(st.sampled_from, (SUBJECTS, PREDICATES, ITEMS)))
    return (set(STATEMENTS) - gone) | draw(st.sets(more, max_size=6))


@given(changed())
def test_no_statement_is_lost(statements):
    """Whatever statements a dump leaves out or adds about its works, they come back."""
    report = Report(None)
    value = assemble.document(statements, report)
    if {"PQ601", "PQ612"} & {problem.rule for problem in report.problems}:
        return  # left out, and said so
    works = value.works if isinstance(value, Dossier) else (value,)
    written = set()
    for work in works:
        held = unmapped_statements.kept_in(work)
        shape = held.style.shape if held else Shape.DUMP_2022
        written |= unmapped_statements.statements_of(work, shape)
    assert _own(statements) == _own(written)


def _places(node, path=()):
    yield path
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _places(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _places(value, (*path, index))


def _with_two_authors():
    """The example, asked by two persons of whom nothing says which is which, and revised."""
    record = copy.deepcopy(RECORD["data"][0])
    record["creator"] = ["person/1", "person/2"]
    author, asked = record["workHadParticipation"]
    identifier = f"eli/dl/participation/{record['identifier']}"
    record["workHadParticipation"] = [
        {**author, "id": f"{identifier}_{n}", "had_participant_person": [f"person/{n}"]}
        for n in (1, 2)
    ] + [asked]
    record["is_realized_by"][0]["title_alternative"]["en"] = (
        "Question for written answer E-990007/2026/rev.1 - to the Commission - Rule 144"
        " - Anna Muster (ECR), Bert Beispiel (ID)"
    )
    (answer,) = record["inverse_answers_to"]
    answer["answers_to"] = [answer["answers_to"], "eli/dl/doc/P-10-2026-990008"]
    return record


BASES = (RECORD["data"][0], _with_two_authors())
PLACES = [path for path in _places(RECORD["data"][0]) if path]
SCALARS = st.none() | st.booleans() | st.integers(-5, 10**18) | texts() | st.sampled_from(
    ["", "person/1", "org/COM", "eli/dl/doc/E-9-2022-000001", "2022-01-01", "a b", "<br/>", "x - y"]
)  # fmt: skip
VALUES = SCALARS | st.lists(SCALARS, max_size=2) | st.dictionaries(texts(), SCALARS, max_size=2)


@st.composite
def damaged(draw):
    """A record with some values changed, added or taken away."""
    record = copy.deepcopy(draw(st.sampled_from(BASES)))
    for path in draw(st.lists(st.sampled_from(PLACES), max_size=3, unique=True)):
        node = record
        try:
            for step in path[:-1]:
                node = node[step]
            match draw(st.sampled_from(["change", "drop", "add"])):
                case "change":
                    node[path[-1]] = draw(VALUES)
                case "drop":
                    del node[path[-1]]
                case "add":
                    node[path[-1]]["mood"] = draw(VALUES)
        except (KeyError, IndexError, TypeError):
            continue
    return record


@given(damaged())
def test_both_readers_agree(record):
    """The fast reader gives what the general one gives, or leaves the record alone."""
    reports = [Report(None), Report(None)]
    fast = records_v2.document([copy.deepcopy(record)], reports[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exact_records, "question", _doubt)
        patch.setattr(exact_records, "answer", _doubt)
        general = records_v2.document([copy.deepcopy(record)], reports[1])
    assert (general, reports[1].problems) == (fast, reports[0].problems)


def _doubt(*_):
    raise exact_records.NotCanonical


@given(damaged())
def test_no_fact_of_a_record_is_lost(record):
    """Whatever a record states as linked data is stated by what is written of it."""
    report = Report(None)
    value = records_v2.document([copy.deepcopy(record)], report)
    if value is None or {"PQ601", "PQ602", "PQ607"} & {each.rule for each in report.problems}:
        return
    written = set()
    for node in records_v2.records(value):
        written |= set(flatten(node, []))
    top = rdf_terms.iri(record["id"]) if isinstance(record.get("id"), str) else None
    stated = {each for each in flatten(record, []) if each[0].startswith("<eli/dl/")}
    # An answer or an annex that is a mere link or broken is left to its own report.
    assert {each for each in stated if each[0] == top} <= written


@given(damaged())
def test_a_record_loses_nothing_in_its_own_shape(record):
    """What came from a record, whatever it holds, is written back without a word of loss."""
    # Two things of one name are one thing in linked data.
    found = Counter(_strings(record))
    ids = [node["id"] for node in _nodes(record) if isinstance(node.get("id"), str)]
    assume(all(found[each] == 1 or each in OWN_IDS for each in ids) and len({*ids}) == len(ids))
    value = records_v2.document([copy.deepcopy(record)], Report(None))
    assert value is None or parlq.losses(value, format="jsonld") == []


def _nodes(node):
    return [inside for inside in _inside(node) if isinstance(inside, dict)]


def _strings(node):
    return [inside for inside in _inside(node) if isinstance(inside, str)]


def _inside(node):
    yield node
    if isinstance(node, dict | list):
        for inside in node.values() if isinstance(node, dict) else node:
            yield from _inside(inside)


OWN_IDS = {node["id"] for record in BASES for node in _nodes(record) if "id" in node}


@given(changed())
def test_a_dump_loses_nothing_in_its_own_shape(statements):
    """What came from statements, whatever they say, is written back without a word of loss."""
    value = assemble.document(blank_nodes.named(sorted(statements)), Report(None))
    # A record of which too little is left does not show its shape, and is written in the other.
    told = [each for each in parlq.losses(value, format="turtle") if each.severity != "info"]
    works = value.works if isinstance(value, Dossier) else (value,)
    shapes = {held.style.shape for work in works if (held := unmapped_statements.kept_in(work))}
    in_its_own = shapes <= {syntax.shape_of(value, None)}
    assert [] == (told if in_its_own else [])


@given(st.binary(max_size=200))
def test_any_bytes_are_a_problem(data):
    """No input brings a reader to raise anything: it is read, or it has problems."""
    for module in (jsonld, csvfile):
        reading = module.read(data)
        assert reading.value is not None or reading.problems


@given(texts())
def test_any_text_is_a_problem(text):
    """No text brings the RDF readers to raise anything."""
    pytest.importorskip("rdflib")
    reading = turtle.read(text)
    assert reading.value is not None or reading.problems


@given(named(questions()), SHAPES)
def test_writing_is_a_fixed_point(question, shape):
    """A record that was written, read and written again is the same, also through AKN and JSON."""
    pytest.importorskip("rdflib")
    written = turtle.dumps(question, shape=shape)
    value = turtle.loads(written)
    assert _persons(question) == _persons(value)
    through = akn.loads(akn.dumps(jsonformat.loads(jsonformat.dumps(value))))
    assert written == turtle.dumps(through, shape=shape)


def _persons(question):
    """The authors that have a URI, each with the first of the names given to them."""
    found = {}
    for author in question.authors:
        if author.uri:
            found[author.uri] = found.get(author.uri) or author.name
    return found


@given(named(questions()) | named(answers()))
def test_linked_json_says_the_same(work):
    """Parlq's JSON, read with its context, states what a record does, for the facts of both."""
    jsonld_processor = pytest.importorskip("pyld.jsonld")
    # A file without a URI is given one in a record, and annexes are works of their own there.
    variants = [
        attrs.evolve(each, manifestations=[file for file in each.manifestations if file.uri])
        for each in work.variants
        # Tags with a region or script have no concept that both would name.
        if each.language in TAGS
    ]
    languages = [each for each in work.original_languages if each in TAGS]
    work = attrs.evolve(work, attachments=(), variants=variants, original_languages=languages)
    context = json.loads(schema_bytes(SCHEMAS["context"]))["@context"]
    linked = jsonld_processor.to_rdf({**jsonformat.to_dict(work), "@context": context})
    stated = _from_pyld(linked["@default"])
    assert _facts(syntax.state(work, Shape.API_V2), work) == _facts(stated, work)
    kinds = {*QuestionKind, AnswerKind.ANSWER} - {QuestionKind.OTHER}
    if work.kind in kinds and work.kind_code is None:
        assert _objects(syntax.state(work, Shape.DUMP_2022), "eli:work_type") == _objects(
            stated, "eli:work_type"
        )


TAGS = {language.tag for language in OFFICIAL}
#: Properties of files that both carry in the same way.
_FILE_FACTS = {"eli:is_exemplified_by", "epvoc:byteSize", "dcterms:issued"}


def _objects(statements, predicate):
    """The IRIs that a property leads to."""
    return {item for _, p, item in statements if p == predicate and rdf_terms.is_iri(item)}


#: Properties whose objects both state of a work, and of those who ask.
_POINTING = ("epvoc:originalLanguage", "eli:is_about", "eli-dl:had_participant_person")


def _facts(statements, work):
    """What both state: the day, languages, subjects, persons, files, and the expressions.

    Of files all that is said of them, of expressions which has which language, title and files.
    """
    files = {rdf_terms.iri(file.uri) for each in work.variants for file in each.manifestations}
    found = {}
    for subject, predicate, item in statements:
        found.setdefault(subject, {}).setdefault(predicate, set()).add(item)
    titles = [
        (
            about["eli:language"],
            {rdf_terms.literal_of(each).text for each in about.get("eli:title", ())},
            about["eli:is_embodied_by"] & files,
        )
        for about in found.values()
        if about.get("eli:is_embodied_by") and "eli:language" in about
    ]
    return (
        {item for about in found.values() for item in about.get("eli:date_document", ())},
        {name: _objects(statements, name) for name in _POINTING},
        {file: {p: found.get(file, {}).get(p) for p in _FILE_FACTS} for file in files},
        sorted(titles, key=repr),
    )


def _from_pyld(quads):
    return [
        tuple(_term(quad[part]) for part in ("subject", "predicate", "object")) for quad in quads
    ]


def _term(node):
    value = node["value"]
    if node["type"] == "blank node":
        return value
    if node["type"] == "IRI":
        # Media types hold characters that an IRI does not; the context writes them as they are.
        return rdf_terms.iri(value.replace("^", "%5E"))
    tag, datatype = node.get("language"), node.get("datatype")
    if tag or datatype in {None, rdf_terms.iri_of("xsd:string")}:
        return rdf_terms.literal(value, tag)
    return rdf_terms.literal(one_spelling(value), None, rdf_terms.iri(datatype))


def test_a_work_without_a_name_is_refused():
    """A work that no record can name cannot be stated."""
    with pytest.raises(InputError):
        syntax.state(Question(kind="written"), Shape.API_V2)
