"""Properties of references, language tags and IRIs, whatever their parts."""

import contextlib
import time

import pytest
from hypothesis import assume, example, given, reject
from hypothesis import strategies as st

from parlq.model.languages.language import Language, alpha3, is_normal_tag, normal_tag
from parlq.model.references import portal
from parlq.model.references.frbr import FrbrUri
from parlq.model.references.reference import Reference
from parlq.problems import ModelError
from parlq.testing._leaf import frbr_uris, language_tags, references

# Pieces of spellings, so that random texts come close to real ones.
PIECES = """
E P Z e 0 1 2 9 - / . _ ( ) ? & = % : + # ! ~ @ 2017 001670 ASW ANN01 rev.1 No CELEX: reference=
https://x/ eli/dl/doc/ %2F -//EP//TEXT+WQ+ _EN.html __WQ__ /akn/ eu eng 2024-01-15 en x- u-
"""
NEAR_TEXT = st.lists(
    st.sampled_from([*PIECES.split(), " ", "\u2011", "\u0660", "\ud800"]), max_size=14
).map("".join)
ANY_TEXT = st.text() | NEAR_TEXT


@given(references())
def test_normal_form_reads_back(reference):
    """The normal form gives the same reference."""
    assert reference == Reference.parse(str(reference))


@given(references())
def test_number_for_iris_reads_back(reference):
    """The number for an IRI gives the same reference and suits an IRI."""
    number = reference.akn_number
    FrbrUri(country="eu", doctype="debate", date="2024", number=number)
    assert reference == Reference.parse(number)


@given(
    reference=references(),
    width=st.integers(1, 6),
    short_year=st.booleans(),
    separator=st.sampled_from("/-"),
    bracketed=st.booleans(),
)
def test_printed_forms_read_back(reference, width, short_year, separator, bracketed):
    """Each printed form that a reference has gives the same reference."""
    try:
        printed = reference.printed(
            width=width, short_year=short_year, separator=separator, bracketed=bracketed
        )
    except ModelError:
        reject()
    assert reference == Reference.parse(printed)


@given(references().filter(lambda each: each.letter not in {None, "A", "B"}), st.integers(1, 99))
def test_eli_forms_read_back(reference, term):
    """The portal's identifier and addresses give the reference without its revision."""
    bare = Reference(
        letter=reference.letter,
        number=reference.number,
        year=reference.year,
        suffix=reference.suffix,
    )
    forms = (
        reference.eli_id(term),
        reference.eli_uri(term),
        reference.eli_uri(term, "it"),
        reference.eli_uri(term, "it", "pdf"),
    )
    read = [Reference.parse_match(form) for form in forms]
    assert [(bare, term, None)] * 2 + [(bare, term, "it")] * 2 == [
        (match.reference, match.term, match.language) for match in read
    ]


@given(references().filter(lambda each: each.letter), st.integers(0, 99), NEAR_TEXT)
def test_the_fast_reading_of_the_portal_is_the_slow_one(reference, term, text):
    """What is read fast is read alike by the way that takes every spelling, and all else is not."""
    suffix = f"-{reference.suffix}" if reference.suffix else ""
    name = f"{reference.letter}-{term}-{reference.year}-{reference.number:06}{suffix}"
    for spelled in (name, text, f"{name}{text}"):
        assert portal.is_plain(spelled) is (portal.plain(spelled) is not None)
        if (found := portal.plain(spelled)) is not None:
            match = Reference.parse_match(spelled)
            assert found == (match.reference, match.term)
    assert portal.is_plain(name) is (reference.letter not in {"A", "B"} and term > 0)


@given(references().filter(lambda each: each.letter), st.sampled_from([4, 6]))
def test_question_forms_read_back(reference, width):
    """CELEX numbers and *sides* addresses of a question give the question without revision."""
    question = Reference(letter=reference.letter, number=reference.number, year=reference.year)
    assume(question.number < 10**width)
    address = f"/sides/getDoc.do?reference={question.sides_id(width=width)}&language=EN"
    read = [Reference.parse(question.celex(width=width)), Reference.parse(address)]
    assert [question, question] == read


@given(references().filter(lambda each: each.letter and each.letter in "EPOHGK"), ANY_TEXT)
def test_finds_the_normal_form_in_any_text(reference, text):
    """A printed reference is found behind any text, at its place."""
    whole = f"{text} {reference}"
    match = Reference.find_all(whole)[-1]
    assert (reference, str(reference)) == (match.reference, whole[match.start : match.end])


@given(ANY_TEXT)
@example("No " * 100)
def test_any_text_is_searched(text):
    """No text makes the search fail; each place holds what was printed."""
    for match in Reference.find_all(text, letterless=True):
        assert match.printed == text[match.start : match.end]


@pytest.mark.parametrize(
    "read",
    [
        Reference.parse,
        Reference.parse_match,
        normal_tag,
        alpha3,
        Language.parse,
        Language.from_uri,
        FrbrUri.parse,
        FrbrUri.parse_lenient,
    ],
)
@given(text=ANY_TEXT)
def test_any_text_is_read_or_refused(read, text):
    """Any text gives a value or a model error, nothing else."""
    with contextlib.suppress(ModelError):
        read(text)


@pytest.mark.parametrize(
    "piece", ["E-", "E-0", "No ", "91997E", "0", "E-2017-001670-", "N.", " ", "_"]
)
def test_search_takes_linear_time(piece):
    """A megabyte of near misses is searched at once."""
    began = time.process_time()
    Reference.find_all(piece * (1_000_000 // len(piece)), letterless=True)
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "piece", ["/", "a__WQ__", "%", "%25", "reference=", "E-2017-", "-//EP//A+A+"]
)
def test_refusal_takes_linear_time(piece):
    """The longest hostile text is refused at once."""
    text = (piece * 400)[:400]
    began = time.process_time()
    with pytest.raises(ModelError):
        Reference.parse(text)
    assert time.process_time() - began < 1


@given(language_tags())
def test_normal_tags_stay(tag):
    """A normal tag is its own normal form, in any case."""
    assert (tag, tag, tag, True) == (
        normal_tag(tag),
        normal_tag(tag.upper()),
        normal_tag(tag.lower()),
        is_normal_tag(tag),
    )


@given(ANY_TEXT)
def test_normalising_twice_changes_nothing(text):
    """The normal form of any tag is normal."""
    try:
        tag = normal_tag(text)
    except ModelError:
        return
    assert tag == normal_tag(tag)


@given(language_tags())
def test_code_for_iris_has_three_letters(tag):
    """Every tag has a three-letter code that an IRI takes."""
    code = alpha3(tag)
    iri = FrbrUri(country="eu", doctype="debate", date="2024", number="1", language=code)
    assert code == iri.language


@given(frbr_uris())
def test_iris_read_back(iri):
    """The string of an IRI gives the same IRI; the lenient reading changes nothing."""
    reading = FrbrUri.parse_lenient(str(iri))
    assert (iri, iri, ()) == (FrbrUri.parse(str(iri)), reading.uri, reading.changes)
