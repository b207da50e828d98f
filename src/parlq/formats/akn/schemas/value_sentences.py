"""Sentences about values: of attributes, and of elements that contain text only."""

from __future__ import annotations

from typing import Final

from parlq.formats.akn.schemas import type_words
from parlq.formats.akn.schemas.about_fault import LONGEST, About, Found, Sentence, quoted, says
from parlq.formats.akn.schemas.libxml2_messages import plain
from parlq.model.fields.name_matching import closest
from parlq.model.fields.patterns import Pattern
from parlq.problems import shorten

#: Most values that a message lists.
_MOST: Final = 6
#: libxml2's word for a value that it does not have.
_NO_VALUE: Final = "(null)"
_ID = Pattern(r"[^\W\d][\w.\-]*")


def _type(about: About, found: Found) -> str:
    value, name = found["value"], found["name"]
    if name == "xs:ID" and value and _ID.fullmatch(value):
        return f"id {quoted(value)} is used twice; give each element its own"
    takes = None if name is None else type_words.of_type(name)
    if takes is None and name is not None:
        takes = f"a value of the type '{plain(name)}' of the schema"
    return about.has(value) + (
        f"; expected {takes}" if takes else ", which its type does not allow"
    )


def _unspecified(about: About, found: Found) -> str:
    return about.has(found["value"]) + ", which its type does not allow"


def _pattern(about: About, found: Found) -> str:
    return about.has(found["value"]) + type_words.of_pattern(found["pattern"])


def _enumeration(about: About, found: Found) -> str:
    known = found["set"].split("', '")
    value = found["value"]
    near = closest(value, known)
    meant = "" if near is None else f"; did you mean {quoted(near)}?"
    if near is not None and len(known) > _MOST:
        return about.has(value) + meant
    listed = [quoted(each) for each in known[:_MOST]]
    if len(known) > _MOST:
        takes = f"one of {', '.join(listed)} and {len(known) - _MOST} more"
    else:
        takes = " or ".join(filter(None, [", ".join(listed[:-1]), listed[-1]]))
    return f"{about.has(value)}; expected {takes}{meant}"


def _length(about: About, found: Found) -> str:
    least = {"this differs from the": "exactly", "this exceeds the": "at most"}
    how = least.get(found["how"], "at least")
    return f"{about.value} has a length of {found['has']}; expected {how} {found['takes']}"


def _bound(words: str) -> Sentence:
    return lambda about, found: (
        f"{about.has(found['value'])}; expected {words} {shorten(found['takes'], LONGEST)}"
    )


def _digits(words: str) -> Sentence:
    def sentence(about: About, found: Found) -> str:
        digits = "1 digit" if found["takes"] == "1" else f"{found['takes']} digits"
        return f"{about.has(found['value'])}; expected at most {digits}{words}"

    return sentence


def _fixed(about: About, found: Found) -> str:
    takes = quoted(found["takes"])
    if found["value"] == _NO_VALUE:
        return f"{about.element} has child elements; expected the text {takes} alone"
    return f"{about.has(found['value'])}; expected {takes}"


#: What begins a message about a facet: its name, and the value unless it is that of an element.
_FACET: Final = r"(?s)\[facet '%s'\] The value(?: '(?P<value>.*)')? "
#: What libxml2 says about values, and the sentence for each.
VALUES: Final[tuple[tuple[str, Sentence], ...]] = (
    # types, SCHEMAV_CVC_DATATYPE_VALID_1_2
    (
        (
            r"(?s)(?:'(?P<value>.*)'|The character content) is not a valid value of the"
            r" (?:local )?(?:atomic|list|union) type(?: '(?P<name>[^']+)')?\."
        ),
        _type,
    ),
    (
        r"(?s)(?:The value '(?P<value>.*)'|The character content) is not valid\.",
        _unspecified,
    ),
    (
        r"(?s)Duplicate value '(?P<value>.*)' of simple type 'xs:ID'\.",
        lambda _, found: f"id {quoted(found['value'])} is used twice; give each element its own",
    ),
    (
        r"(?s)The value '(?P<value>.*)' of simple type '(?P<name>xs:ID)' is not a valid 'xs:NCName'\.",
        lambda about, found: f"{about.has(found['value'])}; expected {type_words.of_type('xs:ID')}",
    ),
    # facets, SCHEMAV_CVC_..._VALID
    (_FACET % "enumeration" + r"is not an element of the set \{'(?P<set>.*)'\}\.", _enumeration),
    (_FACET % "pattern" + r"is not accepted by the pattern '(?P<pattern>.*)'\.", _pattern),
    (
        _FACET
        % r"\w+"
        + r"has a length of '(?P<has>\d+)'; (?P<how>this [a-z]+(?: from)? the) allowed"
        r" (?:\w+ )?length of '(?P<takes>\d+)'\.",
        _length,
    ),
    (
        _FACET % "minInclusive" + r"is less than the minimum value allowed \('(?P<takes>.*)'\)\.",
        _bound("at least"),
    ),
    (
        _FACET % "maxInclusive"
        + r"is greater than the maximum value allowed \('(?P<takes>.*)'\)\.",
        _bound("at most"),
    ),
    (_FACET % "minExclusive" + r"must be greater than '(?P<takes>.*)'\.", _bound("more than")),
    (_FACET % "maxExclusive" + r"must be less than '(?P<takes>.*)'\.", _bound("less than")),
    (
        _FACET % "totalDigits" + r"has more digits than are allowed \('(?P<takes>.*)'\)\.",
        _digits(""),
    ),
    (
        _FACET % "fractionDigits"
        + r"has more fractional digits than are allowed \('(?P<takes>.*)'\)\.",
        _digits(" after the point"),
    ),
    (
        _FACET % r"\w+" + r"is not facet-valid\.",
        _unspecified,
    ),
    # fixed values, SCHEMAV_CVC_AU and SCHEMAV_CVC_ELT_5_2_2
    (
        (
            r"(?s)The (?:\w+ )?value(?: '(?P<value>.*)')? does not match the fixed value constraint"
            r" '(?P<takes>.*)'\."
        ),
        _fixed,
    ),
    (
        r"The content must not contain element nodes since there is a fixed value constraint\.",
        says("{} contains an element; expected its fixed text only"),
    ),
    # the beginning of a message that libxml2 has cut, as it does behind a very long value
    (r"(?s)(?:\[facet '\w+'\] )?(?:The (?:\w+ )?value )?'(?P<value>.*)", _unspecified),
)
