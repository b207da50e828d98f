"""Akoma Ntoso 3.0: the parlq profile, read strictly or leniently and written; generic documents, read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from parlq.io.reading import Later, Locate, Reading
from parlq.io.verbs import dump_of, load_of, loads_of
from parlq.limits import DEFAULT, Limits
from parlq.model import Document, Dossier
from parlq.model.fields.base import unchecked
from parlq.problems import InputError, ModelError, Problem

if TYPE_CHECKING:
    from parlq.comparison import Comparison

_reading = unchecked(Reading)
#: What speeches after a question are read as.
Replies: TypeAlias = Literal["exchange", "answers", "none"]

__all__ = [
    "compile_schema",
    "dump",
    "dumps",
    "iri",
    "load",
    "loads",
    "official_problems",
    "read",
    "schema_problems",
]


def read(
    data: bytes | str,
    *,
    strict: bool = True,
    check: bool = True,
    replies: Replies = "exchange",
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Reading:
    """Read a document; never raises for what the input says.

    Args:
        data: XML in UTF-8, or in another common encoding that it declares.
        strict: what the profile does not know is an error; otherwise it is preserved as extensions
            and reported.
        check: validate the document against the profile schema first. Without it, a document that is
            not valid may be read in part: for documents that a schema has already accepted.
        replies: what speeches after a question of a debate are, in lenient reading. With `exchange`,
            those of who answers are answers, and what is said between two of them is part of the
            second; with `answers`, further speeches of who asks are supplementary questions; with
            `none`, all speeches are preserved as extensions. An `answer` is an answer in any case.
        file: name of the input, for problems.
        limits: bounds.
    """
    if type(data) is bytes and len(data) <= limits.size:
        from parlq.formats.akn.profile import fast

        if (value := fast.value(data, limits)) is not None:
            return _reading(value, (), Later(_located, data, file, limits), file, "akn")
    from parlq.formats.akn import reader

    return reader.read(data, strict=strict, check=check, replies=replies, file=file, limits=limits)


def _located(data: bytes, file: str | None, limits: Limits) -> Locate:
    from parlq.formats.akn import reader

    return reader.located(data, file, limits)


def dumps(
    document: Document, *, shape: Literal["debate"] | None = None, language: str | None = None
) -> bytes:
    """Write a question, an answer or a dossier as Akoma Ntoso 3.0, in UTF-8.

    Valid under the official schema by construction, and without a shape under the profile schema;
    canonical: equal values give equal bytes.

    Args:
        document: what to write.
        shape: `debate` for one debate as clerks publish it, with the questions and answers of one
            day, one house and one language. It has no place for some facts; `parlq.losses` names
            them.
        language: BCP 47 tag of the texts of the debate, for works with texts in several.

    Raises:
        InputError: PQ763, the works of a debate are of several days, houses or languages.
        ModelError: there is no such shape, or no such language.
        TypeError: a language is stated without a shape.
    """
    if shape is not None:
        _check(shape)
        from parlq.formats.akn.sitting import writer

        return writer.dumps(document, language=_tag(language))
    if language is not None:
        raise TypeError("language needs shape='debate'; without it all languages are written")
    from parlq.formats.akn.profile.writer import dumps as write

    return write(document)


def _check(shape: str) -> None:
    if shape != "debate":
        raise ModelError(f"shape must be debate, not {shape!r}")


def _tag(language: str | None) -> str | None:
    from parlq.model.languages.language import normal_tag

    return None if language is None else normal_tag(language)


def comparison(document: Document, *, shape: str, language: str | None = None) -> Comparison:
    """What a debate that is written of a document knows about its own facts."""
    _check(shape)
    from parlq.formats.akn.sitting import names

    return names.comparison(document, language=_tag(language))


def iri(document: Document) -> str:
    """The IRI of a work or of a dossier, as its Akoma Ntoso states it in `FRBRuri`.

    It follows from the name of the work, so that whoever knows the name knows the IRI.

    >>> import parlq
    >>> from parlq.formats import akn
    >>> akn.iri(parlq.Question(reference="E-000101/2021"))
    '/akn/eu/debate/question/ep/2021/E-000101-2021'
    """
    from parlq.formats.akn.profile.work_iri import iri_of, iri_of_dossier

    if isinstance(document, Dossier):
        return iri_of_dossier([iri_of(work) for work in document.works])
    return iri_of(document)


def official_problems(
    data: bytes, *, file: str | None = None, limits: Limits = DEFAULT
) -> list[Problem]:
    """Validate XML against the official schema of Akoma Ntoso 3.0 (OASIS Standard of 2018).

    Raises:
        InputError: the data is no XML, or its root is not `akomaNtoso` of version 3.0.
        MissingExtraError: the schema is not installed (extra `akn`).
    """
    return schema_problems(data, "akn", file=file, limits=limits)


def schema_problems(
    data: bytes, name: str, *, file: str | None = None, limits: Limits = DEFAULT
) -> list[Problem]:
    """Validate XML against a schema: `akn` for the official one, or the path of an XSD file.

    Raises:
        InputError: the data is no XML, or, under the official schema, of another root; or
            validating it against the file takes too much.
        MissingExtraError: the official schema is not installed (extra `akn`).
        SchemaError: the file cannot be read, is no XML Schema, or takes too much.
    """
    from parlq.formats.akn.schemas import xsd
    from parlq.formats.akn.xml import parse as source
    from parlq.formats.akn.xml.locations import Locator

    root = source.parse(data, file, limits)
    where = Locator(data, file)
    if name != "akn":
        return xsd.problems(root, name, where, rule="PQ205", limits=limits)
    if problem := source.root_problem(root, where):
        raise InputError((problem,))
    return xsd.problems(root, name, where, rule="PQ204")


def compile_schema(name: str, limits: Limits = DEFAULT) -> None:
    """Make a schema ready; the errors are those of `schema_problems`."""
    from parlq.formats.akn.schemas import xsd

    xsd.prepare(name, limits)


loads, load, dump = loads_of(read), load_of(read), dump_of(dumps)
