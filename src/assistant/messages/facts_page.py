"""The words of the page of facts."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.messages import Each, Wording, Words, in_each

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


class FactsWords(Words):
    """What the page says in one language; the braces are filled in."""

    title = Each(sv="Fakta ur dokumenten", en="Facts from the documents")
    lead = Each(
        sv="Ett program har läst ut uppgifterna ur dokumenten och kan ha missat eller missförstått "
        "något. Öppna källan och läs citatet innan du använder en uppgift.",
        en="A program has read these facts from the documents and may have missed or misunderstood "
        "something. Open the source and read the quote before you use a fact.",
    )
    search = Each(sv="Sök bland uppgifterna", en="Search the facts")
    hint = Each(
        sv="Namn, roll, organisation eller ett ord ur citatet. Stora bokstäver och prickar behövs inte.",
        en="A name, role, organisation or a word of the quote. Capitals and accents do not matter.",
    )
    too_long = Each(
        sv="Det du söker efter är längre än något som står här. Korta det.",
        en="What you look for is longer than anything here. Please shorten it.",
    )
    keys = Each(
        sv="Enter kopierar den första träffen med källa. Pil upp och ner väljer en annan, Escape tömmer.",
        en="Enter copies the first hit with its source. Arrow up and down choose another, Escape clears.",
    )
    """Stands there only where scripts run."""
    submit = Each(sv="Sök", en="Search")
    kind = Each(sv="Slag", en="Kind")
    every_kind = Each(sv="Alla slag", en="All kinds")
    more = Each(sv="Fler filter", en="More filters")
    document = Each(sv="Dokument", en="Document")
    every_document = Each(sv="Alla dokument", en="All documents")
    clear = Each(sv="Visa alla uppgifter", en="Show all facts")
    csv = Each(sv="Ladda ner som CSV (för Excel)", en="Download as CSV")
    json = Each(sv="Hämta som JSON", en="Get as JSON")
    one = Each(sv="1 uppgift", en="1 fact")
    many = Each(sv="{count} uppgifter", en="{count} facts")
    none = Each(
        sv="Inga uppgifter hittades. Pröva ett kortare ord, eller en del av ordet.",
        en="No facts were found. Try a shorter word, or a part of it.",
    )
    among = Each(
        sv="bland dem som visas här. Tryck på Sök för att söka bland alla.",
        en="among those shown here. Press Search to search all of them.",
    )
    """After the number of hits where the page does not hold all that could be hits."""
    cut = Each(
        sv="Tabellen visar {shown} av {total}. Sök för att hitta fler. CSV-filen ovan innehåller alla.",
        en="The table shows {shown} of {total}. Search to find more. The CSV file above has all of them.",
    )
    sort = Each(sv="Sortera efter", en="Sort by")
    sorted_by = Each(sv="Sorterat efter {column}, {order}.", en="Sorted by {column}, {order}.")
    ascending = Each(sv="stigande", en="ascending")
    descending = Each(sv="fallande", en="descending")
    place = Each(sv="{number} av {count}: {fact}", en="{number} of {count}: {fact}")
    copy = Each(sv="Kopiera med källa", en="Copy with source")
    copied = Each(sv="Kopierat: {fact}", en="Copied: {fact}")
    corrected = Each(
        sv="Visar det som ligger närmast: ”{text}”.", en="Showing what is nearest: “{text}”."
    )
    """Where a search was put right; holds `{text}`."""
    timeline = Each(sv="Tidslinje", en="Timeline")
    timeline_drawn = Each(
        sv="Perioderna som streck på en skala av år; de står med ord under bilden.",
        en="The periods as bars on a scale of years; they are told in words below.",
    )
    source = Each(sv="Källa", en="Source")
    quote_from = Each(sv="Citat ur", en="Quote from")
    by_staff = Each(sv="Rättat av personalen", en="Corrected by staff")
    """In place of a document, where staff corrected what it says."""
    document_says = Each(sv="Så här står det i", en="This is what stands in")
    since = Each(sv="från {date}", en="from {date}")
    until = Each(sv="till {date}", en="until {date}")
    stands_in = Each(sv="ersätter {name}", en="stands in for {name}")
    missing = Each(sv="framgår inte", en="not stated")
    """In place of what a row is about, where the document leaves it out."""
    sections = Each(
        sv={
            "people": "Personer",
            "goals": "Mål",
            "periods": "Perioder",
            "organisations": "Ägare, partner och finansiärer",
            "figures": "Belopp",
        },
        en={
            "people": "People",
            "goals": "Goals",
            "periods": "Periods",
            "organisations": "Owners, partners and funders",
            "figures": "Amounts",
        },
    )
    columns = Each(
        sv={
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
        en={
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
    )


FACTS = in_each(FactsWords)
