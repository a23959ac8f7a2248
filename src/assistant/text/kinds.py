"""What kind of thing a question asks for: a small table of how people ask for each."""

from __future__ import annotations

import re

CONTACT, SHARE, AMOUNT, ROLE, COUNT, DATE = "contact", "share", "amount", "role", "count", "date"
PERSON, REASON, PLACE, QUANTITY, HOW = "person", "reason", "place", "quantity", "how"
LIST, YES_NO, DEFINITION, PARTY, OPEN = "list", "yes_no", "definition", "party", "open"
ORGANISATION = "organisation"


def _first(cue: str) -> str:
    """The first place of a cue: what stands behind any stands behind this one, which is found once."""
    return rf"^(?>.*?{cue})"


_ASKS = _first(r"\b(?:hur|vad|vilken|vilket|vilka|what|which|how)\b")
NARROW: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE | re.VERBOSE))
    for kind, pattern in (
        (
            CONTACT,
            _ASKS + r".*\b(e-?post\w*|mejl\w*|mail\w*|telefon\w*|\w*nummer|\w*adress\w*|öppettid\w*"
            r"|hemsida\w*|webbplats\w*|e-?mail|(tele)?phone(\ number)?|phone\ number|address|opening\ hours|website)\b"
            r"|^\W*(adress|telefon\w*|e-?post\w*|mejl\w*)\b",
        ),
        (
            SHARE,
            r"\bhur\ stor\ (an)?del\b|\b(vilken|vad\ är)\ \w*andel\w*|^\W*andel\w*"
            r"|\b(hur\ många|vilken|antal)\ procent\w*|\b(what|which)\ (share|percentage"
            r"|proportion|fraction|percent)|\bhow\ (large|big)\ a\ (share|part)|\bhow\ many\ percent",
        ),
        (
            AMOUNT,
            r"\bhur\ många\ (\w+\ )?(kronor|miljoner|miljarder|kr|euro|dollar)\b"
            r"|" + _ASKS + r".*\b(kosta(r|de|t)?|cost|costs)\b"
            r"|\bhur\ mycket\ (pengar|kronor|medel|bidrag)\b|\bhur\ dyrt?\b|\bslutnota\w*|\bslutsumma\w*|\bprislapp\w*"
            r"|" + _first(r"\bvad\b") + r"(?>.*?\b(?:får|måste|ska|behöver)\b).*\bbetala\b"
            r"|"
            + _first(r"\bhur\ mycket\b")
            + r".*\b(satsa\w*|betala\w*|kosta\w*|bidra\w*|skjut\w*\ till)\b"
            r"|\b(hur\ stor[at]?|vilken|vad\ (är|blev|var|blir))\ (\w+\ ){0,3}\w*(finansiering|summa|budget|bidrag"
            r"|anslag|kostnad|stöd)(en|et|n)?\b|^\W*(\w+\ )?(budget|kostnad)\w*\W*$"
            r"|\bhow\ much\ (money|funding)\b"
            r"|" + _first(r"\b(?:what|how\ (?:big|large))\ ") + r".*\b(budget|price|amount)\b"
            r"|\bhow\ many\ (million|billion|euros?|dollars?|kronor)",
        ),
        (
            PARTY,
            r"\b(vilket|vilka|vad\ för|what|which)\ (\w+\ )?part(i|ier|y|ies)\b|\bpartitillhörighet\w*"
            r"|" + _first(r"\b(?:tillhör|företräder)\b") + r".*\bparti\b|\bpolitical\ party\b",
        ),
        (
            ORGANISATION,
            _first(r"\b(?:var|where)\b")
            + r".*\b(jobba\w*|arbeta\w*|anställd|anställning|hör\ hemma|works?|employed)\b"
            r"|"
            + _first(r"\b(?:vem|whom?)\b")
            + r".*\b(är\ \w+(\ \w+)?\ anställd\ av|jobbar\ \w+(\ \w+)?\ åt|works?\ for|employed\ by)\W*$"
            r"|\barbetsgivare\w*\W*$|\bemployer\W*$"
            r"|\b(vilket|vilken|vad\ för)\ (företag|org|organisation|bolag|myndighet|arbetsgivare|förening|kommun"
            r"|lärosäte|universitet|högskola|förbund)\b"
            r"|\b(which|what)\ (company|organi[sz]ation|authority|agency|employer|university|municipality)\b",
        ),
        (
            ROLE,
            _ASKS
            + r".*\b(roll|titel|befattning|tjänst|yrke|funktion|ställning|post|role|job\ title|title|position)"
            r"(en)?\b(?!\ spela)|" + _first(r"\bjobbar\b") + r".*\bsom\b"
            r"|" + _first(r"\bvad\ (?:gör|jobbar|arbetar|sysslar|pysslar)\b") + r".*\b(med|som)"
            r"(\ (nu|idag|i\ dag|då|annars|till\ vardags|på\ jobbet|på\ dagarna))?\W*$|\bhur\ titul\w+\b"
            r"|\bdo(es)?\ for\ a\ living\b",
        ),
    )
)
"""Kinds that are asked for by a noun, wherever it stands; the first that matches decides."""

WIDE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE | re.VERBOSE))
    for kind, pattern in (
        (COUNT, r"\bhur\ många\b|\bvilket\ antal\b|^\W*antal(et)?\b|\bhow\ many\b|\bnumber\ of\b"),
        (DATE, r"^(?!.*\b(vad|vem|vilk\w+|hur|namnge)\b).*\bnär\b(?!\ det\ gäller)|\b(slut|start)datum\w*|\bprojekttid\w*|\bsista\ dag(en)?\b|\bhur\ länge\b|\bhur\ lång\ tid\b|\bvilke[nt]\ (\w+\ )?(år|dag|datum|tid|månad|sekel|århundrade"
                 r"|årtionde|period|tidpunkt)\b|\b(under\ )?vilka\ år\b|^\W*(\w*tid|\w*datum|\w*period)\w{0,2}\W*$"
                 r"|\bvad\ är\ (\w+\ ){0,2}(\w*tid|\w*datum)\w{0,2}\b|\bhow\ long\b|^(?!.*\b(what|who|which|how|why)\b).*\bwhen\b"
                 r"|\b(what|which)\ (year|date|day|month|period|decade|century)|\b(end|start)\ date\b"
                 r"|\bduration\b"),
        (PERSON, r"\bvem(s)?\b|\bnamne[tn]\ på\b|\b(vilket|vilka)\ namn\ (står|sitter|representerar|företräder)\b|\bvad\ är\ \w+(chef|direktör|ledare|ordförande|sekreterare|rektor)(en|n)?s\ namn\b|\bnamn\ i\ \w*(grupp|råd|styrelse|nämnd)|\bvad\ heter\ (han|hon|personen|den\ som)\b|\bvad\ heter\ \w*(chef|direktör|ledare|ordförande|sekreterare|rektor|vd)\w*\b|\bvilken\b.{0,100}\bperson\b|\brepresentant(en|er)?\b|\brepresentatives?\b|\bvilka\ personer\b|\bwho(se|m)?\b|\bwhich\ person\b"),
        (REASON, r"\bvarför\b|\bav\ vilken\ anledning\b|\bvad\ beror\b|\bsyftet?\b|\bwhy\b|\bpurpose\b"
                   r"|\bwhat\ for\b"),
        (PLACE, r"^\W*((och|men|i|så)\W+)?var(t|ifrån)?\b|\bi\ vilke[nt]\ (\w+\ )?(stad|land|kommun|ort"
                  r"|region|plats)\w*|\bvilke[nt]\ (stad|land|ort|plats)\b|\bwhere\b"
                  r"|\b(what|which)\ (city|country|town|place)"),
        (QUANTITY, r"\bhur\ (stor[at]?|lång[at]?|hög[at]?|högt|mycket|ofta|gammal|gamla|gammalt|snabbt?|djup[at]?"
                     r"|tung[at]?|långt)\b|\bhow\ (large|big|tall|much|often|old|fast|far|deep|high)\b"),
        (HOW, r"\bhur\b|\bpå\ vilket\ sätt\b|\bhow\b"),
        (LIST, r"\bvilka\b|\b(lista|räkna\ upp|rada\ upp|nämna?|visa\ alla)\b|\bwhich\b.{0,100}\bare\b|\blist\b"
                 r"|\b(which|what)\ (companies|organi[sz]ations|people|members|partners|municipalities|authorities"
                 r"|agencies|universities|countries)\b"),
        (YES_NO, r"^\W*((och|men|så)\W+)?((är|har|hade|ska|skall|kan|kunde|får|fick|finns|fanns|sitter|satt"
                   r"|deltog|ingick|pågick|kom|fortsatte|drev|ledde|gick|hölls|höll|vill|måste|bör|blir|blev|gör|gick"
                   r"|går|består|stod|står|var(?=\ (det|de|den|han|hon)\b)"
                   r"|is|are|was|were|does|do|did|has|have|had|will|can|could|should|may)"
                   r"|(slut|börj|start|finansier|driv|led|delta|ingå|komm?|fortsätt|pågå|gäll|omfatt|kost|bidr"
                   r"|samarbet|samverk|använd|betal|behöv|arbet|jobb|representer|företräd|hjälp|stöd|påverk"
                   r"|utveckl|stämm|avslut|upphör|stödj|syft|handl|arranger|tillhör|äg|ansvar|leverer"
                   r"|invig|ersätt|nå|bygg|stopp|lyck|minsk|ök|klar|vald|utsåg|öppn|innehåll|innebär|bero|kräv)(ar|er|r|as|es|s|ade|ades|te|tes|de|des)?)\b"),
        (DEFINITION, r"^\W*vad\ (är|betyder|menas|innebär)\b|^\W*what('s|\ is|\ are|\ does)\b"),
    )
)  # fmt: skip
"""Kinds that are asked for by an interrogative; the one that stands first decides, then this order."""

KINDS = (*(kind for kind, _ in (*NARROW, *WIDE)), OPEN)
"""All kinds of question; `open` is asked for by none of the cues."""


def kind_of(question: str) -> str:
    """The kind of thing that a question in Swedish or English asks for."""
    for kind, cue in NARROW:
        if cue.search(question):
            return kind
    matches = [(match.start(), kind) for kind, cue in WIDE if (match := cue.search(question))]
    if len(matches) > 1:  # `Kan du berätta vem …` asks for somebody and not for yes or no.
        matches = [(start, kind) for start, kind in matches if kind != YES_NO]
    return min(matches, key=lambda found_at: found_at[0])[1] if matches else OPEN
