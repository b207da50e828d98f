"""Makes the nodes of participations: who takes part in a work, and as what."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from parlq.formats.ep.records.nodes.nodes_and_triples import Node
from parlq.formats.ep.records.vocabulary.institutions import participation_code
from parlq.formats.ep.records.vocabulary.namespaces import AUTHORITY, Shape, last_part, relative


@attrs.frozen
class Style:
    """How a record is written: its shape, and what parts id and participant in participations."""

    shape: Shape
    separator: str = "_"


@attrs.frozen
class Part:
    """One who takes part.

    Attributes:
        uri: of the person or body.
        role: its URI.
        is_person: whether it is a person; a body otherwise.
        behalf: URI of the body in whose name.
    """

    uri: str
    role: str
    is_person: bool = False
    behalf: str | None = None


def with_participations(node: Node, identifier: str, parts: Sequence[Part], style: Style) -> None:
    """Add participations: to the work in API v2, to its submission in the dumps of 2022."""
    names = _names(parts, style)
    made = [_participation(identifier, names[part], part) for part in dict.fromkeys(parts)]
    if style.shape is Shape.API_V2:
        if made:
            node["workHadParticipation"] = made
        return
    activity: Node = {"id": f"eli/dl/event/{identifier}", "type": "Activity"}
    if "document_date" in node:
        activity["activity_date"] = node["document_date"]
    activity["activity_id"] = identifier
    activity["had_activity_type"] = AUTHORITY + "event/DOCUMENT_SUBMISSION"
    if made:
        activity["had_participation"] = made
    node["inverse_created_a_realization_of"] = [activity]


def _names(parts: Sequence[Part], style: Style) -> dict[Part, str]:
    """What the id of each participation ends in.

    The portal ends it in the code of the person or body. Where two have the same code, or one asks
    and is asked, the others get a number, or their participations would be one, and nothing would
    tell who is what.
    """
    codes = {
        part: last_part(part.uri) if part.is_person else participation_code(part.uri)
        for part in parts
    }
    taken = set(codes.values())
    if len(taken) < len(codes):
        count: dict[str, int] = {}
        # In an order that reading does not change.
        for part in sorted(codes, key=lambda each: (not each.is_person, each.role, each.uri)):
            code = name = codes[part]
            count[code] = count.get(code, 0) + 1
            while count[code] > 1 and name in taken:
                name = f"{code}{style.separator}{count[code]}"
                count[code] += name in taken
            taken.add(name)
            codes[part] = name
    return {part: style.separator + code for part, code in codes.items()}


def _participation(identifier: str, name: str, part: Part) -> Node:
    who = "had_participant_person" if part.is_person else "had_participant_organization"
    node: Node = {
        "id": f"eli/dl/participation/{identifier}{name}",
        "type": "Participation",
        who: [relative(part.uri)],
        "participation_role": part.role,
    }
    if part.behalf is not None:
        node["participation_in_name_of"] = relative(part.behalf)
    return node
