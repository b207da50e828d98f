"""Finds the positions of works in the text of a record, for problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape

import attrs

from parlq.formats.ep.records.nodes.identifiers import ELI
from parlq.formats.ep.records.vocabulary.namespaces import absolute, has_scheme, relative
from parlq.io.reading import Later, Locate, Location, nowhere
from parlq.model import Answer, Document, Dossier, Question
from parlq.problems import Problem

#: How each syntax begins to tell of a node.
_NODES = {
    "json-ld": re.compile(rb'"@?id"\s*:\s*"([^"\\]+)"'),
    "turtle": re.compile(rb"^(?:<([^>\s]+)>|[\w.-]*:[\w./%-]+)(?=\s)", re.MULTILINE),
    "nt": re.compile(rb"^<([^>\s]+)>", re.MULTILINE),
    "xml": re.compile(rb"""\brdf:about\s*=\s*["']([^"'<]+)["']"""),
}
#: Directives of Turtle.
_PREFIX = re.compile(rb"@?prefix\s+([\w.-]*:)\s*<([^>\s]*)>", re.IGNORECASE)
_BASE = re.compile(rb"@?base\s+<([^>\s]+)>", re.IGNORECASE)
#: Nodes are searched one by one where that reads at most this many bytes; else all in one pass.
_FEW = 20_000_000


def placed(
    problems: list[Problem], value: Document | None, data: bytes, syntax: str
) -> tuple[Problem, ...]:
    """The problems, those that name a work with the place of its node."""
    wanted = {each.work for each in problems if each.line is None and each.work is not None}
    if not wanted:
        return tuple(problems)
    uris = {label: uri for label, uri in _named(value) if label in wanted}
    uris.update((label, label) for label in wanted - uris.keys())
    found = places(data, syntax, uris.values())
    return tuple(
        attrs.evolve(each, line=place.line, column=place.column)
        if each.line is None and each.work and (place := found.get(uris[each.work]))
        else each
        for each in problems
    )


def locator(value: Document | None, data: bytes, syntax: str) -> Locate:
    """Finds the work to which a path leads, by its URI."""
    return nowhere if value is None else Later(_located, value, data, syntax)


def _located(value: Document, data: bytes, syntax: str) -> Locate:
    known = places(data, syntax, (uri for _, uri in _named(value)))

    def locate(path: tuple[str | int, ...]) -> Location:
        work: Document | None = value
        if isinstance(value, Dossier):
            match path:
                case ("questions", int(index), *_) if index < len(value.questions):
                    work = value.questions[index]
                case ("answers", int(index), *_) if index < len(value.answers):
                    work = value.answers[index]
        uri = _uri(work) if isinstance(work, Question | Answer) else None
        return known.get(uri or "", Location())

    return locate


def _named(value: Document | None) -> Iterable[tuple[str, str]]:
    works = value.works if isinstance(value, Dossier) else (value,)
    return ((work.label or uri, uri) for work in works if work is not None and (uri := _uri(work)))


def _uri(work: Question | Answer) -> str | None:
    return next((each.value for each in work.identifiers if each.scheme == ELI), None)


def places(data: bytes, syntax: str, uris: Iterable[str]) -> Mapping[str, Location]:
    """Where the nodes of some URIs stand first, as far as they are found."""
    wanted = dict.fromkeys(uris)
    few = syntax == "json-ld" and len(wanted) * len(data) < _FEW
    found = _few(data, wanted) if few else None
    if found is None:
        found = {}
        whole = _turtle(data) if syntax == "turtle" else _WHOLE.get(syntax, _absolute)
        for match in _NODES[syntax].finditer(data):
            uri = whole(match)
            if uri in wanted:
                found.setdefault(uri, match.start())
    return _counted(data, found, columns=syntax == "json-ld")


def first_line(data: bytes, syntax: str, uris: Iterable[str]) -> int | None:
    """The first line on which a record begins to tell of one of some nodes."""
    found = places(data, syntax, uris).values()
    return min((place.line for place in found if place.line is not None), default=None)


def _absolute(match: re.Match[bytes]) -> str:
    return absolute(match[1].decode("utf-8", "replace"))


def _escaped(match: re.Match[bytes]) -> str:
    return absolute(unescape(match[1].decode("utf-8", "replace")))


_WHOLE = {"xml": _escaped}


def _turtle(data: bytes) -> Callable[[re.Match[bytes]], str]:
    """How a subject of Turtle becomes an IRI, by the prefixes and the first base of a document."""
    prefixes = {found[1]: found[2] for found in _PREFIX.finditer(data)}
    stated = _BASE.search(data)
    base = stated[1] if stated else b""

    def whole(match: re.Match[bytes]) -> str:
        text = match[1]
        if text is None:
            prefix, colon, name = match[0].partition(b":")
            text = prefixes.get(prefix + colon, b"") + name
        own = text.decode("utf-8", "replace")
        return own if has_scheme(own) else absolute(base.decode("utf-8", "replace") + own)

    return whole


def _few(data: bytes, uris: Iterable[str]) -> dict[str, int] | None:
    """Where nodes begin in JSON as the API spaces it; None where one is not found in that way."""
    found = {}
    begin = b'"id":"' if b'"id":"' in data else b'"id": "'
    place = 0
    for uri in uris:
        node = begin + relative(uri).encode() + b'"'
        # Works are asked for in the order in which most of them stand.
        place = max(data.find(node, place), 0) or data.find(node)
        if place < 0:
            return None
        found[uri] = place
    return found


def _counted(data: bytes, found: dict[str, int], *, columns: bool) -> dict[str, Location]:
    """Lines, and columns in characters, of what stands at some bytes."""
    made = {}
    line, column, before = 1, 1, 0
    for uri, at in sorted(found.items(), key=lambda each: each[1]):
        between = data[before:at]
        if breaks := between.count(b"\n"):
            line, column = line + breaks, 1
            between = between[between.rindex(b"\n") + 1 :]
        column += len(between.decode("utf-8", "replace"))
        made[uri] = Location(line=line, column=column if columns else None)
        before = at
    return made
