"""Facts in the words of a language: a cell of a table, a line of text, and what these sort by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from assistant.facts.statement_index import is_day
from assistant.messages.dates import human_date
from assistant.messages.facts_page import CAPACITIES, FACTS, KINDS
from assistant.models.answers import Language
from assistant.models.documents import Fact
from assistant.text.words import unaccented

_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
GLOSSED = frozenset({"period", "owner", "partner", "funder", "amount"})
"""Kinds of which names, dates and numbers say all."""
_BARE = (None, "other")
"""Capacities that say no more than that somebody is named."""
_AFTER_Z = str.maketrans({"å": "{a", "ä": "{b", "æ": "{b", "ö": "{c", "ø": "{c"})


def cell_text(fact: Fact, column: str, language: Language) -> str:
    """What stands under a column, with the product's own words in the language of the page."""
    words, fields = FACTS[language], fact.fields
    text = fields.get(column, "")
    if column == "kind":
        return KINDS[fact.kind][language]
    if column == "capacity":
        absent = fields.get("substitute_for")
        parts = [CAPACITIES[text][language] if text in CAPACITIES else text]
        parts += [words.stands_in.format(name=absent)] if absent else []
        return ", ".join(part for part in parts if part)
    if column in ("from", "to"):
        return dated(column, text, language)
    if column == "name" and "party" in fields:
        return f"{text} ({fields['party']})"
    return _value_text(text, fields.get("unit", ""), language) if column == "value" else text


def dated(name: str, value: str, language: Language) -> str:
    """The value of a field as it was read, but for a date, which is as people write it."""
    is_date = name in ("from", "to") and _DATE.fullmatch(value)
    return human_date(value, language) if is_date else value


def told(fact: Fact, language: Language) -> str:
    """A fact in one line, which says what it is without the table around it."""
    about = fact.fields.get("subject") or fact.fields.get("of")
    if fact.kind == "person":
        return told_of_all([fact], language)
    if fact.kind == "period":
        said = _ends(fact, language)
    else:
        said = next(
            (
                text
                for name in ("goal", "organisation", "value")
                if (text := cell_text(fact, name, language))
            ),
            "",
        )
    kind = KINDS[fact.kind][language]
    return f"{kind} ({about}): {said}" if about else f"{kind}: {said}"


def gloss(fact: Fact, language: Language) -> str:
    """What a fact says, without what it is about: a few words before a quote in another language.

    Empty for one that says it in common words of its document.
    """
    organisation = fact.fields.get("organisation", "")
    if fact.kind not in GLOSSED or organisation[:1].islower():
        return ""
    if fact.kind != "period":
        bare = {name: text for name, text in fact.fields.items() if name not in ("subject", "of")}
        return told(replace(fact, fields=bare), language)
    line = period_text(fact, language)
    return line[:1].upper() + line[1:]


def period_text(fact: Fact, language: Language) -> str:
    """A day, or when a period begins and ends."""
    return cell_text(fact, "to", language) if is_day(fact) else _ends(fact, language)


def _ends(fact: Fact, language: Language) -> str:
    """When a period begins and ends, as far as it is told."""
    words = FACTS[language]
    return " ".join(
        form.format(date=cell_text(fact, name, language))
        for name, form in (("from", words.since), ("to", words.until))
        if name in fact.fields
    )


def cell_of_all(facts: Sequence[Fact], column: str, language: Language) -> str:
    """What stands under a column of a row that several facts make; each thing once."""
    if column == "capacity" and any(fact.fields.get(column) not in _BARE for fact in facts):
        facts = [fact for fact in facts if fact.fields.get(column) not in _BARE]
    found = dict.fromkeys(cell_text(fact, column, language) for fact in facts)
    return "; ".join(_longest(list(filter(None, found))))


def _longest(texts: list[str]) -> list[str]:
    """The texts without those that others hold."""
    return [
        text
        for text in texts
        if not any(unaccented(text) in unaccented(other) for other in texts if other != text)
    ] or texts[:1]


def told_of_all(facts: Sequence[Fact], language: Language) -> str:
    """Facts of one row in one line."""
    if facts[0].kind != "person":
        return told(facts[0], language)
    parts = [cell_of_all(facts, name, language) for name in ("name", "role", "organisation")]
    within = [cell_of_all(facts, name, language) for name in ("capacity", "group")]
    line, part = (", ".join(filter(None, texts)) for texts in (parts, within))
    return f"{line} ({part})" if part else line


def alphabetical(text: str) -> str:
    """A key that sorts as Swedish does: å, ä and ö after z, other accents as if they were not."""
    return unaccented(text.casefold().translate(_AFTER_Z))


def number_of(fact: Fact, column: str) -> Decimal | None:
    """By what a column sorts: the value of an amount, or a date."""
    try:
        if column in ("from", "to"):
            return Decimal(fact.fields[column].replace("-", "").ljust(8, "0"))
        return Decimal(fact.fields["value"]) if column == "value" else None
    except (KeyError, InvalidOperation):
        return None


def _value_text(value: str, unit: str, language: Language) -> str:
    """A number as the language writes it, with its unit; what is no number stays as it is."""
    try:
        grouped = f"{Decimal(value):,}"
    except InvalidOperation:
        grouped = value
    if language == "sv":
        grouped = grouped.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")
    if unit == "SEK" and language == "sv":
        unit = "kr"
    return f"{grouped}\N{NO-BREAK SPACE}{unit}" if unit else grouped
