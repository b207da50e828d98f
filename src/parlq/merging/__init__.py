"""Merges documents about the same works into one, and splits a document by language."""

from parlq.merging.merge_documents import Merged, merge, merge_works
from parlq.merging.split_by_language import split

__all__ = ["Merged", "merge", "merge_works", "split"]
