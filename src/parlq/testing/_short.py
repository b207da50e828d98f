"""Keeps large strategies short to read, and builds each of them once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")


@st.composite
def short(
    draw: st.DrawFn, build: Callable[..., st.SearchStrategy[T]], *args: int | str | None
) -> T:
    """Draw from `build(*args)`; hypothesis prints this call, not all that is in the strategy."""
    return draw(build(*args))


def pick(values: Sequence[T]) -> st.SearchStrategy[T]:
    """Return one of many values; unlike `sampled_from`, hypothesis need not print them all."""
    return st.integers(0, len(values) - 1).map(lambda number: values[number])


def hidden(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    """Return a strategy that draws the same, and of which hypothesis prints no more than that."""
    return short(lambda: strategy)
