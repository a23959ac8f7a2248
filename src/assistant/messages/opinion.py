"""The words with which people say what they think of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.models.answers import Language


@dataclass(frozen=True)
class OpinionWords:
    """What is said of opinions in one language."""

    title: str
    """Of the page on which one is given."""
    use: str
    """What happens with it; holds `{days}`."""
    question: str
    yes: str
    no: str
    was: str
    was_not: str
    more: str
    """Opens the field for words."""
    words: str
    send: str
    thanks: str
    choose: str
    long: str
    personal: str
    unreadable: str
    elsewhere: str
    enough: str
    not_kept: str


OPINION: Mapping[Language, OpinionWords] = {
    "sv": OpinionWords(
        title="Ditt omdöme om svaret",
        use="Ditt omdöme sparas i {days} dagar tillsammans med vilken sorts svar du fick och "
        "vilka dokument det byggde på. Din fråga sparas inte, och ingen uppgift om vem du är. De som "
        "sköter tjänsten läser omdömet för att göra den bättre. Du får inget svar på det.",
        question="Var svaret till hjälp?",
        yes="Ja",
        no="Nej",
        was="svaret var till hjälp",
        was_not="svaret var inte till hjälp",
        more="Skriv något om det",
        words="Vad var bra eller fattades? (frivilligt)",
        send="Skicka omdömet",
        thanks="Tack. Omdömet är sparat.",
        choose="Välj ja eller nej.",
        long="Texten är för lång. Korta den till 500 tecken.",
        personal="Texten ser ut att innehålla ett personnummer, telefonnummer, kortnummer "
        "eller en e-postadress. Ta bort det och skicka igen.",
        unreadable="Omdömet gick inte att läsa. Skriv det igen.",
        elsewhere="Omdömet skickades från en annan webbplats och togs inte emot. Skicka det från "
        "den här webbplatsen i stället.",
        enough="Just nu tas inga fler omdömen emot. Försök igen senare.",
        not_kept="Omdömet kunde inte sparas. Försök igen senare.",
    ),
    "en": OpinionWords(
        title="Your opinion of the answer",
        use="Your opinion is kept for {days} days, together with the sort of answer you got and "
        "the documents that it rests on. Your question is not kept, nor anything that tells who you are. "
        "Those who run the service read your opinion to improve it. You get no reply.",
        question="Was the answer useful?",
        yes="Yes",
        no="No",
        was="the answer was useful",
        was_not="the answer was not useful",
        more="Write something about it",
        words="What was good or missing? (optional)",
        send="Send",
        thanks="Thank you. Your opinion is saved.",
        choose="Choose yes or no.",
        long="The text is too long. Shorten it to 500 characters.",
        personal="The text seems to hold a personal identity, phone or card number or an "
        "e-mail address. Remove it and send it again.",
        unreadable="Your opinion could not be read. Write it again.",
        elsewhere="The opinion was sent from another site and was not taken. Send it from this site "
        "instead.",
        enough="No more opinions are taken right now. Try again later.",
        not_kept="Your opinion could not be saved. Try again later.",
    ),
}
