"""Where each fact of the model stands in Akoma Ntoso."""

import datetime as dt

import pytest

from parlq.formats import akn
from parlq.model import (
    Answer,
    Answerer,
    Attachment,
    Author,
    Bold,
    Dossier,
    Event,
    Extension,
    Foreign,
    Heading,
    Identifier,
    Institution,
    Italic,
    LanguageVariant,
    LegalNotice,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Manifestation,
    Note,
    NoteRef,
    Paragraph,
    Publication,
    Question,
    Reference,
    Subject,
    Subscript,
    Superscript,
    Table,
    TableCell,
    TableRow,
)
from parlq.model.languages.language import OFFICIAL

from .made import ANSWER, ASW, COMMISSION, E1, E2, QUESTION, invalid, seen, text, tree

P = Paragraph(content="words")
REF = "//a:references/"


NOTE = "dbsect_1__question_1__blockContainer"


def body(*blocks):
    return Question(variants=(LanguageVariant(language="en", body=blocks),))


def inline(*content):
    return body(Paragraph(content=content))


#: Name, document, and what XPaths give in its Akoma Ntoso.
FACTS = [
    ("nothing", Question(), {"string(//a:FRBRnumber/@value)": "nn"}),
    (
        "reference",
        Question(reference=E1),
        {
            "string(//a:FRBRWork/a:FRBRnumber/@value)": "E-000101-2021",
            "string(//a:FRBRWork/a:FRBRuri/@value)": (
                "/akn/eu/debate/question/ep/2021/E-000101-2021"
            ),
        },
    ),
    (
        "identifiers",
        Question(
            identifiers=(
                Identifier(scheme="eli", value="x"),
                Identifier(scheme="celex", value="92021E000101"),
            )
        ),
        {
            "//a:FRBRWork/a:FRBRalias/@name": ["eli", "parlq:uri", "celex", "parlq:uri"],
            "//a:FRBRWork/a:FRBRalias/@value": [
                "x",
                "/akn/ontology/reference/eu/ep/eli=x",
                "92021E000101",
                "http://publications.europa.eu/resource/celex/92021E000101",
            ],
        },
    ),
    (
        "parliament",
        Question(parliament="gb-sct/parliament"),
        {
            "string(//a:FRBRcountry/@value)": "gb-sct",
            f"string({REF}a:TLCOrganization[@eId='parliament']/@showAs)": "parliament",
        },
    ),
    (
        "kind",
        Question(kind="major_interpellation"),
        {
            "string(//a:FRBRsubtype/@value)": "question",
            f"string({REF}a:TLCConcept[@eId='kind']/@href)": (
                "/akn/ontology/concept/parlq/majorInterpellation"
            ),
        },
    ),
    (
        "kind-other",
        Answer(kind="other", kind_code="Reply & more"),
        {
            f"string({REF}a:TLCConcept[@eId='kind']/@showAs)": "other answer",
            f"string({REF}a:TLCConcept[@eId='kind']/@shortForm)": "Reply & more",
        },
    ),
    ("term", Question(term=9), {f"string({REF}a:TLCEvent[@eId='term']/@showAs)": "9"}),
    (
        "date-tabled",
        Question(date=dt.date(2021, 3, 4)),
        {
            "string(//a:FRBRWork/a:FRBRdate/@date)": "2021-03-04",
            "string(//a:FRBRWork/a:FRBRdate/@name)": "tabled",
        },
    ),
    (
        "date-given",
        Answer(date=dt.date(2021, 3, 4)),
        {"string(//a:FRBRWork/a:FRBRdate/@name)": "given"},
    ),
    (
        "date-unknown",
        Answer(),
        {
            "string(//a:FRBRWork/a:FRBRdate/@date)": "0001-01-01",
            "string(//a:FRBRWork/a:FRBRdate/@name)": "unknown",
        },
    ),
    (
        "several-authors",
        Question(
            authors=(
                Author(name="Ada Lindgaard", group="Green Delta", uri="https://p.example/1"),
                Author(name="Bo Maes", on_behalf_of=Institution(name="Green Delta")),
                Author(uri="https://p.example/3"),
            ),
            variants=(text("en", "a"),),
        ),
        {
            f"{REF}a:TLCPerson/@eId": ["author_1", "author_2", "author_3"],
            f"{REF}a:TLCPerson/@showAs": ["Ada Lindgaard", "Bo Maes", ""],
            f"{REF}a:TLCPerson/@href": [
                "https://p.example/1",
                "/akn/ontology/person/printed/Bo%20Maes",
                "https://p.example/3",
            ],
            f"string({REF}*[@eId='author_1__group']/@showAs)": "Green Delta",
            f"string({REF}*[@eId='author_2__onBehalfOf']/@showAs)": "Green Delta",
            "string(//a:question/@by)": "#author_1",
        },
    ),
    (
        "many-authors",
        Question(authors=tuple(Author(name=f"Member {n}") for n in range(1, 158))),
        {f"count({REF}a:TLCPerson)": 157.0},
    ),
    (
        "nobody-asks",
        Question(variants=(text("en", "a"),)),
        {"string(//a:question/@by)": "#unknown", f"{REF}a:TLCPerson/@eId": ["unknown"]},
    ),
    (
        "on-behalf-of",
        Question(on_behalf_of=(Institution(code="peti"), Institution(name="Green Delta"))),
        {
            f"{REF}a:TLCOrganization[starts-with(@eId, 'onBehalfOf')]/@showAs": ["", "Green Delta"],
            f"{REF}a:TLCOrganization/@shortForm": ["peti"],
        },
    ),
    (
        "several-addressees",
        Question(addressees=(COMMISSION, Institution(code="council")), variants=(text("en", "a"),)),
        {
            f"{REF}a:TLCOrganization/@shortForm": ["commission", "council"],
            "string(//a:question/@to)": "#addressee_1",
        },
    ),
    (
        "rule",
        Question(rule="130a"),
        {
            f"string({REF}a:TLCReference[@eId='rule']/@showAs)": "130a",
            f"string({REF}a:TLCReference[@eId='rule']/@name)": "rule",
        },
    ),
    (
        "original-languages",
        Question(original_languages=("sv", "fi")),
        {f"{REF}a:original/@showAs": ["sv", "fi"]},
    ),
    (
        "events",
        Question(
            events=(
                Event(kind="tabled", date=dt.date(2021, 3, 4), label="Lodged"),
                Event(kind="other", code="X-1", institution=COMMISSION),
            )
        ),
        {
            "//a:workflow/a:step/@date": ["2021-03-04", "0001-01-01"],
            "//a:workflow/a:step/@by": ["#unknown", "#event_2__institution"],
            f"{REF}a:TLCConcept/@href": [
                "/akn/ontology/concept/parlq/tabled",
                "/akn/ontology/concept/parlq/other",
            ],
            f"{REF}a:TLCConcept/@showAs": ["Lodged", ""],
            f"{REF}a:TLCConcept/@shortForm": ["X-1"],
        },
    ),
    (
        "publications",
        Question(
            publications=(
                Publication(name="OJ C", number="12", page="7", label="OJ C 12, p. 7"),
                Publication(uri="https://gazette.example/13"),
            )
        ),
        {
            "string(/*/*/a:meta/a:publication/@name)": "OJ C",
            "string(/*/*/a:meta/a:publication/@pq:page)": "7",
            "string(//pq:publication/@pq:uri)": "https://gazette.example/13",
        },
    ),
    (
        "subjects",
        Question(subjects=(Subject(code="77", label="ferries", scheme="urn:thesaurus:x"),)),
        {
            "string(//a:keyword/@value)": "77",
            "string(//a:keyword/@showAs)": "ferries",
            "string(//a:keyword/@dictionary)": "urn:thesaurus:x",
        },
    ),
    (
        "annexes",
        Answer(
            attachments=(
                Attachment(
                    reference=Reference.parse("E-000101/2021-ASW-ANN01"),
                    title="Timetable",
                    language="sv",
                    manifestations=(Manifestation(media_type="application/pdf"),),
                ),
                Attachment(uri="urn:annex:2"),
            )
        ),
        {
            f"{REF}a:hasAttachment/@showAs": ["Timetable", ""],
            f"{REF}a:hasAttachment/@shortForm": ["E-000101/2021-ASW-ANN01"],
            f"{REF}a:hasAttachment/@xml:lang": ["sv"],
            "//pq:work/pq:manifestation/@of": ["#attachment_1"],
        },
    ),
    (
        "several-answerers",
        Answer(
            answerers=(
                Answerer(honorific="Ms", name="Ilse Varga", offices=("Commissioner", "Chair")),
                Answerer(offices=("Director",), institution=COMMISSION),
                Answerer(institution=Institution(code="council")),
                Answerer(uri="https://p.example/9", on_behalf_of=COMMISSION),
            ),
            variants=(text("en", "a"),),
        ),
        {
            "string(//a:answer/@by)": "#answerer_1",
            f"{REF}a:TLCPerson/@eId": ["answerer_1", "answerer_4"],
            f"{REF}a:TLCTerm/@showAs": ["Ms"],
            f"{REF}a:TLCRole/@showAs": ["answerer", "Commissioner", "Chair", "Director"],
        },
    ),
    (
        "answerer-without-name",
        Answer(answerers=(Answerer(offices=("Vice-President",)),), variants=(text("en", "a"),)),
        {
            "string(//a:answer/@by)": "#answerer_1__office_1",
            f"count({REF}a:TLCPerson)": 0.0,
        },
    ),
    (
        "institution-answers",
        Answer(
            answerers=(Answerer(institution=Institution(code="council")),),
            variants=(text("en", "a"),),
        ),
        {"string(//a:answer/@by)": "#answerer_1__institution"},
    ),
    (
        "joint-answer",
        Answer(
            kind="joint",
            answers_to=(E1, E2, Identifier(scheme="reference", value="No 7")),
            variants=(text("en", "a"),),
        ),
        {
            f"{REF}a:TLCReference[@name='answersTo']/@showAs": [str(E1), str(E2), "No 7"],
            "string(//a:answer/@refersTo)": "#answersTo_1 #answersTo_2 #answersTo_3",
            f"string({REF}a:TLCConcept[@eId='kind']/@showAs)": "joint answer",
        },
    ),
    (
        "replaces",
        Answer(kind="correction", replaces=(ASW,)),
        {f"{REF}a:TLCReference[@name='replaces']/@showAs": ["E-000101/2021-ASW"]},
    ),
    (
        "extensions",
        Question(
            extensions=(
                Extension(namespace="urn:x:y", name="score", value="3", datatype="json"),
                Extension(namespace="urn:x:y", name="empty", value="", path="/a/b"),
            ),
            variants=(
                text("en", "a", extensions=(Extension(namespace="urn:x:y", name="v", value="w"),)),
            ),
        ),
        {
            "//pq:work/pq:extension/@name": ["score", "empty"],
            "//pq:work/pq:extension/@datatype": ["json"],
            "//pq:work/pq:extension/@path": ["/a/b"],
            "//pq:expression/pq:extension": ["w"],
        },
    ),
    ("no-variants", Answer(), {"count(//a:debateSection/@xml:lang)": 0.0}),
    (
        "variant",
        QUESTION,
        {
            "string(//a:debateSection/@xml:lang)": "en",
            "string(//a:debateSection/@class)": "translation",
            "string(//a:FRBRlanguage/@language)": "eng",
            "string(//a:FRBRtranslation/@fromLanguage)": "swe",
            "//a:debateSection/a:heading": ["Ferry timetables"],
            "//a:preface/a:p": ["Question for written answer"],
            "//a:question/a:from": ["Ada Lindgaard (Green Delta)"],
            "string(//a:FRBRExpression/a:FRBRdate[@name='lastUpdated']/@date)": "2021-07-01",
            "string(//a:FRBRExpression/a:FRBRalias[@name='source']/@value)": (
                "https://pages.example/E-9-2021-000101_EN.html"
            ),
            "string(//pq:expression/pq:manifestation/@size)": "5120",
        },
    ),
    (
        "known-but-absent-language",
        ANSWER,
        {"count(//*[@xml:lang='fr']//a:p)": 0.0, "count(//a:answer)": 2.0},
    ),
    (
        "truncated",
        Question(variants=(text("en", "a", completeness="truncated"),)),
        {"string(//a:question/@status)": "incomplete"},
    ),
    (
        "subject-without-text",
        Question(variants=(LanguageVariant(language="en", subject="Ferries"),)),
        {"count(//a:question/a:p)": 1.0, "string(//a:question)": "\n          \n        "},
    ),
    (
        "regional-language",
        Question(variants=(text("fr-CA", "a"),)),
        {
            "string(//a:FRBRlanguage/@language)": "fra",
            "substring-after(//a:FRBRExpression/a:FRBRthis/@value, 'fra')": "/!fr-CA",
        },
    ),
    (
        "legal-notice",
        Question(
            variants=(
                text(
                    "en",
                    "a",
                    legal_notice=LegalNotice(
                        label="Legal notice",
                        language="fr",
                        uri="https://n.example/",
                        holder="The House",
                        years=(2020, 2021),
                        text="All rights.",
                        licence="https://l.example/",
                        access_right="https://r.example/",
                    ),
                ),
            )
        ),
        {
            "//a:conclusions/a:container/@xml:lang": ["fr"],
            "//a:conclusions//a:a/@href": ["https://n.example/"],
            "//a:conclusions//a:block/@name": [
                *("label", "holder", "years", "text", "licence", "accessRight"),
            ],
            "string(//a:block[@name='years'])": "2020 2021",
        },
    ),
    ("heading", body(Heading(level=3, content="H")), {"//a:block[@name='heading-3']": ["H"]}),
    (
        "lists",
        body(
            ListBlock(
                ordered=True,
                items=(
                    ListItem(label="(a)", content=(P, ListBlock(items=(ListItem(),)))),
                    ListItem(content=(P,)),
                ),
            )
        ),
        {"//a:ol/a:li/@value": ["(a)"], "count(//a:ol/a:li/a:ul/a:li)": 1.0},
    ),
    (
        "table",
        body(
            Table(
                caption=("Sailings ", Bold(content="2021")),
                rows=(
                    TableRow(cells=(TableCell(header=True, colspan=2, content=(P,)),)),
                    TableRow(cells=(TableCell(rowspan=2), TableCell(content=(P, P)))),
                ),
            )
        ),
        {
            "string(//a:caption)": "Sailings 2021",
            "//a:th/@colspan": ["2"],
            "//a:td/@rowspan": ["2"],
            "count(//a:td[2]/a:p)": 2.0,
        },
    ),
    (
        "notes",
        body(
            Paragraph(content=(NoteRef(marker="*"), NoteRef(marker="2"), NoteRef(marker="3"))),
            Note(marker="*", content=(P,)),
            Note(marker="2", content=(P,)),
        ),
        {
            "//a:noteRef/@href": [f"#{NOTE}_1", f"#{NOTE}_2", "#"],
            "//a:blockContainer/@eId": [f"{NOTE}_1", f"{NOTE}_2"],
            "//a:blockContainer/a:num": ["*", "2"],
        },
    ),
    (
        "inlines",
        inline(
            "a ",
            Bold(content=(Italic(content="b"), "c")),
            Superscript(content="d"),
            Subscript(content="e"),
            LineBreak(),
            Link(href="../f?g#h", content="i"),
            Link(href="#j"),
            Foreign(media_type="application/mathml+xml", value="<m/>"),
            " z",
        ),
        {
            "string(//a:question/a:p)": "a bcdei<m/> z",
            "//a:a/@href": ["../f?g#h", "#j"],
            "string(//a:b/a:i)": "b",
            "string(//a:inline/@pq:mediaType)": "application/mathml+xml",
        },
    ),
    (
        "foreign-block",
        body(Foreign(media_type="text/html", value="<p>")),
        {"//a:foreign/pq:content": ["<p>"], "//pq:content/@mediaType": ["text/html"]},
    ),
    (
        "dossier",
        Dossier(
            questions=(QUESTION, Question(reference=E2)),
            answers=(ANSWER,),
            extensions=(Extension(namespace="urn:x:y", name="n", value="v"),),
        ),
        {
            "//a:collectionBody/a:component/a:documentRef/@showAs": [str(E1), str(E2), str(ASW)],
            "/*/a:components/a:component[not(@xml:lang)]/a:debate/@name": (
                ["question", "question", "answer"]
            ),
            "string(//a:question/@by)": "#author_1",
            "string(//a:answer/@refersTo)": "#answersTo_1",
            "string(/*/*/a:meta//a:FRBRuri/@value)": (
                "/akn/eu/documentCollection/dossier/ep/0001-01-01/b2133063da5c7faf"
            ),
        },
    ),
]


@pytest.mark.parametrize(
    ("document", "facts"), [fact[1:] for fact in FACTS], ids=[fact[0] for fact in FACTS]
)
def test_fact_has_its_place(document, facts):
    """The fact stands where the mapping says, reads back, and suits both schemas."""
    assert facts == {path: seen(document, path) for path in facts}
    assert document == akn.loads(akn.dumps(document))
    assert [] == invalid(document, "parlq")
    assert [] == invalid(document, "akn")


def test_twenty_four_variants_stand_in_one_file():
    """A work in all official languages is one document, in protocol order, each with its own words."""
    tags = [language.tag for language in OFFICIAL]
    variants = tuple(text(tag, f"text in {tag}", subject=tag) for tag in reversed(tags))
    question = Question(reference=E1, variants=variants)
    assert tags == seen(question, "//a:debateSection/@xml:lang")
    assert [f"text in {tag}" for tag in tags] == seen(question, "//a:question/a:p")
    assert question == akn.loads(akn.dumps(question))
    assert [] == invalid(question, "parlq")
    assert [] == invalid(question, "akn")


def test_mixed_content_is_written_without_a_blank():
    """Indentation stays out of paragraphs."""
    question = inline("a", Bold(content=("b", LineBreak())), " \n ", Italic(content=" c "))
    data = akn.dumps(question)
    assert b">a<b>b<br/></b> \n <i> c </i></p>" in data


def test_characters_survive():
    """Every character that XML can carry comes back as it was."""
    hard = "\t\n\r\r\n\x85\u2028\ufdd0\U0001f4dc e\u0301 \u202e ]]> & < > \" ' "
    question = Question(
        rule=hard,
        identifiers=(Identifier(scheme="eli", value=hard),),
        variants=(text("en", hard, subject=hard, heading=(hard, hard)),),
    )
    assert question == akn.loads(akn.dumps(question))


def test_names_of_namespaces_stand_on_the_root_alone():
    """The two namespaces are declared once."""
    root = tree(Dossier(questions=(QUESTION,), answers=(ANSWER,)))
    assert {2} == {len(element.nsmap) for element in root.iter()}


def test_only_documents_are_written():
    """What is no document is refused as a mistake of the program."""
    with pytest.raises(TypeError, match="a Question, an Answer or a Dossier is written, not str"):
        akn.dumps("E-000101/2021")
