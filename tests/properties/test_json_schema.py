"""The JSON Schema and the strict reader take the same documents, but for the listed rules."""

import copy
import json
import re

import pytest
from hypothesis import example, given, note
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from parlq.formats import json as jsonformat
from parlq.formats.json import schema
from parlq.formats.json.field_kinds import CLASSES, fields_of
from parlq.formats.json.patterns import SCALARS, STRINGS
from parlq.model import MAX_DEPTH, parsing
from parlq.problems import InputError, ModelError
from parlq.testing import (
    dates,
    documents,
    hrefs,
    instants,
    language_tags,
    media_types,
    references,
    texts,
    tokens,
    uris,
)

VALIDATOR = Draft202012Validator(schema.json_schema())
KEYS = sorted({field.name for kind in CLASSES for field in fields_of(kind)} | {"type", "@id", ""})

# Strings near those that some place asks for, and pieces to bring others near.
WORDS = """
E-001670/2017 001649/1991 E-000044/2022/rev.1 E-000016/2022-ASW-ANN01 E-1670/2017 e-001670/2017
E-000000/2017 E-001670/1951 E-001670/2100 E-001670/2017/rev.0 E-001670/2017-ANN1 E-001670/17
2018-02-21 2018-2-21 2018-02-30 2024-02-29 2023-02-29 1900-02-29 2000-02-29 0001-01-01 0001-01-02
0000-01-01 20180221 2018-W08-3 9999-12-31 10000-01-01 2018-02-21T00:00:00Z 2018-02-21T24:00:00Z
2018-02-21T10:00:00+01:00 2018-02-21T10:00:00+00:00 2018-02-21T10:00:00-00:00 2018-02-21T10:00:00
2018-02-21T10:00:00+14:00 2018-02-21T10:00:00+14:01 2018-02-21T10:00:00-13:59 2018-02-21T10:00Z
2018-02-21T10:00:00+01:00:30 2018-02-21T10:00:00.5Z 2018-02-21T10:00:00.500000Z
2018-02-21T10:00:00.123Z 2018-02-21T10:00:00.123456789Z 2018-02-21T10:00:00.1234567890Z
2018-02-21T10:00:00.000000Z 2018-02-21T10:00:60Z 2018-02-21t10:00:00z
en EN eng ger iw sh zh-yue zh-min english ENG. en_GB I-MINGO de-DE de-de zh-Hant-TW zh-hant i-klingon I-klingon sgn-BE-FR x-a x-a-a en-x-en-en
de-1996 de-1996-1996 en-a-bb-a-cc en-a-bb-x-a-a a-bb sl-rozaj-biske-rozaj en-u-ca-x-u abcd abcde
abcde-abcde art-lojban mis sr-Latn-RS-u-co de-419 qaa-Qaaa-QM ab-cde-efg-hij-klm en-GB-oed
https://example.org/a?b#c HTTPS://x urn:a: mailto:a@b a:b a: // /a //a ?q #f a%2 a%zz http://[::1]/
http://x:123456/ application/pdf text/html;q=1 a/b /b eu/ep gb-sct/x eu ep/eu EU/ep commission
1a a-b a_b question answer dossier paragraph list bold foreign other written joint full truncated
absent text json xml original 1.0 2.0 null
"""
STRINGS_NEAR = WORDS.split()
PIECES = [*"aZé09-/:+.#?% \n\t\0\x0b\x1f\x7f\ufffe\uffff\u2028", "-x", "-a-bb", "00", "\U0001f600"]


@st.composite
def edited(draw, text):
    """A text with a piece put in, taken out, doubled, or in another case."""
    at = draw(st.integers(0, len(text)))
    to = draw(st.integers(at, min(len(text), at + 3)))
    piece = draw(st.sampled_from(PIECES))
    ways = [piece, "", text[at:to] * 2, text[at:to].swapcase()]
    return text[:at] + draw(st.sampled_from(ways)) + text[to:]


def near(strategy):
    """What a strategy gives, and what is one or two edits away from it."""
    once = strategy.flatmap(edited)
    return strategy | once | once.flatmap(edited) | st.sampled_from(STRINGS_NEAR)


def taken_by(parse, text):
    """Whether a parser of the model takes a text."""
    try:
        parse(text)
    except ModelError:
        return False
    return True


def issued(text):
    """A question with a file issued at an instant."""
    attachment = {"title": "x", "manifestations": [{"uri": "a:b", "issued": text}]}
    return {"schema_version": "1.0", "type": "question", "attachments": [attachment]}


def reader_takes(document):
    """Whether the strict reader alone takes a document."""
    try:
        jsonformat.from_dict(document)
    except InputError:
        return False
    return True


LEAVES = {
    "text": texts(),
    "any_text": texts(min_size=0),
    "uri": uris(),
    "uri_reference": hrefs(),
    "token": tokens(),
    "media_type": media_types(),
    "parliament": st.sampled_from(["eu/ep", "gb/commons", "gb-sct/parliament", "de/bundestag-2"]),
    "language_tag": language_tags(),
    "date": dates().map(str),
    "instant": instants().map(parsing.instant_text),
    "reference": references().map(str),
}
READ = {
    "language_tag": lambda text: taken_by(parsing.tag, text),
    "date": lambda text: taken_by(parsing.day, text),
    "instant": lambda text: reader_takes(issued(text)),
    "reference": lambda text: taken_by(parsing.reference, text),
    **{
        name: lambda text, scalar=scalar: scalar.fault(text) is None
        for scalar, name in SCALARS.items()
    },
}


def says_twice(text):
    """Whether a language tag may have a variant or an extension twice, as no schema can say."""
    parts = text.lower().partition("-x-")[0].split("-")
    return len(set(parts)) < len(parts)


@pytest.mark.parametrize("name", STRINGS)
@given(data=st.data())
def test_strings(name, data):
    """A string is valid under its definition exactly when the model takes it."""
    text = data.draw(near(LEAVES[name]))
    valid = Draft202012Validator(STRINGS[name]).is_valid(text)
    assert READ[name](text) == valid or (valid and name == "language_tag" and says_twice(text))


@pytest.mark.parametrize("name", STRINGS)
def test_strings_at_the_edge(name):
    """So it is for each of the strings known to lie near an edge."""
    validator = Draft202012Validator(STRINGS[name])
    edges = [*STRINGS_NEAR, *PIECES, ""]
    if name == "language_tag":
        edges = [text for text in edges if not says_twice(text)]
    judged = {text: validator.is_valid(text) for text in edges}
    assert {text: READ[name](text) for text in judged} == judged


@given(documents())
def test_what_is_written_is_valid(document):
    """Every document of the model is valid under the schema as it is written."""
    written = json.loads(jsonformat.dumps(document))
    errors = [error.message for error in VALIDATOR.iter_errors(written)]
    assert not errors


def places(value, path=()):
    """Every place in a JSON value, as a path."""
    yield path
    if isinstance(value, dict | list):
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        for step, inner in steps:
            yield from places(inner, (*path, step))


def at(value, path):
    """What stands at a path."""
    for step in path:
        value = value[step]
    return value


ODD = st.sampled_from(
    [None, True, False, 0, 1, -1, 5.0, 2.5, 1e300, 2**53, 2**70, [], {}, "", "x", [""], [[]]]
)


@st.composite
def mutated(draw):
    """A document's JSON with one to three things wrong, or at least different."""
    value = jsonformat.to_dict(draw(documents()))
    if draw(st.booleans()):
        return draw(against_a_rule(value))
    for _ in range(draw(st.integers(1, 3))):
        value = draw(once_mutated(value))
    return value


@st.composite
def against_a_rule(draw, root):
    """The same document with one change that the schema cannot see, where there is room for it."""
    root = copy.deepcopy(root)
    found = [(path, at(root, path)) for path in places(root) if path]
    numbers = [path for path, value in found if type(value) is int]
    ends = {
        key: [value for path, value in found if path[-1] == key] for key in ("variants", "body")
    }
    ways = [*["number"][: len(numbers)], *(key for key, values in ends.items() if values)]
    if not ways:
        return {**root, "term": 9.0}
    way = draw(st.sampled_from(ways))
    if way == "number":
        path = draw(st.sampled_from(numbers))
        at(root, path[:-1])[path[-1]] = float(at(root, path))
    elif way == "variants":
        variants = draw(st.sampled_from(ends["variants"]))
        variants.append({"language": draw(st.sampled_from(variants))["language"]})
    else:
        body = draw(st.sampled_from(ends["body"]))
        for _ in range(draw(st.sampled_from([1, MAX_DEPTH - 1, MAX_DEPTH]))):
            body[:] = [{"type": "note", "marker": "*", "content": body[:]}]
    return root


@st.composite
def once_mutated(draw, root):
    """The same JSON with one thing changed, dropped or renamed."""
    root = copy.deepcopy(root)
    # Places near the top are few and those in bodies many: each depth gets its turn.
    by_depth = {}
    for path in places(root):
        by_depth.setdefault(min(len(path), 8), []).append(path)
    path = draw(st.sampled_from(by_depth[draw(st.sampled_from(sorted(by_depth)))]))
    value = at(root, path)
    new = draw(changes(root, value))
    if not path:
        return new if isinstance(new, dict) else value
    holder = at(root, path[:-1])
    way = draw(st.sampled_from(["change", "change", "drop", "rename"]))
    if way == "drop":
        del holder[path[-1]]
    elif way == "rename" and isinstance(holder, dict):
        holder[draw(st.sampled_from(KEYS))] = holder.pop(path[-1])
    else:
        holder[path[-1]] = new
    return root


@st.composite
def changes(draw, root, value):
    """Another value in place of `value`."""
    taken = st.sampled_from(list(places(root))).map(lambda path: copy.deepcopy(at(root, path)))
    if isinstance(value, str):
        return draw(st.sampled_from(STRINGS_NEAR) | edited(value) | taken | ODD)
    if isinstance(value, dict):
        key = draw(st.sampled_from(KEYS))
        return draw(taken.map(lambda other: {**value, key: other}) | taken | ODD)
    if isinstance(value, list):
        spot = draw(st.integers(0, len(value)))
        ways = [value[:spot], value[::-1], value + value[:1]]
        more = taken | ODD
        return draw(
            st.sampled_from(ways) | more.map(lambda new: [*value[:spot], new, *value[spot:]]) | ODD
        )
    if isinstance(value, int):
        return draw(st.sampled_from([value + 1, -value, float(value), str(value)]) | ODD)
    return draw(taken | ODD)


def broken_rules(value):
    """The names of the rules beyond the schema that a parsed document breaks."""
    found = set()
    for path in places(value):
        inner = at(value, path)
        if isinstance(inner, float):
            found.add("whole-numbers")
        if path and path[-1] == "variants" and isinstance(inner, list):
            tags = [v.get("language") for v in inner if isinstance(v, dict)]
            if any(tags.count(tag) > 1 for tag in tags):
                found.add("one-variant-a-language")
        if path and path[-1] == "body" and depth(inner) > MAX_DEPTH:
            found.add("nesting")
    return found


def depth(value):
    """How deep objects nest in a body: each level is an object in an array of the one above."""
    inner = value.values() if isinstance(value, dict) else value
    if not isinstance(value, dict | list):
        return 0
    return isinstance(value, dict) + max(map(depth, inner), default=0)


@given(mutated())
@example({"schema_version": "1.0", "type": "dossier", "questions": [{"unknown": 1}]})
@example({"schema_version": "1.0", "type": "dossier", "questions": [{"type": "answer"}]})
@example({"schema_version": "1.0", "type": "dossier", "questions": [], "answers": []})
@example({"schema_version": "1.0", "type": "question", "kind": "other"})
@example({"schema_version": "1.0", "type": "question", "authors": [{"group": "x"}]})
def test_schema_and_reader_agree(value):
    """What the schema takes the reader takes, but for the listed rules; and the other way."""
    valid = VALIDATOR.is_valid(value)
    reading = jsonformat.read(json.dumps(value))
    note(f"{value}\n{reading.problems}\n{[e.message for e in VALIDATOR.iter_errors(value)]}")
    broken = broken_rules(value)
    assert broken <= set(schema.UNSAID)
    assert (valid and not broken) == (reading.value is not None)


@given(mutated())
@example(issued("2018-02-21T10:00:00+15:00"))
@example(issued("2018-02-21T10:00:00+01:00:30"))
def test_fast_and_strict_reader_agree(value):
    """The reader of whole texts, which is fast at first, takes what the strict one alone takes."""
    assert reader_takes(value) == (jsonformat.read(json.dumps(value)).value is not None)


def test_patterns_mean_the_same_everywhere():
    """Patterns use only what Python and ECMA-262 have in common, and anchor both ends."""
    for name, definition in STRINGS.items():
        pattern = definition["pattern"]
        assert None is re.search(r"\$(?!&)|\\[dDwWbBAZzhp]|\(\?[P<#aiLmsux]", pattern), name
        assert pattern.startswith("^"), name
        assert pattern.endswith(r"(?![\s\S])"), name
