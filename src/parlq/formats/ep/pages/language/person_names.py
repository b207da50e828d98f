"""Tells the names of persons from other words, by their shape and the words that no name has."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from parlq.formats.ep.pages.language.wording import rows
from parlq.io.resources import words_of
from parlq.model.fields.name_matching import fold

#: Words in small letters that names have.
PARTICLES = words_of(__name__, "words.tsv", "particle")
#: Words for `and` in some language that stand inside names too.
ANDS_INSIDE = frozenset(["a", "e", "i", "in", "u", "y", "\u0438"])
#: Articles before the name of a group.
_ARTICLES = frozenset(["The", "Les", "Die", "Los", "De", "La", "Le", "El", "Il", "I", "Der", "Das"])
#: Signs that no name has.
SIGNS = frozenset("<>[]{}=@#|/\\_*+\u2020\u2021\u2022\u00b7&")
#: What somebody is who signs, and what is no person, in the languages that most pages have.
_ROLES = words_of(__name__, "words.tsv", "role")
#: How the Parliament abbreviates the names of its groups.
_GROUPS = words_of(__name__, "words.tsv", "group")
#: Words in small letters that stand after `signed`, `supported` and the like, before who did so.
_BY = words_of(__name__, "words.tsv", "signed_by")
#: How participles, and words such as `together with`, end before a name, where the word behind them
#: stands inside names too; by language.
_BEFORE = {
    "de": re.compile(r"[^\W\d_]{2,}(?:t|en)\svon\s+(?P<rest>.+)"),
    "es": re.compile(r"[^\W\d_]{2,}\sa\s+(?P<rest>.+)"),
    "it": re.compile(r"[^\W\d_]{2,}(?:[ts][aeio]\sda|\sa)\s+(?P<rest>.+)"),
    "da": re.compile(r"[^\W\d_]{2,}t\saf\s+(?P<rest>.+)"),
    "sv": re.compile(r"[^\W\d_]{2,}[dt]\sav\s+(?P<rest>.+)"),
}
#: A word, whose accents may be characters of their own.
_WORD = re.compile("(?:[^\\W\\d_][\u0300-\u036f]*)+")
#: A bracket inside a name, as in `Wilfred (The Earl of) Norham` or `Wim (J.) van Tarn`.
_INNER = re.compile(r"\((?:The\b[^()]*|[^()]*\s(?:of|von|van|de|di|da)|(?:[^\W\d_]\.[\s-]?)+)\)")
#: Most words of a name, small ones aside.
_MOST = 6


def is_name(text: str) -> bool:
    """Whether `text` has the shape of a person's name: some words, no digits, a capital letter."""
    words = text.split()
    return (
        0 < len(words) <= 10
        and len(text) <= 90
        and not any(char.isdigit() or char in "?!:;" for char in text)
        and any(char.isupper() for char in text)
    )


def is_capital(word: str) -> bool:
    """Whether a word begins like the last one of a name."""
    return word.lstrip("'\u2019(-")[:1].isupper() or any(char.isupper() for char in word)


def small_word(text: str) -> str | None:
    """The first word in small letters that no name has; None where there is none."""
    for word in _WORD.findall(text):
        if word.islower() and fold(word) not in PARTICLES:
            return str(word)
    return None


def no_word_of_names(words: list[str]) -> str | None:
    """The first of some words that is one of a role, a group or a body; None where there is none."""
    if word := role(words):
        return word
    return words[-1] if words and words[-1] in _GROUPS else None


def role(words: list[str]) -> str | None:
    """The first of some words that says what somebody is, or that it is nobody."""
    for word in words:
        if _plain(word.strip("\u2019'.,()")) in _ROLES:
            return word
    return None


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    return unicodedata.normalize("NFKD", fold(word)).replace("\u0142", "l")


@lru_cache(maxsize=4096)
def doubt(text: str, language: str | None) -> str | None:  # noqa: PLR0911 # one return a reason against a name
    """Why words are not certainly the name of a person; None when they are.

    Args:
        text: the words, without a group or a courtesy title.
        language: that of the page, as far as it is known.
    """
    if not is_name(text):
        return "it does not look like a name"
    if not SIGNS.isdisjoint(text):
        return "it has characters that a name cannot contain"
    words = text.split()
    if not is_capital(words[-1]):
        return "its last word has no capital letter"
    if word := small_word(text):
        return f"it has the word {word!r}"
    if word := no_word_of_names(words):
        return f"it has the word {word!r}"
    if two(text, language) is not None:
        return "it may be two names"
    count = _capitals(text)
    if count > _MOST:
        return f"it has {count} words"
    behind = _pattern(language, text) if count > 2 and language is not None else None
    if behind is not None and _capitals(behind) > 1:
        return "it may begin with words that are not part of the name"
    if words[0] in ands(None):
        return f"it begins with {words[0]!r}"
    if len(words) > 2 and language is not None and fold(words[0]) in _by_words(language):
        return f"{words[0]!r} may stand before the name"
    return None


def two(text: str, language: str | None) -> tuple[str, str] | None:
    """The two whole names between which a word for `and` stands; None where there are none."""
    words = text.split()
    if len(words) < 5 or ands(language).isdisjoint(words):
        return None
    for place, word in enumerate(words):
        names = " ".join(words[:place]), " ".join(words[place + 1 :])
        if word in ands(language) and all(_capitals(name) > 1 for name in names):
            return names
    return None


@cache
def ands(language: str | None) -> frozenset[str]:
    """The words for `and` in a language, in all where it is not known."""
    return frozenset(row.text for row in rows("and") if language in (None, row.language))


def _pattern(language: str, text: str) -> str | None:
    """What stands behind a participle and its preposition, in a language; None without them."""
    known = _BEFORE.get(language)
    found = known.fullmatch(text) if known is not None else None
    return found["rest"] if found is not None else None


def _capitals(text: str) -> int:
    """How many words have a capital letter, an article before them aside."""
    words = text.split()
    return sum(map(is_capital, words)) - bool(words and words[0] in _ARTICLES)


@cache
def _by_words(language: str) -> frozenset[str]:
    """Words of a language that stand before who asks."""
    return frozenset(fold(row.text) for row in rows("by") if row.language == language)


def is_single(text: str) -> bool:
    """Whether words have but one that can be a name: too little to tell one."""
    return _capitals(text) == 1


def opens(text: str) -> bool:
    """Whether a line is unfinished, so that what stands below belongs to it: `Supported by`."""
    bare = text.rstrip()
    return bare.endswith(":") or bare.rpartition(" ")[2] in _BY


def is_inner(text: str, bracket: re.Match[str], start: int) -> bool:
    """Whether words in brackets are part of a name that begins at `start`.

    They are, if their words say so, or if only one word stands before them: it is no whole name.
    """
    rest = text[bracket.end() : bracket.end() + 30].lstrip()
    if not rest[:1].isalpha():
        return False
    lone = len(text[start : bracket.start()].split()) == 1 and bracket[0][2:3].islower()
    return lone or _INNER.fullmatch(bracket[0]) is not None


def are_names(text: str) -> bool:
    """Whether words with a comma between them are names of persons, each of two words or more."""
    return all(
        len(part.split()) > 1
        and is_name(part)
        and all(is_capital(word) or word in PARTICLES for word in part.split())
        for part in map(str.strip, text.split(","))
    )
