"""The words of the staff's workbench."""

from __future__ import annotations

from assistant.messages import Each, Words, in_each


class Workbench(Words):
    """What the workbench says in one language."""

    title = Each(sv="Personalens arbetsbänk", en="Workbench for staff")
    lead = Each(
        sv="Fråga, och se varje steg i svaret. Ta hand om svar, dokument och frågor som ingen fick svar på.",
        en="Ask, and see every step of the answer. Look after answers, documents and questions that nobody got an answer to.",
    )
    by_name = Each(
        sv="Logga in med ditt namn och lösenord.", en="Log in with your name and password."
    )
    by_token = Each(
        sv="Öppna adressen som visas där tjänsten startades, eller skriv nyckeln som står i den.",
        en="Open the address that was shown where the service was started, or enter its token.",
    )
    name = Each(sv="Namn", en="Name")
    password = Each(sv="Lösenord", en="Password")
    token = Each(sv="Nyckel", en="Token")
    log_in = Each(sv="Logga in", en="Log in")
    log_out = Each(sv="Logga ut", en="Log out")
    wrong = Each(sv="Det stämde inte. Försök igen.", en="That is not right. Please try again.")
    wrong_address = Each(
        sv="Nyckeln i adressen gäller inte. En ny görs varje gång tjänsten startas.",
        en="The token in the address does not count. A new one is made at each start.",
    )
    """For a token in an address that is none, or not any more."""
    ask = Each(sv="Fråga", en="Ask")
    facts = Each(sv="Fakta", en="Facts")
    documents = Each(sv="Dokument", en="Documents")
    conversation = Each(sv="Samtal", en="Conversation")
    question = Each(sv="Fråga", en="Question")
    send = Each(sv="Fråga", en="Ask")
    fresh = Each(sv="Ny konversation", en="New conversation")
    email = Each(
        sv="Svar med källor, att klistra in i ett mejl",
        en="Answer with sources, to paste into an e-mail",
    )
    outcome = Each(sv="Utfall", en="Outcome")
    outcome_rows = Each(
        sv=(
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
        en=(
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
    )
    """Status, what it is made of, confidence, threshold, reason, question as read, answered in, asked in,
    expects, generation."""
    passages = Each(sv="Ställen som hittades", en="Passages found")
    passages_columns = Each(
        sv=("Kvar", "Poäng", "Text", "Likhet", "Mening", "Ord", "Dokument"),
        en=("Kept", "Score", "Text", "Cosine", "Sentence", "Words", "Document"),
    )
    evidence = Each(sv="Belägg som vägdes", en="Evidence weighed")
    evidence_columns = Each(sv=("Valt", "Chans", "Text"), en=("Chosen", "Chance", "Text"))
    drafts = Each(sv="Språkmodellens utkast", en="Draft of the language model")
    """Of a language model, where one is set."""
    drafts_columns = Each(
        sv=("Påstående", "Citat", "Chans", "Varför det inte visas"),
        en=("Statement", "Quotes", "Chance", "Why it is not shown"),
    )
    """Statement, the quotes that it cites, the chance that they carry it, why it was dropped."""
    facts_used = Each(sv="Fakta i citaten", en="Facts in the quotes")
    timings = Each(sv="Tid", en="Time")
    timings_columns = Each(sv=("Steg", "Millisekunder"), en=("Step", "Milliseconds"))
    property_columns = Each(sv=("Vad", "Värde"), en=("What", "Value"))
    kind = Each(sv="Slag", en="Kind")
    every_kind = Each(sv="Alla slag", en="Every kind")
    filter = Each(sv="Ord", en="Words")
    filter_hint = Each(
        sv="Namn, roll, organisation eller ett ord ur citatet",
        en="Name, role, organisation or a word of the quote",
    )
    facts_columns = Each(
        sv=("Slag", "Uppgift", "Citat", "Dokument", "Datum"),
        en=("Kind", "Fact", "Quote", "Document", "Date"),
    )
    """Kind, the fact in a line, quote, document, date."""
    documents_columns = Each(
        sv=(
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
        en=(
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
    )
    """Id, title, date, language, characters, facts, state, source, address, checksum."""
    document = Each(sv="Dokument", en="Document")
    text_read = Each(sv="Texten som den lästes", en="The text as it was read")
    yes = Each(sv="ja", en="yes")


WORKBENCH = in_each(Workbench)
