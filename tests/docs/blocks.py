"""The fenced blocks of the project's Markdown pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
#: Every page whose blocks are run.
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))

_FENCE = re.compile(r"(?P<indent> *)(?P<fence>`{3,})(?P<info>[^`]*)")
_TITLE = re.compile(r'title="([^"]+)"')


class Block(NamedTuple):
    """One fenced block: its page, the line of its fence, its language, its title and its text."""

    page: Path
    line: int
    language: str
    title: str | None
    text: str

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return f"{self.page.name}:{self.line}"


def blocks_of(page: Path) -> list[Block]:
    """All fenced blocks of a page, in order.

    A fence that is never closed, or has no language, is an error of the page.
    """
    found = []
    opened: tuple[int, re.Match[str]] | None = None
    inside: list[str] = []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        fence = _FENCE.fullmatch(line)
        if opened is None:
            if fence:
                opened, inside = (number, fence), []
        elif fence and fence["fence"] == opened[1]["fence"] and not fence["info"].strip():
            start, head = opened
            title = _TITLE.search(head["info"])
            language = head["info"].split()[0] if head["info"].strip() else ""
            text = "".join(f"{each.removeprefix(head['indent'])}\n" for each in inside)
            found.append(Block(page, start, language, title and title[1], text))
            opened = None
        else:
            inside.append(line)
    if opened is not None:
        raise AssertionError(f"{page.name}:{opened[0]}: this fence is never closed")
    return found


def sections_of(page: Path, level: int = 2) -> dict[str, str]:
    """The text below each heading of one level, by the heading."""
    pattern = re.compile(rf"^#{{{level}}} (.+)$", re.MULTILINE)
    parts = pattern.split(page.read_text(encoding="utf-8"))[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def words(text: str) -> list[str]:
    """Words without the layout of help texts, which differs between versions of Python."""
    return re.sub(r"(-\w) [A-Z]+, (--)", r"\1, \2", text).split()
