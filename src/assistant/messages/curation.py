"""The words of the workbench about curated answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.models.answers import Language


@dataclass(frozen=True)
class CurationWords:
    """What is said in one language."""

    title: str
    lead: str
    table: str
    columns: tuple[str, ...]
    """Question, answer, owner, date of review, state."""
    choose: str
    new: str
    question: str
    variants: str
    variants_hint: str
    answer: str
    document: str
    no_document: str
    quote: str
    quote_hint: str
    url: str
    owner: str
    owner_hint: str
    review_by: str
    review_by_hint: str
    note: str
    save: str
    delete: str
    attempt: str
    saved: str
    deleted: str
    in_force: str
    overdue: str
    unsupported: str
    lacking: str
    too_long: str
    no_date: str
    no_address: str
    no_source: str
    not_quoted: str
    changed: str
    twice: str


CURATION: Mapping[Language, CurationWords] = {
    "sv": CurationWords(
        title="Egna svar",
        lead="Ett eget svar ges på precis den fråga som står här, före det som lästs ur dokumenten. "
        "Det säger vem som står bakom det och när det ska ses över, och det ligger kvar när "
        "dokumenten läses in på nytt.",
        table="Egna svar",
        columns=("Fråga", "Svar", "Ansvarig", "Ses över", "Läge"),
        choose="Svar att ändra",
        new="Nytt svar",
        question="Fråga",
        variants="Samma fråga med andra ord",
        variants_hint="En på varje rad. Stora bokstäver, skiljetecken och prickar spelar ingen roll.",
        answer="Svar",
        document="Källa: dokument",
        no_document="Inget dokument",
        quote="Citat ur dokumentet",
        quote_hint="Ord för ord som i dokumentet",
        url="Källa: adress",
        owner="Ansvarig",
        owner_hint="Så som de som frågar ska se det: Anna Ek, Region Stockholm",
        review_by="Ses över senast",
        review_by_hint="Till exempel 2027-01-31",
        note="Anteckning, bara för personalen",
        save="Spara",
        delete="Ta bort",
        attempt="Prova frågan",
        saved="Sparat. Svaret gäller från nästa fråga.",
        deleted="Borttaget. Frågan besvaras ur dokumenten igen.",
        in_force="gäller",
        overdue="ska ses över",
        unsupported="citatet finns inte längre",
        lacking="Fyll i {field}.",
        too_long="{field} är för långt.",
        no_date="Skriv datumet som 2027-01-31.",
        no_address="En adress börjar med https://.",
        no_source="Ange en källa: ett dokument med citat, eller en adress.",
        not_quoted="Citatet står inte så i dokumentet. Kopiera det därifrån.",
        changed="Någon annan har ändrat svaret under tiden. Välj det på nytt.",
        twice="Ett annat svar gäller redan den frågan.",
    ),
    "en": CurationWords(
        title="Curated answers",
        lead="A curated answer is given to exactly the question that stands here, before anything read "
        "from the documents. It says who answers for it and when it is to be reviewed, and stays "
        "when documents are read anew.",
        table="Curated answers",
        columns=("Question", "Answer", "Owner", "Review by", "State"),
        choose="Answer to change",
        new="New answer",
        question="Question",
        variants="The same question in other words",
        variants_hint="One a line. Capitals, punctuation and accents do not matter.",
        answer="Answer",
        document="Source: document",
        no_document="No document",
        quote="Quote from the document",
        quote_hint="Word for word as in the document",
        url="Source: address",
        owner="Owner",
        owner_hint="As those who ask are to see it: Anna Ek, Region Stockholm",
        review_by="Review by",
        review_by_hint="For example 2027-01-31",
        note="Note, for staff alone",
        save="Save",
        delete="Delete",
        attempt="Try the question",
        saved="Saved. The answer holds from the next question on.",
        deleted="Deleted. The question is answered from the documents again.",
        in_force="in force",
        overdue="to be reviewed",
        unsupported="its quote is gone",
        lacking="Fill in {field}.",
        too_long="{field} is too long.",
        no_date="Write the date as 2027-01-31.",
        no_address="An address begins with https://.",
        no_source="Name a source: a document with a quote, or an address.",
        not_quoted="The quote does not stand so in the document. Copy it from there.",
        changed="Somebody else has changed the answer meanwhile. Choose it anew.",
        twice="Another answer is there for that question.",
    ),
}
