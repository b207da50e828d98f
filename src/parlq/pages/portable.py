"""Takes the lines of a page from the text layer of a PDF; needs pypdf, the extra `pdf`."""

from __future__ import annotations

import io
import logging
import re

from pypdf import PdfReader
from pypdf.errors import DependencyError

from parlq.limits import Limits
from parlq.pages.lines import Line, WrappedLine, allowed
from parlq.pages.report import Report
from parlq.pages.saved import Saved
from parlq.problems import Severity

# pypdf tells what it mends; who reads a page is told what cannot be read.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

#: Most pages that are read: a question or an answer has one or two.
_PAGES = 200
#: The foot of a page: the number of the print, the page of how many, the language.
_FOOT = re.compile(
    r"\s*(?:PE\s?[0-9]{3}\.[0-9]{3}(?:v[0-9]{2}-[0-9]{2})?)?\s*(?:[0-9]{1,3}\s?/\s?[0-9]{1,3})?\s*(?:[A-Z]{2})?\s*"
)
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
    lines = _lines([allowed(text) for text in texts])
    text = "\n".join(line.text for line in lines)
    if len(text) > limits.size:
        report.problems.append(limits.too_large(report.file))
        return None
    if not text.strip():
        return _refused(report, "PQ106", "the PDF has no text layer")
    return Saved(lines, text)


def _lines(texts: list[str]) -> list[Line]:
    """The lines of all pages as one text.

    What stands at the foot of each page but the last, its number and that of the print, would part
    the text; such lines come first, as furniture.
    """
    found: list[Line] = []
    feet: list[Line] = []
    for place, text in enumerate(texts, 1):
        first = len(found) + len(feet) + 1
        lines: list[Line] = [WrappedLine(n, line) for n, line in enumerate(text.split("\n"), first)]
        while place < len(texts) and lines and (lines[-1].blank or _FOOT.fullmatch(lines[-1].text)):
            last = lines.pop()
            if not last.blank:
                last.furniture("page")
            feet.append(last)
        found += lines
    return [*reversed(feet), *found]


def _refused(report: Report, rule: str, message: str) -> Saved | None:
    report.add(rule, message, None, Severity.ERROR)
    return None
