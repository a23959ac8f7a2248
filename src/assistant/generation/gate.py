"""The gate of a draft: whether quotes carry a sentence, and which of them it cannot do without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from assistant.generation.belonging import of_another
from assistant.generation.copying import is_copy
from assistant.generation.evidence import Item
from assistant.generation.literal import objection
from assistant.generation.plain import disguises_not_in, doubts_not_in
from assistant.models.answers import Language
from assistant.reader.reading import Context, Reader
from assistant.reasons import NO_REASON, Reason


@dataclass(frozen=True)
class Gate:
    """Holds sentences to the quotes that they cite."""

    open_reader: Callable[[], Reader]
    least_carried: float
    """The chance from which a quote counts as carrying a claim."""

    def carries(
        self, claim: str, items: Sequence[Item], language: Language
    ) -> tuple[Reason, float]:
        """What speaks against quotes carrying a claim between them, and the chance that they do.

        Args:
            claim: One sentence.
            items: The quotes that it cites, one at least.
            language: The language of the claim.
        """
        shown = "\n".join(item.shown for item in items)
        written = chain(disguises_not_in(shown, claim), doubts_not_in(shown, claim))
        if what := next(written, NO_REASON):
            return Reason("lacks", {"what": what}), 0.0
        if any(is_copy(claim, item.citation.quote) for item in items):
            return NO_REASON, 1.0
        quote = "\n".join(item.citation.quote for item in items)
        above = "\n".join(dict.fromkeys(one for item in items for one in item.shown_under))
        same = all(item.citation.document.language == language for item in items)
        people = [fact for item in items for fact in item.people]
        doubt = objection(claim, quote, above, same_language=same)
        if doubt := doubt or of_another(claim, quote, people):
            return doubt, 0.0
        by_handle = sorted(items, key=lambda item: item.handle)
        # What reads as one text in one order may not in the other, and the order is the model's choice.
        orders = (by_handle, by_handle[::-1])[: len(items)]
        chance = min(self._chance(claim, order) for order in orders)
        is_doubted = chance < self.least_carried
        return Reason("doubted", {"chance": chance}) if is_doubted else NO_REASON, chance

    def _chance(self, claim: str, items: Sequence[Item]) -> float:
        """The chance that quotes in an order carry a claim, by the reader."""
        quote = "\n".join(item.citation.quote for item in items)
        above = " > ".join(dict.fromkeys(item.above for item in items))
        context = Context(items[0].citation.document.title, above, quote)
        return self.open_reader().settle(claim, context).yes

    def told_by(
        self, claim: str, items: Sequence[Item], language: Language
    ) -> tuple[Reason, float, list[Item]]:
        """As `carries`, and which of the quotes a claim tells: those that it cannot do without.

        A copy tells what it copies. A quote without which a claim is carried as well only rides along.
        """
        if of := [item for item in items if is_copy(claim, item.citation.quote)]:
            return *self.carries(claim, of, language), of
        doubt, chance = self.carries(claim, items, language)
        left = sorted(items, key=lambda item: item.handle)
        for item in () if doubt else tuple(left):
            rest = [one for one in left if one.words != item.words]
            if rest and not self.carries(claim, rest, language)[0]:
                left = rest
        return doubt, chance, left
