"""Pages for readers: nothing is lost, nothing is injected, and every part has its permalink."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser

import attrs
from hypothesis import given
from hypothesis import strategies as st

from parlq.formats import akn, html
from parlq.model import (
    Answer,
    Answerer,
    Attachment,
    Author,
    Dossier,
    Event,
    Extension,
    Foreign,
    Heading,
    Identifier,
    Institution,
    LanguageVariant,
    LegalNotice,
    Link,
    ListBlock,
    ListItem,
    Manifestation,
    Milestone,
    Note,
    NoteRef,
    Paragraph,
    Publication,
    Question,
    Subject,
    Table,
    TableCell,
    TableRow,
)
from parlq.testing import documents, variants

#: Attributes of which a page has none, whatever a document says.
_FORBIDDEN = re.compile(r"on|style$|src|srcdoc|action|formaction")
_OUTWARD = re.compile(r"(https?|ftp)://[^/?#]|(mailto|tel):.")


class _Page(HTMLParser):
    """The tags of a page with the names of their attributes, its targets and ids."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.eids: list[str] = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, tuple(name for name, _ in attributes)))
        for name, value in attributes:
            if name == "href":
                self.targets.append(value)
            elif name == "id":
                self.ids.append(value)
            elif name == "data-eid":
                self.eids.append(value)

    def handle_endtag(self, tag):
        self.tags.append((f"/{tag}", ()))


@given(documents())
def test_a_page_gives_back_its_document(document):
    """A page reads back as the document that it was written from, without a problem."""
    reading = html.read(html.dumps(document))
    assert (document, ()) == (reading.value, reading.problems)


@given(documents())
def test_equal_documents_give_equal_pages(document):
    """A page depends on nothing but the document."""
    assert html.dumps(document) == html.dumps(attrs.evolve(document))


@given(documents())
def test_ids_are_unique_and_targets_exist(document):
    """No id is given twice, and every link inside the page leads to one."""
    page = _Page(html.dumps(document))
    assert len(page.ids) == len(set(page.ids))
    assert set() == {t[1:] for t in page.targets if t.startswith("#")} - set(page.ids)


@given(documents())
def test_a_page_runs_nothing_and_loads_nothing(document):
    """A page has four scripts, one style and no attribute that runs or loads anything."""
    page = _Page(html.dumps(document))
    names = [tag for tag, _ in page.tags]
    assert (4, 1) == (names.count("script"), names.count("style"))
    assert set() == {n for tag, names in page.tags for n in names if _FORBIDDEN.match(n)}
    assert not {"img", "iframe", "object", "embed", "form", "base", "svg", "link"} & set(names)
    outward = [t for t in page.targets if not t.startswith("#")]
    # As a browser reads an address, which has no blanks and controls, wherever they stand.
    read = [re.sub(r"[\x00-\x20]", "", target).lower() for target in outward]
    assert [] == [t for t in read if not _OUTWARD.match(t)]


@given(variants("en").filter(lambda variant: variant.body))
def test_parts_have_the_ids_of_akoma_ntoso(variant):
    """In a page with one text, parts have the `eId` that they have in Akoma Ntoso as their id."""
    question = Question(variants=(attrs.evolve(variant, language="en"),))
    xml = akn.dumps(question).decode()
    stated = re.findall(r'<(?:p|block|ol|ul|li|table|blockContainer) eId="([^"]*)"', xml)
    page = _Page(html.dumps(question))
    known = [
        each.replace("&amp;", "&") for each in stated if each.startswith("dbsect_1__question_1__")
    ]
    assert known == page.eids
    assert set(known) <= set(page.ids)


_PIECES = (
    "</script><script>x()</script>",
    "<img src=x onerror=x()>",
    "\"><b onclick='x'>",
    "' onfocus=x() autofocus='",
    "</title><svg/onload=x>",
    "<!--",
    "-->",
    "]]>",
    "&lt;b&gt;",
    "{{ 7 * seven }}",
    "{% raw %}",
    "</style>",
    "</main><main>",
    "javascript:x()",
    "\u2028\u2029",
    "`${x}`",
    "\\u003c/script>",
    "&#x3c;b&#x3e;",
)
_HOSTILE = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=4).map("x".join)


def _document(text: str) -> Dossier:
    """A dossier with a text in every place that takes any text."""
    name = Identifier(scheme="local", value=text, scope=text)
    body = Institution(name=text, identifiers=(name,))
    paragraph = Paragraph(
        content=(
            text,
            NoteRef(marker=text),
            Milestone(kind="page", value=text),
            Link(href="x", content=(text,)),
            Foreign(media_type="text/x", value=text),
        )
    )
    cell = TableCell(content=(paragraph,))
    variant = LanguageVariant(
        language="en",
        subject=text,
        heading=(text,),
        printed_answerers=text,
        legal_notice=LegalNotice(label=text, holder=text, text=text),
        extensions=(Extension(namespace="https://x.example/", name=text, value=text),),
        body=(
            paragraph,
            Heading(level=2, content=(text,)),
            ListBlock(items=(ListItem(label=text, content=(paragraph,)),)),
            Table(caption=(text,), rows=(TableRow(cells=(cell,)),)),
            Note(marker=text, content=(paragraph,)),
            Foreign(media_type="text/x", value=text),
        ),
    )
    common = {
        "identifiers": (name,),
        "kind": "other",
        "kind_code": text,
        "session": text,
        "date": dt.date(2031, 5, 6),
        "events": (Event(kind="other", code=text, label=text, institution=body, targets=(name,)),),
        "publications": (Publication(name=text, number=text, page=text),),
        "subjects": (Subject(label=text),),
        "attachments": (Attachment(title=text, manifestations=(Manifestation(media_type="a/b"),)),),
        "extensions": variant.extensions,
        "cites": (name,),
        "variants": (variant, attrs.evolve(variant, language="fr", heading=())),
    }
    asks = Author(name=text, group=text, role=text, constituency=text, on_behalf_of=body)
    question = Question(
        authors=(asks,), supporters=(asks,), addressees=(body,), rule=text, **common
    )
    says = Answerer(honorific=text, offices=(text,), name=text, institution=body, on_behalf_of=body)
    answer = Answer(answerers=(says,), answers_to=(name,), parts=(text,), **common)
    return Dossier(questions=(question,), answers=(answer,), extensions=variant.extensions)


@given(_HOSTILE)
def test_no_text_becomes_markup(text):
    """Whatever the texts of a document, its page has the elements and attributes of any other."""
    assert _Page(html.dumps(_document("x"))).tags == _Page(html.dumps(_document(text))).tags


@given(_HOSTILE)
def test_hostile_texts_come_back(text):
    """Hostile texts are data like any other."""
    document = _document(text)
    assert document == html.loads(html.dumps(document))


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode), st.data())
def test_a_damaged_page_is_data_or_a_problem(noise, data):
    """A page with noise in it gives a value or an error, and never raises."""
    page = html.dumps(Question(variants=(LanguageVariant(language="en", subject="Reeds"),)))
    at = data.draw(st.integers(0, len(page)))
    reading = html.read(page[:at] + noise + page[at + data.draw(st.integers(0, 400)) :])
    assert reading.value is not None or reading.failed
