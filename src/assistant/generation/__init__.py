"""The optional language model: it words an answer, and what the quotes do not carry is dropped (ADR 16)."""
