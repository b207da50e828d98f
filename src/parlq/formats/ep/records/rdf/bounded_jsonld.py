"""Parses JSON-LD with pyoxigraph, in a process of its own, within the bounds of `parlq.io.bounded_process`.

Some documents run into a failed assertion of the parser, which ends the process that it is in. The
module imports nothing of parlq, so that the process starts fast.
"""

from __future__ import annotations

from typing import Any

#: What a node is: an IRI, a blank node, a text, or a statement.
IRI, BLANK, TEXT, STATEMENT = range(4)
#: Kind and text of the subject; property; kind and text of the object; its language tag, datatype and
#: direction.
Row = tuple[int, str, str, int, str, str | None, str | None, str | None]
#: Message, line and column of a syntax error.
Fault = tuple[str, int | None, int | None]


def parse(sources: list[bytes], base: str) -> list[tuple[Fault | None, list[Row]]]:
    """The quads of documents, or why one cannot be parsed.

    Args:
        sources: documents, which `contexts` has looked over.
        base: base IRI.
    """
    import pyoxigraph

    kinds = {pyoxigraph.NamedNode: IRI, pyoxigraph.BlankNode: BLANK, pyoxigraph.Literal: TEXT}

    def row(quad: Any) -> Row:
        subject, item = quad.subject, quad.object
        kind = kinds.get(type(item), STATEMENT)
        begin = (
            kinds.get(type(subject), STATEMENT),
            getattr(subject, "value", ""),
            quad.predicate.value,
        )
        if kind != TEXT:
            return (*begin, kind, getattr(item, "value", ""), None, None, None)
        direction = None if item.direction is None else str(item.direction)
        return (*begin, kind, item.value, item.language, item.datatype.value, direction)

    made: list[tuple[Fault | None, list[Row]]] = []
    for source in sources:
        try:
            quads = pyoxigraph.parse(
                source, pyoxigraph.RdfFormat.JSON_LD, base_iri=base, lenient=True
            )
            made.append((None, [row(quad) for quad in quads]))
        except SyntaxError as error:
            made.append(((str(error.msg), error.lineno, error.offset), []))
    return made
