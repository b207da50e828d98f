"""The columns of a table, as data: name, type, what it holds, and how it follows from a work."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from operator import attrgetter
from typing import Any, Final

import attrs

from parlq.model import Answer
from parlq.tables import cells


class Type(StrEnum):
    """What a column holds; a cell is None where a fact, or the question or answer, is not there."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    TEXTS = "list of texts"


class Part(StrEnum):
    """What a column is about."""

    QUESTION = "question"
    ANSWER = "answer"
    STATUS = "status"
    AUTHOR = "author"
    VARIANT = "variant"


class Joined(StrEnum):
    """How the cells of one work that several files have become one."""

    #: The first that states something.
    FIRST = "first"
    #: All values of the lists.
    ALL = "all"
    #: That of the file whose version of the subject, or of the text, fits best.
    SUBJECT = "subject"
    WORDS = "words"


@attrs.frozen
class Column:
    """One column.

    Attributes:
        name: its name.
        type: what it holds.
        part: what it is about.
        doc: one sentence about it.
        value: the cell, from what the column is about: a `cells.Source`; a `Status` and the number of
            answers; an author; or a `cells.Source` of a work with one of its variants.
        joined: how the cells of one work that several files have become one.
    """

    name: str
    type: Type
    part: Part
    doc: str
    value: Callable[..., Any]
    joined: Joined = Joined.FIRST


_T, _I, _B, _D, _L = Type.TEXT, Type.INTEGER, Type.BOOLEAN, Type.DATE, Type.TEXTS
_Row = tuple[str, Type, str, Callable[..., Any]]

_QUESTION: Final[tuple[_Row, ...]] = (
    (
        *("reference", _T, "reference of the question, such as `E-000101/2021`"),
        lambda s: s.work.reference and str(s.work.reference),
    ),
    (
        *("identifiers", _L, "its other names, as `scheme:value`"),
        lambda s: tuple([cells.spelled(each) for each in s.work.identifiers]),
    ),
    ("parliament", _T, "country and actor, such as `eu/ep`", attrgetter("work.parliament")),
    (
        *("kind", _T, "kind of the question, or the source's own code for one without a kind"),
        lambda s: cells.kind(s.work),
    ),
    ("term", _I, "number of the parliamentary term", attrgetter("work.term")),
    ("session", _T, "session or sitting, as the source writes it", attrgetter("work.session")),
    ("date", _D, "day on which it was tabled", attrgetter("work.date")),
    ("year", _I, "year of that day, else of the reference", lambda s: cells.year(s.work)),
    ("rule", _T, "rule of procedure under which it is asked", attrgetter("work.rule")),
    (
        *("authors", _L, "names of the authors, in the order signed"),
        lambda s: tuple([each.label for each in s.work.authors]),
    ),
    (
        *("groups", _L, "political groups of the authors, each once"),
        lambda s: cells.distinct([each.group for each in s.work.authors]),
    ),
    (
        *("on_behalf_of", _L, "groups or committees in whose name it is asked"),
        lambda s: cells.bodies(s.work.on_behalf_of),
    ),
    ("addressees", _L, "bodies that are asked", lambda s: cells.bodies(s.work.addressees)),
    ("subject", _T, "subject line", lambda s: cells.shown(s.subject, "subject")),
    ("subject_language", _T, "language of `subject`", lambda s: cells.shown(s.subject, "language")),
    (
        "question_text",
        _T,
        "text of the question, without markup",
        lambda s: cells.shown(s.text, "text"),
    ),
    ("question_language", _T, "language of that text", lambda s: cells.shown(s.text, "language")),
    ("languages", _L, "languages that the question is known in", attrgetter("work.languages")),
    ("original_languages", _L, "those that are original", attrgetter("work.original_languages")),
    (
        *("subjects", _L, "thesaurus terms, as labels or else codes"),
        lambda s: tuple([cells.term(each) for each in s.work.subjects]),
    ),
    ("file", _T, "file of the question", lambda s: cells.named(s.provenance.file)),
    (
        "member",
        _T,
        "name in the archive that the file is",
        lambda s: cells.named(s.provenance.member),
    ),
    ("line", _I, "line in a file of several documents", attrgetter("provenance.line")),
)
_ANSWER: Final[tuple[_Row, ...]] = (
    (
        *("answer_reference", _T, "reference of the answer"),
        lambda s: s.work.reference and str(s.work.reference),
    ),
    (
        *("answers_to", _L, "names of the questions that it answers"),
        lambda s: tuple([cells.spelled(each) for each in s.work.answers_to]),
    ),
    (
        "answer_kind",
        _T,
        "kind of the answer, or the source's own code",
        lambda s: cells.kind(s.work),
    ),
    ("answer_date", _D, "day on which it was given", attrgetter("work.date")),
    (
        *("answerers", _L, "who answers: persons, else offices or bodies"),
        lambda s: tuple([cells.answerer(each) for each in s.work.answerers]),
    ),
    (
        *("institutions", _L, "bodies that answer, each once"),
        lambda s: cells.distinct([cells.body(each.institution) for each in s.work.answerers]),
    ),
    (
        "answer_text",
        _T,
        "text of the answer, without markup",
        lambda s: cells.shown(s.text, "text"),
    ),
    ("answer_language", _T, "language of that text", lambda s: cells.shown(s.text, "language")),
    ("answer_languages", _L, "languages that it is known in", attrgetter("work.languages")),
    ("answer_file", _T, "file of the answer", lambda s: cells.named(s.provenance.file)),
    (
        "answer_member",
        _T,
        "name in the archive that it is",
        lambda s: cells.named(s.provenance.member),
    ),
    ("answer_line", _I, "line in a file of several documents", attrgetter("provenance.line")),
)
_STATUS: Final[tuple[_Row, ...]] = (
    ("status", _T, "state of the question", lambda s, _: s.state._value_),
    ("status_reason", _T, "why the question has that state", lambda s, _: s.reason._value_),
    ("days", _I, "days from the question to its first complete answer", lambda s, _: s.days),
    ("due", _D, "day by which an answer is due, where known", lambda s, _: s.due),
    (
        *("due_basis", _T, "`published` by the source, or by the rules from the `forwarding`"),
        lambda s, _: s.due_basis and s.due_basis._value_,
    ),
    (
        "past_due",
        _B,
        "whether the answer came, or is to come, after `due`",
        lambda s, _: s.past_due,
    ),
    ("answers", _I, "number of answers to the question", lambda _, count: count),
)
_AUTHOR: Final[tuple[_Row, ...]] = (
    ("author", _T, "name of the author", lambda a: a.name),
    ("author_group", _T, "political group at the time", lambda a: a.group),
    ("author_role", _T, "office at the time", lambda a: a.role),
    ("author_constituency", _T, "constituency or country at the time", lambda a: a.constituency),
    ("author_uri", _T, "URI of the person", lambda a: a.uri),
)
_VARIANT: Final[tuple[_Row, ...]] = (
    (
        *("work", _T, "`question` or `answer`: what the version is of"),
        lambda s, _: "answer" if isinstance(s.work, Answer) else "question",
    ),
    ("language", _T, "language of the version", lambda _, v: v.language),
    (
        "role",
        _T,
        "`original`, `translation` or `co_original`",
        lambda _, v: v.role and v.role.value,
    ),
    ("completeness", _T, "`full`, `truncated` or `absent`", lambda _, v: v.completeness.value),
    ("version_subject", _T, "subject line of the version", lambda _, v: v.subject),
    ("text", _T, "text of the version, without markup", lambda _, v: v.text() if v.body else None),
)


_JOINED: Final = {
    **dict.fromkeys(("subject", "subject_language"), Joined.SUBJECT),
    **dict.fromkeys(("question_text", "question_language"), Joined.WORDS),
    **dict.fromkeys(("answer_text", "answer_language"), Joined.WORDS),
    **dict.fromkeys(("identifiers", "languages", "subjects", "answers_to"), Joined.ALL),
    "answer_languages": Joined.ALL,
}
#: All columns, in the order of a table.
COLUMNS: Final = tuple(
    Column(name, kind, part, doc, value, _JOINED.get(name, Joined.FIRST))
    for part, rows in (
        (Part.AUTHOR, _AUTHOR),
        (Part.VARIANT, _VARIANT),
        (Part.QUESTION, _QUESTION),
        (Part.ANSWER, _ANSWER),
        (Part.STATUS, _STATUS),
    )
    for name, kind, doc, value in rows
)
_ALWAYS: Final = frozenset({Part.QUESTION, Part.ANSWER, Part.STATUS})
#: What each kind of table has a row for, and the parts that its columns are about.
PER: Final = {
    "pair": ("a question and an answer to it; or a question or answer without one", _ALWAYS),
    "question": ("a question, with its first complete answer", _ALWAYS),
    "answer": ("an answer, with the first of its questions", _ALWAYS),
    "language": ("a language version of a question or answer", _ALWAYS | {Part.VARIANT}),
    "author": ("an author of a question, with its first complete answer", _ALWAYS | {Part.AUTHOR}),
}


def columns_of(per: str) -> tuple[Column, ...]:
    """The columns of a table with a row per something; `PER` lists what there is."""
    return tuple(column for column in COLUMNS if column.part in PER[per][1])
