"""Measures how well each format is read, on files that LibreOffice makes from texts that are known."""
