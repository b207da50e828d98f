"""Reads the parts of a DOCX file, counting bytes and tags as they are unpacked.

ECMA-376, part 2 (Open Packaging Conventions): a ZIP file of parts, which relationships tie.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import unquote

from lxml import etree

from parlq.limits import Limits

#: Largest file, and most bytes of the parts that are read, by default: a question has some 50 kB.
_PACKED, _UNPACKED = 20_000_000, 10_000_000
#: Most files in the ZIP file.
_ENTRIES = 5_000
#: Most tags in all parts that are read, and attributes of one element, by default.
_TAGS, _ATTRIBUTES = 400_000, 256
#: Longest name of a namespace: lxml copies it for each element.
_NAMESPACE = 1_000
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
#: What the strict form (ISO/IEC 29500-1) calls the namespaces that Word writes (29500-4).
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/"
    ),
}
#: A tag with too many attributes; no quoted value holds a `<`.
_MANY = re.compile(
    rb"""<[^\s<>/!?]++(?:\s++[^\s=<>"']++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+')){%d}"""
    % (_ATTRIBUTES + 1)
)
_LONG_NAMESPACE = re.compile(rb"""xmlns[^\s=]*+\s*+=\s*+["'][^"'<]{%d}""" % (_NAMESPACE + 1))


class RefusedError(Exception):
    """A file that is not read: the rule and the message of its problem."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message


class Relation(NamedTuple):
    """What one part says of another.

    Attributes:
        kind: last word of its type, such as `footnotes`.
        target: name of the part; the address of what is not in the file.
        external: whether it is not in the file. Nothing of that kind is ever opened.
    """

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one file; nothing is unpacked before it is asked for.

    Raises:
        RefusedError: here and in each method, for what is broken or beyond the bounds.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        if not limits.unbounded and len(data) > _PACKED:
            raise RefusedError(
                "PQ104", "the DOCX file is larger than any page; raise the limits to read it"
            )
        if data.count(b"PK\x01\x02") > _ENTRIES:
            raise RefusedError("PQ104", f"the ZIP file has more than {_ENTRIES} entries")
        self._data = data
        self._packed = len(data)
        self._bytes = limits.size if limits.unbounded else min(_UNPACKED, limits.size)
        self._tags = _TAGS * (10 if limits.unbounded else 1)
        self._relations: dict[str, dict[str, Relation]] = {}
        self._entries: dict[str, zipfile.ZipInfo | None] = {}
        try:
            with zipfile.ZipFile(BytesIO(data)) as packed:
                entries = packed.infolist()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 # zipfile fails on a broken file in any way
            raise _broken("it is not a ZIP archive, or it is damaged") from None
        for entry in entries:
            # Part names differ in more than case (6.2.2.3); programs disagree on which of two wins.
            name = entry.filename.lower()
            self._entries[name] = None if name in self._entries else entry

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def main(self) -> str:
        """The name of the part that holds the document."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and not relation.external:
                return relation.target
        raise _broken("it contains no document")

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part is tied to, by id; of the empty name, what the file is tied to."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path in self._relations:
            return self._relations[path]
        found = self._relations[path] = {}
        if path not in self:
            return found
        for element in self.root(path).iter(_RELATION):
            kind = (element.get("Type") or "").rpartition("/")[2]
            target = element.get("Target") or ""
            external = element.get("TargetMode") == "External"
            if not external:
                target = _resolved(folder, target)
            found[element.get("Id") or ""] = Relation(kind, target, external)
        return found

    def root(self, name: str) -> Any:
        """The root element of a part."""
        data = self._unpacked(name)
        if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            try:
                data = data.decode("utf-16").encode()
            except UnicodeError:
                raise _broken(f"{name} is not UTF-16") from None
        if b"<!DOCTYPE" in data:
            raise RefusedError("PQ103", f"{name} has a document type declaration")
        self._tags -= data.count(b"<")
        if self._tags < 0:
            raise _too_much("more tags than any page has")
        if _MANY.search(data):
            raise _too_much(f"an element of {name} has more than {_ATTRIBUTES} attributes")
        if _LONG_NAMESPACE.search(data):
            raise _broken(f"the name of a namespace in {name} is too long")
        if b"//purl.oclc.org/ooxml/" in data:
            for strict, usual in _STRICT.items():
                data = data.replace(strict, usual)
        # The encoding is given, so that the one declared cannot show the parser another text.
        parser = etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if "depth" in error.msg:
                raise RefusedError("PQ105", f"{name} nests too deeply") from None
            if "limit" in error.msg:
                raise RefusedError("PQ104", f"{name} has a text that is too long") from None
            raise _broken(f"{name}: {error.msg}") from None

    def _unpacked(self, name: str) -> bytes:
        """The bytes of a part, counted as they come whatever the file says of their number."""
        entry = self._entries.get(name.lower())
        if entry is None:
            why = "appears twice in it" if name in self else "is missing"
            raise _broken(f"{name} {why}")
        if entry.flag_bits & 0x1:
            raise _broken(f"{name} is encrypted; save it without a password")
        self._packed -= entry.compress_size
        if self._packed < 0:
            raise _broken("its parts overlap")
        start = _start(self._data, entry)
        packed = self._data[start : start + entry.compress_size]
        if entry.compress_type == zipfile.ZIP_STORED:
            data = packed
        elif entry.compress_type == zipfile.ZIP_DEFLATED:
            data = self._inflated(packed, name)
        else:
            raise _broken(f"{name} is compressed in a way that DOCX does not know")
        self._bytes -= len(data)
        if self._bytes < 0:
            raise _too_much(f"{name} unpacks to more than any page has")
        if (len(data), zlib.crc32(data)) != (entry.file_size, entry.CRC):
            raise _broken(f"{name} is damaged")
        return data

    def _inflated(self, packed: bytes, name: str) -> bytes:
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = unpacking.decompress(packed, self._bytes + 1)
        except zlib.error:
            raise _broken(f"{name} is damaged") from None
        if len(data) <= self._bytes and not unpacking.eof:
            raise _broken(f"{name} is cut off")
        return data


def _start(data: bytes, entry: zipfile.ZipInfo) -> int:
    """Where the packed bytes of a part begin: behind its local header (APPNOTE 4.3.7)."""
    at = entry.header_offset
    header = data[at : at + 30]
    if header[:4] != b"PK\x03\x04" or len(header) < 30:
        raise _broken(f"{entry.filename} is damaged")
    lengths = header[26:28], header[28:30]
    return at + 30 + sum(int.from_bytes(length, "little") for length in lengths)


def _resolved(folder: str, target: str) -> str:
    """The name of the part that a relationship leads to."""
    path = posixpath.join("/", folder, unquote(target.partition("#")[0]))
    return posixpath.normpath(path).lstrip("/")


def _broken(why: str) -> RefusedError:
    return RefusedError("PQ101", f"not a readable DOCX file: {why}")


def _too_much(what: str) -> RefusedError:
    return RefusedError("PQ104", f"{what}; raise the limits to read it")
