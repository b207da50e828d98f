"""Reads an XSD file of a user with the schemas that it names, and opens none outside its folder.

libxml2 opens whatever `schemaLocation` names, on any path. So parlq looks for these files itself,
and hands libxml2 copies in a folder of its own that lead to nothing but each other.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from parlq.formats.akn.xml import parse as xml
from parlq.formats.akn.xml.names import XML
from parlq.formats.akn.xml.types import Element
from parlq.io.files import read_bytes
from parlq.limits import Limits
from parlq.problems import InputError, SchemaError

_XS = "{http://www.w3.org/2001/XMLSchema}"
#: Elements that may name another file.
_NAMING = tuple(f"{_XS}{name}" for name in ("include", "import", "redefine", "override"))
#: Most files of one schema, and most bytes of them together.
FILES, SIZE = 100, 4 * 1024 * 1024
#: What the namespace of `xml:lang` declares, for schemas that import it from w3.org.
_OF_XML = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xml:lang="en"
    targetNamespace="http://www.w3.org/XML/1998/namespace">
  <xs:attribute name="lang">
    <xs:simpleType>
      <xs:union memberTypes="xs:language">
        <xs:simpleType>
          <xs:restriction base="xs:string"><xs:enumeration value=""/></xs:restriction>
        </xs:simpleType>
      </xs:union>
    </xs:simpleType>
  </xs:attribute>
  <xs:attribute name="space">
    <xs:simpleType>
      <xs:restriction base="xs:NCName">
        <xs:enumeration value="default"/><xs:enumeration value="preserve"/>
      </xs:restriction>
    </xs:simpleType>
  </xs:attribute>
  <xs:attribute name="base" type="xs:anyURI"/>
  <xs:attribute name="id" type="xs:ID"/>
  <xs:attributeGroup name="specialAttrs">
    <xs:attribute ref="xml:base"/>
    <xs:attribute ref="xml:lang"/>
    <xs:attribute ref="xml:space"/>
    <xs:attribute ref="xml:id"/>
  </xs:attributeGroup>
</xs:schema>
"""


@contextmanager
def source(name: str) -> Iterator[bytes | str]:
    """What to compile for the schema in a file: its data, or a path that lasts as long as this does.

    Raises:
        SchemaError: a file that cannot be read, is no XML, or names a file outside its folder.
    """
    if "\0" in name:
        raise SchemaError("the schema cannot be used: its name has a NUL character")
    files = _Files(name)
    files.add(os.path.realpath(name))
    for number, root in enumerate(files.roots):  # which grow as they are gone through
        files.follow(number, root)
    if len(files.roots) == 1:
        yield etree.tostring(files.roots[0], encoding="utf-8")
        return
    with ExitStack() as stack:
        try:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="parlq-")))
            for number, root in enumerate(files.roots):
                (folder / _copy(number)).write_bytes(etree.tostring(root, encoding="utf-8"))
        except OSError as error:
            why = f"its copy cannot be written: {error.strerror}"
            raise SchemaError(f"the schema {name} cannot be used: {why}") from None
        yield str(folder / _copy(0))


def _copy(number: int) -> str:
    return f"{number}.xsd"


class _Files:
    """The files of one schema as trees, each once, in the order in which they are named."""

    def __init__(self, name: str) -> None:
        self.roots: list[Element] = []
        self._name = name
        self._folder = os.path.dirname(os.path.realpath(name))
        self._numbers: dict[str, int] = {}
        self._paths: list[str] = []
        self._left = SIZE

    def _refuse(self, why: str) -> SchemaError:
        return SchemaError(f"the schema {self._name} cannot be used: {why}")

    def add(self, path: str, data: bytes | None = None) -> int:
        """The number of a file, which is read when it is new."""
        if path in self._numbers:
            return self._numbers[path]
        if len(self.roots) == FILES:
            raise self._refuse(f"it has more than {FILES} files")
        limits = Limits(size=self._left)
        try:
            content = read_bytes(path, limits) if data is None else data
            root = xml.parse(content, None, limits)
        except InputError as error:
            raise self._refuse(self._reason(path, error)) from None
        self._left -= len(content)
        number = self._numbers[path] = len(self.roots)
        self.roots.append(root)
        self._paths.append(path)
        return number

    def _reason(self, path: str, error: InputError) -> str:
        problem = error.problems[0]
        if problem.rule == "PQ104":
            return f"it is larger than {SIZE} bytes"
        why = problem.message.removeprefix("cannot be read: ")
        if why == "no such file or directory":
            why = "no such file"
        return f"{os.path.relpath(path, self._folder)}: {why}" if self.roots else why

    def follow(self, number: int, root: Element) -> None:
        """Read the files that a file names, and have it name their copies."""
        for element in root.iter(*_NAMING):
            location = element.get("schemaLocation")
            if location is None:
                continue
            found = self._found(location, self._paths[number])
            if element.get("namespace") == XML and not (found and os.path.isfile(found)):
                place = self.add(XML, _OF_XML)
            elif found is not None:
                place = self.add(found)
            else:
                raise self._refuse(
                    f"it names {location[:200]!r}; parlq opens only files in the folder of the"
                    " schema and below: save a copy there"
                )
            element.set("schemaLocation", _copy(place))

    def _found(self, location: str, base: str) -> str | None:
        """The path of a file in the folder of the schema, without links; None for any other."""
        try:
            parts = urlsplit(location.strip())
        except ValueError:
            return None
        path = unquote(parts.path)
        if parts.scheme or parts.netloc or parts.query or "\\" in path or "\0" in path:
            return None
        found = os.path.realpath(os.path.join(os.path.dirname(base), path))
        inside = found.startswith(os.path.join(self._folder, ""))
        usable = os.path.isfile(found) or not os.path.exists(found)  # what is missing is reported
        return found if path and inside and usable else None
