"""Completion scripts for shells, made from the parser of the command."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from parlq.problems import MissingExtraError

#: Shells that `script` knows.
SHELLS = ("bash", "zsh", "tcsh", "fish")


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """The completion script of a shell.

    Raises:
        MissingExtraError: shtab, which makes those of bash, zsh and tcsh, is not installed.
    """
    if shell == "fish":
        return "\n".join(_fish(parser))
    try:
        import shtab
    except ModuleNotFoundError:
        raise MissingExtraError("shell completion", "completion") from None
    made: str = shtab.complete(parser, shell=shell)
    return made


def _fish(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Lines for fish, which shtab does not know."""
    (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))  # noqa: SLF001 # argparse has no public way
    about = {choice.dest: choice.help or "" for choice in commands._choices_actions}  # noqa: SLF001 # as above
    yield "complete -c parlq -n __fish_use_subcommand -s h -l help -d 'show the help'"
    yield "complete -c parlq -n __fish_use_subcommand -s V -l version -d 'print the version'"
    for name, command in commands.choices.items():
        text = _quoted(about.get(name, ""))
        yield f"complete -c parlq -n __fish_use_subcommand -f -a {name} -d {text}"
        inside = f"complete -c parlq -n '__fish_seen_subcommand_from {name}'"
        for action in command._actions:  # noqa: SLF001 # as above
            words = [f"-s {o[1:]}" for o in action.option_strings if not o.startswith("--")]
            words += [f"-l {o[2:]}" for o in action.option_strings if o.startswith("--")]
            if action.choices is not None:
                words.append(f"-x -a {_quoted(' '.join(map(str, action.choices)))}")
            elif action.option_strings and action.nargs != 0:
                words.append("-r")
            if words:
                yield f"{inside} {' '.join(words)} -d {_quoted(action.help or '')}"


def _quoted(text: str) -> str:
    """A text in single quotes of fish, where a backslash escapes both."""
    escaped = text.replace("%%", "%").replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
