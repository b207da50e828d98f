"""What is fuzzed: for each target a function of bytes that fails where parlq breaks a promise.

Reading ends in a value or in problems, never in another exception; a value that was read can be
written, and what was written is read back equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from random import Random
from typing import Any
from unittest import mock

import attrs
import canary
import commands
import fixes
import mutations
import seeds
import written

import parlq
from parlq.formats import akn, json
from parlq.formats.akn import reader as trees
from parlq.formats.akn.profile import fast as canonical
from parlq.formats.ep import pages
from parlq.formats.ep.records import csv as csvfile
from parlq.formats.ep.records import jsonld
from parlq.formats.ep.records.api import exact_records
from parlq.formats.ep.records.rdf import ntriples, rdfxml, turtle
from parlq.formats.json import reader as json_reader
from parlq.merging import merge, split
from parlq.model import FrbrUri, Language, Reference
from parlq.problems import InputError, ModelError, Problem

Check = Callable[[bytes], None]
Mutant = Callable[[bytes, str, Random, Sequence[bytes]], bytes]


@attrs.frozen
class Target:
    """One target: what it does with an input, what it begins with, the words it is fed."""

    run: Check
    seeds: Callable[[], Iterator[bytes]]
    words: tuple[str, ...]
    length: int = 16384
    #: How often the fuzzer itself changes an input, and how it is changed otherwise.
    blind: float = 0.5
    kinds: tuple[str, ...] = tuple(mutations.KINDS)
    mutant: Mutant = mutations.mutant


def sound(problems: Any) -> None:
    """Problems are complete: rule, message, a location counted from 1, a line to print."""
    for problem in problems:
        assert isinstance(problem, Problem), problem
        assert problem.message, problem
        assert (problem.line or 1) >= 1, problem
        assert (problem.column or 1) >= 1, problem
        assert "\n" not in str(problem), problem
        str(problem).encode()


def complete(reading: Any) -> None:
    """A reading has a value, or says why not."""
    sound(reading.problems)
    if reading.value is None:
        assert reading.failed, "no value, no error"
        assert reading.problems, "no value, no problem"


def carried(value: Any) -> None:
    """A value is written in both formats and read back equal."""
    first = akn.dumps(value)
    again = akn.read(first)
    assert value == again.value, ("akn", again.problems[:3])
    assert not again.problems, again.problems[:3]
    second = json.dumps(value)
    again = json.read(second)
    assert value == again.value, ("json", again.problems[:3])
    assert not again.problems, again.problems[:3]


def read_akn(data: bytes) -> None:
    """Akoma Ntoso, strict and lenient, with and without validation against the schema."""
    strict = akn.read(data)
    complete(strict)
    lenient = akn.read(data, strict=False)
    complete(lenient)
    for choice in (True, False):
        complete(akn.read(data, strict=choice, check=False))
    if not strict.failed:
        carried(strict.value)
        assert strict.value == lenient.value, "strict and lenient differ"
        strict.locate(("variants", 0, "body", 0))
    elif not lenient.failed:
        carried(lenient.value)


def alike(one: Any, other: Any) -> None:
    """Two values are equal, and of the same types in each of their parts."""
    assert type(one) is type(other), (one, other)
    if type(one) is tuple:
        assert len(one) == len(other), (one, other)
        for left, right in zip(one, other, strict=True):
            alike(left, right)
    elif attrs.has(type(one)):
        for field in attrs.fields(type(one)):
            alike(getattr(one, field.name), getattr(other, field.name))
    else:
        assert one == other, (one, other)


def read_written(data: bytes) -> None:
    """Akoma Ntoso that looks as parlq writes it: its lines say what its tree says, or nothing."""
    value = canonical.value(data)
    if value is None:
        reading = akn.read(data, file="a.xml")
        complete(reading)
        tree = trees.read(data, file="a.xml")
        assert (tree.problems, tree.failed) == (reading.problems, reading.failed)
        alike(tree.value, reading.value)
        return
    for choice in (True, False):
        for held in (True, False):
            tree = trees.read(data, strict=choice, check=held)
            assert tree.problems == (), tree.problems[:3]
            alike(tree.value, value)
    assert json.dumps(tree.value) == json.dumps(value)
    carried(value)
    reading = akn.read(data)
    assert value == reading.value, "read otherwise"
    for path in ((), ("date",), ("variants", 0, "body", 0), ("questions", 0, "variants", 0)):
        assert tree.locate(path) == reading.locate(path), path
    sound(parlq.validate(data))


def read_json(data: bytes) -> None:
    """JSON, strict and lenient; the fast reader agrees with the other one, or declines."""
    strict = json.read(data)
    complete(strict)
    if not strict.failed:
        with mock.patch.object(json_reader, "_fast", return_value=None):
            slow = json.read(data)
        assert strict.problems == slow.problems, (strict.problems[:3], slow.problems[:3])
        alike(slow.value, strict.value)
    lenient = json.read(data, strict=False)
    complete(lenient)
    if not strict.failed:
        carried(strict.value)
        assert strict.value == lenient.value, "strict and lenient differ"
        strict.locate(("variants", 0, "body", 0))
    elif not lenient.failed:
        carried(lenient.value)


def read_page(data: bytes) -> None:
    """Saved pages, text and HTML, strict and not."""
    if data.startswith((b"PK\x03\x04", b"%PDF-")):
        return  # read by other packages
    reading = pages.read(data)
    complete(reading)
    complete(pages.read(data, strict=True))
    if reading.value is not None:
        carried(reading.value)
        with suppress(ModelError):  # what a page cannot say
            complete(pages.read(pages.dumps(reading.value)))


def read_packed(data: bytes) -> None:
    """Saved pages as DOCX, around a main part, and as PDF."""
    reading = pages.read(data if data.startswith(b"%PDF-") else seeds.packed(data))
    complete(reading)
    if reading.value is not None:
        carried(reading.value)


def _record(format: Any, data: bytes, **options: Any) -> None:
    reading = format.read(data)
    complete(reading)
    complete(format.read(data, strict=True))
    if reading.value is not None:
        carried(reading.value)
        try:
            written = format.dumps(reading.value, **options)
        except InputError as error:
            sound(error.problems)
            return
        again = format.read(written)
        complete(again)
        assert again.value is not None, again.problems[:3]


def _doubt(*_: object) -> None:
    raise exact_records.NotCanonical


def read_jsonld(data: bytes) -> None:
    """Records as JSON-LD; the fast reader says what the general one says, or nothing."""
    _record(jsonld, data, shape=None)  # as the record was
    fast = jsonld.read(data)
    with mock.patch.multiple(exact_records, question=_doubt, answer=_doubt):
        general = jsonld.read(data)
    assert fast.problems == general.problems, (fast.problems[:3], general.problems[:3])
    alike(general.value, fast.value)


def read_csv(data: bytes) -> None:
    """Records as CSV."""
    _record(csvfile, data)


def read_rdf(data: bytes) -> None:
    """Records as Turtle, N-Triples and RDF/XML."""
    start = data.lstrip()[:1]
    if start == b"<" and b"rdf:RDF" in data[:2000]:
        _record(rdfxml, data)
    else:
        _record(turtle, data)
        complete(ntriples.read(data))


def read_names(data: bytes) -> None:
    """References, FRBR URIs and languages: parsed or refused, and stable once parsed."""
    text = data.decode("utf-8", "replace")
    with suppress(ModelError):
        reference = Reference.parse(text)
        assert reference == Reference.parse(str(reference))
    with suppress(ModelError):
        Reference.parse_match(text)
    for found in Reference.find_all(text, letterless=True):
        assert Reference.parse(str(found.reference)) == found.reference
    with suppress(ModelError):
        uri = FrbrUri.parse(text)
        assert uri == FrbrUri.parse(str(uri))
    with suppress(ModelError):
        FrbrUri.parse_lenient(text)
    with suppress(ModelError):
        language = Language.parse(text)
        assert language == Language.parse(language.tag)
    with suppress(ModelError):
        Language.from_uri(text)


def validate(data: bytes) -> None:
    """Validation of bytes whose format is detected from their start."""
    sound(parlq.validate(data, strict=None))
    if data.lstrip()[:1] == b"<":
        sound(parlq.validate(data, schema="akn"))


def joining(data: bytes) -> None:
    """Two documents, one behind the other, joined and taken apart."""
    documents = []
    for part in data.split(b"\n\n\n")[:4]:
        reading = parlq.read(part, strict=False)
        complete(reading)
        if reading.value is not None and not reading.failed:
            documents.append(reading.value)
    if not documents:
        return
    joined = merge(documents)
    sound(joined.problems)
    carried(joined.value)
    for _, part in split(joined.value):
        carried(part)


TARGETS = {
    "akn": Target(
        canary.also(read_akn, canary.always("akn strict", "akn lenient")), seeds.for_akn, ("xml",)
    ),
    "written": Target(
        canary.also(read_written, canary.always("akn strict")),
        seeds.for_written,
        ("xml",),
        blind=0.2,
        kinds=(*written.KINDS, *written.KINDS, *mutations.KINDS),
        mutant=written.mutant,
    ),
    "json": Target(
        canary.also(read_json, canary.always("json strict", "json lenient")),
        seeds.for_json,
        ("json",),
    ),
    "page": Target(canary.also(read_page, canary.of_page), seeds.for_pages, ("page",)),
    "packed": Target(canary.also(read_packed, canary.of_file), seeds.for_packed, ("packed",)),
    "validate": Target(validate, seeds.for_everything, ("xml", "json", "page")),
    "jsonld": Target(
        canary.also(read_jsonld, canary.always("jsonld")), seeds.for_jsonld, ("record",)
    ),
    "csv": Target(canary.also(read_csv, canary.always("csv")), seeds.for_csv, ("record", "page")),
    "rdf": Target(canary.also(read_rdf, canary.of_rdf), seeds.for_rdf, ("record",)),
    "names": Target(read_names, seeds.for_names, ("name",), 256),
    "arguments": Target(commands.arguments, commands.for_arguments, ("option",), 1024),
    "configuration": Target(commands.configuration, commands.for_configuration, ("config",), 4096),
    "fixing": Target(fixes.fixing, fixes.for_fixing, ("xml", "json")),
    "formatting": Target(fixes.formatting, fixes.for_fixing, ("xml", "json")),
    "suppressing": Target(fixes.suppressing, fixes.for_suppressing, ("xml", "config")),
    "joining": Target(joining, seeds.for_joining, ("json",)),
}
