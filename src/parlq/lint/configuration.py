"""Reads settings from `parlq.toml`, or from `[tool.parlq]` in `pyproject.toml`."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from parlq.lint.settings import OPTIONS, Option, Settings, SettingsError, meant
from parlq.problems import ParlqError

FILE, PROJECT = "parlq.toml", "pyproject.toml"
DEFAULT, ARGUMENTS = "default", "command line"
#: Settings whose values are, or hold, names of files relative to the configuration.
_RELATIVE = frozenset({"exclude", "include", "per-file-ignores"})
#: Largest configuration in bytes.
_LARGEST = 10_000_000


class Configuration(NamedTuple):
    """What a configuration file says.

    Attributes:
        file: the file; None when there is none.
        values: what it says, by setting.
    """

    file: str | None = None
    values: dict[str, Any] = {}  # noqa: RUF012 # never changed


class InForce(NamedTuple):
    """Settings, and where each comes from.

    Attributes:
        settings: those of the run.
        origins: by setting, `default`, `command line` or the name of a file.
    """

    settings: Settings
    origins: dict[str, str]


def nearest(folder: str = "") -> Configuration:
    """The configuration of the nearest folder, upward from the current one, that has one.

    `parlq.toml` goes before `pyproject.toml`, which counts when it has the table `[tool.parlq]`.

    Raises:
        SettingsError: the file cannot be read, or says what it cannot.
    """
    here = os.path.abspath(folder or os.curdir)
    while True:
        own = os.path.join(here, FILE)
        if os.path.lexists(own):
            return read(own)
        project = os.path.join(here, PROJECT)
        if os.path.exists(project) and (table := _table(project)) is not None:
            return Configuration(project, checked(table, project))
        above = os.path.dirname(here)
        if above == here:
            return Configuration()
        here = above


def read(file: str) -> Configuration:
    """The configuration in a file: that of a project when it is named `pyproject.toml`.

    Raises:
        SettingsError: the file cannot be read, or says what it cannot.
    """
    if os.path.basename(file) == PROJECT:
        table = _table(file)
        if table is None:
            raise SettingsError(f"{file}: has no table [tool.parlq]")
        return Configuration(file, checked(table, file))
    return Configuration(file, checked(_parsed(_bytes(file), file), file))


def _bytes(file: str) -> bytes:
    try:
        with open(file, "rb") as opened:
            data = opened.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise SettingsError(f"{file}: cannot be read: {why}") from None
    if len(data) > _LARGEST:
        raise SettingsError(f"{file}: is larger than {_LARGEST} bytes")
    return data


def _table(file: str) -> dict[str, Any] | None:
    """`[tool.parlq]`; None when there is none."""
    data = _bytes(file)
    if b"parlq" not in data:
        return None  # to parse TOML takes longer than to read a document
    tool = _parsed(data, file).get("tool")
    if not isinstance(tool, dict) or "parlq" not in tool:
        return None
    table = tool["parlq"]
    if not isinstance(table, dict):
        raise SettingsError(f"{file}: tool.parlq must be a table")
    return table


def _parsed(data: bytes, file: str) -> dict[str, Any]:
    import tomllib  # for those who have a configuration

    try:
        return tomllib.loads(data.decode().removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file}: is not UTF-8 at byte {error.start}") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: is not TOML: {error}") from None
    except RecursionError:
        raise SettingsError(f"{file}: nests too deeply") from None


def checked(table: dict[str, Any], file: str) -> dict[str, Any]:
    """The values of a table, each of the type that its setting has.

    Raises:
        SettingsError: an unknown key, or a value of another type; the message names both.
    """
    found = {}
    for key, value in table.items():
        option = OPTIONS.get(key)
        if option is None:
            raise SettingsError(f"{file}: there is no setting {key!r}{_instead(key, value)}")
        if fault := _fault(option, value):
            raise SettingsError(f"{file}: {key} {fault}")
        found[key] = value
    return found


def _instead(key: str, value: Any) -> str:
    """The end of a message about an unknown key: what to write in its place, if that can be told."""
    if isinstance(value, dict) and key in {"tool", "parlq"}:
        return f"; in {FILE} settings stand at the top, without [tool.parlq]"
    if value is True and key in OPTIONS["profile"].choices:
        return f"; write profile = {key!r}"
    return meant(key, OPTIONS)


def _fault(option: Option, value: Any) -> str | None:
    """What is wrong with a value; None when nothing is."""
    match option.kind:
        case "flag":
            return None if isinstance(value, bool) else "must be true or false"
        case "count":
            if not isinstance(value, int) or isinstance(value, bool) or value < option.least:
                return f"must be a whole number, {option.least} or more"
        case "text":
            if not isinstance(value, str):
                return "must be a text"
            if option.choices and value not in option.choices:
                return f"must be one of {', '.join(option.choices)}{meant(value, option.choices)}"
        case "texts":
            return None if _are_texts(value) else "must be an array of texts"
        case "table":
            if not isinstance(value, dict) or not all(map(_are_texts, value.values())):
                return "must be a table of arrays of texts, by pattern"
    return None


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def in_force(
    configuration: Configuration, arguments: dict[str, Any], stdin_filename: str | None = None
) -> InForce:
    """The settings that arguments and configuration come to; arguments go before.

    Args:
        configuration: what the file says; names of files in it are relative to its folder.
        arguments: values by setting, those only that are stated.
        stdin_filename: name of standard input.

    Raises:
        SettingsError: a rule, a report or a format in the file that does not exist.
    """
    folder = "" if configuration.file is None else os.path.dirname(configuration.file)
    values: dict[str, Any] = {}
    origins = {}
    folders = []
    for name, option in OPTIONS.items():
        value, origins[name] = option.default, DEFAULT
        if name in arguments:
            value, origins[name] = arguments[name], ARGUMENTS
        elif name in configuration.values and configuration.file is not None:
            value = _placed(name, configuration.values[name], folder)
            _prove(name, value, configuration.file)
            origins[name] = configuration.file
            if name in _RELATIVE:
                folders.append((name, folder))
        if option.kind == "texts":
            value = tuple(value)
        elif option.kind == "table":
            value = tuple((pattern, tuple(codes)) for pattern, codes in value.items())
        values[option.field] = value
    values["stdin_filename"] = stdin_filename
    values["patterns_from"] = tuple(folders)
    return InForce(Settings(**values), origins)


def _prove(name: str, value: Any, file: str) -> None:
    """Hold a value from a file against what there is, so that a mistake is told with its place."""
    try:
        if name in {"select", "ignore"}:
            from parlq.lint import selection

            selection.checked(tuple(value), ignoring=name == "ignore")
        elif name == "per-file-ignores":
            from parlq.lint import selection

            for codes in value.values():
                selection.checked(tuple(codes), ignoring=True)
        elif name == "report":
            from parlq.lint import reports

            reports.targets(Settings(reports=tuple(value)))
        elif name == "from":
            from parlq import formats

            formats.get(value)
    except ParlqError as error:
        raise SettingsError(f"{file}: {name}: {error}") from None


def _placed(name: str, value: Any, folder: str) -> Any:
    """A value with the names of files in it as the current folder has them."""
    if name == "paths":
        return [path if path == "-" else _from_here(path, folder) for path in value]
    if name == "shapes" or (name == "schema" and value not in {"parlq", "akn"}):
        return _from_here(value, folder)
    if name == "report":
        parts = [text.partition(":") for text in value]
        return [
            f"{made}{colon}{_from_here(file, folder) if file not in {'', '-'} else file}"
            for made, colon, file in parts
        ]
    return value


def _from_here(path: str, folder: str) -> str:
    try:
        return os.path.relpath(os.path.join(folder, path))
    except ValueError:  # another drive
        return os.path.join(folder, path)
