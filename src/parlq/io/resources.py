"""The bundled schemas and pages: in the wheel beside the code, in a checkout at the top."""

from __future__ import annotations

import os.path
from functools import cache

#: Short names of the bundled schemas, as the command knows them.
SCHEMAS = {
    "xsd": "parlq-1.0.xsd",
    "json": "parlq-1.0.schema.json",
    "context": "context.jsonld",
    "config": "parlq-config-1.0.schema.json",
}


def schema_path(name: str) -> str:
    """Path of a bundled schema file.

    The wheel carries a copy of the top-level folder `schemas`; an editable install reads that
    folder itself, so there is one source only.
    """
    return _path("schemas", name)


def schema_bytes(name: str) -> bytes:
    """The content of a bundled schema file."""
    with open(schema_path(name), "rb") as file:
        return file.read()


def page_text(name: str) -> str:
    """A page of the documentation that the wheel carries a copy of, as Markdown."""
    with open(_path("docs", name), encoding="utf-8") as file:
        return file.read()


def table_rows(module: str, name: str) -> list[list[str]]:
    """The rows of a table (TSV) that is beside a module of this name, without its header."""
    from importlib import resources

    folder = resources.files(module.rpartition(".")[0])
    text = folder.joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


@cache
def _lists(module: str, name: str) -> dict[str, frozenset[str]]:
    return {key: frozenset(words.split(" ")) for key, words in table_rows(module, name)}


def words_of(module: str, name: str, key: str) -> frozenset[str]:
    """One list of a table that is beside a module: key, words with blanks between."""
    return _lists(module.rpartition(".")[0] + ".", name)[key]


def _path(folder: str, name: str) -> str:
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, folder, name)
    if os.path.isfile(installed):
        return installed
    return os.path.join(os.path.dirname(os.path.dirname(package)), folder, name)
