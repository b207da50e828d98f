"""Explains rules: each has a section in `docs/rules.md`, of which the wheel has a copy."""

from __future__ import annotations

import re

from parlq.io.resources import page_text
from parlq.lint.settings.selection import ALWAYS, meant_rule
from parlq.problems import ParlqError
from parlq.rules import RULES, Rule, stem_of

_SECTION = re.compile(r"^## (?=PQ\d{3} )", re.MULTILINE)
_LINK = re.compile(r"\[([^\]\n]+)\]\([^)\s]+\)")
_FENCE = re.compile(r"^```(?:(\w+)(?: title=\"([^\"]*)\")?)?\s*$")


class UnknownRuleError(ParlqError, LookupError):
    """A rule that does not exist."""


def matching(code: str) -> list[Rule]:
    """The rules of an id, a slug or the beginning of an id, in any case.

    Raises:
        UnknownRuleError: when there is none.
    """
    stem = stem_of(code)
    found = [rule for rule in RULES.values() if stem and rule.id.startswith(stem)]
    if not found:
        raise UnknownRuleError(f"there is no rule {code!r}{meant_rule(code)}")
    return found


def markdown(rule: str) -> str:
    """The section of a rule, in Markdown, without its heading."""
    for section in _SECTION.split(page_text("rules.md"))[1:]:
        head, _, text = section.partition("\n")
        if head.partition(" ")[0] == rule:
            return text.strip() + "\n"
    raise UnknownRuleError(f"the rule {rule} is not explained")


def explanation(rule: str) -> str:
    """The section of a rule as plain text: examples indented, links without their targets."""
    found = RULES[rule]
    out = [f"{rule} {found.slug}: {found.title} ({found.severity})"]
    inside = False
    for line in markdown(rule).splitlines()[1:]:
        if fence := _FENCE.match(line):
            inside = not inside
            if inside and fence[2]:
                out.append(f"{fence[2]}{'' if ':' in fence[2] else ':'}")
                out.append("")
        elif inside:
            out.append(f"    {line}".rstrip())
        else:
            out.append(_LINK.sub(r"\1", line).replace("`", "").replace("**", ""))
    if rule not in ALWAYS:
        out += [
            "",
            f'To switch the rule off: --ignore {rule}, or ignore = ["{rule}"] in parlq.toml.',
        ]
    return "\n".join(out).rstrip() + "\n"
