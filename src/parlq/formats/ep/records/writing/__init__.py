"""Nodes of a record from values of the model."""
