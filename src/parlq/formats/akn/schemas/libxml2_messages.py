"""The form of libxml2's messages about a document: what they are about, and the rest."""

from __future__ import annotations

from typing import NamedTuple

from parlq.formats.akn.xml.names import AKN, PQ, XML
from parlq.model.fields.patterns import Pattern

#: Namespace of `xsi:type` and `xsi:nil` (XML Schema 1.0 Part 1, section 2.6).
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_NAME = r"(?:\{[^{}]*\})?[^'{}]+"
_SUBJECT = Pattern(rf"Element '(?P<element>{_NAME})'(?:, attribute '(?P<attribute>{_NAME})')?: ")
_PREFIXES = {AKN: "", PQ: "pq:", XML: "xml:", INSTANCE: "xsi:"}
#: Characters of a message that are looked at, from its beginning and from its end.
_HALF = 2000
_CLARK = Pattern(r"\{([^{}\s]*)\}(?=[^\s{}'])")
#: A value that has to be unique and is not.
DUPLICATE = Pattern(
    r"(?s)Duplicate key-sequence \[(?P<key>.*)\] in (?P<kind>\w+) identity-constraint '(?P<name>.*)'\."
)


class Subject(NamedTuple):
    """What a message is about: an element or an attribute of it, by Clark names."""

    element: str | None
    attribute: str | None

    @property
    def is_of_instance(self) -> bool:
        """Whether it is an attribute of XML Schema, such as `xsi:type`."""
        return (self.attribute or "").startswith(f"{{{INSTANCE}}}")


def bounded(message: str) -> str:
    """A message without the middle of a very long one, where only the value at fault can be."""
    return message if len(message) <= 2 * _HALF else f"{message[:_HALF]}…{message[-_HALF:]}"


def parsed(message: str) -> tuple[Subject, str]:
    """The subject of a message and what it says about it."""
    text = bounded(message.strip())
    found = _SUBJECT.match(text)
    if found is None:
        return Subject(None, None), text
    return Subject(found["element"], found["attribute"]), text[found.end() :].removeprefix(
        "Warning: "
    )


def plain(name: str) -> str:
    """A Clark name as a reader knows it: with the prefix that is usual for its namespace, or none."""
    if not name.startswith("{"):
        return name
    namespace, _, local = name[1:].rpartition("}")
    return _PREFIXES.get(namespace, "") + local


def without_namespaces(text: str) -> str:
    """A message without the namespaces of the names in it."""
    return str(_CLARK.sub(lambda found: _PREFIXES.get(found[1], ""), text))
