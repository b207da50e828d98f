"""The table of rules is whole: every id that the code names is in it, and no other."""

import re
from pathlib import Path

import pytest

import parlq
from parlq.problems import Severity
from parlq.rules import BY_SLUG, RULES, stem_of

SRC = Path(parlq.__file__).parent
NAMED = {
    rule: path.name
    for path in sorted(SRC.rglob("*.py"))
    if path.name != "rules.py"
    for rule in re.findall(r"[\"'](PQ\d{3})[\"']", path.read_text("utf-8"))
}


def test_every_rule_named_is_in_the_table():
    """No problem carries an id that nobody explains."""
    assert {} == {rule: name for rule, name in NAMED.items() if rule not in RULES}


TESTS = Path(__file__).parents[1]


def test_every_rule_is_in_a_test():
    """Some test or example beside the documentation knows of each rule."""
    known = {
        rule
        for path in [*TESTS.rglob("test_*.py"), *TESTS.glob("examples/**/*.json")]
        if "docs" not in path.parts and path != Path(__file__)
        for rule in re.findall(r"PQ\d{3}", path.read_text("utf-8", "replace"))
    }
    assert set() == set(RULES) - known


def test_every_rule_in_the_table_is_named():
    """No rule is explained that no code can find."""
    assert set() == set(RULES) - set(NAMED)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rows_are_whole(rule):
    """A row has its own id, a severity and a title in the manner of the others."""
    assert RULES[rule.id] is rule
    assert isinstance(rule.severity, Severity)
    assert rule.title.strip() == rule.title
    assert not rule.title.endswith(".")
    assert re.fullmatch("[a-z]+(-[a-z]+)*", rule.slug)


def test_slugs_differ():
    """A slug names one rule, and is accepted in any case."""
    assert len(BY_SLUG) == len(RULES)
    for rule in RULES.values():
        assert rule.id == stem_of(f" {rule.slug.upper()} ")
    assert ("PQ4", "PQ", "PQ401") == tuple(map(stem_of, ("pq4", "all", "unlinked-answer")))
