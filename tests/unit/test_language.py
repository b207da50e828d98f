"""Languages: normal tags, codes, protocol order and the EU authority table."""

import pytest

from parlq.model.languages import table
from parlq.model.languages.language import (
    OFFICIAL,
    Language,
    alpha3,
    endonym,
    is_known,
    is_normal_tag,
    normal_tag,
    protocol_key,
    suggestion,
)
from parlq.problems import ModelError

CODES = "bg es cs da de et el en fr ga hr it lv lt hu mt nl pl pt ro sk sl fi sv"
PROTOCOL = CODES.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("eng", "en"),
        ("GER", "de"),
        ("deu", "de"),
        ("gre", "el"),
        ("hrv-hr", "hr-HR"),
        ("FR-ca", "fr-CA"),
        ("sr-latn", "sr-Latn"),
        ("ZH-HANT-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("zh-CMN-hans-cn", "cmn-Hans-CN"),
        ("sl-ROZAJ-biske", "sl-rozaj-biske"),
        ("de-1996", "de-1996"),
        ("en-U-CA-gregory-T-fr", "en-u-ca-gregory-t-fr"),
        ("en-gb-X-Twain", "en-GB-x-twain"),
        ("X-Private", "x-private"),
        ("I-Mingo", "i-mingo"),
        ("ZH-min", "zh-min"),
        ("CEL-gaulish", "cel-gaulish"),
        ("mul", "mul"),
        ("und", "und"),
        ("qaa-qaaa-qm", "qaa-Qaaa-QM"),
    ],
)
def test_normal_tag(text, expected):
    """Case follows RFC 5646, three-letter codes become the two-letter ones."""
    assert expected == normal_tag(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("iw", "he"),
        ("IW-il", "he-IL"),
        ("in", "id"),
        ("ji", "yi"),
        ("jw", "jv"),
        ("mo", "ro"),
        ("mo-MD", "ro-MD"),
        ("mol", "ro"),
        ("scc", "sr"),
        ("sh", "sr-Latn"),
        ("sh-BA", "sr-Latn-BA"),
        ("SH-cyrl", "sr-Cyrl"),
        ("drw", "prs"),
        ("no-bok", "nb"),
        ("no-NYN", "nn"),
        ("I-KLINGON", "tlh"),
        ("i-lux", "lb"),
        ("EN-gb-OED", "en-GB-oxendict"),
        ("art-lojban", "jbo"),
        ("sgn-be-fr", "sfb"),
        ("sgn-GB", "bfi"),
        ("zh-yue", "yue"),
        ("zh-yue-Hant-HK", "yue-Hant-HK"),
        ("zh-min-nan", "nan"),
        ("lv-ltg", "ltg"),
        ("my-BU", "my-MM"),
        ("de-DD", "de-DE"),
        ("hy-arevela", "hy"),
    ],
)
def test_codes_that_were_replaced(text, expected):
    """What the registry has replaced is written as it is today, and is normal then."""
    assert (expected, True) == (normal_tag(text), is_normal_tag(expected))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("english", "en"),
        ("English", "en"),
        ("dutch", "nl"),
        ("ENG.", "en"),
        ("en_GB", "en-GB"),
        (" fr ", "fr"),
        ("(de)", "de"),
        ("Gaeilge", "ga"),
        ("français", "fr"),
        ("FRANCAIS", "fr"),
        ("Ελληνικά", "el"),
        ("eesti keel", "et"),
        ("eesti", "et"),
        ("deutsch", "de"),
        ("anglais", "en"),
        ("ungherese", "hu"),
        ("ducth", "nl"),
        ("swedisch", "sv"),
        ("norwegian bokmål", "no"),
        ("klingonese", None),
        ("", None),
    ],
)
def test_the_code_that_is_meant_is_suggested(text, meant):
    """The name of a language is no code; the message says which code it has."""
    with pytest.raises(ModelError) as caught:
        normal_tag(text)
    wanted = f'did you mean "{meant}"?' if meant else "two or three letters"
    assert wanted in caught.value.message


@pytest.mark.parametrize(
    ("country", "language"),
    [
        *[("at", "de"), ("cz", "cs"), ("dk", "da"), ("gb", "en"), ("gr", "el")],
        *[("GR", "el"), ("ua", "uk"), ("us", "en"), ("xk", "sq"), ("mx", "es"), ("cn", "zh")],
    ],
)
def test_the_language_of_a_country_is_suggested(country, language):
    """A code of a country that is none of a language suggests that of its language."""
    assert not is_known(normal_tag(country))
    assert language == suggestion(country)


@pytest.mark.parametrize("code", ["be", "cy", "ee", "ie", "lu", "se", "si", "uk"])
def test_languages_that_share_the_code_of_a_country_stay(code):
    """Northern Sami (`se`), Ukrainian (`uk`) and the like are languages, and nothing else is meant."""
    assert code == normal_tag(code)
    assert is_known(code)
    assert suggestion(code) is None


def test_suggestions_take_no_time():
    """A wrong tag is long, or one of very many, without a search that grows with it."""
    with pytest.raises(ModelError) as caught:
        normal_tag("english" * 100)
    assert "did you mean" not in caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "e",
        "en_GB",
        "en-",
        "-en",
        "en--GB",
        " en",
        "en\n",
        "englishlang",
        "en-a",
        "en-x",
        "x",
        "x-",
        "i-unknown",
        "de-1996-1996",
        "en-a-bbb-a-ccc",
        "en-u-ca-u-nu",
        "en-GB-latn",
        "\u212ao",
        "\u0435n",
        "en-x-" + "a" * 9,
        "en-x-" + "-".join("a" * 30) + "-bb",
    ],
)
def test_refuses_what_is_no_tag(text):
    """What RFC 5646 or the bound of 64 characters refuses is a model error of the tag."""
    with pytest.raises(ModelError) as caught:
        normal_tag(text)
    assert caught.value.field == "Language.tag"


def test_refuses_a_tag_that_is_no_string():
    """A number is no tag."""
    with pytest.raises(ModelError):
        normal_tag(5)


@pytest.mark.parametrize(
    ("tag", "expected"), [("fr-CA", True), ("fr-ca", False), ("eng", False), ("?", False)]
)
def test_is_normal_tag(tag, expected):
    """Only the normal form is normal; what is no tag is not, without an error."""
    assert expected is is_normal_tag(tag)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "eng"),
        ("de-AT", "deu"),
        ("mul", "mul"),
        ("cmn", "cmn"),
        ("x-a", "mis"),
        ("i-ami", "ami"),
        ("i-mingo", "mis"),
    ],
)
def test_alpha3(tag, expected):
    """The code is ISO 639-2/T, the primary subtag of three letters, or `mis`."""
    assert expected == alpha3(tag)


def test_official_languages_stand_in_protocol_order():
    """The 24 languages come in the order of the Parliament's language list."""
    expected = PROTOCOL
    assert expected == [language.tag for language in OFFICIAL]


def test_protocol_key_puts_official_languages_first():
    """Others follow by their tag."""
    assert [*PROTOCOL, "ca", "fr-CA", "tr"] == sorted(
        ["tr", "fr-CA", "ca", *PROTOCOL[::-1]], key=protocol_key
    )


def test_endonyms():
    """Official languages have the name that the pages print, all others none."""
    expected = ("eesti keel", "ελληνικά", None)
    assert expected == (endonym("et"), endonym("el"), endonym("tr"))


def test_tables_hold_iso_639():
    """ISO 639-1 has 183 codes, ISO 639-2/B differs for 20; no code stands twice."""
    expected = (183, 20, 203)
    assert expected == (
        len(table.ALPHA3),
        len(table.ALPHA3_B),
        len(table.ALPHA2),
    )


@pytest.mark.parametrize("text", ["el", "ell", "gre", "EL"])
def test_language_knows_its_codes(text):
    """Each code of a language gives the same language with all its codes."""
    language = Language.parse(text)
    expected = ("el", "ell", "gre", "ελληνικά", 6, True)
    assert expected == (
        language.alpha2,
        language.alpha3,
        language.alpha3b,
        language.endonym,
        language.rank,
        language.is_official,
    )


def test_language_without_codes():
    """A private tag has neither codes nor name nor rank."""
    language = Language.parse("X-Some")
    expected = ("x-some", None, "mis", None, None, False)
    assert expected == (
        str(language),
        language.alpha2,
        language.alpha3,
        language.endonym,
        language.rank,
        language.is_official,
    )


def test_constructor_wants_the_normal_form():
    """`Language` itself does not guess; the message tells the normal form."""
    with pytest.raises(ModelError, match="write 'en'"):
        Language("eng")


def test_language_is_a_value():
    """Equal tags are equal, hash alike and show their tag."""
    assert ({Language("en")}, "Language('en')") == (
        {Language.parse("eng"), Language("en")},
        repr(Language("en")),
    )


@pytest.mark.parametrize("language", OFFICIAL)
def test_authority_uri_reads_back(language):
    """Each official language has a URI in the authority table that gives it again."""
    assert language == Language.from_uri(language.uri)


def test_authority_uri():
    """The URI ends in the three-letter code in capitals."""
    expected = "http://publications.europa.eu/resource/authority/language/ENG"
    assert expected == Language("en").uri


@pytest.mark.parametrize(
    "uri",
    [
        "http://publications.europa.eu/resource/authority/language/eng",
        "http://publications.europa.eu/resource/authority/country/FRA",
        "http://publications.europa.eu/resource/authority/language/OP_DATPRO",
        "ENG",
        None,
    ],
)
def test_refuses_other_uris(uri):
    """Only languages of the authority table with a three-letter code are read."""
    with pytest.raises(ModelError):
        Language.from_uri(uri)


def test_language_without_code_has_no_uri():
    """No URI is made up for a language without a code."""
    with pytest.raises(ModelError):
        _ = Language("x-some").uri
