"""Reads the lines that parlq has written as the text of a variant, and as its legal notice.

Plain paragraphs are most of what there is, and are cut out of their lines; all other blocks go to
the reader of trees, which has the one grammar of bodies.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from parlq.formats.akn.xml.escape import unescape
from parlq.model import Block, LegalNotice, Paragraph, parsing
from parlq.model.fields.base import unchecked
from parlq.model.fields.patterns import Pattern

_NOTICE = Pattern(r'<container name="legalNotice"(?: xml:lang="([^"]*)")?>')
_BLOCK = Pattern(r'<block name="(\w+)">(?:<a href="([^"]*)">)?([^<]*)<')

_paragraph = unchecked(Paragraph)
#: A longer notice is not worth to be remembered.
_LONG = 1024


def body(text: str, nl: str) -> tuple[Block, ...]:
    """The blocks in the lines of a speech, which begin with `nl`; none where it has no text."""
    lines = text.split(nl)[1:]
    if len(lines) == 1 and lines[0].endswith('"/>') and lines[0].startswith("<p "):
        return ()
    out: list[Block | None] = []
    others: list[str] = []
    for line in lines:
        if line.startswith("<p ") and "<" not in (words := line[line.index(">") + 1 : -4]):
            if not words:
                raise ValueError("an empty paragraph says nothing")
            out.append(_paragraph((unescape(words) if "&" in words else words,)))
        else:
            others.append(line)
            if line[0] == "<" and line[1] != "/":  # all that it holds is indented
                out.append(None)
    if not others:
        return tuple(out)  # type: ignore[arg-type]  # nothing is left open
    from parlq.formats.akn.profile.tree import fragment

    read = fragment.blocks(nl.join(others))
    if len(read) != out.count(None):
        raise ValueError("a line is neither a block nor a part of one")
    rest = iter(read)
    return tuple([next(rest) if block is None else block for block in out])


def notice(text: str) -> LegalNotice:
    """The legal notice in `conclusions`; most documents of a publisher have the same one."""
    return (_known if len(text) < _LONG else _notice)(text)


def _notice(text: str) -> LegalNotice:
    found = _NOTICE.search(text)
    if found is None:
        raise ValueError("conclusions hold the legal notice")
    facts: dict[str, Any] = {}
    blocks: list[tuple[str, str, str]] = _BLOCK.findall(text)
    for name, link, words in blocks:
        facts[_FACTS.get(name, name)] = unescape(words)
        if link:
            facts["uri"] = unescape(link)
    if "years" in facts:
        facts["years"] = tuple([int(year) for year in facts["years"].split(" ")])
    if found[1] is not None:
        facts["language"] = parsing.tag(found[1])
    if not facts.keys() <= _OF_A_NOTICE:
        raise ValueError("a notice has no such block")
    return LegalNotice(**facts)


_known = lru_cache(maxsize=256)(_notice)
_FACTS = {"accessRight": "access_right"}
_OF_A_NOTICE = {
    *("label", "language", "uri", "holder", "years", "text", "licence", "access_right"),
}
