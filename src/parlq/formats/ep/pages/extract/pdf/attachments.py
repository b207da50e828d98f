"""Lists the files that a PDF embeds, as pypdf gives them; none of them is opened.

For `parlq.formats.ep.pages.extract.pdf.bounded_text`, which runs in a process of its own. This
module imports nothing of parlq, so that the process starts fast. ISO 32000-1, 7.11.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf.errors import PyPdfError

#: Most nodes of the tree of names, and most files, that are looked at.
_NODES = 10_000
_BROKEN = (AttributeError, TypeError, ValueError, LookupError, PyPdfError)


class Attachments:
    """The files that a PDF embeds: in its catalogue, in a page, behind a mark on a page.

    Attributes:
        names: the names of the files.
    """

    def __init__(self, catalogue: Any) -> None:
        self.names: list[str] = []
        self._known: set[Any] = set()
        self._take(catalogue.get("/AF"), "")
        try:
            tree = catalogue["/Names"].get_object()["/EmbeddedFiles"]
        except _BROKEN:
            return
        try:
            for name, file in _leaves(tree):
                self._take(file, name)
        except _BROKEN:
            self.names.append("a list that is damaged")

    def page(self, page: Any) -> None:
        """Take the files of a page."""
        try:
            self._take(page.get("/AF"), "")
            stated = page["/Annots"].get_object() if "/Annots" in page else ()
            marks = [each.get_object() for each in stated]
        except _BROKEN:
            return
        for mark in marks:
            if hasattr(mark, "get") and mark.get("/Subtype") == "/FileAttachment":
                self._take(mark.get("/FS"), "")
            if hasattr(mark, "get"):
                self._take(mark.get("/AF"), "")

    def _take(self, stated: Any, name: str) -> None:
        """Take a file, or a list of them, once each."""
        try:
            stated = stated.get_object()
            for each in stated if isinstance(stated, list) else [stated]:
                file = each.get_object()
                reference = getattr(file, "indirect_reference", None)
                inner = file["/EF"].get_object() if "/EF" in file else {}
                if not inner and not name:
                    continue  # a file outside the PDF
                # The stream tells files apart that are stated twice without a number of their own.
                key = getattr(next(iter(inner.values()), None), "indirect_reference", reference)
                key = id(file) if key is None else (key.idnum, key.generation)
                if key not in self._known and len(self._known) < _NODES:
                    self._known.add(key)
                    self.names.append(str(file.get("/UF") or file.get("/F") or name))
        except _BROKEN:
            return


def _leaves(root: Any) -> Iterator[tuple[str, Any]]:
    """The names and values of a tree of names (ISO 32000-1, 7.9.6)."""
    stack, count = [root], 0
    while stack and count < _NODES:
        count += 1
        node = stack.pop().get_object()
        if "/Names" in node:
            pairs = node["/Names"].get_object()
            count += len(pairs) // 2
            for at in range(0, min(len(pairs) - 1, 2 * _NODES), 2):
                yield str(pairs[at].get_object()), pairs[at + 1]
        if "/Kids" in node:
            stack += reversed(node["/Kids"].get_object()[:_NODES])
