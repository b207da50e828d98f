"""JSON carries every value of the model: promises 1, 3 and 5."""

import json

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from parlq.formats import json as json_
from parlq.io.resources import SCHEMAS, schema_bytes
from parlq.model import LanguageVariant, Question
from parlq.testing import answers, bodies, corpus, documents, dossiers, questions, variants

VALIDATOR = Draft202012Validator(json.loads(schema_bytes(SCHEMAS["json"])))


def invalid(data: bytes) -> list[str]:
    """Say what the JSON Schema finds wrong with a written document."""
    return [error.message[:200] for error in VALIDATOR.iter_errors(json.loads(data))]


@given(questions())
def test_questions_come_back(question):
    """A question that was written reads back equal."""
    assert question == json_.loads(json_.dumps(question))


@given(answers())
def test_answers_come_back(answer):
    """An answer that was written reads back equal."""
    assert answer == json_.loads(json_.dumps(answer))


@given(dossiers())
def test_dossiers_come_back(dossier):
    """A dossier that was written reads back equal."""
    assert dossier == json_.loads(json_.dumps(dossier))


@given(variants())
def test_variants_come_back(variant):
    """Whatever a language version says, it comes back with a work."""
    question = Question(variants=(variant,))
    assert question == json_.loads(json_.dumps(question))


@given(bodies(max_blocks=8).filter(bool))
def test_bodies_come_back(body):
    """Blocks and inlines, deep and wide ones among them, come back in their order."""
    question = Question(variants=(LanguageVariant(language="en", body=body),))
    assert question == json_.loads(json_.dumps(question))


@given(documents())
def test_written_documents_suit_the_schema(document):
    """What is written is valid under the JSON Schema."""
    assert [] == invalid(json_.dumps(document))


@given(documents())
def test_writing_is_a_fixed_point(document):
    """Writing what was read from a written document gives the same bytes."""
    data = json_.dumps(document)
    assert data == json_.dumps(json_.loads(data))


@given(documents())
def test_plain_data_carries_the_same(document):
    """A document goes through plain dictionaries and lists as it goes through bytes."""
    plain = json_.to_dict(document)
    assert document == json_.from_dict(plain)
    assert plain == json.loads(json_.dumps(document))


@pytest.mark.parametrize("kind", ["question", "answer", "dossier"])
def test_made_up_documents_come_back(kind):
    """The documents of the corpus are written, valid and read back equal."""
    for document in corpus(40, seed=1, kind=kind):
        data = json_.dumps(document)
        assert [] == invalid(data)
        assert document == json_.loads(data)
