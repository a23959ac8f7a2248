"""The gate of a draft: what its quotes do not carry is dropped, and what loses its core falls."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.composition.quotes import flat
from assistant.drafts import Claim, Draft
from assistant.generation.belonging import of_another
from assistant.generation.claims import MOST_CLAIMS, sentences, split_claims
from assistant.generation.copying import Copy, copied
from assistant.generation.evidence import Item
from assistant.generation.literal import objection
from assistant.generation.prompts import leaks
from assistant.language import detect_language
from assistant.messages.answers import NO, YES, YES_DESPITE
from assistant.models import Language
from assistant.reader.reading import Context, Reader
from assistant.words import words

LONGEST_CLAIM = 600
"""Characters."""
_ANSWERS_YES_OR_NO = frozenset(
    words(frame[language])[0].folded for frame in (YES, YES_DESPITE, NO) for language in frame
)


@dataclass(frozen=True)
class Gate:
    """Checks drafts against the quotes that they cite."""

    open_reader: Callable[[], Reader]
    least_carried: float
    """The chance from which a quote counts as carrying a claim."""

    def check(self, draft: str, items: Sequence[Item], language: Language) -> Draft:
        """Take a draft apart and drop what is not carried.

        Args:
            draft: What the model wrote.
            items: What it was given to cite.
            language: The language that it was asked to write in.
        """
        by_handle = {item.handle: item for item in items}
        claims = [
            self._checked(claim, by_handle, language) for claim in split_claims(draft)[:MOST_CLAIMS]
        ]
        kept = [claim for claim in claims if not claim.objection]
        return Draft(tuple(claims), _fallback(draft, kept, items, language))

    def carries(self, claim: str, items: Sequence[Item], language: Language) -> tuple[str, float]:
        """What speaks against quotes carrying a claim between them, and the chance that they do.

        Args:
            claim: One sentence.
            items: The quotes that it cites, one at least.
            language: The language of the claim.
        """
        copies = {copied(claim, item.citation.quote) for item in items}
        if Copy.WHOLE in copies:
            return "", 1.0
        quote = "\n".join(item.citation.quote for item in items)
        above = " > ".join(dict.fromkeys(item.above for item in items))
        title = items[0].citation.document.title
        same = all(item.citation.document.language == language for item in items)
        people = [fact for item in items for fact in item.people]
        told = objection(claim, quote, f"{title}\n{above}", same_language=same)
        if told := told or of_another(claim, quote, people):
            return told, 0.0
        if Copy.CUT in copies:
            return "", 1.0
        chance = self.open_reader().settle(claim, Context(title, above, quote)).yes
        doubt = f"The reader gives {chance:.2f} that the quote carries it."
        return "" if chance >= self.least_carried else doubt, chance

    def _checked(self, claim: Claim, by_handle: Mapping[int, Item], language: Language) -> Claim:
        if told := _unusable(claim, by_handle):
            return replace(claim, objection=told)
        cited = [by_handle[handle] for handle in dict.fromkeys(claim.handles)]
        told, least = "", 1.0
        for sentence in sentences(claim.text):
            told, chance = self.carries(sentence, cited, language)
            least = min(least, chance)
            if told:
                break
        return replace(claim, objection=told, chance=least)


def _unusable(claim: Claim, by_handle: Mapping[int, Item]) -> str:
    if len(claim.text) > LONGEST_CLAIM:
        return "It is too long."
    if not claim.handles:
        return "It cites nothing."
    if invented := [handle for handle in claim.handles if handle not in by_handle]:
        return f"There is no quote {invented[0]}."
    first = words(claim.text)[:1]
    if not first:
        return "It says nothing."
    if first[0].folded in _ANSWERS_YES_OR_NO:
        return "Yes and no are said only where the reader is sure."
    return ""


def _fallback(draft: str, kept: Sequence[Claim], items: Sequence[Item], language: Language) -> str:
    if leaks(draft, language):
        return "The draft repeats its instructions."
    if not kept:
        return "No claim of the draft is carried."
    if detect_language(" ".join(claim.text for claim in kept)) != language:
        return "The draft is in another language."
    cited = {handle for claim in kept for handle in claim.handles}
    told = {_bare(item.citation.quote) for item in items if item.handle in cited}
    if any(item.is_core and _bare(item.citation.quote) not in told for item in items):
        return "A quote that the answer rests on is not told."
    return ""


def _bare(text: str) -> str:
    return " ".join(flat(text).split()).rstrip(" .")
