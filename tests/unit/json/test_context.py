"""The JSON-LD context: what the same JSON says as linked data."""

import copy
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from pyld import jsonld

from parlq.formats import json as jsonformat
from parlq.formats.json.field_kinds import BLOCKS, CLASSES, INLINES, SCHEMA_VERSION, fields_of
from parlq.io.resources import schema_bytes
from parlq.model import ListItem, TableCell, TableRow
from parlq.model.languages import table
from parlq.model.languages.language import Language
from parlq.testing import documents

README = Path(__file__).parents[3] / "schemas" / "README.md"
CONTEXT = json.loads(schema_bytes("context.jsonld"))
ELI = "http://data.europa.eu/eli/ontology#"
ELI_DL = "http://data.europa.eu/eli/eli-draft-legislation-ontology#"
EPVOC = "https://data.europarl.europa.eu/def/epvoc#"
DCTERMS = "http://purl.org/dc/terms/"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TYPES = "http://publications.europa.eu/resource/authority/resource-type/"
LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
PQ = "https://parlq.readthedocs.io/ns#"

#: Keys that the context leaves out, and why.
LEFT_OUT = {"schema_version": "it says something of the file, not of the work"}

BODY = [
    {"type": "paragraph", "content": ["When will the quay be ", {"type": "line_break"}, "dry?"]}
]
INSTITUTION = {"code": "commission", "name": "Commission", "uri": "https://example.org/org/com"}
IDENTIFIER = {"scheme": "number", "value": "7", "scope": "1994/95"}
FILE = {
    "media_type": "application/pdf",
    "format": "https://example.org/format/pdf",
    "uri": "https://example.org/doc/1/en/pdf",
    "address": "https://example.org/files/1.pdf",
    "issued": "2022-01-08T16:08:44+01:00",
    "size": 11914,
}
EXTENSION = {
    "namespace": "https://example.org/ns",
    "name": "urgency",
    "datatype": "json",
    "value": "3",
    "path": "/urgency",
}
COMMON = {
    "identifiers": [IDENTIFIER],
    "parliament": "gb/commons",
    "kind_code": "QX",
    "term": 9,
    "session": "2021-22",
    "cites": ["E-000003/2022", IDENTIFIER],
    "follows_up": ["E-000004/2022"],
    "date": "2022-01-05",
    "original_languages": ["mt"],
    "events": [
        {
            "kind": "transferred",
            "date": "2022-02-01",
            "code": "TRF",
            "label": "Passed on",
            "institution": {"code": "council", "name": "Council", "uri": "https://example.org/c"},
            "targets": ["E-000002/2022", IDENTIFIER],
        }
    ],
    "publications": [
        {
            "name": "OJ C",
            "number": "191",
            "page": "4",
            "date": "2022-07-29",
            "uri": "https://example.org/oj/191",
            "label": "OJ C 191, 29.7.2022, p. 4",
        }
    ],
    "subjects": [
        {
            "code": "2485",
            "label": "harbour",
            "scheme": "https://example.org/thesaurus",
            "uri": "https://example.org/thesaurus/2485",
        }
    ],
    "attachments": [
        {
            "reference": "E-000016/2022-ANN01",
            "title": "Plan of the quay",
            "language": "fr",
            "uri": "https://example.org/doc/1/annex",
            "manifestations": [FILE],
        }
    ],
    "variants": [
        {
            "language": "en",
            "role": "translation",
            "subject": "The old quay",
            "heading": ["Question for written answer", "to the Commission"],
            "printed_answerers": "Answer given by Ms Perch",
            "legal_notice": {
                "label": "Legal notice",
                "language": "de",
                "uri": "https://example.org/notice",
                "holder": "The Harbour Union",
                "years": [2021, 2022],
                "text": "Reuse is allowed.",
                "licence": "https://example.org/licence",
                "access_right": "https://example.org/public",
            },
            "body": BODY,
            "last_updated": "2022-03-04",
            "source": "https://example.org/doc/1/en",
            "manifestations": [FILE],
            "completeness": "truncated",
            "extensions": [EXTENSION],
        }
    ],
    "extensions": [EXTENSION],
}
QUESTION = {
    "type": "question",
    "reference": "E-000016/2022",
    "kind": "written",
    "authors": [
        {
            "name": "Ada Pike",
            "group": "Tides",
            "uri": "https://example.org/person/1",
            "on_behalf_of": INSTITUTION,
            "acting_for": "Eve Dace",
            "role": "Chair of the Weir",
            "constituency": "North Bank",
            "identifiers": [IDENTIFIER],
        },
        {"name": "Bo Carp"},
    ],
    "supporters": [{"name": "Cy Tench", "role": "Warden", "constituency": "South Bank"}],
    "on_behalf_of": [INSTITUTION],
    "addressees": [INSTITUTION, {"name": "Council"}],
    "rule": "138",
    **COMMON,
}
ANSWER = {
    "type": "answer",
    "reference": "E-000016/2022-ASW",
    "kind": "answer",
    "answers_to": ["E-000016/2022", IDENTIFIER],
    "answerers": [
        {
            "honorific": "Ms",
            "offices": ["High Warden", "Vice-Warden"],
            "name": "Perch",
            "institution": INSTITUTION,
            "on_behalf_of": {"name": "The College"},
            "acting_for": "Mr Bream",
            "uri": "https://example.org/person/2",
            "identifiers": [IDENTIFIER],
        },
        {"name": "Roach"},
    ],
    "replaces": ["E-000015/2022-ASW", IDENTIFIER],
    "parts": ["2", "3"],
    **COMMON,
}
DOSSIER = {
    "schema_version": SCHEMA_VERSION,
    "type": "dossier",
    "questions": [QUESTION],
    "answers": [ANSWER],
    "extensions": [EXTENSION],
}


def _no_network(url, options):
    raise AssertionError(f"asked for {url}")


OPTIONS = {"expandContext": CONTEXT, "documentLoader": _no_network}


def expanded(document):
    """The one node that a document expands to."""
    (node,) = jsonld.expand(copy.deepcopy(document), OPTIONS)
    return node


def triples(document):
    """Subject, predicate and object of each triple, as N-Quads write them."""
    text = jsonld.to_rdf(copy.deepcopy(document), {**OPTIONS, "format": "application/n-quads"})
    return [tuple(line[:-2].split(" ", 2)) for line in text.splitlines()]


def objects(document, predicate):
    """The objects of all triples with one predicate, sorted."""
    return sorted(o for _, p, o in triples(document) if p == f"<{predicate}>")


def values(items):
    """The plain values or IRIs of expanded items."""
    return [item.get("@value", item.get("@id")) for item in items]


def ordered(node, predicate):
    """The items of the list that a predicate has."""
    return node[predicate][0]["@list"]


def test_example_is_a_document():
    """The document of these tests is one that the strict reader takes."""
    written = jsonformat.to_dict(jsonformat.from_dict(DOSSIER))
    assert written == DOSSIER


def test_question():
    """A question is a work: with its reference, type of work, day and languages."""
    node = expanded(QUESTION)
    assert [f"{PQ}Question"] == node["@type"]
    assert ["E-000016/2022"] == values(node[f"{ELI}id_local"])
    assert [f"{TYPES}QUEST_WRITTEN"] == values(node[f"{ELI}work_type"])
    assert [{"@value": "2022-01-05", "@type": f"{XSD}date"}] == node[f"{ELI}date_document"]
    assert [f"{LANGUAGES}MLT"] == values(node[f"{EPVOC}originalLanguage"])
    assert ["https://example.org/thesaurus/2485"] == values(node[f"{ELI}is_about"])


def test_authors_keep_their_order():
    """Authors and addressees are ordered lists; an author is a participation of a person."""
    node = expanded(QUESTION)
    names = [values(author[LABEL]) for author in ordered(node, f"{PQ}authors")]
    assert [["Ada Pike"], ["Bo Carp"]] == names
    first = ordered(node, f"{PQ}authors")[0]
    person = first[f"{ELI_DL}had_participant_person"]
    assert ["https://example.org/person/1"] == values(person)
    assert [INSTITUTION["uri"]] == values(first[f"{ELI_DL}participation_in_name_of"])
    asked = [values(body[LABEL]) for body in ordered(node, f"{PQ}addressees")]
    assert [["Commission"], ["Council"]] == asked


def test_answer():
    """An answer names its questions, and its answerers in order."""
    node = expanded(ANSWER)
    assert [f"{PQ}Answer"] == node["@type"]
    assert [f"{TYPES}ANSWER_TO_EP_QUESTION"] == values(node[f"{ELI}work_type"])
    reference, identifier = node[f"{ELI_DL}answers_to"]
    assert {"@value": "E-000016/2022"} == reference
    assert ["7"] == values(identifier[f"{DCTERMS}identifier"])
    assert ["1994/95"] == values(identifier[f"{PQ}scope"])
    first, second = ordered(node, f"{PQ}answerers")
    assert ["High Warden", "Vice-Warden"] == values(ordered(first, f"{PQ}offices"))
    assert [INSTITUTION["uri"]] == values(first[f"{ELI_DL}had_participant_organization"])
    assert ["Roach"] == values(second[LABEL])


def test_variant_is_an_expression():
    """A variant realises its work; its files embody it, in the terms of the Parliament's data."""
    (variant,) = expanded(QUESTION)[f"{ELI}is_realized_by"]
    assert [f"{LANGUAGES}ENG"] == values(variant[f"{ELI}language"])
    assert ["The old quay"] == values(variant[f"{ELI}title"])
    assert [{"@value": "2022-03-04", "@type": f"{XSD}date"}] == variant[f"{DCTERMS}modified"]
    (file,) = variant[f"{ELI}is_embodied_by"]
    assert FILE["uri"] == file["@id"]
    media_types = "https://www.iana.org/assignments/media-types/"
    assert [f"{media_types}application/pdf"] == values(file[f"{ELI}media_type"])
    assert [{"@value": 11914, "@type": f"{XSD}long"}] == file[f"{EPVOC}byteSize"]
    assert [FILE["address"]] == values(file[f"{ELI}is_exemplified_by"])


def test_body_is_one_json_literal():
    """The body stays JSON, so that its order and its mixed content are kept."""
    (variant,) = expanded(QUESTION)[f"{ELI}is_realized_by"]
    assert [{"@value": BODY, "@type": "@json"}] == variant[f"{PQ}body"]


def test_events_and_annexes_point_to_the_work():
    """An event is an activity that involved the work, and an annex is one of the work."""
    back = expanded(QUESTION)["@reverse"]
    (event,) = back[f"{ELI_DL}involved_work"]
    assert [f"{PQ}event-transferred"] == values(event[f"{ELI_DL}had_activity_type"])
    assert ["2022-02-01"] == values(event[f"{ELI_DL}activity_date"])
    (annex,) = back[f"{ELI}is_annex_of"]
    assert "https://example.org/doc/1/annex" == annex["@id"]


def test_dossier_has_its_works():
    """A dossier has questions and answers as its parts, each with its own type."""
    parts = expanded(DOSSIER)[f"{DCTERMS}hasPart"]
    assert [f"{PQ}Answer", f"{PQ}Question"] == sorted(part["@type"][0] for part in parts)


def test_triples():
    """As triples, references join by value, and dates and bodies have their datatypes."""
    asked = objects(QUESTION, f"{ELI}id_local")
    answered = objects(ANSWER, f"{ELI_DL}answers_to")
    assert '"E-000016/2022"' in asked
    assert '"E-000016/2022"' in answered
    assert [f'"2022-01-05"^^<{XSD}date>'] == objects(QUESTION, f"{ELI}date_document")
    (body,) = objects(QUESTION, f"{PQ}body")
    text, _, datatype = body.rpartition("^^")
    assert f"<{RDF}JSON>" == datatype
    assert BODY == json.loads(json.loads(text))


INSIDE_BODY = {*BLOCKS.values(), *INLINES.values(), ListItem, TableRow, TableCell}


def _keys():
    """Every key of the example but for those inside bodies, each with its path."""
    todo = [((), DOSSIER)]
    while todo:
        path, value = todo.pop()
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        for step, inner in steps:
            if isinstance(step, str):
                yield (*path, step)
            if isinstance(inner, dict | list) and step != "body":
                todo.append(((*path, step), inner))


PATHS = sorted(_keys(), key=str)


def test_example_has_every_key():
    """The example states every key that the model has outside of bodies."""
    stated = {path[-1] for path in PATHS}
    known = {f.name for kind in CLASSES if kind not in INSIDE_BODY for f in fields_of(kind)}
    assert known | {"type", "schema_version"} == stated


@pytest.mark.parametrize("path", PATHS, ids=lambda path: "/".join(map(str, path)))
def test_no_key_is_dropped(path):
    """Each key says something as linked data, but for those left out on purpose."""
    without = copy.deepcopy(DOSSIER)
    holder = without
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    says_nothing = path[-1] in LEFT_OUT
    assert says_nothing == (EXPANDED == jsonld.expand(without, OPTIONS))


EXPANDED = jsonld.expand(copy.deepcopy(DOSSIER), OPTIONS)
#: Keys whose strings become IRIs of a vocabulary.
NAMED = {"type", "kind", "role", "completeness", "language", "original_languages", "media_type"}


def _strings(value, key=None):
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, key)


@given(documents())
def test_no_string_is_lost(document):
    """Whatever a document says, each of its strings is there as linked data, unchanged."""
    written = jsonformat.to_dict(document)
    kept = {text for _, text in _strings(jsonld.expand(copy.deepcopy(written), OPTIONS))}
    told = {t for key, t in _strings(written) if key not in NAMED and key not in LEFT_OUT}
    assert not told - kept


def test_no_term_is_taken_for_a_prefix():
    """A URI whose scheme is spelled like a term of the context stays as it is."""
    terms = [term for term in CONTEXT["@context"] if re.fullmatch("[a-z]+", term)]
    authors = [{"uri": f"{term}:x"} for term in terms]
    listed = ordered(expanded({"type": "question", "authors": authors}), f"{PQ}authors")
    people = [values(author[f"{ELI_DL}had_participant_person"])[0] for author in listed]
    assert [f"{term}:x" for term in terms] == people


def test_languages_are_those_of_the_model():
    """Each language code has the URI in the EU authority table that the model gives."""
    stated = {term: iri for term, iri in CONTEXT["@context"].items() if len(term) == 2}
    assert {code: Language(code).uri for code in table.ALPHA3} == stated


def test_example_for_users_runs(capsys):
    """The example in the description of the schemas prints the expanded question."""
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert "E-001670/2017" in capsys.readouterr().out


def test_other_tags_have_a_name_too():
    """A tag that is no code of two letters is a name in parlq's own namespace."""
    node = expanded({"type": "question", "original_languages": ["en-GB", "grc"]})
    languages = values(node[f"{EPVOC}originalLanguage"])
    assert [f"{PQ}language-en-GB", f"{PQ}language-grc"] == languages


def test_every_kind_is_mapped():
    """Each member of a closed list is a name of its own, none is taken for a relative address."""
    for kind in CLASSES:
        if kind in INSIDE_BODY:
            continue
        for field in fields_of(kind):
            if field.holds in {"choice", "completeness"} and field.name != "datatype":
                names = _names_of(kind.__name__, field)
                assert len(names) == len(field.metadata["enum"])
                assert all(name.startswith((PQ, TYPES)) for name in names)


def _names_of(owner, field):
    places = {
        "Question": lambda value: {"type": "question", "kind": value},
        "Answer": lambda value: {"type": "answer", "kind": value},
        "Event": lambda value: {"type": "question", "events": [{"kind": value}]},
        "LanguageVariant": lambda value: {"type": "question", "variants": [{field.name: value}]},
    }
    found = set()
    for member in field.metadata["enum"]:
        document = places[owner](member.value)
        texts = {text for key, text in _strings(expanded(document)) if key == "@id"}
        (name,) = texts
        found.add(name)
    return found
