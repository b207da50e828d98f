"""The parts of the documentation that are read off the code; `python tasks.py pages` renews them."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator

from tests import rooms

from parlq.checks import status
from parlq.cli.arguments import parser
from parlq.formats.akn.xml.names import ANSWER_CONCEPTS, QUESTION_CONCEPTS
from parlq.formats.ep.pages.language.wording import table
from parlq.formats.json.field_kinds import CLASSES, TYPE_NAMES, VERSION_KEY, Field, fields_of
from parlq.lint.settings.settings import OPTIONS
from parlq.model.fields import scalars
from parlq.rules import RULES
from parlq.tables.columns import COLUMNS, PER

from .blocks import ROOT

_REGION = re.compile(
    r"(?P<open><!-- generated: (?P<name>[\w-]+) -->\n)(?P<text>.*?)(?P<close><!-- end -->)",
    re.DOTALL,
)
_SCALARS = {
    scalars.TEXT: "text",
    scalars.VALUE: "text, perhaps empty",
    scalars.URI: "URI",
    scalars.HREF: "URI reference",
    scalars.TOKEN: "token",
    scalars.MEDIA_TYPE: "media type",
    scalars.PARLIAMENT: "country and actor",
}
_HOLDS = {
    "tag": "BCP 47 tag",
    "tags": "array of BCP 47 tags",
    "day": "date, `YYYY-MM-DD`",
    "instant": "instant with its offset",
    "years": "array of whole numbers",
    "flag": "boolean",
    "inlines": "array of strings and inlines",
    "blocks": "array of blocks",
    "variants": "array of LanguageVariant",
}


def kinds() -> str:
    """The kinds of works with their names in Akoma Ntoso."""
    lines = ["| `kind` | concept of a question |", "|---|---|"]
    lines += [f"| {_kind(kind)} | `{name}` |" for kind, name in QUESTION_CONCEPTS.items()]
    lines += ["", "| `kind` | concept of an answer |", "|---|---|"]
    lines += [f"| {_kind(kind)} | `{name}` |" for kind, name in ANSWER_CONCEPTS.items()]
    return "\n".join(lines)


def _kind(kind: object) -> str:
    return "absent, with a `kind_code`" if kind is None else f"`{kind}`"


def keys() -> str:
    """Every key of the JSON form."""
    rows: dict[tuple[str, str], list[str]] = {
        (VERSION_KEY, "`1.0`"): ["the document"],
        ("type", "what the object is"): sorted(set(TYPE_NAMES.values())),
    }
    for kind in CLASSES:
        for field in fields_of(kind):
            need = ", required" if field.required else ""
            rows.setdefault((field.name, _holds(field) + need), []).append(kind.__name__)
    lines = ["| Key | Holds | In |", "|---|---|---|"]
    for (key, holds), owners in sorted(rows.items()):
        lines.append(f"| `{key}` | {holds} | {', '.join(owners)} |")
    return "\n".join(lines)


def _holds(field: Field) -> str:
    metadata = field.metadata
    match field.holds:
        case "text":
            return _SCALARS[metadata["scalar"]]
        case "texts":
            return f"array of {_SCALARS[metadata['scalar']]}"
        case "number":
            low, high = metadata["range"]
            return f"whole number from {low} to {high}"
        case "choice" | "completeness":
            return "one of " + ", ".join(f"`{member}`" for member in metadata["enum"])
        case "one":
            return " or ".join(kind.__name__ for kind in metadata["types"])
        case "items":
            return f"array of {' or '.join(kind.__name__ for kind in metadata['types'])}"
    return _HOLDS[field.holds]


def rules() -> str:
    """The table of rules."""
    lines = ["| Rule | Severity | Slug | Fault |", "|---|---|---|---|"]
    lines += [
        f"| [{rule.id}](#{rule.id.lower()}-{rule.slug}) | {rule.severity} | `{rule.slug}` | {rule.title} |"
        for rule in RULES.values()
    ]
    return "\n".join(lines)


def settings() -> str:
    """The settings of a configuration."""
    lines = ["| Setting | Holds | Default | What it is |", "|---|---|---|---|"]
    for option in OPTIONS.values():
        holds = (
            ", ".join(f"`{choice}`" for choice in option.choices)
            or {
                "flag": "boolean",
                "count": f"whole number from {option.least}"
                + ("" if option.most is None else f" to {option.most:,}"),
                "text": "text",
                "texts": "array of strings",
                "table": "table of arrays of texts",
            }[option.kind]
        )
        default = "" if option.default in ((), {}, None) else f"`{json.dumps(option.default)}`"
        lines.append(f"| `{option.name}` | {holds} | {default} | {option.text} |")
    return "\n".join(lines)


def commands() -> Iterator[tuple[str, str]]:
    """The help of the command and of each of its own commands, by name."""
    top = parser()
    yield "parlq", _help(top)
    (choices,) = (a.choices for a in top._actions if isinstance(a, argparse._SubParsersAction))
    for name, command in choices.items():
        yield name, _help(command)


def _help(command: argparse.ArgumentParser) -> str:
    """Help as a terminal of 80 columns shows it."""
    command.formatter_class = lambda prog: argparse.RawDescriptionHelpFormatter(prog, width=80)
    return f'```text title="{command.prog} --help"\n{command.format_help()}```'


def floors() -> str:
    """The table of rooms, the highest floor first."""
    lines = ["| Floor | Room | What it is |", "|--:|---|---|"]
    lines += [
        f"| {floor} | `{room.replace('.', '/')}` | {text} |"
        for floor, room, text in rooms.described()
        if room not in {"__init__", "__main__", "_version", "formats.ep"}
    ]
    return "\n".join(lines)


def picture() -> str:
    """Who imports whom, as a diagram; arrows that follow from others are left out."""
    lines = ["```mermaid", "flowchart TD"]
    lines += [
        f"    {room.replace('.', '_')}[{_shown(room)}]"
        f" --> {other.replace('.', '_')}[{_shown(other)}]"
        for room, other in rooms.arrows()
    ]
    return "\n".join([*lines, "```"])


def _shown(room: str) -> str:
    return room.removeprefix("formats.").replace(".", "/")


def pages() -> dict[str, dict[str, str]]:
    """What stands in each generated region, by page and name of the region."""
    return {
        "akn-details.md": {"kinds": kinds()},
        "json.md": {"keys": keys()},
        "rules.md": {"rules": rules()},
        "ci.md": {"settings": settings()},
        "command.md": dict(commands()),
        "pages.md": {"unverified": unverified()},
        "status.md": {"periods": periods()},
        "tables.md": {"columns": columns()},
        "architecture.md": {"picture": picture(), "floors": floors()},
    }


def periods() -> str:
    """The periods for answers."""
    lines = ["| In force | Kind | Addressees | Rule | Days | From | Source |"]
    lines.append("|---|---|---|---|--:|---|---|")
    for each in status.periods():
        bodies = " ".join(f"`{body}`" for body in sorted(each.addressees))
        days = f"{each.first} – {each.last or ''}".strip()
        starts = each.starts or "not known"
        source = each.source + ("" if each.certainty == "certain" else " (inferred)")
        lines.append(
            f"| {days} | `{each.kind}` | {bodies} | {each.rule} | {each.days} | {starts} | {source} |"
        )
    return "\n".join(lines)


def columns() -> str:
    """The columns of tables."""
    lines = ["| Column | Type | Holds | In tables per |", "|---|---|---|---|"]
    for each in COLUMNS:
        per = [name for name, (_, parts) in PER.items() if each.part in parts]
        where = "every row" if len(per) == len(PER) else ", ".join(f"`{name}`" for name in per)
        lines.append(f"| `{each.name}` | {each.type} | {each.doc} | {where} |")
    return "\n".join(lines)


def unverified() -> str:
    """Each key of the wording of pages that has no verified wording in a language."""
    found: dict[str, dict[str, bool]] = {}
    for row in table():
        languages = found.setdefault(row.key, {})
        languages[row.language] = languages.get(row.language, True) and row.status == "unverified"
    lines = ["| key | languages |", "|---|---|"]
    for key, languages in found.items():
        if tags := [tag for tag, doubtful in languages.items() if doubtful]:
            lines.append(f"| `{key}` | {' '.join(tags)} |")
    return "\n".join(lines)


def regions_of(text: str) -> dict[str, str]:
    """The generated regions that a page has now."""
    return {found["name"]: found["text"].strip("\n") for found in _REGION.finditer(text)}


def renewed(text: str, regions: dict[str, str]) -> str:
    """A page with its generated regions brought up to date."""

    def replace(found: re.Match[str]) -> str:
        return f"{found['open']}\n{regions[found['name']]}\n\n{found['close']}"

    return _REGION.sub(replace, text)


def renew() -> None:
    """Bring every page up to date."""
    for name, regions in pages().items():
        page = ROOT / "docs" / name
        page.write_text(renewed(page.read_text(encoding="utf-8"), regions), encoding="utf-8")


if __name__ == "__main__":
    renew()
