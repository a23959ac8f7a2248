"""What a question asks of people: the words, roles, groups and capacities that a fact has to meet."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.facts import vocabulary
from assistant.facts.organisations import AskedOrganisations, organisations_asked
from assistant.text.function_words import is_content
from assistant.text.kinds import LIST, ORGANISATION, YES_NO
from assistant.text.words import Word, words

_APPOSITION = re.compile(
    r"\b(?P<what>[^\W\d_]*(?:bolaget|företaget|koncernen|jätten|tillverkaren|leverantören|operatören|myndigheten"
    r"|organisationen|förbundet|föreningen|parken|kommunen|verket|universitetet|högskolan|klustret|stiftelsen|byrån|firman"
    r"|uppen|rederiet|åkeriet|aktören|tidningen|institutet|company|firm|agency|manufacturer|giant|operator|supplier))"
    r"\s+(?=(?-i:[A-ZÅÄÖ]))",
    re.IGNORECASE,
)
"""What somebody takes a name to be: `bussbolaget` of `bussbolaget Nobina`."""
_OCCASION = re.compile(r"(?<=\w)\s+(?:när|då|i samband med|when)\s", re.IGNORECASE)


@dataclass(frozen=True)
class PeopleQuery:
    """What a question asks of people."""

    expects: str
    """The kind of thing that it asks for, one of `text.kinds.KINDS`."""
    words: tuple[Word, ...]
    """Words that a field has to meet."""
    phrases: tuple[tuple[str, Sequence[str]], ...]
    """Fields with phrases of which they have to hold one."""
    capacities: frozenset[str]
    leading: bool
    """Whether the leader of a group is asked for by a role."""
    organisations: AskedOrganisations | None
    heading: bool
    """Whether somebody is asked for by what they head: `Vem har hand om forskningen?`."""
    aside: tuple[Word, ...]
    """The words of a clause that only tells on what occasion: `när gruppen möttes i Eksjö`."""
    left_out: frozenset[str]
    """The words, folded, of the names of those who are not asked for: `förutom Gustav Hemming`."""
    of_absent: bool
    """Whether those are asked for who are none of those told of."""

    @classmethod
    def of(
        cls, text: str, expects: str, is_own: Callable[[Word], bool] = lambda _: False
    ) -> PeopleQuery:
        """Read a question that asks for a kind of thing.

        Args:
            text: The question.
            expects: The kind.
            is_own: Whether a word is somebody's or something's own name, whatever else it means.
        """
        text, left_out = vocabulary.except_for(text)
        of_absent = expects != YES_NO and vocabulary.ABSENCE.search(text) is not None
        text = text.replace("-", " ").replace("&", " ")
        every = [word for word in words(text) if is_content(word)]
        roles = vocabulary.named(text, vocabulary.SAME_ROLE)
        groups = vocabulary.named(text, vocabulary.SAME_GROUP)
        parties = vocabulary.parties_asked(text)
        spans = [span for _, found in (*roles, *groups, *parties) for span in found]
        spans += [match.span("what") for match in _APPOSITION.finditer(text)]
        leading = any(
            word.folded in vocabulary.LEADING
            and not any(start < word.start < end for start, end in spans)
            for word in every
        )
        organisations = organisations_asked(text)
        left = [
            word
            for word in every
            if not any(start <= word.start < end for start, end in spans)
            and (is_own(word) or not vocabulary.is_relation(word))
            and not (organisations and word.folded in organisations.words)
        ]
        occasion = _OCCASION.search(text)
        capacities = _capacities(text, [word for word in every if not is_own(word)])
        if expects == ORGANISATION and "member" in capacities and organisations:
            # `Which university is involved?` asks for all of a kind that take part, one as it may be.
            expects = expects if any(word.is_name for word in left) else LIST
        return cls(
            expects,
            tuple(left),
            (
                *(("role", phrases) for phrases, _ in roles),
                *(("group", phrases) for phrases, _ in groups),
                *(("party", letters) for letters, _ in parties),
            ),
            capacities,
            leading,
            organisations,
            "leader" in capacities or any(word.folded in vocabulary.HEADING for word in every),
            tuple(word for word in left if occasion and word.start > occasion.start()),
            left_out,
            of_absent,
        )

    @property
    def is_empty(self) -> bool:
        """Whether it sets no condition at all."""
        return not (self.words or self.phrases or self.capacities)


def _capacities(text: str, every: Sequence[Word]) -> frozenset[str]:
    """The capacities in which somebody is asked for."""
    told = {word.folded for word in every}
    found = {name for name, cues in vocabulary.CAPACITIES.items() if not cues.isdisjoint(told)}
    found |= {name for name, cue in vocabulary.PHRASES.items() if cue.search(text)}
    # Who sat there before does no longer.
    return frozenset(found - {"member"} if "former" in found else found)
