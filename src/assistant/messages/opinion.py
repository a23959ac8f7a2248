"""The words with which people say what they think of an answer."""

from __future__ import annotations

from assistant.messages import Each, Words, in_each


class OpinionWords(Words):
    """What is said of opinions in one language."""

    title = Each(sv="Ditt omdöme om svaret", en="Your opinion of the answer")
    """Of the page on which one is given."""
    use = Each(
        sv="Ditt omdöme sparas i {days} dagar tillsammans med vilken sorts svar du fick och "
        "vilka dokument det byggde på. Din fråga sparas inte, och ingen uppgift om vem du är. De som "
        "sköter tjänsten läser omdömet för att göra den bättre. Du får inget svar på det.",
        en="Your opinion is kept for {days} days, together with the sort of answer you got and "
        "the documents that it rests on. Your question is not kept, nor anything that tells who you are. "
        "Those who run the service read your opinion to improve it. You get no reply.",
    )
    """What happens with it; holds `{days}`."""
    question = Each(sv="Var svaret till hjälp?", en="Was the answer useful?")
    yes = Each(sv="Ja", en="Yes")
    no = Each(sv="Nej", en="No")
    was = Each(sv="svaret var till hjälp", en="the answer was useful")
    was_not = Each(sv="svaret var inte till hjälp", en="the answer was not useful")
    more = Each(sv="Skriv något om det", en="Write something about it")
    """Opens the field for words."""
    words = Each(
        sv="Vad var bra eller fattades? (frivilligt)", en="What was good or missing? (optional)"
    )
    send = Each(sv="Skicka omdömet", en="Send")
    thanks = Each(sv="Tack. Omdömet är sparat.", en="Thank you. Your opinion is saved.")
    choose = Each(sv="Välj ja eller nej.", en="Choose yes or no.")
    long = Each(
        sv="Texten är för lång. Korta den till 500 tecken.",
        en="The text is too long. Shorten it to 500 characters.",
    )
    personal = Each(
        sv="Texten ser ut att innehålla ett personnummer, telefonnummer, kortnummer "
        "eller en e-postadress. Ta bort det och skicka igen.",
        en="The text seems to hold a personal identity, phone or card number or an "
        "e-mail address. Remove it and send it again.",
    )
    unreadable = Each(
        sv="Omdömet gick inte att läsa. Skriv det igen.",
        en="Your opinion could not be read. Write it again.",
    )
    elsewhere = Each(
        sv="Omdömet skickades från en annan webbplats och togs inte emot. Skicka det från "
        "den här webbplatsen i stället.",
        en="The opinion was sent from another site and was not taken. Send it from this site "
        "instead.",
    )
    enough = Each(
        sv="Just nu tas inga fler omdömen emot. Försök igen senare.",
        en="No more opinions are taken right now. Try again later.",
    )
    not_kept = Each(
        sv="Omdömet kunde inte sparas. Försök igen senare.",
        en="Your opinion could not be saved. Try again later.",
    )


OPINION = in_each(OpinionWords)
