"""Statistics as charts, in SVG or PNG; they need the extra `plot` and no network."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from parlq.problems import MissingExtraError, encodable
from parlq.tables.counting import Statistics
from parlq.tables.table import TableError

#: What has a chart, with its title.
_BARS: Final = {
    "year": "Questions by year",
    "kind": "Questions by kind",
    "addressee": "Questions by addressee",
    "group": "Questions by political group of an author",
    "language": "Questions by language version",
    "status": "Questions by status",
}
#: Most bars of a chart; the others are one bar.
_MOST: Final = 15
#: Days in a bar of the chart of days, and the day from which on all are one bar.
_STEP, _END = 14, 364
#: A grey that is dark in print, too; values stand beside the bars, so that no colour is needed.
_GREY: Final = "#404040"
_WIDTH: Final = 460
_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v5.json"
_CONFIG: Final = {"view": {"stroke": None}, "bar": {"color": _GREY}}


def chart(made: Statistics, *, format: str = "svg", source: str = "") -> bytes:
    """Statistics as a picture with a title, a chart for each count, and the source.

    Args:
        made: the statistics.
        format: `svg` or `png`.
        source: where the questions come from, for the line under the title.

    Raises:
        TableError: another format.
        MissingExtraError: vl-convert is not installed (extra `plot`).
    """
    if format not in {"svg", "png"}:
        raise TableError(f"charts are written as svg or png, not as {format!r}")
    try:
        import vl_convert
    except ModuleNotFoundError:
        raise MissingExtraError("charts", "plot") from None
    spec = json.dumps(specification(made, source))
    if format == "svg":
        return str(vl_convert.vegalite_to_svg(spec)).encode()
    return bytes(vl_convert.vegalite_to_png(spec, scale=2))


def format_of_chart(name: str | os.PathLike[str]) -> str:
    """The format of a picture, by the extension of its file."""
    return os.path.splitext(os.fspath(name))[1].lower().removeprefix(".")


def specification(made: Statistics, source: str = "") -> dict[str, Any]:
    """The charts as Vega-Lite describes them."""
    drawn = [_drawn(each) for each in charts(made)]
    return {
        "$schema": _SCHEMA,
        "background": "white",
        "padding": 16,
        "title": {
            "text": f"{made.questions} parliamentary questions",
            "subtitle": _subtitle(made, source),
            "anchor": "start",
            "fontSize": 16,
            "offset": 12,
        },
        "spacing": 24,
        "vconcat": drawn or [_drawn(Chart("No questions", []))],
        "config": _CONFIG,
    }


class Chart(NamedTuple):
    """What one chart shows: a title, and the bars from the top, each with its number of questions."""

    title: str
    bars: list[tuple[str, int]]


def charts(made: Statistics) -> Iterator[Chart]:
    """The charts of statistics, whatever draws them."""
    for by, title in _BARS.items():
        if counts := [*made.counts[by].items()]:
            yield Chart(title, counts if by == "year" else _first(counts))
    if made.days:
        known = sum(made.days.values())
        title = (
            f"Days to the first complete answer ({known} questions, median {made.quantile(0.5)})"
        )
        yield Chart(title, _binned(made.days))


def _first(counts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The first of many bars, with one for all the others."""
    if len(counts) <= _MOST:
        return counts
    rest = counts[_MOST - 1 :]
    return [*counts[: _MOST - 1], (f"{len(rest)} others", sum(n for _, n in rest))]


def _subtitle(made: Statistics, source: str) -> list[str]:
    lines = [f"Source: {encodable(source)}"] if source else []
    if made.complete_until is not None:
        lines.append(
            f"Answers until {made.complete_until}; status on {made.on or made.complete_until}"
        )
    return lines


def _drawn(chart: Chart) -> dict[str, Any]:
    """A chart of horizontal bars, with the number beside each."""
    shared = {
        "y": {"field": "value", "type": "nominal", "sort": None, "title": None},
        "x": {"field": "count", "type": "quantitative", "title": "questions"},
    }
    text = {"field": "count", "type": "quantitative"}
    return {
        "title": {"text": chart.title, "anchor": "start"},
        "width": _WIDTH,
        "data": {"values": [{"value": value, "count": count} for value, count in chart.bars]},
        "layer": [
            {"mark": "bar", "encoding": shared},
            {
                "mark": {"type": "text", "align": "left", "dx": 3},
                "encoding": {**shared, "text": text},
            },
        ],
    }


def _binned(days: dict[int, int]) -> list[tuple[str, int]]:
    """Numbers of questions by the days to their answer, in steps of two weeks."""
    found: dict[int, int] = {}
    for day, count in days.items():
        start = min(day // _STEP * _STEP, _END)
        found[start] = found.get(start, 0) + count
    steps = range(0, max(found) + 1, _STEP)
    named = (
        f"{start} or more" if start == _END else f"{start} to {start + _STEP - 1}"
        for start in steps
    )
    return [(name, found.get(start, 0)) for name, start in zip(named, steps, strict=True)]
