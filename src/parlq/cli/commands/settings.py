"""`parlq config` and `parlq rule`: the settings in force, and what rules mean."""

from __future__ import annotations

import argparse
import os
from typing import Any

from parlq.cli.guard import say

CONFIG = """\
examples:
  parlq config
  parlq config --config ci/parlq.toml
"""
RULE = """\
examples:
  parlq rule PQ201
  parlq rule PQ4       the rules whose id begins so, as a list
  parlq rule --all
"""


def add_config(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `config`."""
    from parlq.cli.lint_arguments import add_configuration

    add_configuration(command)


def add_rule(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `rule`."""
    command.add_argument("rules", metavar="RULE", nargs="*", help="id of a rule, or its beginning")
    command.add_argument("--all", action="store_true", help="list all rules")


def run_config(arguments: argparse.Namespace) -> int:
    """Print the settings in force, and where each comes from; returns the exit code."""
    from parlq.cli.lint_settings import settings_of
    from parlq.lint.settings.configuration import ARGUMENTS
    from parlq.lint.settings.settings import OPTIONS

    force = settings_of(arguments)
    width, lines = max(map(len, OPTIONS)), []
    for name, option in OPTIONS.items():
        value = _toml(getattr(force.settings, option.field))
        origin = force.origins[name]
        shown = origin if origin in {"default", ARGUMENTS} else os.path.relpath(origin)
        lines.append(f"{name:{width}} = {value:30} # {shown}")
    say("\n".join(lines))
    return 0


def _toml(value: Any) -> str:
    """A value as a configuration file has it."""
    import json

    if value is None:
        return "(none)"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if value and isinstance(value[0], tuple):
        inner = ", ".join(f"{_toml(key)} = {_toml(codes)}" for key, codes in value)
        return f"{{ {inner} }}"
    return f"[{', '.join(_toml(item) for item in value)}]"


def run_rule(arguments: argparse.Namespace) -> int:
    """Explain rules, or list them; returns the exit code."""
    from parlq.lint.explain import explanation, matching
    from parlq.lint.settings.settings import SettingsError
    from parlq.rules import RULES

    if not arguments.rules and not arguments.all:
        raise SettingsError("name a rule, such as PQ201, or list them with --all")
    lines: list[str] = []
    for code in ["PQ"] if arguments.all else arguments.rules:
        found = matching(code)
        if len(found) == 1 and not arguments.all:
            if code is not arguments.rules[0]:
                lines.append("")
            lines.append(explanation(found[0].id).removesuffix("\n"))
            continue
        lines += [f"{one.id}  {one.severity:7}  {one.slug:32}  {one.title}" for one in found]
    say("\n".join(lines))
    return 0 if RULES else 2
