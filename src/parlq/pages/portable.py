"""Takes the lines of a page from the text layer of a PDF; needs pypdf, the extra `pdf`."""

from __future__ import annotations

import io
import logging

from pypdf import PdfReader

from parlq.limits import Limits
from parlq.pages.lines import Line, WrappedLine, allowed
from parlq.pages.report import Report
from parlq.pages.source import Saved
from parlq.problems import Severity

#: Most pages that are read: a question or an answer has one or two.
_PAGES = 200
# What it mends in a file it logs; without a handler, Python prints that among our own lines.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def from_bytes(data: bytes, limits: Limits, report: Report) -> Saved | None:
    """Read a PDF file; None, with a problem, when it cannot be read or has no text layer."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if len(reader.pages) > _PAGES:
            report.add("PQ104", f"more than {_PAGES} pages", None, Severity.ERROR)
            return None
        texts = [page.extract_text() for page in reader.pages]
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 # pypdf fails on a broken file in any way
        why = f"{type(error).__name__}: {error}"
        report.add("PQ101", f"not a readable PDF file: {why}", None, Severity.ERROR)
        return None
    text = allowed("\n".join(texts))
    if len(text) > limits.size:
        report.problems.append(limits.too_large(report.file))
        return None
    if not text.strip():
        report.add("PQ106", "the PDF has no text layer", None, Severity.ERROR)
        return None
    lines: list[Line] = [WrappedLine(n, line) for n, line in enumerate(text.split("\n"), 1)]
    return Saved(lines, text)
