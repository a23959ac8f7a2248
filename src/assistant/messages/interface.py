"""The words of the pages."""

from __future__ import annotations

from assistant.messages import Each, Words, in_each
from assistant.messages.dates import human_date
from assistant.messages.opinion import OPINION
from assistant.models.answers import Language


class Interface(Words):
    """What the pages say in one language."""

    title = Each(sv="Fråga om Fordonsdalen Stockholm", en="Ask about Fordonsdalen Stockholm")
    lead = Each(
        sv="Jag svarar om medlemmar, mål, projekttid och ägare, med orden så som de står i "
        "publicerade dokument.",
        en="I answer about members, goals, project period and owners, in the words of published "
        "documents.",
    )
    start = Each(sv="Vad vill du veta?", en="What would you like to know?")
    """Above the suggestions, before anything is asked."""
    notice = Each(
        sv="Du frågar en AI. Den svarar med citat ur dokument och kan missa något. Skriv inga "
        "personuppgifter.",
        en="You are asking an AI. It answers with quotes from documents and may miss things. Do "
        "not write personal data.",
    )
    """Article 50 of the AI Act: said at the first interaction, and not dismissable."""
    skip = Each(sv="Hoppa till frågan", en="Skip to the question")
    skip_to_content = Each(sv="Hoppa till innehållet", en="Skip to the content")
    close = Each(sv="Stäng", en="Close")
    conversation = Each(sv="Samtal", en="Conversation")
    question = Each(sv="Din fråga", en="Your question")
    form = Each(sv="Ställ en fråga", en="Ask a question")
    """The name of the form to ask with."""
    hint = Each(sv="Skriv inga personuppgifter.", en="Do not write personal data.")
    send = Each(sv="Fråga", en="Ask")
    suggestions = Each(sv="Förslag på frågor", en="Suggested questions")
    suggested = Each(
        sv=(
            "Vem leder högnivågruppen?",
            "Vilka deltar i högnivågruppen?",
            "Hur länge pågår projektet?",
            "Vad är syftet med Fordonsdalen Stockholm?",
        ),
        en=(
            "Who leads the high-level group?",
            "Who takes part in the high-level group?",
            "When does the project end?",
            "What is the purpose of Fordonsdalen Stockholm?",
        ),
    )
    """Questions to suggest where the documents answer them, as those that ship do."""
    working = Each(sv="Söker i dokumenten …", en="Searching the documents …")
    searching = Each(sv="Söker i {count} dokument …", en="Searching {count} documents …")
    """Holds `{count}`, of documents."""
    searching_one = Each(sv="Söker i 1 dokument …", en="Searching 1 document …")
    reading = Each(sv="Läser …", en="Reading …")
    wording = Each(sv="Formulerar svaret …", en="Wording the answer …")
    worded = Each(
        sv="Formulerat av en språkmodell. Varje mening är prövad mot citaten.",
        en="Worded by a language model. Each sentence was checked against the quotes.",
    )
    """Under an answer that a language model put into words."""
    outdated = Each(
        sv="Dokumenten lästes in {day}. De kunde inte läsas in på nytt, så de kan ha ändrats sedan dess.",
        en="The documents were read on {day}. Reading them again has failed, so they may have changed.",
    )
    """Under one from documents that could not be read anew; holds `{day}`, on which they were."""
    translated = Each(
        sv="Översatt av en språkmodell. Citaten är det som gäller.",
        en="Translated by a language model. The quotes are what counts.",
    )
    """Under one that it put into words of another language."""
    rephrased = Each(
        sv="Frågan lästes som ”{question}”, så som en språkmodell skrev om den.",
        en="Your question was read as “{question}”, as a language model rephrased it.",
    )
    """Under an answer to what a language model made of the question; holds `{question}`."""
    slow = Each(
        sv="Det tar längre tid än vanligt. Vänta gärna, svaret kommer.",
        en="This takes longer than usual. Please wait, the answer is on its way.",
    )
    """Said when an answer takes longer than some seconds."""
    wait = Each(
        sv="Svaret på förra frågan är på väg. Skicka den nya när det har kommit.",
        en="The answer to your last question is on its way. Send the new one when it is there.",
    )
    """Said to whoever sends a question while another is being answered."""
    done = Each(sv="Svaret är klart.", en="The answer is complete.")
    fresh = Each(sv="Ny konversation", en="New conversation")
    """Begins a new conversation."""
    more = Each(sv="Visa {count} till", en="Show {count} more")
    """Opens the rest of a list; holds `{count}`."""
    next = Each(sv="Fråga vidare", en="Go on asking")
    """Above questions to go on with."""
    can_answer = Each(sv="Jag kan svara om {topics}", en="I can answer about {topics}")
    """Above them where there was no answer; holds `{topics}`."""
    meant = Each(sv="Menade du …", en="Did you mean …")
    """Above the question with its misspelt words put right."""
    context = Each(sv="Visa sammanhanget", en="Show the context")
    whole_quote = Each(sv="Visa hela citatet", en="Show the whole quote")
    for_source = Each(sv="för källa {number}", en="for source {number}")
    """Tells which source a control is for; holds `{number}`."""
    whole_document = Each(sv="Visa i hela dokumentet", en="Show in the whole document")
    original = Each(sv="Till originalet", en="To the original")
    copy = Each(sv="Kopiera svar och källa", en="Copy answer and source")
    copied = Each(sv="Kopierat", en="Copied")
    copy_failed = Each(
        sv="Det gick inte att kopiera. Markera texten och kopiera den själv.",
        en="Copying did not work. Select the text and copy it yourself.",
    )
    source = Each(sv="Källa", en="Source")
    page = Each(sv="sida {number}", en="page {number}")
    """Of a source; holds `{number}`."""
    sources = Each(sv="Källor", en="Sources")
    related = Each(
        sv="Andra ställen i dokumenten, som inte ingår i svaret",
        en="Other places in the documents, which are no part of the answer",
    )
    """Opens passages that are near the question and no part of the answer."""
    not_sent = Each(sv="Frågan fick inget svar", en="The question was not answered")
    kept = Each(sv="Din fråga finns kvar i fältet.", en="Your question is still in the field.")
    """Said of a question that failed."""
    again = Each(sv="Försök igen", en="Try again")
    failed = Each(
        sv="Något gick fel hos oss. Försök igen om en stund.",
        en="Something went wrong on our side. Please try again in a while.",
    )
    offline = Each(
        sv="Ingen kontakt med servern. Kontrollera uppkopplingen.",
        en="No contact with the server. Check your connection.",
    )
    restarting = Each(
        sv="Tjänsten startar om. Försök igen om en minut.",
        en="The service is restarting. Try again in a minute.",
    )
    busy = Each(
        sv="Många frågar just nu. Försök igen om en stund.",
        en="Many people are asking right now. Try again in a while.",
    )
    """Said when a server in front of ours turns away too many questions."""
    no_index = Each(
        sv="Det finns inga dokument att svara utifrån ännu. Försök igen senare.",
        en="There are no documents to answer from yet. Please try again later.",
    )
    nothing_yet = Each(sv="Här finns inga dokument ännu", en="There are no documents here yet")
    """The heading of a page on which nothing can be asked, since there are no documents."""
    no_document = Each(sv="Dokumentet finns inte här", en="The document is not here")
    no_page = Each(sv="Sidan finns inte", en="There is no such page")
    error = Each(sv="Fel", en="Error")
    """Before the title of a page that tells of one, as the first that a screen reader says."""
    new_tab = Each(sv="(öppnas i ny flik)", en="(opens in a new tab)")
    other_language = Each(sv="In English", en="På svenska")
    documents = Each(sv="Dokument som svaren bygger på", en="Documents that the answers rest on")
    facts = Each(sv="Fakta med källor", en="Facts with sources")
    privacy = Each(sv="Integritet", en="Privacy")
    accessibility = Each(sv="Tillgänglighet", en="Accessibility")
    back = Each(sv="Till frågorna", en="To the questions")
    table = Each(sv="Tabell", en="Table")
    """The name of a table of a document, which scrolls for itself."""
    published = Each(sv="Publicerat", en="Published")
    not_published = Each(sv="datum saknas", en="no date")
    also_at = Each(sv="Samma text finns också här", en="The same text is also here")
    """Before the other addresses of a text."""
    older = Each(sv="äldre version", en="older version")
    """Said of a document that another one replaces."""
    newer = Each(sv="Det finns en nyare version", en="There is a newer version")
    """The link from there to the other one."""
    opinion = Each(sv=OPINION["sv"], en=OPINION["en"])


INTERFACE = in_each(Interface)


def told_outdated(day: str | None, language: Language) -> str:
    """What is said where the documents, ingested on a day, could not be read anew; else nothing."""
    return INTERFACE[language].outdated.format(day=human_date(day, language)) if day else ""
