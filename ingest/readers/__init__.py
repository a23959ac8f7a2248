"""A reader for each format: `read(data, options)` makes a `Parsed` of the bytes of a file."""
