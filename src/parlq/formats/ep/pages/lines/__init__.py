"""Lines of a page and the account of what became of each."""
