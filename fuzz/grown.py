"""Inputs that grow along one dimension: what is repeated, in what it stands, and how it is read."""

from __future__ import annotations

from collections.abc import Callable

import attrs

#: The name of a format, or `shapes`, `schema`, `settings` or `ignored` for what is none.
Kind = str
#: Makes the given number of something.
Make = Callable[[int], bytes]


@attrs.frozen
class Dimension:
    """One dimension.

    Attributes:
        name: what there is ever more of.
        kind: how it is read.
        make: builds an input with the given number of it.
        most: of how many it makes no sense to have more.
    """

    name: str
    kind: Kind
    make: Make
    most: int = 1 << 22

    def of_size(self, size: int) -> bytes:
        """The largest input of at most `size` bytes, with at least one repetition."""
        few, many = 1, 2
        while many < self.most and len(self.make(many)) <= size:
            few, many = many, many * 2
        many = min(many, self.most)
        while many - few > max(few // 4, 1):
            middle = (few + many) // 2
            if len(self.make(middle)) <= size:
                few = middle
            else:
                many = middle
        return self.make(few)


def around(before: str, piece: str, after: str = "", between: str = "") -> Make:
    """A piece `count` times; `{n}` in it is its number."""
    if "{n}" in piece:
        return lambda count: (
            before + between.join(piece.replace("{n}", str(n)) for n in range(count)) + after
        ).encode()
    return lambda count: (before + between.join([piece] * count) + after).encode()


def nested(before: str, opening: str, inner: str, closing: str, after: str) -> Make:
    """A piece nested in itself `count` times; `{n}` in it is its depth."""

    def make(count: int) -> bytes:
        if "{n}" not in opening + closing:
            return (before + opening * count + inner + closing * count + after).encode()
        down = "".join(opening.replace("{n}", str(n)) for n in range(count))
        up = "".join(closing.replace("{n}", str(n)) for n in reversed(range(count)))
        return (before + down + inner + up + after).encode()

    return make


def deep(before: str, opening: str, inner: str, closing: str, after: str, depth: int) -> Make:
    """Any number of nests beside each other, each as deep as allowed."""
    one = nested("", opening, inner, closing, "")(depth).decode()
    return around(before, one, after)
