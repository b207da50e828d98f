"""The cases of the conformance kit: a valid example, what is changed in it, and what follows.

`python -m tests.conformance.make` writes them as files with a manifest, for programs in other languages.
"""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """One document.

    Attributes:
        clause: the clause of the specification that it shows.
        name: what is shown, in words with hyphens.
        base: the valid example that it is made from, and the ending of its file.
        old, new: what is replaced in it, once; nothing for a document that conforms.
        rules: rules of the errors that a validator reports; none where the document conforms.
    """

    clause: str
    name: str
    base: str
    old: str = ""
    new: str = ""
    rules: tuple[str, ...] = ()


PAIR, TABLE = "dossier-question-and-answer.xml", "table-and-notes.xml"
QUESTION, ANSWER = "written-question.xml", "legal-notice-in-full.xml"
MANY, ELSEWHERE = "answer-in-24-languages.xml", "facts-of-other-parliaments.xml"
JSON, DOSSIER = "written-question.json", "dossier-question-and-answer.json"

CASES = [
    Case("AKN-1", "a-written-question", QUESTION),
    Case("AKN-1", "an-end-tag-that-is-missing", QUESTION, "</debateBody>", "", ("PQ101",)),
    Case(
        "AKN-1",
        "a-document-type",
        QUESTION,
        "\n<akomaNtoso",
        "\n<!DOCTYPE akomaNtoso>\n<akomaNtoso",
        ("PQ103",),
    ),
    Case("AKN-1", "an-entity", QUESTION, "Who pays", "Who &pays;", ("PQ101",)),
    Case("AKN-2", "the-namespace-of-a-draft", QUESTION, "/akn/3.0", "/akn/3.0/CSD13", ("PQ202",)),
    Case(
        "AKN-3",
        "an-element-that-is-unknown",
        QUESTION,
        "<debateBody>",
        "<mood/><debateBody>",
        ("PQ201",),
    ),
    Case("AKN-3", "a-question-without-by", QUESTION, ' by="#author_1"', "", ("PQ201",)),
    Case(
        "AKN-4",
        "a-work-of-another-name",
        QUESTION,
        '<debate name="question">',
        '<debate name="bill">',
        ("PQ201",),
    ),
    Case(
        "AKN-4",
        "an-answer-called-a-question",
        PAIR,
        '<debate name="answer">',
        '<debate name="question">',
        ("PQ211", "PQ213"),
    ),
    Case("AKN-5", "a-dossier", PAIR),
    Case(
        "AKN-5",
        "a-work-that-the-dossier-does-not-refer-to",
        PAIR,
        """      <component>
        <documentRef href="/akn/eu/debate/answer/ep/2021/E-000101-2021-ASW" showAs="E-000101/2021-ASW"/>
      </component>
""",
        "",
        ("PQ211",),
    ),
    Case(
        "AKN-5",
        "a-reference-to-another-work",
        PAIR,
        'documentRef href="/akn/eu/debate/question/ep/2021/E-000101-2021"',
        'documentRef href="/akn/eu/debate/question/ep/2021/E-000102-2021"',
        ("PQ211",),
    ),
    Case("AKN-6", "an-answer-in-24-languages", MANY),
    Case(
        "AKN-7",
        "a-language-of-another-name",
        MANY,
        'showAs="français"',
        'showAs="French"',
        ("PQ211",),
    ),
    Case(
        "AKN-8",
        "an-expression-of-another-work",
        QUESTION,
        "E-000101-2021/eng/!main",
        "E-000102-2021/eng/!main",
        ("PQ211",),
    ),
    Case(
        "AKN-8",
        "a-country-that-is-not-that-of-the-iri",
        QUESTION,
        'FRBRcountry value="eu"',
        'FRBRcountry value="fr"',
        ("PQ211",),
    ),
    Case("AKN-9", "a-date-of-another-name", QUESTION, 'name="tabled"', 'name="given"', ("PQ211",)),
    Case(
        "AKN-9",
        "a-date-that-is-none",
        QUESTION,
        'date="2021-03-04"',
        'date="4 March 2021"',
        ("PQ201",),
    ),
    Case(
        "AKN-10",
        "an-author-without-a-role",
        QUESTION,
        '<FRBRauthor href="#author_1" as="#role"/>',
        '<FRBRauthor href="#author_1"/>',
        ("PQ211",),
    ),
    Case(
        "AKN-10",
        "an-author-who-is-left-out",
        QUESTION,
        '<FRBRauthor href="#author_1" as="#role"/>',
        "",
        ("PQ211",),
    ),
    Case(
        "AKN-11",
        "a-title-that-is-not-the-subject",
        QUESTION,
        'name="title" value="New ferries"',
        'name="title" value="Old ferries"',
        ("PQ211",),
    ),
    Case(
        "AKN-12",
        "a-parliament-that-is-missing",
        QUESTION,
        '<TLCOrganization eId="parliament" href="/akn/ontology/organization/eu/ep" showAs="ep"/>',
        "",
        ("PQ213",),
    ),
    Case(
        "AKN-12",
        "an-entry-that-is-unknown",
        QUESTION,
        "</references>",
        '<TLCTerm eId="mood" href="/akn/ontology/term/printed/calm" showAs="calm"/></references>',
        ("PQ212",),
    ),
    Case(
        "AKN-12",
        "authors-out-of-order",
        QUESTION,
        'TLCPerson eId="author_1"',
        'TLCPerson eId="author_2"',
        ("PQ211", "PQ212"),
    ),
    Case(
        "AKN-13",
        "an-address-that-says-another-name",
        QUESTION,
        "person/printed/Ada%20Lindgaard",
        "person/printed/Ada",
        ("PQ211",),
    ),
    Case(
        "AKN-13",
        "an-address-that-is-no-uri",
        QUESTION,
        "/akn/ontology/person/printed/Ada%20Lindgaard",
        "a b",
        ("PQ213",),
    ),
    Case(
        "AKN-14",
        "a-reference-in-another-spelling",
        PAIR,
        'showAs="E-000101/2021" name="answersTo"',
        'showAs="E-101/21" name="answersTo"',
        ("PQ213",),
    ),
    Case(
        "AKN-15",
        "a-kind-that-is-unknown",
        QUESTION,
        "concept/parlq/writtenQuestion",
        "concept/parlq/shoutedQuestion",
        ("PQ213",),
    ),
    Case(
        "AKN-16",
        "a-question-by-somebody-else",
        QUESTION,
        'by="#author_1"',
        'by="#author_2"',
        ("PQ211",),
    ),
    Case(
        "AKN-16",
        "an-answer-that-refers-to-nothing",
        PAIR,
        ' refersTo="#answersTo_1"',
        "",
        ("PQ211",),
    ),
    Case(
        "AKN-17",
        "a-paragraph-of-another-number",
        QUESTION,
        "dbsect_1__question_1__p_2",
        "dbsect_1__question_1__p_3",
        ("PQ211",),
    ),
    Case(
        "AKN-17",
        "a-paragraph-without-an-id",
        QUESTION,
        ' eId="dbsect_1__question_1__p_2"',
        "",
        ("PQ211",),
    ),
    Case("AKN-18", "an-empty-paragraph", QUESTION, "Who pays for them?", "", ("PQ213",)),
    Case("AKN-19", "tables-and-notes", TABLE),
    Case(
        "AKN-19",
        "a-mark-that-leads-to-another-note",
        TABLE,
        'href="#dbsect_1__answer_1__blockContainer_1"',
        'href="#dbsect_1__answer_1__blockContainer_2"',
        ("PQ211",),
    ),
    Case("AKN-20", "facts-of-other-parliaments", ELSEWHERE),
    Case(
        "AKN-20",
        "an-extension-without-a-namespace",
        QUESTION,
        "</references>",
        '</references><proprietary source="#parlq"><pq:work><pq:extension name="x">y</pq:extension></pq:work></proprietary>',
        ("PQ213",),
    ),
    Case(
        "AKN-21",
        "a-language-that-is-a-name",
        QUESTION,
        'xml:lang="en"',
        'xml:lang="english"',
        ("PQ213",),
    ),
    Case(
        "AKN-22",
        "words-in-another-language",
        QUESTION,
        "Who pays for them?",
        'Who <span xml:lang="ga">íocfaidh</span>?',
    ),
    Case(
        "AKN-22",
        "a-span-without-a-language",
        QUESTION,
        "Who pays",
        "Who <span>pays</span>",
        ("PQ213",),
    ),
    Case(
        "AKN-22",
        "a-page-of-the-source",
        QUESTION,
        "Who pays",
        'Who <marker name="page" pq:value="88W"/>pays',
    ),
    Case(
        "AKN-22",
        "a-marker-of-another-kind",
        QUESTION,
        "Who pays",
        'Who <marker name="mood" pq:value="1"/>pays',
        ("PQ201",),
    ),
    Case("AKN-23", "a-comment", QUESTION, "<debateBody>", "<!-- checked --><debateBody>"),
    Case("JSON-1", "a-question", JSON),
    Case("JSON-1", "a-comment", JSON, "{\n", "{ // a question\n", ("PQ301",)),
    Case(
        "JSON-1",
        "a-key-that-appears-twice",
        JSON,
        '"rule": "138",',
        '"rule": "138", "rule": "139",',
        ("PQ302",),
    ),
    Case("JSON-2", "no-version", JSON, '  "schema_version": "1.0",\n', "", ("PQ305",)),
    Case(
        "JSON-2",
        "a-newer-version",
        JSON,
        '"schema_version": "1.0"',
        '"schema_version": "2.0"',
        ("PQ306",),
    ),
    Case("JSON-3", "a-key-that-is-unknown", JSON, '"rule"', '"mood"', ("PQ303",)),
    Case("JSON-4", "a-number-as-text", JSON, '"term": 9', '"term": "9"', ("PQ304",)),
    Case("JSON-4", "a-term-beyond-the-range", JSON, '"term": 9', '"term": 1000', ("PQ304",)),
    Case("JSON-5", "null", JSON, '"rule": "138"', '"rule": null', ("PQ304",)),
    Case("JSON-5", "an-empty-text", JSON, '"rule": "138"', '"rule": ""', ("PQ304",)),
    Case(
        "JSON-6", "a-reference-that-is-none", JSON, '"E-000101/2021"', '"101 of 2021"', ("PQ304",)
    ),
    Case("JSON-7", "a-date-that-is-none", JSON, '"2021-03-04"', '"2021-02-30"', ("PQ304",)),
    Case(
        "JSON-8",
        "a-language-that-is-a-name",
        JSON,
        '"language": "en"',
        '"language": "english"',
        ("PQ304",),
    ),
    Case("JSON-9", "a-paragraph-without-words", JSON, '"Who pays for them?"', "", ("PQ304",)),
    Case(
        "JSON-10",
        "a-kind-without-its-code",
        JSON,
        '"kind": "written"',
        '"kind": "other"',
        ("PQ304",),
    ),
    Case("JSON-11", "a-dossier", DOSSIER),
    Case(
        "MOD-1",
        "an-answer-before-its-question",
        DOSSIER,
        '"date": "2021-05-01"',
        '"date": "2021-02-01"',
        ("PQ430",),
    ),
    Case(
        "MOD-2",
        "an-answer-to-itself",
        DOSSIER,
        '"answers_to": [\n        "E-000101/2021"',
        '"answers_to": [\n        "E-000101/2021-ASW"',
        ("PQ402", "PQ404"),
    ),
    Case(
        "MOD-3",
        "a-question-with-the-reference-of-an-answer",
        JSON,
        '"E-000101/2021"',
        '"E-000101/2021-ASW"',
        ("PQ403",),
    ),
    Case(
        "MOD-4",
        "a-local-identifier-that-names-nothing",
        DOSSIER,
        '"answers_to": [\n        "E-000101/2021"',
        '"answers_to": [\n        {"scheme": "local", "value": "question-9"}',
        ("PQ431",),
    ),
]
