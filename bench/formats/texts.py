"""The texts that the files are made from, in the style of public bodies.

A line a paragraph: `# ` heads, `- ` and `1. ` list (two blanks for each level), bars hold cells, the
first row of a table its header, `Tabell: ` stands over a table, and `(^…)` is a footnote.
"""

from __future__ import annotations

MINUTES = """\
# Protokoll från styrgruppen för Framtidens fordon
Plats och tid: Landstingshuset, sal Mälaren, tisdagen den 12 mars 2024 klockan 13.00–15.30.
## Närvarande
| Namn | Organisation | Roll |
| Birgitta Stenberg | Region Stockholm | ordförande |
| Per-Olof Åkesson | Kungliga Tekniska högskolan | ledamot |
| Yasmin El Amrani | Södertälje kommun | ledamot, ej § 14 |
| Karl-Johan Öberg | Länsstyrelsen | adjungerad |
## § 11 Mötets öppnande
Ordföranden hälsade välkommen och förklarade mötet öppnat. Föregående protokoll godkändes utan ändringar och läggs till handlingarna.
## § 12 Lägesrapport om laddinfrastruktur
Projektledaren Yasmin El Amrani redovisade läget. Fram till februari 2024 har 118 laddpunkter för tunga fordon tagits i drift, vilket är 22 fler än planerat.(^Uppgiften avser publika laddpunkter med en effekt över 150 kilowatt.) Utbyggnaden i skärgården är däremot försenad, eftersom elnätsägaren inte kan ansluta depåerna före hösten 2025.
Styrgruppen diskuterade tre frågor:
- finansieringen av depån i Hallsberg efter 2026
- samverkan med näringslivet
  - åkerierna deltar genom sin branschorganisation
  - fordonstillverkarna deltar var för sig
- hur resultaten ska spridas till andra regioner
Flera ledamöter framhöll att kompetensförsörjningen är den svåraste frågan. Yrkeshögskolan i Södertälje startar en utbildning för batteritekniker med 35 platser hösten 2024, och intresset är stort.
## § 13 Budgetuppföljning
Ekonomen Karl-Johan Öberg föredrog utfallet. Styrgruppen konstaterade att projektet håller sin budget, men att kostnaderna för konsulter överstiger planen med 340 000 kronor.
Tabell: Utfall per den 29 februari 2024, tusen kronor
| Post | Budget | Utfall | Avvikelse |
| Personal | 4 200 | 4 050 | 150 |
| Konsulter | 1 100 | 1 440 | −340 |
| Kommunikation | 600 | 515 | 85 |
| Summa | 5 900 | 6 005 | −105 |
## § 14 Beslut
Styrgruppen beslutade
1. att förlänga projektet till och med den 31 december 2026
2. att uppdra åt projektledaren att ta fram en ny budget senast den 15 maj 2024
3. att utse Per-Olof Åkesson till vice ordförande.
Yasmin El Amrani deltog inte i beslutet på grund av jäv.
## § 15 Övriga frågor
Nästa möte hålls den 4 juni 2024 i Södertälje. Ordföranden tackade för ett givande möte och avslutade sammanträdet. Den som vill anmäla en fråga till nästa möte gör det hos sekreteraren senast två veckor dessförinnan.
"""

DECISION = """\
# Beslut om bidrag till Elvägen norr
## Beslut
Regionala utvecklingsnämnden beslutar att bevilja Södertälje kommun bidrag med högst 2 750 000 kronor för projektet Elvägen norr under perioden 1 april 2024–31 mars 2027.
## Bakgrund
Södertälje kommun ansökte den 18 december 2023 om medel för att pröva en elväg på en sträcka av 14 kilometer mellan hamnen och logistikområdet. Ansökan kompletterades den 30 januari 2024 med ett yttrande från Trafikverket.(^Trafikverkets yttrande den 25 januari 2024.) Kommunen medfinansierar projektet med 1 250 000 kronor och bidrar dessutom med mark.
## Skäl för beslutet
Nämnden bedömer att projektet bidrar till den regionala utvecklingsstrategin på följande sätt:
- utsläppen från tunga transporter minskar med uppskattningsvis 1 900 ton koldioxid per år
- kunskapen sprids till andra kommuner genom årliga seminarier
- arbetstillfällen skapas i en bransch under omställning
Nämnden fäster särskild vikt vid att projektet följs upp av Linköpings universitet, som lämnar en oberoende utvärdering senast den 30 september 2027.
## Villkor
1. Bidraget betalas ut i efterskott mot redovisade kostnader.
2. Kommunen ska lämna en lägesrapport två gånger om året.
3. Bidrag som inte har använts ska återbetalas.
## Hur man överklagar
Beslutet får överklagas till förvaltningsrätten. Överklagandet ska ha kommit in till nämnden inom tre veckor från den dag då klaganden fick del av beslutet.
"""

CARD = """\
# Projektkort: Cirkulära batterier
| Fråga | Svar |
| Projektägare | Nyköpings kommun |
| Projektledare | Astrid Lindqvist |
| Projekttid | 2023-09-01–2025-12-31 |
| Total budget | 8,4 miljoner kronor |
| Finansiärer | Tillväxtverket och Region Sörmland |
## Syfte
Projektet ska visa hur uttjänta batterier från bussar kan lagra el i fastigheter, så att kommunala bostadsbolag klarar effekttopparna under vintern.
## Mål
- Tre anläggningar är i drift före utgången av 2025.
- Minst 60 anställda har utbildats i batterisäkerhet.
## Kontakt
Frågor om projektet besvaras av Astrid Lindqvist, telefon 0155-24 80 00.
"""

NEWSLETTER = """\
# Nytt från Fordonsregionen, nummer 2, 2024
## Rekordmånga söker till batteriutbildningen
Till höstens utbildning för batteritekniker har 214 personer sökt, vilket är nästan tre gånger så många som förra året. Utbildningsledaren Maj-Britt Sundqvist tror att elektrifieringen av bussflottan har väckt intresset, särskilt bland yrkesverksamma som vill ställa om. Utbildningen omfattar två år och ges i samverkan mellan yrkeshögskolan och sju arbetsgivare i länet. Hälften av tiden tillbringar studenterna på en arbetsplats.
## Vätgasmacken öppnar i september
Den första publika tankstationen för vätgas i Norrtälje öppnar den 16 september. Stationen byggs av det kommunala energibolaget för 31 miljoner kronor, varav Naturvårdsverket betalar 60 procent. Intresset från åkerierna är stort, men tillgången på fordon begränsar användningen under det första året. Energibolagets vd Torsten Hallberg räknar med att tolv lastbilar tankar regelbundet före årsskiftet.
## Självkörande bussar får vänta
Försöket med självkörande bussar på Värmdö skjuts upp till våren 2025, eftersom Transportstyrelsen har begärt kompletterande säkerhetsanalyser. Projektledaren Ingegerd Bergström säger att förseningen inte påverkar budgeten, som uppgår till 12,5 miljoner kronor. Under sommaren fortsätter i stället mätningarna av hur cyklister och fotgängare rör sig vid hållplatserna, och invånarna bjuds in till två samråd. Det första samrådet hålls i Gustavsberg den 20 augusti.
## Kalender
- Den 14 augusti: frukostseminarium om kompetensförsörjning
- Den 3 oktober: regional fordonsdag i Södertälje
- Den 21 november: utlysningen om delade mobilitetstjänster stänger
"""

BUDGET = """\
# Budget 2024
Tabell: Fordonsprogrammet, tusen kronor
| Verksamhet | Budget 2023 | Budget 2024 | Andel |
| Laddinfrastruktur | 12500 | 14250 | 0.475 |
| Kompetensförsörjning | 6000 | 7500 | 0.25 |
| Vätgas och bränsleceller | 4800 | 5250 | 0.175 |
| Utvärdering | 2700 | 3000 | 0.1 |
# Finansiärer
| Finansiär | Belopp | Utbetalas |
| Region Stockholm | 18000 | 2024-02-01 |
| Tillväxtverket | 9000 | 2024-06-15 |
| Södertälje kommun | 3000 | 2024-10-01 |
"""

SLIDES = """\
# Omställning av bussdepåerna
Lägesbild till trafiknämnden den 7 maj 2024
# Var står vi i dag?
- Fyra av elva depåer kan ladda elbussar
- 312 av 1 480 bussar går på el
  - målet för 2026 är 900
- Depån i Tomteboda blir klar i november 2024
# Kostnader
| Depå | Kostnad | Klar |
| Tomteboda | 86 miljoner kronor | 2024 |
| Råsta | 112 miljoner kronor | 2025 |
| Fredriksdal | 74 miljoner kronor | 2026 |
# Nästa steg
- Upphandlingen av laddare för Råsta annonseras i juni
- Nämnden beslutar om Fredriksdal den 24 september
"""

NOTES = "Påminn om att elnätsbolaget måste lämna besked före midsommar."
"""What the speaker of the last slide is to say."""
HEAD, FOOT = (
    "Region Stockholm · Tillväxt och regional planering",
    "Diarienummer RS 2024-0187 · Sida",
)
