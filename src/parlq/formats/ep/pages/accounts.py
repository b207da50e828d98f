"""Reports what became of each line of a page: read, boilerplate, or unknown."""

from __future__ import annotations

from enum import StrEnum

import attrs

from parlq.formats.ep.pages import reader
from parlq.formats.ep.pages.lines.line import Line
from parlq.limits import DEFAULT, Limits


class LineUse(StrEnum):
    """What became of a line."""

    READ = "read"
    BOILERPLATE = "boilerplate"
    UNKNOWN = "unknown"


@attrs.frozen
class LineAccount:
    """A line of a page, or the part of one that a reader took for a line of its own.

    Attributes:
        number: number of the line, counted from 1.
        text: its characters.
        use: `read` if a field or the text holds it; `boilerplate` if it states nothing about the
            question or the answer; `unknown` if an extension preserves it as printed, or if the
            page was refused.
        fields: what it was read as, such as `authors` or `variant.body`; the kind of boilerplate.
    """

    number: int
    text: str
    use: LineUse
    fields: tuple[str, ...] = ()


def account(
    data: bytes | str,
    *,
    file: str | None = None,
    limits: Limits = DEFAULT,
    source: str | None = None,
) -> tuple[LineAccount, ...]:
    """Return what became of each line of a page that is not blank, in its order.

    Lines of HTML, DOCX and PDF are the ones that a reader sees. Nothing is returned for data that
    is no text, such as a broken DOCX file.

    Args:
        data: the page, as for `read`.
        file: name of the input.
        limits: bounds on the input.
        source: address or name of the page, as for `read`.
    """
    lines, _ = reader.accounted(data, limits, file, source)
    in_order = sorted(lines, key=lambda line: (line.number, line.offset))
    return tuple(_of(line) for line in in_order if not line.blank)


def _of(line: Line) -> LineAccount:
    kinds = [span.boilerplate for span in line.spans if span.boilerplate is not None]
    paths = [span.path for span in line.spans if span.path is not None]
    fields = [".".join(each for each in path if isinstance(each, str)) for path in paths]
    unknown = not line.spans or any(field == "variant.extensions" for field in fields)
    use = LineUse.UNKNOWN if unknown else LineUse.READ if paths else LineUse.BOILERPLATE
    return LineAccount(line.number, line.text, use, tuple(dict.fromkeys([*fields, *kinds])))
