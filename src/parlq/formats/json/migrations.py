"""Brings documents of older schema versions up to date, dictionary to dictionary, one step each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from parlq.formats.json.field_kinds import SCHEMA_KEY, SCHEMA_VERSION, VERSION_KEY
from parlq.formats.json.locations import Fault
from parlq.model.fields.patterns import Pattern

Step = Callable[[dict[str, Any]], dict[str, Any]]

#: From each older version, the one that followed it and how to get there. 1.0 is the first.
STEPS: dict[str, tuple[str, Step]] = {}
#: Two numbers as people write them, of so few digits that to read them takes no time.
_VERSION = Pattern(r"(?:0|[1-9][0-9]{0,5})\.(?:0|[1-9][0-9]{0,5})")


def versioned(parsed: Any, *, migrate: bool) -> tuple[Any, list[Fault]]:
    """The document without its schema version, brought up to date if asked, or what is wrong."""
    if type(parsed) is not dict:
        return parsed, [Fault((), "PQ304", "expected a JSON object")]
    document = dict(parsed)
    if type(document.pop(SCHEMA_KEY, "")) is not str:
        message = "must be a string, the address of a JSON Schema"
        return document, [Fault((SCHEMA_KEY,), "PQ304", message)]
    version = document.pop(VERSION_KEY, None)
    if type(version) is str and version == SCHEMA_VERSION:
        return document, []
    at = (VERSION_KEY,)
    if version is None:
        message = f'missing key "{VERSION_KEY}"; add "{VERSION_KEY}": "{SCHEMA_VERSION}"'
        return document, [Fault((), "PQ305", message)]
    if type(version) is not str or not _VERSION.fullmatch(version):
        return document, [Fault(at, "PQ304", f"must be a version such as {SCHEMA_VERSION}")]
    if _numbers(version) > _numbers(SCHEMA_VERSION):
        message = (
            f"schema version {version} is newer than {SCHEMA_VERSION}; update parlq to read it"
        )
        return document, [Fault(at, "PQ306", message)]
    if not migrate:
        message = (
            f"schema version {version} is older than {SCHEMA_VERSION}; pass --migrate to convert it"
        )
        return document, [Fault(at, "PQ307", message)]
    brought = migrated(document, version)
    if brought is None:
        return document, [
            Fault(at, "PQ307", f"unknown schema version {version}; expected {SCHEMA_VERSION}")
        ]
    return brought, []


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def migrated(document: dict[str, Any], version: str) -> dict[str, Any] | None:
    """The document in today's form, or None when no step leads from `version` to it."""
    while version != SCHEMA_VERSION:
        if version not in STEPS:
            return None
        version, step = STEPS[version]
        document = step(document)
    return document
