"""The registry of formats: built in, and added by other packages through entry points."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import Any

import attrs

from parlq import sniffing
from parlq.problems import InputError, ParlqError, Problem
from parlq.reading import Reading

#: Entry point group in which another package names a `Format`.
GROUP = "parlq.formats"


def _never(_: bytes) -> bool:
    return False


#: Options that every reader takes.
_ALL_TAKE = frozenset({"strict", "file", "limits"})


@attrs.frozen(kw_only=True)
class Format:
    """A way to write documents down.

    A format of another package gives `reader` and `writer`, either of which may be missing; one
    that is built in names the module that has `read` and `dumps`, imported when first used.

    Attributes:
        name: what users call it, such as `akn`.
        description: one line for people.
        suffixes: of file names, lower case, with the dot.
        media_types: such as `application/akn+xml`.
        reader: `(data: bytes, *, strict: bool, file: str | None, limits: Limits, **options)`
            to a `Reading`; it does not raise for what the input says.
        writer: document to bytes; the same bytes for equal documents.
        sniff: whether data of unknown name begins like this format.
        strict: whether it is read strictly unless the caller says otherwise.
        options: names of further options that `reader` takes.
        writer_options: names of options that `writer` takes.
        losses: what the format has no place for in a document, as problems; None where it has a
            place for everything.
    """

    name: str
    description: str = ""
    suffixes: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    reader: Callable[..., Reading] | None = None
    writer: Callable[..., bytes] | None = None
    sniff: Callable[[bytes], bool] = _never
    strict: bool = True
    options: frozenset[str] = frozenset()
    writer_options: frozenset[str] = frozenset()
    losses: Callable[[Any], tuple[Problem, ...]] | None = None

    def read(self, data: bytes, **options: Any) -> Reading:
        """Read data; `UnknownFormatError` when this format is only written."""
        if self.reader is None:
            raise UnknownFormatError(f"the format {self.name} cannot be read")
        for name in options:
            if name not in _ALL_TAKE and name not in self.options:
                raise TypeError(f"the format {self.name} has no option {name}")
        reading = self.reader(data, **options)
        return reading if reading.format == self.name else attrs.evolve(reading, format=self.name)

    def dumps(self, document: Any, **options: Any) -> bytes:
        """Write a document; `UnknownFormatError` when this format is only read."""
        if self.writer is None:
            raise UnknownFormatError(f"the format {self.name} cannot be written")
        if unknown := set(options) - self.writer_options:
            raise TypeError(f"the format {self.name} is not written with the option {min(unknown)}")
        return self.writer(document, **options)


class UnknownFormatError(ParlqError, LookupError):
    """A format that does not exist, cannot be told, or cannot do what is asked."""


@attrs.frozen
class _Later:
    """A function that is imported when it is first called."""

    module: str
    function: str

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return _imported(self.module, self.function)(*arguments, **options)


@lru_cache(maxsize=64)
def _imported(module: str, function: str) -> Callable[..., Any]:
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


BUILT_IN: dict[str, Format] = {
    made.name: made
    for made in (
        Format(
            name="akn",
            description="Akoma Ntoso 3.0 in the parlq profile",
            suffixes=(".xml", ".akn"),
            media_types=("application/akn+xml", "application/xml", "text/xml"),
            reader=_Later("parlq.akn", "read"),
            writer=_Later("parlq.akn", "dumps"),
            sniff=sniffing.is_akn,
            options=frozenset({"check"}),
        ),
        Format(
            name="json",
            description="parlq JSON",
            suffixes=(".json",),
            media_types=("application/json",),
            reader=_Later("parlq.jsonformat", "read"),
            writer=_Later("parlq.jsonformat", "dumps"),
            sniff=sniffing.is_json,
            options=frozenset({"migrate"}),
        ),
        Format(
            name="page",
            description="saved page of the European Parliament's site",
            suffixes=(".txt", ".html", ".htm", ".docx", ".pdf"),
            media_types=("text/plain", "text/html"),
            reader=_Later("parlq.pages", "read"),
            writer=_Later("parlq.pages", "dumps"),
            sniff=sniffing.is_page,
            strict=False,
            options=frozenset({"reference", "source"}),
        ),
        Format(
            name="jsonld",
            description="records of the EP Open Data Portal, as its API answers",
            suffixes=(".jsonld",),
            media_types=("application/ld+json",),
            reader=_Later("parlq.opendata.jsonld", "read"),
            writer=_Later("parlq.opendata.jsonld", "dumps"),
            writer_options=frozenset({"shape"}),
            losses=_Later("parlq.opendata.losses", "of_records"),
            sniff=sniffing.is_jsonld,
            strict=False,
        ),
        Format(
            name="turtle",
            description="records of the EP Open Data Portal in Turtle",
            suffixes=(".ttl",),
            media_types=("text/turtle",),
            reader=_Later("parlq.opendata.turtle", "read"),
            writer=_Later("parlq.opendata.turtle", "dumps"),
            writer_options=frozenset({"shape"}),
            losses=_Later("parlq.opendata.losses", "of_rdf"),
            sniff=sniffing.is_turtle,
            strict=False,
        ),
        Format(
            name="rdfxml",
            description="records of the EP Open Data Portal in RDF/XML",
            suffixes=(".rdf",),
            media_types=("application/rdf+xml",),
            reader=_Later("parlq.opendata.rdfxml", "read"),
            writer=_Later("parlq.opendata.rdfxml", "dumps"),
            writer_options=frozenset({"shape"}),
            losses=_Later("parlq.opendata.losses", "of_rdf"),
            sniff=sniffing.is_rdfxml,
            strict=False,
        ),
        Format(
            name="ntriples",
            description="records of the EP Open Data Portal in N-Triples",
            suffixes=(".nt",),
            media_types=("application/n-triples",),
            reader=_Later("parlq.opendata.ntriples", "read"),
            writer=_Later("parlq.opendata.ntriples", "dumps"),
            writer_options=frozenset({"shape"}),
            losses=_Later("parlq.opendata.losses", "of_rdf"),
            sniff=sniffing.is_ntriples,
            strict=False,
        ),
        Format(
            name="csv",
            description="yearly CSV of the EP Open Data Portal",
            suffixes=(".csv",),
            media_types=("text/csv",),
            reader=_Later("parlq.opendata.csvfile", "read"),
            writer=_Later("parlq.opendata.csvfile", "dumps"),
            writer_options=frozenset({"language"}),
            losses=_Later("parlq.opendata.losses", "of_csv"),
            sniff=sniffing.is_csv,
            strict=False,
        ),
    )
}

_BY_SUFFIX = {suffix: made for made in BUILT_IN.values() for suffix in made.suffixes}

#: Formats whose files also go under the suffix of a wider one: an answer of the API as `.json`.
_NARROWER = {"json": "jsonld", "akn": "rdfxml"}


def installed() -> dict[str, Format]:
    """All formats by name: the built-in ones first, then those of other packages.

    Raises:
        UnknownFormatError: an entry point that cannot be loaded, or does not name a `Format`.
    """
    from importlib.metadata import entry_points

    found = dict(BUILT_IN)
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        try:
            made = point.load()
        except Exception as error:
            message = f"the entry point {point.name} of {GROUP} cannot be loaded: {error!r}"
            raise UnknownFormatError(message) from error
        if not isinstance(made, Format):
            raise UnknownFormatError(f"the entry point {point.name} of {GROUP} names no Format")
        found.setdefault(made.name, made)
    return found


def names() -> tuple[str, ...]:
    """Names of all formats."""
    return tuple(installed())


def get(name: str) -> Format:
    """The format of a name.

    Raises:
        UnknownFormatError: when there is none.
    """
    if name in BUILT_IN:
        return BUILT_IN[name]
    found = installed()
    if name not in found:
        raise UnknownFormatError(f"there is no format {name!r}; there are {', '.join(found)}")
    return found[name]


def for_path(path: str | os.PathLike[str]) -> Format | None:
    """The format that a file name's suffix tells, or None."""
    suffix = os.path.splitext(os.fspath(path))[1].lower()
    if not suffix:
        return None
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    return next((made for made in installed().values() if suffix in made.suffixes), None)


def sniffed(data: bytes) -> Format | None:
    """The format that data begins like, or None; any text is a page when no other format has it."""
    for made in BUILT_IN.values():
        if made.name != "page" and made.sniff(data):
            return made
    found = [made for made in installed().values() if made.sniff(data)]
    return next((made for made in found if made.name != "page"), found[0] if found else None)


def find(name: str | None, file: str | None, data: bytes) -> Format:
    """The format of an input: as named, as its suffix tells, or as it begins.

    Raises:
        InputError: PQ107 when it cannot be told, PQ106 when there is nothing to tell it by.
        UnknownFormatError: when `name` is no format.
    """
    if name is not None:
        return get(name)
    made = (for_path(file) if file else None) or sniffed(data)
    if made is not None:
        narrower = BUILT_IN.get(_NARROWER.get(made.name, ""))
        return narrower if narrower is not None and narrower.sniff(data) else made
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise InputError((Problem(rule="PQ106", message="the input is empty", file=file, line=1),))
    message = "the format cannot be told from the name or the content; name it"
    raise InputError((Problem(rule="PQ107", message=message, file=file, line=1),))
