"""Writes the metadata of a work: FRBR identification, agents, events, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parlq.formats.akn.profile.frbr import (
    aliases_of,
    answerer_id,
    expression,
    needs_unknown,
    people_of,
    translated_from,
)
from parlq.formats.akn.profile.identification import written
from parlq.formats.akn.profile.proprietary_writer import (
    attribute,
    expression_facts,
    proprietary,
    publication,
)
from parlq.formats.akn.profile.reference_entries import agents, concepts, entry
from parlq.formats.akn.profile.work_iri import (
    address_of_agent,
    address_of_body,
    address_of_identifier,
    attached,
    day,
    link,
)
from parlq.formats.akn.xml.escape import escape_attribute
from parlq.formats.akn.xml.names import CONCEPTS, LINK_NAMES, NO_DATE, SOURCE
from parlq.model import Answer, Identifier, Question, VariantRole
from parlq.model.identity import LINKS, Kind, kind_of

if TYPE_CHECKING:
    from parlq.model import Answerer, Author, Institution, LanguageVariant


class MetaWriter:
    """Writes the `meta` of one work, and of its variants, into `out`."""

    __slots__ = ("_entries", "_iri", "_named", "_out", "_people", "_work")

    def __init__(self, out: list[str], work: Question | Answer, iri: str) -> None:
        self._out = out
        self._work = work
        self._iri = iri
        self._named = tuple(aliases_of(work))
        self._people = people_of(work)
        self._entries: tuple[str, list[str]] = ("", [])

    def into(self, out: list[str]) -> MetaWriter:
        """The writer for the documents of further languages, which go to `out`."""
        self._out = out
        return self

    def identification(
        self, variant: LanguageVariant | None, language: str, part: str, nl: str
    ) -> None:
        """FRBR work, expression and manifestation; `variant` is None above several variants."""
        work, iri = self._work, self._iri
        dated = "unknown" if work.date is None else "tabled" if type(work) is Question else "given"
        date = day(work.date)
        updated, updated_as, source, translation = NO_DATE, "unknown", "", ""
        if variant is not None:
            if variant.last_updated is not None:
                updated, updated_as = variant.last_updated.isoformat(), "lastUpdated"
            if variant.source is not None:
                source = (
                    f'{nl}    <FRBRalias name="source" value="{escape_attribute(variant.source)}"/>'
                )
            if variant.role is VariantRole.TRANSLATION:
                translation = self._translation(nl)
        identified = written(
            country=work.parliament.partition("/")[0],
            subtype=kind_of(work),
            number=iri.rpartition("/")[2],
            date=date,
            dated=dated,
            updated=updated,
            updated_as=updated_as,
            iri=iri,
            language=language,
            part=part,
            author="#parliament",
            people=self._people,
            role="#role",
            aliases=self._aliases(f"{nl}    "),
            authors=self._authors(f"{nl}    "),
            source=source,
            translation=translation,
            nl=nl,
        )
        self._out.append(identified)

    def _aliases(self, nl: str) -> str:
        return "".join(
            [
                f'{nl}<FRBRalias name="{name}" value="{escape_attribute(text)}"'
                f"{attribute('pq:scope', scope)}/>"
                for name, text, scope in self._named
            ]
        )

    def _authors(self, nl: str) -> str:
        role = 'as="#role"'
        return "".join([f'{nl}<FRBRauthor href="{each}" {role}/>' for each in self._people])

    def _translation(self, nl: str) -> str:
        origin = translated_from(self._work.original_languages)
        return (
            f'{nl}    <FRBRtranslation href="{escape_attribute(f"{self._iri}/{origin}")}" '
            f'fromLanguage="{origin}" by="#unknown"/>'
        )

    def work_facts(self, variant: LanguageVariant | None, nl: str) -> None:
        """Everything of `meta` below the identification, in the order of the schema."""
        work, out = self._work, self._out
        if work.publications:
            out.append(f"{nl}<publication{publication(work.publications[0])}/>")
        if work.subjects:
            out.append(f'{nl}<classification source="{SOURCE}">')
            for subject in work.subjects:
                out.append(
                    f'{nl}  <keyword value="{escape_attribute(subject.code or "")}"'
                    f' showAs="{escape_attribute(subject.label or "")}"'
                    f' dictionary="{escape_attribute(subject.scheme or "")}"'
                    f"{attribute('href', subject.uri)}/>"
                )
            out.append(f"{nl}</classification>")
        if work.events:
            self._events(nl)
        begin = len(out)
        self._references(nl)
        self._entries = nl, out[begin:]
        proprietary(work, variant, out, nl)

    def variant_facts(self, variant: LanguageVariant, nl: str) -> None:
        """What the document of a further language states below its identification.

        It repeats the references of the first document: each is read on its own.
        """
        first, entries = self._entries
        self._out.append("".join(entries).replace(first, nl))
        if variant.manifestations or variant.extensions:
            self._out.append(f'{nl}<proprietary source="{SOURCE}">')
            expression_facts(variant, self._out, f"{nl}  ")
            self._out.append(f"{nl}</proprietary>")

    def _events(self, nl: str) -> None:
        out = self._out
        out.append(f'{nl}<workflow source="{SOURCE}">')
        for number, event in enumerate(self._work.events, 1):
            agent = "unknown" if event.institution is None else f"event_{number}__institution"
            out.append(
                f'{nl}  <step date="{day(event.date)}" by="#{agent}" refersTo="#event_{number}"/>'
            )
        out.append(f"{nl}</workflow>")

    def _references(self, nl: str) -> None:
        out, work = self._out, self._work
        line = f"{nl}  "
        out.append(f'{nl}<references source="{SOURCE}">')
        asks = type(work) is Question
        role = None if not self._people else "author" if asks else "answerer"
        out.append(agents(line, work.parliament, role, unknown=needs_unknown(work)))
        out.append(concepts(line, work))
        for number, tag in enumerate(work.original_languages, 1):
            out.append(
                f'{line}<original eId="original_{number}"'
                f' href="{self._iri}/{expression(tag)[0]}" showAs="{tag}"/>'
            )
        if work.session is not None:
            self._tlc("Event", "session", None, work.session, line)
        if type(work) is Question:
            self._question_agents(work, line)
        else:
            self._answer_agents(work, line)  # type: ignore[arg-type]  # the other kind of work
        for number, event in enumerate(work.events, 1):
            out.append(
                f'{line}<TLCConcept eId="event_{number}" href="{CONCEPTS}{event.kind.value}"'
                f' showAs="{escape_attribute(event.label or "")}"{attribute("shortForm", event.code)}/>'
            )
            if event.institution is not None:
                self._institution(f"event_{number}__institution", event.institution, line)
            if event.targets:
                self._links(f"event_{number}__target", event.targets, "question", line)
        for number, attachment in enumerate(work.attachments, 1):
            reference = None if attachment.reference is None else str(attachment.reference)
            named = attachment.title, attachment.reference, work.parliament, kind_of(work)
            href = attachment.uri or attached(*named)
            out.append(
                f'{line}<hasAttachment eId="attachment_{number}"'
                f' href="{escape_attribute(href)}"'
                f' showAs="{escape_attribute(attachment.title or "")}"'
                f"{attribute('shortForm', reference)}{attribute('xml:lang', attachment.language)}/>"
            )
        out.append(f"{nl}</references>")

    def _question_agents(self, work: Question, line: str) -> None:
        if work.rule is not None:
            self._tlc("Reference", "rule", None, work.rule, line, ' name="rule"')
        self._authors_of("author", work.authors, line)
        if work.supporters:
            self._authors_of("supporter", work.supporters, line)
        for number, body in enumerate(work.on_behalf_of, 1):
            self._institution(f"onBehalfOf_{number}", body, line)
        for number, body in enumerate(work.addressees, 1):
            self._institution(f"addressee_{number}", body, line)
        self._fields_of_links(work, ("cites", "follows_up"), line)

    def _authors_of(self, stem: str, authors: tuple[Author, ...], line: str) -> None:
        for number, author in enumerate(authors, 1):
            own = f"{stem}_{number}"
            self._person(own, author, line)
            if author.group is not None:
                self._tlc("Organization", f"{own}__group", None, author.group, line)
            if author.on_behalf_of is not None:
                self._institution(f"{own}__onBehalfOf", author.on_behalf_of, line)
            if author.acting_for is not None:
                self._tlc("Person", f"{own}__actingFor", None, author.acting_for, line)
            if author.role is not None:
                self._tlc("Role", f"{own}__role", None, author.role, line)
            if author.constituency is not None:
                self._tlc("Location", f"{own}__constituency", None, author.constituency, line)

    def _person(self, own: str, person: Author | Answerer, line: str) -> None:
        if not person.identifiers:
            self._tlc("Person", own, person.uri, person.name, line)
            return
        href = person.uri or address_of_agent("person", person.name, person.identifiers)
        self._tlc("Person", own, href, person.name, line)
        self._identifiers(own, "person", person.identifiers, line)

    def _identifiers(
        self, own: str, kind: str, identifiers: tuple[Identifier, ...], line: str
    ) -> None:
        for number, each in enumerate(identifiers, 1):
            form = attribute("shortForm", each.scheme) + attribute("pq:scope", each.scope)
            name, href = f"{own}__identifier_{number}", address_of_identifier(kind, each)
            self._tlc("Reference", name, href, each.value, line, f' name="identifier"{form}')

    def _answer_agents(self, work: Answer, line: str) -> None:
        for number, answerer in enumerate(work.answerers, 1):
            own = f"answerer_{number}"
            if answerer_id(answerer, own) == own:
                self._person(own, answerer, line)
            if answerer.honorific is not None:
                self._tlc("Term", f"{own}__honorific", None, answerer.honorific, line)
            for place, office in enumerate(answerer.offices, 1):
                self._tlc("Role", f"{own}__office_{place}", None, office, line)
            if answerer.institution is not None:
                self._institution(f"{own}__institution", answerer.institution, line)
            if answerer.on_behalf_of is not None:
                self._institution(f"{own}__onBehalfOf", answerer.on_behalf_of, line)
            if answerer.acting_for is not None:
                self._tlc("Person", f"{own}__actingFor", None, answerer.acting_for, line)
            if answerer.group is not None:
                self._tlc("Organization", f"{own}__group", None, answerer.group, line)
            if answerer.constituency is not None:
                self._tlc("Location", f"{own}__constituency", None, answerer.constituency, line)
        self._fields_of_links(work, ("answers_to", "replaces"), line)
        for number, part in enumerate(work.parts, 1):
            self._tlc("Term", f"part_{number}", None, part, line)
        self._fields_of_links(work, ("cites", "follows_up"), line)

    def _fields_of_links(self, work: Question | Answer, fields: tuple[str, ...], line: str) -> None:
        for field in fields:
            if names := getattr(work, field):
                self._links(LINK_NAMES[field], names, LINKS[field], line)

    def _links(self, stem: str, names: tuple[Any, ...], kind: Kind, line: str) -> None:
        for number, name in enumerate(names, 1):
            if type(name) is Identifier:
                shown = name.value
                form = attribute("shortForm", name.scheme) + attribute("pq:scope", name.scope)
            else:
                shown, form = str(name), ""
            href = link(name, self._work.parliament, kind)
            own, kind_of_link = f"{stem}_{number}", stem.rpartition("__")[2]
            self._tlc("Reference", own, href, shown, line, f' name="{kind_of_link}"{form}')

    def _institution(self, own: str, body: Institution, line: str) -> None:
        code = attribute("shortForm", body.code)
        href = body.uri or address_of_body(body.code, body.name, body.identifiers)
        self._tlc("Organization", own, href, body.name, line, code)
        if body.identifiers:
            self._identifiers(own, "organization", body.identifiers, line)

    def _tlc(
        self, kind: str, own: str, href: str | None, shown: str | None, line: str, more: str = ""
    ) -> None:
        self._out.append(line + entry(kind, own, href, shown, more))
