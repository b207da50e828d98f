"""The registry of formats: built in, and added by other packages through entry points."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import attrs

from parlq.formats.builtin import BUILT_IN
from parlq.formats.format import Format
from parlq.formats.guarding import PluginError, UnknownFormatError
from parlq.io import signatures, sniffing
from parlq.io.reading import Reading
from parlq.model.fields.name_matching import closest
from parlq.problems import InputError, Problem, Severity, empty_input

if TYPE_CHECKING:
    from parlq.formats.plugins import Broken, Plugins

__all__ = [
    "BUILT_IN",
    "Format",
    "PluginError",
    "UnknownFormatError",
    "broken",
    "find",
    "for_path",
    "get",
    "installed",
    "names",
    "sniffed",
    "suffix_of",
    "target",
]


_BY_SUFFIX = {suffix: made for made in BUILT_IN.values() for suffix in made.suffixes}
_WRITTEN = {suffix: made for made in BUILT_IN.values() for suffix in made.written}

#: Formats whose files also go under the suffix of a wider one: an answer of the API as `.json`.
_NARROWER = {"json": "jsonld", "akn": "rdfxml", "page": "html"}


def _plugins() -> Plugins:
    from parlq.formats.plugins import plugins  # which takes longer to import than all the rest

    return plugins(frozenset(BUILT_IN))


def installed() -> dict[str, Format]:
    """All formats by name: the built-in ones first, then those of other packages that work."""
    return {**BUILT_IN, **_plugins().formats}


def broken() -> tuple[Broken, ...]:
    """The formats of other packages that cannot be used, with what is wrong with each."""
    return _plugins().broken


def names() -> tuple[str, ...]:
    """Names of all formats."""
    return tuple(installed())


def get(name: str) -> Format:
    """The format of a name, in any case; an extension such as `xml` names the format of its files.

    Raises:
        UnknownFormatError: there is none.
        PluginError: another package has a format of this name, which cannot be used.
    """
    if name in BUILT_IN:
        return BUILT_IN[name]
    found = installed()
    if name in found:
        return found[name]
    if faults := tuple(each.problem for each in broken() if each.name == name):
        raise PluginError(faults)
    plain = name.lower().removeprefix(".")
    if plain in found:
        return found[plain]
    if plain and (made := for_path(f"x.{plain}")) is not None:
        return made
    known = f"known: {', '.join(found)}"
    raise UnknownFormatError(f'unknown format "{name}"; {_near(name, found)}{known}')


def for_path(path: str | os.PathLike[str], *, write: bool = False) -> Format | None:
    """The format that the extension of a file name stands for, or None.

    Args:
        path: the file name.
        write: for a file that is to be written, not read.
    """
    suffix = suffix_of(path)
    if not suffix:
        return None
    if (made := (_WRITTEN if write else _BY_SUFFIX).get(suffix)) is not None:
        return made
    for made in _plugins().formats.values():
        if suffix in (made.written if write else made.suffixes):
            return made
    return None


def target(name: str | None, path: str | os.PathLike[str] | None, *, ask: str) -> Format:
    """The format in which a document is to be written.

    Args:
        name: of the format; None for that of the file's extension.
        path: the file; None for a stream.
        ask: how the caller is asked for the name of a format, such as `pass --to FORMAT`.

    Raises:
        UnknownFormatError: an unknown format or extension, or one that is only read.
    """
    suffix = "" if path is None else suffix_of(path)
    if name is not None and for_path(f"x.{name}") and not for_path(f"x.{name}", write=True):
        suffix = f".{name.lower()}"
    made = get(name) if name is not None else suffix and for_path(f"x{suffix}", write=True)
    if not made:
        raise UnknownFormatError(_no_target(path, suffix, ask))
    if made.writer is None:
        raise UnknownFormatError(f"the format {made.name} cannot be written")
    if suffix in made.suffixes and suffix not in made.written:
        raise UnknownFormatError(
            f"{_shown(path)}the format {made.name} is written to {' '.join(made.written)} files;"
            f' parlq reads "{suffix}" but does not write it'
        )
    return made


def _no_target(path: str | os.PathLike[str] | None, suffix: str, ask: str) -> str:
    """Why no format can be determined for a file that is to be written."""
    if path is None:
        return f"standard output has no file extension; {ask}"
    known = list(dict.fromkeys(each for made in installed().values() for each in made.written))
    if not suffix:
        return f"{_shown(path)}no file extension; known: {' '.join(known)}; or {ask}"
    if for_path(f"x{suffix}") is not None:
        what = f'parlq reads "{suffix}" but does not write it; it writes {" ".join(known)}'
        return f"{_shown(path)}{what}; or {ask}"
    what = f'unknown file extension "{suffix}"; {_near(suffix, known)}known: {" ".join(known)}'
    return f"{_shown(path)}{what}; or {ask}"


def _shown(path: str | os.PathLike[str] | None) -> str:
    return "" if path is None else f"{os.fspath(path)}: "


def suffix_of(path: str | os.PathLike[str]) -> str:
    """The extension of a file name in lower case, with its dot; empty where there is none."""
    name = os.fspath(path)
    base, _, suffix = name.rpartition(".")
    if base[-1:].isalnum() and suffix.isalnum():  # nearly all names
        return f".{suffix.lower()}"
    suffix = os.path.splitext(name)[1].lower()
    return "" if suffix == "." else suffix


def _near(word: str, known: Iterable[str]) -> str:
    """The part of a message that names what an unknown word probably means, or nothing."""
    found = closest(word, known)
    return "" if found is None else f'did you mean "{found}"? '


def sniffed(data: bytes) -> Format | None:
    """The format that data begins like, or None; any text is a page when no other format has it.

    A reading of it reports the formats of other packages that failed to look at the data.
    """
    made, failed = _sniffed(data)
    return None if made is None else _reporting(made, failed)


def _sniffed(data: bytes) -> tuple[Format | None, list[Problem]]:
    """The format that data begins like, and faults of formats that were asked before it."""
    failed: list[Problem] = []
    for made in BUILT_IN.values():
        if made.name != "page" and made.sniff(data):
            return made, failed
    for made in _plugins().formats.values():
        try:
            if made.sniffs(data):
                return made, failed
        except PluginError as error:
            failed += error.problems
    page = BUILT_IN["page"]
    return (page if page.sniff(data) else None), failed


@attrs.frozen
class _Reporting:
    """A reader that reports, as warnings, the formats that failed before its own was found."""

    made: Format
    failed: list[Problem]

    def __call__(self, data: bytes, **options: Any) -> Reading:
        reading = self.made.read(data, **options)
        problems = _warnings(self.failed, options.get("file"))
        return attrs.evolve(reading, problems=(*problems, *reading.problems))


def _reporting(made: Format, failed: list[Problem]) -> Format:
    if not failed or made.reader is None:
        return made
    return attrs.evolve(made, reader=_Reporting(made, failed), origin=None)


def _warnings(failed: list[Problem], file: str | None) -> list[Problem]:
    return [attrs.evolve(each, file=file, severity=Severity.WARNING) for each in failed]


def find(name: str | None, file: str | None, data: bytes) -> Format:
    """The format of an input: as named, as its extension states, or as it begins.

    Raises:
        InputError: PQ107 when the input is no document, or its format cannot be determined; PQ106
            when it is empty.
        UnknownFormatError: `name` is no format.
    """
    if name is not None:
        named = get(name)
        # Saved pages are named by their extension, too.
        return BUILT_IN["page"] if named.name == "html" and not named.sniff(data) else named
    made, failed = for_path(file) if file else None, list[Problem]()
    if made is None:
        made, failed = _sniffed(data)
    if made is not None:
        narrower = BUILT_IN.get(_NARROWER.get(made.name, ""))
        if narrower is not None and narrower.sniff(data):
            return narrower
    if (made is None or made.origin is None) and (what := _foreign(made, file, data)):
        problem = Problem(rule="PQ107", message=what, file=file, line=1)
        raise InputError((problem, *_warnings(failed, file)))
    if made is not None:
        return _reporting(made, failed)
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise InputError((empty_input(file),))
    message = f"unknown kind of data; {_expected()}; or name the format"
    problem = Problem(rule="PQ107", message=message, file=file, line=1)
    raise InputError((problem, *_warnings(failed, file)))


def _foreign(made: Format | None, file: str | None, data: bytes) -> str | None:
    """What an input is that is no document, and what was expected."""
    if what := signatures.binary(data):
        return f"looks like {what}; {_expected()}"
    what = None
    if made is not None and made.name == "json":
        what = signatures.foreign_json(data)
    elif made is not None and made.name == "page" and (not file or for_path(file) is None):
        what = signatures.scalar_json(data)
    if what is not None:
        return (
            f'looks like {what}; expected parlq JSON, an object with the keys "schema_version" '
            'and "type", or records of the EP Open Data Portal'
        )
    if made is None and (root := sniffing.root_of(data)):
        return f'looks like XML with the root element "{root}"; {_expected()}'
    return None


def _expected() -> str:
    """What can be read, by the extensions of files."""
    known = [each for made in installed().values() if made.reader for each in made.suffixes]
    return f"parlq reads {' '.join(dict.fromkeys(known))}"
