"""The validator: lints files under settings, with workers, and reports what it finds."""
