"""The role that stands before a name.

TITLE := [ORGANISATION's] [genitive…] [modifier…] HEAD [,]        KTH:s rektor, vice ordförande
       | HEAD preposition ORGANISATION (är | ,)                   Vd för Scania är
       | HEAD [TIME] (är | var | :) [TIME] [TITLE]                Projektledare är sedan 2020 docent

Where a function leads to a name that has a rank or title of its own, the function is the role.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.facts import lexicon
from ingest.facts.groups import is_group
from ingest.facts.names import is_given
from ingest.facts.organisation_names import Range, organisation_at
from ingest.facts.tokens import Token

_FARTHEST = 10
_BEFORE_NAMES = lexicon.HONORIFICS | {"."}
_TOWARDS = lexicon.PREPOSITIONS | {"to", "till"}
_OPENERS = lexicon.SPEECH | frozenset("enligt av by the med with to vår vårt our".split())
_LINKS = (
    lexicon.COPULAS | {":", "|"} | frozenset("utsågs utses valdes väljs utnämndes utnämns".split())
)
_MOST_OF = 3
_MOST_NOUNS = 3
_INCOMPLETE = frozenset(["ansvarig", "chef"])
"""Heads that say little without what they are for."""
_BEFORE_TITLE = lexicon.BREAKS | _OPENERS | frozenset("the a an and its".split())


@dataclass(frozen=True, slots=True)
class Title:
    """A role before a name; `start` is where its phrase begins."""

    start: int
    role: Range
    organisation: Range | None
    possessive: bool
    """Whether the organisation stands in the genitive."""
    linked: bool
    """Whether a verb or colon stands between role and name."""
    of: Range | None = None
    """What the role is for, in small words: `föreståndare för testbädden`."""


def title_before(words: Sequence[Token], floor: int, name: int) -> Title | None:
    """The title of the name at index `name`; nothing before `floor` is looked at."""
    title = _nearest(words, floor, name)
    if title is None or title.linked or title.start <= floor:
        return title
    function = _nearest(words, floor, title.start)
    if function is None or not function.linked or _is_moderator(words[function.role[1] - 1]):
        return title
    if function.organisation is not None:
        return function
    return replace(function, organisation=title.organisation, possessive=title.possessive)


def _nearest(words: Sequence[Token], floor: int, name: int) -> Title | None:
    """The title that ends right before the name or before what links it to the name."""
    last = name - 1
    if last < floor:
        return None
    while last > floor and words[last].low in _BEFORE_NAMES:
        last -= 1
    link = past_time(words, floor, last)
    linked = words[link].low in _LINKS
    comma = words[last].text == ","
    if linked:
        last = past_time(words, floor, link - 1)
    elif comma:
        last -= 1
    if last < floor:
        return None
    if lexicon.is_role(words[last].text):
        if linked and _is_seat(words[last]):
            return None
        title = _with_modifiers(words, floor, last, linked)
        return title if not comma or _stands_apart(words, floor, title.start) else None
    if last == name - 1 and lexicon.agent_base(words[last].text) and is_given(words[name].text):
        return Title(last, (last, name), None, False, False)
    return _with_employer(words, floor, last, linked) if linked or comma else None


def past_time(words: Sequence[Token], floor: int, last: int) -> int:
    """Index of the word that adverbs of time such as `sedan mars 2020` follow, from `last` back."""
    while last > floor and words[last].is_in(lexicon.WHEN):
        last -= 1
    return last


def _is_seat(token: Token) -> bool:
    return lexicon.role_base(token.text).lower() in lexicon.SEAT_WORDS


def _is_moderator(token: Token) -> bool:
    """Whether the function tells a capacity, so that a role is told only by another title."""
    return token.low in lexicon.MODERATORS


def _stands_apart(words: Sequence[Token], floor: int, start: int) -> bool:
    """Whether what begins at `start` opens a phrase that a comma parts from the name.

    So it is in `the project manager, Anna Ek` or `enligt rektorn på KTH, Anna Ek`, but not in
    `Bo Alm, rektor, Anna Ek`, where the role is another's.
    """
    return start == floor == 0 or (start > floor and words[start - 1].low in _OPENERS)


def _with_modifiers(words: Sequence[Token], floor: int, head: int, linked: bool) -> Title:
    start = head
    floor = max(floor, head - _FARTHEST)
    while start > floor and _belongs_to_role(words, start - 1):
        start -= 1
    start = _compound(words, floor, start, head, linked)
    if linked and start == floor + 2 == 2 and words[1].low in lexicon.CONJUNCTIONS:
        start = 0 if lexicon.is_role(words[0].text) else start  # `Ordförande och vd är`
    role = (start, head + 1)
    owner_end = start
    while start > floor and _may_own(words, floor, start - 1):
        start -= 1
    if start > floor and words[start - 1].text in ("'", "’"):
        return _owned_with_mark(words, floor, start, role, linked)
    owned = start < owner_end and words[owner_end - 1].text.endswith("s")
    plain = start < owner_end and (owner_end - start > 1 or words[start].is_acronym)
    if owned or plain:
        return Title(start, role, (start, owner_end), owned, linked)
    return Title(role[0], role, None, False, linked)


def _compound(words: Sequence[Token], floor: int, start: int, head: int, linked: bool) -> int:
    """Where an English title of several nouns begins: `the communications officer`."""
    if words[head].low not in lexicon.ENGLISH_HEADS:
        return start
    for here in range(start, max(floor, start - _MOST_NOUNS) - 1, -1):
        opens = here == 0 or words[here - 1].low in _BEFORE_TITLE
        if linked and here == 1 and words[0].is_word and not opens:
            return 0  # `Safety officer is`
        if opens or words[here - 1].is_capital or not words[here - 1].is_word:
            return here if opens else start
    return start


def _owned_with_mark(
    words: Sequence[Token], floor: int, mark: int, role: Range, linked: bool
) -> Title:
    """`Volta Buses' CEO`: the apostrophe stands alone."""
    start = mark - 1
    while start > floor and words[start - 1].is_capital and words[start - 1].is_word:
        start -= 1
    if start < floor or not words[start].is_capital:
        return Title(role[0], role, None, False, linked)
    return Title(start, role, (start, mark - 1), False, linked)


def _belongs_to_role(words: Sequence[Token], at: int) -> bool:
    token = words[at]
    if token.low in lexicon.ROLE_MODIFIERS or token.is_suspended:
        return True
    if token.text == "," or token.low in lexicon.CONJUNCTIONS:
        return at > 0 and words[at - 1].is_suspended
    if token.is_capital and lexicon.is_role(token.text):
        return True
    if _is_small_head(words, at):
        return False
    genitive = token.is_word and token.text[0].islower() and token.low.endswith(("ens", "ets"))
    opening = at == 0 and token.low.endswith(("ens", "ets")) and not token.is_acronym
    return genitive or (opening and is_group(token.low.removesuffix("s")))


def _may_own(words: Sequence[Token], floor: int, at: int) -> bool:
    token = words[at]
    if not token.is_capital:
        return at > floor and _is_small_head(words, at)
    return token.is_word and not lexicon.is_role(token.text) and not token.is_in(lexicon.STOPS)


def _is_small_head(words: Sequence[Token], at: int) -> bool:
    """Whether `kommuns` of `Ekby kommuns` or `tekniska` of `Ekby tekniska högskolas` is here."""
    first = max(0, at - _FARTHEST)
    while at > first and (
        words[at].low.removesuffix("s") in lexicon.LOWER_HEADS or words[at].low == "tekniska"
    ):
        at -= 1
        if words[at].is_capital:
            return True
    return False


def _with_employer(words: Sequence[Token], floor: int, last: int, linked: bool) -> Title | None:
    """`Vd för Scania är Anna Ek`, `Enligt rektorn på KTH, Anna Ek, …`."""
    for head in range(last - 2, max(floor, last - _FARTHEST) - 1, -1):
        if not (lexicon.is_plain_role(words[head].text) or words[head].low == "head"):
            continue
        if words[head + 1].low not in _TOWARDS:
            return None
        sits = _is_seat(words[head]) and is_group(words[last].text)
        in_common = _is_in_common(words, head + 2, last + 1)
        if sits or not (in_common or organisation_at(words, head + 2, last + 1) == last + 1):
            return None
        title = _with_modifiers(words, floor, head, linked)
        if not linked and not _stands_apart(words, floor, title.start):
            break
        place = (head + 2, last + 1)
        if words[head].low.endswith("minister") and not in_common:
            return Title(title.role[0], (title.role[0], last + 1), None, False, linked)
        employer, of = (None, place) if in_common else (place, None)
        whole = in_common and words[head].low in _INCOMPLETE
        role = (title.role[0], last + 1) if whole else title.role
        return Title(title.role[0], role, employer, False, linked, of)
    return None


def _is_in_common(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether a few small words tell what a role is for: `för satsningen`, `of the test site`."""
    return 0 < end - start <= _MOST_OF and all(
        word.text.islower() and not word.is_in(lexicon.BREAKS) for word in words[start:end]
    )
