"""Reads Akoma Ntoso 3.0 in the parlq profile into questions, answers and dossiers, in one pass."""

from __future__ import annotations

from parlq.formats.akn.profile import frbr_check
from parlq.formats.akn.profile.tree.facts import Proprietary
from parlq.formats.akn.profile.tree.references import References
from parlq.formats.akn.profile.tree.work import WorkReader, own_agent
from parlq.formats.akn.xml.names import clark
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element
from parlq.model import Answer, Dossier, Question
from parlq.model.fields.base import unchecked
from parlq.problems import ModelError

DEBATE, COLLECTION, IDENTIFICATION, REFERENCES, PROPRIETARY = clark(
    "debate", "documentCollection", "identification", "references", "proprietary"
)
_unchecked = unchecked(Dossier)
_NOT_OF_A_DOSSIER = clark("publication", "classification", "workflow")


def document(root: Element, report: Report) -> Question | Answer | Dossier | None:
    """Read the tree of a document that the profile schema accepts.

    What the schema cannot say is checked here and goes into `report`; None when there is no value.
    """
    top = root[0]
    if top.tag == COLLECTION and top.get("name") == "dossier":
        return _dossier(top, report)
    return WorkReader(report, "", root=True).work(top)


def _dossier(top: Element, report: Report) -> Dossier | None:
    meta, body = top
    parts = {child.tag: child for child in meta}
    frbr_check.check_dossier(parts[IDENTIFICATION], report)
    refs = References(parts.get(REFERENCES), "", report)
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
    works: dict[str, list[Question | Answer | None]] = {"question": [], "answer": []}
    for component in body:
        child = component[0]
        kind = child.get("name", "")
        if child.tag not in (DEBATE, COLLECTION) or kind == "dossier":
            report.add("PQ214", "a dossier contains questions and answers only", child)
            continue
        if kind == "question" and works["answer"]:
            report.add(
                "PQ214",
                "a question comes after an answer; put all questions of a dossier first",
                component,
            )
        works[kind].append(None)
        own = f"{kind}_{len(works[kind])}"
        report.check_derived(component.get("eId"), own, "eId", component)
        if len(component.attrib) != 1:
            report.add("PQ214", "a component of a dossier takes an eId only", component)
        works[kind][-1] = WorkReader(report, f"{own}__", root=False).work(child)
    both = (*works["question"], *works["answer"])
    if both and all(work and (work.reference or work.identifiers) for work in both):
        questions, answers = tuple(works["question"]), tuple(works["answer"])
        return _unchecked(questions, answers, tuple(proprietary.extensions))
    try:
        dossier = Dossier(
            questions=tuple([work for work in both if isinstance(work, Question)]),
            answers=tuple([work for work in both if isinstance(work, Answer)]),
            extensions=tuple(proprietary.extensions),
        )
    except ModelError as error:
        report.add("PQ213", str(error), top)
        return None
    if None not in both and both != tuple(dossier.works):
        report.add(
            "PQ213", "a work without reference or identifier needs an alias named local", top
        )
    return dossier
