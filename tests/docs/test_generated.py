"""What the documentation repeats of the code agrees with it."""

from __future__ import annotations

import re
import tomllib

import pytest
from tests.rooms import SRC

import parlq

from .blocks import ROOT, words
from .generated import commands, pages, regions_of

REGIONS = [(page, name) for page, regions in pages().items() for name in regions]


@pytest.mark.parametrize(("page", "name"), REGIONS)
def test_a_generated_part_is_up_to_date(page, name):
    """A part that is read off the code says what the code says; `python tasks.py pages` renews it."""
    there = regions_of((ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert words(pages()[page][name]) == words(there[name])


def test_the_page_about_the_command_has_no_other_commands():
    """The page about the command shows the help of every command, and of no other."""
    there = regions_of((ROOT / "docs" / "command.md").read_text(encoding="utf-8"))
    assert [name for name, _ in commands()] == list(there)


def test_the_architecture_names_files_that_exist():
    """Each file and folder that the page about the architecture names is in the package, or the checkout."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_0-9/.-]+(?:\.(?:py|tsv|xsd|md|json)|/))`", page))
    assert len(named) > 20
    tops = (SRC, SRC / "formats" / "akn", ROOT)
    assert set() == {name for name in named if not any((top / name).exists() for top in tops)}


def test_every_extra_for_users_is_in_readme():
    """README lists the extras that add something for users."""
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = set(project["optional-dependencies"]) - {"bench", "dev", "docs", "fuzz", "lint"}
    assert extras == set(re.findall(r"parlq\[(\w+)\]", page))


def test_the_citation_has_the_version():
    """The file for citations names the version of the package."""
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {parlq.__version__}\n" in citation
