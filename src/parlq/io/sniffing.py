"""How data of each format begins, for data whose name does not tell."""

from __future__ import annotations

import re

# `re` compiles a pattern when it is first asked for, and keeps it.
# JSON-LD, and what the API answers when it fails, begin with these keys.
_LINKED = rb'\[?\s*\{\s*"(?:@(?:context|graph|id|type)|error)"\s*:'
_OBJECT = rb"\[?\s*\{"
_PARLQ = rb'\{\s*"schema_version"\s*:'
# A record has an id of the portal, or a key that only records have; other JSON has ids, too.
_RECORD = (
    rb'"id"\s*+:\s*+"(?:https://data\.europarl\.europa\.eu/)?eli/dl/|"work_type"\s*+:|'
    rb'"https://data\.europarl\.europa\.eu/api/v2/context\.jsonld"'
)
#: How much of JSON is looked at for a record.
_LOOKED_AT = 1 << 16
_ARRAY = rb"(?:\[\s*)++(?:[\]{\"0-9-]|(?:true|false|null)\b|$)"
_DIRECTIVE = rb"@(?:prefix|base)\s|(?:prefix\s+[^\s<]*:|base)\s*<"
# Comments, a declaration and a document type may stand before the first element.
# Atomic, as many comments could be divided in any number of ways.
_REMARKS = rb"\s++|(?><!--.*?-->)|(?><\?.*?\?>)"
_ROOT = rb"(?s)(?:" + _REMARKS + rb"|<!doctype[^>\[]*+>)*+<([^\s<>/!?&;\"'=]++)"
_HTML = rb"(?s)(?:" + _REMARKS + rb")*+(?:<!doctype html|<html[\s>])"
_OWN_DATA = rb"<script\b[^<>]*\bid=\"parlq-data\""
#: Names of the columns of which a row of CSV needs one.
_IDENTIFYING = frozenset({b"document_identifier", b"document_uri"})
_SEPARATOR = rb"[,;\t|]"
_TRIPLE = rb"(?:<[^<>\s]+>|_:\S+)\s+<[^<>\s]+>\s+[<\"_]"


def _start(data: bytes) -> bytes:
    """The first bytes that are not blanks, past a byte order mark, in small letters."""
    head = data[:4096]
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if head.startswith(mark):
            head = head[: len(head) // 2 * 2].decode(encoding, "ignore").encode()
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()


def _without_comments(start: bytes) -> bytes:
    """What stands behind the comments with which Turtle and N-Triples may begin."""
    while start.startswith(b"#"):
        start = start.partition(b"\n")[2].lstrip()
    return start


def is_akn(data: bytes) -> bool:
    """XML, unless it is RDF; without a declaration, what names Akoma Ntoso or its namespace."""
    start = _start(data)
    if not start.startswith(b"<?xml"):
        return start.startswith(b"<") and (b"akomantoso" in start or b"legaldocml" in start)
    return b"<html" not in start and not is_rdfxml(data)


def is_own_page(data: bytes) -> bool:
    """HTML that parlq wrote: with the element that has its data, or as its generator states."""
    start = _start(data)
    if not start.startswith(b"<") or re.match(_HTML, start) is None:
        return False
    return b'name="generator" content="parlq ' in start or re.search(_OWN_DATA, data) is not None


def is_rdfxml(data: bytes) -> bool:
    """XML that declares the namespace of RDF in its first element."""
    if b"<akomaNtoso" in data[:256]:  # tells it of most XML
        return False
    start = _start(data)
    if not start.startswith((b"<?xml", b"<rdf:rdf", b"<!--")) or b"<akomantoso" in start:
        return False
    return b":rdf" in start and b"22-rdf-syntax-ns#" in start


def is_json(data: bytes) -> bool:
    """An object or array, unless it is a record."""
    start = _start(data)
    # A text of settings, such as TOML, may begin with a name in brackets.
    begun = start.startswith(b"{") or re.match(_ARRAY, start) is not None
    return begun and not is_jsonld(data)


def is_jsonld(data: bytes) -> bool:
    """An object that begins with a key of JSON-LD, or that has a record of the Open Data Portal."""
    if re.match(_PARLQ, data):  # nearly all that is asked for
        return False
    start = _start(data)
    if re.match(_OBJECT, start) is None or re.match(_PARLQ, start):
        return False
    if re.match(_LINKED, start) or re.search(_RECORD, start):
        return True
    return re.search(_RECORD, data[:_LOOKED_AT]) is not None


def is_turtle(data: bytes) -> bool:
    """A first directive."""
    return re.match(_DIRECTIVE, _without_comments(_start(data))) is not None


def is_ntriples(data: bytes) -> bool:
    """A first statement in full IRIs."""
    return re.match(_TRIPLE, _without_comments(_start(data))) is not None


def is_csv(data: bytes) -> bool:
    """A line of column names with one that says which document a row is about."""
    lines = _start(data).split(b"\n", 2)
    head = lines[1] if lines[0].startswith(b"sep=") and len(lines) > 1 else lines[0]
    names = re.split(_SEPARATOR, head.replace(b'"', b""))
    return len(names) > 1 and any(name.strip() in _IDENTIFYING for name in names)


def is_page(data: bytes) -> bool:
    """A page as HTML, PDF or DOCX, or any text that no other format begins like."""
    start = _start(data)
    if start.startswith((b"%pdf-", b"pk\x03\x04")):
        return True
    if start.startswith(b"<"):
        return re.match(_HTML, start) is not None
    if start.startswith(b"{") or re.match(_ARRAY, start):
        return False
    return bool(start) and b"\0" not in start


def root_of(data: bytes) -> str | None:
    """The name of the first element of XML, None when it has no name here."""
    found = re.match(_ROOT, _start(data))
    return found[1].decode("utf-8", "replace")[:80] if found else None
