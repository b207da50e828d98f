"""Makes problems of findings in a tree, each with its location, path and work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parlq.formats.akn.xml.large_trees import Paths
from parlq.formats.akn.xml.names import AKN, DERIVED_ALIASES, PQ, clark, local
from parlq.formats.akn.xml.types import Element, line_of
from parlq.io.reading import Location
from parlq.problems import ModelError, Problem, Severity

if TYPE_CHECKING:
    from parlq.formats.akn.xml.token_index import Markup

DEBATE, COLLECTION, COMPONENT = clark("debate", "documentCollection", "component")
_TO_WORK = clark("meta", "identification", "FRBRWork")
_URI, _NUMBER, _ALIAS = clark("FRBRuri", "FRBRnumber", "FRBRalias")


def path_of(element: Element) -> str:
    """XPath of an element with plain names, such as `/akomaNtoso/debate/meta/references/TLCPerson[2]`."""
    tree = element.getroottree()
    root = tree.getroot()
    path = f"/{local(root.tag)}"
    if element is not root:  # lxml counts siblings in C, which matters where there are thousands
        path += f"/{tree.getelementpath(element)}"
    return path.replace(f"{{{AKN}}}", "").replace(f"{{{PQ}}}", "pq:")


def work_of(element: Element, known: dict[Element, str | None] | None = None) -> str | None:
    """Identity of the work that an element belongs to: its reference, else its first identifier.

    What is found goes to `known`, for the next problem of the same work.
    """
    work: Element | None = element
    if element.tag == COMPONENT and len(element):
        work = element[0]
    while work is not None:
        if work.tag in {DEBATE, COLLECTION} and work.get("name") in {"question", "answer"}:
            break
        work = work.getparent()
    if work is None or known is None:
        return None if work is None else _identity(work)
    if work not in known:
        known[work] = _identity(work)
    return known[work]


def _identity(element: Element) -> str | None:
    from parlq.formats.akn.xml import attribute_values

    for step in _TO_WORK:  # one by one: there may be thousands of each
        found = element.find(step)
        if found is None:
            return None
        element = found
    number = element.find(_NUMBER)
    aliases = (each for each in element.iterchildren(_ALIAS))
    alias = next((each for each in aliases if each.get("name") not in DERIVED_ALIASES), None)
    iri = element.find(_URI)
    if number is not None and iri is not None:
        try:
            stated = iri.get("value", ""), number.get("value", "")
            if reference := attribute_values.reference(*stated):
                return str(reference)
        except ModelError:
            pass
    return None if alias is None else alias.get("value")


class Locator:
    """Finds the places of one input; what that takes is done when there is something to say."""

    __slots__ = ("_data", "_markup", "_paths", "_works", "file")

    def __init__(
        self, data: bytes = b"", file: str | None = None, paths: Paths | None = None
    ) -> None:
        """`data` as it was parsed; without it there are no columns."""
        self._data = data
        self._paths = Paths() if paths is None else paths
        self._works: dict[Element, str | None] = {}
        self._markup: list[Markup | None] = []
        self.file = file

    @property
    def markup(self) -> Markup | None:
        """The markup of the input; None when its text cannot be had."""
        if not self._markup:
            from parlq.formats.akn.xml.token_index import markup_of

            self._markup = [markup_of(self._data) if self._data else None]
        return self._markup[0]

    def place(self, element: Element, attribute: str | None = None) -> Location:
        """Line, column and XPath of an element, or of one of its attributes.

        Where the text cannot be had, the line is that of the parser, and there is no column.
        """
        from parlq.formats.akn.xml.token_index import attribute_name

        path = self._paths(element)
        line, column = line_of(element), None
        if attribute is not None and attribute in tuple(element.attrib):
            path = f"{path}/@{attribute_name(attribute)}"
        else:
            attribute = None
        markup = self.markup
        if markup is not None:
            try:
                at, _ = markup.span(element)
            except LookupError:
                return Location(line=line, path=path)
            if attribute is not None and (found := markup.attribute(at, attribute)) is not None:
                at = found.start
            line, column = markup.line_and_column(at)
        return Location(line=line, column=column, path=path)

    def problem(
        self,
        rule: str,
        message: str,
        element: Element,
        *,
        severity: Severity = Severity.ERROR,
        attribute: str | None = None,
    ) -> Problem:
        """The problem of an element, or of one of its attributes."""
        place = self.place(element, attribute)
        return Problem(
            rule=rule,
            severity=severity,
            message=message,
            file=self.file,
            line=place.line,
            column=place.column,
            path=place.path,
            work=work_of(element, self._works),
        )
