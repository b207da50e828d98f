"""The documents as pydantic-xml models: what such models can hold of them."""

from __future__ import annotations

from typing import Optional

from pydantic_xml import BaseXmlModel, attr, element

NS = {"": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}


class Model(BaseXmlModel, nsmap=NS, search_mode="unordered"):
    """A model in the Akoma Ntoso namespace that passes over what it does not know."""


class Value(Model):
    value: str = attr()


class Alias(Model):
    name: str = attr()
    value: str = attr()


class Dated(Model):
    date: str = attr()
    name: str = attr()


class Link(Model):
    href: str = attr()


class Spoken(Model):
    language: str = attr()


class Level(Model):
    this: Value = element(tag="FRBRthis")
    uri: Value = element(tag="FRBRuri")
    aliases: list[Alias] = element(tag="FRBRalias", default=[])
    date: Dated = element(tag="FRBRdate")
    author: Link = element(tag="FRBRauthor")
    country: Optional[Value] = element(tag="FRBRcountry", default=None)
    subtype: Optional[Value] = element(tag="FRBRsubtype", default=None)
    number: Optional[Value] = element(tag="FRBRnumber", default=None)
    language: Optional[Spoken] = element(tag="FRBRlanguage", default=None)
    format: Optional[Value] = element(tag="FRBRformat", default=None)


class Identification(Model):
    source: str = attr()
    work: Level = element(tag="FRBRWork")
    expression: Level = element(tag="FRBRExpression")
    manifestation: Level = element(tag="FRBRManifestation")


class Entry(Model):
    id: str = attr(name="eId")
    href: str = attr()
    shown: str = attr(name="showAs")
    form: Optional[str] = attr(name="shortForm", default=None)


class References(Model):
    source: str = attr()
    people: list[Entry] = element(tag="TLCPerson", default=[])
    bodies: list[Entry] = element(tag="TLCOrganization", default=[])
    roles: list[Entry] = element(tag="TLCRole", default=[])
    references: list[Entry] = element(tag="TLCReference", default=[])
    events: list[Entry] = element(tag="TLCEvent", default=[])
    originals: list[Entry] = element(tag="original", default=[])


class Meta(Model):
    identification: Identification = element(tag="identification")
    references: Optional[References] = element(tag="references", default=None)


class Mark(Model):
    href: str = attr()
    marker: Optional[str] = attr(default=None)


class Words(Model):
    """Inlines by their tags: where they stood among the words is lost, and what follows them."""

    text: Optional[str] = None
    bold: list[str] = element(tag="b", default=[])
    italic: list[str] = element(tag="i", default=[])
    raised: list[str] = element(tag="sup", default=[])
    lowered: list[str] = element(tag="sub", default=[])
    links: list[Link] = element(tag="a", default=[])
    marks: list[Mark] = element(tag="noteRef", default=[])


class Item(Model):
    value: Optional[str] = attr(default=None)
    paragraphs: list[Words] = element(tag="p", default=[])


class Items(Model):
    items: list[Item] = element(tag="li", default=[])


class Note(Model):
    id: str = attr(name="eId")
    kind: str = attr(name="class")
    number: str = element(tag="num")
    paragraphs: list[Words] = element(tag="p", default=[])


class Row(Model):
    headers: list[Item] = element(tag="th", default=[])
    cells: list[Item] = element(tag="td", default=[])


class Table(Model):
    rows: list[Row] = element(tag="tr", default=[])


class Speech(Model):
    by: str = attr()
    to: Optional[str] = attr(default=None)
    refers: Optional[str] = attr(name="refersTo", default=None)
    printed: Optional[str] = element(tag="from", default=None)
    paragraphs: list[Words] = element(tag="p", default=[])
    numbered: list[Items] = element(tag="ol", default=[])
    bulleted: list[Items] = element(tag="ul", default=[])
    tables: list[Table] = element(tag="table", default=[])
    notes: list[Note] = element(tag="blockContainer", default=[])


class Section(Model):
    name: str = attr()
    heading: Optional[str] = element(tag="heading", default=None)
    question: Optional[Speech] = element(tag="question", default=None)
    answer: Optional[Speech] = element(tag="answer", default=None)


class Body(Model):
    section: Section = element(tag="debateSection")


class Reference(Model):
    href: str = attr()
    shown: str = attr(name="showAs")


class Known(Model):
    reference: Reference = element(tag="documentRef")


class Components(Model):
    components: list[Known] = element(tag="component")


class Preface(Model):
    lines: list[str] = element(tag="p")


class Debate(Model, tag="debate"):
    name: str = attr()
    meta: Meta = element(tag="meta")
    preface: Optional[Preface] = element(tag="preface", default=None)
    body: Body = element(tag="debateBody")
    components: Optional[Components] = element(tag="components", default=None)


class Variant(Model):
    debate: Optional[Debate] = element(tag="debate", default=None)
    reference: Optional[Reference] = element(tag="documentRef", default=None)


class Variants(Model):
    components: list[Variant] = element(tag="component")


class WorkCollection(Model):
    name: str = attr()
    meta: Meta = element(tag="meta")
    body: Variants = element(tag="collectionBody")


class Work(Model):
    debate: Optional[Debate] = element(tag="debate", default=None)
    collection: Optional[WorkCollection] = element(tag="documentCollection", default=None)


class Works(Model):
    components: list[Work] = element(tag="component")


class Dossier(Model):
    name: str = attr()
    meta: Meta = element(tag="meta")
    body: Works = element(tag="collectionBody")


class AkomaNtoso(Model, tag="akomaNtoso"):
    dossier: Dossier = element(tag="documentCollection")
