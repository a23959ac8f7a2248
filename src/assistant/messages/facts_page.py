"""The words of the page of facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.messages import Wording
from assistant.models.answers import Language

CAPACITIES: Mapping[str, Wording] = {
    "leader": {"sv": "ledare", "en": "leader"},
    "member": {"sv": "medlem", "en": "member"},
    "substitute": {"sv": "ersättare", "en": "substitute"},
    "quoted": {"sv": "citerad", "en": "quoted"},
    "opener": {"sv": "invigare", "en": "opener"},
    "moderator": {"sv": "samtalsledare", "en": "moderator"},
    "panellist": {"sv": "paneldeltagare", "en": "panellist"},
    "former": {"sv": "tidigare", "en": "former"},
    "other": {"sv": "nämnd", "en": "mentioned"},
}
"""In which capacity a person is named."""
KINDS: Mapping[str, Wording] = {
    "person": {"sv": "Person", "en": "Person"},
    "goal": {"sv": "Mål", "en": "Goal"},
    "period": {"sv": "Period", "en": "Period"},
    "owner": {"sv": "Ägare", "en": "Owner"},
    "partner": {"sv": "Partner", "en": "Partner"},
    "funder": {"sv": "Finansiär", "en": "Funder"},
    "amount": {"sv": "Belopp", "en": "Amount"},
}
"""What one fact is."""


@dataclass(frozen=True)
class FactsWords:
    """What the page says in one language; the braces are filled in."""

    title: str
    lead: str
    search: str
    hint: str
    too_long: str
    keys: str
    """Stands there only where scripts run."""
    submit: str
    kind: str
    every_kind: str
    more: str
    document: str
    every_document: str
    clear: str
    csv: str
    json: str
    one: str
    many: str
    none: str
    among: str
    """After the number of hits where the page does not hold all that could be hits."""
    cut: str
    sort: str
    sorted_by: str
    ascending: str
    descending: str
    place: str
    copy: str
    copied: str
    corrected: str
    """Where a search was put right; holds `{text}`."""
    timeline: str
    timeline_drawn: str
    source: str
    quote_from: str
    by_staff: str
    """In place of a document, where staff corrected what it says."""
    document_says: str
    since: str
    until: str
    stands_in: str
    missing: str
    """In place of what a row is about, where the document leaves it out."""
    sections: Mapping[str, str]
    columns: Mapping[str, str]


FACTS: Mapping[Language, FactsWords] = {
    "sv": FactsWords(
        title="Fakta ur dokumenten",
        lead="Ett program har läst ut uppgifterna ur dokumenten och kan ha missat eller missförstått "
        "något. Öppna källan och läs citatet innan du använder en uppgift.",
        search="Sök bland uppgifterna",
        too_long="Det du söker efter är längre än något som står här. Korta det.",
        hint="Namn, roll, organisation eller ett ord ur citatet. Stora bokstäver och prickar behövs inte.",
        keys="Enter kopierar den första träffen med källa. Pil upp och ner väljer en annan, Escape tömmer.",
        submit="Sök",
        kind="Slag",
        every_kind="Alla slag",
        more="Fler filter",
        document="Dokument",
        every_document="Alla dokument",
        clear="Visa alla uppgifter",
        csv="Ladda ner som CSV (för Excel)",
        json="Hämta som JSON",
        one="1 uppgift",
        many="{count} uppgifter",
        none="Inga uppgifter hittades. Pröva ett kortare ord, eller en del av ordet.",
        among="bland dem som visas här. Tryck på Sök för att söka bland alla.",
        cut="Tabellen visar {shown} av {total}. Sök för att hitta fler. CSV-filen ovan innehåller alla.",
        sort="Sortera efter",
        sorted_by="Sorterat efter {column}, {order}.",
        ascending="stigande",
        descending="fallande",
        place="{number} av {count}: {fact}",
        copy="Kopiera med källa",
        copied="Kopierat: {fact}",
        corrected="Visar det som ligger närmast: ”{text}”.",
        timeline="Tidslinje",
        timeline_drawn="Perioderna som streck på en skala av år; de står med ord under bilden.",
        source="Källa",
        quote_from="Citat ur",
        by_staff="Rättat av personalen",
        document_says="Så här står det i",
        since="från {date}",
        until="till {date}",
        stands_in="ersätter {name}",
        missing="framgår inte",
        sections={
            "people": "Personer",
            "goals": "Mål",
            "periods": "Perioder",
            "organisations": "Ägare, partner och finansiärer",
            "figures": "Belopp",
        },
        columns={
            "name": "Namn",
            "role": "Roll",
            "organisation": "Organisation",
            "group": "Grupp",
            "capacity": "Medverkar som",
            "goal": "Mål",
            "subject": "Gäller",
            "from": "Från",
            "to": "Till",
            "kind": "Slag",
            "value": "Värde",
            "of": "Av vad",
            "unit": "Enhet",
            "party": "Parti",
            "substitute_for": "Ersätter",
            "succeeds": "Efterträder",
        },
    ),
    "en": FactsWords(
        title="Facts from the documents",
        lead="A program has read these facts from the documents and may have missed or misunderstood "
        "something. Open the source and read the quote before you use a fact.",
        search="Search the facts",
        too_long="What you look for is longer than anything here. Please shorten it.",
        hint="A name, role, organisation or a word of the quote. Capitals and accents do not matter.",
        keys="Enter copies the first hit with its source. Arrow up and down choose another, Escape clears.",
        submit="Search",
        kind="Kind",
        every_kind="All kinds",
        more="More filters",
        document="Document",
        every_document="All documents",
        clear="Show all facts",
        csv="Download as CSV",
        json="Get as JSON",
        one="1 fact",
        many="{count} facts",
        none="No facts were found. Try a shorter word, or a part of it.",
        among="among those shown here. Press Search to search all of them.",
        cut="The table shows {shown} of {total}. Search to find more. The CSV file above has all of them.",
        sort="Sort by",
        sorted_by="Sorted by {column}, {order}.",
        ascending="ascending",
        descending="descending",
        place="{number} of {count}: {fact}",
        copy="Copy with source",
        copied="Copied: {fact}",
        corrected="Showing what is nearest: “{text}”.",
        timeline="Timeline",
        timeline_drawn="The periods as bars on a scale of years; they are told in words below.",
        source="Source",
        quote_from="Quote from",
        by_staff="Corrected by staff",
        document_says="This is what stands in",
        since="from {date}",
        until="until {date}",
        stands_in="stands in for {name}",
        missing="not stated",
        sections={
            "people": "People",
            "goals": "Goals",
            "periods": "Periods",
            "organisations": "Owners, partners and funders",
            "figures": "Amounts",
        },
        columns={
            "name": "Name",
            "role": "Role",
            "organisation": "Organisation",
            "group": "Group",
            "capacity": "Takes part as",
            "goal": "Goal",
            "subject": "About",
            "from": "From",
            "to": "Until",
            "kind": "Kind",
            "value": "Value",
            "of": "Of what",
            "unit": "Unit",
            "party": "Party",
            "substitute_for": "Stands in for",
            "succeeds": "Succeeds",
        },
    ),
}
