"""Where people's names stand among the words of a sentence.

A name is two to five capitalised words in a row: `[initial] GIVEN [particle] FAMILY… [Jr]` or
`GIVEN initial`, with hyphens inside or loose after a word. Organisations look the same, so a
candidate is taken only with evidence: its first word is a known given name, or a role stands
directly before it or, after a comma or in parentheses, directly behind it. A word that marks an
organisation (`Science Park`, `Technology`) next to it, or a preposition of place before it, speaks
against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from assistant.text.function_words import FUNCTION_WORDS
from ingest.facts import lexicon
from ingest.facts.tokens import Token
from ingest.known_names import family_names, given_names

_PLACES = frozenset(
    "New Del Van Den Det El La Le De Las Los San Santa Saint Dr India Georgia Jordan Milan Lilla"
    " Alfa Beta Nova Vega Atlas Vita Mars Juni Summer Autumn".split()
)
"""Openings of the names of places and firms that are given names somewhere."""
_TOWARDS = frozenset("från from till to för for of".split())
"""Behind these stands an organisation as often as a person."""
_PERSONAL = (
    "chef", "direktör", "ordförande", "rektor", "professor", "ledare", "sekreterare", "föreståndare",
    "handläggare", "kommunikatör", "assistent", "lektor", "docent", "samordnare",
)  # fmt: skip
_PERSONAL_WORDS = frozenset("vd manager director chair chairman secretary editor head".split())
_REPLACED = frozenset(["ersattes", "ersätts", "efterträddes", "efterträds"])
"""Behind these `NAME av NAME` are two."""
_LINKS = lexicon.COPULAS | {":"}
_QUOTES = frozenset('"“”„»«')
_MOST_WORDS = 5
_KEPT = 10_000
"""Words of which it is known whether they may be of a name, as most of a text are its common ones."""
_FARTHEST_OFFICE = 12


@cache
def _given_names() -> frozenset[str]:
    return given_names() - _PLACES


def is_given(word: str) -> bool:
    """Whether a word, or the first part of a double name, is a known given name."""
    return _is_among(word, _given_names())


def _is_among(word: str, names: frozenset[str]) -> bool:
    return not names.isdisjoint((word, word.split("-", maxsplit=1)[0]))


def find_names(words: Sequence[Token], *, listed: bool = False) -> list[tuple[int, int]]:
    """The names as pairs of first index and index behind the last word, in order.

    `listed` tells that the words are an entry of a list of people, which begins with a name, known
    or not, or with a seat and a colon.
    """
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        end = _run(words, at)
        if end - at < 2:
            at += 1
            continue
        start = _without_opening_word(words, at, end)
        opens = listed and not found and _is_entry(words, start, end)
        length = sum(word.is_word for word in words[start:end])
        if length <= _MOST_WORDS and (opens or _is_person(words, start, end)):
            found.append((start, end))
        at = end
    return found


def is_name_word(token: Token) -> bool:
    """Whether a word is written as one of a person's names: `Ek`, `Lars-Henrik`, `O'Brien`."""
    return token.text[0].isupper() and _is_name_word(token.text)


@lru_cache(maxsize=_KEPT)
def _is_name_word(text: str) -> bool:
    return (
        any(letter.islower() for letter in text)
        and not any(letter.isdigit() or letter in "&:/." for letter in text)
        and text.lower() not in lexicon.HONORIFICS
        and not lexicon.is_role(text)
        and not lexicon.is_organisation_word(text)
    )


def _run(words: Sequence[Token], at: int) -> int:
    """Index behind the last word of the run of name words that begins at `at`."""
    if not is_name_word(words[at]):
        return at
    end = at + 1
    while end < len(words):
        replaced = words[end].low == "av" and at > 0 and words[at - 1].low in _REPLACED
        if is_name_word(words[end]) or (_is_joint(words, end) and not replaced):
            end += 1
        elif _is_nickname(words, end):
            end += 3
        elif words[end].low in lexicon.NAME_SUFFIXES:
            return end + 1
        else:
            break
    closed = end < len(words) and _is_initial(words[end]) and is_given(words[at].text)
    return end + closed  # `Kim Ö`


def _is_nickname(words: Sequence[Token], at: int) -> bool:
    """Whether a name in quotes stands here, between a given and the family name: `Anders "Ante" Ek`."""
    if at + 3 >= len(words) or not {words[at].text, words[at + 2].text} <= _QUOTES:
        return False
    family = at + 3
    while _is_joint(words, family):
        family += 1
    behind = family + 1
    return (
        is_given(words[at - 1].text)
        and is_name_word(words[at + 1])
        and _is_among(words[family].text, family_names())
        and not (behind < len(words) and is_name_word(words[behind]))
    )


def _is_joint(words: Sequence[Token], at: int) -> bool:
    """Whether a particle or an initial stands here with a name word behind it."""
    initial, particle = _is_initial(words[at]), words[at].low in lexicon.PARTICLES
    behind = at + 1
    if particle and behind < len(words) and words[behind].low in lexicon.PARTICLES:
        behind += 1
    return (initial or particle) and behind < len(words) and is_name_word(words[behind])


def _is_initial(token: Token) -> bool:
    return token.text[0].isupper() and len(token.text.rstrip(".")) == 1


def _without_opening_word(words: Sequence[Token], start: int, end: int) -> int:
    """Skips a capital that only opens the sentence (`Enligt Anna Ek`)."""
    opens = start == 0 or words[start - 1].text in ".:-–—"
    word = words[start]
    skip = opens and end - start > 2 and (word.low in FUNCTION_WORDS or not is_given(word.text))
    return start + 1 if skip and is_given(words[start + 1].text) else start


def _is_entry(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether words stand where a list has its names."""
    return (start == 0 or words[start - 1].text == ":") and (
        end == len(words) or words[end].text in ",("
    )


def _is_person(words: Sequence[Token], start: int, end: int) -> bool:
    before = words[start - 1] if start else None
    if before is not None and (
        before.low in lexicon.PLACE_PREPOSITIONS
        or _marks_organisation(before)
        or (
            before.low in _TOWARDS
            and start > 1
            and is_name_word(words[start - 2])
            and not _is_stood_in_for(words, start)
        )
    ):
        return False
    if end < len(words) and _marks_organisation(words[end]):
        return False
    if is_given(words[start].text):
        return True
    if before is not None and before.low in _TOWARDS:
        return False
    titled = before is not None and lexicon.is_plain_role(before.text)
    if titled and not _is_anothers(words, start - 1):
        return True
    return _role_follows(words, end) or _is_said_of(words, start)


def _is_said_of(words: Sequence[Token], start: int) -> bool:
    """Whether a role that people alone have is said of whoever is here: `Rektor är NAME`."""
    link = start - 1
    if link < 1 or words[link].low not in _LINKS:
        return False
    base = lexicon.role_base(words[link - 1].text).lower()
    return base.endswith(_PERSONAL) or base in _PERSONAL_WORDS


def _is_stood_in_for(words: Sequence[Token], start: int) -> bool:
    """Whether `NAME för` before the words tells of a substitute: `Ersättare: Bo Ek för Eva Al`."""
    before = words[max(0, start - _FARTHEST_OFFICE) : start - 1]
    return (
        words[start - 1].low in ("för", "for")
        and is_given(words[start].text)
        and any(word.low in lexicon.SEAT_WORDS for word in before)
    )


def _is_anothers(words: Sequence[Token], head: int) -> bool:
    """Whether the role before the words is that of a name before it: `Bo Ek, utvecklare Posten Nord`."""
    at = head - 1
    while at > 0 and words[at].low in lexicon.ROLE_MODIFIERS:
        at -= 1
    return at > 0 and words[at].text == "," and is_name_word(words[at - 1])


def _marks_organisation(token: Token) -> bool:
    if not token.is_capital or lexicon.is_role(token.text):
        return False
    return lexicon.is_organisation_word(token.text) or token.is_acronym


def _holds_organisation(words: Sequence[Token], at: int) -> bool:
    """Whether the parenthesis that begins at `at` holds a word that marks an organisation."""
    for token in words[at : at + _MOST_WORDS]:
        if token.text == ")":
            return False
        if lexicon.is_organisation_word(token.text):
            return True
    return False


def _role_follows(words: Sequence[Token], at: int) -> bool:
    """Whether `, ROLE` or `(ROLE` or `(PARTY)` stands at `at`, and is not another's title."""
    if at + 1 >= len(words) or words[at].text not in ",(":
        return False
    if words[at].text == "(" and words[at + 1].text in lexicon.PARTIES:
        return True
    if words[at].text == "(" and _holds_organisation(words, at + 1):
        return True
    for here in range(at + 1, min(at + 5, len(words))):
        token = words[here]
        if lexicon.is_plain_role(token.text):
            behind = words[here + 1 : here + 3]
            titled = len(behind) == 2 and all(is_name_word(word) for word in behind)
            return not titled
        if not token.is_word or token.is_in(lexicon.BREAKS):
            return False
    return False
