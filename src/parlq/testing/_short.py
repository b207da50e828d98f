"""Keeps large strategies short to read, and builds each of them once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@st.composite
def short(
    draw: st.DrawFn, build: Callable[..., st.SearchStrategy[T]], *args: int | str | None
) -> T:
    """Draw from `build(*args)`; hypothesis prints this call, not all that is in the strategy."""
    return draw(build(*args))
