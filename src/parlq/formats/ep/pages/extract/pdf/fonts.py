"""Tells which fonts of a PDF leave open what characters their codes are, as pypdf reads them.

For `parlq.formats.ep.pages.extract.pdf.bounded_text`, which runs in a process of its own. This
module imports nothing of parlq, so that the process starts fast.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from pypdf._codecs import adobe_glyphs
from pypdf.errors import PyPdfError

#: What stands for a code without a character: signs of no meaning, and those of private use.
_NONE = re.compile("[\ufffd\ufffe\uffff\ue000-\uf8ff\U000f0000-\U0010ffff]")
#: What a code is as a character of the same number, where nothing says which one it is.
_CODES = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_STANDARD = frozenset(
    ["/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding", "/PDFDocEncoding"]
)
#: Fonts of signs, whatever encoding they state.
_SIGNS = re.compile("wingdings|webdings", re.IGNORECASE)
#: Fonts that every program has, of signs of which pypdf knows the codes.
_BUILT_IN = frozenset(["/Symbol", "/ZapfDingbats"])
#: A font whose codes are of its own (ISO 32000-1, 9.8.2).
_SYMBOLIC = 1 << 2
#: Most names of glyphs that are looked at: a font has 256 codes with a name.
_NAMES = 1_000
_MISSING = "a font that the page does not define"


class _Font(NamedTuple):
    """One font.

    Attributes:
        name: its name, for messages.
        mapped: whether the file says what characters its codes are.
        standard: whether its encoding is one of those that every program knows.
        glyphs: the names of glyphs of which nothing says what characters they are.
    """

    name: str
    mapped: bool
    standard: bool = False
    glyphs: tuple[str, ...] = ()


class Fonts:
    """The fonts of a file."""

    def __init__(self) -> None:
        # The fonts are kept, so that no two of them have the same id.
        self._known: dict[int, tuple[Any, _Font]] = {}

    def doubt(self, font: Any, text: str) -> str:
        """The name of the font of a text if the text may be wrong; empty if it is not."""
        if not text.strip(" \r\n\t"):
            return ""
        if id(font) not in self._known:
            self._known[id(font)] = font, _described(font)
        known = self._known[id(font)][1]
        if not known.mapped or _NONE.search(text):
            return known.name
        if not known.standard and _CODES.search(text):
            return known.name
        if "/" in text and any(name in text for name in known.glyphs):
            return known.name
        return ""


def _described(font: Any) -> _Font:
    """What a font says of its codes."""
    if font is None:
        return _Font(_MISSING, mapped=False)
    try:
        name = str(font.get("/BaseFont") or font.get("/Name") or font.get("/Subtype"))
        encoding = font["/Encoding"].get_object() if "/Encoding" in font else None
        glyphs = _unknown(encoding) if hasattr(encoding, "get") else ()
        mapped = _is_mapped(font, encoding)
        return _Font(name.removeprefix("/"), mapped, str(encoding) in _STANDARD, glyphs)
    except (AttributeError, TypeError, ValueError, LookupError, PyPdfError):
        return _Font("a font that is damaged", mapped=False)


def _is_mapped(font: Any, encoding: Any) -> bool:
    """Whether the file says what characters the codes of a font are (ISO 32000-1, 9.10.2)."""
    kind, base = font.get("/Subtype"), str(font.get("/BaseFont", ""))
    if "/ToUnicode" in font:
        stated = font["/ToUnicode"].get_object()
        if hasattr(stated, "get_data") and b"beginbf" in stated.get_data():
            return True
    if kind == "/Type0":
        # pypdf reports other encodings that it does not know.
        return isinstance(encoding, str) and not encoding.startswith("/Identity")
    if encoding is not None:
        return not _SIGNS.search(base)
    if kind == "/Type3":
        return False
    described = font.get("/FontDescriptor", {}).get_object() if "/FontDescriptor" in font else {}
    if kind != "/TrueType" and (base in _BUILT_IN or "/FontFile" in described):
        return True
    return not int(described.get("/Flags", 0)) & _SYMBOLIC


def _unknown(encoding: Any) -> tuple[str, ...]:
    """The names of glyphs in an encoding of which nothing says what characters they are."""
    names = encoding.get("/Differences", [])
    found = (str(each) for each in names.get_object()) if names else ()
    given = dict.fromkeys(name for name in found if name.startswith("/"))
    return tuple(name for name in given if name not in adobe_glyphs and name != "/")[:_NAMES]
