"""Documents joined in any order: the same works, nothing lost, and nothing that no source states."""

from __future__ import annotations

import datetime as dt

import attrs
from hypothesis import given
from hypothesis import strategies as st

from parlq import joining
from parlq.model import (
    Answer,
    Answerer,
    Dossier,
    Identifier,
    Institution,
    LanguageVariant,
    Paragraph,
    Question,
    Reference,
    identity,
)
from parlq.model.language import OFFICIAL
from parlq.problems import Severity
from parlq.testing import answers, documents, questions, references

TAGS = [language.tag for language in OFFICIAL]
#: Forms of address in the official languages, and titles, as pages print them.
HONORIFICS = (
    *("Ms", "Mr", "Mrs", "Mme", "M.", "Frau", "Herr", "Dr", "Prof.", "Sra.", "Sig.ra", "Mevr."),
    *("Fru", "Pani", "г-жа", "κ.", "Rouva", "Proua", "Ponia", "kungs", "asszony", "doamna"),
    *("gospa", "gospođa", "An tUasal", "Is-Sinjura", "Prof. Dr.", "Baroness"),
)


def works_of(value):
    """The works of a document, or of nothing."""
    if value is None:
        return ()
    return value.works if isinstance(value, Dossier) else (value,)


def in_words(problems):
    """Problems without the file that they are told of."""
    return sorted((each.rule, each.path or "", each.message) for each in problems)


@st.composite
def parts(draw, whole):
    """Up to four documents about one work, each of which leaves out some of what it states."""
    work = draw(whole)
    fields = [
        each
        for each in attrs.fields(type(work))
        if each.name not in {"reference", "kind", "kind_code", "parliament"}
    ]
    found = []
    for _ in range(draw(st.integers(1, 4))):
        left_out = draw(st.sets(st.sampled_from([each.name for each in fields])))
        changed = {each.name: each.default for each in fields if each.name in left_out}
        if "variants" not in left_out:
            keep = draw(
                st.lists(st.booleans(), min_size=len(work.variants), max_size=len(work.variants))
            )
            changed["variants"] = [v for v, kept in zip(work.variants, keep, strict=True) if kept]
        found.append(attrs.evolve(work, **changed))
    return work, found


def named(works):
    """Works with a reference."""
    return st.builds(lambda work, own: attrs.evolve(work, reference=own), works, references())


@given(
    parts(named(questions(max_variants=3, max_authors=3)) | named(answers(max_variants=3))),
    st.randoms(),
)
def test_parts_of_one_work_are_one_in_any_order(found, random):
    """What does not contradict each other gives one value, whatever comes first, and no warning."""
    _, documents_ = found
    one = joining.merge(documents_)
    shuffled = list(documents_)
    random.shuffle(shuffled)
    other = joining.merge(shuffled)
    assert one.value == other.value
    assert () == one.problems == other.problems


@given(parts(named(questions(max_variants=3, max_authors=3)) | named(answers(max_variants=3))))
def test_all_that_a_source_states_is_there(found):
    """Each fact of each part is in the whole."""
    _, documents_ = found
    value = joining.merge(documents_).value
    for part in documents_:
        for field in attrs.fields(type(part)):
            stated = getattr(part, field.name)
            if field.name == "variants":
                assert {v.language for v in stated} <= set(value.languages)
            elif stated not in (None, ()):
                have = getattr(value, field.name)
                assert set(stated) <= set(have) if isinstance(stated, tuple) else stated == have


@given(st.lists(documents(), min_size=2, max_size=3), st.randoms())
def test_which_works_are_one_does_not_depend_on_the_order(found, random):
    """Any documents, in any order, give works of the same names, as many of each."""
    shuffled = list(found)
    random.shuffle(shuffled)
    one, other = joining.merge(found), joining.merge(shuffled)
    for kind in (Question, Answer):
        names = [
            sorted(
                repr(sorted(map(repr, identity.names(work))))
                for work in works_of(joined.value)
                if type(work) is kind
            )
            for joined in (one, other)
        ]
        assert names[0] == names[1]


@given(st.lists(documents(), min_size=1, max_size=3))
def test_every_name_is_still_there(found):
    """No document takes a name away from another one."""
    joined = works_of(joining.merge(found).value)
    for kind in (Question, Answer):
        before = {
            n for d in found for w in works_of(d) if type(w) is kind for n in identity.names(w)
        }
        after = {n for w in joined if type(w) is kind for n in identity.names(w)}
        assert {n for n in before if n[0] != "reference"} == {
            n for n in after if n[0] != "reference"
        }
        assert {(n[1], identity.unrevised(n[2])) for n in before if n[0] == "reference"} == {
            (n[1], identity.unrevised(n[2])) for n in after if n[0] == "reference"
        }


def sitting(day, numbers, scope):
    """The questions of a day, numbered from whatever number, each with its answer."""
    names = [Identifier(scheme="number", value=str(n), scope=scope) for n in numbers]
    asked = [
        Question(
            identifiers=(name,),
            parliament="xa/moot",
            date=day,
            variants=(LanguageVariant(language="en", body=(Paragraph(content=f"{day} {n}?"),)),),
        )
        for n, name in zip(numbers, names, strict=True)
    ]
    given_ = [
        Answer(
            answers_to=(name,),
            parliament="xa/moot",
            date=day,
            variants=(LanguageVariant(language="en", body=(Paragraph(content=f"{day} {n}."),)),),
        )
        for n, name in zip(numbers, names, strict=True)
    ]
    return Dossier(questions=asked, answers=given_)


@given(
    st.lists(
        st.tuples(
            st.dates(dt.date(1990, 1, 1)), st.sets(st.integers(1, 9), min_size=1, max_size=4)
        ),
        min_size=2,
        max_size=4,
        unique_by=lambda day: day[0],
    ),
    st.booleans(),
)
def test_days_that_number_alike_lose_no_question(days, scoped):
    """Sittings number anew; all questions survive, each with its own answer, with a scope or without."""
    files = [sitting(day, sorted(ns), str(day) if scoped else None) for day, ns in days]
    joined = joining.merge(files).value
    texts = [work.variants[0].text() for each in files for work in each.works]
    assert sorted(texts) == sorted(work.variants[0].text() for work in joined.works)
    pairs = {(q.variants[0].text()[:-1], a.variants[0].text()[:-1]) for q, a in joined.pairs()}
    assert {(text[:-1], text[:-1]) for text in texts} == pairs


@st.composite
def spelled(draw):
    """A person as one of many sources may state him or her."""
    name = draw(st.sampled_from(["Averlund", "Ida Averlund", "AVERLUND", "Averlund Brandt"]))
    form = draw(st.none() | st.sampled_from(HONORIFICS))
    inside = draw(st.booleans())
    return Answerer(
        name=f"{form} {name}" if form and inside else name,
        honorific=None if inside else form,
        offices=draw(st.sampled_from([(), ("Commissioner",), ("Commissaire",)])),
        institution=draw(st.none() | st.just(Institution(code="commission", name="Commission"))),
        uri=draw(st.none() | st.just("https://people.example/1")),
    )


@given(st.lists(st.tuples(spelled(), st.sampled_from(TAGS)), min_size=2, max_size=4))
def test_nobody_is_put_together_from_two_sources(people):
    """Form of address, offices, name and address of an answerer are those of one source."""
    own = Reference.parse("E-900001/2020-ASW")
    pages = [
        Answer(
            reference=own, answerers=(who,), variants=(LanguageVariant(language=tag, subject=tag),)
        )
        for who, tag in people
    ]
    joined = joining.merge(pages)

    def person(who):
        return who.honorific, who.offices, who.name, who.uri

    assert {person(each) for each in joined.value.answerers} <= {person(who) for who, _ in people}
    backwards = joining.merge(pages[::-1])
    if not any(
        each.severity is Severity.WARNING for each in (*joined.problems, *backwards.problems)
    ):
        assert joined.value.answerers == backwards.value.answerers
    # Whatever is not in the value, is in a problem.
    told = f"{joined.value.answerers} {' '.join(each.message for each in joined.problems)}"
    for who, _ in people:
        assert who.uri is None or who.uri in told or repr(joined.value.answerers).count("uri")


@given(st.permutations(["en", "fr", "de", "pl", "mt"]), st.none() | st.sampled_from(["fr", "mt"]))
def test_names_of_bodies_do_not_depend_on_the_order(tags, original):
    """Pages in several languages name one body in their own words."""
    own = Reference.parse("E-900001/2020")
    pages = [
        Question(
            reference=own,
            addressees=(Institution(code="commission", name=f"Commission ({tag})"),),
            on_behalf_of=(Institution(name=f"Group ({tag})"),),
            original_languages=(original,) if original and tag == "de" else (),
            variants=(LanguageVariant(language=tag, subject=tag),),
        )
        for tag in tags
    ]
    joined = joining.merge(pages)
    assert () == joined.problems
    expected = original or "en"
    assert f"Commission ({expected})" == joined.value.addressees[0].name
    assert f"Group ({expected})" == joined.value.on_behalf_of[0].name
