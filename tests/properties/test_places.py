"""What is put into a document at some place is found at that place, by line, column and path."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

import parlq
from parlq.formats.akn.xml.token_index import tokens
from parlq.testing import documents

ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])


def place_of(text, offset):
    """Line and column of an offset, counted anew."""
    before = text[:offset]
    return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


@given(documents(), st.data(), ENCODINGS, st.booleans())
def test_an_unknown_element_is_found_where_it_stands(document, data, encoding, wide):
    """An element that nobody knows is found at its tag, whatever stands before it.

    Where no element may stand, the one that holds it is found.
    """
    text = parlq.dumps(document, format="akn").decode()
    text = text.replace("UTF-8", "UTF-16" if encoding == "utf-16" else "UTF-8", 1)
    opened = [(start, end) for kind, start, end in tokens(text) if kind == "open"]
    parent, at = data.draw(st.sampled_from(opened[1:]))
    tag = "<zork\n a='1'\n/>" if wide else "<zork/>"
    spoiled = text[:at] + tag + text[at:]
    problems = parlq.validate(spoiled.encode(encoding))
    found = [problem for problem in problems if re.search(r"/zork$", problem.path or "")]
    places = {(problem.line, problem.column) for problem in found}
    if places:
        assert {place_of(spoiled, at)} == places
    else:  # what holds text only is at fault itself
        assert place_of(spoiled, parent) in {(p.line, p.column) for p in problems}


@given(documents(), st.data(), ENCODINGS)
def test_an_unknown_attribute_is_found_where_it_stands(document, data, encoding):
    """An attribute that nobody knows is found at its name, or else at its element or around it."""
    text = parlq.dumps(document, format="akn").decode()
    text = text.replace("UTF-8", "UTF-16" if encoding == "utf-16" else "UTF-8", 1)
    ends = [
        end - (2 if kind == "empty" else 1)
        for kind, _, end in tokens(text)
        if kind in {"open", "empty"}
    ]
    at = data.draw(st.sampled_from(ends[1:]))
    spoiled = f"{text[:at]}\n zork='é>'{text[at:]}"
    problems = parlq.validate(spoiled.encode(encoding))
    here = place_of(spoiled, at + 2)
    exact = [p for p in problems if (p.line, p.column) == here]
    element = spoiled.rindex("<", 0, at)
    around = [0]
    for kind, start, _ in tokens(text[:element]):
        if kind == "open":
            around.append(start)
        elif kind == "close":
            around.pop()
    places = {place_of(spoiled, start) for start in (element, around[-1])}
    assert exact or places & {(p.line, p.column) for p in problems}
    assert all(problem.path.endswith("/@zork") for problem in exact)


@given(documents(), st.data(), st.sampled_from([None, 2]))
def test_an_unknown_key_is_found_where_it_stands(document, data, indent):
    """A key that nobody knows is found at its name, with the pointer that leads to it."""
    value = parlq.to_dict(document)
    objects = [()]
    todo = [((), value)]
    while todo:
        path, inner = todo.pop()
        pairs = inner.items() if isinstance(inner, dict) else enumerate(inner)
        for step, child in pairs:
            if isinstance(child, dict | list):
                todo.append(((*path, step), child))
                if isinstance(child, dict):
                    objects.append((*path, step))
    path = data.draw(st.sampled_from(objects))
    target = value
    for step in path:
        target = target[step]
    target["zörk"] = 1
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    (problem,) = [
        each for each in parlq.validate(text.encode(), format="json") if each.rule == "PQ303"
    ]
    assert place_of(text, text.index('"zörk"')) == (problem.line, problem.column)
    assert "".join(f"/{step}" for step in (*path, "zörk")) == problem.path


STEPS = st.sampled_from(
    [
        "questions",
        "answers",
        "variants",
        "body",
        "authors",
        "answerers",
        "offices",
        "events",
        "date",
        "identifiers",
        "heading",
        "extensions",
        "caption",
        "rows",
        "cells",
        "content",
        "x",
    ]
) | st.integers(-2, 3)


@given(documents(), st.lists(STEPS, max_size=6), st.sampled_from(["akn", "json"]))
def test_every_path_has_a_place(document, path, format):
    """A path that leads nowhere has the place of the innermost part that it leads to."""
    reading = parlq.read(parlq.dumps(document, format=format), format=format)
    whole, place = reading.locate(()), reading.locate(tuple(path))
    assert place.path.startswith(whole.path)
    assert place.line >= whole.line
