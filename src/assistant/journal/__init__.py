"""What is kept of conversations."""
