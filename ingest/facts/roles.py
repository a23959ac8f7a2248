"""The noun phrases around a name: roles and organisations.

    ROLE_BEFORE  := [ORGANISATION's] [modifier…] HEAD | HEAD preposition ORGANISATION [, | är]
    ROLE_BEHIND  := words that hold a HEAD [[,] [preposition] ORGANISATION]

An ORGANISATION is what `organisation_names` finds. Every function takes the words
of one unit and indexes into them, and looks at no more than a fixed number of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.facts import lexicon
from ingest.facts.names import is_given
from ingest.facts.organisation_names import (
    MARKS,
    Range,
    closes,
    joined_foundation,
    organisation_at,
    organisation_is,
)
from ingest.facts.tokens import Token

_MOST_ROLE_WORDS = 14
_MOST_UNKNOWN_WORDS = 8
_VERB_ENDINGS = ("ade", "ades", "erar", "eras")
_ARTICLES = frozenset(["en", "ett", "a", "an", "the"])
_PAST = ("ade", "vde", "rde", "gde", "lde", "mde", "te")
_SPANS_TIME = frozenset(
    "in i on till fram until sedan since från from mellan under efter after".split()
)
"""With a date behind them these tell how long somebody had a role."""
_SINCE = frozenset(["sedan", "since"])
_NO_ROLE = frozenset(
    "till to av by om about över efter after under utan without med with ges".split()
)


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A role and an organisation as ranges of words, and where their phrase ends."""

    role: Range | None
    organisation: Range | None
    end: int


def affiliation_behind(
    words: Sequence[Token], at: int, limit: int, in_list: bool
) -> Affiliation | None:
    """The role, the organisation or both that begin at `at`, behind a name and its comma.

    `in_list` tells that people are enumerated, where any small words behind a name are its role.
    """
    if at >= limit:
        return None
    if words[at].low in lexicon.PREPOSITIONS:
        start = _past_article(words, at + 1, limit)
        end = organisation_at(words, start, limit)
        strong = words[at].low in lexicon.STRONG_PREPOSITIONS
        if end > start and (strong or organisation_is(words, start, end)):
            return Affiliation(None, (start, end), end)
        return None
    if words[at].is_in(_NO_ROLE):
        return None
    end = organisation_at(words, at, limit)
    if end > at and closes(words, end, limit) and not _holds_role(words, at, end):
        sure = organisation_is(words, at, end) or (in_list and not _is_forename(words, at, end))
        return Affiliation(None, (at, end), end) if sure else None
    return _role_behind(words, at, limit, in_list)


def _past_article(words: Sequence[Token], at: int, limit: int) -> int:
    return at + 1 if at < limit and words[at].low == "the" else at


def _is_forename(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether a single word is a given name, as of somebody with a nickname."""
    return end - start == 1 and is_given(words[start].text)


def _holds_role(words: Sequence[Token], start: int, end: int) -> bool:
    return any(lexicon.is_role(word.text) for word in words[start:end])


def _role_behind(words: Sequence[Token], at: int, limit: int, in_list: bool) -> Affiliation | None:
    if words[at].low in lexicon.CONJUNCTIONS:
        return None
    if words[at].text in _ARTICLES:
        at += 1
    end = _role_end(words, at, limit)
    if end == at:
        return None
    heads = [here for here in range(at, end) if lexicon.is_role(words[here].text)]
    if not heads and not (in_list and _may_be_role(words, at, end)):
        return _unknown_role(words, at, end)
    organisation = _employer(words, at, end, heads)
    if organisation is None:
        return _with_next_segment(words, (at, end), limit, in_list)
    start, stop = organisation
    role_end = start - 1 if words[start - 1].low == "the" else start
    before = words[role_end - 1].low
    role_end -= before in lexicon.PREPOSITIONS
    weak = before in lexicon.WEAK_PREPOSITIONS and bool(heads)
    if weak and lexicon.takes_subject(words[heads[-1]].text):
        further = _with_next_segment(words, (at, end), limit, in_list)
        if further.organisation is not None:
            return further
    placed = _with_place(words, stop, limit)
    stop = placed if closes(words, placed, limit) else stop
    return Affiliation((at, role_end), (start, stop), stop)


def _may_be_role(words: Sequence[Token], at: int, end: int) -> bool:
    """Whether words among which none is known for a role may be one where people are listed."""
    opens = words[at].text[0].isalpha() and not words[at].is_capital
    return opens and end - at <= _MOST_UNKNOWN_WORDS and not words[at].low.endswith(_VERB_ENDINGS)


def _unknown_role(words: Sequence[Token], at: int, end: int) -> Affiliation | None:
    """Small words that end in `på ORGANISATION` are a role even if none of them is known."""
    organisation = _employer(words, at, end, [])
    if organisation is None or words[at].is_capital or organisation[0] - at < 2:
        return None
    if words[organisation[0] - 1].low not in lexicon.STRONG_PREPOSITIONS:
        return None
    return Affiliation((at, organisation[0] - 1), organisation, organisation[1])


def _role_end(words: Sequence[Token], at: int, limit: int) -> int:
    """Index behind the words that may be a role with its organisation."""
    limit = min(limit, at + _MOST_ROLE_WORDS)
    end = at
    while end < limit:
        token = words[end]
        if token.is_in(lexicon.STOPS):
            break
        if token.text == "," and words[end - 1].is_suspended:
            end += 1
            continue
        if token.text in MARKS:
            break
        in_firm = token.text == "&" and _holds_role(words, at, end)  # `vd för Ek & Son`
        joint = token.low in lexicon.CONJUNCTIONS and not in_firm
        if joint and not _joins_role(words, end, limit):
            break
        spans = token.low in _SPANS_TIME and (end + 1 == limit or _is_time(words[end + 1]))
        if spans or token.text in lexicon.YEARS or token.is_in(_SINCE):
            break
        end += 1
    return end


def _is_time(token: Token) -> bool:
    return token.is_in(lexicon.WHEN)


def _joins_role(words: Sequence[Token], at: int, limit: int) -> bool:
    """Whether a conjunction stands inside a role (`forsknings- och utvecklingschef`)."""
    if at + 1 >= limit:
        return False
    before, behind = words[at - 1], words[at + 1]
    if behind.low.endswith(_PAST) or behind.is_in(lexicon.STOPS):
        return False
    foundation = joined_foundation(words, at, limit) > at
    return before.is_suspended or foundation or not (behind.is_capital or before.is_capital)


def _employer(words: Sequence[Token], at: int, end: int, heads: Sequence[int]) -> Range | None:
    """The organisation in a role: behind its last strong preposition, else its first weak one."""
    found: list[tuple[bool, Range]] = []
    here = at + 1
    while here < end:
        start = _past_article(words, here + 1, end)
        stop = organisation_at(words, start, end)
        if words[here].low in lexicon.PREPOSITIONS and stop > start:
            found.append((words[here].low in lexicon.STRONG_PREPOSITIONS, (start, stop)))
            here = stop
        else:
            here += 1
    strong = [place for is_strong, place in found if is_strong]
    if strong:
        return strong[-1]
    if found:
        sure = [place for _, place in found if organisation_is(words, *place)]
        return (sure or [place for _, place in found])[0]
    return _bare_employer(words, end, heads)


def _bare_employer(words: Sequence[Token], end: int, heads: Sequence[int]) -> Range | None:
    """`vd Transportföretagen Nord`: an organisation behind the head without a preposition."""
    if not heads or heads[-1] + 1 >= end or lexicon.takes_subject(words[heads[-1]].text):
        return None
    start = heads[-1] + 1
    stop = organisation_at(words, start, end)
    return (start, stop) if stop == end and stop > start else None


def _with_next_segment(
    words: Sequence[Token], role: Range, limit: int, in_list: bool
) -> Affiliation:
    """A role and, behind a comma, its organisation alone or with a preposition."""
    at = role[1]
    if at + 1 >= limit or words[at].text != ",":
        return Affiliation(role, None, at)
    start = at + 1
    preposition = words[start].low in lexicon.PREPOSITIONS
    strong = words[start].low in lexicon.STRONG_PREPOSITIONS
    start = _past_article(words, start + preposition, limit)
    end = organisation_at(words, start, limit)
    sure = in_list or strong or organisation_is(words, start, end)
    if end > start and sure:
        end = _with_place(words, end, limit)
        if closes(words, end, limit):
            return Affiliation(role, (start, end), end)
    return Affiliation(role, None, at)


def _with_place(words: Sequence[Token], end: int, limit: int) -> int:
    """`Åkeriföretagen i Norr`: where an organisation is told apart by its place."""
    at = end
    if at + 1 < limit and words[at].low in ("i", "in") and words[at + 1].is_capital:
        at += 2
        while at < limit and words[at].is_word and words[at].is_capital:
            at += 1
    return at
