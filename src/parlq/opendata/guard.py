"""Looks over RDF/XML before it is read: no document type, and no endless nesting."""

from __future__ import annotations

import io
from xml.parsers import expat

from parlq.limits import Limits
from parlq.problems import InputError, Problem

#: Levels of elements, unless the limits are raised, as for all XML.
DEEPEST = 256


def look_over(data: bytes, file: str | None, limits: Limits) -> None:
    """Refuse XML that would take the machine down.

    Entities can grow without bound, and no RDF/XML of the portal has any.

    Raises:
        InputError: PQ103, a document type declaration, in any encoding; PQ105, nested too deeply.
    """
    depth = 0
    parser = expat.ParserCreate()

    def refused(*_: object) -> None:
        message = "XML with a document type declaration is not read"
        line = parser.CurrentLineNumber
        raise InputError((Problem(rule="PQ103", message=message, file=file, line=line),))

    def begun(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST and not limits.raised:
            line = parser.CurrentLineNumber
            message = f"nested more than {DEEPEST} deep"
            raise InputError((Problem(rule="PQ105", message=message, file=file, line=line),))

    def ended(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refused
    parser.StartElementHandler = begun
    parser.EndElementHandler = ended
    try:
        parser.ParseFile(io.BytesIO(data))
    except (expat.ExpatError, LookupError, ValueError):
        return  # the reader tells what is not well-formed
