"""Reads a page that parlq wrote: its data, checked against what it shows."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from parlq._version import __version__
from parlq.formats.html.shown_text import Piece, Shown, digest, digest_of, shown
from parlq.formats.json import read as read_json
from parlq.io.reading import Locate, Location, Reading
from parlq.limits import DEFAULT, Limits
from parlq.model import Document, Dossier
from parlq.problems import MissingExtraError, Problem, Severity, shorten

#: Longest beginning of a text that a message quotes, in characters.
_QUOTED = 60
#: How many characters before the first that differs are quoted.
_BEFORE = 16


def read(
    data: bytes | str,
    *,
    strict: bool = False,
    file: str | None = None,
    limits: Limits = DEFAULT,
    migrate: bool = False,
) -> Reading:
    """Read a page that parlq wrote; never raises for what the input says.

    The value is that of the data in the page. A text that was edited in the page alone is
    reported (PQ771), as is data that was edited (PQ772).

    Args:
        data: the page in UTF-8.
        strict: make errors of these two; they are warnings otherwise.
        file: name of the input, for problems.
        limits: bounds.
        migrate: bring data of an older schema version up to date; otherwise it is refused.
    """
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > limits.size:
        return _failed(limits.too_large(file))
    if limits.too_many(raw, b"<"):
        return _failed(limits.too_full(file))
    try:
        page = raw.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte 0x{raw[error.start]:02X}; pages of parlq are in UTF-8"
        return _failed(Problem(rule="PQ102", message=message, file=file, line=line))
    found = shown(page)
    if found.data is None:
        message = 'the page has no element "script" with the id "parlq-data"; write it again'
        return _failed(Problem(rule="PQ770", message=message, file=file, line=1))
    before = page.count("\n", 0, found.data_at)
    inner = read_json(found.data, strict=strict, file=file, limits=limits, migrate=migrate)
    problems = [_moved(each, before) for each in inner.problems]
    if inner.value is not None:
        severity = Severity.ERROR if strict else Severity.WARNING
        edits = _edits(page, found, inner.value)
        problems += [
            Problem(rule=rule, severity=severity, message=message, file=file, line=line)
            for rule, message, line in edits
        ]
    return Reading(
        value=inner.value,
        problems=tuple(problems),
        locate=_Moved(inner.locate, before),
        file=file,
        format="html",
    )


def _failed(problem: Problem) -> Reading:
    return Reading(value=None, problems=(problem,), file=problem.file, format="html")


def _moved(problem: Problem, before: int) -> Problem:
    """A problem of the data, at its line of the page."""
    if problem.line is None:
        return problem
    return attrs.evolve(problem, line=problem.line + before)


@attrs.frozen
class _Moved:
    """Locates in the page what another `Locate` locates in its data."""

    locate: Locate
    before: int

    def __call__(self, path: tuple[str | int, ...]) -> Location:
        found = self.locate(path)
        if found.line is None:
            return found
        return attrs.evolve(found, line=found.line + self.before)


def _edits(page: str, found: Shown, value: Document) -> Iterator[tuple[str, str, int]]:
    """What was edited in a page since parlq wrote it: rule, message, line."""
    data, stated = found.data or "", found.stated
    data_edited = digest(data.strip()) != stated.get("data-digest")
    text_edited = digest_of(found) != stated.get("data-shown")
    if data_edited:
        line = page.count("\n", 0, found.data_at) + 1
        yield "PQ772", "the data of the page was edited; parlq reads it as it is", line
    if found.more_at is not None:
        line = page.count("\n", 0, found.more_at) + 1
        yield "PQ772", "the page has data twice; parlq reads the first", line
    place = _first_edit(found, value) if data_edited or text_edited else None
    if place is not None:
        piece, was = place
        alike = (n for n, (a, b) in enumerate(zip(piece.text, was, strict=False)) if a != b)
        at = max(next(alike, min(len(piece.text), len(was))) - _BEFORE, 0)
        message = (
            f"the page shows {_quoted(piece.text, at)}, its data {_quoted(was, at)};"
            " parlq reads its data"
        )
        yield "PQ771", message, page.count("\n", 0, piece.at) + 1
    elif text_edited:
        message = "the title, citation or frame of the page was edited; parlq reads its data"
        yield "PQ771", message, 1


def _first_edit(found: Shown, value: Document) -> tuple[Piece, str] | None:
    """The first words that are not those of the data; None where this is not known.

    Another version of parlq may show a document in another way.
    """
    from parlq.formats.html.writer import content_of

    first = found.stated.get("data-first")
    if found.stated.get("data-version") != __version__:
        return None
    try:
        content = content_of(value, first if first in _languages(value) else None)
    except MissingExtraError:
        return None
    written = shown(f"<main>{content}</main>").pieces
    for one, other in zip(found.pieces, written, strict=False):
        if one.text != other.text:
            return one, other.text
    if len(found.pieces) > len(written):
        return found.pieces[len(written)], ""
    if len(found.pieces) < len(written):
        end = found.pieces[-1].at if found.pieces else 0
        return Piece("", end), written[len(found.pieces)].text
    return None


def _languages(value: Document) -> set[str]:
    works = value.works if isinstance(value, Dossier) else (value,)
    return {tag for work in works for tag in work.languages}


def _quoted(text: str, at: int) -> str:
    """A text from a position on, as a message quotes it."""
    return f'"{"…" * (at > 0)}{shorten(text[at:], _QUOTED)}"' if text else "nothing there"
