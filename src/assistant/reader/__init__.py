"""The reader: what running text says in answer to a question, and how sure that is."""
