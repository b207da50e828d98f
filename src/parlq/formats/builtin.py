"""The formats that are built in; each imports its readers and writers when it is first used."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import Any

import attrs

from parlq.formats.format import Format
from parlq.io import sniffing

Sniffer = Callable[[bytes], bool]


@attrs.frozen
class _Later:
    """A function that is imported when it is first called."""

    module: str
    function: str
    given: tuple[tuple[str, Any], ...] = ()

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return _imported(self.module, self.function)(*arguments, **dict(self.given), **options)


@lru_cache(maxsize=64)
def _imported(module: str, function: str) -> Callable[..., Any]:
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


def _rdf(
    name: str, suffix: str, media_type: str, sniff: Sniffer, *, spelled: str, streams: bool = False
) -> Format:
    """Records in one syntax of RDF; one in which statements stand alone can be streamed."""
    module = f"parlq.formats.ep.records.rdf.{name}"
    stream = _Later("parlq.formats.ep.records.rdf.stream_works", "stream", (("format", name),))
    return Format(
        name=name,
        description=f"records of the EP Open Data Portal in {spelled}",
        suffixes=(suffix,),
        media_types=(media_type,),
        reader=_Later(module, "read"),
        writer=_Later(module, "dumps"),
        writer_options=frozenset({"shape"}),
        shapes=("api-v2", "dump-2022"),
        comparison=_Later("parlq.formats.ep.records.loss.losses", "of_rdf"),
        sniff=sniff,
        strict=False,
        stream=stream if streams else None,
    )


BUILT_IN: dict[str, Format] = {
    made.name: made
    for made in (
        Format(
            name="akn",
            description="Akoma Ntoso 3.0 in the parlq profile",
            suffixes=(".xml", ".akn"),
            media_types=("application/akn+xml", "application/xml", "text/xml"),
            reader=_Later("parlq.formats.akn", "read"),
            writer=_Later("parlq.formats.akn", "dumps"),
            sniff=sniffing.is_akn,
            options=frozenset({"check", "replies"}),
            writer_options=frozenset({"shape", "language"}),
            shapes=("debate",),
            comparison=_Later("parlq.formats.akn", "comparison"),
            lossless=True,
            stream=_Later("parlq.formats.akn.streaming", "stream"),
        ),
        Format(
            name="json",
            description="parlq JSON",
            suffixes=(".json",),
            media_types=("application/json",),
            reader=_Later("parlq.formats.json", "read"),
            writer=_Later("parlq.formats.json", "dumps"),
            sniff=sniffing.is_json,
            options=frozenset({"migrate"}),
            lossless=True,
            stream=_Later("parlq.formats.json.streaming", "stream"),
        ),
        Format(
            name="html",
            description="page for readers that carries its data",
            suffixes=(".html", ".htm"),
            media_types=("text/html",),
            reader=_Later("parlq.formats.html", "read"),
            writer=_Later("parlq.formats.html", "dumps"),
            sniff=sniffing.is_own_page,
            strict=False,
            options=frozenset({"migrate"}),
            writer_options=frozenset({"language"}),
            lossless=True,
        ),
        Format(
            name="page",
            description="saved page of the European Parliament's site",
            suffixes=(".txt", ".html", ".htm", ".mhtml", ".mht", ".docx", ".pdf"),
            write_suffixes=(".txt",),
            media_types=("text/plain", "text/html"),
            reader=_Later("parlq.formats.ep.pages", "read"),
            writer=_Later("parlq.formats.ep.pages", "dumps"),
            sniff=sniffing.is_page,
            strict=False,
            options=frozenset({"reference", "source"}),
            writer_options=frozenset({"language"}),
            comparison=_Later("parlq.formats.ep.pages.losses", "of_page"),
        ),
        Format(
            name="jsonld",
            description="records of the EP Open Data Portal, as its API answers",
            suffixes=(".jsonld",),
            media_types=("application/ld+json",),
            reader=_Later("parlq.formats.ep.records.jsonld", "read"),
            writer=_Later("parlq.formats.ep.records.jsonld", "dumps"),
            writer_options=frozenset({"shape"}),
            shapes=("api-v2", "dump-2022"),
            comparison=_Later("parlq.formats.ep.records.loss.losses", "of_records"),
            sniff=sniffing.is_jsonld,
            strict=False,
        ),
        _rdf("turtle", ".ttl", "text/turtle", sniffing.is_turtle, spelled="Turtle", streams=True),
        _rdf("rdfxml", ".rdf", "application/rdf+xml", sniffing.is_rdfxml, spelled="RDF/XML"),
        _rdf(
            "ntriples",
            ".nt",
            "application/n-triples",
            sniffing.is_ntriples,
            spelled="N-Triples",
            streams=True,
        ),
        Format(
            name="csv",
            description="yearly CSV of the EP Open Data Portal",
            suffixes=(".csv",),
            media_types=("text/csv",),
            reader=_Later("parlq.formats.ep.records.csv", "read"),
            writer=_Later("parlq.formats.ep.records.csv", "dumps"),
            writer_options=frozenset({"language", "guard_formulas"}),
            comparison=_Later("parlq.formats.ep.records.loss.losses", "of_csv"),
            sniff=sniffing.is_csv,
            strict=False,
            stream=_Later("parlq.formats.ep.records.csv.format", "stream"),
        ),
    )
}
