"""Lines out of DOCX files, whose parts are read directly and within bounds."""
