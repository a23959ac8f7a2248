"""Questions and claims about another than the text speaks of: a name in them swapped for one like it.

`Vem leder Tågkraft?` becomes `Vem leder Vindkraft?`, which a text about Tågkraft does not answer,
however well all other words fit.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.text.words import Word, words
from training.data import Claim, Page, PageQuestion

_SHORTEST = 3
"""Letters of a name."""
_END = 3
"""Letters at their end in which names are alike: `Elhamn` and `Gashamn`."""
_ALIKE_SHARE = 0.6
"""How often a name that is alike is taken, where there is one."""


class Names:
    """The names that questions ask about, to take another one from."""

    def __init__(self, pages: Iterable[Page]) -> None:
        """Gather them from the questions about some pages."""
        found = {
            word.text
            for page in pages
            for asked in page.asked
            for word in _names(asked.text, page.document.text)
        }
        self._all = sorted(found)
        self._by_end: dict[str, list[str]] = {}
        for name in self._all:
            self._by_end.setdefault(_end(name), []).append(name)

    def asked(
        self, asked: PageQuestion, page: Page, shown: str, chance: random.Random
    ) -> PageQuestion | None:
        """A question about another, which no text of its page answers.

        Args:
            asked: The question.
            page: What it is asked about.
            shown: What the reader will see; the name stands there, so that it can tell.
            chance: Draws which name is swapped, and for which.

        Returns:
            The question; None where no name of it is shown, or none takes its place.
        """
        text = self.swapped(asked.text, shown, _told(page), chance)
        return replace(asked, text=text, answers=()) if text else None

    def claim(self, claim: Claim, page: Page, chance: random.Random) -> Claim | None:
        """A claim about another than its quote speaks of; None as for `asked`."""
        text = self.swapped(claim.text, claim.quote, _told(page), chance)
        return replace(claim, text=text, carried=False) if text else None

    def swapped(self, text: str, shown: str, told: str, chance: random.Random) -> str | None:
        """A text with a name swapped for another one.

        Args:
            text: A question or claim.
            shown: The name that is swapped stands there.
            told: The name that it is swapped for stands nowhere here.
            chance: Draws both.

        Returns:
            The text; None where no name of it is shown, or none takes its place.
        """
        named = _names(text, shown)
        if not named:
            return None
        word = chance.choice(named)
        alike = self._by_end.get(_end(word.text), ())
        told = told.casefold()
        for names in (alike, self._all) if chance.random() < _ALIKE_SHARE else (self._all,):
            if others := [name for name in _some(names, chance) if name.casefold() not in told]:
                return f"{text[: word.start]}{others[0]}{text[word.end :]}"
        return None


def _told(page: Page) -> str:
    return f"{page.document.title} {page.document.text}"


def _some(names: Sequence[str], chance: random.Random) -> list[str]:
    return chance.sample(names, min(20, len(names)))


def _names(text: str, shown: str) -> list[Word]:
    """Words with a capital behind the first one that are shown, in whichever case."""
    folded = shown.casefold()
    return [
        word
        for word in words(text)[1:]
        if word.text[0].isupper()
        and len(word.text) >= _SHORTEST
        and word.text.casefold().removesuffix("s") in folded
    ]


def _end(name: str) -> str:
    return name.casefold().removesuffix("s")[-_END:]
