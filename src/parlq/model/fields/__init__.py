"""How fields of the model are made: converters, checks, and metadata that says what they hold."""
