"""The kinds of fact and their fields: the one place that says what stands in `Fact.fields`.

Every field is a string. A field that the text does not give is left out, never guessed. Values are
verbatim but for three things: runs of white space become one space, an organisation loses its
genitive (`KTH:s rektor` gives `KTH`) and a role its definite ending (`ordföranden` gives
`ordförande`) or inverted order (`för driften svarar` gives `svarar för driften`). Numbers are
decimal with a point (`15700000`, `1250.5`), dates ISO 8601 as exact as the text is (`2022`, `2022-12`
or `2022-12-31`).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class FactKind(StrEnum):
    """What a fact states; `FIELDS` has the names of its fields."""

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


FIELDS: Mapping[FactKind, Mapping[str, str]] = MappingProxyType(
    {
        FactKind.PERSON: {
            "name": "given and family names as they stand, without titles",
            "capacity": "a `Capacity`",
            "role": "what the person does, as indefinite singular where it stands before the name",
            "organisation": "whom the person comes from",
            "group": "what is led, opened, moderated or sat in; may stand outside the span",
            "party": "letters of the political party",
            "substitute_for": "name of the person who is absent, or whose alternate this is",
            "succeeds": "name of the person who had the role before",
        },
        FactKind.GOAL: {
            "goal": "what is to be reached",
            "subject": "whose goal it is",
        },
        FactKind.PERIOD: {
            "from": "first year, month or day; left out where the text gives no start",
            "to": "last year, month or day; left out where the text gives no end",
            "subject": "what goes on",
        },
        FactKind.OWNER: {"organisation": "who runs it", "subject": "what is run"},
        FactKind.PARTNER: {"organisation": "who takes part", "subject": "in what"},
        FactKind.FUNDER: {"organisation": "who pays", "subject": "for what"},
        FactKind.AMOUNT: {
            "value": "in whole units of the currency",
            "unit": "ISO 4217: SEK, EUR, USD, NOK, DKK or GBP",
            "of": "what the money is or is for",
        },
    }
)
"""Names and meanings of the fields of each kind; `Fact.fields` has no others."""
