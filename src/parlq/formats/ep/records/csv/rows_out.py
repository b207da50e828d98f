"""Makes the rows of the portal's yearly CSV from questions and the answers to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parlq.formats.ep.records.csv.formula_guard import is_formula
from parlq.formats.ep.records.csv.rows_in import (
    COLUMNS,
    LANGUAGES,
    OTHER_NAME,
    REGISTER,
    SECOND_TITLE,
    SEPARATOR,
    UNKNOWN,
)
from parlq.formats.ep.records.nodes.identifiers import ELI, PE
from parlq.formats.ep.records.vocabulary.namespaces import (
    CSV_KINDS,
    DOCUMENTS,
    MEDIA_BY_SUFFIX,
    NAMESPACE,
)
from parlq.model import (
    Answer,
    Attachment,
    Document,
    Dossier,
    LanguageVariant,
    Manifestation,
    Question,
    QuestionKind,
)
from parlq.problems import InputError, Problem, Severity

_NAMES = {tag: name for name, tag in LANGUAGES.items()}
_TYPES = {kind: name for name, kind in CSV_KINDS.items()}


def table(document: Document, language: str | None) -> Iterator[list[str]]:
    """The names of the columns, and the rows of a document, one a question, in its order."""
    given: dict[int, list[Answer]] = {}
    if isinstance(document, Dossier):
        for question, answer in document.pairs():
            given.setdefault(id(question), []).append(answer)
        questions = document.questions
    else:
        questions = (document,) if isinstance(document, Question) else ()
    more = sorted({name for question in questions for name in _more(question)})
    yield [*COLUMNS, *more]
    for question in questions:
        own = _more(question)
        row = _row(question, tuple(given.get(id(question), ())), language)
        yield row + [own.get(name, "") for name in more]


def guarded(
    document: Document, *, language: str | None = None, guard_formulas: bool = True
) -> tuple[Problem, ...]:
    """Report that cells are written with a guard against formulas, or that they are not."""
    count = sum(is_formula(cell) for row in table(document, language) for cell in row)
    if not count:
        return ()
    cells = "1 cell begins" if count == 1 else f"{count} cells begin"
    message = f"{cells} like a spreadsheet formula; " + (
        "written with an apostrophe in front; --no-guard-formulas writes them unchanged"
        if guard_formulas
        else "not guarded; do not open the file in a spreadsheet"
    )
    return (Problem(rule="PQ627", severity=Severity.INFO, message=message),)


def _more(question: Question) -> dict[str, str]:
    """Columns that the portal's CSV does not have, as extensions hold them."""
    return {
        name: each.value
        for each in question.extensions
        if each.namespace == NAMESPACE and each.name.startswith(UNKNOWN)
        for name in [each.name.removeprefix(UNKNOWN)]
        if name not in COLUMNS
    }


def _second_title(question: Question) -> str | None:
    """The other English title that a row had."""
    return next(
        (
            each.value
            for each in question.extensions
            if each.namespace == NAMESPACE and each.name == SECOND_TITLE
        ),
        None,
    )


def _language(work: Question | Answer, wanted: str | None) -> str | None:
    """The language version of a work that a row holds; None when it has none of it."""
    if wanted is not None:
        return wanted if wanted in work.languages else None
    others = [each for each in work.variants if each.language != "en"]

    def rank(variant: LanguageVariant) -> tuple[bool, bool, bool, bool]:
        english = variant.language == "en"
        return (
            bool(variant.manifestations),
            variant.language in work.original_languages,
            # English titles have a column of their own.
            len(others) == 1 and not english and variant.subject is not None,
            english,
        )

    # Of equal ones the first in protocol order.
    return max(work.variants, key=rank).language if work.variants else None


def _row(question: Question, answers: tuple[Answer, ...], language: str | None) -> list[str]:
    uri = _named(question, ELI)
    other = "" if question.reference else _named(question, OTHER_NAME)
    named = other or uri.removeprefix(DOCUMENTS) or str(question.reference or "")
    if not named:
        message = "a row needs a reference, or an identifier of scheme eli or document"
        raise InputError((Problem(rule="PQ607", message=message, work=question.label),))
    variants = {each.language: each for each in question.variants}
    chosen = _language(question, language)
    own, english = variants.get(chosen or ""), variants.get("en")
    second = _second_title(question) if chosen == "en" else None
    files = own.manifestations if own else ()
    given: list[Manifestation] = []
    attachments: list[Attachment] = [*question.attachments]
    languages = {chosen, None}
    for answer in answers:
        tag = chosen if chosen in answer.languages else _language(answer, language)
        languages.add(tag)
        given += [f for v in answer.variants if v.language == tag for f in v.manifestations]
        attachments += answer.attachments
    attached = [f for a in attachments if a.language in languages for f in a.manifestations]
    return [
        named,
        (own.subject if own else None) or "",
        second or (english.subject if english else None) or "",
        _type(question),
        str(question.term or ""),
        question.date.isoformat() if question.date else "",
        _named(question, REGISTER),
        SEPARATOR.join(each.name for each in question.authors if each.name),
        SEPARATOR.join(each.name for each in question.on_behalf_of if each.name),
        _NAMES.get(chosen, chosen) if chosen else "",
        _addresses(files, "pdf"),
        _addresses(files, "docx", "doc"),
        _addresses(given, "pdf"),
        _addresses(given, "docx", "doc"),
        _addresses(attached, "pdf"),
        _addresses(attached, "docx", "doc"),
        _named(question, PE),
        uri,
    ]


def _named(question: Question, scheme: str) -> str:
    return next((each.value for each in question.identifiers if each.scheme == scheme), "")


def _type(question: Question) -> str:
    if question.kind is None or question.kind is QuestionKind.OTHER:
        return question.kind_code or ""
    if question.kind_code in CSV_KINDS:
        return question.kind_code
    return _TYPES[question.kind]


def _addresses(files: Iterable[Manifestation], *suffixes: str) -> str:
    wanted = {MEDIA_BY_SUFFIX[suffix] for suffix in suffixes}
    return SEPARATOR.join(
        file.address for file in files if file.address and file.media_type in wanted
    )
