"""Counts what an XML parser and a schema take more than linear time for, before they see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from parlq.limits import ATTRIBUTES, NAME, NAMESPACE, NAMESPACES
from parlq.model.patterns import Pattern

#: A stretch of bytes without `<` that is twice as long as this fills one such block.
_BLOCK = NAME // 2
_TAG = Pattern(rb"""<[^\s/>"'!?][^\s/>"']*+(?:[^"'<>]|"[^"<]*"|'[^'<]*')*+>""")
_QUOTED = Pattern(rb""""[^"]*"|'[^']*'""")
_NAMES = Pattern(rb"[^\s=<>/]+")
_DECLARED = Pattern(rb"""\sxmlns(?::([^\s=]+))?\s*=\s*(?:"([^"<]*)|'([^'<]*))""")
_TOKEN = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|</|"
    rb"""<(?:[^"'<>]|"[^"<]*"|'[^'<]*')*+>""",
    re.DOTALL,
)


class Excess(NamedTuple):
    """What a document has too much of, and the byte at which the tag at fault begins."""

    message: str
    at: int


def excess(text: bytes) -> Excess | None:
    """What a document in UTF-8 has too much of; None where all is in bounds.

    Takes some millionths of a second for most documents, which have neither long tags nor many
    namespaces.
    """
    for at, tag in _long_tags(text):
        bare = _QUOTED.sub(b"", tag)
        if bare.count(b"=") > ATTRIBUTES:
            return Excess(f"this element has more than {ATTRIBUTES} attributes", at)
        if any(len(name) > NAME for name in _NAMES.findall(bare)):
            return Excess(f"a name is longer than {NAME} bytes", at)
    declared = text.count(b"xmlns")
    at = 0
    for _ in range(declared):
        at = text.find(b"xmlns", at + 1)
        found = _DECLARED.match(text, at - 1)
        if found is not None and len(found[2] or found[3] or b"") > NAMESPACE:
            return Excess(f"the name of a namespace is longer than {NAMESPACE} bytes", at)
    if declared > NAMESPACES and (at := _crowded(text)) >= 0:
        return Excess(f"more than {NAMESPACES} namespaces are declared for this element", at)
    return None


def _long_tags(text: bytes) -> Iterator[tuple[int, bytes]]:
    """The tags that are long enough to have too many attributes or too long a name."""
    start, size = 0, len(text)
    while start + _BLOCK <= size:
        if text.find(b"<", start, start + _BLOCK) >= 0:
            start += _BLOCK
            continue
        end = text.find(b"<", start + _BLOCK)
        end = size if end < 0 else end
        before = text.rfind(b"<", 0, start)
        if before >= 0 and text[before + 1 : before + 2] not in {b"!", b"?"}:
            tag = _TAG.match(text, before)
            yield before, text[before:end] if tag is None else tag[0]
        start = end - end % _BLOCK


def _crowded(text: bytes) -> int:
    """Where the first tag begins for which more prefixes are declared than are handled; or -1."""
    opened: list[list[bytes]] = []
    scope: dict[bytes, int] = {}
    for token in _TOKEN.finditer(text):
        tag = token[0]
        if tag == b"</":
            for prefix in opened.pop() if opened else ():
                scope[prefix] -= 1
                if not scope[prefix]:
                    del scope[prefix]
        elif tag[1:2] not in {b"!", b"?"}:
            declared = [found[1] or b"" for found in _DECLARED.finditer(tag)]
            if len(scope.keys() | set(declared)) > NAMESPACES:
                return token.start()
            if not tag.endswith(b"/>"):
                for prefix in declared:
                    scope[prefix] = scope.get(prefix, 0) + 1
                opened.append(declared)
    return -1
