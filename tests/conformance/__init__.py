"""Documents with their expected outcomes, for every clause of the specification."""
