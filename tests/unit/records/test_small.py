"""Titles, names, bodies, days and terms."""

from __future__ import annotations

import datetime as dt

import pytest

from parlq.formats.ep.records.reading import match_people
from parlq.formats.ep.records.reading.match_people import Person
from parlq.formats.ep.records.vocabulary import (
    alternative_title,
    brussels_time,
    institutions,
    rdf_terms,
)
from parlq.formats.ep.records.vocabulary.alternative_title import Printed
from parlq.formats.ep.records.vocabulary.namespaces import Shape
from parlq.model import Institution, Reference


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-01-04T23:00:00.000Z", "2022-01-05"),
        ("2022-03-27T22:00:00.000Z", "2022-03-28"),
        ("2022-03-26T23:00:00.000Z", "2022-03-27"),
        ("2022-10-29T22:00:00Z", "2022-10-30"),
        ("2022-10-30T23:00:00Z", "2022-10-31"),
        ("2026-01-02", "2026-01-02"),
        ("2026-01-02Z", "2026-01-02"),
        ("2026-01-02+01:00", "2026-01-02"),
        ("2022-07-01T00:00:00", "2022-07-01"),
    ],
)
def test_instants_are_days_in_brussels(text, day):
    """An instant means the day in Brussels, in winter, in summer and around the changes."""
    assert dt.date.fromisoformat(day) == brussels_time.day_of(text)


@pytest.mark.parametrize("day", ["2022-01-05", "2022-03-27", "2022-03-28", "2022-10-30"])
def test_midnight_is_the_way_back(day):
    """The instant at which a day begins means that day."""
    date = dt.date.fromisoformat(day)
    assert date == brussels_time.day_of(brussels_time.midnight(date))


ALTERNATIVE = {
    "<br/>": [
        ("Question for written answer E-990001/2022", "to the Commission", "Rule 138"),
        ("Anfrage zur schriftlichen Beantwortung E-990001/2022", "an die Kommission",
         "Artikel\u00a0138 der Geschäftsordnung"),
        ("Otázka k písemnému zodpovězení E-990001/2022", "Komisi ", "článek 138 jednacího řádu"),
        ("Mistoqsija għal tweġiba bil-miktub E-990001/2022", "lill-Kummissjoni ",
         "Artikolu 138 tar-Regoli ta\u2019 Proċedura"),
    ],
    " - ": [
        ("Question for written answer E-990001/2022", "to the Commission", "Rule 138"),
        ("Pytanie wymagające odpowiedzi na piśmie E-990001/2022", "do Komisji",
         "Art. 138 Regulaminu"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("separator", "head"), [(part, head) for part, heads in ALTERNATIVE.items() for head in heads]
)
@pytest.mark.parametrize(
    "names",
    [
        [("Ilse Vandermeer-Olsen", "Verts/ALE")],
        [("Anna Beispiel", "PPE"), ("José-María Ñandú", "S&D")],
        [("Anna - Maria Beispiel", "PPE")],
    ],
)
def test_alternative_titles(separator, head, names):
    """The parts of an alternative title are told by their wording, in any language."""
    last = ", ".join(f"{name} ({group})" for name, group in names)
    title = alternative_title.read(separator.join([*head, last]))
    found = [tuple(each) for each in title.names]
    assert ("commission", "138", names) == (title.addressee, title.rule, found)


@pytest.mark.parametrize("shape", Shape)
def test_titles_come_back(shape):
    """The lines of a title, joined again, are the title."""
    head = ["Question for oral answer O-990003/2022", "to the Council", "Rule 136"]
    text = alternative_title.SEPARATORS[shape].join([*head, "A B", "on behalf of the PPE Group"])
    assert text == alternative_title.write(alternative_title.read(text).lines, shape)


def test_five_parts():
    """An oral question names a group in whose name it is asked."""
    title = alternative_title.read(
        "Question for oral answer O-990003/2022 - to the Council - Rule 136 - Anna Beispiel"
        " - on behalf of the PPE Group"
    )
    assert ("PPE Group", (Printed("Anna Beispiel", None),)) == (title.behalf, title.names)


def test_revision_in_a_title():
    """A revision stands in the first line only, and belongs to the reference."""
    title = alternative_title.read(
        "Question for written answer E-990001/2022/rev.1<br/>x<br/>Rule 138<br/>A B"
    )
    assert Reference.parse("E-990001/2022/rev.1") == title.reference


@pytest.mark.parametrize("text", ["words", "a<br/>b", "a<br/><br/>Rule 138", " - "])
def test_unknown_wording_is_kept(text):
    """A title that cannot be read is kept, and nothing is made up."""
    title = alternative_title.read(text)
    assert None is title.names
    assert text in {alternative_title.write(title.lines, shape) for shape in Shape}


def test_authors_follow_the_title():
    """Persons come in the order printed, with their groups, whatever accents and case."""
    persons = [Person("u:1", "José-María Ñandú"), Person("u:2", "Łukasz Przykładowy")]
    printed = (Printed("Lukasz PRZYKŁADOWY", "ECR"), Printed("Jose Maria Ñandú", "S&D"))
    authors, untied = match_people.together(persons, printed)
    assert [("u:2", "Łukasz Przykładowy", "ECR"), ("u:1", "José-María Ñandú", "S&D")] == [
        tuple(each) for each in authors
    ]
    assert [] == untied


def test_the_last_one_left():
    """The one name and the one person that are left are the same."""
    persons = [Person("u:1", "Anna Beispiel"), Person("u:2", "Ilse Vandermeer")]
    printed = (Printed("Anna Beispiel", "PPE"), Printed("Илзе", "ALE"))
    authors, _ = match_people.together(persons, printed)
    assert ["u:1", "u:2"] == [each.uri for each in authors]


def test_persons_without_names_are_not_guessed():
    """Persons that bear none of several names are given back."""
    persons = [Person("u:1", None), Person("u:2", None)]
    authors, untied = match_people.together(persons, (Printed("A B", "X"), Printed("C D", "Y")))
    assert [None, None] == [each.uri for each in authors]
    assert persons == untied


def test_nobody_stands_twice():
    """A person under two very different names is one author."""
    persons = [Person("u:1", "Anna Beispiel"), Person("u:2", "Ilse Vandermeer")]
    printed = (Printed("Ава", "X"), Printed("Илзе", "Y"))
    authors, untied = match_people.together(persons, printed)
    assert (["u:1", "u:2"], []) == ([each.uri for each in authors], untied)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "https://data.europarl.europa.eu/org/COM",
            "https://data.europarl.europa.eu/org/EU_COMMISSION",
        ),
        (
            "https://data.europarl.europa.eu/org/CS",
            "http://publications.europa.eu/resource/authority/corporate-body/CONSIL",
        ),
    ],
)
def test_different_uris_of_one_body(one, other):
    """The URIs of one body in the vocabularies have one code."""
    assert institutions.code_of(one) == institutions.code_of(other) is not None


def test_names_in_24_languages():
    """The bodies that are asked have a name in every official language."""
    from parlq.model.languages.language import OFFICIAL

    missing = [
        (code, language.tag)
        for code in ("commission", "council", "vp_hr", "parliament")
        for language in OFFICIAL
        if institutions.name_of(code, language.tag) is None
    ]
    assert [] == missing


def test_bodies_of_the_other_shape():
    """A body is named as the other vocabulary names it: as it is asked, and as it answers."""
    council = Institution(code="council")
    base = "https://data.europarl.europa.eu/org/"
    assert base + "CS" == institutions.uri_for(council, base, answers=False)
    assert base + "EU_COUNCIL" == institutions.uri_for(council, base, answers=True)


@pytest.mark.parametrize(
    ("iri", "term"),
    [
        ("http://data.europa.eu/eli/ontology#Work", "eli:Work"),
        ("https://data.europarl.europa.eu/person/1", "<person/1>"),
        ("https://data.europarl.europa.eu/def/epvoc#numbering", "epvoc:numbering"),
        ("https://data.europarl.europa.eu/a/../b", "<https://data.europarl.europa.eu/a/../b>"),
        ("https://data.europarl.europa.eu/a:b", "<https://data.europarl.europa.eu/a:b>"),
        ("https://data.europarl.europa.eu/", "<https://data.europarl.europa.eu/>"),
        ("urn:x", "<urn:x>"),
        ("http://purl.org/dc/terms/1", "<http://purl.org/dc/terms/1>"),
    ],
)
def test_spelling_of_terms(iri, term):
    """An IRI has one spelling, and leads back to the IRI."""
    assert (term, iri) == (rdf_terms.iri(iri), rdf_terms.iri_of(term))


@pytest.mark.parametrize("text", ['"', "\\", 'a"b\\c\n\r\t', "é", ""])
def test_literals_come_back(text):
    """Any text is carried by a literal."""
    assert (text, "en", None) == rdf_terms.literal_of(rdf_terms.literal(text, "en"))


@pytest.mark.parametrize(
    "term", ["", "x", '"a', "<a b>", "eli:1", 5, '"a"^^x', "<http://purl.org/dc/terms/title>"]
)
def test_what_is_no_term(term):
    """Text that is no term in the one spelling is told."""
    assert not rdf_terms.is_term(term)
