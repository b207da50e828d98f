"""Patterns of file names."""

import os

import pytest

from parlq.lint.settings.patterns import Patterns


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.xml", "a.xml", True),
        ("*.xml", "b/c/a.xml", True),
        ("*.xml", "a.xml.bak", False),
        ("drafts", "drafts/a.xml", True),
        ("drafts", "b/drafts/c/a.xml", True),
        ("drafts", "mydrafts/a.xml", False),
        ("drafts/", "b/drafts/a.xml", True),
        ("old/*.xml", "old/a.xml", True),
        ("old/*.xml", "b/old/a.xml", False),
        ("old/*.xml", "old/b/a.xml", False),
        ("/old", "old/a.xml", True),
        ("/old", "b/old/a.xml", False),
        ("./old/a.xml", "old/a.xml", True),
        ("**/old/*.xml", "old/a.xml", True),
        ("**/old/*.xml", "b/c/old/a.xml", True),
        ("old/**", "old/b/c/a.xml", True),
        ("old/**/a.xml", "old/b/c/a.xml", True),
        ("old/**/a.xml", "old/a.xml", True),
        ("a?.xml", "ab.xml", True),
        ("a?.xml", "a.xml", False),
        ("a[0-9].xml", "a7.xml", True),
        ("a[!0-9].xml", "a7.xml", False),
        ("a[9-0].xml", "a7.xml", False),
        ("a[.xml", "a[.xml", True),
        ("a+(b).xml", "a+(b).xml", True),
        ("A.xml", "a.xml", False),
        ("", "a.xml", False),
    ],
)
def test_what_a_pattern_matches(tmp_path, pattern, path, expected):
    """A pattern without a slash is held against each name, one with a slash against the whole way."""
    patterns = Patterns((pattern,), str(tmp_path))
    assert expected == patterns.match(os.path.join(tmp_path, *path.split("/")))


def test_several_patterns_are_alternatives(tmp_path):
    """A path matches several patterns when it matches one of them."""
    patterns = Patterns(("a.xml", "b/c.xml"), str(tmp_path))
    names = ["a.xml", os.path.join("b", "c.xml"), "c.xml"]
    assert [True, True, False] == [patterns.match(str(tmp_path / name)) for name in names]


def test_files_elsewhere_match_by_name_only(tmp_path):
    """A file outside the folder of the patterns is not on a way from it."""
    patterns = Patterns(("*.xml", "old/*"), str(tmp_path / "here"))
    assert (True, False) == (
        patterns.match(str(tmp_path / "old" / "a.xml")),
        patterns.match(str(tmp_path / "old" / "a.json")),
    )
