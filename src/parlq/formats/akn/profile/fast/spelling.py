"""Puts XML as other tools write it back into the spelling of parlq, where both say the same.

Other tools choose line ends, indents, a prefix, the order of attributes, how empty elements end, and
write `&#233;` for a character. To XML that is all the same. Every step here changes only what says
nothing, so bytes that are canonical afterwards say what those before said; whether they are, the
reader finds out when it writes them again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter

from parlq.formats.akn.profile import writer
from parlq.formats.akn.xml.names import AKN, PQ, SOURCE
from parlq.model.fields.patterns import Pattern

#: A declaration that changes nothing, or none, as other tools and editors write it.
_START = Pattern(
    rb"(?:\xef\xbb\xbf)?"
    rb"""(?:<\?xml version=(["'])1\.0\1(?: encoding=(["'])(?:UTF|utf)-8\2)?"""
    rb"""(?: standalone=(["'])(?:yes|no)\3)? ?\?>)?[ \t\n]*"""
)
#: A root tag that declares namespaces and nothing else.
_ROOT = Pattern(
    rb"<(?:((?!xml)[A-Za-z]\w{0,30}):)?akomaNtoso"
    rb"""((?:[ \t\n]+xmlns(?::\w{1,31})?=(?:"[^"'<&]*"|'[^"'<&]*'))+)[ \t\n]*>"""
)
_DECLARED = Pattern(rb"""xmlns(?::(\w+))?=["']([^"']*)""")
_AKN, _PQ = AKN.encode(), PQ.encode()

#: The first lines of a document that tell one spelling from another: how empty elements end, how
#: lines are indented, and in which order attributes stand.
_FIRST = Pattern(
    rb'FRBRuri value="[^"<]*" ?/>\n(?:  ){4,5}'
    rb'(?:<FRBRalias name="[^"<]*" value=[^<]*/>\s+)*'
    rb'<FRBRdate date="[^"<]*" name="[^"<]*"( ?)/>'
)
#: What every document of the profile states at its beginning, and how far that reaches.
_PROFILE, _BEGINNING = f'"{SOURCE}"'.encode(), 4000
#: An empty element without attributes, with a blank that the writer does not use.
_BLANK = Pattern(rb"(<\w++) />")
#: A reference to a character that the writer does not use: `&#233;` for the character itself.
_CHARACTER = rb"&#(x[0-9A-Fa-f]{1,6}|[0-9]{3,7});"
#: Any other reference that the writer does not use.
_OTHER_REFERENCE = Pattern(rb"&(?!amp;|lt;|gt;|quot;|#(?:9|10|13);)")
_LESS_THAN = ord("<")
#: Those that the writer refers to.
_BLANK_CODES = (9, 10, 13)

_NAMED = re.compile(rb"[ \t\n]*([A-Za-z:]+)[ \t\n]*=[ \t\n]*")
_BLANKS = b" \t\n"
#: The quotes of one attribute.
_OF_ONE = 2
#: Elements inside text, where every blank counts, and those that hold text on a line of their own;
#: all others hold elements.
_INLINE, _TEXT = "inline", "text"
_HOLDS = {
    **dict.fromkeys(b"a b i sup sub span br noteRef marker inline".split(), _INLINE),
    **dict.fromkeys(b"p heading caption block from num pq:content pq:extension".split(), _TEXT),
}
#: Those that parlq writes with an end tag also where they hold nothing.
_NEVER_EMPTY = frozenset(_HOLDS) - {b"p", b"br", b"noteRef", b"marker"}
_ENDS = {b"/" + name: holds for name, holds in _HOLDS.items()}
#: The order of attributes, which is one for all elements but these.
_ORDER = (
    b"eId of namespace date name value href fromLanguage by as to refersTo status showAs number"
    b" pq:value dictionary datatype mediaType pq:mediaType format uri address issued size path shortForm"
    b" xml:lang class marker colspan rowspan pq:scope pq:page pq:uri"
).split()
_OTHER_ORDERS = {
    b"keyword": b"value showAs dictionary href".split(),
    b"TLCReference": b"eId href showAs name shortForm pq:scope".split(),
}
_COMMON = {name: rank for rank, name in enumerate(_ORDER)}
_RANKS = {
    element: {name: rank for rank, name in enumerate(order)}
    for element, order in _OTHER_ORDERS.items()
}
#: How deep documents are indented; deeper ones are left to the reader of trees.
_LINES = [b"\n" + b"  " * depth + b"<" for depth in range(120)]


def canonical(data: bytes) -> bytes:
    """The same XML as parlq spells it; empty where it is certainly spelled in another way."""
    if _has_declaration(data):
        return b""
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    if not data.startswith(writer.HEAD):
        data = _with_head(data)
    if b"&" in data and _OTHER_REFERENCE.search(data) is not None:
        pieces = re.split(_CHARACTER, data)
        pieces[1::2] = map(_character, pieces[1::2])
        data = b"".join(pieces)
        if _OTHER_REFERENCE.search(data) is not None:
            return b""
    first = _FIRST.match(data, data.find(b"FRBRuri "))
    if first is None:
        if data.find(_PROFILE, 0, _BEGINNING) < 0:
            return b""
        return writer.HEAD + _laid_out(data[len(writer.HEAD) :])
    if first[1]:
        pieces = data.split(b'" />')
        if not any(piece.endswith(b"=") for piece in pieces):  # where it would begin a value
            data = b'"/>'.join(pieces)
        if b" />" in data:
            data = _BLANK.sub(rb"\1/>", data)
    if not data.endswith(writer.TAIL):
        data = data.rstrip(_BLANKS) + b"\n"
    return data if data.endswith(writer.TAIL) else b""


def _has_declaration(data: bytes) -> bool:
    """Whether there is a comment or a CDATA section.

    Exclamation marks are few, and one character is found far faster than two.
    """
    at = data.find(b"!")
    while at > 0:
        if data[at - 1] == _LESS_THAN:
            return True
        at = data.find(b"!", at + 1)
    return False


def _with_head(data: bytes) -> bytes:
    """The same XML with the first lines of parlq, and without a prefix for Akoma Ntoso, if so."""
    root = _ROOT.match(data, _START.match(data).end())
    if root is None:
        return b""
    prefix, attributes = root.groups()
    declared = _DECLARED.findall(attributes)
    named = dict(declared)
    if named.pop(prefix or b"", b"") != _AKN or len(declared) > len(named) + 1:
        return b""
    rest = data[root.end() :]
    if named != {b"pq": _PQ} and (named or b"pq:" in rest):
        return b""
    if prefix:
        before = len(rest)
        # Faster than `replace`, which looks for them twice.
        rest = b"<".join(rest.split(b"<%b:" % prefix))
        rest = b"</".join(rest.split(b"</%b:" % prefix))
        others = rest.count(b"<pq:") + rest.count(b"</pq:") if b"pq:" in rest else 0
        if rest.count(b"<") * (len(prefix) + 1) != before - len(rest) + others * (len(prefix) + 1):
            return b""
    return writer.HEAD + rest


@lru_cache(maxsize=4096)
def _character(digits: bytes) -> bytes:
    """A character by the digits of a reference; ValueError where it may not stand for itself."""
    code = int(digits[1:], 16) if digits[:1] == b"x" else int(digits)
    if code in _BLANK_CODES:
        return b"&#%d;" % code
    if code < 0x80:
        raise ValueError("a reference that may be needed")
    return chr(code).encode()


def _laid_out(data: bytes) -> bytes:  # noqa: PLR0912 # one loop over all tags: calls would double its time
    """The same XML with the indents of parlq, its order of attributes and its empty elements.

    Elements of the profile hold either text or elements, so blanks between elements say nothing.

    Args:
        data: XML from behind the root tag.
    """
    before, *pieces = data.split(b"<")
    if data.count(b">") != len(pieces) or before.strip(_BLANKS):
        return b""  # a `>` may stand in an attribute
    out: list[bytes] = []
    add, holds, ends, lines = out.append, _HOLDS.get, _ENDS.get, _LINES
    depth, opened = 1, b""
    for piece in pieces:
        tag, closed, behind = piece.partition(b">")
        if tag[:1] == b"/":
            kind = ends(tag)
            if kind is None:
                depth -= 1
            if opened == tag:
                out[-1] = b"/>"
            else:
                add(lines[depth] if kind is None else b"<")
                add(tag)
                add(closed)
            opened, in_text = b"", kind is _INLINE
        else:
            if alone := tag[-1:] == b"/":
                tag = tag[:-1]
            name, _, attributes = tag.partition(b" ")
            kind = holds(name)
            add(b"<" if kind is _INLINE else lines[depth])
            if attributes.count(b'"') > _OF_ONE:
                parts = attributes.split(b'"')
                template, values = _order(name, *parts[::2])
                tag = template % values(parts)
            if alone:
                closed = b"></%b>" % name if name in _NEVER_EMPTY else b"/>"
                opened, in_text = b"", kind is _INLINE
            else:
                opened, in_text = b"/" + name, kind is not None
                if kind is None:
                    depth += 1
                elif name in _NEVER_EMPTY:
                    opened = b""
            add(tag)
            add(closed)
        if behind:
            if in_text:
                add(behind)
                opened = b""
            elif behind.strip(_BLANKS):
                return b""
    add(b"\n")
    return b"".join(out)


@lru_cache(maxsize=1024)
def _order(
    name: bytes, *between: bytes
) -> tuple[bytes, Callable[[list[bytes]], tuple[bytes, ...]]]:
    """How parlq spells a tag, and which of the pieces are the values in it, in its order.

    Args:
        name: of the element.
        between: what stands before, between and behind the values and their quotes.

    Raises:
        ValueError: an element of the profile has no such attribute.
    """
    *named, end = between
    ranks = _RANKS.get(name, _COMMON)
    found = []
    for place, each in enumerate(named):
        attribute = _NAMED.fullmatch(each)
        if attribute is None or attribute[1] not in ranks or bool(place) > each[:1].isspace():
            raise ValueError("an attribute that is not known")
        found.append((ranks[attribute[1]], attribute[1], 2 * place + 1))
    if end.strip(_BLANKS):
        raise ValueError("something behind the attributes")
    found.sort()
    template = b"".join([b' %b="%%b"' % attribute for _, attribute, _ in found])
    return name + template, itemgetter(*[place for _, _, place in found])
