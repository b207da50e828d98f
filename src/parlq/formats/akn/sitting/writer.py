"""Writes the questions and answers of one sitting as one debate, as clerks publish them.

The result is generic Akoma Ntoso 3.0: what it has no place for, such as a second author,
is not in it. `parlq.losses` names each such fact.
"""

from __future__ import annotations

from parlq.formats.akn.debates.parliaments import wording
from parlq.formats.akn.generic.numbers import NUMBER
from parlq.formats.akn.profile.body_writer import BodyWriter
from parlq.formats.akn.profile.frbr import expression
from parlq.formats.akn.profile.identification import Derived, Own, written
from parlq.formats.akn.profile.work_iri import day, link
from parlq.formats.akn.profile.writer import HEAD, TAIL
from parlq.formats.akn.sitting.names import Ids, Work, is_line, own_number
from parlq.formats.akn.sitting.plan import Part, Plan, Sitting, plan
from parlq.formats.akn.xml.escape import escape_attribute, escape_text
from parlq.formats.akn.xml.names import NO_DATE, NO_NUMBER, SOURCE, UNKNOWN_PERSON
from parlq.model import (
    Answer,
    Answerer,
    Author,
    Completeness,
    Document,
    Identifier,
    Institution,
    Question,
    Reference,
)
from parlq.model.body_traversal import plain
from parlq.model.identity import LOCAL, kind_of


def dumps(document: Document, *, language: str | None = None) -> bytes:
    """Write a document as the debate of one sitting.

    Raises:
        InputError: PQ763, there are several days, houses or languages.
    """
    return _Writer(plan(document, language)).dumps()


class _References:
    """The entries of the references, each once; a call gives the pointer to an entry."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str, str, str | None], str] = {}
        self._offices: dict[str, str] = {}  # pointers by name

    def __call__(self, kind: str, href: str, shown: str | None, form: str | None = None) -> str:
        key = kind, href, shown or "", form
        own = self._entries.setdefault(key, f"tlc_{kind.lower()}_{len(self._entries) + 1}")
        if kind == "Role":
            self._offices.setdefault(shown or "", f"#{own}")
        return f"#{own}"

    def office(self, name: str) -> str:
        """The pointer to an office, which may have been addressed before."""
        return self._offices.get(name) or self("Role", "", name)

    def lines(self) -> list[str]:
        """The entries as they are written."""
        lines = []
        for (kind, href, shown, form), own in self._entries.items():
            short = "" if form is None else f' shortForm="{escape_attribute(form)}"'
            short += ' name="question"' if kind == "Reference" else ""
            lines.append(
                f'<TLC{kind} eId="{own}" href="{escape_attribute(href)}"'
                f' showAs="{escape_attribute(shown)}"{short}/>'
            )
        return lines


def _href(uri: str | None, identifiers: tuple[Identifier, ...]) -> str:
    """The IRI of a person or body, which is its URI or its name by the naming convention."""
    return uri or next((each.value for each in identifiers if each.scheme == "akn"), "")


class _Writer:
    """Writes one debate."""

    def __init__(self, made: Plan) -> None:
        self._plan = made
        self._sitting = made.sitting
        self._ids = Ids(made)
        self._refs = _References()
        self._count = 0

    def dumps(self) -> bytes:
        """The document."""
        sitting = self._sitting
        term = "" if sitting.term is None else f"/{sitting.term}"
        house = self._refs(
            "Organization", f"/akn/ontology/organization/{sitting.parliament}{term}", sitting.house
        )
        body: list[str] = []
        for part in self._plan.parts:
            self._part(part, body)
        out = [
            '\n  <debate name="hansard">\n    <meta>',
            _identification(sitting, house),
            f'\n      <references source="{house}">',
            *(f"\n        {line}" for line in self._refs.lines()),
            "\n      </references>\n    </meta>",
        ]
        if sitting.session is not None:
            cover = f"<session>{escape_text(sitting.session)}</session>"
            out.append(f"\n    <coverPage>\n      <p>{cover}</p>\n    </coverPage>")
        language = "" if sitting.language is None else f' xml:lang="{sitting.language}"'
        out += [f"\n    <debateBody>\n      <questions{language}>", *body]
        out.append("\n      </questions>\n    </debateBody>\n  </debate>")
        return HEAD + "".join(out).encode() + TAIL

    def _part(self, part: Part, out: list[str]) -> None:
        nl = "\n        "
        out.append(f'{nl}<debateSection name="{part.name}">')
        if part.subject is not None:
            out.append(f"{nl}  <heading>{escape_text(part.subject)}</heading>")
        for question in part.questions:
            self._question(question, out, f"{nl}  ")
        out += [f"{nl}  <summary>{escape_text(remark)}</summary>" for remark in part.remarks]
        for answer in part.answers:
            self._answer(answer, out, f"{nl}  ", refers=part.refers)
        out.append(f"{nl}</debateSection>")

    def _question(self, question: Question, out: list[str], nl: str) -> None:
        author = question.authors[0] if question.authors else None
        stated = {"by": self._asker(author)}
        if author is not None and author.role is not None:
            stated["as"] = self._refs.office(author.role)
        if question.addressees:
            stated["to"] = self._body(question.addressees[0])
        first = self._number(question)
        lines = [] if first is None else [f"<num>{escape_text(first)}</num>"]
        if author is not None and author.name is not None:
            lines.append(f"<from>{self._from(author)}</from>")
        lines += [f"<p>{each}</p>" for each in self._document_numbers(question)]
        self._speech(question, stated, lines, out, nl)

    def _asker(self, author: Author | None) -> str:
        if author is None:
            return self._refs("Person", UNKNOWN_PERSON, "unknown")
        return self._refs("Person", _href(author.uri, author.identifiers), author.name)

    def _from(self, author: Author) -> str:
        """The line that names who asks, with the facts of its inlines."""
        marked = {"organization": author.group, "location": author.constituency}
        parts = [
            f'<{tag} refersTo="{self._refs(tag.title(), "", fact)}">{escape_text(fact)}</{tag}>'
            for tag, fact in marked.items()
            if fact is not None
        ]
        behind = f" ({', '.join(parts)})" if parts else ""
        return escape_text(author.name or "") + behind

    def _body(self, body: Institution) -> str:
        is_office = body.code is None and wording(self._sitting.country).is_government(
            body.name or ""
        )
        kind = "Role" if is_office else "Organization"
        return self._refs(kind, _href(body.uri, body.identifiers), body.name, body.code)

    def _number(self, question: Question) -> str | None:
        """The number above a question, unless its text begins with it."""
        if self._sitting.country == "eu":
            return None if question.reference is None else question.reference.normal
        number = own_number(question, self._sitting)
        text = self._sitting.text(question)
        said = plain(text.body[:1]) if text is not None and text.body else ""
        found = wording(self._sitting.country).number(said)
        return None if number is None or found == (number.value, "sitting") else number.value

    def _document_numbers(self, question: Question) -> list[str]:
        """The numbers that a question states as those of a document, each in its scheme."""
        others = {LOCAL} if self._sitting.country == "eu" else {LOCAL, NUMBER}
        return [
            f'<docNumber refersTo="{self._concept(each.scheme)}">{escape_text(each.value)}</docNumber>'
            for each in question.identifiers
            if each.scope is None and each.scheme not in others and is_line(each.value)
        ]

    def _concept(self, scheme: str) -> str:
        href = f"/akn/ontology/concept/{self._sitting.parliament}/{scheme}"
        return self._refs("Concept", href, scheme)

    def _answer(self, answer: Answer, out: list[str], nl: str, *, refers: bool) -> None:
        stated = self._answerer(answer.answerers[0] if answer.answerers else None)
        asked = self._plan.asked[id(answer)]
        ids = [self._ids.own.get(id(question)) for question in asked]
        names = frozenset(name for question in asked for name in question.names)
        if all(ids) and (refers or len(ids) == 1):
            pointers = [f"#{own}" for own in ids]
            pointers += [self._work(each) for each in answer.answers_to if each not in names]
            if pointers:
                stated["refersTo"] = " ".join(pointers)
        text, lines = self._sitting.text(answer), []
        own = answer.reference
        if self._sitting.country == "eu" and own is not None and own.is_answer:
            lines.append(f"<num>{escape_text(own.normal)}</num>")
        if text is not None and text.subject is not None:
            lines.append(f"<heading>{escape_text(text.subject)}</heading>")
        if text is not None and text.printed_answerers is not None:
            lines.append(f"<from>{escape_text(text.printed_answerers)}</from>")
        self._speech(answer, stated, lines, out, nl)

    def _answerer(self, answerer: Answerer | None) -> dict[str, str]:
        """The attributes that state who answers, and in which office."""
        href = "" if answerer is None else _href(answerer.uri, answerer.identifiers)
        if answerer is None or not (
            href or answerer.name or answerer.institution or answerer.offices
        ):
            return {"by": self._refs("Person", UNKNOWN_PERSON, "unknown")}
        offices = [self._refs.office(office) for office in answerer.offices]
        if answerer.name is not None or href:
            by = self._refs("Person", href, answerer.name)
        elif answerer.institution is not None:
            by = self._body(answerer.institution)
        else:
            by = offices.pop(0)
        return {"by": by, "as": offices[0]} if offices else {"by": by}

    def _work(self, name: Reference | Identifier) -> str:
        """The pointer to a work of another document."""
        href = link(name, self._sitting.parliament, "question")
        if isinstance(name, Identifier) and name.scheme == "akn":
            href = name.value
        return self._refs(
            "Reference", href, str(name) if isinstance(name, Reference) else name.value
        )

    def _speech(
        self, work: Work, stated: dict[str, str], lines: list[str], out: list[str], nl: str
    ) -> None:
        text, name = self._sitting.text(work), kind_of(work)
        if (own := self._ids.own.get(id(work))) is not None:
            stated["eId"] = own
        if text is not None and text.completeness is Completeness.TRUNCATED:
            stated["status"] = "incomplete"
        attributes = "".join(f' {key}="{escape_attribute(value)}"' for key, value in stated.items())
        out.append(f"{nl}<{name}{attributes}>")
        out += [f"{nl}  {line}" for line in lines]
        self._count += 1
        if text is not None and text.body:
            BodyWriter(out).write(text.body, f"{nl}  ", f"text_{self._count}")
        else:
            out.append(f"{nl}  <p/>")
        out.append(f"{nl}</{name}>")


def _identification(sitting: Sitting, house: str) -> str:
    iri = f"/akn/{sitting.country}/debate/sitting/{sitting.house}/{day(sitting.day)}/{NO_NUMBER}"
    code, _ = expression(sitting.language)
    own = Own(
        *(sitting.country, "sitting", NO_NUMBER, day(sitting.day), "sitting", NO_DATE, "unknown")
    )
    derived = Derived(iri, code, "!main", house, (), "")
    said = written(*own, *derived, *("", "", "", ""), "\n      ")
    return said.replace(f'"{SOURCE}"', f'"{house}"')  # the house states it, not parlq
