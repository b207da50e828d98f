"""Statistics as charts, in SVG or PNG; they need the extra `plot` and no network."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any, Final

from parlq.problems import MissingExtraError, encodable
from parlq.tables.counting import Statistics
from parlq.tables.table import TableError

#: What has a chart of its own, with its title.
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
#: The same for charts that are pictures of their own.
_SMALL: Final = 280
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


def charts(made: Statistics) -> dict[str, tuple[str, bytes]]:
    """Each chart of statistics as a picture of its own in SVG: its title, and the picture.

    Raises:
        MissingExtraError: vl-convert is not installed (extra `plot`).
    """
    try:
        import vl_convert
    except ModuleNotFoundError:
        raise MissingExtraError("charts", "plot") from None
    found = {}
    for name, each in _each(made):
        title = each.pop("title")["text"]
        spec = {"$schema": _SCHEMA, "background": "white", **each, "width": _SMALL}
        spec["config"] = _CONFIG
        spec["padding"] = {"left": 24, "top": 5, "right": 24, "bottom": 5}  # fonts differ in width
        found[name] = title, str(vl_convert.vegalite_to_svg(json.dumps(spec))).encode()
    return found


def format_of_chart(name: str | os.PathLike[str]) -> str:
    """The format of a picture, by the extension of its file."""
    return os.path.splitext(os.fspath(name))[1].lower().removeprefix(".")


def specification(made: Statistics, source: str = "") -> dict[str, Any]:
    """The charts as Vega-Lite describes them."""
    charts = [each for _, each in _each(made)]
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
        "vconcat": charts or [_bars("No questions", [], ordered=True)],
        "config": _CONFIG,
    }


def _each(made: Statistics) -> Iterator[tuple[str, dict[str, Any]]]:
    """The charts, each with its name."""
    for by, title in _BARS.items():
        if made.counts[by]:
            yield by, _bars(title, [*made.counts[by].items()], ordered=by == "year")
    if made.days:
        known = sum(made.days.values())
        title = (
            f"Days to the first complete answer ({known} questions, median {made.quantile(0.5)})"
        )
        yield "days", _bars(title, _binned(made.days), ordered=True)


def _subtitle(made: Statistics, source: str) -> list[str]:
    lines = [f"Source: {encodable(source)}"] if source else []
    if made.complete_until is not None:
        lines.append(
            f"Answers until {made.complete_until}; status on {made.on or made.complete_until}"
        )
    return lines


def _bars(title: str, counts: list[tuple[str, int]], *, ordered: bool) -> dict[str, Any]:
    """A chart of horizontal bars, in the order of the counts, with the number beside each."""
    if len(counts) > _MOST and not ordered:
        rest = counts[_MOST - 1 :]
        counts = [*counts[: _MOST - 1], (f"{len(rest)} others", sum(n for _, n in rest))]
    shared = {
        "y": {"field": "value", "type": "nominal", "sort": None, "title": None},
        "x": {"field": "count", "type": "quantitative", "title": "questions"},
    }
    text = {"field": "count", "type": "quantitative"}
    return {
        "title": {"text": title, "anchor": "start"},
        "width": _WIDTH,
        "data": {"values": [{"value": value, "count": count} for value, count in counts]},
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
