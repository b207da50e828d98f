"""Dimensions of saved pages as HTML, and of CSV."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grown import Dimension, Make, around, nested
from grown_text import HEAD

_TOP = (
    "<!DOCTYPE html><html><head><title>x</title></head><body>"
    + "".join(f"<p>{line}</p>" for line in HEAD.splitlines())
    + "<p>Who counts?</p>"
)
_END = "</body></html>"

#: What is opened before the text, and what each time goes on in it.
_OPEN = (
    ("bold links", "<b><a href=u:a>" * 100, "<p>x<b>"),
    ("a long target", f'<a href="http://{"e" * 1900}">', "<p>x"),
    ("items", "<a href=u:a><sup><b><i>" * 14, "<li>x"),
    ("three formats", '<b><i><a href="http://a">' * 10, "<p>x<b>"),
    ("raised words", "<sup><b><i>" * 15, "<p>x<br>y"),
    ("different links", "".join(f"<b><a href=u:{n}>" for n in range(50)), "<p>x"),
)


def _html() -> Iterator[tuple[str, Make]]:
    for tag in (
        "div",
        "b",
        "ul><li",
        "ol><li",
        "table><tr><td",
        "blockquote",
        "p",
        "a href='#'",
        "font",
        "select",
        "button",
        "svg",
        "math",
        "template",
        "pre",
        "form",
        "h1",
        "dl><dd",
        "section",
        "center",
    ):
        closing = "".join(f"</{each.split()[0]}>" for each in reversed(tag.split("><")))
        name = re.split("[ >]", tag)[0]
        yield f"{name}, nested", nested(_TOP, f"<{tag}>", "x", closing, _END)
        yield f"{name}, not closed", around(_TOP, f"<{tag}>x", _END)
        yield f"{name}, beside each other", around(_TOP, f"<{tag}>x{closing}", _END)
    yield "bold and italic, crossed", around(_TOP, "<b><i>x</b></i>", _END)
    yield "bold around paragraphs", around(f"{_TOP}<b>", "<p>x", _END)
    for name, opened, follows in _OPEN:
        yield f"{name}, never closed", around(_TOP + opened, follows, _END)
    yield "formats that are never closed", around(_TOP, "<p><b><i><u>x</p>", _END)
    yield "closing tags", around(_TOP, "</div></b>", _END)
    yield "attributes", around(f"{_TOP}<p", ' a{n}="x"', f">x</p>{_END}")
    yield "attributes of one name", around(f"{_TOP}<p", ' a="x"', f">x</p>{_END}")
    yield "attributes of the page", around(_TOP, '<html a{n}="x"><body b{n}="x">', _END)
    yield "letters of an attribute", around(f'{_TOP}<p title="', "x", f'">x</p>{_END}')
    yield "classes", around(f'{_TOP}<p class="', "c{n} ", f'">x</p>{_END}')
    yield "styles", around(f'{_TOP}<p style="', "display: none; ", f'">x</p>{_END}')
    yield "letters of a style", around(f'{_TOP}<p style="', "display:", f'">x</p>{_END}')
    yield (
        "rules of a style sheet",
        around("<html><head><style>", ".c{n} { display: none }", f"</style></head>{_TOP}{_END}"),
    )
    yield "letters of a tag", around(f"{_TOP}<", "x", f">{_END}")
    yield "tags, each of a name of its own", around(_TOP, "<e{n}>x</e{n}>", _END)
    yield "paragraphs", around(_TOP, "<p>x</p>", _END)
    yield "line breaks", around(_TOP, "<br>", _END)
    yield "lines with breaks", around(f"{_TOP}<p>", "x<br>", f"</p>{_END}")
    yield "links", around(_TOP, '<a href="https://a.example/{n}">x</a>', _END)
    yield "letters of a link", around(f'{_TOP}<a href="https://a.example/', "é ", f'">x</a>{_END}')
    yield "links to notes", around(_TOP, '<a href="#n{n}" name="r{n}">({n})</a>', _END)
    yield "notes", around(_TOP, '<p><a name="n{n}" href="#r{n}">({n})</a> x</p>', _END)
    yield "images", around(_TOP, '<img src="x" alt="y">', _END)
    yield (
        "letters of an image",
        around(f'{_TOP}<img src="data:image/png;base64,', "AAAA", f'">{_END}'),
    )
    yield "struck words", around(_TOP, "<s>x</s> y ", _END)
    begin, close = "<html><head><style>", f"</style></head>{_TOP}{_END}"
    for name, first, piece, last in (
        ("rules in rules", "", "p{", "display:none"),
        ("rules in the rules around them", "a{", "&b{", "display:none"),
        ("conditions in each other", "", "@media (min-width:1px){", "u{display:none"),
        ("conditions of one rule", "@media screen", " and (min-width:1px)", "{u{display:none}}"),
        ("blanks of a condition", "@media screen", "    ", "x{u{display:none}}"),
        ("digits of a length", "p{left:", "1", "px}"),
        ("functions in each other", "p{transform:", "scale(", "}"),
        ("variables of variables", "p{", "--v{n}:var(--v{n});", "display:var(--v0)}"),
        ("values of a variable", "p{", "--v:{n};", "display:var(--v)}"),
    ):
        yield f"style sheet: {name}", around(begin + first, piece, last + close)
    yield "blanks between tags", around("<html>", "    ", f"{_TOP}{_END}")
    yield "hidden words", around(_TOP, '<span style="display:none">x</span>', _END)
    yield "raised words", around(_TOP, "x<sup>{n}</sup>", _END)
    yield "cells of a row", around(f"{_TOP}<table><tr>", "<td>x", f"</table>{_END}")
    yield "rows of a table", around(f"{_TOP}<table>", "<tr><td>x", f"</table>{_END}")
    yield (
        "cells over many rows",
        around(f"{_TOP}<table>", '<tr><td rowspan="65534" colspan="1000">x', f"</table>{_END}"),
    )
    yield "text beside cells", around(f"{_TOP}<table>", "x<tr>", f"</table>{_END}")
    yield "items", around(f"{_TOP}<ol start='9'>", "<li>x", f"</ol>{_END}")
    yield (
        "languages in a chooser",
        around(
            '<html><body><ul class="languages">',
            '<li><a href="x_EN.html" lang="en" hreflang="l{n}">English</a></li>',
            _TOP.partition("<body>")[2] + _END,
        ),
    )
    yield (
        "options",
        around(
            "<html><body><select>",
            '<option value="l{n}">English',
            f"</select>{_TOP.partition('<body>')[2]}{_END}",
        ),
    )
    yield "entities", around(_TOP, "&eacute;", _END)
    yield "entities that are none", around(_TOP, "&zork", _END)
    yield "character references", around(_TOP, "&#x1;", _END)
    yield "digits of a character reference", around(f"{_TOP}&#", "9", f";{_END}")
    yield "comments", around(_TOP, "<!--x-->", _END)
    yield "comments that are not closed", around(_TOP, "<!-- <!", _END)
    yield "declarations", around(_TOP, "<!x>", _END)
    yield "instructions", around(_TOP, "<?x?>", _END)
    yield "scripts", around(_TOP, "<script>x</script>", _END)
    yield "letters of a script", around(f"{_TOP}<script>", "<!--<script", f"</script>{_END}")
    yield "heads and bodies", around(_TOP, "<head><title>x</title></head><body>", _END)
    yield "pages behind the page", around(_TOP + _END, "<p>x</p></body></html>")
    yield (
        "metadata",
        around("<html><head>", '<meta name="n{n}" content="x">', f"</head>{_TOP}{_END}"),
    )
    yield "charsets", around("<html><head>", '<meta charset="x{n}">', f"</head>{_TOP}{_END}")
    yield "tags that are not closed", around(_TOP, "<a b ", _END)
    yield "tags before one that is not closed", around(_TOP, "<a b ", f"{_END}<a c='")
    yield "quotation marks that are not closed", around(_TOP, "<a b='x>y</a> ", _END)
    yield "sections of CDATA", around(_TOP, "<![CDATA[x]]>", _END)
    yield (
        "addresses",
        around("<html><head>", '<link rel="canonical" href="x{n}">', f"</head>{_TOP}{_END}"),
    )
    yield (
        "elements that stand in no head",
        around("<html><head>", "<custom>x</custom>y", f"</head>{_TOP}{_END}"),
    )
    yield "smaller signs", around(_TOP, "<", _END)
    yield "letters", around(f"{_TOP}<p>", "x", f"</p>{_END}")


_COLUMNS = "document_identifier,title,document_date,document_creator_person"
_ROW = '\nE-9-2021-{n},"Gulls",2021-03-04,"Ada Wrenholm"'


def _csv() -> Iterator[tuple[str, Make]]:
    yield "rows", around(_COLUMNS, _ROW)
    yield "rows of one document", around(_COLUMNS, '\nE-9-2021-000888,"Gulls",2021-03-04,"A{n}"')
    yield "columns", around(_COLUMNS, ",c{n}", "\nE-9-2021-000888,Gulls")
    yield "columns of one name", around(_COLUMNS, ",title", "\nE-9-2021-000888,Gulls")
    yield "cells of a row", around(f"{_COLUMNS}\nE-9-2021-000888", ",x")
    yield (
        "columns and cells",
        lambda n: (
            f"{_COLUMNS}{''.join(f',c{i}' for i in range(n))}\nE-9-2021-000888{',x' * n}"
        ).encode(),
    )
    yield "letters of a cell", around(f'{_COLUMNS}\nE-9-2021-000888,"', "x", '"')
    yield "lines of a cell", around(f'{_COLUMNS}\nE-9-2021-000888,"', "x\n", '"')
    yield "quotes", around(f'{_COLUMNS}\nE-9-2021-000888,"', '""', '"')
    yield "quotes that are not closed", around(_COLUMNS, '\nE-9-2021-000888,"')
    yield (
        "people of a cell",
        around(f'{_COLUMNS}\nE-9-2021-000888,Gulls,2021-03-04,"', "Ada Wrenholm; ", '"'),
    )
    yield "empty rows", around(_COLUMNS, "\n")
    yield "empty cells", around(_COLUMNS, "\n,,,")
    yield "wrong dates", around(_COLUMNS, "\nE-9-2021-{n},x,zork,y")
    yield "wrong identifiers", around(_COLUMNS, "\nzork{n},x,2021-03-04,y")
    yield (
        "chain of rows",
        around(f"{_COLUMNS},inverse_answers_to", "\nE-9-2021-{n},x,2021-03-04,y,E-9-2021-1{n}"),
    )
    yield "formulas", around(_COLUMNS, '\nE-9-2021-{n},"=1+1",2021-03-04,@x')
    yield "line ends of Mac", around(_COLUMNS, "\rE-9-2021-{n},x,2021-03-04,y")


def dimensions() -> Iterator[Dimension]:
    """All of these."""
    for name, make in _html():
        yield Dimension(f"HTML: {name}", "page", make)
    for name, make in _csv():
        yield Dimension(f"CSV: {name}", "csv", make)
