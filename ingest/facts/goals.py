"""Goals and purposes: what something is for.

GOAL := (Syftet | Målet | The aim …) [med | för | of WHAT] är (att | to) GOAL
      | WHAT (syftar till | aims to …) GOAL | … (i syfte att | med målet att …) GOAL
      | målet på NUMBER … | (Minst | At least) NUMBER … (ska | will) VERB …
      | items of a list under `Mål`
      | WHAT (ska | shall | will) VERB …          with a verb of change, such as `stärka`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.models.documents import Document, Fact
from ingest.facts import lexicon
from ingest.facts.kinds import FactKind
from ingest.facts.organisation_cues import NOT
from ingest.facts.spans import fact
from ingest.facts.units import Shape, Unit

_CHANGE = (
    "stärka|bidra|öka|minska|skapa|utveckla|främja|stödja|samordna|förbättra|underlätta|påskynda"
    "|säkra|möjliggöra|driva|verka|göra|strengthen|contribute|increase|reduce|create|develop"
    "|promote|support|improve|accelerate|enable|make|help|halve|halvera|samla|sänka|höja|ge|sprida"
)
_NOUNS = (
    r"(?:huvud|övergripande\s|projekt|yttersta\s)?(?:syfte|mål|målsättning|ambition|uppgift|uppdrag"
    r"|vision|avsikt)(?:e?t|en|n)?"
)
_ENGLISH = r"(?:overall\s|main\s)?(?:aim|purpose|goal|objective|mission|ambition|task)s?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_NOUNS}(?:\s(?:med|för)\s(?P<of>[^.,;:]{{2,60}}?))?\s(?:är|var|är\satt|blir)\s"
        r"(?:också\s|även\s|bland\sannat\s)?(?=att\b|\w)(?P<goal>.+)",
        rf"\b{_ENGLISH}(?:\s(?:of|with|for)\s(?:the\s)?(?P<of>[^.,;:]{{2,60}}?))?"
        r"\s(?:is|was|are)\s(?P<goal>(?:to|that)\b.+)",
        r"\b(?:syftar|syftade)\s(?:till\s)?(?P<goal>att\b.+|till\b.+)",
        r"\bmål(?:et|en)?\s(?:på|om)\s(?P<goal>(?:minst\s|högst\s)?\d[^,;:]*)",
        r"^(?P<goal>(?:minst|at\sleast)\s(?:\d|\w+\s)[^,;:]{3,80}\s(?:ska|shall|will)\s.+)",
        r"\b(?:aims?|aimed|seeks?|intends?)\s(?P<goal>(?:to|at)\b.+)",
        r"\b(?:med|i)\s(?:syfte|målet|målsättningen|syftet|ambitionen|mål)\s(?P<goal>att\b.+)",
        r"\bwith\sthe\s(?:aim|goal|purpose|objective|ambition)\s(?:of\s|to\s)(?P<goal>.+)",
        r"^\W*(?:syfte|mål|målsättning|purpose|aim|goal|objective)s?\W*:\W*(?P<goal>.+)",
    )
)
_INTENDED = re.compile(
    rf"\b(?:ska|skall|shall|will)\s(?:också\s|även\s|also\s)?(?P<goal>(?:{_CHANGE})\b(?!\smed\s|\sby\s).+)",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"syft|mål|uppgift|uppdrag|ambition|vision|avsikt|aim|purpose|goal|objective|mission|task"
    r"|seek|intend|\bska|\bshall|\bwill",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    rf"(?<!\s)\s*[”\"]?,\s*[”\"]?(?:{'|'.join(sorted(lexicon.SPEECH))}|enligt|according)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_OPENING = re.compile(r"^(?:att|to|that|till\satt)\s+", re.IGNORECASE)
_LONGEST = 600


def goals(document: Document, unit: Unit, subject: str, *, listed: bool = False) -> Iterator[Fact]:
    """The goal that a sentence states, if any; who says it is left out of the span.

    `listed` tells that the items of this list are goals.
    """
    if listed and unit.shape is Shape.ITEM:
        yield _goal(document, unit, unit.text, unit.text, subject)
        return
    if not _HINT.search(unit.text):
        return
    text = _SPEECH.sub("", unit.text[:_LONGEST])
    for pattern in _PATTERNS:
        match = pattern.search(text)
        if match is not None and NOT.match(text, match.start("goal") - 1):
            return  # What something is not for.
        if match is not None:
            named = match.groupdict().get("of")
            yield _goal(document, unit, text, match["goal"], named or subject)
            return
    match = _INTENDED.search(text)
    if match is not None and subject and _is_subject(text, match.start(), subject):
        yield _goal(document, unit, text, match["goal"], subject)


def _is_subject(text: str, verb: int, subject: str) -> bool:
    """Whether the intention is the subject's own: nothing but it stands before the verb."""
    before = text[:verb].strip()
    return before.endswith(subject) or len(before.split()) == 1


def _goal(document: Document, unit: Unit, text: str, goal: str, subject: str) -> Fact:
    fields = {"goal": _OPENING.sub("", " ".join(goal.split()), count=1).strip(" .*")}
    if subject:
        fields["subject"] = " ".join(subject.split())
    end = unit.start + len(text.rstrip(" ."))
    return fact(document, (unit.start, end), FactKind.GOAL, fields)
