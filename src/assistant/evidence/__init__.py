"""What the documents have to say to a question."""
