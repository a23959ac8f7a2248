"""The way of a question, from what is asked to the answer."""
