"""How people ask for facts: the words that set no condition, and phrases that mean the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from assistant.words import Word, fold, likeness, words


def folded(text: str) -> frozenset[str]:
    """The folded words of a text."""
    return frozenset(word.folded for word in words(text))


CAPACITIES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "leader": folded(
            "leder leda ledare ledaren ledde basar leads lead leader led leading head heads headed"
            " chair chairs chaired"
        ),
        "member": folded(
            "deltar delta deltagare deltagarna deltog medlem medlemmar medlemmarna medverkar medverkade ingår"
            " ingick sitter satt ledamot ledamöter ledamöterna member members participant participants"
            " participate participates participated takes take took sits belongs belong included"
        ),
        "substitute": folded(
            "ersatte ersätter ersatta ersättare ersättaren suppleant suppleanter vikarie vikarierade"
            " substitute substitutes substituted replaced replaces replacing replace stands stand stood hoppade hoppar vikarierar"
        ),
        "quoted": folded(
            "säger sa sade citeras uttalar uttalade tycker anser menar tror says said thinks quoted"
        ),
        "opener": folded("invigde inviger invigare öppnade opened inaugurated"),
        "moderator": folded("ledde modererade moderator modererar moderated led chaired"),
        "panellist": folded("panellist panelist paneldeltagare"),
    }
)
"""Words that ask for somebody in a certain capacity."""
TAKES_PART = re.compile(
    r"\b(är|var|vara|sitter|satt|varit|har)\b.*\bmed\b|\bmed i\b|\btakes? part\b", re.IGNORECASE
)
"""Taking part in words that mean nothing one by one."""
LEADING = folded(
    "ordförande ordföranden chef chefen ledare boss bas chair chairman chairwoman head director"
)
"""Who is called so of a group leads it."""
ORGANISATIONS = folded(
    "organisation organisationer organisationerna företag företagen bolag bolagen myndighet myndigheter"
    " kommuner aktörer parter companies company organisations organizations organization authorities bodies"
)
"""Ask for the organisations of people and not for the people."""
FILLERS = folded(
    "hej hejsan hallå lite kort snabbt kanske egentligen nu idag snälla gärna undrar vet veta tack berätta säg"
    " talar pratar skickat skickar utsett utsedd rada upp egen egna själv någon vill skulle tar ta varje ansvarar ansvariga ange nämn lista visa hjälp mer fler flera övriga andra också samtliga fortfarande ännu alltjämt igång kvar still ongoing aktivt redan already alla totalt stycken antal nuvarande"
    " kunna undra fråga gäller personer person personen personerna folk vilkas hi hello please know show list"
    " all total currently present people person else others more could kindly"
)
SUBJECT = folded(
    "projekt projektet verksamheten samarbetet satsningen initiativet gruppen grupp högnivågruppen styrgruppen"
    " fordonsdalen project initiative group cooperation representerar företräder deltar deltagare medlem medlemmar"
    " ingår leder ledamöter represents represent leads members participants participates"
)
"""Whoever uses one of these asks about what the documents are about."""
RELATIONS = folded(
    "kommer kom representerar representera representant representanten representanter representeras"
    " företräder företräda företrädare företräds jobbar jobba arbetar arbeta namn namnet heter heta roll rollen"
    " titel titeln befattning befattningen uppdrag uppdraget jobb yrke position tjänst närvarande hos"
    " represents represent representing representative representatives represented works work working"
    " name named role title position job come comes part parti partiet party tillhör"
).union(FILLERS, ORGANISATIONS, *CAPACITIES.values())
"""Words that say what is asked for, and set no condition."""
LONG = 7
"""Letters from which a word of the above is still known when it is misspelt."""
KNOWN = 0.75


def is_relation(word: Word) -> bool:
    """Whether a word sets no condition."""
    if word.folded in RELATIONS:
        return True
    if len(word.folded) < LONG:
        return False
    long = [relation for relation in RELATIONS if len(relation) >= LONG]
    return bool((likeness([word.text], long) >= KNOWN).any())


_ROLE = re.compile(
    r"(chef|direktor|ledare|ordforande|sekreterare|rektor|professor|ansvarig|samordnare|koordinator|minister"
    r"|rad|strateg|utredare|radgivare|handlaggare|talesperson|manager|officer|director|secretary|coordinator"
    r"|adjungerad|suppleant)(e|n|en|ens|na)?$"
)


def is_role(word: Word) -> bool:
    """Whether a word looks like a role."""
    return _ROLE.search(word.folded) is not None


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
        "styrgrupp, steering group, steering committee",
        "referensgrupp, reference group, advisory group",
        "arbetsgrupp, working group, task force",
        "projektgrupp, project group, project team",
        "styrelse, board",
        "panel, panelen",
        "nämnd, committee",
    )
)
"""Groups likewise."""
ANY_GROUP = folded("grupp gruppen group")
"""Ask for whichever group there is."""


def named(
    text: str, sets: Sequence[Sequence[str]]
) -> list[tuple[Sequence[str], list[tuple[int, int]]]]:
    """The sets of phrases of which a text holds one, with where; the first set takes its words."""
    found: list[tuple[Sequence[str], list[tuple[int, int]]]] = []
    taken: list[tuple[int, int]] = []
    for phrases in sets:
        spans = [
            match.span()
            for phrase in phrases
            for match in re.finditer(
                rf"\b{re.escape(phrase)}(en|n|r|erna|s)?\b", fold(text).replace("-", " ")
            )
            if not any(match.start() < end and start < match.end() for start, end in taken)
        ]
        if spans:
            found.append((phrases, spans))
            taken += spans
    return found


def holds(text: str, phrases: Sequence[str]) -> bool:
    """Whether a text holds one of the phrases, with any ending."""
    told = fold(text).replace("-", " ")
    return any(re.search(rf"\b{re.escape(phrase)}", told) for phrase in phrases)
