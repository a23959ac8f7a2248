"""The words of the workbench about questions without an answer."""

from __future__ import annotations

from assistant.messages import Each, Words, in_each


class InboxWords(Words):
    """What is said in one language."""

    title = Each(sv="Obesvarat", en="Unanswered")
    lead = Each(
        sv="Frågor som inte fick något svar, samlade efter vad de frågar om. De tas bort efter "
        "{days} dagar.",
        en="Questions that got no answer, grouped by what they ask for. They are deleted after "
        "{days} days.",
    )
    not_kept = Each(
        sv="Frågor sparas inte: inställningen privacy.keep är ”{keep}”. Med ”questions” "
        "sparas de som inte fick svar, utan de personuppgifter som känns igen, och det står på "
        "sidan om integritet.",
        en="Questions are not kept: the setting privacy.keep is “{keep}”. With “questions”, "
        "those without an answer are, without the personal data that are recognised, and the page "
        "on privacy says so.",
    )
    nothing = Each(sv="Inga frågor väntar.", en="No question waits.")
    table = Each(sv="Frågor utan svar", en="Questions without an answer")
    columns = Each(
        sv=("Fråga", "Gånger", "Senast", "Ansvarig", "Läge"),
        en=("Question", "Times", "Latest", "Owner", "State"),
    )
    """Question, how often, last asked, owner, state."""
    choose = Each(sv="Fråga att ta hand om", en="Question to look after")
    wordings = Each(sv="Så har det frågats", en="It was asked so")
    owner = Each(sv="Ansvarig", en="Owner")
    state = Each(sv="Läge", en="State")
    states = Each(
        sv={
            "new": "ny",
            "working": "pågår",
            "document": "väntar på dokument",
            "answered": "besvarad",
            "dismissed": "lämnas",
        },
        en={
            "new": "new",
            "working": "in progress",
            "document": "waits for a document",
            "answered": "answered",
            "dismissed": "dismissed",
        },
    )
    curated = Each(sv="{state}, har eget svar", en="{state}, has a curated answer")
    """Of a state, where a curated answer is there all the same."""
    save = Each(sv="Spara läget", en="Save the state")
    saved = Each(sv="Sparat.", en="Saved.")
    answer = Each(sv="Skriv ett eget svar", en="Write a curated answer")
    document = Each(sv="Lägg till ett dokument", en="Add a document")
    gone = Each(
        sv="Frågan finns inte kvar. Välj en annan.",
        en="The question is not there any more. Choose another one.",
    )


INBOX = in_each(InboxWords)
