"""Reads who takes part, in records of API v2 that are exactly as the API writes them."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from typing import Any

from parlq.formats.ep.records.api.exact_expressions import NotCanonical, require
from parlq.formats.ep.records.nodes.nodes_and_triples import Node
from parlq.formats.ep.records.reading import unmapped_statements
from parlq.formats.ep.records.vocabulary.institutions import body, participation_code, uri_for
from parlq.formats.ep.records.vocabulary.namespaces import BASE, TERMS, Shape
from parlq.formats.ep.records.writing.participations_to_node import Style
from parlq.model import Extension, Institution

_AUTHOR, _ADDRESSEE = TERMS[Shape.API_V2].author, TERMS[Shape.API_V2].addressee
_PARTICIPATION = "eli/dl/participation/"
_PERSON = re.compile(r"person/[0-9]+").fullmatch
_DASHED: tuple[Extension, ...] = (
    unmapped_statements.extension(unmapped_statements.Kept(style=Style(Shape.API_V2, "-"))),
)
_participation = itemgetter("id", "type", "participation_role")


@lru_cache(maxsize=256)
def _asked(short: str) -> tuple[str, Institution]:
    """How participations name a body that is asked, and the body."""
    return _body(short, answers=False)


@lru_cache(maxsize=256)
def _answering(short: str) -> tuple[str, Institution]:
    """How participations name a body that answers, and the body."""
    return _body(short, answers=True)


def _body(short: str, *, answers: bool) -> tuple[str, Institution]:
    """A body, which must be in the table."""
    found = body(BASE + short)
    require(found.code is not None and short == _usual(found.code, answers=answers))
    return participation_code(BASE + short), found


def _usual(code: str | None, *, answers: bool) -> str:
    uri = uri_for(Institution(code=code), BASE + "org/", answers=answers)
    return (uri or "").removeprefix(BASE)


def _begin(parts: Any, identifier: str) -> tuple[str, tuple[Extension, ...]]:
    """How the ids of participations begin, and the extension that tells so."""
    begin = f"{_PARTICIPATION}{identifier}-"
    if parts[0]["id"].startswith(begin):
        return begin, _DASHED
    return f"{_PARTICIPATION}{identifier}_", ()


def parties(
    parts: Any, identifier: str
) -> tuple[list[str], tuple[Institution, ...], tuple[Extension, ...]]:
    """The persons who ask, the bodies asked, and the extension for how their ids are spelled."""
    persons: list[str] = []
    bodies: list[Institution] = []
    begin, extensions = _begin(parts, identifier)
    for part in parts:
        own, kind, role = _participation(part)
        if role == _AUTHOR:
            (who,) = part["had_participant_person"]
            if bodies or not _PERSON(who):
                raise NotCanonical
            persons.append(who)
            code = who[7:]
        else:
            (who,) = part["had_participant_organization"]
            code, institution = _asked(who)
            if role != _ADDRESSEE or institution in bodies:
                raise NotCanonical
            bodies.append(institution)
        if own != begin + code or len(part) != 4 or kind != "Participation":
            raise NotCanonical
    if not bodies or len(set(persons)) != len(persons):
        raise NotCanonical
    return persons, tuple(bodies), extensions


def answering(node: Node, identifier: str) -> tuple[Institution, tuple[Extension, ...]]:
    """The body that answers, and the extension for how its participation is spelled."""
    (creator,), (part,) = node["creator"], node["workHadParticipation"]
    code, institution = _answering(creator)
    begin, extensions = _begin((part,), identifier)
    if (
        _participation(part) != (begin + code, "Participation", _AUTHOR)
        or len(part) != 4
        or part["had_participant_organization"] != [creator]
    ):
        raise NotCanonical
    return institution, extensions
