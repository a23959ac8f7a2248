"""Makes the reader from named data; never imported at run time."""
