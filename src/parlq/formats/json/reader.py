"""Reads JSON into documents: fast where all is well, and with every error in its place where not."""

from __future__ import annotations

from typing import Any

import orjson

from parlq.formats.json import fast_reader, locations
from parlq.formats.json.field_kinds import DOCUMENTS, SCHEMA_KEY, SCHEMA_VERSION, VERSION_KEY
from parlq.formats.json.locations import Text
from parlq.formats.json.migrations import versioned
from parlq.io.reading import Later, Locate, Location, Reading
from parlq.limits import DEFAULT, Limits
from parlq.model import Document
from parlq.model.fields.base import unchecked
from parlq.problems import NOWHERE, InputError, Problem, Severity, Tally
from parlq.rules import RULES

Path = tuple[str | int, ...]

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
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
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
        return Problem(rule="PQ106", message="the input is empty", file=file, line=1)
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


def _slow(parsed: Any, raw: bytes, *, strict: bool, file: str | None, migrate: bool) -> Reading:
    from parlq.formats.json.converter_errors import faults
    from parlq.formats.json.notes import not_kept
    from parlq.formats.json.strict_reader import structure

    text = Text(raw.decode().removeprefix("\ufeff"))
    if type(parsed) in {dict, list} and locations.nests_deeper(parsed, DEEPEST):
        line, column = text.too_deep(DEEPEST) or (1, 1)
        message = f"nested more than {DEEPEST} deep"
        problem = Problem(rule="PQ105", message=message, file=file, line=line, column=column)
        return Reading(value=None, problems=(problem,), file=file, format="json")
    found: list[tuple[Path, str, str]] = []
    kept: list[tuple[Path, str, str]] = []
    value: Document | None = None
    whole = parsed
    try:
        found += [
            (path, "PQ302", "duplicate key; keep one of them")
            for path in _doubled_keys(parsed, raw)
        ]
        parsed, version_faults = versioned(parsed, migrate=migrate)
        found += version_faults
        kind = None
        if not version_faults:
            kind = DOCUMENTS.get(parsed["type"]) if _is_name(parsed.get("type")) else None
            if kind is None:
                kinds = ", ".join(DOCUMENTS)
                found.append((("type",), "PQ305", f"type must be one of {kinds}"))
        if kind is not None:
            if not strict:
                from parlq.formats.json.lenient import unknown_to_extensions

                parsed, kept = unknown_to_extensions(parsed, kind, text.text)
            kept += not_kept(parsed, kind)
            try:
                value = structure(parsed, kind)
            except Exception as error:  # noqa: BLE001 # cattrs groups errors of every kind
                found += faults(error)
    except RecursionError:
        line, column = text.too_deep(DEEPEST) or (1, 1)
        message = "nested too deeply"
        problem = Problem(rule="PQ105", message=message, file=file, line=line, column=column)
        return Reading(value=None, problems=(problem,), file=file, format="json")
    tally = Tally()
    problems = [
        _problem(text, path, rule, message, file, severity, whole)
        for facts, severity in ((found, Severity.ERROR), (kept, Severity.WARNING))
        for path, rule, message in facts
        if not tally.full(rule, severity)
    ]
    problems += tally.rest(problems, file)
    problems.sort(key=lambda p: (p.line or NOWHERE, p.column or 0))
    locate = _locator(raw, value)
    if found:
        value = None
    return Reading(value=value, problems=tuple(problems), locate=locate, file=file, format="json")


def _is_name(value: object) -> bool:
    return type(value) is str


def _problem(
    text: Text,
    path: Path,
    rule: str,
    message: str,
    file: str | None,
    severity: Severity,
    whole: Any,
) -> Problem:
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
    from parlq.formats.json.converter_errors import faults
    from parlq.formats.json.notes import not_kept
    from parlq.formats.json.strict_reader import structure

    try:
        parsed, found = versioned(value, migrate=False)
        if not found:
            kind = DOCUMENTS.get(parsed.get("type")) if _is_name(parsed.get("type")) else None
            if kind is None:
                found = [(("type",), "PQ305", f"type must be one of {', '.join(DOCUMENTS)}")]
            else:
                value = structure(parsed, kind)
                lost = [
                    Problem(rule=rule, severity=RULES[rule].severity, message=message, path=at)
                    for path, rule, message in not_kept(parsed, kind)
                    for at in [locations.pointer(path)]
                ]
                return Reading(value=value, problems=tuple(lost), format="json")
    except RecursionError:
        found = [((), "PQ105", "nested too deeply")]
    except Exception as error:  # noqa: BLE001 # cattrs groups errors of every kind
        found = faults(error)
    problems = tuple(
        Problem(rule=rule, message=message, path=locations.pointer(path))
        for path, rule, message in found
    )
    return Reading(value=None, problems=problems, format="json")
