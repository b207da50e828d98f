"""Reads Akoma Ntoso of other publishers by the meaning of its standard elements."""

from __future__ import annotations

from collections.abc import Iterator

from parlq.formats.akn.generic.identity import is_tag, language_of
from parlq.formats.akn.generic.meta import Meta
from parlq.formats.akn.generic.parts import Edition, Known, Section, Taken, named
from parlq.formats.akn.generic.retained import Keeper
from parlq.formats.akn.generic.text_content import words
from parlq.formats.akn.generic.works import Builder
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
QUESTION, ANSWER, NUM, HEADING, IDENTIFICATION, REFERENCES, P = clark(
    "question", "answer", "num", "heading", "identification", "references", "p"
)
_BODIES = frozenset(clark("debateBody", "mainBody", "body"))
_NAMES = frozenset({"question", "answer", "dossier"})
_OWN = f"{{{AKN}}}TLCOrganization[@href='https://parlq.readthedocs.io']"
#: What is said of a document that does not claim the profile.
READ = "not in the parlq profile; read as generic Akoma Ntoso"
REFUSED = "not in the parlq profile; pass --lenient to read it as generic Akoma Ntoso"


def is_outside(root: Element) -> bool:
    """Whether a document does not even claim to be in the profile.

    The mark of the profile is the agent parlq among the references of the file, or the names
    that the profile gives to documents together with its source.
    """
    if not len(root):
        return False
    top = root[0]
    if top.find(f"{META}/{REFERENCES}/{_OWN}") is not None:
        return False
    said = top.find(f"{META}/{IDENTIFICATION}")
    return top.get("name") not in _NAMES or said is None or said.get("source") != SOURCE


def document(root: Element, report: Report, where: Locator) -> tuple[Document | None, Locate]:
    """Read what a document says of questions and answers; `None` when there are none to read."""
    reader = _Reader(Keeper(report))
    places: dict[tuple[str | int, ...], Element] = {}
    value = None
    reader.keeper.attributes(root, ())
    reader.keeper.layout(root)
    try:
        editions = [each for top in root for each in reader.editions(top)]
        value = Builder(reader.keeper, places).document(editions, root)
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


class _Reader:
    """Finds the documents of a file, and in each the questions and answers of its text."""

    __slots__ = ("keeper", "references", "taken")

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper
        self.references: set[Element] = set()  # those that said which languages are known
        self.taken = Taken(keeper)

    def editions(self, top: Element, component: Element | None = None) -> Iterator[Edition]:  # noqa: PLR0912 # one branch a kind of element
        """The documents in an element: itself, and its components; it may stand in one itself."""
        keeper = self.keeper
        if top.tag in (COMPONENTS, COLLECTION_BODY):
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
            return
        parts = list(top)
        if not parts or parts[0].tag != META:
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
        for part in parts[1:]:
            if part.tag in _BODIES:
                name, european = top.get("name"), meta.identity.european
                outer = Section(self.taken, name, speaker, language, european=european)
                self._section(part, edition, outer)
            elif part.tag == PREFACE and not heading:
                preface, heading = part, self._preface(part)
            elif part.tag in (COMPONENTS, COLLECTION_BODY):
                inside.append(part)
            else:
                keeper.element(part)
        if preface is not None and heading and edition.shape == (0, 0):
            keeper.element(preface)
        yield edition._replace(preface=preface, heading=heading)
        for part in inside:
            yield from self.editions(part)

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

    def _section(self, element: Element, edition: Edition, above: Section) -> None:
        keeper = self.keeper
        section = above.below(element, keeper)
        keeper.layout(element)
        asks = [child for child in element if child.tag == QUESTION]
        asked: list[int] = []
        answered = False
        for child in element:
            if child.tag == QUESTION:
                if answered:
                    asked, answered = [], False
                asked.append(len(edition.questions))
                edition.questions.append(section.question(child, lone=len(asks) == 1))
            elif child.tag == ANSWER:
                answered = True
                edition.answers.append(section.answer(child, tuple(asked), lone=not asks))
            elif next(child.iter(QUESTION, ANSWER), None) is not None:
                self._section(child, edition, section)
            elif child.tag not in (NUM, HEADING):
                keeper.element(child)
