"""Hypothesis strategies for references, language tags and Akoma Ntoso IRIs."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from parlq.model.languages import table
from parlq.model.languages.language import TAG_LIMIT, normal_tag
from parlq.model.references.frbr import FrbrUri
from parlq.model.references.reference import Reference

__all__ = ["frbr_uris", "language_tags", "references"]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DIGITS = "0123456789"
_WORD = _LETTERS + _LETTERS.upper() + _DIGITS + "-_éπ"
_ATTACHMENTS = st.integers(0, 99).map(lambda number: f"ANN{number:02}")


def _subtags(alphabet: str, low: int, high: int) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=low, max_size=high)


def references() -> st.SearchStrategy[Reference]:
    """Return references of every shape: with and without letter, revision and suffix."""
    suffixes = st.one_of(
        st.none(), st.just("ASW"), _ATTACHMENTS, _ATTACHMENTS.map(lambda suffix: f"ASW-{suffix}")
    )
    return st.builds(
        Reference,
        letter=st.none() | st.sampled_from("EPOHGK") | st.sampled_from(_LETTERS.upper()),
        number=st.integers(1, 9_999) | st.integers(1, 999_999),
        year=st.integers(1952, 2099),
        revision=st.none() | st.integers(1, 999),
        suffix=suffixes,
    )


@st.composite
def _composed_tags(draw: st.DrawFn) -> str:
    alphanumeric = _LETTERS + _DIGITS
    parts = [draw(_subtags(_LETTERS, 2, 3))]
    if draw(st.booleans()):
        parts.append(draw(_subtags(_LETTERS, 4, 4)))
    if draw(st.booleans()):
        parts.append(draw(_subtags(_LETTERS, 2, 2) | _subtags(_DIGITS, 3, 3)))
    parts += draw(st.lists(_subtags(alphanumeric, 5, 8), max_size=2, unique=True))
    for singleton in draw(st.lists(st.sampled_from("atu7"), max_size=2, unique=True)):
        parts += [singleton, draw(_subtags(alphanumeric, 2, 8))]
    if draw(st.booleans()):
        parts += ["x", draw(_subtags(alphanumeric, 1, 8))]
    return "-".join(parts)


def language_tags() -> st.SearchStrategy[str]:
    """Return BCP 47 tags in normal form: official ones, known codes and composed ones."""
    official = st.sampled_from([tag for tag, _ in table.OFFICIAL])
    others = st.sampled_from(
        sorted({*table.ALPHA3, *table.IRREGULAR, "zh-min", "mul", "und", "x-none"})
    )
    composed = _composed_tags().filter(lambda tag: len(tag) <= TAG_LIMIT).map(normal_tag)
    return official | others | composed


def _segments() -> st.SearchStrategy[str]:
    return st.builds(str.__add__, st.sampled_from(_LETTERS), st.text(_WORD, max_size=8))


def _dates() -> st.SearchStrategy[str]:
    return st.builds(
        lambda day, length: day.isoformat()[:length],
        st.dates(dt.date.min),
        st.sampled_from([4, 7, 10]),
    )


@st.composite
def frbr_uris(draw: st.DrawFn) -> FrbrUri:
    """Return Akoma Ntoso IRIs of works, expressions and manifestations."""
    subtype = draw(st.none() | _segments())
    language = draw(st.none() | st.text(_LETTERS, min_size=3, max_size=3))
    stated = language is not None
    marks = st.builds(str.__add__, st.sampled_from("@:"), st.just("") | _dates())
    return FrbrUri(
        prefix=draw(st.booleans()),
        country=draw(st.text(_LETTERS, min_size=2, max_size=2)),
        locality=draw(st.none() | _segments()),
        doctype=draw(_segments()),
        subtype=subtype,
        actor=draw(st.none() | _segments()) if subtype is not None else None,
        date=draw(_dates()),
        number=draw(st.text(_WORD + ".:", min_size=1, max_size=12)),
        language=language,
        expression_date=draw(st.none() | marks) if stated else None,
        work_component=draw(
            st.none() | st.lists(_segments(), min_size=1, max_size=3).map("/".join)
        ),
        portion=draw(st.none() | _segments()),
        format=draw(st.none() | st.sampled_from(["xml", "akn", "html", "pdf"])) if stated else None,
    )
