"""Bounds what makes XML parsers and schemas take more than linear time, before they run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from parlq.limits import ALL_NAMESPACES, ATTRIBUTES, NAME, NAMESPACE, NAMESPACES
from parlq.model.fields.patterns import Pattern

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
    # Most documents declare namespaces at their beginning only, which one look from the end tells.
    count = text.count(b"xmlns", 0, text.rfind(b"xmlns") + len(b"xmlns"))
    at = total = 0
    for _ in range(count):
        at = text.find(b"xmlns", at + 1)
        found = _DECLARED.match(text, at - 1)
        size = 0 if found is None else len(found[2] or found[3] or b"")
        if size > NAMESPACE:
            return Excess(f"the name of a namespace is longer than {NAMESPACE} bytes", at)
        total += size
    return _crowded(text) if count > NAMESPACES or total > ALL_NAMESPACES else None


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


def _crowded(text: bytes) -> Excess | None:
    """The first tag for which too many namespaces are declared, by itself and the tags around it."""
    scopes: list[dict[bytes, int]] = [{}]  # lengths of the names, by prefixes
    for token in _TOKEN.finditer(text):
        tag = token[0]
        if tag == b"</":
            if len(scopes) > 1:
                scopes.pop()
            continue
        if tag[1:2] in {b"!", b"?"}:
            continue
        scope = scopes[-1]
        if b"xmlns" in tag:
            found = _DECLARED.finditer(tag)
            scope = scope | {each[1] or b"": len(each[2] or each[3] or b"") for each in found}
            if len(scope) > NAMESPACES:
                message = f"more than {NAMESPACES} namespaces are declared for this element"
                return Excess(message, token.start())
            if sum(scope.values()) > ALL_NAMESPACES:
                message = f"the names of the namespaces have more than {ALL_NAMESPACES} bytes here"
                return Excess(message, token.start())
        if not tag.endswith(b"/>"):
            scopes.append(scope)
    return None
