"""An assistant that hangs, dies and fails when it is told to, for processes to be tried with."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from types import MappingProxyType

from assistant.errors import InvalidInputError
from assistant.models.answers import (
    Answer,
    Citation,
    Evidence,
    Explanation,
    Hit,
    Language,
    Question,
    Status,
    Turn,
)
from assistant.models.documents import Document, Fact, Passage, Sentence
from assistant.ports import Away, OnStep, Snapshot, View, unheard
from assistant.progress import Said
from assistant.settings import Settings
from assistant.spans import ListedSpans
from assistant.tables import NO_TABLES

DOCUMENT = Document("one", "One", "Ada leads the group.", "one.txt")
SENTENCE = Sentence("one", 0, 20, DOCUMENT.text)
FACT = Fact("one", 0, 20, DOCUMENT.text, "person", MappingProxyType({"name": "Ada"}))


class Stubborn:
    """Does what the question says: `hang`, `spin`, `die`, `refuse`, `fail`, `wait N`; else answers."""

    generation = "20260101T000000000000-abcdef"

    def __init__(self, settings: Settings) -> None:
        self._marks = settings.data_dir

    def warm_up(self) -> None:
        if (self._marks / "broken").exists():
            os._exit(1)

    def away(self) -> Away:
        return Away.CHROMA if (self._marks / "degraded").exists() else Away(0)

    def snapshot(self) -> Snapshot:
        raise NotImplementedError

    def in_quotes(self) -> Stubborn:
        (self._marks / "quoted").touch()
        return self

    def ask(
        self,
        question: str,
        language: Language | None = None,
        history: Sequence[Turn] = (),
        on_step: OnStep = unheard,
    ) -> Answer:
        word, _, rest = question.partition(" ")
        if word == "hang":
            time.sleep(600)
        elif word == "spin":
            while True:
                pass
        elif word == "die":
            os._exit(9)
        elif word == "die-once":
            mark = self._marks / rest
            if not mark.exists():
                mark.touch()
                os._exit(9)
        elif word == "refuse":
            raise InvalidInputError("refused")
        elif word == "fail":
            raise RuntimeError("secret")
        elif word == "wait":
            time.sleep(float(rest))
        on_step("read")
        on_step(Said("One sentence. [1]"))
        return self._answer(question, language or "sv", len(history))

    def search(self, text: str, most: int) -> tuple[Citation, ...]:
        return self.ask(text).citations[:most]

    def _answer(self, text: str, language: Language, turns: int) -> Answer:
        question = Question(text, text, language, language, "")
        passage = Passage("one", 0, 20, DOCUMENT.text, "One", "One", ())
        hit = Hit(passage, 0, 1.0, 1.0, 1.0, 1.0, kept=True)
        evidence = Evidence(SENTENCE, hit, 1.0, chosen=True)
        return Answer(
            question,
            Status.ANSWERED,
            f"{os.getpid()} {turns} [1]",
            (Citation(1, DOCUMENT, 0, 20, DOCUMENT.text),),
            1.0,
            self.generation,
            Explanation(question, (hit,), (evidence,)),
            {"total": 1.0},
        )


def build(settings: Settings) -> Stubborn:
    return Stubborn(settings)


class Reader:
    """Gives the one index."""

    problem = None

    def __init__(self, settings: Settings) -> None:
        self._index = StubbornIndex(settings)

    def current(self) -> StubbornIndex:
        return self._index


class StubbornIndex:
    """Documents and facts, as pages want them of an index."""

    generation = Stubborn.generation
    tables = NO_TABLES

    def __init__(self, _: Settings) -> None:
        self.documents = {DOCUMENT.id: DOCUMENT}
        self.replaced: dict[str, str] = {}
        self.facts = ListedSpans([FACT])

    def view(self, build: Callable[[StubbornIndex], View]) -> View:
        return build(self)


def build_reader(settings: Settings, *, only_record: bool) -> Reader:
    assert only_record
    return Reader(settings)
