"""What an identifier is unique in is read, written and refused where it has no place."""

import pytest

from parlq.formats import akn, json
from parlq.model import Answer, Author, Dossier, Identifier, LanguageVariant, Question

SITTING = Identifier(scheme="number", value="7", scope='12 May & "evening"')
HOUSE = Identifier(scheme="number", value="7", scope="lords")
VARIANTS = [LanguageVariant(language=tag, subject="Ferries") for tag in ("en", "fr")]


def dossier(*identifiers):
    """A question with these identifiers, in two languages, and the answer that names it by all."""
    question = Question(identifiers=identifiers, variants=VARIANTS)
    return Dossier(questions=(question,), answers=(Answer(answers_to=identifiers),))


def test_scopes_are_read_back():
    """Scopes of identifiers and of links are the same after a round trip, in either format."""
    document = dossier(SITTING, HOUSE, Identifier(scheme="number", value="7"))
    assert document == akn.loads(akn.dumps(document))
    assert document == json.loads(json.dumps(document))


@pytest.mark.parametrize("change", [(b"<?xml", b"\n<?xml"), (b"<meta>", b"<meta> ")])
def test_scopes_are_read_from_trees(change):
    """The reader of trees reads them as the reader of canonical output does."""
    document = dossier(SITTING, HOUSE)
    data = akn.dumps(document).replace(*change, 1).lstrip()
    assert document == akn.loads(data)


def test_attributes_may_stand_in_any_order():
    """A scope before the name of the scheme, and among aliases without one, says the same."""
    document = dossier(Identifier(scheme="former", value="3"), HOUSE)
    data = akn.dumps(document)
    stated = b'name="number" value="7" pq:scope="lords"'
    turned = data.replace(stated, b'pq:scope="lords" value="7" name="number"')
    assert data != turned
    assert document == akn.loads(turned)


def test_versions_must_agree_on_a_scope():
    """A language version that states another scope describes another work."""
    data = akn.dumps(dossier(HOUSE))
    first, _, last = data.rpartition(b'pq:scope="lords"/>\n')
    place = first.rindex(b'pq:scope="lords"')
    wrong = (
        first[:place]
        + first[place:].replace(b"lords", b"commons", 1)
        + b'pq:scope="lords"/>\n'
        + last
    )
    assert "PQ211" in {problem.rule for problem in akn.read(wrong).problems}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ((b'pq:scope="lords"/>', b'pq:scope=""/>'), "PQ213"),
        ((b'pq:scope="lords"/>', b'pq:scope="lords" pq:other="x"/>'), "PQ214"),
        ((b' shortForm="number" pq:scope', b" pq:scope"), "PQ214"),
        ((b'name="rule"', b'name="rule" pq:scope="x"'), "PQ214"),
        ((b'showAs="Bo"', b'showAs="Bo" pq:scope="x"'), "PQ201"),
    ],
)
def test_scopes_stand_on_identifiers_only(change, rule):
    """An empty scope, another attribute, or a scope of something else is an error."""
    question = Question(identifiers=(HOUSE,), rule="130", authors=(Author(name="Bo"),))
    document = Dossier(questions=(question,), answers=(Answer(answers_to=(HOUSE,)),))
    data = akn.dumps(document)
    wrong = data.replace(*change)
    assert data != wrong
    assert rule in {problem.rule for problem in akn.read(wrong).problems}
