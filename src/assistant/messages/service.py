"""What the service says where it does not take a question or cannot answer it now, and what of it fails."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.messages import Wording
from assistant.ports import Away

EMPTY_QUESTION: Wording = {"sv": "Skriv en fråga.", "en": "Please write a question."}
TOO_LONG_QUESTION: Wording = {
    "sv": "Frågan är {length} tecken lång; den får vara högst {maximum}. Korta den.",
    "en": "The question has {length} characters; the limit is {maximum}. Please shorten it.",
}
UNREADABLE_QUESTION: Wording = {
    "sv": "Frågan innehåller tecken som inte går att läsa. Skriv den på nytt.",
    "en": "The question holds characters that cannot be read. Please type it again.",
}
UNFINISHED: Wording = {
    "sv": "Frågan tog för lång tid att svara på. Ställ den kortare eller med andra ord.",
    "en": "That question took too long to answer. Please ask it shorter or in other words.",
}
AWAY: Mapping[Away, str] = {
    Away.CHROMA: "Chroma fails, so that all vectors are compared, which takes longer.",
    Away.READER: "The reader's endpoint fails, so that each process reads, which takes memory.",
    Away.INDEX: "The index in force is damaged or cannot be opened, and another one answers; the log "
    "says why. Run fordonsdalen ingest again, or fordonsdalen rollback.",
}
"""For whoever asks `/readyz`."""
STARTING: Wording = {
    "sv": "Tjänsten startar. Försök igen om några sekunder.",
    "en": "The service is starting. Please try again in a few seconds.",
}
BUSY: Wording = {
    "sv": "Många frågar just nu. Försök igen om en liten stund.",
    "en": "Many people are asking right now. Please try again in a moment.",
}
TOO_OFTEN: Wording = {
    "sv": "Det har kommit många frågor från din adress. Vänta {seconds} sekunder.",
    "en": "Many questions have come from your address. Please wait {seconds} seconds.",
}
