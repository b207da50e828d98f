"""What the beginning of a file states about a debate, and the paths of elements that come and go."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from parlq.formats.akn.debates import differences
from parlq.formats.akn.xml import encodings
from parlq.formats.akn.xml import parse as source_of
from parlq.formats.akn.xml.large_trees import Paths
from parlq.formats.akn.xml.names import AKN, clark, local
from parlq.formats.akn.xml.types import Element
from parlq.problems import InputError

#: How much of a file is looked at to see what it is.
HEAD: Final = 1 << 16
#: Documents that hold the text of a sitting, and elements that hold questions at any depth.
DOCUMENTS: Final = frozenset(clark("debate", "debateReport"))
_FRAGMENTS: Final = differences.FRAGMENTS - {"speech", "question", "answer", "speechGroup"}
SECTIONS: Final = frozenset(
    clark(
        *sorted(_FRAGMENTS),
        *("mainBody", "adjournment", "administrationOfOath", "communication", "declarationOfVote"),
        *("noticesOfMotion", "pointOfOrder", "prayers", "proceduralMotions", "resolutions"),
        *("rollCall", "motions"),
    )
)


def root_of(head: bytes) -> Element | None:
    """The root element, from the beginning of a file; None where it does not begin there."""
    parser = etree.XMLPullParser(events=("start",), **source_of.OPTIONS)
    try:
        parser.feed(head)
        found: Any = next(iter(parser.read_events()), None)
    except etree.XMLSyntaxError:
        return None
    return None if found is None else found[1]


def can_stream(head: bytes) -> bool:
    """Whether a file that begins so is a debate in UTF-8 that can be read question by question."""
    try:
        if encodings.utf8(head, None) is not head or source_of.has_doctype(head):
            return False
    except InputError:
        return False
    root = root_of(head)
    if root is None:
        return False
    shape = differences.shape_of(root)
    if shape.namespace != AKN and shape.version is None:
        return False
    if shape.name not in differences.ROOTS:
        return shape.name in _FRAGMENTS
    first = next((local(etree.QName(each).localname) for each in root), None)
    known = ("debate", "debateReport", "debateRecord", "debaterecord")
    return first in known and not _is_own(head)


def _is_own(head: bytes) -> bool:
    return b'"https://parlq.readthedocs.io"' in head or b'source="#parlq"' in head


class Places(Paths):
    """Paths by name and `eId`, as the numbers of elements that are gone are not known."""

    def __call__(self, element: Element) -> str:
        """The path of an element."""
        steps = []
        above: Element | None = element
        while above is not None:
            own = above.get("eId")
            named = f"[@eId='{own}']" if own and "'" not in own else ""
            steps.append(f"/{local(above.tag)}{named}")
            above = above.getparent()
        return "".join(reversed(steps))
