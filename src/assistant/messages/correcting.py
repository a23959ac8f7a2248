"""The words of the workbench about correcting facts."""

from __future__ import annotations

from assistant.messages import Each, in_each
from assistant.messages.editing import EditingWords


class CorrectingWords(EditingWords):
    """What is said in one language."""

    title = Each(sv="Rätta en uppgift", en="Correct a fact")
    lead = Each(
        sv="Välj en rad i tabellen. En rättelse går före det som lästes ur dokumentet, i svar och "
        "listor, och säger vem som står bakom den. Den ligger kvar när dokumenten läses in på nytt.",
        en="Choose a row of the table. A correction goes before what was read from the document, in "
        "answers and lists, and says who stands behind it. It stays when documents are read anew.",
    )
    columns = Each(
        sv=("Slag", "Uppgift", "Citat", "Dokument", "Datum", "Läge", "Märke"),
        en=("Kind", "Fact", "Quote", "Document", "Date", "State", "Mark"),
    )
    """Kind, fact, quote, document, date, state, and the mark by which a fact is known."""
    only = Each(sv="Bara rättelser", en="Only corrections")
    choose = Each(sv="Uppgift att rätta, efter märke", en="Fact to correct, by its mark")
    nothing = Each(sv="Ingen uppgift är vald.", en="No fact is chosen.")
    """Where no fact is chosen."""
    as_read = Each(sv="Så lästes uppgiften", en="How the fact was read")
    document = Each(sv="Rättelsen gäller i", en="The correction holds for")
    every_document = Each(
        sv="alla dokument som säger samma sak", en="every document that says the same"
    )
    verdict = Each(sv="Uppgiften", en="The fact")
    corrected = Each(sv="rättas", en="is corrected")
    wrong = Each(sv="stämmer inte och stryks", en="is wrong and withdrawn")
    reason = Each(sv="Varför", en="Why")
    reason_hint = Each(sv="Så som de som frågar ska se det", en="As those who ask are to see it")
    owner = Each(sv="Ansvarig för rättelsen", en="Owner of the correction")
    review_by = Each(sv="Rättelsen ses över senast", en="Review the correction by")
    note = Each(
        sv="Anteckning till rättelsen, bara för personalen",
        en="Note on the correction, for staff alone",
    )
    save = Each(sv="Spara rättelsen", en="Save the correction")
    delete = Each(sv="Ta bort rättelsen", en="Delete the correction")
    saved = Each(
        sv="Sparat. Rättelsen gäller från nästa fråga.",
        en="Saved. The correction holds from the next question on.",
    )
    deleted = Each(
        sv="Borttagen. Uppgiften gäller igen som den lästes.",
        en="Deleted. The fact holds again as it was read.",
    )
    state_corrected = Each(
        sv="rättat av {owner}, ses över senast {day}", en="corrected by {owner}, review by {day}"
    )
    """Holds who did it and the day of review."""
    state_wrong = Each(
        sv="struket av {owner}, ses över senast {day}", en="withdrawn by {owner}, review by {day}"
    )
    state_without = Each(
        sv="rättelse av {owner} utan föremål: inget dokument säger det längre",
        en="correction by {owner} without an object: no document says that any more",
    )
    overdue = Each(
        sv="rättelsen ska ses över: {owner}, {day}", en="correction to be reviewed: {owner}, {day}"
    )
    says = Each(sv="I dokumentet: ”{quote}”", en="In the document: “{quote}”")
    choose_first = Each(sv="Välj en uppgift först.", en="Choose a fact first.")
    unchanged = Each(
        sv="Ändra minst en sak, eller stryk uppgiften.",
        en="Change one thing at least, or withdraw the fact.",
    )
    cannot_hold = Each(
        sv="{field} går inte att ha så. Datum skrivs 2022, 2022-12 eller 2022-12-31 och "
        "belopp 15700000.",
        en="{field} cannot be like that. Dates are written 2022, 2022-12 or 2022-12-31, and "
        "amounts 15700000.",
    )
    changed = Each(
        sv="Någon annan har ändrat rättelsen under tiden. Välj uppgiften på nytt.",
        en="Somebody else has changed the correction meanwhile. Choose the fact anew.",
    )
    twice = Each(
        sv="Uppgiften har redan en sådan rättelse.",
        en="There is such a correction of the fact already.",
    )


CORRECTING = in_each(CorrectingWords)
