"""The pages of a site that lead to documents: by each facet, split where they are long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final, NamedTuple, TypeVar

from parlq.formats.html.site.catalogue import Catalogue, Listed
from parlq.formats.html.site.facets import FACETS

T = TypeVar("T")
#: Documents and values on a page of a list.
_CARDS: Final = 100
_VALUES: Final = 300


class Sheet(NamedTuple):
    """One page of a list.

    Attributes:
        number: from 1.
        pages: how many pages the list has.
        items: what is on it.
        stem: the name of the first page, from the top of the site, without extension.
    """

    number: int
    pages: int
    items: list[Any]
    stem: str

    @property
    def path(self) -> str:
        """The name of the page."""
        return self.path_of(self.number)

    def path_of(self, number: int) -> str:
        """The name of another page of the list."""
        return f"{self.stem}.html" if number == 1 else f"{self.stem}.{number}.html"

    @property
    def near(self) -> list[int]:
        """The numbers of the pages to lead to: the first, the last, and those around; 0 for a gap."""
        around = {1, 2, *range(self.number - 2, self.number + 3), self.pages - 1, self.pages}
        shown = sorted(number for number in around if 1 <= number <= self.pages)
        made: list[int] = []
        for number in shown:
            if made and number - made[-1] > 1:
                made.append(0)
            made.append(number)
        return made


def sheets(items: Iterable[T], size: int, most: int, stem: str) -> Iterator[Sheet]:
    """The pages of a list; one without items where there are none."""
    rest, pages = iter(items), max(-(-size // most), 1)
    for number in range(1, pages + 1):
        yield Sheet(number, pages, [*islice(rest, most)], stem)


def write_lists(
    made: Catalogue, write: Callable[[str, str, dict[str, Any]], None], feed: Callable[..., None]
) -> None:
    """Write all lists.

    Args:
        made: the documents.
        write: is given the path of a page, its template, and what that is given.
        feed: is given the title of a feed, its path, the page that it is of, and its documents.
    """
    sizes = made.sizes()
    for name, facet in FACETS.items():
        size = sizes.get(name, 0)
        for sheet in sheets(made.values(name), size, _VALUES, f"{name}/index"):
            given = {"heading": facet.title, "facet": name, "sheet": sheet, "total": size}
            write(sheet.path, "values.html", given)
        for value in made.values(name):
            _write_value(made, name, value, write, feed)


def _write_value(
    made: Catalogue,
    facet: str,
    value: Listed,
    write: Callable[[str, str, dict[str, Any]], None],
    feed: Callable[..., None],
) -> None:
    stem = f"{facet}/{value.name}"
    path = f"{stem}.xml" if facet != "years" else ""  # what is new of a past year is nothing
    for sheet in sheets(made.cards(facet, value.key), value.size, _CARDS, stem):
        given = {
            "heading": value.title,
            "language": value.language,
            "facet": facet,
            "one": FACETS[facet].one,
            "sheet": sheet,
            "total": value.size,
            "feed": path,
        }
        write(sheet.path, "list.html", given)
    if path:
        feed(value.title, path, f"{stem}.html", made.cards(facet, value.key))
