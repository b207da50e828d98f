"""Layouts as published in other languages than English: labels, glued feet, journals."""

import datetime as dt

import pytest

from parlq.formats.ep import pages

ITALIAN = """\
Torna al portale Europarl

Choisissez la langue de votre document :

Interrogazioni parlamentari
2 maggio 2003
P-9556/03
INTERROGAZIONE SCRITTA di Mauro Turchi (NI) alla Commissione

 Oggetto:  Procedure avviate
 Risposta(e)

Quante sono le pratiche aperte(1)?

(1)GU C 33 E del 6.2.2004, pag. 79.

 GU C 51 E del 26/02/2004 (pag. 108)
Ultimo aggiornamento: 3 marzo 2004Avviso legale
"""

DANISH = """\
Retur til Europarl-portal

Choisissez la langue de votre document :

Parlamentariske forespørgsler og spørgsmål
2. maj 2003
P-9556/03
SKRIFTLIG FORESPØRGSEL af Mauro Turchi (NI) til Kommissionen

 Om:  Procedurer
 Svar

Hvor mange sager er åbne?

Forespørgslens originalsprog: ITEFT C 51 E af 26/02/2004 (s. 108)
Seneste opdatering: 26. februar 2004Juridisk meddelelse
"""

SWEDISH = """\
Tillbaka till Europarl-webbplatsen

Choisissez la langue de votre document :

Parlamentsfrågor
6 april 2010
E-9033/10
SKRIFTLIG FRÅGA från Judit Sarg (PPE) , Jan Albre (Verts/ALE) och Sandra Beli (PSE) till kommissionen

 Angående: Uttalanden
 Svar

Har kommissionen hört detta?
"""

FRENCH = """\
Retour au portail Europarl

Choisissez la langue de votre document :

Questions parlementaires
PDF 6kWORD 23k
13 février 2015
E-902424-15
Question avec demande de réponse écrite E-902424-15
à la Commission
Article 130 du règlement
Marc Tarabel (S&D)

 Objet:  Fontaines
 Réponse écrite

Où boit-on?

Avis juridique
"""

GERMAN = """\
Parlamentarische Anfragen
PDFWORD
5. Mai 2015
O-900046/2015
Anfrage zur mündlichen Beantwortung O-900046/2015
an die Kommission
Artikel 128 der Geschäftsordnung
Daniel Caspar, Jan Philipp Albre, Reinhard Büti
im Namen der ECR-Fraktion
 Betrifft: Handel

Die Verhandlungen laufen.
"""

IRISH = """\
Fill ar thairseach Europarl

Ceisteanna Parlaiminteacha
PDF 52kWORD 11k
3 Nollaig 2020
E-906592/2020
Ceist i gcomhair freagra i scríbhinn  E-906592/2020
ar an gCoimisiún
Riail 138
Aoife Brin (GUE/NGL), Marc Boten (GUE/NGL)
 Freagra i scríbhinn
 Ábhar: Caoirigh ar an mbóthar

Cé mhéad caora atá ann?

An nuashonrú is déanaí: 5 Nollaig 2020Fógra dlíthiúil - Beartas príobháideachais
"""

FINNISH = """\
Parlamentin jäsenten esittämät kysymykset
PDF 37kWORD 10k
8. toukokuuta 2020
O-900036/2020
Suullisesti vastattava kysymys
komissiolle
työjärjestyksen 136 artikla
Kristina Andersin
ID-ryhmän puolesta
 Aihe: Sillat

Kuka korjaa sillat?
"""

#: Groups of three, each below those who ask on its behalf; the rule in English words.
IRISH_GROUPS = """\
Ceisteanna Parlaiminteacha
PDF 44kWORD 18k
6 Márta 2019
O-900021/2019

Ceist le haghaidh freagra ó bhéal O-900021/2019

ar an gCoimisiún

Rule 128

Gerben Brandy

thar ceann an Ghrúpa ALDE

Eleonor Evy

thar ceann Ghrúpa EFDD

Kathleen Brempter, Seb Danz

thar ceann an Ghrúpa S&D


  Ábhar: Carranna

Cén fáth?
"""

PORTUGUESE = """\
(2004/C 65 E/001)
PERGUNTA ESCRITA E-9547/02
apresentada por Alexandros Alavos (GUE/NGL) à Comissão
(27 de Fevereiro de 2002)
Objecto: Taxas
Quem paga?
Resposta da Comissária L. de Palma em nome da Comissão
(17 de Abril de 2002)
Todos.
"""


@pytest.mark.parametrize(
    ("page", "language", "author", "subject", "day"),
    [
        (ITALIAN, "it", "Mauro Turchi", "Procedure avviate", dt.date(2003, 5, 2)),
        (DANISH, "da", "Mauro Turchi", "Procedurer", dt.date(2003, 5, 2)),
        (SWEDISH, "sv", "Sandra Beli", "Uttalanden", dt.date(2010, 4, 6)),
        (FRENCH, "fr", "Marc Tarabel", "Fontaines", dt.date(2015, 2, 13)),
        (GERMAN, "de", "Reinhard Büti", "Handel", dt.date(2015, 5, 5)),
        (IRISH, "ga", "Marc Boten", "Caoirigh ar an mbóthar", dt.date(2020, 12, 3)),
        (FINNISH, "fi", "Kristina Andersin", "Sillat", dt.date(2020, 5, 8)),
        (IRISH_GROUPS, "ga", "Seb Danz", "Carranna", dt.date(2019, 3, 6)),
    ],
    ids=["it", "da", "sv", "fr", "de", "ga", "fi", "ga-groups"],
)
def test_questions(page, language, author, subject, day):
    """Each page is read without a problem into its language, author, subject and date."""
    reading = pages.read(page)
    question = reading.value
    expected = (language, author, subject, day, ())
    assert expected == (
        question.variants[0].language,
        question.authors[-1].name,
        question.variants[0].subject,
        question.date,
        reading.problems,
    )


@pytest.mark.parametrize(("page", "name"), [(ITALIAN, "GU C"), (DANISH, "EFT C")], ids=["it", "da"])
def test_journals(page, name):
    """The foot gives the issue of the Official Journal with its page."""
    (publication,) = pages.loads(page).publications
    assert (name, "51 E", "108", dt.date(2004, 2, 26)) == (
        publication.name,
        publication.number,
        publication.page,
        publication.date,
    )


@pytest.mark.parametrize(
    ("page", "groups"),
    [(GERMAN, ["ECR-Fraktion"]), (FINNISH, ["ID"]), (IRISH_GROUPS, ["ALDE", "EFDD", "S&D"])],
    ids=["de", "fi", "ga"],
)
def test_groups(page, groups):
    """The group on whose behalf a question is put is no part of the name above it."""
    question = pages.loads(page)
    assert groups == [body.name for body in question.on_behalf_of]


def test_question_and_answer_in_portuguese():
    """The Official Journal prints both in one document."""
    reading = pages.read(PORTUGUESE)
    question, answer = reading.value.works
    expected = ("Alexandros Alavos", "Taxas", "L. de Palma", dt.date(2002, 4, 17), ())
    assert expected == (
        question.authors[0].name,
        question.variants[0].subject,
        answer.answerers[0].name,
        answer.date,
        reading.problems,
    )
