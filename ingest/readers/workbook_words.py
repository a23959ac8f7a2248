"""The language of a workbook, in whose form the numbers of all its sheets are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from assistant.text.language import detect_language
from ingest.readers.archive import Archive
from ingest.readers.parsed import SAMPLE

_TEXT = re.compile(rb"<t(?:\s[^<>]*+)?+>([^<]++)</t>")


def is_swedish(archive: Archive, members: Iterable[str]) -> bool:
    """Whether the texts that stand first in some members of a workbook are Swedish."""
    texts = (
        unescape(match[1].decode("utf-8", "ignore"))
        for name in members
        if name in archive
        for match in _TEXT.finditer(archive.read(name))
    )
    pieces, letters = list[str](), 0
    for text in texts:  # As few members are read as hold enough.
        pieces.append(text)
        letters += len(text)
        if letters > SAMPLE:
            break
    return detect_language(" ".join(pieces)[:SAMPLE]) == "sv"
