"""The IRI of a work follows from its name: different names, different IRIs, and nothing else matters."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parlq import FrbrUri
from parlq.formats import akn
from parlq.formats.akn.profile.work_iri import address, iri_of, iri_of_dossier, link
from parlq.model import Answer, Attachment, Dossier, Identifier, Question, Reference, identity
from parlq.testing import answers, extensions, questions, references, texts

#: Schemes and values that resemble the spelling of the IRI, or of another name.
SCHEMES = st.sampled_from(["pe", "uin", "doi", "celex", "number", "title-of", "a.b", "local", "printed", "title", "uuid"])  # fmt: skip
HOSTILE = st.sampled_from(["=", ";", "~", "/", "%3D", "%", "#", "?", "@", "!main", ":", " ", "é", "nn", ".", "E-000001-2020"])  # fmt: skip
VALUES = st.lists(HOSTILE | st.sampled_from("ab1"), min_size=1, max_size=4).map("".join)
SCOPES = st.none() | VALUES
IDENTIFIERS = st.builds(Identifier, scheme=SCHEMES, value=VALUES, scope=SCOPES)
NAMES = references() | IDENTIFIERS

CELEX = "question/ep/0001-01-01/celex=92021E000101"


def named(kind, name):
    """A work with one name."""
    if isinstance(name, Reference):
        return kind(reference=name)
    return kind(identifiers=[name])


@given(st.sampled_from([Question, Answer]), NAMES, NAMES)
def test_different_names_have_different_iris(kind, one, other):
    """Two works have one IRI if their names are equal, and only then."""
    first, second = named(kind, one), named(kind, other)
    known = identity.names_inside(first) & identity.names_inside(second)
    assert bool(known) is (iri_of(first) == iri_of(second))


@given(NAMES, NAMES)
def test_links_have_one_address_if_they_have_one_name(one, other):
    """A link leads to one work, however its name is spelled."""
    names = [identity.inside(each, "eu/ep", "question") for each in (one, other)]
    addresses = [link(each, "eu/ep", "question") for each in (one, other)]
    assert (names[0] == names[1]) is (addresses[0] == addresses[1])


@given(questions() | answers())
def test_iris_are_those_of_the_naming_convention(work):
    """An IRI is read by the grammar of the naming convention, and written again as it was."""
    iri = iri_of(work)
    read = FrbrUri.parse(iri)
    assert iri == str(read)
    assert (identity.kind_of(work), work.parliament) == (
        read.subtype,
        f"{country(read)}/{read.actor}",
    )


def country(read):
    """Country and locality, as a parliament has them."""
    return read.country if read.locality is None else f"{read.country}-{read.locality}"


@given(questions() | answers(), extensions(), texts())
def test_what_is_no_name_changes_no_iri(work, extension, text):
    """Languages, texts, people and extensions may be added, and the IRI stays."""
    more = attrs.evolve(work, variants=(), extensions=[extension], term=7, kind_code=text)
    if isinstance(work, Question):
        more = attrs.evolve(more, authors=(), rule=text)
    else:
        more = attrs.evolve(more, answerers=())
    assert iri_of(work) == iri_of(more)


@given(questions())
def test_a_work_has_the_same_iri_in_a_dossier(work):
    """A work with a name of its own is cited alike alone and in a dossier."""
    assume(identity.names(work))
    (inside,) = Dossier(questions=[work]).questions
    assert iri_of(work) == iri_of(inside)


@given(answers(), references())
def test_an_answer_links_to_the_iri_of_its_question(answer, reference):
    """What knows the reference of a question knows the IRI."""
    assume(not reference.is_answer)
    answer = attrs.evolve(answer, answers_to=[reference], parliament="eu/ep")
    asked = iri_of(Question(reference=reference)).encode()
    assert asked in akn.dumps(answer)


@given(st.lists(references(), min_size=2, max_size=3, unique=True))
def test_different_dossiers_have_different_iris(names):
    """The IRI of a dossier follows from its works."""
    works = [Question(reference=each) for each in names]
    iris = [iri_of(work) for work in works]
    assert iri_of_dossier(iris) != iri_of_dossier(iris[:-1])
    assert iri_of_dossier(iris).startswith("/akn/eu/documentCollection/dossier/ep/")


@given(IDENTIFIERS)
def test_identifier_is_stated_at_the_address_that_links_carry(identifier):
    """The work states the URI that links to it have, as an alias, whatever the identifier is."""
    written = akn.dumps(Question(identifiers=[identifier]))
    linking = akn.dumps(Answer(answers_to=[identifier]))
    uri = address(identifier, "eu/ep").encode()
    assert b'value="%b"' % uri in written
    assert b'href="%b"' % uri in linking


@given(references())
def test_an_answer_links_to_a_revised_question(reference):
    """Answers leave the revision out, so a revised question states the IRI without it, too."""
    reference = attrs.evolve(reference, suffix=None, revision=2)
    revised = Question(reference=reference)
    plain = link(identity.unrevised(reference), "eu/ep", "question")
    assert f'name="parlq:uri" value="{plain}"'.encode() in akn.dumps(revised)
    assert akn.loads(akn.dumps(revised)) == revised


@given(st.lists(NAMES, min_size=1, max_size=3, unique=True), st.randoms())
def test_the_order_of_questions_changes_no_iri(names, random):
    """An answer without a name is known by its questions, whichever a source lists first."""
    day = dt.date(2021, 5, 1)
    mixed = random.sample(names, len(names))
    one, other = (Answer(date=day, answers_to=each) for each in (names, mixed))
    assert iri_of(one) == iri_of(other)


@given(IDENTIFIERS, st.integers(700, 3000))
def test_long_names_have_iris_too(identifier, times):
    """A long name gives an IRI that others read, and another name another one."""
    long = attrs.evolve(identifier, value=identifier.value * times)
    longer = attrs.evolve(long, value=f"{long.value}1")
    iris = [iri_of(named(Question, each)) for each in (long, longer)]
    assert [str(FrbrUri.parse(each)) for each in iris] == iris
    assert len({*iris}) == len({identity.inside(e, "eu/ep", "question") for e in (long, longer)})


def test_an_attachment_with_a_reference_has_the_iri_of_its_work():
    """The reference names it, however its title is printed."""
    attachment = Attachment(reference="E-000101/2021-ASW-ANN01", title="Figures")
    written = akn.dumps(Answer(reference="E-000101/2021-ASW", attachments=[attachment]))
    assert b'href="/akn/eu/debate/answer/ep/2021/E-000101-2021-ASW-ANN01"' in written


@pytest.mark.parametrize(
    ("work", "end"),
    [
        (Question(reference="E-000101/2021", date="2020-12-30"), "question/ep/2021/E-000101-2021"),
        (Answer(reference="E-000101/2021-ASW"), "answer/ep/2021/E-000101-2021-ASW"),
        (
            Question(
                parliament="gb/commons",
                date="2021-03-04",
                identifiers=[Identifier(scheme="uin", value="178/9", scope="2019 21")],
            ),
            "question/commons/2021-03-04/uin=178%2F9;2019%2021",
        ),
        (
            Question(identifiers=[Identifier(scheme="local", value="q1")]),
            "question/ep/0001-01-01/local=q1",
        ),
        (
            Answer(date="2021-05-01", answers_to=["E-000101/2021/rev.1", "E-000102/2021"]),
            "answer/ep/2021-05-01/E-000101-2021",
        ),
        (
            Answer(date="2021-05-01", answers_to=["E-000102/2021", "E-000101/2021"]),
            "answer/ep/2021-05-01/E-000101-2021",
        ),
        (Question(date="2021-03-04"), "question/ep/2021-03-04/nn"),
        # Works of one file that only a description tells apart.
        (
            Question(date="2021-03-04", identifiers=[Identifier(scheme="title", value="Eels")]),
            "question/ep/2021-03-04/title=Eels",
        ),
        (
            Question(identifiers=[Identifier(scheme="uuid", value="ABCD-01")]),
            "question/ep/0001-01-01/uuid=abcd-01",
        ),
        # One name in two spellings, and with a scope that it does not need.
        (Question(identifiers=[Identifier(scheme="celex", value="92021E0101")]), CELEX),
        (
            Question(identifiers=[Identifier(scheme="celex", value="92021E000101", scope="x")]),
            CELEX,
        ),
        (
            Question(identifiers=[Identifier(scheme="pe", value="PE 12.345")]),
            "question/ep/0001-01-01/pe=PE12.345",
        ),
    ],
)
def test_iri_ends_with_the_name(work, end):
    """The best name is the one in the IRI, with the year that it states, else with the date."""
    assert iri_of(work).endswith(f"/debate/{end}")
