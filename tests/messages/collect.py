"""Collects the messages of all rules from inputs that have faults.

The inputs are the bad examples of `docs/rules.md`, the documents of `tests/examples`, the faults of
the strict reader's test, and the files of `tests/messages/inputs`, where adding a file adds its
messages.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from tests.docs.blocks import EXAMPLES, ROOT, Block, blocks_of
from tests.docs.shell import Shell
from tests.unit.akn.test_strict_reader import FAULTS, broken

import parlq
from parlq.cli import main
from parlq.formats import plugins
from parlq.formats.format import Format
from parlq.problems import Problem
from parlq.rules import RULES

RULES_PAGE = ROOT / "docs" / "rules.md"
HERE = Path(__file__).parent
#: The page that shows each message once.
PAGE = HERE / "messages.md"
#: What is the same message with other values in it.
_VARIABLE = re.compile(
    r"""'[^']*'|"[^"]*(?:"|$)|(?<=one of )\w+(?:, \w+)*|\.\w+(?: \.\w+)+|<[^<>]*>|\S*\d\S*|(?<=: ).*(?=; )|(?<=: ).*$|\b[\w./-]+\.(?:xml|json|txt|html|csv|ttl)\b"""
)
#: Texts of other libraries, which differ between their versions.
_FOREIGN = re.compile(
    r"(?s)(?<=^not well-formed: ).*|(?<=^not JSON: ).*|(?<=^not CSV: ).*|(?<=cannot be applied: ).*"
    r"|(?<=Error: ).*|(?<=^not a readable PDF file: ).*|(?<=^not a readable DOCX file: )\S+\.xml: .*"
)


def table() -> dict[str, list[str]]:
    """The messages of each rule, each once and in order."""
    found: dict[str, dict[str, str]] = {rule: {} for rule in RULES}
    for problem in _problems():
        if problem.message and "problems of this rule are not listed" not in problem.message:
            message = _FOREIGN.sub("…", problem.message)
            key = fixed_part(message)
            known = found[problem.rule].get(key, message)
            found[problem.rule][key] = min(known, message, key=lambda each: (len(each), each))
    return {rule: sorted(messages.values()) for rule, messages in found.items()}


def page() -> str:
    """The page that shows each message once."""
    lines = [
        "# Messages",
        "",
        "Each message of each rule once, from real inputs. `python tasks.py pages` writes this page.",
    ]
    for rule, messages in table().items():
        known = RULES[rule]
        lines += ["", f"## {rule} {known.slug} ({known.severity})", "", f"{known.title}", ""]
        lines += [f"    {message}".replace("\n", "\\n") for message in messages]
    return "\n".join(lines) + "\n"


def sections(text: str) -> dict[str, list[str]]:
    """The messages that a page shows, by rule."""
    parts = re.split(r"^## (PQ\d{3}) .*$", text, flags=re.MULTILINE)[1:]
    return {
        rule: re.findall(r"^ {4}(.+)$", part, re.MULTILINE)
        for rule, part in zip(parts[::2], parts[1::2], strict=True)
    }


def fixed_part(message: str) -> str:
    """A message without what differs from input to input."""
    return _VARIABLE.sub("…", message)


def _problems() -> Iterator[Problem]:
    """All problems that the inputs give, in any order."""
    made: list[Problem] = []
    build = Problem.__init__

    def record(self: Problem, *arguments: object, **named: object) -> None:
        build(self, *arguments, **named)  # type: ignore[arg-type] # as it was called
        made.append(self)

    read = Format.read

    def recorded(self: Format, data: bytes, **options: Any) -> Any:
        try:
            reading = read(self, data, **options)
        except parlq.InputError as error:
            made.extend(error.problems)
            raise
        made.extend(reading.problems)  # some are made in other processes
        return reading

    before = os.getcwd()
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.object(Problem, "__init__", record),
        mock.patch.object(Format, "read", recorded),
    ):
        try:
            os.chdir(folder)
            shutil.copytree(EXAMPLES, "examples")
            _run_page()
            _read_files()
        finally:
            os.chdir(before)
    yield from made


def _read_files() -> None:
    """Read each document with faults, strictly and leniently, and validate it."""
    for path in sorted((ROOT / "tests" / "examples").rglob("document.*")):
        _read(path.name, path.read_bytes())
    for path in sorted((HERE / "inputs").iterdir()):
        if path.suffix == ".lines":  # a document on each line
            for line in path.read_bytes().splitlines():
                _read(f"{path.stem}.{path.stem}", line)
        else:
            _read(path.name, path.read_bytes())
    for fault in FAULTS:
        _read("document.xml", broken(*fault[:3])[0].encode())


def _read(name: str, data: bytes) -> None:
    if name.endswith(
        (".docx", ".pdf")
    ):  # these take longest, and have no other messages in strict reading
        with contextlib.suppress(parlq.ParlqError):
            parlq.read(data, file=name, strict=False)
        return
    for strict in (True, False):
        with contextlib.suppress(parlq.ParlqError):
            parlq.read(data, file=name, strict=strict)
    with contextlib.suppress(parlq.ParlqError):
        parlq.validate(data, file=name)


def _run_page() -> None:
    """Run what the page about rules shows as bad, and what that needs."""
    names: dict[str, object] = {"__name__": "__main__"}
    blocks = blocks_of(RULES_PAGE)
    for place, block in enumerate(blocks):
        title = block.title or ""
        if title.startswith("Bad: "):
            wanted = title.replace("Bad", "Good")
            _put(block, next(each.text for each in blocks[place:] if each.title == wanted))
        elif block.language == "python":
            _python(block, names)
        elif block.language == "console" and title == "Bad":
            for line in re.findall(r"^\$ (.*)$", block.text.replace("\\\n", ""), re.MULTILINE):
                _command(line)
        elif (
            title and not title.startswith("Good") and block.language not in {"console", "mermaid"}
        ):
            Path(title).write_text(block.text, encoding="utf-8", newline="\n")


def _put(block: Block, good: str) -> None:
    """Validate a file with the bad part in place of the good one."""
    name = (block.title or "").removeprefix("Bad: ")
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    lines = [re.escape(line.strip()) for line in good.strip().splitlines()]
    spoiled = re.sub(r"\s*\n\s*".join(lines), lambda _: block.text.strip(), text, count=1)
    path = Path("spoiled") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(spoiled, encoding="utf-8", newline="")
    _parlq(["validate", str(path)], b"")


def _python(block: Block, names: dict[str, object]) -> None:
    if not block.text.startswith(">>> "):
        exec(compile(block.text, block.place, "exec"), names)
        return
    for line in re.findall(r"^>>> (.*)$", block.text, re.MULTILINE):
        with contextlib.suppress(parlq.ParlqError), contextlib.redirect_stdout(io.StringIO()):
            exec(compile(line, block.place, "single"), names)


def _command(line: str) -> None:
    """Run a command in this process, as far as it is one of parlq alone."""
    name, *arguments = shlex.split(line)
    if name == "parlq" and not {"|", ">", "&&"} & set(arguments):
        _parlq(arguments, b"")
    elif name == "parlq":
        _parlq(arguments[: arguments.index(">")], b"")
    elif name != "echo":
        Shell(Path.cwd()).run(line)


def _parlq(arguments: list[str], data: bytes) -> None:
    if any(Path().glob("*.dist-info")):
        plugins._plugins.cache_clear()  # a package was installed since
    streams = [io.TextIOWrapper(io.BytesIO(each), encoding="utf-8") for each in (data, b"", b"")]
    with (
        mock.patch.multiple(sys, stdin=streams[0], stdout=streams[1], stderr=streams[2]),
        mock.patch.object(sys, "path", [os.getcwd(), *sys.path]),
    ):
        main(arguments)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
