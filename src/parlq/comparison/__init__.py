"""Compare a document with what a format gave back of it, and report each fact that is lost.

This is the one way in which parlq finds out what a format cannot hold: whatever the format, a
document is written, read back and compared field by field.
"""

from parlq.comparison.format_knowledge import Comparison
from parlq.comparison.report import losses

__all__ = ["Comparison", "losses"]
