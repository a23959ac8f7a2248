"""Whether a claim tells of a person what its quote tells of another.

A list of names has entries, and all words of a wrong pair stand in it somewhere. The facts that were
read from the document know where each person's entry begins and ends.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.generation.literal import is_among, names
from assistant.models.documents import Fact
from assistant.reasons import NO_REASON, Reason
from assistant.text.words import folded, words


def of_another(claim: str, quote: str, people: Sequence[Fact]) -> Reason:
    """Why a claim cannot be carried; none where it names nothing of another's entry.

    Args:
        claim: One sentence.
        quote: What it cites.
        people: The facts of persons whose spans lie inside of the quote.
    """
    said = folded(claim)
    told_of = [fact for fact in people if folded(fact.fields["name"]) <= said] or [
        fact for fact in people if words(fact.fields["name"])[-1].folded in said
    ]
    if not told_of:
        return NO_REASON
    others = [fact.text for fact in people if fact not in told_of]
    own = folded("\n".join([_without(quote, people), *(fact.text for fact in told_of)]))
    theirs = folded("\n".join(others))
    for name in names(words(claim), quote):
        if is_among(name, theirs) and not is_among(name, own):
            values = {"what": name.text, "person": told_of[0].fields["name"]}
            return Reason("of_another", values)
    return NO_REASON


def _without(quote: str, people: Sequence[Fact]) -> str:
    """What the quote tells outside of all entries."""
    for text in sorted((fact.text for fact in people), key=len, reverse=True):
        quote = quote.replace(text, "\n")
    return quote
