"""Nothing in a JSON document is lost without a word: promise 6, over broken documents.

A written document is changed at random, in its bytes or in its structure. Then reading it either
says what is wrong, and never fails in another way, or what was read is written back, whole.
"""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlq.formats import json as json_
from parlq.problems import InputError
from parlq.testing import answers, corpus, dossiers, questions, texts

small = st.one_of(
    questions(max_variants=3, max_authors=2),
    answers(max_variants=3, max_answers_to=2),
    dossiers(max_questions=1, max_answers=1, max_variants=2),
)
made_up = st.sampled_from(
    [doc for kind in ("question", "answer", "dossier") for doc in corpus(8, seed=7, kind=kind)]
)
documents = small | made_up

PIECES = st.sampled_from(
    [
        *(b"", b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\\u0000", b"\\ud800", b"\x00"),
        *(b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\n", b"NaN", b"Infinity", b"1e999", b"-0"),
        *(b"null", b"true", b"1.0", b"0", b"9" * 400, b'"type":"question",', b'"type":1,', b"//x"),
        *(b'"x":[],', b'"language":"en",', b"[" * 300, b'{"a":' * 300, b'"\\u0041":1,'),
    ]
)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1", "utf-7"])
VALUES = st.sampled_from(
    [
        *(
            None,
            True,
            False,
            0,
            1,
            -1,
            7,
            1.0,
            0.5,
            2**53,
            10**400,
            "",
            " ",
            "x",
            [],
            {},
            [""],
            [[]],
        ),
        *("en", "EN", "fr-CA", "question", "answer", "other", "2024-02-29", "0001-01-01", "1.0"),
        *("E-000001/2014", "E-1/14", "https://example.org/doc/1", "2024-02-29T00:00:00Z", "a\x00"),
        *([{"type": "paragraph", "content": ["a", "b", ""]}], {"type": "paragraph"}, ["a", "b"]),
    ]
)


@st.composite
def torn(draw):
    """The bytes of a document, with some of them cut out, doubled or put in."""
    data = json_.dumps(draw(documents), indent=draw(st.booleans()))
    for _ in range(draw(st.integers(1, 2))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 1, 2, 10, 10_000])))
        piece = draw(st.one_of(PIECES, st.just(data[start:end] * 2)))
        data = data[:start] + piece + data[end:]
    return data


def holders(value):
    """Every object and array in a JSON value."""
    if isinstance(value, dict | list):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from holders(inner)


@st.composite
def rebuilt(draw):
    """The structure of a document, with one to three changes."""
    root = json.loads(json_.dumps(draw(documents)))
    for _ in range(draw(st.integers(1, 3))):
        every = list(holders(root))
        holder = every[draw(st.integers(0, len(every) - 1))]
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        other = every[draw(st.integers(0, len(every) - 1))]
        value = draw(VALUES | st.just(other) | texts(max_size=4))
        if not keys:
            if isinstance(holder, list):
                holder.append(copy.deepcopy(value))
            continue
        key = draw(st.sampled_from(keys))
        action = draw(st.sampled_from(["drop", "set", "swap", "rename", "double"]))
        if action == "drop":
            del holder[key]
        elif action == "set":
            holder[key] = copy.deepcopy(value)
        elif action == "swap":
            second = draw(st.sampled_from(keys))
            holder[key], holder[second] = holder[second], holder[key]
        elif action == "double" and isinstance(holder, list):
            holder.insert(key, copy.deepcopy(holder[key]))
        elif isinstance(holder, dict):
            names = sorted({name for each in every if isinstance(each, dict) for name in each})
            holder[draw(st.sampled_from(names))] = holder.pop(key)
    return root


def read(data, **options):
    """Read a document; None when it was refused with problems."""
    reading = json_.read(data, **options)
    if reading.failed:
        assert reading.problems
        return None
    return reading.value


@given(torn())
def test_torn_bytes_are_refused_or_kept_whole(data):
    """Whatever the bytes are, they are refused with problems or mean what is written back."""
    document = read(data)
    if document is not None:
        assert normal(json.loads(data)) == normal(json.loads(json_.dumps(document)))


@given(torn())
def test_torn_bytes_never_break_tolerant_reading(data):
    """Tolerant reading too gives a value, or problems that say why not."""
    document = read(data, strict=False)
    if document is not None:
        assert document == json_.loads(json_.dumps(document))


@given(documents, ENCODINGS)
def test_other_encodings_are_refused_or_read_right(document, encoding):
    """JSON is UTF-8; in another encoding it is refused, or says the same because it is ASCII."""
    data = json_.dumps(document).decode().encode(encoding, "replace")
    found = read(data)
    if found is not None:
        assert normal(json.loads(data.decode("utf-8-sig"))) == normal(
            json.loads(json_.dumps(found))
        )


@given(rebuilt())
def test_changed_structures_are_refused_or_kept_whole(value):
    """A changed document is refused with problems, or all that it says is written back."""
    document = read(json.dumps(value))
    if document is not None:
        written = json.loads(json_.dumps(document))
        assert normal(value) == normal(unnamed(written, value))


def unnamed(written, value):
    """Take from a written dossier the local names of works that had none."""
    for key in ("questions", "answers"):
        for work, source in zip(written.get(key, ()), value.get(key, ()), strict=True):
            if not (source.get("reference") or source.get("identifiers")):
                assert [{"scheme": "local"}] == [
                    {"scheme": i["scheme"]} for i in work["identifiers"]
                ]
                del work["identifiers"]
    return written


@given(rebuilt())
def test_changed_structures_never_break_tolerant_reading(value):
    """Tolerant reading keeps what it does not know, and what it gives can be written and read."""
    document = read(json.dumps(value), strict=False)
    if document is not None:
        assert document == json_.loads(json_.dumps(document))


@given(rebuilt())
def test_dictionaries_are_judged_as_bytes_are(value):
    """Plain data is read or refused exactly as the bytes that say the same."""
    wanted = read(json.dumps(value))
    if wanted is None:
        with pytest.raises(InputError):
            json_.from_dict(value)
    else:
        assert wanted == json_.from_dict(value)


def normal(value):
    """Leave out what is only spelling: empty lists, defaults, split runs, order of variants, case of tags."""
    if isinstance(value, list):
        return [normal(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    out = {}
    for key, inner in value.items():
        part = normal(inner)
        if key in ("content", "caption") and isinstance(part, list):
            part = joined(part)
        if key == "variants":
            part = sorted(part, key=lambda variant: variant["language"].lower())
        if key == "completeness" and part == ("full" if value.get("body") else "absent"):
            continue
        if key == "language":  # tags are compared without case
            part = part.lower()
        if key == "original_languages":
            part = [tag.lower() for tag in part]
        if part != [] and (key not in DEFAULTS or DEFAULTS[key] != part):
            out[key] = part
    return out


#: What need not be stated.
DEFAULTS = {
    "ordered": False,
    "header": False,
    "colspan": 1,
    "rowspan": 1,
    "level": 1,
    "datatype": "text",
    "parliament": "eu/ep",
}


def joined(parts):
    """Join runs of text that stand side by side."""
    out = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        elif part != "":
            out.append(part)
    return out
