"""Joins documents about the same works into one, and takes one apart again by language."""

from parlq.merging.merge import Joined, merge, unite
from parlq.merging.split import split

__all__ = ["Joined", "merge", "split", "unite"]
