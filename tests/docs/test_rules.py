"""`docs/rules.md` explains every rule, and its examples give the rule that they are examples of."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from tempfile import mkdtemp

import pytest

from parlq.lint.engine import FileLinter
from parlq.lint.fixes import FIXABLE
from parlq.lint.settings.settings import Settings
from parlq.rules import RULES

from .blocks import EXAMPLES, ROOT, Block, blocks_of, sections_of

PAGE = ROOT / "docs" / "rules.md"
HEADINGS = sections_of(PAGE)
SECTIONS = {heading.partition(" ")[0]: text for heading, text in HEADINGS.items()}


def _blocks(rule: str) -> list[Block]:
    """The blocks of the section of one rule."""
    text = PAGE.read_text(encoding="utf-8")
    start = text[: text.index(f"\n## {rule} ") + 1].count("\n")
    return [b for b in blocks_of(PAGE) if start < b.line <= start + SECTIONS[rule].count("\n")]


def _titled(rule: str, stem: str) -> Block:
    (block,) = [b for b in _blocks(rule) if (b.title or "").partition(":")[0] == stem]
    return block


PLACED = [rule for rule in SECTIONS if ":" in (_titled(rule, "Bad").title or "")]


def test_every_rule_has_its_section():
    """The page has one section a rule, in the order of the table."""
    assert [f"{rule.id} {rule.slug}" for rule in RULES.values()] == list(HEADINGS)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_section_begins_with_title_and_severity(rule):
    """A section begins with what the table says of the rule."""
    lines = SECTIONS[rule.id].strip().splitlines()
    assert f"**{rule.title}** ({rule.severity})" == lines[0]


@pytest.mark.parametrize("rule", SECTIONS)
def test_a_section_has_a_bad_and_a_good_example(rule):
    """A section shows one bad and one good example."""
    assert _titled(rule, "Bad").line < _titled(rule, "Good").line


@pytest.mark.parametrize("rule", RULES)
def test_a_section_says_whether_there_is_a_fix(rule):
    """A section has a sentence about the automatic fix where there is one."""
    said = [line for line in SECTIONS[rule].splitlines() if line.startswith("**Fix:** `--fix`")]
    assert int(rule in FIXABLE) == len(said)


@pytest.mark.parametrize("rule", [rule for rule in SECTIONS if rule not in PLACED])
def test_a_bad_run_shows_the_rule(rule):
    """An example that is a run of the command, which the test of all blocks makes, shows the rule."""
    assert rule in _titled(rule, "Bad").text
    assert "PQ" not in _titled(rule, "Good").text


@pytest.mark.parametrize("rule", PLACED)
def test_a_bad_part_gives_the_rule(rule):
    """The bad part, in the place of the good one, gives the rule; the file as it is does not."""
    bad, good = _titled(rule, "Bad"), _titled(rule, "Good")
    assert bad.title is not None
    assert good.title == bad.title.replace("Bad", "Good")
    file = bad.title.removeprefix("Bad: ")
    text = (EXAMPLES / file).read_text(encoding="utf-8")
    spoiled, places = re.subn(_pattern(good.text), lambda _: bad.text.strip(), text, count=1)
    assert places == 1
    assert rule not in _found(text, file)
    assert RULES[rule].severity == _found(spoiled, file)[rule]


def _pattern(text: str) -> str:
    """Finds lines of a block in a file, whatever their indentation there."""
    return r"\s*\n\s*".join(re.escape(line.strip()) for line in text.strip().splitlines())


def _found(text: str, file: str) -> dict[str, str]:
    """The rules that a document breaks, with the severity of each."""
    folder = mkdtemp()
    path = Path(folder) / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    try:
        problems = FileLinter(Settings(max_problems=0))(str(path)).problems
    finally:
        shutil.rmtree(folder)
    return {problem.rule: problem.severity for problem in problems}
