"""The bodies that are asked and that answer: their codes in the portal's vocabularies, and names."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from parlq.formats.ep.records.vocabulary.namespaces import last_part
from parlq.io.resources import table_rows
from parlq.model import Institution


class Row(NamedTuple):
    """One row of `institutions.tsv`.

    Attributes:
        code: parlq's code of the body.
        field: `uri`, `participation` (how ids of participations name it) or `name`.
        language: tag of the language of a name; empty otherwise.
        value: the URI, the code or the name.
        source: where it was seen.
    """

    code: str
    field: str
    language: str
    value: str
    source: str


@cache
def table() -> tuple[Row, ...]:
    """All rows, in the order of the file."""
    return tuple(Row(*row) for row in table_rows(__name__, "institutions.tsv"))


@cache
def _codes() -> dict[str, str]:
    return {row.value: row.code for row in table() if row.field == "uri"}


@cache
def _participations() -> dict[str, str]:
    return {row.code: row.value for row in table() if row.field == "participation"}


def code_of(uri: str) -> str | None:
    """Parlq's code of the body that a URI of any of the vocabularies names; None if unknown."""
    return _codes().get(uri)


@lru_cache(maxsize=512)
def body(uri: str, name: str | None = None) -> Institution:
    """A body by its absolute URI, which is kept; one in the table needs no name.

    Raises:
        ModelError: a URI that the model does not take.
    """
    code = code_of(uri)
    return Institution(code=code, uri=uri, name=None if code else name)


def name_of(code: str, language: str) -> str | None:
    """The name of a body in one of the official languages; None if the table has none."""
    for row in table():
        if row.field == "name" and row.code == code and row.language == language:
            return row.value
    return None


def uri_for(institution: Institution, base: str, *, answers: bool) -> str | None:
    """The URI of a body in the vocabulary whose URIs begin with `base`.

    The body's own URI where it has one there, else the one that the table gives for its code.
    Where a vocabulary has two, the first names the body as it is asked, the last as it answers.
    """
    if institution.uri is not None and institution.uri.startswith(base):
        return institution.uri
    code = institution.code or (code_of(institution.uri) if institution.uri else None)
    found = [uri for uri, each in _codes().items() if each == code and uri.startswith(base)]
    if found:
        return found[-1] if answers else found[0]
    return institution.uri


def participation_code(uri: str) -> str:
    """How the id of a participation names a body: `COM`, `CS`, `HRVP`, else the URI's last part."""
    code = code_of(uri)
    return _participations().get(code or "", "") or last_part(uri)
