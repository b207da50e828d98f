"""Ways to change where the elements of a document stand."""

from __future__ import annotations

from lxml import etree

from parlq.formats.akn.xml.names import AKN


def _empty(element):
    element.text = None
    element[:] = []


def _without_words(element):
    element.text = None
    for child in element:
        child.tail = None


def _twice(element):
    element.addnext(etree.fromstring(etree.tostring(element, with_tail=False)))


def _beside_another(element):
    element.addprevious(marked(element))


def _gone(element):
    element.getparent().remove(element)


def _unwrapped(element):
    parent, place = element.getparent(), element.getparent().index(element)
    parent[place : place + 1] = list(element)


def _first(element):
    element.getparent().insert(0, element)


def _last(element):
    element.getparent().append(element)


def _before_its_parent(element):
    if (outer := element.getparent()).getparent() is not None:
        outer.addprevious(element)


def _in_the_next(element):
    if (after := element.getnext()) is not None:
        after.insert(0, element)


def _renamed(element):
    element.tag = f"{{{AKN}}}p"


SHAPES = {
    "empty": _empty,
    "without words": _without_words,
    "twice": _twice,
    "beside another": _beside_another,
    "gone": _gone,
    "unwrapped": _unwrapped,
    "first": _first,
    "last": _last,
    "before its parent": _before_its_parent,
    "in the next": _in_the_next,
    "renamed": _renamed,
}


def shaped(data, shape, number):
    """A document with its element of this number changed; None behind the last."""
    parser = etree.XMLParser(remove_comments=True, remove_pis=True)
    elements = list(etree.fromstring(data, parser).iter())[1:]
    if number >= len(elements):
        return None
    element = elements[number]
    root = element.getroottree()
    SHAPES[shape](element)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def marked(element):
    """A copy of an element whose words and names stand nowhere else."""
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    for inner in copy.iter():
        if (inner.text or "").strip():
            inner.text = f"Z{inner.text}"
        for name in {"eId", "showAs", "shortForm", "title", "value"} & set(inner.attrib):
            inner.set(name, f"{inner.get(name)}z")
    return copy


def grafted(data, donor, number, place):
    """A document with a copy of an element of another one in its element of this number."""
    parser = etree.XMLParser(remove_comments=True, remove_pis=True)
    elements = list(etree.fromstring(data, parser).iter())
    target = elements[number % len(elements)]
    target.insert(place % (len(target) + 1), marked(donor))
    return etree.tostring(target.getroottree(), encoding="UTF-8", xml_declaration=True)
