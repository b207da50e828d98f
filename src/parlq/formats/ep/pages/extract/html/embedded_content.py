"""What HTML shows beside its text: pictures, formulas, fields of forms, what other programs show."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from lxml import etree

from parlq.formats.ep.pages.extract.html.blocks import BLOCKS
from parlq.formats.ep.pages.lines.extracted import Unmapped
from parlq.formats.ep.pages.lines.line import allowed
from parlq.io.resources import words_of
from parlq.model import Datatype

#: Never shown, and without words for a reader.
SILENT = frozenset(["script", "style", "head", "rp"])
#: What is taken out and shows nothing where it stands in a line.
WORDLESS = frozenset([*SILENT, "rt", "area"])
#: Elements whose `title` is what their words stand for.
SHORT = frozenset(["abbr", "acronym", "dfn"])
#: Stands for an element in a line whose line ends are kept.
KEPT = "kept"
_OBJECTS = words_of(__name__, "names.tsv", "object")
#: Kinds of fields whose value is not shown as words.
_NO_WORDS = frozenset(["hidden", "password", "file"])
_BOXES = frozenset(["checkbox", "radio"])
_STATED = ("src", "data", "srcdoc", "href", "title", "aria-label", "poster", "value")


def words(element: Any) -> str:
    """The text of an element, with separators where blocks begin or end."""
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
        if kind in _BOXES:
            return Unmapped(line_of(element), "form-field", allowed(_box(element)))
        said = (element.get("alt") if kind == "image" else element.get("value")) or ""
        said = "" if kind in _NO_WORDS else said.strip() or _hint(element)
    elif element.tag == "select":
        said = "\n".join(filter(None, map(_choice, element.iter("optgroup", "option"))))
        shown = " ".join(element.itertext()).split()
        inside = sum(len(" ".join(each.itertext()).split()) for each in element.iter("option"))
        if len(shown) > inside:
            said = " ".join(shown)  # broken markup puts more into a list than choices
    else:
        said = (element.text_content() or "").strip() or _hint(element)
    return Unmapped(line_of(element), "form-field", allowed(said)) if said else None


def _box(element: Any) -> str:
    """Whether a box is checked, with the words that tell what for, if any."""
    around = next(element.iterancestors("label"), None)
    behind = element.getnext()
    beside = behind is not None and behind.tag == "label" and not (element.tail or "").strip()
    told = (
        (words(around) if around is not None else ""),
        element.get("aria-label") or "",
        words(behind) if beside else element.tail or "",
        element.get("value") or "",
    )
    what = next(filter(None, (" ".join(each.split()) for each in told)), "")
    state = "not checked" if element.get("checked") is None else "checked"
    return f"{state}: {what}" if what else state


def _choice(element: Any) -> str:
    """A choice of a list, or the heading above some of them."""
    label = " ".join((element.get("label") or "").split())
    if element.tag == "optgroup":
        return label
    said = label or words(element)
    return f"{said} (selected)" if said and element.get("selected") is not None else said


def suggestions(element: Any) -> str:
    """What a `datalist` offers for a field: the words or the label, and the value, of each choice."""
    said = [offered for each in element.iter("option") for offered in _offered(each)]
    return "; ".join(said) or words(element)


def _offered(option: Any) -> list[str]:
    stated = (words(option) or option.get("label") or "", option.get("value") or "")
    return list(dict.fromkeys(filter(None, (" ".join(each.split()) for each in stated))))


def _hint(element: Any) -> str:
    """What an empty field shows."""
    return (element.get("placeholder") or "").strip()


def area(element: Any) -> Unmapped | None:
    """A part of a picture that leads somewhere."""
    said = " ".join((element.get("alt") or element.get("title") or "").split())
    address = (element.get("href") or "").strip()
    return _stated(element, "area", {"alt": said, "href": address}, said or address)


def expansion(element: Any) -> Unmapped | None:
    """What an abbreviation or a term stands for."""
    short, said = words(element), " ".join((element.get("title") or "").split())
    if not said or said == short:
        return None
    return _stated(element, "expansion", {"of": short, "text": said}, f"{short}: {said}")


def structure(element: Any) -> Unmapped:
    """A table whose words stand in the text and whose rows and columns do not."""
    return _marked_up(element, "table", words(element))


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
    "area": area,
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
