"""Whatever differs between two documents about one work is in what joins them, or is told."""

from __future__ import annotations

import copy
import datetime as dt
import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import parlq
from parlq import merging
from parlq.model import (
    Answer,
    Dossier,
    Identifier,
    LanguageVariant,
    Paragraph,
    Question,
    parsing,
)

from .rich import rich

#: Days of sittings, each of which numbers its questions from 1.
SITTINGS = st.lists(
    st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)), min_size=2, max_size=3, unique=True
)


@given(
    SITTINGS,
    st.lists(st.integers(1, 6), min_size=2, max_size=3),
    st.sampled_from(["scope", "local", "none"]),
)
def test_merging_the_files_of_several_days_loses_no_question(days, sizes, named):
    """Sittings that number their questions alike have different ones, with a scope and without."""
    files = []
    for day, size in zip(days, sizes, strict=False):
        scope = day.isoformat() if named == "scope" else None
        scheme = "local" if named == "local" else "number"
        questions, answers = [], []
        for number in range(1, size + 1):
            own = Identifier(scheme=scheme, value=str(number), scope=scope)
            text = LanguageVariant(language="en", body=(Paragraph(content=f"{day}: {number}?"),))
            common = {"parliament": "xa/moot", "date": day}
            questions.append(Question(identifiers=(own,), variants=(text,), **common))
            given = attrs.evolve(text, body=(Paragraph(content=f"{day}: {number}!"),))
            answers.append(Answer(answers_to=(own,), variants=(given,), **common))
        files.append(Dossier(questions=tuple(questions), answers=tuple(answers)))
    merged = parlq.merge(files).value
    asked = sorted(work.text() for each in files for work in each.questions)
    assert asked == sorted(work.text() for work in merged.questions)
    pairs = [(one.text()[:-1], other.text()[:-1]) for one, other in merged.pairs()]
    assert sorted(pairs) == [(text[:-1], text[:-1]) for text in asked]


WORKS = [*rich().questions, *rich().answers]
#: Words of a language, or of a vocabulary, for what both documents know to be the same.
SAME = re.compile(
    r"(addressees|on_behalf_of|institution)/(\d+/)?(name|uri)$"
    r"|answerers/\d+/(honorific|offices/\d+)$|publications/\d+/(name|label)$|kind_code$"
)
#: Other values for facts of each form.
OTHERS = ["2019-07-08", "2019-07-08T09:09:09+00:00", "https://zq.example/1", "fi", "zq/zq"]
OTHERS += ["original", "translation", "truncated", "full", "answered", "closed", "oral", "other"]


def facts(value, path=()):
    """The path to each fact in a JSON value."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from facts(inner, (*path, key))
    else:
        yield path


def changed(document, path):
    """The work with another value of one fact, and both values; None where there is no other."""
    document = copy.deepcopy(document)
    *steps, last = path
    inner = document
    for step in steps:
        inner = inner[step]
    stated = inner[last]
    for other in [stated + 1] if type(stated) is int else [f"{stated}zq", *OTHERS]:
        inner[last] = other
        if other != stated:
            try:
                return parlq.from_dict(document), str(stated), str(other)
            except parlq.ParlqError:
                continue
    return None


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.label)
def test_what_differs_is_joined_or_told(work):
    """One fact has two values: both are in the document that joins them, or in a problem."""
    document = parlq.to_dict(work)
    tried = 0
    for path in facts(document):
        name = "/".join(map(str, path))
        if path[0] in {"schema_version", "type", "reference"} or SAME.search(name):
            continue
        if (found := changed(document, path)) is None:
            continue
        other, *values = found
        joined = merging.merge([work, other])
        told = " ".join(problem.message for problem in joined.problems)
        have = f"{parlq.to_dict(joined.value)} {told}"
        for value in values:
            instant = dt.datetime.fromisoformat(value) if value.startswith("2019-07-08T") else None
            spelled = [value] if instant is None else [str(instant), parsing.instant_text(instant)]
            # Tags of languages are read in any case.
            assert any(each.lower() in have.lower() for each in spelled), name
        tried += 1
    assert tried > 100
