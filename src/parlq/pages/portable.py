"""Takes the lines of a page from the text layer of a PDF; needs pypdf, the extra `pdf`."""

from __future__ import annotations

import io
import logging

from pypdf import PdfReader
from pypdf.errors import DependencyError

from parlq.limits import Limits
from parlq.pages.lines import Line, WrappedLine, allowed
from parlq.pages.report import Report
from parlq.pages.source import Saved
from parlq.problems import Severity

# pypdf tells what it mends; who reads a page is told what cannot be read.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

#: Most pages that are read: a question or an answer has one or two.
_PAGES = 200
#: Most bytes of what is drawn on the pages, and largest file, unless the limits are raised.
_DRAWN, _SIZE = 5_000_000, 20_000_000


def from_bytes(data: bytes, limits: Limits, report: Report) -> Saved | None:
    """Read a PDF file; None, with a problem, when it cannot be read or has no text layer."""
    if len(data) > _SIZE and not limits.raised:
        return _refused(
            report, "PQ104", "the PDF is larger than any page; raise the limits to read it"
        )
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return _refused(report, "PQ101", "the PDF is encrypted; save it without a password")
        if len(reader.pages) > _PAGES:
            return _refused(report, "PQ104", f"more than {_PAGES} pages")
        drawn = 0
        texts = []
        for page in reader.pages:
            contents = page.get_contents()
            drawn += len(contents.get_data()) if contents is not None else 0
            if drawn > _DRAWN and not limits.raised:
                return _refused(report, "PQ104", f"more than {_DRAWN} bytes are drawn on its pages")
            texts.append(page.extract_text())
    except DependencyError:
        return _refused(report, "PQ101", "the PDF is encrypted; save it without a password")
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 # pypdf fails on a broken file in any way
        why = f"{type(error).__name__}: {error}"
        return _refused(report, "PQ101", f"not a readable PDF file: {why}")
    text = allowed("\n".join(texts))
    if len(text) > limits.size:
        report.problems.append(limits.too_large(report.file))
        return None
    if not text.strip():
        return _refused(report, "PQ106", "the PDF has no text layer")
    lines: list[Line] = [WrappedLine(n, line) for n, line in enumerate(text.split("\n"), 1)]
    return Saved(lines, text)


def _refused(report: Report, rule: str, message: str) -> Saved | None:
    report.add(rule, message, None, Severity.ERROR)
    return None
