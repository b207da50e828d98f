"""Collects what a reader meets on the way: problems with line and path, and what has no place."""

from __future__ import annotations

from typing import Any

from lxml import etree

from parlq.akn.large import Paths
from parlq.akn.names import AKN, PQ, local
from parlq.model import Datatype, Extension
from parlq.model.scalars import URI
from parlq.problems import Problem, Severity, Tally

#: Most facts that tolerant reading keeps of one document.
MOST = 10_000
#: Findings that tolerant reading keeps as extensions: repetitions that disagree, and the unknown.
_KEPT = frozenset({"PQ211", "PQ212", "PQ214"})


def _canonical(element: Any) -> str:
    try:
        return etree.tostring(element, method="c14n", with_tail=False).decode()
    except etree.C14NError:  # C14N refuses relative names of namespaces
        return str(etree.tostring(element, encoding="unicode", with_tail=False))


class Report:
    """The problems of one reading.

    `work` is the identity of the work being read, `near` the element that the reader looks at, for
    faults that break off the reading of a work.

    Tolerant reading turns what has no place into extensions and warnings.
    """

    __slots__ = ("file", "kept", "near", "once", "paths", "problems", "strict", "tally", "work")

    def __init__(self, file: str | None, *, strict: bool = True) -> None:
        self.file = file
        self.strict = strict
        self.problems: list[Problem] = []
        self.kept: list[Extension] = []
        self.once: set[Extension] = set()
        self.paths = Paths()
        self.tally = Tally()
        self.work: str | None = None
        self.near: Any = None

    def add(self, rule: str, message: str, element: Any) -> None:
        """Note a problem of `element`."""
        severity = Severity.ERROR
        if not self.strict and rule in _KEPT:
            if len(self.kept) < MOST:
                severity = Severity.WARNING
                fact = self._extension(element, None)
                if fact not in self.once:  # two findings of one element
                    self.once.add(fact)
                    self.kept.append(fact)
            else:
                message = f"{message}; more than {MOST} such facts are not kept"
        self._note(rule, severity, message, element)

    def keep(self, element: Any, attribute: str | None = None) -> None:
        """Keep an element, or one attribute of it, as an extension."""
        self.kept.append(self._extension(element, attribute))

    def _extension(self, element: Any, attribute: str | None) -> Extension:
        path, name = self.paths(element), etree.QName(attribute or element)
        if attribute is not None:
            value, kind, path = element.get(attribute), Datatype.TEXT, f"{path}/@{local(attribute)}"
        else:
            value, kind = _canonical(element), Datatype.XML
        namespace, own = name.namespace or AKN, name.localname
        if URI.fault(namespace):  # XML lets any text be the name of a namespace
            namespace, own = PQ, f"{{{namespace}}}{own}"
        return Extension(namespace=namespace, name=own, datatype=kind, value=value, path=path)

    def warn(self, rule: str, message: str, element: Any) -> None:
        """Note something that is kept but was not expected."""
        self._note(rule, Severity.WARNING, message, element)

    def refuse(self, rule: str, message: str, element: Any) -> None:
        """Note what no reading gets past."""
        self._note(rule, Severity.ERROR, message, element)

    def inform(self, rule: str, message: str, element: Any) -> None:
        """Note what may be of interest."""
        self._note(rule, Severity.INFO, message, element)

    def _note(self, rule: str, severity: Severity, message: str, element: Any) -> None:
        if self.tally.full(rule, severity):
            return
        self.problems.append(
            Problem(
                rule=rule,
                severity=severity,
                message=message,
                file=self.file,
                line=element.sourceline,
                path=self.paths(element),
                work=self.work,
            )
        )

    def expect(self, stated: str | None, wanted: str | None, what: str, element: Any) -> None:
        """Note that something derived from the model's fields says another thing than they do."""
        if stated == wanted:
            return
        if wanted is None:
            self.add("PQ211", f"{what} {stated!r} should not be there", element)
        else:
            shown = "is missing" if stated is None else f"is {stated!r}"
            self.add("PQ211", f"{what} {shown}; the other facts say {wanted!r}", element)
