"""The Parliament's Open Data Portal: its records in JSON-LD, RDF and CSV, in and out."""
