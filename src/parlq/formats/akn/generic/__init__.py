"""Reads Akoma Ntoso of other publishers by the meaning of its standard elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parlq.formats.akn.debates.turns import REPLIES
from parlq.formats.akn.generic.assembly import Builder
from parlq.formats.akn.generic.exchange import BODIES, SPOKEN, Debate, Exchange
from parlq.formats.akn.generic.identity import day, is_tag, language_of
from parlq.formats.akn.generic.meta import Meta
from parlq.formats.akn.generic.parts import Edition, Known, Section, Taken, named
from parlq.formats.akn.generic.retained import Keeper
from parlq.formats.akn.generic.text_content import words
from parlq.formats.akn.xml.locations import Locator
from parlq.formats.akn.xml.names import AKN, SOURCE, XML_LANG, clark
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element
from parlq.io.reading import Locate, Location
from parlq.model import Document
from parlq.problems import ModelError

META, COLLECTION_BODY, COMPONENTS, DOCUMENT_REF, PREFACE, CONTAINER = clark(
    "meta", "collectionBody", "components", "documentRef", "preface", "container"
)
QUESTION, ANSWER, NUM, HEADING, IDENTIFICATION, REFERENCES, P, ROOT = clark(
    "question", "answer", "num", "heading", "identification", "references", "p", "akomaNtoso"
)
_COVERS = frozenset(clark("coverPage", "preface"))
SESSION, DOC_DATE = clark("session", "docDate")
_NAMES = frozenset({"question", "answer", "dossier"})
_OWN = f"{{{AKN}}}TLCOrganization[@href='https://parlq.readthedocs.io']"
#: What is said of a document that does not claim the profile.
READ = "not in the parlq profile; read as generic Akoma Ntoso"
REFUSED = "not in the parlq profile; pass --lenient to read it as generic Akoma Ntoso"


def is_generic(root: Element) -> bool:
    """Whether a document does not even claim to be in the profile.

    The mark of the profile is the agent parlq among the references of the file, or the names
    that the profile gives to documents together with its source.
    """
    if root.tag != ROOT:
        return True
    if not len(root):
        return False
    top = root[0]
    if top.find(f"{META}/{REFERENCES}/{_OWN}") is not None:
        return False
    said = top.find(f"{META}/{IDENTIFICATION}")
    return top.get("name") not in _NAMES or said is None or said.get("source") != SOURCE


def document(
    root: Element,
    report: Report,
    where: Locator,
    replies: str = REPLIES[0],
    keeper: Keeper | None = None,
) -> tuple[Document | None, Locate]:
    """Read what a document says of questions and answers; `None` when there are none to read.

    Args:
        root: `akomaNtoso`, or a part of such a document.
        report: collects the problems, and what is preserved.
        where: finds locations.
        replies: what speeches after a question are, one of `REPLIES`.
        keeper: comes to know what was preserved; by default one of its own.
    """
    reader = Reader(Keeper(report) if keeper is None else keeper, replies)
    places: dict[tuple[str | int, ...], Element] = {}
    value = None
    try:
        editions = list(reader.all(root))
        builder = Builder(reader.keeper, places)
        value = builder.document(editions, root)
        for each in builder.unanswered:
            report.warn("PQ758", each.message, each.element)
        reader.taken.finish()
        for edition in editions:
            edition.meta.finish()
            edition.known.finish(reader.keeper)
    except ModelError as error:
        report.refuse(
            "PQ216", str(error), root if report.current_element is None else report.current_element
        )

    def locate(path: tuple[str | int, ...]) -> Location:
        for end in range(len(path), -1, -1):
            if (element := places.get(path[:end])) is not None:
                return where.place(element)
        return Location()

    return value, locate


class Reader:
    """Finds the documents of a file, and in each the questions and answers of its text."""

    __slots__ = ("keeper", "references", "replies", "taken")

    def __init__(self, keeper: Keeper, replies: str) -> None:
        self.keeper = keeper
        self.replies = replies
        self.references: set[Element] = set()  # those that said which languages are known
        self.taken = Taken(keeper)

    def all(self, root: Element) -> Iterator[Edition]:
        """The documents of a file, or the one that a part of a document is."""
        if root.tag == ROOT:
            self.keeper.attributes(root, ())
            self.keeper.layout(root)
            for top in root:
                yield from self.editions(top)
        elif root.tag in BODIES or root.find(META) is None:
            yield self._part(root)
        else:
            yield from self.editions(root)

    def _part(self, root: Element) -> Edition:
        """What a part of a document is: the questions and answers in it, without any metadata."""
        meta = Meta(None, self.keeper)
        edition = Edition(root, meta, None, (), [], [], Known())
        debate = Debate(meta, self.keeper, self.replies)
        outer = Section(self.taken, None, None, "", meta.identity)
        if root.tag not in SPOKEN:
            self.section(root, edition, outer, debate)
        else:
            exchange = Exchange([root], edition, outer, debate)
            self.children([root], edition, outer, debate, exchange)
            exchange.close()
        return edition

    def editions(self, top: Element, component: Element | None = None) -> Iterator[Edition]:
        """The documents in an element: itself, and its components; it may stand in one itself."""
        keeper = self.keeper
        if top.tag in (COMPONENTS, COLLECTION_BODY):
            yield from self._components(top)
            return
        parts = list(top)
        if not parts or parts[0].tag != META:
            if any(part.tag in BODIES for part in parts):
                yield self._part(top)
            else:
                keeper.element(top)
            return
        usual = ("contains",) if top.get("contains") == "originalVersion" else ()
        keeper.attributes(top, (*usual, *named(top)))
        keeper.layout(top)
        meta = Meta(parts[0], keeper)
        spoken = None if component is None else keeper.language(component)
        speaker = None if spoken is None else component
        language = spoken or meta.identity.language
        preface: Element | None = None
        heading: tuple[str, ...] = ()
        edition = Edition(top, meta, preface, heading, [], [], self._known(parts[1:]))
        inside: list[Element] = []
        session = of_cover(parts, meta)
        debate = Debate(meta, keeper, self.replies)
        for part in parts[1:]:
            if part.tag in BODIES:
                outer = Section(self.taken, top.get("name"), speaker, language, meta.identity)
                self.section(part, edition, outer, debate)
            elif part.tag == PREFACE and not heading:
                preface, heading = part, self._preface(part)
            elif part.tag in (COMPONENTS, COLLECTION_BODY):
                inside.append(part)
            else:
                keeper.element(part)
        if preface is not None and heading and edition.shape == (0, 0):
            keeper.element(preface)
        yield edition._replace(preface=preface, heading=heading, session=session)
        for part in inside:
            yield from self.editions(part)

    def _components(self, top: Element) -> Iterator[Edition]:
        keeper = self.keeper
        keeper.attributes(top, ())
        keeper.layout(top)
        for each in top:
            if not len(each):
                keeper.element(each)
                continue
            keeper.attributes(each, (XML_LANG,))
            keeper.layout(each)
            if keeper.language(each):
                self.taken.languages[each] = False
            for inner in each:
                if inner.tag != DOCUMENT_REF:
                    yield from self.editions(inner, each)
                elif inner in self.references:
                    self.taken.languages.pop(each, None)  # a work takes it, or `Known` keeps it
                else:
                    keeper.element(inner)

    def _known(self, parts: list[Element]) -> Known:
        """The languages of which there is a reference only."""
        known = Known()
        for part in parts:
            for component in part if part.tag in (COMPONENTS, COLLECTION_BODY) else ():
                for child in component:
                    if child.tag != DOCUMENT_REF:
                        continue
                    tag = self.keeper.language(component)
                    tag = tag or language_of(child.get("href") or "")
                    if tag is not None and is_tag(tag):
                        known.components.append(component)
                        known.tags.append(tag)
                    self.references.add(child)
                    self.keeper.element(child)
        return known

    def _preface(self, element: Element) -> tuple[str, ...]:
        """The lines of a preface; it is kept whole where it says more than they do."""
        plain = all(child.tag == P and not len(child) and not child.attrib for child in element)
        if not plain or set(element.attrib) - {"eId"}:
            self.keeper.element(element)
        self.keeper.layout(element)
        return tuple([line for child in element if child.tag == P and (line := words(child))])

    def section(self, element: Element, edition: Edition, above: Section, debate: Debate) -> None:
        """Read the questions and answers of one element of the text, at any depth."""
        section = above.below(element, self.keeper)
        self.keeper.layout(element)
        exchange = Exchange(list(element), edition, section, debate)
        self.children(element, edition, section, debate, exchange)
        exchange.close()

    def children(
        self,
        element: Iterable[Element],
        edition: Edition,
        section: Section,
        debate: Debate,
        exchange: Exchange,
    ) -> None:
        """Read the children of a section; what is no part of its exchange is kept."""
        for child in element:
            if child.tag in (NUM, HEADING) or exchange.take(child):
                continue
            if exchange.goes_on_in(child):
                inner = section.below(child, self.keeper)
                self.keeper.layout(child)
                outer = exchange.inside(inner, list(child))
                self.children(child, edition, inner, debate, exchange)
                exchange.leave(outer)
            elif next(child.iter(QUESTION, ANSWER), None) is not None:
                exchange.close()
                self.section(child, edition, section, debate)
            else:
                debate.floor.hear(child)
                self.keeper.element(child)


def of_cover(parts: list[Element], meta: Meta) -> str | None:
    """Take the one date that the cover pages print, and return the session that they print."""
    covers = [part for part in parts if part.tag in _COVERS]
    dates = {day(each.get("date") or "") for part in covers for each in part.iter(DOC_DATE)}
    if len(dates) == 1:
        meta.identity = meta.identity._replace(printed=dates.pop())
    session = next((each for part in covers for each in part.iter(SESSION)), None)
    return None if session is None else words(session) or None
