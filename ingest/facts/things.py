"""What a number counts and what a share is a share of: the noun phrase beside it.

There is no tagger here, so the phrase is told by its form and is left alone in doubt. Swedish:
adjectives in the plural end in `a` or `e`, the noun is the first word that does not, or the last
before a mark or small word. English: the noun is the first word that ends in `s`.
"""

from __future__ import annotations

import re

from ingest.facts import lexicon
from ingest.facts.numerals import Number, number_words
from ingest.facts.subjects import PRONOUNS

_WORD = re.compile(r"\s(?:av\s(?:de|våra|sina)\s)?([^\W\d_](?:[\w&/’'-]*\w)?)")
_STOPS = (
    lexicon.STOPS
    | lexicon.PREPOSITIONS
    | lexicon.CONJUNCTIONS
    | frozenset(
        "mest minst flest störst fler färre av om under över efter före sedan än mot genom"
        " inom till med utan per procent percent to by"
        " on after before as than until since över eller or the av den det detta a an just nu"
        " mindre högre lägre större dyrare fewer less more higher lower"
        " deltar plus stycken st kl grader minusgrader plusgrader års månaders veckors dagars"
        " timmars minuters thirds quarters fifths tenths".split()
    )
    | (lexicon.VERBS - {"delar"})
)
_THOSE = re.compile(r"\s(?:av|of)\s(dem|dessa|them|these)\b")
_ENGLISH_PLURALS = frozenset("people children women men staff".split())
_NOMINAL = frozenset("anställda sökande studerande boende vuxna resande arbetslösa".split())
"""Nouns with the endings of adjectives."""
_PAST = ("ade", "ades", "kte", "gde")
_PLURAL_ENDINGS = ("er", "or", "ar", "ter", "n", "rna", "are", "s")
_ALSO = re.compile(r"\s(?:och|samt|and)\s([^\W\d_A-ZÅÄÖ][\w-]+)(?=\s*(?:[,.;:)]|$))")
_JOINED = re.compile(r"\s(?:och|eller|and|or)(?=\s[a-zåäö-]+(?:a|e|sized)\s)")
"""Between two adjectives: `små och medelstora företag`."""
_OF = re.compile(
    r"\s(?:av|of)\s(?:(?:de|den|det|the|sin|sitt|sina|its|their|our)\s)?([^,.;:()]{2,80})",
    re.IGNORECASE,
)
_PAID_BY = re.compile(
    r"\b(?:betala|finansiera|bekosta)(?:s|des|ts|t)?\b|\b(?:paid|funded|financed)\b", re.I
)
"""Behind these `av` tells who pays and not what is paid."""
_OUT_OF = re.compile(
    r"(?:^|[,;]\s)(?:av|bland|of|among)\s(?:(?:de|den|det|the)\s)?(?:[^\W\d_][\w-]+s\s)?(?:\d[\d ]*\s)?"
    r"(?P<thing>(?!which\b|whom\b|vilka\b)[^\W\d_][\w-]*)\s",
    re.IGNORECASE,
)
"""What is divided at the beginning of the clause: `Av de 80 gästerna svarade 40 procent`."""
_CHANGED = re.compile(
    r"\b(?:minska|öka|sänk|höj|förbättra|halver|skär|cut|reduc|increas|lower|rais|improv|decreas)\w*\s"
    r"(?:(?:de|man|vi|they|we)\s)?(?:(?:sin|sitt|sina|its|their|the|our|våra|vår)\s)?"
    r"(?P<thing>[^,.;:]{3,60}?)\s(?:med|by)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"(?:^|[,;:]\s(?:(?:och|and|men|but)\s)?|\s(?:att|that)\s)(?:(?:the|their|its|deras|dess|de)\s)?(?P<thing>[^,;:.]{3,60}?)\s"
    r"(?:(?:will|has|have|had|ska|skall|har|hade|should)\s)?"
    r"(?:fell|fall|fallen|dropp?(?:ed)?|rose|rise|risen|sjunk\w+|sjönk|minska\w*|öka\w*|växte)\s"
    r"(?:med|by)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_CLAUSE_WORDS = (
    lexicon.STOPS
    | lexicon.VERBS
    | frozenset("i på inom till under med för in at from to som have whom which".split())
)
_MOST_ADJECTIVES = 3
_MOST_WORDS = 6
_GROUPED = re.compile(r"\d[ -]$")
_NUMBERED = re.compile(
    r"(?:§|\b(?:nr|nummer|punkt|sid(?:an|a)?|sal|kap|kapitel|bilaga))\.?\s?$", re.I
)
_OPENERS = lexicon.PREPOSITIONS | frozenset(
    "de totalt the omkring cirka ungefär drygt nästan about over runt över minst some nearly"
    " around bland våra hela".split()
)
_OPENS_NAME = re.compile(r"(?:^|\s)[^\W\d_a-zåäö][\w-]*\s$")


def counted(text: str, number: Number, language: str) -> tuple[str, int] | None:
    """The thing that is counted and where its phrase ends, or None in doubt."""
    if number.value < 2 or number.value != int(number.value) or _is_label(text, number):
        return None
    those = _THOSE.match(text, number.end)
    if those:
        return those.group(1), those.end()
    words, at = _noun_phrase(text, number.end, language)
    if (
        not words
        or words[0].lower() in number_words()
        or len(words[-1]) < 2
        or words[-1].lower().endswith("delar")
    ):
        return None
    if (language == "en" or words[-1][0].isupper()) and not _is_noun(words[-1], language):
        return None
    also = _ALSO.match(text, at)
    if also and also.group(1).endswith(_PLURAL_ENDINGS):
        at = also.end()
    start = text.index(words[0], number.end)
    return " ".join(text[start:at].split()), at


def _noun_phrase(text: str, at: int, language: str) -> tuple[list[str], int]:
    """The adjectives and the noun behind a number, and where they end."""
    words: list[str] = []
    while len(words) <= _MOST_ADJECTIVES:
        match = _WORD.match(text, at)
        if match is None or match.group(1).lower() in _STOPS:
            break
        words.append(match.group(1))
        at = match.end()
        if _is_noun(words[-1], language):
            break
        if joined := _JOINED.match(text, at):
            at = joined.end()
    if len(words) > 1 and words[-1].endswith(_PAST) and not _is_noun(words[-1], language):
        at = text.rindex(words.pop(), 0, at) - 1
    return words, at


def _is_label(text: str, number: Number) -> bool:
    """Whether the number belongs to a name or is a rank, a time or a page (`Agenda 30`)."""
    before = text[max(0, number.start - 30) : number.start]
    if not number.in_figures:
        return False
    if _NUMBERED.search(before):
        return True
    year = 1000 <= number.value <= 2100 and number.end - number.start == 4
    named = _OPENS_NAME.search(before) is not None and not _opens_sentence(before)
    return year or named or _GROUPED.search(before) is not None


def _opens_sentence(before: str) -> bool:
    return before.strip().lower() in _OPENERS


def _is_noun(word: str, language: str) -> bool:
    """Whether the phrase ends with this word: it is not an adjective in the plural."""
    low = word.lower()
    if language == "en":
        return low.endswith("s") or low in _ENGLISH_PLURALS
    if low.endswith("rna") or low in _NOMINAL:
        return True
    return not low.endswith(("a", "e", "små")) and not (word[0].isupper() and "-" not in word)


def whole(text: str, start: int, end: int, subject: str) -> str:
    """What a share is a share of: behind `av`, or what is changed `med` so much."""
    if match := _OF.match(text, end):
        return "" if _PAID_BY.search(text, 0, start) else _until_noun(match.group(1))
    before = text[max(0, start - 120) : start]
    if changed := _CHANGED.search(before) or _CHANGES.search(before):
        thing = changed["thing"].strip()
        return subject if thing.lower() in PRONOUNS else thing
    parted = _OUT_OF.search(before)
    return parted["thing"] if parted else ""


def _until_noun(text: str) -> str:
    """The first words up to what is surely their noun."""
    words: list[str] = []
    for word in text.split()[:_MOST_WORDS]:
        if word.lower() in _CLAUSE_WORDS or word.endswith(_PAST):
            break
        words.append(word)
        if word[0].islower() and (word.endswith("rna") or not word.endswith(("a", "e", "s"))):
            break
    return " ".join(words)
