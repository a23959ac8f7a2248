"""In which capacity people are named: the words before and behind them that tell.

A cue before a person ends right where the person's title begins (`säger`, `leds av`, `Deltagare
är`); a cue behind begins right where the person ends (`ledde samtalet`, `ingår i styrgruppen`).
Both hold for all people of one enumeration.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.facts import lexicon
from ingest.facts.groups import groups
from ingest.facts.kinds import Capacity
from ingest.facts.representing import SECTORS

_KEPT = 16
"""Texts before people of which the cue is at hand; that of a unit is asked for more than once."""
_FARTHEST = 160
_TALKS = (
    r"(?:panel)?(?:samtal|diskussion|debatt|seminari|panel|workshop|discussion|debate|session"
    r"|seminar|conversation)"
)
_SPEECH = "|".join(sorted(lexicon.SPEECH))
_EVENTS = (
    r"\w*(?:dagen|kvällen|mötet|konferensen|mässan|seminariet|webbinariet|evenemanget|toppmötet"
    r"|(?:conference|day|event|meeting|seminar|webinar|ceremony|fair))"
)
_SINCE = r"(?:\s(?:sedan|numera|nu|idag|gemensamt|since|currently|now|jointly)(?:\s\w+){0,3}?)?"
_BETWEEN = r"(?:\s(?!(?:och|and)\b)\w+){0,8}"
"""`invigdes DEN 3 MAJ 2030 av`, and not over `och` into what is done next."""
_ARTICLE = r"(?:\s(?:the|a|an|our|its|vår|vårt|den|det))?"
_FILL = r"(?:\s(?:också|även|bland\sandra|bland\sannat|bl\.a\.|vidare|därför|also|among\sothers))?"
_ASIDE = (
    r"(?:,?\s(?:utöver|förutom|jämte|vid\ssidan\sav|besides|in\saddition\sto|apart\sfrom)"
    r"\s[^,;:.]{1,60},)?"
)
"""`I rådet ingår, utöver ordföranden, NAME`."""
_PEOPLE = (
    r"(?:deltagar|företrädare|ledamot|ledamöter|medlem|representanter|närvarande|beslutande|medverkande|members"
    r"|participants|attendees|present|panel{1,2}ist|paneldeltagar)\w*"
)
_ON_BEHALF = re.compile(r"(?:företrädare|representant(?:er)?)\sför\b", re.IGNORECASE)
"""Whoever speaks for a body is no member of any, unless one is named."""
_SIT = r"(?:ingår|ingick|sitter|satt|deltar|deltog|medverkar|medverkade|finns|fanns)"


def _before(pattern: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=\W))(?:{pattern}){_ASIDE}{_FILL}{_ARTICLE}\s{{0,20}}+[:,]?\s{{0,20}}+$",
        re.IGNORECASE,
    )


def _behind(pattern: str) -> re.Pattern[str]:
    return re.compile(
        rf"^\s{{0,20}}+,?\s{{0,20}}+(?:(?:som|who){_SINCE}\s)?(?:{pattern})", re.IGNORECASE
    )


_BEFORE: tuple[tuple[Capacity, re.Pattern[str]], ...] = (
    (Capacity.QUOTED, _before(rf"{_SPEECH}|enligt|according to|, says")),
    (Capacity.MODERATOR, _before(
        rf"\b(?:{_TALKS}\w*|{_EVENTS})\s(?:leds|leddes|styrdes|was led|is led|was chaired|led)\s(?:av|by)"
        rf"|(?:modereras|modererades)\sav|moderated\sby|(?:{'|'.join(sorted(lexicon.MODERATORS))})(?:er)?\s(?:är|var|is|was)")),
    (Capacity.OPENER, _before(
        rf"invig(?:s|des|ts|d){_BETWEEN}\sav|invigningen\s(?:förrättade?s|gjordes)\sav|invigare\s(?:är|var)"
        rf"|invigningstalare\s(?:är|var)|inaugurated{_BETWEEN}\sby|opened\sby|ribbon\s(?:was|is)\scut\sby|öppna(?:s|des|ts)\sav"
        rf"|{_EVENTS}\s(?:inleds|inleddes|inledas)\sav|\bband(?:et)?\sklipp(?:te)?s\sav|spadtaget\stogs\sav")),
    (Capacity.LEADER, _before(
        rf"(?:leds|leddes|ledas|ledd|letts|samordnas|koordineras|förestås){_SINCE}\sav"
        rf"|(?:led|headed|chaired|directed|coordinated|managed){_SINCE}\sby"
        r"|under\sledning\sav|(?:ledare|leader)\s(?:är|var|is|was)"
        r"|(?:projektet|rådet|gruppen|styrelsen)\sstyrs\sav")),
    (Capacity.SUBSTITUTE, _before(
        r"(?:suppleant(?:er)?|ersättare|alternates?|deputies)(?:\s(?:i|of|in)\s[^.:,]{0,50}?)?\s?(?:är|var|har\svarit|are|were|is|have\sbeen|:)")),
    (Capacity.MEMBER, _before(
        rf"ordinarie\s?:|{_PEOPLE}\b[^.:]{{0,60}}?\s?(?:är|var|blir|are|were|include|is|:)|{_PEOPLE}"
        rf"|\w{{0,40}}(?:grupp|styrelse|panel|nämnd|kommitté|jury|board|committee|council|group)\w{{0,40}}"
        r"(?:\s(?:of|on|på|med|om)\s[\w -]{1,30}?)?\s?:"
        r"|panel(?:samtal|debatt|diskussion|\sdiscussion|\sdebate)?\s(?:med|with)"
        r"|(?:består|bestod|bestått|utgörs|utgjordes)\sav|consists?\sof|consisted\sof|comprises?"
        rf"|(?:{'|'.join(sorted(SECTORS))})\s(?:företräds|företräddes|representeras|representerades|is\srepresented)\s(?:av|by)"
        r"|(?:övriga|nya|nye|other|new)\s(?:\w+\s)?(?:i|in|på|on)\s[^.:,]{1,40}\s(?:är|var|blir|are|were)"
        rf"|(?:^|\s)(?:i|in|on|vid|på|från)\s[^.:]{{0,50}}\b{_SIT}"
        r"|(?:board|group|panel|committee|council|team|,|and)\s(?:includes?|included)"
        r"|(?:board|group|panel|committee|council|team)\s(?:are|were)")),
)  # fmt: skip
_BEHIND: tuple[tuple[Capacity, re.Pattern[str]], ...] = (
    (Capacity.MODERATOR, _behind(
        rf"(?:modererade|modererar|moderated|moderates)\b"
        rf"|(?:leder|ledde|leads|led|chaired|chairs)\s(?:the\s)?(?:\w+\s)?{_TALKS}\w*"
        r"|(?:var|är|was|is)\s(?:the\s)?moderator\b")),
    (Capacity.LEADER, _behind(
        r"(?:leder|ledde|leads|led|heads|headed|chairs|chaired|samordnar|samordnade|koordinerar"
        r"|koordinerade|coordinates|coordinated)\b(?!\still|\sto|\sby)"
        r"|(?:lead|chair|head|coordinate)\s(?=the\s)")),
    (Capacity.OPENER, _behind(
        r"(?:invigde|inviger|inaugurated|klippte\sbandet|klipper\sbandet|cut\sthe\sribbon)\b"
        r"|(?:öppnade|öppnar|opened|opens)\b(?=\s(?:the\s)?(?:möte|konferens|semin|dagen|mässa|conference|meeting|day|centre|center))")),
    (Capacity.MEMBER, _behind(
        rf"(?:{_SIT}(?:\såterigen)?\s(?:även\s|också\s)?i"
        r"|(?:is|are|was|were)\s(?:a\s)?members?\sof|(?:sits?|sat)\son|took\spart\sin)\b")),
    (Capacity.QUOTED, _behind(rf"(?:{_SPEECH})\b")),
)  # fmt: skip
VERBAL = frozenset([Capacity.LEADER, Capacity.MODERATOR, Capacity.OPENER])
"""Capacities that a verb gives, to those alone whom it names."""
SEATED = frozenset([Capacity.MEMBER, Capacity.PANELLIST, Capacity.SUBSTITUTE, Capacity.OPENER])
"""Capacities in which people are enumerated."""
CHAIRS = frozenset(
    "ordförande sammankallande convener chair chairman chairwoman chairperson ordf ordf.".split()
)
_CHAIR = re.compile(
    rf"(?:(?:ny|nye|nya|new)\s)?(?:\w{{1,40}}s\s)?(?:{'|'.join(map(re.escape, sorted(CHAIRS)))})"
    r"(?:\s(?:i|för|of)\s.*)?",
    re.IGNORECASE,
)
SUBSTITUTES = frozenset("suppleant ersättare alternate deputy substitute".split())
_LEADERS = re.compile(
    r"(?:(?:projekt|process|program|grupp|delprojekts?)(?:ledare|chef)|(?:labb|kansli|centrum)chef"
    r"|föreståndare|(?:project|programme|program|process|team) (?:lead|leader|manager|director)"
    r"|(?<!managing )director|^head|vetenskaplig ledare)$"
)
_SHORT = 60
_AND = re.compile(r"\s(?:och|and)\s")
_UNTIL = re.compile(
    r"\s{0,20}+,?\s{0,20}+(?:(?:(?:fram\s)?till|until|t\.o\.m\.)\s(?:och\smed\s)?(?:[\w.]+\s){0,2}\d{4}\b"
    r"|\(?(?:(?:mellan|between|från|from)\s)?\d{4}\s?(?:[–-]|och|till|and|to)\s?\d{4}\b)",
    re.IGNORECASE,
)
_UNTIL_WHEN = re.compile(rf"{_UNTIL.pattern},?\s(?:var|was)\s", re.IGNORECASE)
_JUDGES = re.compile(
    r"bedöm|gransk|beslut|urval|assess|review|select|evaluat|grade[ds]|apply|applicat|ansök",
    re.IGNORECASE,
)
_TALK = re.compile(rf"{_TALKS}\w{{0,40}}$", re.IGNORECASE)
_OBJECT_WORD = re.compile(r"(?<!\s)\s*([\w&:’'-]+)")
_OBJECT_END = frozenset(
    "och and samt för for i in på on at från from under med with till to där when när som which"
    " that av by vid om tillsammans together jointly gemensamt fram until genom through"
    " den det inom mot".split()
)


_ANSWERS = r"(?:ansvarar|ansvarade|svarar|svarade)"
_CHARGE_BEFORE = re.compile(
    rf"(?:^|[,;]\s|\b(?:och|samt|medan)\s)"
    rf"(?P<charge>för\s(?P<what>\w[\w -]{{2,60}}?)\s(?P<verb>{_ANSWERS}))\s*$",
    re.IGNORECASE,
)
_LEADABLE = re.compile(
    r"(?:projekt|arbete|paket|verksamhet|satsning|program|pilot|insats|project|programme|group|team"
    r"|package|work|centre|center|board|lab|labb|bädd)(?:en|et|na|erna|s|n)?$",
    re.IGNORECASE,
)
"""What one leads who is responsible for it; other matters have somebody who sees to them."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A capacity and the body that it is in, as the words around a person tell it."""

    capacity: Capacity
    group: str = ""
    before: int = 0
    """Length of the words before the person that the statement needs (`Rådet leds av`)."""
    behind: int = 0
    """Length of those behind (`ledde samtalet`)."""
    role: str = ""
    """What somebody sees to, in the words of the text: `svarar för säkerheten`."""


def capacity_of(
    role: str, cue: Cue | None, *, linked: bool = False, employed: bool = False
) -> Capacity:
    """The capacity that a role and a cue give together.

    Args:
        linked: the sentence says that the person is this here (`Projektledare är`, `as`).
        employed: the role is held in an organisation (`ordförande i …`), not in the group.
    """
    capacity = cue.capacity if cue else Capacity.OTHER
    low = role.lower()
    if low in lexicon.MODERATORS:
        return Capacity.MODERATOR
    if capacity is Capacity.MEMBER and low in CHAIRS and not employed:
        return Capacity.LEADER
    if capacity in SEATED and low in SUBSTITUTES:
        return Capacity.SUBSTITUTE
    if low.split(" ")[0] in lexicon.FORMER_WORDS and capacity is Capacity.OTHER:
        return Capacity.FORMER
    if linked and capacity is not Capacity.QUOTED and _leads(low):
        return Capacity.LEADER
    return capacity


def _leads(role: str) -> bool:
    """Whether a role, or one of two, is to lead something."""
    return any(_LEADERS.search(part) or part in CHAIRS for part in _AND.split(role))


def has_ended(before: str, behind: str) -> bool:
    """Whether the words around a person say until when a role was theirs."""
    return bool(_UNTIL_WHEN.fullmatch(before) or _UNTIL.match(behind))


def is_chair(role: str) -> bool:
    """Whether whoever has a role leads some body: `ny ordförande`, `styrgruppens ordförande`."""
    return _CHAIR.fullmatch(role) is not None


@lru_cache(maxsize=_KEPT)
def cue_before(gap: str) -> Cue | None:
    """The cue at the end of the text before a person."""
    tail = gap[-_FARTHEST:]
    for capacity, pattern in _BEFORE:
        match = pattern.search(tail)
        if match is not None and not (_ON_BEHALF.match(match.group()) and not _last_group(tail)):
            length = len(tail) - match.start() if capacity in VERBAL else 0
            opens = len(gap) <= _SHORT and capacity in VERBAL
            return Cue(_seated(capacity, tail), _last_group(tail), len(gap) if opens else length)
    charge = _CHARGE_BEFORE.search(tail)
    if charge is None:
        return None
    before = len(tail) - charge.start("charge")
    return _in_charge(charge["what"], f"{charge['verb']} för {charge['what']}", before=before)


def cue_behind(gap: str) -> Cue | None:
    """The cue at the beginning of the text behind a person."""
    head = gap[:_FARTHEST]
    for capacity, pattern in _BEHIND:
        match = pattern.match(head)
        if match is None:
            continue
        group, length = _object(head, match)
        seated = capacity is Capacity.MEMBER
        if (seated and not _last_group(group)) or (capacity is Capacity.LEADER and not group):
            return None
        ended = capacity is Capacity.LEADER and _UNTIL.match(head[length:])
        return Cue(Capacity.FORMER if ended else _seated(capacity, group), group, behind=length)
    return None


def _in_charge(what: str, role: str, *, before: int) -> Cue:
    """That somebody is responsible for something, which is to lead it where it can be led."""
    if _LEADABLE.search(what):
        return Cue(Capacity.LEADER, what, before, role=role)
    return Cue(Capacity.OTHER, "", before, role=role)


def _seated(capacity: Capacity, text: str) -> Capacity:
    """A member of a panel is a panellist, unless the panel judges rather than talks."""
    panel = "panel" in text.lower() and capacity is Capacity.MEMBER
    return Capacity.PANELLIST if panel and not _JUDGES.search(text) else capacity


def _object(text: str, verb: re.Match[str]) -> tuple[str, int]:
    """What is led, opened or sat in, and where it ends in the text."""
    start = verb.end()
    talk = _TALK.search(verb.group())
    if talk:
        return talk.group(), start
    end = start
    for word in list(_OBJECT_WORD.finditer(text[start:]))[:6]:
        if word.group(1).lower() in _OBJECT_END or word.start() + start != end:
            break
        end = start + word.end()
    return text[start:end].strip(), end


def _last_group(text: str) -> str:
    return (groups(text) or [""])[-1]
