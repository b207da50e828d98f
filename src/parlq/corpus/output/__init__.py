"""Writes a corpus: to a folder, an archive, lines or one document, in any format."""
