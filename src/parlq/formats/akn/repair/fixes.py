"""Safe fixes: edits of misspelled values whose meaning is unambiguous."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from parlq.formats.akn.profile.tree import document as reader
from parlq.formats.akn.schemas import xsd
from parlq.formats.akn.xml import parse as source
from parlq.formats.akn.xml.escape import escape_attribute
from parlq.formats.akn.xml.names import LINK_NAMES, clark, local
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.token_index import Markup, markup_of
from parlq.formats.akn.xml.types import Element
from parlq.io.edits import Edit
from parlq.limits import Limits
from parlq.model import Reference
from parlq.problems import InputError, ModelError, Problem

(REFERENCE,) = clark("TLCReference")
EID = "eId"
#: What references to other works are called.
_LINKS = frozenset({*LINK_NAMES.values(), "target"})
#: Attributes that follow from the rest of the document and say nothing by themselves; by element,
#: `*` for any.
_DERIVED = frozenset(
    {
        ("*", "eId"),
        ("*", "source"),
        ("documentRef", "showAs"),
        ("noteRef", "href"),
        ("FRBRformat", "value"),
    }
)
#: A declaration that declares nothing: it names the root, no entity and no other file.
_BARE = re.compile(r"<!DOCTYPE[ \t\r\n]+[A-Za-z_][A-Za-z0-9_.-]*[ \t\r\n]*>[ \t\r\n]*")


class _Wanted(Report):
    """Notes what an attribute should say instead."""

    __slots__ = ("wanted",)

    def __init__(self) -> None:
        super().__init__()
        self.wanted: list[tuple[Element, str, str]] = []

    def check_derived(
        self,
        stated: str | None,
        wanted: str | None,
        what: str,
        element: Element,
        attribute: str | None = None,
    ) -> None:
        """Note it, if it differs from what is stated, or if an `eId` is missing."""
        if wanted is not None and stated != wanted and (stated is not None or what == EID):
            self.wanted.append((element, attribute or what, wanted))


def edits(data: bytes, problems: Collection[Problem], limits: Limits) -> list[Edit]:
    """The edits for those of the problems that have a safe one."""
    if any(problem.rule == "PQ103" for problem in problems):
        return _undeclared(data)
    places = {(problem.rule, problem.line, problem.column) for problem in problems}
    try:
        root = source.parse(data, None, limits)
    except InputError:
        return []
    markup = markup_of(data)
    if markup is None or not xsd.accepts(root):
        return []
    # The reader stops at the first of these. Where no comment hides one, all are fixed together.
    alike = None if "parlq:" in markup.text else "PQ213"
    found = []
    for rule, element, attribute, new in _wanted(root, {problem.rule for problem in problems}):
        try:
            start, _ = markup.span(element)
        except LookupError:
            continue
        spot = markup.attribute(start, attribute)
        asked = {(rule, *markup.line_and_column(start))}
        if spot is not None:
            asked.add((rule, *markup.line_and_column(spot.start)))
        if not (asked & places or rule == alike):
            continue
        if spot is not None:
            found.append(_edit(markup, spot.value_start, spot.value_end, new, rule))
        elif attribute == EID:
            behind = markup.behind_name(start)
            found.append(_edit(markup, behind, behind, new, rule, around=f' {EID}="%s"'))
    return found


def _undeclared(data: bytes) -> list[Edit]:
    """The edit that takes out a declaration that declares nothing."""
    declared = source.declaration(data)
    found = None if declared is None else _BARE.match(declared.text, declared.at)
    if declared is None or found is None:
        return []
    start, end = (declared.bytes_at(at) for at in found.span())
    return [Edit(start, end, b"", "PQ103")]


def _edit(markup: Markup, start: int, end: int, new: str, rule: str, around: str = "%s") -> Edit:
    at = markup.bytes_at(start)
    size = len(markup.text[start:end].encode(markup.encoding))
    escaped = (around % escape_attribute(new).replace("'", "&#39;")).encode(
        markup.encoding, "xmlcharrefreplace"
    )
    return Edit(at, at + size, escaped, rule)


def _wanted(root: Element, rules: set[str]) -> Iterator[tuple[str, Element, str, str]]:
    """Rule, element, attribute and what it should say."""
    if "PQ211" in rules:
        report = _Wanted()
        try:
            reader.document(root, report)
        except (ValueError, LookupError, TypeError, AttributeError, StopIteration):
            return
        for element, attribute, new in report.wanted:
            name = local(element.tag)
            if {("*", attribute), (name, attribute)} & _DERIVED:
                yield "PQ211", element, attribute, new
    if "PQ213" in rules:
        yield from _normal_forms(root)


def _normal_forms(root: Element) -> Iterator[tuple[str, Element, str, str]]:
    """References in another spelling than the canonical one."""
    for element in root.iter(REFERENCE):
        if element.get("name") in _LINKS and element.get("shortForm") is None:
            shown = element.get("showAs") or ""
            try:
                normal = str(Reference.parse(shown))
            except ModelError:
                continue
            if normal != shown:
                yield "PQ213", element, "showAs", normal
