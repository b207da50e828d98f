"""Takes text and positions from a PDF file with pypdf; runs in a process of its own, within bounds.

pypdf cannot be bounded from inside, whatever the version: see `parlq.io.bounded_process`. This module imports
almost nothing of parlq, so that the process starts fast.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PdfStreamError, PyPdfError
from pypdf.generic import TextStringObject

from parlq.formats.ep.pages.extract.pdf.attachments import Attachments
from parlq.formats.ep.pages.extract.pdf.fonts import Fonts
from parlq.formats.ep.pages.extract.pdf.layers import Layers
from parlq.formats.ep.pages.extract.pdf.paint import Paint
from parlq.io.pdf_drawing import DEEP, Drawn, Log, RefusedError, look_of, place_of

#: One line: its text; which part of the height of the paper it stands above its foot, and how large its
#: characters are in points, each None where that is not known.
_Line = tuple[str, float | None, float | None]
#: Kinds of annotations whose text stands beside that of the page.
_NOTES = frozenset(
    ["/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/Caret", "/Stamp"]
)
#: What libraries in C say when there is no memory left.
_NO_MEMORY = re.compile("(?:cannot allocate|insufficient|out of) memory", re.IGNORECASE)
_ENCRYPTED = ("PQ101", "the PDF is encrypted; save it without a password")


#: Longest text that is raised or lowered, and how much smaller it is than the rest of its line.
_RAISED, _SMALLER = 4, 0.8
#: Most fonts, layers and files that are reported by name.
_TOLD = 20


class _Chunk(NamedTuple):
    """A stretch of text of one font, where it stands, and how large it is in points.

    `place` is where it begins on the page, in points; `look` is `bold`, `italic`, both or empty;
    `doubt` is the name of its font if that leaves open what characters these are.
    """

    text: str
    height: float | None
    size: float
    look: str = ""
    place: tuple[float, float] | None = None
    doubt: str = ""


def extract(
    data: bytes, most_pages: int, most_characters: int, most_operators: int
) -> dict[str, Any]:
    """The pages of a file.

    Returns:
        Either `refused`, the rule and message of a problem, or `pages`, the lines of each page,
        `beside`, what each page shows beside its text, as page, kind and text, `marks`, how text
        looks, as page, line, kind and text, `fonts`, where text of fonts begins that leave open what
        characters it has, as page, line and name, `layers`, the names of those that are off and have
        text, `files`, how many the PDF embeds and the names of the first, `counts` of what is drawn,
        by kind, and `skipped`, what pypdf reports to have left out.
    """
    log = Log()
    logger = logging.getLogger("pypdf")
    logger.addHandler(log)
    try:
        return _extract(data, log, most_pages, most_characters, Drawn(most_operators))
    except RefusedError as error:
        return {"refused": error.args}
    except DependencyError:
        return {"refused": _ENCRYPTED}
    except MemoryError:
        raise
    except RecursionError:
        return {"refused": ("PQ105", DEEP)}
    except (NameError, ImportError):
        raise  # no input causes these
    except Exception as error:  # noqa: BLE001 # pypdf fails on a broken file in any way
        if _NO_MEMORY.search(str(error)):
            raise MemoryError from None
        if type(error).__name__ == "LimitReachedError":
            return {"refused": ("PQ104", f"the PDF is beyond a bound of pypdf: {error}"[:300])}
        return {"refused": ("PQ101", f"not a readable PDF file: {_why(error)}")}
    finally:
        logger.removeHandler(log)


def _why(error: Exception) -> str:
    """What is wrong with a file, in words of our own.

    The messages of pypdf name its classes, and other errors of its code say what Python met.
    """
    if isinstance(error, PdfStreamError):
        return "it is cut off, or its table of objects is damaged"
    if isinstance(error, PyPdfError):
        return "its structure is damaged; save the page as PDF again"
    return "an object in it is damaged; save the page as PDF again"


def _extract(
    data: bytes, log: Log, most_pages: int, most_characters: int, drawn: Drawn
) -> dict[str, Any]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"refused": _ENCRYPTED}
    if len(reader.pages) > most_pages:
        return {"refused": ("PQ104", f"the PDF has more than {most_pages} pages")}
    pages: list[list[_Line]] = []
    beside: list[tuple[int, str, str]] = []
    marks: list[tuple[int, int, str, str]] = []
    layers, files = Layers(reader.root_object), Attachments(reader.root_object)
    fonts, paint, doubts = Fonts(), Paint(), dict[str, tuple[int, int]]()
    characters = 0
    for number, page in enumerate(reader.pages):
        if log.refused is not None:
            raise log.refused
        lines = _chunks(page, drawn, paint, fonts, layers)
        files.page(page)
        texts = ["".join(chunk.text for chunk in line) for line in lines]
        characters += sum(len(text) + 1 for text in texts)
        if characters > most_characters:
            what = f"the text is longer than {most_characters} characters"
            return {"refused": ("PQ104", f"{what}; raise the limits to read it")}
        pages.append([(text, *_first(line)) for text, line in zip(texts, lines, strict=True)])
        beside += ((number, kind, text) for kind, text in _beside(page))
        for at, line in enumerate(lines):
            for chunk in line:
                if chunk.doubt and len(doubts) < _TOLD:
                    doubts.setdefault(chunk.doubt, (number, at))
            marks += ((number, at, kind, text) for kind, text in _marks(line, drawn))
    if log.refused is not None:
        raise log.refused
    return {
        "pages": pages,
        "beside": beside,
        "marks": marks,
        "layers": list(layers.told)[:_TOLD],
        "files": (len(files.names), files.names[:_TOLD]),
        "fonts": [(*place, name) for name, place in doubts.items()],
        "counts": {
            "picture": drawn.pictures,
            "drawing": drawn.drawings,
            "bare": drawn.bare,
            "unseen": drawn.unseen,
            "faint": paint.faint,
            "outside": paint.outside,
            "tiny": paint.tiny,
            "unread": paint.unread,
        },
        "skipped": log.skipped,
    }


def _chunks(
    page: PageObject, drawn: Drawn, paint: Paint, fonts: Fonts, layers: Layers
) -> list[list[_Chunk]]:
    """The lines of a page, in chunks."""
    chunks: list[_Chunk] = []
    bottom, paper = float(page.mediabox.bottom), float(page.mediabox.height) or 1.0

    looks: dict[int, str] = {}

    def visit(text: str, around: Any, own: Any, font: Any, size: Any) -> None:
        if text:
            place, scale = place_of(around, own)
            height = None if place is None else (place[1] - bottom) / paper
            if id(font) not in looks:
                looks[id(font)] = look_of(font)
            look, doubt = looks[id(font)], fonts.doubt(font, text)
            chunks.append(_Chunk(text, height, abs(scale * float(size)), look, place, doubt))
            paint.chunk(text, place, chunks[-1].size)

    drawn.begin(page)
    paint.begin(page)

    def before(operator: bytes, operands: Any, around: Any, own: Any) -> None:
        drawn(operator, operands, around, own)
        paint(operator, operands, around, own)
        if layers:
            layers.before(operator, operands)

    def after(operator: bytes, *_: Any) -> None:
        layers.after(operator)

    if layers:
        layers.begin(page)
    text = page.extract_text(
        visitor_text=visit,
        visitor_operand_before=before,
        visitor_operand_after=after if layers else None,
    )
    drawn.bars.sort()
    if "".join(chunk.text for chunk in chunks) != text or page.rotation or paper < 0:
        plain = [[_Chunk(line, None, 0.0)] for line in text.split("\n")]
        # The lines of these are not known: the first one stands for the page.
        doubts = dict.fromkeys(chunk.doubt for chunk in chunks if chunk.doubt)
        plain[0] += [_Chunk("", None, 0.0, doubt=doubt) for doubt in doubts]
        return plain
    lines: list[list[_Chunk]] = [[]]
    for chunk in chunks:
        for at, part in enumerate(chunk.text.split("\n")):
            if at:
                lines.append([])
            if part:
                lines[-1].append(chunk._replace(text=part))
    return lines


def _first(line: list[_Chunk]) -> tuple[float | None, float | None]:
    """Where the first words of a line stand, and how large most of its words are."""
    filled = [chunk for chunk in line if chunk.text.strip()]
    if not filled:
        return None, None
    return filled[0].height, max(filled, key=lambda chunk: len(chunk.text)).size or None


def _marks(line: list[_Chunk], drawn: Drawn) -> Iterator[tuple[str, str]]:
    """How stretches of a line look: kind and text.

    `raised` are short and smaller than the rest, with what is before them. `bold` and `italic`
    are words among others, `whole` a line of them, `struck` what a line is drawn through.
    """
    filled = [chunk for chunk in line if chunk.text.strip()]
    if any(drawn.strikes(chunk.text, chunk.size, chunk.place) for chunk in filled):
        yield "struck", "".join(chunk.text for chunk in line).strip()
    plain = any(not chunk.look and chunk.text.strip(" .,;:") for chunk in filled)
    for chunk in filled:
        if chunk.look:
            yield (chunk.look if plain else "whole"), chunk.text.strip()
    if len(line) < 2:
        return
    usual = max(line, key=lambda chunk: len(chunk.text)).size
    before = ""
    for chunk in line:
        text = chunk.text.strip()
        if 0 < len(text) <= _RAISED and chunk.size < _SMALLER * usual and text.isalnum():
            yield "raised", f"{before.lstrip()}{chunk.text}".strip()
        before = (before + chunk.text)[-20:]


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
