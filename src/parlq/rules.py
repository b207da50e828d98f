"""The table of all rules: id, severity, title; `docs/rules.md` explains each."""

from __future__ import annotations

from typing import NamedTuple

from parlq.problems import Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741 # a narrow column of the table


class Rule(NamedTuple):
    """One rule.

    Attributes:
        id: `PQ` and three digits; never used again for something else.
        severity: of its findings.
        title: what is right, in one line.
    """

    id: str
    severity: Severity
    title: str


RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule("PQ100", E, "an input can be opened and read"),
        Rule("PQ101", E, "XML is well-formed"),
        Rule("PQ102", E, "an input is in the encoding that it declares; JSON is in UTF-8"),
        Rule("PQ103", E, "XML has no document type declaration"),
        Rule("PQ104", E, "an input is not larger than the limit"),
        Rule("PQ105", E, "nothing nests more deeply than the limit"),
        Rule("PQ106", E, "an input is not empty"),
        Rule("PQ107", E, "the format of an input can be told"),
        Rule("PQ110", E, "a format of another package fails"),
        Rule("PQ201", E, "Akoma Ntoso is valid under the parlq profile"),
        Rule("PQ202", E, "Akoma Ntoso is in the namespace of version 3.0"),
        Rule("PQ203", E, "the root element is akomaNtoso"),
        Rule("PQ204", E, "Akoma Ntoso is valid under the official schema"),
        Rule("PQ205", E, "XML is valid under the schema that is asked for"),
        Rule("PQ211", E, "what Akoma Ntoso says twice agrees: IRIs, FRBR fields, links"),
        Rule("PQ212", E, "the references are those that the work needs, in their order"),
        Rule("PQ213", E, "a value is one that the model takes"),
        Rule("PQ214", E, "an element or attribute has a place in the profile"),
        Rule("PQ215", W, "comments and processing instructions are not kept"),
        Rule("PQ216", E, "Akoma Ntoso outside the profile tells of a question or an answer"),
        Rule("PQ217", I, "an answer outside the profile says which question it answers"),
        Rule("PQ218", I, "Akoma Ntoso says that it is in the profile"),
        Rule("PQ219", I, "number or date belongs to the document that contains the questions"),
        Rule("PQ301", E, "JSON is well-formed"),
        Rule("PQ302", E, "no key stands twice in an object"),
        Rule("PQ303", E, "every key is known"),
        Rule("PQ304", E, "a value is of the type and form that its key asks for"),
        Rule("PQ305", E, "a required key is there"),
        Rule("PQ306", E, "the schema version is not newer than this parlq"),
        Rule("PQ307", E, "the schema version is today's, or migration is asked for"),
        Rule("PQ308", W, "instant states more than parlq keeps"),
        Rule("PQ401", W, "an answer names the questions that it answers"),
        Rule("PQ402", E, "an answer does not name itself"),
        Rule("PQ403", E, "the reference of a question is not that of an answer"),
        Rule("PQ404", E, "what an answer answers is a question"),
        Rule("PQ405", W, "the letter of a reference agrees with the kind of question"),
        Rule("PQ406", W, "a question is tabled around the year of its reference"),
        Rule("PQ407", W, "a question is tabled in the term that it names"),
        Rule("PQ408", W, "nothing happens to a work before its date"),
        Rule("PQ409", W, "a page is not last updated before the date of its document"),
        Rule("PQ410", W, "original and translation agree with the original languages"),
        Rule("PQ411", I, "a joint answer answers several questions"),
        Rule("PQ412", W, "nobody signs twice, no question is named twice"),
        Rule("PQ413", W, "an answer is not given years before its question"),
        Rule("PQ414", W, "the identifiers of a work agree with its reference"),
        Rule("PQ415", W, "what an answer replaces is an answer"),
        Rule("PQ416", I, "a correction names what it corrects"),
        Rule("PQ417", W, "a question that is closed is not answered"),
        Rule("PQ418", I, "a question has a text, or something to find it by"),
        Rule("PQ419", W, "the value of an extension is of its datatype"),
        Rule("PQ420", W, "a two-letter language code is one of ISO 639-1"),
        Rule("PQ421", W, "each mark in a text leads to a note"),
        Rule("PQ422", I, "each note has a mark in the text"),
        Rule("PQ423", W, "a link in a text leads out of it"),
        Rule("PQ424", I, "the rows of a table are equally wide"),
        Rule("PQ430", E, "an answer is not given before its question is tabled"),
        Rule("PQ431", E, "a local identifier names a work in the same dossier"),
        Rule("PQ432", W, "an answer in a dossier answers a question in it"),
        Rule("PQ433", E, "no two works of a dossier have the same name"),
        Rule("PQ434", W, "works of a dossier share an identifier without a scope"),
        Rule("PQ450", W, "documents that are joined agree on the facts of a work"),
        Rule("PQ451", W, "documents that are joined agree on the text of a language"),
        Rule("PQ452", W, "identifiers lead to works with different references"),
        Rule("PQ453", W, "link without a scope names no work of its own file"),
        Rule("PQ454", I, "works of several files share an identifier without a scope"),
        Rule("PQ455", I, "answer without a name may be one of several"),
        Rule("PQ501", E, "a page shows a question or an answer"),
        Rule("PQ502", W, "the wording of a page is known"),
        Rule("PQ503", W, "the language of a page can be told"),
        Rule("PQ504", W, "what the address of a page and its chooser say agrees with its text"),
        Rule("PQ506", W, "a page has the text of what it lists"),
        Rule("PQ507", I, "the wording of a page has been verified on a published one"),
        Rule("PQ508", W, "a page has no control characters"),
        Rule("PQ509", W, "the address of a page is a URI"),
        Rule("PQ510", I, "the debate after a reply is no part of it"),
        Rule("PQ511", W, "a page is in the encoding that it declares"),
        Rule("PQ512", W, "a DOCX file has tracked changes or comments"),
        Rule("PQ513", I, "a running header or footer is not part of the text"),
        Rule("PQ514", W, "a line at the edge of a printed page may be no part of the text"),
        Rule("PQ515", W, "a PDF shows raised or lowered characters"),
        Rule("PQ516", W, "a page shows content that the model has no field for"),
        Rule("PQ517", W, "a page holds text that it does not show"),
        Rule("PQ518", I, "the target of a link is not a URI"),
        Rule("PQ519", W, "a name on a page is hardly one"),
        Rule("PQ520", W, "the subject of a page is hardly one"),
        Rule("PQ521", W, "nobody signs for the body in whose name a question is asked"),
        Rule("PQ522", W, "a question on a page lacks an author or an addressee"),
        Rule("PQ523", W, "the text of a page holds a line of a header or footer"),
        Rule("PQ524", W, "a question of question time has no reply"),
        Rule("PQ600", E, "a record holds a question or an answer"),
        Rule("PQ601", W, "every work in a record is a question, an answer or an annex"),
        Rule("PQ602", W, "a value of a record is of the form that its key asks for"),
        Rule("PQ603", W, "the kind of a work in a record is known"),
        Rule("PQ604", W, "a record states which person bears which name"),
        Rule("PQ605", W, "each language version of a record is in a known language of its own"),
        Rule("PQ606", W, "the wording of an alternative title is known"),
        Rule("PQ607", E, "a work that is written as a record has a name on the portal"),
        Rule("PQ608", E, "an extension of a record holds what parlq writes there"),
        Rule("PQ609", E, "an answer of the API is not an error"),
        Rule("PQ610", I, "what a record states has a field"),
        Rule("PQ611", W, "every property, key or column of a record is known"),
        Rule("PQ612", W, "what a record tells of belongs to a document in it"),
        Rule("PQ613", E, "JSON-LD has its context in it, or that of the API"),
        Rule("PQ614", E, "RDF/XML has a spelling for what a record states"),
        Rule("PQ615", E, "a dump that is read work by work has no blank nodes"),
        Rule("PQ616", I, "an answer of the API holds records and nothing beside them"),
        Rule("PQ617", W, "the format has no place for a fact"),
        Rule("PQ618", W, "a member of JSON-LD, or a node of RDF/XML, states nothing"),
        Rule("PQ620", E, "a row of CSV names its question"),
        Rule("PQ621", W, "a link in CSV names the document that it leads to"),
        Rule("PQ622", E, "CSV is well-formed"),
        Rule("PQ623", W, "a row of CSV has a field for each column"),
        Rule("PQ626", E, "a row of CSV has more fields than columns"),
        Rule("PQ627", I, "a cell of CSV begins like a spreadsheet formula"),
        Rule("PQ630", E, "a record conforms to the shapes that it is held against"),
        Rule("PQ631", E, "shapes can be applied"),
        Rule("PQ632", E, "what is held against shapes is a record in RDF"),
        Rule("PQ701", W, "a file has no byte order mark"),
        Rule("PQ702", W, "the lines of a file all end in one way"),
        Rule("PQ703", I, "the last line of a file has an end"),
        Rule("PQ704", W, "a file is in its canonical form"),
        Rule("PQ711", W, "a comment that hides a problem hides one"),
        Rule("PQ712", W, "a comment to parlq says what parlq understands"),
    )
}
