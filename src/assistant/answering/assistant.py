"""The service that answers: what each question goes through, from what was typed to what leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from assistant.answering.answer_cache import AnswerCache
from assistant.answering.finder import Finder
from assistant.answering.noticing import with_followers, with_notices
from assistant.answering.searching import find_passages
from assistant.answering.versions import Contents, build_views
from assistant.answering.way import Way, understood
from assistant.answering.writing import Writing
from assistant.clock import Clock, today
from assistant.composition.response import decline, unanswerable
from assistant.errors import FordonsdalenError
from assistant.evidence.findings import Findings
from assistant.generation.asked import Composer
from assistant.models.answers import (
    Answer,
    Citation,
    Language,
    Question,
    Status,
    Turn,
)
from assistant.ports import Away, OnStep, SearchIndex, Snapshot, unheard
from assistant.reader.reading import Reader
from assistant.settings import Settings
from assistant.staff.curated import CuratedAnswer
from assistant.verification import verify

WARM_UP = (
    "Vad är Fordonsdalen Stockholm?",
    "Who pays for it?",
    "Kuka johtaa hanketta 4111 1111 1111 1111?",
)
"""In each language and another, the last turned away: they load all that questions need."""


class Assistant:
    """Answers questions from whichever generation of the index is in force."""

    def __init__(
        self,
        open_index: Callable[[], SearchIndex],
        open_reader: Callable[[], Reader],
        settings: Settings,
        date_of_today: Callable[[], date] = today,
        curated: Callable[[str], CuratedAnswer | None] = lambda _: None,
        composer: Composer | None = None,
        outdated: Callable[[], str | None] = lambda: None,
    ) -> None:
        """Take what it works with.

        Args:
            open_index: Gives the current generation, cheaply enough for each question.
            open_reader: Gives what reads the passages, cheaply but for the first time.
            settings: Thresholds, limits and the contact.
            date_of_today: Tells whether what a source announces lies behind us.
            curated: Gives the answer that somebody wrote to this very question.
            composer: Words answers by a language model, where one is set.
            outdated: Tells the day of the ingest that answers, where a later one failed.
        """
        self._open_index = open_index
        self._open_reader = open_reader
        self._settings = settings
        self._today = date_of_today
        self._curated = curated
        self._writing = Writing(composer, settings.generation)
        self._cache = AnswerCache()
        self._outdated = outdated

    def warm_up(self) -> None:
        """Open the index and load what is else loaded with the first questions, some two seconds' worth.

        Where there is nothing to answer from, that is left for the first question to tell.
        """
        plain = self.in_quotes()
        with suppress(FordonsdalenError):
            self._open_index().view(build_views)
            for question in WARM_UP:
                plain.ask(question)
            self._writing.warm_up()

    def in_quotes(self) -> Assistant:
        """One that answers alike and asks no language model, for questions that nobody asked.

        Without a model it is this one, so that what it is asked is remembered for whoever asks it next.
        """
        if not self._writing.is_on:
            return self
        reads = self._open_index, self._open_reader, self._settings, self._today
        return Assistant(*reads, curated=self._curated, outdated=self._outdated)

    @property
    def generation(self) -> str:
        """Name of the generation of the index that answers right now."""
        return self._open_index().generation

    def away(self) -> Away:
        """What fails while it answers nonetheless."""
        reader = Away.READER if self._open_reader().is_degraded() else Away(0)
        return self._open_index().away() | reader

    def snapshot(self) -> Snapshot:
        """What is answered from right now."""
        return self._open_index().view(Contents)

    def ask(
        self,
        question: str,
        language: Language | None = None,
        history: Sequence[Turn] = (),
        on_step: OnStep = unheard,
    ) -> Answer:
        """Answer one question, or several in one.

        Args:
            question: What was typed.
            language: The language to answer in; that of the question when None.
            history: The conversation so far, oldest first.
            on_step: Told of each step as it begins.

        Raises:
            InvalidInputError: the question is empty or too long.
            IndexMissingError, IndexMismatchError: there is nothing to answer from.
            QuoteError: a quote does not stand in its document, which must never happen.
        """
        clock = Clock(on_step)
        with clock("understand"):
            asked = understood(question, language, history, self._settings)
        with clock("open"):
            index, day = self._open_index(), self._today()
        is_curated = self._curated(asked.text) is not None
        if not is_curated and (known := self._cache.find(asked, index, day)):
            return self._dated(replace(known, timings_ms=clock.timings))
        answer = self._answered(asked, history, index, clock, is_curated=is_curated)
        if answer.question is asked:  # What asks several things in one is taken apart.
            self._cache.keep(answer, index, day)
        return self._dated(answer)

    def _dated(self, answer: Answer) -> Answer:
        """The answer, told to be old where the documents could not be read anew."""
        if answer.status in (Status.SMALL_TALK, Status.REJECTED):
            return answer
        return replace(answer, outdated=self._outdated())

    def _answered(
        self,
        asked: Question,
        history: Sequence[Turn],
        index: SearchIndex,
        clock: Clock,
        *,
        is_curated: bool,
    ) -> Answer:
        declined = unanswerable(asked, index, is_curated=is_curated)
        if declined:
            status, reason = declined
            findings = Findings(declined=reason)
            response = decline(status, asked, self._settings.contact)
        else:
            asked, findings, response = self._way(index, clock).answered(asked, history)
            response = with_followers(response, index.documents, asked.language)
            response = with_notices(response, index, asked.language)
        with clock("verify"):
            verify((*response.citations, *response.related))
        return Answer(
            asked,
            response.status,
            response.text,
            response.citations,
            findings.confidence,
            index.generation,
            replace(
                findings.explain(asked), drafts=response.drafts, rephrasing=response.rephrasing
            ),
            clock.timings,
            response.related,
            response.curator,
            response.worded_in,
        )

    def search(self, text: str, most: int) -> tuple[Citation, ...]:
        """The passages of documents in force that are about a text, whole, best first.

        Raises:
            InvalidInputError: the text is empty or too long, or holds personal data.
            IndexMissingError, IndexMismatchError: there is nothing to search.
        """
        sought = understood(text, None, (), self._settings)
        return find_passages(self._open_index(), sought, self._settings, most)

    def _way(self, index: SearchIndex, clock: Clock) -> Way:
        is_worded = self._writing.is_on
        finder = Finder(self._open_reader, self._settings, self._today(), clock, is_worded)
        return Way(index, finder, clock, self._settings, self._curated, self._writing)
