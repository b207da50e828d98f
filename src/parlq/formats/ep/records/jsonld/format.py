"""JSON-LD: the records of API v2, which need no extra, and JSON-LD with a context of its own."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import orjson

from parlq.formats.ep.records.api import records as records_v2
from parlq.formats.ep.records.jsonld import json_positions as positions
from parlq.formats.ep.records.jsonld import linked_json
from parlq.formats.ep.records.jsonld.flat_jsonld import flat
from parlq.formats.ep.records.jsonld.json_numbers import report_inexact
from parlq.formats.ep.records.nodes.identifiers import is_record
from parlq.formats.ep.records.nodes.locations import first_line, locator, placed
from parlq.formats.ep.records.nodes.nodes_and_triples import each
from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.nodes.whole_iris import INCLUDED, fits, nodes
from parlq.formats.ep.records.rdf import syntax
from parlq.formats.ep.records.reading import unmapped_statements
from parlq.formats.ep.records.vocabulary.namespaces import BASE, CONTEXT, Shape
from parlq.formats.ep.records.vocabulary.rdf_terms import Statement
from parlq.io import signatures
from parlq.io.files import utf8
from parlq.io.reading import Location, Reading
from parlq.limits import DEFAULT, Limits
from parlq.model import Document, Dossier
from parlq.model.fields.base import unchecked
from parlq.problems import InputError, Problem, Severity, empty_input

FORMAT = "jsonld"
#: The context that answers of the API have.
_OWN = [{"data": "@graph", "@base": BASE}, CONTEXT]
#: Texts that begin with the sign of keywords, in the context that answers of the API have.
_SIGNS = 3
#: Keys of JSON-LD that no record of the API has.
_LINKED = frozenset({"@graph", "@id", "@type"})
_EXPECTED = (
    'expected records of the EP Open Data Portal, objects with an "id" that begins with "eli/dl/", '
    "or JSON-LD with a context"
)
#: Most members beside the records that are named one by one.
_NAMED = 100
#: The byte order mark in UTF-8.
_MARK = b"\xef\xbb\xbf"
_reading = unchecked(Reading)


def read(
    data: bytes | str,
    *,
    strict: bool = False,
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Reading:
    """Read records; never raises for what the input says, and never fetches a context.

    Taken are what API v2 answers (`data` with the context that it names), a list of records, one
    record, an answer of which only the id is there, and an error of the API, which is a problem.
    JSON-LD with a context written out in it is read through pyoxigraph.

    Args:
        data: JSON in UTF-8.
        strict: what has no field is an error; otherwise it is preserved as extensions and reported.
        file: name of the input, for problems.
        limits: bounds.

    Raises:
        MissingExtraError: a context of its own, and pyoxigraph is not installed.
    """
    raw = utf8(data)
    raw = raw.removeprefix(_MARK)
    report = Report(file, strict=strict)
    try:
        parsed = _parse(raw, file, limits)
        _refuse_doubled(parsed, raw, file)
        if _is_general(parsed, raw, file):
            statements = linked_json.read(parsed, raw, report, limits)
            return syntax.reading_of(statements, raw, "json-ld", report, FORMAT)
        report_inexact(raw, report)
        report.line_of = partial(first_line, raw, "json-ld")
        beside = parsed.get(INCLUDED) if type(parsed) is dict and "data" in parsed else None
        value = records_v2.document(_records(parsed, raw, report), report, beside=beside)
    except InputError as error:
        return Reading(value=None, problems=error.problems, file=file, format=FORMAT)
    except RecursionError:
        problem = Problem(rule="PQ105", message="nested too deeply", file=file)
        return Reading(value=None, problems=(problem,), file=file, format=FORMAT)
    return _reading(
        value=value,
        problems=placed(report.all(), value, raw, "json-ld"),
        locate=locator(value, raw, "json-ld"),
        file=file,
        format=FORMAT,
    )


def statements_of(
    data: bytes, *, file: str | None = None, limits: Limits = DEFAULT
) -> list[Statement]:
    """The statements of a record, or of JSON-LD with its context written out in it.

    Raises:
        InputError: it cannot be read.
        MissingExtraError: as in `read`.
    """
    raw = data.removeprefix(_MARK)
    parsed = _parse(raw, file, limits)
    if _is_general(parsed, raw, file):
        return linked_json.parse(parsed, raw, file, limits)
    document = read(data, file=file, limits=limits).document()
    return syntax.state(document, syntax.shape_of(document, None))


def _parse(raw: bytes, file: str | None, limits: Limits) -> Any:
    if len(raw) > limits.size:
        raise InputError((limits.too_large(file),))
    if not raw.strip():
        raise InputError((empty_input(file),))
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        rule, message = "PQ301", f"not JSON: {error.msg}"
        if "depth limit" in error.msg or "ecursion" in error.msg:
            rule, message = "PQ105", "nested too deeply"
        problem = Problem(
            rule=rule, message=message, file=file, line=error.lineno, column=error.colno
        )
        raise InputError((problem,)) from None


def _refuse_doubled(parsed: Any, raw: bytes, file: str | None) -> None:
    """Refuse a duplicate key in an object, as its first value would be lost.

    Raises:
        InputError: PQ302, or PQ105 where this cannot be determined.
    """
    try:
        made = orjson.dumps(parsed)
        if made == raw:
            return
        # With a key go its quotation marks; those in texts stay, whatever way they are escaped.
        escaped = b"\\" in raw and b"\\u0022" in raw
        if escaped or made.count(b'"') != raw.count(b'"'):
            json.loads(raw, object_pairs_hook=lambda pairs: _once(pairs, file))
    except (RecursionError, orjson.JSONEncodeError):
        problem = Problem(rule="PQ105", message="nested too deeply", file=file)
        raise InputError((problem,)) from None


def _once(pairs: list[tuple[str, Any]], file: str | None) -> None:
    """Refuse an object with a duplicate key, as one of the values would be lost."""
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            message = f'duplicate key "{name[:80]}"; keep one of them'
            raise InputError((Problem(rule="PQ302", message=message, file=file),))
        seen.add(name)


def _records(parsed: Any, raw: bytes, report: Report) -> list[Any]:
    """The records of an answer of the API.

    Raises:
        InputError: PQ609, the API answered with an error; PQ107, nothing that could be a record.
    """
    found = parsed if type(parsed) is list else [parsed]
    is_answer = False
    if type(parsed) is dict and "data" in parsed:
        found = each(parsed["data"])
        is_answer = CONTEXT in each(parsed.get("@context"))
    elif type(parsed) is dict and "error" in parsed:
        # The API says so with status 200, so such an answer is easily saved as a record.
        message = f"the API answered with an error: {parsed['error']}"
        raise InputError((Problem(rule="PQ609", message=message, file=report.file, line=1),))
    if not is_answer and not any(map(is_record, found)):
        what = signatures.foreign_json(raw) or ("parlq JSON" if parsed else "an empty object")
        message = f"looks like {what}; {_EXPECTED}"
        raise InputError((Problem(rule="PQ107", message=message, file=report.file, line=1),))
    if type(parsed) is dict and "data" in parsed:
        known = {"data", "@context"}
        if fits(INCLUDED, parsed.get(INCLUDED)):
            known.add(INCLUDED)
        _report_beside([name for name in parsed if name not in known], raw, report)
    return found


def _report_beside(names: list[str], raw: bytes, report: Report) -> None:
    where = positions.places(raw.decode(), [(name,) for name in names[:_NAMED]])
    for name in names[:_NAMED]:
        place = where.get((name,), Location())
        report.add(
            "PQ616",
            f'not part of the records, left out: "{name[:80]}"',
            Severity.INFO,
            path=f"/{name.replace('~', '~0').replace('/', '~1')}",
            line=place.line,
            column=place.column,
        )
    if len(names) > _NAMED:
        message = f"not part of the records, left out: {len(names) - _NAMED} further members"
        report.add("PQ616", message, Severity.INFO)


def _is_general(parsed: Any, raw: bytes, file: str | None) -> bool:
    """Whether this is JSON-LD with a context of its own, which says what its keys mean.

    Raises:
        InputError: PQ613, a record with a context in it.
    """
    if type(parsed) is list:  # of records, or JSON-LD
        linked = _LINKED | {"@context"}
        if any(type(each) is dict and not linked.isdisjoint(each) for each in parsed):
            return True
    context = parsed.get("@context") if type(parsed) is dict else None
    if context != _OWN:
        own = [part for part in (context if type(context) is list else [context]) if part]
        if any(part != CONTEXT and not _is_base(part) for part in own):
            return True
    if type(parsed) is dict and not _LINKED.isdisjoint(parsed):
        return True
    # A context in a record would change what its keys mean.
    if context != _OWN or raw.count(b'"@') > _SIGNS or b"\\u0040" in raw:
        if type(parsed) is dict:
            parsed = {name: value for name, value in parsed.items() if name != "@context"}
        if _holds_context(parsed):
            message = "a record of the API has a context in it; write its properties as whole IRIs"
            raise InputError((Problem(rule="PQ613", message=message, file=file),))
    return False


def _is_base(part: Any) -> bool:
    return type(part) is dict and part.keys() <= {"data", "@base"}


def _holds_context(parsed: Any) -> bool:
    waiting = [parsed]
    while waiting:
        value = waiting.pop()
        if type(value) is dict:
            if "@context" in value or "@import" in value:
                return True
            waiting += value.values()
        elif type(value) is list:
            waiting += value
    return False


def dumps(document: Document, *, shape: Shape | str | None = Shape.API_V2) -> bytes:
    """Write a document as JSON-LD; equal documents give equal bytes.

    Args:
        document: what to write; texts and other facts without a place in a record are left out.
        shape: `api-v2`: as API v2 answers; `dump-2022`: the statements of the dumps, with their
            context written out; None: as the record that the document came from.

    Raises:
        InputError: PQ607, a work has no ELI identifier and none can be made for it; PQ608, an
            extension that parlq makes of records holds something else.
    """
    wanted = syntax.shape_of(document, shape)
    if wanted is Shape.API_V2:
        made: dict[str, Any] = {"data": records_v2.records(document), "@context": _OWN}
        if (
            isinstance(document, Dossier)
            and (more := unmapped_statements.kept_in(document)) is not None
        ):
            made[INCLUDED] = nodes(more.also)
    else:
        made = flat(syntax.state(document, wanted))
    return records_v2.json_bytes(made, orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
