"""Writes a question or an answer as the text of a page of 2010 to 2018 (layout B), in 24 languages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from parlq.formats.ep.pages.language.answerers import ANSWER_KEYS
from parlq.formats.ep.pages.language.dates import write_date
from parlq.formats.ep.pages.language.line_labels import label
from parlq.formats.ep.pages.language.wording import rows, wording
from parlq.formats.ep.pages.parse.misplaced_lines import is_surely_text
from parlq.formats.ep.pages.reader import read
from parlq.model import (
    Answer,
    AnswerKind,
    Document,
    LanguageVariant,
    LineBreak,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Question,
    QuestionKind,
    Reference,
    Table,
)
from parlq.model.body_traversal import is_plain, plain
from parlq.model.languages.language import endonym
from parlq.problems import ModelError

if TYPE_CHECKING:
    from parlq.model import Answerer, Author, Block

_HEADINGS = {
    QuestionKind.PRIORITY: "heading.priority",
    QuestionKind.ORAL: "heading.oral",
    QuestionKind.MAJOR_INTERPELLATION: "heading.major",
    QuestionKind.MINOR_INTERPELLATION: "heading.minor",
}


def dumps(value: Document, *, language: str | None = None) -> bytes:
    """Write a document as the text of a page, in UTF-8.

    The layout carries one language: heading, subject, body without bold and the like, who asks or
    answers, dates, references, original language, Official Journal, last update, legal notice, and
    which languages there are. What else the document holds is not on such a page.

    Args:
        value: a question or an answer; a page does not hold a dossier.
        language: tag of the language to write; the one that has a text when only one has.

    Raises:
        ModelError: a dossier; several texts and no `language`; no such variant; a language that
            is not one of the 24 of the wording table; a line of the text that would be read back as
            something else, such as one that looks like a footer.
    """
    if not isinstance(value, Question | Answer):
        raise ModelError("a page contains one question or answer, not a dossier; split the dossier")
    variant = _chosen(value, language)
    if wording("page_heading", variant.language) is None:
        raise ModelError(f"there is no wording for pages in {variant.language!r}")
    lines = [
        *_frame(value.languages, variant.language),
        *_head(value, variant),
        "",
        *_body(variant.body),
    ]
    lines += _foot(value, variant)
    data = "\n".join(lines).encode()
    if not all(map(_is_sentence, variant.body)):
        _check_text(variant, data)
    return data


def _is_sentence(block: Block) -> bool:
    """Whether a block is one line that can be read as nothing else."""
    return is_plain(block) and is_surely_text(block.content[0])  # type: ignore[union-attr, arg-type]  # it is


def _check_text(variant: LanguageVariant, data: bytes) -> None:
    """Refuse a text of which a line would be read back as something else.

    A page is plain lines: one in the text that looks like a line of the header or the footer is
    one, and there is no way to escape it.
    """
    back = read(data).value
    variants = back.variants if isinstance(back, Question | Answer) else ()
    theirs = [line for each in variants for line in _lines(each.body)]
    mine = _lines(variant.body)
    if mine == theirs:
        return
    alike = zip_longest(mine, theirs)
    line = next((one or other for one, other in alike if one != other), "")
    message = (
        f"a page cannot contain this line of text, as it would be read as something else: {line!r}"
    )
    raise ModelError(message, field="variants.body")


def _lines(body: tuple[Block, ...]) -> list[str]:
    """The lines of a text as a page has them, without blanks around and between words."""
    lines = "\n".join(_body(body)).splitlines()
    return [words for line in lines if (words := " ".join(line.split()))]


def _chosen(value: Question | Answer, language: str | None) -> LanguageVariant:
    if language is not None:
        try:
            return value.variant(language)
        except KeyError as error:
            raise ModelError(str(error.args[0])) from None
    texts = [v for v in value.variants if v.body or v.subject or v.printed_answerers]
    if len(texts) != 1:
        known = ", ".join(v.language for v in texts) or "no language"
        raise ModelError(f"there is a text in {known}; specify the language to write")
    return texts[0]


def _words(key: str, language: str) -> str | None:
    row = wording(key, language)
    return row.text if row else None


@lru_cache(maxsize=512)
def _frame(languages: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The lines above the date: the way back, the chooser, the heading of the site.

    Nearly all pages in one language have the same ones.
    """
    lines: list[str] = []
    if portal := _words("portal", language):
        lines += (portal, "")
    lines += (_words("chooser", language) or "", "")
    official = [tag for tag in languages if endonym(tag)]
    if len(official) > 1:
        for tag in official:
            chosen = f"\u00a0({_words('selected', language) or 'Selected'})"
            lines.append(f"  • {tag}\u00a0-\u00a0{endonym(tag)}{chosen if tag == language else ''}")
    return (*lines, _sentence_case(_words("page_heading", language) or ""))


def _sentence_case(words: str) -> str:
    """Titles that the Rules of Procedure print in capitals stand in small letters on pages."""
    return words.capitalize() if words.isupper() else words


def _head(value: Question | Answer, variant: LanguageVariant) -> Iterator[str]:
    if value.date is not None:
        yield write_date(value.date, variant.language)
    printed = [each.value for each in value.identifiers if each.scheme == "printed"]
    if value.reference is not None:
        tabled = [each.value for each in value.identifiers if each.scheme == "tabled-text"]
        first, *rest = printed or [str(value.reference)]
        yield f"{first} ({tabled[0]})" if tabled else first
        yield from rest
    if isinstance(value, Answer):
        asked = [str(each) for each in value.answers_to if isinstance(each, Reference)]
        if asked:
            yield ", ".join(asked)
        yield variant.printed_answerers or _formula(value, variant.language)
    else:
        yield from _question(value, variant)


def _formula(value: Answer, language: str) -> str:
    """The words that say who answers, where the document does not hold them as printed."""
    if not value.answerers:
        raise ModelError("the answer names no answerer", field="answerers")
    name = ", ".join(map(_named, value.answerers))
    kind = value.kind or AnswerKind.ANSWER
    key = next((key for key, each in ANSWER_KEYS.items() if each is kind), None)
    spoken = value.answerers[0].institution
    code = spoken.code if spoken else None
    keys = () if key is None else (key, f"{key}:{code}")
    known = [row for words in keys for row in rows(words)]
    known = [row for row in known if row.language == language and "{questions}" not in row.text]
    for row in sorted(known, key=lambda row: row.status == "unverified"):
        said = row.text.replace("{name}", name)
        if spoken is None or ":" in row.key:
            return said
        if code and (behalf := _words(f"behalf.{code}", language)):
            return f"{said} {behalf}"
    what = "answer" if kind is AnswerKind.ANSWER else f"{kind} answer".replace("_", " ")
    body = f" for {code or spoken.name}" if spoken else ""
    raise ModelError(
        f"there is no wording in {language!r} for: {what}{body}; give them as printed",
        field="printed_answerers",
    )


def _named(answerer: Answerer) -> str:
    offices = "/".join(answerer.offices)
    return " ".join(each for each in (answerer.honorific, offices, answerer.name) if each)


def _question(value: Question, variant: LanguageVariant) -> Iterator[str]:
    language = variant.language
    heading = list(variant.heading) or list(_heading(value, language))
    # The group or committee stands below the members who sign for it.
    above = [line for line in heading if getattr(label(line), "kind", "") != "behalf"]
    yield from above
    if value.authors:
        yield ", ".join(map(_signed, value.authors))
    yield from (line for line in heading if line not in above)
    if variant.subject is not None:
        yield from ("", f" {_words('subject', language)}: {variant.subject}")


def _heading(value: Question, language: str) -> Iterator[str]:
    """The heading, where the document does not hold it as printed."""
    key = _HEADINGS.get(value.kind, "heading.written") if value.kind else "heading.written"
    yield _words(key, language) or ""
    for institution in value.addressees:
        words = institution.code and _words(f"addressee.{institution.code}", language)
        if words or institution.name:
            yield words or institution.name or ""
    if value.rule and (rule := _words("rule", language)):
        yield rule.replace("{n}", value.rule)


def _signed(author: Author) -> str:
    return f"{author.name} ({author.group})" if author.group else f"{author.name}"


def _body(body: tuple[Block, ...]) -> Iterator[str]:
    """The lines of a text; an empty one follows each block."""
    for block in body:
        for text in _block(block):
            yield from (text, "")


def _block(block: Block | ListItem) -> Iterator[str]:
    match block:
        case ListBlock():
            for number, item in enumerate(block.items, 1):
                mark = item.label or (f"{number}." if block.ordered else "\u2013")
                first, *rest = [text for each in item.content for text in _block(each)] or [""]
                yield f"{mark} {first}"
                yield from rest
        case Note():
            words = " ".join(text for each in block.content for text in _block(each))
            yield f"{block.marker} {words}"
        case Table():
            yield plain((block,))
        case Paragraph():
            yield "".join(
                "\n"
                if isinstance(each, LineBreak)
                else each
                if isinstance(each, str)
                else plain((each,))
                for each in block.content
            )
        case _:
            yield plain((block,))


def _foot(value: Question | Answer, variant: LanguageVariant) -> Iterator[str]:
    language = variant.language
    if value.original_languages and (original := _words("original", language)):
        yield f"{original}: {', '.join(tag.upper() for tag in value.original_languages)}"
    for publication in value.publications:
        if publication.label:
            yield publication.label
    last = ""
    if variant.last_updated is not None:
        last = f"{_words('last_updated', language)}: {write_date(variant.last_updated, language)}"
    if variant.legal_notice is not None:
        last += variant.legal_notice.label
    yield last
