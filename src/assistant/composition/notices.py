"""Says of facts that staff corrected who stands behind that, and why.

A correction has no quote to stand on: it is told as what it is, the word of somebody with a name.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.composition.fact_text import cell_text, told
from assistant.facts.schema import FIELDS_OF
from assistant.messages.corrections import (
    ADDED,
    CHANGE,
    CORRECTED_AT,
    CORRECTION,
    REMOVED,
    REVIEW,
    REVIEW_OVERDUE,
    WITHDRAWN,
)
from assistant.messages.dates import human_date
from assistant.messages.facts_page import FACTS
from assistant.models.answers import Language
from assistant.models.documents import Fact
from assistant.views.corrected import is_withdrawn


def notice(fact: Fact, language: Language) -> str:
    """What staff changed of a fact, in a line; empty for one that is as it was read."""
    correction = fact.correction
    if correction is None:
        return ""
    curator = correction.curator
    day = human_date(curator.review_by, language)
    review = (REVIEW_OVERDUE if curator.is_overdue else REVIEW)[language].format(day=day)
    reason = " ".join(correction.reason.split())
    line = (WITHDRAWN if is_withdrawn(fact) else CORRECTION)[language].format(
        owner=curator.owner,
        changes="; ".join(changes(fact, language)),
        fact=told(as_read(fact), language),
        reason=reason if reason[-1] in ".!?…" else f"{reason}.",
        review=review,
    )
    return line + (CORRECTED_AT[language].format(url=curator.url) if curator.url else "")


def as_read(fact: Fact) -> Fact:
    """A fact as it was read from its document."""
    if fact.correction is None:
        return fact
    read, quote = fact.correction.read, fact.correction.quote
    return replace(fact, fields=read, text=quote, correction=None)


def changes(fact: Fact, language: Language) -> list[str]:
    """The fields that staff changed, with what was read."""
    before, lines = as_read(fact), []
    for name in FIELDS_OF[fact.kind]:
        if fact.fields.get(name) == before.fields.get(name):
            continue
        form = CHANGE if name in fact.fields and name in before.fields else ADDED
        form = form if name in fact.fields else REMOVED
        lines.append(
            form[language].format(
                name=FACTS[language].columns[name],
                now=cell_text(fact, name, language),
                before=cell_text(before, name, language),
            )
        )
    return lines
