"""Lines out of PDF files, read in a process of its own."""
