"""Processes, files and locks of the machine."""
