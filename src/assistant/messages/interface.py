"""The words of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assistant.models import Language


@dataclass(frozen=True)
class Interface:
    """What the pages say in one language."""

    title: str
    lead: str
    notice: str
    """Article 50 of the AI Act: said at the first interaction, and not dismissable."""
    skip: str
    skip_to_content: str
    close: str
    conversation: str
    question: str
    hint: str
    send: str
    suggestions: str
    suggested: tuple[str, ...]
    """Questions that the documents that ship answer."""
    working: str
    done: str
    whole_document: str
    original: str
    copy: str
    copied: str
    source: str
    failed: str
    offline: str
    no_index: str
    no_document: str
    new_tab: str
    other_language: str
    documents: str
    privacy: str
    accessibility: str
    back: str
    published: str
    not_published: str


INTERFACE: Mapping[Language, Interface] = MappingProxyType(
    {
        "sv": Interface(
            title="Fråga om Fordonsdalen Stockholm",
            lead="Här kan du fråga om Fordonsdalen Stockholm: vilka som är med, vad målen är och hur "
            "länge projektet pågår.",
            notice="Du skriver till ett AI-system. Det svarar med citat ur publicerade dokument och kan "
            "missa något. Kontrollera källan innan du använder svaret.",
            skip="Hoppa till frågan",
            skip_to_content="Hoppa till innehållet",
            close="Stäng",
            conversation="Samtal",
            question="Din fråga",
            hint="Skriv inga personuppgifter.",
            send="Fråga",
            suggestions="Förslag på frågor",
            suggested=(
                "Vem leder högnivågruppen?",
                "Vilka deltar i högnivågruppen?",
                "Hur länge pågår projektet?",
                "Vad är syftet med Fordonsdalen Stockholm?",
            ),
            working="Söker i dokumenten …",
            done="Svaret är klart.",
            whole_document="Visa i hela dokumentet",
            original="Till originalet",
            copy="Kopiera svar och källa",
            copied="Kopierat",
            source="Källa",
            failed="Något gick fel hos oss. Försök igen om en stund.",
            offline="Ingen kontakt med servern. Kontrollera uppkopplingen och försök igen.",
            no_index="Det finns inga dokument att svara utifrån ännu. Försök igen senare.",
            no_document="Dokumentet finns inte här",
            new_tab="(öppnas i ny flik)",
            other_language="In English",
            documents="Dokument som svaren bygger på",
            privacy="Integritet",
            accessibility="Tillgänglighet",
            back="Till frågorna",
            published="Publicerat",
            not_published="datum saknas",
        ),
        "en": Interface(
            title="Ask about Fordonsdalen Stockholm",
            lead="Ask about Fordonsdalen Stockholm: who takes part, what the goals are and how long "
            "the project runs.",
            notice="You are writing to an AI system. It answers with quotes from published documents and "
            "may miss things. Check the source before you use the answer.",
            skip="Skip to the question",
            skip_to_content="Skip to the content",
            close="Close",
            conversation="Conversation",
            question="Your question",
            hint="Do not write personal data.",
            send="Ask",
            suggestions="Suggested questions",
            suggested=(
                "Who leads the high-level group?",
                "Who represents Scania?",
                "When does the project end?",
                "What is the purpose of Fordonsdalen Stockholm?",
            ),
            working="Searching the documents …",
            done="The answer is complete.",
            whole_document="Show in the whole document",
            original="To the original",
            copy="Copy answer and source",
            copied="Copied",
            source="Source",
            failed="Something went wrong on our side. Please try again in a while.",
            offline="No contact with the server. Check your connection and try again.",
            no_index="There are no documents to answer from yet. Please try again later.",
            no_document="The document is not here",
            new_tab="(opens in a new tab)",
            other_language="På svenska",
            documents="Documents that the answers rest on",
            privacy="Privacy",
            accessibility="Accessibility",
            back="To the questions",
            published="Published",
            not_published="no date",
        ),
    }
)
