"""Values of the model from the nodes of a record."""
