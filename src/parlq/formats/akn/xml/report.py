"""Collects what a reader reports: problems with line and path, and facts without a field."""

from __future__ import annotations

from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from parlq.formats.akn.xml.escape import escape_attribute
from parlq.formats.akn.xml.large_trees import Paths
from parlq.formats.akn.xml.locations import Locator
from parlq.formats.akn.xml.names import AKN, PQ, local
from parlq.formats.akn.xml.types import Element
from parlq.model import Datatype, Extension
from parlq.model.fields.patterns import Pattern
from parlq.model.fields.scalars import URI
from parlq.problems import Problem, Severity, Tally

#: Most facts that lenient reading preserves of one document.
MOST = 10_000
#: Findings that lenient reading preserves as extensions: repetitions that disagree, and the unknown.
_KEPT = frozenset({"PQ211", "PQ212", "PQ214"})


#: For markup of a document that has kept all bounds.
_AGAIN = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_NAME = Pattern(r"<[^\s/>]+")
#: Most namespaces that a kept element declares without need.
_FEW = 8


def _canonical(element: Element) -> str:
    """An element in canonical XML, as C14N has it for a document of its own.

    C14N declares all namespaces of the elements around, used or not. Where there are many, this
    would take their number for each element: then only those are declared that are used or
    mentioned.
    """
    around = element.nsmap
    if len(around) <= _FEW:
        text = str(etree.tostring(element, encoding="unicode", with_tail=False))
        # Inside a tree lxml writes `xmlns=""` on what an element holds, as if in no namespace.
        return _c14n(etree.fromstring(text, _AGAIN), text)
    alone = deepcopy(element)
    alone.tail = None
    text = _c14n(alone, "")
    said = {
        prefix: uri
        for prefix, uri in around.items()
        if prefix and f"{prefix}:" in text and f"xmlns:{prefix}=" not in text
    }
    if not said:
        return text or str(etree.tostring(element, encoding="unicode", with_tail=False))
    name = _NAME.match(text)[0]
    declared = "".join(
        [f' xmlns:{prefix}="{escape_attribute(uri)}"' for prefix, uri in said.items()]
    )
    return _c14n(etree.fromstring(name + declared + text[len(name) :], _AGAIN), text)


def _c14n(element: Element, otherwise: str) -> str:
    try:
        return etree.tostring(element, method="c14n").decode()
    except etree.C14NError:  # C14N refuses relative names of namespaces
        return otherwise


class Note(NamedTuple):
    """One finding of a reader, before anybody has asked for its place."""

    rule: str
    severity: Severity
    message: str
    element: Element
    attribute: str | None


class Report:
    """The problems of one reading.

    `current_element` is the element that the reader looks at, for faults that end the reading of a
    work.
    `originals` leads from an element to the same one in a tree that nothing is taken out of.

    Lenient reading turns facts without a field into extensions and warnings.
    """

    __slots__ = (
        "current_element",
        "kept",
        "notes",
        "originals",
        "paths",
        "seen",
        "strict",
        "tally",
        "told",
    )

    def __init__(self, *, strict: bool = True) -> None:
        self.strict = strict
        self.notes: list[Note] = []
        self.originals: dict[Element, Element] = {}
        self.kept: list[Extension] = []
        self.seen: set[Extension] = set()
        self.paths = Paths()
        self.tally = Tally()
        self.told: set[tuple[str, str]] = set()
        self.current_element: Element | None = None

    def forget(self) -> None:
        """Let go of the tree that nothing is taken out of, from its end to its beginning.

        lxml looks from the beginning of a piece that was taken out for an element that is still in
        use, each time when one of its elements is let go.
        """
        while self.originals:
            self.originals.popitem()

    def problems(self, where: Locator) -> list[Problem]:
        """All that was noted, each with its place."""
        found = [
            where.problem(
                note.rule,
                note.message,
                self.originals.get(note.element, note.element),
                severity=note.severity,
                attribute=note.attribute,
            )
            for note in self.notes
        ]
        return found + self.tally.rest(found, where.file)

    def add(self, rule: str, message: str, element: Element, attribute: str | None = None) -> None:
        """Note a problem of `element`, or of one of its attributes."""
        severity = Severity.ERROR
        if not self.strict and rule in _KEPT:
            if len(self.kept) < MOST:
                severity = Severity.WARNING
                fact = self._extension(element, None)
                if fact not in self.seen:  # two findings of one element
                    self.seen.add(fact)
                    self.kept.append(fact)
            else:
                message = f"{message}; only {MOST} such facts are preserved"
        self._note(rule, severity, message, element, attribute)

    def keep(self, element: Element, attribute: str | None = None) -> None:
        """Keep an element, or one attribute of it, as an extension."""
        self.kept.append(self._extension(element, attribute))

    def _extension(self, element: Element, attribute: str | None) -> Extension:
        path = self.paths(self.originals.get(element, element))
        name = etree.QName(attribute or element)
        if attribute is not None:
            stated, kind, path = (
                element.get(attribute, ""),
                Datatype.TEXT,
                f"{path}/@{local(attribute)}",
            )
        else:
            stated, kind = _canonical(element), Datatype.XML
        namespace, own = name.namespace or AKN, name.localname
        if URI.fault(namespace):  # XML lets any text be the name of a namespace
            namespace, own = PQ, f"{{{namespace}}}{own}"
        return Extension(namespace=namespace, name=own, datatype=kind, value=stated, path=path)

    def warn(self, rule: str, message: str, element: Element, attribute: str | None = None) -> None:
        """Note something that is kept but was not expected."""
        self._note(rule, Severity.WARNING, message, element, attribute)

    def once(self, rule: str, message: str, element: Element) -> None:
        """Note something that is true of the whole document, where it is first met."""
        if (rule, message) not in self.told:
            self.told.add((rule, message))
            self.warn(rule, message, element)

    def refuse(self, rule: str, message: str, element: Element) -> None:
        """Note what no reading gets past."""
        self._note(rule, Severity.ERROR, message, element)

    def inform(self, rule: str, message: str, element: Element) -> None:
        """Note what may be of interest."""
        self._note(rule, Severity.INFO, message, element)

    def _note(
        self,
        rule: str,
        severity: Severity,
        message: str,
        element: Element,
        attribute: str | None = None,
    ) -> None:
        if not self.tally.full(rule, severity):
            self.notes.append(Note(rule, severity, message, element, attribute))

    def check_derived(
        self,
        stated: str | None,
        wanted: str | None,
        what: str,
        element: Element,
        attribute: str | None = None,
    ) -> None:
        """Note that something derived from the model's fields says another thing than they do.

        `what` is its name for people, and that of the attribute unless `attribute` says another.
        """
        if stated == wanted:
            return
        attribute = attribute or what
        if wanted is None:
            self.add("PQ211", f"{what} {stated!r} is not expected; remove it", element, attribute)
        elif stated is not None:
            message = f"{what} is {stated!r}; expected {wanted!r} from the other facts"
            self.add("PQ211", message, element, attribute)
        else:  # there is nothing to keep
            severity = Severity.ERROR if self.strict else Severity.WARNING
            message = f"{what} is missing; expected {wanted!r} from the other facts"
            self._note("PQ211", severity, message, element, attribute)
