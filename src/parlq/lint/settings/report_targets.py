"""Which reports are asked for, and where each of them goes."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

from parlq.io.devices import descriptor_of
from parlq.lint.settings.paths import is_git, is_inside
from parlq.lint.settings.settings import Settings, SettingsError
from parlq.model.fields.name_matching import did_you_mean

#: Each format: its module and class, imported when it is asked for.
FORMATS = {
    "text": ("text", "Text"),
    "full": ("text", "Text"),
    "concise": ("text", "Text"),
    "json": ("json", "Json"),
    "jsonl": ("json", "JsonLines"),
    "sarif": ("sarif", "Sarif"),
    "junit": ("junit", "JUnit"),
    "github": ("github", "GitHub"),
    "gitlab": ("gitlab", "GitLab"),
}


class Target(NamedTuple):
    """One report that is asked for.

    Attributes:
        format: one of `FORMATS`.
        file: where to; None for standard output.
    """

    format: str
    file: str | None = None

    @property
    def shows_source(self) -> bool:
        """Whether it shows the lines that problems are in."""
        if self.format == "text":
            return self.file is None and _is_terminal()
        return self.format == "full"


def targets(settings: Settings) -> tuple[Target, ...]:
    """The reports that are asked for; unless any is, text, or annotations under GitHub Actions.

    Raises:
        SettingsError: a format that does not exist, or two reports for one place.
    """
    found: list[Target] = []
    for stated in settings.reports or (_usual(),):
        name, to_file, file = stated.partition(":")
        if name not in FORMATS:
            known = ", ".join(FORMATS)
            raise SettingsError(
                f"there is no report {name!r}{did_you_mean(name, FORMATS)} ({known})"
            )
        if to_file and not file:
            raise SettingsError(f"the report {stated!r} names no file; {name} alone is printed")
        target = Target(name, file if file not in {"", "-"} else None)
        if any(_place(target) == _place(other) for other in found):
            where = target.file or "standard output"
            raise SettingsError(f"two reports cannot both go to {where}; name a file: {name}:FILE")
        if target.file is not None and (fault := _fault(target.file)):
            raise SettingsError(f"{target.file}: {fault}")
        found.append(target)
    return tuple(found)


def _fault(file: str) -> str | None:
    """Why no report is written to a place, whoever has asked for it; None where one may be."""
    if descriptor_of(file) is not None:
        return None
    try:
        real, folder = os.path.realpath(file), os.path.realpath(os.path.dirname(file) or os.curdir)
    except (OSError, ValueError):  # opening it will tell
        return None
    if is_git(file) or is_git(real):
        return "a report is not written below .git"
    if not is_inside(real, folder):
        return f"a report is not written through a link to another folder; name {real} itself"
    return None


def _place(target: Target) -> str | None:
    return None if target.file is None else os.path.realpath(target.file)


def _usual() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _is_terminal() -> bool:
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:  # closed
        return False
