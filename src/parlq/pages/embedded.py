"""What HTML shows beside its text: pictures, formulas, fields of forms, what other programs show."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from lxml import etree

from parlq.model import Datatype
from parlq.pages.lines import allowed
from parlq.pages.markup import BLOCKS
from parlq.pages.saved import Unmapped

#: Never shown, and without words for a reader.
SILENT = frozenset(["script", "style", "head", "rp"])
#: Stands for an element in a line whose line ends are kept.
KEPT = "kept"
_OBJECTS = frozenset(
    [
        "applet",
        "audio",
        "canvas",
        "embed",
        "frame",
        "iframe",
        "meter",
        "object",
        "progress",
        "video",
    ]
)
#: Kinds of fields whose value is not shown as words.
_NO_WORDS = frozenset(["hidden", "checkbox", "radio", "password", "file", "color", "range"])
_STATED = ("src", "data", "srcdoc", "href", "title", "aria-label", "poster", "value")


def words(element: Any) -> str:
    """The words of an element, parted where blocks part them."""
    said: list[str] = []
    stack: list[Any] = [element]
    while stack:
        each = stack.pop()
        if isinstance(each, str):
            said.append(each)
        elif isinstance(each.tag, str) and each.tag not in SILENT:
            apart = [" "] if each.tag in BLOCKS else []
            inner: list[Any] = [*apart, each.text or ""]
            for child in each:
                inner += (child, child.tail or "")
            stack.extend(reversed([*inner, *apart]))
    return " ".join("".join(said).split())


def picture(element: Any) -> Unmapped | None:
    """A picture: its address and what it says in words; None for an ornament."""
    said = " ".join((element.get("alt") or element.get("title") or "").split())
    address = (element.get("src") or "").strip()
    if element.get("alt") == "" or _is_ornament(element) or _is_dot(element):
        return None
    return _stated(element, "picture", {"alt": said, "src": address}, said or address)


def drawing(element: Any) -> Unmapped | None:
    """A drawing in SVG; None for an ornament, as a sign without words in a link is."""
    said = element.get("aria-label") or words(element)
    around = element.getparent()
    sign = not said and around is not None and around.tag in {"a", "button"}
    return None if sign or _is_ornament(element) else _marked_up(element, "picture", said)


def equation(element: Any) -> Unmapped:
    """A formula in MathML, with its markup."""
    return _marked_up(element, "equation", element.get("alttext") or words(element))


def script(element: Any) -> Unmapped | None:
    """A formula that a script shows; other scripts show nothing."""
    if not (element.get("type") or "").lower().startswith("math/") or not element.text:
        return None
    return Unmapped(line_of(element), "equation", allowed(element.text.strip()))


def other(element: Any) -> Unmapped | None:
    """What another file or program shows, with what stands in for it."""
    stated = {name: said for name in _STATED if (said := (element.get(name) or "").strip())}
    for inner in element.iter("source", "param"):
        if said := (inner.get("src") or inner.get("value") or "").strip():
            stated.setdefault("src", said)
    if said := words(element):
        stated["text"] = said
    if "0" in {element.get("width"), element.get("height")} or not stated:
        return None
    return _stated(
        element, "object", {"element": element.tag, **stated}, next(iter(stated.values()))
    )


def field(element: Any) -> Unmapped | None:
    """The words in a field of a form."""
    if element.tag == "input":
        kind = (element.get("type") or "text").strip().lower()
        said = (element.get("alt") if kind == "image" else element.get("value")) or ""
        said = "" if kind in _NO_WORDS else said.strip()
    elif element.tag == "select":
        said = "\n".join(filter(None, map(words, element.iter("option"))))
    else:
        said = (element.text_content() or "").strip()
    return Unmapped(line_of(element), "form-field", allowed(said)) if said else None


def reading(element: Any) -> Unmapped | None:
    """The reading of an ideogram: it stands above the text, not in it."""
    said = words(element)
    return Unmapped(line_of(element), "ruby", allowed(said)) if said else None


def nothing(element: Any) -> None:
    """What shows nothing."""


def line_of(element: Any) -> int:
    """The number of the line on which an element begins."""
    return element.sourceline or 1


#: For each tag what takes it.
TAKERS: dict[str, Callable[[Any], Unmapped | None]] = {
    **dict.fromkeys(SILENT, nothing),
    **dict.fromkeys(_OBJECTS, other),
    **dict.fromkeys(("input", "textarea", "select"), field),
    "script": script,
    "img": picture,
    "svg": drawing,
    "math": equation,
    "rt": reading,
}


def _is_ornament(element: Any) -> bool:
    """Whether a picture says that it says nothing."""
    return (element.get("role") or "").strip().lower() in {"none", "presentation"}


def _is_dot(element: Any) -> bool:
    """Whether a picture has no size that anybody sees, as those have that count visitors."""
    return {element.get("width"), element.get("height")} <= {"0", "1"}


def _stated(element: Any, name: str, stated: dict[str, str], said: str) -> Unmapped | None:
    """What attributes state, as JSON."""
    clean = {key: allowed(value) for key, value in stated.items() if value}
    if not clean:
        return None
    text = json.dumps(clean, ensure_ascii=False)
    return Unmapped(line_of(element), name, text, Datatype.JSON, allowed(said))


def _marked_up(element: Any, name: str, said: str) -> Unmapped:
    """An element with all its markup."""
    markup = allowed(etree.tostring(element, encoding="unicode", with_tail=False))
    datatype = Datatype.XML
    try:
        etree.fromstring(markup, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        datatype = Datatype.TEXT
    said = " ".join(allowed(said).split())
    return Unmapped(line_of(element), name, markup, datatype, said or element.tag)
