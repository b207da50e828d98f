"""Hypothesis strategies for single values: text, addresses, tokens, dates and instants."""

from __future__ import annotations

import datetime as dt
from typing import Final

from hypothesis import strategies as st

from parlq.model.fields.scalars import HREF, MEDIA_TYPE, TOKEN, UNKNOWN_DATE, URI
from parlq.testing._short import pick

__all__ = ["dates", "hrefs", "instants", "media_types", "texts", "tokens", "uris"]

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = "0123456789"

#: Pieces that formats tend to lose: every class of characters that XML 1.0 allows and that some
#: parser, serializer or normalizer treats in a way of its own, beside a few plain words.
PIECES: Final = (
    *("a", "Ω", "word", "two words", "1"),
    *("\r", "\r\n", "\n", "\t", "\x85", "\u2028", "\u2029"),
    *(" ", "  ", "\xa0", "\u202f", "\u3000", "\xad", "\u200b", "\u2060", "\ufeff"),
    *("\x7f", "\x80", "\x9f", "\ufdd0", "\ufdef", "\ufffd", "\ue000", "\U0001fffe", "\U0010ffff"),
    *("e\u0301", "\xe9", "\u0301", "\u212b", "\u1e9e", "\u0130", "\u1112\u1161\u11ab"),
    *("\U0001f1ea\U0001f1fa", "\U00010348", "\U0001f469\u200d\U0001f4bb", "\U000e0001"),
    *("\u202e", "\u2066", "\u2069", "\u200f", "\u061c", "مرحبا", "שלום"),
    *("]]>", "<![CDATA[", "<!--", "-->", "<?x?>", "<p>", "&amp;", "&#13;", "&", "<", ">", '"', "'"),
    *("\\", "\\u0000", "/", "~1", "{", "}", "null", "true", "0", "#", "%41", "//"),
)

#: Each piece alone, doubled, at either end and between words: one draw gives a whole text.
_NASTY: Final = tuple(
    dict.fromkeys(
        form.format(piece)
        for form in ("{}", "a{}", "{}a", "a{}b", "{0}{0}", " {} ")
        for piece in PIECES
    )
)

_legal = st.characters(
    exclude_categories=["Cs"],
    exclude_characters=[chr(c) for c in (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)],
)


def texts(*, min_size: int = 1, max_size: int = 24) -> st.SearchStrategy[str]:
    r"""Return texts as the model holds them: any characters that XML 1.0 can carry.

    Half of them hold what formats tend to lose: carriage returns, tabs, NEL, U+2028, U+FDD0, DEL,
    C1 controls, astral and combining characters, bidi controls, U+FEFF, `]]>`, markup, and blanks
    of all kinds at either end or alone.

    Args:
        min_size: fewest characters; 0 gives the empty text too, which extensions may hold.
        max_size: most characters of a text.

    >>> from hypothesis import find
    >>> from parlq.testing import texts
    >>> "\r" in find(texts(), lambda text: "\r" in text)
    True
    """
    nasty = [text for text in _NASTY if min_size <= len(text) <= max_size]
    return pick(nasty) | st.text(_legal, min_size=min_size, max_size=max_size)


_escapes = st.sampled_from(["%20", "%C3%A9", "%2f", "%00"])
_name = st.text(_LETTERS + _DIGITS + "._~!$&'()*+,;=-", min_size=1, max_size=8) | _escapes
_segment = st.text(_LETTERS + _DIGITS + "._~!$&'()*+,;=:@-", min_size=1, max_size=8) | _escapes
_path = st.lists(_segment | st.just(""), max_size=3).map("/".join)
_words = st.sampled_from(["", "?", "#", "?q=1&r=2#x", "?/?", "#a/b?c", "#%20"])
_tail = _words | st.builds("?{}".format, _segment) | st.builds("#{}".format, _segment)
_scheme = st.sampled_from(["https", "http", "urn", "mailto", "x-a.b+c", "Z"])
_authority = st.builds(
    "//{}{}{}".format,
    st.sampled_from(["", "u:p@", ":@", "a%40b@"]),
    st.sampled_from(["example.org", "", "EXAMPLE.org", "192.0.2.1", "a_b"]) | _name,
    st.sampled_from(["", ":0", ":8080", ":99999"]),
)


_URIS = (
    "https://example.org/doc/1",
    "http://example.org/a?b=1&c='2'#d",
    "urn:example:a",
    "tag:example.org,2024:x;y",
    "x:/",
    "file:///",
    "https://example.org/%C3%A9//?#",
    "Z:" + "a" * (URI.limit - 2),
)
_HREFS = ("#", "?", "/", "a/b", "#note", "..", ".", "a;b=c,d", "%20", "?x=1&y=2")


def _rooted(path: str) -> str:
    # A path after a scheme or at the start of a reference must not look like an authority.
    return "/" + path.lstrip("/")


def _short(limit: int, strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return strategy.filter(lambda text: len(text) <= limit)


def uris() -> st.SearchStrategy[str]:
    """Return absolute URIs as the model holds them: ASCII, with a scheme (RFC 3986).

    With and without authority, user, port, path, query and fragment, escapes included.

    >>> from hypothesis import find
    >>> from parlq.testing import uris
    >>> "?" in find(uris(), lambda uri: "?" in uri)
    True
    """
    after = st.one_of(
        st.builds("{}{}".format, _authority, st.just("") | _path.map("/{}".format)),
        _path.map(_rooted),
        st.builds("{}{}".format, _segment, _path),
    )
    made = st.builds("{}:{}{}".format, _scheme, after, _tail)
    return pick(_URIS) | _short(URI.limit, made)


def hrefs() -> st.SearchStrategy[str]:
    """Return URI references as links hold them: absolute, relative, query or fragment alone.

    >>> from hypothesis import find
    >>> from parlq.testing import hrefs
    >>> find(hrefs(), lambda href: href.startswith("#"))
    '#'
    """
    relative = st.one_of(
        _path.map(_rooted),
        _name,
        st.builds("{}/{}".format, _name, _path),
    )
    made = st.one_of(
        st.builds("{}{}".format, relative, _tail),
        st.builds("#{}".format, _path),
        st.builds("?{}{}".format, _path, _tail),
    )
    return pick(_HREFS) | uris() | _short(HREF.limit, made)


def tokens() -> st.SearchStrategy[str]:
    """Return tokens, the names of schemes and codes: a letter, then letters, digits, `.`, `_`, `-`.

    The words that a format might keep for itself are among them.

    >>> from hypothesis import find
    >>> from parlq.testing import tokens
    >>> len(find(tokens(), lambda token: len(token) >= 64))
    64
    """
    kept = st.sampled_from(
        ["eli", "celex", "local", "printed", "reference", "source", "unknown", "parlq", "none"]
    )
    rest = st.text(_LETTERS + _DIGITS + "._-", max_size=12)
    long = st.text(_LETTERS, min_size=1, max_size=1).map(lambda letter: letter * TOKEN.limit)
    return kept | st.builds("{}{}".format, st.sampled_from(_LETTERS), rest) | long


def media_types() -> st.SearchStrategy[str]:
    """Return media types without parameters (RFC 6838).

    >>> from hypothesis import find
    >>> from parlq.testing import media_types
    >>> find(media_types(), lambda kind: True)
    'application/pdf'
    """
    part = st.builds(
        "{}{}".format,
        st.sampled_from(_LETTERS + _DIGITS),
        st.text(_LETTERS + _DIGITS + "!#$&^_.+-", max_size=8),
    )
    known = st.sampled_from(["application/pdf", "text/html", "application/mathml+xml"])
    return known | _short(MEDIA_TYPE.limit, st.builds("{}/{}".format, part, part))


def dates() -> st.SearchStrategy[dt.date]:
    """Return dates of facts: all but 0001-01-01, which stands for an unknown one.

    >>> from hypothesis import find
    >>> from parlq.testing import dates
    >>> find(dates(), lambda day: day.year < 1000).year < 1000
    True
    """
    usual = st.dates(dt.date(1952, 1, 1), dt.date(2099, 12, 31))
    return usual | st.dates(UNKNOWN_DATE + dt.timedelta(days=1))


def instants() -> st.SearchStrategy[dt.datetime]:
    """Return instants, each with an offset from UTC of whole minutes, at most 14 hours.

    >>> from hypothesis import find
    >>> from parlq.testing import instants
    >>> find(instants(), lambda moment: moment.utcoffset() is not None).isoformat()
    '2000-01-01T00:00:00+00:00'
    """
    minutes = st.sampled_from([0, 60, 120, -300, 345]) | st.integers(-840, 840)
    zones = minutes.map(lambda offset: dt.timezone(dt.timedelta(minutes=offset)))
    return st.datetimes(timezones=zones)
