"""Documents to begin with, and what the tests ask of written ones."""

import datetime as dt

from lxml import etree

from parlq.formats import akn
from parlq.formats.akn.schemas import xsd
from parlq.formats.akn.xml import parse as source
from parlq.limits import DEFAULT
from parlq.model import (
    Answer,
    Answerer,
    Author,
    Event,
    Identifier,
    Institution,
    LanguageVariant,
    LegalNotice,
    Manifestation,
    Note,
    NoteRef,
    Paragraph,
    Publication,
    Question,
    Reference,
)

NAMES = {
    "a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0",
    "pq": "https://parlq.readthedocs.io/ns/1.0",
}
E1, E2, ASW = map(Reference.parse, ("E-000101/2021", "E-000102/2021", "E-000101/2021-ASW"))
COMMISSION = Institution(code="commission", name="European Commission")


def text(tag, *words, **facts):
    """A variant of one paragraph a word."""
    body = tuple(Paragraph(content=word) for word in words)
    return LanguageVariant(language=tag, body=body, **facts)


#: A question with a little of everything that the strict reader holds against something else.
QUESTION = Question(
    reference=E1,
    identifiers=(Identifier(scheme="eli", value="eli/dl/doc/E-9-2021-000101"),),
    kind="written",
    term=9,
    authors=(Author(name="Ada Lindgaard", group="Green Delta"),),
    addressees=(COMMISSION,),
    rule="138",
    date=dt.date(2021, 3, 4),
    original_languages=("sv",),
    events=(Event(kind="tabled", date=dt.date(2021, 3, 4), institution=COMMISSION),),
    publications=(Publication(name="OJ C", number="12", date=dt.date(2021, 6, 1)),),
    variants=(
        LanguageVariant(
            language="en",
            role="translation",
            subject="Ferry timetables",
            heading=("Question for written answer",),
            printed_answerers="Ada Lindgaard (Green Delta)",
            legal_notice=LegalNotice(label="Legal notice", years=(2021,)),
            body=(
                Paragraph(content=("When do the ferries sail?", NoteRef(marker="(1)"))),
                Note(marker="(1)", content=(Paragraph(content="See the annex."),)),
            ),
            last_updated=dt.date(2021, 7, 1),
            source="https://pages.example/E-9-2021-000101_EN.html",
            manifestations=(Manifestation(media_type="text/html", size=5120),),
        ),
    ),
)
ANSWER = Answer(
    reference=ASW,
    kind="answer",
    answers_to=(E1,),
    answerers=(Answerer(honorific="Ms", offices=("Commissioner",), name="Ilse Varga"),),
    date=dt.date(2021, 5, 1),
    variants=(text("en", "At noon."), LanguageVariant(language="fr"), text("sv", "Klockan tolv.")),
)


def written(document):
    """A document as XML text."""
    return akn.dumps(document).decode()


def tree(document):
    """A document as an element tree."""
    return etree.fromstring(akn.dumps(document))


def seen(document, path):
    """What an XPath gives in a written document: strings of attributes, texts of elements."""
    found = tree(document).xpath(path, namespaces=NAMES)
    if not isinstance(found, list):
        return found
    return [item if isinstance(item, str) else item.text for item in found]


def invalid(document, name):
    """What the schema `name` has against a written document."""
    root = source.parse(akn.dumps(document), None, DEFAULT)
    return [str(problem) for problem in xsd.problems(root, name, None)]
