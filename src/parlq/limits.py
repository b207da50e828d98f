"""Bounds on what is read, so that no input exhausts the machine; each can be changed."""

from __future__ import annotations

import attrs

from parlq.problems import Problem

#: Largest input in bytes unless the caller says otherwise.
SIZE = 100 * 1024 * 1024

#: Most tags or values in an input unless the limits are raised: each takes some 150 bytes of memory
#: however short it is. A hundred megabytes of questions and answers have half as many.
MAX_NODES = 5_000_000

#: Most attributes of one XML element, declarations of namespaces included.
ATTRIBUTES = 256
#: Most namespaces that are declared at one place of an XML document, by their prefixes.
NAMESPACES = 64
#: Longest name of an XML element or attribute with its prefix, of a namespace, and of all that are
#: declared at one place together, in bytes.
NAME, NAMESPACE, ALL_NAMESPACES = 1000, 2048, 4096


@attrs.frozen(kw_only=True)
class Limits:
    """How much is read.

    Attributes:
        size: largest input in bytes.
        unbounded: lift the other bounds, too: 10 MB for one text and 256 levels of elements in XML,
            `MAX_NODES` tags or values, and the bounds on attributes, names and namespaces.
    """

    size: int = SIZE
    unbounded: bool = False

    def too_large(self, file: str | None) -> Problem:
        """The problem of an input beyond `size`."""
        message = f"the input is larger than {self.size} bytes; raise the limit to read it"
        return Problem(rule="PQ104", message=message, file=file, line=1)

    def too_many(self, data: bytes, *marks: bytes) -> bool:
        """Whether one of the `marks` that begin or part pieces stands in data too often."""
        if self.unbounded or len(data) <= MAX_NODES:
            return False
        return sum(data.count(mark) for mark in marks) > MAX_NODES * len(marks)

    def too_full(self, file: str | None) -> Problem:
        """The problem of an input with more than `MAX_NODES` tags or values."""
        message = f"the input has more than {MAX_NODES} tags or values; raise the limits to read it"
        return Problem(rule="PQ104", message=message, file=file)


DEFAULT = Limits()
