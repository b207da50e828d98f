"""Reads Akoma Ntoso 3.0 in the parlq profile into questions, answers and dossiers, in one pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import cast

from parlq.formats.akn.profile import frbr_check
from parlq.formats.akn.profile.frbr import shown
from parlq.formats.akn.profile.tree.facts import Proprietary
from parlq.formats.akn.profile.tree.references import References
from parlq.formats.akn.profile.tree.work import WorkReader, own_agent
from parlq.formats.akn.profile.work_iri import iri_of, iri_of_dossier
from parlq.formats.akn.xml.names import XML_LANG, clark
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element
from parlq.model import Answer, Dossier, Extension, Question
from parlq.model.fields.base import unchecked
from parlq.model.identity import kind_of
from parlq.problems import ModelError

COLLECTION, IDENTIFICATION, REFERENCES, PROPRIETARY = clark(
    "documentCollection", "identification", "references", "proprietary"
)
_unchecked = unchecked(Dossier)
_NOT_OF_A_DOSSIER = clark("publication", "classification", "workflow")


def document(root: Element, report: Report) -> Question | Answer | Dossier | None:
    """Read the tree of a document that the profile schema accepts.

    What the schema cannot say is checked here and goes into `report`; None when there is no value.
    """
    top = root[0]
    components = list(root[1]) if len(root) > 1 else []
    if top.tag == COLLECTION:
        return _dossier(top, components, report)
    return WorkReader(report, Counter()).work(top, components)


def head(top: Element, links: Sequence[tuple[str, str]], report: Report) -> list[Extension]:
    """Check a dossier whose works are read apart; returns the extensions of the dossier itself.

    Args:
        top: the collection.
        links: IRI of each work, and how a link shows it.
        report: collects the problems.
    """
    meta, body = top
    parts, proprietary = _about(meta, report)
    iri = iri_of_dossier([iri for iri, _ in links])
    frbr_check.check_dossier(parts[IDENTIFICATION], iri, report)
    _check_links(body, links, report)
    return list(proprietary.extensions)


def _dossier(top: Element, components: list[Element], report: Report) -> Dossier | None:
    meta, body = top
    parts, proprietary = _about(meta, report)
    both = _works(components, report)
    if None not in both:
        # Those out of order are reported already; here they are in their order.
        works = sorted(cast("list[Question | Answer]", both), key=kind_of, reverse=True)
        iris = [iri_of(work) for work in works]
        frbr_check.check_dossier(parts[IDENTIFICATION], iri_of_dossier(iris), report)
        _check_links(body, [*zip(iris, map(shown, works), strict=True)], report)
        if works and all(work.reference or work.identifiers for work in works):
            questions = [work for work in works if isinstance(work, Question)]
            answers = [work for work in works if isinstance(work, Answer)]
            return _unchecked(tuple(questions), tuple(answers), tuple(proprietary.extensions))
    try:
        dossier = Dossier(
            questions=tuple([work for work in both if isinstance(work, Question)]),
            answers=tuple([work for work in both if isinstance(work, Answer)]),
            extensions=tuple(proprietary.extensions),
        )
    except ModelError as error:
        report.add("PQ213", str(error), top)
        return None
    if None not in both and tuple(both) != tuple(dossier.works):
        report.add(
            "PQ213", "a work without reference or identifier needs an alias named local", top
        )
    return dossier


def _about(meta: Element, report: Report) -> tuple[dict[str, Element], Proprietary]:
    """What a dossier states of itself."""
    parts = {child.tag: child for child in meta}
    refs = References(parts.get(REFERENCES), report)
    own_agent(refs, parts.get(REFERENCES), report, meta)
    refs.finish()
    proprietary = Proprietary(parts.get(PROPRIETARY), report)
    if (
        proprietary.publications
        or proprietary.files
        or proprietary.manifestations
        or proprietary.of_variant
    ):
        report.add(
            "PQ214",
            "a dossier takes extensions only; move other facts to its works",
            parts[PROPRIETARY],
        )
    for tag in _NOT_OF_A_DOSSIER:
        if tag in parts:
            report.add("PQ214", "a dossier takes no such fact; move it to a work", parts[tag])
    return parts, proprietary


def _works(components: list[Element], report: Report) -> list[Question | Answer | None]:
    """The works in the components of a dossier: those with xml:lang go on with the work before."""
    groups: list[list[Element]] = []
    for component in components:
        if XML_LANG in component.attrib and groups:
            groups[-1].append(component)
            continue
        if len(component.attrib):
            report.add(
                "PQ214",
                "a component with the first document of a work takes no attribute",
                component,
            )
        groups.append([component])
    copies: Counter[str] = Counter()
    found: list[Question | Answer | None] = []
    answered = False
    for first, *others in groups:
        child = first[0]
        kind = child.get("name", "")
        if kind == "question" and answered:
            report.add(
                "PQ214",
                "a question comes after an answer; put all questions of a dossier first",
                first,
            )
        answered = answered or kind == "answer"
        found.append(WorkReader(report, copies).work(child, others))
    return found


def _check_links(body: Element, links: Sequence[tuple[str, str]], report: Report) -> None:
    """A dossier refers to its works, in their order."""
    for component, (iri, text) in zip(body, links, strict=False):
        link = component[0]
        report.check_derived(link.get("href"), iri, "href", link)
        report.check_derived(link.get("showAs"), text, "showAs", link)
        if len(component.attrib):
            report.add("PQ214", "a component of a dossier takes no attribute", component)
    if len(body) != len(links):
        report.add("PQ211", "a dossier must refer to each of its works once, in their order", body)
