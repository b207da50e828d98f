"""One document of a corpus: its value, its problems, and where it comes from."""

from __future__ import annotations

import attrs

from parlq.io.reading import Locate, Reading, nowhere
from parlq.model import Answer, Document, Dossier, Question
from parlq.problems import InputError, Problem, Severity


@attrs.frozen(kw_only=True)
class Provenance:
    """Where a document comes from.

    Attributes:
        file: the file, as it was named or found.
        member: its name in the archive that the file is; None for a file of its own.
        line: the line on which it begins, if the file or member has several documents.
    """

    file: str
    member: str | None = None
    line: int | None = None

    @property
    def name(self) -> str:
        """File and member as problems state them, such as `2022.zip/question.xml`."""
        return self.file if self.member is None else f"{self.file}/{self.member}"


@attrs.frozen(kw_only=True)
class Entry:
    """One document of a corpus.

    Attributes:
        value: the document; None when it could not be read.
        problems: all problems of the document, in its order.
        provenance: where it comes from.
        format: name of the format that read it; None when none did.
        locate: finds where a part of the value stood, as in `Reading`.
    """

    value: Document | None
    problems: tuple[Problem, ...] = ()
    provenance: Provenance
    format: str | None = None
    locate: Locate = attrs.field(default=nowhere, eq=False, repr=False)

    @property
    def failed(self) -> bool:
        """Whether there is no value, or a problem of severity error."""
        if not self.problems:
            return self.value is None
        return self.value is None or any(p.severity is Severity.ERROR for p in self.problems)

    @property
    def works(self) -> tuple[Question | Answer, ...]:
        """The questions and answers of the document; none when it could not be read."""
        if isinstance(self.value, Dossier):
            return self.value.works
        return () if self.value is None else (self.value,)

    def document(self) -> Document:
        """The value; InputError with all problems when the document failed."""
        if self.value is None or self.failed:
            raise InputError(self.problems)
        return self.value

    @property
    def reading(self) -> Reading:
        """The same as `parlq.read` gives it for a file."""
        return Reading(
            value=self.value,
            problems=self.problems,
            locate=self.locate,
            file=self.provenance.name,
            format=self.format,
        )


def refused(error: InputError, provenance: Provenance) -> Entry:
    """The entry of what could not be read."""
    name = provenance.name
    named = (each if each.file else attrs.evolve(each, file=name) for each in error.problems)
    return Entry(value=None, problems=tuple(named), provenance=provenance)
