"""What is done with an input of each kind, as users do it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import cache, partial
from io import BytesIO, TextIOWrapper
from pathlib import Path

import grown_values
from measure import Deed

import parlq
from parlq.cli import main
from parlq.formats import akn
from parlq.testing import corpus

_RECORD = b"""@prefix eli: <http://data.europa.eu/eli/ontology#> .
<https://data.europarl.europa.eu/eli/dl/doc/E-9-2021-000888> a eli:Work ;
  <http://purl.org/dc/terms/title> "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" .
"""
_SHAPES = b"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix eli: <http://data.europa.eu/eli/ontology#> .
[] a sh:NodeShape ; sh:targetClass eli:Work ; sh:property [ sh:path eli:title ; sh:minCount 1 ] .
"""


@cache
def _document() -> bytes:
    return akn.dumps(next(iter(corpus(1, seed=3, kind="question"))))


def prepared() -> None:
    """Do once what takes time the first time only: imports, schemas."""
    for data, form in ((_document(), "akn"), (_RECORD, "turtle")):
        for _, run in of(form, data):
            run()
    for _, run in of("shapes", _SHAPES):
        run()


def of(kind: str, data: bytes, *, every: bool = True) -> Iterator[Deed]:
    """What is done with an input; all of it, or what every user does."""
    if kind == "shapes":
        yield "shapes", partial(parlq.validate, _RECORD, format="turtle", shapes=data)
    elif kind == "schema":
        yield "schema", partial(_schema, data)
    elif kind in {"settings", "ignored"}:
        yield kind, partial(_checkout, "parlq.toml" if kind == "settings" else ".gitignore", data)
    else:
        yield from _read(kind, data, every=every)


def _read(kind: str, data: bytes, *, every: bool) -> Iterator[Deed]:
    yield "read", partial(parlq.read, data, format=kind, strict=False)
    yield "validated", partial(parlq.validate, data, format=kind, file="a")
    if not every:
        return
    yield "read strictly", partial(parlq.read, data, format=kind, strict=True)
    yield "format told", partial(parlq.read, data)
    if kind == "akn":
        yield "validated officially", partial(parlq.validate, data, format=kind, schema="akn")
    if kind in {"turtle", "rdfxml", "ntriples", "jsonld"}:
        yield "shapes", partial(parlq.validate, data, format=kind, shapes=_SHAPES)
    if kind in {"akn", "json"}:
        yield (
            "fixed",
            partial(
                _command, f"a.{'xml' if kind == 'akn' else 'json'}", data, "validate", "--diff"
            ),
        )
        yield (
            "formatted",
            partial(_command, f"a.{'xml' if kind == 'akn' else 'json'}", data, "format", "--check"),
        )
    value = parlq.read(data, format=kind, strict=False).value
    if value is not None:
        yield from grown_values.deeds(value)


def _command(name: str, data: bytes, *arguments: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        _run(*arguments, os.fspath(path))


def _run(*arguments: str) -> None:
    out = TextIOWrapper(BytesIO(), "utf-8", "backslashreplace")
    with redirect_stdout(out), redirect_stderr(out):
        code = main(list(arguments))
    out.flush()
    printed = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
    if "fault of parlq" in printed:
        raise AssertionError(printed[-300:])
    if code not in {0, 1, 2}:
        raise AssertionError(f"exit code {code}")


def _schema(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "house.xsd")
        path.write_bytes(data)
        parlq.validate(_document(), format="akn", schema=os.fspath(path))


def _checkout(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        before = os.getcwd()
        os.chdir(folder)
        try:
            for path, content in (
                (name, data),
                ("q.xml", _document()),
                (".git/HEAD", b"ref: x\n"),
                ("a/b/c.txt", b""),
            ):
                Path(path).parent.mkdir(parents=True, exist_ok=True)
                Path(path).write_bytes(content)
            _run("validate")
            _run("validate", ".")
            _run("format", "--check", ".")
        finally:
            os.chdir(before)
