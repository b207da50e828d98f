"""Pages, JSON and CSV with addresses wherever one can stand."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .hostile import Case, Lure, by_content, read_as

_LINES = (
    "Parliamentary question - E-000777/2021",
    "Question for written answer E-000777/2021",
    "to the Commission",
    "Rule 138",
    "Ada Wrenholm (Green Delta)",
    "Subject: Gulls",
    "Who counts the gulls of Tarrow Quay?",
)
#: HTML that names another file; `%s` is the address.
_HEAD = {
    "base": '<base href="%s">',
    "link": '<link rel="stylesheet" href="%s"><link rel="import" href="%s"><link rel="preload" href="%s" as="fetch">',
    "refresh": '<meta http-equiv="refresh" content="0; url=%s">',
    "charset": '<meta charset="%s"><meta http-equiv="Content-Type" content="text/html; charset=%s">',
    "script": '<script src="%s"></script><script type="application/ld+json">{"@context": "%s"}</script>',
    "style": "<style>@import url(%s); body { background: url('%s') } @font-face { src: url(%s) }</style>",
    "manifest": '<link rel="manifest" href="%s"><link rel="dns-prefetch" href="%s">',
    "policy": '<meta http-equiv="Content-Security-Policy" content="report-uri %s">',
    "profile": '</head><head profile="%s">',
}
_BODY = {
    "link": '<a href="%s" ping="%s">x</a><a href=" \t%s ">y</a>',
    "image": '<img src="%s" srcset="%s 2x, %s 3x" longdesc="%s" alt="x">',
    "picture": '<picture><source srcset="%s"><img src="%s"></picture>',
    "frame": '<iframe src="%s" srcdoc="&lt;img src=%s&gt;"></iframe><frameset><frame src="%s"></frameset>',
    "object": '<object data="%s" codebase="%s"><param name="movie" value="%s"><embed src="%s"></object>',
    "applet": '<applet code="%s" archive="%s"></applet>',
    "media": '<video src="%s" poster="%s"><track src="%s"></video><audio src="%s"></audio>',
    "form": '<form action="%s"><input type="image" src="%s" formaction="%s"><button formaction="%s">x</button></form>',
    "svg": '<svg><image href="%s"/><use xlink:href="%s"/><script href="%s"/><foreignObject><img src="%s"></foreignObject></svg>',
    "mathml": '<math xlink:href="%s"><annotation-xml encoding="text/html"><img src="%s"></annotation-xml></math>',
    "background": '<table background="%s"><tr><td background="%s" style="background: url(%s)">x</td></tr></table>',
    "quote": '<blockquote cite="%s">x</blockquote><q cite="%s">y</q><ins cite="%s">z</ins>',
    "include": '<!--#include virtual="%s" --><!--#exec cmd="%s" --><?php include("%s") ?><?import namespace="x" implementation="%s"?>',
    "xinclude": '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="%s"/>',
    "template": '<template><img src="%s"></template><noscript><img src="%s"></noscript>',
    "comment": '<!--[if IE]><link href="%s"><![endif]-->',
}
_TYPES = {
    "system": '<!DOCTYPE html SYSTEM "%s">',
    "public": '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "%s">',
    "internal": '<!DOCTYPE html [<!ENTITY %% x SYSTEM "%s"> %%x; <!ENTITY stolen SYSTEM "%s">]>',
}


def page(head: str = "", body: str = "", kind: str = "<!DOCTYPE html>") -> bytes:
    """A page with more in its head and in its text."""
    text = "".join(f"<p>{line}</p>" for line in _LINES[:-1])
    return f"{kind}<html><head>{head}<title>Q</title></head><body>{text}<p>{_LINES[-1]}{body}</p></body></html>".encode()


def _html(lure: Lure) -> Iterator[Case]:
    made = {
        **{f"head-{what}": (text, "", "<!DOCTYPE html>") for what, text in _HEAD.items()},
        **{f"body-{what}": ("", text, "<!DOCTYPE html>") for what, text in _BODY.items()},
        **{
            f"type-{what}": ("", "&stolen;", text.replace("%%", "%"))
            for what, text in _TYPES.items()
        },
    }
    for what, parts in made.items():
        for way, address in lure.addresses("mark.html").items():
            data = page(*(part.replace("%s", address) for part in parts))
            yield Case(
                name=f"html-{what}-{way}",
                files={"input.html": data, "found.xml": data},
                marks=("mark.html",),
                steps=(
                    *read_as("input.html", "page"),
                    *by_content("input.html", way, source=address),
                    {"do": "validate", "file": "found.xml"},
                ),
            )


def _text(lure: Lure) -> Iterator[Case]:
    for way, address in lure.addresses("mark.txt").items():
        lines = [*_LINES, f"See {address} and <{address}>.", f"(1) {address}", f"file:{address}"]
        yield Case(
            name=f"text-{way}",
            files={"input.txt": "\n".join(lines).encode()},
            marks=("mark.txt",),
            workers=True,
            steps=(
                *read_as("input.txt", "page", "csv", "turtle"),
                {
                    "do": "command",
                    "arguments": ["convert", "input.txt", "--to", "akn", "--source", address],
                },
            ),
        )


def _json(lure: Lure) -> Iterator[Case]:
    base = {"schema_version": "1.0", "type": "question", "kind": "written"}
    body = [{"type": "paragraph", "content": [{"type": "link", "href": "%s", "content": ["x"]}]}]
    made = {
        "schema": {"$schema": "%s", **base},
        "reference": {**base, "$ref": "%s"},
        "identity": {"$id": "%s", "$schema": "%s", "$defs": {"$ref": "%s"}, **base},
        "context": {"@context": "%s", **base},
        "version": {**base, "schema_version": "%s"},
        "include": {"$include": "%s", "extends": "%s", **base},
        "value": {**base, "authors": [{"$ref": "%s"}], "term": {"$ref": "%s"}},
        "addresses": {
            **base,
            "authors": [
                {"name": "A", "uri": "%s", "identifiers": [{"scheme": "x", "value": "%s"}]}
            ],
            "publications": [{"name": "x", "uri": "%s"}],
            "extensions": [
                {
                    "namespace": "%s",
                    "name": "a",
                    "datatype": "xml",
                    "value": "<!DOCTYPE a SYSTEM '%s'><a/>",
                }
            ],
            "variants": [
                {
                    "language": "en",
                    "body": body,
                    "manifestations": [{"address": "%s", "format": "%s"}],
                }
            ],
        },
    }
    for what, value in made.items():
        for way, address in lure.addresses("mark.json").items():
            data = json.dumps(value).replace("%s", address).encode()
            yield Case(
                name=f"json-{what}-{way}",
                files={"input.json": data},
                marks=("mark.json",),
                workers=True,
                steps=(
                    *read_as("input.json", "json", "jsonld"),
                    *by_content("input.json", way),
                    {"do": "command", "arguments": ["validate", "input.json"]},
                    {"do": "command", "arguments": ["validate", "--fix", "input.json"]},
                ),
                writes=True,
            )


def _csv(lure: Lure) -> Iterator[Case]:
    columns = "document_identifier,document_id,title,document_creator,document_url,is_realized_by,inverse_answers_to"
    for way, address in lure.addresses("mark.csv").items():
        cells = [
            address,
            f'=WEBSERVICE(""{address}"")',
            f'=HYPERLINK(""{address}"")',
            f"=cmd|'/C {address}'!A0",
            f"@SUM({address})",
            f"file:{address}",
        ]
        rows = [",".join(f'"{cell}"' for cell in [f"E-9-2021-00077{n}", *cells]) for n in range(3)]
        links = "\n".join([columns, *rows, ",".join([address] * 7)]).encode()
        yield Case(
            name=f"csv-{way}",
            files={"input.csv": links},
            marks=("mark.csv",),
            steps=(
                *read_as("input.csv", "csv"),
                *by_content("input.csv", way),
                {"do": "command", "arguments": ["show", "input.csv"]},
            ),
        )


def cases(lure: Lure) -> Iterator[Case]:
    """All of these."""
    yield from _html(lure)
    yield from _text(lure)
    yield from _json(lure)
    yield from _csv(lure)
