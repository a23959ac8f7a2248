"""What the styles and lists of a Word document mean."""
