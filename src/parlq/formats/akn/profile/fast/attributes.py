"""Puts the attributes of tags into the order in which parlq writes them."""

from __future__ import annotations

from functools import lru_cache

#: The attributes that parlq writes on an element, in order, where there may be two or more.
_WRITTEN = """
FRBRalias name value pq:scope
FRBRauthor href as
FRBRdate date name
FRBRtranslation href fromLanguage by authoritative
TLCConcept eId href showAs shortForm
TLCEvent eId href showAs
TLCLocation eId href showAs
TLCOrganization eId href showAs shortForm
TLCPerson eId href showAs
TLCReference eId href showAs name shortForm pq:scope
TLCRole eId href showAs
TLCTerm eId href showAs
answer eId by as to refersTo status
authorialNote eId marker placement
block eId name
blockContainer eId class
debateSection eId name xml:lang class
documentRef href showAs
eventRef date source type
hasAttachment eId href showAs shortForm xml:lang
inline name pq:mediaType
keyword value showAs dictionary href
li eId value
marker name pq:value
noteRef href marker
original eId href showAs
pq:extension namespace name datatype path
pq:manifestation of mediaType format uri address issued size
pq:publication of date name showAs number pq:page pq:uri
publication date name showAs number pq:page pq:uri
question eId by as to status
step date by refersTo
td colspan rowspan
th colspan rowspan
"""
_RANKS = {
    name: {attribute: rank for rank, attribute in enumerate(attributes)}
    for name, *attributes in map(bytes.split, _WRITTEN.encode().strip().splitlines())
}
_SLASH = ord("/")
#: A longer tag is not worth to be remembered.
_LONG = 512


def in_order(data: bytes) -> bytes:
    """The same XML with the attributes of every tag in order.

    Raises:
        LookupError, ValueError: parlq writes no such tag.
    """
    pieces = data.split(b"<")
    for at, piece in enumerate(pieces):
        if piece.count(b'="') > 1:
            tag, close, text = piece.partition(b">")
            ordered = (_known if len(tag) < _LONG else _tag)(tag)
            pieces[at] = ordered + close + text
    return b"<".join(pieces)


def _tag(tag: bytes) -> bytes:
    end = b'"/' if tag[-1] == _SLASH else b'"'
    name, _, attributes = tag.removesuffix(end).partition(b" ")
    if b'" ' not in attributes:
        return tag
    ranks = _RANKS[name]
    stated = attributes.split(b'" ')
    ordered = {ranks[each[: each.index(b"=")]]: each for each in stated}
    if len(ordered) < len(stated):
        raise ValueError("an attribute is stated twice")
    return name + b" " + b'" '.join([ordered[rank] for rank in sorted(ordered)]) + end


_known = lru_cache(maxsize=4096)(_tag)
