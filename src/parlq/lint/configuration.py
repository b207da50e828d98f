"""Reads settings from `parlq.toml`, or from `[tool.parlq]` in `pyproject.toml`."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from parlq.lint.confined import confined
from parlq.lint.settings import OPTIONS, Settings, SettingsError
from parlq.lint.toml import LARGEST_OTHER, parsed, read_toml
from parlq.lint.values import checked, prove

FILE, PROJECT = "parlq.toml", "pyproject.toml"
DEFAULT, ARGUMENTS = "default", "command line"
#: Settings whose values are, or hold, names of files relative to the configuration.
_RELATIVE = frozenset({"exclude", "include", "per-file-ignores"})


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
    The search ends with the folder of a repository, which has `.git`, with the home folder, and
    where another file system begins: what is above belongs to others.

    Raises:
        SettingsError: the file cannot be read, or says what it cannot.
    """
    try:
        here = os.path.abspath(folder or os.curdir)
        device, home = os.stat(here).st_dev, os.path.expanduser("~")
    except OSError as error:
        raise SettingsError(f"the current folder cannot be read: {error.strerror}") from None
    while True:
        own = os.path.join(here, FILE)
        if os.path.lexists(own):
            return read(own)
        project = os.path.join(here, PROJECT)
        if os.path.exists(project) and (table := _table(project)) is not None:
            return Configuration(project, checked(table, project))
        above = os.path.dirname(here)
        if above == here or os.path.lexists(os.path.join(here, ".git")) or _same(here, home):
            return Configuration()
        try:
            if os.stat(above).st_dev != device:
                return Configuration()
        except OSError:
            return Configuration()
        here = above


def _same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:  # there is no home
        return False


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
    return Configuration(file, checked(parsed(read_toml(file), file), file))


def _table(file: str) -> dict[str, Any] | None:
    """`[tool.parlq]`; None when there is none."""
    data = read_toml(file, LARGEST_OTHER)
    if b"parlq" not in data:
        return None  # to parse TOML takes longer than to read a document
    tool = parsed(data, file).get("tool")
    if not isinstance(tool, dict) or "parlq" not in tool:
        return None
    table = tool["parlq"]
    if not isinstance(table, dict):
        raise SettingsError(f"{file}: tool.parlq must be a table")
    return table


def in_force(
    configuration: Configuration, arguments: dict[str, Any], stdin_filename: str | None = None
) -> InForce:
    """The settings that arguments and configuration come to; arguments go before.

    Args:
        configuration: what the file says; names of files in it are relative to its folder.
        arguments: values by setting, those only that are stated.
        stdin_filename: name of standard input.

    Raises:
        SettingsError: a rule, a report or a format in the file that does not exist, or the name of
            a file that is not in the folder of the configuration.
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
            value = configuration.values[name]
            value = confined(name, value, folder, configuration.file)
            prove(name, value, configuration.file)
            origins[name] = configuration.file
            if name in _RELATIVE:
                folders.append((name, folder))
        if option.kind == "texts":
            value = tuple(value)
        elif option.kind == "table":
            value = tuple((pattern, tuple(codes)) for pattern, codes in value.items())
        values[option.field] = value
    values["stdin_filename"] = stdin_filename
    values["raised"] = origins["max-size"] == ARGUMENTS
    values["patterns_from"] = tuple(folders)
    return InForce(Settings(**values), origins)
