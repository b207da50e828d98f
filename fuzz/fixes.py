"""What is fuzzed of fixing, formatting and suppressing: they change no more than they say."""

from __future__ import annotations

from collections.abc import Iterator

import seeds

import parlq
from parlq import formats
from parlq.formats import akn, json
from parlq.limits import DEFAULT
from parlq.lint.engine import FileLinter
from parlq.lint.fixes import difference, edits, fixed
from parlq.lint.formatting import formatted
from parlq.lint.settings.settings import Settings
from parlq.lint.suppression import suppressions
from parlq.problems import InputError, Problem

#: Rules of what is no document at all, of which nothing more is asked.
UNREADABLE = frozenset({"PQ101", "PQ102", "PQ103", "PQ104", "PQ105", "PQ106", "PQ107"})


def lint(data: bytes) -> tuple[str, list[Problem]]:
    """The format of a file, and the problems that the command finds in it."""
    name = "a.xml" if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" else "a.json"
    found, problems, _ = FileLinter(Settings())._lint(data, name)  # noqa: SLF001 # what --fix goes by
    return found, problems


def fixing(data: bytes) -> None:
    """Fixing comes to an end, and changes nothing that the document says."""
    name, _ = lint(data)
    after, count, _ = fixed(data, lint)
    assert bool(count) == (after != data), (count, data == after)
    assert bool(difference(data, after, "a.xml")) == (after != data)
    if count < 10:
        assert not edits(after, lint(after)[1], name), "something is left to fix"
    before = parlq.read(data, format=name)
    if not before.failed:
        again = parlq.read(after, format=name)
        assert before.value == again.value, again.problems[:3]


def formatting(data: bytes) -> None:
    """A canonical form says the same, and is its own canonical form."""
    try:
        made = formatted(data)
    except (InputError, formats.UnknownFormatError):
        return
    if made.data is None:
        assert made.problems
        return
    name = formats.find(None, None, data).name
    assert parlq.read(data, format=name).value == parlq.read(made.data, format=name).value
    assert made.data == formatted(made.data, format=name).data


def suppressing(data: bytes) -> None:
    """A comment hides no more than what it names, and every comment is of use or told."""
    if {problem.rule for problem in akn.read(data, strict=False).problems} & UNREADABLE:
        return
    found = suppressions(data, "akn")
    problems = parlq.validate(data, format="akn", limits=DEFAULT)
    if found is None:
        return
    kept = [problem for problem in problems if not found.hides(problem)]
    assert all(problem in problems for problem in kept)
    assert all(problem.line for problem in found.complaints(None, frozenset(), problems))


def for_fixing() -> Iterator[bytes]:
    """Documents that are nearly right."""
    yield from list(seeds.examples(".xml", ".json"))
    for document in seeds.documents()[::4]:
        text = akn.dumps(document)
        yield text.replace(b"\n", b"\r\n")
        yield b"\xef\xbb\xbf" + text.rstrip(b"\n")
        yield text.replace(b"?>", b"?>\n<!DOCTYPE akomaNtoso>", 1)
        yield json.dumps(document).replace(b'"type"', b'"type": "question", "type"', 1)


def for_suppressing() -> Iterator[bytes]:
    """Documents with comments that ask not to report."""
    comments = (
        b"<!-- parlq: ignore PQ401 -->",
        b"<!-- parlq: ignore-file PQ4, PQ201: a reason -->",
        b"<!--parlq:ignore PQ215--><?x y?>",
        b"<!-- parlq: ignore -->",
    )
    for number, data in enumerate(list(seeds.for_akn())[::3]):
        yield data.replace(b"<meta>", comments[number % 4] + b"<meta>", 1)
        yield data.replace(b"<p>", b"<p>" + comments[number % 4], 1)
