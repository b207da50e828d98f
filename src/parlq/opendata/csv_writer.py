"""Makes the rows of the portal's yearly CSV from questions and the answers to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parlq.model import Answer, Document, Dossier, Manifestation, Question, QuestionKind
from parlq.opendata.csv_rows import COLUMNS, LANGUAGES, OTHER_NAME, REGISTER, SEPARATOR, UNKNOWN
from parlq.opendata.identity import ELI, PE
from parlq.opendata.vocabulary import DOCUMENTS, MEDIA_BY_SUFFIX, NAMESPACE, QUESTION_KINDS
from parlq.problems import InputError, Problem

_NAMES = {tag: name for name, tag in LANGUAGES.items()}
_TYPES = {kind: name for name, kind in QUESTION_KINDS.items() if " " in name}


def table(document: Document, language: str) -> Iterator[list[str]]:
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


def _more(question: Question) -> dict[str, str]:
    """Columns that the portal's CSV does not have, as extensions hold them."""
    return {
        name: each.value
        for each in question.extensions
        if each.namespace == NAMESPACE and each.name.startswith(UNKNOWN)
        for name in [each.name.removeprefix(UNKNOWN)]
        if name not in COLUMNS
    }


def _row(question: Question, answers: tuple[Answer, ...], language: str) -> list[str]:
    uri = _named(question, ELI)
    named = uri.removeprefix(DOCUMENTS) or str(question.reference or "")
    named = named or _named(question, OTHER_NAME)
    if not named:
        message = "a row needs a reference, or an identifier of scheme eli or document"
        raise InputError((Problem(rule="PQ607", message=message, work=question.label),))
    variants = {each.language: each for each in question.variants}
    own, english = variants.get(language), variants.get("en")
    files = own.manifestations if own else ()
    given = [
        file
        for answer in answers
        for variant in answer.variants
        if variant.language == language
        for file in variant.manifestations
    ]
    attachments = [*question.attachments, *(each for a in answers for each in a.attachments)]
    annexes = [
        file
        for annex in attachments
        if annex.language in {language, None}
        for file in annex.manifestations
    ]
    return [
        named,
        (own.subject if own else None) or "",
        (english.subject if english else None) or "",
        _type(question),
        str(question.term or ""),
        question.date.isoformat() if question.date else "",
        _named(question, REGISTER),
        SEPARATOR.join(each.name for each in question.authors if each.name),
        SEPARATOR.join(each.name for each in question.on_behalf_of if each.name),
        _NAMES.get(language, language),
        _addresses(files, "pdf"),
        _addresses(files, "docx", "doc"),
        _addresses(given, "pdf"),
        _addresses(given, "docx", "doc"),
        _addresses(annexes, "pdf"),
        _addresses(annexes, "docx", "doc"),
        _named(question, PE),
        uri,
    ]


def _named(question: Question, scheme: str) -> str:
    return next((each.value for each in question.identifiers if each.scheme == scheme), "")


def _type(question: Question) -> str:
    if question.kind is None or question.kind is QuestionKind.OTHER:
        return question.kind_code or ""
    if question.kind_code in QUESTION_KINDS and " " in question.kind_code:
        return question.kind_code
    return _TYPES[question.kind]


def _addresses(files: Iterable[Manifestation], *suffixes: str) -> str:
    wanted = {MEDIA_BY_SUFFIX[suffix] for suffix in suffixes}
    return SEPARATOR.join(
        file.address for file in files if file.address and file.media_type in wanted
    )
