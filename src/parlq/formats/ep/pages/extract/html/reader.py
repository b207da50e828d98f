"""Reads HTML into the lines of a page."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from parlq.formats.ep.pages.extract.html import unclosed_markup
from parlq.formats.ep.pages.extract.html.blocks import leave_out_controls
from parlq.formats.ep.pages.extract.html.inline_nesting import TooManyInlinesError
from parlq.formats.ep.pages.extract.html.link_targets import target
from parlq.formats.ep.pages.extract.html.sibling_positions import TooManyStylesError
from parlq.formats.ep.pages.extract.html.visibility import Cleaner
from parlq.formats.ep.pages.extract.html.walker import Walker
from parlq.formats.ep.pages.lines.extracted import Saved, too_long
from parlq.formats.ep.pages.lines.report import Report
from parlq.io.resources import words_of
from parlq.limits import Limits
from parlq.problems import Severity

_DECLARATION = re.compile(r"<\?xml[^<>]*\?>")
#: What browsers, SingleFile, HTTrack and the Wayback Machine note of the address of a page.
_SAVED_FROM = re.compile(
    r"""saved\ from\ url=\(\d+\)(?P<browser>\S+)|SingleFile\s{1,20}url:\s{0,20}(?P<single>https?://\S+)
    |Mirrored\ from\ (?P<mirror>\S+)\ by\ HTTrack|__wm\.wombat\(\s?["'](?P<wayback>https?:[^"'\s]+)""",
    re.VERBOSE,
)
#: The address of a page in an archive, and that of the page itself in it.
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/[0-9]{4,14}[a-z_]{0,4}/(?P<own>https?:.+)")
#: Characters at the top among which such a note is looked for.
_NOTED = 20_000
#: Begins and ends of struck text by elements that browsers open again in the next paragraph.
_STRUCK = re.compile(r"<(?P<end>/?)s(?:trike)?[\s/>]", re.IGNORECASE)
#: What stands in a head (HTML Standard, 13.2.6.4.4); anything else ends it.
_OF_HEAD = words_of(__name__, "names.tsv", "of_head")
#: Most links, and most further addresses of the page, that are reported one by one.
_REPORTED = 20

#: An attribute as the HTML Standard cuts it (13.2.5), and a tag with its attributes.
_ATTRIBUTE = re.compile(
    r"""[\s/]*[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"'][^\s>]*+)?)?"""
)
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE.pattern})*+")
#: Most attributes of one element: libxml2 takes time in the square of their number.
_ATTRIBUTES = 256


def _has_many_attributes(text: str) -> bool:
    """Whether an element has more attributes than any page has."""
    # No tag of less than 1,000 characters takes time, however many there are.
    long = (tag[0] for tag in _TAG.finditer(text) if tag.end() - tag.start() > 1000)
    return any(len(_ATTRIBUTE.findall(tag)) - 1 > _ATTRIBUTES for tag in long)


def from_text(text: str, limits: Limits, report: Report, encoding: str = "utf-8") -> Saved | None:
    """Read HTML whose characters have been looked at; `encoding` is what it was decoded from."""
    if not limits.unbounded and _has_many_attributes(text):
        message = f"an element has more than {_ATTRIBUTES} attributes; raise the limits to read it"
        report.add("PQ104", message, None, Severity.ERROR)
        return None
    source = _DECLARATION.sub("", text, count=1)
    roots = _parsed(source, report)
    if roots is None:
        return None
    broken = unclosed_markup.end(roots, source)
    for root in roots:
        broken += unclosed_markup.inside(root)
        if "<![CDATA[" in text:
            broken += unclosed_markup.sections(root)
        _end_head(root)
    address, base = _address(roots, text, report), _base(roots)
    try:
        cleaner = Cleaner(roots, text, unbounded=limits.unbounded)
        for root in roots:
            cleaner.clean(root)
    except TooManyStylesError:
        message = "more styles than are looked up; raise the limits to read the page"
        report.add("PQ104", message, None, Severity.ERROR)
        return None
    walker = Walker(_scheme(base or address), encoding, base, unbounded=limits.unbounded)
    begins = []
    try:
        for root in roots:
            begins.append(len(walker.lines))
            walker.walk(root)
    except TooManyInlinesError:
        message = "bold, links and the like are left open over too many lines; close them"
        report.add("PQ104", f"{message}, or raise the limits", None, Severity.ERROR)
        return None
    lines = walker.lines
    if too_long(lines, limits, report):
        return None
    cleaner.report(report)
    if not lines:
        report.add("PQ106", "the page has no text", None, Severity.ERROR)
        return None
    _report_links(walker.odd, report)
    if any(each.name == "struck" for each in cleaner.unmapped):
        _report_open(text, report)
    unmapped = sorted([*broken, *cleaner.unmapped, *walker.lost], key=lambda each: each.line)
    shown = "\n".join(line.text for line in lines)
    return Saved(lines, shown, address, unmapped, tuple(begins[1:]), marked_up=True)


def _parsed(text: str, report: Report) -> list[Any] | None:
    """The document, and what stands behind its end, as browsers show it below."""
    parser = html.HTMLParser(remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(text + unclosed_markup.END, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        if "empty" in str(error):
            report.add("PQ106", "the page has no text", None, Severity.ERROR)
        else:
            report.add("PQ101", "the HTML parser cannot read this page", 1, Severity.ERROR)
        return None
    if any("depth" in entry.message for entry in parser.error_log):
        report.add("PQ105", "the markup nests too deeply", 1, Severity.ERROR)
        return None
    roots = [root, *root.itersiblings(etree.Element)]
    if "&#" in text:
        for each in roots:
            leave_out_controls(each, report)
    return roots


def _end_head(root: Any) -> None:
    """Move what can stand in no head into the body, as browsers do: the head ends before it."""
    for head in root.findall("head"):
        if not (head.text or "").strip() and not any(map(_is_content, head)):
            continue
        moved = head.makeelement("div")
        moved.text, head.text = head.text, None
        for each in list(head):
            if isinstance(each.tag, str) and each.tag not in _OF_HEAD:
                moved.append(each)
            elif each.tail:
                _say_last(moved, each.tail)
                each.tail = None
        body = next(head.itersiblings("body"), None)
        if body is None:
            body = head.makeelement("body")
            body.tail, head.tail = head.tail, None
            head.addnext(body)
        moved.tail, body.text = body.text, None
        body.insert(0, moved)


def _say_last(element: Any, words: str) -> None:
    """Put words at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _is_content(element: Any) -> bool:
    """Whether an element in a head, or words behind it, are part of the body."""
    if (element.tail or "").strip():
        return True
    return isinstance(element.tag, str) and element.tag not in _OF_HEAD


def _report_links(odd: list[tuple[int, str]], report: Report) -> None:
    """Report links that are kept, but not as their page states them (PQ518)."""
    for line, words in odd[:_REPORTED]:
        report.add("PQ518", f"unusual target of a link: {words}", line, Severity.INFO)
    if (more := len(odd) - _REPORTED) > 0:
        message = f"unusual targets of {more} more links"
        report.add("PQ518", message, odd[_REPORTED][0], Severity.INFO)


def _report_open(text: str, report: Report) -> None:
    """Report struck text that is not closed where it is opened: browsers strike what follows."""
    ends = [found["end"] for found in _STRUCK.finditer(text)]
    if ends != ["", "/"] * (len(ends) // 2):
        message = "struck text is not closed in its paragraph; what follows may be struck, too"
        report.add("PQ516", message)


def _scheme(address: str | None) -> str | None:
    """The scheme of a page on the web."""
    scheme = (address or "").partition(":")[0].lower()
    return scheme if scheme in {"http", "https"} else None


def _base(roots: list[Any]) -> str | None:
    """The address from which links lead, if the page states another one than its own."""
    stated = next(
        (each.get("href") for r in roots for each in r.iter("base") if each.get("href")), ""
    )
    found = _cleaned(stated)
    return found if _scheme(found) else None


def _address(roots: list[Any], text: str, report: Report) -> str | None:
    """The address that the page gives itself, or that the browser noted when it saved it."""
    stated: dict[str, int] = {}
    for root in roots:
        for link in root.iter("link"):
            if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
                stated.setdefault(_cleaned(link.get("href")), link.sourceline or 1)
    for root in roots:
        for meta in root.iter("meta"):
            if meta.get("property") == "og:url" and meta.get("content"):
                stated.setdefault(_cleaned(meta.get("content")), meta.sourceline or 1)
    taken, *others = stated or [None]
    for other in others[:_REPORTED]:
        message = f"the page states two addresses: used {taken}, ignored {other}"
        report.add("PQ504", message, stated[str(other)], Severity.INFO)
    if taken is not None:
        return taken
    found = _SAVED_FROM.search(text[:_NOTED])
    if found is None:
        return None
    noted = str(found[found.lastgroup or 0])
    return _own(noted if found["mirror"] is None else f"https://{noted}")


def _own(address: str) -> str:
    """The address of a page itself, where one in an archive is stated."""
    archived = _ARCHIVED.fullmatch(address)
    return archived["own"] if archived else address


def _cleaned(stated: str) -> str:
    """An address as browsers read it; as stated, if they cannot."""
    found = target(stated)
    return _own(found.href if found is not None and found.href is not None else stated)
