"""The words of the workbench about documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assistant.models.answers import Language


@dataclass(frozen=True)
class LibraryWords:
    """What is said in one language."""

    add_lead: str
    files: str
    too_large: str
    """Names of files, and the megabytes that one may have."""
    address: str
    fetch: str
    waiting: str
    read: str
    left_out: str
    nothing_left_out: str
    admit: str
    discard: str
    withdraw: str
    withdraw_hint: str
    taken: str
    """A file that waits now: its name."""
    taken_again: str
    """The same, where one of its name waited already."""
    summary: str
    """Title, date, language, share of words kept, passages and facts of a preview."""
    undated: str
    nothing_named: str
    discarded: str
    doing: Mapping[str, str]
    """By what is being done; the name."""
    progress: str
    """A step, how much of it is done, how much there is."""
    steps: Mapping[str, str]
    done: Mapping[str, str]
    failed: str
    index: str
    """When the index was made, and how many documents it holds."""
    no_index: str
    ingested: str
    """When the last ingest that is done began, its seconds, and its documents by what became of them."""
    last_failed: str
    failures: str
    failures_columns: tuple[str, ...]
    in_force: str
    replaced: str
    gone: str


LIBRARY: Mapping[Language, LibraryWords] = MappingProxyType(
    {
        "sv": LibraryWords(
            add_lead="En fil eller en sida väntar tills någon har tittat på vad som lästs ur den och "
            "satt den i kraft. Sedan läses den med vid varje inläsning.",
            files="Filer, högst {most} MB var",
            too_large="Inget är uppladdat: {names}. En fil får vara högst {most} MB.",
            address="Adress",
            fetch="Hämta",
            waiting="Väntar på att granskas",
            read="Det här läses",
            left_out="Det här lämnas utanför",
            nothing_left_out="Inget synligt lämnas utanför.",
            admit="Sätt i kraft",
            discard="Kasta",
            withdraw="Ta ur kraft",
            withdraw_hint="Gäller dokument som lagts till här; de väntar sedan igen.",
            taken="{name} väntar på att granskas.",
            taken_again="{name} väntar på att granskas, i stället för den som väntade under samma namn.",
            summary="{title}, {date}, språk {language}. {kept} % av de synliga orden lästa. Stycken: "
            "{passages}. Fakta: {facts}.",
            undated="utan datum",
            nothing_named="Ange först vilket dokument eller vilken adress det gäller.",
            discarded="{name} är kastad.",
            doing={
                "fetch": "Hämtar {name} …",
                "admit": "Sätter {name} i kraft …",
                "withdraw": "Tar {name} ur kraft …",
            },
            progress="{step}: {done} av {total}",
            steps={
                "fetch": "Hämtar",
                "read": "Läser",
                "embed passages": "Räknar stycken",
                "embed sentences": "Räknar meningar",
                "build the indexes": "Bygger index",
                "test": "I kraft. Ställer testfrågor",
            },
            done={
                "fetch": "{name} är hämtad och väntar på att granskas.",
                "admit": "{name} är i kraft.",
                "withdraw": "{name} är ur kraft och väntar igen.",
            },
            failed="Det gick inte: {reason}",
            index="Indexet är från {made}. Dokument: {count}.",
            no_index="Det finns inget index än.",
            ingested="Senaste inläsningen {started} tog {seconds} s. Lästa: {read}, varav nya {added}, "
            "ändrade {changed}, oförändrade {unchanged}. Borttagna: {removed}. Ej lästa: {failed}.",
            last_failed="Den senaste inläsningen misslyckades: {reason}",
            failures="Kunde inte läsas",
            failures_columns=("Källa", "Varför, och vad som hjälper"),
            in_force="gäller",
            replaced="ersatt av {name}",
            gone="källan finns inte kvar",
        ),
        "en": LibraryWords(
            add_lead="A file or a page waits until somebody has looked at what is read from it and has "
            "put it in force. From then on, every ingest reads it.",
            files="Files, at most {most} MB each",
            too_large="Nothing is uploaded: {names}. A file may have at most {most} MB.",
            address="Address",
            fetch="Fetch",
            waiting="Waits to be looked at",
            read="This is read",
            left_out="This is left out",
            nothing_left_out="Nothing visible is left out.",
            admit="Put in force",
            discard="Throw away",
            withdraw="Take out of force",
            withdraw_hint="For documents that were added here; they wait again then.",
            taken="{name} waits to be looked at.",
            taken_again="{name} waits to be looked at, in place of the one that waited by that name.",
            summary="{title}, {date}, language {language}. {kept}% of the visible words read. "
            "Passages: {passages}. Facts: {facts}.",
            undated="without a date",
            nothing_named="Say first which document or address it is about.",
            discarded="{name} is thrown away.",
            doing={
                "fetch": "Fetching {name} …",
                "admit": "Putting {name} in force …",
                "withdraw": "Taking {name} out of force …",
            },
            progress="{step}: {done} of {total}",
            steps={
                "fetch": "Fetching",
                "read": "Reading",
                "embed passages": "Embedding passages",
                "embed sentences": "Embedding sentences",
                "build the indexes": "Building the indexes",
                "test": "In force. Asking test questions",
            },
            done={
                "fetch": "{name} is fetched and waits to be looked at.",
                "admit": "{name} is in force.",
                "withdraw": "{name} is out of force and waits again.",
            },
            failed="That failed: {reason}",
            index="The index is of {made}. Documents: {count}.",
            no_index="There is no index yet.",
            ingested="The last ingest, of {started}, took {seconds} s. Read: {read}, of these new {added}, "
            "changed {changed}, unchanged {unchanged}. Removed: {removed}. Not read: {failed}.",
            last_failed="The last ingest failed: {reason}",
            failures="Could not be read",
            failures_columns=("Source", "Why, and what helps"),
            in_force="in force",
            replaced="replaced by {name}",
            gone="its source is gone",
        ),
    }
)
