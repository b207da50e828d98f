"""Inputs of our own that try to have something opened, fetched or run; each is made when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

#: A step of a job, as `watched.step` takes it.
Step = dict[str, Any]


@attrs.frozen(kw_only=True)
class Lure:
    """What inputs point to: a folder of files that must not be opened, and a port that must not be called.

    Attributes:
        folder: of the marks.
        port: of a listening socket of this machine.
    """

    folder: Path
    port: int

    def addresses(self, name: str) -> dict[str, str]:
        """All ways to point to a mark, by a word for each; `beside` is relative to the input."""
        path = self.folder / name
        return {
            "path": path.as_posix(),
            "file": path.as_uri(),
            "localhost": "file://localhost" + path.as_posix(),
            "beside": name,
            "above": f"../{self.folder.name}/{name}",
            "http": f"http://127.0.0.1:{self.port}/{name}",
            "https": f"https://127.0.0.1:{self.port}/{name}",
            "ftp": f"ftp://127.0.0.1:{self.port}/{name}",
            "share": f"//127.0.0.1:{self.port}/{name}",
            "named": f"http://mark.invalid:{self.port}/{name}",
        }

    def few(self, name: str) -> dict[str, str]:
        """The ways that differ most."""
        every = self.addresses(name)
        return {way: every[way] for way in ("path", "file", "beside", "http")}


@attrs.frozen(kw_only=True)
class Case:
    """One hostile input.

    Attributes:
        name: of the case, a word a file name can have.
        files: that may be read, by name in the folder of the case.
        marks: names of marks that are laid into the folder too and must not be opened.
        steps: what is done.
        links: symbolic links to make in the folder, by name.
        writes: whether the steps write in the folder.
        workers: whether they may start workers.
        rules: rules of which each step must report one; none when any outcome is right.
    """

    name: str
    files: dict[str, bytes]
    steps: tuple[Step, ...]
    marks: tuple[str, ...] = ()
    links: dict[str, str] = attrs.Factory(dict)
    writes: bool = False
    workers: bool = False
    rules: frozenset[str] = frozenset()


#: Files that must not be opened. Each is a sound one of its kind, so that it would be of use.
MARKS = {
    "mark.dtd": b'<!ELEMENT akomaNtoso ANY>\n<!ENTITY stolen "stolen words">\n',
    "mark.txt": b"stolen words\n",
    "mark.xml": b"<p>stolen words</p>\n",
    "mark.xsd": b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="stolen"/></xs:schema>\n',
    "mark.jsonld": b'{"@context": {"stolen": "https://example.eu/stolen"}}\n',
    "mark.json": b'{"stolen": "words"}\n',
    "mark.ttl": b"<https://example.eu/stolen> <https://example.eu/is> <https://example.eu/words> .\n",
    "mark.nt": b"<https://example.eu/stolen> <https://example.eu/is> <https://example.eu/words> .\n",
    "mark.rdf": b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>\n',
    "mark.csv": b"document_identifier,title\nstolen,words\n",
    "mark.html": b"<p>stolen words</p>\n",
    "mark.css": b"p { color: red }\n",
    "mark.png": b"\x89PNG\r\n\x1a\n",
    "mark.toml": b'fail-level = "info"\n',
    "mark.dotm": b"PK\x05\x06" + bytes(18),
    "mark.pdf": b"%PDF-1.4\n%%EOF\n",
    "mark.sh": b"#!/bin/sh\n",
}


def read_as(name: str, *formats: str, strict: tuple[bool, ...] = (True, False)) -> tuple[Step, ...]:
    """Steps that read a file as each format, strictly and not, and validate it."""
    steps: list[Step] = []
    for made in formats:
        steps += [{"do": "read", "file": name, "format": made, "strict": each} for each in strict]
        steps.append({"do": "validate", "file": name, "format": made})
    return tuple(steps)


def by_content(name: str, way: str, **options: Any) -> tuple[Step, ...]:
    """A step that has the format told from the data, for two of the ways; it looks at all formats."""
    return ({"do": "data", "file": name, **options},) if way in {"path", "http"} else ()


def cases(lure: Lure) -> Iterator[Case]:
    """All hostile inputs."""
    from . import (
        hostile_checkouts,
        hostile_contexts,
        hostile_corpora,
        hostile_files,
        hostile_pages,
        hostile_queries,
        hostile_schemas,
        hostile_xml,
    )

    for module in (
        hostile_xml,
        hostile_schemas,
        hostile_contexts,
        hostile_queries,
        hostile_pages,
        hostile_files,
        hostile_corpora,
        hostile_checkouts,
    ):
        yield from module.cases(lure)
