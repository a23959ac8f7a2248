"""What a question asks of people: the words, roles, groups and capacities that a fact has to meet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.facts import vocabulary
from assistant.facts.organisations import AskedOrganisations, organisations_asked
from assistant.text.coverage import is_content
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
class Asked:
    """What a question asks of people."""

    words: tuple[Word, ...]
    """Words that a field has to meet."""
    phrases: tuple[tuple[str, Sequence[str]], ...]
    """Fields with phrases of which they have to hold one."""
    capacities: frozenset[str]
    leading: bool
    """Whether the leader of a group is asked for by a role."""
    organisations: AskedOrganisations | None
    heading: bool = False
    """Whether somebody is asked for by what they head: `Vem har hand om forskningen?`."""
    aside: tuple[Word, ...] = ()
    """The words of a clause that only tells on what occasion: `när gruppen möttes i Eksjö`."""

    @classmethod
    def of(cls, text: str) -> Asked:
        """Read a question."""
        text = text.replace("-", " ").replace("&", " ")
        every = [word for word in words(text) if is_content(word)]
        roles = vocabulary.named(text, vocabulary.SAME_ROLE)
        groups = vocabulary.named(text, vocabulary.SAME_GROUP)
        parties = vocabulary.parties_asked(text)
        spans = [span for _, found in (*roles, *groups, *parties) for span in found]
        spans += [match.span("what") for match in _APPOSITION.finditer(text)]
        organisations = organisations_asked(text)
        left = [
            word
            for word in every
            if not any(start <= word.start < end for start, end in spans)
            and not vocabulary.is_relation(word)
            and not (organisations and word.folded in organisations.words)
        ]
        occasion = _OCCASION.search(text)
        aside = [word for word in left if occasion and word.start > occasion.start()]
        capacities = {
            name
            for name, cues in vocabulary.CAPACITIES.items()
            if any(word.folded in cues for word in every)
        }
        capacities |= {name for name, cue in vocabulary.PHRASES.items() if cue.search(text)}
        if "former" in capacities:  # Who sat there before does no longer.
            capacities.discard("member")
        return cls(
            tuple(left),
            (
                *(("role", phrases) for phrases, _ in roles),
                *(("group", phrases) for phrases, _ in groups),
                *(("party", letters) for letters, _ in parties),
            ),
            frozenset(capacities),
            any(
                word.folded in vocabulary.LEADING
                and not any(start < word.start < end for start, end in spans)
                for word in every
            ),
            organisations,
            "leader" in capacities or any(word.folded in vocabulary.HEADING for word in every),
            tuple(aside),
        )

    @property
    def is_empty(self) -> bool:
        """Whether it sets no condition at all."""
        return not (self.words or self.phrases or self.capacities)
