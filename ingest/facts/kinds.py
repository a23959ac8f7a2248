"""The kinds of fact; which fields they have, `assistant.facts.schema` says.

Every field is a string. A field that the text does not give is left out, never guessed. Values are
verbatim but for three things: runs of white space become one space, an organisation loses its
genitive (`KTH:s rektor` gives `KTH`) and a role its definite ending (`ordföranden` gives
`ordförande`) or inverted order (`för driften svarar` gives `svarar för driften`). Numbers are
decimal with a point (`15700000`, `1250.5`), dates ISO 8601 as exact as the text is (`2022`, `2022-12`
or `2022-12-31`).
"""

from __future__ import annotations

from enum import StrEnum


class FactKind(StrEnum):
    """What a fact states."""

    PERSON = "person"
    GOAL = "goal"
    PERIOD = "period"
    OWNER = "owner"
    PARTNER = "partner"
    FUNDER = "funder"
    AMOUNT = "amount"


class Capacity(StrEnum):
    """In which capacity a person is named; one fact has one, a person may have several facts."""

    LEADER = "leader"
    MEMBER = "member"
    SUBSTITUTE = "substitute"
    """An alternate by office (suppleant). Who stands in for a member at one meeting is `member`
    and has the field `substitute_for`."""
    QUOTED = "quoted"
    OPENER = "opener"
    MODERATOR = "moderator"
    PANELLIST = "panellist"
    FORMER = "former"
    OTHER = "other"
    """Named with a role, but not as one of the above: never a member of the group at hand."""
