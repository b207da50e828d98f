"""Which files of a tree are ignored: those that `.gitignore` names and git does not track."""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import NamedTuple

from parlq.lint.discovery.git_index import Tracked
from parlq.lint.discovery.gitignore import MOST_ODD, NAME, Rules, rules_in

GIT = ".git"
#: Most files of rules that hold for one folder.
_MOST = 64


class _Anchor(NamedTuple):
    """Where a folder lies whose rules or index hold: above the searched one, or in it."""

    above: str
    cut: int

    def path(self, way: str) -> str:
        """A path from that folder, for one from the searched folder."""
        return self.above + way[self.cut :]


class Scope(NamedTuple):
    """The rules and repositories that hold for what is in one folder."""

    rules: tuple[tuple[_Anchor, Rules], ...] = ()
    repositories: tuple[tuple[_Anchor, Tracked], ...] = ()

    def inside(self, folder: str, way: str, names: Collection[str]) -> Scope:
        """The same for a folder in it.

        Args:
            folder: the folder.
            way: its path from the searched folder, empty for that itself.
            names: what is in it.
        """
        if GIT not in names and NAME not in names:
            return self
        rules, repositories = self
        anchor = _Anchor("", len(way) + 1 if way else 0)
        if GIT in names:  # another repository, with rules of its own
            rules, repositories = (), (*repositories, (anchor, Tracked(folder)))
        if NAME in names:
            rules = _with(rules, anchor, folder)
        return Scope(rules, repositories)

    def ignores(self, way: str, name: str, *, is_folder: bool) -> bool:
        """Whether the rules ignore something; those of the nearest folder go before."""
        for anchor, rules in reversed(self.rules):
            decision = rules.decide(anchor.path(way), name, is_folder=is_folder)
            if decision is not None:
                return decision
        return False

    def tracks(self, way: str, *, is_folder: bool) -> bool:
        """Whether git tracks a file, or something in a folder."""
        return any(
            (tracked.has_below if is_folder else tracked.has)(anchor.path(way))
            for anchor, tracked in self.repositories
        )


def scope_above(folder: str) -> Scope:
    """What the folders above say about one, up to the repository that it is in."""
    real = os.path.realpath(folder)
    if os.path.lexists(os.path.join(real, GIT)):
        return Scope()
    above, root = [], os.path.dirname(real)
    while not os.path.lexists(os.path.join(root, GIT)):
        if root == os.path.dirname(root):
            return Scope()
        above.append(root)
        root = os.path.dirname(root)
    rules: tuple[tuple[_Anchor, Rules], ...] = ()
    for each in (root, *reversed(above)):
        rules = _with(rules, _from(each, real), each)
    return Scope(rules, ((_from(root, real), Tracked(root)),))


def _from(above: str, folder: str) -> _Anchor:
    return _Anchor(os.path.relpath(folder, above).replace(os.sep, "/") + "/", 0)


def _with(
    rules: tuple[tuple[_Anchor, Rules], ...], anchor: _Anchor, folder: str
) -> tuple[tuple[_Anchor, Rules], ...]:
    """The rules with those of one more folder, unless they are too many to compare with."""
    found = rules_in(folder)
    if found is None or len(rules) >= _MOST:
        return rules
    odd = found.odd + sum(other.odd for _, other in rules)
    return rules if odd > 2 * MOST_ODD else (*rules, (anchor, found))
