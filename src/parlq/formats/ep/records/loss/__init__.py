"""The facts that a record has no place for."""
