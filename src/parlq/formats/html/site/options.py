"""What a site is like, and what a run has written of it."""

from __future__ import annotations

import os
import re
from typing import Final

import attrs

from parlq.formats.html.site.folder import SiteError
from parlq.problems import shorten, visible

#: The address of a site: of the web, in plain letters, without query; nothing in it needs to be escaped.
_ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9.:\[\]_-]+(?:/[A-Za-z0-9/._~%:@!$()*+,;=-]*)?")
#: Longest title, in characters.
_LONGEST: Final = 200


@attrs.frozen(kw_only=True)
class Site:
    """What a run has written.

    Attributes:
        documents: documents of the site, each on a page.
        written: files that are new or changed.
        unchanged: files that were as they should be.
        removed: files of an earlier run that the site no longer has.
        notices: what the site lacks, and why.
        indexer_peak: most memory of the program that makes the search, in bytes; None where it did
            not run, or the system does not know.
    """

    documents: int
    written: int
    unchanged: int
    removed: int
    notices: tuple[str, ...] = ()
    indexer_peak: int | None = None


@attrs.frozen(kw_only=True)
class Options:
    """What a site is like; `write_site` explains each."""

    title: str = "Parliamentary questions"
    url: str = ""
    templates: str | os.PathLike[str] | None = None
    search: bool = True

    def __attrs_post_init__(self) -> None:
        if not self.title.strip() or not self.title.isprintable() or len(self.title) > _LONGEST:
            message = f"a title is one line of 1 to {_LONGEST} characters"
            raise SiteError(f"{message}, not {visible(shorten(self.title, 80))!r}")
        if self.url and not _ADDRESS.fullmatch(self.url):
            raise SiteError(
                f"{visible(shorten(self.url, 80))!r} is no address such as https://questions.example/"
            )

    @property
    def base(self) -> str:
        """The address with a slash at its end; empty without one."""
        return f"{self.url.rstrip('/')}/" if self.url else ""
