"""Reads a question: what is asked for, in which language, and what it says without its history."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from assistant.errors import InvalidInputError
from assistant.messages.service import EMPTY_QUESTION, TOO_LONG_QUESTION, UNREADABLE_QUESTION
from assistant.models.answers import Language, Question, Turn
from assistant.question.conversation import recent, without_context
from assistant.question.everyday import plainer
from assistant.question.parts import split_parts
from assistant.text.function_words import is_content
from assistant.text.kinds import kind_of
from assistant.text.language import detect_language
from assistant.text.personal import holds_personal_data
from assistant.text.words import half_of_pair, single_spaced, words

SMALL_TALK = re.compile(
    r"(?<!\W)\W*+(hej(san)?( hej)?|hallå|tja(ba)?|god (morgon|dag|kväll|middag)|(?P<tack>tack\b[^?]{0,60}|tusen tack[^?]{0,40})"
    r"|hej då|hur (mår du|är läget( med dig)?|står det till)( i ?dag)?|vem är du|vad (är|kan|heter) du( göra| svara på| hjälpa till med)?"
    r"|hi|hello|hey|good (morning|evening|afternoon)|(?P<thanks>thank(s| you)\b[^?]{0,60})|bye|goodbye"
    r"|how are you( today)?|who are you|what are you|what can you do|what can you help with)( assistenten| there)?\W*",
    re.IGNORECASE,
)
_ASKING = r"vem|vems|vad|vilka|vilken|vilket|hur|när|var|varför|vart|who|whom|what|which|how|when|where|why"
POLITE_OPENING = re.compile(
    r"^.*\b(undrar|undrade|veta|vet|berätta|säga|fråga|förklara|hjälpa|know|tell me|wonder(ing)?|say|explain)\b"
    rf"[^?.!]{{0,100}}?\b(?P<core>(?:{_ASKING})\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
GREETING = re.compile(
    r"^\W*(hej(san)?|hallå|tjena|god (morgon|dag|kväll)|hello|hi|dear \w+|ursäkta( mig)?|excuse me)\b[\s,!.–-]*",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"^\W*((okej|ok|jaha|bra|tack|okay|thanks)\b[\s,.!]*)*(något (helt )?annat|en (helt )?annan (sak|fråga)"
    r"|(something|one thing) else|another (question|thing))\s*[:,–-]\s*",
    re.IGNORECASE,
)
"""Announces a change of subject."""
LEAD_IN = re.compile(
    r"^(?>[^?:]*?\b(?:fråga|frågor|undran|undrar|question)\b)[^?:]*+:\s*(?=\w)", re.IGNORECASE
)
"""Announces the question: `Jag skriver en uppsats och har en fråga: …`."""
THANKS = re.compile(
    r"(?<![\s,.!?–-])[\s,.!?–-]*+\b(tack( så mycket)?( på förhand| för hjälpen)?|snälla|thanks?( you)?( in advance| so much)?|please"
    r"|mvh\b.*|med vänlig hälsning.*)\W*$",
    re.IGNORECASE | re.DOTALL,
)

LONGEST, MOST_PIECES, MOST_WORDS = 500, 100, 40
"""Characters, words and marks, and different words with a meaning of a question that are looked at, once
it is rid of greetings and context. Each costs milliseconds; the longest of thousands of questions
that we have has 252 characters and 37 words."""
_PIECE = re.compile(r"\w+|[^\w\s]")


def without_politeness(text: str) -> str:
    """The question itself, without greeting, thanks and `jag skulle gärna vilja veta`."""
    core = THANKS.sub("", LEAD_IN.sub("", ASIDE.sub("", GREETING.sub("", text))))
    if match := POLITE_OPENING.match(core):
        core = match["core"]
    if not core.strip(" ?!.,"):
        return text
    if core == text:
        return text
    core = core.strip()
    ends = core if core[-1] in "?!." else core + "?"
    return ends[0].upper() + ends[1:] if text[:1].isupper() else ends


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
        InvalidInputError: the question is empty or too long, or no text in UTF-8.
    """
    text = text.strip()
    if not any(character.isalnum() for character in text):
        raise InvalidInputError(EMPTY_QUESTION[language or default])
    if len(text) > maximum:
        raise InvalidInputError(
            TOO_LONG_QUESTION[language or default].format(length=len(text), maximum=maximum)
        )
    if half_of_pair(text) is not None:  # What a terminal makes of bytes that are no UTF-8.
        raise InvalidInputError(UNREADABLE_QUESTION[language or default])
    # A question with personal data was turned away, and is not repeated by the one that follows it.
    turns = tuple(
        turn
        for turn in recent(history)
        if turn.role != "user" or not holds_personal_data(turn.content)
    )
    asked = without_politeness(single_spaced(text))
    standalone = without_context(asked, turns)
    standalone = shortened(standalone if len(standalone) <= maximum else asked)
    plain = plainer(standalone)
    asked_in = detect_language(plain)
    answer_in: Language = "en" if asked_in == "en" else "sv" if asked_in == "sv" else default
    return Question(
        text,
        standalone,
        language or answer_in,
        asked_in,
        expects=kind_of(plain),
        turns=turns,
        plain=plain,
        parts=tuple(split_parts(shortened(asked))),
        bilingual=language is None and asked_in == "other",
    )


def shortened(text: str) -> str:
    """A question as far as it is looked at, which is further than questions go."""
    pieces = list(islice(_PIECE.finditer(text[:LONGEST]), MOST_PIECES))
    text = text[: pieces[-1].end()] if pieces else ""
    meant: set[str] = set()
    for word in words(text):
        if len(meant) == MOST_WORDS:
            return text[: word.start].rstrip()
        if is_content(word):
            meant.add(word.folded)
    return text


def is_small_talk(question: Question) -> bool:
    """Whether a message greets, thanks or asks who answers."""
    return _small_talk(question) is not None


def is_thanks(question: Question) -> bool:
    """Whether a message thanks."""
    said = _small_talk(question)
    return said is not None and bool(said["tack"] or said["thanks"])


def _small_talk(question: Question) -> re.Match[str] | None:
    text = single_spaced(question.text)
    tried = (SMALL_TALK.fullmatch(said) for said in (text, GREETING.sub("", text)) if said)
    match = next((match for match in tried if match), None)
    if match and (match["tack"] or match["thanks"]) and text.endswith("?"):
        return None  # Thanks, with a question behind them.
    return match
