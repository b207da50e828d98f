"""The JSON Schema file, its messages, and the rules that it cannot say."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from parlq.formats import json as jsonformat
from parlq.formats.json import schema
from parlq.formats.json.field_kinds import (
    BLOCKS,
    CLASSES,
    INLINES,
    SCHEMA_VERSION,
    STATED,
    TYPE_NAMES,
    fields_of,
)
from parlq.io.resources import schema_bytes
from parlq.limits import Limits
from parlq.model import MAX_DEPTH

README = Path(__file__).parents[3] / "schemas" / "README.md"
MADE = schema.json_schema()
VALIDATOR = Draft202012Validator(MADE)
NOTE = {"type": "note", "marker": "*"}


def question(**keys):
    """The JSON of a question."""
    return {"schema_version": SCHEMA_VERSION, "type": "question", **keys}


def with_body(*blocks, **keys):
    """The JSON of a question with one variant."""
    return question(variants=[{"language": "en", "body": list(blocks), **keys}])


def name_of(kind):
    """The name of the definition of a class."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()
    return TYPE_NAMES.get(kind, words)


def messages(document):
    """What the schema says of a document: place and message of each error."""
    found = VALIDATOR.iter_errors(document)
    return sorted(("/".join(map(str, error.path)), error.message) for error in found)


def test_file_is_what_the_model_gives():
    """The file is what `python -m parlq.formats.json.schema` prints, and nothing else changes it."""
    assert schema.json_schema_bytes() == schema_bytes("parlq-1.0.schema.json")


def test_module_prints_the_schema():
    """Run as a program, the module prints the file."""
    made = subprocess.run(
        [sys.executable, "-m", "parlq.formats.json.schema"], capture_output=True, check=True
    )
    assert schema.json_schema_bytes() == made.stdout


def test_schema_is_valid_itself():
    """The schema is valid under the meta-schema of 2020-12 that it names."""
    Draft202012Validator.check_schema(MADE)
    assert MADE["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_version_is_in_the_name():
    """The schema's address ends in the name of its file, which has the version."""
    assert MADE["$id"].endswith(f"/schemas/parlq-{SCHEMA_VERSION}.schema.json")


def test_every_class_is_defined_and_closed():
    """Each class has a definition with exactly its keys, a description for each, and no others."""
    objects = [made for made in MADE["$defs"].values() if "properties" in made and "title" in made]
    assert len(CLASSES) == len(objects)
    for made in objects:
        assert made["additionalProperties"] is False
        assert made["description"]
        for key, value in made["properties"].items():
            assert key == "type" or value["description"], key


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_definitions_have_the_keys_of_their_class(kind):
    """The keys of a definition are the fields of the class, beside its type and the version."""
    keys = set(MADE["$defs"][name_of(kind)]["properties"]) - {"type", "schema_version", "$schema"}
    assert {field.name for field in fields_of(kind)} == keys


def test_descriptions_are_resolved():
    """What an answer says of itself by pointing to the question is spelled out."""
    answer, asked = (MADE["$defs"][name]["properties"] for name in ("answer", "question"))
    assert asked["events"]["description"] == answer["events"]["description"]


# Each document is refused with these errors alone, at these places.
REFUSED = {
    "unknown key": (
        question(autors=[]),
        [("", "Additional properties are not allowed ('autors' was unexpected)")],
    ),
    "unknown type of block": (
        with_body({"type": "heding", "content": ["x"]}),
        [("variants/0/body/0/type", f"'heding' is not one of {list(BLOCKS)}")],
    ),
    "type of block is missing": (
        with_body({"content": ["x"]}),
        [("variants/0/body/0", "'type' is a required property")],
    ),
    "unknown type of inline": (
        with_body({"type": "paragraph", "content": ["x", {"type": "b"}]}),
        [("variants/0/body/0/content/1/type", f"'b' is not one of {list(INLINES)}")],
    ),
    "empty text": (
        with_body({"type": "paragraph", "content": [{"type": "bold", "content": []}]}),
        [("variants/0/body/0/content/0/content", "[] should be non-empty")],
    ),
    "table in a list item": (
        with_body({"type": "list", "items": [{"content": [{"type": "table", "rows": []}]}]}),
        [
            (
                "variants/0/body/0/items/0/content/0/type",
                "'table' is not one of ['paragraph', 'list']",
            )
        ],
    ),
    "no code for other": (
        question(kind="other"),
        [("", "'kind_code' is a required property")],
    ),
    "event without code for other": (
        question(events=[{"kind": "other"}]),
        [("events/0", "'code' is a required property")],
    ),
    "text is absent yet here": (
        with_body({"type": "paragraph", "content": ["x"]}, completeness="absent"),
        [("variants/0/completeness", "'absent' is not one of ['full', 'truncated']")],
    ),
    "text is full yet not here": (
        with_body(completeness="full"),
        [("variants/0/completeness", "'absent' was expected")],
    ),
    "number out of range": (
        question(term=1000),
        [("term", "1000 is greater than the maximum of 999")],
    ),
    "truth value for a number": (question(term=True), [("term", "True is not of type 'integer'")]),
    "null for an absent fact": (question(rule=None), [("rule", "None is not of type 'string'")]),
    "language stated twice": (
        question(original_languages=["en", "en"]),
        [("original_languages", "['en', 'en'] has non-unique elements")],
    ),
    "version inside a dossier": (
        {"schema_version": SCHEMA_VERSION, "type": "dossier", "questions": [question()]},
        [("questions/0", f"False schema does not allow {SCHEMA_VERSION!r}")],
    ),
    "other version": (
        question(schema_version="0.9"),
        [("schema_version", f"{SCHEMA_VERSION!r} was expected")],
    ),
    "no version": ({"type": "question"}, [("", "'schema_version' is a required property")]),
    "unknown document": (
        {"schema_version": SCHEMA_VERSION, "type": "motion"},
        [("type", "'motion' is not one of ['question', 'answer', 'dossier']")],
    ),
    "not an object": ([], [("", "[] is not of type 'object'")]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_messages_are_about_the_fault(name):
    """A wrong document gives one message, about the place at fault; the reader refuses it too."""
    document, expected = REFUSED[name]
    assert expected == messages(document)
    assert jsonformat.read(json.dumps(document)).value is None


@pytest.mark.parametrize("kind", STATED, ids=lambda kind: kind.__name__)
def test_something_must_be_stated(kind):
    """A value that states none of the facts that it is there for is refused."""
    definition = {"$ref": f"#/$defs/{name_of(kind)}", "$defs": MADE["$defs"]}
    empty = {"type": TYPE_NAMES[kind]} if kind in TYPE_NAMES else {}
    arrays = {f.name: [] for f in fields_of(kind) if f.name in STATED[kind] and f.default == ()}
    assert not Draft202012Validator(definition).is_valid(empty)
    assert not Draft202012Validator(definition).is_valid({**empty, **arrays})


def nested(depth):
    """A body whose blocks nest this deep."""
    block = {"type": "paragraph", "content": [{"type": "line_break"}]}
    for _ in range(depth - 2):
        block = {**NOTE, "content": [block]}
    return with_body(block)


# One text for each rule that the schema cannot say: valid, and refused by the reader.
UNSAID = {
    "encoding": json.dumps(question(rule="\ud800")),
    "doubled-keys": json.dumps(question(rule="138"))[:-1] + ', "rule": "139"}',
    "whole-numbers": json.dumps(question(term=9.0)),
    "one-variant-a-language": json.dumps(question(variants=[{"language": "en"}] * 2)),
    "language-tags": json.dumps(question(original_languages=["EN", "en"])),
    "nesting": json.dumps(nested(MAX_DEPTH + 1)),
    "size": json.dumps(question(rule="x" * 2000)),
}


def test_every_unsaid_rule_has_an_example():
    """Each listed rule is shown below."""
    assert set(UNSAID) == set(schema.UNSAID)


@pytest.mark.parametrize("rule", UNSAID)
def test_unsaid_rules(rule):
    """What breaks a listed rule alone is valid under the schema and refused by the reader."""
    limits = Limits(size=1000) if rule == "size" else Limits()
    assert messages(json.loads(UNSAID[rule])) == []
    assert jsonformat.read(UNSAID[rule], limits=limits).value is None


def test_deepest_body_is_taken_by_both():
    """A body of the greatest depth is valid, and read."""
    document = nested(MAX_DEPTH)
    assert messages(document) == []
    assert not jsonformat.read(json.dumps(document)).problems


def test_rules_are_listed_for_users():
    """The description of the schemas lists each rule by its name and in its words."""
    text = " ".join(README.read_text(encoding="utf-8").split())
    for name, rule in schema.UNSAID.items():
        assert f"`{name}` | {rule}" in text


def test_own_terms_are_described_for_users():
    """The description of the schemas says what each term of parlq's own namespace means."""
    own = "https://parlq.readthedocs.io/ns#"
    terms = set(re.findall(f'"{own}([A-Za-z]+)"', schema_bytes("context.jsonld").decode()))
    described = set(re.findall(r"`([A-Za-z]+)`", README.read_text(encoding="utf-8")))
    assert terms <= described
