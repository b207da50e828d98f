"""Records exactly as the API of the portal writes them."""
