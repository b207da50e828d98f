"""Describes the types and patterns of schemas in words, for the end of a message."""

from __future__ import annotations

#: The built-in types of XML Schema, by their local name (XML Schema 1.0 Part 2, section 3).
_TYPES = {
    "ID": "an id: a letter or '_', then letters, digits, '.', '-' or '_'",
    "IDREF": "the id of an element",
    "IDREFS": "ids of elements, with blanks between them",
    "NCName": "a name without a colon",
    "NMTOKEN": "a name without blanks",
    "NMTOKENS": "names with blanks between them",
    "Name": "an XML name",
    "QName": "a name with a declared prefix",
    "anyURI": "a URI",
    "base64Binary": "data in base64",
    "boolean": "true or false",
    "date": "a date such as 2018-03-14",
    "dateTime": "a date and time such as 2018-03-14T09:30:00",
    "decimal": "a number such as 3.5",
    "double": "a number such as 3.5",
    "duration": "a duration such as P3D",
    "float": "a number such as 3.5",
    "gDay": "a day such as ---14",
    "gMonth": "a month such as --03",
    "gMonthDay": "a month and day such as --03-14",
    "gYear": "a year such as 2018",
    "gYearMonth": "a year and month such as 2018-03",
    "hexBinary": "data in pairs of hexadecimal digits",
    "language": "a language tag such as en",
    "negativeInteger": "a whole number below 0",
    "nonNegativeInteger": "a whole number from 0",
    "nonPositiveInteger": "a whole number up to 0",
    "normalizedString": "text without tabs and line ends",
    "positiveInteger": "a whole number from 1",
    "time": "a time such as 09:30:00",
    "token": "text without blanks at its ends, and with single blanks in it",
}
_INTEGERS = ("byte", "int", "integer", "long", "short")
_TYPES |= dict.fromkeys(_INTEGERS, "a whole number")
_TYPES |= {f"unsigned{name.title()}": "a whole number from 0" for name in _INTEGERS}

#: The patterns of the profile, of the official schema and of `xml:lang`.
_PATTERNS = {
    r"[A-Za-z][A-Za-z0-9_\-]*": "a letter, then letters, digits, '-' or '_'",
    r"#[A-Za-z][A-Za-z0-9_\-]*": "'#' and the eId of an element",
    r"#([A-Za-z][A-Za-z0-9_\-]*)?": "'#' and the eId of a note, or '#' alone",
    r"/akn/[!-~]+": "an IRI that begins with /akn/",
    r"[a-z]{3}": "three letters from a to z, such as eng",
    r"[^\s]+": "a value without blanks",
    r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*": "a language tag such as en",
}
#: Longest regular expression that a message repeats.
_SHORT = 24


def of_type(name: str) -> str | None:
    """What a type takes, by its name as libxml2 spells it; None where there are no words for it.

    Only names with the prefix `xs:` are types of XML Schema itself.
    """
    prefix, _, local = name.partition(":")
    return _TYPES.get(local) if prefix == "xs" else None


def of_pattern(pattern: str) -> str:
    """The end of a message about a value that does not match a pattern.

    Of several patterns of a type libxml2 names one, and a value need only match one of them.
    """
    if known := _PATTERNS.get(pattern):
        return f"; expected {known}"
    if len(pattern) <= _SHORT:
        return f", which does not have the form {pattern}"
    return ", whose form the schema does not allow"
