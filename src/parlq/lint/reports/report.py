"""What every report has: a text before, for and after the results of the files."""

from __future__ import annotations

from parlq.lint.results import FileResult, Summary
from parlq.lint.settings.report_targets import Target
from parlq.lint.settings.settings import Settings


class Report:
    """Turns results into text, piece by piece, so that it need not be held."""

    def __init__(self, settings: Settings, target: Target) -> None:
        self._settings = settings
        self._target = target

    def begin(self) -> str:
        """What comes before all results."""
        return ""

    def result(self, result: FileResult) -> str:
        """What there is to say of one file."""
        raise NotImplementedError

    def end(self, _: Summary) -> str:
        """What comes after all results."""
        return ""
