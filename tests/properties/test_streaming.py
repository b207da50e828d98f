"""A file that is read work by work gives what it gives as a whole, at the same places."""

import io
import re

import attrs
import pytest
from hypothesis import given

import parlq
from parlq import formats, testing
from parlq.limits import Limits
from parlq.testing import corpus as made


def whole(data, name, **options):
    """Works and problems of a document that is read as a whole."""
    reading = formats.get(name).read(
        data, file="f", **{"strict": True, "limits": Limits(), **options}
    )
    works = () if reading.value is None else reading.value.works
    return works, {_key(each) for each in reading.problems}


def streamed(data, name, **options):
    """The same of one that is read work by work."""
    found = list(
        formats.get(name).streamed(
            io.BytesIO(data), file="f", **{"strict": True, "limits": Limits(), **options}
        )
    )
    works = tuple(each.value for each in found if each.value is not None)
    return works, {_key(problem) for each in found for problem in each.problems}


def _key(problem):
    return (
        problem.rule,
        problem.severity,
        problem.message,
        problem.line,
        problem.column,
        problem.path,
        problem.work,
    )


def same(data, name, **options):
    """Both readings agree."""
    assert streamed(data, name, **options) == whole(data, name, **options)


@given(testing.dossiers())
def test_dossiers_come_work_by_work(dossier):
    """Every dossier comes as its works, in both formats and however they are laid out."""
    bare = parlq.Dossier(questions=dossier.questions, answers=dossier.answers)
    for name in ("akn", "json"):
        data = parlq.dumps(bare, format=name)
        assert (bare.works, set()) == streamed(data, name)
        assert bare.works == streamed(data.replace(b"\n", b"\r\n"), name)[0]
    compact = formats.json.dumps(bare, indent=False)
    assert (bare.works, set()) == streamed(compact, "json")


DOSSIER = parlq.Dossier(
    questions=[q for each in made(4, seed=5) for q in each.questions],
    answers=[a for each in made(4, seed=5) for a in each.answers],
)
AKN = parlq.dumps(DOSSIER, format="akn")
JSON = parlq.dumps(DOSSIER, format="json")
#: What is wrong in one work, or only spelled in another way, and where that first occurs after.
AKN_CHANGES = {
    "attribute": (
        b"<component>\n      <debate name=",
        b'<component>\n      <debate class="x" name=',
    ),
    "element": (b"<debateBody>", b"<debateBody><blocks/>"),
    "comment": (b"<debateBody>", b"<!-- a\ncomment --><debateBody>"),
    "between": (
        b"</component>\n    <component>\n      <debate",
        b"</component>\n<!-- <component> --><component>\n      <debate",
    ),
    "attribute of a component": (
        b"<component>\n      <debate",
        b'<component class="a">\n      <debate',
    ),
    "iri": (b'<FRBRthis value="/akn/', b'<FRBRthis value="/akm/'),
    "value": (b'<FRBRdate date="2', b'<FRBRdate date="x'),
    "reference": (b"<references", b"<references source='#x'"),
    "spelling": (b"<debateBody>", b"<debateBody >"),
    "cdata": (b"</heading>", b"<![CDATA[ <component> ]]></heading>"),
    "greater": (b"</heading>", b"> </heading>"),
    "link": (b'<documentRef href="/akn', b'<documentRef href="/akm'),
    "order": (b'<debate name="question">', b'<debate  name="question">'),
    "tail": (b"</akomaNtoso>\n", b"</akomaNtoso>\n<!-- end -->\n"),
    "head": (b"<collectionBody>", b"<collectionBody ><!-- a -->"),
}


@pytest.mark.parametrize("place", [0, 2, 5])
@pytest.mark.parametrize("change", AKN_CHANGES)
@pytest.mark.parametrize("strict", [True, False])
def test_a_change_gives_the_same_problems(change, place, strict):
    """What is wrong in one work is found there, as in the whole document; the others are read."""
    before, after = AKN_CHANGES[change]
    pieces = AKN.split(before)
    at = min(place, len(pieces) - 2)
    data = before.join(pieces[: at + 1]) + after + before.join(pieces[at + 1 :])
    assert data != AKN
    works, problems = whole(data, "akn", strict=strict)
    found, streamed_problems = streamed(data, "akn", strict=strict)
    assert problems == streamed_problems
    # What lenient reading preserves belongs to the dossier, or to the work if that is read alone.
    bare = {attrs.evolve(each, extensions=()) for each in found}
    assert {attrs.evolve(each, extensions=()) for each in works} <= bare
    assert len(DOSSIER.works) - 1 <= len(found)


@pytest.mark.parametrize("cut", range(0, 100, 7))
def test_a_document_that_ends_early_has_a_problem(cut):
    """Wherever a dossier is cut off, the works before are given, and then a problem."""
    for data, name in ((AKN, "akn"), (JSON, "json")):
        found = list(
            formats.get(name).streamed(
                io.BytesIO(data[: len(data) * cut // 100]), file="f", strict=True, limits=Limits()
            )
        )
        assert found[-1].problems
        values = [each.value for each in found[:-1] if each.value]
        assert list(DOSSIER.works[: len(values)]) == values


JSON_CHANGES = {
    "key": (b'"type": "question",', b'"type": "question", "colour": "red",'),
    "value": (b'"date": "20', b'"date": "21x'),
    "type": (b'"type": "question"', b'"type": "answer"'),
    "duplicate": (b'"date": ', b'"date": "2020-01-01", "date": '),
    "top": (b'"schema_version"', b'"colour": 1, "schema_version"'),
    "version": (b'"schema_version": "1.0"', b'"schema_version": "9.0"'),
    "comma": (b'  ],\n  "answers"', b'  ,],\n  "answers"'),
    "bracket": (b'"heading": [\n', b'"heading": [ "]},{[",\n'),
}


@pytest.mark.parametrize("place", [0, 2, 3])
@pytest.mark.parametrize("change", JSON_CHANGES)
@pytest.mark.parametrize("strict", [True, False])
def test_a_change_in_json_gives_the_same_problems(change, place, strict):
    """The same for JSON."""
    before, after = JSON_CHANGES[change]
    pieces = JSON.split(before)
    at = min(place, len(pieces) - 2)
    data = before.join(pieces[: at + 1]) + after + before.join(pieces[at + 1 :])
    rules = {each[:1] + each[3:6] for each in whole(data, "json", strict=strict)[1]}
    found = {each[:1] + each[3:6] for each in streamed(data, "json", strict=strict)[1]}
    assert bool(rules) == bool(found)
    if change not in {"comma", "version"}:
        assert rules == {each for each in found if each[0] != "PQ807"}
        assert (change == "top" and not strict) == ("PQ807" in {each[0] for each in found})


def test_arrays_give_each_document():
    """An array of documents of all types gives each, with pointers into the array."""
    documents = [*DOSSIER.questions, DOSSIER, *DOSSIER.answers]
    data = (
        b"[\n"
        + b",\n".join(parlq.dumps(each, format="json").rstrip() for each in documents)
        + b"\n]"
    )
    assert tuple(documents) == streamed(data, "json")[0]
    bad = data.replace(b'"type": "answer",', b'"type": "answer", "x": 1,')
    works, problems = streamed(bad, "json")
    assert tuple(documents[:4]) == works
    assert "/5/x" in {each[5] for each in problems}
    for broken in (data[:-1], data[:-2] + b",]", data + b"x"):
        assert "PQ301" in {each[0] for each in streamed(broken, "json")[1]}


def test_works_of_one_name_are_counted():
    """Works that share an IRI are numbered as in the whole document."""
    twin = parlq.Dossier(questions=[DOSSIER.questions[0]] * 3, answers=[])
    same(parlq.dumps(twin, format="akn"), "akn")


def test_works_without_a_name_get_one():
    """Works without a name get one each, as in a dossier."""
    nameless = parlq.Dossier(
        questions=[parlq.Question(), parlq.Question(), DOSSIER.questions[0]],
        answers=[parlq.Answer()],
    )
    data = re.sub(
        rb'\n *"identifiers": \[[^\]]*"local"[^\]]*\],?', b"", parlq.dumps(nameless, format="json")
    )
    data = re.sub(rb",(\s*\})", rb"\1", data)
    same(data, "json")


def test_locations_are_those_of_the_whole():
    """A part of a work is found where it is in the whole document."""
    for data, name in ((AKN, "akn"), (JSON, "json")):
        reading = formats.get(name).read(data, file="f", strict=True, limits=Limits())
        found = list(
            formats.get(name).streamed(io.BytesIO(data), file="f", strict=True, limits=Limits())
        )
        for number, path in ((2, ("date",)), (3, ("variants", 0, "body", 0))):
            assert reading.locate(("questions", number, *path)) == found[number].locate(path)
        assert reading.locate(("answers", 1, "date")) == found[5].locate(("date",))
        assert data.split(b"\n")[found[1].line - 1].strip() in {b"<component>", b"{"}
