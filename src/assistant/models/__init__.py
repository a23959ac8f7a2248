"""The vocabulary of the product: no behaviour beyond its own consistency."""
