"""Which names stand within sentences, where a capital tells a name, and not only at their opening."""

from __future__ import annotations

import re

_WITHIN = re.compile(r"(?<=[^\W\d_]),?\s(?P<word>\w+)")
_OPENING_WORD = re.compile(r"\w+")
_BOUNDARY = re.compile(r"\b")
_MOST_PLACES = 1_000
"""Places kept of one word, so that a document of nothing else takes no longer than others."""


class InnerWords:
    """The words of a text that follow another one, with where they stand; small ones are left out."""

    def __init__(self, text: str) -> None:
        """Go through a text once."""
        self._text = text
        self._places: dict[str, list[int]] = {}
        for match in _WITHIN.finditer(text):
            if not match["word"][0].islower():
                places = self._places.setdefault(match["word"], [])
                if len(places) < _MOST_PLACES:
                    places.append(match.start("word"))

    def hold(self, name: str) -> bool:
        """Whether a name, of one or more words, is among them."""
        first = _OPENING_WORD.match(name)
        return any(
            self._text.startswith(name, at) and _BOUNDARY.match(self._text, at + len(name))
            for at in self._places.get(first[0] if first else "", ())
        )
