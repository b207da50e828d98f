"""Makes of one document what is written of it; any process can do this."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, TypeVar

import attrs

from parlq import formats
from parlq.corpus.entry import Entry
from parlq.corpus.filters import Filters
from parlq.corpus.output.naming import fields_of
from parlq.model import Answer, Document, Dossier, Identifier, Question
from parlq.model.identity import LINKS, LOCAL
from parlq.problems import InputError, ModelError, Problem, Severity, summed

W = TypeVar("W", Question, Answer)


class Piece(NamedTuple):
    """What is written of a document, or of one of its works.

    Attributes:
        data: the bytes.
        fields: what names of files are made of.
        kind: `question` or `answer`, for works of one document.
        iri: of the work, for Akoma Ntoso.
        link: to the work, for Akoma Ntoso.
    """

    data: bytes
    fields: dict[str, str]
    kind: str = ""
    iri: str = ""
    link: bytes = b""


class Encoded(NamedTuple):
    """What became of one document.

    Attributes:
        problems: those of reading it, and facts that the format does not hold.
        pieces: what is written; none when it failed or was left out.
        outcome: `written`, `failed`, `filtered` or `foreign`.
    """

    problems: tuple[Problem, ...] = ()
    pieces: tuple[Piece, ...] = ()
    outcome: str = "written"


@attrs.frozen(kw_only=True)
class Encoder:
    """How documents are written, the same for all of a run.

    Attributes:
        style: `document` for each as a whole, `line` for JSON on one line, `work` for the works of
            one large document, `collected` for works that are written together.
        format: name of the format.
        options: of its writer.
        strict: whether a document with a fact that the format does not hold is not written.
        filters: which documents and works are written; None for all.
        top: the folder below which the names of files begin.
        fields: what these names are made of.
    """

    style: str
    format: str
    options: tuple[tuple[str, Any], ...] = ()
    strict: bool = False
    filters: Filters | None = None
    top: str = ""
    fields: frozenset[str] = frozenset()

    def __call__(self, entry: Entry, number: int, index: int | None = None) -> Encoded:
        """Encode an entry.

        Args:
            entry: the entry.
            number: of the document among all, from 0.
            index: of the entry among those of the document; None when it is the only one.
        """
        problems = entry.problems and tuple(summed(entry.problems))
        if entry.value is None and not problems:
            return Encoded(outcome="foreign")
        if entry.value is None or entry.failed:
            return Encoded(problems, outcome="failed")
        value = entry.value if self.filters is None else self.filters.selected(entry.value)
        if value is None:
            return Encoded(problems, outcome="filtered")
        try:
            pieces, lost = self._pieces(value, entry, number, index)
        except ModelError as error:
            message = f"the format {self.format} cannot carry this: {error}"
            lost, pieces = [Problem(rule="PQ617", message=message)], ()
        except InputError as error:  # it lacks what the format needs
            lost, pieces = [*error.problems], ()
        graver = {Severity.WARNING: Severity.ERROR} if self.strict else {}
        if not lost:
            return Encoded(problems, pieces)
        found = [
            attrs.evolve(
                each,
                file=entry.provenance.name,
                line=each.line or entry.provenance.line,
                severity=graver.get(each.severity, each.severity),
            )
            for each in lost
        ]
        if any(each.severity is Severity.ERROR for each in found):
            return Encoded((*problems, *found), outcome="failed")
        return Encoded((*problems, *found), pieces)

    def _pieces(
        self, value: Document, entry: Entry, number: int, index: int | None
    ) -> tuple[tuple[Piece, ...], list[Problem]]:
        if self.style == "line":
            from parlq.formats.json import dumps

            return (Piece(dumps(value, indent=False) + b"\n", {}),), []
        if self.style in {"work", "collected"}:
            works = _distinct(value, number).works
            name = self.format if self.style == "work" else ""
            return tuple(_work(each, name) for each in works), []
        made, options = formats.get(self.format), dict(self.options)
        data = made.dumps(value, **options)
        lost: list[Problem] = []
        # A format that is only written is a projection: nobody expects it to hold every fact.
        if made.reader is not None and not made.is_lossless(options):
            lost = summed(made.losses(value, written=data, **options))
        return (
            Piece(data, fields_of(value, entry.provenance, self.top, index, self.fields)),
        ), lost


_LINE_STARTS = re.compile(rb"(?m)^")


def _work(work: Question | Answer, format: str) -> Piece:
    """A work as part of a large document."""
    kind = type(work).__name__.lower()
    if format == "akn":
        from parlq.formats.akn.profile.writer import component

        iri, link, data = component(work)
        return Piece(data, {}, kind, iri, link)
    from parlq.formats.json import dumps

    if format != "json":
        return Piece(dumps(work, indent=False) + b"\n", {}, kind)
    _, _, inner = dumps(work).rstrip().partition(b"\n")
    # The version stands on the first line, and belongs to the whole document.
    _, _, inner = inner.partition(b"\n")
    return Piece(b"    {\n" + _LINE_STARTS.sub(b"    ", inner), {}, kind)


def _distinct(value: Document, number: int) -> Dossier:
    """A document as a dossier whose local names no other document of the corpus has."""
    if isinstance(value, Question):
        value = Dossier(questions=(value,))
    elif isinstance(value, Answer):
        value = Dossier(answers=(value,))
    if not number or not any(_is_local(each) for work in value.works for each in work.identifiers):
        return value
    return attrs.evolve(
        value,
        questions=tuple([_renamed(each, number) for each in value.questions]),
        answers=tuple([_renamed(each, number) for each in value.answers]),
    )


def _is_local(name: object) -> bool:
    return isinstance(name, Identifier) and name.scheme == LOCAL


def _renamed(work: W, number: int) -> W:
    def renamed(names: Any) -> Any:
        return tuple(
            attrs.evolve(each, value=f"{each.value}-{number}") if _is_local(each) else each
            for each in names
        )

    fields = ["identifiers", *(name for name in LINKS if hasattr(work, name))]
    events = tuple([attrs.evolve(each, targets=renamed(each.targets)) for each in work.events])
    return attrs.evolve(
        work, events=events, **{name: renamed(getattr(work, name)) for name in fields}
    )
