"""Lines of a page out of text, HTML, Markdown, DOCX and PDF."""
