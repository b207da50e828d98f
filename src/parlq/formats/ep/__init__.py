"""The European Parliament: saved pages and records of its Open Data Portal."""
