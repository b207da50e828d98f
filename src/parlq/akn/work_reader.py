"""Reads one work: what is said about it, then each of its language variants."""

from __future__ import annotations

from typing import Any

from parlq.akn import identification, meta_reader
from parlq.akn.frbr import answerer_id, endonym_of, expression, is_bare, needs_unknown
from parlq.akn.meta_reader import (
    CONCEPT,
    EVENT_TAG,
    ORGANIZATION,
    ORIGINAL,
    PERSON,
    REFERENCE,
    Proprietary,
    References,
)
from parlq.akn.names import (
    ANSWER_KINDS,
    NONE,
    QUESTION_KINDS,
    SEVERAL,
    SOURCE,
    UNKNOWN_PERSON,
    XML_LANG,
    clark,
)
from parlq.akn.report import Report
from parlq.akn.variant_reader import Context, read_variant
from parlq.model import Answer, LanguageVariant, Question, parsing
from parlq.model.base import trusted
from parlq.model.scalars import PARLIAMENT
from parlq.problems import ModelError

DEBATE, COLLECTION, DEBATE_BODY, REFERENCES, DOCUMENT_REF, COMPONENTS = clark(
    "debate", "documentCollection", "debateBody", "references", "documentRef", "components"
)
IDENTIFICATION, PUBLICATION, CLASSIFICATION, WORKFLOW, PROPRIETARY = clark(
    "identification", "publication", "classification", "workflow", "proprietary"
)

_BARE = "a variant that is only known to exist is a documentRef"

_question = trusted(Question)
_answer = trusted(Answer)


def own_agent(refs: References, element: Any, report: Report, meta: Any) -> None:
    """Read the agent that `source` names throughout: parlq itself."""
    entry = refs.take("parlq", ORGANIZATION)
    if entry is None:
        report.add("PQ212", "references must begin with the agent parlq", meta)
        return
    report.expect(entry.get("href"), "https://parlq.readthedocs.io", "href", entry)
    report.expect(entry.get("showAs"), "parlq", "showAs", entry)
    report.expect(entry.get("shortForm"), None, "shortForm", entry)
    report.expect(element.get("source"), SOURCE, "source", element)


class WorkReader:
    """Reads one work; `prefix` begins all its ids, `root` says that it is the whole file."""

    __slots__ = ("_iri", "_prefix", "_report", "_root")

    def __init__(self, report: Report, prefix: str, *, root: bool) -> None:
        self._report = report
        self._prefix = prefix
        self._root = root
        self._iri = ""

    def work(self, top: Any) -> Question | Answer | None:
        """Read a `debate` or a `documentCollection` of one work."""
        try:
            return self._work(top)
        except ModelError as error:
            self._report.add("PQ213", str(error), top)
            return None

    def _work(self, top: Any) -> Question | Answer | None:
        report, prefix = self._report, self._prefix
        asks = top.get("name") == "question"
        parts = {child.tag: child for child in top[0]}
        found = identification.read(parts[IDENTIFICATION], "tabled" if asks else "given", report)
        report.work = None if found.reference is None else str(found.reference)
        proprietary = Proprietary(parts.get(PROPRIETARY), report)
        kinds: dict[str, Any] = QUESTION_KINDS if asks else ANSWER_KINDS
        if found.subtype not in kinds:
            raise ModelError(f"FRBRsubtype must be one of {', '.join(kinds)}")
        holder = parts.get(REFERENCES)
        refs = References(holder, prefix, report)
        if self._root:
            own_agent(refs, holder, report, top[0])
        elif holder is not None:
            report.expect(holder.get("source"), SOURCE, "source", holder)
        parliament = self._parliament(refs, found.country)
        unknown = self._unknown(refs)
        fields: dict[str, Any] = {
            "reference": found.reference,
            "identifiers": found.identifiers,
            "parliament": parliament,
            "kind": kinds[found.subtype],
            "kind_code": refs.shown("kind", CONCEPT),
            "date": found.date,
        }
        country, _, actor = parliament.partition("/")
        date, number = found.work[-6], found.work[-1]  # as `day` and `number` found them canonical
        self._iri = f"/akn/{country}/debate/{found.subtype}/{actor}/{date}/{number}"
        self._term(refs, fields)
        fields["original_languages"] = tuple(self._originals(refs))
        if asks:
            fields["rule"] = self._rule(refs)
            fields["authors"] = tuple(refs.authors())
            fields["on_behalf_of"] = tuple(refs.series("onBehalfOf"))
            fields["addressees"] = tuple(refs.series("addressee"))
        else:
            fields["answerers"] = tuple(refs.answerers())
            fields["answers_to"] = tuple(refs.names("answersTo"))
            fields["replaces"] = tuple(refs.names("replaces"))
        self._sources(parts)
        steps = parts.get(WORKFLOW, ())
        fields["events"] = tuple(meta_reader.events(steps, refs, prefix, report))
        files = proprietary.files
        fields["attachments"] = tuple(meta_reader.attachments(refs, prefix, files))
        if files:
            report.add("PQ212", f"no attachment {min(files)} for these files", parts[PROPRIETARY])
        refs.finish()
        printed = [meta_reader.publication(parts[PUBLICATION])] if PUBLICATION in parts else []
        if proprietary.publications and not printed:
            report.add("PQ214", "the first publication stands in publication", parts[PROPRIETARY])
        fields["publications"] = (*printed, *proprietary.publications)
        fields["subjects"] = tuple(map(meta_reader.subject, parts.get(CLASSIFICATION, ())))
        fields["extensions"] = tuple(proprietary.extensions)
        if fields["kind"] == "other" and fields["kind_code"] is None:
            raise ModelError("a kind of its own needs the source's code, in the reference kind")
        fields["variants"] = self._variants(top, found, proprietary, fields)
        value: Question | Answer = (_question if asks else _answer)(**fields)
        if needs_unknown(value) is (unknown is None):
            what = "is missing" if unknown is None else "is not needed"
            report.add("PQ212", f"the reference unknown {what}", top[0])
        return value

    def _parliament(self, refs: References, country: str) -> str:
        entry = refs.take("parliament", ORGANIZATION)
        if entry is None:
            raise ModelError("references need the organisation parliament, first")
        actor = entry.get("showAs")
        parliament = f"{country}/{actor}"
        if fault := PARLIAMENT.fault(parliament):
            raise ModelError(fault)
        href = f"/akn/ontology/organization/{parliament}"
        self._report.expect(entry.get("href"), href, "href", entry)
        if len(entry.attrib) != 3:
            self._report.add("PQ214", "parliament has eId, href and showAs only", entry)
        return parliament

    def _unknown(self, refs: References) -> Any:
        entry = refs.take("unknown", PERSON)
        if entry is not None:
            self._report.expect(entry.get("href"), UNKNOWN_PERSON, "href", entry)
            self._report.expect(entry.get("showAs"), "unknown", "showAs", entry)
            self._report.expect(entry.get("shortForm"), None, "shortForm", entry)
        return entry

    def _term(self, refs: References, fields: dict[str, Any]) -> None:
        term = refs.shown("term", EVENT_TAG)
        if term is None:
            return
        if not (term.isascii() and term.isdecimal() and len(term) <= 3 and str(int(term)) == term):
            raise ModelError(f"term must be a number from 1 to 999, not {term[:40]!r}")
        fields["term"] = int(term)
        if not fields["term"]:
            raise ModelError("term must be a number from 1 to 999, not 0")

    def _rule(self, refs: References) -> str | None:
        entry = refs.take("rule", REFERENCE)
        if entry is None:
            return None
        self._report.expect(entry.get("name"), "rule", "name", entry)
        self._report.expect(entry.get("href"), "", "href", entry)
        self._report.expect(entry.get("shortForm"), None, "shortForm", entry)
        if not (rule := entry.get("showAs")):
            raise ModelError("rule must not be empty")
        return rule  # type: ignore[no-any-return]  # lxml is untyped

    def _originals(self, refs: References) -> Any:
        seen: list[str] = []
        while (entry := refs.take(f"original_{len(seen) + 1}", ORIGINAL)) is not None:
            tag = parsing.tag(entry.get("showAs"))
            if tag in seen:
                raise ModelError(f"original language {tag} stands twice")
            seen.append(tag)
            self._report.expect(
                entry.get("href"), f"{self._iri}/{expression(tag)[0]}", "href", entry
            )
            self._report.expect(entry.get("shortForm"), None, "shortForm", entry)
            yield tag

    def _sources(self, parts: dict[Any, Any]) -> None:
        for tag in (CLASSIFICATION, WORKFLOW):
            if tag in parts:
                self._report.expect(parts[tag].get("source"), SOURCE, "source", parts[tag])

    def _variants(
        self, top: Any, found: Any, proprietary: Proprietary, fields: dict[str, Any]
    ) -> tuple[LanguageVariant, ...]:
        if top.tag == COLLECTION:
            return self._collection(top, found, proprietary, fields)
        section = next(child for child in top if child.tag == DEBATE_BODY)[0]
        others = top[-1] if top[-1].tag == COMPONENTS else ()
        known = [self._known(component) for component in others]
        if XML_LANG not in section.attrib:
            if (
                len(top) > 2 + bool(known)
                or len(section)
                or len(section.attrib) > 1
                or proprietary.of_variant
            ):
                raise ModelError("a text needs xml:lang on its debateSection")
            translated = found.translation is not None
            if proprietary.manifestations or found.source or found.last_updated or translated:
                raise ModelError("facts of an expression need xml:lang on its debateSection")
            self._report.expect(section.get("name"), top.get("name"), "name", section)
            self._identified(found, NONE, "!main")
            if len(known) == 1:
                self._report.add("PQ214", "the only language has its debateSection", top)
            return self._in_order(known, known, top)
        context = self._context(fields)
        variant = read_variant(top, section, found, proprietary, context, self._prefix)
        if known and is_bare(variant):
            self._report.add("PQ214", _BARE, section)
        return self._in_order(known, [*known, variant], top)

    def _known(self, component: Any) -> LanguageVariant:
        """A language that a work is known in: a `documentRef` to an expression elsewhere."""
        if list(component.attrib) != [XML_LANG]:
            raise ModelError("a component of a work has xml:lang only")
        child = component[0]
        if child.tag != DOCUMENT_REF:
            raise ModelError("two languages with a text make a documentCollection")
        tag = parsing.tag(component.get(XML_LANG))
        wanted = f"{self._iri}/{expression(tag)[0]}"
        self._report.expect(child.get("href"), wanted, "href", child)
        self._report.expect(child.get("showAs"), endonym_of(tag), "showAs", child)
        return parsing.known_variant(tag)

    def _in_order(
        self, stated: list[LanguageVariant], variants: list[LanguageVariant], element: Any
    ) -> tuple[LanguageVariant, ...]:
        """Variants in protocol order; `stated` says how the components stood."""
        if len(variants) < 2:
            return tuple(variants)
        if len({variant.language for variant in variants}) < len(variants):
            raise ModelError("a language stands twice")
        tags = [variant.sort_key for variant in stated]
        if tags != sorted(tags):
            self._report.add(
                "PQ214", "components stand in the protocol order of languages", element
            )
        return tuple(sorted(variants))

    def _context(self, fields: dict[str, Any]) -> Context:
        prefix = self._prefix
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
        self, top: Any, found: Any, proprietary: Proprietary, fields: dict[str, Any]
    ) -> tuple[LanguageVariant, ...]:
        report = self._report
        self._identified(found, SEVERAL, "!main")
        if proprietary.of_variant or proprietary.manifestations or found.source:
            report.add("PQ214", "facts of an expression stand in its component", top)
        if found.last_updated or found.translation is not None:
            report.add("PQ214", "facts of an expression stand in its component", top)
        variants, texts = [], 0
        context = self._context(fields)
        for component in top[1]:
            if component[0].tag == DOCUMENT_REF:
                variants.append(self._known(component))
            elif list(component.attrib) != [XML_LANG]:
                raise ModelError("a component of a work has xml:lang only")
            else:
                texts += 1
                tag = parsing.tag(component.get(XML_LANG))
                variants.append(self._component(component[0], tag, found, context))
        if texts < 2:
            report.add("PQ214", "a work with one text is a debate, not a collection", top)
        return self._in_order(variants, variants, top[1])

    def _component(
        self, child: Any, tag: str, above: identification.Identified, context: Context
    ) -> LanguageVariant:
        report = self._report
        name = context.name
        report.expect(child.get("name"), name, "name", child)
        if child.tag != DEBATE:
            raise ModelError("a component of a work is a debate or a documentRef")
        parts = {part.tag: part for part in child[0]}
        for part in set(parts) - {IDENTIFICATION, PROPRIETARY}:
            report.add("PQ214", "this fact belongs to the work, above", parts[part])
        found = identification.read(
            parts[IDENTIFICATION], "tabled" if name == "question" else "given", report, above
        )
        if not identification.same_work(found, above):
            report.add("PQ211", "FRBRWork differs from that of the collection", found.element)
        proprietary = Proprietary(parts.get(PROPRIETARY), report)
        if proprietary.extensions or proprietary.publications or proprietary.files:
            report.add("PQ214", "this fact belongs to the work, above", parts[PROPRIETARY])
        section = next(part for part in child if part.tag == DEBATE_BODY)[0]
        report.expect(section.get(XML_LANG), tag, "xml:lang", section)
        notes = f"{self._prefix}{tag}__"
        if section.get(XML_LANG) is None:
            return parsing.known_variant(tag)
        variant = read_variant(child, section, found, proprietary, context, notes)
        if is_bare(variant):
            report.add("PQ214", _BARE, child)
        return variant

    def _identified(self, found: Any, language: str, part: str) -> None:
        author = f"#{self._prefix}parliament"
        identification.check(found, self._iri, language, part, author, self._report)
