"""Terms, concepts and names that records use, and how the portal spells them."""
