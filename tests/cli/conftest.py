"""A folder to work in, with documents of each format."""

import datetime as dt

import pytest

import parlq
from parlq import Answer, Answerer, Dossier, LanguageVariant, LegalNotice, Paragraph, Question

E1 = parlq.Reference.parse("E-000101/2021")
QUESTION = Question(
    reference=E1,
    kind="written",
    authors=tuple(parlq.Author(name=f"Member {n}", group="Green Delta") for n in range(1, 8)),
    addressees=(parlq.Institution(name="Commission"),),
    date=dt.date(2021, 3, 4),
    variants=(
        LanguageVariant(
            language="en",
            subject="Ferries",
            body=(Paragraph(content="When do the ferries sail?"),),
            last_updated=dt.date(2021, 7, 1),
            legal_notice=LegalNotice(label="Legal notice"),
        ),
        LanguageVariant(language="sv", body=(Paragraph(content="När går färjorna?"),)),
    ),
)
ANSWER = Answer(
    answerers=(Answerer(honorific="Ms", name="Ilse Varga", offices=("Commissioner",)),),
    answers_to=(E1,),
    date=dt.date(2021, 5, 1),
)
DOSSIER = Dossier(questions=(QUESTION,), answers=(ANSWER,))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The current folder, with a question, an answer and a dossier in XML and JSON."""
    monkeypatch.chdir(tmp_path)
    for name, document in (("q", QUESTION), ("a", ANSWER), ("d", DOSSIER)):
        parlq.dump(document, tmp_path / f"{name}.xml")
        parlq.dump(document, tmp_path / f"{name}.json")
    return tmp_path
