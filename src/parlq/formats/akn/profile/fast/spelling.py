"""Puts XML as other tools write it back into the spelling of parlq, where both say the same.

Other tools rewrite line ends, the first lines and the last, indent by tabs or more blanks, choose a
prefix, end empty elements with a blank, and write `&#233;` for a character. To XML that is all the
same. Every step here changes only what says nothing, so bytes that are canonical afterwards say what
those before said; whether they are, the reader finds out when it writes them again. Lines in other
places and another order of attributes are left to the reader of trees: to put them back takes as long.
"""

from __future__ import annotations

import re
from functools import lru_cache

from parlq.formats.akn.profile import writer
from parlq.formats.akn.xml.names import AKN, PQ
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
    rb'FRBRuri value="[^"<]*" ?/>\r?\n[ \t]+'
    rb'(?:<(?:\w+:)?FRBRalias name="[^"<]*" value=[^<]*/>\s+)*'
    rb'<(?:\w+:)?FRBRdate date="[^"<]*" name="[^"<]*"( ?)/>'
)
#: Lines, each of which begins with a tag outside of any text, where the blanks before it say nothing;
#: there are tabs nowhere else.
_LINES = Pattern(
    rb"(?:\n[ \t]*+<(?!(?:a|b|br|i|inline|marker|noteRef|span|su[bp])[ />]"
    rb"|/(?:a|b|block|caption|from|heading|i|inline|num|p|pq:content|pq:extension|span|su[bp])>)[^\n\t]*+)*+\n"
)
_INDENT = b"  "
#: An empty element without attributes, with a blank that the writer does not use.
_BLANK = Pattern(rb"(<\w++) />")
#: A reference to a character that the writer does not use: `&#233;` for the character itself.
_CHARACTER = rb"&#(x[0-9A-Fa-f]{1,6}|[0-9]{3,7});"
#: Any other reference that the writer does not use.
_OTHER_REFERENCE = Pattern(rb"&(?!amp;|lt;|gt;|quot;|#(?:9|10|13);)")
_LESS_THAN = ord("<")
#: Those that the writer refers to.
_BLANK_CODES = (9, 10, 13)

_BLANKS = b" \t\n"


def canonical(data: bytes) -> bytes:
    """The same XML as parlq spells it; empty where it is certainly spelled in another way."""
    first = _FIRST.match(data, data.find(b"FRBRuri "))
    if first is None or _has_declaration(data):
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
    if first[1]:
        pieces = data.split(b'" />')
        if not any(piece.endswith(b"=") for piece in pieces):  # where it would begin a value
            data = b'"/>'.join(pieces)
        if b" />" in data:
            data = _BLANK.sub(rb"\1/>", data)
    if not data.endswith(writer.TAIL):
        data = data.rstrip(_BLANKS) + b"\n"
    start = len(writer.HEAD)
    indent = data[start + 1 : data.find(b"<", start)]
    if indent != _INDENT:
        data = _with_indent(data, indent, start)
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


def _with_indent(data: bytes, indent: bytes, start: int) -> bytes:
    """The same XML with the indent of parlq; empty where a text may hold what looks like another."""
    if _LINES.fullmatch(data, start) is None:
        return b""
    if indent == b"\t":
        return data.replace(indent, _INDENT)
    width = len(indent)
    if width <= len(_INDENT) or indent.strip(b" "):
        return b""
    lines = [(line, line.lstrip(b" ")) for line in data.split(b"\n")]
    return b"\n".join([_INDENT * ((len(line) - len(text)) // width) + text for line, text in lines])


@lru_cache(maxsize=4096)
def _character(digits: bytes) -> bytes:
    """A character by the digits of a reference; ValueError where it may not stand for itself."""
    code = int(digits[1:], 16) if digits[:1] == b"x" else int(digits)
    if code in _BLANK_CODES:
        return b"&#%d;" % code
    if code < 0x80:
        raise ValueError("a reference that may be needed")
    return chr(code).encode()
