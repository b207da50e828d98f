"""A finding of a rule: the id of the rule, the path in the value, and the message."""

from __future__ import annotations

from typing import NamedTuple

Path = tuple[str | int, ...]


class Finding(NamedTuple):
    """One finding of one rule.

    Attributes:
        rule: id of the rule.
        path: field names and indexes from the checked value to what is at fault.
        message: one sentence.
        work: identity of the work, where the checked value is a dossier.
    """

    rule: str
    path: Path
    message: str
    work: str | None = None

    def below(self, *steps: str | int) -> Finding:
        """The same finding, seen from further out."""
        return self._replace(path=(*steps, *self.path))
