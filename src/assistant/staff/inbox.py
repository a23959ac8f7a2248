"""Questions that got no answer, grouped by what they ask for, with who looks after each group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

import numpy as np

from assistant.ports import Matrix, Vector
from assistant.staff.curated import same

State = Literal["new", "working", "document", "answered", "dismissed"]
"""What is done about a question; `document` waits for one that tells it."""
STATES: tuple[State, ...] = get_args(State)
NEAR = 0.88
"""The least cosine of two questions of one group under the default model. Of the pairs in
tests/data/questions that ask for the same, 30 % reach it, and of the others 2 %: right for what a person
looks through, and far from right for an answer."""
MOST_QUESTIONS = 300
"""The newest that are looked at, each some ten milliseconds the first time."""
Embed = Callable[[Sequence[str]], Matrix]


@dataclass(frozen=True, slots=True)
class Handling:
    """Who looks after a question, and how far that is."""

    owner: str = ""
    state: State = "new"


class UnansweredKeeper(Protocol):
    """What the inbox needs of the journal."""

    def unanswered(self) -> list[tuple[str, str]]:
        """Days and questions, the newest first."""

    def handled(self) -> Mapping[str, Handling]:
        """How questions are handled, for those where somebody said so."""

    def handle(self, questions: Sequence[str], handling: Handling) -> None:
        """Say how questions are handled; raises `StorageError` where that cannot be kept."""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask for much the same."""

    questions: tuple[str, ...]
    """Each wording once, the commonest first."""
    times: int
    """How often they were asked."""
    latest: str
    """The day on which one was asked last, ISO 8601."""
    handling: Handling
    """What was saved; where nothing was, `answered` if each wording has a curated answer."""
    is_curated: bool = False
    """Whether each wording has a curated answer, whatever was saved."""


class Inbox:
    """The groups of what the journal holds."""

    def __init__(
        self,
        keeper: UnansweredKeeper,
        embed: Embed,
        curator_of: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        """Take what keeps the questions, what tells which are near, and who answers one by now."""
        self._keeper = keeper
        self._embed = embed
        self._curator_of = curator_of
        self._vectors: dict[str, Vector] = {}

    def groups(self) -> list[Group]:
        """All groups, those that were asked most first.

        Raises:
            StorageError: the journal cannot be read.
            UnavailableError: the model does not answer.
        """
        asked = self._keeper.unanswered()
        days: dict[str, str] = {}
        for day, question in asked:
            days.setdefault(question, day)
        times = Counter(question for _, question in asked)
        newest = list(days)[:MOST_QUESTIONS]
        handled = self._keeper.handled()
        groups = [
            Group(
                tuple(questions),
                sum(times[question] for question in questions),
                max(days[question] for question in questions),
                *self._handling(questions, handled),
            )
            for questions in self._near(sorted(newest, key=lambda each: -times[each]))
        ]
        return sorted(groups, key=lambda group: -group.times)

    def handle(self, group: Group, handling: Handling) -> None:
        """Say how a group is handled; raises `StorageError` where that cannot be kept."""
        self._keeper.handle(group.questions, handling)

    def _handling(
        self, questions: Sequence[str], noted: Mapping[str, Handling]
    ) -> tuple[Handling, bool]:
        """How a group is handled, and whether each of its wordings has a curated answer."""
        curators = [curator for each in questions if (curator := self._curator_of(each))]
        is_curated = len(curators) == len(questions)
        unsaved = Handling(curators[0], "answered") if is_curated else Handling()
        return next((noted[each] for each in questions if each in noted), unsaved), is_curated

    def _near(self, questions: Sequence[str]) -> list[list[str]]:
        """Each question with the first one before it that is near enough to lead it."""
        self._vectors = self._known(questions)
        leaders: list[str] = []
        led: dict[str, list[str]] = {}
        keys: dict[str, str] = {}
        for question in questions:
            leader = keys.get(same(question)) or self._nearest(question, leaders)
            if leader is None:
                leaders.append(question)
                leader = question
            keys.setdefault(same(question), leader)
            led.setdefault(leader, []).append(question)
        return list(led.values())

    def _nearest(self, question: str, leaders: Sequence[str]) -> str | None:
        if not leaders:
            return None
        cosines = np.array([self._vectors[leader] for leader in leaders]) @ self._vectors[question]
        best = int(cosines.argmax())
        return leaders[best] if cosines[best] >= NEAR else None

    def _known(self, questions: Sequence[str]) -> dict[str, Vector]:
        """The vectors of these questions, and of no others any longer."""
        missing = [question for question in questions if question not in self._vectors]
        fresh = dict(zip(missing, self._embed(missing), strict=True)) if missing else {}
        return {each: fresh.get(each, self._vectors.get(each)) for each in questions}  # type: ignore[misc]
