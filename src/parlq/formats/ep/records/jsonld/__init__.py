"""Records in JSON-LD: contexts, members and positions."""
