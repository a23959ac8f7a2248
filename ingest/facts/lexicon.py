"""Word lists of the fact grammar: general Swedish and English, no names of anybody's."""

from __future__ import annotations

from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ROLE_ENDINGS = tuple(
    "chef direktör ordförande rektor professor lektor sekreterare ledare minister ansvarig"
    " samordnare koordinator utvecklare strateg handläggare rådgivare forskare ingenjör"
    " jurist analytiker grundare ledamot planerare konsult specialist expert arkitekt inspektör"
    " redaktör journalist adjunkt doktorand docent prefekt dekan suppleant ersättare president"
    " controller hövding regionråd kommunalråd länsråd borgarråd landstingsråd oppositionsråd statsråd"
    " departementsråd kansliråd finansråd borgmästare revisor kassör"
    " talesperson talesman representant föreståndare moderator lärare kommissionär kommissarie"
    " stipendiat entreprenör advokat ombudsman kurator producent tjänsteman doktor licentiat"
    " läkare veterinär byråchef ambassadör rapportör pedagog konferencier assistent utredare"
    " ägare granskare justerare snickare författare konstnär programvärd sammankallande examinator opponent"
    # Endings of agent nouns in general: utvärderare, kommunikatör, sociolog, tekniker, aktivist.
    " erare atör ktör ritör njör olog ekonom agronom tiker niker fysiker kemiker alist ivist icist"
    " onist".split()
)
_ROLE_WORDS = _words(
    "vd gd ceo coo cfo cto cio cdo cmo cso chro evp svp vp vvd chair chairman chairwoman"
    " chairperson chairholder director manager officer head lead leader president founder"
    " co-founder cofounder secretary treasurer coordinator co-ordinator researcher engineer"
    " lecturer dean rector provost chancellor vice-chancellor vice-president mayor commissioner"
    " advisor adviser analyst consultant strategist scientist fellow student governor principal"
    " spokesperson spokesman spokeswoman editor ambassador auditor alternate deputy convener"
    " rapporteur emeritus emerita investigator developer planner specialist economist"
    " counsellor facilitator assistant evaluator reviewer supervisor postdoc substitute"
)
_VAGUE_ROLES = _words(
    "partner ägare medlem deltagare member participant owner delegat leverantör kund student"
    " leader ledare lead head fellow expert deputy principal konsult representant"
)
_VAGUE_ENDINGS = ("ägare", "operatör", "aktör", "leverantör", "entreprenör")
"""Firms are called so too: `fastighetsägaren`, `operatören`."""
MODERATORS = _words("moderator samtalsledare konferencier programvärd")
ACADEMIC_TITLES = _words("professor docent lektor doktor licentiat")
"""Degrees and ranks that stand before a name beside what the person does."""
ENGLISH_HEADS = _words(
    "officer manager director counsellor coordinator assistant editor engineer scientist researcher"
    " developer specialist advisor adviser analyst strategist facilitator lead leader journalist"
)
"""Heads with nouns before them: `communications officer`."""
SHORT_ROLES = {"ordf": "ordförande", "sekr": "sekreterare", "suppl": "suppleant"}
_IRREGULAR = {
    **SHORT_ROLES,
    "ledamöter": "ledamot", "ledamöterna": "ledamot", "ledamoten": "ledamot",
    "vd:n": "vd", "vd:ar": "vd", "ministrar": "minister", "ministrarna": "minister",
}  # fmt: skip
_INFLECTIONS = ("", "n", "en", "et", "er", "erna", "na", "ns", "s")

_SHORTEST_AGENT = 6
_NO_AGENTS = _words("sommaren hammaren exemplaren kommentaren dollaren seminaren")

ROLE_MODIFIERS = _words(
    "vice biträdande tillförordnad tillförordnade tf tf. t.f. tidigare förre förra f.d. dåvarande"
    " nuvarande avgående tillträdande ny nye nya nytillträdd nytillträdde senior junior deputy"
    " former acting assistant associate executive general managing chief project program"
    " programme research vice- co- adjungerad adjungerande förste första andre andra outgoing"
    " incoming new honorary regional national global operativ operativa verkställande"
    " affärsansvarig freelance county municipal phd doctoral key account sales"
    " technical political politisk ställföreträdande"
    " teknologie filosofie medicine ekonomie juris teologie previously formerly"
)
FORMER_WORDS = _words(
    "tidigare förre förra f.d. dåvarande avgående former ex outgoing previously formerly"
)
SUBJECT_ROLES = _words(
    "professor lektor docent head chef chief director manager ansvarig minister doktorand forskare"
    " researcher expert specialist student engineer ingenjör strateg lecturer analyst"
)
"""Heads that are followed by a field rather than an employer: `professor i maskinteknik`."""

STRONG_PREPOSITIONS = _words("på vid hos från at from with")
WEAK_PREPOSITIONS = _words("i för of for in inom av")
PREPOSITIONS = STRONG_PREPOSITIONS | WEAK_PREPOSITIONS
PLACE_PREPOSITIONS = _words("på i vid hos at in inom mellan genom inför")
CONJUNCTIONS = _words("och and samt & liksom")

HONORIFICS = _words("dr prof mr mrs ms phd tekn fil ekon jur")
PARTICLES = _words("von van de der den af av la di da du del al bin ten ter le")
NAME_SUFFIXES = _words("jr sr jr. sr.")
PARTIES = _words("S M C L V MP KD SD FI F! s m c l v mp kd sd")

TIMES = _words(
    "först numera nu idag i dag fortfarande nyligen sedan från och med fram till då just"
    " tills vidare januari februari mars april maj juni juli augusti september oktober november"
    " december hösten våren sommaren våras somras höstas fjol årsskiftet"
    " currently now first initially since until still january february march june july august october"
)
YEARS = frozenset(str(year) for year in range(1600, 2100))
WHEN = TIMES | YEARS
"""Words and years that tell when."""
COPULAS = _words("är heter var blir blev is was becomes became utgörs")
APPOINTMENTS = _words(
    "utses utsågs utsetts utnämns utnämndes utnämnts valdes valts omvaldes återvaldes"
    " anställdes anställts rekryterats förordnats appointed named elected hired"
)
APPOINTS = _words(
    "valde valt väljer utser utsåg utsett utnämnde utnämnt anställer anställde anställt rekryterade"
    " rekryterat förordnade förordnat appoints appointed elects elected hired"
)
"""Verbs by which somebody chooses people for roles."""
PROPOSES = _words("föreslår föreslog föreslagit nominerar nominerade proposes proposed")
"""Whoever is proposed has no role yet."""
SPEECH = _words(
    "säger sade sa berättar berättade menar menade förklarar förklarade kommenterar kommenterade"
    " konstaterar konstaterade understryker underströk betonar betonade tror fortsätter avslutar"
    " hälsar tillägger påpekar framhåller uppger meddelar says said explains explained adds added"
    " comments commented notes noted states stated"
)
STOPS = (
    SPEECH
    | COPULAS
    | APPOINTMENTS
    | _words(
        "som vilken vilket vilka vars där när då men eller att inte har hade ska skall kan kunde"
        " kommer fick får leder ledde deltar deltog ingår ingick sitter satt modererade modererar"
        " invigde inviger öppnade öppnar representerar representerade arbetar arbetade jobbar samlar"
        " höll håller gjorde gör ville vill måste bör fanns finns born based född bosatt"
        " uppvuxen han hon de vi jag ni det den who which whose that where when but has had will"
        " would can could leads led heads chairs chaired moderated opened opens works worked holds"
        " participates participated ersätts ersattes efterträds efterträddes"
        " succeeded replaced he she they we it under tillsammans"
    )
)
"""Words that end a role: it is a noun phrase, so a verb or pronoun begins something else."""
BREAKS = STOPS | PREPOSITIONS

VERBS = _words(
    "drivs driver drevs ägs äger ägde ägdes leds pågår pågick löper löpte varar startar startade"
    " startas börjar började inleds inleddes avslutas avslutades fortsätter fortgår finansieras"
    " finansierades finansierar syftar består bestod innebär gäller omfattar omfattade genomförs"
    " genomfördes bedrivs bedrevs kostar kostade uppgår ska vill får ges stärker utvecklar bidrar"
    " samordnar samordnas koordinerar koordineras medfinansieras stöds tillhör samlar handlar"
    " erbjuder bygger planeras beräknas väntas ansvarar står hade minskade ökade beror visar utgör"
    " kräver leder syns krävs blir växer minskar ökar tog fick hålls hölls möts möttes"
    " träffas träffades sammanträder sammanträdde invigs invigdes tillträder tillträdde betalar"
    " betalade betalas delar säljer köper beslutar föreslår redovisar rapporterade stod finns"
    " sträcker landade landar räcker bevilja beviljar beviljas beviljats sker firar bildades"
    " skjuter avsätter satsar investerar ledde efterträder efterträdde lämnar lämnade skriver"
    " gör söker hjälper ger gav slutar upphör förväntas förlängs pågått vara"
    " kunde togs skrevs gavs kom"
    " runs ran lasts lasted starts started begins began ends ended continues belongs aims aimed"
    " receives received costs cost involves involved includes covers covered seeks takes took"
    " finances funds brings gathers comprises will shall has had are were be been can owns owned"
    " pays paid contributes contributed opens opened closes share shares goes coordinates hosts"
    " manages manage funded pay start run receive own helps helped supports supported came come comes"
)
"""Common verbs, by which the end of a subject is known."""

_ORGANISATION_WORDS = _words(
    "region kommun stad city park science business university universitet högskola högskolan"
    " institute institutet institutionen college school akademi akademin ab hb kb as oy"
    " gmbh ltd inc llc plc group gruppen koncernen stiftelse stiftelsen foundation council"
    " rådet board styrelsen myndigheten verket agency authority ministry department departementet"
    " förening föreningen förbundet association federation union bolaget bolag company corporation"
    " center centre centrum technology technologies technologi teknik systems solutions industries"
    " industri logistics logistik services service trucks cars buses motors labs lab network"
    " nätverk nätverket länsstyrelsen landstinget landsting centralen hamn hamnen port airport"
    " energi energy bank hospital sjukhus sjukhuset museum gymnasium arena forum trust"
    " committee kommittén nämnden partners capital ventures consulting media software sweden"
    " sverige scandinavia europe europa nordic international global innovation transport"
    " transports mobility handelskammaren polisen mässan sektionen avdelningen förvaltningen"
    " kontoret byrån county municipality development tekniska kungliga royal technical european"
    " europeiska svenska swedish national nationella fund fonden programme program projektet"
    " unit intelligence river lake street road square island islands valley"
    " project society klubben club arbetsförmedlingen vetenskapsrådet organisation organization"
)
_ORGANISATION_ENDINGS = (
    "verket", "företagen", "myndigheten", "förbundet", "bolaget", "styrelsen", "institutet",
    "universitetet", "högskolan", "departementet", "kammaren", "föreningen", "stiftelsen",
    "förvaltningen", "kontoret", "gruppen", "centrum", "rådet", "fonden", "nämnden", "kommunen",
    "inspektionen", "förmedlingen", "akademin", "dalen", "klustret", "hamnen", "projektet",
)  # fmt: skip
_SMALL_HEADS = (
    "verket", "myndigheten", "förbundet", "institutet", "universitetet", "högskolan",
    "departementet", "kammaren", "föreningen", "stiftelsen", "fonden", "inspektionen",
)  # fmt: skip
LOWER_HEADS = _words(
    "kommun stad stads län universitet högskola gymnasium region landsting kommunförbund hamn"
    " sjukhus tekniska stift stiftelse handelskammare kommuner universitetssjukhus skola"
    " flygplats energi museum science yrkeshögskola folkhögskola kommunalförbund"
)
"""Heads of an organisation that are written small after its name: `Nykvarn kommun`."""
GENERIC_HEADS = _words(
    "tidningen företaget bolaget stiftelsen myndigheten föreningen organisationen nätverket"
    " klustret institutet forskningsinstitutet branschorganisationen intresseorganisationen"
    " konsultföretaget startupbolaget start-up-bolaget företagen dotterbolaget"
)
"""Heads that are written small before the name: `tidningen Vägval`."""

SEAT_WORDS = _words(
    "deltagare medlem ledamot member participant representant suppleant ersättare alternate deputy"
    " ledare leader"
)
"""Heads that tell a capacity and not a role where they introduce people: `Deltagare är …`."""


@lru_cache(maxsize=20_000)
def role_base(word: str) -> str:
    """The indefinite singular of a word for a role (`regiondirektörerna`), or an empty string."""
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("ägarna"):  # What associations are called: `Fastighetsägarna`.
        return ""
    prefix, hyphen, head = low.partition("-")
    if hyphen and prefix in _words("vice co deputy") and role_base(head):
        return word
    for ending in _INFLECTIONS:
        stem = low.removesuffix(ending)
        if ending and stem == low:
            continue
        for base in (stem, f"{stem}e") if ending == "na" else (stem,):
            if base in _ROLE_WORDS or base in _VAGUE_ROLES or base.endswith(_ROLE_ENDINGS):
                return word[: len(stem)] + base[len(stem) :]
    return ""


def agent_base(word: str) -> str:
    """`lantbrukare` for `lantbrukaren`: what somebody is whose name follows, known or not."""
    is_agent = len(word) > _SHORTEST_AGENT and word.lower().endswith("aren")
    return word[:-1] if is_agent and word.lower() not in _NO_AGENTS else ""


@lru_cache(maxsize=20_000)
def is_role(word: str) -> bool:
    """Whether the word is the head of a role, in any inflection."""
    return bool(role_base(word)) and not role_base(word).lower().endswith("förordförande")


def is_plain_role(word: str) -> bool:
    """Whether the word is surely a person's role and not a thing that firms are called too."""
    base = role_base(word).lower()
    return is_role(word) and base not in _VAGUE_ROLES and not base.endswith(_VAGUE_ENDINGS)


def is_academic(word: str) -> bool:
    """Whether the role is a degree or rank and may stand beside a function."""
    return role_base(word).lower() in ACADEMIC_TITLES


def is_plural_role(word: str) -> bool:
    """Whether the word names several people by their role (`regiondirektörerna`)."""
    low = word.lower()
    inflected = is_role(word) and low != role_base(word).lower()
    return inflected and low.endswith(("er", "erna", "arna", "na", "ors", "ers", "rådar"))


def takes_subject(word: str) -> bool:
    """Whether the role is followed by its field (`chef för digitalisering`)."""
    return role_base(word).lower().endswith(tuple(SUBJECT_ROLES))


@lru_cache(maxsize=20_000)
def is_organisation_word(word: str) -> bool:
    """Whether a capitalised word marks an organisation or a place rather than a person."""
    low = word.lower()
    return low in _ORGANISATION_WORDS or (len(low) > 8 and low.endswith(_ORGANISATION_ENDINGS))


def is_organisation_head(word: str) -> bool:
    """Whether a small word is the head of a name that begins with capitals (`socialfonden`)."""
    return len(word) > 8 and word.endswith(_SMALL_HEADS)
