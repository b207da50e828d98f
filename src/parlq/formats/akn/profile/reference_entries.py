"""Writes entries of the references: those of people and bodies, and those that most works share."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from parlq.formats.akn.profile.frbr import concept_of
from parlq.formats.akn.profile.proprietary_writer import attribute
from parlq.formats.akn.profile.work_iri import printed, term_of
from parlq.formats.akn.xml.escape import escape_attribute
from parlq.formats.akn.xml.names import ROLES, UNKNOWN_PERSON
from parlq.model.identity import kind_of

if TYPE_CHECKING:
    from parlq.model import Answer, AnswerKind, Question, QuestionKind


def entry(kind: str, own: str, href: str | None, shown: str | None, more: str = "") -> str:
    """An entry of a class such as `Person`, whose address follows from its text unless stated."""
    if len(href or "") + len(shown or "") + len(more) < _LONG:
        return _known(kind, own, href, shown, more)
    return _entry(kind, own, href, shown, more)


def _entry(kind: str, own: str, href: str | None, shown: str | None, more: str) -> str:
    href = escape_attribute(href) if href else printed(kind.lower(), shown or "")
    text = escape_attribute(shown or "")
    return f'<TLC{kind} eId="{own}" href="{href}" showAs="{text}"{more}/>'


#: A longer entry is not worth to be remembered.
_LONG = 256
# Members and bodies come back again and again.
_known = lru_cache(maxsize=4096)(_entry)


@lru_cache(maxsize=1024)
def agents(line: str, parliament: str, role: str | None, *, unknown: bool) -> str:
    """The agents that most works of a parliament name alike."""
    address = f"/akn/ontology/organization/{parliament}"
    actor = parliament.partition("/")[2]
    entries = [own_agent(line), line + entry("Organization", "parliament", address, actor)]
    if unknown:
        entries.append(line + entry("Person", "unknown", UNKNOWN_PERSON, "unknown"))
    if role is not None:
        entries.append(line + entry("Role", "role", f"{ROLES}{role}", role))
    return "".join(entries)


def concepts(line: str, work: Question | Answer) -> str:
    """The kind and the term of a work."""
    known = _known_concepts if len(work.kind_code or "") < _LONG else _concepts
    asks = kind_of(work) == "question"
    return known(line, work.kind, work.kind_code, work.parliament, work.term, asks=asks)


def _concepts(
    line: str,
    kind: QuestionKind | AnswerKind | None,
    kind_code: str | None,
    parliament: str,
    term: int | None,
    *,
    asks: bool,
) -> str:
    entries = []
    if kind is not None or kind_code is not None:
        concept, words = concept_of(kind, asks=asks)
        code = attribute("shortForm", kind_code)
        entries.append(line + entry("Concept", "kind", concept, words, code))
    if term is not None:
        entries.append(line + entry("Event", "term", term_of(parliament, term), str(term)))
    return "".join(entries)


_known_concepts = lru_cache(maxsize=1024)(_concepts)


def own_agent(line: str) -> str:
    """The agent that `source` names throughout: parlq itself."""
    return (
        f'{line}<TLCOrganization eId="parlq" href="https://parlq.readthedocs.io" showAs="parlq"/>'
    )
