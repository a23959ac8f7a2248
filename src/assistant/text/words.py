"""Words: how a text is cut into them, how much each says, and how alike two of them are.

Nothing here depends on what has been ingested, so that a score means the same in a corpus of one
page and of ten thousand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import filterfalse, takewhile

import numpy as np
import Stemmer
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Indel
from rapidfuzz.process import cdist

from assistant.text.composing import composed, placed

_MARK = re.compile(r"(?<!\s)\s*+\[\d++\]")
WORD = re.compile(r"\d++(?:[.,:]\d++)*+|[^\W\d_]++(?:[&'’:-][^\W_]++)*+[^\W_]*+|\w++")
"""A number with its decimals, or letters that a hyphen, ampersand or apostrophe may join."""

NEGATION = re.compile(
    r"\b(inte|icke|ej|ingen|inget|inga|aldrig|varken|knappast|utan|not|no|never|none|neither|without)\b|n['’]t\b",
    re.IGNORECASE,
)

GENITIVE = re.compile(r"['’:](s|n|ar|en|er|na|erna|arna)$", re.MULTILINE)
"""The ending of a word, or of each word where every line is one."""

RAREST = 7.0
"""Zipf frequencies run from 0 (never seen) to about 7.5 (the commonest word)."""
ARTICLE = re.compile(r"(?<=[aeiouy])[nt]$|(?<=[^aeiouy\n])(en|et|erna|arna|orna)$", re.MULTILINE)
"""Likewise."""
_REMEMBERED = 20_000
"""Words whose forms are kept in memory, a few hundred bytes each; a page has some thousand."""
LEAST_LETTERS = 4
"""Letters of a word that is alike to others than itself and its forms."""
LEAST_COMPOUND = 5
_LEAST_MISSPELT = 5
LEAST_MISSPELT_TWICE = 8
_PART = 0.7
_SLIGHT = 0.5
"""A likeness that nobody takes for the same word."""
_LEAST_WORD = 3
"""Letters of what is a word by itself and not an ending, as the first part of a compound."""
Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, as it is read there and folded for comparison."""

    text: str
    start: int
    end: int

    @property
    def folded(self) -> str:
        """Lower case, without accents: what people type who lack the keys for å, ä and ö."""
        return fold(self.text)

    @property
    def is_name(self) -> bool:
        """Whether it begins with a capital or holds a digit."""
        return is_name(self.text)


def is_name(word: str) -> bool:
    """Whether a word begins with a capital or holds a digit."""
    return word[0].isupper() or (not word.isalpha() and any(map(str.isdigit, word)))


def single_spaced(text: str) -> str:
    """A text with one blank for each run of white space and none around it, and its letters whole: what
    is typed is read so."""
    return " ".join(composed(text).split())


def without_marks(text: str) -> str:
    """A text without the numbers of its citations, and the space before these."""
    return _MARK.sub("", text)


def words(text: str) -> list[Word]:
    """All words of a text in order, each as it is read, with its place as it is written."""
    read = placed(text)
    found = WORD.finditer(read.text)
    if read.text is text:
        return [Word(match.group(), match.start(), match.end()) for match in found]
    starts = read.starts
    return [Word(match.group(), starts[match.start()], starts[match.end()]) for match in found]


def written(text: str) -> list[str]:
    """All words of a text in order, as they are read there."""
    return WORD.findall(composed(text))


@lru_cache(maxsize=_REMEMBERED)
def fold(word: str) -> str:
    """Lower case without accents and without a genitive's colon or apostrophe."""
    return unaccented(GENITIVE.sub("", word.casefold()))


def half_of_pair(text: str) -> int | None:
    """Where half of a surrogate pair stands, which no encoding of text can hold; None without one."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return error.start
    return None


def unaccented(text: str) -> str:
    """Lower case without accents, so that `Åsa` and `asa` are the same."""
    text = text.casefold()
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(filterfalse(unicodedata.combining, decomposed))


def folded(text: str) -> frozenset[str]:
    """The folded words of a text."""
    return frozenset(map(fold, written(text)))


def spelt_out(some: Iterable[str]) -> str:
    """Words, folded, with a space between them, in which a name of several words can be found."""
    return " ".join(map(fold, some))


def side_by_side(some: Sequence[Word]) -> list[str]:
    """Runs of words with nothing but a space between them, which may be one name, folded."""
    return [spelt_out(word.text for word in run) for run in in_runs(some) if len(run) > 1]


def in_runs(some: Iterable[Word]) -> list[list[Word]]:
    """Words, those with nothing but a space between them together."""
    runs: list[list[Word]] = []
    for word in some:
        if runs and word.start - runs[-1][-1].end == 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """The Swedish stem of a word, folded; English words lose their commonest endings too."""
    return fold(_stemmer().stemWord(word.casefold()))


@lru_cache(maxsize=_REMEMBERED)
def weight(word: str) -> float:
    """How much a word says, 0 for the commonest to 1 for one that is in no word list.

    Source: wordfreq's Zipf frequencies, the higher of Swedish and English, from its small lists:
    the large ones take 0.3 s more to load.
    """
    from wordfreq import zipf_frequency  # noqa: PLC0415 - 0.2 s that only questions need

    folded = word.casefold()
    frequency = max(zipf_frequency(folded, code, wordlist="small") for code in ("sv", "en"))
    return float(min(max(1.0 - frequency / RAREST, 0.02), 1.0))


def is_known(word: str) -> bool:
    """Whether Swedish or English has a word, so that it is no slip in another one."""
    return weight(word) < 1.0


def begins_otherwise(one: str, other: str) -> bool:
    """Whether two compounds with the same end have other words before it: `Östnavet`, `Västnavet`."""
    one, other = one.casefold(), other.casefold()
    pairs = zip(reversed(one), reversed(other), strict=False)
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    most = min(alike, min(len(one), len(other)) - _LEAST_WORD)
    return one != other and any(
        is_known(one[:-tail]) and is_known(other[:-tail])
        for tail in range(LEAST_COMPOUND, most + 1)
    )


def _is_another(asked: str, found: str) -> bool:
    """Whether a word is another one and no misspelling: it begins otherwise, and Swedish or English has
    it (`Hansson`, `Jansson`), or what it begins with, which is more than one slip away."""
    one, other = fold(asked), fold(found)
    if one[:1] != other[:1] and is_known(asked):
        return True
    return OSA.distance(one, other) > 1 and begins_otherwise(asked, found)


def spelling(asked: Sequence[str], found: Sequence[str]) -> Matrix:
    """The share of letters that words have in common, shape (asked, found), 0 to 1."""
    if not asked or not found:
        return np.zeros((len(asked), len(found)), np.float32)
    left, right = [fold(word) for word in asked], [fold(word) for word in found]
    alike: Matrix = cdist(left, right, scorer=Indel.normalized_similarity, dtype=np.float32)
    return alike


def likeness(asked: Sequence[str], found: Sequence[str]) -> Matrix:
    """How well words of a text answer to words of a question, shape (asked, found), 0 to 1.

    1 for the same word or stem, less for a likely misspelling (`Epirok`, `Epiroc`), for a part of
    a compound (`industri`, `fordonsindustri`) and for words that share most of their letters,
    unless one is surely another word.
    """
    if not asked or not found:
        return np.zeros((len(asked), len(found)), np.float32)
    left, right = [fold(word) for word in asked], [fold(word) for word in found]
    alike = spelling(asked, found)
    apart = cdist(left, right, scorer=OSA.distance, dtype=np.int32)
    scores = np.clip((alike - 0.7) / 0.3, 0.0, 0.8)
    shorter = np.minimum.outer([len(word) for word in left], [len(word) for word in right])
    scores[(apart == 1) & (shorter >= _LEAST_MISSPELT)] = 0.9
    scores[(apart == 2) & (shorter >= LEAST_MISSPELT_TWICE)] = 0.8
    for row, column in np.argwhere(scores > _SLIGHT):
        if _is_another(asked[row], found[column]):
            scores[row, column] = 0.0
    stems = np.array([stem(word) for word in found])
    for row, word in enumerate(left):
        if len(word) < LEAST_LETTERS or word[0].isdigit():
            scores[row] = 0.0
        elif len(word) >= LEAST_COMPOUND:
            parts = np.array([_is_part(word, other) for other in right], bool)
            scores[row, parts] = np.maximum(scores[row, parts], _PART)
        scores[row, stems == stem(asked[row])] = 1.0
        scores[row, alike[row] == 1.0] = 1.0
    shares: Matrix = scores.astype(np.float32)
    return shares


def _is_part(asked: str, found: str) -> bool:
    """Whether a word asked for is a part of a compound, or has the other as its head.

    `industrin` is met by `fordonsindustri` and by `industriforskning`; `fordonsindustrin` is met by
    `industri`, what it is a kind of, and not by `fordon`.
    """
    root, other = indefinite(asked), indefinite(found)
    if len(root) >= LEAST_COMPOUND and len(other) >= len(root):
        return found.startswith(root) or other.endswith(root)
    return len(other) >= LEAST_COMPOUND and root.endswith(other)


@lru_cache(maxsize=_REMEMBERED)
def indefinite(word: str) -> str:
    """A folded word without the article at its end, which the stemmer leaves to many."""
    return ARTICLE.sub("", word)


def swedish_stems(words: list[str]) -> list[str]:
    """The Swedish stem of each word, in small letters and not folded."""
    stems: list[str] = _stemmer().stemWords(words)
    return stems


@cache
def _stemmer() -> Stemmer.Stemmer:
    # Without a memory of its own, which takes longer to keep than to do without: `stem` has one.
    return Stemmer.Stemmer("swedish", 0)
