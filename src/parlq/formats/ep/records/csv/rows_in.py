"""Builds a question and its answers from one row of the portal's yearly CSV."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from parlq.formats.ep.records.csv.answers import answers_of, attachments_of
from parlq.formats.ep.records.csv.links import Link, Notes, links_in
from parlq.formats.ep.records.nodes.identifiers import ELI, PE, reference_of
from parlq.formats.ep.records.vocabulary.namespaces import CSV_KINDS, DOCUMENTS, NAMESPACE
from parlq.model import (
    Answer,
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
from parlq.model.fields.base import unchecked
from parlq.model.fields.scalars import TEXT, URI
from parlq.model.languages.language import normal_tag
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
#: Name of the extension that holds the second of two English titles.
SECOND_TITLE = UNKNOWN + "document_title_en"
#: Separator of several values in one field.
SEPARATOR = "; "

#: The official languages as the portal names them in English.
LANGUAGES = {
    "Bulgarian": "bg", "Spanish": "es", "Czech": "cs", "Danish": "da", "German": "de",
    "Estonian": "et", "Greek": "el", "English": "en", "French": "fr", "Irish": "ga",
    "Croatian": "hr", "Italian": "it", "Latvian": "lv", "Lithuanian": "lt", "Hungarian": "hu",
    "Maltese": "mt", "Dutch": "nl", "Polish": "pl", "Portuguese": "pt", "Romanian": "ro",
    "Slovak": "sk", "Slovenian": "sl", "Finnish": "fi", "Swedish": "sv",
}  # fmt: skip

#: Tag of a language that a row does not state (ISO 639-2).
UNDETERMINED = "und"

_variant, _identifier = unchecked(LanguageVariant), unchecked(Identifier)
_question, _dossier = unchecked(Question), unchecked(Dossier)
_fault = TEXT.fault


@lru_cache(maxsize=8192)
def _person(name: str) -> Author:
    return Author(name=name)


@lru_cache(maxsize=1024)
def _body(name: str) -> Institution:
    return Institution(name=name)


@lru_cache(maxsize=64)
def _kind(text: str) -> QuestionKind:
    return CSV_KINDS.get(text, QuestionKind.OTHER)


@lru_cache(maxsize=64)
def _term(text: str) -> int | None:
    short = len(text) < 4 and text.isascii() and text.isdigit()
    return int(text) or None if short else None


@lru_cache(maxsize=64)
def _tag(text: str) -> str | None:
    """The tag of a language, by its English name or by the tag itself; None for another text."""
    known = LANGUAGES.get(text) or LANGUAGES.get(text.strip().capitalize())
    if known is not None:
        return known
    # A longer first part is the name of a language that is not in the table, such as `Klingon`.
    if len(text.strip().partition("-")[0]) not in {2, 3}:
        return None
    try:
        return normal_tag(text.strip())
    except ModelError:
        return None


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
        notes.append(("PQ620", "the row has no document_identifier and no document_URI; not read"))
        return None
    names = _names(row, identifier, uri, reference, notes)
    links = {}
    spoken = _tag(get("document_language") or "") or UNDETERMINED
    if field := get("document_answers_pdf"):
        links["pdf"] = links_in(field, notes, spoken)
    if field := get("document_answers_doc"):
        links["doc"] = links_in(field, notes, spoken)
    own = reference or (names[0] if names else None)
    answers: dict[str, Answer] = {}
    if links and own is not None:
        answers = answers_of([*links.get("pdf", ()), *links.get("doc", ())], own)
    elif links:
        count = sum(map(len, links.values()))
        what = "1 link to an answer" if count == 1 else f"{count} links to answers"
        notes.append(("PQ621", f"{what} left out: the row names no question"))
    own_language, variants = _variants(row, notes)
    attachments: list[Attachment] = []
    if get("document_annexes_pdf") or get("document_annexes_doc"):
        found = [
            *links_in(get("document_annexes_pdf") or "", notes, spoken),
            *links_in(get("document_annexes_doc") or "", notes, spoken),
        ]
        attachments = attachments_of(found, answers, own)
    code = get("document_type") or None
    term = _term(get("document_parliamentary_term") or "")
    if term is None and (wrong := get("document_parliamentary_term")):
        notes.append(("PQ602", f"not a parliamentary term, left out: {wrong[:40]}"))
    question = _question(
        reference=reference,
        identifiers=names,
        kind=_kind(code) if code else None,
        kind_code=code,
        term=term or stated,
        authors=tuple([_person(each) for each in _texts(get("document_creator_person") or "")]),
        on_behalf_of=tuple(
            [_body(each) for each in _texts(get("document_creator_organization") or "")]
        ),
        date=_date(get("document_date"), notes),
        attachments=tuple(attachments),
        variants=variants,
        extensions=_unmapped(row, notes, own_language),
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
    if reference is None and identifier and identifier != uri.removeprefix(DOCUMENTS):
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


def _variants(row: dict[str, str], notes: Notes) -> tuple[str, tuple[LanguageVariant, ...]]:
    """The language of the title, and the variants."""
    named = row.get("document_language") or ""
    title, english = row.get("document_title"), row.get("document_title_en")
    tag = _tag(named) if named else None
    if named and tag is None:
        notes.append(("PQ605", f"unknown language: {named[:40]}"))
    links: list[Link] = []
    for column in ("document_pdf", "document_doc"):
        if field := row.get(column):
            links += links_in(field, notes, tag or UNDETERMINED)
    own = tag or _language_of(title, english, links)
    titles = {own: title} if title else {}
    if english:
        titles.setdefault("en", english)
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
        for each in dict.fromkeys([*titles, *files, *([tag] if tag else ())])
    ]
    return own, tuple(sorted(made)) if len(made) > 1 else tuple(made)


def _language_of(title: str | None, english: str | None, links: list[Link]) -> str:
    """The language of a title where the row does not state it."""
    if title and title == english:
        return "en"
    return links[0].language if links else UNDETERMINED


def _unmapped(row: dict[str, str], notes: Notes, own: str) -> tuple[Extension, ...]:
    """What a row states that has no field: a second English title, and columns that are unknown.

    Args:
        row: the fields.
        notes: takes a note on the former.
        own: language of the title.
    """
    found = []
    if second := _second_title(row, own):
        notes.append(
            ("PQ610", "two English titles; document_title_en is preserved as an extension")
        )
        found.append(Extension(namespace=NAMESPACE, name=SECOND_TITLE, value=second))
    if len(row) > len(COLUMNS) or not row.keys() <= _KNOWN:
        found += [
            Extension(namespace=NAMESPACE, name=UNKNOWN + name, value=value)
            for name, value in row.items()
            if name not in _KNOWN and value and not _fault(UNKNOWN + name)
        ]
    return tuple(found)


def _second_title(row: dict[str, str], own: str) -> str | None:
    title, english = row.get("document_title"), row.get("document_title_en")
    if not title or not english or title == english:
        return None
    return english if own == "en" else None
