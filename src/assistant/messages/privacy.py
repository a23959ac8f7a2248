"""The statement on privacy: each sentence is there only where it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.messages import Wording
from assistant.messages.answers import contact_message
from assistant.models.answers import Language
from assistant.settings import PrivacySettings, Settings

IN_BROWSER: Wording = {"sv": "I din webbläsare", "en": "In your browser"}
NOTHING_STORED: Wording = {
    "sv": "Sidan sätter inga kakor och sparar ingenting i din webbläsare. Den hämtar ingenting från andra "
    "webbplatser. Samtalet finns bara på sidan du har öppen och försvinner när du stänger eller laddar om "
    "den.",
    "en": "The page sets no cookies and stores nothing in your browser. It loads nothing from other sites. "
    "The conversation exists only on the page that you have open, and is gone when you close or reload it.",
}

QUESTION: Wording = {"sv": "Din fråga", "en": "Your question"}
STAYS_HERE: Wording = {
    "sv": "Din fråga behandlas på den här servern och lämnar den inte.",
    "en": "Your question is handled on this server and does not leave it.",
}
SENT_TO_SEARCH: Wording = {
    "sv": "Din fråga behandlas på vår server och skickas också till {host} för sökningen.",
    "en": "Your question is handled on our server, and also sent to {host} for the search.",
}
NUMBERS_SENT: Wording = {
    "sv": "Tal som är framräknade ur din fråga skickas till {host} för sökningen.",
    "en": "Numbers made from your question are sent to {host} for the search.",
}
SENT_TO_MODEL: Wording = {
    "sv": "Med citaten kan din fråga skickas till en språkmodell hos {host}.",
    "en": "With the quotes it may be sent to a language model of {host}.",
}
SENT_WITH_TURNS: Wording = {
    "sv": "Med citaten eller det som sades nyss i samtalet kan din fråga skickas till en språkmodell hos "
    "{host}.",
    "en": "With the quotes or with what was said just before it may be sent to a language model of {host}.",
}
NO_PERSONAL_DATA: Wording = {
    "sv": "Skriv inga personuppgifter i frågan. En fråga med ett personnummer, ett telefonnummer, ett "
    "kortnummer eller en e-postadress besvaras inte.",
    "en": "Do not write personal data in your question. A question with a personal identity number, a phone "
    "or card number or an e-mail address is not answered.",
}

KEPT: Wording = {"sv": "Det här sparas", "en": "What is kept"}
NOTHING_KEPT: Wording = {
    "sv": "Frågor och svar sparas inte när du har fått ditt svar. Ingenting räknas heller.",
    "en": "Questions and answers are not kept once you have your answer. Nothing is counted either.",
}
COUNTED: Wording = {
    "sv": "Vi räknar hur många svar som ges per dag, språk och sort (till exempel besvarad eller hittades "
    "inte). Siffrorna sparas i {days} dagar och säger inget om vem du är eller vad du frågade.",
    "en": "We count how many answers are given by day, language and sort (such as answered or not found). "
    "The figures are kept for {days} days and tell neither who you are nor what you asked.",
}
QUESTIONS_KEPT: Wording = {
    "sv": "Frågor som dokumenten inte svarar på sparas i {days} dagar, utan uppgift om vem som frågade, så "
    "att de som sköter tjänsten ser vad som saknas. Frågor som ser ut att innehålla ett personnummer, ett "
    "telefonnummer, ett kortnummer eller en e-postadress sparas aldrig. Andra personuppgifter, till exempel "
    "namn, upptäcks inte: skriv inga sådana. Andra frågor och alla svar glöms när du har fått ditt svar.",
    "en": "Questions that the documents do not answer are kept for {days} days, without anything that tells "
    "who asked, so that those who run the service see what is missing. Questions that seem to hold a "
    "personal identity number, a phone or card number or an e-mail address are never kept. Other personal "
    "data, such as names, are not recognised: do not write any. Other questions and all answers are "
    "forgotten once you have your answer.",
}
QUESTIONS_FORGOTTEN: Wording = {
    "sv": "Frågor och svar sparas inte när du har fått ditt svar.",
    "en": "Questions and answers are not kept once you have your answer.",
}
OPINIONS_KEPT: Wording = {
    "sv": "Omdömen som du själv skickar sparas i {days} dagar, med svarets sort och dokumenten som det "
    "byggde på, men utan din fråga. Ett omdöme med ett personnummer, ett telefonnummer, ett kortnummer "
    "eller en e-postadress tas inte emot. Andra personuppgifter, till exempel namn, upptäcks inte: skriv "
    "inga sådana. Din IP-adress finns en tid i serverns minne, så att ingen kan skicka hur många omdömen "
    "som helst, men skrivs aldrig till en fil.",
    "en": "Opinions that you send yourself are kept for {days} days, with the sort of the answer and the "
    "documents that it rests on, but without your question. An opinion with a personal identity number, a "
    "phone or card number or an e-mail address is not taken. Other personal data, such as names, are not "
    "recognised: do not write any. Your IP address stays in the memory of the server for a while, so that "
    "nobody can send any number of opinions, but is never written to a file.",
}
LOGS: Wording = {
    "sv": "Tjänsten sparar inte din IP-adress. Webbservern framför tjänsten kan ha en egen logg, som den "
    "som driver webbplatsen ansvarar för.",
    "en": "The service does not keep your IP address. The web server in front of it may have a log of its "
    "own, for which those who run the site are responsible.",
}

RIGHTS: Wording = {
    "sv": "Ansvarig och dina rättigheter",
    "en": "Who is responsible, and your rights",
}
RESPONSIBLE: Wording = {
    "sv": "{name} ansvarar för tjänsten och är personuppgiftsansvarig för den.",
    "en": "{name} is responsible for the service and is its controller of personal data.",
}
YOUR_RIGHTS: Wording = {
    "sv": "Du har rätt att få veta om det finns uppgifter om dig, och att få dem rättade eller raderade. "
    "Inget som sparas säger vem som frågade, så oftast går det inte att hitta något om just dig.",
    "en": "You have the right to know whether there are data about you, and to have them corrected or "
    "deleted. Nothing that is kept tells who asked, so that most often nothing about you can be found.",
}
COMPLAINTS: Wording = {
    "sv": "Du kan klaga hos Integritetsskyddsmyndigheten, https://www.imy.se.",
    "en": "You can complain to the Swedish Authority for Privacy Protection, https://www.imy.se.",
}


@dataclass(frozen=True)
class Part:
    """A heading with what stands below it."""

    heading: str
    paragraphs: Sequence[str]


def privacy_statement(language: Language, settings: Settings) -> list[Part]:
    """What happens to what people write, under these settings."""
    kept = [wording[language] for wording in _kept(settings.privacy)]
    return [
        Part(IN_BROWSER[language], [NOTHING_STORED[language]]),
        Part(
            QUESTION[language],
            [*_way_of_question(language, settings), NO_PERSONAL_DATA[language]],
        ),
        Part(KEPT[language], [told.format(days=settings.privacy.days) for told in kept]),
        Part(
            RIGHTS[language],
            [
                RESPONSIBLE[language].format(name=settings.contact.name),
                YOUR_RIGHTS[language],
                contact_message(language, settings.contact),
                COMPLAINTS[language],
            ],
        ),
    ]


def _way_of_question(language: Language, settings: Settings) -> list[str]:
    """Which other machines see a question, or something of it."""
    searching = (settings.embeddings, settings.reranking, settings.reader)
    sent = [(SENT_TO_SEARCH, host) for host in dict.fromkeys(one.goes_to for one in searching)]
    sent.append((NUMBERS_SENT, settings.vectors.goes_to))
    wording = SENT_WITH_TURNS if settings.generation.rephrase else SENT_TO_MODEL
    sent.append((wording, settings.generation.goes_to))
    told = [wording[language].format(host=host) for wording, host in sent if host]
    return told or [STAYS_HERE[language]]


def _kept(privacy: PrivacySettings) -> Iterator[Wording]:
    if privacy.keep == "nothing":
        yield NOTHING_KEPT
    else:
        yield COUNTED
        yield QUESTIONS_KEPT if privacy.keep == "questions" else QUESTIONS_FORGOTTEN
    if privacy.takes_feedback:
        yield OPINIONS_KEPT
    yield LOGS
