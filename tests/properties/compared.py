"""Finds what does not come back from a format, in another way than parlq does."""

from __future__ import annotations

from collections import Counter

import attrs

from parlq.model import Dossier, Question, Reference
from parlq.problems import Severity

SEQUENCES_OF_WORDS = {"body", "heading", "offices", "years"}
ORDERED = ("authors", "addressees", "answerers", "events")


def works(document):
    """The works of a document."""
    return document.works if isinstance(document, Dossier) else (document,) if document else ()


def gone(one, back, path=""):
    """The paths of the facts that do not come back, or come back as something else."""
    name = path.rpartition(".")[2]
    if one is None or one in ((), back):
        return
    if back is None or type(one) is not type(back):
        yield path
    elif isinstance(one, tuple) and name not in SEQUENCES_OF_WORDS:
        yield from gone_items(one, back, path)
    elif attrs.has(type(one)) and not isinstance(one, Reference):
        for field in attrs.fields(type(one)):
            # How much of a text there is states nothing without the text.
            if field.name == "completeness" and not (one.body and back.body):
                continue
            inner = f"{path}.{field.name}" if path else field.name
            yield from gone(getattr(one, field.name), getattr(back, field.name), inner)
    else:
        yield path


def gone_items(ones, others, path):
    """The path once for each item without one of its own that states as much."""
    free = Counter(others)
    left = [each for each in ones if not free[each] or free.subtract([each])]
    free = [*free.elements()]
    for one in left:
        found = next((each for each in free if not [*gone(one, each, "_")]), None)
        if found is None:
            yield path
        else:
            free.remove(found)


def in_order(ones, others):
    """Whether the items come back in their order, others perhaps between them."""
    waiting = iter(others)
    return all(any(not [*gone(one, each, "_")] for each in waiting) for one in ones)


def about(path, name):
    """Whether one of two paths leads to the other."""
    return f"{path}.".startswith(f"{name}.") or f"{name}.".startswith(f"{path}.")


def check(pairs, problems, own=lambda work, _: work):
    """Hold what is named against what is gone.

    Args:
        pairs: works, each with the one that it came back as.
        problems: those that name what is lost.
        own: takes from a work what comes back in another way.
    """
    assert {"PQ617", "PQ627"} >= {each.rule for each in problems}
    problems = [each for each in problems if each.rule == "PQ617"]
    assert len(problems) == len({(each.path, each.message) for each in problems})
    orders = {each.path for each in problems if "another order" in each.message}
    # What lies beside the fields of a work is not compared here.
    beside = {id(p) for p in problems if "(statements with" in p.message or "dossier" in p.message}
    names = {each.path for each in problems if each.path not in orders and id(each) not in beside}
    missing = set()
    for work, back in pairs:
        if back is None or type(work) is not type(back):
            missing.add("questions" if isinstance(work, Question) else "answers")
            continue
        kept = own(work, back)
        lost = set(gone(kept, back))
        missing |= lost
        for field in ORDERED:
            one, other = getattr(kept, field, ()), getattr(back, field, ())
            if field not in lost and not in_order(one, other):
                assert field in orders | names
    for path in missing:
        if path != "extensions" or not beside:
            assert any(about(path, name) for name in names), (path, names)
    for name in names:
        assert any(about(path, name) for path in missing), (name, missing, problems)
    assert {Severity.WARNING, Severity.INFO} >= {each.severity for each in problems}
