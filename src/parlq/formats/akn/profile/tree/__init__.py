"""Reads the parlq profile from a tree, in every spelling."""
