"""The public face as a user would use it; mypy --strict reads this file, nothing runs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, assert_type

import attrs

import parlq
from parlq import Answer, Dossier, Identifier, Question, Reference, formats, model

# Reading, by path or data.
document = parlq.load("answer.xml")
assert_type(document, Question | Answer | Dossier)
assert_type(parlq.load(Path("a.json"), strict=False, migrate=True), Question | Answer | Dossier)
assert_type(parlq.loads(b"{}", format="json"), Question | Answer | Dossier)
assert_type(parlq.loads("<akomaNtoso/>", check=False), Question | Answer | Dossier)

reading = parlq.read("page.txt", source="https://pages.example/", limits=parlq.Limits(size=10))
assert_type(reading, parlq.Reading)
assert_type(reading.value, Question | Answer | Dossier | None)
assert_type(reading.problems, tuple[parlq.Problem, ...])
assert_type(reading.failed, bool)
assert_type(reading.document(), Question | Answer | Dossier)
assert_type(reading.locate(("variants", 0, "body", 2)), parlq.Place)
assert_type(reading.locate(("date",)).line, int | None)

# Writing.
assert_type(parlq.dumps(document, format="json"), bytes)
parlq.dump(document, "answer.json")
parlq.dump(document, Path("answer.data"), format="akn")
assert_type(parlq.to_dict(document), dict[str, Any])
assert_type(parlq.from_dict({"type": "question"}), Question | Answer | Dossier)

# Validating.
problems = parlq.validate("answer.xml", schema="akn")
assert_type(problems, list[parlq.Problem])
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
assert_type(model.MAX_DEPTH, int)

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
