"""The JSON Schema of a configuration, read off the table of settings."""

from __future__ import annotations

import json
import sys
from typing import Any

from parlq.lint.settings.settings import LONGEST_TEXT, MOST_REPORTS, MOST_TEXTS, OPTIONS, Option

_TEXT = {"type": "string", "maxLength": LONGEST_TEXT}
_TEXTS = {"type": "array", "maxItems": MOST_TEXTS, "items": _TEXT}


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of `parlq.toml` and of the table `tool.parlq`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://parlq.readthedocs.io/schemas/parlq-config-1.0.schema.json",
        "title": "parlq configuration",
        "description": "parlq.toml, or [tool.parlq] in pyproject.toml",
        "type": "object",
        "properties": {name: _of(option) for name, option in OPTIONS.items()},
        "additionalProperties": False,
    }


def _of(option: Option) -> dict[str, Any]:
    made: dict[str, Any] = {"description": option.text}
    match option.kind:
        case "flag":
            made |= {"type": "boolean", "default": option.default}
        case "count":
            made |= {"type": "integer", "minimum": option.least}
            if option.most is not None:
                made["maximum"] = option.most
        case "text":
            made |= _TEXT
            if option.choices:
                made["enum"] = list(option.choices)
        case "texts":
            made |= _TEXTS
            if option.name == "report":
                made["maxItems"] = MOST_REPORTS
        case "table":
            made |= {
                "type": "object",
                "maxProperties": MOST_TEXTS,
                "propertyNames": {"maxLength": LONGEST_TEXT},
                "additionalProperties": _TEXTS,
            }
    if option.kind in {"count", "text"} and option.default is not None:
        made["default"] = option.default
    return made


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), indent=2) + "\n")
