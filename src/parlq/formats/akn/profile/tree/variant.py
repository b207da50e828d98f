"""Reads one language variant: its text, its printed words, its legal notice."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from parlq.formats.akn.profile import frbr_check
from parlq.formats.akn.profile.frbr import expression, translated_from
from parlq.formats.akn.profile.frbr_check import Identified
from parlq.formats.akn.profile.identification import Derived
from parlq.formats.akn.profile.tree.body import BodyReader
from parlq.formats.akn.profile.tree.facts import Proprietary
from parlq.formats.akn.xml.names import SECTION, XML_LANG, clark
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element
from parlq.model import Completeness, LanguageVariant, LegalNotice, VariantRole, parsing
from parlq.model.fields.base import unchecked
from parlq.problems import ModelError

QUESTION, ANSWER, PREFACE, CONCLUSIONS, HEADING, FROM, ANCHOR = clark(
    "question", "answer", "preface", "conclusions", "heading", "from", "a"
)
_SPEECH = {"question": QUESTION, "answer": ANSWER}
_ROLES: dict[str | None, VariantRole | None] = {None: None, **{r.value: r for r in VariantRole}}
_NOTICE = ("label", "holder", "years", "text", "licence", "accessRight")

_SURPLUS = "an attribute is not allowed here; remove it"
#: A longer label is not worth to be remembered.
_LONG = 256

_variant = unchecked(LanguageVariant)


@lru_cache(maxsize=256)
def _labelled(label: str) -> LegalNotice:
    return LegalNotice(label=label)


class Context(NamedTuple):
    """What a variant's markup repeats of its work."""

    report: Report
    iri: str
    copy: int
    name: str
    speech: dict[str, str | None]
    people: tuple[str, ...]
    original_languages: tuple[str, ...]

    def derived(self, language: str, part: str) -> Derived:
        """What the identification of one of the work's documents must state."""
        return Derived(self.iri, language, part, "#parliament", self.people, "#role")


def read_variant(
    parts: dict[str, Element],
    section: Element,
    found: Identified,
    own: Proprietary,
    work: Context,
) -> LanguageVariant:
    """Read the variant in a `debate`, of which `parts` are the children by their names."""
    report = work.report
    tag = parsing.tag(section.get(XML_LANG))
    code, part = expression(tag, work.copy)
    frbr_check.check(found, work.derived(code, part), report)
    role = _ROLES[section.get("class")]
    _translation(found, role, work)
    report.check_derived(section.get("name"), work.name, "name", section)
    report.check_derived(section.get("eId"), SECTION, "eId", section)
    if len(section.attrib) != 2 + ("eId" in section.attrib) + (role is not None):
        report.add("PQ214", _SURPLUS, section)
    subject, printed, speech = None, None, None
    for child in section:
        if child.tag == HEADING:
            subject = _words(child, report)
        else:
            speech = child
    if speech is None or speech.tag != _SPEECH[work.name]:
        raise ModelError(f"a variant needs its {work.name}")
    cited = f"{SECTION}__{work.name}_1"
    report.check_derived(speech.get("eId"), cited, "eId", speech)
    elements = list(speech)
    if elements[0].tag == FROM:
        printed = _words(elements.pop(0), report)
    body = BodyReader(report).read(elements, cited)
    completeness = Completeness.FULL if body else Completeness.ABSENT
    for name, wanted in work.speech.items():
        stated = speech.get(name)
        if stated != wanted:
            report.check_derived(stated, wanted, name, speech)
    if "status" in speech.attrib:
        if not body:
            raise ModelError("a status needs a text; remove the attribute status")
        completeness = Completeness.TRUNCATED
    heading = _heading(parts[PREFACE], report) if PREFACE in parts else ()
    notice = _notice(parts[CONCLUSIONS][0], report) if CONCLUSIONS in parts else None
    return _variant(
        tag,
        completeness,
        role,
        subject,
        heading,
        printed,
        notice,
        body,
        found.last_updated,
        found.source,
        tuple(own.manifestations),
        tuple(own.of_variant),
    )


def _heading(preface: Element, report: Report) -> tuple[str, ...]:
    """The lines of a printed heading."""
    words = [_words(line, report) for line in preface]
    for number, line in enumerate(preface, 1):
        report.check_derived(line.get("eId"), f"preface__p_{number}", "eId", line)
    return tuple([line for line in words if line is not None])


def _words(element: Element, report: Report) -> str | None:
    text: str | None = element.text
    if not text:
        report.add("PQ213", "the element is empty; give it content or remove it", element)
        return None
    return text


def _translation(found: Identified, role: VariantRole | None, work: Context) -> None:
    stated = found.parts.translation
    if role is not VariantRole.TRANSLATION:
        if stated is not None:
            work.report.add("PQ211", "FRBRtranslation needs class translation", stated)
        return
    if stated is None:
        work.report.add("PQ211", "a translation needs FRBRtranslation", found.element)
        return
    origin = translated_from(work.original_languages)
    work.report.check_derived(stated.get("href"), f"{work.iri}/{origin}", "href", stated)
    work.report.check_derived(stated.get("fromLanguage"), origin, "fromLanguage", stated)
    work.report.check_derived(stated.get("by"), "#unknown", "by", stated)


def _notice(container: Element, report: Report) -> LegalNotice | None:
    language = container.get(XML_LANG)
    if len(container.attrib) != 1 + (language is not None):
        report.add("PQ214", _SURPLUS, container)
    if len(container) == 1 and language is None:  # most state no more than the label
        (only,) = container
        label = only.text
        if label and len(label) < _LONG and not len(only) and only.get("name") == "label":
            return _labelled(label)
    facts: dict[str, str | None] = {}
    link = None
    place = -1
    for block in container:
        name = block.get("name")
        if name not in _NOTICE or _NOTICE.index(name) <= place:
            report.add("PQ214", f"{name} is unknown here or out of order", block)
            continue
        place = _NOTICE.index(name)
        words = block
        if len(block):
            words = block[0]
            link = words.get("href")
            if name != "label" or block.text or words.tail:
                report.add("PQ214", "only the whole label can be a link", block)
        facts[name] = words.text or ""
    years = facts.pop("years", None)
    try:
        return LegalNotice(
            label=facts.pop("label", None) or "",
            language=None if language is None else parsing.tag(language),
            uri=link,
            years=() if years is None else _years(years),
            access_right=facts.pop("accessRight", None),
            **facts,
        )
    except ModelError as error:
        name = (error.field or "").rpartition(".")[2].replace("access_right", "accessRight")
        at = next((block for block in container if block.get("name") == name), container)
        report.add("PQ213", str(error), at)
        return None


def _years(text: str) -> tuple[int, ...]:
    parts = text.split(" ")
    if not all(part.isascii() and part.isdecimal() and len(part) == 4 for part in parts):
        message = f"must be years of four digits with single blanks between them, not {text[:40]!r}"
        raise ModelError(message, field="LegalNotice.years")
    return tuple(map(int, parts))
