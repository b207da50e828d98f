"""A shell for the commands in the documentation: the few words they use, the same on every system."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

from .blocks import ROOT


class Shell:
    """Runs command lines in a folder; `status` is the exit code of the last one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.status = 0

    def run(self, line: str) -> str:
        """Run one line; returns what a terminal would show."""
        shown = ""
        for command in _parted(_split(line), "&&"):
            shown += self._pipeline(command)
            if self.status:
                break
        return shown

    def _pipeline(self, words: list[str]) -> str:
        target = None
        if ">" in words:
            *words, _, target = words
        data, shown = b"", ""
        for command in _parted(words, "|"):
            data, errors = self._command(command, data)
            shown += errors
        if target is None:
            return shown + data.decode()
        (self.folder / target).write_bytes(data)
        return shown

    def _command(self, words: list[str], data: bytes) -> tuple[bytes, str]:
        match words:
            case ["parlq", *arguments]:
                return self._process(["-m", "parlq", *arguments], data)
            case ["python", "-m", "pytest", "-n", "auto"]:
                pass  # this very run
            case ["python", *arguments]:
                return self._process(arguments, data)
            case ["pip", "install", *wanted]:
                for one in wanted:
                    _check_requirement(one)
            case ["cat", *names]:
                return b"".join((self.folder / name).read_bytes() for name in names), ""
            case ["cmp", first, second]:
                self.status = self._read(first) != self._read(second)
                return b"", f"{first} {second} differ\n" if self.status else ""
            case ["echo", "$?"]:
                shown = f"{int(self.status)}\n"
                self.status = 0
                return shown.encode(), ""
            case _:
                raise AssertionError(f"the documentation uses a command unknown here: {words}")
        self.status = 0
        return b"", ""

    def _process(self, arguments: list[str], data: bytes) -> tuple[bytes, str]:
        environment = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "80"}
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            input=data,
            capture_output=True,
            check=False,
            env=environment,
        )
        self.status = done.returncode
        out = done.stdout.replace(b"\r\n", b"\n")
        return out, done.stderr.decode().replace("\r\n", "\n")

    def _read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()


def _split(line: str) -> list[str]:
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|>&;")
    lexer.whitespace_split = True
    return list(lexer)


def _parted(words: list[str], by: str) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for word in words:
        if word == by:
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _check_requirement(text: str) -> None:
    """What the documentation tells people to install exists: this project, and its extras."""
    if text in {"-e", "."}:
        return
    name, _, rest = text.partition("[")
    if name not in {".", "parlq"}:
        raise AssertionError(f"the documentation installs something else: {text}")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = set(project["optional-dependencies"])
    asked = {extra.strip() for extra in rest.removesuffix("]").split(",") if extra}
    if asked - known:
        raise AssertionError(f"no such extra: {', '.join(sorted(asked - known))}")
