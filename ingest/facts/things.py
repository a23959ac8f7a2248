"""What a number counts and what a share is a share of: the noun phrase beside it.

There is no tagger here, so the phrase is told by its form and is left alone in doubt. Swedish:
adjectives in the plural end in `a` or `e`, the noun is the first word that does not, or the last
before a mark or small word. English: the noun is the first word that ends in `s`.
"""

from __future__ import annotations

import re

from ingest.facts import lexicon
from ingest.facts.numerals import Number

_WORD = re.compile(r"\s(?:av\s(?:de|våra|sina)\s)?([^\W\d_](?:[\w&/’'-]*\w)?)")
_STOPS = (
    lexicon.STOPS
    | lexicon.PREPOSITIONS
    | lexicon.CONJUNCTIONS
    | frozenset(
        "mest minst flest störst fler färre av om under över efter före sedan än mot genom"
        " inom till med utan per procent percent to by"
        " on after before as than until since över eller or the av den det detta a an just nu"
        " startar deltar ska plus stycken st kl grader".split()
    )
)
_THOSE = re.compile(r"\s(?:av|of)\s(dem|dessa|them|these)\b")
_ENGLISH_PLURALS = frozenset("people children women men staff".split())
_PLURAL_ENDINGS = ("er", "or", "ar", "ter", "n", "rna", "are", "s")
_ALSO = re.compile(r"\s(?:och|samt|and)\s([^\W\d_A-ZÅÄÖ][\w-]+)(?=\s*(?:[,.;:)]|$))")
_OF = re.compile(r"\s(?:av|of)\s([^,.;:()]{2,80})", re.IGNORECASE)
_REDUCED = re.compile(r"([^\W\d_][\w-]*)\s(?:med|by|with)\s(?:\w+\s)?$")
_CLAUSE_WORDS = lexicon.STOPS | frozenset("i på inom till under med för in at from som".split())
_MOST_ADJECTIVES = 3
_MOST_WORDS = 6
_GROUPED = re.compile(r"\d[ -]$")
_OPENS_NAME = re.compile(r"(?:^|\s)[^\W\d_a-zåäö][\w-]*\s$")


def counted(text: str, number: Number, language: str) -> tuple[str, int] | None:
    """The thing that is counted and where its phrase ends, or None in doubt."""
    if number.value < 2 or number.value != int(number.value) or _is_label(text, number):
        return None
    those = _THOSE.match(text, number.end)
    if those:
        return those.group(1), those.end()
    words: list[str] = []
    at = number.end
    while len(words) <= _MOST_ADJECTIVES:
        match = _WORD.match(text, at)
        if match is None or match.group(1).lower() in _STOPS:
            break
        words.append(match.group(1))
        at = match.end()
        if _is_noun(words[-1], language):
            break
    if not words or len(words[-1]) < 2 or words[-1].lower().endswith("delar"):
        return None
    if (language == "en" or words[-1][0].isupper()) and not _is_noun(words[-1], language):
        return None
    also = _ALSO.match(text, at)
    if also and also.group(1).endswith(_PLURAL_ENDINGS):
        at = also.end()
    start = text.index(words[0], number.end)
    return " ".join(text[start:at].split()), at


def _is_label(text: str, number: Number) -> bool:
    """Whether the number belongs to a name or is a rank, a time or a page (`Agenda 30`)."""
    before = text[max(0, number.start - 30) : number.start]
    if not number.in_figures:
        return False
    year = 1000 <= number.value <= 2100 and number.end - number.start == 4
    named = _OPENS_NAME.search(before) is not None and not _opens_sentence(before)
    return year or named or _GROUPED.search(before) is not None


def _opens_sentence(before: str) -> bool:
    return before.strip().lower() in (
        "de", "totalt", "the", "omkring", "cirka", "ungefär", "drygt", "nästan", "about", "over",
        "runt", "över", "minst", "upp till", "some", "nearly", "around", "bland", "våra", "hela",
    )  # fmt: skip


def _is_noun(word: str, language: str) -> bool:
    """Whether the phrase ends with this word: it is not an adjective in the plural."""
    low = word.lower()
    if language == "en":
        return low.endswith("s") or low in _ENGLISH_PLURALS
    return not low.endswith(("a", "e")) and not (word[0].isupper() and "-" not in word)


def whole(text: str, start: int, end: int, subject: str) -> str:
    """What a share is a share of: behind `av`, or what is changed `med` so much."""
    match = _OF.match(text, end)
    if match:
        words: list[str] = []
        for word in match.group(1).split()[:_MOST_WORDS]:
            if word.lower() in _CLAUSE_WORDS:
                break
            words.append(word)
            if not word.lower().endswith(("a", "e", "s")) and word[0].islower():
                break
        return " ".join(words)
    reduced = _REDUCED.search(text[max(0, start - 60) : start])
    if reduced is None:
        return ""
    verb = reduced.group(1).endswith(("ade", "skat", "kade", "ar", "er", "sed", "ed"))
    return subject if verb else reduced.group(1)
