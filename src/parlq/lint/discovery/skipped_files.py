"""Counts the files that were found in folders and not checked, by reason."""

from __future__ import annotations

IGNORED, IGNORED_FOLDER, FOREIGN = "ignored", "ignored-folder", "foreign"
LINK, SPECIAL, EMPTY, FILTERED = "link", "special", "empty", "filtered"

#: Each reason: what one is called, what several are, and why they are skipped.
_WORDS = {
    IGNORED: ("file", "files", "that .gitignore ignores"),
    IGNORED_FOLDER: ("folder", "folders", "that .gitignore ignores"),
    FOREIGN: ("JSON file", "JSON files", "without schema_version"),
    LINK: ("link", "links", "that parlq does not follow"),
    EMPTY: ("archive", "archives", "without documents"),
    FILTERED: ("document", "documents", "that the filters leave out"),
    SPECIAL: ("pipe, socket or device", "pipes, sockets or devices", ""),
}
#: Reasons that `--no-ignore` sets aside.
_SET_ASIDE = (IGNORED, IGNORED_FOLDER, FOREIGN)


class Skips:
    """Counts of what is skipped, by reason."""

    __slots__ = ("_counts",)

    def __init__(self) -> None:
        self._counts = dict.fromkeys(_WORDS, 0)

    def add(self, reason: str) -> None:
        """Count one more."""
        self._counts[reason] += 1

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(self._counts.values())

    @property
    def can_be_checked(self) -> bool:
        """Whether `--no-ignore` would check some of them."""
        return any(self._counts[reason] for reason in _SET_ASIDE)

    def __str__(self) -> str:
        parts = [
            f"{count} {_WORDS[reason][count > 1]} {_WORDS[reason][2]}".rstrip()
            for reason, count in self._counts.items()
            if count
        ]
        end = "; --no-ignore checks what is ignored or foreign" if self.can_be_checked else ""
        return f"skipped {', '.join(parts)}{end}"
