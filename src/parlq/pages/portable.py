"""Takes the lines of a page from the text layer of a PDF; needs pypdf, the extra `pdf`."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from parlq.bounded import Bounds, BoundsError, FailedError, RaisedError, run
from parlq.limits import Limits
from parlq.pages.apart import PrintLine
from parlq.pages.lines import Line, WrappedLine, allowed
from parlq.pages.report import Report
from parlq.pages.running import is_margin, running
from parlq.pages.saved import Saved, Unmapped, too_long
from parlq.problems import MissingExtraError, Severity

#: Most pages that are read: a question or an answer has one or two.
_PAGES = 200
#: Largest file, and longest text of a small and of any file, by default.
_SIZE, _CHARACTERS, _LONGEST = 20_000_000, 600_000, 2_000_000
#: Bytes of a file for each second that reading it may take, and for each megabyte of memory.
_SECOND, _MEGABYTE = 100_000, 200_000
#: Most raised characters that are reported one by one.
_REPORTED = 50
#: What reading a file may take by default, and with limits raised.
_USUAL, _MOST = Bounds(cpu=3, memory=256), Bounds(cpu=600, memory=4096, output=1024)


def from_bytes(data: bytes, limits: Limits, report: Report) -> Saved | None:
    """Read a PDF file; None, with a problem, when it cannot be read or has no text layer.

    Raises:
        MissingExtraError: pypdf is not installed.
    """
    if find_spec("pypdf") is None:
        raise MissingExtraError("reading PDF", "pdf")
    if len(data) > _SIZE and not limits.raised:
        return _refused(
            report, "PQ104", "the PDF is larger than any page; raise the limits to read it"
        )
    characters = min(max(_CHARACTERS, 2 * len(data)), _LONGEST, limits.size)
    try:
        found = run(
            "parlq.pages.portable_text:extract",
            data,
            _PAGES,
            limits.size if limits.raised else characters,
            bounds=_MOST if limits.raised else _bounds(len(data)),
        )
    except BoundsError as error:
        message = f"reading the PDF takes more than {error.bound}; raise the limits to read it"
        return _refused(report, "PQ104", message)
    except RaisedError:
        raise  # a fault of parlq: what pypdf raises comes back as a problem
    except FailedError as error:
        return _refused(report, "PQ101", f"not a readable PDF file: {error}")
    if "refused" in found:
        return _refused(report, *found["refused"])
    return _saved(found, limits, report)


def _bounds(size: int) -> Bounds:
    """What reading a file of this size may take."""
    return Bounds(cpu=max(_USUAL.cpu, size // _SECOND), memory=_USUAL.memory + size // _MEGABYTE)


def _saved(found: dict[str, Any], limits: Limits, report: Report) -> Saved | None:
    """The lines of the pages that were extracted."""
    pages = [[PrintLine(allowed(text), height) for text, height in page] for page in found["pages"]]
    lines, unmapped, begins = _lines(pages, report)
    text = "\n".join(line.text for line in lines)
    if too_long(lines, limits, report):
        return None
    if not text.strip():
        return _refused(report, "PQ106", "the PDF has no text layer")
    _report_raised(found["raised"], begins, report)
    for page, kind, said in found["beside"]:
        # An address that is printed is read where it stands.
        if kind != "link" or said.removeprefix("mailto:") not in text:
            unmapped.append(Unmapped(begins[page], kind, allowed(said)))
    return Saved(lines, text, unmapped=sorted(unmapped, key=lambda each: each.line))


def _lines(
    pages: list[list[PrintLine]], report: Report
) -> tuple[list[Line], list[Unmapped], list[int]]:
    """The lines of all pages as one text, what is not in it, and the line each page begins with.

    What stands at the foot of each page but the last, its number and that of the print, would part
    the text; such lines come first, as furniture. What states in a running header what pages state
    at their foot comes last.
    """
    run_through = running(pages)
    last_lines: list[Line] = []
    found: list[Line] = []
    feet: list[Line] = []
    unmapped: list[Unmapped] = []
    begins: list[int] = []
    number = 0
    for place, page in enumerate(pages):
        begins.append(number + 1)
        lines: list[Line] = []
        for at, (text, _) in enumerate(page):
            number += 1
            if (place, at) in run_through.feet:
                last_lines.append(Line(number, text.strip()))
            elif (place, at) not in run_through.repeated:
                lines.append(WrappedLine(number, text))
            elif (place, at) in run_through.lost:
                unmapped.append(Unmapped(number, "running", text.strip()))
            if (place, at) in run_through.apart:
                where = f"a line at the edge of page {place + 1} may be no part of the text"
                report.add("PQ514", f"{where}: {text.strip()}", number)
        while place + 1 < len(pages) and lines and (lines[-1].blank or is_margin(lines[-1].text)):
            last = lines.pop()
            if not last.blank:
                last.furniture("page")
            feet.append(last)
        found += lines
    return [*reversed(feet), *found, *last_lines], unmapped, begins


def _report_raised(
    raised: list[tuple[int, int, str]],
    begins: list[int],
    report: Report,
) -> None:
    """Report characters that are raised or lowered: they may turn `10` with a `6` into `106`."""
    for page, at, text in raised[:_REPORTED]:
        message = f"raised or lowered characters are read as plain text: {allowed(text)}"
        report.add("PQ515", message, begins[page] + at)
    if (more := len(raised) - _REPORTED) > 0:
        page, at, _ = raised[_REPORTED]
        report.add("PQ515", f"{more} more raised or lowered characters", begins[page] + at)


def _refused(report: Report, rule: str, message: str) -> Saved | None:
    report.add(rule, message, None, Severity.ERROR)
    return None
