"""Writes the content of XML literals of RDF/XML in Exclusive XML Canonicalization."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from parlq.formats.ep.records.rdf.rdfxml_grammar import XML, Attributes, Name

#: Spellings in texts and in values of attributes (Canonical XML 1.1, 2.3).
_TEXT = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#xD;"))
_VALUE = (
    ("&", "&amp;"),
    ("<", "&lt;"),
    ('"', "&quot;"),
    ("\t", "&#x9;"),
    ("\n", "&#xA;"),
    ("\r", "&#xD;"),
)


@attrs.define
class Literal:
    """One XML literal in the making.

    Attributes:
        spend: called with the number of characters added.
        depth: elements that are open.
    """

    spend: Callable[[int], object]
    depth: int = 0
    _parts: list[str] = attrs.Factory(list)
    _declared: list[dict[str, str]] = attrs.Factory(lambda: [{"": ""}])

    def start(self, name: Name, attributes: Attributes) -> None:
        """Begin an element, with those namespaces that its name and its attributes use."""
        known = self._declared[-1]
        used = {name.prefix: name.namespace}
        used.update((each.prefix, each.namespace) for each, _ in attributes if each.prefix)
        new = {p: ns for p, ns in used.items() if known.get(p) != ns and ns != XML}
        parts = [f"<{_tag(name)}"]
        parts += [f' xmlns{":" if p else ""}{p}="{_escaped(new[p], _VALUE)}"' for p in sorted(new)]
        parts += [
            f' {_tag(each)}="{_escaped(value, _VALUE)}"' for each, value in sorted(attributes)
        ]
        self._add("".join(parts) + ">")
        self._declared.append({**known, **new} if new else known)
        self.depth += 1

    def end(self, name: Name) -> None:
        """End an element."""
        self._declared.pop()
        self.depth -= 1
        self._add(f"</{_tag(name)}>")

    def text(self, text: str) -> None:
        """Add a text."""
        self._add(_escaped(text, _TEXT))

    def comment(self, text: str) -> None:
        """Add a comment."""
        self._add(f"<!--{text}-->")

    def instruction(self, target: str, data: str) -> None:
        """Add a processing instruction."""
        self._add(f"<?{target}{' ' if data else ''}{data}?>")

    def whole(self) -> str:
        """The literal."""
        return "".join(self._parts)

    def _add(self, part: str) -> None:
        self.spend(len(part))
        self._parts.append(part)


def _tag(name: Name) -> str:
    return f"{name.prefix}:{name.local}" if name.prefix else name.local


def _escaped(text: str, entities: tuple[tuple[str, str], ...]) -> str:
    for char, entity in entities:
        text = text.replace(char, entity)
    return text
