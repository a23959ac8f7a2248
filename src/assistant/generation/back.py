"""What a draft in another language says, translated back into the language of its quotes.

Nothing here can tell whether a Finnish sentence is carried by a Swedish quote: the reader hardly tells
true ones from false ones (docs/claims.md). So the model is asked once more, for a translation of
its own sentences, without the question and the quotes that would tell it what they ought to say; and
what comes back is held to the quotes like any other claim.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from assistant.generation.amounts import in_digits, numbers_of
from assistant.generation.claims import MOST_CLAIMS, sentences, split_claims
from assistant.generation.evidence import Item
from assistant.generation.literal import capitals_not_in, signs_not_in
from assistant.generation.plain import disguises_not_in, doubts_not_in
from assistant.generation.prompts import numbered, translating
from assistant.models.answers import Language
from assistant.reasons import NO_REASON, Reason

UNKNOWN = "und"
"""The tag of a language that was not told."""
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_LINE = re.compile(r"(\d{1,3})[.:)]\s*(\S.*)")


@dataclass(frozen=True)
class Back:
    """Sentences as they were translated back."""

    tag: str
    """BCP 47, of the language that they are written in, by the model."""
    into: Language
    told: Mapping[str, str]
    """Translations by sentence; one that was passed over is missing."""


def translated_back(
    draft: str, items: Sequence[Item], write: Callable[[Sequence[BaseMessage]], str]
) -> Back:
    """Have all sentences of a draft translated.

    Args:
        draft: What the model wrote.
        items: What it was given to cite; the first one's language is translated into.
        write: Gives what the model writes to a prompt.
    """
    claims = split_claims(draft)[:MOST_CLAIMS]
    asked = [sentence for claim in claims for sentence in sentences(claim.text)]
    into: Language = "en" if items[0].citation.document.language == "en" else "sv"
    if not asked:
        return Back(UNKNOWN, into, {})
    text = write([SystemMessage(translating(into)), HumanMessage(numbered(asked))])
    tag, _, rest = text.strip().partition("\n")
    lines = (_LINE.fullmatch(line.strip()) for line in rest.splitlines())
    by_number = {int(line[1]): line[2] for line in lines if line}
    told = {one: by_number[at] for at, one in enumerate(asked, start=1) if at in by_number}
    return Back(tag.strip() if _TAG.fullmatch(tag.strip()) else UNKNOWN, into, told)


def unlike(sentence: str, back: str, shown: str, question: str) -> Reason:
    """What speaks against a sentence in another language, before what it says is held to its quotes.

    Args:
        sentence: As the model wrote it.
        back: Its translation by the same model, which may say what the sentence ought to.
        shown: The quotes that it cites, with what they stand under.
        question: What it answers.
    """
    if not back:
        return Reason("not_back")
    brought = chain(
        disguises_not_in(shown, sentence),
        doubts_not_in(shown, sentence),
        signs_not_in(shown, sentence),
        capitals_not_in(f"{shown}\n{question}", sentence),
    )
    if what := next(brought, NO_REASON):
        return Reason("lacks", {"what": what})
    # What is written alike in all languages stands in both, or one is no translation of the other.
    apart = chain(capitals_not_in(sentence, back, in_ours=True), capitals_not_in(back, sentence))
    if what := next(apart, NO_REASON):
        return Reason("not_in_both", {"what": what})
    told = numbers_of(sentence)
    if told not in (numbers_of(back), numbers_of(in_digits(back))):
        values = {"text": ", ".join(told or numbers_of(back))}
        return Reason("not_in_both", {"what": Reason("number", values)})
    return NO_REASON
