"""Escaping of text for XML; the model has refused every character that XML cannot carry."""

from __future__ import annotations


def escape_text(text: str) -> str:
    """Escape text between tags; a carriage return would not survive unescaped."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "\r" in text:
        text = text.replace("\r", "&#13;")
    return text


def escape_attribute(text: str) -> str:
    """Escape an attribute value; tabs and line ends would become blanks unescaped."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    if not text.isprintable():
        text = text.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")
    return text


#: What stands for characters that cannot stand for themselves; the ampersand last.
_ESCAPES = {
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#9;": "\t",
    "&#10;": "\n",
    "&#13;": "\r",
    "&amp;": "&",
}


def unescape(text: str) -> str:
    """Text as it was before one of the functions above escaped it."""
    if "&" in text:
        for escape, character in _ESCAPES.items():
            text = text.replace(escape, character)
    return text
