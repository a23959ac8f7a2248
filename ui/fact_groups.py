"""Facts that make one row: the same fact of several documents, and all that is told of one person."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.models.documents import Fact
from assistant.text.words import unaccented

Group = list[Fact]


def grouped(facts: Iterable[Fact]) -> list[Group]:
    """Facts by what they are about, in the order of the first of each.

    People of one name are one, unless two organisations are told of them: title and group of
    somebody often stand in different sentences.
    """
    groups: dict[object, list[Group]] = {}
    for fact in facts:
        known = groups.setdefault(_key(fact), [])
        group = next((g for g in known if all(_may_be_one(fact, other) for other in g)), None)
        if group is None:
            known.append([fact])
        else:
            group.append(fact)
    return [group for known in groups.values() for group in known]


def _key(fact: Fact) -> object:
    if fact.kind == "person" and fact.fields.get("name"):
        return fact.kind, unaccented(fact.fields["name"])
    said = frozenset((name, unaccented(value)) for name, value in fact.fields.items())
    return fact.kind, said


def _may_be_one(fact: Fact, other: Fact) -> bool:
    if fact.kind != "person":
        return True
    here, there = (unaccented(one.fields.get("organisation", "")) for one in (fact, other))
    return here in there or there in here
