"""Reads settings from `parlq.toml`, or from `[tool.parlq]` in `pyproject.toml`."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from parlq.io.files import read_bytes
from parlq.limits import Limits
from parlq.lint.settings.settings import OPTIONS, PATTERNS, Settings, SettingsError
from parlq.problems import InputError

FILE, PROJECT = "parlq.toml", "pyproject.toml"
DEFAULT, ARGUMENTS = "default", "command line"
#: Largest file in bytes that is looked into for a mention of parlq.
_LARGEST = 10_000_000


class Configuration(NamedTuple):
    """What a configuration file says.

    Attributes:
        file: the file; None when there is none.
        values: what it says, by setting.
    """

    file: str | None = None
    values: dict[str, Any] = {}  # noqa: RUF012 # never changed


class Effective(NamedTuple):
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
    where another file system begins: what is above belongs to others. A file that is found is not
    read when it is a link out of its folder, since a checkout may come from a stranger.

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
            return read(_in_place(own))
        project = os.path.join(here, PROJECT)
        if os.path.exists(project) and (found := _of_project(_in_place(project))) is not None:
            return found
        above = os.path.dirname(here)
        if above == here or os.path.lexists(os.path.join(here, ".git")) or _same(here, home):
            return Configuration()
        try:
            if os.stat(above).st_dev != device:
                return Configuration()
        except OSError:
            return Configuration()
        here = above


def _in_place(file: str) -> str:
    """A file that was found; refused when it is a link that leads out of its folder."""
    if os.path.islink(file):
        from parlq.lint.settings.paths import is_inside

        if not is_inside(os.path.realpath(file), os.path.realpath(os.path.dirname(file))):
            message = "is a link out of its folder; to use it, name it with --config"
            raise SettingsError(f"{file}: {message}")
    return file


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
        found = _of_project(file)
        if found is None:
            raise SettingsError(f"{file}: has no table [tool.parlq]")
        return found
    return _made(_parsed(_bytes(file), file), file)


def _of_project(file: str) -> Configuration | None:
    """The configuration in `[tool.parlq]`; None when there is no such table."""
    data = _bytes(file)
    if b"parlq" not in data:
        return None  # to parse TOML takes longer than to read a document
    tool = _parsed(data, file).get("tool")
    if not isinstance(tool, dict) or "parlq" not in tool:
        return None
    table = tool["parlq"]
    if not isinstance(table, dict):
        raise SettingsError(f"{file}: tool.parlq must be a table")
    return _made(table, file)


def _bytes(file: str) -> bytes:
    """The content of a file of bounded size, which is no pipe or device."""
    try:
        return read_bytes(file, Limits(size=_LARGEST))
    except InputError as error:
        (problem,) = error.problems
        too_large = problem.rule == "PQ104"
        why = f"is larger than {_LARGEST} bytes" if too_large else problem.message.partition(";")[0]
        raise SettingsError(f"{file}: {why}") from None


# What follows is imported by those only who have a configuration.


def _parsed(data: bytes, file: str) -> dict[str, Any]:
    from parlq.lint.settings.bounded_toml import parsed

    return parsed(data, file)


def _made(table: dict[str, Any], file: str) -> Configuration:
    from parlq.lint.settings.values import checked

    return Configuration(file, checked(table, file))


def _value(name: str, configuration: Configuration, folder: str) -> Any:
    """A value of a configuration, as the current folder has it, compared with what there is."""
    from parlq.lint.settings.confined_paths import confined
    from parlq.lint.settings.values import prove

    file = configuration.file or ""
    value = confined(name, configuration.values[name], folder, file)
    prove(name, value, file)
    return value


def effective(
    configuration: Configuration, arguments: dict[str, Any], stdin_filename: str | None = None
) -> Effective:
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
            value = _value(name, configuration, folder)
            origins[name] = configuration.file
            if name in PATTERNS:
                folders.append((name, folder))
        if option.kind == "texts":
            value = tuple(value)
        elif option.kind == "table":
            value = tuple((pattern, tuple(codes)) for pattern, codes in value.items())
        values[option.field] = value
    values["stdin_filename"] = stdin_filename
    values["unbounded"] = origins["max-size"] == ARGUMENTS
    values["patterns_from"] = tuple(folders)
    return Effective(Settings(**values), origins)
