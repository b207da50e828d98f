"""Reports what is no part of a document: comments, processing instructions, `xsi:*` attributes."""

from __future__ import annotations

from typing import Any

from lxml import etree

from parlq.akn.markup import Markup, attribute_name, decoded, markup_of, tokens
from parlq.akn.where import path_of, work_of
from parlq.problems import Problem, Severity, Tally

#: Attributes for schema processors, which a schema cannot refuse.
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_KINDS = {
    etree.Comment: ("comment", "comment()"),
    etree.ProcessingInstruction: ("processing instruction", "processing-instruction()"),
}


def problems(root: Any, data: bytes, file: str | None) -> list[Problem]:
    """One warning for each, in the order of the document; `root` is parsed with all of them."""
    nodes = [*root.itersiblings(preceding=True)][::-1]
    nodes += [*root.iter(), *root.itersiblings()]
    encoding = root.getroottree().docinfo.encoding
    starts = _starts(data, encoding)
    markup = markup_of(data, encoding) if len(starts) == len(nodes) else None
    found: list[Problem] = []
    tally = Tally()

    def note(what: str, node: Any, path: str, at: int) -> None:
        if tally.full("PQ215", Severity.WARNING):
            return
        line, column = node.sourceline, None
        if markup is not None:
            line, column = markup.line_and_column(at)
        found.append(
            Problem(
                rule="PQ215",
                severity=Severity.WARNING,
                message=f"this {what} is no part of the document and is not kept",
                file=file,
                line=line,
                column=column,
                path=path,
                work=work_of(node),
            )
        )

    for node, at in zip(nodes, starts or [0] * len(nodes), strict=False):
        if not isinstance(node.tag, str):
            what, step = _KINDS.get(node.tag, _KINDS[etree.ProcessingInstruction])
            note(what, node, _path(node, step), at)
            continue
        for name in node.attrib:
            if name.startswith(_XSI):
                path = f"{path_of(node)}/@{attribute_name(name)}"
                note(f"attribute {attribute_name(name)}", node, path, _within(markup, at, name))
    return found + tally.rest(found, file)


def _starts(data: bytes, encoding: str | None) -> list[int]:
    """Where each element, comment and processing instruction begins."""
    text = decoded(data, encoding)
    return [] if text is None else [at for kind, at, _ in tokens(text[0]) if kind != "close"]


def _within(markup: Markup | None, at: int, name: str) -> int:
    found = None if markup is None else markup.attribute(at, name)
    return at if found is None else found.start


def _path(node: Any, step: str) -> str:
    """XPath of a comment or a processing instruction, with a number where it has twins."""
    parent = node.getparent()
    above = "" if parent is None else path_of(parent)
    before = int(node.xpath(f"count(preceding-sibling::{step})"))
    twins = before or int(node.xpath(f"count(following-sibling::{step})"))
    return f"{above}/{step}[{before + 1}]" if twins else f"{above}/{step}"
