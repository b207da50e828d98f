"""What the documentation repeats of the code agrees with it."""

from __future__ import annotations

import re

import pytest

from .blocks import ROOT
from .generated import commands, pages, regions_of

REGIONS = [(page, name) for page, regions in pages().items() for name in regions]


def _words(text: str) -> list[str]:
    """Words without the layout of help texts, which differs between versions of Python."""
    return re.sub(r"(-\w) [A-Z]+, (--)", r"\1, \2", text).split()


@pytest.mark.parametrize(("page", "name"), REGIONS)
def test_a_generated_part_is_up_to_date(page, name):
    """A part that is read off the code says what the code says; `python tasks.py pages` renews it."""
    there = regions_of((ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert _words(pages()[page][name]) == _words(there[name])


def test_the_page_about_the_command_has_no_other_commands():
    """The page about the command shows the help of every command, and of no other."""
    there = regions_of((ROOT / "docs" / "command.md").read_text(encoding="utf-8"))
    assert [name for name, _ in commands()] == list(there)
