"""What is fuzzed of the command: its arguments and its configuration, in a folder of their own."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import seeds

from parlq.cli import main
from parlq.formats import json
from parlq.lint.engine import FileLinter
from parlq.lint.settings.configuration import effective, nearest, read
from parlq.lint.settings.patterns import Patterns
from parlq.lint.settings.report_targets import targets as reports
from parlq.lint.settings.settings import SettingsError
from parlq.problems import ParlqError

#: A path with many parts, for patterns.
LONG = "/" + "/".join("ab" * 20 for _ in range(20)) + ".json"


@cache
def folder() -> Path:
    """A folder with a few files, which is made the current one."""
    path = Path(tempfile.mkdtemp(prefix="fuzz-"))
    os.chdir(path)
    return path


def laid() -> None:
    """Lay the files anew, and nothing beside them."""
    path = folder()
    for old in path.iterdir():
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    for name, data in _files().items():
        (path / name).write_bytes(data)


@cache
def _files() -> dict[str, bytes]:
    document = seeds.documents()[0]
    return {
        "q.json": json.dumps(document),
        "bad.json": b'{"schema_version": "1.0", "type": "question", "colour": 1}',
        "q.xml": next(seeds.for_akn()),
        "p.txt": next(seeds.for_pages()),
    }


def run(arguments: list[str], stdin: bytes = b"") -> tuple[int, str]:
    """Run the command here; its exit code and all that it printed."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace") for _ in range(2))
    given, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin))
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(arguments)
    finally:
        sys.stdin = given
    for stream in (out, err):
        stream.flush()
    return code, (out.buffer.getvalue() + err.buffer.getvalue()).decode("utf-8", "replace")


def arguments(data: bytes) -> None:
    """Any arguments: an exit code that is documented, and no word of a fault of parlq."""
    # Without separators nothing outside of the folder is named.
    words = [os.fsdecode(word) for word in data.replace(b"/", b"").split(b"\0")]
    laid()
    code, printed = run([word.replace("..", "") for word in words][:40])
    assert code in {0, 1, 2}, (code, printed[-300:])
    assert "which is a fault of parlq" not in printed, printed[-300:]
    # Explanations of rules show one, inside of their lines.
    assert "\nTraceback (most recent" not in f"\n{printed}", printed[-300:]


def configuration(data: bytes) -> None:
    """Any configuration: settings that can be used, or one error that says why not."""
    laid()
    for name in ("parlq.toml", "pyproject.toml"):
        Path(name).write_bytes(data)
        with contextlib.suppress(SettingsError):
            _use()
        os.unlink(name)


def _use() -> None:
    settings = effective(nearest(), {}).settings
    read(os.path.abspath("parlq.toml" if os.path.exists("parlq.toml") else "pyproject.toml"))
    if settings.schema not in {"parlq", "akn"} or settings.max_size is not None:
        settings = settings._replace(schema="parlq", max_size=None)
    reports(settings)
    for patterns in (settings.include, settings.exclude):
        made = Patterns(patterns, settings.folder_of("exclude"))
        made.match(os.path.abspath("q.json"))
        made.match(LONG)
    try:
        linter = FileLinter(settings)
    except ParlqError:
        return
    for name in ("q.json", "bad.json", "q.xml"):
        result = linter(name)
        assert result.failure is None, result.failure


def for_arguments() -> Iterator[bytes]:
    """Command lines, with a NUL between their words."""
    lines = """validate q.json|validate q.json bad.json q.xml --report sarif:o --report text
    validate . --exclude *.xml --statistics --quiet|validate - --stdin-filename a.json
    validate bad.json --select PQ3 --ignore PQ303 --fail-level warning --exit-zero
    validate bad.json --report json|validate bad.json --report junit --max-problems 1
    validate bad.json --report github --per-file-ignores *.json:PQ303|validate --config x q.json
    validate bad.json --report gitlab --jobs 2 --color always|validate none --allow-empty
    validate q.xml --schema akn --profile lenient --from akn|rule PQ201|rule --all|config
    convert q.json -o o.xml|convert q.xml --to json|convert p.txt --to akn --lenient
    convert q.json --to page --migrate --max-size 100|show q.json --language en|formats
    merge q.json q.xml -o o.json|split q.json -o o{}.json|schema json|--version|--help
    validate bad.json --fix|validate . --diff|format q.json q.xml|format --check bad.json
    format --diff q.xml|validate --help|completion bash|schema xsd|convert - --from json --to akn"""
    for line in lines.replace("\n", "|").split("|"):
        yield b"\0".join(word.encode() for word in line.split())


def for_configuration() -> Iterator[bytes]:
    """Configurations, right and wrong."""
    yield b'[tool.parlq]\nselect = ["PQ4"]\nignore = ["PQ401"]\nfail-level = "warning"\n'
    yield b'exclude = ["build/**", "*.tmp.json", "[!a-c]?.xml"]\nmax-problems = 0\njobs = 2\n'
    yield b'include = ["**/*.json"]\n[per-file-ignores]\n"tests/**" = ["PQ3", "PQ402"]\n'
    yield b'report = ["sarif:out.sarif", "text"]\nprofile = "lenient"\nschema = "akn"\n'
    yield b'paths = ["a", "b/*.xml"]\nexit-zero = true\nquiet = false\ncolor = "never"\n'
    yield b'from = "json"\nmax-size = 1000\nmigrate = true\nallow-empty = true\n'
    yield b'[tool.parlq.per-file-ignores]\n"*.xml" = ["ALL"]\n[tool.other]\na = 1\n'
    yield b'selct = ["PQ4"]\n[tool]\nparlq = 1\n'
