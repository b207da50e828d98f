"""`parlq retention`: measures how much parlq keeps of the debates of other parliaments."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from parlq.cli.document_arguments import add_replies
from parlq.cli.guard import DONE, FAULT, report, say

if TYPE_CHECKING:
    from parlq.formats.akn.retention import Retention, Share

RETENTION = """\
examples:
  parlq retention debate.xml
  parlq retention debate.xml --to json

Live is what is a value of the model; preserved is what is kept as an extension. Lost texts and
attributes are errors.
"""
_KINDS = ("elements", "attributes", "characters", "pointers")
_WIDTH = 40


def add_retention(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `retention`."""
    command.add_argument(
        "inputs", metavar="FILE", nargs="+", help="Akoma Ntoso of another publisher"
    )
    command.add_argument(
        "--to", choices=("text", "json"), default="text", help="form of the report"
    )
    add_replies(command)


def run_retention(arguments: argparse.Namespace) -> int:
    """Measure files; returns the exit code."""
    from parlq.formats.akn import retention
    from parlq.io.files import read_bytes
    from parlq.limits import DEFAULT
    from parlq.problems import InputError

    code = DONE
    found: list[dict[str, Any]] = []
    for name in arguments.inputs:
        try:
            data = read_bytes(name, DEFAULT)
            total, sections = retention.measure(
                data, replies=arguments.replies or "exchange", file=name
            )
        except InputError as error:
            code = max(code, report(error.problems), FAULT)
            continue
        code = max(code, report(retention.problems(total, name)))
        if arguments.to == "json":
            found.append({**_row(total), "sections": [_row(each) for each in sections]})
        else:
            _say(total, sections)
    if arguments.to == "json":
        import json

        say(json.dumps(found, indent=2, ensure_ascii=False))
    return code


def _row(measured: Retention) -> dict[str, Any]:
    shares: dict[str, Share] = {kind: getattr(measured, kind) for kind in _KINDS}
    counted = {
        kind: {"live": share.live, "preserved": share.preserved, "lost": share.lost}
        for kind, share in shares.items()
    }
    return {"name": measured.name, "line": measured.line, **counted}


def _say(total: Retention, sections: tuple[Retention, ...]) -> None:
    from parlq.formats.akn.retention import added

    say(f"{total.name}\n{'live':<{_WIDTH + 8}}{''.join(f'{kind:>13}' for kind in _KINDS)}")
    for section in sections:
        say(_line(section))
    say(_line(added(sections, "all these sections")))
    shares = [getattr(total, kind) for kind in _KINDS]
    for what in ("live", "preserved", "lost"):
        counts = "".join(f"{getattr(share, what):>13,}" for share in shares)
        say(f"{'document, ' + what:<{_WIDTH + 8}}{counts}")


def _line(measured: Retention) -> str:
    name = measured.name[: _WIDTH - 1].translate(_UNPRINTED)
    at = "" if measured.line is None else str(measured.line)
    percents = "".join(f"{_percent(getattr(measured, kind)):>13}" for kind in _KINDS)
    return f"{name:<{_WIDTH}}{at:>8}{percents}"


def _percent(share: Share) -> str:
    return f"{share.percent:.1f} %" if share.total else "none"


#: Control characters of headings, which a terminal would obey.
_UNPRINTED = dict.fromkeys((*range(32), *range(127, 160), *range(0x202A, 0x202F)), "?")
