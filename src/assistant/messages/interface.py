"""The words of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.messages.dates import human_date
from assistant.messages.opinion import OPINION, OpinionWords
from assistant.models.answers import Language


@dataclass(frozen=True)
class Interface:
    """What the pages say in one language."""

    title: str
    lead: str
    start: str
    """Above the suggestions, before anything is asked."""
    notice: str
    """Article 50 of the AI Act: said at the first interaction, and not dismissable."""
    skip: str
    skip_to_content: str
    close: str
    conversation: str
    question: str
    form: str
    """The name of the form to ask with."""
    hint: str
    send: str
    suggestions: str
    suggested: tuple[str, ...]
    """Questions to suggest where the documents answer them, as those that ship do."""
    working: str
    searching: str
    """Holds `{count}`, of documents."""
    searching_one: str
    reading: str
    wording: str
    worded: str
    """Under an answer that a language model put into words."""
    outdated: str
    """Under one from documents that could not be read anew; holds `{day}`, on which they were."""
    translated: str
    """Under one that it put into words of another language."""
    rephrased: str
    """Under an answer to what a language model made of the question; holds `{question}`."""
    slow: str
    """Said when an answer takes longer than some seconds."""
    wait: str
    """Said to whoever sends a question while another is being answered."""
    done: str
    fresh: str
    """Begins a new conversation."""
    more: str
    """Opens the rest of a list; holds `{count}`."""
    next: str
    """Above questions to go on with."""
    can_answer: str
    """Above them where there was no answer; holds `{topics}`."""
    meant: str
    """Above the question with its misspelt words put right."""
    context: str
    whole_quote: str
    for_source: str
    """Tells which source a control is for; holds `{number}`."""
    whole_document: str
    original: str
    copy: str
    copied: str
    copy_failed: str
    source: str
    page: str
    """Of a source; holds `{number}`."""
    sources: str
    related: str
    """Opens passages that are near the question and no part of the answer."""
    not_sent: str
    kept: str
    """Said of a question that failed."""
    again: str
    failed: str
    offline: str
    restarting: str
    busy: str
    """Said when a server in front of ours turns away too many questions."""
    no_index: str
    nothing_yet: str
    """The heading of a page on which nothing can be asked, since there are no documents."""
    no_document: str
    no_page: str
    error: str
    """Before the title of a page that tells of one, as the first that a screen reader says."""
    new_tab: str
    other_language: str
    documents: str
    facts: str
    privacy: str
    accessibility: str
    back: str
    table: str
    """The name of a table of a document, which scrolls for itself."""
    published: str
    not_published: str
    also_at: str
    """Before the other addresses of a text."""
    older: str
    """Said of a document that another one replaces."""
    newer: str
    """The link from there to the other one."""
    opinion: OpinionWords


INTERFACE: Mapping[Language, Interface] = {
    "sv": Interface(
        title="Fråga om Fordonsdalen Stockholm",
        lead="Jag svarar om medlemmar, mål, projekttid och ägare, med orden så som de står i "
        "publicerade dokument.",
        start="Vad vill du veta?",
        notice="Du frågar en AI. Den svarar med citat ur dokument och kan missa något. Skriv inga "
        "personuppgifter.",
        skip="Hoppa till frågan",
        skip_to_content="Hoppa till innehållet",
        close="Stäng",
        conversation="Samtal",
        question="Din fråga",
        form="Ställ en fråga",
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
        searching="Söker i {count} dokument …",
        searching_one="Söker i 1 dokument …",
        reading="Läser …",
        wording="Formulerar svaret …",
        worded="Formulerat av en språkmodell. Varje mening är prövad mot citaten.",
        outdated="Dokumenten lästes in {day}. De kunde inte läsas in på nytt, så de kan ha ändrats sedan dess.",
        rephrased="Frågan lästes som ”{question}”, så som en språkmodell skrev om den.",
        translated="Översatt av en språkmodell. Citaten är det som gäller.",
        slow="Det tar längre tid än vanligt. Vänta gärna, svaret kommer.",
        wait="Svaret på förra frågan är på väg. Skicka den nya när det har kommit.",
        done="Svaret är klart.",
        fresh="Ny konversation",
        more="Visa {count} till",
        next="Fråga vidare",
        can_answer="Jag kan svara om {topics}",
        meant="Menade du …",
        context="Visa sammanhanget",
        whole_quote="Visa hela citatet",
        for_source="för källa {number}",
        whole_document="Visa i hela dokumentet",
        original="Till originalet",
        copy="Kopiera svar och källa",
        copied="Kopierat",
        copy_failed="Det gick inte att kopiera. Markera texten och kopiera den själv.",
        source="Källa",
        page="sida {number}",
        sources="Källor",
        related="Andra ställen i dokumenten, som inte ingår i svaret",
        not_sent="Frågan fick inget svar",
        kept="Din fråga finns kvar i fältet.",
        again="Försök igen",
        failed="Något gick fel hos oss. Försök igen om en stund.",
        restarting="Tjänsten startar om. Försök igen om en minut.",
        busy="Många frågar just nu. Försök igen om en stund.",
        offline="Ingen kontakt med servern. Kontrollera uppkopplingen.",
        no_index="Det finns inga dokument att svara utifrån ännu. Försök igen senare.",
        nothing_yet="Här finns inga dokument ännu",
        no_document="Dokumentet finns inte här",
        no_page="Sidan finns inte",
        error="Fel",
        new_tab="(öppnas i ny flik)",
        other_language="In English",
        documents="Dokument som svaren bygger på",
        facts="Fakta med källor",
        privacy="Integritet",
        accessibility="Tillgänglighet",
        back="Till frågorna",
        table="Tabell",
        published="Publicerat",
        not_published="datum saknas",
        also_at="Samma text finns också här",
        older="äldre version",
        newer="Det finns en nyare version",
        opinion=OPINION["sv"],
    ),
    "en": Interface(
        title="Ask about Fordonsdalen Stockholm",
        lead="I answer about members, goals, project period and owners, in the words of published "
        "documents.",
        start="What would you like to know?",
        notice="You are asking an AI. It answers with quotes from documents and may miss things. Do "
        "not write personal data.",
        skip="Skip to the question",
        skip_to_content="Skip to the content",
        close="Close",
        conversation="Conversation",
        question="Your question",
        form="Ask a question",
        hint="Do not write personal data.",
        send="Ask",
        suggestions="Suggested questions",
        suggested=(
            "Who leads the high-level group?",
            "Who takes part in the high-level group?",
            "When does the project end?",
            "What is the purpose of Fordonsdalen Stockholm?",
        ),
        working="Searching the documents …",
        searching="Searching {count} documents …",
        searching_one="Searching 1 document …",
        reading="Reading …",
        wording="Wording the answer …",
        worded="Worded by a language model. Each sentence was checked against the quotes.",
        outdated="The documents were read on {day}. Reading them again has failed, so they may have changed.",
        rephrased="Your question was read as “{question}”, as a language model rephrased it.",
        translated="Translated by a language model. The quotes are what counts.",
        slow="This takes longer than usual. Please wait, the answer is on its way.",
        wait="The answer to your last question is on its way. Send the new one when it is there.",
        done="The answer is complete.",
        fresh="New conversation",
        more="Show {count} more",
        next="Go on asking",
        can_answer="I can answer about {topics}",
        meant="Did you mean …",
        context="Show the context",
        whole_quote="Show the whole quote",
        for_source="for source {number}",
        whole_document="Show in the whole document",
        original="To the original",
        copy="Copy answer and source",
        copied="Copied",
        copy_failed="Copying did not work. Select the text and copy it yourself.",
        source="Source",
        page="page {number}",
        sources="Sources",
        related="Other places in the documents, which are no part of the answer",
        not_sent="The question was not answered",
        kept="Your question is still in the field.",
        again="Try again",
        failed="Something went wrong on our side. Please try again in a while.",
        restarting="The service is restarting. Try again in a minute.",
        busy="Many people are asking right now. Try again in a while.",
        offline="No contact with the server. Check your connection.",
        no_index="There are no documents to answer from yet. Please try again later.",
        nothing_yet="There are no documents here yet",
        no_document="The document is not here",
        no_page="There is no such page",
        error="Error",
        new_tab="(opens in a new tab)",
        other_language="På svenska",
        documents="Documents that the answers rest on",
        facts="Facts with sources",
        privacy="Privacy",
        accessibility="Accessibility",
        back="To the questions",
        table="Table",
        published="Published",
        not_published="no date",
        also_at="The same text is also here",
        older="older version",
        newer="There is a newer version",
        opinion=OPINION["en"],
    ),
}


def told_outdated(day: str | None, language: Language) -> str:
    """What is said where the documents, ingested on a day, could not be read anew; else nothing."""
    return INTERFACE[language].outdated.format(day=human_date(day, language)) if day else ""
