"""A readable summary of a document for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from parlq.cli.showing.terminal import DEFAULT_WIDTH, soft, strong
from parlq.cli.showing.text_lines import columns_of, lines_of
from parlq.model import (
    Answer,
    Answerer,
    Author,
    Document,
    Dossier,
    Identifier,
    Institution,
    Language,
    LanguageVariant,
    Question,
    Reference,
)
from parlq.model.languages.language import normal_tag
from parlq.model.work_base import Work
from parlq.problems import shorten, visible


def summary(document: Document, language: str | None = None, *, width: int = DEFAULT_WIDTH) -> str:
    """Lines about a document: facts, languages, and the text of one variant of each work.

    In a dossier, answers follow their questions. The lines have the styles of `terminal`.

    Args:
        document: what to show.
        language: tag of the variant to show; otherwise, in a dossier, the one in which most works
            have a text, else the first one that has a text.
        width: of a line, in columns.

    Raises:
        KeyError: no work here is known in `language`.
        ModelError: `language` is no BCP 47 tag.
    """
    if not isinstance(document, Dossier):
        return _work(document, language, width)
    questions, answers = len(document.questions), len(document.answers)
    parts = [f"Dossier of {_count(questions, 'question')} and {_count(answers, 'answer')}"]
    tag = _shared(document) if language is None else normal_tag(language)
    if tag is not None and not any(tag in work.languages for work in document.works):
        raise KeyError(f"no work in this dossier has a variant in {tag!r}")
    parts += [
        _work(work, tag if tag in work.languages else None, width)
        for work in document.reading_order()
    ]
    return "\n\n".join(parts)


def _shared(dossier: Dossier) -> str | None:
    """The language in which most works have a text, so that an answer is in that of its question."""
    texts = [v for work in dossier.works for v in work.variants if v.body]
    counts = Counter(variant.language for variant in sorted(texts))
    return max(counts, key=lambda tag: counts[tag], default=None)


def brief(document: Document, language: str | None = None, *, width: int = 0) -> Iterator[str]:
    """One line a work: its name, kind, day, languages with a text, and what it is about.

    Args:
        document: what to show.
        language: tag of the variant whose subject is shown, where a work has one.
        width: longest line in columns, 0 for any.
    """
    works = document.reading_order() if isinstance(document, Dossier) else (document,)
    for work in works:
        variant = work.variant(language, None) if language else None
        variant = variant or _first_text(work)
        about = variant and (variant.subject or variant.printed_answerers or variant.text())
        texts = [v.language for v in work.variants if v.body]
        tags = " ".join(texts) if len(texts) < 5 else f"{len(texts)} languages"
        cells = (work.label or "-", type(work).__name__.lower(), str(work.date or "-"), tags or "-")
        line = "  ".join(
            visible(cell) + " " * (room - columns_of(cell))
            for cell, room in zip(cells, (19, 8, 10, 12), strict=True)
        )
        line = f"{line}  {visible(' '.join((about or '').split()))}".rstrip()
        yield shorten(line, width) if width else line


def _identifier(one: Identifier) -> str:
    return f"{one.scheme} {one.value}" + (f" ({one.scope})" if one.scope else "")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _work(work: Question | Answer, language: str | None, width: int) -> str:
    kind = "" if work.kind is None else f", {work.kind.value.replace('_', ' ')}"
    title = f"{type(work).__name__} {work.label or '(without reference)'}{kind}"
    lines = [strong(visible(title)), soft("=" * columns_of(visible(title)))]
    lines += [_fact(name, value) for name, value in _facts(work) if value]
    variant = work.variant(language) if language else _first_text(work)
    if variant is None:
        return "\n".join(lines)
    if variant.subject:
        lines.append(_fact("Subject", variant.subject))
    if variant.printed_answerers:
        lines.append(_fact("Printed", variant.printed_answerers))
    if variant.last_updated:
        lines.append(_fact("Updated", str(variant.last_updated)))
    if variant.legal_notice:
        lines.append(_fact("Notice", variant.legal_notice.label))
    lines += lines_of(variant.body, width)
    return "\n".join(lines)


def _fact(name: str, value: str) -> str:
    return f"{soft(f'{name}:')}{' ' * (12 - len(name))}{visible(value)}"


def _first_text(work: Work) -> LanguageVariant | None:
    with_text = [variant for variant in work.variants if variant.body]
    return next(iter([*with_text, *work.variants]), None)


def _facts(work: Question | Answer) -> list[tuple[str, str]]:
    facts = [("Date", "" if work.date is None else str(work.date))]
    facts.append(("Term", "" if work.term is None else str(work.term)))
    facts.append(("Session", work.session or ""))
    if isinstance(work, Question):
        facts += [
            ("Authors", _people([_author(author) for author in work.authors])),
            ("Supporters", _people([_author(author) for author in work.supporters])),
            ("On behalf of", _people([_body(body) for body in work.on_behalf_of])),
            ("To", _people([_body(body) for body in work.addressees])),
            ("Rule", work.rule or ""),
        ]
    else:
        facts += [
            ("Answers", _names(work.answers_to)),
            ("Parts", ", ".join(work.parts)),
            ("Given by", _people([_answerer(answerer) for answerer in work.answerers])),
        ]
    facts += [
        ("Cites", _names(work.cites)),
        ("Follows up", _names(work.follows_up)),
        ("Languages", _languages(work)),
        ("Identifiers", ", ".join(map(_identifier, work.identifiers))),
        ("Published", "; ".join(p.label or p.name or p.uri or "" for p in work.publications)),
        ("Attachments", str(len(work.attachments) or "")),
        ("Extensions", str(len(work.extensions) or "")),
    ]
    return facts


def _names(names: tuple[Reference | Identifier, ...]) -> str:
    return ", ".join([name.value if isinstance(name, Identifier) else str(name) for name in names])


def _languages(work: Work) -> str:
    if len(work.variants) > 6:
        here = [v.language for v in work.variants if v.body]
        return f"{len(work.variants)} known, text in {', '.join(here) or 'none'}"
    return ", ".join(
        f"{Language(v.language).endonym or v.language}{'' if v.body else ' (no text)'}"
        for v in work.variants
    )


def _people(shown: list[str]) -> str:
    more = f" and {len(shown) - 5} more" if len(shown) > 5 else ""
    return ", ".join(shown[:5]) + more


def _author(author: Author) -> str:
    group = f" ({author.group})" if author.group else ""
    return f"{author.label}{group}"


def _body(body: Institution) -> str:
    return body.label


def _answerer(answerer: Answerer) -> str:
    person = " ".join(filter(None, (answerer.honorific, answerer.name)))
    parts = [person, "/".join(answerer.offices)]
    if answerer.institution is not None:
        parts.append(_body(answerer.institution))
    return ", ".join(filter(None, parts)) or answerer.label
