"""Reports what is no part of a document: comments, processing instructions, `xsi:*` attributes."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from parlq.formats.akn.xml.encodings import text_of
from parlq.formats.akn.xml.large_trees import Paths
from parlq.formats.akn.xml.locations import path_of, work_of
from parlq.formats.akn.xml.token_index import Markup, attribute_name, markup_of, tokens
from parlq.formats.akn.xml.types import Element, line_of
from parlq.problems import Problem, Severity, Tally

#: Attributes for schema processors, which a schema cannot refuse.
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_KINDS = {
    etree.Comment: ("comment", "comment()"),
    etree.ProcessingInstruction: ("processing instruction", "processing-instruction()"),
}


def problems(root: Element, data: bytes, file: str | None) -> list[Problem]:
    """One warning for each, in the order of the document; `root` is parsed with all of them."""
    nodes = [*root.itersiblings(preceding=True)][::-1]
    nodes += [*root.iter(), *root.itersiblings()]
    starts = _starts(data)
    markup = markup_of(data) if len(starts) == len(nodes) else None
    found: list[Problem] = []
    tally = Tally()
    works: dict[Element, str | None] = {}

    def note(what: str, node: Element, path: str, at: int) -> None:
        if tally.full("PQ215", Severity.WARNING):
            return
        line, column = line_of(node), None
        if markup is not None:
            line, column = markup.line_and_column(at)
        found.append(
            Problem(
                rule="PQ215",
                severity=Severity.WARNING,
                message=f"this {what} is not part of the document and is not preserved",
                file=file,
                line=line,
                column=column,
                path=path,
                work=work_of(node, works),
            )
        )

    steps = _Steps(nodes)
    for node, at in zip(nodes, starts or [0] * len(nodes), strict=False):
        if not _is_element(node):
            note(_kind(node)[0], node, steps.path(node), at)
            continue
        for name in map(str, node.attrib):
            if name.startswith(_XSI):
                path = f"{path_of(node)}/@{attribute_name(name)}"
                note(f"attribute {attribute_name(name)}", node, path, _within(markup, at, name))
    return found + tally.rest(found, file)


def _is_element(node: Element) -> bool:
    tag: object = node.tag
    return isinstance(tag, str)


def _starts(data: bytes) -> list[int]:
    """Where each element, comment and processing instruction begins."""
    found = text_of(data)
    return [] if found is None else [at for kind, at, _ in tokens(found.text) if kind != "close"]


def _within(markup: Markup | None, at: int, name: str) -> int:
    found = None if markup is None else markup.attribute(at, name)
    return at if found is None else found.start


class _Steps:
    """Paths of comments and processing instructions, with a number where there are twins."""

    __slots__ = ("_all", "_paths", "_seen")

    def __init__(self, nodes: list[Element]) -> None:
        self._paths = Paths()
        self._seen: Counter[tuple[Element | None, tuple[str, str]]] = Counter()
        self._all = Counter(
            (node.getparent(), _kind(node)) for node in nodes if not _is_element(node)
        )

    def path(self, node: Element) -> str:
        """XPath of the next one, in the order of the document."""
        parent, kind = node.getparent(), _kind(node)
        above = "" if parent is None else self._paths(parent)
        key = parent, kind
        self._seen[key] += 1
        number = f"[{self._seen[key]}]" if self._all[key] > 1 else ""
        return f"{above}/{kind[1]}{number}"


def _kind(node: Element) -> tuple[str, str]:
    """What a node is, for people and in XPath."""
    own: object = node.tag  # a function where it is no element
    found = (names for kind, names in _KINDS.items() if kind is own)
    return next(found, _KINDS[etree.ProcessingInstruction])
