"""Tells Swedish from English from anything else, for documents and for questions of a few words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Literal

from assistant.text.words import Word, words

Detected = Literal["sv", "en", "other"]

_SURE = {
    "sv": frozenset(
        "och är vad vem vilka vilken vilket hur när var varför det den en ett som på av för med till från"
        " har ska kan inte jag ni om efter finns deltar leder pågår vems länge många mycket".split()
    ),
    "en": frozenset(
        "the and is are was were what who whom whose which how when where why does do did of to from with"
        " for has have will can not it they this that long many much about tell".split()
    ),
}
"""Words of one language that the other lacks or uses otherwise; decisive in a short question."""
_SWEDISH_LETTERS = re.compile(r"[åäö]", re.IGNORECASE)
_LEAST_SHARE = 0.35
_LEAST_WORDS = 3
SURELY = 2
LATIN = 0.7
"""A question in another script may hold names in Latin letters, a Swedish one no other letters."""
_OTHERS = ("fi", "pl", "de", "es", "fr", "it", "pt", "tr")
"""Languages of Latin letters, of those that are spoken most in Sweden, that have word lists."""
_AHEAD, _FAR_AHEAD = 0.5, 2.0
"""How much commoner words have to be there in the mean, of three or more and of two: loans and
names are known everywhere."""
_COMMON = 3.0
_LEAST_KNOWN = 2.0
"""How common words are in the mean at least in a language that they are of; those of a language without
a list have some 1.5 in another one's."""


def detect_language(text: str) -> Detected:
    """The language of a text; Swedish when a Latin text gives no sign of any.

    Names tell nothing, so capitalised words inside a sentence are left aside where others exist.
    """
    every = words(text)
    if not every:
        return "sv"
    if not _is_latin(text):
        return "other"
    tokens = _telling(every)
    swedish, english = _surely(tokens)
    most = max(swedish, english)
    if swedish != english and (most >= SURELY or most >= len(tokens) / 2):
        return "sv" if swedish > english else "en"
    if _is_of_others(tokens):
        return "other"
    if swedish != english and most >= 0.15 * len(tokens):
        return "sv" if swedish > english else "en"
    return _by_frequency(tokens, bool(_SWEDISH_LETTERS.search(text)))


def sure_language(text: str) -> Literal["sv", "en"] | None:
    """Swedish or English where two words at least are of that alone and none is of the other."""
    swedish, english = _surely(_telling(words(text)))
    if min(swedish, english) or max(swedish, english) < SURELY:
        return None
    return "sv" if swedish else "en"


def may_be_alike(text: str, other: str) -> bool:
    """Whether two texts may be in one language that is neither Swedish nor English.

    Letters tell that, and word lists where a text is in a language that has one.

    Args:
        text: What is asked about.
        other: What it is held to.
    """
    tokens, held = _plain(text), _plain(other)
    letters, other_letters = _letters(tokens), _letters(held)
    if not letters or not other_letters:
        return True
    if letters.most_common(1)[0][0] not in other_letters:
        return False
    likely = _likely(tokens)
    return not likely or bool(likely & _likely(held))


def _telling(every: list[Word]) -> list[str]:
    """The words that tell a language, folded: without names and numbers where there are others."""
    plain = [word.text.casefold() for word in every if not word.text[0].isupper()]
    begins = every and every[0].text[0].isupper()
    tokens = [every[0].text.casefold(), *plain] if begins else plain
    return [word for word in tokens if not word[0].isdigit()] or [w.text.casefold() for w in every]


def _surely(tokens: list[str]) -> tuple[int, int]:
    """How many words are of Swedish alone, and of English alone."""
    return sum(word in _SURE["sv"] for word in tokens), sum(word in _SURE["en"] for word in tokens)


def _plain(text: str) -> list[str]:
    return [word.text.casefold() for word in words(text) if not word.is_name or word.start == 0]


def _letters(tokens: list[str]) -> Counter[str]:
    """How often there are letters of each script, by the first word of their names."""
    letters = (character for character in "".join(tokens) if character.isalpha())
    return Counter(unicodedata.name(character, "").partition(" ")[0] for character in letters)


def _likely(tokens: list[str]) -> set[str]:
    """The languages that some words may be of; none where no list knows them."""
    mean = {code: _commonness(tokens, code) / len(tokens) for code in _OTHERS}
    best = max(mean.values())
    return {code for code, found in mean.items() if found >= max(best - _AHEAD, _LEAST_KNOWN)}


def _is_of_others(tokens: list[str]) -> bool:
    """Whether the words are commoner in some other language than in Swedish and English."""
    if len(tokens) < 2:
        return False
    ahead = _AHEAD if len(tokens) >= _LEAST_WORDS else _FAR_AHEAD
    ours = max(_commonness(tokens, "sv"), _commonness(tokens, "en"))
    return max(_commonness(tokens, code) for code in _OTHERS) > ours + ahead * len(tokens)


def _commonness(tokens: list[str], code: str) -> float:
    """The sum of Zipf frequencies in a language, from wordfreq's small lists: 20 ms to load each."""
    from wordfreq import zipf_frequency  # noqa: PLC0415 - 0.3 s that most texts do not need

    return sum(zipf_frequency(word, code, wordlist="small") for word in tokens)


def _by_frequency(tokens: list[str], swedish_letters: bool) -> Detected:
    swedish, english = _commonness(tokens, "sv") + swedish_letters, _commonness(tokens, "en")
    known = [
        word for word in tokens if max(_commonness([word], c) for c in ("sv", "en")) >= _COMMON
    ]
    if (
        len(tokens) >= _LEAST_WORDS
        and len(known) < _LEAST_SHARE * len(tokens)
        and not swedish_letters
    ):
        return "other"
    return "en" if english > swedish + 0.5 else "sv"


def _is_latin(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    latin = sum(unicodedata.name(character, "").startswith("LATIN") for character in letters)
    return latin > LATIN * len(letters)
