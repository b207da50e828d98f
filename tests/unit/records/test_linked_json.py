"""JSON-LD with its context in it: contexts, bounds, and members that state nothing."""

from __future__ import annotations

import json

import pytest

from parlq.formats.ep.records import jsonld
from parlq.formats.ep.records.jsonld import contexts, linked_json
from parlq.formats.ep.records.nodes.report import Report
from parlq.limits import Limits
from parlq.problems import InputError

pytest.importorskip("pyoxigraph")

ELSEWHERE = ["https://sea.example/context", "file:///sea/context", "context.jsonld"]


def read(document, limits=None):
    """The statements of a document, and the report."""
    raw = document.encode() if isinstance(document, str) else json.dumps(document).encode()
    report = Report("sea.jsonld")
    found = linked_json.read(json.loads(raw), raw, report, limits or Limits())
    return found, report


def lost(document):
    """The paths of the members that state nothing."""
    _, report = read(document)
    assert {"PQ618"} >= {problem.rule for problem in report.problems}
    return [problem.path for problem in report.problems]


def refused(document):
    """The rule of the one problem of a document that is refused."""
    with pytest.raises(InputError) as caught:
        read(document)
    (problem,) = caught.value.problems
    return problem.rule


@pytest.mark.parametrize(
    ("node", "path", "near"),
    [
        ({"t": [{"@valuex": "gull", "@language": "en"}]}, "/t/0/@valuex", "@value"),
        ({"t": [{"@value": "gull", "@langage": "en"}]}, "/t/0/@langage", "@language"),
        ({"t": {"@idx": "urn:gull"}}, "/t/@idx", "@id"),
        ({"t": {"@ID": "urn:gull"}}, "/t/@ID", "@id"),
        ({"@graphs": [{"@id": "urn:b", "t": "auk"}]}, "/@graphs", "@graph"),
        ({"t": {"@id": "urn:b", "@foo": {"t": "auk"}}}, "/t/@foo", ""),
    ],
)
def test_keys_that_look_like_keywords_are_reported(node, path, near):
    """JSON-LD ignores keys that look like keywords: each is reported, where it stands."""
    document = {"@context": {"t": "urn:t"}, "@id": "urn:a", "t": "tern", **node}
    text = json.dumps(document, indent=1)
    _, report = read(text)
    (problem,) = [each for each in report.problems if each.path == path]
    key = path.rpartition("/")[2]
    line = text[: text.index(f'"{key}"')].count("\n") + 1
    assert ("PQ618", line) == (problem.rule, problem.line)
    assert problem.message.startswith(f'JSON-LD ignores this: "{key}" is no keyword')
    assert (f'did you mean "{near}"?' in problem.message) == bool(near)


def test_contexts_with_what_looks_like_a_keyword_are_reported():
    """A term that is defined as what looks like a keyword means nothing."""
    document = {"@context": {"t": "urn:t", "name": "@idx", "@vocb": "urn:v#"}, "t": "tern"}
    assert ["/@context/name", "/@context/@vocb"] == lost(document)


def test_very_many_ignored_members_are_counted():
    """A hundred members are named, and one problem gives the number of the others."""
    document = {"@context": {"t": "urn:t"}, "t": [{"@valuex": str(n)} for n in range(250)]}
    _, report = read(document)
    ignored = [each for each in report.problems if "JSON-LD ignores" in each.message]
    assert (101, "150 further") == (len(ignored), ignored[-1].message[22:33])


@pytest.mark.parametrize("where", ELSEWHERE)
@pytest.mark.parametrize(
    "place",
    [
        lambda c: {"@context": c, "@id": "urn:a"},
        lambda c: {"@context": [{}, [[c]]], "@id": "urn:a"},
        lambda c: {"@context": {"@import": c}, "@id": "urn:a"},
        lambda c: {"@context": [{}, {"@import": c, "t": "urn:t"}], "@id": "urn:a"},
        lambda c: {"@context": {"t": {"@id": "urn:t", "@context": c}}, "t": 1},
        lambda c: {"@context": {"t": {"@id": "urn:t", "@context": [None, c]}}},
        lambda c: {"@context": {"t": {"@id": "urn:t", "@context": {"u": {"@context": c}}}}},
        lambda c: {"@context": {}, "urn:p": {"@context": c, "urn:q": 1}},
        lambda c: {"@context": {}, "urn:p": [[{"urn:q": {"@context": [c]}}]]},
        lambda c: {"@graph": [{"@context": c}]},
        lambda c: [{"@id": "urn:a"}, {"@context": c}],
        lambda c: {"@id": "urn:a", "@included": [{"@context": c}]},
        lambda c: {"@id": "urn:a", "@reverse": {"urn:p": {"@context": c}}},
    ],
)
def test_contexts_elsewhere_are_refused(place, where):
    """Wherever one is named, it is not fetched, and the document is not read."""
    reading = jsonld.read(json.dumps(place(where)), file="sea.jsonld")
    assert (None, ["PQ613"]) == (reading.value, [problem.rule for problem in reading.problems])


def test_a_context_in_a_record_of_the_api(record):
    """It would change what the keys mean, so it is refused, too."""
    record["data"][0]["@context"] = {"label": "urn:label"}
    (problem,) = jsonld.read(json.dumps(record)).problems
    assert "PQ613" == problem.rule
    inside = {"id": "eli/dl/doc/E-9-2022-990001", "is_realized_by": [{"id": "a", "@context": {}}]}
    for document in (inside, [inside], {"data": inside}):
        (problem,) = jsonld.read(json.dumps(document)).problems
        assert "PQ613" == problem.rule
    escaped = json.dumps(record).replace('"@context": {"label"', '"\\u0040context": {"label"')
    (problem,) = jsonld.read(escaped).problems
    assert "PQ613" == problem.rule


def test_a_byte_order_mark_is_no_part_of_it():
    """A mark at the beginning is left out."""
    text = '\ufeff{"@context": {}, "@id": "eli/dl/doc/E-9-2022-990001", "@type": "http://data.europa.eu/eli/ontology#Work"}'
    assert jsonld.loads(text).reference is not None


TERMS = {f"t{n}": f"urn:t{n}" for n in range(2000)}


@pytest.mark.parametrize(
    ("document", "rule"),
    [
        ('{"urn:a":' * 101 + "1" + "}" * 101, "PQ105"),
        ('{"urn:a":' + "[" * 101 + "]" * 101 + "}", "PQ105"),
        ('{"@context":' * 101 + "1" + "}" * 101, "PQ105"),
        ('{"@context":' + "[" * 101 + "]" * 101 + "}", "PQ105"),
        ('{"urn:a":' * 90 + "[" + "1," * 30_000 + "1]" + "}" * 90, "PQ105"),
        ({"@context": TERMS, "@graph": [{"@context": {}, "t1": n} for n in range(3000)]}, "PQ104"),
        (
            {
                "@context": {**TERMS, "T": {"@id": "urn:T", "@context": {}}},
                "@graph": [{"@type": "T", "t1": n} for n in range(3000)],
            },
            "PQ104",
        ),
        (
            {
                "@context": {"T": {"@id": "urn:T", "@context": [{}] * 3000}},
                "@graph": [{"T": {}} for n in range(3000)],
            },
            "PQ104",
        ),
        ({"@context": {f"t{n}": f"t{n + 1}:x" for n in range(3000)}, "t1": 1}, "PQ104"),
        ({"@context": {f"t{n}": {"@id": "urn:t", "@type": f"t{n + 1}"} for n in range(99)}}, "PQ104"),
        ({"@context": {"@vocab": "urn:" + "x" * 90_000}, **{f"a{n}": n for n in range(900)}}, "PQ104"),
        ({"@context": {"@language": "x" * 90_000}, "urn:a": ["x"] * 900}, "PQ104"),
        ({"urn:a": {"@list": [1] * 60_000}}, "PQ104"),
    ],
    ids=[
        "objects", "lists", "contexts", "context lists", "wide", "empty contexts", "scoped by type",
        "scoped lists", "chain", "chain of types", "vocabulary", "language", "collection",
    ],
)  # fmt: skip
def test_bounds(document, rule):
    """What would take the parser down is refused before it is parsed."""
    assert rule == refused(document)


def test_the_line_of_deep_nesting():
    """The level too many has its place."""
    raw = b'{"urn:a":\n' * 101 + b"1" + b"}" * 101
    with pytest.raises(InputError) as caught:
        contexts.look_over(json.loads(raw), raw, None, Limits())
    assert [(101, 1)] == [(problem.line, problem.column) for problem in caught.value.problems]


def test_many_records_with_a_context_each():
    """Contexts side by side are no burden."""
    own = {f"t{n}": f"urn:t{n}" for n in range(60)}
    found, report = read([{"@context": own, "@id": f"urn:a{n}", "t1": n} for n in range(500)])
    assert (500, []) == (len(found), report.problems)


@pytest.mark.parametrize(
    ("document", "paths"),
    [
        ({"@id": "urn:a", "mood": "calm", "urn:p": 1}, ["/mood"]),
        ({"@id": "urn:a", "urn:p": {"urn:q": 1, "mood": {"deep": ["calm", {"x": 1}]}}}, ["/urn:p/mood"]),
        ({"@id": "urn:a", "_:p": "calm", "urn:p": 1}, ["/_:p"]),
        ({"@id": "urn:a", "urn:p": [{"@id": "sea side"}, {"@id": "urn:b"}]}, ["/urn:p/0"]),
        ({"@id": "urn:sea side", "urn:p": 1}, ["/@id", "/urn:p"]),
        ({"@id": "urn:a", "@type": ["urn:T", "urn:sea side"]}, ["/@type/1"]),
        ({"@id": "urn:a", "urn:p": {"@value": "x", "@language": "en_GB"}, "urn:q": 1}, ["/urn:p"]),
        ({"@id": "urn:a", "urn:p": {"@value": "x", "@type": "urn:sea side"}, "urn:q": 1}, ["/urn:p"]),
        ({"@id": "urn:a", "urn:p": {"@value": "x", "@direction": "rtl"}}, ["/urn:p/@direction"]),
        ({"@id": "urn:a", "urn:p": {"@value": "x", "@index": "k"}}, ["/urn:p/@index"]),
        ({"@id": "urn:a", "@graph": [{"@id": "urn:b", "urn:p": 1}]}, ["/@id"]),
        ({"@id": "@sea", "urn:p": 1}, ["/@id"]),
        ({"@id": "urn:a", "urn:p": 1, "@tide": {"urn:p": 2}}, ["/@tide"]),
        ([{"@id": "urn:a", "urn:p": 1}, "tide", {"@value": "ebb"}], ["/1", "/2"]),
        ({"@context": {"@base": None}, "@id": "urn:a", "urn:p": {"@id": "rel"}, "urn:q": 1}, ["/urn:p"]),
        ({"@context": {"t": None}, "@id": "urn:a", "t": "x", "urn:p": 1}, ["/t"]),
        ({"@context": {"T": None}, "@id": "urn:a", "@type": ["urn:T", "T"]}, ["/@type/1"]),
        ({"@context": {"T": "urn:sea side"}, "@id": "urn:a", "@type": ["urn:T", "T"]}, ["/@type/1"]),
        (
            {"@context": {"p": {"@id": "urn:p", "@container": "@language"}}, "p": {"en": "x", "e_n": "y"}},
            ["/p/e_n"],
        ),
        (
            {"@context": {"p": {"@id": "urn:p", "@container": "@id"}}, "p": {"urn:b": {}, "b c": {"urn:q": 1}}},
            ["/p/b c"],
        ),
        (
            {"@context": {"p": {"@id": "urn:p", "@container": "@type"}}, "p": {"b c": {"urn:q": 1}}},
            ["/p/b c"],
        ),
        (
            {"@context": {"p": {"@id": "urn:p", "@container": ["@set", "@index"]}}, "p": {"a": "x", "b": ["y", {"@id": "urn:b"}]}},
            ["/p/a", "/p/b"],
        ),
        ({"@id": "urn:a", "urn:p": {"@list": ["x", {"mood": 1}, {"@id": "b c"}]}}, ["/urn:p/@list/1", "/urn:p/@list/2"]),
        ({"@id": "urn:a", "urn:p": True, "~/": False}, ["/~0~1"]),
    ],
)  # fmt: skip
def test_members_that_state_nothing(document, paths):
    """The outermost member of which nothing becomes a statement is named."""
    assert paths == lost(document)


@pytest.mark.parametrize(
    "document",
    [
        {"@id": "urn:a", "urn:p": [1, 1.5, -2e30, 10**30, True, None, "x", "", "\u0000", "\u2028"]},
        {"@id": "_:a b", "urn:p": {"@id": "_:a b"}},
        {"urn:p": {}, "urn:q": {"urn:r": {}}},
        {"@id": "urn:a", "urn:p": [{"@set": ["x"]}, {"@list": []}, {"@value": None}, []]},
        {"@id": "urn:a", "@reverse": {"urn:p": [{"@id": "urn:b"}]}},
        {"@id": "urn:a", "urn:p": {"@value": {"a": [1, True, None, "x", {}]}, "@type": "@json"}},
        {"@id": "urn:a", "urn:p": {"@id": "https://sea.example:8080"}, "urn:q": {"@id": "#x"}},
        {"@context": {"id": "@id", "kind": "@type", "lang": "@language", "text": "@value", "T": "urn:T"},
         "id": "urn:a", "kind": ["T", "urn:S"], "urn:p": {"text": "x", "lang": "en"}},
        {"@context": {"T": "urn:T", "S": "urn:T"}, "@id": "urn:a", "@type": ["T", "S"]},
        {"@context": {"@vocab": "urn:v:", "T": {"@id": "urn:T", "@context": {"p": "urn:q"}}}, "@type": "T", "p": 1},
        {"@context": {"p": {"@id": "urn:p", "@type": "@vocab"}, "T": "urn:T"}, "p": ["T", "urn:S"]},
        {"@context": {"p": {"@id": "urn:p", "@container": "@index"}}, "p": {"@none": "x"}},
        {"@context": {"p": {"@id": "urn:p", "@container": "@index", "@index": "urn:q"}}, "p": {"a": {"urn:r": "x"}}},
        {"@context": {"p": {"@id": "urn:p", "@container": ["@graph", "@id"]}}, "p": {"urn:b": {"urn:q": 1}}},
        {"@context": {"n": "@nest"}, "@id": "urn:a", "n": {"urn:p": 1}},
        {"@context": {"p": {"@reverse": "urn:p"}}, "@id": "urn:a", "p": {"@id": "urn:b"}},
        {"@context": {"@language": "en", "p": {"@id": "urn:p", "@language": None}}, "p": "x", "urn:q": 5},
        {"@context": [{"t": "urn:t"}, None, {"u": "urn:u"}], "u": 1},
        {"@context": {"@propagate": False, "t": "urn:t"}, "t": {"urn:p": 1}},
    ],
)  # fmt: skip
def test_members_that_state_something(document):
    """Whatever JSON-LD gives a meaning is not named."""
    assert [] == lost(document)


def test_positions_of_members():
    """A member is told with line and column of its key, an item with those of its value."""
    text = '{"@id": "urn:a",\n  "mood": "calm",\n  "urn:p": [1,\n    {"@id": "b c"}]}'
    _, report = read(text)
    assert [(2, 3), (4, 5)] == [(each.line, each.column) for each in report.problems]


def test_strict_reading_refuses_them():
    """Strictly, a member that states nothing is an error."""
    text = '{"@context": {}, "@id": "eli/dl/doc/E-9-2022-990001", "@type": "http://data.europa.eu/eli/ontology#Work", "mood": 1}'
    assert not jsonld.read(text).failed
    assert jsonld.read(text, strict=True).failed


def test_many_members_are_counted():
    """A hundred are named one by one, and the others are counted."""
    _, report = read({"@id": "urn:a", "urn:p": 1, **{f"m{n}": n for n in range(150)}})
    assert 101 == len(report.problems)
    assert "50 further members" in report.problems[-1].message


def test_marks_of_a_document_that_has_such():
    """A document that holds what a mark begins with gets other marks."""
    assert [] == lost(
        {"@id": "urn:qxaaaaaxqaaaaaaa", "urn:p": ["QXAAAAAXQ", 900000001, "900000002"]}
    )


def test_a_value_in_a_node_is_reported_where_it_stands():
    """The parser ignores `@value` behind the members of a node, and what says how to read it."""
    node = {"@id": "urn:b", "urn:q": "auk", "@value": "gull", "@language": "en"}
    document = {"@context": {}, "@id": "urn:a", "urn:p": [node, "tern"]}
    assert ["/urn:p/0/@value", "/urn:p/0/@language"] == lost(document)
