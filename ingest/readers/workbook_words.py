"""The texts of a workbook, whose language tells in which form the numbers of all its sheets are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from ingest.readers.archive import Archive

_TEXT = re.compile(rb"<t(?:\s[^<>]*+)?+>([^<]++)</t>")


def texts_of(archive: Archive, members: Iterable[str]) -> Iterator[str]:
    """The texts in some members of a workbook, of which one is read when it is asked for."""
    for name in members:
        if name in archive:
            for match in _TEXT.finditer(archive.read(name)):
                yield unescape(match[1].decode("utf-8", "ignore"))
