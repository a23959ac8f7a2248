"""From what a message asks, one thing after the other, to what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.finder import Finder
from assistant.answering.found_answer import FoundAnswer
from assistant.answering.joining import join
from assistant.answering.versions import Versions, only_older, with_older
from assistant.answering.writing import Writing
from assistant.clock import Clock
from assistant.composition.response import Response
from assistant.evidence.findings import Findings
from assistant.models.answers import Language, Question, Turn
from assistant.ports import SearchIndex
from assistant.question.conversation import leans, topic
from assistant.question.understanding import understand
from assistant.reasons import Reason
from assistant.settings import Settings
from assistant.staff.curated import CuratedAnswer
from assistant.text.words import without_marks

LEAST_OTHERWISE = 0.75
"""The chance from which a question is answered as it is read in the less likely way; see ADR 27."""
CLEARLY_SURER = 0.15
"""How much surer what is read behind the turns has to be than what answers a question by itself."""


def understood(
    text: str, language: Language | None, history: Sequence[Turn], settings: Settings
) -> Question:
    """What was typed, read once; see `understanding.understand`."""
    most = settings.answering.maximum_question_characters
    return understand(text, language, history, default=settings.language, maximum=most)


@dataclass(frozen=True)
class Way:
    """The way of one message through one generation of the index."""

    index: SearchIndex
    finder: Finder
    clock: Clock
    settings: Settings
    curated: Callable[[str], CuratedAnswer | None]
    writing: Writing

    def answered(
        self, whole: Question, history: Sequence[Turn]
    ) -> tuple[Question, Findings, Response]:
        """Answer each part with what the parts before it said, and join the answers.

        Returns:
            The question as it was read, the findings for its least sure part, and what to say.
        """
        if len(whole.parts) == 1 or self.curated(whole.text):
            return self._answered_whole(whole)
        turns, told = list(history), []
        said: set[str] = set()
        number = 1
        for part in whole.parts:
            asked = understood(part, whole.language, turns, self.settings)
            asked = replace(asked, asked_in=whole.asked_in)
            found = self._found(asked, number)
            response = self._worded(found)
            if response.status.has_evidence and without_marks(response.text) in said:
                continue  # The parts before it have said that already.
            said.add(without_marks(response.text))
            number += len(response.citations)
            told.append((asked, found.findings, response))
            turns.append(Turn("user", asked.standalone))
            if response.status.has_evidence:  # A refusal names whom to ask instead.
                turns.append(Turn("assistant", response.text))
        answered = [findings for _, findings, _ in told if findings.answers]
        least_sure = min(answered or [told[0][1]], key=lambda findings: findings.confidence)
        standalone = " ".join(asked.standalone for asked, _, _ in told)
        responses = [(asked, response) for asked, _, response in told]
        joined = join(whole, responses, self.settings.contact)
        return replace(whole, standalone=standalone), least_sure, joined

    def _answered_whole(self, whole: Question) -> tuple[Question, Findings, Response]:
        """Answer a message that asks one thing, as a language model makes it stand alone if that is surer."""
        found = self._found(whole)
        told = self.writing.rephrased(found, self.clock)
        if told and not told.objection:
            language = None if whole.bilingual else whole.language
            asked = understood(told.text, language, (), self.settings)
            again = self._found(asked)
            if again.is_surer_than(found):
                found = replace(again, question=replace(asked, text=whole.text, turns=whole.turns))
            else:
                told = replace(told, objection=Reason("nothing_surer"))
        response = self._worded(found, is_all=True)
        return found.question, found.findings, replace(response, rephrasing=told)

    def _found(self, question: Question, first: int = 1) -> FoundAnswer:
        """Answer a question behind the turns before it if it leans on them, else as if it were the first.

        What the other way of reading finds counts if it is sure: where the likelier way finds nothing in
        the documents in force, and behind turns also where it is clearly surer than what was found alone.
        What somebody answers for wins over all.
        """
        if entry := self.curated(question.text):
            findings = Findings(curated=entry)
            response = self.finder.composed(self.index, question, findings, first)
            return FoundAnswer(question, findings, response)
        if not question.turns:
            return self._found_as_read(question, first)
        alone = self._alone(question)
        if leans(question):
            found = self._found_as_read(question, first)
            # What names nothing itself asks for nothing alone; of other languages no rule tells that.
            may_be_alone = question.asked_in == "other" or topic(question.text) is not None
            if not found.is_in_force and may_be_alone:
                found = self._or_if_sure(found, alone, first)
        else:
            found = self._found_as_read(alone, first)
            if not (found.is_in_force and found.is_sure):
                found = self._or_if_sure(found, question, first)
        if found.question.standalone == question.standalone:
            return replace(found, question=question)
        return replace(found, question=replace(found.question, turns=question.turns))

    def _or_if_sure(self, found: FoundAnswer, question: Question, first: int) -> FoundAnswer:
        """What was found, or what is found for a question read in the other way if that is sure."""
        other = self._found_as_read(question, first)
        least = found.findings.confidence + CLEARLY_SURER if found.is_in_force else 0.0
        is_sure = other.is_in_force and other.findings.confidence >= max(LEAST_OTHERWISE, least)
        return other if is_sure else found

    def _alone(self, question: Question) -> Question:
        """A question as if nothing had been said before it."""
        alone = understood(question.text, question.language, (), self.settings)
        asked_in, bilingual = question.asked_in, question.bilingual
        return replace(alone, asked_in=asked_in, bilingual=bilingual, parts=question.parts)

    def _found_as_read(self, question: Question, first: int) -> FoundAnswer:
        """Answer from the documents in force, or else from what older versions of them say."""
        versions = self.index.view(Versions)
        findings, response = self.finder.find(versions.current, question, first)
        found = FoundAnswer(question, findings, response, versions.current)
        if versions.older is None or question.bilingual:
            return found
        if not findings.answers:
            findings, older = self.finder.find(versions.older, question, first)
            if findings.answers and older.citations:
                return FoundAnswer(question, findings, only_older(older, question.language))
            return found
        cited = {citation.document.id for citation in response.citations}
        if before := versions.older_than(cited):
            findings, older = self.finder.find(before, question, first)
            if findings.answers and older.citations:
                return replace(found, older=older)
        return found

    def _worded(self, found: FoundAnswer, *, is_all: bool = False) -> Response:
        """An answer as a language model words it, if one does, and what older versions say below it.

        That to a question that is all of a message begins it, so that its sentences can be told as they
        come.
        """
        response = self.writing.worded(found, self.clock, is_all=is_all)
        if found.older is None:
            return response
        return with_older(response, found.older, found.question.language)
