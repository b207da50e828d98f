"""Distinguishes sentences from lines of a header or footer by their shape, in any language."""

from __future__ import annotations

import re
from functools import cache

from parlq.formats.ep.pages.language.references import references
from parlq.formats.ep.pages.language.wording import alternatives
from parlq.io.resources import words_of
from parlq.model.fields.name_matching import fold

#: How a sentence ends, perhaps with quotation marks, brackets and note markers behind.
_END = re.compile(r"[.?!:;…\u037e][\"'”\u2019»)\]]*(?:[\[(][0-9*]{1,3}[\])])*\s*\Z")
#: How an item of a list or a note begins.
_ITEM = re.compile(
    r"\s*(?:[0-9]{1,2}[.)](?![0-9])|[\u2013\u2014\u2022\u25cf-]|\(?[a-z]\)|\([0-9ivx]{1,4}\)|\[[0-9]{1,3}\])"
)
#: A short label with a colon, and what it labels.
_LABELLED = re.compile(r"\s*[^\W\d_][^:.?!]{1,40}?\s?:\s*\S")
_DAY = re.compile(
    r"(?<![0-9])[0-9]{1,2}\s?[./-]\s?[0-9]{1,2}\s?[./-]\s?(?:[0-9]{4}|[0-9]{2})(?![0-9])"
    r"|(?<![0-9])[0-9]{1,2}(?:\.|st|nd|rd|th|º|er)?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?[12][0-9]{3}"
)
#: A month and its year behind a colon.
_MONTH = re.compile(r":\s*[^\W\d_]{3,12}\.?\s+[12][0-9]{3}\s*\Z")
_GROUP = re.compile(r"\(\s*[A-Z][\w&/ \u2011-]{0,20}\)")
_BRACKETED_DAY = re.compile(r"\((?:[^()]{4,30}[12][0-9]{3}|[12][0-9]{3}[^()]{4,30})\s*\)\s*\Z")
_BRACKETED = re.compile(r"\s*\([^()]{3,60}\)\s*\.?\s*")
_NOTICE = re.compile(r"[0-9]{2,4}\s?/\s?C\s?[0-9]+")
#: Signs that pages print around a text, and between the entries of their menus.
_RIGHTS = re.compile(r"\s*(?:©|\([cC]\)\s*[12][0-9]{3})")
_SITE = re.compile(r"©|[|\u203a\u00bb→↑✉☰]|\s[>·•/]\s|\A\[[^\]\d][^\]]*\]\Z")
#: Words that a sentence has at least, and characters of the longest line of a head, lists of
#: names aside.
_WORDS, _LONGEST = 8, 200
#: Longest list of names, and commas that it has more than.
_NAMES, _COMMAS = 10_000, 2
#: Words that a line of a head has at least where none has a capital letter.
_FRAGMENT = 3
#: Most words of a label that ends with a colon.
_LEADING = 2

#: A label in one word and what a site names with it.
_SOURCE = re.compile(r"\s*(?P<label>[^\W\d_]{3,14})\s?:\s")
#: Words for where a page comes from, in the official languages.
_SOURCES = words_of(__name__, "words.tsv", "source")


def is_source(text: str) -> bool:
    """Whether a line begins with a word by which sites label where, when or by whom it appeared."""
    labelled = _SOURCE.match(text)
    return labelled is not None and fold(labelled["label"]) in _SOURCES


def is_prose(text: str) -> bool:
    """Whether a line reads like part of a sentence, or is longer than lines of a head are."""
    if len(text) > _LONGEST:
        return not _lists_names(text)
    if _END.search(text) and _RIGHTS.match(text) is None:
        return not text.rstrip().endswith(":") or len(text.rstrip(" :").split()) > _LEADING
    words = text.split()
    if len(words) < _WORDS or text.lstrip()[:1].islower():
        return False
    return sum(word[:1].islower() for word in words) >= len(words) / 2


def _lists_names(text: str) -> bool:
    """Whether a long line lists names: with commas, and few words in small letters."""
    if len(text) > _NAMES or text.count(",") <= _COMMAS:
        return False
    words = text.split()
    return sum(word[:1].islower() for word in words) < len(words) / 4


def is_fragment(text: str) -> bool:
    """Whether a line is a word or two in small letters, or signs: too little to head anything."""
    words = [word for word in text.split() if len(word) > 1]
    return len(words) < _FRAGMENT and not any(char.isupper() for char in text)


def is_item(text: str) -> bool:
    """Whether a line begins like an item of a list or a note."""
    return _ITEM.match(text) is not None


def is_labelled(text: str) -> bool:
    """Whether a line is a label with what it labels, such as `Urgency: high`, and no sentence."""
    return _LABELLED.match(text) is not None and not is_prose(text)


def is_dated_label(text: str) -> bool:
    """Whether a short line is a label with a date behind it, even with a full stop at its end."""
    labelled = _LABELLED.match(text) is not None and len(text.split()) <= _WORDS
    return labelled and (has_day(text) or _MONTH.search(text) is not None)


def has_day(text: str) -> bool:
    """Whether a line has a date."""
    return _DAY.search(text) is not None


def is_of_site(text: str) -> bool:
    """Whether a short line has signs that stand around texts, such as `©` and `Home | Contact`."""
    if len(text) > _LONGEST:
        return False
    return _RIGHTS.match(text) is not None or (
        _SITE.search(text) is not None and not is_prose(text)
    )


def is_rights(text: str) -> bool:
    """Whether a line says who has the rights in a site: what follows is the footer of that site."""
    return len(text) <= _LONGEST and _RIGHTS.match(text) is not None


def is_dated(text: str) -> bool:
    """Whether a line has few words beside a date, or is nothing but words in brackets."""
    few = len(text.split()) <= (_WORDS // 2 if is_prose(text) else _WORDS)
    return few and (has_day(text) or _BRACKETED.fullmatch(text) is not None)


def is_unended(text: str) -> bool:
    """Whether a line ends without the sign of a sentence, or with a date in brackets before it."""
    bare = text.strip().rstrip(" .")
    return bare == text.strip() or _BRACKETED_DAY.search(bare) is not None


def without_day(text: str) -> str:
    """A line without the date in brackets that may end it."""
    return _BRACKETED_DAY.sub("", text).rstrip()


def is_headline(text: str) -> bool:
    """Whether a line has few words and a number, or two things that headings and formulas have.

    They are a number, a group in brackets, the number of a notice, a date in brackets at the end.
    """
    if len(text) > 2 * _LONGEST or not any(char.isdigit() for char in text):
        return False
    numbered = any(each.reference.letter for each in references(text)) and not is_prose(text)
    if numbered and len(text.split()) <= _WORDS:
        return True
    parts = (_NOTICE, _BRACKETED_DAY, _GROUP)
    return numbered + sum(part.search(text) is not None for part in parts) > 1


def like_subject(text: str) -> bool:
    """Whether a line has the label of a subject near its beginning, but not as it should be."""
    return _subject_words().match(text[:80]) is not None


@cache
def _subject_words() -> re.Pattern[str]:
    words = alternatives("subject")
    return re.compile(
        rf"\s*(?:(?:{words})\s*[-\u2013\u2014.=]\s|[\w ]{{0,20}}\s(?:{words})\s?:\s)", re.IGNORECASE
    )
