"""What code can tell of whether a quote carries a claim, by comparing what the two texts hold.

Numbers, dates, units, names, addresses and negations of a claim must stand in its quote. Where both
are of one language and the claim follows the wording of its quote, no common word may be another,
`kan` for `ska`, some for all, and none that says something be added. What is worded freely, or
translated, is left to the reader.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import chain, pairwise

from rapidfuzz.distance import Indel

from assistant.generation.amounts import months, numbers_of
from assistant.reasons import NO_REASON, Reason
from assistant.text.words import (
    GENITIVE,
    NEGATION,
    Word,
    fold,
    folded,
    likeness,
    stem,
    weight,
    words,
)

NEAR_COPY = 0.6
"""The share of the words of a claim from which it follows the wording of its quote."""
COMMON = 0.45
"""The weight up to which a word is a common one, that holds a sentence together."""
MERE_GRAMMAR = 0.25
"""The weight up to which a word behind a number is no unit of it."""
MOST_BEFORE = 1
"""Words that say something before a name that tells what a sentence is about."""
RARE = 0.9
"""The weight from which a word is in hardly any list of words, as names are."""
SAME_WORD = 0.7
"""The likeness from which two words are forms of one."""
FEW = 2
"""Words in a row that may be another way to say how many, whether and how surely."""
_ADDRESS = ("//", "@", "www.", "(at)")
"""What only addresses hold."""
_JOINED = re.compile(r"[^\W\d_][.:][^\W\d_]")
"""Letters as addresses join them; abbreviations do too, and stand in their quotes."""
_AROUND = ".,;:!?()[]\"'”’»*"
"""What stands around an address and is none of it."""
_PARTS = ("@", "/", "-", "_", "+")
"""What joins parts of one, beside a full stop."""
_GENITIVE_LETTERS = 2
_AMOUNTS = ("Nl", "No")
"""The categories of what stands for a number and is no digit: `½`, `Ⅻ`."""


def objection(claim: str, quote: str, above: str, *, same_language: bool) -> Reason:
    """Why a quote cannot carry a claim; none where code sees nothing against it.

    Args:
        claim: One sentence.
        quote: What it cites.
        above: The title and headings that the quote stands under, which may name what it is about.
        same_language: Whether both are written in one language.
    """
    shown = f"{above}\n{quote}"
    lacking = chain(
        signs_not_in(shown, claim), names_not_in(shown, claim), _named_late(claim, quote, shown)
    )
    for what in lacking:
        return Reason("lacks", {"what": what})
    if "?" in claim and "?" not in quote:
        return Reason("lacks", {"what": Reason("sign", {"text": "?"})})
    if denies(claim) != denies(quote):
        return Reason("denies")
    return next(_differing(claim, quote), NO_REASON) if same_language else NO_REASON


def signs_not_in(shown: str, text: str) -> Iterator[Reason]:
    """What a text holds and another does not, of what is written alike in all languages."""
    for address in text.split():
        bare = GENITIVE.sub("", address.strip(_AROUND))
        is_address = any(mark in address for mark in _ADDRESS) or _JOINED.search(bare)
        if is_address and not _holds(shown, bare):
            yield Reason("address", {"text": address})
    for sign in sorted(set(text) - set(shown)):
        if unicodedata.category(sign)[0] == "S" or unicodedata.category(sign) in _AMOUNTS:
            yield Reason("sign", {"text": sign})
    named = {str(months()[word.text]) for word in words(shown) if word.text in months()}
    for number in sorted({*numbers_of(text)} - {*numbers_of(shown)} - named):
        yield Reason("number", {"text": number})


def _holds(shown: str, address: str) -> bool:
    """Whether an address stands in a text whole, and not as a part of another: `ek@x.se` in `bo.ek@x.se`."""
    ends = (found.span() for found in re.finditer(re.escape(address), shown))
    return any(
        not _goes_on(shown[:start][-2:][::-1]) and not _goes_on(shown[end : end + 2])
        for start, end in ends
    )


def _goes_on(beside: str) -> bool:
    """Whether an address goes on in the two characters beside it; a full stop at its end is none of it."""
    is_part = beside[:1].isalnum() or beside.startswith(_PARTS)
    return is_part or (beside.startswith(".") and beside[1:].isalnum())


def names_not_in(shown: str, text: str) -> Iterator[Reason]:
    """What a text in Swedish or English holds and another does not: months, days and names."""
    for name in sorted(_calendar(text) - _calendar(shown)):
        yield Reason("calendar", {"text": name})
    found = folded(shown)
    for word in names(words(text), shown):
        if not is_among(word, found):
            yield Reason("name", {"text": word.text})


def _named_late(claim: str, quote: str, shown: str) -> Iterator[Reason]:
    """Names of the title and headings, behind more than what a sentence begins with.

    They tell what a sentence is about, as in `Syftet med Green Port är`. Further on they would be what it
    says of that, which no quote says: `Anna Berg är på KTH och leder Green Port`.
    """
    found, said = folded(quote), words(claim)
    named = names(said, shown)
    telling = 0
    for word in said:
        is_of_quote = word not in named or is_among(word, found)
        if not is_of_quote and telling > MOST_BEFORE:
            yield Reason("name", {"text": word.text})
        telling += is_of_quote and (word in named or weight(word.text) > MERE_GRAMMAR)


def capitals_not_in(shown: str, text: str, *, in_ours: bool = False) -> Iterator[Reason]:
    """Names of a sentence in any language that another text does not hold, but for months and days.

    The first word is none, as in most languages it begins with a capital anyway; in one of ours, where
    it begins a name of several words, it is.
    """
    found, said = folded(shown), words(text)
    goes_on = in_ours and len(said) > 1 and said[1].text[0].isupper()
    is_first_one = goes_on and weight(said[0].text) > MERE_GRAMMAR
    for word in said if is_first_one else said[1:]:
        is_name = word.text[0].isupper() and word.text not in _calendar_names()
        if is_name and not is_among(word, found):
            yield Reason("name", {"text": word.text})


def denies(text: str) -> bool:
    """Whether a text holds a negation in Swedish or English."""
    return NEGATION.search(text) is not None


def _differing(claim: str, quote: str) -> Iterator[Reason]:
    """In what the wording differs, of texts in one language."""
    said = words(claim)
    for unit in _without_form(_units(said), quote):
        yield Reason("lacks", {"what": Reason("unit", {"text": unit})})
    for other in _reworded(said, words(quote), quote):
        yield Reason("differs", {"word": other})


@cache
def _calendar_names() -> dict[str, str]:
    """Names of months and days of the week in Swedish and English, each by its English one."""
    from babel.dates import get_day_names, get_month_names  # noqa: PLC0415

    return {
        name: get("wide", locale="en")[key]
        for get in (get_month_names, get_day_names)
        for code in ("sv", "en")
        for key, name in get("wide", locale=code).items()
    }


def _calendar(text: str) -> set[str]:
    """English names of the months and days of the week in a text; `may` is none, and `May` is."""
    english = _calendar_names()
    return {english[word.text] for word in words(text) if word.text in english}


def names(said: Sequence[Word], shown: str) -> list[Word]:
    """Words with a capital; the first of a sentence if it is rare and unlike all that is shown.

    Args:
        said: The words of one sentence.
        shown: The text that the names are to be looked for in.
    """
    capital = [
        word for word in said if word.text[0].isupper() and word.text not in _calendar_names()
    ]
    if not capital or capital[0] is not said[0] or not _is_plain(said[0].text):
        return capital
    is_rare = weight(said[0].text) >= RARE and bool(_without_form([said[0].text], shown))
    goes_on = len(said) > 1 and said[1] in capital and not _is_common(said[0])
    return capital if is_rare or goes_on else capital[1:]


def _is_plain(word: str) -> bool:
    """Whether a word is written with one capital at its beginning, as any first one is."""
    return len(word) == 1 or word[1:].islower()


def is_among(name: Word, found: AbstractSet[str]) -> bool:
    """Whether a name is among folded words, in the genitive or as the first part of a word too."""
    parts = [fold(part) for part in name.text.split("-") if part[:1].isupper()]
    return all(part in found or any(_begins(part, other) for other in found) for part in parts)


def _begins(part: str, other: str) -> bool:
    is_genitive = bool(other) and part.startswith(other)
    return (
        other.startswith(part)
        or (is_genitive and len(part) - len(other) <= _GENITIVE_LETTERS)
        or part in other.split("-")
    )


def _units(said: Sequence[Word]) -> list[str]:
    """The words behind numbers, but for common ones, which belong to the sentence."""
    behind = pairwise(said)
    return [
        word.text
        for number, word in behind
        if number.text[0].isdigit()
        and word.start - number.end == 1
        and word.text[0].isalpha()
        and weight(word.text) > MERE_GRAMMAR
    ]


def _without_form(some: Sequence[str], text: str) -> list[str]:
    """Those of some words of which a text holds no form."""
    found = list({other.text for other in words(text)})
    if not some or not found:
        return list(some)
    nearest = likeness(some, found).max(axis=1)
    return [word for word, alike in zip(some, nearest, strict=True) if alike < SAME_WORD]


def _is_common(word: Word) -> bool:
    is_name = word.is_name and word.start > 0
    return not is_name and weight(word.text) <= COMMON


def _reworded(said: Sequence[Word], quoted: Sequence[Word], quote: str) -> list[str]:
    """Words in which a claim differs that else follows its quote: common ones, and what is added to it."""
    own, theirs = [stem(word.text) for word in said], [stem(word.text) for word in quoted]
    blocks = Indel.opcodes(own, theirs).as_matching_blocks()
    shared = sum(block.size for block in blocks)
    if not shared or shared < NEAR_COPY * min(len(own), len(theirs)):
        return []
    added = _added(said, blocks[-2].a + blocks[-2].size, quote)
    if shared < NEAR_COPY * len(own):
        return added  # All of the quote with much behind it is still the quote to whoever reads it.
    first = blocks[0]
    # A claim may begin inside of its quote: what it begins with stands for the words before that.
    gaps = [(said[: first.a], quoted[max(0, first.b - first.a) : first.b])]
    for before, after in pairwise(blocks):
        mine = said[before.a + before.size : after.a]
        other = quoted[before.b + before.size : after.b]
        in_apposition = not other and _are_apart(quoted, after.b)
        if (after.size or (mine and other)) and not in_apposition:
            gaps.append((mine, other))
    return [*(word for mine, other in gaps for word in _common(mine, other)), *added]


def _added(said: Sequence[Word], end: int, quote: str) -> list[str]:
    """Words of which a quote has no form: those that say something, and all behind what follows it."""
    telling = [word.text for word in said if _says_something(word)]
    behind = [word.text for word in said[end:] if not word.text[0].isdigit()]
    return _without_form([*telling, *behind], quote)


def _says_something(word: Word) -> bool:
    """Whether a word is none of mere grammar, and no number or name, which may stand in a heading."""
    is_name = word.is_name and (word.start > 0 or word.text[0].isdigit())
    return not is_name and weight(word.text) > MERE_GRAMMAR


def _common(mine: Sequence[Word], other: Sequence[Word]) -> list[str]:
    """The words of a difference that is one of a few common words, and nothing else."""
    both = [*mine, *other]
    few = len(mine) <= FEW and len(other) <= FEW
    return [word.text for word in both] if few and all(_is_common(word) for word in both) else []


def _are_apart(some: Sequence[Word], at: int) -> bool:
    """Whether more than a space parts a word from the one before: `Argus, processledare`."""
    return 0 < at < len(some) and some[at].start - some[at - 1].end > 1
