"""What can go wrong with search files without anybody having to know, since they can be rebuilt."""

from __future__ import annotations


class BrokenIndexError(Exception):
    """Chroma's or the lexical index's files cannot be used or made; the record is not touched."""
