"""What code can tell of whether a quote carries a claim, by comparing what the two texts hold.

Numbers, dates, units, names, addresses and negations of a claim must stand in its quote. Where both
are of one language and the claim follows the wording of its quote, no common word may be another:
`kan` for `ska`, some for all. What is worded freely, or translated, is left to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, pairwise

from rapidfuzz.distance import Indel

from assistant.words import NEGATION, Word, likeness, stem, unaccented, weight, words

NEAR_COPY = 0.6
"""The share of the words of a claim from which it follows the wording of its quote."""
COMMON = 0.45
"""The weight up to which a word is a common one, that holds a sentence together."""
SAME_WORD = 0.7
"""The likeness from which two words are forms of one."""
_NUMBER = re.compile(r"\d+(?:[.,:\s\u00a0\u202f]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,\s\u00a0\u202f]\d{3})+")
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")
_GENITIVE_LETTERS = 2


def objection(claim: str, quote: str, above: str, *, same_language: bool) -> str:
    """Why a quote cannot carry a claim, in a few words; empty where code sees nothing against it.

    Args:
        claim: One sentence.
        quote: What it cites.
        above: The title and headings that the quote stands under, which may name what it is about.
        same_language: Whether both are written in one language.
    """
    found = chain(
        _missing(claim, quote, f"{above}\n{quote}"),
        _differing(claim, quote) if same_language else (),
    )
    return next(found, "")


def _missing(claim: str, quote: str, shown: str) -> Iterator[str]:
    """What the claim holds and the quote does not, in any language."""
    for address in _ADDRESS.findall(claim):
        if address.strip(".,()") not in quote:
            yield f"The quote does not hold the address {address}."
    for number in sorted(_numbers(claim) - _numbers(shown)):
        yield f"The quote does not hold the number {number}."
    for name in sorted(_calendar(claim) - _calendar(shown)):
        yield f"The quote does not hold the month or day {name}."
    for word in _names(words(claim)):
        if not _stands_in(word, shown):
            yield f"The quote does not hold the name {word.text}."
    if bool(NEGATION.search(claim)) != bool(NEGATION.search(quote)):
        yield "One of claim and quote denies something, and the other does not."


def _differing(claim: str, quote: str) -> Iterator[str]:
    """In what the wording differs, of texts in one language."""
    said = words(claim)
    for unit in _units(said):
        if not _has_form(unit, quote):
            yield f"The quote does not hold the unit {unit}."
    for other in _reworded(said, words(quote)):
        yield f"Claim and quote differ in the word {other}."


def _numbers(text: str) -> set[str]:
    """Numbers in digits, written one way; a month counts as its number too."""
    found: set[str] = set()
    for run in _NUMBER.findall(text):
        if _GROUPED.fullmatch(run):
            found.add(re.sub(r"\D", "", run))
            continue
        for part in re.split(r"[\s\u00a0\u202f]", run):
            whole, *rest = re.split(r"[.,:]", part)
            if len(rest) == 1:
                decimals = rest[0].rstrip("0")
                found.add(f"{int(whole)}.{decimals}" if decimals else str(int(whole)))
            else:
                found.update(str(int(piece)) for piece in (whole, *rest))
    return found


@cache
def _calendar_names() -> dict[str, str]:
    """Names of months and days of the week in Swedish and English, each by its English one."""
    from babel.dates import get_day_names, get_month_names  # noqa: PLC0415

    return {
        names[code][key]: english[key]
        for get in (get_month_names, get_day_names)
        for english in [get("wide", "format", "en")]
        for names in [{code: get("wide", "format", code) for code in ("sv", "en")}]
        for code in names
        for key in english
    }


def _calendar(text: str) -> set[str]:
    """English names of the months and days of the week in a text; `may` is none, and `May` is."""
    names = _calendar_names()
    return {names[word.text] for word in words(text) if word.text in names}


def _names(said: Sequence[Word]) -> list[Word]:
    """Words with a capital; of the first word a sentence tells nothing unless a name goes on."""
    capital = [
        word for word in said if word.text[0].isupper() and word.text not in _calendar_names()
    ]
    if not capital or capital[0] is not said[0]:
        return capital
    goes_on = len(said) > 1 and said[1].text[0].isupper()
    is_plain = said[0].text[1:].islower() or len(said[0].text) == 1
    return capital if goes_on or not is_plain else capital[1:]


def _stands_in(name: Word, text: str) -> bool:
    """Whether a name stands in a text, in the genitive or as the first part of a word too."""
    short = name.folded
    return any(
        other.folded == short
        or other.folded.startswith(short)
        or (short.startswith(other.folded) and len(short) - len(other.folded) <= _GENITIVE_LETTERS)
        for other in words(text)
        if other.folded
    )


def _units(said: Sequence[Word]) -> list[str]:
    """The words behind numbers, but for common ones, which belong to the sentence."""
    behind = pairwise(said)
    return [
        word.text
        for number, word in behind
        if number.text[0].isdigit() and word.start - number.end == 1 and not _is_common(word)
    ]


def _has_form(word: str, text: str) -> bool:
    found = [other.text for other in words(text)]
    return bool(found) and bool(likeness([word], found).max() >= SAME_WORD)


def _is_common(word: Word) -> bool:
    return not word.is_name and weight(word.text) <= COMMON


def _reworded(said: Sequence[Word], quoted: Sequence[Word]) -> list[str]:
    """Common words in which a claim differs that else follows its quote word by word."""
    own, theirs = [stem(word.text) for word in said], [stem(word.text) for word in quoted]
    blocks = Indel.opcodes(own, theirs).as_matching_blocks()
    if sum(block.size for block in blocks) < NEAR_COPY * len(own):
        return []
    found = []
    for before, after in pairwise(blocks):
        mine = said[before.a + before.size : after.a]
        other = quoted[before.b + before.size : after.b]
        inside = after.size > 0 and before.size > 0
        if len(mine) <= 1 and len(other) <= 1 and (inside or (mine and other)):
            found += [unaccented(word.text) for word in (*mine, *other) if _is_common(word)]
    return found
