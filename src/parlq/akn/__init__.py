"""Akoma Ntoso 3.0: reading and writing questions, answers and dossiers in the parlq profile."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from parlq.akn import reader, schema, source
from parlq.akn.report import Report
from parlq.akn.writer import dumps
from parlq.limits import DEFAULT, Limits
from parlq.problems import InputError

if TYPE_CHECKING:
    from parlq.model import Document

__all__ = ["dumps", "loads"]


def loads(
    data: bytes | str, *, check: bool = True, file: str | None = None, limits: Limits = DEFAULT
) -> Document:
    if isinstance(data, str):
        data = data.encode()
    root = source.parse(data, file, limits)
    problem = source.root_problem(root, file)
    if problem is not None:
        raise InputError((problem,))
    if check and (problems := schema.problems(root, "parlq", file)):
        raise InputError(tuple(problems))
    report = Report(file)
    value = reader.document(root, report)
    if report.problems or value is None:
        raise InputError(tuple(report.problems))
    return value
