"""What the address of a page, and what the caller says, add to the facts of the page itself."""

from __future__ import annotations

import re

from parlq.formats.ep.pages.lines.report import Report
from parlq.formats.ep.pages.parse.facts import Facts, question_kind
from parlq.model import QuestionKind, Reference
from parlq.model.fields.scalars import URI
from parlq.model.references.reference import ReferenceForm, ReferenceMatch
from parlq.problems import ModelError, Severity

#: What the names of files have in the Parliament's collection DCEP: of answers, of questions.
_OF_ANSWER, _OF_QUESTION = "__WQA__", "__WQ__"


def read_address(address: str | None) -> ReferenceMatch | None:
    """The reference that an address points to; None when it points to none."""
    if not address:
        return None
    try:
        return Reference.parse_match(address)
    except ModelError:
        return None


def is_answer(address: str | None) -> bool:
    """Whether an address or a name is that of an answer."""
    match = read_address(address)
    return match is not None and (
        match.reference.is_answer
        or match.form is ReferenceForm.SIDES_ANSWERS
        or _OF_ANSWER in str(address)
    )


def named_by(file: str | None) -> str | None:
    """The name of a file, if it names a question or an answer: `E-2008-0147__EN.txt`."""
    name = re.split(r"[/\\]", file)[-1] if file else None
    return name if name and "-" in name and read_address(name) is not None else None


def complete(facts: Facts, given: Reference | None, address: str | None, report: Report) -> None:
    """Add what stands beside a page to its facts, checked against what the page prints."""
    if given is not None:
        _refer(facts, given, "was given", report)
    if address is not None:
        _address(facts, address, report)
    beside = given is not None or address is not None
    plain = facts.kind in {None, QuestionKind.WRITTEN}
    if beside and plain and facts.references and not facts.is_answer:
        # Priority questions were headed like other written ones until 2018.
        facts.kind = question_kind(facts.wording if facts.kind else "", facts.references[0].letter)


def complete_all(found: list[Facts], address: str | None, report: Report) -> None:
    """Add the address of a page that holds several works to each, checked against their references.

    Language and term are those of the work that it names.
    """
    if address is None:
        return
    match = read_address(address)
    if match is None or "://" in address:
        if fault := URI.fault(address):
            report.add("PQ509", f"the address {fault}; it is left out", None)
            return
        for facts in found:
            facts.source = address
    if match is None:
        return
    wanted = match.reference
    named = [each for each in found if any(_same(wanted, one) for one in _named(each))]
    for facts in named:
        facts.term = facts.term or match.term
        if match.language and not facts.votes:
            facts.vote((match.language,))
    printed = [one for facts in found for one in _named(facts)]
    if not named and printed:
        report.add("PQ504", f"the page prints {printed[0]}, but {wanted} is in its address")


def _named(facts: Facts) -> list[Reference]:
    """The references of a work and of what it answers."""
    return [each for each in (*facts.references, *facts.answers_to) if isinstance(each, Reference)]


def _address(facts: Facts, address: str, report: Report) -> None:
    match = read_address(address)
    is_name = match is not None and "://" not in address
    if not is_name:
        if fault := URI.fault(address):
            report.add("PQ509", f"the address {fault}; it is left out", None)
        else:
            facts.source = address
    if match is None:
        return
    if facts.is_answer != is_answer(address) and not (is_name and _OF_QUESTION not in address):
        kind = "an answer" if facts.is_answer else "a question"
        report.add("PQ504", f"the page is {kind}, but its address is not: {address}")
        return
    _refer(facts, match.reference, "is in its address", report)
    if facts.term is None:
        facts.term = match.term
    if match.language and not facts.votes:
        facts.vote((match.language,))
    elif match.language and facts.language not in {None, match.language} and not facts.foreign:
        message = (
            f"the language is {match.language} in the address, but the text is in {facts.language}"
        )
        report.add("PQ504", message, None, Severity.INFO)


def _refer(facts: Facts, reference: Reference, where: str, report: Report) -> None:
    """Take a reference, its own or that of the question answered, unless the page prints another."""
    of_question = facts.is_answer and not reference.is_answer
    printed = [
        each
        for each in (facts.answers_to if of_question else facts.references)
        if isinstance(each, Reference)
    ]
    if reference in printed:
        return
    if printed and not any(_same(reference, each) for each in printed):
        report.add("PQ504", f"the page prints {printed[0]}, but {reference} {where}")
    elif not printed and of_question:
        facts.answers_to.append(reference)
    elif not printed:
        facts.references.append(reference)


def _same(one: Reference, other: Reference) -> bool:
    """Whether two references differ only in what an address leaves out: revision and letter."""
    return (one.number, one.year, one.suffix) == (other.number, other.year, other.suffix) and (
        one.letter == other.letter or other.letter is None
    )
