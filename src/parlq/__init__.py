"""Parliamentary questions."""
