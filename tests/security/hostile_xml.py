"""XML that names other files: document types in every encoding, inclusion, schemas, style sheets."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

import parlq

from .hostile import Case, Lure, Step, by_content, read_as

QUESTION = parlq.Question(
    reference=parlq.Reference.parse("E-000777/2021"),
    variants=(
        parlq.LanguageVariant(
            language="en",
            body=(parlq.Paragraph(content=("Who counts the gulls of Tarrow Quay?",)),),
        ),
    ),
)
XML = parlq.dumps(QUESTION, format="akn").decode()
DECLARATION, _, ROOT = XML.partition("\n")
OTHERS = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate name="x"><meta/><debateBody><debateSection name="q"><speech by="#a"><p>Who counts the gulls?</p></speech></debateSection></debateBody></debate></akomaNtoso>'
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://data.europa.eu/eli/ontology#">
<e:Work rdf:about="https://data.europarl.europa.eu/eli/dl/doc/E-9-2021-000777"><e:title>Gulls</e:title></e:Work></rdf:RDF>"""
HTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Who counts the gulls?</p></body></html>'

#: Encodings, what a declaration calls them, and the mark before them.
ENCODINGS = {
    "utf8": ("utf-8", "UTF-8", b""),
    "utf8-marked": ("utf-8", "UTF-8", codecs.BOM_UTF8),
    "utf16": ("utf-16-le", "UTF-16", codecs.BOM_UTF16_LE),
    "utf16-big": ("utf-16-be", "UTF-16", codecs.BOM_UTF16_BE),
    "utf16-unmarked": ("utf-16-le", "UTF-16LE", b""),
    "utf16-big-unmarked": ("utf-16-be", "UTF-16BE", b""),
    "ucs2": ("utf-16-le", "ISO-10646-UCS-2", codecs.BOM_UTF16_LE),
    "utf32": ("utf-32-le", "UTF-32", codecs.BOM_UTF32_LE),
    "utf32-big": ("utf-32-be", "UTF-32", codecs.BOM_UTF32_BE),
    "ucs4": ("utf-32-be", "ISO-10646-UCS-4", b""),
    "latin1": ("latin-1", "ISO-8859-1", b""),
    "ascii": ("ascii", "US-ASCII", b""),
    "ebcdic": ("cp037", "EBCDIC-CP-US", b""),
    "utf7": ("utf-7", "UTF-7", b""),
}
#: The shapes of a document type; `%s` is the address.
TYPES = {
    "system": '<!DOCTYPE {root} SYSTEM "%s">',
    "public": '<!DOCTYPE {root} PUBLIC "-//Tarrow//DTD//EN" "%s">',
    "entity": '<!DOCTYPE {root} [<!ENTITY stolen SYSTEM "%s">]>',
    "parameter": '<!DOCTYPE {root} [<!ENTITY %% more SYSTEM "%s"> %%more;]>',
    "unparsed": '<!DOCTYPE {root} [<!NOTATION n SYSTEM "%s"><!ENTITY stolen SYSTEM "%s" NDATA n>]>',
    "after-comment": '<!-- x --><?y z?>\n<!DOCTYPE {root} SYSTEM "%s" []>',
}
_ROOTS = {
    "akn": ("akomaNtoso", ROOT),
    "others": ("akomaNtoso", OTHERS),
    "rdf": ("rdf:RDF", RDF),
    "html": ("html", HTML),
}
_FORMATS = {
    "akn": ("akn", ".xml"),
    "others": ("akn", ".xml"),
    "rdf": ("rdfxml", ".rdf"),
    "html": ("page", ".html"),
}


def encoded(text: str, encoding: str) -> bytes:
    """XML in an encoding, declared as such."""
    codec, declared, mark = ENCODINGS[encoding]
    return mark + f"<?xml version='1.0' encoding='{declared}'?>\n{text}".encode(
        codec, "xmlcharrefreplace"
    )


def typed(kind: str, shape: str, address: str) -> str:
    """A document with a type of this shape that points to an address."""
    name, root = _ROOTS[kind]
    made = TYPES[shape].format(root=name)
    made = made % ((address,) * made.replace("%%", "").count("%s"))
    return f"{made}\n{root.replace('Who', '&stolen; Who', 1) if 'stolen' in shape + made else root}"


def _all(name: str) -> tuple[Step, ...]:
    more: tuple[Step, ...] = (
        {"do": "data", "file": name},
        {"do": "validate", "file": name, "schema": "akn"},
    )
    return (
        read_as(name, "akn", "rdfxml", "page", "jsonld", "json", "turtle", "ntriples", "csv") + more
    )


def _types(lure: Lure) -> Iterator[Case]:
    for kind in _ROOTS:
        for shape in TYPES:
            for way, address in lure.addresses("mark.dtd").items():
                data = encoded(typed(kind, shape, address), "utf8")
                yield _case(f"type-{kind}-{shape}-{way}", data, *_FORMATS[kind], "mark.dtd")
        for encoding in ENCODINGS:
            for shape in ("system", "parameter"):
                for way, address in lure.few("mark.dtd").items():
                    data = encoded(typed(kind, shape, address), encoding)
                    yield _case(
                        f"type-{kind}-{encoding}-{shape}-{way}", data, *_FORMATS[kind], "mark.dtd"
                    )


def _case(
    name: str, data: bytes, format: str, suffix: str, mark: str, *, every: bool = False
) -> Case:
    file = f"input{suffix}"
    steps = (
        _all(file)
        if every
        else (*read_as(file, format), *by_content(file, name.rpartition("-")[2]))
    )
    if format == "akn":
        steps += ({"do": "validate", "file": file, "schema": "akn"},)
    return Case(name=name, files={file: data}, steps=steps, marks=(mark,), workers=True)


#: What is put where the text begins; `%s` is the address.
_INSIDE = {
    "include": '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="%s"/>',
    "include-text": '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="%s" parse="text"><xi:fallback/></xi:include>',
    "include-2003": '<xi:include xmlns:xi="http://www.w3.org/2003/XInclude" href="%s"/>',
    "image": '<img src="%s" alt="x"/>',
    "svg": '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="%s"/><use href="%s"/></svg>',
    "link": '<a href="%s">x</a>',
    "reference": '<ref href="%s">x</ref>',
    "component": '<componentRef src="%s" showAs="x"/>',
    "foreign": '<foreign><object xmlns="http://www.w3.org/1999/xhtml" data="%s"><embed src="%s"/></object></foreign>',
    "base": '<i xml:base="%s">x</i>',
}
#: What is put into the first tag.
_ATTRIBUTES = {
    "schema": ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://docs.oasis-open.org/legaldocml/ns/akn/3.0 %s urn:x %s"',
    "no-namespace": ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="%s"',
    "root-base": ' xml:base="%s"',
    "namespace": ' xmlns:x="%s"',
}
#: What is put before the root.
_BEFORE = {
    "style": '<?xml-stylesheet type="text/xsl" href="%s"?>',
    "model": '<?xml-model href="%s" schematypens="http://relaxng.org/ns/structure/1.0"?>',
    "catalog": '<?oasis-xml-catalog catalog="%s"?>',
    "include": '<?xinclude href="%s"?>',
}


def _places(lure: Lure) -> Iterator[Case]:
    for kind, (_, root) in _ROOTS.items():
        made = {
            **{
                f"inside-{what}": root.replace("Who", f"{text}Who", 1)
                for what, text in _INSIDE.items()
            },
            **{
                f"first-{what}": root.replace("xmlns", f"{text.lstrip()} xmlns", 1)
                for what, text in _ATTRIBUTES.items()
            },
            **{f"before-{what}": f"{text}\n{root}" for what, text in _BEFORE.items()},
        }
        for what, text in made.items():
            mark = "mark.xsd" if "schema" in what or "namespace" in what else "mark.xml"
            for way, address in lure.few(mark).items():
                data = encoded(text.replace("%s", address), "utf8")
                yield _case(f"{what}-{kind}-{way}", data, *_FORMATS[kind], mark)


def cases(lure: Lure) -> Iterator[Case]:
    """All of these; of a few, every reader is asked, whatever it is for."""
    yield from _types(lure)
    yield from _places(lure)
    for kind in _ROOTS:
        for encoding in ("utf8", "utf16", "utf32"):
            for way, address in lure.few("mark.dtd").items():
                data = encoded(typed(kind, "parameter", address), encoding)
                yield _case(
                    f"every-{kind}-{encoding}-{way}", data, *_FORMATS[kind], "mark.dtd", every=True
                )
