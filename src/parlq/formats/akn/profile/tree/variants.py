"""Reads the language variants of a work: the one text of a `debate`, or those of a collection."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from parlq.formats.akn.profile import frbr_check
from parlq.formats.akn.profile.frbr import answerer_id, endonym_of, expression, is_bare
from parlq.formats.akn.profile.frbr_check import Identified
from parlq.formats.akn.profile.identification import Derived
from parlq.formats.akn.profile.tree.facts import Proprietary
from parlq.formats.akn.profile.tree.variant import Context, read_variant
from parlq.formats.akn.xml.names import NONE, SEVERAL, XML_LANG, clark
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element
from parlq.model import LanguageVariant, parsing
from parlq.model.languages.language import protocol_key
from parlq.problems import ModelError

DEBATE, COLLECTION, DEBATE_BODY, DOCUMENT_REF, COMPONENTS = clark(
    "debate", "documentCollection", "debateBody", "documentRef", "components"
)
IDENTIFICATION, PROPRIETARY = clark("identification", "proprietary")

_BARE = "a language version without text must be a <documentRef>"


@lru_cache(maxsize=1024)
def _language(text: str) -> tuple[str, str, LanguageVariant]:
    """What stands for a language in an IRI, its own name, and the variant that is only known."""
    tag = parsing.tag(text)
    return expression(tag)[0], endonym_of(tag), parsing.known_variant(tag)


class VariantsReader:
    """Reads the variants of one work, whose facts are in `fields`; `at` notes where it is reading."""

    __slots__ = ("_at", "_fields", "_iri", "_prefix", "_report")

    def __init__(
        self,
        report: Report,
        prefix: str,
        iri: str,
        fields: dict[str, Any],
        at: Callable[[Element], Element],
    ) -> None:
        self._report = report
        self._prefix = prefix
        self._iri = iri
        self._fields = fields
        self._at = at

    def read(
        self, top: Element, found: Identified, proprietary: Proprietary
    ) -> tuple[LanguageVariant, ...]:
        """Read the variants of a `debate` or a `documentCollection`, in protocol order."""
        if top.tag == COLLECTION:
            return self._collection(top, found, proprietary)
        parts = {child.tag: child for child in top}
        section = self._at(parts[DEBATE_BODY][0])
        known = [self._known(component) for component in parts.get(COMPONENTS, ())]
        if XML_LANG not in section.attrib:
            if (
                len(parts) > 2 + bool(known)
                or len(section)
                or len(section.attrib) > 1
                or proprietary.of_variant
            ):
                raise ModelError("a text needs xml:lang on its debateSection")
            translated = found.parts.translation is not None
            if proprietary.manifestations or found.source or found.last_updated or translated:
                raise ModelError("facts of an expression need xml:lang on its debateSection")
            self._report.check_derived(section.get("name"), top.get("name"), "name", section)
            self._identified(found, NONE, "!main")
            if len(known) == 1:
                self._report.add("PQ214", "the only language must have a <debateSection>", top)
            return self._in_order(known, known, top)
        context = self._context()
        self._at(section)
        variant = read_variant(parts, section, found, proprietary, context, self._prefix)
        if known and is_bare(variant):
            self._report.add("PQ214", _BARE, section)
        return self._in_order(known, [*known, variant], top)

    def _known(self, component: Element) -> LanguageVariant:
        """A language that a work is known in: a `documentRef` to an expression in another document."""
        if self._at(component).keys() != [XML_LANG]:
            raise ModelError("a component of a work takes xml:lang only")
        child = component[0]
        if child.tag != DOCUMENT_REF:
            raise ModelError("a work with several texts must be a <documentCollection>")
        code, endonym, variant = _language(component.get(XML_LANG))
        self._report.check_derived(child.get("href"), f"{self._iri}/{code}", "href", child)
        self._report.check_derived(child.get("showAs"), endonym, "showAs", child)
        return variant

    def _in_order(
        self, stated: list[LanguageVariant], variants: list[LanguageVariant], element: Element
    ) -> tuple[LanguageVariant, ...]:
        """Variants in protocol order; `stated` are the first of them, in components."""
        if len(variants) < 2:
            return tuple(variants)
        ordered = {protocol_key(variant.language): variant for variant in variants}
        if len(ordered) < len(variants):
            raise ModelError("a language appears twice")
        keys = list(ordered)
        if len(stated) > 1 and (begins := keys[: len(stated)]) != sorted(begins):
            self._report.add(
                "PQ214",
                "components are out of order; sort them in the protocol order of languages",
                element,
            )
        keys.sort()
        return tuple([ordered[key] for key in keys])

    def _context(self) -> Context:
        prefix, fields = self._prefix, self._fields
        asks = "authors" in fields
        to = refers = None
        if asks:
            people = fields["authors"]
            by = "author_1" if people else "unknown"
            if fields["addressees"]:
                to = f"#{prefix}addressee_1"
        else:
            people = fields["answerers"]
            by = answerer_id(people[0], "answerer_1") if people else "unknown"
            names = range(1, len(fields["answers_to"]) + 1)
            if names:
                refers = " ".join([f"#{prefix}answersTo_{number}" for number in names])
        return Context(
            self._report,
            self._iri,
            prefix,
            "question" if asks else "answer",
            {"by": f"#{prefix}{by}", "to": to, "refersTo": refers},
            fields["original_languages"],
        )

    def _collection(
        self, top: Element, found: Identified, proprietary: Proprietary
    ) -> tuple[LanguageVariant, ...]:
        report = self._report
        self._identified(found, SEVERAL, "!main")
        if proprietary.of_variant or proprietary.manifestations or found.source:
            report.add(
                "PQ214", "facts of an expression must be in its component; move them there", top
            )
        if found.last_updated or found.parts.translation is not None:
            report.add(
                "PQ214", "facts of an expression must be in its component; move them there", top
            )
        variants, texts = [], 0
        context = self._context()
        for component in top[1]:
            if self._at(component)[0].tag == DOCUMENT_REF:
                variants.append(self._known(component))
            elif component.keys() != [XML_LANG]:
                raise ModelError("a component of a work takes xml:lang only")
            else:
                texts += 1
                tag = parsing.tag(component.get(XML_LANG))
                variants.append(self._component(component[0], tag, found, context))
        if texts < 2:
            report.add("PQ214", "a work with one text must be a <debate>, not a collection", top)
        return self._in_order(variants, variants, top[1])

    def _component(
        self, child: Element, tag: str, above: Identified, context: Context
    ) -> LanguageVariant:
        report = self._report
        name = context.name
        report.check_derived(child.get("name"), name, "name", child)
        if child.tag != DEBATE:
            raise ModelError("a component of a work must be a <debate> or a <documentRef>")
        facts = {part.tag: part for part in child[0]}
        for tag_of_work in set(facts) - {IDENTIFICATION, PROPRIETARY}:
            report.add(
                "PQ214",
                "this fact belongs to the work; move it to the <proprietary> above",
                facts[tag_of_work],
            )
        found = frbr_check.read(
            facts[IDENTIFICATION], "tabled" if name == "question" else "given", report, above
        )
        if not frbr_check.same_work(found, above):
            report.add("PQ211", "FRBRWork differs from that of the collection", found.element)
        proprietary = Proprietary(facts.get(PROPRIETARY), report)
        if proprietary.extensions or proprietary.publications or proprietary.files:
            report.add(
                "PQ214",
                "this fact belongs to the work; move it to the <proprietary> above",
                facts[PROPRIETARY],
            )
        parts = {part.tag: part for part in child}
        if COMPONENTS in parts:
            report.add(
                "PQ214",
                "components of other languages must not be inside this one; move them beside it",
                parts[COMPONENTS],
            )
        section = self._at(parts[DEBATE_BODY][0])
        report.check_derived(section.get(XML_LANG), tag, "xml:lang", section, XML_LANG)
        notes = f"{self._prefix}{tag}__"
        if section.get(XML_LANG) is None:
            return parsing.known_variant(tag)
        variant = read_variant(parts, section, found, proprietary, context, notes)
        if is_bare(variant):
            report.add("PQ214", _BARE, child)
        return variant

    def _identified(self, found: Identified, language: str, part: str) -> None:
        author = f"#{self._prefix}parliament"
        frbr_check.check(found, Derived(self._iri, language, part, author), self._report)
