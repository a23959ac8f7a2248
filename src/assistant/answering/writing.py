"""Where in the way of a question a language model is asked, and where not."""

from __future__ import annotations

from assistant.answering.found_answer import FoundAnswer
from assistant.answering.noticing import is_disputed
from assistant.clock import Clock
from assistant.composition.response import Response
from assistant.generation.asked import Asked, Composer
from assistant.models.answers import Status
from assistant.models.drafts import Rephrasing
from assistant.question.conversation import leans
from assistant.settings import GenerationSettings


class Writing:
    """Asks the language model, where one is set, within the time that it has for a message."""

    def __init__(self, composer: Composer | None, settings: GenerationSettings) -> None:
        """Take the model and its limits."""
        self._composer = composer
        self._settings = settings

    @property
    def is_on(self) -> bool:
        """Whether a language model is set."""
        return self._composer is not None

    def warm_up(self) -> None:
        """Load what is else loaded with the first answer."""
        if self._composer:
            self._composer.warm_up()

    def worded(self, found: FoundAnswer, clock: Clock, *, is_all: bool) -> Response:
        """The answer as the model words it, where its claims are carried.

        It is not asked where staff corrected something: it knows what the documents say. An answer in two
        frames holds only quotes, also where facts gave them.

        Args:
            found: The answer in quotes, or that there is none.
            clock: Tells what may be told before the others, and how long it all took.
            is_all: Whether this is the whole of a message, so that its answer begins with this one.
        """
        question, findings = found.question, found.findings
        response, index = found.response, found.index
        if self._composer is None or index is None:
            return response
        answers = response.status is Status.ANSWERED and response.citations
        in_frames = question.bilingual and is_all and not findings.is_settled
        may_be = answers and (in_frames if question.bilingual else findings.may_be_worded)
        if not may_be or is_disputed(response, findings.hits, index):
            return response
        seconds = self._seconds_left(clock)
        with clock("word"):
            say = clock.say if is_all else (lambda _: None)
            asked = Asked(question, response, findings.hits, index, seconds, say)
            return self._composer.compose(asked)

    def rephrased(self, found: FoundAnswer, clock: Clock) -> Rephrasing | None:
        """What the model makes of a question that leans on what was said before and has no sure answer."""
        if self._composer is None or not self._settings.rephrase:
            return None
        if found.is_sure or not leans(found.question):
            return None
        seconds = self._seconds_left(clock)
        with clock("rephrase"):
            return self._composer.rephrase(found.question, seconds)

    def _seconds_left(self, clock: Clock) -> float:
        spent = sum(clock.timings.get(step, 0.0) for step in ("rephrase", "word"))
        return self._settings.seconds - spent / 1000
