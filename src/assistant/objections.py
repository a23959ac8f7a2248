"""Reasons not to answer with the best sentence, however near it is to the question.

Each is a short rule for what a near sentence typically lacks: the thing that was named, the role,
the group, what was counted, who pays. The first that objects is told in the explanation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.coverage import QuestionWords, is_content
from assistant.evidence import Choice
from assistant.facts import vocabulary
from assistant.facts.asked import Asked
from assistant.facts.fields import fields_met
from assistant.facts.people import is_list_of_people
from assistant.facts.requests import REQUESTS
from assistant.features import holds_new
from assistant.kinds import (
    AMOUNT,
    COUNT,
    DATE,
    DEFINITION,
    LIST,
    PERSON,
    QUANTITY,
    REASON,
    ROLE,
    STRICT,
    YES_NO,
)
from assistant.models import Question
from assistant.ports import SearchIndex
from assistant.words import likeness, words

LEAST_NAMES = 0.5
"""The share of the question's names that the passage, its heading or its document's title has to
hold, by weight."""
LIKE = 0.6
LEAST_NEW = 2
"""Words of its own that a sentence has to have."""
LEAST_OWN = 0.15
"""The least share that a sentence has to meet of what the titles above it do not say already."""
LEAST_AHEAD = 0.005
"""In cosine, of the next sentence; of the answers that this let through 9 in 12 were right."""
MEANT = 0.5
COUNTED = re.compile(
    r"\b(?:hur (?:många|stora?|stort|höga?|högt|långa?|långt)|antal(?:et)?|how (?:many|large an?|big an?)"
    r"|number of)\s+(?P<what>.+)",
    re.IGNORECASE,
)
MONEY_NOUN = re.compile(
    r"\b\w{0,40}(budget|kostnad|kosta|finansiering|bidrag|anslag|medfinansiering|omsättning|lön|avgift|pris)", re.IGNORECASE
)  # fmt: skip
WHO_DOES = re.compile(
    r"\b(?:[Vv]em|[Vv]ilka|[Ww]ho)\s+(?P<verb>[^\W\d_]+)\s+(?P<whom>[^\W\d_][\w&-]+(?:\s+[A-ZÅÄÖ][\w&-]+)*)"
)
_BODY = re.compile(
    r"(kommun|region|styrels|nämnd|bolag|företag|myndighet|universitet|högskol|verket|grupp|råd|staten|regering"
    r"|council|company|government|agency|university|municipalit|board|committee|group)",
    re.IGNORECASE,
)
"""Bodies that act and are written in small letters."""
PAYS_OR_RUNS = frozenset({"funder", "owner"})


@dataclass(frozen=True)
class Case:
    """A question with the sentence that would answer it."""

    question: Question
    choice: Choice
    index: SearchIndex

    @property
    def sentence(self) -> str:
        """The best sentence."""
        return self.choice.chosen[0].span.text

    @property
    def sentence_with_the_one_before(self) -> str:
        """The best sentence and the one that it may lean on."""
        best = self.choice.chosen[0]
        before = [s.text for s in best.hit.passage.sentences if s.end <= best.span.start][-1:]
        return " ".join([*before, self.sentence])

    @property
    def surroundings(self) -> str:
        """The passage that it stands in, with its heading and the title of the document."""
        passage = self.choice.chosen[0].hit.passage
        title = self.index.documents[passage.document].title
        return f"{title}\n{passage.heading}\n{passage.text}"

    @property
    def is_across_languages(self) -> bool:
        """Whether question and sentence are in two languages."""
        document = self.index.documents[self.choice.chosen[0].span.document]
        return document.language != self.question.asked_in


def objection(case: Case) -> str | None:
    """Why the best sentence does not answer, or None."""
    return next((told for rule, told in RULES if rule(case)), None)


def _says_nothing_new(case: Case) -> bool:
    """Whether a sentence only repeats the question, as the line above a list does."""
    if case.question.expects in STRICT:
        return False
    asked = [word.text for word in words(case.question.standalone)]
    told = [word.text for word in words(case.sentence) if is_content(word)]
    if not told or any(character.isdigit() for character in case.sentence):
        return not told
    return int((likeness(asked, told).max(0) < LIKE).sum()) < LEAST_NEW


def _says_only_what_the_title_does(case: Case) -> bool:
    """Whether a sentence is near only because it names the thing that its document is about.

    Not so where it holds what is asked for and lies nearest: `sammanträder` is no `träffas`.
    """
    best = case.choice.chosen[0]
    if case.question.expects == DEFINITION or best.features["own"] >= LEAST_OWN:
        return False
    others = [
        evidence.features["cosine"]
        for evidence in case.choice.evidence
        if evidence.span.document == best.span.document and evidence is not best
    ]
    ahead = best.features["cosine"] - max(others, default=0.0)
    return not (best.features["holds"] and ahead >= LEAST_AHEAD)


def _lacks_the_names(case: Case) -> bool:
    asked = QuestionWords.of(case.question.standalone)
    if not asked.names.any():
        return False
    told = sorted({word.text for word in words(case.surroundings)})
    each = [word.text for word in asked.words]
    met = likeness(each, told).max(1) >= LIKE
    if case.is_across_languages:  # `Sweden` for `Sverige`
        met |= (case.index.word_vectors(each) @ case.index.word_vectors(told).T).max(1) >= MEANT
    elif not all(met[asked.ends_of_names()]):
        return True
    return asked.share_of_names(np.where(met, 1.0, 0.0).astype(np.float32)) < LEAST_NAMES


def _names_nobody(case: Case) -> bool:
    """Whether somebody is asked for and the sentences name nobody but those of the question."""
    if case.question.expects != PERSON:
        return False
    asked = frozenset(word.folded for word in words(case.question.standalone))
    told = " ".join(part.span.text for part in case.choice.chosen)
    return not (holds_new(PERSON, told, asked) or _BODY.search(told))


def _gives_no_reason(case: Case) -> bool:
    """Whether a reason is asked for and the sentences give none."""
    if case.question.expects != REASON:
        return False
    asked = frozenset(word.folded for word in words(case.question.standalone))
    return not any(holds_new(REASON, part.span.text, asked) for part in case.choice.chosen)


def _lacks_the_role(case: Case) -> bool:
    if case.question.expects not in (PERSON, ROLE) or case.is_across_languages:
        return False
    text = case.question.standalone
    roles = [phrases for phrases, _ in vocabulary.named(text, vocabulary.SAME_ROLE)]
    if any(not vocabulary.holds(case.sentence, phrases) for phrases in roles):
        return True
    others = [word.text for word in words(text) if vocabulary.is_role(word) and not roles]
    return bool(others) and not _holds_all(case, others, case.sentence)


def _lacks_the_group(case: Case) -> bool:
    if case.is_across_languages:
        return False
    groups = vocabulary.named(case.question.standalone, vocabulary.SAME_GROUP)
    return any(not vocabulary.holds(case.surroundings, phrases) for phrases, _ in groups)


def _counts_something_else(case: Case) -> bool:
    match = COUNTED.search(case.question.standalone)
    if case.question.expects not in (COUNT, QUANTITY) or match is None:
        return False
    counted = [word.text for word in words(match["what"]) if is_content(word)][:1]
    return bool(counted) and not _holds_all(case, counted, case.sentence_with_the_one_before)


def _sums_something_else(case: Case) -> bool:
    match = MONEY_NOUN.search(case.question.standalone)
    if case.question.expects != AMOUNT or match is None or case.is_across_languages:
        return False
    return match[1][:4].casefold() not in case.sentence.casefold()


def _tells_of_the_other_end(case: Case) -> bool:
    """Whether a start is asked for and the sentence has a period with an end only, or vice versa."""
    if case.question.expects != DATE:
        return False
    best = case.choice.chosen[0].span
    periods = [
        fact
        for fact in case.index.facts
        if fact.kind == "period"
        and fact.document == best.document
        and best.start <= fact.start < best.end
    ]
    for request in REQUESTS:
        if request.needs and request.cue.search(case.question.standalone):
            return bool(periods) and not any(request.needs in fact.fields for fact in periods)
    return False


def _does_not_tell_who_pays_or_runs(case: Case) -> bool:
    for request in REQUESTS:
        if (
            request.kinds <= PAYS_OR_RUNS
            and (request.expects is None or case.question.expects in request.expects)
            and request.cue.search(case.question.standalone)
        ):
            return not request.cue.search(case.sentence) and not _has_fact(case, request.kinds)
    return False


def _tells_what_they_do_instead(case: Case) -> bool:
    """Whether `Vem leder Scania?` would be answered with what Scania leads."""
    match = WHO_DOES.search(case.question.standalone)
    if match is None:
        return False
    does = re.compile(rf"\b{re.escape(match['whom'])}\s+{re.escape(match['verb'])}\b")
    return any(does.search(part.span.text) for part in case.choice.chosen)


def _has_fact(case: Case, kinds: frozenset[str]) -> bool:
    best = case.choice.chosen[0].span
    return any(
        fact.kind in kinds
        and fact.document == best.document
        and best.start <= fact.start < best.end
        for fact in case.index.facts
    )


def _holds_all(case: Case, asked: Sequence[str], text: str) -> bool:
    """Whether a text holds each word, by its letters or its meaning."""
    told = sorted({word.text for word in words(text)})
    if not told:
        return False
    met = likeness(asked, told) >= LIKE
    met |= case.index.word_vectors(asked) @ case.index.word_vectors(told).T >= MEANT
    return bool(met.any(1).all())


def _lists_people(case: Case) -> bool:
    """Whether the best sentence lists people, which answers nothing but a question for a list.

    No fact met the question then, so that none of those listed is the one, or none can be told
    from the others.
    """
    if case.question.expects == LIST:
        return False
    return is_list_of_people(case.index, case.choice.chosen[0].span)


def _is_somebody_else(case: Case) -> bool:
    """Whether a person of the documents is asked about in a capacity that no fact gives them.

    Then a sentence that only names the person would seem to say yes.
    """
    asked = Asked.of(case.question.standalone)
    if case.question.expects != YES_NO or not asked.capacities:
        return False
    people = [fact for fact in case.index.facts if fact.kind == "person"]
    met = fields_met(case.index, people, asked, set())
    return any("name" in fields for fact_met in met for fields in fact_met)


Rule = Callable[[Case], bool]
RULES: tuple[tuple[Rule, str], ...] = (
    (_lists_people, "The best sentence lists people, none of whom meets the question."),
    (_is_somebody_else, "The person is named, but in no such capacity."),
    (_says_nothing_new, "The best sentence says nothing that the question does not."),
    (_says_only_what_the_title_does, "The best sentence meets nothing but the document's subject."),
    (_lacks_the_names, "The best passage does not hold the names of the question."),
    (_names_nobody, "The best sentences name nobody."),
    (_gives_no_reason, "The best sentences give no reason."),
    (_lacks_the_role, "The best sentence does not hold the role that is asked for."),
    (_lacks_the_group, "The best passage does not hold the group that is asked for."),
    (_counts_something_else, "The best sentence does not hold what is to be counted."),
    (_sums_something_else, "The best sentence has a sum of something else."),
    (_tells_of_the_other_end, "The best sentence tells the other end of the period."),
    (_tells_what_they_do_instead, "The best sentence tells what those named do themselves."),
    (_does_not_tell_who_pays_or_runs, "The best sentence does not tell who pays or who runs it."),
)
