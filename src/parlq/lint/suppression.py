"""Comments in XML by which a document asks not to report a problem.

`<!-- parlq: ignore PQ401 -->` counts for its own line and for the element that follows it,
`<!-- parlq: ignore-file PQ401 -->` for the whole file. Several rules have commas between them, the
beginning of an id stands for all rules that begin so, and a reason may follow a colon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from parlq.formats.akn.xml.comments import Comment, comments
from parlq.lint.settings.selection import ALWAYS, meant_rule
from parlq.problems import Problem, Severity
from parlq.rules import RULES, stem_of

UNUSED, MALFORMED = "PQ711", "PQ712"
#: How a comment begins that is meant for parlq, however it is spelled.
_MEANT = re.compile(r"parlq:|(?i:parlq\s*:?\s*(?:ignore|disable))")
_MARK = re.compile(_MEANT.pattern.encode())
_WIDE = tuple(mark.encode(name) for mark in ("parlq:",) for name in ("utf-16-le", "utf-16-be"))
#: An id, the beginning of one, or a slug.
_CODE = r"(?:PQ\d{1,3}|[a-z]+(?:-[a-z]+)+)"
_ASKS = re.compile(
    r"parlq:\s*(?P<what>ignore-file|ignore)\s+"
    rf"(?P<rules>{_CODE}(?:\s*,\s*{_CODE})*)\s*(?::.*)?",
    re.DOTALL,
)
_FORM = "write <!-- parlq: ignore PQ401 --> or <!-- parlq: ignore-file PQ401, PQ410: reason -->"


def _why(text: str) -> str:
    """Why a comment is not understood, as far as it can be told, and how to write it."""
    said = re.match(r"parlq:\s*(?:ignore-file|ignore)\s+([^:]*)", text)
    for word in [] if said is None else re.split(r"[\s,]+", said[1].strip()):
        if word and (re.fullmatch(_CODE, word) is None or not stem_of(word).startswith("PQ")):
            return f": {word[:40]!r} is not a rule{meant_rule(word)}"
    return f"; {_FORM}"


def _stands_for_others(problem: Problem) -> bool:
    """Whether a problem says that there are more of its rule, wherever they are."""
    return problem.message.endswith("are not listed")


class _Asked(NamedTuple):
    """What one comment asks for one rule."""

    rule: str
    comment: Comment
    of_file: bool

    def hides(self, problem: Problem) -> bool:
        if not problem.rule.startswith(self.rule) or problem.rule in ALWAYS:
            return False
        if self.of_file:
            return True
        if problem.line is None or _stands_for_others(problem):
            return False
        comment = self.comment
        if problem.line == comment.place[0]:
            return True
        if comment.first is None or comment.last is None:
            return False
        if problem.column is None:
            return comment.first[0] <= problem.line <= comment.last[0]
        return comment.first <= (problem.line, problem.column) <= comment.last


class Suppressions:
    """What the comments of one file ask for; remembers what has been of use."""

    __slots__ = ("_asked", "_broken", "_places", "_used")

    def __init__(self, found: list[Comment]) -> None:
        self._asked: list[_Asked] = []
        self._broken: list[tuple[Comment, str]] = []
        self._places = {comment.place for comment in found}
        self._used: set[_Asked] = set()
        for comment in found:
            asks = _ASKS.fullmatch(comment.text)
            if asks is None:
                self._broken.append(
                    (comment, f"this comment suppresses nothing{_why(comment.text)}")
                )
                continue
            for code in re.findall(_CODE, asks["rules"]):
                rule = stem_of(code)
                if not any(known.startswith(rule) for known in RULES):
                    self._broken.append((comment, f"no rule is, or begins with, {code}"))
                elif rule in ALWAYS:
                    self._broken.append((comment, f"{rule} cannot be suppressed"))
                else:
                    self._asked.append(_Asked(rule, comment, asks["what"] == "ignore-file"))

    def hides(self, problem: Problem) -> bool:
        """Whether a problem is not to be reported."""
        if problem.rule == "PQ215" and (problem.line, problem.column) in self._places:
            return True  # the comment itself
        found = False
        for asked in self._asked:
            if asked.hides(problem):
                self._used.add(asked)
                found = True
        return found

    def is_own(self, problem: Problem) -> bool:
        """Whether a problem is only that a comment of this kind is there."""
        return problem.rule == "PQ215" and (problem.line, problem.column) in self._places

    def complaints(
        self, file: str | None, hidden: frozenset[str], problems: Sequence[Problem]
    ) -> list[Problem]:
        """Warnings about comments that are misspelled, and about those that hid nothing.

        Args:
            file: name of the input.
            hidden: rules that are not asked about in this run.
            problems: all problems of the document. Where it could not be read, not all rules were
                asked; and where there are more than are listed, nobody knows what is of no use.
        """
        whole = not any(map(_breaks_off, problems))
        more = {problem.rule for problem in problems if _stands_for_others(problem)}
        found = [_problem(MALFORMED, message, comment, file) for comment, message in self._broken]
        for asked in self._asked:
            if asked in self._used or not whole:
                continue
            named = [rule for rule in RULES if rule.startswith(asked.rule)]
            if more.intersection(named) or hidden.issuperset(named):
                continue
            where = "in this file" if asked.of_file else "on this line or in the next element"
            message = f"no problem of {asked.rule} {where}; remove it from the comment"
            found.append(_problem(UNUSED, message, asked.comment, file))
        return found


def _breaks_off(problem: Problem) -> bool:
    """Whether a problem keeps a document from being read to its end."""
    return problem.severity is Severity.ERROR and problem.rule[:3] in {"PQ2", "PQ3"}


def _problem(rule: str, message: str, comment: Comment, file: str | None) -> Problem:
    line, column = comment.place
    return Problem(
        rule=rule,
        severity=Severity.WARNING,
        message=message,
        file=file,
        line=line,
        column=column,
    )


def suppressions(data: bytes, format: str) -> Suppressions | None:
    """What the comments of a well-formed document ask for; None when there are none of this kind."""
    if format != "akn" or not (_MARK.search(data) or _is_wide(data)):
        return None
    found = [comment for comment in comments(data) if _MEANT.match(comment.text)]
    return Suppressions(found) if found else None


def _is_wide(data: bytes) -> bool:
    return b"\0" in data[:4] and any(mark in data for mark in _WIDE)
