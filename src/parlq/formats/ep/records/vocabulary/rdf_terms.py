"""Terms of statements in the short spelling of Turtle, on the portal's base and with its prefixes.

Statements are compared, kept and written in this one spelling, so it is canonical: one text for
one term. IRIs are `prefix:name` or `<…>`, relative to the portal's base where they stand on it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from parlq.formats.ep.records.vocabulary.namespaces import BASE, PREFIXES, absolute, has_scheme

#: A statement: subject, predicate, object.
Statement = tuple[str, str, str]

A: Final = "rdf:type"
_BY_NAMESPACE = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# What is written relative to the base: nothing that resolving it (RFC 3986, 5.2) would change.
_RELATIVE = re.compile(r"[A-Za-z0-9](?!.*/\.{1,2}(?:/|#|$))[A-Za-z0-9._/#%-]*")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNESCAPES = {escape[1]: char for char, escape in _ESCAPES.items()}
_ESCAPED = re.compile(r'["\\\n\r\t]')
_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)
_TAG = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")
# What IRIs may not hold in Turtle (IRIREF).
_REFUSED = re.compile(r'[\x00-\x20<>"{}|^`\\]')


class Literal(NamedTuple):
    """A literal: its text, and either a language tag or the IRI of a datatype, or neither."""

    text: str
    tag: str | None = None
    datatype: str | None = None


def is_tag(text: str) -> bool:
    """Whether a text is a language tag by the grammar of Turtle."""
    return _TAG.fullmatch(text) is not None


def is_refused(text: str) -> bool:
    """Whether a text holds a character that no IRI holds."""
    return _REFUSED.search(text) is not None


@lru_cache(maxsize=65536)
def iri(text: str) -> str:
    """The term of an IRI; one without a scheme stands on the portal's base.

    Raises:
        ValueError: a character that no IRI holds.
    """
    if _REFUSED.search(text):
        raise ValueError(f"not an IRI: {text[:80]!r}")
    if not has_scheme(text):
        return iri(BASE + text)
    cut = max(text.rfind("#"), text.rfind("/")) + 1
    prefix = _BY_NAMESPACE.get(text[:cut])
    if prefix and _LOCAL.fullmatch(text, cut):
        return f"{prefix}:{text[cut:]}"
    if text.startswith(BASE) and _RELATIVE.fullmatch(text, len(BASE)):
        return f"<{text[len(BASE) :]}>"
    return f"<{text}>"


def literal(text: str, tag: str | None = None, datatype: str | None = None) -> str:
    """The term of a literal; `datatype` is a term."""
    escaped = _ESCAPED.sub(lambda found: _ESCAPES[found[0]], text)
    if tag:
        return f'"{escaped}"@{tag.lower()}'
    return f'"{escaped}"^^{datatype}' if datatype else f'"{escaped}"'


def is_literal(term: str) -> bool:
    """Whether a term is a literal."""
    return term.startswith('"')


def is_iri(term: str) -> bool:
    """Whether a term is an IRI, and neither a literal nor a blank node."""
    return not term.startswith(('"', "_:"))


@lru_cache(maxsize=65536)
def iri_of(term: str) -> str:
    """The absolute IRI of a term, or the blank node as it is."""
    if term.startswith("_:"):
        return term
    if term.startswith("<"):
        return absolute(term[1:-1])
    prefix, _, local = term.partition(":")
    return PREFIXES[prefix] + local


def literal_of(term: str) -> Literal:
    """The parts of a literal's term; the datatype is a term.

    Raises:
        ValueError: not the term of a literal.
    """
    end = term.rfind('"')
    if end < 1 or term[0] != '"':
        raise ValueError(f"not a literal: {term[:80]!r}")
    text, tail = term[1:end], term[end + 1 :]
    if "\\" in text:
        text = _ESCAPE.sub(_unescaped, text)
    if not tail:
        return Literal(text)
    if tail[0] == "@" and is_tag(tail[1:]):
        return Literal(text, tail[1:])
    if tail.startswith("^^") and len(tail) > 2:
        return Literal(text, None, tail[2:])
    raise ValueError(f"not a literal: {term[:80]!r}")


def _unescaped(found: re.Match[str]) -> str:
    char = _UNESCAPES.get(found[1])
    if char is None:
        raise ValueError(f"no escape: {found[0]!r}")
    return char


def is_term(term: object) -> bool:
    """Whether a text is a term in the canonical spelling."""
    if type(term) is not str or not term:
        return False
    try:
        if is_literal(term):
            parts = literal_of(term)
            if parts.datatype and not (is_iri(parts.datatype) and is_term(parts.datatype)):
                return False
            return literal(*parts) == term
        if term.startswith("_:"):
            return re.fullmatch(r"_:[A-Za-z0-9]+", term) is not None
        return iri(iri_of(term)) == term
    except (ValueError, LookupError):
        return False
