"""Whatever a record of open data has no place for is named when it is written."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import parlq
from parlq.formats.ep.records import csv as csvfile
from parlq.formats.ep.records import jsonld
from parlq.formats.ep.records.rdf import turtle
from parlq.formats.ep.records.vocabulary.namespaces import (
    ANSWER_KINDS,
    AUTHORITY,
    BASE,
    CONTEXT,
    DOCUMENTS,
    MEDIA_BY_SUFFIX,
    NAMESPACE,
    PREFIXES,
    QUESTION_KINDS,
    Shape,
)
from parlq.formats.ep.records.writing.to_node import uri_of
from parlq.model import (
    Answer,
    Author,
    Dossier,
    Extension,
    Identifier,
    Institution,
    LanguageVariant,
    Manifestation,
    Question,
    Reference,
)
from parlq.testing import answers, dossiers, questions

from .compared import check, works

PERSONS = st.sampled_from([f"{BASE}person/{number}" for number in (1, 2, 3)])
NAMES = st.sampled_from(["Anna Muster", "Bert Beispiel", "Åsa Muster", "ANNA MUSTER"])
GROUPS = st.none() | st.sampled_from(["ECR", "PPE", "Verts/ALE"])
BODIES = st.sampled_from([
    Institution(code="commission"),
    Institution(code="council", uri=AUTHORITY + "corporate-body/CONSIL"),
    Institution(uri=BASE + "org/COM"),
    Institution(code="commission", uri=BASE + "org/EU_COMMISSION", name="Commission"),
    Institution(code="tides", uri=BASE + "org/TIDES"),
    Institution(uri=BASE + "org/TIDES", name="Tide Committee"),
    Institution(name="PPE Group"),
])  # fmt: skip
AUTHORS = st.builds(
    Author,
    name=NAMES,
    group=GROUPS,
    uri=st.none() | PERSONS,
    on_behalf_of=st.none() | BODIES,
) | st.builds(Author, uri=PERSONS)
HEADINGS = st.sampled_from([
    ("Question for written answer E-000001/2022/rev.1", "to the Commission", "Rule 138",
     "Anna Muster (ECR), Bert Beispiel (PPE)"),
    ("Question for written answer E-000002/2022", "to the Council", "Rule 138", "Anna Muster (ECR)"),
    ("Question for oral answer O-000001/2022", "to the Commission", "Rule 136",
     "Anna Muster, Åsa Muster", "on behalf of the PPE Group"),
    ("Question", "of no known wording"),
])  # fmt: skip
FILES = st.builds(
    Manifestation,
    media_type=st.sampled_from([*MEDIA_BY_SUFFIX.values(), "text/plain"]),
    address=st.none()
    | st.sampled_from(
        [
            "https://www.europarl.europa.eu/doceo/document/E-9-2022-000001_en.pdf",
            "https://www.europarl.europa.eu/doceo/document/E-9-2022-000001-ASW_en.docx",
            "https://www.europarl.europa.eu/RegData/x/E-9-2022-000001_de.pdf",
        ]
    ),
    size=st.none() | st.integers(0, 9),
)
VARIANTS = st.builds(
    LanguageVariant,
    language=st.sampled_from(["en", "de", "fr-BE"]),
    subject=st.none() | st.sampled_from(["Tides", "Answer for question E-000001/22"]),
    heading=st.just(()) | HEADINGS,
    manifestations=st.lists(FILES, max_size=2),
)
KEPT = st.sampled_from([
    Extension(namespace=PREFIXES["dcterms"], name="creator", value=BASE + "person/4"),
    Extension(namespace=PREFIXES["dcterms"], name="creator", value=BASE + "person/1"),
    Extension(namespace=PREFIXES["dcterms"], name="creator", value="nobody at all"),
    Extension(namespace=CONTEXT, name="mood", value='{"a":1}', datatype="json"),
    Extension(namespace=NAMESPACE, name="csv:mood", value="calm"),
    Extension(namespace=NAMESPACE, name="csv:document_date", value="2022-01-01"),
])  # fmt: skip
KINDS = st.sampled_from(sorted({*QUESTION_KINDS, *ANSWER_KINDS})).flatmap(
    lambda name: st.sampled_from(
        [name, f"{AUTHORITY}resource-type/{name}", f"{BASE}def/ep-document-types/{name}"]
    )
)
IN_REFERENCES = st.builds(
    Reference, letter=st.just("E"), number=st.integers(1, 3), year=st.just(2022)
)


@st.composite
def usual(draw, works):
    """A work with some facts in place of others that are closer to what records hold."""
    work = draw(works)
    facts = {
        "variants": st.lists(VARIANTS, max_size=3, unique_by=lambda each: each.language),
        "extensions": st.lists(KEPT, max_size=3),
        "kind_code": KINDS,
        "parliament": st.just("eu/ep"),
    }
    if isinstance(work, Question):
        facts["authors"] = st.lists(AUTHORS, max_size=3)
        facts["addressees"] = facts["on_behalf_of"] = st.lists(BODIES, max_size=2)
    else:
        facts["answers_to"] = st.lists(IN_REFERENCES, max_size=2)
    return attrs.evolve(work, **draw(st.fixed_dictionaries({}, optional=facts)))


@st.composite
def nameable(draw, works):
    """A work that a record can name, by its reference or by an identifier."""
    work = draw(works | usual(works))
    reference = draw(IN_REFERENCES)
    if isinstance(work, Answer):
        reference = attrs.evolve(reference, suffix="ASW")
    if draw(st.booleans()):
        return attrs.evolve(work, reference=reference, term=9)
    own = Identifier(scheme="eli", value=reference.eli_uri(9))
    other = Identifier(scheme="eli", value="https://example.org/1")
    own = draw(st.sampled_from([own, own, own, other]))
    work = attrs.evolve(work, reference=draw(st.sampled_from([None, reference, work.reference])))
    return attrs.evolve(work, identifiers=draw(st.permutations([*work.identifiers, own])))


@st.composite
def nameable_dossiers(draw):
    """A dossier of works each with a URI of its own."""
    whole = draw(dossiers())
    made = []
    for number, work in enumerate(whole.works, 1):
        suffix = "" if isinstance(work, Question) else "-ASW"
        own = Identifier(scheme="eli", value=f"{DOCUMENTS}E-9-2022-{number:06}{suffix}")
        made.append(attrs.evolve(work, identifiers=(own, *work.identifiers)))
    return Dossier(
        questions=[each for each in made if isinstance(each, Question)],
        answers=[each for each in made if isinstance(each, Answer)],
        extensions=whole.extensions,
    )


DOCUMENTS_OF_WORKS = nameable(questions()) | nameable(answers()) | nameable_dossiers()


def tied(work, back):
    """A work without the creators that came back as authors, and the note on how it was written."""
    known = {each.uri for each in getattr(back, "authors", ())}
    kept = [
        each
        for each in work.extensions
        if (each.namespace, each.name) != (NAMESPACE, "statements")
        and not (each.name == "creator" and each.value in known)
    ]
    return attrs.evolve(work, extensions=kept)


def without_note(work, _):
    """A work without the note on how it was written, where that states nothing else."""
    kept = [
        each
        for each in work.extensions
        if (each.namespace, each.name) != (NAMESPACE, "statements") or '"also"' in each.value
    ]
    return attrs.evolve(work, extensions=kept)


@given(DOCUMENTS_OF_WORKS)
def test_nothing_is_left_out_of_jsonld_unnamed(document):
    """Every fact that does not come back from JSON-LD is named, and none that does."""
    back = {uri_of(work): work for work in works(jsonld.read(jsonld.dumps(document)).value)}
    pairs = [(work, back.get(uri_of(work))) for work in works(document)]
    check(pairs, parlq.losses(document, format="jsonld"), tied)


@given(DOCUMENTS_OF_WORKS, st.sampled_from(Shape))
def test_nothing_is_left_out_of_turtle_unnamed(document, shape):
    """Every fact that does not come back from Turtle is named, and none that does."""
    pytest.importorskip("rdflib")
    reading = turtle.read(turtle.dumps(document, shape=shape))
    back = {uri_of(work): work for work in works(reading.value)}
    pairs = [(work, back.get(uri_of(work))) for work in works(document)]
    check(pairs, parlq.losses(document, format="turtle", shape=shape), tied)


@given(DOCUMENTS_OF_WORKS, st.sampled_from([None, "en", "de"]))
def test_nothing_is_left_out_of_csv_unnamed(document, language):
    """Every fact that does not come back from CSV is named, and none that does."""
    read = works(csvfile.read(csvfile.dumps(document, language=language)).value)
    asked = iter([each for each in read if isinstance(each, Question)])
    given_ = {name: each for each in read if isinstance(each, Answer) for name in each.names}
    pairs = [
        (
            work,
            next(asked, None)
            if isinstance(work, Question)
            else next((given_[name] for name in work.names if name in given_), None),
        )
        for work in works(document)
    ]
    check(pairs, parlq.losses(document, format="csv", language=language), without_note)
