"""Writes a document as one page: what people read, and the data that it was made of."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import orjson

from parlq._version import __version__
from parlq.formats.html.shown_text import digest, digest_of, shown
from parlq.formats.json import dumps as json_of
from parlq.model import Document, Dossier
from parlq.problems import MissingExtraError, ModelError

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment

    from parlq.formats.html.view import PageView

#: What states the digest of a page, before the digest is known.
_STATED = ' data-shown=""'
_ROLES = {
    "original": "original",
    "translation": "translation",
    "co_original": "one of the originals",
}


def dumps(document: Document, *, language: str | None = None) -> bytes:
    """Write a document as a page in UTF-8; equal documents give equal bytes.

    Args:
        document: what to write.
        language: tag of the language that the page shows first; by default the one in which most
            of its works have a text, the original among several.

    Raises:
        MissingExtraError: jinja2 is not installed.
        ModelError: no work of the document is known in `language`.
    """
    made = environment()
    from markupsafe import Markup

    page, content = _content(made, document, language)
    style, script = style_of(page.available), template("script.js")
    given = {
        "policy": policy_of(style, script),
        "style": Markup(style),  # noqa: S704 # of the package, and tags of languages
        "script": Markup(script),  # noqa: S704 # of the package
    }
    return _page(made, "page.html", document, page, content, given)


def rendered(
    made: Environment, name: str, document: Document, language: str | None, given: dict[str, Any]
) -> bytes:
    """A document as a page by a template that extends `page.html`.

    Args:
        made: the templates.
        name: of the template.
        document: what to write.
        language: as in `dumps`.
        given: what the template is given besides the document, such as its policy.
    """
    page, content = _content(made, document, language)
    return _page(made, name, document, page, content, given)


def _page(  # what both ways to write a page have made
    made: Environment,
    name: str,
    document: Document,
    page: PageView,
    content: str,
    given: dict[str, Any],
) -> bytes:
    from markupsafe import Markup

    from parlq.formats.html.reference_data import bibtex, csl, schema_org

    data = _in_script(json_of(document))
    cited = csl(document, page.first)
    text = made.get_template(name).render(
        page=page,
        content=content,
        csl=cited,
        csl_json=Markup(_in_script(orjson.dumps(cited))),  # noqa: S704 # cannot end its element
        linked=Markup(_in_script(orjson.dumps(schema_org(document, page.first)))),  # noqa: S704
        bibtex=bibtex(document, page.first),
        data=Markup(data),  # noqa: S704
        digest=digest(data.strip()),
        shown="",
        **given,
    )
    # The last one: what a document says has no quotation mark outside its data, where it is escaped.
    before, stated, after = text.rpartition(_STATED)
    return (
        f'{before}{stated[:-1]}{digest_of(shown(text))}"{after}'.encode()
        if stated
        else text.encode()
    )


def content_of(document: Document, language: str | None = None) -> str:
    """What `main` of the page of a document contains."""
    return _content(environment(), document, language)[1]


def fragment(document: Document) -> str:
    """A document as HTML for another page, such as a notebook: each work in one language.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    made = environment()
    prefix = f"parlq-{sha256(json_of(document)).hexdigest()[:8]}-"
    from parlq.formats.html.languages import spoken

    page, content = _content(made, document, None, prefix)
    style = (
        template("style.css")
        .replace("body{", ":scope{padding-inline:1.4rem;")
        .replace(":root", ":scope")
    )
    return (
        f'<div class="parlq" {spoken(page.first)}><style>@scope (.parlq){{{style}}}'
        f"</style>\n{content}</div>"
    )


def _content(
    made: Environment, document: Document, language: str | None, prefix: str | None = None
) -> tuple[PageView, str]:
    """The view of a document and what `main` contains; with a prefix of ids, in one language."""
    from markupsafe import Markup

    from parlq.formats.html import words
    from parlq.formats.html.view import view_of

    page = view_of(document, language, prefix)
    if language is not None and language not in {each.tag for each in page.choices}:
        known = ", ".join(each.tag for each in page.choices) or "none"
        raise ModelError(f"no work has a variant in {language!r}; there is {known}")
    languages = page.available or (page.first,)

    def everyday(date: Any) -> Markup:
        return words.everywhere_day(date, languages, page.first)

    text = made.get_template("content.html").render(
        page=page,
        several=isinstance(document, Dossier) and len(document.questions) != 1,
        extensions=document.extensions if isinstance(document, Dossier) else (),
        everyday=everyday,
        sep=Markup(' <span aria-hidden="true">\u00b7</span> '),
    )
    return page, Markup(text)  # noqa: S704 # of a template that escapes


@cache
def environment() -> Environment:
    """The templates of this package.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, FunctionLoader
    except ModuleNotFoundError:
        raise MissingExtraError("HTML", "html") from None
    return new_environment(Environment, FunctionLoader(template))


def new_environment(kind: type[Environment], loader: BaseLoader) -> Environment:
    """An environment in which the templates of pages work, whatever loads them."""
    from jinja2 import StrictUndefined

    from parlq.formats.html import links, words
    from parlq.formats.html.languages import name_of, spoken

    made = kind(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        spoken=spoken,
        name_of=name_of,
        link=links.link,
        version=__version__,
        roles=_ROLES,
        classes=words.classes,
        day=words.day,
        kind_of=words.kind_of,
        label=words.words,
        word=lambda english, tag: words.words("", tag, english),
    )
    return made


@cache
def template(name: str) -> str:
    """A template of this package."""
    from importlib import resources

    folder = resources.files("parlq.formats.html").joinpath("templates")
    return folder.joinpath(name).read_text(encoding="utf-8")


def style_of(languages: Iterable[str], style: str = "") -> str:
    """The style sheet of pages with texts in these languages: the chosen one shows."""
    rules = [style or template("style.css"), "@supports selector(:has(*)){\n"]
    for tag in languages:
        chosen = f"body:has(#m-{tag}:checked)"
        rules += [
            f"{chosen} :where(.v,.i):not(:where(.v-{tag},.i-{tag})){{display:none}}\n",
            f"{chosen} .v-{tag}{{display:grid}}\n{chosen} .i-{tag}{{display:inline}}\n",
            f"@media (min-width:75rem){{body:has(#b-{tag}:checked) .v-{tag}{{display:grid}}}}\n",
        ]
    # On one line, so that what people search or compare in a page is what it says.
    return "".join(line.strip() for line in "".join([*rules, "}"]).splitlines())


def policy_of(style: str, script: str | None = None) -> str:
    """The content security policy: nothing but the style and the script of the page itself."""
    scripts = "'none'" if script is None else f"'{_hash(script)}'"
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src {scripts};"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def _in_script(data: bytes) -> str:
    """JSON that cannot end the element that contains it, nor begin a comment."""
    return data.decode().replace("<", "\\u003c")
