"""Which fields a fact of each kind has, and what may stand in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import chain

from assistant.messages.facts_page import CAPACITIES

FIELDS_OF: Mapping[str, Mapping[str, str]] = {
    "person": {
        "name": "given and family names as they stand, without titles",
        "role": "what the person does, as indefinite singular where it stands before the name",
        "organisation": "whom the person comes from",
        "party": "letters of the political party",
        "group": "what is led, opened, moderated or sat in; may stand outside the span",
        "capacity": "one of `messages.facts_page.CAPACITIES`",
        "substitute_for": "name of the person who is absent, or whose alternate this is",
        "succeeds": "name of the person who had the role before",
    },
    "goal": {"goal": "what is to be reached", "subject": "whose goal it is"},
    "period": {
        "subject": "what goes on",
        "from": "first year, month or day; left out where the text gives no start",
        "to": "last year, month or day; left out where the text gives no end",
    },
    "owner": {"organisation": "who runs it", "subject": "what is run"},
    "partner": {"organisation": "who takes part", "subject": "in what"},
    "funder": {"organisation": "who pays", "subject": "for what"},
    "amount": {
        "value": "in whole units of the currency",
        "unit": "ISO 4217: SEK, EUR, USD, NOK, DKK or GBP",
        "of": "what the money is or is for",
    },
}
"""The fields of each kind with what they mean, in the order in which they are told; a fact has no others."""
FIELDS = tuple(dict.fromkeys(chain.from_iterable(FIELDS_OF.values())))
"""Those of all kinds, in the order of columns."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "person": ("name", "capacity"),
    "goal": ("goal",),
    "owner": ("organisation",),
    "partner": ("organisation",),
    "funder": ("organisation",),
    "amount": ("value", "unit"),
}
"""Those without which a fact says nothing; a period needs one of its ends."""
RETIRED = frozenset({"count", "share"})
"""Kinds that are read no more; older generations and corrections by staff may still hold them."""
_NUMBER = re.compile(r"\d{1,15}(\.\d{1,6})?")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


def fault(kind: str, fields: Mapping[str, str]) -> str:
    """The name of the first field that is wrong, missing or none of its kind; empty if all are right."""
    for name, value in fields.items():
        if name not in FIELDS_OF.get(kind, ()) or not _can_hold(name, value):
            return name
    for name in NEEDED.get(kind, ()):
        if not fields.get(name):
            return name
    if kind != "period":
        return ""
    first, last = fields.get("from", ""), fields.get("to", "")
    shared = min(len(first), len(last))
    return "to" if not (first or last) or first[:shared] > last[:shared] else ""


def _can_hold(name: str, value: str) -> bool:
    if name == "capacity":
        return value in CAPACITIES
    if name == "value":
        return _NUMBER.fullmatch(value) is not None
    return name not in ("from", "to") or _is_date(value)


def _is_date(text: str) -> bool:
    """Whether it is a year, month or day: `2022`, `2022-12` or `2022-12-31`."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[: len("2022-12-31") - len(text)])
    except ValueError:
        return False
    return True
