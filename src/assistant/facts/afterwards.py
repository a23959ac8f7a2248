"""What follows when a period is over: whether it goes on, and the statement that tells."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.facts.statements import Statement, match_statements
from assistant.kinds import DATE
from assistant.models import Question
from assistant.ports import SearchIndex

GOES_ON = re.compile(
    r"\b(fortsätt\w*|fortlöp\w*|fortgå\w*|lever? (\w+ )?vidare|drivs vidare|tar vid|följs av|continue\w*|carry on"
    r"|goes? on|live on|followed by)\b",
    re.IGNORECASE,
)
_WHAT_FOLLOWS = re.compile(
    r"\b(?:vad|what)\b[^?.!]{0,40}?\b(?:händer|sker|hände|blir det|blir|happens?|will happen|becomes)\b"
    r"(?P<what>[^?.!]{0,80}?)\b(?:efter|när|då|sedan|after|when|once)\b(?P<when>[^?.!]*)",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"\b(over|slut\w*|avsluta\w*|klar[at]?|färdig\w*|gått ut|går ut|löpt ut|löper ut|tagit slut"
    r"|tar slut|passerat|end(s|ed)?|finish\w*|finns kvar|projekttid\w*|(januari|februari|mars|april|maj|juni|juli|augusti"
    r"|september|oktober|november|december|january|february|march|may|june|july|august|october)|(19|20)\d\d|årsskiftet)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\b(är|var|har|is|are|has|been|det|den|att|that|it)\b", re.IGNORECASE)


def match_afterwards(index: SearchIndex, question: Question) -> list[Statement]:
    """The statements on a period that say what follows it, for `Vad händer när projektet är slut?`."""
    asked = _WHAT_FOLLOWS.search(question.standalone)
    if asked is None or not _ENDING.search(asked["when"]):
        return []
    subject = _ENDING.sub(" ", f"{asked['what']} {asked['when']}")
    return going_on(index, question, _BESIDE.sub(" ", subject))


def going_on(index: SearchIndex, question: Question, subject: str) -> list[Statement]:
    """The statements on the end of a subject whose sentence tells that it goes on, or does not."""
    asked = replace(question, standalone=f"{subject} slut", expects=DATE)
    return [s for s in match_statements(index, asked) if GOES_ON.search(s.sentence.text)]
