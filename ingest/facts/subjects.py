"""What a sentence is about, so that a fact of one project is not taken for that of its sibling.

    SAID  := the noun phrase before the first verb
    ABOUT := a pronoun                           → what the sentence before is about
           | Projektet | The programme …         → what the page or section is about
           | Målet | Budgeten | Partner … [för X] → X, else what the sentence before is about
           | KTH (driver | owns …) X             → X, else what the sentence before is about
           | SAID

`Fordonsdalen React ran 2021 to 2023` is about `Fordonsdalen React`. A sentence that opens with a
preposition or a clause has no subject here, and a reference that may be to two things is not
resolved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile

from assistant.text.function_words import FUNCTION_WORDS
from ingest.facts import lexicon
from ingest.facts.inner_words import InnerWords
from ingest.facts.names import find_names
from ingest.facts.tokens import Token, phrase, tokens, without_genitive
from ingest.facts.units import Shape, Unit

_VERBS = lexicon.STOPS | lexicon.VERBS
PRONOUNS = frozenset("det den de detta denna it this they he she hon han".split())
GENERIC = frozenset(
    "projektet satsningen programmet initiativet samarbetet insatsen verksamheten project"
    " programme program initiative collaboration".split()
)
"""Words for whatever a page is about; others, such as `centret`, may be a part of it."""
_NAMED_BY_KIND = re.compile(
    r"(?i:projektet|satsningen|programmet|initiativet|samarbetet)\s(?=[^\W\d_a-zåäö])"
)
_ATTRIBUTE = re.compile(
    r"(?:(?P<whose>[^\W\d_][\w’':-]{0,40}(?:\s[^\W\d_a-zåäö][\w’'-]{0,40}){0,8}(?:s|[’']))\s)?"
    r"(?:(?:den|det|de|the|en|an?|our|vårt?|våra|andra|other|övriga?|två|tre|fyra|fem|two|three|four|nya|new)\s){0,2}"
    r"(?:(?:total|sammanlag|samla|medverkande|deltagande|övergripande|nuvarande|overall|main)\w*\s)?"
    r"\w{0,40}(?:syfte|mål|målsättning|uppgift|uppdrag|ambition|partner|part|ägare|mottagare|arrangör"
    r"|organisatör|finansiär|huvudman|koordinator|deltagar|ledam|medlem|pengar|medlen|stödet|bidrag"
    r"|finansiering|budget|kostnad|slutnota|(?:projekt|genomförande|avtals|program)(?:tid|period)"
    r"|aim|goal|purpose|objective|mission|member|participant|organiser|organizer|owner|funder"
    r"|coordinator|funding|money|cost|duration)[a-zåäö]{0,5}"
    r"(?:\s(?:för|med|i|av|of|for|with|in)\s(?:the\s)?(?P<of>.+))?",
    re.IGNORECASE,
)
"""What something has: its goal, its owner, its money."""
_ACTS = re.compile(
    r"(?:är|var|is|are|was|were)\s(?:the\s)?(?:lead\spartner|huvudpartner|projektägare|ägare"
    r"|huvudman|koordinator|coordinator|stödmottagare|arrangör|ansvarig|responsible|funding)\w*"
    r"|(?:äger(?!\srum)|ägde(?!\srum)|driver|drev|samordna(?:r|de)|koordinera(?:r|de)|(?:med)?finansiera(?:r|de)"
    r"|bekosta(?:r|de)|betala(?:r|de)|bidrar|bidrog|ansvara(?:r|de)|satsa(?:r|de)|avsätter|skjuter"
    r"|investera(?:r|de)|bevilja(?:r|de)|har\s(?:beviljat|avsatt|enats)|leder(?!\still)|ledde"
    r"|owns|owned|coordinates|coordinated|manages|managed|leads|led|funds|funded|finances|financed"
    r"|pays?|paid|contribute[sd]?|provide[sd]?|invests?|invested|st(?:år|od)\sför|runs(?=\sthe))\b",
    re.IGNORECASE,
)
"""Verbs of an owner or funder: the sentence is about what is owned or paid for."""
_RECEIVES = re.compile(r"(?:får|fick|har\sfått|receives|received)\b", re.IGNORECASE)
_FOUNDS = re.compile(
    r"(?:startar|startade|bildar|bildade|inrättar|inrättade|bygger|byggde|lanserar|lanserade"
    r"|öppnar|öppnade|starts|started|launche[sd]|establishe[sd]|builds|built|opens|opened"
    r"|(?:is|are)\s(?:starting|launching|establishing|building|opening))\s(?:en|ett|an?)\s"
)
"""Verbs that bring something new into the text, to which a pronoun will point."""
_ARTICLES = re.compile(r"^(?:the|a|an|our|vårt|vår|en|ett)\s+", re.IGNORECASE)
_DAY = re.compile(
    r"(?:den|\w{1,20}dag(?:en)?)\s(?:den\s)?\d|(?:last|next)\s\w{1,20}day\b", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"^§\s?\d+\w?\s+")
_NOT_FIRST = (
    lexicon.PREPOSITIONS
    | lexicon.CONJUNCTIONS
    | frozenset(
        "tillsammans idag igår när om under efter sedan nu här där så dessutom även också"
        " together when after during now here there also enligt vid trots totalt sammanlagt året"
        " mellan between then in att därför därmed hittills bland mest samtidigt däremot dock"
        " vidare slutligen redan snart bara hälften resten half endast vem vad hur"
        " varför which who what how"
        " senast tidigare därefter till utöver förutom by according besides within since until"
        " varje som minst högst bakom hos utan välkommen välkomna welcome".split()
    )
)
_NOT_LAST = lexicon.PREPOSITIONS | FUNCTION_WORDS | frozenset(["sedan", "mot", "trots"])
_DETERMINERS = frozenset("de den det dessa denna detta the these this".split())
_VERB_ENDINGS = (
    "ades",
    "ddes",
    "gdes",
    "ldes",
    "rdes",
    "erade",
    "erades",
    "erar",
    "eras",
    "ade",
    "pte",
    "kte",
)
_ENDINGS_BEHIND_A_NAME = (*_VERB_ENDINGS, "ar", "er", "ör", "år")
_RELATIVE = re.compile(r",\s(?:som|vilken|vilket|vars|which|who|that)\s[^,]{1,80},(?=\s)")
NAME = r"[^\W\d_a-zåäö][\w-]{0,40}(?:\s(?:[^\W\d_a-zåäö][\w-]{0,40}|\d+(?:\.\d)?)){0,8}"
"""Of a project or the like: words that begin with a capital, and numbers behind them."""
_UNTIL = r"(?:till|t\.?\s?o\.?\s?m\b|från|until|through|from)"
_ANTECEDENT = re.compile(
    rf"(?P<what>{NAME}|[^\W\d_][\w-]{{0,40}}), (?:som|which) [^,;:]{{0,200}}(?:, {_UNTIL}[^,;:]{{0,200}})?$"
    rf"|(?P<name>{NAME}), (?:en|ett|an?) [^,;:]{{0,200}}$"
)
_OBJECT = re.compile(
    r"(?:\s(?:projektet|satsningen|programmet|the|project)){0,4}\s(?=[^\W\d_a-zåäö])"
)
_CURRENCIES = frozenset("SEK EUR USD NOK DKK GBP MSEK MEUR".split())
_OBJECT_ENDS = frozenset("med tillsammans with together och and for för i in".split())
_TITLE_ENDS = re.compile(r"\s[–—|-]\s|:\s")
_MOST_WORDS = 8
_HEAD = 200
_FARTHEST = 300


@dataclass(slots=True)
class Subjects:
    """What the sentences of a document are about, one after the other."""

    text: str
    """The whole document, which tells names from other words that open a sentence."""
    title: str
    heading: str = ""
    topic: str = ""
    """The name of what the page or section is about."""
    rival: bool = False
    """Whether something else has been named since, to which `projektet` may point as well."""
    last: str = ""
    """What the last sentence is about."""
    inner: InnerWords | None = None
    """The names within its sentences, once they are asked for."""
    priced: str = ""
    """What a sum in the sentence at hand is of: its own subject, `Budgeten` too, but no payer."""

    def of(self, unit: Unit) -> str:
        """What a sentence is about, without its article, or an empty string."""
        if unit.heading != self.heading:
            self._enter(unit.heading)
        self.priced = ""
        if unit.shape is not Shape.SENTENCE:
            return ""
        said, predicate = subject_of(_RELATIVE.sub("", unit.text[:_HEAD], count=1))
        about = self._about(said, predicate)
        if not _ACTS.match(predicate):
            self.priced = said if _ATTRIBUTE.fullmatch(said) else about
        if _FOUNDS.match(predicate):
            self.last = ""
        return about

    def _enter(self, heading: str) -> None:
        """A section that names something else is not about what the page is about."""
        if not self.heading:
            for part in (subject_of(self.title)[0], *_TITLE_ENDS.split(self.title)):
                if not self.topic:
                    self._note(_without_opening(part))
        self.heading, self.last, self.rival = heading, "", False
        names = (word for word in tokens(heading, 0)[1:] if word.is_capital)
        if self.topic not in heading and heading not in self.title and any(names):
            self.topic = ""

    def _about(self, said: str, predicate: str) -> str:
        clear = "" if self.rival else self.topic
        if said.lower() in PRONOUNS:
            return self.last
        if said.lower() in GENERIC:
            return clear or said
        if attribute := _ATTRIBUTE.fullmatch(said):
            return self._owner(attribute) or (
                self._named_last() or clear if self.topic else self.last
            )
        if acts := _ACTS.match(predicate):
            self._note(_named_object(predicate[acts.end() :]))
            return self._named_last() or clear
        if _RECEIVES.match(predicate) and _is_body(said):
            return self._named_last() or clear
        self.last = said
        self._note(said)
        return said

    def _owner(self, attribute: re.Match[str]) -> str:
        """What has the goal or budget, where its phrase says it: `Rådets syfte`, `målet för X`."""
        whose = attribute["whose"]
        thing: str = attribute["of"] or (without_genitive(whose) if whose else "")
        if thing.lower() in GENERIC:
            return "" if self.rival else self.topic or thing
        self._note(thing)
        return thing

    def _named_last(self) -> str:
        return self.last if self._is_name(self.last) else ""

    def _note(self, thing: str) -> None:
        """Takes a name that stands in the heading or title for the topic, another for its rival."""
        if not self._is_name(thing) or _is_body(thing):
            return
        self.last = thing
        if self.topic and thing in self.topic:
            self.rival = False
        elif thing in self.heading or thing in self.title:
            self.topic, self.rival = thing, False
        elif not find_names(tokens(thing, 0)):
            self.rival = True

    def _is_name(self, thing: str) -> bool:
        """Whether it is written with a capital within a sentence too, or has several capitals."""
        words = thing.split()
        if not words or words[0][0].islower():
            return False
        if len(words) > 1 and all(not word[0].islower() for word in words):
            return True
        if self.inner is None:
            self.inner = InnerWords(f"{self.text}\n{self.title}")
        return self.inner.hold(thing)


def _without_opening(title: str) -> str:
    """What a title is about: `Om Solnavet` is about `Solnavet`."""
    words = title.split()
    return " ".join(dropwhile(lambda word: word.lower() in _NOT_FIRST, words))


def subject_of(sentence: str) -> tuple[str, str]:
    """The words before the first verb, if they can be a subject, and what is said of it."""
    sentence = _PARAGRAPH.sub("", sentence)
    words = tokens(sentence, 0)
    if not words or not words[0].is_capital or words[0].is_in(_NOT_FIRST) or _DAY.match(sentence):
        return "", ""
    for at, word in enumerate(words[: _MOST_WORDS + 1]):
        if at and _is_verb(words, at):
            if words[at - 1].is_in(_NOT_LAST) and words[at - 1].low not in PRONOUNS:
                return "", ""
            said = _ARTICLES.sub("", phrase(words[:at], sentence), count=1)
            return _NAMED_BY_KIND.sub("", said, count=1), sentence[word.start :]
        if not (word.is_word or word.text in "&"):
            return "", ""
    return "", ""


def has_verb(words: str) -> bool:
    """Whether a verb that is known, or one in the past by its form, is among some words."""
    return any(word in _VERBS or word.endswith(_VERB_ENDINGS) for word in words.lower().split())


def antecedent(before: str) -> str:
    """The noun that a relative clause or an apposition tells of, at the end of this text.

    `pengar till projektet, som …`, `Vätgas 2.0, a project on lorries led by …`.
    """
    found = _ANTECEDENT.search(before[-_FARTHEST:])
    return found["what"] or found["name"] if found else ""


def _is_verb(words: Sequence[Token], at: int) -> bool:
    """Whether a word is a verb by its form; `den planerade vägen` has none."""
    if words[at].is_in(_VERBS):
        return True
    if words[at].is_capital or words[at].is_in(lexicon.LOWER_HEADS):
        return False
    named = all(word.is_capital or word.is_in(lexicon.PREPOSITIONS) for word in words[:at])
    if at > 1 and named and words[at - 1].is_capital:
        return words[at].low.endswith(_ENDINGS_BEHIND_A_NAME)
    described = at == 1 and words[0].low in _DETERMINERS
    return words[at].low.endswith(_VERB_ENDINGS) and not described


def _named_object(rest: str) -> str:
    """The name behind a verb: `driver Fordonsdalen Stockholm tillsammans med …`."""
    opening = _OBJECT.match(rest)
    if opening is None:
        return ""
    found = tokens(rest[opening.end() :], 0)
    if found and found[0].text in _CURRENCIES:
        return ""
    end = 0
    while end < len(found) and found[end].is_word and not found[end].is_in(_OBJECT_ENDS):
        end += 1
    return phrase(found[:end], rest[opening.end() :])


def _is_body(said: str) -> bool:
    """Whether the words surely name an organisation rather than something it runs."""
    words = tokens(said, 0)
    return bool(words) and (
        words[0].low in ("region", "regionen", "länsstyrelsen")
        or (len(words) == 1 and words[0].is_acronym)
        or words[-1].low in lexicon.LOWER_HEADS
    )
