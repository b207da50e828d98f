"""Whatever a format cannot hold is named, and nothing that it holds, for every format."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

import parlq
from parlq import Format, Question, formats
from parlq.comparison import Comparison
from parlq.comparison.pair_works import pairs
from parlq.formats import json
from parlq.model import Dossier, Identifier, LanguageVariant, Reference
from parlq.model.languages.language import OFFICIAL
from parlq.problems import ParlqError
from parlq.testing import answers, documents, dossiers, questions, texts, variants

from .compared import check, works
from .test_records_losses import tied, without_note

TAGS = st.sampled_from([language.tag for language in OFFICIAL])
PRINTED = st.sampled_from(
    [
        "Answer given by Ms Averlund on behalf of the Commission",
        "Réponse donnée par Mme Averlund au nom de la Commission",
        "Answer",
    ]
)
LOSSY = [name for name, made in formats.BUILT_IN.items() if not made.lossless]


@st.composite
def printable(draw):
    """A question or an answer with a text in one language that pages are in."""
    work = draw(questions(max_variants=2) | answers(max_variants=2))
    tag = draw(TAGS)
    answered = not isinstance(work, Question)
    main = attrs.evolve(
        draw(variants()),
        language=tag,
        subject=draw(st.none() | texts()),
        printed_answerers=draw(PRINTED) if answered else None,
    )
    others = [LanguageVariant(language=each.language) for each in work.variants]
    others = [each for each in others if each.language != tag]
    return attrs.evolve(work, variants=[main, *draw(st.sampled_from([others, []]))])


@st.composite
def numbered(draw):
    """A document whose works have each a name of the portal."""
    document = draw(questions() | answers() | dossiers())
    made = []
    for number, work in enumerate(works(document), 1):
        suffix = None if isinstance(work, Question) else "ASW"
        reference = Reference(letter="E", number=number, year=2022, suffix=suffix)
        own = Identifier(scheme="eli", value=reference.eli_uri(9))
        others = [each for each in work.identifiers if each.scheme != "eli"]
        made.append(attrs.evolve(work, reference=reference, term=9, identifiers=[own, *others]))
    if len(made) == 1 and not isinstance(document, Dossier):
        return made[0]
    return Dossier(
        questions=[each for each in made if isinstance(each, Question)],
        answers=[each for each in made if not isinstance(each, Question)],
        extensions=document.extensions,
    )


@pytest.mark.parametrize("name", LOSSY)
@given(data=st.data())
def test_each_fact_comes_back_or_is_named(name, data):
    """Of a document that a format takes, what does not come back is named, and nothing else."""
    document = data.draw(printable() if name == "page" else numbered())
    made = formats.get(name)
    try:
        written = made.dumps(document)
    except ParlqError:  # a page does not hold every document
        reject()
    problems = made.losses(document, written=written)
    assert problems == made.losses(document)
    back = made.read(written, strict=False).value
    # What the format knows about its own facts is tested with it.
    known = Comparison() if made.comparison is None else made.comparison(document)
    own = {"page": lambda work, _: work, "csv": without_note}.get(name, tied)
    check([*pairs(document, back, known)], problems, own)


FIELDS = sorted({each.name for kind in (Question, parlq.Answer) for each in attrs.fields(kind)})


def without(document, lost):
    """A document without some fields of its works."""

    def cut(work):
        mine = {each.name: each.default for each in attrs.fields(type(work)) if each.name in lost}
        return attrs.evolve(work, **mine)

    if not isinstance(document, Dossier):
        return cut(document)
    return attrs.evolve(
        document,
        questions=map(cut, document.questions),
        answers=map(cut, document.answers),
        extensions=(),
    )


@given(documents(), st.sets(st.sampled_from([each for each in FIELDS if each != "kind_code"])))
def test_a_format_that_drops_fields_is_found_out(document, lost):
    """Each field that a format of another package leaves out is named, whatever it is."""
    lost -= {"reference", "identifiers"}
    try:
        written = json.dumps(without(document, lost))
    except ParlqError:
        reject()
    made = Format(name="made", reader=json.read, writer=lambda _: written, origin="here")
    problems = made.losses(document)
    filled = {
        each.name
        for work in works(document)
        for each in attrs.fields(type(work))
        if each.name in lost and getattr(work, each.name) not in {(), None, each.default}
    }
    of_dossier = [each for each in problems if "of the dossier" in each.message]
    assert bool(of_dossier) is (isinstance(document, Dossier) and bool(document.extensions))
    assert filled == {each.path for each in problems if each not in of_dossier}


@given(documents())
def test_a_lossless_format_that_is_compared_loses_nothing(document):
    """What comes back equal has no loss, however odd the document."""
    made = attrs.evolve(formats.get("json"), lossless=False)
    assert () == made.losses(document)
