"""The words of the staff's workbench."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.models.answers import Language


@dataclass(frozen=True)
class Workbench:
    """What the workbench says in one language."""

    title: str
    lead: str
    by_name: str
    by_token: str
    name: str
    password: str
    token: str
    log_in: str
    log_out: str
    wrong: str
    wrong_address: str
    """For a token in an address that is none, or not any more."""
    ask: str
    facts: str
    documents: str
    conversation: str
    question: str
    send: str
    fresh: str
    email: str
    outcome: str
    outcome_rows: tuple[str, ...]
    """Status, what it is made of, confidence, threshold, reason, question as read, answered in, asked in,
    expects, generation."""
    passages: str
    passages_columns: tuple[str, ...]
    evidence: str
    evidence_columns: tuple[str, ...]
    drafts: str
    """Of a language model, where one is set."""
    drafts_columns: tuple[str, ...]
    """Statement, the quotes that it cites, the chance that they carry it, why it was dropped."""
    facts_used: str
    timings: str
    timings_columns: tuple[str, ...]
    property_columns: tuple[str, ...]
    kind: str
    every_kind: str
    filter: str
    filter_hint: str
    facts_columns: tuple[str, ...]
    """Kind, the fact in a line, quote, document, date."""
    documents_columns: tuple[str, ...]
    """Id, title, date, language, characters, facts, state, source, address, checksum."""
    document: str
    text_read: str
    yes: str


WORKBENCH: Mapping[Language, Workbench] = {
    "sv": Workbench(
        title="Personalens arbetsbänk",
        lead="Fråga, och se varje steg i svaret. Ta hand om svar, dokument och frågor som ingen fick svar på.",
        by_name="Logga in med ditt namn och lösenord.",
        by_token="Öppna adressen som visas där tjänsten startades, eller skriv nyckeln som står i den.",
        name="Namn",
        password="Lösenord",
        token="Nyckel",
        log_in="Logga in",
        log_out="Logga ut",
        wrong="Det stämde inte. Försök igen.",
        wrong_address="Nyckeln i adressen gäller inte. En ny görs varje gång tjänsten startas.",
        ask="Fråga",
        facts="Fakta",
        documents="Dokument",
        conversation="Samtal",
        question="Fråga",
        send="Fråga",
        fresh="Ny konversation",
        email="Svar med källor, att klistra in i ett mejl",
        outcome="Utfall",
        outcome_rows=(
            "Status",
            "Består av",
            "Säkerhet",
            "Gräns för svar",
            "Skäl",
            "Frågan som den lästes",
            "Besvarad på",
            "Ställd på",
            "Gäller",
            "Index",
        ),
        passages="Ställen som hittades",
        passages_columns=("Kvar", "Poäng", "Text", "Likhet", "Mening", "Ord", "Dokument"),
        evidence="Belägg som vägdes",
        evidence_columns=("Valt", "Chans", "Text"),
        drafts="Språkmodellens utkast",
        drafts_columns=("Påstående", "Citat", "Chans", "Varför det inte visas"),
        facts_used="Fakta i citaten",
        timings="Tid",
        timings_columns=("Steg", "Millisekunder"),
        property_columns=("Vad", "Värde"),
        kind="Slag",
        every_kind="Alla slag",
        filter="Ord",
        filter_hint="Namn, roll, organisation eller ett ord ur citatet",
        facts_columns=("Slag", "Uppgift", "Citat", "Dokument", "Datum"),
        documents_columns=(
            "Id",
            "Titel",
            "Datum",
            "Språk",
            "Tecken",
            "Fakta",
            "Läge",
            "Källa",
            "Adress",
            "SHA-256",
        ),
        document="Dokument",
        text_read="Texten som den lästes",
        yes="ja",
    ),
    "en": Workbench(
        title="Workbench for staff",
        lead="Ask, and see every step of the answer. Look after answers, documents and questions that nobody got an answer to.",
        by_name="Log in with your name and password.",
        by_token="Open the address that was shown where the service was started, or enter its token.",
        name="Name",
        password="Password",
        token="Token",
        log_in="Log in",
        log_out="Log out",
        wrong="That is not right. Please try again.",
        wrong_address="The token in the address does not count. A new one is made at each start.",
        ask="Ask",
        facts="Facts",
        documents="Documents",
        conversation="Conversation",
        question="Question",
        send="Ask",
        fresh="New conversation",
        email="Answer with sources, to paste into an e-mail",
        outcome="Outcome",
        outcome_rows=(
            "Status",
            "Made of",
            "Confidence",
            "Threshold",
            "Reason",
            "Question as read",
            "Answered in",
            "Asked in",
            "Expects",
            "Index",
        ),
        passages="Passages found",
        passages_columns=("Kept", "Score", "Text", "Cosine", "Sentence", "Words", "Document"),
        evidence="Evidence weighed",
        evidence_columns=("Chosen", "Chance", "Text"),
        drafts="Draft of the language model",
        drafts_columns=("Statement", "Quotes", "Chance", "Why it is not shown"),
        facts_used="Facts in the quotes",
        timings="Time",
        timings_columns=("Step", "Milliseconds"),
        property_columns=("What", "Value"),
        kind="Kind",
        every_kind="Every kind",
        filter="Words",
        filter_hint="Name, role, organisation or a word of the quote",
        facts_columns=("Kind", "Fact", "Quote", "Document", "Date"),
        documents_columns=(
            "Id",
            "Title",
            "Date",
            "Language",
            "Characters",
            "Facts",
            "State",
            "Source",
            "Address",
            "SHA-256",
        ),
        document="Document",
        text_read="The text as it was read",
        yes="yes",
    ),
}
