"""Merges documents about the same works into one, and splits a document by language."""

from parlq.merging.merge import Joined, merge, unite
from parlq.merging.split import split

__all__ = ["Joined", "merge", "split", "unite"]
