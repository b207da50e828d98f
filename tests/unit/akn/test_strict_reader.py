"""What the strict reader refuses beyond the schema: rule, line and path of each fault."""

import re

import attrs
import pytest
from lxml import etree

from parlq.formats import akn
from parlq.model import (
    Answer,
    Answerer,
    Author,
    Dossier,
    Identifier,
    Institution,
    LanguageVariant,
    Paragraph,
    Question,
)

from .made import ANSWER, NAMES, QUESTION, written

SOURCES = {
    "question": written(QUESTION),
    "answer": written(ANSWER),
    "dossier": written(Dossier(questions=(QUESTION,), answers=(ANSWER,))),
}
META = "/akomaNtoso/debate/meta/"
WORK, EXPRESSION, MANIFESTATION = (
    f"{META}identification/FRBR{level}" for level in ("Work", "Expression", "Manifestation")
)
REFERENCES = f"{META}references/"
SECTION = "/akomaNtoso/debate/debateBody/debateSection"
NOTICE = "/akomaNtoso/debate/conclusions/container"
COLLECTION = "/akomaNtoso/documentCollection/"
XSI = (
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x http://x.example/"'
)

#: Document, what is replaced, by what, rule, path of the element, piece of the message; the problem
#: may be that of an attribute of it. Without a path, the
#: problem is on the line of what was replaced.
FAULTS = [
    ("question", '/eng"', '/deu"', "PQ211", f"{EXPRESSION}/FRBRuri", "from the other facts"),
    ("question", "2021/!main", "2021/!annex", "PQ211", f"{WORK}/FRBRthis", "FRBRthis is"),
    ("question", "eng.xml", "eng.pdf", "PQ211", f"{MANIFESTATION}/FRBRuri", "FRBRuri is"),
    (
        "question",
        'format value="application/akn+xml',
        'format value="text/xml',
        "PQ211",
        f"{MANIFESTATION}/FRBRformat",
        "FRBRformat is 'text/xml'",
    ),
    (
        "question",
        'language="eng"',
        'language="fra"',
        "PQ211",
        f"{EXPRESSION}/FRBRlanguage",
        "'eng'",
    ),
    (
        "question",
        'fromLanguage="swe"',
        'fromLanguage="fin"',
        "PQ211",
        f"{EXPRESSION}/FRBRtranslation",
        "'swe'",
    ),
    (
        "question",
        'FRBRauthor href="#parliament"',
        'FRBRauthor href="#house"',
        "PQ211",
        f"{WORK}/FRBRauthor[1]",
        "'#parliament'",
    ),
    (
        "question",
        '<workflow source="#parlq"',
        '<workflow source="#clerk"',
        "PQ211",
        f"{META}workflow",
        "source is '#clerk'",
    ),
    ("question", 'by="#author_1"', 'by="#author_2"', "PQ211", f"{SECTION}/question", "by is"),
    ("question", ' to="#addressee_1"', "", "PQ211", f"{SECTION}/question", "to is missing"),
    ("question", 'by="#event_1__', 'by="#event_2__', "PQ211", f"{META}workflow/step", "by is"),
    ("question", 'refersTo="#event_1"', 'refersTo="#e"', "PQ211", f"{META}workflow/step", "refe"),
    (
        "question",
        'blockContainer eId="dbsect',
        'blockContainer eId="section',
        "PQ211",
        f"{SECTION}/question/blockContainer",
        "eId",
    ),
    (
        "question",
        'href="#dbsect_1__question_1__blockContainer_1"',
        'href="#"',
        "PQ211",
        f"{SECTION}/question/p/noteRef",
        "href",
    ),
    (
        "question",
        '/swe" showAs="sv"',
        '/fin" showAs="sv"',
        "PQ211",
        f"{REFERENCES}original",
        "href is",
    ),
    (
        "question",
        'href="/akn/ontology/organization/printed/Green%20Delta"',
        'href="urn:x:y"',
        "PQ211",
        f"{REFERENCES}TLCOrganization[3]",
        "href is 'urn:x:y'",
    ),
    (
        "question",
        'href="https://parlq.readthedocs.io"',
        'href="https://other.example"',
        "PQ211",
        f"{REFERENCES}TLCOrganization[1]",
        "href is",
    ),
    ("answer", 'showAs="français"', 'showAs="French"', "PQ211", None, "showAs is 'French'"),
    ("answer", "#answersTo_1", "#answersTo_2", "PQ211", None, "refersTo is '#answersTo_2'"),
    ("answer", 'name="answersTo"', 'name="to"', "PQ211", None, "name is 'to'"),
    (
        "dossier",
        'showAs="E-000101/2021-ASW"/>',
        'showAs="E-000102/2021-ASW"/>',
        "PQ211",
        f"{COLLECTION}collectionBody/component[2]/documentRef",
        "showAs is 'E-000102/2021-ASW'",
    ),
    (
        "question",
        '<TLCOrganization eId="addressee_1"',
        '<TLCPerson eId="addressee_1"',
        "PQ212",
        f"{REFERENCES}TLCPerson[3]",
        "addressee_1 must be a TLCOrganization",
    ),
    (
        "question",
        'shortForm="commission"/>\n      </ref',
        'shortForm="commission"/><TLCTerm eId="x" href="" showAs="y"/>\n      </ref',
        "PQ212",
        f"{REFERENCES}TLCTerm",
        "x is unknown here",
    ),
    (
        "question",
        'number value="E-000101-2021"',
        'number value="E-000101"',
        "PQ213",
        f"{WORK}/FRBRnumber",
        "not a reference",
    ),
    (
        "question",
        'concept/parlq/writtenQuestion"',
        'concept/parlq/answer"',
        "PQ213",
        f"{REFERENCES}TLCConcept[1]",
        "and one of unspecifiedQuestion",
    ),
    ("question", 'name="eli"', 'name="é"', "PQ213", f"{WORK}/FRBRalias[3]", "must be a token"),
    (
        "question",
        'value="eli/dl/doc/E-9-2021-000101"',
        'value=""',
        "PQ213",
        f"{WORK}/FRBRalias[3]",
        "an alias",
    ),
    (
        "question",
        '"https://pages.example/',
        '"pages.example/',
        "PQ213",
        f"{EXPRESSION}/FRBRalias",
        "absolute URI",
    ),
    (
        "question",
        '"2021-07-01" name="l',
        '"0001-01-01" name="l',
        "PQ213",
        f"{EXPRESSION}/FRBRdate",
        "a date",
    ),
    ("question", 'xml:lang="en"', 'xml:lang="English"', "PQ213", SECTION, 'mean "en"'),
    ("question", 'showAs="sv"', 'showAs="swedish"', "PQ213", f"{REFERENCES}original", 'mean "sv"'),
    ("question", 'showAs="9"', 'showAs="nine"', "PQ213", f"{REFERENCES}TLCEvent", "from 1 to 999"),
    ("question", 'showAs="138"', 'showAs=""', "PQ213", f"{REFERENCES}TLCReference", "not be empty"),
    (
        "question",
        'href="/akn/ontology/person/printed/Ada%20Lindgaard" showAs="Ada Lindgaard"',
        'href="ada" showAs="Ada Lindgaard"',
        "PQ213",
        f"{REFERENCES}TLCPerson[2]",
        "must be an absolute URI",
    ),
    (
        "question",
        'href="/akn/ontology/person/printed/Ada%20Lindgaard" showAs="Ada Lindgaard"',
        'href="/akn/ontology/person/printed/" showAs=""',
        "PQ213",
        f"{REFERENCES}TLCPerson[2]",
        "author_1 is empty",
    ),
    ("question", '"OJ C" showAs="" number="12"', '"" showAs=""', "PQ213", None, "at least one of"),
    (
        "question",
        'size="5120"',
        'size="5 kB"',
        "PQ213",
        f"{META}proprietary/pq:expression/pq:manifestation",
        "size must be a number",
    ),
    ("question", "<heading>Ferry timetables<", "<heading><", "PQ213", f"{SECTION}/heading", "empt"),
    ("question", ">2021</block", ">21</block", "PQ213", f"{NOTICE}/block[2]", "four digits"),
    (
        "question",
        ">2021</block",
        ">1821</block",
        "PQ213",
        f"{NOTICE}/block[2]",
        "from 1900 to 2199",
    ),
    ("answer", 'showAs="E-000101/2021"', 'showAs="E-101/2021"', "PQ213", None, "normal form"),
    ("answer", 'showAs="Commissioner"', 'showAs=""', "PQ213", None, "showAs must not be empty"),
    (
        "answer",
        'xml:lang="fr">',
        'xml:lang="en">',
        "PQ213",
        "/akomaNtoso/components/component/debate/debateBody/debateSection",
        "a language appears twice",
    ),
    (
        "question",
        "<pq:expression>",
        "<pq:expression><pq:score/>",
        "PQ214",
        f"{META}proprietary/pq:expression/pq:score",
        "not allowed here",
    ),
    ("question", 'lang="en"', 'lang="en" xml:base="u:x"', "PQ214", SECTION, "not allowed here"),
    (
        "question",
        '<p eId="dbsect_1__question_1__p_1">When',
        '<!-- when? --><p eId="dbsect_1__question_1__p_1">When',
        "PQ215",
        None,
        "comment",
    ),
    (
        "question",
        '<p eId="dbsect_1__question_1__p_1">When',
        '<?when now?><p eId="dbsect_1__question_1__p_1">When',
        "PQ215",
        None,
        "processing instruction",
    ),
    ("question", "<akomaNtoso ", f"<akomaNtoso {XSI} ", "PQ215", None, "xsi:schemaLocation"),
]


def line_at(source, path):
    """Line of the element that an XPath with plain names leads to."""
    steps = [step if ":" in step else f"a:{step}" for step in path.strip("/").split("/")]
    (element,) = etree.fromstring(source.encode()).xpath(f"/{'/'.join(steps)}", namespaces=NAMES)
    return element.sourceline


def broken(name, old, new):
    """A document with one fault, and the line of what was replaced."""
    source = SOURCES[name]
    assert old in source
    return source.replace(old, new, 1), source.count("\n", 0, source.index(old)) + 1


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "path", "piece"),
    FAULTS,
    ids=[f"{fault[3]}-{number}" for number, fault in enumerate(FAULTS)],
)
def test_fault_is_found_in_its_place(name, old, new, rule, path, piece):
    """The fault is reported with its rule, line and path, in words."""
    source, line = broken(name, old, new)
    reading = akn.read(source, file="x.xml")
    matching = [
        problem
        for problem in reading.problems
        if problem.rule == rule
        and piece in problem.message
        and path in {None, problem.path, (problem.path or "").partition("/@")[0]}
    ]
    assert [] != matching, reading.problems
    assert rule == "PQ213" or {rule} == {problem.rule for problem in reading.problems}
    assert (line if path is None else line_at(source, path)) in {p.line for p in matching}
    assert {"x.xml"} == {problem.file for problem in matching}
    assert (rule != "PQ215") is reading.failed


def test_good_documents_have_no_problems():
    """The documents that the faults are put into are without fault themselves."""
    assert dict.fromkeys(SOURCES, ()) == {
        name: akn.read(source).problems for name, source in SOURCES.items()
    }


@pytest.mark.parametrize(
    ("start", "rule", "piece"),
    [
        ('<TLCOrganization eId="parlq"', "PQ212", "must begin with the agent parlq"),
        ('<TLCOrganization eId="parliament"', "PQ213", "the organisation 'parliament'"),
        ('<TLCPerson eId="unknown"', "PQ212", "the reference unknown is missing"),
        ('<TLCConcept eId="event_1"', "PQ212", "event_1__institution is unknown here"),
        ("<FRBRtranslation", "PQ211", "a translation needs FRBRtranslation"),
        ('<block name="label"', "PQ213", "LegalNotice.label: must not be empty"),
    ],
)
def test_missing_line_is_reported(start, rule, piece):
    """A line that the other facts ask for is missed."""
    lines = SOURCES["question"].splitlines()
    gone = next(line for line in lines if line.strip().startswith(start))
    lines.remove(gone)
    problems = akn.read("\n".join(lines)).problems
    assert [(rule, True)] == [
        (problem.rule, True) for problem in problems if piece in problem.message
    ]


def test_one_fact_changed_tells_all_that_disagree():
    """A number that is changed in one place disagrees with the IRIs everywhere, each with its line."""
    old, new = 'FRBRnumber value="E-000101-2021"', 'FRBRnumber value="E-000102-2021"'
    source, _ = broken("question", old, new)
    problems = akn.read(source).problems
    assert {"PQ211"} == {problem.rule for problem in problems}
    assert 8 == len({(problem.line, problem.path) for problem in problems})


def test_swapped_references_are_not_in_their_place():
    """References stand in the order of the facts."""
    lines = SOURCES["question"].splitlines()
    author = next(n for n, line in enumerate(lines) if 'eId="author_1"' in line)
    lines[author : author + 2] = lines[author + 1], lines[author]
    problems = akn.read("\n".join(lines)).problems
    assert any(
        problem.rule == "PQ212"
        and problem.line == author + 1
        and "author_1__group" in problem.message
        for problem in problems
    )


def test_components_out_of_order_are_reported():
    """Languages stand in protocol order."""
    known = [LanguageVariant(language=tag) for tag in ("de", "fr")]
    text = LanguageVariant(language="en", subject="Ferries")
    source = akn.dumps(Question(variants=[text, *known])).decode()
    first, second = re.findall(r" +<component .*?</component>\n", source, re.DOTALL)
    (problem,) = akn.read(source.replace(first + second, second + first)).problems
    assert ("PQ214", "/akomaNtoso/debate/components") == (problem.rule, problem.path)


def test_work_is_named_in_problems():
    """A problem says which work of a dossier it is about."""
    source, _ = broken("dossier", 'showAs="français"', 'showAs="French"')
    (problem,) = akn.read(source).problems
    assert "E-000101/2021-ASW" == problem.work


NOBODY = Identifier(scheme="member", value="4 1;7", scope="moot")
TEXT = LanguageVariant(language="en", body=[Paragraph(content="No.")])


@pytest.mark.parametrize("data", [b"?>", b"?><!-- read by its tree -->"])
@pytest.mark.parametrize(
    "work",
    [
        Question(authors=[Author(name="Bo")], supporters=[Author(name="Cy")]),
        Question(addressees=[Institution(name="Bo")]),
        Answer(answerers=[Answerer(name="Bo")]),
        Answer(answerers=[Answerer(institution=Institution(name="Bo"))]),
    ],
)
def test_people_and_bodies_without_any_fact_are_refused(work, data):
    """Neither reader takes an entry that states nothing, with the address that would follow."""
    written = akn.dumps(work).replace(b"?>", data, 1)
    empty = written.replace(b'/printed/Bo" showAs="Bo"', b'/printed/" showAs=""')
    assert written != empty
    read = akn.read(empty)
    assert read.value is None
    assert "PQ213" in {each.rule for each in read.problems}


def test_people_and_bodies_may_be_known_by_a_number_only():
    """Registers give the number of a member and no name; the address says the number."""
    one, body = Author(identifiers=[NOBODY]), Institution(identifiers=[NOBODY])
    work = Question(authors=[one], addressees=[body])
    written = akn.dumps(work)
    for kind in (b"person", b"organization"):
        assert b'href="/akn/ontology/%b/member=4%%201%%3B7;moot" showAs=""' % kind in written
    assert akn.loads(written) == work
    assert akn.loads(written.replace(b"?>", b"?><!-- read by its tree -->", 1)) == work
    answer = Answer(answerers=[Answerer(identifiers=[NOBODY], group="Blue", constituency="West")])
    assert akn.loads(akn.dumps(answer)) == answer
    assert b'by="#answerer_1"' in akn.dumps(attrs.evolve(answer, variants=[TEXT]))


def test_an_identifier_that_is_an_address_can_be_followed():
    """The entry of an identifier that is a URI leads there."""
    uri = "https://example.org/entity/Q17"
    known = Identifier(scheme="wikidata", value=uri)
    assert f'href="{uri}" showAs="{uri}" name="identifier"'.encode() in akn.dumps(
        Question(authors=[Author(name="Bo", identifiers=[known])])
    )
