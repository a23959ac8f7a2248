"""What a Word document tells beside its words: styles, lists, tables and tracked changes."""
