"""Plants a word at a random place of the content: what goes in must come out, or be reported.

`python fuzz/canary.py --seconds 60` takes valid inputs and broken ones. `harness.py` does the same
with half of the inputs that it makes.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import attrs
import mutations
import seeds
from fates import Planted, fate

from parlq.formats import akn, json
from parlq.formats.ep import pages
from parlq.formats.ep.records import csv as csvfile
from parlq.formats.ep.records import jsonld
from parlq.formats.ep.records.rdf import ntriples, rdfxml, turtle
from parlq.io.reading import Reading

#: Syllables of words that no document has.
_SYLLABLES = ("qua", "zil", "vex", "jot", "wyb", "kuz", "fyx", "gav")
_NO_CONTENT = re.compile(
    rb"<!--.*?(?:-->|\Z)|<\?.*?\?>|<!DOCTYPE[^>]*>|<!\[CDATA\[.*?\]\]>", re.DOTALL
)
_NO_TEXT = re.compile(
    rb"<(script|style|noscript|template|title|head)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_XML_TEXT = re.compile(rb">([^<>&]*)<")
#: Values of attributes, other than of those that only name a place in the document itself.
_XML_VALUE = re.compile(
    rb"""\s(?!xmlns|eId=|wId=|GUID=|id=|by=|xml:id=|as=)[\w:.-]+=["']((?!#)[^"'<&]*)["']"""
)
_HTML_VALUE = re.compile(rb"""\s(?:alt|href)=["']([^"'<&]*)["']""", re.IGNORECASE)
_JSON_TEXT = re.compile(rb'"((?:[^"\\]|\\.)*)"')
_RDF_TEXT = re.compile(rb'"((?:[^"\\\n]|\\.)*)"|<([^<>"\s]+)>')
#: What a prefix or a base stands for is no content.
_DIRECTIVE = re.compile(
    rb"^[ \t]*@?(?:prefix|base)\b[^\n<]*+(?:\n[^\n<]*+)?(?:<[^>\n]*+>)?",
    re.MULTILINE | re.IGNORECASE,
)
_EDGE = re.compile(rb"(?<=[\w.,])(?=\s)|(?<=\s)(?=\w)|\b")


#: Where in data a word can be put: spans of bytes that are content.
Spans = Callable[[bytes], list[tuple[int, int]]]


def plant(data: bytes, spans: Spans, seed: int | None = None) -> Planted | None:
    """Put a word somewhere; the same for the same data, unless a seed is given. None without a place."""
    chance = Random(zlib.crc32(data) if seed is None else seed)
    found = spans(data)
    if not found:
        return None
    start, end = chance.choice(found)
    edges = [start, end, *(start + edge.start() for edge in _EDGE.finditer(data[start:end]))]
    place = chance.choice(edges)
    word = "".join(chance.choice(_SYLLABLES) for _ in range(4))
    text = chance.choice(("{}", " {} ", " {}", "{} ")) if b" " in data[start:end] else "{}"
    made = data[:place] + text.format(word).encode() + data[place:]
    return Planted(made, word, data.count(b"\n", 0, place) + 1)


def _spans(pattern: re.Pattern[bytes], *without: re.Pattern[bytes]) -> Spans:
    def find(data: bytes) -> list[tuple[int, int]]:
        skipped = [each.span() for part in without for each in part.finditer(data)]
        found = []
        for each in pattern.finditer(data):
            start, end = each.span(each.lastindex or 0)
            if not any(start < after and end > before for before, after in skipped):
                found.append((start, end))
        return found

    return find


def _either(*each: Spans) -> Spans:
    return lambda data: [span for find in each for span in find(data)]


def _lines(data: bytes) -> list[tuple[int, int]]:
    return [each.span() for each in re.finditer(rb"[^\r\n]*\w[^\r\n]*", data)]


def _cells(data: bytes) -> list[tuple[int, int]]:
    return [each.span() for each in re.finditer(rb'\w[^,;\t"\r\n]*\w', data)]


_HTML = _either(
    _spans(_XML_TEXT, _NO_CONTENT, _NO_TEXT), _spans(_HTML_VALUE, _NO_CONTENT, _NO_TEXT)
)
_MARKUP = _either(_spans(_XML_TEXT, _NO_CONTENT), _spans(_XML_VALUE, _NO_CONTENT))
_WORDS = _spans(re.compile(rb"<w:t(?: [^>]*)?>([^<>&]*)<"), _NO_CONTENT)


def _no_context(data: bytes) -> list[tuple[int, int]]:
    """Texts of JSON-LD that are not within a context, which is no content."""
    skipped = []
    for found in re.finditer(rb'"@context"\s*:\s*[\[{]', data):
        depth, place = 1, found.end()
        while depth and place < len(data):
            depth += (data[place] in b"[{") - (data[place] in b"]}")
            place += 1
        skipped.append((found.start(), place))
    spans = _spans(_JSON_TEXT)(data)
    return [one for one in spans if not any(a <= one[0] < b for a, b in skipped)]


def _page(data: bytes) -> list[tuple[int, int]]:
    return _HTML(data) if data.lstrip()[:1] == b"<" else _lines(data)


@attrs.frozen
class Way:
    """A reader, where its inputs have content, and inputs to begin with."""

    read: Callable[[bytes], Reading]
    spans: Spans
    seeds: Callable[[], Iterator[bytes]]


def _texts() -> Iterator[bytes]:
    for data in seeds.for_pages():
        if data.lstrip()[:1] != b"<":
            yield data
            yield re.sub(rb"(?m)^(?=.)", b"  ", data)  # as mails and other texts quote pages


def _hypertexts() -> Iterator[bytes]:
    for data in seeds.for_pages():
        if data.lstrip()[:1] == b"<":  # with lines, so that a problem can name one
            yield re.sub(rb"(?<=>)(?=<[a-z])", b"\n", data)


def _words() -> Iterator[bytes]:
    yield from (data for data in seeds.for_packed() if data.lstrip()[:1] == b"<")


def _of(suffix: str) -> Callable[[], Iterator[bytes]]:
    writers = {"ttl": turtle, "nt": ntriples, "rdf": rdfxml}
    return lambda: seeds.written(writers[suffix].dumps)


def _generic() -> Iterator[bytes]:
    """Akoma Ntoso of other publishers, and debates in the spelling of other versions."""
    found = sorted((seeds.ROOT / "tests/examples/outside").rglob("*.xml"))
    for path in (*found, seeds.ROOT / "examples/sitting.xml"):
        data = path.read_bytes()
        yield data
        yield data.replace(b"akn/3.0", b"akn/3.0/WD17", 1)
        yield re.sub(rb' xmlns="[^"]*"', b"", data, count=1)
        earlier = data.replace(b"debateSection", b"subdivision").replace(b" eId=", b" id=")
        yield re.sub(rb'(?<= xmlns=")[^"]*', b"http://www.akomantoso.org/1.0", earlier, count=1)


WAYS = {
    "text": Way(pages.read, _page, _texts),
    "html": Way(pages.read, _page, _hypertexts),
    "docx": Way(lambda data: pages.read(seeds.packed(data)), _WORDS, _words),
    "akn strict": Way(akn.read, _MARKUP, seeds.for_akn),
    "akn lenient": Way(lambda data: akn.read(data, strict=False), _MARKUP, seeds.for_akn),
    "akn generic": Way(lambda data: akn.read(data, strict=False), _MARKUP, _generic),
    "json strict": Way(json.read, _spans(_JSON_TEXT), seeds.for_json),
    "json lenient": Way(
        lambda data: json.read(data, strict=False), _spans(_JSON_TEXT), seeds.for_json
    ),
    "jsonld": Way(jsonld.read, _no_context, seeds.for_jsonld),
    "csv": Way(csvfile.read, _cells, seeds.for_csv),
    "turtle": Way(turtle.read, _spans(_RDF_TEXT, _DIRECTIVE), _of("ttl")),
    "ntriples": Way(ntriples.read, _spans(_RDF_TEXT), _of("nt")),
    "rdfxml": Way(rdfxml.read, _MARKUP, _of("rdf")),
}


def check(way: Way, data: bytes, seed: int | None = None) -> str:
    """Fail when a word that is planted into data is lost; otherwise what became of it."""
    planted = plant(data, way.spans, seed)
    if planted is None:
        return "no place"
    reading = way.read(planted.data)
    how = fate(reading, planted)
    if how == "lost":
        raise Lost(planted)
    return how


def also(
    run: Callable[[bytes], None], ways: Callable[[bytes], tuple[str, ...]]
) -> Callable[[bytes], None]:
    """A check that plants a word besides, into half of the inputs, for each of these readers."""

    def both(data: bytes) -> None:
        run(data)
        if zlib.crc32(data) % 2:
            for name in ways(data):
                check(WAYS[name], data)

    return both


def always(*ways: str) -> Callable[[bytes], tuple[str, ...]]:
    """These readers, whatever the data."""
    return lambda _: ways


def of_page(data: bytes) -> tuple[str, ...]:
    """The reader of a page."""
    return ("html" if data.lstrip()[:1] == b"<" else "text",)


def of_file(data: bytes) -> tuple[str, ...]:
    """The reader of a part of a DOCX file; none of a PDF file."""
    return () if data.startswith(b"%PDF-") else ("docx",)


def of_rdf(data: bytes) -> tuple[str, ...]:
    """The readers of a syntax of RDF."""
    is_xml = data.lstrip()[:1] == b"<" and b"rdf:RDF" in data[:2000]
    return ("rdfxml",) if is_xml else ("turtle", "ntriples")


class Lost(AssertionError):  # noqa: N818 # what happened, not what kind of exception it is
    """A word that went in and did not come out; `key` says in what kind of place."""

    def __init__(self, planted: Planted) -> None:
        self.planted = planted
        place = planted.data.find(planted.word.encode())
        before = planted.data[max(place - 400, 0) : place]
        names = re.findall(rb'<([\w:-]+)|[\s<]([\w:-]+)=["\']|"([^"]{1,40})"\s*:', before)
        name = next((each for each in names[-1] if each), b"") if names else b""
        self.key = f"Lost at {name.decode('utf-8', 'replace')}"
        around = planted.data[max(place - 60, 0) : place + 60]
        super().__init__(f"{self.key}, line {planted.line}: {around!r}")


def main() -> int:
    """Plant words until the time is up; print what was lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=60, help="of the processor, a reader")
    parser.add_argument("--only", default="", help="how the name of a reader begins")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the inputs that lost a word")
    asked = parser.parse_args()
    chosen = [name for name in WAYS if name.startswith(asked.only)]
    return min(sum(_tried(name, WAYS[name], asked) for name in chosen), 1)


def _tried(name: str, way: Way, asked: argparse.Namespace) -> int:
    chance, fates, keys = Random(asked.seed), Counter[str](), set[str]()
    inputs = [data for data in way.seeds() if len(data) < 40_000]
    end = time.process_time() + asked.seconds
    while time.process_time() < end:
        data = chance.choice(inputs)
        if chance.random() < 0.4:
            kind = chance.choice(("flip", "truncate", "splice", "duplicate"))
            data = mutations.mutant(data, kind, chance, inputs)
        try:
            fates[check(way, data, chance.randrange(1 << 32))] += 1
        except Lost as error:
            fates["lost"] += 1
            if error.key not in keys:
                keys.add(error.key)
                print(f"{name}: {error}", flush=True)
                if asked.keep:
                    asked.keep.mkdir(parents=True, exist_ok=True)
                    path = asked.keep / f"{name.replace(' ', '-')}-{len(keys)}"
                    path.write_bytes(error.planted.data)
    print(f"{name}: {fates.total()} inputs: {dict(fates)}", flush=True)
    return fates["lost"]


if __name__ == "__main__":
    sys.exit(main())
