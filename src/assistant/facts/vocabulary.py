"""How people ask for facts: the words that set no condition, and phrases that mean the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from assistant.facts.organisations import ORGANISATIONS
from assistant.text.known_words import KnownWords
from assistant.text.words import Word, fold, folded, unaccented

CAPACITIES: Mapping[str, frozenset[str]] = {
    "leader": folded(
        "samordnar samordnade samordna koordinerar koordinerade coordinates coordinated leder leda leds ledare ledaren ledde basar styr styrde leads lead leader led leading head heads headed"
        " chair chairs chaired"
    ),
    "member": folded(
        "deltar delta deltagare deltagarna deltog medlem medlemmar medlemmarna medverkar medverkade ingår"
        " ingick representerade representerad sitter satt ledamot ledamöter ledamöterna member members participant participants involved"
        " participate participates participated attends attend attended takes take took sits belongs belong included"
    ),
    "substitute": folded(
        "ersatte ersätter ersatta ersättare ersättaren suppleant suppleanter vikarie vikarierade"
        " deputy deputies alternate alternates substitute substitutes substituted replaced replaces replacing replace stands stand stood hoppade hoppar vikarierar"
    ),
    "successor": folded(
        "efterträder efterträdde efterträdare efterträdaren avlöser avlöste avlösare succeeds succeeded successor"
    ),
    "former": folded(
        "tidigare förre förra dåvarande företrädare företrädaren former previous predecessor"
    ),
    "quoted": folded(
        "säger sa sade citeras uttalar uttalade tycker anser menar tror says said thinks quoted"
    ),
    "opener": folded(
        "invigde inviger invigdes invigs inviga invigning invigningen invigare öppnar öppnades inleder inledde öppnade opened inaugurated"
    ),
    "moderator": folded(
        "ledde modererade moderator modererar konferencier moderates moderated led chaired"
    ),
    "panellist": folded("panellist panelist paneldeltagare"),
}
"""Words that ask for somebody in a certain capacity."""
PHRASES: Mapping[str, re.Pattern[str]] = {
    "member": re.compile(
        r"\b(är|e|var|vara|sitter|satt|varit|har)\b.{0,200}\bmed?\b|\bmed i\b|\btakes? part\b|\b(runt|kring) bordet\b",
        re.IGNORECASE,
    ),
    "former": re.compile(r"\b(före|before) (?=[A-ZÅÄÖ])"),
    "quoted": re.compile(r"\bsa\b", re.IGNORECASE),  # which folds to the same as `så`
}
"""Capacities in words that mean nothing one by one."""
LEADING = folded(
    "ordförande ordföranden chef chefen ledare boss bas chair chairs chairman chairwoman head director"
)
"""Who is called so of a group leads it."""
HEADING = folded("ansvarar ansvarade ansvarig ansvariga ansvaret ansvar responsible") | LEADING
"""Ask for somebody by what they head, which their role tells in short: `forskningschef`."""
_HEADS = re.compile(
    r"chef|direktör|ansvarig|ledare|president|manager|\bhead\b|director|samordn|koordinator|rektor",
    re.IGNORECASE,
)


def heads(role: str) -> bool:
    """Whether a role is that of somebody who heads something."""
    return _HEADS.search(role) is not None


MEETINGS = folded(
    "möte mötet mötena sammanträdet träffen möttes mötts träffades träffats samlades sammanträdde premiär meeting"
    " meetings met"
)
FILLERS = (
    folded(
        "hej hejsan hallå lite kort snabbt kanske egentligen nu idag snälla gärna undrar vet veta tack berätta säg"
        " fr me e sig alltså ifrån räkna helhet tillsammans pressmeddelandet dokumenten dokumentet texten nyheten artikeln"
        " talar pratar skickat skickar utsett utsedd rada upp egen egna själv någon vill skulle tar ta varje ansvarar ansvariga ange nämn lista visa hjälp mer fler flera övriga andra också samtliga fortfarande ännu alltjämt igång kvar still ongoing aktivt redan already alla totalt stycken antal nuvarande"
        " kunna undra fråga gäller personer person personen personerna folk vilkas hi hello please know show list once"
        " all total currently present people person else others more could kindly anyone anybody someone somebody"
        " stämmer sant både fall undrade själva utav vardera respektive båda bägge just precis specifikt"
        " behöver vilja samtliga hela fulla fullständiga fullständigt names namnen fullt notis artikel uppsats"
        " efternamn efternamnet fornamn fornamnet surname sadan sadant sadana such slags sorts alltsa"
    )
    | MEETINGS
)
SUBJECT = folded(
    "projekt projektet verksamheten samarbetet satsningen initiativet gruppen grupp högnivågruppen styrgruppen"
    " fordonsdalen project initiative group cooperation representerar företräder deltar deltagare medlem medlemmar"
    " ingår leder ledamöter möte mötet mötena pressmeddelandet dokumenten sitter samlas träffas meeting represents represent leads members participants participates"
)
"""Whoever uses one of these asks about what the documents are about."""
RELATIONS = folded(
    "kommer kom representerar representera representant representanten representanter representeras"
    " företräder företräda företrädare företräds jobbar jobba arbetar arbeta namn namnet heter heta roll rollen"
    " statlig statliga innehar innehas innehade sammanhanget känd finns plats genom står stå räkning vägnar talan ställning ställningen post posten titel titeln befattning befattningen uppdrag uppdraget jobb yrke position tjänst närvarande hos"
    " utsänd utsände utsänt utsända delegat delegaten delegater ombud ombudet ledamoten sänder sände skickade deltagit tituleras titulera"
    " kallar kallas benämns presenteras beskrivs beskriva koppling kopplad kopplingen knuten hemma hör hörde anställning anställningen"
    " mandat mandatet arbetsgivare arbetsgivaren sysslar pysslar vardags jobbet dagarna bakgrund yrkesroll tjänstetitel tjänsten arbetsplats"
    " delegate delegates employer employed listed fills fill filled living serves serve serving behalf affiliation affiliated"
    " representerade representerad represents represent representing representative representatives represented works work working"
    " name named role title position job come comes part parti partiet party tillhör"
).union(FILLERS, ORGANISATIONS, *CAPACITIES.values())
"""Words that say what is asked for, and set no condition."""
LONG = 7
"""Letters from which a word of the above is still known when it is misspelt."""
KNOWN = 0.75


_LONG_RELATIONS = KnownWords.of(word for word in RELATIONS if len(word) >= LONG)


def is_relation(word: Word) -> bool:
    """Whether a word sets no condition."""
    if word.folded in RELATIONS:
        return True
    return len(word.folded) >= LONG and bool(_LONG_RELATIONS.near(word.text).least(KNOWN).size)


_LESSER = "vice|deputy|assistant|bitradande|stallforetradande|tidigare|former"
"""A role behind one of these is another one: `vice ordförande` is no `ordförande`."""
_ROLE = re.compile(
    r"(chef|direktor|ledare|ordforande|sekreterare|rektor|professor|ansvarig|samordnare|koordinator|minister"
    r"|rad|strateg|utredare|radgivare|handlaggare|talesperson|manager|officer|director|secretary|coordinator"
    r"|adjungerad|suppleant)(e|n|en|ens|na)?$"
)


def is_role(word: Word) -> bool:
    """Whether a word looks like a role."""
    return _ROLE.search(word.folded) is not None


def tells_a_role(word: Word) -> bool:
    """Whether a word is a role or makes another one of it (`vice`)."""
    return is_role(word) or re.fullmatch(_LESSER, word.folded) is not None


def _phrases(lines: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(fold(phrase).replace("-", " ") for phrase in line.split(", ")) for line in lines
    )


SAME_ROLE = _phrases(
    (
        "vd, ceo, verkställande direktör, chief executive, chief executive officer, managing director",
        "vice ordförande, vice chair, deputy chair",
        "ordförande, chair, chairman, chairwoman, chairperson",
        "projektledare, project lead, project leader, project manager",
        "projektchef, project director",
        "forskningschef, research manager, research director, head of research, director of research",
        "generaldirektör, director general, director-general",
        "generalsekreterare, secretary general, secretary-general",
        "kommundirektör, municipal director, municipal chief executive",
        "regiondirektör, regional director, director of the region",
        "utvecklingsdirektör, development director, director of development",
        "förbundsdirektör, association director",
        "stabschef, chief of staff",
        "enhetschef, head of unit, unit manager",
        "programchef, programme director, program director, programme manager, head of programme",
        "kommunikationschef, head of communications, communications director, communications manager",
        "ekonomichef, cfo, chief financial officer, finance director, head of finance",
        "teknikchef, cto, chief technology officer, technical director",
        "vicerektor, prorektor, vice rector, deputy vice-chancellor",
        "rektor, vice-chancellor, rector, principal",
        "landshövding, county governor",
        "samordnare, koordinator, coordinator",
        "grundare, medgrundare, founder, co-founder",
    )
)
"""Roles that are the same in other words, or in the other language."""
SAME_GROUP = _phrases(
    (
        "högnivågrupp, high-level group, high level group",
        "styrgrupp, styrkommitté, steering group, steering committee",
        "referensgrupp, reference group, advisory group",
        "arbetsgrupp, working group, task force",
        "projektgrupp, project group, project team",
        "styrelse, board",
        "panel, panelen",
        "nämnd, committee",
    )
)
"""Groups likewise."""
PARTIES = _phrases(
    (
        "socialdemokraterna, socialdemokrat, socialdemokratisk, social democrat",
        "moderaterna, moderat, moderate",
        "centerpartiet, centerpartist, centre party",
        "liberalerna, liberal",
        "vänsterpartiet, vänsterpartist, left party",
        "miljöpartiet, miljöpartist, green party",
        "kristdemokraterna, kristdemokrat, christian democrat",
        "sverigedemokraterna, sverigedemokrat, sweden democrat",
    )
)
LETTERS: Mapping[str, tuple[str, ...]] = {
    phrases[0]: (letters,)
    for phrases, letters in zip(PARTIES, "s m c l v mp kd sd".split(), strict=True)
}
"""How documents write the parties, by the first phrase of each."""
_BY_LETTERS = re.compile(
    r"\b(?:från|för|företräder|representerar|from|for|represents?)\s+\(?(S|M|C|L|V|MP|KD|SD)\b"
    r"|\b(S|M|C|L|V|MP|KD|SD)(?=:s\b|[- ](?:ledam|repres|polit|ordf))"
)
_EXCEPT = re.compile(
    r",?\s?\b(?:förutom|utöver|bortsett från|vid sidan av|utom|exklusive|om (?:man|vi|jag) (?:inte|ej) (?:räknar|tar)(?: med| in)?"
    r"|except(?: for)?|besides|apart from|other than|in addition to|excluding|not counting|if you (?:do not|don['’]t) count)"
    r"\s+(?P<whom>(?-i:[A-ZÅÄÖ])[\w-]+(?:\s(?-i:[A-ZÅÄÖ])[\w-]+)*)",
    re.IGNORECASE,
)


def except_for(text: str) -> tuple[str, frozenset[str]]:
    """A question without `förutom Gustav Hemming`, and the words of the names that are left out."""
    others = [match["whom"] for match in _EXCEPT.finditer(text)]
    return _EXCEPT.sub("", text).lstrip(" ,"), folded(" ".join(others))


ABSENCE = re.compile(
    r"\b(?:vem|vilk\w+|hur många|who|which|how many)\b[^,?]{0,200}\b(?:inte|ej|saknades|saknas|uteblev|frånvarande|förhinder|not|absent|missing|weren['’]t|wasn['’]t)\b",
    re.IGNORECASE,
)
"""Asks for those who are none of those told of."""
ANY_GROUP = folded("grupp gruppen group")
"""Ask for whichever group there is."""


@cache
def _naming(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the phrases of one of the sets above."""
    either = "|".join(map(re.escape, phrases))
    return re.compile(rf"\b(?P<lesser>(?:{_LESSER}) )?(?:{either})(ens|en|n|r|ernas|erna|s)?\b")


def named(
    text: str, sets: Sequence[Sequence[str]]
) -> list[tuple[Sequence[str], list[tuple[int, int]]]]:
    """The sets of phrases of which a text holds one, with where; the first set takes its words."""
    told = _folded_in_place(text).replace("-", " ")
    found: list[tuple[Sequence[str], list[tuple[int, int]]]] = []
    taken: list[tuple[int, int]] = []
    for phrases in sets:
        matches = [
            match
            for match in _naming(tuple(phrases)).finditer(told)
            if not any(match.start() < end and start < match.end() for start, end in taken)
        ]
        if matches:
            lesser = matches[0]["lesser"] or ""
            spans = [match.span() for match in matches]
            found.append((tuple(lesser + phrase for phrase in phrases), spans))
            taken += spans
    return found


def _folded_in_place(text: str) -> str:
    """A text folded letter by letter, `…` and `ß` to one as well: what is found stands there in the text."""
    return "".join(unaccented(letter)[:1] or letter for letter in text)


def parties_asked(text: str) -> list[tuple[tuple[str, ...], list[tuple[int, int]]]]:
    """The letters of the parties that a question names, with where."""
    spelt = [(LETTERS[phrases[0]], spans) for phrases, spans in named(text, PARTIES)]
    return spelt + [
        ((m[m.lastindex or 0].lower(),), [m.span()]) for m in _BY_LETTERS.finditer(text)
    ]


def holds(text: str, phrases: Sequence[str]) -> bool:
    """Whether a text holds one of the phrases, with any ending, and not of a lesser role."""
    told = fold(text).replace("-", " ")
    either = "|".join(re.escape(phrase) for phrase in phrases)
    return any(
        match["lesser"] is None
        for match in re.finditer(rf"\b(?P<lesser>(?:{_LESSER}) )?(?:{either})", told)
    )
