"""Brings Akoma Ntoso of other versions and shapes into the form of version 3.0, by tables of data.

The namespace is changed in the text before it is parsed, names of elements and attributes in the
tree afterwards. Elements keep their order and number, so that their places in the file stay known.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

from lxml import etree

from parlq.formats.akn.xml import encodings
from parlq.formats.akn.xml import parse as source
from parlq.formats.akn.xml.escape import escape_attribute
from parlq.formats.akn.xml.names import AKN, local
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element
from parlq.limits import Limits
from parlq.model.fields.patterns import Pattern
from parlq.problems import shorten

#: Namespaces of Akoma Ntoso: each pattern with what documents in it are.
NAMESPACES: Final = (
    (Pattern(r"http://docs\.oasis-open\.org/legaldocml/ns/akn/3\.0/.+"), "a draft of 3.0"),
    (Pattern(r"http://(?:www\.)?akomantoso\.org/[0-9.]+/?"), "an earlier version"),
)
#: The elements that a document can have as its root, the second one before version 1.0 was final.
ROOTS: Final = ("akomaNtoso", "akomantoso")
_LEVELS: Final = ("FRBRWork", "FRBRExpression", "FRBRManifestation")
#: Elements that have another name in version 3.0: old name, new names of the parent (none for any),
#: new name. The parent comes first in the order of the document.
RENAMED: Final = (
    ("akomantoso", (), "akomaNtoso"),
    ("debateRecord", (), "debate"),
    ("debaterecord", (), "debate"),
    ("debate", ("debate",), "debateBody"),
    ("subdivision", (), "debateSection"),
    ("title", (), "heading"),
    ("noteref", (), "noteRef"),
    *((level.removeprefix("FRBR"), ("identification",), level) for level in _LEVELS),
    ("uri", _LEVELS, "FRBRuri"),
    ("date", _LEVELS, "FRBRdate"),
    ("author", _LEVELS, "FRBRauthor"),
    *(
        (name, ("references",), f"TLC{name}")
        for name in ("Person", "Organization", "Role", "Concept", "Object", "Event", "Location")
    ),
)
#: Attributes that have another name in version 3.0: the element (None for any), old name, new name.
ATTRIBUTES: Final = (
    (None, "id", "eId"),
    ("FRBRuri", "href", "value"),
    ("noteRef", "num", "marker"),
)
#: Attributes whose values point to entries of the references.
POINTERS: Final = ("by", "to", "as", "refersTo")
#: Root elements of a part of a document: a document, its body, a section, or a speech.
FRAGMENTS: Final = frozenset(
    (
        *("debate", "debateReport", "debateRecord", "debateBody", "debateSection", "subdivision"),
        *("questions", "oralStatements", "writtenStatements", "personalStatements"),
        *("ministerialStatements", "nationalInterest", "papers", "petitions", "address"),
        *("speechGroup", "speech", "question", "answer"),
    )
)
#: What stands before the name of the root: a mark, the declaration, comments, instructions.
_BEFORE = re.compile(rb"(?s)(?:\xef\xbb\xbf)?(?:\s++|<\?.*?\?>|<!--.*?-->)*+<")
_TAG = re.compile(rb"""<[A-Za-z_](?:[^<>"']|"[^"<]*"|'[^'<]*')*+>""")
_REFERENCES = f"{{{AKN}}}references"


class Shape(NamedTuple):
    """What the root element of a file says of its kind: its local name, and its namespace."""

    name: str
    namespace: str | None

    @property
    def version(self) -> str | None:
        """What version it is in, where it is another one than 3.0; None for no Akoma Ntoso."""
        if self.namespace is None:
            return "any version" if self.is_known else None
        found = (what for pattern, what in NAMESPACES if pattern.fullmatch(self.namespace))
        return next(found, None)

    @property
    def is_known(self) -> bool:
        """Whether the root is one that Akoma Ntoso can have, or that of a part of it."""
        return self.name in ROOTS or self.name in FRAGMENTS

    @property
    def is_read(self) -> bool:
        """Whether lenient reading can read such a file."""
        return self.is_known and (self.namespace == AKN or self.version is not None)


def shape_of(root: Element) -> Shape:
    """The shape of a parsed document."""
    name = etree.QName(root)
    return Shape(name.localname, name.namespace)


def in_namespace(data: bytes, shape: Shape) -> bytes:
    """Declare the namespace of version 3.0 in place of another one, or of none.

    Args:
        data: a well-formed document in UTF-8.
        shape: what its root says.
    """
    own = f'"{AKN}"'.encode()
    if shape.namespace is None:
        found = _BEFORE.match(data)
        at = 0 if found is None else found.end() + len(shape.name)
        return data[:at] + b" xmlns=" + own + data[at:]
    stated = re.escape(escape_attribute(shape.namespace).encode())
    declared = re.compile(rb"""(\sxmlns(?::[^\s=]+)?\s*=\s*)(["'])""" + stated + rb"\2")
    return _TAG.sub(lambda tag: declared.sub(rb"\1" + own, tag[0]), data)


def as_current(
    root: Element, raw: bytes, shape: Shape, report: Report, limits: Limits, file: str | None
) -> Element:
    """The tree of a document of another version or shape in the form of version 3.0.

    Each kind of difference is one info. Elements keep their number, so that places are known.

    Args:
        root: the tree as it was parsed.
        raw: the data that it was parsed from.
        shape: what its root says; it must be one that is read.
        report: collects the differences.
        limits: bounds.
        file: name of the input, for problems.
    """
    if shape.namespace != AKN:
        text = encodings.utf8(raw, file)
        if text is not raw:  # it declares an encoding that it no longer has
            text = source.encoded(text.decode(), file)
        root = source.parse(in_namespace(text, shape), file, limits)
    describe(shape, report, root)
    return root


def rename(root: Element, report: Report) -> None:
    """Give the elements and attributes of a document their names of version 3.0, and report that."""
    renaming = Renaming()
    for element in root.iter(etree.Element):
        renaming.element(element)
    for part in list(root.iter(_REFERENCES)):
        renaming.know(part)
    for element in root.iter(etree.Element):
        renaming.pointers(element)
    renaming.tell(report)


def describe(shape: Shape, report: Report, root: Element) -> None:
    """Report what a document is, where that is not the document of version 3.0."""
    if shape.namespace is None:
        report.inform("PQ751", f"no namespace; read as {AKN}", root)
    elif shape.namespace != AKN:
        message = f"namespace {shorten(shape.namespace, 200)} ({shape.version}); read as {AKN}"
        report.inform("PQ750", message, root)
    if shape.name not in ROOTS:
        report.inform("PQ752", f"root element is <{shape.name}>; read as a part of a debate", root)


class Renaming:
    """Gives elements and attributes their names of version 3.0, and counts what it changed."""

    __slots__ = ("_attributes", "_elements", "_first", "_known", "_pointers")

    def __init__(self) -> None:
        self._elements: Counter[str] = Counter()
        self._attributes: Counter[str] = Counter()
        self._pointers = 0
        self._known: set[str] = set()
        self._first: dict[str, Element] = {}

    def element(self, element: Element) -> None:
        """Rename one element and its attributes; its parent comes before it."""
        if (old_name := _renamed(element)) is not None:
            self._elements[f"<{old_name}> as <{local(element.tag)}>"] += 1
            self._first.setdefault("PQ753", element)
        own = local(element.tag)
        for owner, old, new in ATTRIBUTES:
            if owner not in (None, own) or element.get(new) is not None:
                continue
            if (value := element.get(old)) is not None:
                _rename_attribute(element, old, new, value)
                self._attributes[f"{old} as {new}"] += 1
                self._first.setdefault("PQ754", element)

    def know(self, part: Element) -> None:
        """Remember the ids of the entries in references."""
        for references in part.iter(_REFERENCES):
            self._known |= {own for entry in references if (own := entry.get("eId")) is not None}

    def pointers(self, element: Element) -> None:
        """Write `#` before the pointers of an element that lack it and lead to a known entry."""
        for name in POINTERS:
            stated = element.get(name)
            if stated and (marked := pointer(stated, self._known)) != stated:
                element.set(name, marked)
                if stated.strip() == stated:
                    self._pointers += 1
                    self._first.setdefault("PQ755", element)

    def tell(self, report: Report) -> None:
        """Report each kind of change once, with its number."""
        counted = {
            "PQ753": ("element names of an earlier version; read ", self._elements),
            "PQ754": ("attribute names of an earlier version; read ", self._attributes),
        }
        for rule, (what, names) in counted.items():
            if names:
                listed = ", ".join(f"{name} ({count})" for name, count in names.items())
                report.inform(rule, what + listed, self._first[rule])
        if self._pointers:
            message = (
                f"pointers without '#' that lead to references ({self._pointers}); read with it"
            )
            report.inform("PQ755", message, self._first["PQ755"])


def _renamed(element: Element) -> str | None:
    """Give an element its name of version 3.0; return the old one where it had another."""
    own = local(element.tag)
    if own not in _OLD:
        return None
    parent = element.getparent()
    above = None if parent is None else local(parent.tag)
    for old, outer, new in RENAMED:
        if old == own and (not outer or above in outer):
            element.tag = f"{{{AKN}}}{new}"
            return own
    return None


_OLD: Final = frozenset(old for old, _, _ in RENAMED)


def _rename_attribute(element: Element, old: str, new: str, value: str) -> None:
    stated = list(element.attrib.items())
    element.attrib.clear()
    for name, each in stated:
        element.set(new if name == old else str(name), value if name == old else str(each))


def pointer(stated: str, known: set[str]) -> str:
    """A list of pointers with `#` before each that is the id of a known entry."""
    return " ".join(f"#{each}" if each in known else each for each in stated.split())
