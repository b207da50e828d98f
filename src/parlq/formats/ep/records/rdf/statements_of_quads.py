"""Makes statements of what the parser gives, within bounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from parlq.formats.ep.records.nodes.blank_nodes import is_name
from parlq.formats.ep.records.rdf.bounded_jsonld import BLANK, IRI, TEXT, Row
from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.formats.ep.records.vocabulary.brussels_time import one_spelling
from parlq.formats.ep.records.vocabulary.namespaces import has_scheme
from parlq.formats.ep.records.vocabulary.rdf_terms import Statement
from parlq.limits import Limits
from parlq.problems import InputError, Problem

#: Longest IRI in characters: a long prefix would be repeated in every IRI that uses it.
LONGEST_IRI: Final = 4096
#: Most blank nodes: each of them is compared with those around it.
BLANK_NODES: Final = 50_000
#: Most characters of different IRIs and of literals: a basic amount, and one for each input byte.
_CHARACTERS, _GROWTH = 20_000_000, 10

_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = _XSD + "string"
_INSTANT = _XSD + "dateTime"


class NoStatementError(ValueError):
    """A quad holds what no statement of RDF 1.1 holds."""


@attrs.define
class Terms:
    """Makes terms of nodes, each IRI once, and counts what they take.

    Attributes:
        file: name of the input, for problems.
        limits: bounds.
        size: bytes of the input.
        iris: the terms of the IRIs that were met.
    """

    file: str | None
    limits: Limits
    size: int
    iris: dict[str, str] = attrs.Factory(dict)
    _blank: dict[str, str] = attrs.Factory(dict)
    _spent: int = 0

    def of_rows(self, rows: Iterable[Row]) -> tuple[list[Statement], list[str]]:
        """The statements of rows, and why some of the rows are none.

        Raises:
            InputError: PQ104.
        """
        found, faults = [], []
        for row in rows:
            try:
                found.append(self.of_row(row))
            except NoStatementError as error:
                faults.append(str(error))
        return found, faults

    def of_row(self, row: Row) -> Statement:
        """The statement of a row.

        Raises:
            NoStatementError: it is none.
            InputError: PQ104.
        """
        kind, subject, predicate, kind_of_item, item, tag, datatype, direction = row
        named = self.iris.get(predicate) or self.iri(predicate)
        if kind_of_item == TEXT:
            made = self.literal(item, tag, datatype or _STRING, direction)
        else:
            made = self._node(kind_of_item, item)
        return self._node(kind, subject), named, made

    def _node(self, kind: int, text: str) -> str:
        if kind == IRI:
            return self.iris.get(text) or self.iri(text)
        if kind == BLANK:
            return self.blank(text)
        raise NoStatementError("a statement about a statement, which is RDF 1.2")

    def blank(self, name: str) -> str:
        """The term of a blank node.

        Raises:
            InputError: PQ104, one too many.
        """
        found = self._blank.get(name)
        if found is None:
            own = f"_:{name}"
            found = own if is_name(own) else f"_:b{len(self._blank)}"
            self._blank[name] = found
            if len(self._blank) > BLANK_NODES and not self.limits.unbounded:
                message = f"more than {BLANK_NODES} blank nodes; raise the limits to read them"
                raise InputError((Problem(rule="PQ104", message=message, file=self.file),))
        return found

    def iri(self, text: str) -> str:
        """The term of an IRI that was not met before.

        Raises:
            NoStatementError: it is none.
            InputError: PQ104.
        """
        if len(text) > LONGEST_IRI and not self.limits.unbounded:
            message = f"an IRI of more than {LONGEST_IRI} characters: {text[:80]}…"
            raise InputError((Problem(rule="PQ104", message=message, file=self.file),))
        if not has_scheme(text):
            raise NoStatementError(f"not an IRI: {text[:80]!r}")
        try:
            term = rdf_terms.iri(text)
        except ValueError as error:
            raise NoStatementError(str(error)) from None
        self._spent += len(text)
        if self._spent > _CHARACTERS + _GROWTH * self.size and not self.limits.unbounded:
            message = "prefixes make it very much longer than it is; raise the limits to read it"
            raise InputError((Problem(rule="PQ104", message=message, file=self.file),))
        self.iris[text] = term
        return term

    def literal(self, text: str, tag: str | None, datatype: str, direction: object) -> str:
        """The term of a text with its tag, the IRI of its datatype and its direction.

        Raises:
            NoStatementError: one of them is none, or is one of RDF 1.2 alone.
            InputError: PQ104.
        """
        self._spent += len(text)
        if tag is None:
            if datatype == _STRING:
                return rdf_terms.literal(text)
            if datatype == _INSTANT:
                text = one_spelling(text)
            return rdf_terms.literal(text, None, self.iris.get(datatype) or self.iri(datatype))
        if direction is not None:
            raise NoStatementError("a text with a direction, which is RDF 1.2")
        if tag and not rdf_terms.is_tag(tag):
            raise NoStatementError(f"not a language tag: {tag[:80]!r}")
        return rdf_terms.literal(text, tag)
