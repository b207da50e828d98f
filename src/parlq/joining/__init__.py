"""Joins documents about the same works into one, and takes one apart again by language."""

from parlq.joining.merging import Joined, merge, unite
from parlq.joining.splitting import split

__all__ = ["Joined", "merge", "split", "unite"]
