"""Lines out of HTML, as browsers show it."""
