r"""The strings of the JSON form as JSON Schema, by patterns that Python and ECMA-262 read alike.

An end is `(?![\s\S])`, because `$` of Python also stands before a last line feed.
"""

from __future__ import annotations

import re
from typing import Any, Final

from parlq.model.fields.scalars import (
    HREF,
    MEDIA_TYPE,
    PARLIAMENT,
    TEXT,
    TOKEN,
    URI,
    VALUE,
    Scalar,
)
from parlq.model.languages.language import TAG_LIMIT
from parlq.model.languages.retired_tags import TAGS
from parlq.model.languages.table import IRREGULAR

#: Tags that have only subtags of the length that their place asks for.
_REGULAR: Final = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-[a-z]{2})?(?:-[a-z0-9]{5,8})*"
)
_END: Final = r"(?![\s\S])"
# Unpaired surrogates are left out: no JSON in UTF-8 holds one, and engines read their ranges in
# different ways.
_FORBIDDEN: Final = r"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff"


_LEAP: Final = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_DAY: Final = (
    r"(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    rf"|{_LEAP}-02-29)"
)

#: A day of the calendar from 0001-01-02 to 9999-12-31.
DATE: Final = f"^(?!0001-01-01){_DAY}{_END}"
#: An instant as `parsing.timestamp` takes it.
INSTANT: Final = (
    rf"^{_DAY}[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{{1,9}})?"
    rf"(?:[Zz]|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)){_END}"
)
#: The normal form of a reference.
REFERENCE: Final = (
    r"^(?:[A-Z]-)?(?!000000)[0-9]{6}/(?:19(?:5[2-9]|[6-9][0-9])|20[0-9]{2})"
    rf"(?:/rev\.[1-9][0-9]{{0,2}})?(?:-(?:ASW(?:-ANN[0-9]{{2}})?|ANN[0-9]{{2}}))?{_END}"
)


def _language_tag() -> str:
    letter, mark = "[A-Za-z]", "[A-Za-z0-9]"
    irregular = "|".join(
        "".join(f"[{c}{c.upper()}]" if c.isalpha() else c for c in tag)
        for tag in sorted({*IRREGULAR, *(tag for tag in TAGS if not _REGULAR.fullmatch(tag))})
    )
    regular = (
        rf"{letter}{{2,3}}(?:-{letter}{{3}}){{0,3}}(?:-{letter}{{4}})?"
        rf"(?:-(?:{letter}{{2}}|[0-9]{{3}}))?(?:-(?:{mark}{{5,8}}|[0-9]{mark}{{3}}))*"
        rf"(?:-[0-9A-WYZa-wyz](?:-{mark}{{2,8}})+)*(?:-[xX](?:-{mark}{{1,8}})+)?"
    )
    # The length first, so that a hostile text costs no time.
    length = rf"(?![\s\S]{{{TAG_LIMIT + 1}}})"
    return rf"^{length}(?:{irregular}|[xX](?:-{mark}{{1,8}})+|{regular}){_END}"


#: A language tag as `parlq.model.languages.language.normal_tag` takes it, except for duplicates.
LANGUAGE_TAG: Final = _language_tag()


def _string(
    about: str, pattern: str, *, limit: int = 0, named: str | None = None
) -> dict[str, Any]:
    made: dict[str, Any] = {"description": about, "type": "string"}
    if named is not None:
        made["format"] = named
    made["pattern"] = pattern
    if limit:
        made["maxLength"] = limit
    return made


def _of_scalar(scalar: Scalar, about: str) -> dict[str, Any]:
    pattern = f"(?:{scalar.pattern})"
    if scalar.pattern is None:
        pattern = f"[^{_FORBIDDEN}]{'*' if scalar.empty else '+'}"
    return _string(about, f"^{pattern}{_END}", limit=scalar.limit)


#: Names of the definitions of the model's text values.
SCALARS: Final[dict[Scalar, str]] = {
    TEXT: "text",
    VALUE: "any_text",
    URI: "uri",
    HREF: "uri_reference",
    TOKEN: "token",
    MEDIA_TYPE: "media_type",
    PARLIAMENT: "parliament",
}
_ABOUT: Final[dict[Scalar, str]] = {
    TEXT: "Text of at least one character, without the characters that XML 1.0 forbids.",
    VALUE: "Text, perhaps empty, without the characters that XML 1.0 forbids.",
    URI: "An absolute URI in ASCII (RFC 3986).",
    HREF: "A URI reference in ASCII (RFC 3986).",
    TOKEN: "A letter, then letters, digits, '.', '_' or '-'.",
    MEDIA_TYPE: "A media type without parameters (RFC 6838), such as application/pdf.",
    PARLIAMENT: "Country and actor as in an Akoma Ntoso IRI, such as eu/ep or gb/commons.",
}
#: The definitions of all kinds of strings, by name.
STRINGS: Final[dict[str, dict[str, Any]]] = {
    **{name: _of_scalar(scalar, _ABOUT[scalar]) for scalar, name in SCALARS.items()},
    "language_tag": _string(
        "A language tag (BCP 47) in any case; codes that the registry has replaced, and those of "
        "three letters where there is one of two, are read as those.",
        LANGUAGE_TAG,
    ),
    "date": _string("A day of the calendar, YYYY-MM-DD; 0001-01-01 is none.", DATE, named="date"),
    "instant": _string(
        "An instant with its offset from UTC, at most 14 hours (RFC 3339); of a fraction, six "
        "digits are kept.",
        INSTANT,
        named="date-time",
    ),
    "reference": _string(
        "A reference in its normal form, such as E-001670/2017, E-000044/2022/rev.1 or "
        "E-000016/2022-ASW-ANN01.",
        REFERENCE,
    ),
}
