"""The IRI of a work, which follows from its name, and the address that a link to it carries.

`parlq.model.identity` decides what a name is. A reference states its year, so the IRI has the year
in place of the date, as the naming convention allows: whoever knows the reference knows the IRI, and
an answer can link to a question that is not in its file. Any other identifier is spelled
`scheme=value`, or `scheme=value;scope`, behind the date of the work.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from parlq.formats.akn.xml.names import NO_DATE, NO_NUMBER
from parlq.model import Answer, Identifier, Question, Reference
from parlq.model.fields.scalars import URI
from parlq.model.identity import Kind, best, first_asked, kind_of, name, normal, unrevised

#: Where identifiers live that have no URI of their own.
_IDENTIFIERS: Final = "/akn/ontology/reference"
_UNKNOWN_OBJECT: Final = "/akn/ontology/object/unknown"
#: Longest spelling of an identifier in an IRI, in characters: others bound IRIs to 2,048.
_LONGEST: Final = 1500
#: How a value begins that is an address itself.
_OWN: Final = ("https://", "http://", "urn:")
#: Address of the works that bear an identifier of these schemes, before the identifier.
_ADDRESSES: Final = {
    "celex": "http://publications.europa.eu/resource/celex/",
    "doi": "https://doi.org/",
    "guid": "urn:uuid:",
    "uuid": "urn:uuid:",
}


def day(date: dt.date | None) -> str:
    """A date, or the one that stands for an unknown date."""
    return NO_DATE if date is None else date.isoformat()


def iri_of(work: Question | Answer) -> str:
    """IRI of a work of the model."""
    kind = kind_of(work)
    if work.reference is not None:
        return _of_reference(work.parliament, kind, work.reference)
    return f"{_base(work.parliament, kind)}/{day(work.date)}/{_number(work, kind)}"


def iri_of_dossier(iris: Iterable[str]) -> str:
    """IRI of a dossier, which follows from those of its works."""
    from hashlib import sha256  # takes 5 ms to import, and most files are no dossiers

    first, digest = "", sha256()
    for iri in iris:
        digest.update(f"\n{iri}".encode() if first else iri.encode())
        first = first or iri
    return iri_by_digest(first, digest.hexdigest())


def iri_by_digest(first: str, digest: str) -> str:
    """IRI of a dossier by the IRI of its first work, and the SHA-256 of the lines of all.

    Args:
        first: empty where there is no work.
        digest: in hexadecimal digits.
    """
    if not first:
        return f"/akn/eu/documentCollection/dossier/parlq/{NO_DATE}/{NO_NUMBER}"
    _, _, country, _, _, actor, *_ = first.split("/")
    return f"/akn/{country}/documentCollection/dossier/{actor}/{NO_DATE}/{digest[:16]}"


def _base(parliament: str, kind: Kind) -> str:
    country, _, actor = parliament.partition("/")
    return f"/akn/{country}/debate/{kind}/{actor}"


@lru_cache(maxsize=1024)
def _of_reference(parliament: str, kind: Kind, reference: Reference) -> str:
    return f"{_base(parliament, kind)}/{reference.year}/{reference.akn_number}"


def _number(work: Question | Answer, kind: Kind) -> str:
    """The last part of the IRI of a work without a reference."""
    for identifier in work.identifiers:
        if name(identifier, work.parliament, kind) is not None:
            return _bounded(identifier.scheme, *normal(identifier))
    if type(work) is Answer and (asked := first_asked(work)) is not None:
        if isinstance(asked, Reference):
            return asked.akn_number
        return _bounded(asked.scheme, *normal(asked))
    # A file names its works by what names nothing elsewhere, and tells them apart by what describes.
    for inside in (best(work.identifiers, work.parliament, kind), *work.identifiers):
        if isinstance(inside, Identifier):
            return _bounded(inside.scheme, *normal(inside))
    return NO_NUMBER


def _bounded(scheme: str, value: str, scope: str | None) -> str:
    """An identifier as the last part of an IRI; a long one by its digest, which no other one is."""
    spelled = _spelled(scheme, value, scope)
    if len(spelled) <= _LONGEST:
        return spelled
    from hashlib import sha256

    return f"{scheme}=={sha256(spelled.encode()).hexdigest()}"


def _spelled(scheme: str, value: str, scope: str | None) -> str:
    """An identifier as part of an IRI; different ones are spelled differently."""
    within = "" if scope is None else f";{_quoted(scope)}"
    return f"{scheme}={_quoted(value)}{within}"


#: What is percent-encoded: in a part of an IRI, where a tilde would begin a portion of the document;
#: and in the path of a URI.
_NOT_IN_A_PART: Final = re.compile("[^A-Za-z0-9._-]+")
_NOT_IN_A_PATH: Final = re.compile("[^A-Za-z0-9._~/:()-]+")


def _quoted(text: str, refused: re.Pattern[str] = _NOT_IN_A_PART) -> str:
    # `urllib.parse.quote` does the same; its import takes longer than to read a file.
    return refused.sub(lambda found: "".join([f"%{byte:02X}" for byte in found[0].encode()]), text)


def link(to: Reference | Identifier, parliament: str, kind: Kind) -> str:
    """The address of the work that a name leads to, as a link carries it."""
    if isinstance(to, Reference):
        return _of_reference(parliament, "answer" if to.is_answer else kind, to)
    return address(to, parliament)


def unrevised_link(work: Question | Answer) -> str | None:
    """The address of a revised work by its reference without the revision, as answers have it."""
    if work.reference is None or work.reference.revision is None:
        return None
    return link(unrevised(work.reference), work.parliament, kind_of(work))


def address(identifier: Identifier, parliament: str) -> str:
    """The URI of an identifier: its value where that is one, else one made from it.

    The work that bears the identifier states it, so that a link can be followed.
    """
    scheme, (value, scope) = identifier.scheme, normal(identifier)
    if _is_address(value, scope):
        return value
    if scope is None and scheme in _ADDRESSES:
        return _ADDRESSES[scheme] + _quoted(value, _NOT_IN_A_PATH)
    return f"{_IDENTIFIERS}/{parliament}/{_spelled(scheme, value, scope)}"


def _is_address(value: str, scope: str | None) -> bool:
    return scope is None and value.startswith(_OWN) and not URI.fault(value)


def printed(kind: str, text: str) -> str:
    """The address of an entry that nothing but a printed text names; it does not identify.

    Args:
        kind: class of the entry, such as `person`.
        text: what the source prints.
    """
    return (_known_printed if len(text) < _LONG else _printed)(kind, text)


def _printed(kind: str, text: str) -> str:
    return f"/akn/ontology/{kind}/printed/{_quoted(text)}"


#: A longer text is not worth to be remembered.
_LONG: Final = 256
_known_printed = lru_cache(maxsize=1024)(_printed)


def address_of_body(code: str | None, name: str | None, identifiers: tuple[Identifier, ...]) -> str:
    """The address of a body without a URI: by parlq's code, else its printed name, else a number."""
    if code is not None:
        return f"/akn/ontology/organization/parlq/{code}"
    return address_of_agent("organization", name, identifiers)


def address_of_agent(kind: str, name: str | None, identifiers: tuple[Identifier, ...]) -> str:
    """The address of a person or body without a URI: by the printed name, else by an identifier."""
    if name is None and identifiers:
        return identified(kind, identifiers[0])
    return printed(kind, name or "")


def identified(kind: str, by: Identifier) -> str:
    """The address of a person or body by an identifier."""
    return f"/akn/ontology/{kind}/{_spelled(by.scheme, by.value, by.scope)}"


def address_of_identifier(kind: str, own: Identifier) -> str:
    """The address that an identifier of a person or body is: its value where that is one."""
    return own.value if _is_address(own.value, own.scope) else identified(kind, own)


def term_of(parliament: str, term: int) -> str:
    """The address of a parliamentary term."""
    return f"/akn/ontology/event/{parliament}/term-{term}"


def attached(title: str | None, reference: Reference | None, parliament: str, kind: Kind) -> str:
    """The address of an attachment without a URI: by its reference, else by its title as printed.

    Args:
        title: as printed.
        reference: of the attachment.
        parliament: of the work that it belongs to.
        kind: of that work.
    """
    if reference is not None:
        return link(reference, parliament, kind)
    return printed("object", title) if title else _UNKNOWN_OBJECT
