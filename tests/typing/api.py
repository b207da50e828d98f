"""The public face as a user would use it; mypy --strict reads this file, nothing runs it."""

from __future__ import annotations

from typing import assert_type

import parlq

document = parlq.load("answer.xml")
assert_type(parlq.dumps(document, format="json"), bytes)
assert_type(parlq.validate("answer.xml"), list[parlq.Problem])
assert_type(parlq.read(b"{}", format="json"), parlq.Reading)

question = parlq.Question(
    reference=parlq.Reference.parse("E-001670/2017"),
    kind=parlq.QuestionKind.WRITTEN,
    variants=(parlq.LanguageVariant(language="en", body=(parlq.Paragraph(content=("Why?",)),)),),
)
assert_type(question.variant("en"), parlq.LanguageVariant)
assert_type(question.variant("en").text(), str)
