"""Each rule about one work: what it finds, and a neighbour in which it finds nothing."""

import datetime as dt

import attrs
import pytest

from parlq.checks import check
from parlq.model import (
    Answer,
    Attachment,
    Author,
    Bold,
    Event,
    Extension,
    Identifier,
    LanguageVariant,
    LegalNotice,
    Link,
    ListBlock,
    ListItem,
    Note,
    NoteRef,
    Paragraph,
    Question,
    Reference,
    Table,
    TableCell,
    TableRow,
)
from parlq.rules import RULES

E1, E2, ASW = map(Reference.parse, ("E-000101/2021", "E-000102/2021", "E-000101/2021-ASW"))
DAY = dt.date(2021, 3, 4)
GOOD_QUESTION = Question(
    reference=E1,
    kind="written",
    term=9,
    date=DAY,
    authors=(Author(name="Ada Lindgaard"), Author(name="Bo Maes")),
    original_languages=("en",),
    events=(Event(kind="tabled", date=DAY), Event(kind="answered", date=dt.date(2021, 5, 1))),
)
GOOD_ANSWER = Answer(reference=ASW, kind="answer", answers_to=(E1,), date=dt.date(2021, 5, 1))


def cell(columns=1, rows=1):
    return TableCell(colspan=columns, rowspan=rows)


def table(*rows):
    return Table(rows=tuple(TableRow(cells=row) for row in rows))


def paragraph(*content):
    return Paragraph(content=content)


def with_body(*blocks):
    return attrs.evolve(GOOD_QUESTION, variants=(LanguageVariant(language="en", body=blocks),))


def question(**changes):
    return attrs.evolve(GOOD_QUESTION, **changes)


def answer(**changes):
    return attrs.evolve(GOOD_ANSWER, **changes)


def variant(**facts):
    return (LanguageVariant(language="fr", **facts),)


def fact(datatype, value):
    return Extension(namespace="urn:example:x", name="fact", datatype=datatype, value=value)


LATER = dt.date(2021, 9, 1)
SECOND = Reference.parse("E-000102/2021-ASW")
ELI = Identifier(scheme="eli", value="https://data.europarl.europa.eu/eli/dl/doc/E-9-2021-000101")
ORIGINALS = tuple(LanguageVariant(language=tag, role="original") for tag in ("cs", "en"))
EQUALS = tuple(LanguageVariant(language=tag, role="co_original") for tag in ("cs", "en"))

#: Rule, path of the finding, a work in which it is found, its neighbour in which it is not.
CASES = [
    ("PQ401", "/answers_to", answer(answers_to=()), answer(answers_to=(E2,))),
    (
        "PQ402",
        "/replaces/0",
        answer(replaces=(ASW,)),
        answer(replaces=(Reference.parse("E-000102/2021-ASW"),)),
    ),
    (
        "PQ402",
        "/answers_to/0",
        answer(
            identifiers=(Identifier(scheme="eli", value="a"),),
            answers_to=(Identifier(scheme="eli", value="a"),),
        ),
        answer(
            identifiers=(Identifier(scheme="eli", value="a"),),
            answers_to=(Identifier(scheme="celex", value="a"),),
        ),
    ),
    ("PQ403", "/reference", question(reference=ASW), question()),
    ("PQ404", "/answers_to/1", answer(answers_to=(E1, ASW)), answer()),
    ("PQ405", "/kind", question(kind="priority"), question(kind="other", kind_code="X")),
    ("PQ405", "/kind", question(kind="oral"), question(kind=None)),
    (
        "PQ406",
        "/date",
        question(date=dt.date(2023, 1, 1), term=None, events=()),
        question(date=dt.date(2020, 12, 30), events=()),
    ),
    ("PQ407", "/term", question(term=8), question(parliament="gb/commons", term=8)),
    ("PQ407", "/term", question(term=10), question(term=11)),
    (
        "PQ408",
        "/events/1",
        question(events=(Event(kind="tabled"), Event(kind="due", date=dt.date(2021, 3, 3)))),
        question(events=(Event(kind="due", date=DAY),)),
    ),
    (
        "PQ409",
        "/variants/0/last_updated",
        question(variants=variant(last_updated=dt.date(2021, 3, 3))),
        question(variants=variant(last_updated=DAY)),
    ),
    (
        "PQ410",
        "/variants/0/role",
        question(variants=variant(role="original")),
        question(variants=variant(role="translation")),
    ),
    (
        "PQ410",
        "/variants/0/role",
        question(original_languages=("fr",), variants=variant(role="translation")),
        question(original_languages=(), variants=variant(role="original")),
    ),
    ("PQ411", "/kind", answer(kind="joint"), answer(kind="joint", answers_to=(E1, E2))),
    ("PQ411", "/kind", answer(answers_to=(E1, E2)), answer(kind=None, answers_to=(E1, E2))),
    (
        "PQ412",
        "/authors/1",
        question(authors=(Author(name="Ada Lindgaard"), Author(name="Ada Lindgaard"))),
        question(authors=(Author(name="Ada Lindgaard"), Author(name="Ada Lindgaard", group="X"))),
    ),
    ("PQ412", "/answers_to/1", answer(kind="joint", answers_to=(E1, E1)), answer()),
    (
        "PQ420",
        "/variants/0/language",
        question(variants=(LanguageVariant(language="xx"),)),
        question(variants=(LanguageVariant(language="gsw"),)),
    ),
    (
        "PQ421",
        "/variants/0/body/1/content/0/content/0",
        with_body(paragraph("a"), paragraph(Bold(content=(NoteRef(marker="(1)"),)))),
        with_body(paragraph(NoteRef(marker="(1)")), Note(marker="(1)", content=(paragraph("n"),))),
    ),
    (
        "PQ422",
        "/variants/0/body/0",
        with_body(Note(marker="(2)", content=(paragraph("n"),))),
        with_body(Note(marker="(2)", content=(paragraph(NoteRef(marker="(2)")),))),
    ),
    (
        "PQ423",
        "/variants/0/body/0/content/0",
        with_body(paragraph(Link(href="#def1", content="a"))),
        with_body(paragraph(Link(href="https://x.example/#def1", content="a"))),
    ),
    (
        "PQ424",
        "/variants/0/body/0",
        with_body(table((cell(), cell()), (cell(),))),
        with_body(table((cell(rows=2), cell()), (cell(),), (cell(columns=2),))),
    ),
    (
        "PQ424",
        "/variants/0/body/0",
        with_body(table((cell(rows=2), cell()), (cell(), cell()))),
        with_body(table((cell(rows=3), cell()), (cell(),), (cell(),))),
    ),
    ("PQ410", "/variants/1/role", question(variants=ORIGINALS), question(variants=EQUALS)),
    ("PQ412", "/identifiers/1", question(identifiers=(ELI, ELI)), question(identifiers=(ELI,))),
    (
        "PQ413",
        "/answers_to/1",
        answer(answers_to=(E1, Reference.parse("E-000102/2023"))),
        answer(answers_to=(E1, Reference.parse("E-000102/2022"))),
    ),
    (
        "PQ414",
        "/identifiers/1",
        question(identifiers=(ELI, Identifier(scheme="celex", value="92021E000102"))),
        question(identifiers=(ELI, Identifier(scheme="celex", value="92021E000101"))),
    ),
    ("PQ414", "/identifiers/0", question(identifiers=(ELI,), term=8), question(identifiers=(ELI,))),
    (
        "PQ414",
        "/identifiers/0",
        question(identifiers=(Identifier(scheme="printed", value="E-0102/21"),)),
        question(identifiers=(Identifier(scheme="pe", value="PE782.726"),)),
    ),
    (
        "PQ414",
        "/identifiers/0",
        question(identifiers=(Identifier(scheme="printed", value="No 102/21"),)),
        question(identifiers=(Identifier(scheme="printed", value="No 101/21"),)),
    ),
    ("PQ415", "/replaces/0", answer(replaces=(E1,)), answer(replaces=(SECOND,))),
    ("PQ416", "/kind", answer(kind="correction"), answer(kind="correction", replaces=(SECOND,))),
    (
        "PQ417",
        "/events/1",
        question(events=(Event(kind="withdrawn", date=DAY), Event(kind="answered"))),
        question(events=(Event(kind="answered", date=DAY), Event(kind="withdrawn", date=LATER))),
    ),
    (
        "PQ417",
        "/events/0",
        question(events=(Event(kind="answered", date=LATER), Event(kind="inadmissible", date=DAY))),
        question(events=(Event(kind="lapsed", date=DAY), Event(kind="answered", date=LATER))),
    ),
    (
        "PQ417",
        "/events/2",
        question(events=[Event(kind=kind) for kind in ("withdrawn", "lapsed", "answered")]),
        question(events=[Event(kind=kind) for kind in ("withdrawn", "tabled", "answered")]),
    ),
    (
        "PQ417",
        "/events/1",
        question(events=[Event(kind=kind) for kind in ("inadmissible", "answered", "converted")]),
        question(events=[Event(kind=kind) for kind in ("answered", "withdrawn")]),
    ),
    ("PQ418", "/", Question(kind="written"), Question(variants=variant(source="urn:x:1"))),
    (
        "PQ419",
        "/extensions/1",
        question(extensions=(fact("json", "[1]"), fact("json", "[1"))),
        question(extensions=(fact("json", "null"), fact("text", "[1"))),
    ),
    (
        "PQ419",
        "/variants/0/extensions/0",
        question(variants=variant(extensions=(fact("xml", "<a><b></a>"),))),
        question(variants=variant(extensions=(fact("xml", "<a>&#233;</a>"),))),
    ),
    (
        "PQ419",
        "/extensions/0",
        question(extensions=(fact("xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),)),
        question(extensions=(fact("xml", "<x:a xmlns:x='urn:x'/>"),)),
    ),
    (
        "PQ425",
        "/",
        Question(variants=variant(source="urn:x:1")),
        question(variants=variant(source="urn:x:1")),
    ),
    (
        "PQ425",
        "/",
        Answer(answers_to=(Identifier(scheme="local", value="1"),)),
        Answer(date=DAY, answers_to=("E-000001/2018",)),
    ),
    (
        "PQ425",
        "/",
        Answer(answers_to=(Identifier(scheme="uin", value="1"),)),
        Answer(answers_to=(Identifier(scheme="uin", value="1", scope="lords"),)),
    ),
    (
        "PQ425",
        "/",
        Question(
            identifiers=(Identifier(scheme="title", value="x"),), variants=variant(source="urn:x:1")
        ),
        Question(identifiers=(Identifier(scheme="local", value="x"),)),
    ),
    ("PQ420", "/original_languages/1", question(original_languages=("en", "qq")), question()),
    (
        "PQ420",
        "/attachments/0/language",
        question(attachments=(Attachment(title="Map", language="qq"),)),
        question(attachments=(Attachment(title="Map", language="cy"),)),
    ),
    (
        "PQ420",
        "/variants/0/legal_notice/language",
        question(variants=variant(legal_notice=LegalNotice(label="Notice", language="qq"))),
        question(variants=variant(legal_notice=LegalNotice(label="Notice", language="nl"))),
    ),
]


def found(work):
    return {(problem.rule, problem.path) for problem in check(work)}


@pytest.mark.parametrize(
    ("rule", "path", "bad", "good"), CASES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CASES)]
)
def test_rule_finds_what_it_is_for(rule, path, bad, good):
    """The rule finds the fault at its place, and nothing in the neighbour."""
    assert (rule, path) in found(bad)
    assert rule not in {name for name, _ in found(good)}


def test_good_works_have_no_findings():
    """The works that the cases change are without fault themselves."""
    assert set() == found(GOOD_QUESTION) | found(GOOD_ANSWER)


def test_every_rule_of_works_has_a_case():
    """No rule about one work is without a case here."""
    about_works = {rule for rule in RULES if "PQ401" <= rule < "PQ430"}
    assert about_works == {rule for rule, *_ in CASES}


def test_problems_carry_severity_and_work():
    """A finding has the severity of its rule and names the work concerned."""
    (problem,) = check(answer(answers_to=()), file="a.xml")
    expected = (RULES["PQ401"].severity, "E-000101/2021-ASW", "a.xml", None)
    assert expected == (problem.severity, problem.work, problem.file, problem.line)


def test_one_link_in_many_places():
    """A value that appears several times is found in each place, in the order of the text."""
    link = Link(href="#def1", content="a")
    listed = ListBlock(items=(ListItem(content=(paragraph("b ", link),)),))
    noted = Note(marker="1", content=(paragraph(Bold(content=(link,))),))
    held = Table(
        caption=(link,), rows=(TableRow(cells=(TableCell(content=(paragraph(link, " c"),)),)),)
    )
    found = check(with_body(paragraph(link, " and ", link), listed, noted, held))
    expected = [
        *("0/content/0", "0/content/2", "1/items/0/content/0/content/1"),
        *("2/content/0/content/0/content/0", "3/caption/0", "3/rows/0/cells/0/content/0/content/0"),
    ]
    assert [f"/variants/0/body/{path}" for path in expected] == [
        problem.path for problem in found if problem.rule == "PQ423"
    ]
