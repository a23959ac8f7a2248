"""The words of the workbench about correcting facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.models.answers import Language


@dataclass(frozen=True)
class CorrectingWords:
    """What is said in one language."""

    title: str
    lead: str
    columns: tuple[str, ...]
    """Kind, fact, quote, document, date, state, and the mark by which a fact is known."""
    only: str
    choose: str
    nothing: str
    """Where no fact is chosen."""
    as_read: str
    document: str
    every_document: str
    verdict: str
    corrected: str
    wrong: str
    reason: str
    reason_hint: str
    url: str
    owner: str
    owner_hint: str
    review_by: str
    review_by_hint: str
    note: str
    save: str
    delete: str
    saved: str
    deleted: str
    state_corrected: str
    """Holds who did it and the day of review."""
    state_wrong: str
    state_without: str
    overdue: str
    says: str
    choose_first: str
    unchanged: str
    lacking: str
    too_long: str
    no_date: str
    no_address: str
    cannot_hold: str
    changed: str
    twice: str


CORRECTING: Mapping[Language, CorrectingWords] = {
    "sv": CorrectingWords(
        title="Rätta en uppgift",
        lead="Välj en rad i tabellen. En rättelse går före det som lästes ur dokumentet, i svar och "
        "listor, och säger vem som står bakom den. Den ligger kvar när dokumenten läses in på nytt.",
        columns=("Slag", "Uppgift", "Citat", "Dokument", "Datum", "Läge", "Märke"),
        only="Bara rättelser",
        choose="Uppgift att rätta, efter märke",
        nothing="Ingen uppgift är vald.",
        as_read="Så lästes uppgiften",
        document="Rättelsen gäller i",
        every_document="alla dokument som säger samma sak",
        verdict="Uppgiften",
        corrected="rättas",
        wrong="stämmer inte och stryks",
        reason="Varför",
        reason_hint="Så som de som frågar ska se det",
        url="Källa: adress",
        owner="Ansvarig för rättelsen",
        owner_hint="Så som de som frågar ska se det: Anna Ek, Region Stockholm",
        review_by="Rättelsen ses över senast",
        review_by_hint="Till exempel 2027-01-31",
        note="Anteckning till rättelsen, bara för personalen",
        save="Spara rättelsen",
        delete="Ta bort rättelsen",
        saved="Sparat. Rättelsen gäller från nästa fråga.",
        deleted="Borttagen. Uppgiften gäller igen som den lästes.",
        state_corrected="rättat av {owner}, ses över senast {day}",
        state_wrong="struket av {owner}, ses över senast {day}",
        state_without="rättelse av {owner} utan föremål: inget dokument säger det längre",
        overdue="rättelsen ska ses över: {owner}, {day}",
        says="I dokumentet: ”{quote}”",
        choose_first="Välj en uppgift först.",
        unchanged="Ändra minst en sak, eller stryk uppgiften.",
        lacking="Fyll i {field}.",
        too_long="{field} är för långt.",
        no_date="Skriv datumet som 2027-01-31.",
        no_address="En adress börjar med https://.",
        cannot_hold="{field} går inte att ha så. Datum skrivs 2022, 2022-12 eller 2022-12-31 och "
        "belopp 15700000.",
        changed="Någon annan har ändrat rättelsen under tiden. Välj uppgiften på nytt.",
        twice="Uppgiften har redan en sådan rättelse.",
    ),
    "en": CorrectingWords(
        title="Correct a fact",
        lead="Choose a row of the table. A correction goes before what was read from the document, in "
        "answers and lists, and says who stands behind it. It stays when documents are read anew.",
        columns=("Kind", "Fact", "Quote", "Document", "Date", "State", "Mark"),
        only="Only corrections",
        choose="Fact to correct, by its mark",
        nothing="No fact is chosen.",
        as_read="How the fact was read",
        document="The correction holds for",
        every_document="every document that says the same",
        verdict="The fact",
        corrected="is corrected",
        wrong="is wrong and withdrawn",
        reason="Why",
        reason_hint="As those who ask are to see it",
        url="Source: address",
        owner="Owner of the correction",
        owner_hint="As those who ask are to see it: Anna Ek, Region Stockholm",
        review_by="Review the correction by",
        review_by_hint="For example 2027-01-31",
        note="Note on the correction, for staff alone",
        save="Save the correction",
        delete="Delete the correction",
        saved="Saved. The correction holds from the next question on.",
        deleted="Deleted. The fact holds again as it was read.",
        state_corrected="corrected by {owner}, review by {day}",
        state_wrong="withdrawn by {owner}, review by {day}",
        state_without="correction by {owner} without an object: no document says that any more",
        overdue="correction to be reviewed: {owner}, {day}",
        says="In the document: “{quote}”",
        choose_first="Choose a fact first.",
        unchanged="Change one thing at least, or withdraw the fact.",
        lacking="Fill in {field}.",
        too_long="{field} is too long.",
        no_date="Write the date as 2027-01-31.",
        no_address="An address begins with https://.",
        cannot_hold="{field} cannot be like that. Dates are written 2022, 2022-12 or 2022-12-31, and "
        "amounts 15700000.",
        changed="Somebody else has changed the correction meanwhile. Choose the fact anew.",
        twice="There is such a correction of the fact already.",
    ),
}
