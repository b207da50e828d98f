"""Names of the files that documents of a corpus are written to, from a template."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from hashlib import blake2b

from parlq.corpus.entry import Provenance
from parlq.formats import suffix_of
from parlq.lint.discovery.folder_scan import ARCHIVES, COMPRESSED, LINES
from parlq.model import Document, Dossier
from parlq.problems import ParlqError, is_plain

#: What a template may name, and how messages explain it.
FIELDS = {
    "path": "path of the input below what was named, without its extension",
    "stem": "name of the input without folder and extension",
    "reference": "reference of the first work, such as E-001670-2017",
    "type": "question, answer or dossier",
    "kind": "kind of the first work, such as written",
    "year": "year of the first work",
    "parliament": "parliament of the first work",
    "number": "number of the document, counted from 1",
}
_FIELD = re.compile(r"\{([^{}]*)\}")
#: Fields that a source has before it is read.
_PATHS = frozenset({"path", "stem"})
_LONGEST = 120
#: What nearly all names are, which are left as they are.
_SAFE = re.compile(r"\w[\w-]{0,99}(?:\.\w{1,19})?", re.ASCII)
#: Names that Windows has devices for.
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")


class TemplateError(ParlqError, ValueError):
    """A template that names what a document does not have."""


def check(template: str) -> None:
    """Refuse a template that names an unknown field.

    Raises:
        TemplateError: it does.
    """
    for name in _FIELD.findall(template):
        if name not in FIELDS:
            from parlq.model.fields.name_matching import closest

            near = closest(name, FIELDS)
            meant = "" if near is None else f"did you mean {{{near}}}? "
            raise TemplateError(f"unknown field {{{name}}}; {meant}known: {', '.join(FIELDS)}")


def names_of(template: str) -> frozenset[str]:
    """The fields that a template names."""
    return frozenset(_FIELD.findall(template))


def is_template(target: str) -> bool:
    """Whether a target is a template, so that each document gets a file of its own."""
    return _FIELD.search(target) is not None


def fields_of(
    document: Document, place: Provenance, top: str, index: int | None, wanted: frozenset[str]
) -> dict[str, str]:
    """What a template names of one document; safe as names of files.

    Args:
        document: the document.
        place: where it comes from.
        top: the folder below which `path` begins.
        index: of the document among those of its file or member; None when it is the only one.
        wanted: the fields that the template names.
    """
    path = _path(place, top) if _PATHS & wanted else ""
    if wanted <= _PATHS and index is None and place.line is None:
        return (
            {"path": path, "stem": path.rpartition("/")[2]} if "stem" in wanted else {"path": path}
        )
    works = document.works if isinstance(document, Dossier) else (document,)
    first = works[0]
    kind = type(first).__name__.lower()
    name = first.label or kind
    if index is not None or place.line is not None:
        path = f"{path}/{safe(name)}"
    year = first.date.year if first.date else first.reference.year if first.reference else ""
    return {
        "path": path,
        "stem": path.rpartition("/")[2],
        "reference": safe(name),
        "type": type(document).__name__.lower(),
        "kind": first.kind.value if first.kind is not None else "unknown",
        "year": str(year) or "unknown",
        "parliament": safe(first.parliament),
    }


def _path(place: Provenance, top: str) -> str:
    folder, _, name = place.file.rpartition("/")
    if not folder or folder[-1] == "/" or os.sep != "/":
        folder, name = os.path.split(place.file)
    parts = [*_folders(folder, top), name]
    if place.member is not None:
        parts[-1] = safe(_bare(name))
        parts += [safe(part) for part in re.split(r"[/\\]", place.member) if part not in {"", "."}]
    parts[-1] = safe(_bare(parts[-1]))
    return "/".join(parts)


@lru_cache(maxsize=64)
def _folders(folder: str, top: str) -> tuple[str, ...]:
    """The folders below `top` that a file is in."""
    relative = os.path.relpath(folder or os.curdir, top) if top else ""
    return tuple(
        [safe(part) for part in re.split(r"[/\\]", relative) if part not in {"", ".", ".."}]
    )


def _bare(name: str) -> str:
    """A name without its extensions."""
    suffix = suffix_of(name)
    base = name.rpartition(".")[0] if suffix else name
    if suffix in COMPRESSED:
        base, suffix = os.path.splitext(base)
        return base if suffix.lower() in LINES | ARCHIVES or suffix else base + suffix
    return base or name


def safe(text: str) -> str:
    """Text as a name of a file on any system."""
    if _SAFE.fullmatch(text) and not _DEVICES.match(text):
        return text
    plain = "".join(
        letter if is_plain(letter) and letter not in '/\\:*?"<>|' else "-" for letter in text
    )
    plain = plain.strip(" .")[:_LONGEST].strip(" .") or "document"
    return f"_{plain}" if _DEVICES.match(plain) else plain


class Names:
    """Gives each document a name that no other one has; remembers eight bytes of each."""

    def __init__(self, template: str) -> None:
        check(template)
        self._template = template
        self._taken: set[int] = set()
        self._number = 0

    def take(self, fields: dict[str, str]) -> str:
        """The name of the next document, with a number where another document has it."""
        self._number += 1
        fields = {**fields, "number": str(self._number)}
        name = _FIELD.sub(lambda found: fields[found[1]], self._template)
        more = 1
        base, suffix = name, ""
        while not self._add(name):
            if more == 1:
                base, suffix = os.path.splitext(name)
            more += 1
            name = f"{base}-{more}{suffix}"
        return name

    def _add(self, name: str) -> bool:
        key = int.from_bytes(blake2b(name.casefold().encode(), digest_size=8).digest())
        if key in self._taken:
            return False
        self._taken.add(key)
        return True
