"""Checks the values of a configuration: their types, their bounds, and what they name."""

from __future__ import annotations

from typing import Any

from parlq.lint.settings.settings import (
    LONGEST_TEXT,
    MOST_PATTERNS,
    MOST_REPORTS,
    MOST_TEXTS,
    OPTIONS,
    PATTERNS,
    Option,
    Settings,
    SettingsError,
    most_jobs,
)
from parlq.model.fields.name_matching import did_you_mean
from parlq.problems import ParlqError, shorten

#: Longest key that a message repeats.
_LONGEST = 80


def checked(table: dict[str, Any], file: str) -> dict[str, Any]:
    """The values of a table, each of the type and within the bounds that its setting has.

    Raises:
        SettingsError: an unknown key, or a value of another type; the message names both.
    """
    found = {}
    for key, value in table.items():
        option = OPTIONS.get(key)
        if option is None:
            name = shorten(key, _LONGEST)
            raise SettingsError(f"{file}: there is no setting {name!r}{_instead(name, value)}")
        if fault := _fault(option, value):
            raise SettingsError(f"{file}: {key} {fault}")
        found[key] = value
    return found


def _instead(key: str, value: Any) -> str:
    """The end of a message about an unknown key: what to write in its place, if that can be told."""
    if isinstance(value, dict) and key in {"tool", "parlq"}:
        return "; in parlq.toml, write settings at the top level, without [tool.parlq]"
    if value is True and key in OPTIONS["profile"].choices:
        return f"; write profile = {key!r}"
    return did_you_mean(key, OPTIONS)


def _fault(option: Option, value: Any) -> str | None:  # noqa: PLR0911 # one return a kind of setting
    """What is wrong with a value; None when nothing is."""
    match option.kind:
        case "flag":
            return None if isinstance(value, bool) else "must be true or false"
        case "count":
            most = option.most or most_jobs()
            if isinstance(value, bool) or not isinstance(value, int):
                return f"must be a whole number from {option.least} to {most}"
            if not option.least <= value <= most:
                return f"must be a whole number from {option.least} to {most}{_why(option, value)}"
        case "text":
            if not isinstance(value, str):
                return "must be a text"
            if option.choices and value not in option.choices:
                near = did_you_mean(shorten(value, _LONGEST), option.choices)
                return f"must be one of {', '.join(option.choices)}{near}"
            return _too_long([value])
        case "texts":
            if not _are_texts(value):
                return "must be an array of strings"
            most = MOST_REPORTS if option.name == "report" else MOST_TEXTS
            return _too_long(value, most) or _too_many(option, value)
        case "table":
            if not isinstance(value, dict) or not all(map(_are_texts, value.values())):
                return "must be a table of arrays of texts, by pattern"
            lists = [list(value), *value.values()]
            return next(filter(None, map(_too_long, lists)), None) or _too_many(option, lists[0])
    return None


def _why(option: Option, value: int) -> str:
    """The end of a message about a number that is too large."""
    if value < option.least:
        return ""
    if option.name == "max-size":
        return "; a larger one is for the command line, as it lifts other bounds, too"
    return " on this machine" if option.most is None else ""


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _too_long(texts: list[str], most: int = MOST_TEXTS) -> str | None:
    if len(texts) > most:
        return f"has more than {most} entries"
    if any(len(text) > LONGEST_TEXT for text in texts):
        return f"has a text of more than {LONGEST_TEXT} characters"
    return None


def _too_many(option: Option, patterns: list[str]) -> str | None:
    if option.name in PATTERNS and sum(map(len, patterns)) > MOST_PATTERNS:
        return f"has patterns of more than {MOST_PATTERNS} characters in all"
    return None


def prove(name: str, value: Any, file: str) -> None:
    """Compare a value from a file with what there is, so that a mistake is reported with its place.

    Raises:
        SettingsError: a rule, a report or a format that does not exist.
    """
    try:
        if name in {"select", "ignore"}:
            from parlq.lint.settings import selection

            selection.checked(tuple(value), ignoring=name == "ignore")
        elif name == "per-file-ignores":
            from parlq.lint.settings import selection

            for codes in value.values():
                selection.checked(tuple(codes), ignoring=True)
        elif name == "report":
            from parlq.lint.settings.report_targets import targets

            targets(Settings(reports=tuple(value)))
        elif name == "from":
            from parlq import formats

            formats.get(value)
    except ParlqError as error:
        raise SettingsError(f"{file}: {name}: {error}") from None
