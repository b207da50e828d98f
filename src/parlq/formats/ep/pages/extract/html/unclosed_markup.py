"""Finds what tags, comments and elements swallow that are not closed where they should be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from parlq.formats.ep.pages.lines.extracted import Unmapped
from parlq.formats.ep.pages.lines.line import allowed

#: Stands at the end of the source: where the tree does not end with it, something is not closed.
END = "<wbr parlq-end>"
_MARK = "parlq-end"
#: Elements whose content is no markup, so that it ends nowhere else than at their end tag.
_RAW = frozenset(["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"])
#: Attributes with `<` in a name or value; a quotation mark or `>` may be missing before it.
_ODD = etree.XPath("descendant-or-self::*[@*[contains(., '<') or contains(name(), '<')]]")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>?")
#: Attributes that hold markup, or the source of a script.
_HOLDS_MARKUP = re.compile(r"data-.*|on[a-z]+|srcdoc|content|value|x-.*|ng-.*|v-.*|[:@].*")
#: A tag up to its end or that of the source, as the HTML Standard cuts it (13.2.5).
_TAG = re.compile(
    r"""</?[a-zA-Z](?:[^>"'=]|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|(?!["'])|\Z)|["'])*+(?P<end>>?)"""
)
_WORD = re.compile(r"\w")


def end(roots: list[Any], source: str) -> list[Unmapped]:
    """Take the sign of the end out of a document; what is not closed before it.

    Args:
        roots: the elements of the document, the last one perhaps only for the sign.
        source: what they were parsed from, without the sign.
    """
    parent, last = None, roots[-1]
    while len(last):
        parent, last = last, last[-1]
    if last.tag == "wbr" and last.get(_MARK) is not None and parent is not None:
        parent.remove(last)
        alone = len(roots) > 1 and parent is roots[-1] and not len(parent)
        if alone and not (parent.text or "").strip():
            roots.pop()
        return []
    if last.tag is etree.Comment:
        words = (last.text or "").removesuffix(END).removesuffix(END[:-1])
        # The line of a comment is that of its end.
        line = max((last.sourceline or 1) - words.count("\n"), 1)
        return [Unmapped(line, "unclosed", allowed(words.strip()))]
    if isinstance(last.tag, str) and (last.text or "").endswith(END):
        last.text = last.text.removesuffix(END)
        # What such an element shows is reported as usual: a frame, a field, lines of `xmp`.
        silent = last.tag in {"script", "style", "title"}
        return [Unmapped(last.sourceline or 1, "unclosed", allowed(last.text))] if silent else []
    return _tag(source) if next(roots[-1].iter("frameset"), None) is None else []


def _tag(source: str) -> list[Unmapped]:
    """The tag that is not closed before the end of the source; what is no text is left out."""
    start = max(source.rfind("<"), 0)
    for found in _TAG.finditer(source):
        if not found["end"]:
            start = found.start()
    words = source[start:].strip()
    line = source.count("\n", 0, start) + 1
    return [Unmapped(line, "unclosed", allowed(words))] if _WORD.search(words[1:]) else []


def sections(root: Any) -> Iterator[Unmapped]:
    """What stands in sections of CDATA, which are comments in HTML."""
    for each in root.iter(etree.Comment):
        if (words := each.text or "").startswith("[CDATA["):
            text = words.removeprefix("[CDATA[").removesuffix("]]")
            yield Unmapped(each.sourceline or 1, "unclosed", allowed(text.strip()))


def inside(root: Any) -> Iterator[Unmapped]:
    """What stands in the tags of a tree because something before it is not closed."""
    elements: Any = _ODD(root)
    for element in elements:
        if element.get(_MARK) is not None:
            continue  # a tag that is not closed before the end
        for name, value in element.items():
            if "<" in name:
                # Words behind a tag without its `>` are attributes without a value.
                words = " ".join(each for each, said in element.items() if not said)
                yield Unmapped(element.sourceline or 1, "unclosed", allowed(words))
                break
            if _MARKUP.search(value) and not _HOLDS_MARKUP.fullmatch(name):
                yield Unmapped(element.sourceline or 1, "unclosed", allowed(value.strip()))
                break
