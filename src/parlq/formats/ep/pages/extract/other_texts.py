"""Tells what a text looks like that is no page: YAML, JSON, source code, a table, a mail."""

from __future__ import annotations

import json
import re
from itertools import islice

#: Signs that programs and data are full of.
_SIGNS = re.compile(r"[{}\[\]<>=_;$\\|#@&^~`+*]|\(\)|::|\b[0-9a-f]{16,}\b")
#: Lines that are looked at, and longest one.
_LINES, _LONGEST = 500, 400
#: Longest text that is parsed as JSON to tell it from one with brackets.
_JSON = 2_000_000

#: How texts of one kind begin.
_BEGINS = (
    (re.compile(r"\{\\rtf"), "RTF"),
    (re.compile(r"%!PS|%YAML"), None),
    (re.compile(r"#!\s*/"), "a script"),
    (re.compile(r"<\?php", re.IGNORECASE), "source code"),
    (re.compile(r"<[?!]|<[A-Za-z_][\w.-]*(?::[\w.-]+)?(?:\s[^<>]*)?/?>"), "XML"),
    (re.compile(r"BEGIN:V[A-Z]+"), "a calendar or an address card"),
    (re.compile(r"diff --git |--- \S+.*\n\+\+\+ |Index: \S+\n="), "a list of changes"),
    (re.compile(r"@(?:article|book|misc|inproceedings)\s*\{", re.IGNORECASE), "BibTeX"),
    (re.compile(r"\\(?:documentclass|begin|section)\b"), "LaTeX"),
    (re.compile(r"-----BEGIN "), "a key or certificate"),
    (re.compile(r"From \S+@\S+ "), "a mail"),
    (re.compile(r"---\s*\n\s*[\w\"'-]"), "YAML"),
)
_HEADER = re.compile(
    r"(?:From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|Return-Path|Received|Message-I[dD]|MIME-Version"
    r"|Delivered-To|Content-[\w-]+|X-[\w-]+|Von|An|Gesendet|Betreff|De|À|Objet|Envoyé)\s?:\s"
)
_KEY = re.compile(r"\s*(?:-\s+)?(?:[\w./$-]+|\"[^\"]*\"|'[^']*')\s*:(?:\s.*|$)|\s*-\s+\S.*|\s*#.*")
#: A key with a colon that begins with a small letter, as no label of a page does.
_KEYED = re.compile(r"\s*(?:-\s+)?[a-z_$\"'][\w./$\"'-]*\s*:(?:\s|$)")
_PAIR = re.compile(r"\s*[\w.$-]+\s*=|\s*\[[^\]]+\]\s*$|\s*[#;]")
_STAMP = re.compile(r"\[?[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}|\S+ - - \[")
_CODE = re.compile(
    r"\s*(?:import\s+[\w.{*\"']|from\s+[\w.]+\s+import\b|(?:async\s+)?def\s+\w+\s*\(|class\s+\w+.*[:{]\s*$"
    r"|(?:export\s+)?(?:function|const|let|var)\s+[\w{]|#\s*(?:include|define|ifdef|pragma)\b"
    r"|package\s+[\w.]+;?\s*$|using\s+[\w.]+;|(?:public|private|protected|static)\s+\w|fn\s+\w+|func\s+\w+"
    r"|(?:if|for|while|switch|elif)\b.*[:{]\s*$|return\b|SELECT\s.*|CREATE\s+TABLE\b|INSERT\s+INTO\b"
    r"|[.#]?[\w-]+(?:[\s,>.#:]+[\w-]+)*\s*\{\s*$|[}\])]+[;,]?\s*$|//|/\*|.*(?:;|\{|=>|\(\))\s*$"
    r"|@[\w.]+(?:\(.*\))?\s*$|[\w.]+\s*(?:=|\+=|:=)\s*\S)",
)
#: Lines that only programs have.
_STRONG = re.compile(
    r"\s*(?:import\s+[\w.]+(?:\s+as\s+\w+)?;?\s*$|from\s+[\w.]+\s+import\s|(?:async\s+)?def\s+\w+\(.*:\s*$"
    r"|class\s+\w+(?:\(.*\))?:\s*$|#\s*include\s*[<\"]|package\s+[\w.:]+;\s*$|use\s+[\w:]+.*;\s*$"
    r"|[\w.]+\s*=\s*[\w.]+\(.*\);?\s*$|function\s+\w*\s*\(|CREATE\s+(?:TABLE|INDEX)\s|INSERT\s+INTO\s)"
)


def no_page(text: str) -> str | None:
    """Say what a text looks like that is no page, and what was expected; None for prose."""
    kind = likeness(text)
    if kind is None:
        return None
    return (
        f"looks like {kind}, not like a page; expected a question or an answer as text, HTML,"
        " Markdown, DOCX or PDF"
    )


def likeness(text: str) -> str | None:
    """What a text that is no page looks like, such as `YAML`; None when it may be prose."""
    start = text.lstrip("\ufeff \t\r\n")
    if is_json(start):
        return "JSON"
    for pattern, name in _BEGINS:
        if pattern.match(start):
            return name or ("YAML" if start.startswith("%YAML") else "PostScript")
    lines = [line[:_LONGEST] for line in islice(start.splitlines(), _LINES) if line.strip()]
    for name, share in (
        ("a mail", _mail(lines)),
        ("a log", _share(_STAMP, lines)),
        ("settings", _share(_PAIR, lines) if any("=" in line for line in lines) else 0),
        ("source code", _share(_CODE, lines)),
        ("source code", float(sum(_STRONG.match(line) is not None for line in lines) > 1)),
        ("YAML", _share(_KEY, lines) if _share(_KEYED, lines) else 0),
    ):
        if share > 0.6:
            return name
    if _is_table(lines):
        return "a table"
    return None if _is_prose(lines) else "source code or data"


_ROOT = re.compile(r"<(?P<name>[A-Za-z_][\w.-]*(?::[\w.-]+)?)[\s/>]")


def is_xml(text: str) -> bool:
    """Whether a text that is no HTML is XML, from its declaration or its first tag to its last."""
    start = text.lstrip("\ufeff \t\r\n")
    root = _ROOT.match(start)
    return start.startswith(("<?xml", "<!DOCTYPE")) or (
        root is not None and start.rstrip().endswith((f"</{root['name']}>", "/>"))
    )


def is_json(text: str) -> bool:
    """Whether a text is JSON, or lines of it."""
    if text[:1] not in "{[" or len(text) > _JSON:
        return text[:2] in {'{"', "[{"}
    for part in (text, text.partition("\n")[0]):
        try:
            return isinstance(json.loads(part), dict | list)
        except (ValueError, RecursionError):
            continue
    return re.match(r'[{\[]\s*(?:"[^"\n]*"\s*:|\{\s*")', text) is not None


def _share(pattern: re.Pattern[str], lines: list[str]) -> float:
    """The share of lines that a pattern matches; 0 for fewer than two."""
    found = sum(pattern.match(line) is not None for line in lines)
    return found / len(lines) if found > 1 else 0


def _mail(lines: list[str]) -> float:
    """Whether a text begins with the headers of a mail."""
    found = [line.partition(":")[0] for line in lines[:20] if _HEADER.match(line)]
    return float(len(set(found)) > 1 and lines[0].startswith(found[0]))


def _is_prose(lines: list[str]) -> bool:
    """Whether a text has so few signs of programs and data as sentences have."""
    signs = sum(len(_SIGNS.findall(line)) for line in lines)
    return signs <= 0.03 * sum(map(len, lines))


def _is_table(lines: list[str]) -> bool:
    """Whether each of the first lines has as many separators as the others."""
    first = lines[:50]
    for separator in "\t;,|":
        counts = {line.count(separator) for line in first}
        if len(first) > 1 and len(counts) == 1 and counts != {0}:
            cells = [cell for line in first for cell in line.split(separator)]
            return sum(map(len, cells)) / len(cells) < 60
    return False
