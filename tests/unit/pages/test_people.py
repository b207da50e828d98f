"""Names are taken apart as printed."""

import pytest

from parlq.formats.ep.pages.language import answerers as people
from parlq.formats.ep.pages.language import authors
from parlq.model import Answerer, Author, Institution


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jan de' Rinaldi (Renew)", [("Jan de' Rinaldi", "Renew")]),
        ("Ana Ruiz (S&D) , Éva BÁN (NI)", [("Ana Ruiz", "S&D"), ("Éva BÁN", "NI")]),
        (
            "Liesbeth ten Brinke-Oost, Yrjö O'Hara",
            [("Liesbeth ten Brinke-Oost", None), ("Yrjö O'Hara", None)],
        ),
        ("Hans Weiß ( Verts/ALE )", [("Hans Weiß", "Verts/ALE")]),
    ],
)
def test_authors(text, expected):
    """Particles, double names, capitals and groups are kept."""
    found = [Author(name=name, group=group) for name, group in expected]
    assert (found, len(text)) == authors.authors(text, "en")


@pytest.mark.parametrize("text", ["Rule 138 applies", "Is it true?", "", "A, , B", "3 pigs"])
def test_no_authors(text):
    """What has a number, a mark of a sentence or an empty part is no list of names."""
    assert authors.authors(text) is None


def test_last_author_of_the_journal():
    """In the Official Journal a word for `and` stands before the last author."""
    found = authors.authors("Ana Ruiz (PSE) och Pär Ek (PPE)", joined=True)
    assert ["Ana Ruiz", "Pär Ek"] == [author.name for author in found.authors]


def test_157_authors():
    """As many as ever signed one question."""
    text = ", ".join(f"Vor{chr(97 + n % 26)} Nach{chr(97 + n // 26)} (PPE)" for n in range(157))
    assert 157 == len(authors.authors(text).authors)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Answer given by Mr Torvan on behalf of the Commission",
            Answerer(
                honorific="Mr",
                name="Torvan",
                institution=Institution(code="commission", name="Commission"),
            ),
        ),
        (
            "Answer given by High Representative/Vice-President Castell",
            Answerer(offices=("High Representative", "Vice-President"), name="Castell"),
        ),
        (
            "Antwort von Vizepräsident Zdeněk Hrad im Namen der Europäischen Kommission",
            Answerer(
                offices=("Vizepräsident",),
                name="Zdeněk Hrad",
                institution=Institution(code="commission"),
            ),
        ),
        (
            "Antwoord van mevrouw Nørre namens de Commissie",
            Answerer(
                honorific="mevrouw",
                name="Nørre",
                institution=Institution(code="commission", name="Commissie"),
            ),
        ),
        (
            "Svar afgivet på Kommissionens vegne af Frederik Bolk",
            Answerer(
                name="Frederik Bolk",
                institution=Institution(code="commission", name="Kommissionen"),
            ),
        ),
        (
            "Resposta da Comissária L. de Palma em nome da Comissão",
            Answerer(
                offices=("Comissária",),
                name="L. de Palma",
                institution=Institution(code="commission", name="Comissão"),
            ),
        ),
    ],
)
def test_answerers(text, expected):
    """Honorific, offices, name and institution stand in their fields."""
    assert (expected,) == people.answer_line(text).answerers


def test_no_answerer():
    """A sentence that only mentions an answer is no formula."""
    assert people.answer_line("The answer given by the Commission was short.") is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Answer given by Mr Timman, First Vice-President, on behalf of the Commission",
            [("Mr", ("First Vice-President",), "Timman", "commission")],
        ),
        (
            "Answer given by Ms Mogher, High Representative/Vice-President on behalf of the Commission",
            [("Ms", ("High Representative", "Vice-President"), "Mogher", "commission")],
        ),
        (
            "Answer given by Mr Sefko and Ms Malmby on behalf of the Commission",
            [("Mr", (), "Sefko", "commission"), ("Ms", (), "Malmby", "commission")],
        ),
        (
            "Marko Sefko alelnök válasza a Bizottság nevében",
            [(None, ("alelnök",), "Marko Sefko", "commission")],
        ),
        (
            "Komission jäsenen Stavros Dimon komission puolesta antama vastaus",
            [(None, ("Komission jäsenen",), "Stavros Dimon", "commission")],
        ),
        (
            "Answer given by Anders and Sons on behalf of the Commission",
            [(None, (), "Anders and Sons", "commission")],
        ),
    ],
)
def test_offices_and_several_persons_of_a_formula(line, expected):
    """Offices stand before or after a name; an honorific begins a second person."""
    found = people.answer_line(line).answerers
    assert expected == [
        (each.honorific, each.offices, each.name, each.institution.code) for each in found
    ]
