"""Takes text and positions from a PDF file with pypdf; runs in a process of its own, within bounds.

pypdf cannot be bounded from inside, whatever the version: see `parlq.bounded`. This module imports
nothing of parlq, so that the process starts fast.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError
from pypdf.generic import TextStringObject

#: One line: its text, and which part of the height of the paper it stands above its foot; None where
#: that is not known.
_Line = tuple[str, float | None]
#: Kinds of annotations whose text stands beside that of the page.
_NOTES = frozenset(
    ["/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/Caret", "/Stamp"]
)
_ENCRYPTED = ("PQ101", "the PDF is encrypted; save it without a password")


class _Chunk(NamedTuple):
    text: str
    height: float | None


def extract(data: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    """The pages of a file.

    Returns:
        Either `refused`, the rule and message of a problem, or `pages`, the lines of each page, and
        `beside`, what each page shows beside its text: page, kind and text.
    """
    try:
        return _extract(data, most_pages, most_characters)
    except DependencyError:
        return {"refused": _ENCRYPTED}
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 # pypdf fails on a broken file in any way
        why = f"{type(error).__name__}: {error}"[:300]
        if type(error).__name__ == "LimitReachedError":
            return {"refused": ("PQ104", f"the PDF is beyond a bound of pypdf: {error}"[:300])}
        return {"refused": ("PQ101", f"not a readable PDF file: {why}")}


def _extract(data: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"refused": _ENCRYPTED}
    if len(reader.pages) > most_pages:
        return {"refused": ("PQ104", f"more than {most_pages} pages")}
    pages: list[list[_Line]] = []
    beside: list[tuple[int, str, str]] = []
    characters = 0
    for number, page in enumerate(reader.pages):
        lines = _lines(page)
        characters += sum(len(text) + 1 for text, _ in lines)
        if characters > most_characters:
            what = f"the text is longer than {most_characters} characters"
            return {"refused": ("PQ104", f"{what}; raise the limits to read it")}
        pages.append(lines)
        beside += ((number, kind, text) for kind, text in _beside(page))
    return {"pages": pages, "beside": beside}


def _lines(page: PageObject) -> list[_Line]:
    """The lines of a page."""
    chunks: list[_Chunk] = []
    foot, paper = float(page.mediabox.bottom), float(page.mediabox.height)

    def visit(text: str, around: Any, own: Any, _font: Any, _size: Any) -> None:
        if text:
            height = _height(around, own)
            chunks.append(
                _Chunk(text, None if height is None else (height - foot) / (paper or 1.0))
            )

    text = page.extract_text(visitor_text=visit)
    if "".join(chunk.text for chunk in chunks) != text or page.rotation or paper <= 0:
        return [(line, None) for line in text.split("\n")]
    return list(_cut(chunks))


def _cut(chunks: list[_Chunk]) -> Iterator[_Line]:
    """The lines that chunks of text make; each stands where its first words do."""
    said: list[str] = []
    height: float | None = None
    for chunk in chunks:
        for at, part in enumerate(chunk.text.split("\n")):
            if at:
                yield "".join(said), height
                said, height = [], None
            said.append(part)
            if height is None and part.strip():
                height = chunk.height
    yield "".join(said), height


def _height(around: Any, own: Any) -> float | None:
    """How far up a text stands, by the matrices around it (ISO 32000-1, 8.3.4)."""
    try:
        if around[1] or own[1]:
            return None
        return float(own[5] * around[3] + around[5])
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


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
