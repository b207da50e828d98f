"""Puts XML as other tools write it back into the spelling of parlq, where both say the same.

Other tools rewrite line ends, the first lines and the last, indent in another way or not at all, sort
attributes, choose a prefix, end empty elements with a blank or an end tag, and write `&#233;` for a
character. To XML that is all the same. Every step here changes only what says nothing, so bytes that
are canonical afterwards say what those before said; whether they are, the reader finds out when it
writes them again.
"""

from __future__ import annotations

import re
from functools import lru_cache

from parlq.formats.akn.profile import writer
from parlq.formats.akn.profile.fast import attributes
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

#: The first element without content, which tells how a document ends such elements.
_EMPTY = Pattern(rb'FRBRuri value="[^"<]*"( ?/>|></(?:\w+:)?FRBRuri>)')
#: What stands between two tags outside of any text, where blanks say nothing.
_GAP = Pattern(
    rb">[ \t\n]*+<(?!(?:a|b|br|i|inline|marker|noteRef|span|su[bp])[ />]"
    rb"|/(?:a|b|block|caption|from|heading|i|inline|num|p|pq:content|pq:extension|span|su[bp])>)"
)
_INDENT = b"  "
#: Between two tags, by the number of elements around them; a deeper document is left to the tree.
_LINES = tuple([b">\n" + _INDENT * depth + b"<" for depth in range(64)])
#: An empty element without attributes, with a blank that the writer does not use.
_BLANK = Pattern(rb"(<\w++) />")
#: A reference to a character that the writer does not use: `&#233;` for the character itself.
_CHARACTER = rb"&#(x[0-9A-Fa-f]{1,6}|[0-9]{3,7});"
#: Any other reference that the writer does not use.
_OTHER_REFERENCE = Pattern(rb"&(?!amp;|lt;|gt;|quot;|#(?:9|10|13);)")
_LESS_THAN, _SLASH = b"</"
#: Those that the writer refers to.
_BLANK_CODES = (9, 10, 13)

_BLANKS = b" \t\n"


def canonical(data: bytes) -> bytes:
    """The same XML as parlq spells it; empty where it is certainly spelled in another way."""
    empty = _EMPTY.match(data, data.find(b"FRBRuri "))
    if empty is None or _has_declaration(data):
        return b""
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    if not data.startswith(writer.HEAD):
        data = _with_head(data)
        if not data:
            return b""
    if b"&" in data and _OTHER_REFERENCE.search(data) is not None:
        pieces = re.split(_CHARACTER, data)
        pieces[1::2] = map(_character, pieces[1::2])
        data = b"".join(pieces)
        if _OTHER_REFERENCE.search(data) is not None:
            return b""
    has_end_tags = empty[1].startswith(b">")  # as C14N has them, which sorts attributes too
    if has_end_tags:
        data = _without_end_tags(data)
    elif empty[1] == b" />":
        data = _without_blanks(data)
    if has_end_tags or _is_unordered(data):
        data = writer.HEAD + attributes.in_order(data[len(writer.HEAD) :])
    if not data.endswith(writer.TAIL):
        data = data.rstrip(_BLANKS) + b"\n"
    start = len(writer.HEAD)
    if not data.endswith(writer.TAIL) or data[start : data.find(b"<", start)] != b"\n" + _INDENT:
        data = _with_lines(data)
    return data


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


def _is_unordered(data: bytes) -> bool:
    """Whether the first date, or the first text, has its attributes in another order."""
    date = data.find(b"<FRBRdate ")
    if not data.startswith(b"date=", date + 10):
        return True
    text = data.find(b'by="', data.find(b"<debateBody>"))
    return data.startswith((b"<question ", b" <answer "), text - 10)


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


def _without_blanks(data: bytes) -> bytes:
    """The same XML without blanks at the end of empty elements."""
    pieces = data.split(b'" />')
    if not any(piece.endswith(b"=") for piece in pieces):  # where it would begin a value
        data = b'"/>'.join(pieces)
    return _BLANK.sub(rb"\1/>", data) if b" />" in data else data


def _without_end_tags(data: bytes) -> bytes:
    """The same XML with empty elements of one tag instead of two."""
    before, *rest = data.split(b"></")
    pieces = [before]
    for piece in rest:
        name, close, after = piece.partition(b">")
        tag = before.rfind(b"<") + 1
        end = tag + len(name)
        if before.startswith(name, tag) and before[end : end + 1] in b" ":
            pieces += (b"/", close, after)
            before = after
        else:
            pieces += (b"></", piece)
            before = piece
    return b"".join(pieces)


def _with_lines(data: bytes) -> bytes:
    """The same XML with each tag outside of a text on a line of its own."""
    start = len(writer.HEAD) - 1
    before, *tags = _GAP.split(data[start:].rstrip(_BLANKS))
    pieces = [data[:start]]
    depth = 1
    for tag in tags:
        if tag[0] == _SLASH:
            depth -= 1
            pieces += (_LINES[depth], tag)
        else:
            pieces += (_LINES[depth], tag)
            if tag[-1] != _SLASH and b"</" not in tag:
                depth += 1
    pieces.append(b"\n")
    return b"" if before else b"".join(pieces)


@lru_cache(maxsize=4096)
def _character(digits: bytes) -> bytes:
    """A character by the digits of a reference; ValueError where it may not stand for itself."""
    code = int(digits[1:], 16) if digits[:1] == b"x" else int(digits)
    if code in _BLANK_CODES:
        return b"&#%d;" % code
    if code < 0x80:
        raise ValueError("a reference that may be needed")
    return chr(code).encode()
