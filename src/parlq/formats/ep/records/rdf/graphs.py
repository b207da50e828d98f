"""Parses Turtle, N-Triples and RDF/XML with pyoxigraph into statements.

pyoxigraph never opens a file or a connection, but it has few bounds of its own, so guards stand
around it: `brackets` for Turtle, `rdfxml_source` for RDF/XML, `quads` for what it gives. For JSON-LD,
`contexts` does, and it runs in a process of its own (`linked_child`).

It parses with `lenient`, which leaves IRIs and language tags unchecked: `quads` checks them by the
rules by which statements are written, so that whatever is written is read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.util import find_spec
from typing import Any

import attrs

from parlq.formats.ep.records.nodes import blank_nodes
from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.rdf import rdfxml_source, turtle_guard
from parlq.formats.ep.records.rdf.statements_of_quads import NoStatementError, Terms
from parlq.formats.ep.records.vocabulary.namespaces import BASE
from parlq.formats.ep.records.vocabulary.rdf_terms import Statement
from parlq.limits import Limits
from parlq.problems import InputError, MissingExtraError, Problem, empty_input

_FORMATS = {"turtle": "TURTLE", "nt": "N_TRIPLES", "xml": "RDF_XML"}
#: Where an error is, which its attributes say too.
_WHERE = re.compile(
    r"^Parser error at line \d+ (?:column \d+|between columns? \d+ and (?:line \d+ column )?\d+): "
)

_NODE = r"(?:<[^<>\s]*+>|_:[^\s<>\"]++)"
# A line of N-Triples.
_LINE = re.compile(
    rf"\s*+(?:{_NODE}\s*+<[^<>\s]*+>\s*+"
    rf'(?:{_NODE}|"(?:[^"\\]|\\.)*+"(?:@[A-Za-z0-9-]+|\^\^<[^<>\s]*+>)?)\s*+\.\s*+)?(?:#.*)?'
).fullmatch


def pyoxigraph() -> Any:
    """The library.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import pyoxigraph as library
    except ModuleNotFoundError as error:
        if error.name != "pyoxigraph":
            raise
        raise MissingExtraError("reading RDF", "rdf") from None
    return library


def require() -> None:
    """Look for the library, without loading it.

    Raises:
        MissingExtraError: it is not installed.
    """
    if find_spec("pyoxigraph") is None:
        raise MissingExtraError("reading RDF", "rdf")


def read(
    data: bytes, syntax: str, *, file: str | None, limits: Limits, report: Report | None = None
) -> list[Statement]:
    """Parse Turtle, N-Triples or RDF/XML into statements, in the canonical spelling of `terms`.

    Args:
        data: the document.
        syntax: `turtle`, `nt` or `xml`.
        file: name of the input, for problems.
        limits: bounds.
        report: takes nodes of RDF/XML that state nothing.

    Raises:
        InputError: PQ101, PQ102, PQ103, PQ104, PQ105 or PQ106.
        MissingExtraError: pyoxigraph is not installed.
    """
    refuse_size(data, file, limits)
    pyoxigraph()
    xml = syntax == "xml"
    source = rdfxml_source.normalised(data, file, limits, report) if xml else _utf_8(data, file)
    try:
        found = parse(source, syntax, file=file, limits=limits)
    except InputError:
        if syntax == "turtle":
            turtle_guard.look_over(source, file, limits)
        raise
    # The parser takes brackets of any depth, and makes a blank node of each.
    if syntax == "turtle" and sum(term[:2] == "_:" for term, _, _ in found) > turtle_guard.DEEPEST:
        turtle_guard.look_over(source, file, limits)
    return blank_nodes.named(found)


def refuse_size(data: bytes, file: str | None, limits: Limits) -> None:
    """Refuse an input that is too large, or empty.

    Raises:
        InputError: PQ104 or PQ106.
    """
    if len(data) > limits.size:
        raise InputError((limits.too_large(file),))
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise InputError((empty_input(file),))


def _utf_8(data: bytes, file: str | None) -> bytes:
    """The data without its byte order mark.

    Raises:
        InputError: PQ102, it is not in UTF-8.
    """
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte 0x{data[error.start]:02X}"
        raise InputError((Problem(rule="PQ102", message=message, file=file, line=line),)) from None
    return data.removeprefix(b"\xef\xbb\xbf")


def parse(source: bytes, syntax: str, *, file: str | None, limits: Limits) -> list[Statement]:
    """Parse what a guard has looked over.

    Args:
        source: the document in UTF-8.
        syntax: `turtle`, `nt` or `xml`.
        file: name of the input, for problems.
        limits: bounds.

    Raises:
        InputError: PQ101 or PQ104.
    """
    library = pyoxigraph()
    kind = getattr(library.RdfFormat, _FORMATS[syntax])
    made = Terms(file, limits, len(source))
    try:
        return _statements(library.parse(source, kind, base_iri=BASE, lenient=True), made, library)
    except InputError:
        raise
    except NoStatementError as error:
        problem = _strict_problem(source, kind, file) or _problem(str(error), file)
        raise InputError((_on_its_line(problem, source, syntax),)) from None
    except SyntaxError as error:
        problem = syntax_problem(str(error.msg), error.lineno, error.offset, file)
        raise InputError((_on_its_line(problem, source, syntax),)) from None
    except MemoryError:  # a bound of the parser's own
        message = "one IRI or text is longer than 16 MB"
        raise InputError((Problem(rule="PQ104", message=message, file=file),)) from None


def _statements(quads: Iterable[Any], made: Terms, library: Any) -> list[Statement]:
    """The statements of quads; nearly all of their IRIs were met before.

    Raises:
        NoStatementError: a quad is none.
        InputError: PQ104.
    """
    found: list[Statement] = []
    iris, named, literal, blank_node = (
        made.iris,
        library.NamedNode,
        library.Literal,
        library.BlankNode,
    )

    def term(node: Any) -> str:
        kind = type(node)
        if kind is named:
            return made.iri(node.value)
        if kind is literal:
            return made.literal(node.value, node.language, node.datatype.value, node.direction)
        if kind is blank_node:
            return made.blank(node.value)
        raise NoStatementError("a statement about a statement, which is RDF 1.2")

    for quad in quads:
        node = quad.subject
        subject = iris.get(node.value) if type(node) is named else None
        text = quad.predicate.value
        predicate = iris.get(text) or made.iri(text)
        other = quad.object
        item = iris.get(other.value) if type(other) is named else None
        found.append((subject or term(node), predicate, item or term(other)))
    return found


def _on_its_line(problem: Problem, source: bytes, syntax: str) -> Problem:
    """The problem; in N-Triples at the first broken line, where the parser means the next one."""
    if syntax != "nt" or problem.rule != "PQ101":
        return problem
    lines = enumerate(source.decode().split("\n"), 1)
    broken = next((number for number, line in lines if not _LINE(line)), problem.line)
    if broken == problem.line:
        return problem
    return attrs.evolve(problem, line=broken, column=None)


def _strict_problem(source: bytes, kind: Any, file: str | None) -> Problem | None:
    """What the parser itself says of an IRI or tag that is none, with its position."""
    try:
        for _ in pyoxigraph().parse(source, kind, base_iri=BASE):
            pass
    except SyntaxError as error:
        return syntax_problem(str(error.msg), error.lineno, error.offset, file)
    return None


def syntax_problem(message: str, line: int | None, column: int | None, file: str | None) -> Problem:
    """The problem of a syntax error that pyoxigraph found."""
    return _problem(_WHERE.sub("", message), file, line, column)


def _problem(
    message: str, file: str | None, line: int | None = None, column: int | None = None
) -> Problem:
    message = f"not well-formed: {' '.join(message.split())[:200]}"
    return Problem(rule="PQ101", message=message, file=file, line=line, column=column)
