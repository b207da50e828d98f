"""Applies SHACL shapes with pyshacl, in a process of its own that opens nothing and has bounds.

Shapes are programs: their queries can ask for other files and for the network, and for endless work.
So this module runs in a child process, within the bounds of `parlq.bounded`. Here everything that
rdflib and pyshacl could open a file or a connection with is replaced, an audit hook refuses what is
left, and queries are looked at as rdflib parsed them.

It is the only module that knows rdflib and pyshacl.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import sys
import warnings
from itertools import islice
from typing import Any, Final, NoReturn

from parlq.opendata import terms
from parlq.opendata.terms import Statement

#: How far one shape may lead to others; an annex of an answer to a question leads 20 deep.
DEPTH: Final = 60
#: Most findings, and most characters of what one of them says.
FINDINGS, CHARACTERS = 20_000, 1000
_SH = "http://www.w3.org/ns/shacl#"
UPDATE: Final = f"<{_SH}update>"
#: Properties that hold queries in SPARQL.
QUERIES: Final = frozenset({UPDATE, *(f"<{_SH}{name}>" for name in ("select", "ask", "construct"))})
#: Parts of the libraries that they load when they are first used.
_PARTS = (
    "pyshacl",
    "html5rdf",
    "rdflib.plugins.shared.jsonld.context",
    "rdflib.plugins.sparql.update",
)
#: Parts of a parsed query that ask for what is elsewhere, by the names that rdflib gives them.
_ELSEWHERE: Final = {
    "ServiceGraphPattern": "SERVICE",
    "DatasetClause": "FROM",
    "UsingClause": "USING",
    "Load": "LOAD",
}
#: What rdflib and pyshacl open files and connections with.
OPENERS: Final = (
    ("rdflib.parser", "create_input_source"),
    ("rdflib.parser", "_create_input_source_from_location"),
    ("rdflib.parser", "URLInputSource"),
    ("rdflib.parser", "FileInputSource"),
    ("rdflib.parser", "_urlopen"),
    ("rdflib._networking", "_urlopen"),
    ("rdflib._networking", "urlopen"),
    ("rdflib.graph", "create_input_source"),
    ("rdflib.compat", "bopen"),
    ("rdflib.plugins.shared.jsonld.util", "source_to_json"),
    ("rdflib.plugins.shared.jsonld.util", "create_input_source"),
    ("rdflib.plugins.shared.jsonld.context", "source_to_json"),
    ("rdflib.plugins.sparql.evaluate", "evalServiceQuery"),
    ("rdflib.plugins.sparql.evaluate", "_buildQueryStringForServiceCall"),
    ("rdflib.plugins.sparql.update", "evalLoad"),
    ("pyshacl.rdfutil", "get_rdf_from_web"),
    ("pyshacl.rdfutil.load", "get_rdf_from_web"),
    ("pyshacl.rdfutil.load", "chain_load_owl_imports"),
    ("urllib.request", "urlopen"),
    ("urllib.request", "OpenerDirector"),
)
#: Events of the interpreter that a query or a shape has no reason for.
_REFUSED = (
    "socket.", "urllib.", "http.", "ftplib.", "smtplib.", "subprocess.", "os.system", "os.exec",
    "os.posix_spawn", "os.spawn", "os.fork", "os.remove", "os.rename", "os.mkdir", "os.rmdir",
    "os.link", "os.symlink", "os.chmod", "os.chown", "os.truncate", "os.startfile", "shutil.",
    "tempfile.", "ctypes.", "pty.", "sqlite3.", "webbrowser.",
)  # fmt: skip


class ElsewhereError(Exception):
    """A query or a shape asks for what is elsewhere."""


def check(shapes: list[Statement]) -> str | None:
    """Why the queries in shapes are refused, before any is evaluated; None when they are not."""
    _seal()
    try:
        _check_queries(shapes)
    except ElsewhereError as error:
        return str(error)
    return None


def apply(
    shapes: list[Statement], record: list[Statement]
) -> tuple[str | None, list[tuple[str, str, str | None, str]]]:
    """What shapes find in a record.

    Returns:
        Why they cannot be applied, or None; and the findings: focus, severity, property or None, and
        what is asked for.
    """
    _seal()
    try:
        return None, _findings(_graph(record), _graph(shapes))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 # pyshacl meets odd shapes with errors of every kind
        for each in (error, error.__cause__, error.__context__):
            if isinstance(each, ElsewhereError):
                return str(each), []
        why = " ".join(str(getattr(error, "message", "") or error).split())[:300]
        return f"the shapes cannot be applied: {why or type(error).__name__}", []


def _seal() -> None:
    """Load the libraries, and take from them and from the interpreter what could open anything."""
    from rdflib.plugins.sparql import processor

    logging.disable()
    warnings.simplefilter("ignore")
    for name in _PARTS:
        with contextlib.suppress(ModuleNotFoundError):  # one that this version does not have
            importlib.import_module(name)
    for module, name in OPENERS:
        place = sys.modules.get(module)
        opener = getattr(place, name, None)
        if isinstance(opener, type):  # others may ask whether something is one
            opener.__init__ = _refuse  # type: ignore[misc]
        elif opener is not None:
            setattr(place, name, _refuse)
    _check_queries_of(processor)
    _plain_literals()
    sys.addaudithook(_audit)


def _refuse(*_: object, **__: object) -> NoReturn:
    raise ElsewhereError("the shapes ask for what is elsewhere")


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        path, mode, flags = arguments
        writes = isinstance(mode, str) and any(each in mode for each in "wax+")
        if writes or not (_is_code(path) and not (flags or 0) & (os.O_WRONLY | os.O_RDWR)):
            _refuse()
    elif event.startswith(_REFUSED):
        _refuse()


def _is_code(path: object) -> bool:
    """Whether a path is one of Python's own modules, or of an installed package, or their data."""
    if not isinstance(path, str | bytes | os.PathLike):
        return False
    name = os.path.realpath(os.fsdecode(path))
    return name.startswith(_CODE) or name == os.devnull


_CODE = tuple(
    {
        os.path.join(os.path.realpath(each), "")
        for each in (*sys.path, sys.prefix, sys.base_prefix)
        if each and os.path.isabs(each)
    }
)


def _check_queries_of(processor: Any) -> None:
    """Have each query looked at in the form in which rdflib evaluates it."""
    query, update = processor.translateQuery, processor.translateUpdate

    def translated_query(*arguments: Any, **named: Any) -> Any:
        made = query(*arguments, **named)
        refuse_elsewhere(made.algebra)
        return made

    def translated_update(*arguments: Any, **named: Any) -> Any:
        made = update(*arguments, **named)
        refuse_elsewhere(made.algebra)
        return made

    processor.translateQuery, processor.translateUpdate = translated_query, translated_update


def refuse_elsewhere(parsed: Any) -> None:
    """Refuse a parsed query, or its algebra, that asks for what is elsewhere.

    Raises:
        ElsewhereError: it does.
    """
    waiting = [parsed]
    while waiting:
        part = waiting.pop()
        name = getattr(part, "name", None)
        word = _ELSEWHERE.get(name) if isinstance(name, str) else None
        if isinstance(part, dict):
            # What rdflib calls `get` here gives the key itself for what is not there.
            if dict.get(part, "datasetClause"):
                word = "FROM"
            waiting.extend(dict.values(part))
        elif isinstance(part, list | tuple | set) or type(part).__name__ == "ParseResults":
            waiting.extend(part)
        if word:
            raise ElsewhereError(f"a query asks for what is elsewhere, with {word}")


def _plain_literals() -> None:
    """Have texts compared as they are, where values would take unbounded time or memory.

    That is a decimal of a billion digits written out, and markup that is parsed.
    """
    import rdflib
    from rdflib import term

    rdflib.NORMALIZE_LITERALS = False
    for name in ("HTML", "XMLLiteral"):
        for table in ("_toPythonMapping", "XSDToPython"):
            getattr(term, table, {}).pop(rdflib.RDF[name], None)


def _check_queries(shapes: list[Statement]) -> None:
    """Refuse queries in shapes that ask for what is elsewhere, before any is evaluated.

    What cannot be parsed by itself is looked at when it is evaluated.

    Raises:
        ElsewhereError: there is one.
    """
    from rdflib.plugins.sparql.parser import parseQuery, parseUpdate

    for _, predicate, item in shapes:
        if predicate not in QUERIES or not terms.is_literal(item):
            continue
        try:
            parse = parseUpdate if predicate == UPDATE else parseQuery
            parsed = parse(terms.literal_of(item).text)
        except Exception as error:  # of the parser, of every kind
            if isinstance(error, MemoryError):
                raise
        else:
            refuse_elsewhere(parsed)


def _graph(statements: list[Statement]) -> Any:
    """A graph of rdflib that holds statements."""
    import rdflib

    nodes: dict[str, Any] = {}
    graph = rdflib.Graph()
    for statement in statements:
        for term in statement:
            if term not in nodes:
                nodes[term] = _node(rdflib, term)
        subject, predicate, item = statement
        graph.add((nodes[subject], nodes[predicate], nodes[item]))
    return graph


def _node(library: Any, term: str) -> Any:
    if term.startswith("_:"):
        return library.BNode(term[2:])
    if not terms.is_literal(term):
        return library.URIRef(terms.iri_of(term))
    text, tag, datatype = terms.literal_of(term)
    kind = library.URIRef(terms.iri_of(datatype)) if datatype else None
    return library.Literal(text, lang=tag, datatype=kind)


def _findings(record: Any, shapes: Any) -> list[tuple[str, str, str | None, str]]:
    import pyshacl
    import rdflib

    _, results, _ = pyshacl.validate(
        record,
        shacl_graph=shapes,
        advanced=True,
        do_owl_imports=False,
        js=False,
        max_validation_depth=DEPTH,
    )
    if isinstance(results, Exception):  # some of which it returns
        raise results
    sh = rdflib.Namespace(_SH)
    (report,) = results.subjects(rdflib.RDF.type, sh.ValidationReport)
    found = []
    for node in islice(results.objects(report, sh.result), FINDINGS):
        path = results.value(node, sh.resultPath)
        focus, severity = (str(results.value(node, sh[n])) for n in ("focusNode", "resultSeverity"))
        # A path of several steps has no name.
        named = str(path) if isinstance(path, rdflib.URIRef) else None
        found.append((focus, severity, named, _message(results, sh, node, 0)[:CHARACTERS]))
    return found


def _message(results: Any, sh: Any, node: Any, depth: int) -> str:
    said = results.value(node, sh.resultMessage)
    text = " ".join(str(said or "does not conform").split())
    if depth == 4:
        return text
    inside = sorted(
        _message(results, sh, detail, depth + 1) for detail in results.objects(node, sh.detail)
    )
    text = text.removesuffix(" See details for more information.")
    if inside:
        text += f" ({'; '.join(dict.fromkeys(inside))})"
    return text
