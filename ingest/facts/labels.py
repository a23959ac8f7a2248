"""Labels with their values, as on the fact sheet of a project: `Projektägare: Region Västerdal`.

A line, an item of a list or a row with two cells; what the label says decides the kind of fact.
Periods, sums, goals and people with a label are read by the modules for these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from assistant.models.documents import Document, Fact
from ingest.facts.kinds import FactKind
from ingest.facts.names import find_names
from ingest.facts.spans import fact
from ingest.facts.tokens import tokens
from ingest.facts.units import Unit

_LABEL = re.compile(
    r"[*_]{0,3}(?P<label>[^\W\d_][\w /-]{1,40}?)[*_]{0,3}\s{0,20}+[:|][*_\s]*(?P<value>\S.*)",
    re.DOTALL,
)
_KINDS = MappingProxyType(
    {
        label: kind
        for kind, labels in {
            FactKind.OWNER: "projektägare,huvudman,ägare,ägs av,drivs av,koordinator"
            ",projektansvarig organisation,stödmottagare,arrangör,arrangörer,organiser,organisers"
            ",owner,project owner,lead partner"
            ",coordinator,coordinating organisation,run by,koordinerande organisation",
            FactKind.PARTNER: "partner,partners,samarbetspartner,samarbetspartners,projektpartner"
            ",projektpartners,projektparter,parter,medverkande organisationer,project partners"
            ",samverkansparter,deltagande organisationer,aktörer,partnerskap,in collaboration with",
            FactKind.FUNDER: "finansiär,finansiärer,finansieras av,funder,funders,funded by"
            ",financed by,medfinansiär,medfinansiärer,co-funders,financiers,financing",
        }.items()
        for label in labels.split(",")
    }
)
_OF_PROJECT = re.compile(r"\s(?:i|för|of|in)\s(?:the\s)?(?:projekt|satsning|project)\w*$")
_SEPARATOR = re.compile(r"[,;]|\s(?:och|samt|and|&)\s")
_MARK = re.compile(r"[,;]")
_FOUNDATION = re.compile(r"\b(?:stiftelse|foundation|söner|sons)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s\((?![A-ZÅÄÖ]{2,6}\))[^()]*\)")
_LONGEST = 400


def label_of(unit: Unit) -> str:
    """The label that opens a unit, in lower case, or an empty string."""
    match = _LABEL.match(unit.text[:60])
    return _OF_PROJECT.sub("", match["label"].lower()) if match else ""


def labelled(document: Document, unit: Unit) -> Iterator[Fact]:
    """The organisations behind a label, one fact for each."""
    kind = _KINDS.get(label_of(unit))
    match = _LABEL.fullmatch(unit.text[:_LONGEST])
    if kind is None or match is None:
        return
    for name in _names(match["value"].rstrip(" .|*_")):
        if name[0].isupper() and not find_names(tokens(name, 0)):
            span = (unit.start, unit.start + len(match.group().rstrip(" .|")))
            yield fact(document, span, kind, {"organisation": name})


def _names(value: str) -> Iterator[str]:
    """The names of a list, without what stands in parentheses (`Vinnova (2,5 mkr)`).

    A foundation's or firm's conjunction does not part it.
    """
    value = _ASIDE.sub("", value)
    separator = _MARK if _FOUNDATION.search(value) else _SEPARATOR
    return (part.strip() for part in separator.split(value) if part.strip())
