"""Makes a follow-up stand alone by the language model, and holds it to what was said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from assistant.generation.literal import capitals_not_in, denies, names_not_in, signs_not_in
from assistant.generation.plain import disguises_not_in
from assistant.generation.prompts import REPHRASING, conversation, leaks
from assistant.models.answers import Question, Turn
from assistant.models.drafts import Rephrasing
from assistant.reasons import NO_REASON, Reason
from assistant.text.language import detect_language
from assistant.text.personal import holds_personal_data
from assistant.text.words import single_spaced, words

MOST_TURNS = 4
"""That are shown; what people refer back to was said just before."""
LONGEST_TURN, LONGEST = 500, 300
"""Characters of a turn that are shown, and of a question that is made of them."""


def rephrase(question: Question, write: Callable[[Sequence[BaseMessage]], str]) -> Rephrasing:
    """The question as it would be asked without the turns before it, or why there is none.

    Args:
        question: A follow-up with the turns before it.
        write: Gives what the model writes to a prompt.
    """
    turns = [Turn(turn.role, turn.content[:LONGEST_TURN]) for turn in question.turns[-MOST_TURNS:]]
    if any(holds_personal_data(turn.content) for turn in turns):
        return Rephrasing("", Reason("turns_personal"))
    told = conversation(question.text, turns)
    text = single_spaced(write([SystemMessage(REPHRASING), HumanMessage(told)]))
    return Rephrasing(text, _objection(text, question, turns))


def _objection(text: str, question: Question, turns: Sequence[Turn]) -> Reason:
    if not words(text) or len(text) > LONGEST:
        return Reason("no_question")
    if leaks(text, REPHRASING):
        return Reason("leaks")
    if (language := detect_language(text)) != question.asked_in:
        return Reason("other_language")
    if denies(text) != denies(question.text):
        return Reason("denies_one")
    said = "\n".join([question.text, *(turn.content for turn in turns)])
    brought = names_not_in(said, text) if language != "other" else capitals_not_in(said, text)
    unsaid = chain(disguises_not_in(said, text), signs_not_in(said, text), brought)
    what = next(unsaid, NO_REASON)
    return Reason("unsaid", {"what": what}) if what else NO_REASON
