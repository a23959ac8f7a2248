"""Which organisations, or people from which, a question asks for by their kind: `Vilka kommuner deltar?`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.text.words import fold, folded

ORGANISATIONS = folded(
    "organisation organisationer organisationerna org företag företaget företagen bolag bolaget bolagen"
    " arbetsgivare arbetsgivaren aktör aktörer aktörerna parter branschorganisation branschorganisationer"
    " companies company organisations organizations organization bodies firm firms employer employers"
)
"""Ask for the organisations of people and not for the people."""
ORGANISATION_KINDS: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = tuple(
    (folded(asked), re.compile(named, re.IGNORECASE))
    for asked, named in (
        (
            "kommun kommuner kommunerna municipality municipalities",
            r"kommun|\bstad\b|municipal|\bcity of\b",
        ),
        (
            "lärosäte lärosäten lärosätena universitet universiteten högskola högskolor högskolorna university universities"
            " akademi akademin akademien forskarvärlden academia",
            r"universit|högskol|\bKTH\b|institute of technology|lärosäte",
        ),
        (
            "myndighet myndigheter myndigheterna authority authorities agency agencies",
            r"(?<=\w)verket\b|myndighet|länsstyrelse|inspektionen|\bagency\b|authority|county administrative",
        ),
        ("region regioner regionerna regions", r"\bregion\b"),
        ("science park parks parker forskningspark forskningsparker", r"\bscience (park|city)\b"),
    )
)
"""Kinds of them whose names tell: the words that ask for them, and what such names look like."""
_ANY = re.compile("")
_WHICH = re.compile(
    r"\b(?:vilk(?:en|et|a)|vad för(?: slags)?|hur många|which|what|how many)\s+"
    r"(?:(?:andra|fler|statliga|svenska|of|the|other)\s+)*(?P<what>\w+)",
    re.IGNORECASE,
)
_COMING_FROM = re.compile(
    r"\b(?:från|from)\s+(?:(?:andra|några|någon|något|the|other|any|an?|de)\s+)*(?P<what>\w+)"
    r"(?=\W*$|\s+(?:som|deltar|är|var|sitter|ingår|i|med|who|that|takes?|are|is|in)\b)",
    re.IGNORECASE,
)
"""A name behind such a word tells which one: `från Region Stockholm`."""


@dataclass(frozen=True)
class AskedOrganisations:
    """Organisations that a question asks for: the words that do so, and what their names look like."""

    words: frozenset[str]
    names: re.Pattern[str]
    of_people: bool = False
    """Whether the people from such organisations are asked for, and not these themselves."""


def organisations_asked(text: str) -> AskedOrganisations | None:
    """The kind of organisation that a question asks for, if any; in a name such a word asks nothing."""
    for asks in (_WHICH, _COMING_FROM):
        for which in asks.finditer(text):
            for words_of_kind, names in ORGANISATION_KINDS:
                if fold(which["what"]) in words_of_kind:
                    return AskedOrganisations(words_of_kind, names, asks is _COMING_FROM)
    if ORGANISATIONS.isdisjoint(folded(text)):
        return None
    return AskedOrganisations(ORGANISATIONS, _ANY)
