"""Takes text and positions from a PDF file with pypdf; runs in a process of its own, within bounds.

pypdf cannot be bounded from inside, whatever the version: see `parlq.bounded`. This module imports
nothing of parlq, so that the process starts fast.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PdfStreamError, PyPdfError
from pypdf.generic import TextStringObject

#: One line: its text, and which part of the height of the paper it stands above its foot; None where
#: that is not known.
_Line = tuple[str, float | None]
#: Kinds of annotations whose text stands beside that of the page.
_NOTES = frozenset(
    ["/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/Caret", "/Stamp"]
)
_ENCRYPTED = ("PQ101", "the PDF is encrypted; save it without a password")


#: Longest text that is raised or lowered, and how much smaller it is than the rest of its line.
_RAISED, _SMALLER = 4, 0.8


class _Chunk(NamedTuple):
    """A stretch of text of one size, where it stands, and how large it is in points."""

    text: str
    height: float | None
    size: float


def extract(data: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    """The pages of a file.

    Returns:
        Either `refused`, the rule and message of a problem, or `pages`, the lines of each page,
        `beside`, what each page shows beside its text, as page, kind and text, and `raised`, the
        characters that are raised or lowered, as page, line and text.
    """
    try:
        return _extract(data, most_pages, most_characters)
    except DependencyError:
        return {"refused": _ENCRYPTED}
    except MemoryError:
        raise
    except RecursionError:
        return {"refused": ("PQ105", "the PDF nests objects more deeply than pypdf reads")}
    except (NameError, ImportError):
        raise  # no input causes these
    except Exception as error:  # noqa: BLE001 # pypdf fails on a broken file in any way
        if type(error).__name__ == "LimitReachedError":
            return {"refused": ("PQ104", f"the PDF is beyond a bound of pypdf: {error}"[:300])}
        return {"refused": ("PQ101", f"not a readable PDF file: {_why(error)}")}


def _why(error: Exception) -> str:
    """What is wrong with a file, in words of our own.

    The messages of pypdf name its classes, and other errors of its code say what Python met.
    """
    if isinstance(error, PdfStreamError):
        return "it is cut off, or its table of objects is damaged"
    if isinstance(error, PyPdfError):
        return "its structure is damaged; save the page as PDF again"
    return "an object in it is damaged; save the page as PDF again"


def _extract(data: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"refused": _ENCRYPTED}
    if len(reader.pages) > most_pages:
        return {"refused": ("PQ104", f"more than {most_pages} pages")}
    pages: list[list[_Line]] = []
    beside: list[tuple[int, str, str]] = []
    raised: list[tuple[int, int, str]] = []
    characters = 0
    for number, page in enumerate(reader.pages):
        lines = _chunks(page)
        texts = ["".join(chunk.text for chunk in line) for line in lines]
        characters += sum(len(text) + 1 for text in texts)
        if characters > most_characters:
            what = f"the text is longer than {most_characters} characters"
            return {"refused": ("PQ104", f"{what}; raise the limits to read it")}
        pages.append([(text, _first(line)) for text, line in zip(texts, lines, strict=True)])
        beside += ((number, kind, text) for kind, text in _beside(page))
        raised += ((number, at, text) for at, line in enumerate(lines) for text in _raised(line))
    return {"pages": pages, "beside": beside, "raised": raised}


def _chunks(page: PageObject) -> list[list[_Chunk]]:
    """The lines of a page, in chunks."""
    chunks: list[_Chunk] = []
    foot, paper = float(page.mediabox.bottom), float(page.mediabox.height) or 1.0

    def visit(text: str, around: Any, own: Any, _font: Any, size: Any) -> None:
        if text:
            height, scale = _height(around, own)
            place = None if height is None else (height - foot) / paper
            chunks.append(_Chunk(text, place, abs(scale * float(size))))

    text = page.extract_text(visitor_text=visit)
    if "".join(chunk.text for chunk in chunks) != text or page.rotation or paper < 0:
        return [[_Chunk(line, None, 0.0)] for line in text.split("\n")]
    lines: list[list[_Chunk]] = [[]]
    for chunk in chunks:
        for at, part in enumerate(chunk.text.split("\n")):
            if at:
                lines.append([])
            if part:
                lines[-1].append(chunk._replace(text=part))
    return lines


def _first(line: list[_Chunk]) -> float | None:
    """Where the first words of a line stand."""
    return next((chunk.height for chunk in line if chunk.text.strip()), None)


def _raised(line: list[_Chunk]) -> Iterator[str]:
    """The short stretches of a line that are smaller than the rest, with what is before them."""
    if len(line) < 2:
        return
    usual = max(line, key=lambda chunk: len(chunk.text)).size
    before = ""
    for chunk in line:
        text = chunk.text.strip()
        if 0 < len(text) <= _RAISED and chunk.size < _SMALLER * usual and text.isalnum():
            yield f"{before.lstrip()}{chunk.text}".strip()
        before = (before + chunk.text)[-20:]


def _height(around: Any, own: Any) -> tuple[float | None, float]:
    """How far up a text stands, and its scale, by the matrices around it (ISO 32000-1, 8.3.4)."""
    try:
        if around[1] or own[1]:
            return None, 1.0
        return float(own[5] * around[3] + around[5]), float(own[3] * around[3])
    except (TypeError, ValueError, IndexError, OverflowError):
        return None, 1.0


def _beside(page: PageObject) -> Iterator[tuple[str, str]]:
    """What a page shows beside its text: kind and text."""
    try:
        found = [each.get_object() for each in page.annotations or ()]
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 # a broken list shows nothing
        return
    for each in found:
        try:
            kind = each.get("/Subtype")
            if kind == "/StrikeOut":
                yield "comment", f"text is struck out {each.get('/Contents') or ''}".strip()
            elif kind in _NOTES and each.get("/Contents"):
                yield "comment", str(each["/Contents"])
            elif kind == "/Widget" and isinstance(each.get("/V"), TextStringObject):
                yield "form-field", str(each["/V"])
            elif kind == "/Link" and (address := each.get("/A", {}).get("/URI")):
                yield "link", str(address)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001, S112 # a broken annotation shows nothing
            continue
