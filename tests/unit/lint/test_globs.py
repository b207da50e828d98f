"""Patterns mean what they say, by either way to match them, and take bounded time."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlq.lint.settings import globs
from parlq.lint.settings.globs import ANY, DEEP, FOLDERS, STAR, Token, matcher

TOKENS = st.lists(
    st.one_of(
        st.sampled_from([ANY, STAR, STAR, DEEP, FOLDERS]),
        st.sampled_from("ab/").map(lambda text: Token("one", text)),
        st.booleans().map(
            lambda negated: Token("set", ranges=(("a", "a"), ("z", "b")), negated=negated)
        ),
    ),
    max_size=7,
)
PATHS = st.text("ab/", max_size=9)


def by_definition(tokens, path, *, below):
    """Whether a pattern matches, by trying everything."""

    @cache
    def rest(number, at):
        if number == len(tokens):
            return at == len(path) or (below and path[at] == "/")
        token, after = tokens[number], number + 1
        match token.kind:
            case "one":
                return path[at : at + 1] == token.text and rest(after, at + 1)
            case "any":
                return path[at : at + 1] not in {"", "/"} and rest(after, at + 1)
            case "set":
                return at < len(path) and token.takes(path[at]) and rest(after, at + 1)
            case "star":
                ends = [n for n in range(at, len(path) + 1) if "/" not in path[at:n]]
            case "deep":
                ends = range(at, len(path) + 1)
            case _:
                ends = [at, *(n + 1 for n in range(at, len(path)) if path[n] == "/")]
        return any(rest(after, end) for end in ends)

    return rest(0, 0)


@given(TOKENS, PATHS, st.booleans())
def test_patterns_match_by_their_definition(tokens, path, below):
    """What matches is what matches when every way is tried."""
    expected = by_definition(tokens, path, below=below)
    assert expected == matcher([tokens], below=below)(path)
    positions = globs._Positions(path).any_match([tokens], below=below)
    assert expected == positions


@given(st.lists(TOKENS, max_size=4), PATHS, st.booleans())
def test_one_of_several_patterns(patterns, path, below):
    """Several patterns match when one of them does."""
    made = matcher(patterns, below=below)
    expected = any(by_definition(tokens, path, below=below) for tokens in patterns)
    assert expected == (made is not None and made(path))


def tokens(text):
    """`*`, `?`, `#` for any and `>` for folders, as tokens."""
    kinds = {"*": STAR, "?": ANY, "#": DEEP, ">": FOLDERS}
    return [kinds.get(character) or Token("one", character) for character in text]


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            unit * 60 + "c"
            for unit in ("*a", "#a", ">a", ">a/", "#a/", ">*a", "?*", "*", "#", ">", "a>")
        ),
        ">" + "*a" * 60 + "c",
        "#" + "*a/" * 60 + "c",
    ],
)
@pytest.mark.parametrize(
    "path", ["a" * 250, "a/" * 2000, "ab" * 2000, "/".join(["a" * 200] * 20), "a" * 4000 + "b"]
)
def test_no_pattern_takes_long(pattern, path):
    """Runs upon runs against paths as long as there are come to an end, though none matches."""
    made = matcher([tokens(pattern)], below=True)
    assert not any(made(path) for _ in range(10))
