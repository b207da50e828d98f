"""Patterns of file names: the usual meaning, whatever their letters, in bounded time."""

from __future__ import annotations

import fnmatch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlq.lint.settings.patterns import Patterns

LETTERS = st.text("[]!^-ab.&|~{}\\$", max_size=8)


def matches(pattern, name):
    """Whether a pattern matches a file of a folder."""
    return Patterns((pattern,), "/f").match(f"/f/{name}")


@given(st.text("[]!-ab*?.&|~", min_size=1, max_size=8), st.text("ab.-!]&", min_size=1, max_size=6))
def test_within_a_name_patterns_mean_what_they_do_elsewhere(pattern, name):
    """Stars, question marks and sets match as Python's own do."""
    if "**" not in pattern:
        assert fnmatch.fnmatchcase(name, pattern) == matches(pattern, name)


@given(LETTERS, st.text("/*", max_size=4), LETTERS, LETTERS)
def test_any_pattern_is_one(one, between, other, name):
    """No pattern is refused, and none warns."""
    assert matches(one + between + other, name) in {True, False}


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("tests/**", "tests/a/b.json", True),
        ("*.tmp.json", "d/a.tmp.json", True),
        ("/top.xml", "top.xml", True),
        ("/top.xml", "d/top.xml", False),
        ("a/**/b.json", "a/b.json", True),
        ("a/**/b.json", "a/c/d/b.json", True),
        ("x/*.xml", "x/y.xml", True),
        ("x/*.xml", "x/z/y.xml", False),
        ("build", "d/build/q", True),
        ("build", "rebuild", False),
        ("[+-9].json", "/.json", False),
        ("[^a-c]?.xml", "dx.xml", True),
        ("[^a-c]?.xml", "bx.xml", False),
        ("*a**/b", "aab", True),
        ("*a**/b", "aa/b", True),
    ],
)
def test_patterns_with_folders(pattern, name, expected):
    """`**/` is any number of folders; a name alone matches anywhere; a folder stands for what it holds."""
    assert expected == matches(pattern, name)


@pytest.mark.parametrize(
    "pattern",
    ["*a" * 20 + "c", "**a" * 20 + "c", "**/" * 30 + "x", "**/a/" * 9 + "x", "?*" * 40 + "x"],
)
def test_patterns_take_bounded_time(pattern):
    """Stars upon stars against long names come to an end."""
    assert not matches(pattern, "/".join(["a" * 40, "b", "ab" * 20] * 20))
    assert not matches(pattern, "a" * 250)
