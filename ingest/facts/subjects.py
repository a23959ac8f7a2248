"""What a sentence is about: the noun phrase before its first verb.

`Fordonsdalen React ran 2021 to 2023` is about `Fordonsdalen React`. A pronoun stands for the
subject of the sentence before it under the same heading; a sentence that opens otherwise, with a
preposition or a clause, has no subject here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.facts import lexicon
from ingest.facts.tokens import phrase, tokens
from ingest.facts.units import Shape, Unit

_VERBS = lexicon.STOPS | frozenset(
    "drivs driver drevs ägs äger leds pågår pågick löper löpte varar startar startade startas"
    " börjar började inleds inleddes avslutas avslutades fortsätter fortgår finansieras"
    " finansierades finansierar syftar består bestod innebär gäller omfattar omfattade genomförs"
    " genomfördes bedrivs bedrevs kostar kostade uppgår ska vill får ges stärker utvecklar bidrar"
    " samordnar samordnas koordinerar koordineras medfinansieras stöds tillhör samlar handlar"
    " erbjuder bygger planeras beräknas väntas ansvarar arbetar står har hade blev minskade ökade"
    " beror visar utgör kräver finns leder syns krävs blir växer minskar ökar runs ran lasts"
    " lasted starts started begins began ends ended continues belongs aims aimed"
    " receives received costs involves involved includes covers covered seeks takes finances"
    " funds brings gathers comprises will shall has had is was are were be been".split()
)
_PRONOUNS = frozenset("det den de detta denna it this they he she hon han".split())
_NO_SUBJECT = re.compile(
    r"(?:syfte|mål|uppgift|uppdrag|partner|aim|goal|purpose|objective|deltagar|ledam|medlem|member|pengar|medlen|stödet|bidrag|finansiering|funding|money)",
    re.IGNORECASE,
)
"""These are about the thing that the sentence before is about."""
_ARTICLES = re.compile(r"^(?:the|a|an|our|vårt|vår)\s+", re.IGNORECASE)
_NOT_FIRST = (
    lexicon.PREPOSITIONS
    | lexicon.CONJUNCTIONS
    | frozenset(
        "tillsammans idag igår när om under efter sedan nu här där så dessutom även också"
        " together when"
        " after during now here there also enligt sedan vid trots totalt sammanlagt året"
        " mellan between then in att därför".split()
    )
)
_NOT_LAST = lexicon.PREPOSITIONS | frozenset(
    "av om med till sedan som mot trots att och också har hade".split()
)
_DETERMINERS = frozenset("de den det dessa denna detta the these this".split())
_VERB_ENDINGS = ("ades", "ddes", "erade", "erades", "erar", "eras", "ade")
_RELATIVE = re.compile(r",\s(?:som|vilken|vilket|vars|which|who|that)\s[^,]{1,80},(?=\s)")
_MOST_WORDS = 8
_HEAD = 200


@dataclass(slots=True)
class Subjects:
    """The subject of the sentence at hand, remembered for a pronoun in the next one."""

    heading: str = ""
    last: str = ""

    def of(self, unit: Unit) -> str:
        """The subject of a sentence, without its article, or an empty string."""
        if unit.heading != self.heading:
            self.heading, self.last = unit.heading, ""
        if unit.shape is not Shape.SENTENCE:
            return ""
        found = subject_of(_RELATIVE.sub("", unit.text[:_HEAD], count=1))
        if found.lower() not in _PRONOUNS and not _NO_SUBJECT.match(found):
            self.last = found
        return self.last


def subject_of(sentence: str) -> str:
    """The words before the first verb, if they can be a subject."""
    words = tokens(sentence, 0)
    if not words or not words[0].is_capital or words[0].is_in(_NOT_FIRST):
        return ""
    for at, word in enumerate(words[: _MOST_WORDS + 1]):
        described = at == 1 and words[0].low in _DETERMINERS
        if at and (word.is_in(_VERBS) or (word.low.endswith(_VERB_ENDINGS) and not described)):
            if words[at - 1].is_in(_NOT_LAST):
                return ""
            return _ARTICLES.sub("", phrase(words[:at], sentence), count=1)
        if not (word.is_word or word.text in "&"):
            return ""
    return ""
