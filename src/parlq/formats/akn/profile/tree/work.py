"""Reads the metadata of one work; `variants` reads its language variants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from parlq.formats.akn.profile import frbr_check
from parlq.formats.akn.profile.frbr import concept_of, expression, needs_unknown, people_of
from parlq.formats.akn.profile.tree import facts, references
from parlq.formats.akn.profile.tree.facts import Proprietary
from parlq.formats.akn.profile.tree.references import (
    CONCEPT,
    EVENT_TAG,
    ORGANIZATION,
    ORIGINAL,
    PERSON,
    REFERENCE,
    ROLE,
    TERM,
    References,
)
from parlq.formats.akn.profile.tree.variants import VariantsReader
from parlq.formats.akn.profile.work_iri import iri_of, printed, term_of
from parlq.formats.akn.xml.names import (
    ANSWER_KINDS,
    CONCEPTS,
    LINK_NAMES,
    QUESTION_KINDS,
    ROLES,
    SOURCE,
    UNKNOWN_PERSON,
    clark,
)
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element
from parlq.model import Answer, AnswerKind, Publication, Question, QuestionKind, parsing
from parlq.model.fields.base import unchecked
from parlq.model.fields.scalars import PARLIAMENT
from parlq.model.identity import LINKS, Kind
from parlq.problems import ModelError

(REFERENCES,) = clark("references")
IDENTIFICATION, PUBLICATION, CLASSIFICATION, WORKFLOW, PROPRIETARY = clark(
    "identification", "publication", "classification", "workflow", "proprietary"
)

_TERMS = {str(number): number for number in range(1, 1000)}
_question = unchecked(Question)
_answer = unchecked(Answer)


@lru_cache(maxsize=256)
def _parliament(country: str, actor: str) -> tuple[str, str]:
    """A parliament, and the IRI of the organisation."""
    parliament = parsing.scalar(PARLIAMENT, f"{country}/{actor}")
    return parliament, f"/akn/ontology/organization/{parliament}"


def own_agent(refs: References, element: Element | None, report: Report, meta: Element) -> None:
    """Read the agent that `source` names throughout: parlq itself."""
    entry = refs.take("parlq", ORGANIZATION)
    if entry is None:
        report.add("PQ212", "references must begin with the agent parlq", meta)
        return
    report.check_derived(entry.get("href"), "https://parlq.readthedocs.io", "href", entry)
    report.check_derived(entry.get("showAs"), "parlq", "showAs", entry)
    report.check_derived(entry.get("shortForm"), None, "shortForm", entry)
    if element is not None:
        report.check_derived(element.get("source"), SOURCE, "source", element)


class WorkReader:
    """Reads one work of a file; `copies` counts those of each IRI so far."""

    __slots__ = ("_copies", "_iri", "_report")

    def __init__(self, report: Report, copies: Counter[str]) -> None:
        self._report = report
        self._copies = copies
        self._iri = ""

    def work(self, top: Element, others: Sequence[Element]) -> Question | Answer | None:
        """Read the `debate` of a work, and the components with its further languages."""
        report = self._report
        report.current_element = top
        try:
            return self._work(top, others)
        except ModelError as error:
            report.add("PQ213", str(error), report.current_element)
            return None

    def _work(self, top: Element, others: Sequence[Element]) -> Question | Answer | None:
        report = self._report
        asks = top.get("name") == "question"
        parts = {child.tag: child for child in top[0]}
        found = frbr_check.read(parts[IDENTIFICATION], "tabled" if asks else "given", report)
        proprietary = Proprietary(parts.get(PROPRIETARY), report)
        stated = found.own
        if stated.subtype != top.get("name"):
            subtype = found.parts.element("subtype")
            report.check_derived(stated.subtype, top.get("name"), "FRBRsubtype", subtype, "value")
        holder = parts.get(REFERENCES)
        refs = References(holder, report)
        own_agent(refs, holder, report, top[0])
        parliament = self._parliament(refs, stated.country)
        unknown = self._unknown(refs)
        fields: dict[str, Any] = {
            "reference": found.reference,
            "identifiers": found.identifiers,
            "parliament": parliament,
            "date": found.date,
        }
        # It follows from facts that are not read yet, and is checked when they are.
        self._iri = found.iri
        role = self._role(refs, asks=asks)
        fields["kind"], fields["kind_code"] = self._kind(refs, asks=asks)
        self._term(refs, fields)
        fields["original_languages"] = tuple(self._originals(refs))
        fields["session"] = refs.shown("session", EVENT_TAG)
        fields |= self._parties(refs, parliament, asks=asks)
        fields |= self._links(refs, parliament, "cites", "follows_up")
        self._sources(parts)
        steps = parts.get(WORKFLOW)
        fields["events"] = (
            () if steps is None else tuple(references.events(steps, refs, parliament, report))
        )
        files = proprietary.files
        if not refs.finished:
            kind: Kind = "question" if asks else "answer"
            attached = facts.attachments(refs, files, parliament, kind)
            fields["attachments"] = tuple(attached)
        if files:
            report.add("PQ212", f"no attachment {min(files)} for these files", parts[PROPRIETARY])
        refs.finish()
        fields["publications"] = self._publications(parts, proprietary)
        keywords = parts.get(CLASSIFICATION, ())
        fields["subjects"] = tuple([facts.subject(self._at(entry)) for entry in keywords])
        fields["extensions"] = tuple(proprietary.extensions)
        if fields["kind"] == "other" and fields["kind_code"] is None:
            self._at(found.element if holder is None else holder)
            raise ModelError("kind 'other' needs the code of the source, in the reference 'kind'")
        value: Question | Answer = (_question if asks else _answer)(**fields, variants=())
        self._iri = iri_of(value)
        self._copies[self._iri] += 1
        variants = VariantsReader(report, self._iri, self._copies[self._iri], value, self._at)
        fields["variants"] = variants.read(top, others, found, proprietary)
        value = (_question if asks else _answer)(**fields)
        frbr_check.check_aliases(found, value, report)
        self._check_entry("role", role, top[0], needed=bool(people_of(value)))
        self._check_entry("unknown", unknown, top[0], needed=needs_unknown(value))
        return value

    def _parties(self, refs: References, parliament: str, *, asks: bool) -> dict[str, Any]:
        """Who asks or answers, and what only questions or only answers state."""
        if asks:
            return {
                "rule": self._rule(refs),
                "authors": tuple(refs.authors("author")),
                "supporters": tuple(refs.authors("supporter")),
                "on_behalf_of": tuple(refs.series("onBehalfOf")),
                "addressees": tuple(refs.series("addressee")),
            }
        return {
            "answerers": tuple(refs.answerers()),
            **self._links(refs, parliament, "answers_to", "replaces"),
            "parts": tuple(self._parts(refs)),
        }

    def _publications(
        self, parts: dict[str, Element], proprietary: Proprietary
    ) -> tuple[Publication, ...]:
        """The publication of the standard element, and the others."""
        if PUBLICATION in parts:
            first = facts.publication(self._at(parts[PUBLICATION]))
            return (first, *proprietary.publications)
        if proprietary.publications:
            message = "the first publication must be in <publication>"
            self._report.add("PQ214", message, parts[PROPRIETARY])
        return tuple(proprietary.publications)

    def _check_entry(
        self, name: str, entry: Element | None, holder: Element, *, needed: bool
    ) -> None:
        """Report a reference of fixed name that is missing, or there without need."""
        if needed is (entry is None):
            what = "is missing" if entry is None else "is not needed"
            self._report.add("PQ212", f"the reference {name} {what}", holder)

    def _at(self, element: Element) -> Element:
        """Say that this element is looked at, for a fault that breaks off the reading."""
        self._report.current_element = element
        return element

    def _parliament(self, refs: References, country: str) -> str:
        entry = refs.take("parliament", ORGANIZATION)
        if entry is None:
            raise ModelError("<references> must begin with the organisation 'parliament'")
        parliament, href = _parliament(country, entry.get("showAs"))
        self._report.check_derived(entry.get("href"), href, "href", entry)
        if len(entry.attrib) != 3:
            self._report.add("PQ214", "parliament takes eId, href and showAs only", entry)
        return parliament

    def _unknown(self, refs: References) -> Element | None:
        entry = refs.take("unknown", PERSON)
        if entry is not None:
            self._report.check_derived(entry.get("href"), UNKNOWN_PERSON, "href", entry)
            self._report.check_derived(entry.get("showAs"), "unknown", "showAs", entry)
            self._report.check_derived(entry.get("shortForm"), None, "shortForm", entry)
        return entry

    def _role(self, refs: References, *, asks: bool) -> Element | None:
        entry = refs.take("role", ROLE)
        if entry is not None:
            name = "author" if asks else "answerer"
            refs.derived(entry, f"{ROLES}{name}")
            self._report.check_derived(entry.get("showAs"), name, "showAs", entry)
            self._report.check_derived(entry.get("shortForm"), None, "shortForm", entry)
        return entry

    def _kind(
        self, refs: References, *, asks: bool
    ) -> tuple[QuestionKind | AnswerKind | None, str | None]:
        """The kind of the work, and the source's own code for it."""
        entry = refs.take("kind", CONCEPT)
        if entry is None:
            return None, None
        kinds: dict[str, Any] = QUESTION_KINDS if asks else ANSWER_KINDS
        href, code = entry.get("href", ""), entry.get("shortForm")
        name = href.removeprefix(CONCEPTS)
        if name == href or name not in kinds:
            raise ModelError(f"kind must have the href {CONCEPTS} and one of {', '.join(kinds)}")
        if code == "" or (code is None and kinds[name] is None):
            raise ModelError("kind is empty; give it a concept or a shortForm, or remove it")
        shown = concept_of(kinds[name], asks=asks)[1]
        self._report.check_derived(entry.get("showAs"), shown, "showAs", entry)
        return kinds[name], code

    def _term(self, refs: References, fields: dict[str, Any]) -> None:
        entry = refs.take("term", EVENT_TAG)
        if entry is None:
            return
        term = entry.get("showAs", "")
        if term not in _TERMS:
            raise ModelError(f"term must be a number from 1 to 999, not {term[:40]!r}")
        fields["term"] = _TERMS[term]
        refs.derived(entry, term_of(fields["parliament"], _TERMS[term]))
        self._report.check_derived(entry.get("shortForm"), None, "shortForm", entry)

    def _rule(self, refs: References) -> str | None:
        entry = refs.take("rule", REFERENCE)
        if entry is None:
            return None
        self._report.check_derived(entry.get("name"), "rule", "name", entry)
        refs.only(entry, "eId", "href", "showAs", "name")
        if not (rule := entry.get("showAs")):
            raise ModelError("rule must not be empty")
        refs.derived(entry, printed("reference", rule))
        return rule

    @staticmethod
    def _links(refs: References, parliament: str, *fields: str) -> dict[str, Any]:
        return {
            field: tuple(refs.names(LINK_NAMES[field], parliament, LINKS[field]))
            for field in fields
        }

    @staticmethod
    def _parts(refs: References) -> Iterator[str]:
        number = 1
        while (part := refs.shown(f"part_{number}", TERM)) is not None:
            yield part
            number += 1

    def _originals(self, refs: References) -> Iterator[str]:
        seen: list[str] = []
        while (entry := refs.take(f"original_{len(seen) + 1}", ORIGINAL)) is not None:
            tag = parsing.tag(entry.get("showAs"))
            if tag in seen:
                raise ModelError(f"original language {tag} appears twice")
            seen.append(tag)
            self._report.check_derived(
                entry.get("href"), f"{self._iri}/{expression(tag)[0]}", "href", entry
            )
            self._report.check_derived(entry.get("shortForm"), None, "shortForm", entry)
            yield tag

    def _sources(self, parts: dict[str, Element]) -> None:
        for tag in (CLASSIFICATION, WORKFLOW):
            if tag in parts:
                self._report.check_derived(parts[tag].get("source"), SOURCE, "source", parts[tag])
