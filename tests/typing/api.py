"""The public face as a user would use it; mypy --strict reads this file, nothing runs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, assert_type

import attrs
from hypothesis.strategies import SearchStrategy

import parlq
from parlq import Answer, Dossier, Identifier, Question, Reference, formats, merging, model, testing
from parlq.checks import check
from parlq.formats import akn, json
from parlq.model.references.reference import ReferenceMatch

# Reading, by path or data.
document = parlq.load("answer.xml")
assert_type(document, Question | Answer | Dossier)
assert_type(parlq.load(Path("a.json"), strict=False, migrate=True), Question | Answer | Dossier)
assert_type(parlq.loads(b"{}", format="json"), Question | Answer | Dossier)
assert_type(parlq.loads("<akomaNtoso/>", check=False), Question | Answer | Dossier)

assert_type(parlq.load("answer.xml", expect=Answer), Answer)
assert_type(parlq.loads(b"{}", format="json", expect=Dossier), Dossier)

reading = parlq.read("page.txt", source="https://pages.example/", limits=parlq.Limits(size=10))
assert_type(reading, parlq.Reading)
assert_type(reading.value, Question | Answer | Dossier | None)
assert_type(reading.problems, tuple[parlq.Problem, ...])
assert_type(reading.failed, bool)
assert_type(reading.document(), Question | Answer | Dossier)
assert_type(reading.document(Question), Question)
assert_type(reading.locate(("variants", 0, "body", 2)), parlq.Location)
assert_type(reading.locate(("date",)).line, int | None)

# Writing.
assert_type(parlq.dumps(document, format="json"), bytes)
parlq.dump(document, "answer.json")
parlq.dump(document, Path("answer.data"), format="akn")
assert_type(parlq.to_dict(document), dict[str, Any])
assert_type(parlq.to_html(document), str)
site = parlq.write_site([document], "site", url="https://q.example/", search=False)
assert_type(site, parlq.Site)
assert_type(site.notices, tuple[str, ...])
assert_type(site.indexer_peak, int | None)
assert_type(parlq.from_dict({"type": "question"}), Question | Answer | Dossier)

# Validating.
problems = parlq.validate("answer.xml", schema="akn")
assert_type(problems, list[parlq.Problem])
assert_type(parlq.validate(document), list[parlq.Problem])
assert_type(problems[0].severity, parlq.Severity)
assert_type(problems[0].line, int | None)
assert_type(problems[0].rule, str)

# Building values.
question = Question(
    reference=Reference.parse("E-001670/2017"),
    kind=parlq.QuestionKind.WRITTEN,
    authors=(parlq.Author(name="Ada Lindgaard"),),
    variants=(parlq.LanguageVariant(language="en", body=(parlq.Paragraph(content=("Why?",)),)),),
)
assert_type(question.reference, Reference | None)
assert_type(question.date, dt.date | None)
assert_type(question.authors, tuple[parlq.Author, ...])
assert_type(question.variants, tuple[parlq.LanguageVariant, ...])
assert_type(question.kind, parlq.QuestionKind | None)
assert_type(question.variant("en"), parlq.LanguageVariant)
assert_type(question.variant("en").text(), str)
assert_type(question.variant("en").body, tuple[parlq.Block, ...])
assert_type(question.languages, tuple[str, ...])
assert_type(question.label, str | None)
assert_type(attrs.evolve(question, term=9), Question)
assert_type(sorted([question, question]), list[Question])

answer = Answer(answers_to=(Reference(letter="E", number=1670, year=2017),))
assert_type(answer.answers_to, tuple[Reference | Identifier, ...])
dossier = Dossier.pair(question, answer)
assert_type(dossier, Dossier)
assert_type(dossier.pairs(), Iterator[tuple[Question, Answer]])
assert_type(dossier.answers_for(question), tuple[Answer, ...])

# What a document is, told apart.
match document:
    case Question():
        assert_type(document, Question)
    case Answer():
        assert_type(document.answerers, tuple[parlq.Answerer, ...])
    case Dossier():
        assert_type(document.works, tuple[Question | Answer, ...])

# Values that stand alone.
assert_type(str(Reference.parse("E-001670/2017")), str)
assert_type(Reference.parse("E-001670/2017").is_answer, bool)
assert_type(parlq.Language("en").endonym, str | None)
assert_type(parlq.FrbrUri.parse("/akn/eu/debate/2021-03-04/1"), parlq.FrbrUri)
depth: int = model.MAX_DEPTH

# Formats of one's own.
mine = formats.Format(name="mine", writer=lambda value: repr(value).encode())
assert_type(mine.dumps(question), bytes)
assert_type(formats.names(), tuple[str, ...])
assert_type(formats.get("json"), parlq.Format)

# Errors.
try:
    parlq.load("answer.xml")
except parlq.InputError as error:
    assert_type(error.problems, tuple[parlq.Problem, ...])
except parlq.ModelError as error:
    assert_type(error.field, str | None)
except parlq.MissingExtraError as error:
    assert_type(error.extra, str)
except parlq.ParlqError as error:
    assert_type(error, parlq.ParlqError)

# Dates, languages, places: everything on a work has its own type.
assert_type(question.term, int | None)
assert_type(question.rule, str | None)
assert_type(question.on_behalf_of, tuple[parlq.Institution, ...])
assert_type(question.addressees, tuple[parlq.Institution, ...])
assert_type(question.identifiers, tuple[Identifier, ...])
assert_type(question.original_languages, tuple[str, ...])
assert_type(question.events, tuple[parlq.Event, ...])
assert_type(question.publications, tuple[parlq.Publication, ...])
assert_type(question.subjects, tuple[parlq.Subject, ...])
assert_type(question.attachments, tuple[parlq.Attachment, ...])
assert_type(question.extensions, tuple[parlq.Extension, ...])
assert_type(question.names, frozenset[Reference | Identifier])
assert_type(question < Question(), bool)
assert_type(hash(question), int)
assert_type(answer.kind, parlq.AnswerKind | None)
assert_type(answer.replaces, tuple[Reference | Identifier, ...])
assert_type({question: 1}, dict[Question, int])

variant = question.variant("en")
assert_type(variant.language, str)
assert_type(variant.role, parlq.VariantRole | None)
assert_type(variant.heading, tuple[str, ...])
assert_type(variant.completeness, parlq.Completeness)
assert_type(variant.last_updated, dt.date | None)
assert_type(variant.manifestations, tuple[parlq.Manifestation, ...])
assert_type(variant.legal_notice, parlq.LegalNotice | None)
if variant.legal_notice is not None:
    assert_type(variant.legal_notice.label, str)
    assert_type(variant.legal_notice.years, tuple[int, ...])

answerer = parlq.Answerer(
    honorific="Ms", offices=("Commissioner",), institution=parlq.Institution(code="commission")
)
assert_type(answerer.offices, tuple[str, ...])
assert_type(answerer.name, str | None)
assert_type(answerer.institution, parlq.Institution | None)

# The text, told apart block by block.
for block in variant.body:
    match block:
        case parlq.Paragraph() | parlq.Heading():
            assert_type(block.content, tuple[parlq.Inline, ...])
        case parlq.ListBlock():
            assert_type(block.items[0].label, str | None)
        case parlq.Table():
            assert_type(block.rows[0].cells[0].colspan, int)
        case parlq.Note():
            assert_type(block.content, tuple[parlq.Block, ...])
        case parlq.Foreign():
            assert_type(block.media_type, str)


def words(inlines: tuple[parlq.Inline, ...]) -> Iterator[str]:
    """The runs of text in inlines: every kind of inline is told apart by its type."""
    for inline in inlines:
        match inline:
            case str():
                yield inline
            case parlq.LineBreak():
                yield "\n"
            case parlq.NoteRef():
                yield inline.marker
            case parlq.Milestone() | parlq.Foreign():
                yield inline.value
            case _:
                yield from words(inline.content)


# References, languages and IRIs in depth.
found = Reference.parse_match("https://data.europarl.europa.eu/eli/dl/doc/E-9-2022-000016-ASW/it")
assert_type(found.reference, Reference)
assert_type(found.term, int | None)
assert_type(found.language, str | None)
assert_type(Reference.find_all("see E-000016/2022"), list[ReferenceMatch])
assert_type(found.reference.base, Reference)
assert_type(found.reference.eli_uri(9, "it", "pdf"), str)
assert_type(found.reference.celex(width=4), str)
assert_type(found.reference.printed(width=4, short_year=True), str)
assert_type(sorted({found.reference}), list[Reference])
assert_type(parlq.Language.parse("GER"), parlq.Language)
assert_type(parlq.Language("de").alpha3, str)
assert_type(parlq.Language("de").rank, int | None)
iri = parlq.FrbrUri(country="eu", doctype="debate", date="2021-03-04", number="1", language="eng")
assert_type(iri.work_uri, str)
assert_type(iri.expression_uri, str)
assert_type(iri.actor, str | None)
assert_type(
    parlq.FrbrUri.parse_lenient("https://x.example/akn/ie/act/2020/1").changes, tuple[str, ...]
)

# Each format by itself, with options of its own.
assert_type(akn.loads(b"<akomaNtoso/>", strict=False, check=True), Question | Answer | Dossier)
assert_type(akn.read("<akomaNtoso/>", limits=parlq.Limits(size=1)), parlq.Reading)
assert_type(akn.dumps(question), bytes)
assert_type(json.loads("{}", migrate=True), Question | Answer | Dossier)
assert_type(json.dumps(dossier, indent=False), bytes)
assert_type(check(question), list[parlq.Problem])

# Joining and taking apart.
joined = merging.merge([question, answer], files=["a.json", None])
assert_type(joined.value, Question | Answer | Dossier | None)
assert_type(joined.problems, tuple[parlq.Problem, ...])
assert_type(merging.split(dossier), tuple[tuple[str, Question | Answer | Dossier], ...])

# Strategies and made-up documents.
assert_type(testing.questions(max_variants=2), SearchStrategy[Question])
assert_type(testing.answers(), SearchStrategy[Answer])
assert_type(testing.dossiers(), SearchStrategy[Dossier])
made = next(iter(testing.corpus(1, seed=1)))
assert_type(made, Dossier)


# A format of one's own, whole.
def read_line(
    data: bytes, *, strict: bool, file: str | None, limits: parlq.Limits
) -> parlq.Reading:
    """Reads one line."""
    try:
        return parlq.Reading(value=Question(reference=Reference.parse(data.decode())), file=file)
    except parlq.ModelError as fault:
        problem = parlq.Problem(rule="PQ304", message=str(fault), file=file, line=1)
        return parlq.Reading(value=None, problems=(problem,), file=file)


line = parlq.Format(name="line", suffixes=(".line",), reader=read_line, sniff=bytes.isascii)
assert_type(line.read(b"E-000001/2020", strict=True), parlq.Reading)

# What constructors convert.
typed = Question(
    reference="E-000001/2020",
    kind="written",
    date="2020-01-31",
    authors=[parlq.Author(name="Ada Bell")],
    variants=[parlq.LanguageVariant(language="en", body=[parlq.Paragraph(content="Why?")])],
)
assert_type(typed.reference, Reference | None)
assert_type(typed.authors, tuple[parlq.Author, ...])
assert_type(typed.variant("fr", None), parlq.LanguageVariant | None)
assert_type(Answer(answers_to=["E-000001/2020"]).answers_to, tuple[Reference | Identifier, ...])
assert typed.text() == "Why?"

# What type checkers refuse; the ignores would be unused, and so errors, if they did not.
Question(term="9")  # type: ignore[arg-type]  # a number is no text
Question("E-000001/2020")  # type: ignore[call-arg]  # keywords only
Question(colour="red")  # type: ignore[call-arg]  # no such field
Question(authors=["Ada Bell"])  # type: ignore[list-item]  # a name is no author
parlq.Event()  # type: ignore[call-arg]  # a kind is required
parlq.LanguageVariant()  # type: ignore[call-arg]  # a language is required
question.term = 9  # type: ignore[misc]  # values are frozen
parlq.dumps(question)  # type: ignore[call-arg]  # no suffix tells the format
