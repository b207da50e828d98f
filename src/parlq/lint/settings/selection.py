"""Which rules are reported: `select`, `ignore` and `per-file-ignores`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

from parlq.lint.settings.settings import Settings, SettingsError
from parlq.model.fields.name_matching import did_you_mean
from parlq.rules import BY_SLUG, RULES, stem_of

#: What makes an input unreadable: nobody can say of it that it is right, whatever is ignored.
ALWAYS = frozenset({"PQ100", "PQ101", "PQ102", "PQ103", "PQ104", "PQ105", "PQ301"})

#: Rules that are asked when `select` names them, or a group of them: one takes long, the other finds
#: fault with what most programs write.
ASKED_FOR = frozenset({"PQ703", "PQ704"})


def checked(codes: tuple[str, ...], *, ignoring: bool) -> tuple[str, ...]:
    """Ids, slugs or groups of rules as the beginnings of ids; `ALL` becomes `PQ`.

    Raises:
        SettingsError: a code that no rule begins with, or a rule that cannot be ignored.
    """
    found = []
    for code in codes:
        stem = stem_of(code)
        if not stem or not any(rule.startswith(stem) for rule in RULES):
            raise SettingsError(f"no rule is, or begins with, {code!r}{meant_rule(code)}")
        if ignoring and stem in ALWAYS:
            raise SettingsError(
                f"{stem} cannot be ignored, as the file cannot be read; exclude the file"
            )
        found.append(stem)
    return tuple(found)


#: Letters that are taken for digits.
_ALIKE = str.maketrans("OILSB", "01158")


def meant_rule(code: str) -> str:
    """The end of a message about an unknown rule: the closest match, or where all are listed."""
    if "-" in code and (meant := did_you_mean(code, BY_SLUG)):
        return meant
    digits = re.sub(r"[^A-Z0-9]", "", code[:80].upper()).removeprefix("PQ").translate(_ALIKE)
    for end in range(len(digits), 0, -1):
        stem = f"PQ{digits[:end]}"
        near = [rule for rule in RULES if rule.startswith(stem)]
        if near and end == len(digits):
            return f"; did you mean {stem!r}?"
        if near:
            import difflib  # for those who err only

            whole = f"PQ{digits[:3]}"
            return f"; did you mean {difflib.get_close_matches(whole, near, 1, 0)[0]!r}?"
    return "; parlq rule --all lists the rules"


def selection(settings: Settings) -> Callable[[str], frozenset[str]] | None:
    """A function from the name of a file to the rules that are not reported of it.

    None when every rule is reported of every file.

    Raises:
        SettingsError: as `checked`.
    """
    select = checked(settings.select, ignoring=False)
    ignore = checked(settings.ignore, ignoring=True)
    here = [
        (pattern, checked(codes, ignoring=True)) for pattern, codes in settings.per_file_ignores
    ]
    if not (select or ignore or here):
        return None
    hidden = frozenset(
        rule for rule in RULES if rule not in ALWAYS and not _chosen(rule, select, ignore)
    )
    if not here:
        return lambda _: hidden
    from parlq.lint.settings.patterns import Patterns

    folder = settings.folder_of("per-file-ignores")
    files = [(Patterns((pattern,), folder), codes) for pattern, codes in here]

    def of_file(name: str) -> frozenset[str]:
        path = os.path.abspath(name)
        dropped = tuple(code for pattern, codes in files if pattern.match(path) for code in codes)
        return hidden.union(
            rule for rule in RULES if rule not in ALWAYS and rule.startswith(dropped)
        )

    return of_file


def _chosen(rule: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    """Whether a rule is reported: the more specific setting takes precedence, else `ignore`."""
    if rule in ASKED_FOR and not select:
        return False
    wanted = max((len(code) for code in select if rule.startswith(code)), default=0)
    unwanted = max((len(code) for code in ignore if rule.startswith(code)), default=0)
    return wanted > unwanted if select else not unwanted
