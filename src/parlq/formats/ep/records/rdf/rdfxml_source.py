"""Reads RDF/XML with expat and spells it in one plain form, which pyoxigraph reads without loss.

pyoxigraph takes UTF-8 alone, reports errors without a position, expands entities without a bound,
and silently drops what it has no rule for: attributes where RDF/XML has none, properties with an
unknown `rdf:parseType`, namespaces and comments of XML literals. This module handles all of that,
by the grammar of RDF 1.1 XML Syntax.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.rdf.rdfxml_grammar import (
    LONGEST_BASE,
    RDF,
    Attributes,
    Element,
    GrammarError,
    Name,
    check_node,
    check_property,
    check_root,
    in_scope,
    misplaced,
    own,
)
from parlq.formats.ep.records.rdf.turtle_guard import DEEPEST
from parlq.formats.ep.records.rdf.xml_literals import Literal
from parlq.formats.ep.records.vocabulary.namespaces import has_scheme
from parlq.formats.ep.records.vocabulary.rdf_terms import is_refused
from parlq.limits import Limits
from parlq.problems import InputError, Problem

#: Most attributes of one element, and most namespaces in a document.
MOST: Final = 1000
#: Most characters of XML literals.
_LONGEST = 10_000_000
#: Parts names of expat; no XML has it.
_SEPARATOR = "\x01"
# Encodings of several bytes a character, which expat leaves to others.
_DECLARED = re.compile(
    rb"""<\?xml[^>]*?\sencoding\s*=\s*["'](gb18030|gbk|gb2312|big5|euc-jp|euc-kr|shift_jis)["']""",
    re.IGNORECASE,
).match


def normalised(
    data: bytes, file: str | None, limits: Limits, report: Report | None = None
) -> bytes:
    """RDF/XML in UTF-8 without document type, comments and CDATA, with XML literals as texts.

    Args:
        data: the document.
        file: name of the input, for problems.
        limits: bounds.
        report: takes nodes that state nothing.

    Raises:
        InputError: PQ101, with line and column; PQ102, PQ103, PQ104 or PQ105.
    """
    encoding, declared = None, _DECLARED(data)
    try:
        if declared:
            data, encoding = data.decode(declared[1].decode()).encode(), "utf-8"
        source = _Source(encoding, file, limits)
        source.parser.Parse(data, True)  # noqa: FBT003 # takes no names
    except expat.ExpatError as error:
        message = f"not well-formed: {_reason(error)}"
        line, column = error.lineno, error.offset + 1
        problem = Problem(rule="PQ101", message=message, file=file, line=line, column=column)
        raise InputError((problem,)) from None
    except (LookupError, UnicodeError, ValueError):
        message = "the XML is not in the encoding that it declares, or the encoding is unknown"
        raise InputError((Problem(rule="PQ102", message=message, file=file, line=1),)) from None
    if report is not None:
        for line, name in source.idle:
            report.add("PQ618", f"this node states nothing: {name}", line=line)
    return source.whole()


class _Source:
    """Takes the events of the parser, and makes the plain form of them."""

    def __init__(self, encoding: str | None, file: str | None, limits: Limits) -> None:
        self.file, self.limits = file, limits
        self.idle: list[tuple[int, str]] = []
        self._out: list[str] = []
        self._stack: list[Element] = []
        self._depth = 0
        self._literal: Literal | None = None
        self._prefixes: dict[str, str] = {RDF: "rdf"}
        self._ids: set[tuple[str, str]] = set()
        self._spent = 0
        self.parser = parser = expat.ParserCreate(encoding, _SEPARATOR)
        parser.namespace_prefixes = True
        parser.ordered_attributes = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartNamespaceDeclHandler = self._namespace
        parser.StartElementHandler = self._placed(self._start)
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._placed(self._text)
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction

    def whole(self) -> bytes:
        """The plain form."""
        tag, _, rest = self._out[0].partition(" ")
        names = "".join(f" xmlns:{p}={quoteattr(ns)}" for ns, p in self._prefixes.items())
        return f"{tag}{names} {rest}{''.join(self._out[1:])}".encode()

    def problem(self, message: str, rule: str = "PQ101") -> Problem:
        """A problem where the parser is."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        if rule == "PQ101":
            message = f"not well-formed: {message}"
        return Problem(rule=rule, message=message, file=self.file, line=line, column=column)

    def _placed(self, handler: Callable[..., None]) -> Callable[..., None]:
        """A handler whose faults become errors while the parser is where they are."""

        def placed(*arguments: object) -> None:
            try:
                handler(*arguments)
            except GrammarError as error:
                raise InputError((self.problem(str(error)),)) from None

        return placed

    def _doctype(self, *_: object) -> None:
        message = "XML with a document type declaration is not read"
        raise InputError((self.problem(message, "PQ103"),))

    def _namespace(self, _: str | None, uri: str | None) -> None:
        # expat repeats it in the name of each element.
        self._bounded(len(uri or ""), LONGEST_BASE, "a namespace of more than {} characters")

    def _bounded(self, count: int, most: int, what: str, rule: str = "PQ104") -> None:
        if count > most and not self.limits.unbounded:
            raise InputError((self.problem(what.format(most), rule),))

    def _start(self, tag: str, given: list[str]) -> None:
        self._depth += 1
        self._bounded(self._depth, DEEPEST, "nested more than {} deep", "PQ105")
        self._bounded(len(given) // 2, MOST, "more than {} attributes of one element")
        name = Name(*_parts(tag))
        attributes = [
            (Name(*_parts(each)), value)
            for each, value in zip(given[::2], given[1::2], strict=True)
        ]
        if self._literal is not None:
            self._literal.start(name, attributes)
            return
        if not name.namespace:
            raise GrammarError(f"element {name.local!r} has no namespace")
        parent = self._stack[-1] if self._stack else None
        if parent is None and name[:2] == (RDF, "RDF"):
            check_root(attributes)
            self._open("rdf", name, [], attributes)
        elif parent is None or parent.kind in {"rdf", "property", "collection"}:
            self._node(name, attributes, parent)
        else:
            self._property(name, attributes)

    def _node(self, name: Name, attributes: Attributes, parent: Element | None) -> None:
        if parent is not None and parent.kind == "property":
            parent.nodes += 1
            if parent.text or parent.nodes > 1:
                raise GrammarError("a property contains one node, or a text")
            if parent.typed:
                raise misplaced(Name(RDF, "datatype"), "a property that contains a node")
        said = own(attributes)
        check_node(name, said)
        self._open("node", name, said, attributes)
        names = [f"rdf:{each.local}={value[:200]!r}" for each, value in said if each.is_rdf]
        outermost = parent is None or parent.kind == "rdf"
        if outermost and names and len(said) == 1 and name[:2] == (RDF, "Description"):
            self._stack[-1].idle = self.parser.CurrentLineNumber, names[0]

    def _property(self, name: Name, attributes: Attributes) -> None:
        self._stack[-1].idle = None
        said = own(attributes)
        form = check_property(name, said)
        if form in {"Resource", "Collection"}:
            self._open(form.lower(), name, said, attributes)
        elif form is not None:  # by the grammar, any other is read as `Literal`
            typed = Name(RDF, "datatype", "rdf"), RDF + "XMLLiteral"
            kept = [each for each in said if each[0].local != "parseType"]
            self._open("property", name, [*kept, typed], attributes)
            self._literal = Literal(self._spend)
        else:
            self._linking(name, said, attributes)

    def _linking(self, name: Name, said: Attributes, attributes: Attributes) -> None:
        """Begin a property that holds a text or a node, or leads to what its attributes describe."""
        others = [each for each in said if each[0][:2] != (RDF, "ID")]
        kinds = [value for each, value in others if each[:2] == (RDF, "type")]
        if kinds and len(others) == 1:
            # pyoxigraph knows no property whose one attribute is the class of what it leads to.
            kept = [each for each in said if each not in others]
            self._open("property", name, kept, attributes)
            kind = quoteattr(kinds[0])
            self._out.append(f"<rdf:Description><rdf:type rdf:resource={kind}/></rdf:Description>")
        else:
            self._open("property", name, said, attributes)
        typed = bool(others) and others[0][0][:2] == (RDF, "datatype")
        self._stack[-1].typed = typed
        self._stack[-1].nodes = int(bool(others) and not typed)

    def _open(self, kind: str, name: Name, said: Attributes, attributes: Attributes) -> None:
        before = self._stack[-1].base if self._stack else ""
        base, language = in_scope(attributes, before)
        tag = self._qualified(name)
        parts = [f"<{tag} "]
        if base != before:
            parts.append(f"xml:base={quoteattr(base)} ")
        if language is not None:
            parts.append(f"xml:lang={quoteattr(language)} ")
        for each, value in said:
            if each[:2] == (RDF, "ID"):
                if (base, value) in self._ids:
                    raise GrammarError(f"rdf:ID appears twice: {value[:80]!r}")
                self._ids.add((base, value))
            parts.append(f"{self._qualified(each)}={quoteattr(value)} ")
        self._out.append("".join(parts) + ">")
        self._stack.append(Element(kind, tag, base))

    def _qualified(self, name: Name) -> str:
        """A name with the prefix that its namespace has in the plain form."""
        prefix = self._prefixes.get(name.namespace)
        if prefix is None:
            if is_refused(name.namespace) or not has_scheme(name.namespace):
                raise GrammarError(f"not an IRI: {name.namespace[:80]!r}")
            self._bounded(len(self._prefixes), MOST, "more than {} namespaces")
            prefix = self._prefixes[name.namespace] = f"n{len(self._prefixes)}"
        return f"{prefix}:{name.local}"

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._literal is not None:
            if self._literal.depth:
                self._literal.end(Name(*_parts(tag)))
                return
            self._out.append(_escaped(self._literal.whole()))
            self._literal = None
        element = self._stack.pop()
        if element.idle is not None:
            self.idle.append(element.idle)
        self._out.append(f"</{element.tag}>")

    def _text(self, text: str) -> None:
        if self._literal is not None:
            self._literal.text(text)
            return
        element = self._stack[-1]
        blank = not text.strip(" \t\r\n")
        if element.kind == "property":
            element.text = element.text or not blank
            if element.text and element.nodes:
                raise GrammarError("a property contains one node, or a text")
            self._out.append(_escaped(text))
        elif not blank:
            raise GrammarError("a text where RDF/XML has none")

    def _comment(self, text: str) -> None:
        if self._literal is not None:
            self._literal.comment(text)

    def _instruction(self, target: str, data: str) -> None:
        if self._literal is not None:
            self._literal.instruction(target, data)

    def _spend(self, characters: int) -> None:
        self._spent += characters
        self._bounded(self._spent, _LONGEST, "XML literals of more than {} characters")


def _parts(text: str) -> list[str]:
    """Namespace, local name and perhaps prefix of a name of expat."""
    parts = text.split(_SEPARATOR)
    return parts if len(parts) > 1 else ["", text]


def _reason(error: expat.ExpatError) -> str:
    """What expat says, without the words that the message begins with."""
    return expat.errors.messages[error.code].removeprefix("not well-formed ").strip("()")


def _escaped(text: str) -> str:
    return escape(text, {"\r": "&#13;"})
