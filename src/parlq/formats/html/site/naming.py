"""Names of the files of a site: safe on every system, and derived from what the files show."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Final

from parlq.corpus.output.naming import safe
from parlq.formats.akn.profile.work_iri import iri_of
from parlq.formats.akn.xml.names import NO_DATE, NO_NUMBER
from parlq.model import Document, Dossier

_FILES: Final = ("index.html", "search.html", "feed.xml", "sitemap.xml")
_FOLDERS: Final = (
    *("documents", "years", "kinds", "authors", "addressees", "subjects", "languages"),
    *("assets", "charts", "pagefind"),
)
#: What is at the top of a site.
TOPS: Final = (*_FILES, *_FOLDERS)
#: What names are made of. There is no dot at the beginning and no slash inside, so that no name leads
#: out of its folder; nothing needs to be escaped in an address.
_OTHER: Final = re.compile(r"[^A-Za-z0-9_=.-]+")
_NAME: Final = re.compile(
    rf"{'|'.join(map(re.escape, _FILES))}|sitemap-[0-9]+\.xml"
    rf"|(?:{'|'.join(_FOLDERS)})(?:/[A-Za-z0-9_=-][A-Za-z0-9_=.-]*)+"
)
#: Names that a value may not have as they are: of other files, and those that end as a digest does.
_TAKEN: Final = re.compile(r"index|.*-[0-9a-f]{8}")
_LONGEST: Final = 80


def is_name(name: str) -> bool:
    """Whether a site can have a file of this name."""
    return _NAME.fullmatch(name) is not None and len(name) < 1000


def digest(text: str) -> str:
    """Eight letters that stand for a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def name_of_value(key: str) -> str:
    """The name of the page of a value: in lower case, with a digest unless the value is as plain."""
    plain = _part(key.lower()).replace(".", "-")
    return plain if plain == key and not _TAKEN.fullmatch(plain) else f"{plain}-{digest(key)}"


def name_of_page(document: Document, data: bytes) -> str:
    """The name of the page of a document, without extension: the IRI of its first work.

    Args:
        document: the document.
        data: its JSON, which names it where nothing else does.
    """
    work = document.works[0] if isinstance(document, Dossier) else document
    parts = [part for part in iri_of(work).split("/")[2:] if part != "debate"]
    made = [_exact(part) for part in parts]
    if parts[-1] == NO_NUMBER:
        made[-1] = blake2b(data, digest_size=8).hexdigest()
    return "/".join(["documents", *("undated" if part == NO_DATE else part for part in made)])


def _exact(part: str) -> str:
    """A part of an IRI as a name; different parts have different names."""
    plain = _part(part)
    return plain if plain == part else f"{plain}-{digest(part)}"


def _part(text: str) -> str:
    plain = _OTHER.sub("-", text[: 2 * _LONGEST])[:_LONGEST].strip("-.")
    return safe(plain or "x")
