"""Numbers of a question in a debate: from `num`, `docNumber`, `from`, and the pattern of its text."""

from __future__ import annotations

from parlq.formats.akn.debates.parliaments import wording
from parlq.formats.akn.generic.identity import Identity
from parlq.formats.akn.generic.meta import Meta
from parlq.formats.akn.generic.text_content import words
from parlq.formats.akn.xml.names import clark, local
from parlq.formats.akn.xml.types import Element
from parlq.model import Identifier
from parlq.model.fields.scalars import TOKEN
from parlq.model.identity import LOCAL

FROM, P, DOC_NUMBER, NUM, HEADING = clark("from", "p", "docNumber", "num", "heading")
#: Schemes of the numbers of a question: for one sitting, of a house, and where it is in its file.
NUMBER, REFERENCE, PLACE = "number", "reference", "eid"
#: How the `eId` begins that states the local name of a work in a debate that parlq wrote.
LOCAL_PREFIX = "local_"


def of_question(
    element: Element, above: Element | None, identity: Identity
) -> tuple[Identifier, ...]:
    """The numbers of a question as printed, each with what it is unique in.

    Args:
        element: the question.
        above: the `num` of the question, in it or above it.
        identity: of the document: its country, house and day.
    """
    spelled = wording(identity.country)
    scopes = {"sitting": identity.sitting, "house": identity.house}
    parts = [each for each in element if each.tag not in (NUM, HEADING)]
    lines = [_said(each) for each in parts]
    said = [_said(each) for each in parts if each.tag != FROM]
    first = {next(filter(None, each), "") for each in (lines, said)}
    begun = [found for line in lines if (found := spelled.number(line)) is not None]
    made: list[Identifier] = []
    if above is not None and (printed := words(above)):
        value = stated_in(printed, identity.country)
        made.append(Identifier(scheme=NUMBER, value=value, scope=scopes["sitting"]))
    elif len(begun) == 1 and begun[0] in map(spelled.number, first):
        number, scope = begun[0]  # of several numbers each begins a part of the question
        made.append(Identifier(scheme=NUMBER, value=number, scope=scopes[scope]))
    if reference := spelled.reference(" ".join(lines)):
        number, scope = reference
        made.append(Identifier(scheme=REFERENCE, value=number, scope=scopes[scope]))
    return tuple(made)


def stated_in(printed: str, country: str) -> str:
    """The number that a `num` states."""
    found = wording(country).number(printed)
    return found[0] if found is not None else printed.rstrip(" .):") or printed


def _said(element: Element) -> str:
    """The text of an element without the numbers that are marked as such."""
    numbers = [words(each) for each in element.iter(DOC_NUMBER)]
    line = words(element)
    for number in numbers:
        line = line.replace(number, "", 1).strip()
    return line


def is_all(printed: str, identity: Identity) -> bool:
    """Whether a printed number says nothing but the number that is read of it."""
    spelled = wording(identity.country)
    return spelled.number(printed) is None or spelled.is_number(printed)


def of_document(element: Element, meta: Meta) -> tuple[Identifier, ...]:
    """The numbers that a question marks as its own, in the scheme that they refer to."""
    found = []
    for each in element.iter(DOC_NUMBER):
        entry = meta.entry(each.get("refersTo"))
        scheme = "" if entry is None else (entry.get("href") or "").rpartition("/")[2]
        if len(each):  # its words are taken as a number, its markup is not
            meta.keeper.beside(each)
        if entry is None or TOKEN.fault(scheme):
            scheme = local(DOC_NUMBER)
            meta.keeper.attributes(each, ())
        else:
            meta.keeper.attributes(each, ("refersTo",))
        if value := words(each):
            found.append(Identifier(scheme=scheme, value=value))
    return tuple(dict.fromkeys(found))


def of_place(element: Element, identity: Identity) -> tuple[Identifier, ...]:
    """Where a speech is in the file of its sitting, by which the file can be cited."""
    own = element.get("eId")
    if own and own.startswith(LOCAL_PREFIX) and own != LOCAL_PREFIX:
        return (Identifier(scheme=LOCAL, value=own[len(LOCAL_PREFIX) :]),)
    if not own or identity.sitting is None:
        return ()
    return (Identifier(scheme=PLACE, value=own, scope=identity.sitting),)
