"""Reads JSON into documents: fast if it is valid, else with the location of every error."""

from __future__ import annotations

from typing import Any, NamedTuple

import orjson

from parlq.formats.json import fast_reader, locations
from parlq.formats.json.field_kinds import DOCUMENTS, SCHEMA_KEY, SCHEMA_VERSION, VERSION_KEY
from parlq.formats.json.locations import Fault, Path, Text
from parlq.formats.json.migrations import versioned
from parlq.io.files import utf8
from parlq.io.reading import Later, Locate, Location, Reading
from parlq.limits import DEFAULT, Limits
from parlq.model import Document
from parlq.model.fields.base import unchecked
from parlq.problems import InputError, Problem, Severity, Tally, empty_input, in_order

#: Rules that find fault with a key and not with its value.
_OF_KEYS = frozenset({"PQ302", "PQ303"})
#: Deepest nesting of arrays and objects that is looked at; the deepest document has 126 levels.
DEEPEST = 130
#: Bytes that can stand for a character that XML cannot carry: an escape, U+FFFE, U+FFFF.
_SUSPECT = (b"\\u", b"\\b", b"\\f", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_FORBIDDEN = (b"\\u00", b"\\b", b"\\f", b"\xef\xbf\xbe", b"\xef\xbf\xbf")

_reading = unchecked(Reading)
#: The layout in which documents are written unless asked otherwise.
_LAYOUT = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def read(
    data: bytes | str,
    *,
    strict: bool = True,
    file: str | None = None,
    limits: Limits = DEFAULT,
    migrate: bool = False,
) -> Reading:
    """Read a document; never raises for what the input says.

    Args:
        data: JSON in UTF-8.
        strict: unknown keys are errors; otherwise they are preserved as extensions and reported.
        file: name of the input, for problems.
        limits: bounds.
        migrate: bring a document of an older schema version up to date; otherwise it is refused.
    """
    raw = utf8(data)
    try:
        parsed = _parse(raw, file, limits)
    except InputError as error:
        return Reading(value=None, problems=error.problems, file=file, format="json")
    value = _fast(parsed, raw)
    if value is not None:
        return _reading(value, (), _locator(raw, value), file, "json")
    return _slow(parsed, raw, strict=strict, file=file, migrate=migrate)


def _parse(raw: bytes, file: str | None, limits: Limits) -> Any:
    if len(raw) > limits.size:
        raise InputError((limits.too_large(file),))
    if limits.too_many(raw, b",", b"[", b"{"):
        raise InputError((limits.too_full(file),))
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in raw[:4]:
        message = "in UTF-16 or UTF-32; JSON must be in UTF-8 (RFC 8259)"
        raise InputError((Problem(rule="PQ102", message=message, file=file, line=1),))
    try:
        return orjson.loads(raw.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise InputError((_syntax_problem(raw, error, file),)) from None


def _syntax_problem(raw: bytes, error: orjson.JSONDecodeError, file: str | None) -> Problem:
    if not raw.removeprefix(b"\xef\xbb\xbf").strip():
        return empty_input(file)
    message = error.msg
    if "depth limit" in message or "ecursion" in message:
        rule, message = "PQ105", "nested too deeply"
    else:
        try:
            raw.decode()
            rule, message = "PQ301", f"not JSON: {message}"
        except UnicodeDecodeError as fault:
            line = raw.count(b"\n", 0, fault.start) + 1
            before = raw[raw.rfind(b"\n", 0, fault.start) + 1 : fault.start]
            column = len(before.decode().removeprefix("\ufeff")) + 1
            message = f"not UTF-8: byte 0x{raw[fault.start]:02X}"
            return Problem(rule="PQ102", message=message, file=file, line=line, column=column)
    return Problem(rule=rule, message=message, file=file, line=error.lineno, column=error.colno)


def _fast(parsed: Any, raw: bytes) -> Document | None:
    """The value, or None when anything at all is in doubt."""
    try:
        if parsed[VERSION_KEY] != SCHEMA_VERSION:
            return None
        build = fast_reader.READERS[DOCUMENTS[parsed["type"]]]
        # Keys that are no fields: its type, the version, and perhaps the schema.
        value: Document = build(parsed, 2 + (type(parsed.get(SCHEMA_KEY)) is str))
    except fast_reader.FALLBACK_ERRORS:
        return None
    return value if _is_whole(parsed, raw) else None


def _is_whole(parsed: Any, raw: bytes) -> bool:
    """Whether no key is duplicated, and no text holds a character that XML cannot represent."""
    # What is written just as it was has lost nothing.
    plain = orjson.dumps(parsed, option=_LAYOUT if raw[1:2] == b"\n" else None)
    if plain != raw and _doubled_keys(parsed, raw):
        return False
    if b"\\" not in raw and b"\xef" not in raw:
        return True
    return not (any(m in raw for m in _SUSPECT) and any(m in plain for m in _FORBIDDEN))


def _doubled_keys(parsed: Any, raw: bytes) -> list[Path]:
    """Paths of keys that stand more than once; most often there are as many as were parsed."""
    if b"\\u" not in raw and locations.keys_in(raw) == locations.keys_in(orjson.dumps(parsed)):
        return []
    return locations.doubled_keys(raw.decode().removeprefix("\ufeff"))


class _Structured(NamedTuple):
    """What parsed JSON is read as: the value if there are no errors, and what it does not keep."""

    value: Document | None
    errors: list[Fault]
    warnings: list[Fault]


def _structured(parsed: Any, *, migrate: bool, spelled: str | None = None) -> _Structured:
    """Read parsed JSON with the strict converter.

    Args:
        parsed: what the text says.
        migrate: as in `read`.
        spelled: the text, from which unknown keys are preserved as extensions; None refuses them.
    """
    from parlq.formats.json.converter_errors import faults
    from parlq.formats.json.inexact_instants import not_kept
    from parlq.formats.json.strict_reader import structure

    document, outdated = versioned(parsed, migrate=migrate)
    if outdated:
        return _Structured(None, outdated, [])
    name = document.get("type")
    kind = DOCUMENTS.get(name) if type(name) is str else None
    if kind is None:
        fault = Fault(("type",), "PQ305", f"type must be one of {', '.join(DOCUMENTS)}")
        return _Structured(None, [fault], [])
    kept: list[Fault] = []
    if spelled is not None:
        from parlq.formats.json.lenient import unknown_to_extensions

        document, kept = unknown_to_extensions(document, kind, spelled)
    kept += not_kept(document, kind)
    try:
        return _Structured(structure(document, kind), [], kept)
    except Exception as error:  # noqa: BLE001 # cattrs groups errors of every kind
        return _Structured(None, faults(error), kept)


def _slow(parsed: Any, raw: bytes, *, strict: bool, file: str | None, migrate: bool) -> Reading:
    text = Text(raw.decode().removeprefix("\ufeff"))
    if type(parsed) in {dict, list} and locations.nests_deeper(parsed, DEEPEST):
        return _too_deep(text, f"nested more than {DEEPEST} deep", file)
    try:
        doubled = [
            Fault(path, "PQ302", "duplicate key; keep one of them")
            for path in _doubled_keys(parsed, raw)
        ]
        value, wrong, lost = _structured(
            parsed, migrate=migrate, spelled=None if strict else text.text
        )
    except RecursionError:
        return _too_deep(text, "nested too deeply", file)
    errors = doubled + wrong
    tally = Tally()
    problems = [
        _problem(text, fault, severity, file, parsed)
        for faults, severity in ((errors, Severity.ERROR), (lost, Severity.WARNING))
        for fault in faults
        if not tally.full(fault.rule, severity)
    ]
    problems += tally.rest(problems, file)
    return Reading(
        value=None if errors else value,
        problems=tuple(in_order(problems)),
        locate=_locator(raw, value),
        file=file,
        format="json",
    )


def _too_deep(text: Text, message: str, file: str | None) -> Reading:
    line, column = text.too_deep(DEEPEST) or (1, 1)
    problem = Problem(rule="PQ105", message=message, file=file, line=line, column=column)
    return Reading(value=None, problems=(problem,), file=file, format="json")


def _problem(text: Text, fault: Fault, severity: Severity, file: str | None, whole: Any) -> Problem:
    path, rule, message = fault
    if path and not text.find(path):  # a key that is missing has no place, what lacks it has
        message = message if message.startswith(f"{path[-1]} ") else f"{path[-1]}: {message}"
        path = path[:-1]
    line, column = text.place(path, key=rule in _OF_KEYS)
    return Problem(
        rule=rule,
        severity=severity,
        message=message,
        file=file,
        line=line,
        column=column,
        path=locations.pointer(path),
        work=locations.work_at(whole, path),
    )


def _locator(raw: bytes, value: Any) -> Locate:
    return Later(_located, raw, value)


def _located(raw: bytes, value: Any) -> Locate:
    whole = raw.decode().removeprefix("\ufeff")
    text, parsed = Text(whole), orjson.loads(whole)

    def locate(path: Path) -> Location:
        path = _as_written(parsed, value, path)
        while path and not text.find(path):  # a key that is missing has no place
            path = path[:-1]
        line, column = text.place(path)
        return Location(line=line, column=column, path=locations.pointer(path))

    return locate


def _as_written(parsed: Any, value: Any, path: Path) -> Path:
    """A model path as the text has it, where variants may stand in any order."""
    out: list[str | int] = []
    for step in path:
        try:
            if out and out[-1] == "variants" and isinstance(step, int):
                tag = value[step].language
                tags = [variant.get("language", "").lower() for variant in parsed]
                step = tags.index(tag.lower()) if tag.lower() in tags else step  # noqa: PLW2901
            out.append(step)
            value = value[step] if isinstance(step, int) else getattr(value, step)
            parsed = parsed[step]
        except (KeyError, IndexError, AttributeError, TypeError):
            break
    return (*out, *path[len(out) :])


def read_dict(value: Any) -> Reading:
    """Read a document from what `to_dict` gives; problems have a pointer and no line."""
    try:
        made = _structured(value, migrate=False)
    except RecursionError:
        made = _Structured(None, [Fault((), "PQ105", "nested too deeply")], [])
    severity = Severity.ERROR if made.errors else Severity.WARNING
    problems = [
        Problem(rule=rule, severity=severity, message=message, path=locations.pointer(path))
        for path, rule, message in made.errors or made.warnings
    ]
    return Reading(value=made.value, problems=tuple(problems), format="json")
