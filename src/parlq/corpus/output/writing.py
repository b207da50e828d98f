"""Writes documents as a corpus: a folder, an archive, JSON Lines, or one document."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

from parlq import formats
from parlq.corpus.entry import Entry, Provenance
from parlq.corpus.options import Options
from parlq.corpus.output import naming
from parlq.corpus.output.encoding import Encoded, Encoder
from parlq.corpus.output.running import Run
from parlq.corpus.output.targets import Target
from parlq.lint.discovery.folder_scan import COMPRESSED, LINES
from parlq.model import Document, Dossier
from parlq.problems import Problem

#: Formats of which one large document is written piece by piece.
_PIECES = frozenset({"akn", "json"})
_LINES_FORMATS = frozenset({"jsonl", "ndjson"})


def target_of(
    path: str, to: str | None, *, ask: str, one_file: bool = False, template: str = ""
) -> Target:
    """The target that a path and a format stand for.

    Args:
        path: a folder, a file, or a template of names in a folder; `-` for standard output.
        to: name of the format; None for that of the extension.
        ask: how the caller is asked for the name of a format.
        one_file: whether a path without extension is a file and no folder.
        template: of the names in a folder or archive.

    Raises:
        UnknownFormatError: an unknown format or extension, or one that is only read.
        TemplateError: a template that names what a document does not have.
    """
    if naming.is_template(path):
        base = path.partition("{")[0].rpartition("/")[0]
        names = path[len(base) + 1 :] if base else path.lstrip("/")
        made = formats.target(to, names, ask=ask)
        naming.check(names)
        return Target("folder", base or (os.sep if path[0] == "/" else os.curdir), made, names)
    base, suffix = os.path.splitext(path)
    if suffix.lower() in COMPRESSED:
        suffix = os.path.splitext(base)[1]
    json = formats.get("json")
    if to in _LINES_FORMATS or (suffix.lower() in LINES and to in {None, "json"}):
        return Target("lines", path, json)
    if suffix.lower() == ".zip":
        made = _of_each(to, path, "an archive", ask)
        return Target("zip", path, made, template or f"{{path}}{made.written[0]}")
    is_folder = os.path.isdir(path) or path.endswith(("/", os.sep))
    if is_folder or (path != "-" and not suffix and not one_file):
        made = _of_each(to, path, "a folder", ask)
        template = template or f"{{path}}{made.written[0]}"
        naming.check(template)
        return Target("folder", path.rstrip("/") or "/", made, template)
    name = None if path == "-" else base if path != base + suffix else path
    made = formats.target(to, name, ask=ask)
    return Target("dossier" if made.name in _PIECES else "collected", path, made)


def _of_each(to: str | None, path: str, what: str, ask: str) -> formats.Format:
    """The format of the files in a folder or archive, which its own name does not say."""
    if to is None:
        raise formats.UnknownFormatError(
            f"{path}: the name of {what} does not say the format of its files; {ask}"
        )
    return formats.target(to, None, ask=ask)


def write(
    documents: Iterable[Entry | Document],
    target: str | os.PathLike[str],
    *,
    format: str | None = None,
    template: str = "",
    **options: Any,
) -> tuple[Problem, ...]:
    """Write documents, one at a time in memory, whole or not at all.

    Args:
        documents: entries as `read` gives them, or documents. Entries that failed are left out.
        target: a folder, which gets a file for each document; a `.zip` archive of such files; a
            `.jsonl` file, perhaps compressed (`.jsonl.gz`, `.jsonl.zst`); or a file of a format,
            which gets all questions and answers as one document. A name with fields, such as
            `out/{year}/{reference}.xml`, stands for a folder and the names in it.
        format: name of the format; by default that of the extension. A folder or archive needs it.
        template: of the names in a folder or archive; by default `{path}` and the extension.
        options: of the writer, as in `parlq.dumps`.

    Returns:
        What the format does not hold of each document (PQ617), and errors of those that it cannot
        hold at all, which are left out.

    Raises:
        UnknownFormatError: no format, or one that cannot be written.
        TemplateError: a template that names what a document does not have.
        OSError: as the system gives it; a file that was there is as it was.
    """
    made = target_of(os.fspath(target), format, ask="pass format=…", template=template)
    if made.kind == "dossier" and options.get("shape") is not None:  # it is no sequence of works
        made = made._replace(kind="collected")
    problems: list[Problem] = []

    def note(encoded: Encoded) -> None:
        problems.extend(
            each for each in encoded.problems if each.rule == "PQ617" or not encoded.pieces
        )

    encoder = Encoder(
        style=made.style,
        format=made.format.name,
        options=tuple(options.items()),
        fields=naming.names_of(made.template),
    )
    Run(
        parts=lambda: _entries(documents),
        options=Options(),
        encoder=encoder,
        target=made,
        writer_options=options,
        keeps=False,
        report=note,
    )()
    return tuple(problems)


def _entries(documents: Iterable[Entry | Document]) -> Iterator[Entry]:
    for number, each in enumerate(documents, 1):
        if not isinstance(each, Entry):
            yield Entry(value=each, provenance=Provenance(file=_label(each, number)))
        elif not each.failed:
            yield each


def _label(document: Document, number: int) -> str:
    first = document.works[0] if isinstance(document, Dossier) else document
    return naming.safe(first.label or f"document-{number}").replace(".", "-")
