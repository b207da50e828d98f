"""Builds a question and its answers from one row of the portal's yearly CSV."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import attrs

from parlq.model import (
    Answer,
    AnswerKind,
    Attachment,
    Author,
    Completeness,
    Document,
    Dossier,
    Extension,
    Identifier,
    Institution,
    LanguageVariant,
    Manifestation,
    Question,
    QuestionKind,
    Reference,
    parsing,
)
from parlq.model.base import trusted
from parlq.model.scalars import TEXT, URI
from parlq.opendata.csv_links import Link, Notes, links_in
from parlq.opendata.identity import ELI, PE, reference_of
from parlq.opendata.vocabulary import (
    DOCUMENTS,
    NAMESPACE,
    QUESTION_KINDS,
)
from parlq.problems import ModelError

#: The columns, in the order of the portal.
COLUMNS = (
    "document_identifier",
    "document_title",
    "document_title_en",
    "document_type",
    "document_parliamentary_term",
    "document_date",
    "document_public_register_notation",
    "document_creator_person",
    "document_creator_organization",
    "document_language",
    "document_pdf",
    "document_doc",
    "document_answers_pdf",
    "document_answers_doc",
    "document_annexes_pdf",
    "document_annexes_doc",
    "document_ep_number",
    "document_URI",
)
_KNOWN = frozenset(COLUMNS)
#: Scheme of identifiers for the notation in the public register.
REGISTER = "public-register"
#: Scheme of an identifier that is no reference.
OTHER_NAME = "document"
#: What the name of an extension begins with that holds a column which is not known.
UNKNOWN = "csv:"
#: What parts several values in one field.
SEPARATOR = "; "

#: The official languages as the portal names them in English.
LANGUAGES = {
    "Bulgarian": "bg", "Spanish": "es", "Czech": "cs", "Danish": "da", "German": "de",
    "Estonian": "et", "Greek": "el", "English": "en", "French": "fr", "Irish": "ga",
    "Croatian": "hr", "Italian": "it", "Latvian": "lv", "Lithuanian": "lt", "Hungarian": "hu",
    "Maltese": "mt", "Dutch": "nl", "Polish": "pl", "Portuguese": "pt", "Romanian": "ro",
    "Slovak": "sk", "Slovenian": "sl", "Finnish": "fi", "Swedish": "sv",
}  # fmt: skip

_variant, _identifier = trusted(LanguageVariant), trusted(Identifier)
_question, _answer, _dossier = trusted(Question), trusted(Answer), trusted(Dossier)
_fault = TEXT.fault


@lru_cache(maxsize=8192)
def _person(name: str) -> Author:
    return Author(name=name)


@lru_cache(maxsize=1024)
def _body(name: str) -> Institution:
    return Institution(name=name)


@lru_cache(maxsize=64)
def _kind(text: str) -> QuestionKind:
    return QUESTION_KINDS.get(text, QuestionKind.OTHER)


@lru_cache(maxsize=64)
def _term(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 1000 else None


def _texts(field: str) -> list[str]:
    return [part for each in field.split(";") if (part := each.strip())]


def document(row: dict[str, str], notes: Notes) -> Document | None:
    """The question of a row, with its answers in a dossier; None, with a note, without a name."""
    if _fault("".join(row.values())):
        row = _carried(row, notes)
    get = row.get
    identifier, uri = get("document_identifier") or "", get("document_URI") or ""
    reference, stated = reference_of(identifier or uri)
    if reference is None and not identifier and not uri:
        notes.append(("PQ620", "a row without an identifier"))
        return None
    names = _names(row, identifier, uri, reference, notes)
    links = {}
    if field := get("document_answers_pdf"):
        links["pdf"] = links_in(field, notes)
    if field := get("document_answers_doc"):
        links["doc"] = links_in(field, notes)
    own = reference or (names[0] if names else None)
    answers: dict[str, Answer] = {}
    if links and own is not None:
        answers = _answers([*links.get("pdf", ()), *links.get("doc", ())], own)
    annexes: list[Attachment] = []
    if get("document_annexes_pdf") or get("document_annexes_doc"):
        found = [
            *links_in(get("document_annexes_pdf") or "", notes),
            *links_in(get("document_annexes_doc") or "", notes),
        ]
        annexes = _annex(found, answers, own)
    code = get("document_type") or None
    question = _question(
        reference=reference,
        identifiers=names,
        kind=_kind(code) if code else None,
        kind_code=code,
        term=_term(get("document_parliamentary_term") or "") or stated,
        authors=tuple([_person(each) for each in _texts(get("document_creator_person") or "")]),
        on_behalf_of=tuple(
            [_body(each) for each in _texts(get("document_creator_organization") or "")]
        ),
        date=_date(get("document_date"), notes),
        attachments=tuple(annexes),
        variants=_variants(row, notes),
        extensions=_unknown(row),
    )
    if not answers:
        return question
    if reference is not None and all(each.reference for each in answers.values()):
        # Works with a name need none from the dossier.
        return _dossier(questions=(question,), answers=tuple(answers.values()), extensions=())
    return Dossier(questions=(question,), answers=tuple(answers.values()))


def _carried(row: dict[str, str], notes: Notes) -> dict[str, str]:
    """A row without the fields that hold what XML and the model do not."""
    kept = {}
    for name, value in row.items():
        if value and (fault := _fault(value)):
            notes.append(("PQ602", f"the field {name[:40]} {fault}, left out"))
        else:
            kept[name] = value
    return kept


def _names(
    row: dict[str, str], identifier: str, uri: str, reference: Reference | None, notes: Notes
) -> tuple[Identifier, ...]:
    found = []
    if uri:
        if (uri == DOCUMENTS + identifier and reference is not None) or URI.fault(uri) is None:
            found.append(_identifier(scheme=ELI, value=uri))
        else:
            notes.append(("PQ602", f"not an IRI, left out: {uri[:80]}"))
    elif reference is None:
        found.append(_identifier(scheme=OTHER_NAME, value=identifier))
    if number := row.get("document_ep_number"):
        found.append(_identifier(scheme=PE, value=number))
    if notation := row.get("document_public_register_notation"):
        found.append(_identifier(scheme=REGISTER, value=notation))
    return tuple(found)


def _date(text: str | None, notes: Notes) -> dt.date | None:
    if not text:
        return None
    try:
        return parsing.day(text)
    except ModelError:
        notes.append(("PQ602", f"not a date: {text[:40]!r}"))
        return None


def _variants(row: dict[str, str], notes: Notes) -> tuple[LanguageVariant, ...]:
    named = row.get("document_language") or ""
    tag = LANGUAGES.get(named)
    links: list[Link] = []
    for column in ("document_pdf", "document_doc"):
        if field := row.get(column):
            links += links_in(field, notes)
    if tag is None:
        if named:
            notes.append(("PQ605", f"not a known language: {named[:40]}"))
        tag = links[0].language if links else "en"
    title, english = row.get("document_title"), row.get("document_title_en")
    titles = {tag: title} if title else {}
    if english and "en" not in titles:
        titles["en"] = english
    files: dict[str, list[Manifestation]] = {}
    for link in links:
        files.setdefault(link.language, []).append(link.file)
    made = [
        _variant(
            language=each,
            subject=titles.get(each),
            manifestations=tuple(files.get(each, ())),
            completeness=Completeness.ABSENT,
        )
        for each in dict.fromkeys([*titles, *files])
    ]
    return tuple(sorted(made)) if len(made) > 1 else tuple(made)


def _answers(links: list[Link], question: Reference | Identifier) -> dict[str, Answer]:
    """The answers that links name, each in the languages in which it is linked."""
    grouped: dict[str, dict[str, list[Manifestation]]] = {}
    for name, language, file in links:
        grouped.setdefault(name, {}).setdefault(language, []).append(file)
    made = {}
    for name, files in grouped.items():
        reference, term = reference_of(name)
        variants = [
            _variant(
                language=language,
                manifestations=tuple(found),
                completeness=Completeness.ABSENT,
            )
            for language, found in files.items()
        ]
        made[name] = _answer(
            reference=reference,
            identifiers=(_identifier(scheme=ELI, value=DOCUMENTS + name),) if term else (),
            kind=AnswerKind.ANSWER,
            term=term,
            answers_to=(question,),
            variants=tuple(sorted(variants) if len(variants) > 1 else variants),
        )
    return made


def _annex(
    links: list[Link], answers: dict[str, Answer], question: Reference | Identifier | None
) -> list[Attachment]:
    """Give annexes to the answers that they belong to; those of the question are returned."""
    grouped: dict[tuple[str, str], list[Manifestation]] = {}
    for name, language, file in links:
        grouped.setdefault((name, language), []).append(file)
    own = []
    for (name, language), files in sorted(grouped.items()):
        reference, term = reference_of(name)
        attachment = Attachment(
            reference=reference,
            language=language,
            uri=DOCUMENTS + name if term else None,
            manifestations=tuple(files),
        )
        parent = name.rpartition("-ANN")[0]
        if not parent.endswith("ASW") or question is None:
            own.append(attachment)
            continue
        answer = answers.get(parent)
        if answer is None:
            answer = Answer(
                reference=reference_of(parent)[0],
                identifiers=(Identifier(scheme=ELI, value=DOCUMENTS + parent),),
                answers_to=(question,),
            )
        answers[parent] = attrs.evolve(answer, attachments=(*answer.attachments, attachment))
    return own


def _unknown(row: dict[str, str]) -> tuple[Extension, ...]:
    if len(row) <= len(COLUMNS) and row.keys() <= _KNOWN:
        return ()
    return tuple(
        Extension(namespace=NAMESPACE, name=UNKNOWN + name, value=value)
        for name, value in row.items()
        if name not in _KNOWN and value and not _fault(UNKNOWN + name)
    )
