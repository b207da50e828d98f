"""Who asks is read as far as it is certain; the rest of the line is preserved and reported."""

import pytest

from parlq.formats.ep import pages
from parlq.problems import Severity

HEADS = {
    "en": "4 March 2021\nQuestion for written answer E-904411/2021\nto the Commission\nRule 138",
    "de": "4.3.2021\nAnfrage zur schriftlichen Beantwortung E-904411/2021\nan die Kommission\n"
    "Artikel 138 der Geschäftsordnung",
    "fr": "4.3.2021\nQuestion avec demande de réponse écrite E-904411/2021\nà la Commission\n"
    "Article 138 du règlement intérieur",
    "es": "4.3.2021\nPregunta con solicitud de respuesta escrita E-904411/2021\na la Comisión\n"
    "Artículo 138 del Reglamento interno",
    "it": "4.3.2021\nInterrogazione con richiesta di risposta scritta E-904411/2021\n"
    "alla Commissione\nArticolo 138 del regolamento",
    "nl": "4.3.2021\nVraag met verzoek om schriftelijk antwoord E-904411/2021\naan de Commissie\n"
    "Artikel 138 van het Reglement",
}
SUBJECTS = {
    "en": "Subject",
    "de": "Betrifft",
    "fr": "Objet",
    "es": "Asunto",
    "it": "Oggetto",
    "nl": "Betreft",
}


def read(language, lines):
    """The authors of a page with these lines, what is preserved, and the rules that are reported."""
    page = f"{HEADS[language]}\n{lines}\n{SUBJECTS[language]}: Terns\n\n1 + 1 = 2, or is it not?\n"
    reading = pages.read(page)
    authors = [
        f"{each.name} ({each.group})" if each.group else each.name for each in reading.value.authors
    ]
    kept = [each.value for variant in reading.value.variants for each in variant.extensions]
    assert {"PQ502", "PQ519", "PQ522", "PQ507"} >= {each.rule for each in reading.problems}
    return authors, kept, {each.rule for each in reading.problems} - {"PQ507"}


@pytest.mark.parametrize(
    ("language", "lines", "expected"),
    [
        ("en", "Nils Tarn (PPE) and Ben Coe (S&D)", ["Nils Tarn (PPE)", "Ben Coe (S&D)"]),
        ("en", "Nils Tarn, Oda Wick and Ben Coe", ["Nils Tarn", "Oda Wick", "Ben Coe"]),
        ("en", "Nils Tarn & Ben Coe", ["Nils Tarn", "Ben Coe"]),
        ("en", "Nils Tarn; Ben Coe", ["Nils Tarn", "Ben Coe"]),
        ("en", "Nils Tarn [ECR], Ben Coe [S&D]", ["Nils Tarn (ECR)", "Ben Coe (S&D)"]),
        ("en", "Nils Tarn (PPE) / Ben Coe (S&D)", ["Nils Tarn (PPE)", "Ben Coe (S&D)"]),
        ("en", "Nils Tarn (PPE) Ben Coe (S&D)", ["Nils Tarn (PPE)", "Ben Coe (S&D)"]),
        ("en", "Nils Tarn (PPE), and Ben Coe (S&D).", ["Nils Tarn (PPE)", "Ben Coe (S&D)"]),
        ("en", "Nils Tarn (PPE) and\nBen Coe (S&D)", ["Nils Tarn (PPE)", "Ben Coe (S&D)"]),
        ("en", "Nils Tarn (PPE)\nand Ben Coe (S&D)", ["Nils Tarn (PPE)", "Ben Coe (S&D)"]),
        ("en", "By Nils Tarn (PPE)", ["Nils Tarn (PPE)"]),
        ("en", "Mr Nils Tarn (PPE), Ms Oda Wick (NI)", ["Nils Tarn (PPE)", "Oda Wick (NI)"]),
        ("en", "Wilfred (The Earl of) Norham (ECR)", ["Wilfred (The Earl of) Norham (ECR)"]),
        ("de", "Nils Tarn und Ben Coe", ["Nils Tarn", "Ben Coe"]),
        ("de", "Jo\u0308rg Mu\u0308hlmann (PPE)", ["Jo\u0308rg Mu\u0308hlmann (PPE)"]),
        ("de", "Norbert von der Hagen (PPE)", ["Norbert von der Hagen (PPE)"]),
        ("fr", "Mme Oda Wick (PPE) et Ben Coe (NI)", ["Oda Wick (PPE)", "Ben Coe (NI)"]),
        ("es", "Nils Tarn (PPE) y Ben Coe (S&D)", ["Nils Tarn (PPE)", "Ben Coe (S&D)"]),
        ("es", "José Ortal y Gassar", ["José Ortal y Gassar"]),
        ("it", "Maria da Graça Carvo (PPE)", ["Maria da Graça Carvo (PPE)"]),
        ("nl", "Sophia in 't Veen (Renew)", ["Sophia in 't Veen (Renew)"]),
    ],
)
def test_names_that_grammar_parts(language, lines, expected):
    """Commas, words for `and`, and groups in brackets part names; nothing is reported."""
    assert (expected, [], set()) == read(language, lines)


@pytest.mark.parametrize(
    ("language", "line", "sure", "rest"),
    [
        ("en", "Nils Tarn (PPE), Ben Coe (NI) and 12 others", 2, "and 12 others"),
        ("en", "Nils Tarn (PPE) and 12 more", 1, "and 12 more"),
        ("en", "Nils Tarn (PPE), supported by Ben Coe (NI)", 1, "supported by Ben Coe (NI)"),
        (
            "en",
            "Nils Tarn (PPE), co-signed by Ben Coe, Oda Wick",
            1,
            "co-signed by Ben Coe, Oda Wick",
        ),
        ("en", "Nils Tarn (PPE), Rapporteur", 1, "Rapporteur"),
        ("en", "Nils Tarn, Chair of the Committee on Terns", 1, "Chair of the Committee on Terns"),
        ("en", "Nils Tarn, ECR", 1, "ECR"),
        ("en", "Nils Tarn (on behalf of the PPE Group)", 1, "(on behalf of the PPE Group)"),
        ("en", "Nils Tarn (PPE) (Norland)", 1, "(PPE) (Norland)"),
        ("en", "Nils Tarn (PPE), etc.", 1, "etc."),
        ("de", "Nils Tarn und 12 weitere Abgeordnete", 1, "und 12 weitere Abgeordnete"),
        ("de", "Nils Tarn, unterstützt von Ben Coe", 1, "unterstützt von Ben Coe"),
        ("fr", "Nils Tarn (PPE) et autres", 1, "et autres"),
        ("fr", "Nils Tarn, rapporteur", 1, "rapporteur"),
        ("es", "Nils Tarn (PPE) y otros", 1, "y otros"),
        ("it", "Nils Tarn (PPE), cofirmata da Ben Coe", 1, "cofirmata da Ben Coe"),
        ("nl", "Nils Tarn en 12 anderen", 1, "en 12 anderen"),
    ],
)
def test_the_rest_of_a_line_is_preserved(language, line, sure, rest):
    """Who certainly asks is read; from the first words on that may say something else, nothing is."""
    authors, kept, rules = read(language, line)
    assert (sure, [rest], {"PQ502"}) == (len(authors), kept, rules)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Supported by Nils Tarn (PPE)"),
        ("en", "Co-signed by Nils Tarn (PPE) and Ben Coe (NI)"),
        ("en", "Signatories Nils Tarn, Ben Coe"),
        ("en", "Author: Nils Tarn (PPE)"),
        ("en", "From Nils Tarn (PPE)"),
        ("en", "Nils Tarn / Ben Coe"),
        ("en", "Nils Tarn | Green Delta"),
        ("en", "Nils Tarn – ECR"),
        ("en", "Nils Tarn + Ben Coe"),
        ("en", "Nils Tarn with Ben Coe"),
        ("en", "Nils Tarn MEP"),
        ("en", "Nils Tarn <PPE>"),
        ("en", "Nils Tarn* (PPE)"),
        ("en", "Nils Tarn² (PPE)"),
        ("en", "Tarn, Nils (PPE)"),
        ("en", "The Terns"),
        ("en", "Tern Group"),
        ("en", "Nils Tarn (PPE"),
        ("de", "Unterstützt von Nils Tarn (PPE)"),
        ("de", "Mitunterzeichnet von Nils Tarn und Ben Coe"),
        ("de", "Von Nils Tarn (PPE)"),
        ("de", "Abgeordnete Oda Wick"),
        ("fr", "Soutenue par Nils Tarn (PPE)"),
        ("fr", "De Nils Tarn (PPE)"),
        ("fr", "Députée Oda Wick"),
        ("es", "Apoyada por Nils Tarn (PPE)"),
        ("es", "Junto a Nils Tarn"),
        ("it", "Sostenuta da Nils Tarn (PPE)"),
        ("it", "Insieme a Nils Tarn"),
        ("nl", "Gesteund door Nils Tarn (PPE)"),
    ],
)
def test_a_line_that_is_no_list_of_names_is_preserved(language, line):
    """Where not even the first name is certain there is no author."""
    assert ([], [line], {"PQ502", "PQ522"}) == read(language, line)


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [
        ("es", "Nils Tarn y Ben Coe", ["Nils Tarn", "Ben Coe"]),
        ("it", "Nils Tarn e Ben Coe", ["Nils Tarn", "Ben Coe"]),
        ("it", "Oda Wick, Nils Tarn e Ben Coe", ["Oda Wick", "Nils Tarn", "Ben Coe"]),
        ("es", "Nils Tarn y Coe", ["Nils Tarn y Coe"]),
    ],
)
def test_a_word_for_and_between_two_whole_names_separates_them(language, line, names):
    """A word for `and` that names contain too separates names of two words, with an info."""
    read_names, kept, rules = read(language, line)
    assert (names, []) == (read_names, kept)
    assert rules == ({"PQ519"} if len(names) > 1 else set())


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ("Supported by\nBen Coe (NI)", []),
        ("Supporters:\nBen Coe (NI)\nOda Wick (PPE)", []),
        ("Nils Tarn (PPE)\nSupporters\nBen Coe (NI)", ["Nils Tarn (PPE)"]),
        ("Nils Tarn (PPE)\nSupported by Ben Coe (NI)\nOda Wick (PPE)", ["Nils Tarn (PPE)"]),
        ("Nils Tarn (PPE) and 12 others\nBen Coe (NI)", ["Nils Tarn (PPE)"]),
    ],
)
def test_names_under_a_line_that_is_not_recognised_are_preserved(lines, authors):
    """What a line that is not recognised says of the names below it is not known."""
    found, kept, rules = read("en", lines)
    assert (authors, "PQ502" in rules) == (found, True)
    assert not [each for each in found if "Coe" in each or "Wick" in each]
    assert [each for each in kept if "Ben Coe (NI)" in each]


@pytest.mark.parametrize(
    "line",
    [
        "Nils Tarn (PPE, Norland)",
        "Nils Tarn (PPE – Norland)",
        "Nils Tarn (substitute)",
        "Nils Tarn (Chair)",
        "Nils Tarn (PPE), Ben Coe",
    ],
)
def test_groups_that_are_hardly_any_are_reported(line):
    """What stands in brackets and can hardly be a group is reported."""
    assert {"PQ519"} == read("en", line)[2]


def test_a_list_of_the_journal_ends_where_it_is_not_certain():
    """In old headings the authors are read in the same way."""
    text = "WRITTEN QUESTION E-9287/95 by Jean Varel (PPE) and 3 others to the Council\n(13 March 1995)"
    reading = pages.read(f"{text}\nSubject: Terns\n\nHow many terns are there?\n")
    found = [(each.name, each.group) for each in reading.value.authors]
    assert [("Jean Varel", "PPE")] == found
    assert ["PQ502"] == [each.rule for each in reading.problems]
    assert Severity.WARNING == reading.problems[0].severity
