"""The words that say who runs something, who takes part in it and who pays for it.

`BEFORE` stand before the organisations (`drivs av KTH`), `BEHIND` behind them (`KTH driver`). A
group in a cue is what is run or paid for.
"""

from __future__ import annotations

import re

from ingest.facts.kinds import FactKind

Cues = tuple[tuple[FactKind, re.Pattern[str]], ...]


def _cue(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


_SUM = (
    r"(?:(?:SEK|EUR|[€$£])\s?)?\d[\d\s.,]{0,20}(?:miljon\w*|miljard\w*|milj\.?|mkr|mnkr|MSEK|MEUR|million|billion"
    r"|procent|%|per\scent|percent)"
)
_LARGE_SUM = rf"(?:with\s|med\s)?(?:[a-zåäö]+\s)?(?:{_SUM}|hälften|half|the\ssame|lika\smycket)"
"""What a funder pays, not what a customer does: millions or a share."""
_WHOLE = r"(?:kostnad|budget|summa|finansiering|pengar|medl|cost|funding)\w*"
_RUNS = (
    r"(?:är|is|var|was)\s(?:the\s)?(?:lead\spartner|huvudpartner|koordinator|coordinator|huvudman"
    r"|projektägare|stödmottagare|arrangör(?:er)?)"
)
LED = re.compile(r"leds|ledd|led\b", re.IGNORECASE)
"""People lead more often than organisations."""
VAGUE = re.compile(
    r"tillsammans|together|tillhör|belongs|med\s\w+\sav|supported|stöds|genomför|carried",
    re.IGNORECASE,
)
"""Said of people and places too: only an organisation that is sure counts behind these."""
OF_MONEY = re.compile(
    r"procent|%|per\s?cent|(?:står|stod|svara\w+)\sför|half|hälften|rest|återstoden|remainder",
    re.IGNORECASE,
)
"""Said of other things than money too."""
MONEY = re.compile(
    r"budget|kostnad|finansi|pengar|medel|fund|cost|kron(?:or|a)\b|\b(?:SEK|EUR|euro|mkr|mnkr)\b"
    r"|bidrag|stöd|grant",
    re.IGNORECASE,
)
AGREE = re.compile(r"(?:har|have)\s", re.IGNORECASE)
"""What only several do."""
TAKES_OBJECT = re.compile(
    r"(?:äg|driv|drev|samordn|koordin|run|own|coordinat|manag|ansvar|(?:is|was)\sresponsible"
    r"|(?:med)?finans|bekost|(?:co-?)?(?:fund|financ)|(?:is|are|was|were)\s(?:co-?)?(?:fund|financ))",
    re.IGNORECASE,
)
"""Behind these stands what is run or paid for; `bidrar med 6 mkr` names no such thing."""

BEFORE: Cues = (
    (FactKind.OWNER, _cue(
        r"(?:driv(?:s|its|as)|drevs|äg(?:s|des|as)|leds|ledd|samordna[ds]\w*|koordinera[ds]\w*"
        r"|(?:förvalta|administrera|arrangera|anordna)(?:s|des|ts)?|genomför(?:s|des|ts|as))"
        r"(?:\s(?:gemensamt|tillsammans|idag|nu|i\sdag|projektet|satsningen|arbetet|verksamheten))?\sav"
        r"|bakom\s([^.;:,]{1,40}?)\sstår"
        r"|(?:huvudman|ägare|projektägare|koordinator|stödmottagare|bidragsmottagare|arrangör(?:er)?"
        r"|owner|coordinator|organisers?|organizers?)\s(?:(?:för|av|of|for)\s([^.;:,]{1,40}?)\s)?"
        r"(?:är|var|is|are|was|were)"
        r"|(?:run|owned|led|coordinated|managed|hosted|organi[sz]ed|administered|carried\sout)"
        r"(?:\sjointly)?\sby|belongs\sto|tillhör")),
    (FactKind.FUNDER, _cue(
        r"(?:(?:med)?finansiera[dst]\w*|bekosta(?:s|des|ts|d)|betala(?:s|des|ts|t))"
        r"(?:\s(?:delvis|till\s[^.;:,]{1,25}?|också|även|gemensamt))?\sav"
        r"|med\s(?:ekonomiskt\s)?(?:stöd|bidrag|medel|finansiering)\s(?:från|av)"
        r"|(?:co-?)?(?:funded|financed|sponsored)(?:\s(?:jointly|partly|in\spart))?\sby"
        r"|paid\s(?:for\s)?by|with\s(?:financial\s)?(?:support|funding|money|grants?)\sfrom"
        r"|(?:beviljats|fått|får|erhållit|received|granted|awarded)"
        r"\s(?:[^.;:,]|(?<=\d),(?=\d)){1,60}?\s(?:från|av|from|by)"
        r"|supported\sby|stöds\sav|får\s(?:stöd|medel|bidrag)\sfrån"
        r"|(?:\w*finansiering|medel|pengar|bidrag|stöd|funding|money)\w*\s(?:kommer|kom|comes|came)"
        r"(?:\s[^.;:,]{1,40}?)?\s(?:från|from)"
        r"|(?:procent|%|per\scent|percent|hälften|half|resten|återstoden|rest|remainder)\s(?:of\s(?:which|it)\s)?"
        r"(?:kommer|kom|comes|came)\s(?:från|from)"
        rf"|av\s(?:den\s|det\s)?(?:\w+\s)?{_WHOLE}[^.;:]{{0,40}}?\s(?:står|stod|svarar|svarade|betalar|betalade)")),
    (FactKind.PARTNER, _cue(
        r"(?:samarbete|samverkan|partnerskap|collaboration|cooperation|partnership)\s(?:mellan|between)"
        r"|ran\s\d{4}\s(?:to|until)\s\d{4}\swith"
        r"|i\s(?:nära\s)?(?:samverkan|samarbete|partnerskap)\smed|tillsammans\smed"
        r"|in\s(?:close\s)?(?:collaboration|cooperation|partnership)\swith|together\swith"
        r"|(?:projekt|samarbets|samverkans)?(?:partner|parter)(?:s|na)?\s(?:är|i\sprojektet\sär|var)"
        r"|(?:project\s)?partners\s(?:are|include|were)|partnering\swith"
        r"|(?:partner|parter|partners)\s(?:har|deltar|ingår|medverkar|är|have|are)\s[a-zåäö ]{2,40}:")),
)  # fmt: skip
BEHIND: Cues = (
    (FactKind.OWNER, _cue(
        rf"{_RUNS}|driver|(?:äger|ägde)(?!\srum)|samordna(?:r|de)|koordinera(?:r|de)|drev|runs|owns"
        r"|owned|coordinates|coordinated|manages|managed(?!\sto)"
        r"|ansvara(?:r|de)\sför(?=\s\w*(?:projekt|arbetspaket|satsning|program))"
        r"|(?:is|was)\sresponsible\sfor(?=\sthe\s(?:\w+\s)?(?:project|programme|work\spackage))")),
    (FactKind.FUNDER, _cue(
        r"(?:med)?finansiera(?:r|de)|bekosta(?:r|de)|funds|finances|co-?funds|financed|funded"
        r"|(?:is|are|was|were)\s(?:co-?)?(?:funding|financing)"
        r"|(?:bidrar|bidrog|går\sin|skjuter\still|(?:har\s)?beviljat|beviljar|beviljade|har\savsatt"
        r"|contributes|contributed|has\sgranted)(?:\smed|\swith)?(?=\s[^.;:]{0,20}\d)"
        r"|(?:bidrar|bidrog|går\sin|gick\sin|skjuter\still|sköt\still|betala(?:r|de)|satsa(?:r|de)|avs(?:ätter|atte)"
        r"|granted|grants"
        rf"|contributes?|contributed|adds?|added|pays?|paid|provides?|provided)(?=\s{_LARGE_SUM})"
        rf"|(?:står|stod|svarar|svarade)\sför(?=\s[^.;:]{{0,40}}{_WHOLE}|\s[^.;:]{{0,12}}\d\s?(?:procent|%)(?!\sav\s))")),
    (FactKind.PARTNER, _cue(
        r"take\spart|takes\spart|took\spart|participates?|participated"
        r"|(?:deltar|deltog|medverkar|medverkade|ingår|ingick)\si\s(?:projektet|satsningen|samarbetet|partnerskapet)"
        r"|(?:är|var|are|were)\s(?:(?!inte|not|no)\w+\s)?(?:samverkans|samarbets|projekt)?(?:partner|partners|parter)"
        r"|har\s(?:enats\som|tecknat|undertecknat|ingått|skrivit\sunder)|have\s(?:agreed\son|signed)")),
)  # fmt: skip
MADE_BY = re.compile(
    r"(?<!\w)([A-ZÅÄÖ]{2,6})(?:[- ]?(?:med)?finansiera(?:d|t)(?:\s\w+)?|-(?:medel|stöd|bidrag|pengar)\b)"
)
NOT = re.compile(r"\s(?:inte|ej|not)\b")
PART = re.compile(
    rf"\s(?:med\s|för\s|with\s)?(?:resterande\s|ytterligare\s|another\s)?(?:{_SUM}(?:\s(?:kronor|kr|SEK|euro))?"
    r"(?:\sav\s[a-zåäö]+)?|återstoden|resten|the\s(?:rest|remainder)|lika\smycket)|\s(?:med|with)\s\d[\d.,]{0,20}\d(?!\w)",
    re.IGNORECASE,
)
"""What one of several owners or funders has or pays, behind its name or its verb."""
HINT = re.compile(
    "|".join(pattern.pattern for _, pattern in (*BEFORE, *BEHIND)) + f"|{MADE_BY.pattern}",
    re.IGNORECASE,
)
