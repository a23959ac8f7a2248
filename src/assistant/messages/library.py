"""The words of the workbench about documents."""

from __future__ import annotations

from assistant.messages import Each, Words, in_each


class LibraryWords(Words):
    """What is said in one language."""

    add_lead = Each(
        sv="En fil eller en sida väntar tills någon har tittat på vad som lästs ur den och "
        "satt den i kraft. Sedan läses den med vid varje inläsning.",
        en="A file or a page waits until somebody has looked at what is read from it and has "
        "put it in force. From then on, every ingest reads it.",
    )
    files = Each(sv="Filer, högst {most} MB var", en="Files, at most {most} MB each")
    too_large = Each(
        sv="Inget är uppladdat: {names}. En fil får vara högst {most} MB.",
        en="Nothing is uploaded: {names}. A file may have at most {most} MB.",
    )
    """Names of files, and the megabytes that one may have."""
    address = Each(sv="Adress", en="Address")
    fetch = Each(sv="Hämta", en="Fetch")
    waiting = Each(sv="Väntar på att granskas", en="Waits to be looked at")
    read = Each(sv="Det här läses", en="This is read")
    left_out = Each(sv="Det här lämnas utanför", en="This is left out")
    nothing_left_out = Each(sv="Inget synligt lämnas utanför.", en="Nothing visible is left out.")
    admit = Each(sv="Sätt i kraft", en="Put in force")
    discard = Each(sv="Kasta", en="Throw away")
    withdraw = Each(sv="Ta ur kraft", en="Take out of force")
    withdraw_hint = Each(
        sv="Gäller dokument som lagts till här; de väntar sedan igen.",
        en="For documents that were added here; they wait again then.",
    )
    taken = Each(sv="{name} väntar på att granskas.", en="{name} waits to be looked at.")
    """A file that waits now: its name."""
    taken_again = Each(
        sv="{name} väntar på att granskas, i stället för den som väntade under samma namn.",
        en="{name} waits to be looked at, in place of the one that waited by that name.",
    )
    """The same, where one of its name waited already."""
    summary = Each(
        sv="{title}, {date}, språk {language}. {kept} % av de synliga orden lästa. Stycken: "
        "{passages}. Fakta: {facts}.",
        en="{title}, {date}, language {language}. {kept}% of the visible words read. "
        "Passages: {passages}. Facts: {facts}.",
    )
    """Title, date, language, share of words kept, passages and facts of a preview."""
    undated = Each(sv="utan datum", en="without a date")
    nothing_named = Each(
        sv="Ange först vilket dokument eller vilken adress det gäller.",
        en="Say first which document or address it is about.",
    )
    discarded = Each(sv="{name} är kastad.", en="{name} is thrown away.")
    doing = Each(
        sv={
            "fetch": "Hämtar {name} …",
            "admit": "Sätter {name} i kraft …",
            "withdraw": "Tar {name} ur kraft …",
        },
        en={
            "fetch": "Fetching {name} …",
            "admit": "Putting {name} in force …",
            "withdraw": "Taking {name} out of force …",
        },
    )
    """By what is being done; the name."""
    progress = Each(sv="{step}: {done} av {total}", en="{step}: {done} of {total}")
    """A step, how much of it is done, how much there is."""
    steps = Each(
        sv={
            "fetch": "Hämtar",
            "read": "Läser",
            "embed passages": "Räknar stycken",
            "embed sentences": "Räknar meningar",
            "build the indexes": "Bygger index",
            "test": "I kraft. Ställer testfrågor",
        },
        en={
            "fetch": "Fetching",
            "read": "Reading",
            "embed passages": "Embedding passages",
            "embed sentences": "Embedding sentences",
            "build the indexes": "Building the indexes",
            "test": "In force. Asking test questions",
        },
    )
    done = Each(
        sv={
            "fetch": "{name} är hämtad och väntar på att granskas.",
            "admit": "{name} är i kraft.",
            "withdraw": "{name} är ur kraft och väntar igen.",
        },
        en={
            "fetch": "{name} is fetched and waits to be looked at.",
            "admit": "{name} is in force.",
            "withdraw": "{name} is out of force and waits again.",
        },
    )
    failed = Each(sv="Det gick inte: {reason}", en="That failed: {reason}")
    index = Each(
        sv="Indexet är från {made}. Dokument: {count}.",
        en="The index is of {made}. Documents: {count}.",
    )
    """When the index was made, and how many documents it holds."""
    no_index = Each(sv="Det finns inget index än.", en="There is no index yet.")
    ingested = Each(
        sv="Senaste inläsningen {started} tog {seconds} s. Lästa: {read}, varav nya {added}, "
        "ändrade {changed}, oförändrade {unchanged}. Borttagna: {removed}. Ej lästa: {failed}.",
        en="The last ingest, of {started}, took {seconds} s. Read: {read}, of these new {added}, "
        "changed {changed}, unchanged {unchanged}. Removed: {removed}. Not read: {failed}.",
    )
    """When the last ingest that is done began, its seconds, and its documents by what became of them."""
    last_failed = Each(
        sv="Den senaste inläsningen misslyckades: {reason}", en="The last ingest failed: {reason}"
    )
    failures = Each(sv="Kunde inte läsas", en="Could not be read")
    failures_columns = Each(
        sv=("Källa", "Varför, och vad som hjälper"), en=("Source", "Why, and what helps")
    )
    in_force = Each(sv="gäller", en="in force")
    replaced = Each(sv="ersatt av {name}", en="replaced by {name}")
    gone = Each(sv="källan finns inte kvar", en="its source is gone")


LIBRARY = in_each(LibraryWords)
