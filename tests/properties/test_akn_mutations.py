"""Nothing in an Akoma Ntoso document is lost without a word: promise 6, over broken documents.

A canonical document is changed in one to three places, at random. Then reading it either says what
is wrong, or writing what was read gives the changed document back, whole.
"""

import copy
from datetime import UTC, date, datetime

import attrs
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from parlq import akn
from parlq.akn import schema
from parlq.akn.names import AKN, PQ, XML
from parlq.model import (
    Answer,
    Answerer,
    Attachment,
    Author,
    Bold,
    Dossier,
    Event,
    Extension,
    Foreign,
    Heading,
    Identifier,
    Institution,
    Italic,
    LanguageVariant,
    LegalNotice,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Manifestation,
    Note,
    NoteRef,
    Paragraph,
    Publication,
    Question,
    Reference,
    Subject,
    Subscript,
    Superscript,
    Table,
    TableCell,
    TableRow,
)
from parlq.problems import InputError
from parlq.testing import answers, corpus, dossiers, questions

URI = "https://example.org/1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
#: Elements whose blanks are text; between all others they are layout.
SPEAKING = frozenset(
    f"{{{AKN}}}{name}"
    for name in [
        "p",
        "block",
        "heading",
        "from",
        "num",
        "caption",
        "b",
        "i",
        "sup",
        "sub",
        "a",
        "inline",
    ]
) | {f"{{{PQ}}}content", f"{{{PQ}}}extension"}

small = st.one_of(
    questions(max_variants=3, max_authors=2),
    answers(max_variants=3, max_answers_to=2),
    dossiers(max_questions=1, max_answers=1, max_variants=2),
)

TAGS = st.sampled_from(
    [
        f"{{{AKN}}}{name}"
        for name in [
            "p",
            "block",
            "ul",
            "ol",
            "li",
            "table",
            "tr",
            "td",
            "th",
            "caption",
            "blockContainer",
            "num",
            "foreign",
            "b",
            "i",
            "sup",
            "sub",
            "a",
            "br",
            "noteRef",
            "inline",
            "heading",
            "from",
            "preface",
            "conclusions",
            "container",
            "debate",
            "debateBody",
            "debateSection",
            "question",
            "answer",
            "component",
            "documentRef",
            "documentCollection",
            "collectionBody",
            "publication",
            "classification",
            "keyword",
            "workflow",
            "step",
            "references",
            "TLCPerson",
            "TLCOrganization",
            "TLCRole",
            "TLCTerm",
            "TLCConcept",
            "TLCEvent",
            "TLCReference",
            "original",
            "hasAttachment",
            "proprietary",
            "meta",
            "FRBRalias",
            "FRBRdate",
            "FRBRtranslation",
            "FRBRlanguage",
            "FRBRauthor",
            "FRBRWork",
            "FRBRExpression",
            "speech",
            "note",
        ]
    ]
    + [
        f"{{{PQ}}}{name}"
        for name in ["work", "expression", "publication", "manifestation", "extension"]
    ]
    + ["p", "{urn:example:other}p", f"{{{PQ}}}content"]
)
ATTRIBUTES = st.sampled_from(
    [
        "eId",
        "href",
        "showAs",
        "shortForm",
        "name",
        "value",
        "class",
        "source",
        "date",
        "by",
        "to",
        "refersTo",
        "status",
        "language",
        "level",
        "fromLanguage",
        "colspan",
        "rowspan",
        "marker",
        "mediaType",
        "namespace",
        "datatype",
        "path",
        "size",
        "issued",
        "address",
        "uri",
        "format",
        "of",
        "number",
        "dictionary",
        "wId",
        "title",
        "page",
    ]
    + [f"{{{XML}}}{name}" for name in ("lang", "space", "id", "base")]
    + [f"{{{XSI}}}{name}" for name in ("schemaLocation", "type", "nil")]
    + [f"{{{PQ}}}{name}" for name in ("page", "uri", "mediaType", "x")]
    + ["{urn:example:other}x"]
)
VALUES = st.sampled_from(
    [
        *("", " ", "x", "0", "1", "01", "+1", " 1", "65534", "99999999999", "nn", "#", "#parlq"),
        *("unknown", "tabled", "given", "lastUpdated", "source", "reference", "local", "text"),
        *("0001-01-01", "2024-02-29", "2024-02-29Z", "2024-02-30", "-0001-01-01", "12024-01-01"),
        *("en", "EN", "fr-CA", "eng", "mul", "zxx", "und", "mis", "true", "false", "preserve"),
        *("question", "answer", "dossier", "original", "translation", "incomplete", "note"),
        *("heading-1", "heading-7", "foreign", "other", "json", "xml", "application/pdf"),
        *("E-000001/2014", "E-000001-2014", "E-1/14", "https://example.org/doc/1", "a b", "/akn/x"),
        *("author_1", "#author_1", "answerer_1", "#answerer_1__institution", "event_1", "note_1"),
        *("question_1", "answer_1", "original_1", "attachment_1", "#attachment_1", "kind", "term"),
    ]
)
TEXTS = VALUES | st.sampled_from(["\n", "\t\r\n", "\xa0", "x\ny", "]]>", "  x  "])


def rich():
    """Return a dossier in which every element and attribute of the profile stands."""
    body = Institution(code="council", name="Council", uri="https://example.org/org/1")
    words = ("a", Bold(content=("b", Italic(content=("c",)))), NoteRef(marker="1"), LineBreak())
    link = Link(href="#x", content=(Superscript(content=("d",)), Subscript(content=("e",))))
    text = Paragraph(content=(*words, link, Foreign(media_type="a/b", value="f")))
    cells = (TableCell(header=True, colspan=2, rowspan=3, content=(text,)), TableCell())
    items = (ListItem(label="1.", content=(text, ListBlock(items=(ListItem(),)))),)
    file = Manifestation(
        media_type="a/b",
        format=URI,
        uri=URI,
        address=URI,
        size=7,
        issued=datetime(2024, 1, 1, tzinfo=UTC),
    )
    extra = Extension(namespace=URI, name="n", value="v", datatype="json", path="/p")
    full = LanguageVariant(
        language="en",
        role="translation",
        subject="s",
        heading=("h",),
        printed_answerers="p",
        legal_notice=LegalNotice(
            label="l",
            language="fr",
            uri=URI,
            holder="h",
            years=(2020, 2021),
            text="t",
            licence=URI,
            access_right=URI,
        ),
        body=(
            Heading(level=2, content=words),
            text,
            ListBlock(ordered=True, items=items),
            Table(caption=words, rows=(TableRow(cells=cells),)),
            Note(marker="1", content=(text,)),
            Foreign(media_type="a/b", value="f"),
        ),
        last_updated=date(2024, 1, 1),
        source=URI,
        manifestations=(file, file),
        completeness="truncated",
        extensions=(extra, extra),
    )
    issue = Publication(name="n", number="1", page="2", date=date(2024, 1, 1), uri=URI, label="l")
    annex = Attachment(
        reference=Reference.parse("E-000001/2024-ANN01"),
        title="t",
        language="fr",
        uri=URI,
        manifestations=(file, file),
    )
    common = {
        "reference": Reference.parse("E-000001/2024"),
        "identifiers": (Identifier(scheme="eli", value=URI), Identifier(scheme="pe", value="1")),
        "kind": "other",
        "kind_code": "k",
        "term": 9,
        "date": date(2024, 1, 1),
        "original_languages": ("fr", "de"),
        "events": (
            Event(kind="other", code="c", date=date(2024, 1, 1), label="l", institution=body),
        )
        * 2,
        "publications": (issue, issue),
        "subjects": (Subject(code="c", label="l", scheme=URI, uri=URI),) * 2,
        "attachments": (annex, annex),
        "extensions": (extra, extra),
    }
    asked = Question(
        **common,
        authors=(Author(name="n", group="g", uri=URI, on_behalf_of=body),) * 2,
        on_behalf_of=(body, body),
        addressees=(body, body),
        rule="130a",
        variants=(full, attrs.evolve(full, language="fr-CA"), LanguageVariant(language="fr")),
    )
    who = Answerer(
        honorific="h", offices=("o", "p"), name="n", institution=body, on_behalf_of=body, uri=URI
    )
    names = (asked.reference, asked.identifiers[0])
    given = Answer(
        **common,
        answers_to=names,
        replaces=names,
        answerers=(who, who),
        variants=(full, LanguageVariant(language="fr")),
    )
    return Dossier(questions=(asked,), answers=(given,), extensions=(extra,))


RICH = etree.fromstring(akn.dumps(rich()))
#: What stands where in the rich document: attributes and children by tag, values by attribute.
ATTRIBUTES_OF = {
    e.tag: sorted({n for o in RICH.iter(e.tag) for n in o.attrib}) for e in RICH.iter()
}
VALUES_OF = {
    name: sorted({e.get(name) for e in RICH.iter() if name in e.attrib})
    for name in {name for e in RICH.iter() for name in e.attrib}
}
DONORS = [element for element in RICH.iter() if element.getparent() is not None]


def layout_removed(data: bytes) -> bytes:
    """Return the canonical form of a document, less what the docs say is not kept.

    That is blanks between structural elements, and hints for schema processors.
    """
    root = etree.fromstring(data)
    for element in root.iter():
        for name in element.attrib:
            if name.startswith(f"{{{XSI}}}"):
                del element.attrib[name]
        if element.tag not in SPEAKING:
            if not (element.text or "").strip(" \t\r\n"):
                element.text = None
            for child in element:
                if not (child.tail or "").strip(" \t\r\n"):
                    child.tail = None
    return etree.tostring(root, method="c14n", exclusive=True)


def tree(data):
    """Return all elements of a document."""
    return etree.fromstring(data).iter()


def drop(element, parent, draw):
    """Leave an element out; the text behind it stays."""
    tail, before = element.tail, element.getprevious()
    parent.remove(element)
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail


def copied(element):
    """Return an element once more, without the text behind it."""
    twin = copy.deepcopy(element)
    twin.tail = None
    return twin


def duplicate(element, parent, draw):
    """Put an element in twice, side by side or far apart."""
    parent.insert(draw(st.integers(0, len(parent))), copied(element))


def swap(element, parent, draw):
    """Let an element and one of its siblings change places."""
    other = parent[draw(st.integers(0, len(parent) - 1))]
    one, two = parent.index(element), parent.index(other)
    parent[one], parent[two] = copied(other), copied(element)


def move(element, parent, draw):
    """Move an element to another place in the document."""
    root = element.getroottree().getroot()
    places = [place for place in root.iter() if element not in (place, *place.iterancestors())]
    place = draw(st.sampled_from(places))
    twin = copied(element)
    drop(element, parent, draw)
    place.insert(draw(st.integers(0, len(place))), twin)


def rename(element, parent, draw):
    """Give an element another name."""
    element.tag = draw(TAGS)


def wrap(element, parent, draw):
    """Put an element into a new one."""
    outer = etree.SubElement(parent, draw(TAGS))
    outer.tail, element.tail = element.tail, None
    parent.insert(parent.index(element), outer)
    outer.append(element)


def unwrap(element, parent, draw):
    """Put what an element holds in its own place."""
    index = parent.index(element)
    inner = [copied(child) for child in element]
    drop(element, parent, draw)
    for child in reversed(inner):
        parent.insert(index, child)


def invent(element, parent, draw):
    """Put a new element in."""
    new = etree.Element(draw(TAGS), dict(draw(st.lists(st.tuples(ATTRIBUTES, VALUES), max_size=2))))
    new.text = draw(st.none() | TEXTS)
    element.insert(draw(st.integers(0, len(element))), new)


def graft(element, parent, draw):
    """Put in an element that has its place in one of that name, at any position."""
    root = element.getroottree().getroot()
    donor = draw(st.sampled_from(DONORS))
    places = list(root.iter(donor.getparent().tag))
    if places:
        place = draw(st.sampled_from(places))
        new = copied(donor)
        for part in new.iter():
            if "eId" in part.attrib and draw(st.integers(0, 3)):
                prefix = next((e.get("eId") for e in place.iterancestors() if e.get("eId")), "")
                own = part.get("eId").partition("__")[2] or part.get("eId")
                part.set("eId", f"{prefix}__{own}" if prefix else own)
        index = donor.getparent().index(donor)
        place.insert(draw(st.sampled_from([index, 0, len(place)]) | st.integers(0, 9)), new)


def retext(element, parent, draw):
    """Change the text in or behind an element."""
    if draw(st.booleans()):
        element.text = draw(st.none() | TEXTS)
    else:
        element.tail = draw(st.none() | TEXTS)


def reattribute(element, parent, draw):
    """Drop, change, exchange or add an attribute."""
    usual = ATTRIBUTES_OF.get(element.tag) or ["xx"]
    name = draw(st.sampled_from(usual) | st.sampled_from(usual) | ATTRIBUTES)
    action = draw(st.integers(0, 4))
    if action == 0 and name in element.attrib:
        del element.attrib[name]
    elif action in (1, 2):
        here = {e.get(name) for e in element.getroottree().iter() if name in e.attrib}
        element.set(name, draw(st.sampled_from(sorted({*here, *VALUES_OF.get(name, "x")}))))
    else:
        element.set(name, draw(VALUES))


MUTATIONS = (
    *(reattribute, reattribute, reattribute, retext, graft, graft, graft),
    *(drop, drop, duplicate, swap, move, rename, wrap, unwrap, invent),
)
made_up = st.sampled_from(
    [doc for kind in ("question", "answer", "dossier") for doc in corpus(8, seed=7, kind=kind)]
    + [rich(), rich().questions[0], rich().answers[0]] * 4
)
documents = small | made_up | made_up
SCHEMA = schema.load("parlq")


def changed(draw, data):
    """Return a document with one change."""
    root = etree.fromstring(data)
    elements = list(root.iter())[1:]
    if not elements:
        return data
    element = elements[draw(st.integers(0, len(elements) - 1))]
    change = draw(st.sampled_from(MUTATIONS))
    change(element, element.getparent(), draw)
    return etree.tostring(root, encoding="UTF-8")


def suits(data):
    """Tell whether the profile schema takes a document; None where it is not even well-formed."""
    try:
        return SCHEMA.validate(etree.fromstring(data))
    except etree.XMLSyntaxError:
        return None


@st.composite
def mutants(draw):
    """Canonical documents with one to three changes, most of which the schema does not see."""
    data = akn.dumps(draw(documents))
    for _ in range(draw(st.sampled_from([1, 1, 2, 3]))):
        for _ in range(6):
            new = changed(draw, data)
            if suits(new) or (suits(new) is not None and not draw(st.integers(0, 9))):
                data = new
                break
    return data


@given(mutants())
def test_a_changed_document_is_refused_or_kept_whole(data):
    """What a changed document says is either refused or written back, whole."""
    reading = akn.read(data)
    if reading.failed:
        assert reading.problems
    else:
        assert layout_removed(data) == layout_removed(akn.dumps(reading.value))
        assert SCHEMA.validate(etree.fromstring(data))
        hints = sum(name.startswith(f"{{{XSI}}}") for e in tree(data) for name in e.attrib)
        assert hints == len(reading.problems)


@given(mutants())
def test_a_changed_document_is_never_read_without_a_word(data):
    """Tolerant reading gives a value, or problems that say why not; and never another error."""
    reading = akn.read(data, strict=False)
    if reading.value is None:
        assert reading.failed
        assert reading.problems
    else:
        assert reading.value == akn.loads(akn.dumps(reading.value))


@given(mutants(), st.data())
def test_a_torn_document_is_refused(data, draw):
    """Bytes that end too early, or hold one wrong byte, are refused or still read as they stand."""
    place = draw.draw(st.integers(0, len(data) - 1))
    for torn in (data[:place], data[:place] + b"\xff" + data[place:]):
        try:
            document = akn.loads(torn)
        except InputError as error:
            assert error.problems
        else:
            assert layout_removed(torn) == layout_removed(akn.dumps(document))
