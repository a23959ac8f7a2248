"""Everything that the assistant and its pages say, in each language, in one place."""
