"""Where the name of an organisation begins and ends among the words of a sentence.

    ORGANISATION := [small head] CAPITAL… [och CAPITAL… Stiftelse] [small head]
                    [för | of | i  WORD…]

So `tidningen Vägval`, `Knut och Alice Wallenbergs Stiftelse`, `Luleå tekniska universitet`,
`Myndigheten för yrkeshögskolan` and `Port of Ekstad` are one each. No more than nine words are
looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.facts import lexicon
from ingest.facts.tokens import Token

Range = tuple[int, int]
"""First index and index behind the last."""
MARKS = frozenset(',;:()–—"”|.!?-[]')
"""What ends every phrase."""
_ENDS = MARKS | lexicon.CONJUNCTIONS
_BEHIND = _ENDS | lexicon.PREPOSITIONS
_MEASURES = frozenset("miljoner miljon million miljarder mkr mnkr kronor procent per".split())
"""Behind these a number is no part of a name, as in `Horisont 2020`."""
_OPENERS = frozenset(
    "sammanlagt totalt tillsammans dessutom därutöver därtill hittills numera idag nu här där utöver"
    " altogether together overall".split()
)
"""Open a sentence with a capital and are no name."""
_MOST_ORGANISATION_WORDS = 9
_DEFINITE_HEADS = ("en", "et", "an", "for", "of", "förbund", "råd", "centrum", "högskola")
_ENGLISH_HEADS = frozenset("agency board council ministry institute centre center fund".split())


def organisation_at(words: Sequence[Token], at: int, limit: int) -> int:
    """Index behind the organisation that begins at `at`, or `at` if there is none."""
    start = at
    if at < limit and words[at].text in lexicon.GENERIC_HEADS:
        at += 1
    limit = min(limit, at + _MOST_ORGANISATION_WORDS)
    if at >= limit or not words[at].is_capital or words[at].low in _OPENERS:
        return start
    if lexicon.is_plain_role(words[at].text):
        return start
    end = at + 1
    while end < limit and not _is_initial(words[end]):
        step = _organisation_step(words, at, end, limit)
        if step == end:
            break
        end = step
    return end


def _is_initial(token: Token) -> bool:
    """Whether the word is a person's initial (`R.`), so that these are no organisation."""
    return len(token.text) == 2 and token.text.endswith(".")


def _organisation_step(words: Sequence[Token], start: int, end: int, limit: int) -> int:
    """Index behind what continues the organisation at `end`, or `end`."""
    token = words[end]
    follows = words[end + 1] if end + 1 < limit else None
    if token.text.replace(".", "").isdigit():
        return end if follows and follows.low in _MEASURES else end + 1
    if token.is_capital or token.low in lexicon.LOWER_HEADS:
        return end + 1
    if head_end := _small_head(words, end, limit):
        return head_end
    return _joined(words, start, end, limit) if follows is not None else end


def _joined(words: Sequence[Token], start: int, end: int, limit: int) -> int:
    """Index behind `för yrkeshögskolan`, `of Ekstad` and the like at `end`, or `end`."""
    token, follows = words[end], words[end + 1]
    if token.low in ("och", "and") and follows.is_capital:
        return joined_foundation(words, end, limit)
    if follows.text[0].isdigit():
        return end
    heads = (words[start].low, words[end - 1].low)
    institution = token.low in ("för", "for") and any(
        head.endswith(_DEFINITE_HEADS) or head in _ENGLISH_HEADS for head in heads
    )
    school = token.low == "i" and heads[0].endswith(("högskolan", "universitetet"))
    if token.text == "&" or token.low == "of" or institution or (school and follows.is_capital):
        return end + 2 + (follows.low == "the")
    return end


def _small_head(words: Sequence[Token], at: int, limit: int) -> int:
    """Index behind `regionala utvecklingsfonden`, small words of which the last is a head; or 0."""
    for end in range(at, min(at + 2, limit)):
        word = words[end]
        if not word.is_word or word.is_capital or word.is_in(_BEHIND):
            return 0
        if lexicon.is_organisation_head(word.text):
            return end + 1
    return 0


def joined_foundation(words: Sequence[Token], at: int, limit: int) -> int:
    """`Knut och Alice Wallenbergs Stiftelse`: the conjunction belongs to the organisation."""
    end = at + 1
    while end < limit and words[end].is_capital:
        end += 1
    last = words[end - 1].low
    return end if end - at > 2 and last in ("stiftelse", "foundation", "fond") else at


def organisation_is(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether a phrase is an organisation beyond doubt and not, say, a town."""
    return any(
        lexicon.is_organisation_word(word.text)
        or word.low in lexicon.LOWER_HEADS
        or word.is_acronym
        or "&" in word.text
        for word in words[start:end]
    )


def is_organisation(words: Sequence[Token]) -> bool:
    """Whether words are an organisation beyond doubt, and nothing else: a line of a list or a card."""
    count = len(words)
    return (
        0 < count <= _MOST_ORGANISATION_WORDS
        and organisation_at(words, 0, count) == count
        and organisation_is(words, 0, count)
    )


def closes(words: Sequence[Token], at: int, limit: int) -> bool:
    """Whether a phrase may end before index `at`: a mark, a conjunction or the limit is there."""
    return at >= limit or words[at].low in _ENDS
