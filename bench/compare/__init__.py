"""Compares the product with other pipelines on the same questions: `make compare`."""
