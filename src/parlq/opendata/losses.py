"""Says what a document holds that records of open data have no place for.

What is written is read back and compared with the document, so that no fact is left out unnamed,
and none is named that a record carries after all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import orjson

from parlq.limits import Limits
from parlq.model import Answer, Document, Dossier, Extension, Question
from parlq.opendata import assemble, csvfile, differences, kept, rdf, records_v2
from parlq.opendata.differences import Differences
from parlq.opendata.records import uri_of
from parlq.opendata.report import Report
from parlq.opendata.vocabulary import CONTEXT, NAMESPACE, Shape
from parlq.problems import MESSAGE_LIMIT, Problem, Severity

Work: TypeAlias = Question | Answer
Find: TypeAlias = Callable[[Work], Work | None]
#: What was written is not measured again.
_BOUNDLESS = Limits(size=2**63 - 1)


def of_records(document: Document, shape: Shape | str | None = Shape.API_V2) -> tuple[Problem, ...]:
    """What is left out of a record in JSON-LD: a problem PQ617 that names it.

    Raises:
        InputError: PQ607 or PQ608, as in writing.
    """
    wanted = rdf.shape_of(document, shape)
    if wanted is not Shape.API_V2:
        return of_rdf(document, wanted)
    written = records_v2.records(document)
    keys = any(each.namespace == CONTEXT for work in _works(document) for each in work.extensions)
    if keys:  # they hold JSON of any kind
        written = orjson.loads(records_v2.json_bytes(written))
    back = records_v2.document(written, Report(None), keep=keys)
    return _of_works(document, back, wanted)


def of_rdf(document: Document, shape: Shape | str | None = None) -> tuple[Problem, ...]:
    """What is left out of a record in RDF, which has no place for keys that are not linked data.

    Raises:
        InputError: PQ607 or PQ608, as in writing.
    """
    wanted = rdf.shape_of(document, shape)
    back = assemble.document(rdf.stated(document, wanted), Report(None), keep=False)
    return _of_works(document, back, wanted)


def of_csv(document: Document, language: str = "en") -> tuple[Problem, ...]:
    """What is left out of CSV.

    Raises:
        InputError: PQ607, as in writing.
    """
    written = csvfile.dumps(document, language=language)
    back = csvfile.read(written, limits=_BOUNDLESS).value
    works = _works(back)
    asked = (each for each in works if isinstance(each, Question))
    given = {name: each for each in works if isinstance(each, Answer) for name in each.names}

    def found(work: Work) -> Work | None:
        if isinstance(work, Question):  # each has a row, in their order
            return next(asked, None)
        return next((given[name] for name in work.names if name in given), None)

    return _problems(document, found, lambda work: any(map(_is_note, work.extensions)))


def _of_works(document: Document, back: Document | None, shape: Shape) -> tuple[Problem, ...]:
    """What is left out of a record, of which each work has its URI."""
    by_uri: dict[str, list[Work]] = {}
    for work in reversed(_works(back)):
        by_uri.setdefault(uri_of(work), []).append(work)

    def found(work: Work) -> Work | None:
        same = by_uri.get(uri_of(work))
        if same is None:
            return None
        # Records in JSON may be several of one name, which in RDF are one.
        return same.pop() if len(same) > 1 else same[0]

    return _problems(document, found, lambda work: kept.leaves_out(work, shape))


def _problems(
    document: Document, find: Find, leaves_out: Callable[[Work], bool]
) -> tuple[Problem, ...]:
    lost: dict[str, int] = {}
    translated: dict[str, int] = {}
    for work in _works(document):
        found = _differences(work, find(work))
        _count(found.lost, lost)
        _count(found.translated, translated)
        if leaves_out(work):
            _count(["statements in the other shape"], lost)
    if isinstance(document, Dossier) and any(not _is_note(each) for each in document.extensions):
        lost["extensions of the dossier"] = 1
    return (
        *_told("left out, as there is no place for it", lost, Severity.WARNING),
        *_told("written in the vocabulary of the record", translated, Severity.INFO),
    )


def _differences(work: Work, back: Work | None) -> Differences:
    if type(work) is not type(back) or back is None:
        return Differences({"questions" if isinstance(work, Question) else "answers": None}, {})
    return differences.of_work(work, back)


def _is_note(extension: Extension) -> bool:
    return extension.namespace == NAMESPACE and extension.name == kept.NAME


def _count(names: Iterable[str], found: dict[str, int]) -> None:
    for name in names:
        found[name] = found.get(name, 0) + 1


def _told(what: str, found: dict[str, int], severity: Severity) -> Iterator[Problem]:
    """Problems that name all that was found: as many as it takes for none to be cut short."""
    named: list[str] = []
    for name, count in found.items():
        more = f"{name} ({count})"
        if named and len(_message(what, [*named, more])) > MESSAGE_LIMIT:
            yield Problem(rule="PQ617", severity=severity, message=_message(what, named))
            named = []
        named.append(more)
    if named:
        yield Problem(rule="PQ617", severity=severity, message=_message(what, named))


def _message(what: str, named: list[str]) -> str:
    return f"{what}, of so many works: {', '.join(named)}"


def _works(document: Document | None) -> tuple[Work, ...]:
    if isinstance(document, Dossier):
        return document.works
    return () if document is None else (document,)
