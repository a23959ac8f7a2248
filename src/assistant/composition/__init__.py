"""Puts answers together from verbatim quotes, each followed by the number of its citation."""
