"""Brings documents of older schema versions up to date, dictionary to dictionary, one step each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from parlq.jsonformat.spec import SCHEMA_VERSION

Step = Callable[[dict[str, Any]], dict[str, Any]]

#: From each older version, the one that followed it and how to get there. 1.0 is the first.
STEPS: dict[str, tuple[str, Step]] = {}


def migrated(document: dict[str, Any], version: str) -> dict[str, Any] | None:
    """The document in today's form, or None when no step leads from `version` to it."""
    while version != SCHEMA_VERSION:
        if version not in STEPS:
            return None
        version, step = STEPS[version]
        document = step(document)
    return document
