"""`Reference`: what it refuses, every spelling it reads, every form it writes."""

import copy
import pickle

import attrs
import pytest

from parlq.model.references.reference import Reference, ReferenceForm
from parlq.problems import ModelError

EP = "https://www.europarl.europa.eu"
ELI = "https://data.europarl.europa.eu/eli/dl/doc"
EURLEX = "https://eur-lex.europa.eu"

SPELLINGS = [
    ("No 1649/91", "001649/1991", "letterless"),
    ("No. 3955/97", "003955/1997", "letterless"),
    ("nr. 1287/95", "001287/1995", "letterless"),
    ("Nr. 1287/95", "001287/1995", "letterless"),
    ("n° 1287/95", "001287/1995", "letterless"),
    ("\u03b1\u03c1\u03b9\u03b8. 1287/95", "001287/1995", "letterless"),
    ("812/95", "000812/1995", "letterless"),
    ("001649-1991", "001649/1991", "letterless"),
    ("E-361/95", "E-000361/1995", "printed"),
    ("E-2101/94", "E-002101/1994", "printed"),
    ("E-0454/96", "E-000454/1996", "printed"),
    ("P-3693/00", "P-003693/2000", "printed"),
    ("E-3923/07", "E-003923/2007", "printed"),
    ("E-5738/2010", "E-005738/2010", "printed"),
    ("E-008937/11", "E-008937/2011", "printed"),
    ("E-000001/2018", "E-000001/2018", "printed"),
    ("E-000044/2022/rev.1", "E-000044/2022/rev.1", "printed"),
    ("E-000044/2022/REV1-ASW", "E-000044/2022/rev.1-ASW", "printed"),
    ("H-0327/10", "H-000327/2010", "printed"),
    ("O-000046/2017 (B8-0316/2017)", "O-000046/2017", "printed"),
    ("E-5738/2010(ASW)", "E-005738/2010-ASW", "printed"),
    ("E-5738/2010 (ASW)", "E-005738/2010-ASW", "printed"),
    ("E-008937/11-ASW", "E-008937/2011-ASW", "printed"),
    ("\u00a0E-001670/2017\u202f", "E-001670/2017", "printed"),
    ("E\u20100641/10", "E-000641/2010", "printed"),
    ("E\u20110641/10", "E-000641/2010", "printed"),
    ("E\u20120641/10", "E-000641/2010", "printed"),
    ("E\u20130641/10", "E-000641/2010", "printed"),
    ("E\u22120641/10", "E-000641/2010", "printed"),
    ("E-001670-17", "E-001670/2017", "dashed"),
    ("E-3923-07", "E-003923/2007", "dashed"),
    ("E-4806-2007", "E-004806/2007", "dashed"),
    ("E-001670-2017", "E-001670/2017", "dashed"),
    ("E-000044-2022-rev1", "E-000044/2022/rev.1", "dashed"),
    ("E-000016-2022-ASW", "E-000016/2022-ASW", "dashed"),
    ("E-2011-008937", "E-008937/2011", "year_first"),
    ("E-2010-7934", "E-007934/2010", "year_first"),
    ("G-9-2021-001003", "G-001003/2021", "eli_id"),
    ("E-9-2022-000016", "E-000016/2022", "eli_id"),
    ("E-6-2007-4806", "E-004806/2007", "eli_id"),
    ("E-9-2022-000016-ASW", "E-000016/2022-ASW", "eli_id"),
    ("E-9-2022-000016-ASW-ANN01", "E-000016/2022-ASW-ANN01", "eli_id"),
    ("91997E003955", "E-003955/1997", "celex"),
    ("91996E0454", "E-000454/1996", "celex"),
    ("CELEX:92001E000375", "E-000375/2001", "celex"),
    (f"{ELI}/E-9-2022-000016", "E-000016/2022", "eli_uri"),
    (f"{ELI}/E-9-2022-000016/it", "E-000016/2022", "eli_uri"),
    (f"{ELI}/E-9-2022-000016-ASW/it/pdf", "E-000016/2022-ASW", "eli_uri"),
    (f"{ELI}/E-9-2022-000016-ASW-ANN02", "E-000016/2022-ASW-ANN02", "eli_uri"),
    (f"{ELI}/e-9-2022-000016/EN", "E-000016/2022", "eli_uri"),
    ("eli/dl/doc/E-10-2026-000002", "E-000002/2026", "eli_uri"),
    ("E-8-2017-001670_EN.html", "E-001670/2017", "file"),
    ("e-8-2017-001670_en.html", "E-001670/2017", "file"),
    ("E-9-2021-000842-ASW_DE.html?redirect", "E-000842/2021-ASW", "file"),
    ("E-9-2022-000019-ASW-FF_en.pdf", "E-000019/2022-ASW", "file"),
    ("4711__WQ__E-2010-7934__EN.txt", "E-007934/2010", "file"),
    ("4711__WQA__E-2011-008937__EN.txt", "E-008937/2011", "file"),
    (f"{EP}/doceo/document/E-9-2021-000842-ASW_DE.html", "E-000842/2021-ASW", "file"),
    ("/doceo/document/E-8-2017-001670_EN.html", "E-001670/2017", "file"),
    ("/sides/getDoc.do?type=WQ&reference=E-2007-4806&language=EN", "E-004806/2007", "sides"),
    ("/sides/getDoc.do?type=WQ&reference=e-2007-4806&language=EN", "E-004806/2007", "sides"),
    ("/sides/getDoc.do?type=WQ&amp;reference=E-2007-4806", "E-004806/2007", "sides"),
    ("/sides/getDoc.do?type=OQ&reference=O-2017-000046", "O-000046/2017", "sides"),
    ("/sides/getDoc.do?type=WQ&reference=E-2007-2010", "E-002010/2007", "sides"),
    ("/sides/getDoc.do?type%3DWQ%26reference%3DE-2007-4806", "E-004806/2007", "sides"),
    (
        f"{EP}/sides/getDoc.do?pubRef=-//EP//TEXT+WQ+P-2017-000921+0+DOC+XML+V0//EN",
        "P-000921/2017",
        "sides",
    ),
    (
        f"{EP}/sides/getDoc.do?pubRef=-%2f%2fEP%2F%2FTEXT%2bWQ%2BP-2017-000921%2b0%2bDOC%2bXML",
        "P-000921/2017",
        "sides",
    ),
    ("pubRef=-//EP//TEXT+WQ+P-2017-000921+0+DOC+XML+V0//EN", "P-000921/2017", "sides"),
    ("-//EP//TEXT+WQ+P-2017-000921+0+DOC+XML+V0//EN", "P-000921/2017", "sides"),
    ("/sides/getAllAnswers.do?reference=E-2011-007160", "E-007160/2011", "sides_answers"),
    (f"{EURLEX}/legal-content/EN/TXT/?uri=CELEX%3A91997E003955", "E-003955/1997", "celex_uri"),
    (
        f"{EURLEX}/LexUriServ/LexUriServ.do?uri=CELEX:91996E0454:FR:HTML",
        "E-000454/1996",
        "celex_uri",
    ),
    ("http://publications.europa.eu/resource/celex/91997E003955", "E-003955/1997", "celex_uri"),
]

REFUSED = [
    "",
    " ",
    "E-001670",
    "e-001670/2017",
    "e-9-2022-000016",
    "E-000000/2017",
    "E-0454/1951",
    "E-0454/2100",
    "E-0454/123",
    "E-1234567/2017",
    "E-00167\u0660/2017",
    "\u0395-001670/2017",
    "E-001670/2017 x",
    "E-001670/2017, E-001671/2017",
    "E-001670/2017/rev.0",
    "E-001670/2017-ASX",
    "E-001670/2017-ASW-ANN1",
    "E-9-2022-000016_COM",
    "E-2011-123",
    "A-8-2017-0001",
    "91997E03955",
    "31997R003955",
    "/1649/91",
    f"{EP}/doceo/document/A-8-2017-0001_EN.html?reference",
    f"{EURLEX}/legal-content/EN/TXT/?uri=CELEX%3A31997R003955",
    f"{EP}/plenary/en/parliamentary-questions.html",
    "E-001670/2017" + " " * 400,
]


@pytest.mark.parametrize(("text", "expected", "form"), SPELLINGS)
def test_reads_every_spelling(text, expected, form):
    """Each published spelling reads as its reference, and the match tells the spelling."""
    match = Reference.parse_match(text)
    assert (expected, form) == (str(match.reference), match.form.value)


@pytest.mark.parametrize(("text", "expected", "form"), SPELLINGS)
def test_parse_agrees_with_parse_match(text, expected, form):
    """`parse` gives the reference of the match, from a fresh reading and from the cache."""
    assert [expected] * 2 == [str(Reference.parse(text)), str(Reference.parse(text))]


@pytest.mark.parametrize("text", REFUSED)
def test_refuses_what_is_no_reference(text):
    """Anything else is a model error of the Reference."""
    with pytest.raises(ModelError) as caught:
        Reference.parse(text)
    assert caught.value.field == "Reference"


def test_refuses_a_value_that_is_no_string():
    """A number is refused with the type in the message."""
    with pytest.raises(ModelError, match="got int"):
        Reference.parse(1649)


@pytest.mark.parametrize("text", ["E-2007-2010", "P-1994-1996"])
def test_refuses_two_years(text):
    """Two groups of four digits that both may be years are ambiguous."""
    with pytest.raises(ModelError, match="year first or last"):
        Reference.parse(text)


@pytest.mark.parametrize(
    ("short", "year"), [("52", 1952), ("99", 1999), ("00", 2000), ("51", 2051)]
)
def test_century_of_two_digits(short, year):
    """Years 52 to 99 belong to the twentieth century, 00 to 51 to the next."""
    assert year == Reference.parse(f"E-0454/{short}").year


@pytest.mark.parametrize(
    "parts",
    [
        {"letter": "E", "number": 1670, "year": 2017},
        {"letter": None, "number": 1649, "year": 1991},
        {"letter": "E", "number": 44, "year": 2022, "revision": 1, "suffix": "ASW-ANN01"},
        {"letter": "Z", "number": 999_999, "year": 2099, "revision": 999, "suffix": "ANN01"},
    ],
)
def test_normal_form_reads_back(parts):
    """The normal form gives the same value again."""
    reference = Reference(**parts)
    assert reference == Reference.parse(str(reference))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("letter", "e"),
        ("letter", ""),
        ("letter", "EE"),
        ("letter", 5),
        ("number", 0),
        ("number", 1_000_000),
        ("number", True),
        ("number", "1"),
        ("year", 1951),
        ("year", 2100),
        ("revision", 0),
        ("revision", 1000),
        ("suffix", ""),
        ("suffix", "asw"),
        ("suffix", "ASW-ANN1"),
        ("suffix", "ASW\n"),
        ("suffix", 1),
    ],
)
def test_constructor_names_the_field_it_refuses(field, value):
    """A part outside its bounds is refused under its own name."""
    with pytest.raises(ModelError) as caught:
        Reference(**{"letter": "E", "number": 1, "year": 2017, field: value})
    assert f"Reference.{field}" == caught.value.field


def test_repr_is_short():
    """The representation holds the normal form."""
    expected = "Reference.parse('E-001670/2017')"
    assert expected == repr(Reference.parse("E-1670/17"))


def test_sorts_by_year_letter_number_revision_suffix():
    """References sort by year, letter, number, revision and suffix; absent parts come first."""
    expected = [
        "000009/1991",
        "000001/1992",
        "E-000001/1992",
        "E-000002/1992",
        "E-000002/1992-ASW",
        "E-000002/1992/rev.1",
        "P-000001/1992",
    ]
    assert expected == [str(each) for each in sorted(map(Reference.parse, reversed(expected)))]


def test_is_immutable():
    """A part cannot be set."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Reference.parse("E-001670/2017").number = 2


def test_parsed_and_constructed_values_are_one():
    """Values from the short way of `parse` hash, copy and pickle as constructed ones do."""
    parsed = Reference.parse("E-001671/2017/rev.2-ASW")
    made = Reference(letter="E", number=1671, year=2017, revision=2, suffix="ASW")
    assert {made} == {parsed, copy.copy(parsed), pickle.loads(pickle.dumps(parsed))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("E-000016/2022", False), ("E-000016/2022-ASW-ANN01", True), ("E-000016/2022-ANN01", False)],
)
def test_is_answer(text, expected):
    """An answer and its annexes are answers, an annex to the question is not."""
    assert expected is Reference.parse(text).is_answer


def test_base_drops_the_suffix_only():
    """The base keeps the revision."""
    expected = "E-000044/2022/rev.1"
    assert expected == str(Reference.parse("E-000044/2022/rev.1-ASW").base)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "E-001670/2017-ASW"),
        ({"short_year": True}, "E-001670/17-ASW"),
        ({"short_year": True, "separator": "-"}, "E-001670-17-ASW"),
        ({"width": 4, "bracketed": True}, "E-1670/2017(ASW)"),
    ],
)
def test_printed_forms(options, expected):
    """Width, length of the year, separator and brackets are presentation."""
    assert expected == Reference.parse("E-001670/2017-ASW").printed(**options)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("E-001670/2017", {"separator": "."}),
        ("E-001670/2017", {"width": 7}),
        ("E-001670/2017", {"separator": "-", "width": 4}),
        ("001649/1991", {"separator": "-"}),
        ("E-001670/2052", {"short_year": True}),
    ],
)
def test_printed_refuses_what_would_not_read_back(text, options):
    """A spelling that nobody could read is refused."""
    with pytest.raises(ModelError):
        Reference.parse(text).printed(**options)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("001649/1991", "001649-1991"),
        ("E-001670/2017", "E-001670-2017"),
        ("E-000044/2022/rev.1-ASW", "E-000044-2022-rev1-ASW"),
        ("E-000016/2022-ASW-ANN01", "E-000016-2022-ASW-ANN01"),
    ],
)
def test_akn_number(text, expected):
    """The number for an IRI has neither slash nor dot."""
    assert expected == Reference.parse(text).akn_number


def test_eli_forms():
    """The term makes the portal's identifier and its three kinds of address."""
    answer = Reference.parse("E-000016/2022/rev.1-ASW")
    assert [
        "E-9-2022-000016-ASW",
        f"{ELI}/E-9-2022-000016-ASW",
        f"{ELI}/E-9-2022-000016-ASW/it",
        f"{ELI}/E-9-2022-000016-ASW/it/pdf",
    ] == [
        answer.eli_id(9),
        answer.eli_uri(9),
        answer.eli_uri(9, "it"),
        answer.eli_uri(9, "it", "pdf"),
    ]


def test_celex_and_sides_forms():
    """Both paddings exist of the CELEX number and of the form with the year first."""
    question = Reference.parse("E-0454/96")
    expected = ["91996E000454", "91996E0454", "E-1996-000454", "E-1996-0454"]
    assert expected == [
        question.celex(),
        question.celex(width=4),
        question.sides_id(),
        question.sides_id(width=4),
    ]


@pytest.mark.parametrize(
    "form",
    [
        lambda: Reference.parse("001649/1991").celex(),
        lambda: Reference.parse("001649/1991").sides_id(),
        lambda: Reference.parse("001649/1991").eli_id(3),
        lambda: Reference.parse("E-000016/2022-ASW").celex(),
        lambda: Reference.parse("E-000016/2022-ASW").sides_id(),
        lambda: Reference.parse("E-010000/2010").celex(width=4),
        lambda: Reference.parse("E-000016/2022").celex(width=5),
        lambda: Reference.parse("E-000016/2022").eli_id(0),
        lambda: Reference.parse("A-000016/2022").eli_id(9),
        lambda: Reference.parse("E-000016/2022").eli_uri(9, media="pdf"),
    ],
)
def test_forms_that_a_reference_lacks(form):
    """A form that needs a part which the reference lacks is refused, not made up."""
    with pytest.raises(ModelError):
        form()


@pytest.mark.parametrize(
    ("text", "term", "tabled", "language", "printed"),
    [
        ("O-000046/2017 (B8-0316/2017)", None, "B8-0316/2017", None, "O-000046/2017"),
        (" E\u20110641/10 ", None, None, None, "E\u20110641/10"),
        ("E-8-2017-001670_EN.html", 8, None, "en", "E-8-2017-001670"),
        (f"{ELI}/E-10-2026-000002/it/pdf", 10, None, "it", f"{ELI}/E-10-2026-000002/it/pdf"),
        (
            "?type=WQ&reference=E-2007-4806&language=SV",
            None,
            None,
            "sv",
            "?type=WQ&reference=E-2007-4806&language=SV",
        ),
    ],
)
def test_match_tells_what_the_spelling_states(text, term, tabled, language, printed):
    """Term, tabled-text number, language and the printed form stand beside the reference."""
    match = Reference.parse_match(text)
    assert (term, tabled, language, printed) == (
        match.term,
        match.tabled_text,
        match.language,
        match.printed,
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{EURLEX}/legal-content/SV/TXT/?uri=CELEX:91997E003955", "sv"),
        (f"{EURLEX}/LexUriServ/LexUriServ.do?uri=CELEX:91997E003955:FR:HTML", "fr"),
        ("pubRef=-//EP//TEXT+WQ+P-2017-000921+0+DOC+XML+V0//EL", "el"),
        ("4711__WQ__E-2010-7934__MT.txt", "mt"),
    ],
)
def test_addresses_state_the_language(text, language):
    """Each family of addresses has its place for the language."""
    assert language == Reference.parse_match(text).language


def found(text, **options):
    """Return the normal forms found in a text."""
    return [str(match.reference) for match in Reference.find_all(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Parliamentary question - E-007708/2011Parliamentary question", ["E-007708/2011"]),
        ("E-5738/2010(ASW)Answer given", ["E-005738/2010-ASW"]),
        (
            "Follow\u2011up to E\u2011004484/2021 and E\u2011004029/2021/rev.1. on",
            ["E-004484/2021", "E-004029/2021/rev.1"],
        ),
        ("Joint answer to E-2977/01 and E-3112/01", ["E-002977/2001", "E-003112/2001"]),
        ("E-008937/11, P-008938/11;", ["E-008937/2011", "P-008938/2011"]),
        ("E-2101/94\u2013E-2110/94", ["E-002101/1994", "E-002110/1994"]),
        ("P-005540/2016 P-005540-16", ["P-005540/2016"] * 2),
        ("see /doceo/document/E-8-2017-001670_EN.html", ["E-001670/2017"]),
        ("CELEX:91997E003955.", ["E-003955/1997"]),
    ],
)
def test_finds_references_in_running_text(text, expected):
    """References are found in order, glued words and punctuation around them."""
    assert expected == found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Case C-131/12 and T-17/00",
        "A8-0012/2017 B8-0316/2017",
        "RULES-9-2019-07-02 CRE-7-2010-07-06-ITM-014",
        "Regulation (EC) No 3577/92",
        "No 1649/91",
        "G-20/2010",
        "E-361-95",
        "E-2007-2010",
        "E-0012/1850",
        "E-001670/123",
        "31997R003955",
        "PE-E001670/2017",
    ],
)
def test_leaves_other_codes_alone(text):
    """Court cases, texts tabled, rules, acts and doubtful codes are not references."""
    expected = []
    assert expected == found(text)


def test_finds_references_without_letter_on_request():
    """A number of before 1994 is found where asked for, an act of law after a bracket is not."""
    text = "WRITTEN QUESTION No 1649/91 on Regulation (EC) No 3577/92"
    expected = ["001649/1991"]
    assert expected == found(text, letterless=True)


def test_found_places_are_those_of_the_text():
    """Places count characters of the text as given, hyphens of any kind included."""
    text = "«O\u2011000046/2017\u00a0(B8\u20110316/2017)»"
    (match,) = Reference.find_all(text)
    expected = ("O\u2011000046/2017", "B8-0316/2017", ReferenceForm.PRINTED)
    assert expected == (
        text[match.start : match.end],
        match.tabled_text,
        match.form,
    )


def test_there_is_no_term_nought():
    """Terms count from one: an identifier with term 0 spells no reference."""
    with pytest.raises(ModelError):
        Reference.parse_match("E-0-2014-000009")
    assert 8 == Reference.parse_match("E-08-2014-000009").term
