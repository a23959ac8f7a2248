"""Documents of one title, dated one after the other: versions of one document, and others of a series."""

from __future__ import annotations

FORM = """# Protokoll

Närvarande: Anna Ek, Bo Alm, Cia Dal, Dan Berg, Eva Fors

## Mötets öppnande
Ordföranden Anna Ek hälsade alla välkomna och förklarade mötet öppnat.

## Godkännande av dagordningen
Dagordningen godkändes utan ändringar.

## Föregående protokoll
Föregående protokoll gicks igenom och lades till handlingarna.

## Val av justerare
Till justerare valdes Cia Dal att jämte ordföranden justera protokollet.

## Beslut
{decisions}

## Övriga frågor
Inga övriga frågor anmäldes.

## Mötets avslutande
Ordföranden tackade för visat intresse och avslutade mötet.

Vid protokollet: Bo Alm
"""
POLICY = """# Resepolicy

Policyn gäller alla anställda och förtroendevalda i förbundet.

Resor ska planeras så att de blir säkra, billiga och bra för klimatet.

Tåg väljs före flyg när resan tar högst {hours} timmar. Egen bil ersätts med {rate} kronor milen.

{who} beslutar om undantag. Reseräkningen lämnas inom {days} dagar.
"""
PRICES = """# Avgifter

| Grupp | Avgift |
|---|---|
| Vuxna | {a} kr |
| Barn och unga | {b} kr |
| Föreningar | {c} kr |

Avgifterna gäller från den 1 januari {year} och betalas i receptionen.
"""
CALL = """# Kallelse

Ledamöterna kallas till sammanträde i Rådhuset {day} klockan 18.

- Upprop
- Val av justerare
{items}
- Övriga frågor

Anmäl förhinder till kansliet.
"""
INVITATION = """# Frukostmöte

Välkommen till frukostmöte {day} klockan 8 på Campus. Vi bjuder på kaffe och smörgås.

Anmäl dig till kansliet. Antalet platser är begränsat.
"""
REPORT = """# Verksamhetsberättelse

Föreningen hade {members} medlemmar vid årets slut. Styrelsen höll {meetings} möten.

{year}

Omsättningen var {sum} kronor. Revisorerna har inget att anmärka.
"""
DECISION = """# Beslut om bidrag

Nämnden har prövat ansökan enligt riktlinjerna för bidrag till föreningar.

{what}

Beslutet kan överklagas inom tre veckor. Överklagandet lämnas till nämnden.
"""
APPEAL = "\n" + "".join(
    f"Den som vill överklaga skriver till nämnden om punkt {n}.\n\n" for n in range(60)
)


def _policy(hours: int = 4, rate: int = 25, who: str = "Närmaste chef", days: int = 30) -> str:
    return POLICY.format(hours=hours, rate=rate, who=who, days=days)


def _prices(year: int, *sums: int) -> str:
    return PRICES.format(year=year, a=sums[0], b=sums[1], c=sums[2])


def _minutes(*decisions: str, form: str = FORM) -> str:
    return form.format(decisions="\n\n".join(decisions))


ADOPTED = _policy() + "\nFastställd av förbundsstyrelsen den {day}.\n"
CONTACT = """# Kontakt

Kansliet har öppet vardagar klockan 9–16. Besök oss på Storgatan 1.

Kanslichef är {who}. Ring 08-123 45 67 eller skriv till kansli@fordonsdalen.se.
"""
RULES = "# Regler\n\n" + "\n\n".join(
    f"Den som hyr {thing} svarar för att {thing} lämnas tillbaka i samma skick som när den hämtades."
    for thing in ("båten", "cykeln", "släpet", "lokalen", "kameran", "tältet", "kanoten", "scenen")
)

VERSIONS = {
    "a figure in a policy": (_policy(rate=18), _policy(rate=25)),
    "figures and a role in a policy": (_policy(4, 18, "Vd", 30), _policy(5, 25, "Närmaste chef", 14)),
    "a policy with a paragraph more": (_policy(), _policy() + "\nDigitala möten väljs först.\n"),
    "a policy adopted anew with other figures": (
        ADOPTED.format(day="3 mars 2021").replace("25 kr", "18 kr"),
        ADOPTED.format(day="12 maj 2024"),
    ),
    "prices of two years": (_prices(2023, 100, 50, 900), _prices(2024, 110, 55, 1_050)),
    "prices with a group more": (
        _prices(2023, 100, 50, 900),
        _prices(2024, 100, 50, 900).replace("| Vuxna", "| Pensionärer | 80 kr |\n| Vuxna"),
    ),
    "another head of an office": (CONTACT.format(who="Anna Ek"), CONTACT.format(who="Bo Alm")),
    "opening hours": (CONTACT.format(who="Anna Ek"), CONTACT.format(who="Anna Ek").replace("9–16", "10–15")),
    "another street": (CONTACT.format(who="Anna Ek"), CONTACT.format(who="Anna Ek").replace("Storgatan 1", "Torget 7")),
    "a news item that was corrected": (
        "# Ny hall\n\nHallen på Campus invigdes i går av Anna Ek. Den kostade 30 miljoner kronor.\n",
        "# Ny hall\n\nHallen på Campus invigdes i går av Anna Ek. Den kostade 33 miljoner kronor.\n",
    ),
    "minutes that were corrected": (
        _minutes("Styrelsen beslutade att höja avgiften till 450 kronor."),
        _minutes("Styrelsen beslutade att höja avgiften till 500 kronor."),
    ),
    "rules with one word changed": (RULES, RULES.replace("scenen lämnas", "estraden lämnas")),
}  # fmt: skip
"""The earlier and the later text of one document."""

SIBLINGS = {
    "minutes with other decisions": (
        _minutes("Styrelsen beslutade att anställa en koordinator på halvtid."),
        _minutes("Medlemsavgiften höjs till 500 kronor från årsskiftet."),
    ),
    "minutes with a decision and none": (
        _minutes("Styrelsen beslutade att sälja båthuset till kommunen."),
        _minutes("Inga beslut fattades."),
    ),
    "minutes with decisions and others": (
        _minutes("Nämnden beviljar Alfa bidrag med 20 000 kronor.", "Cykelbanan byggs i etapper."),
        _minutes("Nämnden avslår ansökan från Beta.", "Budgeten antas utan ändringar."),
    ),
    "minutes with two grants": (
        _minutes("Styrelsen beslutade att bevilja Anna Ek 5 000 kr för en resa till Kiruna."),
        _minutes("Styrelsen beslutade att bevilja Bo Alm 7 000 kr för en resa till Umeå."),
    ),
    "minutes of other days with nearly the same decision": (
        _minutes("Mötet hölls den 3 mars 2021. Styrelsen beslutade att köpa en ny båt."),
        _minutes("Mötet hölls den 12 maj 2024. Styrelsen beslutade att köpa en ny trailer."),
    ),
    "a short form with a long list of who was there": (
        "# Protokoll\n\nNärvarande: Anna Ek, Bo Alm, Cia Dal, Dan Berg, Eva Fors, Fia Gren, Gun Hed\n\n"
        "Styrelsen säljer båten.\n",
        "# Protokoll\n\nNärvarande: Anna Ek, Bo Alm, Cia Dal, Dan Berg, Eva Fors, Fia Gren, Gun Hed\n\n"
        "Alla avgifter höjs.\n",
    ),
    "agendas": (
        CALL.format(day="den 4 april 2021", items="- Budget för nästa år"),
        CALL.format(day="den 2 juni 2024", items="- Detaljplan för hamnen"),
    ),
    "agendas of other days with more items": (
        CALL.format(day="den 4 april 2021", items="- Budget"),
        CALL.format(day="den 2 juni 2024", items="- Budget\n- Hamnen"),
    ),
    "invitations to other days": (
        INVITATION.format(day="den 14 april 2021"), INVITATION.format(day="den 19 juni 2024"),
    ),
    "invitations to days without a year": (
        INVITATION.format(day="torsdag 14 april"), INVITATION.format(day="fredag 19 juni"),
    ),
    "grants to others": (
        DECISION.format(what="Nämnden beviljar Hembygdsföreningen 20 000 kronor till ett nytt tak."),
        DECISION.format(what="Ansökan från Båtklubben avslås, eftersom den kom in för sent."),
    ),
    "reports of two years": (
        REPORT.format(members=230, meetings=8, sum="1 200 000", year="Vi byggde en brygga vid Norrviken."),
        REPORT.format(members=245, meetings=9, sum="1 350 000", year="Ett samarbete med skolan inleddes."),
    ),
    "reports of two months": (
        "# Rapport\n\nRapporten gäller mars 2021.\n\nVi hade 230 besök.\n",
        "# Rapport\n\nRapporten gäller april 2021.\n\nVi hade 190 besök.\n",
    ),
    "reports of one month of two years": (
        "# Rapport\n\nRapporten gäller mars 2020.\n\nVi hade 230 besök.\n",
        "# Rapport\n\nRapporten gäller mars 2021.\n\nVi hade 190 besök.\n",
    ),
    "figures of two years": (
        "# Statistik\n\nÅr 2020 hade länet 250 000 invånare.\n",
        "# Statistik\n\nÅr 2021 hade länet 252 000 invånare.\n",
    ),
    "decisions with a long text on how to appeal": (
        DECISION.format(what="Nämnden avslår ansökan.") + APPEAL,
        DECISION.format(what="Båtklubben får bidrag till en brygga.") + APPEAL,
    ),
    "news under one title": (
        "# Driftstörning\n\nTelefonerna i hamnen fungerar inte. Felet beror på en avgrävd kabel.\n",
        "# Driftstörning\n\nEtt avbrott i fjärrvärmen drabbar Norrby. Värmen är tillbaka i morgon.\n",
    ),
    "news that ends alike": (
        "# Nytt projekt\n\nBionavet samlar bönder som gör gas av gödsel.\n\nKontakta kansliet om du vill"
        " veta mer om projektet. Fordonsdalen är en del av den regionala planen för industri.\n",
        "# Nytt projekt\n\nLaddnavet bygger laddplatser för tunga lastbilar.\n\nKontakta kansliet om du vill"
        " veta mer om projektet. Fordonsdalen är en del av den regionala planen för industri.\n",
    ),
}  # fmt: skip
"""Two texts that are both in force."""

DOUBTFUL = {
    "a policy with a paragraph less": (_policy() + "\nTaxi kräver beslut av chef.\n", _policy()),
    "a policy with a paragraph written anew": (
        _policy() + "\nTaxi kräver beslut av chef.\n", _policy() + "\nHotell bokas av kansliet.\n",
    ),
    "a policy adopted anew in other words": (
        ADOPTED.format(day="3 mars 2021").replace("Närmaste chef", "Vd"), ADOPTED.format(day="12 maj 2024"),
    ),
    "a word changed in two places of a sentence": (RULES, RULES.replace("scenen", "estraden")),
}  # fmt: skip
"""Versions that nothing tells from others of a series: both are in force."""
