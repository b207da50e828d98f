"""What two documents differ in: field by field in the terms of the model, word by word in texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final, Literal, NamedTuple, TypeAlias, get_args

import attrs

from parlq.comparison.format_knowledge import Comparison, Work
from parlq.comparison.pair_works import pairs, works_of
from parlq.model import Block, Document, Dossier, LanguageVariant, Reference, identity
from parlq.model.body_traversal import plain

#: What is in both texts, in the first one only, in the second one only.
Kind: TypeAlias = Literal["same", "removed", "added"]

#: A word, such as `reeds` or `2031-05-06`, or a sign, with the blanks behind it.
_WORD: Final = re.compile(r"\w+(?:[-/.:]\w+)*\s*|[^\w\s]\s*|\s+")
#: Least share of a text that stays for it to be shown word by word.
_ALIKE: Final = 0.3
#: What a text is made of.
_WORDS: Final = get_args(Block)
#: Most pairs of equal items that are looked at; sequences with more of them count as different.
_MOST: Final = 100_000


@attrs.frozen
class Difference:
    """One fact in which two documents differ.

    Attributes:
        work: kind and name of the work; None for the dossier itself.
        path: the field, such as `variants.en.body[2].content`; empty for the whole work.
        before: the value in the first document, None where there is none.
        after: the value in the second document.
    """

    work: str | None
    path: str
    before: Any = None
    after: Any = None

    @property
    def language(self) -> str | None:
        """The language of the version that the field belongs to."""
        first, _, rest = self.path.partition(".")
        return rest.partition(".")[0] if first == "variants" and rest else None

    def pieces(self, around: int | None = None) -> list[Piece]:
        """Both values as text, word by word.

        Args:
            around: how many words stay before and behind each change; None for all.
        """
        before, after = shown(self.before), shown(self.after)
        if before == after:  # another kind of thing with the same words
            kinds = [type(each).__name__ for each in (self.before, self.after)]
            return [
                Piece("removed", kinds[0]),
                Piece("added", kinds[1]),
                Piece("same", f" {after}"),
            ]
        found = words(before, after)
        same = sum(len(piece.text.split()) for piece in found if piece.kind == "same")
        if same < _ALIKE * max(len(before.split()), len(after.split())):
            whole = (Piece("removed", before), Piece("added", after))
            found = [piece for piece in whole if piece.text]
        return found if around is None else [_shortened(each, around) for each in found]


class Piece(NamedTuple):
    """A part of two texts that are compared."""

    kind: Kind
    text: str


def differences(one: Document | None, other: Document | None) -> Iterator[Difference]:
    """The facts in which two documents differ, none where they are equal.

    Works are paired by their names; None stands for a document without works. Whether works are in
    a dossier, and in which order, is no fact.
    """
    mine = pairs(one, other, Comparison()) if one is not None else ()
    paired = set[int]()
    for work, back in mine:
        if back is None or id(back) in paired or _strangers(work, back, one, other):
            yield Difference(_name(work), "", work, None)
            continue
        paired.add(id(back))
        for path, before, after in _compared("", work, back):
            yield Difference(_name(work), path, before, after)
    for work in works_of(other):
        if id(work) not in paired:
            yield Difference(_name(work), "", None, work)
    own = [each.extensions if isinstance(each, Dossier) else () for each in (one, other)]
    for path, before, after in _compared("extensions", *own):
        yield Difference(None, path, before, after)


def _strangers(work: Work, back: Work, *documents: Document | None) -> bool:
    """Whether works that are paired by their order have names of different works.

    Two documents with one such work each are about the same one, whose name was changed.
    """
    mine, theirs = identity.names(work), identity.names(back)
    alone = [sum(type(each) is type(work) for each in works_of(document)) for document in documents]
    return bool(mine and theirs) and mine.isdisjoint(theirs) and max(alone) > 1


def _name(work: Work) -> str:
    return f"{type(work).__name__} {work.label or '(without reference)'}"


_Found: TypeAlias = Iterator[tuple[str, Any, Any]]


def _compared(path: str, one: Any, other: Any) -> _Found:
    """The paths at which two values differ, with what is there in each."""
    if one == other:
        return
    if type(one) is tuple and type(other) is tuple:
        yield from _items(path, one, other)
    elif type(one) is type(other) and attrs.has(type(one)) and not isinstance(one, Reference):
        for field in attrs.fields(type(one)):
            inner = f"{path}.{field.name}" if path else field.name
            yield from _compared(inner, getattr(one, field.name), getattr(other, field.name))
    else:
        yield path, one, other


def _items(path: str, ones: Sequence[Any], others: Sequence[Any]) -> _Found:
    """Compare sequences: language versions by their language, all else in order."""
    if all(type(each) is LanguageVariant for each in (*ones, *others)):
        mine, theirs = ({each.language: each for each in items} for items in (ones, others))
        for tag in dict.fromkeys((*mine, *theirs)):
            yield from _compared(f"{path}.{tag}", mine.get(tag), theirs.get(tag))
        return
    for _, start, end, begin, stop in _aligned(ones, others):
        for n in range(max(end - start, stop - begin)):
            before = ones[start + n] if start + n < end else None
            after = others[begin + n] if begin + n < stop else None
            at = start + n if before is not None else begin + n
            yield from _compared(f"{path}[{at}]", before, after)


def _aligned(ones: Sequence[Any], others: Sequence[Any]) -> list[tuple[str, int, int, int, int]]:
    """The ranges of two sequences that differ, as `difflib` gives them."""
    least = min(len(ones), len(others))
    start = next((n for n in range(least) if ones[n] != others[n]), least)
    tail = range(1, least - start + 1)
    end = next((n - 1 for n in tail if ones[-n] != others[-n]), least - start)
    mine, theirs = ones[start : len(ones) - end], others[start : len(others) - end]
    counts = Counter(theirs)
    if sum(counts[each] for each in mine) > _MOST:
        return [("replace", start, start + len(mine), start, start + len(theirs))]
    codes = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    return [
        (k, a + start, b + start, c + start, d + start) for k, a, b, c, d in codes if k != "equal"
    ]


def words(before: str, after: str) -> list[Piece]:
    """Two texts word by word: what is in both, and what is in one of them only."""
    ones, others = _WORD.findall(before), _WORD.findall(after)
    pieces, at, blank = list[Piece](), 0, ""
    for _, start, end, begin, stop in _aligned(ones, others):
        gone, new = "".join(ones[start:end]), "".join(others[begin:stop])
        pieces.append(Piece("same", blank + "".join(ones[at:start])))
        # Blanks behind both are no change.
        blank = gone[len(gone.rstrip()) :]
        blank = blank if blank and new.endswith(blank) else ""
        pieces.append(Piece("removed", gone.removesuffix(blank)))
        pieces.append(Piece("added", new.removesuffix(blank)))
        at = end
    pieces.append(Piece("same", blank + "".join(ones[at:])))
    return [piece for piece in pieces if piece.text]


def shown(value: Any) -> str:
    """A value in words: a text without its markup, and all that other values state."""
    if value is None or isinstance(value, str):
        return value or ""
    if type(value) is tuple:
        return " ".join(filter(None, map(shown, value)))
    if isinstance(value, _WORDS):
        return plain((value,))
    if not attrs.has(type(value)) or isinstance(value, Reference):
        return str(value)
    stated = [
        getattr(value, field.name)
        for field in attrs.fields(type(value))
        if getattr(value, field.name) != field.default
    ]
    return " ".join(filter(None, map(shown, stated)))


def _shortened(piece: Piece, around: int) -> Piece:
    """A piece that is in both texts, without its middle."""
    found = _WORD.findall(piece.text)
    if piece.kind != "same" or len(found) <= 2 * around:
        return piece
    begin, end = "".join(found[:around]), "".join(found[-around:])
    return Piece("same", f"{begin.rstrip()} \u2026 {end.lstrip()}")
