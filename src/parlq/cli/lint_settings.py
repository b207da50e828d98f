"""The settings of a command that lints or rewrites files, from its arguments and the configuration."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from parlq.lint.settings.configuration import Configuration, Effective, effective, nearest, read
from parlq.lint.settings.settings import OPTIONS

#: Arguments whose values hold several, with commas between them.
_LISTS = ("select", "ignore")


def settings_of(arguments: Namespace) -> Effective:
    """The settings in force, from parsed arguments and the configuration.

    Raises:
        SettingsError: a configuration that cannot be read, or says what it cannot.
    """
    if arguments.no_config:
        configuration = Configuration()
    elif arguments.config is not None:
        configuration = read(arguments.config)
    else:
        configuration = nearest()
    given = vars(arguments)
    stated: dict[str, Any] = {}
    for name in OPTIONS:
        key = name.replace("-", "_")
        if key in given and (name != "paths" or given[key]):
            stated[name] = given[key]
    for name in _LISTS:
        if name in stated:
            from parlq.cli.lint_arguments import codes

            stated[name] = [code for text in stated[name] for code in codes(text)]
    if "per-file-ignores" in stated:
        table: dict[str, list[str]] = {}
        for pattern, rules in stated["per-file-ignores"]:
            table.setdefault(pattern, []).extend(rules)
        stated["per-file-ignores"] = table
    return effective(configuration, stated, given.get("stdin_filename"))
