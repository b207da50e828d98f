"""What `.gitignore` says is what git takes it to say, in bounded time."""

import os
import re
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from parlq.lint.discovery import gitignore
from parlq.lint.discovery.gitignore import Rules, rules_in

GIT = shutil.which("git")


def ignored(text, path):
    """Whether a path is ignored: `a/b` a file, `a/b/` a folder."""
    bare = path.removesuffix("/")
    return Rules(text).decide(bare, os.path.basename(bare), is_folder=path != bare)


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("out", "out", True),
        ("out", "a/out/", True),
        ("out", "outer", None),
        ("out/", "out", None),
        ("out/", "out/", True),
        ("/out", "a/out", None),
        ("a/out", "a/out", True),
        ("a/out", "b/a/out", None),
        ("*.json", "a/b.json", True),
        ("*.json", ".json", True),
        ("*.json\n!keep.json", "keep.json", False),
        ("!keep.json\n*.json", "keep.json", True),
        ("d*/x", "data/x", True),
        ("d*/x", "data/y/x", None),
        ("**/x", "x", True),
        ("**/x/y", "a/x/y", True),
        ("a/**/y", "a/y", True),
        ("a/**/y", "a/b/c/y", True),
        ("a/**", "a", None),
        ("a/**", "a/b/c", True),
        ("a/***/y", "a/b/c/y", True),
        ("a**z", "a/z", None),
        ("a**z", "abz", True),
        ("?.json", "a.json", True),
        ("a?b", "a/b", None),
        ("[a-c].json", "b.json", True),
        ("[!a-c].json", "b.json", None),
        ("[^a-c].json", "d.json", True),
        ("[]-]x", "]x", True),
        ("[a\\]]x", "]x", True),
        ("[[:digit:]]x", "7x", True),
        ("[[:nothing:]]x", "7x", None),
        ("[a", "[a", None),
        ("a\\*b", "a*b", True),
        ("a\\*b", "axb", None),
        ("\\#a", "#a", True),
        ("#a", "#a", None),
        ("\\!a", "!a", True),
        ("a\\", "a\\", None),
        ("a   ", "a", True),
        ("a\\ ", "a ", True),
        ("a\\  ", "a ", True),
        ("a\r\n", "a", True),
        ("\ufeffa", "a", None),
        ("/", "a", None),
        ("!", "a", None),
        ("", "a", None),
        ("*", "a/", True),
        ("**", "a/b", True),
    ],
)
def test_patterns(text, path, expected):
    """A pattern means what gitignore(5) says."""
    assert expected == ignored(text, path)


PIECES = st.sampled_from(
    ["a", "b", ".", "*", "**", "?", "/", "[ab]", "[!a]", "\\*", " ", "\\ ", "**/", "/**", "!", "#"]
)
LINES = st.lists(st.lists(PIECES, max_size=5).map("".join), min_size=1, max_size=4)
PATHS = [
    "a",
    "b",
    "ab",
    "a b",
    "*",
    "a/a",
    "a/b",
    "b/a",
    "a/b/a",
    "b/a/b",
    "a.b",
    "a/.b",
    "#a",
    "!a",
    "a ",
    "a/ab",
]


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A repository of git, to be asked."""
    if GIT is None:
        pytest.skip("no git here")
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run([GIT, "init", "-q", str(folder)], check=True)
    return folder


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(LINES)
def test_git_agrees(repository, lines):
    """Of each path git says the same: which pattern was the last to match it, and what that says.

    But for `a**/b`: git compares the `a` alone first, and then takes `**/` for the beginning.
    """
    assume(not any(re.search(r"[^/*!]\*\*", line) for line in lines))
    (repository / ".gitignore").write_text("\n".join(lines) + "\n", "utf-8")
    options = ["check-ignore", "--verbose", "--non-matching", "--no-index", "--stdin", "-z"]
    done = subprocess.run(
        [GIT, *options],
        cwd=repository,
        input="\0".join(PATHS).encode() + b"\0",
        capture_output=True,
        check=False,
        env={**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(repository)},
    )
    fields = done.stdout.decode().split("\0")
    said = {path: pattern for _, _, pattern, path in zip(*[iter(fields)] * 4, strict=False)}
    rules = Rules((repository / ".gitignore").read_text("utf-8"))
    for path in PATHS:
        expected = by_folders(rules, path)
        pattern = said[path]
        git = None if not pattern else not pattern.startswith("!")
        assert (lines, path, git or False) == (lines, path, expected or False)


def by_folders(rules, path):
    """The decision about a path of which each folder on the way may be ignored already."""
    parts = path.split("/")
    for count in range(1, len(parts)):
        if rules.decide("/".join(parts[:count]), parts[count - 1], is_folder=True):
            return True
    return rules.decide(path, parts[-1], is_folder=False)


@pytest.mark.parametrize(
    "text",
    [
        "*a" * 4000 + "c\n",
        ("*a" * 40 + "c\n") * 120,
        ("**/a/" * 30 + "c\n") * 60,
        "a\n!b\n" * 2000,
        "[[:alpha:]]" * 800 + "\n",
        "x\n" * 4999,
        "*.x\n" * 4999,
    ],
    ids=["stars", "many-stars", "folders", "runs", "sets", "names", "endings"],
)
def test_no_file_takes_long(text):
    """However many patterns against however long a path: there is an end."""
    rules = Rules(text)
    for path in ("a" * 255, "a/" * 2000 + "b", "/".join(["a" * 200] * 20)):
        for _ in range(20):
            assert not rules.decide(path, path[-255:], is_folder=False)


@pytest.mark.parametrize(
    "text",
    [
        "out\n" + "*a" * 5001 + "c\n",
        "out\n" + "a\n!b\n" * 100,
        "out\n" + "x\n" * 5001,
        "out\n" + "#" * 100_001,
    ],
)
def test_a_file_beyond_the_bounds_ignores_nothing(tmp_path, text):
    """What is not taken as it is meant hides no file."""
    (tmp_path / ".gitignore").write_text(text)
    rules = rules_in(str(tmp_path))
    assert rules is None or rules.decide("out", "out", is_folder=False) is None


@pytest.mark.skipif(os.name != "posix", reason="links and pipes as POSIX has them")
def test_only_a_file_is_read(tmp_path):
    """Git follows no link of that name, and nobody waits for a pipe."""
    (tmp_path / "rules").write_text("out")
    (tmp_path / ".gitignore").symlink_to("rules")
    assert rules_in(str(tmp_path)) is None
    (tmp_path / ".gitignore").unlink()
    os.mkfifo(tmp_path / ".gitignore")
    assert rules_in(str(tmp_path)) is None
    assert rules_in(str(tmp_path / "none")) is None
    assert gitignore.NAME == ".gitignore"
