"""Reads the language variants of a work: the text in its document, and those in further ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from lxml import etree

from parlq.formats.akn.profile import frbr_check
from parlq.formats.akn.profile.frbr import endonym_of, expression, is_bare, people_of, speech_of
from parlq.formats.akn.profile.frbr_check import Identified
from parlq.formats.akn.profile.tree.facts import Proprietary
from parlq.formats.akn.profile.tree.variant import Context, read_variant
from parlq.formats.akn.xml.names import SECTION, SOURCE, XML_LANG, clark
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element
from parlq.model import Answer, LanguageVariant, Question, parsing
from parlq.model.identity import kind_of
from parlq.model.languages.language import protocol_key
from parlq.problems import ModelError

DEBATE_BODY, DOCUMENT_REF, COMPONENTS = clark("debateBody", "documentRef", "components")
IDENTIFICATION, REFERENCES, PROPRIETARY = clark("identification", "references", "proprietary")
# All attributes below an element in one call, in their order.
_attributes = etree.XPath(".//@*", smart_strings=False)

_BARE = "a language version without text must be a <documentRef>"
_OF_THE_FIRST = "this fact belongs to the first document of the work; move it there"


@lru_cache(maxsize=1024)
def _language(text: str) -> tuple[str, str, LanguageVariant]:
    """What stands for a language in an IRI, its own name, and the variant that is only known."""
    tag = parsing.tag(text)
    return expression(tag)[0], endonym_of(tag), parsing.known_variant(tag)


class VariantsReader:
    """Reads the variants of one work, which has none yet; `at` notes where it is reading."""

    __slots__ = ("_at", "_context", "_report")

    def __init__(
        self,
        report: Report,
        iri: str,
        copy: int,
        work: Question | Answer,
        at: Callable[[Element], Element],
    ) -> None:
        self._report = report
        self._context = _context(report, iri, copy, work)
        self._at = at

    def read(
        self,
        top: Element,
        others: Sequence[Element],
        found: Identified,
        proprietary: Proprietary,
    ) -> tuple[LanguageVariant, ...]:
        """Read the variants in the document of a work, and in `others`, in protocol order.

        `others` are the components with its further languages.
        """
        context = self._context
        parts = {child.tag: child for child in top}
        section = self._at(parts[DEBATE_BODY][0])
        known = [self._known(component) for component in parts.get(COMPONENTS, ())]
        known = list(self._in_order(known, parts.get(COMPONENTS, top)))
        if XML_LANG not in section.attrib:
            if (
                len(parts) > 2 + bool(known)
                or len(section)
                or len(section.attrib) > 2
                or proprietary.of_variant
            ):
                raise ModelError("a text needs xml:lang on its debateSection")
            translated = found.parts.translation is not None
            if proprietary.manifestations or found.source or found.last_updated or translated:
                raise ModelError("facts of an expression need xml:lang on its debateSection")
            if others:
                raise ModelError("a work with a text in one language has its debateSection")
            self._report.check_derived(section.get("name"), top.get("name"), "name", section)
            self._report.check_derived(section.get("eId"), SECTION, "eId", section)
            frbr_check.check(found, context.derived(*expression(None, context.copy)), self._report)
            if len(known) == 1:
                self._report.add("PQ214", "the only language must have a <debateSection>", top)
            return tuple(known)
        self._at(section)
        first = read_variant(parts, section, found, proprietary, context)
        if (known or others) and is_bare(first):
            self._report.add("PQ214", _BARE, section)
        texts = [first, *(self._other(top, each, found) for each in others)]
        self._in_order(texts, others[0] if others else top)
        return self._in_order([*known, *texts], None)

    def _known(self, component: Element) -> LanguageVariant:
        """A language that a work is known in: a `documentRef` to an expression in another document."""
        if self._at(component).keys() != [XML_LANG]:
            raise ModelError("a component of a work takes xml:lang only")
        child = component[0]
        if child.tag != DOCUMENT_REF:
            raise ModelError("a text in a further language must be in a component of the file")
        code, endonym, variant = _language(component.get(XML_LANG))
        self._report.check_derived(child.get("href"), f"{self._context.iri}/{code}", "href", child)
        self._report.check_derived(child.get("showAs"), endonym, "showAs", child)
        return variant

    def _in_order(
        self, variants: list[LanguageVariant], element: Element | None
    ) -> tuple[LanguageVariant, ...]:
        """Variants in protocol order; reported at `element`, if they are in another one."""
        if len(variants) < 2:
            return tuple(variants)
        ordered = {protocol_key(variant.language): variant for variant in variants}
        if len(ordered) < len(variants):
            raise ModelError("a language appears twice")
        keys = list(ordered)
        if element is not None and keys != sorted(keys):
            message = "components are out of order; sort them in the protocol order of languages"
            self._report.add("PQ214", message, element)
        return tuple([ordered[key] for key in sorted(keys)])

    def _other(self, top: Element, component: Element, above: Identified) -> LanguageVariant:
        """The variant in the document of a further language."""
        report, context = self._report, self._context
        if self._at(component).keys() != [XML_LANG]:
            raise ModelError("a component of a work takes xml:lang only")
        tag, child = parsing.tag(component.get(XML_LANG)), component[0]
        report.check_derived(child.get("name"), context.name, "name", child)
        facts = {part.tag: part for part in child[0]}
        for tag_of_work in set(facts) - {IDENTIFICATION, REFERENCES, PROPRIETARY}:
            report.add("PQ214", _OF_THE_FIRST, facts[tag_of_work])
        dated = "tabled" if context.name == "question" else "given"
        found = frbr_check.read(facts[IDENTIFICATION], dated, report, above)
        if not frbr_check.same_work(found, above):
            report.add(
                "PQ211", "<FRBRWork> must be that of the first document of the work", found.element
            )
        self._same_references(top, facts.get(REFERENCES), child)
        proprietary = Proprietary(facts.get(PROPRIETARY), report)
        if proprietary.extensions or proprietary.publications or proprietary.files:
            report.add("PQ214", _OF_THE_FIRST, facts[PROPRIETARY])
        parts = {part.tag: part for part in child}
        if COMPONENTS in parts:
            report.add(
                "PQ214",
                "components of other languages must not be inside this one; move them beside it",
                parts[COMPONENTS],
            )
        section = self._at(parts[DEBATE_BODY][0])
        report.check_derived(section.get(XML_LANG), tag, "xml:lang", section, XML_LANG)
        if section.get(XML_LANG) is None:
            return parsing.known_variant(tag)
        variant = read_variant(parts, section, found, proprietary, context)
        if is_bare(variant):
            report.add("PQ214", _BARE, child)
        return variant

    def _same_references(self, top: Element, stated: Element | None, child: Element) -> None:
        """Each document of a work has the same entries, so that it can be read on its own."""
        if stated is not None:
            self._report.check_derived(stated.get("source"), SOURCE, "source", stated)
        first = top[0].find(REFERENCES)
        if first is None or (stated is not None and _attributes(stated) == _attributes(first)):
            return
        if stated is None or [_entry(each) for each in stated] != [_entry(each) for each in first]:
            message = "<references> must be those of the first document of the work"
            self._report.add("PQ211", message, child if stated is None else stated)


def _entry(element: Element) -> tuple[str, list[tuple[str, str]]]:
    return element.tag, sorted((str(name), str(value)) for name, value in element.items())


def _context(report: Report, iri: str, copy: int, work: Question | Answer) -> Context:
    speech, people = speech_of(work), people_of(work)
    return Context(report, iri, copy, kind_of(work), speech, people, work.original_languages)
