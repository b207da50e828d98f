"""Turns bytes into an element tree, trusting nothing: no network, no DTD, no entities, bounded size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, cast

import attrs
from lxml import etree

from parlq.formats.akn.xml import bounds, encodings
from parlq.formats.akn.xml.locations import Locator
from parlq.formats.akn.xml.names import AKN, markup
from parlq.formats.akn.xml.types import Element
from parlq.model.fields.patterns import Pattern
from parlq.problems import InputError, Problem, empty_input

if TYPE_CHECKING:
    from parlq.limits import Limits

#: How every parser of the package is made.
OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "attribute_defaults": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}


class _Closed(etree.Resolver):
    """Refuses whatever the parser would open; it asks for nothing, so this is the second lock."""

    def resolve(self, system_url: object, public_id: object, *_: object) -> NoReturn:  # noqa: ARG002 # the names of lxml
        """Raise: nothing is opened."""
        raise InputError((Problem(rule="PQ103", message=_NO_DOCTYPE, line=1),))


def _made(**options: Any) -> etree.XMLParser:
    """A parser of UTF-8, whatever the document declares: `encodings` has recoded it."""
    parser = etree.XMLParser(encoding="utf-8", **{**OPTIONS, **options})
    parser.resolvers.add(_Closed())
    return parser


_parser = _made()
_huge_parser = _made(huge_tree=True)
#: A document type declaration, after nothing but what may stand before it.
_DOCTYPE = Pattern(
    rb"(?s)(?:\xef\xbb\xbf)?(?:\s++|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE"  # possessive: linear time
)
_BEFORE = Pattern(r"(?s)(?:\s++|<\?.*?\?>|<!--.*?-->)*+(?=<!DOCTYPE)")
_DECLARED = Pattern(r"(\A\ufeff?<\?xml[^>?]*?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_ROOT = f"{{{AKN}}}akomaNtoso"
_NO_DOCTYPE = "a document type declaration is not read; remove <!DOCTYPE …>"


def _has(data: bytes, word: bytes, rare: bytes) -> bool:
    """Whether a word stands in the data; most data lack its rarest letter, quickly looked for."""
    return rare in data and word in data


def parse(data: bytes, file: str | None, limits: Limits) -> Element:
    """Parse a document; raise `InputError` with one problem when it cannot be."""
    if len(data) > limits.size:
        raise InputError((limits.too_large(file),))
    text = encodings.utf8(data, file)
    if limits.too_many(text, b"<"):
        raise InputError((limits.too_full(file),))
    if _has(text, b"<!DOCTYPE", b"Y") and _DOCTYPE.match(text):
        raise InputError((_doctype(data, file),))
    if not limits.unbounded and (excess := bounds.excess(text)):
        raise InputError((_excessive(text, excess, file),))
    try:
        parser = _huge_parser if limits.unbounded else _parser
        return cast("Element", etree.fromstring(text, parser))
    except etree.XMLSyntaxError as error:
        raise InputError((not_well_formed(text, error, file, limits),)) from None
    except InputError:  # of `_Closed`
        raise InputError((_doctype(data, file),)) from None


def has_doctype(head: bytes) -> bool:
    """Whether a document in UTF-8 that begins so declares its type."""
    return _DOCTYPE.match(head) is not None


def _excessive(text: bytes, excess: bounds.Excess, file: str | None) -> Problem:
    before = text[: excess.at].decode(errors="replace").removeprefix("\ufeff")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    message = f"{excess.message}; raise the limits to read it"
    return Problem(rule="PQ104", message=message, file=file, line=line, column=column)


def _doctype(data: bytes, file: str | None) -> Problem:
    found = declaration(data)
    if found is None:
        return Problem(rule="PQ103", message=_NO_DOCTYPE, file=file, line=1)
    before = found.text[: found.at]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Problem(rule="PQ103", message=_NO_DOCTYPE, file=file, line=line, column=column)


class Declaration(NamedTuple):
    """A document type declaration: the text of the document, where it begins, how that is encoded."""

    text: str
    at: int
    encoding: str
    mark: int

    def bytes_at(self, at: int) -> int:
        """The place in the data of a place in the text."""
        return self.mark + len(self.text[:at].encode(self.encoding))


def declaration(data: bytes) -> Declaration | None:
    """Where a document declares its type; None where it does not, or its text cannot be had."""
    found = encodings.text_of(data)
    before = None if found is None else _BEFORE.match(found.text)
    if found is None or before is None:
        return None
    return Declaration(found.text, before.end(), found.codec, found.mark)


#: How libxml2 says that one of its own bounds is passed.
_BOUND = Pattern(
    r"Excessive depth in document: (\d+)|Resource limit|huge text node|too (?:big|long)"
)


def not_well_formed(
    data: bytes, error: etree.XMLSyntaxError, file: str | None, limits: Limits
) -> Problem:
    """The problem of a document that is not well-formed; without the data there may be no column."""
    line, column = error.position
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return empty_input(file)
    text = (error.msg.rpartition(", line ")[0] or error.msg).strip()
    rule, message = "PQ101", f"not well-formed: {text}"
    if "ncoding" in text or "not proper UTF-8" in text:
        rule = "PQ102"
    elif bound := _BOUND.search(text):
        advice = "" if limits.unbounded else "; raise the limits to read it"
        if bound[1]:
            rule, message = "PQ105", f"elements nest more than {bound[1]} deep{advice}"
        else:
            rule, message = "PQ104", f"a text, name or comment is too long{advice}"
    elif "tag mismatch" in text:
        column = _end_tag(data, line, column)
    return Problem(
        rule=rule,
        message=message,
        file=file,
        line=max(line, 1),
        column=column if column > 0 else None,
    )


def _end_tag(data: bytes, line: int, column: int) -> int:
    """The column at which the end tag begins that the parser stands behind."""
    lines = data.split(b"\n", line)
    if line > len(lines):
        return column
    before = lines[line - 1].decode(errors="replace")[: column - 1]
    return before.rfind("</") + 1 or column


def encoded(text: str, file: str | None) -> bytes:
    """Encode a document that is already text; what it declares its encoding to be no longer holds."""
    undeclared: str = _DECLARED.sub(r"\1", text, count=1)
    try:
        return undeclared.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        problem = Problem(rule="PQ102", message="an unpaired surrogate", file=file, line=line)
        raise InputError((problem,)) from None


def _opens(data: bytes, mark: bytes, at: int) -> bool:
    """Whether `<` stands before a mark; to look for one byte takes a tenth of the time of two."""
    while (at := data.find(mark, at)) >= 0:
        if data[at - 1 : at] == b"<":
            return True
        at += 1
    return False


def has_few_tags(data: bytes, few: int) -> bool:
    """Whether a document certainly has at most this many elements; true for most documents."""
    return data.startswith(encodings.USUAL) and data.count(b"<") <= few


def dropped(data: bytes, file: str | None) -> list[Problem]:
    """What is not part of the values, as warnings: comments, processing instructions, `xsi:*`."""
    text = encodings.utf8(data, file)
    head = 5 if text.startswith((b"<?xml", b"\xef\xbb\xbf<?xml")) else 0
    if not (_opens(text, b"!", 0) or _opens(text, b"?", head) or _has(text, b"XMLSchema", b"X")):
        return []
    from parlq.formats.akn.xml import dropped_nodes

    parser = _made(huge_tree=True, remove_comments=False, remove_pis=False)
    return dropped_nodes.problems(cast("Element", etree.fromstring(text, parser)), data, file)


def root_problem(root: Element, where: Locator) -> Problem | None:
    """Say what is wrong with the root element, or return None."""
    if root.tag == _ROOT:
        return None
    name = etree.QName(root)
    if name.localname == "akomaNtoso":
        found = f"namespace {name.namespace}" if name.namespace else "no namespace"
        message = f"the root is in {found}; expected namespace {AKN}"
        problem = where.problem("PQ202", message, root)
        return attrs.evolve(problem, path="/akomaNtoso")
    message = f"the root element is {markup(root.tag)}; expected <akomaNtoso>"
    return where.problem("PQ203", message, root)
