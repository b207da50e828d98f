"""Removes from rdflib, pyshacl and the interpreter all that could open a file or a connection."""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from typing import Any, Final, NoReturn

#: Parts of the libraries that they load when they are first used.
_PARTS = (
    "pyshacl",
    "html5rdf",
    "rdflib.plugins.shared.jsonld.context",
    "rdflib.plugins.sparql.update",
)
#: Parts of a parsed query that access remote data, by the names that rdflib gives them.
_REMOTE: Final = {
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


class RefusedQueryError(Exception):
    """A query or a shape asks for what parlq does not do."""


class RemoteAccessError(RefusedQueryError):
    """A query or a shape accesses remote data."""


class UnknownFunctionError(RefusedQueryError):
    """A query calls a function that neither SPARQL nor the shapes define."""


def seal() -> None:
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
    raise RemoteAccessError("the shapes access remote data; include the data in the file")


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
        refuse_remote_access(made.algebra)
        refuse_unknown_functions(made.algebra)
        return made

    def translated_update(*arguments: Any, **named: Any) -> Any:
        made = update(*arguments, **named)
        refuse_remote_access(made.algebra)
        refuse_unknown_functions(made.algebra)
        return made

    processor.translateQuery, processor.translateUpdate = translated_query, translated_update


def refuse_remote_access(parsed: Any) -> None:
    """Refuse a parsed query, or its algebra, that accesses remote data.

    Raises:
        RemoteAccessError: it does.
    """
    for part in _parts(parsed):
        name = getattr(part, "name", None)
        word = _REMOTE.get(name) if isinstance(name, str) else None
        # What rdflib calls `get` here gives the key itself for what is not there.
        if isinstance(part, dict) and dict.get(part, "datasetClause"):
            word = "FROM"
        if word:
            raise RemoteAccessError(
                f"a query accesses remote data with {word}; include the data in the file"
            )


def refuse_unknown_functions(algebra: Any) -> None:
    """Refuse the algebra of a query that calls a function of nobody: an error in a filter is silent.

    Raises:
        UnknownFunctionError: it does.
    """
    from rdflib.plugins.sparql import operators

    for part in _parts(algebra):
        if isinstance(part, dict) and getattr(part, "name", None) == "Function":
            name = dict.get(part, "iri")
            if name not in operators._CUSTOM_FUNCTIONS:  # noqa: SLF001 # it has no public name
                raise UnknownFunctionError(
                    f"a query calls the function {str(name)[:200]}, which parlq does not know"
                )


def _parts(parsed: Any) -> Iterator[Any]:
    """All parts of a parsed query or of its algebra."""
    waiting = [parsed]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, dict):
            waiting.extend(dict.values(part))
        elif isinstance(part, list | tuple | set) or type(part).__name__ == "ParseResults":
            waiting.extend(part)


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
