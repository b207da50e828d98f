"""Nodes of a record: their statements, names and positions, in any syntax."""
