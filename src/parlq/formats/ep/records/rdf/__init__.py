"""RDF syntaxes, shapes and streams of records."""
