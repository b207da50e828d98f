"""What of a document outside the profile is nowhere in the value that it was read as."""

from __future__ import annotations

from lxml import etree

import parlq
from parlq.formats.akn.xml.names import ANSWER_KINDS, NO_DATE, QUESTION_KINDS, SEVERAL

#: Attributes that name places in the file, or the agent who marked it up.
NAMES = {"eId", "wId", "GUID", "source", "{http://www.w3.org/XML/1998/namespace}id"}
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
#: What an attribute says that is a field of the value in other words.
UNDERSTOOD = {
    *filter(None, QUESTION_KINDS),
    *filter(None, ANSWER_KINDS),
    *("originalVersion", "incomplete", "note", "isAnswerTo", "foreign", SEVERAL, NO_DATE),
    *(f"heading-{level}" for level in range(1, 7)),
}


def flat(text):
    """A text without the layout of its markup."""
    return " ".join((text or "").split())


def strings(value):
    """All strings and numbers in a JSON value, and in markup that it holds."""
    if isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
        if {"json", "xml"} & {value.get("datatype")} or value.get("media_type"):
            yield from of_markup(value.get("value") or "")
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    else:
        yield flat(str(value))


def of_markup(text):
    """Words and attributes of markup that was kept."""
    try:
        root = etree.fromstring(text)
    except (etree.XMLSyntaxError, ValueError):
        return
    for element in root.iter():
        yield from map(flat, (element.text, element.tail, *element.attrib.values()))


def stated(data):
    """The words and attributes of a document that say something."""
    root = etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_pis=True))
    for element in root.iter():
        yield from filter(None, map(flat, (element.text, element.tail)))
        for name, value in element.attrib.items():
            pointer = value.startswith("#") and name in {"by", "to", "as", "refersTo", "href"}
            if name.startswith(XSI):
                continue  # reported, like a comment
            if name not in NAMES and not pointer and value not in UNDERSTOOD:
                yield flat(value)


def lost(data, value):
    """The words and attributes of a document that `value` has nowhere."""
    have = "\n".join(strings(parlq.to_dict(value)))
    return {text for text in stated(data) if text not in have}
