"""The statement on accessibility."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.messages import Wording
from assistant.messages.answers import contact_message
from assistant.messages.dates import human_date
from assistant.messages.privacy import Part
from assistant.models.answers import Language
from assistant.settings import Settings

REVIEWED = "2026-11-26"
"""The day on which the statement was last held against the pages."""
STATEMENT: Sequence[tuple[Wording, Sequence[Wording]]] = (
    (
        {"sv": "Hur tillgänglig är tjänsten?", "en": "How accessible is the service?"},
        (
            {
                "sv": "{name} står bakom tjänsten. Vi vill att alla ska kunna använda den.",
                "en": "{name} is behind the service. We want everybody to be able to use it.",
            },
            {
                "sv": "Tjänsten är delvis förenlig med lagen om tillgänglighet till digital offentlig service, "
                "som hänvisar till WCAG 2.1 på nivå AA. Bristerna står nedan.",
                "en": "The service is partially compliant with the Swedish act on accessibility to digital "
                "public services, which refers to WCAG 2.1 at level AA. The shortcomings are told below.",
            },
        ),
    ),
    (
        {"sv": "Kända brister", "en": "Known shortcomings"},
        (
            {
                "sv": "När du öppnar ett helt dokument är rubriker, listor och tabeller märkta så långt filen "
                "själv berättar om dem. Det gör inte alla, till exempel inte alla PDF-filer. Vilka celler i en "
                "tabell som är rubriker är inte märkt (WCAG 1.3.1).",
                "en": "When you open a whole document, headings, lists and tables are marked as far as its file "
                "tells of them. Not all do, for example not all PDF files. Which cells of a table are headers "
                "is not marked (WCAG 1.3.1).",
            },
            {
                "sv": "Tjänsten är inte prövad av personer med egna erfarenheter av hjälpmedel, och inte i "
                "andra webbläsare än Chromium. Där kan finnas brister som vi inte känner till.",
                "en": "The service has not been tested by people with experience of assistive technology of "
                "their own, nor in other browsers than Chromium. There may be shortcomings that we do not know "
                "of.",
            },
        ),
    ),
    (
        {"sv": "Så har vi prövat tjänsten", "en": "How we have tested it"},
        (
            {
                "sv": "Vi har själva prövat tjänsten. Sidorna prövas automatiskt med axe-core vid varje "
                "ändring, också medan ett svar väntar och när något går fel. Vi prövar också att allt går att "
                "använda med bara tangentbord, på en skärm som är 320 bildpunkter bred, med dubbelt så stor "
                "text, med tvingade färger och utan skript.",
                "en": "We have tested the service ourselves. The pages are tested automatically with axe-core "
                "at every change, also while an answer is awaited and when something goes wrong. We also test "
                "that everything works with the keyboard alone, on a screen of 320 pixels, with text of twice "
                "the size, with forced colours and without scripts.",
            },
            {
                "sv": "Redogörelsen uppdaterades senast den {day}.",
                "en": "The statement was last updated on {day}.",
            },
        ),
    ),
    (
        {"sv": "Rapportera brister", "en": "Report shortcomings"},
        (
            {
                "sv": "Säg till om något inte fungerar för dig, eller om du behöver innehållet på ett annat "
                "sätt.",
                "en": "Tell us if something does not work for you, or if you need the content in another form.",
            },
            {"sv": "{contact}", "en": "{contact}"},
        ),
    ),
    (
        {"sv": "Tillsyn", "en": "Supervision"},
        (
            {
                "sv": "Myndigheten för digital förvaltning (Digg) har tillsyn över lagen. Om du inte är nöjd "
                "med hur vi tar hand om dina synpunkter kan du anmäla det på "
                "https://www.digg.se/tdosanmalan.",
                "en": "The Swedish Agency for Digital Government (Digg) supervises the act. If you are not "
                "content with how we take care of your views, you can report it at "
                "https://www.digg.se/tdosanmalan.",
            },
        ),
    ),
)


def accessibility_statement(language: Language, settings: Settings) -> list[Part]:
    """How accessible the pages are, how that is known, and whom to tell of faults."""
    values = {
        "name": settings.contact.name,
        "day": human_date(REVIEWED, language),
        "contact": contact_message(language, settings.contact),
    }
    return [
        Part(heading[language], [paragraph[language].format(**values) for paragraph in paragraphs])
        for heading, paragraphs in STATEMENT
    ]
