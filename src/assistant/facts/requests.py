"""How people ask for the kinds of fact: a table with a row for each way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.text.kinds import AMOUNT, COUNT, DATE, KINDS, QUANTITY, REASON, SHARE
from assistant.text.words import folded


@dataclass(frozen=True)
class Request:
    """A way of asking for a kind of fact."""

    kinds: frozenset[str]
    """Of fact."""
    cue: re.Pattern[str]
    expects: frozenset[str] | None = None
    """The kinds of question that can ask so; any when None."""
    needs: str | None = None
    """The field that the fact has to have."""
    fillers: frozenset[str] = frozenset()
    """Words of such a question that set no condition."""
    day: bool = False
    """Whether a single day is asked for, and not a stretch of time."""


def _request(
    kinds: str,
    cue: str,
    expects: Iterable[str] | None = None,
    needs: str | None = None,
    fillers: str = "",
    *,
    day: bool = False,
) -> Request:
    asked = None if expects is None else frozenset(expects)
    known = re.compile(cue, re.IGNORECASE)
    return Request(frozenset(kinds.split()), known, asked, needs, folded(fillers), day)


UNCOUNTED = frozenset(KINDS) - {AMOUNT, QUANTITY, COUNT, SHARE, DATE}
REQUESTS = (
    _request(
        "period",
        r"\btill när\b|\bslut\w*|\bavslut\w*|\bupphör\w*|\bfärdig\w*|\bklar[at]?\b|\bends?\b|\bending\b|\bended\b|\bfinish\w*"
        r"|\buntil when\b|\bover\b",
        [DATE],
        "to",
    ),
    _request(
        "period",
        r"\bfrån när\b|\bstart\w*|\bbörja\w*|\binled\w*|\bbegin\w*|\bbegan\b|\bsince when\b",
        [DATE],
        "from",
    ),
    _request(
        "period",
        r"\bpågå\w*|\bpågick\b|\blänge\b|\bhåll\w*\b|\blöp\w*|\bvara[rt]?\b|\bperiod\w*|tid(en)?\b|\bår\b"
        r"|\blast\w*|\bruns?\b|\bran\b|\bdurations?\b|\blong\b|\brunning\b",
        [DATE],
    ),
    _request(
        "period",
        r"\bnär (är|var|blir|hålls|hölls|äger|ägde)\b|\bvilken dag\b|datum\b|\bwhen (is|was|does|did)\b|\b(what|which) day\b",
        [DATE],
        fillers="äger ägde rum hålls hölls dag day take takes took place held",
        day=True,
    ),
    _request("goal", r"syfte|mål(et|en)?\b|\bändamål\w*|\bpurposes?\b|\bgoals?\b|\baims?\b|\bobjectives?\b"
        r"|\båstadkom\w*|\buppnå\w*|\bachieve\w*|\baccomplish\w*|\bgår\b.{0,100}\but på\b|\b(tanken|poängen|meningen|idén)\b"),
    _request(
        "goal",
        r"\bvad (ska|skall|skulle)\b.{0,200}\b(göra|jobba med|arbeta med|ägna sig åt|bidra med|bidra till|uträtta)\W*$"
        r"|\bwhat (will|should|is)\b.{0,200}\b(do|work on|going to do)\W*$",
        fillers="göra jobba arbeta med ägna sig åt bidra till uträtta do work on going",
    ),
    _request(
        "goal",
        r"\b(bild|start|skap|inrätt|tillsat|behöv|finns|form|creat|need|exist|launch|set up)\w*",
        [REASON],
        fillers="bildades bildats bildas bilda startade startades startats startas skapades skapats skapas inrättades"
        " inrättats inrättas tillsattes tillsatts behövs behövdes finns fanns formed started created needed exist"
        " exists launched set up",
    ),
    _request("funder", r"\bfinansier\w*|\bbetala\w*|\bbekosta\w*|pengar\b|bidrag\b|\bstöd från\b|\bnotan\b|\bfund(s|ed|ing|er|ers)?\b|\bfinance[sd]?\b|\bpays?\b|\bpaid\b", UNCOUNTED),
    _request("owner", r"\blead partner\b|\bhuvudpartner\b|\bkoordin(at|er)\w*|\bcoordinat(or|es|ed)\b|\bdriv(er|s|a|it)\b|\bäg(er|s|a|are)\b|\bhuvudm\w+|\bbakom\b|\bansvarar\b|\brunning\b|\bruns?\b|\bowns?\b|\bowners?\b|\bbehind\b"),
    _request("partner", r"\bbakom\b|\bbehind\b|\bparter\w*|\benats\b|\bkommit överens\b|\bsamarbeta\w*|\bsamverka\w*|\bpartners?\b|\bcooperat\w*|\bcollaborat\w*|\bpartnered\b"),
    _request("amount", r"", [AMOUNT], fillers="gå delta vara med join attend gett ger ge gav bidrar bidragit bidra bidrog satsar satsat skjuter beviljat beviljar"
        " give gives gave given grant granted contribute contributes"),
)  # fmt: skip
"""The first whose cue is found, and of whose kind there are facts, decides."""
