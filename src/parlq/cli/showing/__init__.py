"""Documents in a terminal: facts and texts as lines, colour, and a pager."""
