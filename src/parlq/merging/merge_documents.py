"""Merges documents about the same works, in several languages and from several sources, into one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from parlq.merging import group_works, local_links
from parlq.merging.group_works import Item, Work
from parlq.merging.merger import Merger
from parlq.model import (
    Answer,
    Document,
    Dossier,
    Extension,
    Question,
    Reference,
    VariantRole,
    identity,
)
from parlq.problems import Problem
from parlq.rules import RULES


@attrs.frozen(kw_only=True)
class Merged:
    """What merging gives.

    Attributes:
        value: the one work, or a dossier of all of them; None when there was nothing to merge.
        problems: facts and texts on which the documents differ, each with both readings.
    """

    value: Document | None
    problems: tuple[Problem, ...] = ()


def merge(documents: Iterable[Document], *, files: Sequence[str | None] = ()) -> Merged:
    """Merge documents: pages of one work in several languages, records, questions and answers.

    Works are one only where a name says so, as `parlq.model.identity` specifies: a reference, an
    identifier of a unique scheme, or one with its scope. A reference without a revision is that of
    a record with one. An answer without any name is the one that answers the same questions on the
    same day. An answer whose reference is that of a question at hand comes to name it.

    A fact that agrees is stored once, and what one document lacks comes from another. Documents
    that do not contradict each other give the same work in whatever order they come: their words
    for one thing are those of the document in an original language, else in English, else the first
    in protocol order. Of facts that contradict each other, the first is kept and both are reported;
    of bodies that differ only in their names, the one with a code, else the one with a URI.
    The text of each language goes to its variant, and original or translation is set by the
    original languages of the work. Works keep the order of the documents.

    Authors are the same when their URIs are, or their names in whatever case, accents and order of
    words. Of several readings of one answerer, the fullest is taken whole: a name is never put
    together from two sources. Bodies are the same when their codes are, whatever vocabulary their
    URIs are from.

    Args:
        documents: questions, answers and dossiers, in the order in which facts are to be believed.
        files: names of the documents, for the problems.
    """
    whole = [_known(each) for each in documents]
    names = [*files[: len(whole)], *[None] * (len(whole) - len(files))]
    problems: list[Problem] = []
    items = local_links.works(whole)
    groups, apart = group_works.groups(items)
    anchored = local_links.Anchors(items, groups)
    merger = Merger(problems)
    merged = [
        merger.works([(anchored.works[n], names[items[n].document]) for n in group])
        if len(group) > 1
        else anchored.works[group[0]]
        for group in groups
    ]
    problems += _kept_apart(items, names, apart, anchored)
    works = [_with_roles(work) for work in _tied(merged)]
    extensions = dict.fromkeys(
        each for document in whole if isinstance(document, Dossier) for each in document.extensions
    )
    return Merged(value=_document(works, extensions), problems=tuple(problems))


def _known(document: Document) -> Document:
    if not isinstance(document, Question | Answer | Dossier):
        kind = type(document).__name__
        raise TypeError(f"expected a Question, an Answer or a Dossier to merge, not {kind}")
    return document


def merge_works(works: Sequence[Question | Answer], *, files: Sequence[str | None] = ()) -> Merged:
    """Merge works that are known to be one, whatever their names are.

    Args:
        works: works of one kind, one at least, in the order in which facts take precedence.
        files: names of the documents that they are from, for the problems.
    """
    problems: list[Problem] = []
    names = [*files[: len(works)], *[None] * (len(works) - len(files))]
    value = Merger(problems).works(list(zip(works, names, strict=True)))
    return Merged(value=_with_roles(value), problems=tuple(problems))


def _document(works: list[Work], extensions: dict[Extension, None]) -> Document | None:
    """One work as it is, several as a dossier."""
    if len(works) == 1:
        more = [each for each in extensions if each not in works[0].extensions]
        return attrs.evolve(works[0], extensions=(*works[0].extensions, *more))
    if not works:
        return None
    return Dossier(
        questions=tuple(work for work in works if isinstance(work, Question)),
        answers=tuple(work for work in works if isinstance(work, Answer)),
        extensions=tuple(extensions),
    )


def _kept_apart(
    items: list[Item],
    files: list[str | None],
    apart: list[group_works.Apart],
    anchored: local_links.Anchors,
) -> Iterator[Problem]:
    """What might have been merged, or linked, and is not."""
    for rule, numbers, why in apart:
        work, document = items[numbers[0]]
        more = f" (and {len(numbers) - 1} more)" if len(numbers) > 1 else ""
        yield _problem(rule, f"{why}{more}", files[document], work.label)
    for number, link, made in anchored.lost:
        work, document = items[number]
        message = (
            f"{link.scheme} {link.value[:80]!r} has no scope and names no work of its own file; kept"
            f" as the local identifier {made.value[:80]!r}"
        )
        yield _problem("PQ453", message, files[document], work.label)
    for document, identifiers in anchored.unscoped().items():
        shown = ", ".join(f"{each.scheme} {each.value[:40]!r}" for each in identifiers[:3])
        more = f" and {len(identifiers) - 3} more" if len(identifiers) > 3 else ""
        message = (
            f"an earlier file also has works called {shown}{more};"
            " without a scope they are kept as separate works"
        )
        yield _problem("PQ454", message, files[document], None)


def _problem(rule: str, message: str, file: str | None, work: str | None) -> Problem:
    return Problem(rule=rule, severity=RULES[rule].severity, message=message, file=file, work=work)


def _tied(works: list[Work]) -> list[Work]:
    """Let an answer name the question whose number it bears, where that question is at hand.

    A question is named with its revision, where one document states it and another does not.
    """
    asked = {
        (work.parliament, work.reference)
        for work in works
        if isinstance(work, Question) and work.reference
    }
    revised: dict[object, Reference | None] = {}
    for parliament, reference in asked:
        key = (parliament, identity.unrevised(reference))
        revised[key] = None if key in revised and key not in asked else reference
    for parliament, reference in asked:  # the plain number is that of the question that bears it
        if reference.revision is None:
            revised[parliament, reference] = reference
    return [_linked(work, revised) if isinstance(work, Answer) else work for work in works]


def _linked(answer: Answer, revised: dict[object, Reference | None]) -> Answer:
    parliament = answer.parliament
    names = [revised.get((parliament, each)) or each for each in answer.answers_to]
    base = answer.reference.base if answer.reference else None
    own = None if base is None else revised.get((parliament, base))
    if own is not None and own not in names:
        names.insert(0, own)
    if tuple(names) == answer.answers_to:
        return answer
    return attrs.evolve(answer, answers_to=tuple(dict.fromkeys(names)))


def _with_roles(work: Work) -> Work:
    """Say which texts are original, as far as the original languages are known."""
    originals = work.original_languages
    if not originals or all(v.role is not None or not v.body for v in work.variants):
        return work
    variants = []
    for variant in work.variants:
        if variant.role is None and variant.body:
            original = variant.language in originals
            role = VariantRole.ORIGINAL if original else VariantRole.TRANSLATION
            variants.append(attrs.evolve(variant, role=role))
        else:
            variants.append(variant)
    return attrs.evolve(work, variants=tuple(variants))
