"""Distinguishes JSON of other programs from parlq JSON that has a fault."""

from __future__ import annotations

import json
from collections.abc import Sequence

from parlq.lint.discovery.folder_scan import InFolder
from parlq.lint.settings.settings import Settings
from parlq.problems import Problem

_KEY = "schema_version"
#: Largest file in bytes that is looked into; in a larger one the key is looked for.
_LARGEST = 10_000_000
#: Rules whose problems leave open whether a file was meant for parlq: an input that is empty or too
#: large, and a record that says what it is.
_OPEN = frozenset({"PQ100", "PQ104", "PQ106", "PQ609"})
#: Rule of JSON-LD whose context is not read, and what each record has in it, wherever it is from.
_NO_CONTEXT, _OF_RECORDS = "PQ613", "europa.eu"
#: Rule of a record that has no question and no answer.
_NO_RECORD = "PQ600"


def is_skipped(name: str, data: bytes, problems: Sequence[Problem], settings: Settings) -> bool:
    """Whether a file is not reported: it was only found in a folder, and is of another program.

    Args:
        name: its name, as discovery gave it.
        data: the content.
        problems: what was found in it.
        settings: those of the run.
    """
    if (
        settings.no_ignore
        or settings.input_format not in {None, "json"}
        or not data
        or not problems
    ):
        return False
    is_json = isinstance(name, InFolder) and name.lower().endswith(".json")
    return is_json and is_foreign(data, problems)


def is_foreign(data: bytes, problems: Sequence[Problem]) -> bool:
    """Whether a file named `.json` is of another program.

    It is when it lacks the key that each document of parlq has, and is no record either.

    Args:
        data: the content.
        problems: what was found in it.
    """
    rules = {problem.rule for problem in problems}
    if rules & _OPEN:
        return False
    others = rules - {_NO_CONTEXT}
    if _NO_RECORD not in others and any(rule[:3] == "PQ6" for rule in others):
        return False
    if len(data) <= _LARGEST:
        try:
            value = json.loads(data)
        except (ValueError, RecursionError):
            pass
        else:
            if _NO_CONTEXT in rules and _OF_RECORDS in json.dumps(value):
                return False
            values = value if isinstance(value, list) else [value]
            return not any(isinstance(each, dict) and _KEY in each for each in values)
    if _NO_CONTEXT in rules:
        return False
    return _KEY.encode() not in data.replace(b"\0", b"")
