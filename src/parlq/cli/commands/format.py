"""`parlq format`: rewrites documents in their canonical form."""

from __future__ import annotations

import argparse

from parlq.cli.guard import UsageError

FORMAT = """\
examples:
  parlq format answer.xml answer.json
  parlq format --check data                      in CI: exit code 1 when a file would change
  parlq format --diff answer.xml
  cat answer.xml | parlq format - > canonical.xml

Comments and processing instructions stay where they are.
exit codes: 0 done, 1 a file that has an error, or with --check or --diff one that would change,
2 usage, configuration, or an input that cannot be read
"""


def add_format(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `format`."""
    from parlq.cli.lint_arguments import add_format as add

    add(command)


def run_format(arguments: argparse.Namespace) -> int:
    """Rewrite files in their canonical form; returns the exit code."""
    from parlq.cli.lint_settings import settings_of
    from parlq.cli.runs.rewriting import rewrite

    settings = settings_of(arguments).settings
    if not settings.paths and not settings.allow_empty:
        raise UsageError("name at least one file, folder or pattern; - for standard input")
    return rewrite(arguments, settings)
