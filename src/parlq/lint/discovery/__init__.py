"""Which files are checked: named inputs, folders, patterns, and what git ignores."""
