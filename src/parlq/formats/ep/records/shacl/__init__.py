"""SHACL shapes for records."""
