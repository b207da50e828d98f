"""The kinds of single values that fields hold, with the one check of each.

Every kind is a subset of what XML 1.0, XML Schema and JSON all carry, so that a value that was
built can always be written.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import attrs

from parlq.model.fields.patterns import Pattern

#: Characters that XML 1.0 forbids (production 2, Char); surrogates included.
FORBIDDEN: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_forbidden = Pattern(f"[{FORBIDDEN}]")

#: The date that stands for an unknown one in Akoma Ntoso, and is therefore no date of a fact.
UNKNOWN_DATE: Final = date(1, 1, 1)

_SEGMENT = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})"
_NAME = r"(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})"
_PATH = rf"(?:{_SEGMENT}|/)*"
_TAIL = rf"(?:\?(?:{_SEGMENT}|[/?])*)?(?:#(?:{_SEGMENT}|[/?])*)?"
_AUTHORITY = rf"//(?:(?:{_NAME}|:)*@)?{_NAME}*(?::[0-9]{{1,5}})?"
_URI = (
    rf"[A-Za-z][A-Za-z0-9+.-]*:(?:{_AUTHORITY}(?:/{_PATH})?|/(?:{_SEGMENT}{_PATH})?|{_SEGMENT}{_PATH})"
    rf"{_TAIL}"
)
_HREF = rf"(?:{_URI}|(?:/(?:{_SEGMENT}{_PATH})?|{_NAME}+(?:/{_PATH})?){_TAIL}|\?{_PATH}{_TAIL}|#{_PATH})"


@attrs.frozen(eq=False)
class Scalar:
    """One kind of text value.

    Attributes:
        name: what messages call it.
        pattern: regular expression of the whole value, the same in Python and in ECMA-262;
            None where any non-empty text without forbidden characters will do.
        limit: longest value in characters; 0 for no bound.
        empty: whether the empty string is a value.
    """

    name: str
    pattern: str | None = None
    limit: int = 0
    empty: bool = False
    _match: Any = attrs.field(
        init=False,
        repr=False,
        default=attrs.Factory(
            lambda self: Pattern(self.pattern) if self.pattern else None,
            takes_self=True,
        ),
    )

    def fault(self, value: object) -> str | None:
        """Say what is wrong with `value`, or return None when it is one of this kind."""
        if type(value) is not str:
            return f"must be a string, not {kind_of(value)}"
        if not value:
            return None if self.empty else "must not be empty; leave an absent fact out"
        if self.limit and len(value) > self.limit:
            return f"must be at most {self.limit} characters long"
        if self._match is not None:
            return (
                None if self._match.fullmatch(value) else f"must be {self.name}, not {value[:60]!r}"
            )
        if bad := _forbidden.search(value):
            return f"contains U+{ord(bad.group()):04X} at {bad.start()}, which XML does not allow"
        return None


TEXT: Final = Scalar("text")
#: Text of an extension or of foreign content, which may be empty.
VALUE: Final = Scalar("text", empty=True)
#: RFC 3986 with a scheme, ASCII only: what every schema processor takes as xsd:anyURI.
URI: Final = Scalar("an absolute URI in ASCII (RFC 3986)", _URI, 2048)
#: RFC 3986 URI reference, for links inside a text.
HREF: Final = Scalar("a URI reference in ASCII (RFC 3986)", _HREF, 2048)
#: A code or name of a scheme.
TOKEN: Final = Scalar(
    "a token (a letter, then letters, digits, '.', '_' or '-')", "[A-Za-z][A-Za-z0-9._-]*", 64
)
#: RFC 6838 type and subtype, without parameters.
MEDIA_TYPE: Final = Scalar(
    "a media type such as 'application/pdf'",
    r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*",
    127,
)
#: Country (ISO 3166-1 alpha-2, or `eu`), perhaps a locality, and the actor, as in an AKN IRI.
PARLIAMENT: Final = Scalar(
    "a parliament such as 'eu/ep' or 'gb/commons'", r"[a-z]{2}(?:-[a-z0-9]+)?/[a-z][a-z0-9-]*", 64
)
#: A BCP 47 tag in its recommended case; the grammar itself lives with `Language`.
TAG: Final = Scalar("a BCP 47 tag", r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*", 64)


def shown(value: object, limit: int = 60) -> str:
    """A value as messages show it: never longer than `limit`, and never a fault of its own.

    Python refuses to write whole numbers of thousands of digits.
    """
    if isinstance(value, str):
        return repr(value[:limit])
    if isinstance(value, int) and value.bit_length() > 4 * limit:
        return f"a number of {value.bit_length()} bits"
    try:
        return repr(value)[:limit]
    except (ValueError, RecursionError):
        return kind_of(value)


def kind_of(value: object) -> str:
    """Name of a value's type, for messages."""
    return "None" if value is None else type(value).__name__


def date_fault(value: object) -> str | None:
    """Say why `value` is no date of a fact, or return None."""
    if type(value) is not date:
        return f"must be a datetime.date, not {kind_of(value)}"
    if value == UNKNOWN_DATE:
        return "must not be 0001-01-01, which stands for an unknown date in Akoma Ntoso"
    return None
