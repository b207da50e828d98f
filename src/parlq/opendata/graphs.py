"""Parses RDF with pyoxigraph into statements; the only module that knows that library.

pyoxigraph never opens a file or a connection, but it has few bounds of its own. So each syntax has
a guard that runs before it: `brackets` (Turtle), `rdfxml_source` (RDF/XML), `contexts` (JSON-LD).
It parses with `lenient`, which leaves IRIs and language tags unchecked: they are checked here, by
the rules by which statements are written, so that whatever is written is read back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

import attrs

from parlq.limits import Limits
from parlq.opendata import blank, brackets, rdfxml_source, terms
from parlq.opendata.brussels import one_spelling
from parlq.opendata.terms import Statement
from parlq.opendata.vocabulary import BASE, has_scheme
from parlq.problems import InputError, MissingExtraError, Problem

#: Longest IRI in characters: a long prefix would be repeated in every IRI that uses it.
LONGEST_IRI: Final = 4096
#: Most blank nodes: each of them is compared with those around it.
BLANK_NODES: Final = 50_000
#: Most characters of different IRIs and of literals, and so many more for each byte of the input.
_CHARACTERS, _GROWTH = 20_000_000, 10

_FORMATS = {"turtle": "TURTLE", "nt": "N_TRIPLES", "xml": "RDF_XML", "json-ld": "JSON_LD"}
_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = _XSD + "string"
_INSTANT = _XSD + "dateTime"
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


class NoStatementError(ValueError):
    """A parsed statement holds what no statement of RDF 1.1 holds."""


#: Takes a quad, and why it is no statement of RDF 1.1.
Watch: TypeAlias = Callable[[Any, NoStatementError | None], object]


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


def read(data: bytes, syntax: str, *, file: str | None, limits: Limits) -> list[Statement]:
    """Parse Turtle, N-Triples or RDF/XML into statements, in the canonical spelling of `terms`.

    Args:
        data: the document.
        syntax: `turtle`, `nt` or `xml`.
        file: name of the input, for problems.
        limits: bounds.

    Raises:
        InputError: PQ101, PQ102, PQ103, PQ104, PQ105 or PQ106.
        MissingExtraError: pyoxigraph is not installed.
    """
    refuse_size(data, file, limits)
    pyoxigraph()
    xml = syntax == "xml"
    source = rdfxml_source.normalised(data, file, limits) if xml else _utf_8(data, file)
    try:
        found = parse(source, syntax, file=file, limits=limits)
    except InputError:
        if syntax == "turtle":
            brackets.look_over(source, file, limits)
        raise
    # The parser takes brackets of any depth, and makes a blank node of each.
    if syntax == "turtle" and sum(term[:2] == "_:" for term, _, _ in found) > brackets.DEEPEST:
        brackets.look_over(source, file, limits)
    return blank.named(found)


def refuse_size(data: bytes, file: str | None, limits: Limits) -> None:
    """Refuse an input that is too large, or empty.

    Raises:
        InputError: PQ104 or PQ106.
    """
    if len(data) > limits.size:
        raise InputError((limits.too_large(file),))
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise InputError((Problem(rule="PQ106", message="the input is empty", file=file, line=1),))


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


def parse(
    source: bytes,
    syntax: str,
    *,
    file: str | None,
    limits: Limits,
    watch: Watch | None = None,
) -> list[Statement]:
    """Parse what a guard has looked over; blank nodes keep the names that pyoxigraph gives them.

    Args:
        source: the document in UTF-8.
        syntax: `turtle`, `nt`, `xml` or `json-ld`.
        file: name of the input, for problems.
        limits: bounds.
        watch: is called with each quad, and with the error when it is no statement of RDF 1.1; without
            it such a quad makes the document an error.

    Raises:
        InputError: PQ101 or PQ104.
    """
    library = pyoxigraph()
    kind = getattr(library.RdfFormat, _FORMATS[syntax])
    made = _Terms(library, file, limits, len(source))
    try:
        return made.statements(library.parse(source, kind, base_iri=BASE, lenient=True), watch)
    except InputError:
        raise
    except NoStatementError as error:
        found_by_parser = _strict_problem(source, kind, file)
        problem = found_by_parser or _problem(str(error), file)
        raise InputError((_on_its_line(problem, source, syntax),)) from None
    except BaseException as error:
        told = _parser_problem(error, file)
        if told is None:
            raise
        raise InputError((_on_its_line(told, source, syntax),)) from None


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
        return _parser_problem(error, file)
    return None


def _parser_problem(error: BaseException, file: str | None) -> Problem | None:
    """The problem that an exception of pyoxigraph stands for; None for any other."""
    if isinstance(error, SyntaxError):
        message = _WHERE.sub("", str(error.msg))
        return _problem(message, file, error.lineno, error.offset)
    if isinstance(error, MemoryError):  # a bound of the parser's own
        message = "one IRI or text is longer than 16 MB"
        return Problem(rule="PQ104", message=message, file=file)
    if type(error).__module__ == "pyo3_runtime":  # a failed assertion in the library
        return _problem("the parser cannot make sense of it", file)
    return None


def _problem(
    message: str, file: str | None, line: int | None = None, column: int | None = None
) -> Problem:
    message = f"not well-formed: {' '.join(message.split())[:200]}"
    return Problem(rule="PQ101", message=message, file=file, line=line, column=column)


@attrs.define
class _Terms:
    """Makes terms of the parser's nodes, each IRI once, and counts what they take."""

    library: Any
    file: str | None
    limits: Limits
    size: int
    _iris: dict[str, str] = attrs.Factory(dict)
    _blank: dict[str, str] = attrs.Factory(dict)
    _spent: int = 0

    def statements(self, quads: Iterable[Any], watch: Watch | None) -> list[Statement]:
        """The statements of quads; `watch` as in `parse`.

        Raises:
            NoStatementError: a quad is none, and there is no `watch`.
            InputError: PQ104, one bound or another.
        """
        found: list[Statement] = []
        iris, named, literal = self._iris, self.library.NamedNode, self.library.Literal
        for quad in quads:
            try:
                node = quad.subject
                subject = iris.get(node.value) if type(node) is named else None
                if subject is None:
                    subject = self._node(node)
                text = quad.predicate.value
                predicate = iris.get(text) or self._iri(text)
                node = quad.object
                item = iris.get(node.value) if type(node) is named else None
                if item is None:
                    item = self._literal(node) if type(node) is literal else self._node(node)
            except NoStatementError as error:
                if watch is None:
                    raise
                watch(quad, error)
            else:
                found.append((subject, predicate, item))
                if watch is not None:
                    watch(quad, None)
        return found

    def _node(self, node: Any) -> str:
        if type(node) is self.library.NamedNode:
            return self._iri(node.value)
        if type(node) is not self.library.BlankNode:
            raise NoStatementError("a statement about a statement, which is RDF 1.2")
        name: str = node.value
        found = self._blank.get(name)
        if found is None:
            found = self._blank[name] = f"_:b{len(self._blank)}"
            if len(self._blank) > BLANK_NODES and not self.limits.raised:
                message = f"more than {BLANK_NODES} blank nodes; raise the limits to read them"
                raise InputError((Problem(rule="PQ104", message=message, file=self.file),))
        return found

    def _iri(self, text: str) -> str:
        if len(text) > LONGEST_IRI and not self.limits.raised:
            message = f"an IRI of more than {LONGEST_IRI} characters: {text[:80]}…"
            raise InputError((Problem(rule="PQ104", message=message, file=self.file),))
        if not has_scheme(text):
            raise NoStatementError(f"not an IRI: {text[:80]!r}")
        try:
            term = terms.iri(text)
        except ValueError as error:
            raise NoStatementError(str(error)) from None
        self._spent += len(text)
        self._check()
        self._iris[text] = term
        return term

    def _literal(self, node: Any) -> str:
        text: str = node.value
        self._spent += len(text)
        tag = node.language
        if tag is None:
            datatype = node.datatype.value
            if datatype == _STRING:
                return terms.literal(text)
            if datatype == _INSTANT:
                text = one_spelling(text)
            return terms.literal(text, None, self._iris.get(datatype) or self._iri(datatype))
        if node.direction is not None:
            raise NoStatementError("a text with a direction, which is RDF 1.2")
        if tag and not terms.is_tag(tag):
            raise NoStatementError(f"not a language tag: {tag[:80]!r}")
        return terms.literal(text, tag)

    def _check(self) -> None:
        if self._spent > _CHARACTERS + _GROWTH * self.size and not self.limits.raised:
            message = "prefixes make it very much longer than it is; raise the limits to read it"
            raise InputError((Problem(rule="PQ104", message=message, file=self.file),))
