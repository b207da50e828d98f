"""`parlq validate`, `parlq config` and `parlq rule`."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING, Any

from parlq.cli.guard import UsageError, guarded, say, tell
from parlq.lint.settings.configuration import (
    ARGUMENTS,
    Configuration,
    Effective,
    effective,
    nearest,
    read,
)
from parlq.lint.settings.settings import OPTIONS, SettingsError
from parlq.problems import visible_text

if TYPE_CHECKING:
    from argparse import Namespace

    from parlq.lint.settings.settings import Settings

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
            from parlq.cli.validate_arguments import codes

            stated[name] = [code for text in stated[name] for code in codes(text)]
    if "per-file-ignores" in stated:
        table: dict[str, list[str]] = {}
        for pattern, rules in stated["per-file-ignores"]:
            table.setdefault(pattern, []).extend(rules)
        stated["per-file-ignores"] = table
    return effective(configuration, stated, given.get("stdin_filename"))


def validate(arguments: Namespace) -> int:
    """Lint files and report, as arguments say; returns the exit code."""
    settings = settings_of(arguments).settings
    if arguments.fix or arguments.diff:
        settings = settings._replace(fix=arguments.fix, diff=arguments.diff)
    if not settings.paths and not settings.allow_empty:
        from parlq.cli.arguments import usage_of

        message = "name at least one file, folder or pattern; - for standard input"
        raise UsageError(message, usage=usage_of("validate"))
    return lint_all(settings)


def validate_plainly(paths: list[str]) -> int:
    """The same for paths alone."""
    return guarded(lambda: lint_all(effective(nearest(), {"paths": paths}).settings))


def lint_all(settings: Settings) -> int:
    """Lint files and report; returns the exit code."""
    from parlq.lint.discovery.inputs import found
    from parlq.lint.discovery.skipped_files import Skips
    from parlq.lint.reports import opened
    from parlq.lint.results import Summary, checked_at_all
    from parlq.lint.settings.report_targets import targets
    from parlq.lint.workers import lint_files

    if settings.fix and "-" in settings.paths:
        raise SettingsError("--fix changes files, and standard input is none; try --diff")
    if settings.diff and sys.stdout is None:
        raise SettingsError("standard output is closed")
    wanted = () if settings.diff and not settings.reports else targets(settings)
    if any(target.shows_source for target in wanted):
        settings = settings._replace(sources=True)
    passed = frozenset(os.path.abspath(target.file) for target in wanted if target.file)
    summary = Summary(settings)
    skips = Skips()
    files = found(settings.paths, settings, passed, skips=skips)
    with contextlib.closing(lint_files(files, settings)) as linting:
        results = checked_at_all(linting, settings, skips)
        result = next(results, None)  # settings that do not work show before a report has begun
        with opened(wanted, settings) as reports:
            reports.begin()
            while result is not None:
                summary.add(result)
                reports.result(result)
                if result.diff:
                    sys.stdout.buffer.write(visible_text(result.diff).encode())
                if result.failure is not None:
                    tell(f"parlq: {result.file}: {result.failure}")
                if result.note:
                    tell(f"parlq: {result.file}: {result.note}")
                result = next(results, None)
            summary.skipped = skips.total
            reports.end(summary)
    if skips.total and not settings.quiet:
        tell(f"parlq: {skips}")
    if not wanted and not settings.quiet:
        print(summary, file=sys.stderr)
    return summary.code


def config(arguments: Namespace) -> int:
    """Print the settings in force, and where each comes from; returns the exit code."""
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


def rule(arguments: Namespace) -> int:
    """Explain rules, or list them; returns the exit code."""
    from parlq.lint.explain import explanation, matching
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
