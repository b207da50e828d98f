"""Takes the lines of a page from the text layer of a PDF; needs pypdf, the extra `pdf`."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from parlq.formats.ep.pages.extract.pdf.page_margins import PrintLine
from parlq.formats.ep.pages.extract.pdf.printed_lines import Printed
from parlq.formats.ep.pages.language.line_labels import label
from parlq.formats.ep.pages.lines.blanks import shortened
from parlq.formats.ep.pages.lines.extracted import Saved, Unmapped, too_long
from parlq.formats.ep.pages.lines.line import allowed
from parlq.formats.ep.pages.lines.report import Report
from parlq.io.bounded_process import Bounds, BoundsError, FailedError, RaisedError, run
from parlq.limits import Limits
from parlq.problems import MissingExtraError, Severity

#: Most pages that are read: a question or an answer has one or two.
_PAGES = 200
#: Largest file, and longest text of a small and of any file, by default.
_SIZE, _CHARACTERS, _LONGEST = 20_000_000, 600_000, 2_000_000
#: Bytes of a file for each second that reading it may take, and for each megabyte of memory.
_SECOND, _MEGABYTE = 100_000, 200_000
#: Most operators with which pages draw, unless the file has more bytes.
_OPERATORS = 500_000
#: Most marks of one kind that are reported one by one; most texts that one message repeats, and how
#: much of each.
_REPORTED, _SHOWN, _WORDS = 50, 5, 40
#: Most lines of the head of a page.
_HEAD = 20
#: Text that the PDF paints and that nobody sees.
_HARD_TO_SEE = {
    "faint": "text in the colour of the paper, or in none,",
    "outside": "text outside the page",
    "tiny": "text that is too small to read",
}
#: What reading a file may take by default, and with limits raised.
_USUAL, _MOST = Bounds(cpu=3, memory=256), Bounds(cpu=600, memory=4096, output=1024)


def from_bytes(data: bytes, limits: Limits, report: Report) -> Saved | None:
    """Read a PDF file; None, with a problem, when it cannot be read or has no text layer.

    Raises:
        MissingExtraError: pypdf is not installed.
    """
    if find_spec("pypdf") is None:
        raise MissingExtraError("reading PDF", "pdf")
    if len(data) > _SIZE and not limits.unbounded:
        return _refused(
            report, "PQ104", "the PDF is larger than any page; raise the limits to read it"
        )
    characters = min(max(_CHARACTERS, 2 * len(data)), _LONGEST, limits.size)
    try:
        found = run(
            "parlq.formats.ep.pages.extract.pdf.bounded_text:extract",
            data,
            _PAGES,
            limits.size if limits.unbounded else characters,
            limits.size if limits.unbounded else max(_OPERATORS, len(data)),
            bounds=_MOST if limits.unbounded else _bounds(len(data)),
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
    pages = [
        [PrintLine(shortened(allowed(text)), height, size) for text, height, size in page]
        for page in found["pages"]
    ]
    printed = Printed(pages, report)
    text = "\n".join(line.text for line in printed.lines)
    if too_long(printed.lines, limits, report):
        return None
    _report_fonts(found["fonts"], printed.begins, report)
    if not text.strip():
        return _refused(
            report, "PQ106", "the PDF has no text layer; run text recognition (OCR) on it"
        )
    _report_marks(found["marks"], pages, printed.begins, report)
    _report_drawn(found["counts"], found["skipped"], report)
    _report_beside(found["layers"], found["files"], report)
    unmapped = printed.unmapped
    for page, kind, said in found["beside"]:
        # An address that is printed is read where it stands.
        if kind != "link" or said.removeprefix("mailto:") not in text:
            unmapped.append(Unmapped(printed.begins[page], kind, allowed(said)))
    return Saved(printed.lines, text, unmapped=sorted(unmapped, key=lambda each: each.line))


def _report_marks(
    marks: list[tuple[int, int, str, str]],
    pages: list[list[PrintLine]],
    begins: list[int],
    report: Report,
) -> None:
    """Report how text looks that is read as plain text.

    Raised characters may turn `10` with a `6` into `106`, struck words turn the meaning round: each
    is reported. Bold and italic are one problem of a file. Lines of a head say nothing by them.
    """
    kinds: dict[str, list[tuple[int, str]]] = {}
    known = (at for at, line in enumerate(pages[0][:_HEAD]) if label(line.text) is not None)
    head = max(known, default=-1)
    for page, at, kind, text in marks:
        if kind in {"raised", "struck"} or page or at > head:
            name = kind if kind in {"raised", "struck", "whole"} else "within"
            kinds.setdefault(name, []).append((begins[page] + at, allowed(text)))
    for kind, rule, words in (
        ("raised", "PQ515", "raised or lowered characters"),
        ("struck", "PQ516", "struck-out words"),
    ):
        found = kinds.get(kind, [])
        for line, text in found[:_REPORTED]:
            report.add(rule, f"{words} are read as plain text: {text}", line)
        if (more := len(found) - _REPORTED) > 0:
            report.add(rule, f"{more} more {words}", found[_REPORTED][0])
    for kind, words, severity in (
        ("within", "bold or italic words", Severity.WARNING),
        ("whole", "bold or italic lines", Severity.INFO),
    ):
        if found := kinds.get(kind, []):
            first = ", ".join(text[:_WORDS] for _, text in found[:_SHOWN])
            more_than = ", …" if len(found) > _SHOWN else ""
            message = f"{words} are read as plain text ({len(found)}): {first}{more_than}"
            report.add("PQ516", message, found[0][0], severity)


def _report_fonts(fonts: list[tuple[int, int, str]], begins: list[int], report: Report) -> None:
    """Report fonts that leave open what characters their codes are, once a file."""
    if fonts:
        said = _listed([name for *_, name in fonts])
        what = "text in a font without a character map may be wrong or missing"
        report.add("PQ516", f"{what}: {said}", min(begins[page] + at for page, at, _ in fonts))


def _listed(names: list[str]) -> str:
    """The first of some names, on one line."""
    shown = (" ".join(allowed(name).split())[:_WORDS] for name in names[:_SHOWN])
    return ", ".join(shown) + ", …" * (len(names) > _SHOWN)


def _report_beside(layers: list[str], files: tuple[int, list[str]], report: Report) -> None:
    """Report layers that are off and have text, and files that the PDF embeds, once a file."""
    if layers:
        what = "text in a layer that the PDF does not show is read as part of the page"
        report.add("PQ517", f"{what}: {_listed(layers)}")
    if count := files[0]:
        what = f"files that the PDF embeds are left out ({count})"
        report.add("PQ516", f"{what}: {_listed(files[1])}")


def _report_drawn(counts: dict[str, int], skipped: list[str], report: Report) -> None:
    """Report what pages draw that is no text, once a file, and what pypdf leaves out."""
    if count := counts["picture"]:
        report.add("PQ516", f"pictures of the PDF are left out ({count})")
    if count := counts["drawing"]:
        message = f"curves and shadings that the PDF draws are left out ({count})"
        report.add("PQ516", message, None, Severity.INFO)
    if count := counts["bare"]:
        report.add("PQ516", f"forms without resources of their own cannot be read ({count})")
    if counts["unseen"] and not counts["picture"]:
        report.add("PQ517", "text that the PDF does not paint is read as part of the page")
    for kind, what in _HARD_TO_SEE.items():
        if counts[kind]:
            report.add("PQ517", f"{what} is read as part of the page")
    if counts["unread"]:
        report.add("PQ516", "text in a font that a graphics state sets may be wrong or missing")
    if skipped:
        report.add("PQ516", f"parts of the PDF cannot be read and are left out ({len(skipped)})")


def _refused(report: Report, rule: str, message: str) -> Saved | None:
    report.add(rule, message, None, Severity.ERROR)
    return None
