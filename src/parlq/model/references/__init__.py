"""References and the IRIs and names that follow from them."""
