"""The words of the workbench about questions without an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.models.answers import Language


@dataclass(frozen=True)
class InboxWords:
    """What is said in one language."""

    title: str
    lead: str
    not_kept: str
    nothing: str
    table: str
    columns: tuple[str, ...]
    """Question, how often, last asked, owner, state."""
    choose: str
    wordings: str
    owner: str
    state: str
    states: Mapping[str, str]
    curated: str
    """Of a state, where a curated answer is there all the same."""
    save: str
    saved: str
    answer: str
    document: str
    gone: str


INBOX: Mapping[Language, InboxWords] = {
    "sv": InboxWords(
        title="Obesvarat",
        lead="Frågor som inte fick något svar, samlade efter vad de frågar om. De tas bort efter "
        "{days} dagar.",
        not_kept="Frågor sparas inte: inställningen privacy.keep är ”{keep}”. Med ”questions” "
        "sparas de som inte fick svar, utan de personuppgifter som känns igen, och det står på "
        "sidan om integritet.",
        nothing="Inga frågor väntar.",
        table="Frågor utan svar",
        columns=("Fråga", "Gånger", "Senast", "Ansvarig", "Läge"),
        choose="Fråga att ta hand om",
        wordings="Så har det frågats",
        owner="Ansvarig",
        state="Läge",
        states={
            "new": "ny",
            "working": "pågår",
            "document": "väntar på dokument",
            "answered": "besvarad",
            "dismissed": "lämnas",
        },
        curated="{state}, har eget svar",
        save="Spara läget",
        saved="Sparat.",
        answer="Skriv ett eget svar",
        document="Lägg till ett dokument",
        gone="Frågan finns inte kvar. Välj en annan.",
    ),
    "en": InboxWords(
        title="Unanswered",
        lead="Questions that got no answer, grouped by what they ask for. They are deleted after "
        "{days} days.",
        not_kept="Questions are not kept: the setting privacy.keep is “{keep}”. With “questions”, "
        "those without an answer are, without the personal data that are recognised, and the page "
        "on privacy says so.",
        nothing="No question waits.",
        table="Questions without an answer",
        columns=("Question", "Times", "Latest", "Owner", "State"),
        choose="Question to look after",
        wordings="It was asked so",
        owner="Owner",
        state="State",
        states={
            "new": "new",
            "working": "in progress",
            "document": "waits for a document",
            "answered": "answered",
            "dismissed": "dismissed",
        },
        curated="{state}, has a curated answer",
        save="Save the state",
        saved="Saved.",
        answer="Write a curated answer",
        document="Add a document",
        gone="The question is not there any more. Choose another one.",
    ),
}
