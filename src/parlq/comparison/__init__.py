"""Compares a document with what a format gives back of it, and reports each fact that is lost.

This is the one way in which parlq finds out what a format cannot hold: whatever the format, a
document is written, read back and compared field by field. Two documents of any origin are compared
in the same terms by `differences`.
"""

from parlq.comparison.differences import Difference, differences
from parlq.comparison.format_knowledge import Comparison
from parlq.comparison.report import losses

__all__ = ["Comparison", "Difference", "differences", "losses"]
