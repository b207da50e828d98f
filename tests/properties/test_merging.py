"""Whatever differs between two documents about one work is in what joins them, or is told."""

from __future__ import annotations

import copy
import datetime as dt
import re

import pytest

import parlq
from parlq import merging
from parlq.model import parsing

from .rich import rich

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
