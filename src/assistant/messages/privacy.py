"""The statement on privacy: each sentence is there only where it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.messages.answers import contact_message
from assistant.models.answers import Language
from assistant.settings import PrivacySettings, Settings


@dataclass(frozen=True)
class Part:
    """A heading with what stands below it."""

    heading: str
    paragraphs: Sequence[str]


def privacy_statement(language: Language, settings: Settings) -> list[Part]:
    """What happens to what people write, under these settings."""
    return _privacy_sv(settings) if language == "sv" else _privacy_en(settings)


def _privacy_sv(settings: Settings) -> list[Part]:
    privacy, name = settings.privacy, settings.contact.name
    return [
        Part(
            "I din webbläsare",
            [
                "Sidan sätter inga kakor och sparar ingenting i din webbläsare. Den hämtar ingenting från "
                "andra webbplatser. Samtalet finns bara på sidan du har öppen och försvinner när du stänger "
                "eller laddar om den."
            ],
        ),
        Part(
            "Din fråga",
            [
                *_way_of_question_sv(settings),
                "Skriv inga personuppgifter i frågan. En fråga med ett personnummer, ett telefonnummer, ett "
                "kortnummer eller en e-postadress besvaras inte.",
            ],
        ),
        Part("Det här sparas", _kept_sv(privacy)),
        Part(
            "Ansvarig och dina rättigheter",
            [
                f"{name} ansvarar för tjänsten och är personuppgiftsansvarig för den.",
                "Du har rätt att få veta om det finns uppgifter om dig, och att få dem rättade eller "
                "raderade. Inget som sparas säger vem som frågade, så oftast går det inte att hitta något "
                "om just dig.",
                contact_message("sv", settings.contact),
                "Du kan klaga hos Integritetsskyddsmyndigheten, https://www.imy.se.",
            ],
        ),
    ]


def _search_goes_to(settings: Settings) -> dict[str | None, None]:
    elsewhere = settings.embeddings, settings.reranking, settings.reader
    return dict.fromkeys(one.goes_to for one in elsewhere)


def _way_of_question_sv(settings: Settings) -> list[str]:
    vector, told = settings.vectors.goes_to, []
    for question in filter(None, _search_goes_to(settings)):
        told.append(
            f"Din fråga behandlas på vår server och skickas också till {question} för sökningen."
        )
    if vector:
        told.append(f"Tal som är framräknade ur din fråga skickas till {vector} för sökningen.")
    if model := settings.generation.goes_to:
        turns = " eller det som sades nyss i samtalet" if settings.generation.rephrase else ""
        told.append(f"Med citaten{turns} kan din fråga skickas till en språkmodell hos {model}.")
    return told or ["Din fråga behandlas på den här servern och lämnar den inte."]


def _kept_sv(privacy: PrivacySettings) -> list[str]:
    if privacy.keep == "nothing":
        return [
            "Frågor och svar sparas inte när du har fått ditt svar. Ingenting räknas heller.",
            _LOGS_SV,
        ]
    told = [
        f"Vi räknar hur många svar som ges per dag, språk och sort (till exempel besvarad eller hittades "
        f"inte). Siffrorna sparas i {privacy.days} dagar och säger inget om vem du är eller vad du frågade."
    ]
    if privacy.keep == "questions":
        told.append(
            f"Frågor som dokumenten inte svarar på sparas i {privacy.days} dagar, utan uppgift om vem som "
            "frågade, så att de som sköter tjänsten ser vad som saknas. Frågor som ser ut att innehålla ett "
            "personnummer, ett telefonnummer, ett kortnummer eller en e-postadress sparas aldrig. Andra "
            "personuppgifter, till exempel namn, upptäcks inte: skriv inga sådana. Andra frågor och alla svar "
            "glöms när du har fått ditt svar."
        )
    else:
        told.append("Frågor och svar sparas inte när du har fått ditt svar.")
    if privacy.takes_feedback:
        told.append(
            f"Omdömen som du själv skickar sparas i {privacy.days} dagar, med svarets sort och dokumenten "
            "som det byggde på, men utan din fråga. Ett omdöme med ett personnummer, ett telefonnummer, ett "
            "kortnummer eller en e-postadress tas inte emot. Andra personuppgifter, till exempel namn, "
            "upptäcks inte: skriv inga sådana. Din IP-adress finns en tid i serverns minne, så att ingen kan "
            "skicka hur många omdömen som helst, men skrivs aldrig till en fil."
        )
    return [*told, _LOGS_SV]


_LOGS_SV = (
    "Tjänsten sparar inte din IP-adress. Webbservern framför tjänsten kan ha en egen logg, som den som "
    "driver webbplatsen ansvarar för."
)


def _privacy_en(settings: Settings) -> list[Part]:
    privacy, name = settings.privacy, settings.contact.name
    return [
        Part(
            "In your browser",
            [
                "The page sets no cookies and stores nothing in your browser. It loads nothing from other "
                "sites. The conversation exists only on the page that you have open, and is gone when you "
                "close or reload it."
            ],
        ),
        Part(
            "Your question",
            [
                *_way_of_question_en(settings),
                "Do not write personal data in your question. A question with a personal identity number, a "
                "phone or card number or an e-mail address is not answered.",
            ],
        ),
        Part("What is kept", _kept_en(privacy)),
        Part(
            "Who is responsible, and your rights",
            [
                f"{name} is responsible for the service and is its controller of personal data.",
                "You have the right to know whether there are data about you, and to have them corrected or "
                "deleted. Nothing that is kept tells who asked, so that most often nothing about you can be "
                "found.",
                contact_message("en", settings.contact),
                "You can complain to the Swedish Authority for Privacy Protection, https://www.imy.se.",
            ],
        ),
    ]


def _way_of_question_en(settings: Settings) -> list[str]:
    vector, told = settings.vectors.goes_to, []
    for question in filter(None, _search_goes_to(settings)):
        told.append(
            f"Your question is handled on our server, and also sent to {question} for the search."
        )
    if vector:
        told.append(f"Numbers made from your question are sent to {vector} for the search.")
    if model := settings.generation.goes_to:
        turns = " or with what was said just before" if settings.generation.rephrase else ""
        told.append(f"With the quotes{turns} it may be sent to a language model of {model}.")
    return told or ["Your question is handled on this server and does not leave it."]


def _kept_en(privacy: PrivacySettings) -> list[str]:
    if privacy.keep == "nothing":
        return [
            "Questions and answers are not kept once you have your answer. Nothing is counted either.",
            _LOGS_EN,
        ]
    told = [
        f"We count how many answers are given by day, language and sort (such as answered or not found). "
        f"The figures are kept for {privacy.days} days and tell neither who you are nor what you asked."
    ]
    if privacy.keep == "questions":
        told.append(
            f"Questions that the documents do not answer are kept for {privacy.days} days, without anything "
            "that tells who asked, so that those who run the service see what is missing. Questions that "
            "seem to hold a personal identity number, a phone or card number or an e-mail address are never "
            "kept. Other personal data, such as names, are not recognised: do not write any. Other questions "
            "and all answers are forgotten once you have your answer."
        )
    else:
        told.append("Questions and answers are not kept once you have your answer.")
    if privacy.takes_feedback:
        told.append(
            f"Opinions that you send yourself are kept for {privacy.days} days, with the sort of the answer "
            "and the documents that it rests on, but without your question. An opinion with a personal "
            "identity number, a phone or card number or an e-mail address is not taken. Other personal "
            "data, such as names, are not recognised: do not write any. Your IP address stays in the memory "
            "of the server for a while, so that nobody can send any number of opinions, but is never written "
            "to a file."
        )
    return [*told, _LOGS_EN]


_LOGS_EN = (
    "The service does not keep your IP address. The web server in front of it may have a log of its own, "
    "for which those who run the site are responsible."
)
