"""Akoma Ntoso IRIs: the strict grammar, the lenient reading, the three levels."""

import json
from pathlib import Path

import attrs
import pytest

from parlq.model.references.frbr import FrbrUri
from parlq.problems import ModelError

CASES = json.loads(Path(__file__).with_name("frbr_cases.json").read_text(encoding="utf-8"))
GOOD = [case for case in CASES if case["fields"] is not None]
BAD = [case["iri"] for case in CASES if case["fields"] is None]
QUESTION = "/akn/eu/debate/writtenQuestion/ep/2024-01-15/E-000123-2024"


def level(iri, name):
    """Return one level of an IRI, None where it states none."""
    try:
        return getattr(iri, name)
    except ModelError:
        return None


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case["iri"])
def test_reads_the_parts_that_are_stated(case):
    """Each part is found, and none is filled in."""
    stated = attrs.asdict(FrbrUri.parse(case["iri"]), filter=lambda _, value: value is not None)
    assert case["fields"] == stated


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case["iri"])
def test_writes_the_levels_that_are_stated(case):
    """Work, expression and manifestation come out as far as the IRI states them."""
    iri = FrbrUri.parse(case["iri"])
    assert (case["work"], case["expression"], case["manifestation"]) == (
        iri.work_uri,
        level(iri, "expression_uri"),
        level(iri, "manifestation_uri"),
    )


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case["iri"])
def test_writes_the_iri_as_it_was(case):
    """The string is the IRI that was read, without a slash at its end."""
    assert case["iri"].removesuffix("/") == str(FrbrUri.parse(case["iri"]))


@pytest.mark.parametrize("iri", BAD)
def test_refuses_what_is_no_iri(iri):
    """All else is a model error."""
    with pytest.raises(ModelError) as caught:
        FrbrUri.parse(iri)
    assert caught.value.field == "FrbrUri"


@pytest.mark.parametrize("iri", [None, 5, "/akn/za/act/2020/" + "1" * 2048])
def test_refuses_other_types_and_lengths(iri):
    """What is no string, or too long a one, is refused by both readings."""
    for lenient in (False, True):
        with pytest.raises(ModelError):
            FrbrUri.parse(iri, lenient=lenient)


PARTS = {"country": "za", "doctype": "act", "date": "2020", "number": "1"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("prefix", "akn"),
        ("country", "ZA"),
        ("locality", ""),
        ("doctype", "2act"),
        ("doctype", None),
        ("subtype", "a/b"),
        ("subtype", "1a"),
        ("actor", "ep"),
        ("date", "2020-13"),
        ("date", None),
        ("number", ""),
        ("number", "a b"),
        ("number", "a\n"),
        ("number", "a\ud800"),
        ("number", "!a"),
        ("number", 1),
        ("language", "en"),
        ("expression_date", "@"),
        ("work_component", "main.xml"),
        ("portion", "a~b"),
        ("format", "xml"),
    ],
)
def test_constructor_names_the_field_it_refuses(field, value):
    """A part that the grammar refuses, or one that needs another, is refused under its name."""
    with pytest.raises(ModelError) as caught:
        FrbrUri(**{**PARTS, field: value})
    assert f"FrbrUri.{field}" == caught.value.field


@pytest.mark.parametrize("value", ["2020", "@2020-02-30", "@x", 5])
def test_refuses_expression_dates(value):
    """An expression date begins with its mark and is a date that exists."""
    with pytest.raises(ModelError, match="expression_date"):
        FrbrUri(**PARTS, language="eng", expression_date=value)


def test_refuses_parts_that_are_too_long_together():
    """Parts that make more than 2048 characters are refused, as `parse` refuses them."""
    with pytest.raises(ModelError, match="longer than 2048"):
        FrbrUri(**{**PARTS, "number": "1" * 2048})


def test_parts_make_an_iri():
    """Writers give the parts by name."""
    iri = FrbrUri(
        country="eu",
        doctype="debate",
        subtype="writtenQuestion",
        actor="ep",
        date="2024-01-15",
        number="E-000123-2024",
        language="fra",
        expression_date="@2024-01-15",
        work_component="main",
        format="xml",
    )
    assert f"{QUESTION}/fra@2024-01-15/!main.xml" == str(iri)


def test_is_a_value():
    """Equal IRIs are equal and hash alike; nothing can be set."""
    iri = FrbrUri.parse(QUESTION)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        iri.number = "2"
    assert {iri} == {FrbrUri.parse(QUESTION), FrbrUri.parse(f"{QUESTION}/")}


@pytest.mark.parametrize(
    ("text", "iri", "base", "changes"),
    [
        (f"{QUESTION}/eng", f"{QUESTION}/eng", None, ()),
        (
            f"https://example.org{QUESTION}",
            QUESTION,
            "https://example.org",
            ("base https://example.org dropped",),
        ),
        (
            "/akn/ie/debateRecord/dail/2020-07-30/debate/mul@/main.xml",
            "/akn/ie/debateRecord/dail/2020-07-30/debate/mul@/!main.xml",
            None,
            ("component main marked with !",),
        ),
        (
            "/akn/za/act/1980/02/eng/main",
            "/akn/za/act/1980/02/eng/!main",
            None,
            ("component main marked with !",),
        ),
        (
            "/akn/eu/doc/question/ep/2024/E-000123/fr@",
            "/akn/eu/doc/question/ep/2024/E-000123/fra@",
            None,
            ("language fr written fra",),
        ),
        (
            "/akn/cl/debate/recurso/2006/1076048/es@20120505/!main.xml",
            "/akn/cl/debate/recurso/2006/1076048/spa@2012-05-05/!main.xml",
            None,
            ("language es written spa", "date @20120505 written @2012-05-05"),
        ),
        ("/AKN/za/act/2020/1", "/akn/za/act/2020/1", None, ("prefix written in lower case",)),
        (" /akn/za/act/2020/1\n", "/akn/za/act/2020/1", None, ("blanks around the IRI dropped",)),
    ],
)
def test_lenient_reading_tells_what_it_changed(text, iri, base, changes):
    """What real documents hold is put in order, and each change is told."""
    reading = FrbrUri.parse_lenient(text)
    assert (iri, base, changes) == (str(reading.uri), reading.base, reading.changes)


def test_lenient_flag_gives_the_same_iri():
    """`parse` with the flag is `parse_lenient` without its notes."""
    text = "https://example.org/akn/za/act/2020/1/en/main"
    assert FrbrUri.parse_lenient(text).uri == FrbrUri.parse(text, lenient=True)


@pytest.mark.parametrize(
    "text",
    [
        "/ak/questions/2010-11-11/eng@/main.xml",
        "/ukpga/2015/1",
        "/akn/za/act/2020/1/qq",
        "https://x",
    ],
)
def test_lenient_reading_has_bounds(text):
    """A number is not made up, nor a language for an unknown code."""
    with pytest.raises(ModelError):
        FrbrUri.parse(text, lenient=True)
