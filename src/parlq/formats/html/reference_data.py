"""What programs find in a page besides the whole value: schema.org, CSL JSON and BibTeX."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from parlq.formats.html.languages import text_of, works_of
from parlq.formats.html.words import name_of
from parlq.model import Answer, Document, Question

#: JSON; what it holds is decided by schema.org and CSL, not by parlq.
Data: TypeAlias = dict[str, Any]
_BRACES = re.compile(r"[\\{}%&$#_~^]")
_ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def _title(work: Question | Answer, first: str) -> str:
    variant = text_of(work, first)
    said = variant and (variant.subject or variant.printed_answerers)
    return said or f"{type(work).__name__} {work.label or ''}".strip()


def _people(work: Question | Answer) -> list[tuple[str, str | None]]:
    """Who wrote a work: names and the address that identifies each."""
    if isinstance(work, Question):
        return [(one.label, one.uri) for one in work.authors]
    return [(one.label, one.uri) for one in work.answerers]


def _without_none(data: Data) -> Data:
    return {key: value for key, value in data.items() if value not in (None, [], "")}


def _thing(work: Question | Answer, first: str) -> Data:
    """A work as schema.org describes it."""
    variant = text_of(work, first)
    people = [_without_none({"@type": "Person", "name": n, "@id": uri}) for n, uri in _people(work)]
    return _without_none(
        {
            "@type": type(work).__name__,
            "name": _title(work, first),
            "text": None if variant is None else variant.text(),
            "inLanguage": None if variant is None else variant.language,
            "identifier": [name_of(name) for name in (work.reference, *work.identifiers) if name],
            "datePublished": work.date and work.date.isoformat(),
            "dateModified": variant and variant.last_updated and variant.last_updated.isoformat(),
            "author": people,
            "about": [term.label or term.code or term.uri for term in work.subjects],
        }
    )


def schema_org(document: Document, first: str) -> Data:
    """The document as linked data of schema.org."""
    if isinstance(document, Question | Answer):
        return {"@context": "https://schema.org", **_thing(document, first)}
    answers: dict[int, list[Data]] = {}
    answering = set()
    for question, answer in document.pairs():
        answers.setdefault(id(question), []).append(_thing(answer, first))
        answering.add(id(answer))
    pages = [
        _without_none({**_thing(question, first), "suggestedAnswer": answers.get(id(question))})
        for question in document.questions
    ]
    pages += [_thing(answer, first) for answer in document.answers if id(answer) not in answering]
    whole = {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": pages[0]}
    return whole if len(pages) == 1 else {**whole, "@type": "CollectionPage", "mainEntity": pages}


def csl(document: Document, first: str) -> list[Data]:
    """The works of a document as a list of CSL JSON, for citation managers."""
    return [_csl(work, number, first) for number, work in enumerate(works_of(document), 1)]


def _csl(work: Question | Answer, number: int, first: str) -> Data:
    variant = text_of(work, first)
    day = work.date
    return _without_none(
        {
            "id": work.label or f"{type(work).__name__.lower()}-{number}",
            "type": "document",
            "genre": work.kind and f"{type(work).__name__} ({work.kind.value.replace('_', ' ')})",
            "title": _title(work, first),
            "number": work.label,
            "author": [{"literal": name} for name, _ in _people(work)],
            "issued": day and {"date-parts": [[day.year, day.month, day.day]]},
            "language": variant and variant.language,
            "URL": variant and variant.source,
        }
    )


def bibtex(document: Document, first: str) -> str:
    """The works of a document as BibTeX."""
    return "\n".join(_entry(each) for each in csl(document, first))


def _entry(item: Data) -> str:
    key = re.sub(r"[^A-Za-z0-9]+", "-", item["id"]).strip("-") or "work"
    fields = {
        "author": " and ".join(f"{{{_tex(each['literal'])}}}" for each in item.get("author", ())),
        "title": f"{{{_tex(item['title'])}}}",
        "number": _tex(item.get("number", "")),
        "type": _tex(item.get("genre") or ""),
        "date": "-".join(f"{part:02}" for part in item["issued"]["date-parts"][0])
        if "issued" in item
        else "",
        "langid": item.get("language", ""),
        "url": item.get("URL", ""),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _tex(text: str) -> str:
    """Text as BibTeX has it, on one line."""
    plain = " ".join(text.split())
    return _BRACES.sub(lambda found: _ESCAPED.get(found[0], f"\\{found[0]}"), plain)
