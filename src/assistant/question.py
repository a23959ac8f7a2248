"""Reads a question: what is asked for, in which language, and what it says without its history."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation import make_standalone
from assistant.errors import InvalidInputError
from assistant.kinds import kind_of
from assistant.language import detect_language
from assistant.messages.answers import EMPTY_QUESTION, TOO_LONG_QUESTION
from assistant.models import Language, Question, Turn

SMALL_TALK = re.compile(
    r"\W*(hej(san)?( hej)?|hallå|tja(ba)?|god (morgon|dag|kväll|middag)|tack( så mycket| för hjälpen)?"
    r"|hej då|hur (mår|är läget med) du|vem är du|vad (är|kan|heter) du( göra| svara på)?"
    r"|hi|hello|hey|good (morning|evening|afternoon)|thanks?( you)?( very much)?|bye|goodbye"
    r"|how are you|who are you|what are you|what can you do)( assistenten| there)?\W*",
    re.IGNORECASE,
)


def understand(
    text: str,
    language: Language | None,
    history: Sequence[Turn],
    *,
    default: Language,
    maximum: int,
) -> Question:
    """Read a question.

    Args:
        text: What was typed.
        language: The language to answer in; that of the question when None.
        history: The turns before it, oldest first.
        default: The language to answer in when neither tells.
        maximum: The most characters a question may have.

    Raises:
        InvalidInputError: the question is empty or too long.
    """
    text = text.strip()
    if not any(character.isalnum() for character in text):
        raise InvalidInputError(EMPTY_QUESTION[language or default])
    if len(text) > maximum:
        raise InvalidInputError(
            TOO_LONG_QUESTION[language or default].format(length=len(text), maximum=maximum)
        )
    standalone = make_standalone(text, history)
    asked_in = detect_language(standalone)
    answer_in: Language = "en" if asked_in == "en" else "sv" if asked_in == "sv" else default
    return Question(text, standalone, language or answer_in, asked_in, kind_of(standalone))


def is_small_talk(question: Question) -> bool:
    """Whether a message greets, thanks or asks who answers."""
    return SMALL_TALK.fullmatch(question.text) is not None
