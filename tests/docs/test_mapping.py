"""`docs/mapping.md` names every field, and each named place is where the fact really stands."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import attrs
import orjson
import pytest
from lxml import etree

from parlq.formats import akn
from parlq.formats.akn.xml.names import AKN, PQ
from parlq.formats.ep.records.rdf import syntax
from parlq.formats.ep.records.vocabulary.namespaces import Shape
from parlq.formats.json.field_kinds import CLASSES
from parlq.formats.json.writer import to_dict
from parlq.model import Author, Identifier, Institution
from parlq.model.work_base import EUROPEAN_PARLIAMENT

from . import samples
from .blocks import ROOT, sections_of

PAGE = ROOT / "docs" / "mapping.md"
KEYS = ROOT / "docs" / "json.md"
KINDS = {kind.__name__: kind for kind in CLASSES}
SECTIONS = {name: text for name, text in sections_of(PAGE, 3).items() if name in KINDS}


class Row(NamedTuple):
    """One row: the first cell, the XPaths of the second, the pointer of the third, the fourth."""

    name: str
    xpaths: list[str]
    pointer: str
    rdf: str | None


def tables(kind: str) -> tuple[list[Row], list[Row]]:
    """The tables Where and Field of a type."""
    found: dict[str, list[Row]] = {"Where": [], "Field": []}
    rows: list[Row] = []
    for line in SECTIONS[kind].partition("\n## ")[0].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if not line.startswith("| "):
            continue
        if cells[0] in found:
            rows = found[cells[0]]
        else:
            xpaths = re.findall(r"`([^`]+)`", cells[1])
            pointer = "" if cells[2] == "the whole" else cells[2].strip("`")
            stated = cells[3] if len(cells) > 3 else None
            rows.append(Row(cells[0].strip("`"), xpaths, pointer, stated))
    return found["Where"], found["Field"]


CASES = [
    (kind, where, field)
    for kind in SECTIONS
    for where in tables(kind)[0]
    for field in tables(kind)[1]
]


def test_every_type_has_a_section():
    """The page has a section for each type of the model that is an object in JSON."""
    assert sorted(KINDS) == sorted(SECTIONS)


@pytest.mark.parametrize("kind", SECTIONS)
def test_every_field_has_a_row(kind):
    """The table of a type names its fields, all of them, in the order of the model."""
    fields = [field.name for field in attrs.fields(KINDS[kind])]
    assert fields == [row.name for row in tables(kind)[1]]
    assert [f"/{name}" for name in fields] == [row.pointer for row in tables(kind)[1]]


@pytest.mark.parametrize(
    ("kind", "where", "field"), CASES, ids=[f"{k}.{f.name} in {w.pointer}" for k, w, f in CASES]
)
def test_a_field_stands_where_the_page_says(kind, where, field):
    """Where the page says that a field stands, there is something, and it changes with the field."""
    path = steps(where.pointer)
    root = samples.document(where.name)
    value, other = samples.sample(KINDS[kind], 0), samples.sample(KINDS[kind], 1)
    changed = attrs.evolve(value, **{field.name: getattr(other, field.name)})
    before = samples.with_value(root, path, value)
    after = samples.with_value(root, path, changed)
    there = selected(before, where, field)
    assert there
    assert there != selected(after, where, field)
    pointed = at(to_dict(before), (*path, *steps(field.pointer)))
    assert pointed != at(to_dict(after), (*path, *steps(field.pointer)))
    stated = getattr(value, field.name)
    if type(stated) is str:
        assert [stated] == [pointed]
        assert any(stated in text for text in there)


def steps(pointer: str) -> tuple[str | int, ...]:
    """A pointer as a model path, its first items where it says N."""
    parts = pointer.replace("N", "0").split("/")[1:]
    return tuple(int(part) if part.isdecimal() else part for part in parts)


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    """What stands at a path in the JSON of a document; None for an absent key."""
    for step in path:
        if isinstance(step, str) and step not in value:
            return None
        value = value[step]
    return value


def selected(document: Any, where: Row, field: Row) -> list[str]:
    """What the XPaths of a field select in the Akoma Ntoso of a document, as text."""
    root = etree.fromstring(akn.dumps(document))
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{AKN}}}")
    found = []
    for start in where.xpaths:
        for base in root[0].xpath(_first(start), namespaces={"pq": PQ}):
            for xpath in field.xpaths:
                found += base.xpath(_first(xpath), namespaces={"pq": PQ})
    return [
        item if isinstance(item, str) else etree.tostring(item, with_tail=False).decode()
        for item in found
    ]


def _first(xpath: str) -> str:
    return re.sub(r"(?<=[_[])N", "1", xpath)


def test_the_keys_of_a_sample_are_those_of_the_page():
    """Every key that the JSON of a full document has is in the list of keys."""
    listed = set(re.findall(r"^\| `(\w+)` \|", sections_of(KEYS)["Keys"], re.MULTILINE))
    found: set[str] = set()
    for name in ("question", "answer", "dossier"):
        text = orjson.dumps(to_dict(samples.document(name))).decode()
        found |= set(re.findall(r'"(\w+)":', text))
    assert set() == found - listed


RDF_CASES = [(kind, where, field) for kind, where, field in CASES if field.rdf is not None]
#: What is put in the place of samples, which a record states in another way: before, and after.
PORTAL = "https://data.europarl.europa.eu/"
INSTEAD = {
    "identifiers": [(Identifier(scheme="pe", value=f"PE1.{n}"),) for n in (1, 2)],
    "parliament": [EUROPEAN_PARLIAMENT, "xx/yy"],
    "kind_code": [f"{PORTAL}def/ep-document-types/X{n}" for n in (1, 2)],
    "authors": [(Author(uri=f"{PORTAL}person/{n}"),) for n in (1, 2)],
    "on_behalf_of": [(Institution(uri=f"{PORTAL}org/{n}"),) for n in (1, 2)],
    "addressees": [(Institution(uri=f"{PORTAL}org/{n}"),) for n in (1, 2)],
    "uri": [f"{PORTAL}person/{n}" for n in (1, 2)],
    "institution": [Institution(uri=f"{PORTAL}org/{n}") for n in (1, 2)],
}


@pytest.mark.parametrize(
    ("kind", "where", "field"),
    RDF_CASES,
    ids=[f"{k}.{f.name} in {w.pointer}" for k, w, f in RDF_CASES],
)
def test_a_record_states_a_field_where_the_page_says(kind, where, field):
    """With a field each property changes that the page names, and nothing where it names none."""
    path = steps(where.pointer)
    root = samples.document(where.name)
    value, other = samples.sample(KINDS[kind], 0), samples.sample(KINDS[kind], 1)
    changed = attrs.evolve(value, **{field.name: _unlike(value, other, field.name)})
    if field.name in INSTEAD and (kind, field.name) not in _PEOPLE:
        value, changed = (attrs.evolve(value, **{field.name: each}) for each in INSTEAD[field.name])
    before, after = (
        set(syntax.state(samples.with_value(root, path, each), Shape.API_V2))
        for each in (value, changed)
    )
    properties = re.findall(r"`([a-z-]+:[A-Za-z_]+)`", field.rdf)
    if not properties:
        assert before == after
    for name in properties:
        assert _stated(before, name) != _stated(after, name)


#: Fields of people that have the name of a field of works.
_PEOPLE = {("Author", "on_behalf_of"), ("Answerer", "on_behalf_of")}


def _unlike(value, other, name):
    """Another value of a field; of several things, and of a kind, none."""
    if name == "body":  # what goes with it would have to change too
        return other.body
    if name == "kind" or type(getattr(value, name)) is tuple:
        return attrs.fields_dict(type(value))[name].default
    return getattr(other, name)


def _stated(statements, name):
    return {each for each in statements if each[1] == name}
