"""What there is to know of a document that was read, in Swedish, by the English words of it."""

from __future__ import annotations

from collections.abc import Mapping

NOTICES: Mapping[str, str] = {
    "{names}": "{names}",
    "{names} and {more} more": "{names} och {more} till",
    # Of parts that are not read.
    "its attachments are not read: {names}; save them beside it": (
        "dess bilagor läses inte: {names}; spara dem bredvid"
    ),
    "its embedded files are not read: {names}; save them beside it": (
        "filerna inuti den läses inte: {names}; spara dem bredvid"
    ),
    "its picture is not read; write what pictures say into the text": (
        "dess bild läses inte; skriv det som står på bilder i texten"
    ),
    "its {count} pictures are not read; write what pictures say into the text": (
        "dess {count} bilder läses inte; skriv det som står på bilder i texten"
    ),
    "what follows its first {lines} lines is not read; split it into several files": (
        "det som följer efter dess första {lines} rader läses inte; dela den i flera filer"
    ),
    "what follows its first {elements} elements is not read; split it into several files": (
        "det som följer efter dess första {elements} element läses inte; dela den i flera filer"
    ),
    "its last {words} words are not read; split it into several files": (
        "dess sista {words} ord läses inte; dela den i flera filer"
    ),
    "its slides behind number {most} are not read; split it": (
        "dess bilder efter nummer {most} läses inte; dela den"
    ),
    "its parts behind number {most} are not read; save them beside it": (
        "dess delar efter nummer {most} läses inte; spara dem bredvid"
    ),
    "its chapters from {first} on are not read; split it": (
        "dess kapitel från och med {first} läses inte; dela den"
    ),
    "its pages behind number {number} are not read; split it": (
        "dess sidor efter nummer {number} läses inte; dela den"
    ),
    "pages {pages} are pictures and not read; make their text searchable "
    "(for example `ocrmypdf -l swe+eng IN.pdf OUT.pdf`), or set ingest.ocr": (
        "sidorna {pages} är bilder och läses inte; gör texten sökbar "
        "(till exempel med `ocrmypdf -l swe+eng IN.pdf UT.pdf`), eller sätt ingest.ocr"
    ),
    "it says fewer than {count} words, and its scripts may show more; save what it shows as text": (
        "den innehåller färre än {count} ord och har skript som kan visa mer; "
        "spara det som den visar som text"
    ),
    "what was typed onto pages {pages} is not read, as too much is": (
        "det som skrevs på sidorna {pages} läses inte, eftersom det är för mycket"
    ),
    "its letters were encoded twice (`Ã¥` for `å`) and are read as they were meant; save it as UTF-8": (
        "dess bokstäver har kodats två gånger (`Ã¥` för `å`) och läses som de var tänkta; "
        "spara den som UTF-8"
    ),
    "it holds more than {cells} cells; the rest is not read": (
        "den innehåller mer än {cells} celler; resten läses inte"
    ),
    "it holds more than {cells} cells, {rows} rows or {columns} columns, or text that is told again and"
    " again; the rest is not read: split it": (
        "den innehåller mer än {cells} celler, {rows} rader eller {columns} kolumner, eller text som "
        "upprepas gång på gång; resten läses inte: dela den"
    ),
    "its formulas without a result are not read ({count}); open it in a spreadsheet program"
    " and save it": (
        "dess formler utan resultat läses inte ({count}); öppna den i ett kalkylprogram och spara den"
    ),
    "the points of a chart with more than {most} are not read": (
        "punkterna i ett diagram med fler än {most} läses inte"
    ),
    "{share}% of the visible words kept, menus aside; without: {start}": (
        "{share} % av de synliga orden är med, menyer oräknade; utan: {start}"
    ),
    "links that lead out of the folder are not followed ({names}); name what they lead to as a folder of"
    " its own": (
        "länkar som leder ut ur mappen följs inte ({names}); ange det som de leder till som en egen mapp"
    ),
    "{names} is not read: {why}": "{names} läses inte: {why}",
    "{names} are not read: {why}": "{names} läses inte: {why}",
    # Of what is told about a document.
    "{problem}; it is read without that": "{problem}; den läses utan det",
    "{why} (in {name})": "{why} (i {name})",
    "{key} cannot be read: {why}": "{key} kan inte läsas: {why}",
    # Of documents beside others.
    "it holds the same text as {source}": "den har samma text som {source}",
    "it is an older version of {source}": "den är en äldre version av {source}",
    "it replaces {claim}, which is not among the documents": (
        "den ersätter {claim}, som inte finns bland dokumenten"
    ),
    "it replaces {claim}, which replaces it": "den ersätter {claim}, som ersätter den",
    "older documents of its title stay in force ({count}); name what one replaces with replaces": (
        "äldre dokument med dess titel gäller fortfarande ({count}); ange med replaces vad som är ersatt"
    ),
    # Of fetching.
    "it is removed, since {why}": "den är borttagen, eftersom {why}",
    "it could not be fetched: {why}; the copy of {day} UTC is read": (
        "den kunde inte hämtas: {why}; kopian från {day} UTC läses"
    ),
    "only the first {most} pages are fetched; set its pages higher for more": (
        "bara de första {most} sidorna hämtas; höj dess pages för fler"
    ),
    "only its first {most} sitemaps are asked; list the others as sources": (
        "bara dess första {most} webbplatskartor hämtas; ange de andra som källor"
    ),
    "{count} of its pages, on {hosts}, are not fetched; name these in its hosts": (
        "{count} av dess sidor, på {hosts}, hämtas inte; ange dem i dess hosts"
    ),
    "of what it lists, {names} cannot be fetched: {why}": (
        "av det som den anger kan {names} inte hämtas: {why}"
    ),
    "sites are not told whom to turn to; set contact.email or contact.url": (
        "webbplatser får inte veta vem de kan vända sig till; sätt contact.email eller contact.url"
    ),
    "ingest.allow_private_addresses lets sources reach this machine and its own network": (
        "ingest.allow_private_addresses låter källor nå den här maskinen och dess eget nät"
    ),
}
"""Beside those of `messages.failures`, which go into some of these; one that has no words is English."""
