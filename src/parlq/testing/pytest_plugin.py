"""A pytest plugin: each file that `parlq_files` names is a test, which fails for its problems."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

_FILES = pytest.StashKey[frozenset[Path]]()
#: What pytest calls arguments that nobody has given.
_UNASKED = {"TESTPATHS", "INVOCATION_DIR"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """The setting in the configuration of pytest."""
    parser.addini(
        "parlq_files",
        "files that parlq validates, as patterns relative to the folder of this configuration; "
        "each is a test",
        type="args",
        default=[],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Find the files; a run without arguments tests all of them, wherever they are."""
    patterns = config.getini("parlq_files")
    if not patterns:
        return
    files = frozenset(_files(patterns, config.rootpath))
    config.stash[_FILES] = files
    if config.args_source.name in _UNASKED:
        config.args += sorted(str(file) for file in files)


def _files(patterns: list[str], folder: Path) -> Iterator[Path]:
    from parlq.lint.discovery.glob_expansion import expanded
    from parlq.lint.settings.paths import MAGIC, is_inside

    top = os.path.realpath(folder)
    for pattern in patterns:
        names = [pattern] if MAGIC.isdisjoint(pattern) else expanded(pattern, folder=str(folder))
        found = [folder / name for name in names]
        files = [path for path in found if os.path.isfile(path)]
        # A pattern does not follow links out of the folder; a file that is named may be anywhere.
        if names != [pattern]:
            files = [
                path
                for path in files
                if not path.is_symlink() or is_inside(os.path.realpath(path), top)
            ]
        if not files:
            raise pytest.UsageError(f"parlq_files: no file matches {pattern!r}")
        yield from files


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The file as a test, if it is one of those named."""
    if file_path not in parent.config.stash.get(_FILES, ()):
        return None
    made: ParlqFile = ParlqFile.from_parent(parent, path=file_path)
    return made


class ParlqFile(pytest.File):
    """A document."""

    def collect(self) -> Iterator[ParlqItem]:
        """Its one test."""
        yield ParlqItem.from_parent(self, name="parlq")


class InvalidError(Exception):
    """A document with problems, as lines to be shown."""


class ParlqItem(pytest.Item):
    """Validates a document under the settings of the configuration of parlq."""

    def runtest(self) -> None:
        """Fail when `parlq validate` would."""
        from parlq.lint.engine import FileLinter
        from parlq.lint.results import CLEAN, Summary
        from parlq.problems import visible

        settings = _settings(self.config)
        result = FileLinter(settings)(os.path.relpath(self.path))
        summary = Summary(settings)
        summary.add(result)
        if summary.code != CLEAN:
            lines = [str(problem) for problem in result.problems]
            if result.unlisted > 0:
                lines.append(f"… and {result.unlisted} more problems")
            raise InvalidError("\n".join([*lines, *filter(None, [visible(result.failure or "")])]))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The problems alone, or what is wrong with the settings, without the code of the plugin."""
        from parlq.problems import ParlqError, visible_text

        if isinstance(excinfo.value, InvalidError | ParlqError):
            return visible_text(str(excinfo.value))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the test stands, and its name in the head of a failure."""
        from parlq.problems import visible

        return self.path, None, f"parlq validate {visible(os.path.relpath(self.path))}"


_SETTINGS = pytest.StashKey[Any]()


def _settings(config: pytest.Config) -> Any:
    """The settings of the configuration nearest to that of pytest; read once a run."""
    if _SETTINGS not in config.stash:
        from parlq.lint.settings.configuration import effective, nearest

        config.stash[_SETTINGS] = effective(nearest(str(config.rootpath)), {}).settings
    return config.stash[_SETTINGS]
