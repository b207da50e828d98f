"""Gives the characters that the font Symbol shows for its codes; other fonts of signs have no standard."""

from __future__ import annotations

#: Fonts that show a sign of their own for each letter.
SIGN_FONTS = frozenset(
    ["symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "zapfdingbats", "mt extra"]
)
#: Where programs put the codes of such a font.
_PRIVATE = range(0xF000, 0xF100)
#: The encoding of Symbol (Adobe, "Symbol Encoding to Unicode") from 0x20 and from 0xA0 on; a blank
#: stands for a part of a bracket that is drawn from several.
_LOW = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"  # noqa: RUF001 # the signs are meant
    " αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"  # noqa: RUF001 # the signs are meant
)
_HIGH = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  ↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"  # noqa: RUF001 # the signs are meant
    "           〉∫⌠ ⌡"
)
_SYMBOL = {
    code: sign
    for start, signs in ((0x20, _LOW), (0xA0, _HIGH))
    for code, sign in enumerate(signs, start)
    if sign != " " or code == 0x20
}


def shown(code: int, font: str) -> str | None:
    """The character that a font shows for a code; None where no standard says which."""
    signs = font.lower() in SIGN_FONTS
    if code in _PRIVATE:
        code -= _PRIVATE.start
        signs, font = True, font if signs else ""
    if not signs:
        return chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE else None
    if code == 0x20:
        return " "
    return _SYMBOL.get(code) if font.lower() == "symbol" else None


def spelled(text: str, font: str) -> str | None:
    """What a font shows for the letters of a text; None where one of them is not known."""
    if font.lower() not in SIGN_FONTS and not any(ord(char) in _PRIVATE for char in text):
        return text
    signs = [shown(ord(char), font) for char in text]
    return None if None in signs else "".join(sign or "" for sign in signs)


def coded(code: str, font: str) -> str | None:
    """The character that a font shows for a code in hexadecimal; None for what is none."""
    try:
        return shown(int(code[:4], 16), font)
    except ValueError:
        return None
