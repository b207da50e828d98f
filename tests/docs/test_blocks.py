"""Every fenced block of README and docs runs, and shows what really comes out.

- `sh`: every command must succeed;
- `console`: what follows a `$ command` is what the terminal shows;
- `python`: runs; with `>>>` the results are compared. All blocks of a page share their names;
- a block with a `title` is a file: when it exists, the block shows lines of it, with `…` where
  some are left out; otherwise the file is made;
- a block with a command as `title` is its output, whatever the layout;
- a `Bad` and a `Good` part of a file is an example of a rule, which another test puts in its place.

Each page runs in a folder of its own, in which the project's examples lie in `examples`. The page of
the rules is long: each group of its rules is a page of its own here.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shutil

import pytest

from .blocks import EXAMPLES, PAGES, ROOT, Block, blocks_of, words
from .shell import Shell

GAP = "…"


_GROUP = re.compile(r"## (PQ[0-9])")


def _parts():
    """Each page, or each group of rules, with its blocks."""
    for page in PAGES:
        name, rest = page.relative_to(ROOT).as_posix(), blocks_of(page)
        lines = page.read_text("utf-8").splitlines()
        heads = [
            (number, found[1])
            for number, line in enumerate(lines, 1)
            if (found := _GROUP.match(line))
        ]
        starts = {group: number for number, group in reversed(heads)}
        for group, start in sorted(starts.items(), reverse=True):
            yield pytest.param([b for b in rest if b.line > start], id=f"{name}-{group}")
            rest = [block for block in rest if block.line < start]
        yield pytest.param(rest, id=name)


@pytest.mark.parametrize("blocks", [*_parts()])
def test_every_block_runs(blocks, tmp_path, monkeypatch):
    """Every block of a page does what the page says."""
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "__main__"}
    shell = Shell(tmp_path)
    for block in blocks:
        with _at(block):
            _run(block, names, shell)


@contextlib.contextmanager
def _at(block: Block):
    """Name the block in every failure."""
    try:
        yield
    except Exception as error:
        error.add_note(f"in the block at {block.place}:\n{block.text}")
        raise


def _run(block: Block, names: dict[str, object], shell: Shell) -> None:
    if block.language == "console":
        _console(block, shell)
    elif block.language == "python":
        _python(block, names)
    elif block.language == "mermaid":
        return  # a picture
    elif block.title is not None and block.title.startswith(("Bad: ", "Good: ")):
        return
    elif block.title is not None and block.title.startswith("parlq "):
        assert words(block.text) == words(shell.run(block.title))
    elif block.title is not None:
        _file(block)
    elif block.language == "sh":
        for line in block.text.replace("\\\n", "").splitlines():
            if line.strip():
                shown = shell.run(line)
                assert shell.status == 0, shown
    else:
        raise AssertionError(f"{block.language or 'a block without language'} needs a title")


def _console(block: Block, shell: Shell) -> None:
    head, *commands = f"\n{block.text}".replace("\\\n", "").split("\n$ ")
    assert not head.strip(), "a console block begins with a command"
    assert commands, "a console block has a command"
    for command in commands:
        line, _, expected = command.partition("\n")
        _compare(expected.splitlines(), shell.run(line).splitlines())


def _python(block: Block, names: dict[str, object]) -> None:
    if not block.text.startswith(">>> "):
        code = compile(block.text, f"<{block.place}>", "exec")
        exec(code, names)
        return
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    test = doctest.DocTestParser().get_doctest(
        block.text, names, block.place, block.page.name, block.line
    )
    report = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=flags)
    runner.run(test, out=report.write, clear_globs=False)
    names.update(test.globs)
    assert runner.failures == 0, report.getvalue()
    assert test.examples


def _file(block: Block) -> None:
    assert block.title is not None
    if os.path.exists(block.title):
        with open(block.title, encoding="utf-8") as file:
            _compare(block.text.splitlines(), file.read().splitlines())
        return
    with open(block.title, "w", encoding="utf-8", newline="\n") as file:
        file.write(block.text)


def _compare(expected: list[str], actual: list[str]) -> None:
    """Hold lines against those expected.

    `…` alone on a line stands for any number of lines, in a line for any characters.
    """
    rest = actual
    parts: list[list[str]] = [[]]
    for line in expected:
        if line.strip() == GAP:
            parts.append([])
        else:
            parts[-1].append(line)
    first, last = parts[0], parts[-1]
    assert _alike(first, rest[: len(first)]), _shown(expected, actual)
    rest = rest[len(first) :]
    for part in parts[1:]:
        starts = [n for n in range(len(rest) + 1) if _alike(part, rest[n : n + len(part)])]
        assert starts, _shown(expected, actual)
        rest = rest[starts[-1 if part is last else 0] + len(part) :]
    assert not rest, _shown(expected, actual)


def _alike(expected: list[str], actual: list[str]) -> bool:
    return len(expected) == len(actual) and all(
        re.fullmatch(re.escape(line).replace(GAP, ".*"), other)
        for line, other in zip(expected, actual, strict=True)
    )


def _shown(expected: list[str], actual: list[str]) -> str:
    return "\n".join(["expected", *expected, "", "but there is", *actual])


def test_readme_begins_with_its_two_commands():
    """The first two `sh` blocks of README are one line each: install and run, install and test."""
    first, second = [block for block in blocks_of(PAGES[0]) if block.language == "sh"][:2]
    assert [1, 1] == [block.text.count("\n") for block in (first, second)]
    assert first.text.startswith("pip install . && parlq convert examples/")
    assert second.text.startswith("pip install '.[test]' && ")
