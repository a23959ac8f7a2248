"""A person as one sentence names them: the name with everything that belongs to it.

    MENTION := [TITLE] NAME BEHIND…
    BEHIND  := (PARTY) | (ROLE, ORGANISATION) | (ersätter [ROLE,] NAME) | , ROLE [ORGANISATION]
             | , [preposition] ORGANISATION | preposition ORGANISATION | som ROLE | är ROLE
             | , tidigare ROLE [ORGANISATION] | slutar som ROLE | tar över som ROLE | till ROLE

What belongs to a name ends where the next name's title begins, so that in a list that is
separated by commas alone every role and organisation finds its person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.facts import lexicon
from ingest.facts.mentions import Mention
from ingest.facts.names import find_names
from ingest.facts.organisation_names import organisation_at
from ingest.facts.representing import REPRESENTS, SECTORS
from ingest.facts.roles import Affiliation, affiliation_behind
from ingest.facts.tokens import Token

_MOST_STEPS = 5
_FARTHEST_CHOICE = 12
_SAID = lexicon.COPULAS | lexicon.APPOINTMENTS | {"har", "has", "have"}
_AGE = re.compile(r"[1-9]\d")
_SUBSTITUTING = frozenset(
    "ersätter ersatte ersättare substitutes substituting replaces replacing".split()
)
_OTHERWISE = frozenset("till vardags annars också även nu idag i dag normally also".split())
_BEFORE_ROLE = (
    lexicon.APPOINTMENTS
    | lexicon.TIMES
    | lexicon.YEARS
    | frozenset("till to som as been har varit".split())
)
"""What stands between a verb and the role: `har sedan 2020 varit`, `is now`."""
_ARTICLES = frozenset("en ett ny nya a an the new our vår deras its".split())


def complete(words: Sequence[Token], mentions: Sequence[Mention], in_list: bool) -> list[Mention]:
    """The mentions with what stands behind each name.

    `in_list` tells that people are enumerated, where any words behind a name are its role.
    """
    limits = [*(mention.start for mention in mentions[1:]), len(words)]
    return [
        _Behind(words, limit, in_list).complete(mention)
        for mention, limit in zip(mentions, limits, strict=False)
    ]


@dataclass(frozen=True, slots=True)
class _Behind:
    """Reads what stands behind a name, up to the word `limit`."""

    words: Sequence[Token]
    limit: int
    in_list: bool

    def complete(self, mention: Mention) -> Mention:
        if mention.title:
            organisation = mention.title.organisation or mention.organisation
            mention = replace(mention, role=mention.title.role, organisation=organisation)
        for _ in range(_MOST_STEPS):
            further = self._step(mention)
            if further is None:
                break
            mention = further
        return mention

    def _step(self, mention: Mention) -> Mention | None:
        at = mention.end
        mark = self.words[at].low if at < self.limit else ""
        further: Mention | None = None
        if mark == "(":
            further = self._parenthesis(mention, at)
        elif mark in (",", "–", "—", "-", "|"):
            further = self._apposition(mention, at + 1)
            if mark == "|" and further and self._is_label(further.end):
                return None  # `Anna Ek | Telefon: 08-…`
        elif mark in lexicon.PREPOSITIONS and mention.organisation is None:
            further = self._with(mention, self._employer(at))
        elif mark in ("som", "as"):
            further = self._named_as(mention, at + 1) or self._with_function(mention, at + 1)
        elif mark:
            further = self._predicate(mention, at, mark)
        return further

    def _is_label(self, end: int) -> bool:
        """Whether what ends here is the head of a column, with its value behind a colon."""
        return end < self.limit and self.words[end].text == ":"

    def _predicate(self, mention: Mention, at: int, mark: str) -> Mention | None:
        """What a verb says of whoever stands before it, or around it."""
        further: Mention | None = None
        if mark in _SAID:
            further = self._copula(mention, at + 1)
        elif mark in REPRESENTS and mention.organisation is None:
            end = organisation_at(self.words, at + 1, self.limit)
            found = Affiliation(None, (at + 1, end), end) if end > at + 1 else None
            further = self._with(mention, found)
        elif mark in ("till", "to") and self._is_appointed(mention):
            further = self._named_as(mention, at + 1)
        elif mention.party is not None and mention.end == mention.party + 2:
            further = self._copula(mention, at)  # `Bo Ek (M) är ordförande och Eva Al (S) ledamot.`
        elif self._is_inverted(mention):
            further = self._copula(mention, at)  # `Sedan 2020 är Eva Ek ordförande.`
        return further

    def _is_inverted(self, mention: Mention) -> bool:
        """Whether a verb stands before the name, in a statement: `Numera är NAME rektor.`"""
        is_behind = mention.start > 0 and self.words[mention.start - 1].low in lexicon.COPULAS
        return is_behind and self.words[-1].text != "?"

    def _employer(self, at: int) -> Affiliation | None:
        """`NAME från ORGANISATION`; where people are listed, any that opens with a capital."""
        found = affiliation_behind(self.words, at, self.limit, False)
        if found is None and self.in_list and self.words[at].low in ("of", "från", "from", "för"):
            end = organisation_at(self.words, at + 1, self.limit)
            found = Affiliation(None, (at + 1, end), end) if end > at + 1 else None
        return found

    def _apposition(self, mention: Mention, at: int) -> Mention | None:
        if self._opens_next(at):
            return None
        if at + 1 < self.limit and self.words[at].low in ("som", "who", "as"):
            return self._clause(mention, at)
        if at < self.limit and self.words[at].low in lexicon.COPULAS:
            return self._copula(mention, at + 1)
        if at < self.limit and _AGE.fullmatch(self.words[at].text):
            years = at + 1 < self.limit and self.words[at + 1].low == "år"
            return replace(mention, end=at + 1 + years)
        if at + 2 < self.limit and self.words[at + 1].low == "vardags":
            at += 2
        found = affiliation_behind(self.words, at, self.limit, self.in_list)
        if mention.title and at < self.limit and self.words[at].low in lexicon.FORMER_WORDS:
            # What somebody did before takes no place of what they do now.
            known = found is not None and found.role is not None and mention.past is None
            return replace(mention, past=found, end=found.end) if found and known else None
        return self._with(mention, found)

    def _clause(self, mention: Mention, at: int) -> Mention | None:
        """`regionrådet NAME, som är rådets ordförande`, `NAME, som ordförande`."""
        verb = at + 1
        while verb + 1 < self.limit and self.words[verb].low in _OTHERWISE:
            verb += 1
        if self.words[verb].low not in lexicon.COPULAS:
            return self._named_as(mention, at + 1)
        return self._copula(mention, verb + 1) or self._with_function(mention, verb + 1)

    def _opens_next(self, at: int) -> bool:
        """Whether a seat and a colon stand here: `ersättare:` is about the name behind it."""
        two = self.words[at : at + 2]
        return len(two) == 2 and two[0].low in lexicon.SEAT_WORDS and two[1].text == ":"

    def _with(self, mention: Mention, found: Affiliation | None) -> Mention | None:
        """The mention with what was found, unless that adds nothing to it."""
        if found is None:
            return None
        if found.role is not None and mention.role is not None:
            return self._in_place_of_title(mention, found)
        if self._is_of_sector(mention) and found.organisation:
            mention = replace(mention, organisation=None, start=mention.name[0])
        if found.role is None and mention.organisation is not None:
            return None
        return replace(
            mention,
            role=mention.role or found.role,
            organisation=mention.organisation or found.organisation,
            end=found.end,
        )

    def _is_of_sector(self, mention: Mention) -> bool:
        """Whether somebody represents no more than `akademin`."""
        organisation = mention.organisation
        return organisation is not None and self.words[organisation[0]].low in SECTORS

    def _in_place_of_title(self, mention: Mention, found: Affiliation) -> Mention | None:
        """The mention with the role behind its name, where that says more than the title does."""
        titled = mention.title is not None and mention.role == mention.title.role
        employed = titled and mention.organisation is None and found.organisation is not None
        if not employed and not (self._has_only_rank(mention) and self._is_known(found)):
            return None
        organisation = found.organisation or mention.organisation
        return replace(mention, role=found.role, organisation=organisation, end=found.end)

    def _past_articles(self, at: int) -> int:
        while at < self.limit and self.words[at].low in _ARTICLES:
            at += 1
        return at

    def _is_appointed(self, mention: Mention) -> bool:
        """Whether somebody is chosen here: `Styrelsen utsåg NAME till vd`."""
        before = self.words[max(0, mention.start - _FARTHEST_CHOICE) : mention.start]
        return any(word.low in lexicon.APPOINTS for word in before)

    def _named_as(self, mention: Mention, at: int) -> Mention | None:
        proposed = self.words[max(0, mention.start - 1)].low in lexicon.PROPOSES
        completed = None if proposed else self._with_role(mention, at)
        return replace(completed, named_as=True) if completed else None

    def _with_function(self, mention: Mention, at: int) -> Mention | None:
        """The mention with what somebody who has a title is here: `prorektor NAME som ordförande`."""
        found = affiliation_behind(self.words, self._past_articles(at), self.limit, False)
        if found is None or found.role is None or found.organisation or mention.function:
            return None
        known = self._is_known(found) and mention.role is not None
        return replace(mention, function=found.role, end=found.role[1]) if known else None

    def _copula(self, mention: Mention, at: int) -> Mention | None:
        while at < self.limit and self.words[at].low in _BEFORE_ROLE:
            at += 1
        return self._with_role(mention, at)

    def _with_role(self, mention: Mention, at: int) -> Mention | None:
        """The mention with the role that a sentence gives, which one has here unless at an employer."""
        found = affiliation_behind(self.words, self._past_articles(at), self.limit, False)
        if found is None or found.role is None or not self._lacks_function(mention):
            return None
        completed = self._with(mention, found) if self._is_known(found) else None
        return replace(completed, named_as=not self._is_at(found)) if completed else None

    def _is_at(self, found: Affiliation) -> bool:
        """Whether a role is held at an employer: `projektledare på Ekbolaget`."""
        if found.role is None or found.organisation is None:
            return False
        between = self.words[found.role[1] : found.organisation[0]]
        return any(word.low in lexicon.STRONG_PREPOSITIONS for word in between)

    def _lacks_function(self, mention: Mention) -> bool:
        return mention.role is None or self._has_only_rank(mention)

    def _has_only_rank(self, mention: Mention) -> bool:
        """Whether nothing but a rank before the name, such as `docent`, is known of what one does."""
        title = mention.title
        if title is None or title.linked or mention.role != title.role:
            return False
        return lexicon.is_academic(self.words[title.role[1] - 1].text)

    def _is_known(self, found: Affiliation) -> bool:
        """Whether the role, if there is one, holds a word that is known for a role."""
        if found.role is None:
            return True
        return any(lexicon.is_role(word.text) for word in self.words[slice(*found.role)])

    def _parenthesis(self, mention: Mention, at: int) -> Mention | None:
        close = next((here for here in range(at, self.limit) if self.words[here].text == ")"), None)
        if close is None or close == at + 1:
            return None
        if close == at + 2 and self.words[at + 1].text in lexicon.PARTIES:
            return replace(mention, party=at + 1, end=close + 1)
        if self.words[at + 1].low in _SUBSTITUTING:
            return self._substitute(mention, at, close)
        if self.in_list and (at + 1, close) in find_names(self.words[:close]):
            return replace(mention, deputy=(at + 1, close), end=close + 1)
        last = close - (self.words[close - 1].text == ".")  # `(ordf.)`
        found = self._parts(at + 1, last)
        if found is None or not self._is_known(found):
            return None
        completed = self._with(mention, found)
        return replace(completed, end=close + 1) if completed else None

    def _parts(self, at: int, last: int) -> Affiliation | None:
        """What a parenthesis holds: `(vd, Ekbolaget)` or, the other way round, `(Ekbolaget, vd)`."""
        found = affiliation_behind(self.words, at, last, True)
        if found is None or found.end == last:
            return found
        if found.role is not None or self.words[found.end].text != ",":
            return None
        role = affiliation_behind(self.words, found.end + 1, last, True)
        if role is None or role.organisation is not None or role.end != last:
            return None
        return replace(role, organisation=found.organisation)

    def _substitute(self, mention: Mention, at: int, close: int) -> Mention | None:
        inside = find_names(self.words[at + 1 : close])
        if not inside:
            return None
        name = (inside[0][0] + at + 1, inside[0][1] + at + 1)
        floor = at + 2 + (self.words[at + 2].low in ("för", "for"))
        absent = Mention(name, floor, name[1])
        between = [here for here in range(floor, name[0]) if self.words[here].is_word]
        if between:
            absent = replace(absent, role=(between[0], between[-1] + 1))
        reader = replace(self, limit=close)
        absent = reader.complete(absent)
        return replace(mention, absent=absent, end=close + 1)
