"""Helps to write a large dossier, whose links and works are written apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parlq.formats.akn.profile import fast
from parlq.formats.akn.profile.work_iri import iri_of_dossier
from parlq.formats.akn.profile.writer import collection, component

_HREF = re.compile(rb'<documentRef href="([^"]*)"')


def numbered(data: bytes, copy: int) -> bytes:
    """The components of a work that is one of several with the same IRI in a dossier.

    Args:
        data: as `component` of the writer gave them.
        copy: how many there are, this one included.
    """
    work = fast.component(data)
    assert work is not None  # noqa: S101 # parlq wrote it
    return component(work, copy)[2]


def around_links(links: Iterable[bytes]) -> tuple[bytes, bytes, bytes]:
    """What a dossier has before, between and behind its links and works, which are written apart.

    Args:
        links: the lines of the links to the works.
    """
    iris = (found[1].decode() for line in links if (found := _HREF.search(line)))
    return collection(iri_of_dossier(iris))
