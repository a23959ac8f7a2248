"""How what answers a question is found: facts first, and the passages where these leave a doubt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from assistant.answering.weighing import ahead, weigh
from assistant.clock import Clock
from assistant.composition.response import Response, respond
from assistant.evidence.choosing import Choice, choose
from assistant.evidence.findings import FACTS_ANSWER, SURE, Findings
from assistant.evidence.retrieval import query_text, retrieve
from assistant.facts.fields import named_in_full
from assistant.facts.people import match_people
from assistant.facts.people_index import PeopleIndex, names_told
from assistant.facts.people_query import PeopleQuery
from assistant.facts.query import FactQuery
from assistant.facts.quotations import match_quotation
from assistant.facts.rewording import KnownNames
from assistant.facts.statement_index import StatementIndex
from assistant.facts.statements import disagree, match_statements
from assistant.facts.still import settle
from assistant.facts.vocabulary import SUBJECT
from assistant.models.answers import Question, Status
from assistant.ports import SearchIndex
from assistant.question.translation import question_vectors, read_as_swedish
from assistant.reader.reading import Reader
from assistant.reasons import Reason
from assistant.settings import Settings
from assistant.text.words import words
from assistant.views.corrected import Disputed, with_withdrawn
from assistant.views.places import Places

VIEWS: Sequence[Callable[[SearchIndex], object]] = (
    *(Places, KnownNames, PeopleIndex, StatementIndex, Disputed),
    *(names_told, question_vectors),
)
"""All that questions are looked up in, built for each generation before it answers."""
LEAST_BELIEVED = 0.3
"""The chance from which each of facts that disagree counts, below that of answers: more than one is told."""


@dataclass(frozen=True)
class Finder:
    """Finds what answers questions, and puts it into words."""

    open_reader: Callable[[], Reader]
    """Called once for a question, since a reader at an endpoint waits so long for each and no longer."""
    settings: Settings
    today: date
    clock: Clock
    for_model: bool = False
    """Whether a language model may word answers: it wants passages beside facts that are sure, too."""

    def find(self, index: SearchIndex, question: Question, first: int) -> tuple[Findings, Response]:
        """What answers a question, from the surest kind of evidence to the least sure.

        Facts of which the reader is sure are told at once, and so are sources that disagree, which are more
        than one be they what was asked for or not. Other facts are held against what the reader finds in
        the passages, and where they are not believed then, these answer.

        Args:
            index: The open generation.
            question: What is asked.
            first: The number of the first citation.
        """
        found = self._believed(index, question, self._look_up(index, question))
        if not found.from_facts:
            found = self.search(index, question, found)
            found = found if found.declined else self._read(index, question, found)
            return found, self.composed(index, question, found, first)
        found, response = self._weighed(index, question, found, first)
        is_sure = found.chance >= SURE or response.status is Status.CONFLICTING
        if is_sure and not (self.for_model and found.may_be_worded):
            return found, response
        found = self.search(index, question, found)
        if not is_sure:
            found = self._held_against_passages(index, question, found, response)
        return found, self.composed(index, question, found, first)

    def _believed(self, index: SearchIndex, question: Question, facts: Findings) -> Findings:
        """Of facts that disagree those that answer by themselves: another thing's are no other source."""
        differing = disagree(facts.statements)
        if not differing:
            return facts
        alone = [replace(facts, statements=[statement]) for statement in differing]
        chances = [self._weighed(index, question, one, 1)[0].chance for one in alone]
        answering = [
            s for s, told in zip(differing, chances, strict=True) if told >= LEAST_BELIEVED
        ]
        return replace(facts, statements=answering, doubted=None if answering else max(chances))

    def _weighed(
        self, index: SearchIndex, question: Question, facts: Findings, first: int
    ) -> tuple[Findings, Response]:
        """Facts with the chance that they answer, and what would be said."""
        response, reader = self.composed(index, question, facts, first), self._reader
        with self.clock("weigh"):
            return weigh(reader, question, facts, response), response

    def _held_against_passages(
        self, index: SearchIndex, question: Question, facts: Findings, response: Response
    ) -> Findings:
        """The facts with their chance beside what the passages say or, if they are not believed, these."""
        read = self._read(index, question, facts)
        chance = self._reader.weigh_beside(facts.chance, ahead(response, read.choice))
        if chance < FACTS_ANSWER:
            return replace(read, doubted=chance)
        return replace(facts, chance=chance, alone=facts.chance, held=read.choice)

    def composed(
        self, index: SearchIndex, question: Question, found: Findings, first: int
    ) -> Response:
        """What is said of what was found; see `response.respond`."""
        with self.clock("compose"):
            return respond(question, found, index, self.settings.contact, self.today, first)

    def _look_up(self, index: SearchIndex, question: Question) -> Findings:
        """The facts that answer, or why none may."""
        threshold = self.settings.answering.threshold
        with self.clock("look up"):
            facts = look_up(index, question, self.today)
            if index.withdrawn and _was_withdrawn(index, question, self.today, facts):
                on_topic = _is_on_topic(index, question)
                reason = Reason("withdrawn")
                return Findings(threshold=threshold, declined=reason, on_topic=on_topic)
            return replace(facts, threshold=threshold)

    def search(self, index: SearchIndex, question: Question, found: Findings) -> Findings:
        """The same with the passages that are about the question."""
        with self.clock("embed"):
            vector = index.embed_query(query_text(question))
        with self.clock("retrieve"):
            return replace(found, hits=retrieve(index, question, vector, self.settings.retrieval))

    def choose(self, index: SearchIndex, question: Question, found: Findings) -> Choice:
        """What the reader finds in the passages that were found."""
        reader = self._reader
        with self.clock("read"):
            return choose(index, question, found.hits, reader, found.threshold)

    def _read(self, index: SearchIndex, question: Question, found: Findings) -> Findings:
        """What the passages say that were found, in the place of any facts."""
        with self.clock("look up"):
            on_topic = _is_on_topic(index, question)
        choice = self.choose(index, question, found)
        return Findings(
            hits=found.hits,
            threshold=found.threshold,
            doubted=found.doubted,
            on_topic=on_topic,
            choice=choice,
        )

    @cached_property
    def _reader(self) -> Reader:
        with self.clock("open"):
            return self.open_reader()


def look_up(index: SearchIndex, question: Question, today: date) -> Findings:
    """The facts that answer, if any do."""
    asked = read_as_swedish(index, question) or question.plain
    query = FactQuery.of(index, asked)
    if people := match_people(index, query):
        return Findings(people=people)
    if settled := settle(index, query, today):
        return Findings(settled=settled)
    return Findings(statements=match_statements(index, query) or match_quotation(index, query))


def _is_on_topic(index: SearchIndex, question: Question) -> bool:
    asked = words(question.plain)
    names = {word.folded for word in asked if word.is_name}
    names |= {name.removesuffix("s") for name in names}  # `Frida Nilssons`
    told = SUBJECT.intersection(word.folded for word in asked)
    known = index.view(names_told)
    if told or any(known.find(name) is not None for name in names):
        return True
    people = PeopleQuery.of(question.plain, question.expects)
    return bool(named_in_full(index, people).any())


def _was_withdrawn(index: SearchIndex, question: Question, today: date, found: Findings) -> bool:
    """Whether what answered was withdrawn by staff, and nothing that answered beside it is left.

    What is found in its place only comes next, and is about something else.
    """
    before = look_up(index.view(with_withdrawn), question, today).facts
    left = {id(fact) for fact in found.facts}
    return bool(before) and left.isdisjoint(map(id, before))
