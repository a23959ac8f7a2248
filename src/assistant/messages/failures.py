"""Why a document could not be read or fetched, in Swedish, by the English words of the reason."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.messages.notices import NOTICES
from assistant.models.answers import Language
from assistant.reasons import Reason

FAILURES: Mapping[str, str] = {
    # Of files.
    "permission denied; let this user read it": "den får inte läsas; ge tjänstens användare läsrätt",
    "it is not a file": "det är ingen fil",
    "it holds no text": "den innehåller ingen text",
    "it holds nothing but headings, code or links to other pages": (
        "den innehåller bara rubriker, kod eller länkar till andra sidor"
    ),
    "it has {size} MB, more than ingest.most_megabytes ({most}) allows; split it, or raise that": (
        "den är på {size} MB, mer än ingest.most_megabytes ({most}) tillåter; dela den, eller höj gränsen"
    ),
    "its reader failed by a fault of this program ({kind}: {told}); report it": (
        "den kunde inte läsas på grund av ett fel i programmet ({kind}: {told}); anmäl det"
    ),
    "it is not a text but binary data": "det är inte text utan binära data",
    "it is text in an encoding of old Mac or DOS programs, or in none; save it as UTF-8": (
        "det är text i en teckenkodning från gamla Mac- eller DOS-program, eller i ingen alls; "
        "spara den som UTF-8"
    ),
    "this type of file is not read; those that end in {endings} are": (
        "sådana filer läses inte; de som läses slutar på {endings}"
    ),
    "files of this older or other format are not read; save it as one of {formats}": (
        "filer i det här äldre eller andra formatet läses inte; spara om den som någon av {formats}"
    ),
    "files of this older or other format are not read; save each message of it as {formats}": (
        "filer i det här äldre eller andra formatet läses inte; spara varje meddelande som {formats}"
    ),
    "pictures are not read; write what they say into a text file": (
        "bilder läses inte; skriv det som står på dem i en textfil"
    ),
    "sound and film are not read; put a text of what is said there": (
        "ljud och film läses inte; lägg dit en text med det som sägs"
    ),
    "archives are not opened; unpack it and put what it holds there": (
        "arkiv öppnas inte; packa upp det och lägg dit innehållet"
    ),
    # Of a format.
    "it is locked with a password; save it without one": "den är låst med lösenord; spara den utan",
    "it is locked with a password or of an older format; save it without a password"
    " in today's format": (
        "den är låst med lösenord eller i ett äldre format; spara den utan lösenord i dagens format"
    ),
    "it is damaged, or no PDF; save or export it anew": (
        "den är skadad, eller ingen PDF; spara eller exportera den på nytt"
    ),
    "it is damaged and cannot be unpacked; save it anew in the program that made it": (
        "den är skadad och kan inte packas upp; spara den på nytt i programmet som den gjordes i"
    ),
    "it is damaged and cannot be read as a workbook": "den är skadad och kan inte läsas som arbetsbok",
    "it has far too many formats; copy its sheets into a new workbook": (
        "den har alldeles för många format; kopiera dess blad till en ny arbetsbok"
    ),
    "it is damaged: a part of it is not XML": "den är skadad: en del av den är inte XML",
    "it declares a document type, which no document of its kind does": (
        "den anger en dokumenttyp, vilket inget dokument av dess slag gör"
    ),
    "it is no document in Rich Text Format; save it anew": (
        "den är inget dokument i Rich Text Format; spara den på nytt"
    ),
    "its groups are nested too deeply": "dess grupper ligger för djupt i varandra",
    "its parts are nested too deeply": "dess delar ligger för djupt i varandra",
    "its elements are nested too deeply": "dess element ligger för djupt i varandra",
    "it is not HTML": "den är inte HTML",
    "no main text was found in the page; save what it shows as text": (
        "ingen huvudtext hittades på sidan; spara det som den visar som text"
    ),
    "its pages are pictures of text; make their text searchable "
    "(for example `ocrmypdf -l swe+eng IN.pdf OUT.pdf`), or set ingest.ocr": (
        "dess sidor är bilder av text; gör texten sökbar "
        "(till exempel med `ocrmypdf -l swe+eng IN.pdf UT.pdf`), eller sätt ingest.ocr"
    ),
    "it does not tell which letters its pages show; export it anew from the program that made it, "
    "or make their text searchable (for example `ocrmypdf -l swe+eng IN.pdf OUT.pdf`), "
    "or set ingest.ocr": (
        "den anger inte vilka bokstäver sidorna visar; exportera den på nytt från programmet som den "
        "gjordes i, gör texten sökbar (till exempel med `ocrmypdf -l swe+eng IN.pdf UT.pdf`), "
        "eller sätt ingest.ocr"
    ),
    "ingest.ocr is set, and tesseract is not installed; install it (on Debian `apt-get install"
    " tesseract-ocr tesseract-ocr-swe`), or turn that off": (
        "ingest.ocr är satt, men tesseract är inte installerat; installera det (på Debian "
        "`apt-get install tesseract-ocr tesseract-ocr-swe`), eller stäng av det"
    ),
    "tesseract takes longer than {seconds} s for a page of it": (
        "tesseract tar mer än {seconds} s för en av dess sidor"
    ),
    "tesseract fails: {told}": "tesseract misslyckas: {told}",
    "it holds more than {most} files": "den innehåller fler än {most} filer",
    "it is no document of its kind: {name} is missing in it": (
        "den är inget dokument av sitt slag: {name} saknas i den"
    ),
    "it unpacks to more than {most} MB of text; split it into several files": (
        "den packas upp till mer än {most} MB text; dela den i flera filer"
    ),
    "it is UTF-8 with a damaged byte at position {position}; save it as UTF-8 again": (
        "den är UTF-8 med en skadad byte på plats {position}; spara den som UTF-8 igen"
    ),
    "it cannot be read as a table: {error}": "den kan inte läsas som tabell: {error}",
    "an element has more than {most} attributes": "ett element har fler än {most} attribut",
    # Of what is told about a document.
    "its sidecar {name} cannot be used: {why}": "filen {name} bredvid kan inte användas: {why}",
    "its metadata is not valid YAML in line {line}: {problem}": (
        "dess metadata är inte giltig YAML på rad {line}: {problem}"
    ),
    "its metadata is not valid YAML: it is nested too deeply": (
        "dess metadata är inte giltig YAML: den ligger för djupt i varandra"
    ),
    "it is longer than {most} characters": "den är längre än {most} tecken",
    "it must hold lines such as `title: …`": "den ska innehålla rader som `title: …`",
    "unknown key {key}; known are {keys}": "nyckeln {key} är okänd; de som finns är {keys}",
    "{key} stands twice, and the first is left out": (
        "{key} står två gånger, och det första tas inte med"
    ),
    "{key} must be a single value": "{key} ska vara ett enda värde",
    "published must be like 2021, 2021-04 or 2021-04-19, not {value}": (
        "published ska vara som 2021, 2021-04 eller 2021-04-19, inte {value}"
    ),
    "url must be an address such as https://example.se/page, not {value}": (
        "url ska vara en adress som https://example.se/page, inte {value}"
    ),
    "language must be a code such as sv or en, not {value}": (
        "language ska vara en kod som sv eller en, inte {value}"
    ),
    # Of pages.
    "it could not be fetched": "den kunde inte hämtas",
    "there is nothing there": "där finns ingenting",
    "the site sends nothing": "webbplatsen skickar ingenting",
    "the site answers {status}": "webbplatsen svarar {status}",
    "the site answers {status}: there is no such page": "webbplatsen svarar {status}: sidan finns inte",
    "the site answers {status} and is left alone for now": (
        "webbplatsen svarar {status} och får vara i fred så länge"
    ),
    "{why}; {host} is left alone for now": "{why}; {host} får vara i fred så länge",
    "it leads to another site, {host}": "den leder till en annan webbplats, {host}",
    "it leads from https to http, {to}": "den leder från https till http, {to}",
    "it leads on more than {most} times": "den leder vidare mer än {most} gånger",
    "its robots.txt cannot be read: {why}": "webbplatsens robots.txt kan inte läsas: {why}",
    "its robots.txt forbids it; ask the site, or save the page as a file": (
        "webbplatsens robots.txt förbjuder det; fråga dem, eller spara sidan som fil"
    ),
    "the site says that it is of the type {type}, which is not read; save it as a file that is": (
        "webbplatsen säger att den är av typen {type}, som inte läses; spara den som en fil som läses"
    ),
    "it did not answer whole within {seconds} s": "hela svaret kom inte inom {seconds} s",
    "it did not answer properly: {why}": "den svarade inte som den ska: {why}",
    "it is larger than the {most} MB that are allowed": "den är större än de {most} MB som är tillåtna",
    "it is packed and damaged": "den är packad och skadad",
    "it is packed and ends too early": "den är packad och slutar för tidigt",
    "it is packed by {packing}, which was not asked for": "den är packad med {packing}, som ingen bad om",
    "it is neither a sitemap nor a feed": "den är varken en webbplatskarta eller ett flöde",
    "it is a sitemap that is damaged or breaks off": (
        "den är en webbplatskarta som är skadad eller slutar mitt i"
    ),
    "it declares entities, which no sitemap or feed needs": (
        "den anger entiteter, som ingen webbplatskarta och inget flöde behöver"
    ),
    "it is nested too deeply, or larger than any listing": (
        "den ligger för djupt i varandra, eller är större än någon sådan lista"
    ),
    "it is no address: {why}": "det är ingen adress: {why}",
    "it is no address: too long, or with characters that none has": (
        "det är ingen adress: för lång, eller med tecken som ingen adress har"
    ),
    "it is no address: the name of its machine is none": "det är ingen adress: maskinens namn är inget namn",
    "only http and https are fetched, not {scheme}": "bara http och https hämtas, inte {scheme}",
    "it holds a user name or password; name an address without": (
        "den innehåller användarnamn eller lösenord; ange en adress utan"
    ),
    "{host} is not on the public network ({address}); "
    "ingest.allow_private_addresses would allow addresses of the own network": (
        "{host} ligger inte på det öppna nätet ({address}); "
        "ingest.allow_private_addresses skulle tillåta adresser på det egna nätet"
    ),
    "the name {host} was not looked up within the time allowed": (
        "namnet {host} kunde inte slås upp inom den tid som är tillåten"
    ),
    "the name {host} cannot be looked up": "namnet {host} kan inte slås upp",
    # Of an ingest, and of work on documents.
    "{source}: {why}": "{source}: {why}",
    "{one}; {next}": "{one}; {next}",
    "and {more} more": "och {more} till",
    "No document could be read. {reasons}.": "Inget dokument kunde läsas. {reasons}.",
    "Name at least one file or folder to read.": "Ange minst en fil eller mapp att läsa.",
    "It could not be recorded. Make room on the disk.": (
        "Den kunde inte antecknas. Gör plats på disken."
    ),
    "{path} is not there; name a file or folder that exists.": (
        "{path} finns inte; ange en fil eller mapp som finns."
    ),
    "{path} cannot be listed ({why}).": "{path} kan inte listas ({why}).",
    "{path} holds no document to read; put files there that end in {endings}. "
    "If the index is to hold none any more, add --allow-empty; until then, what was "
    "ingested before goes on answering.": (
        "{path} innehåller inget dokument att läsa; lägg dit filer som slutar på {endings}. "
        "Om indexet inte längre ska innehålla några, lägg till --allow-empty; till dess svarar det "
        "som lästes in förut."
    ),
    "The last ingest did not record what it read. Run fordonsdalen ingest once more.": (
        "Den senaste inläsningen sparade inte vad den läste. Kör fordonsdalen ingest en gång till."
    ),
    "{name} cannot be kept ({why}).": "{name} kan inte sparas ({why}).",
    "{address} is no address that can be fetched.": "{address} är ingen adress som kan hämtas.",
    "{name} is not there any more.": "{name} finns inte längre.",
    "Another {name} waits. Throw that away first.": "En annan {name} väntar redan. Kasta den först.",
    "Something else is being done. Please wait until that is done.": (
        "Något annat pågår. Vänta tills det är klart."
    ),
    "It was given up after {seconds} seconds.": "Det avbröts efter {seconds} sekunder.",
    "Its process ended before it was done.": "Processen tog slut innan det var klart.",
}


def failure_told(reason: Reason, language: Language) -> str:
    """A reason or notice in words; in English where there are no others, as for what a system says."""
    if language == "en":
        return str(reason)
    values = {name: _told(value) for name, value in reason.values.items()}
    told = FAILURES.get(reason.key) or NOTICES.get(reason.key) or reason.key
    return told.format(**values) if values else told


def _told(value: str | float | Reason) -> str | float:
    if isinstance(value, Reason):
        return failure_told(value, "sv")
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}") if isinstance(value, int) else value
