"""Questions to go on with: made from facts, and known to have an answer, since they were asked."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, zip_longest
from threading import Event, Thread
from typing import get_args

from assistant.errors import FordonsdalenError
from assistant.evidence.findings import SURE
from assistant.messages.interface import INTERFACE
from assistant.messages.suggestions import ASKING, TOPICS, listed
from assistant.models.answers import Answer, Citation, Language, Status
from assistant.models.documents import Document, Fact, Place
from assistant.ports import AnsweringService, Snapshot
from assistant.spans import overlap
from assistant.staff.curated import same
from assistant.text.function_words import is_content
from assistant.text.spelling import Vocabulary, readings
from assistant.text.words import indefinite, is_known, stem, unaccented, words

logger = logging.getLogger(__name__)
MOST_TRIED = 30
"""Questions that are asked in each language when an index is opened."""
MOST_OF_A_KIND = 6
MOST_FIRST = 4
MOST_NEXT = 3
_FIELD = re.compile(r"\{(\w+)\}")
_MARKS = "\"'”’.,:;!?()[]…–*"
_LOOK_SECONDS = 2.0
"""Between two looks at which generation is in force."""


@dataclass(frozen=True)
class Known:
    """A question with where its answer stands."""

    text: str
    kind: str
    """What it asks for, a key of `ASKING`; empty where its answer quotes no fact."""
    places: frozenset[Place]

    @property
    def documents(self) -> frozenset[str]:
        """Where its answer stands."""
        return frozenset(place.document for place in self.places)


@dataclass(frozen=True)
class Checked:
    """What is known of one generation with its facts."""

    generation: str
    facts: Sequence[Fact]
    """As staff corrected them."""
    known: Mapping[Language, Sequence[Known]]
    vocabulary: Vocabulary


NOTHING = Checked("", (), {}, Vocabulary({}))


class Suggestions:
    """Knows what to ask next; asks it all anew when another generation or other facts are in force."""

    def __init__(self, service: AnsweringService) -> None:
        """Take what answers; nothing is asked before the first refresh."""
        self._service = service
        self._checked = NOTHING
        self._closing = Event()

    def start(self) -> None:
        """Keep up with the generation in force, beside everything else."""
        Thread(target=self._keep_up, name="suggestions", daemon=True).start()

    def close(self) -> None:
        """Stop that."""
        self._closing.set()

    def refresh(self) -> None:
        """Ask what the facts suggest, where they or their generation are others than the last time.

        Raises:
            FordonsdalenError: there is nothing to answer from, or no time to.
        """
        generation, snapshot = self._service.generation, self._service.snapshot()
        if generation == self._checked.generation and snapshot.facts is self._checked.facts:
            return
        languages: tuple[Language, ...] = get_args(Language)
        known = {language: list(self._answered(language, snapshot)) for language in languages}
        vocabulary = Vocabulary.of(d.text for d in snapshot.documents.values())
        self._checked = Checked(generation, snapshot.facts, known, vocabulary)

    def first(self, language: Language) -> list[str]:
        """What to begin with: of each kind one, as far as that goes."""
        known = self._checked.known.get(language, ())
        return [one.text for one in _mixed(known)[:MOST_FIRST]]

    def topics(self, language: Language) -> str:
        """What questions are answered about, in words; empty where nothing is known."""
        kinds = {one.kind for one in self._checked.known.get(language, ())}
        told = dict.fromkeys(TOPICS[kind][language] for kind in TOPICS if kind in kinds)
        return listed(list(told), language) if told else ""

    def after(self, answer: Answer, asked: Iterable[str]) -> list[str]:
        """What to ask next: near the answer, of other kinds first, and nothing that was just asked."""
        known = self._checked.known.get(answer.question.language, ())
        places = _places(answer.citations)
        said = {same(text) for text in (*asked, answer.question.text)}
        left = [one for one in known if same(one.text) not in said and one.places != places]
        about = _content(answer.question.standalone)
        documents = {place.document for place in places}
        answered = {one.kind for one in known if one.places == places}

        def near(one: Known) -> tuple[bool, bool, int]:
            shared = len(about & _content(one.text))
            return documents.isdisjoint(one.documents), one.kind in answered, -shared

        return [one.text for one in _mixed(sorted(left, key=near))[:MOST_NEXT]]

    def meant(self, answer: Answer) -> str:
        """The question with a misspelt word put right, where only that is answered; else nothing."""
        if answer.status not in (Status.NOT_FOUND, Status.OUT_OF_SCOPE):
            return ""
        question = answer.question
        with suppress(FordonsdalenError):
            for text in readings(question.text, self._checked.vocabulary):
                if self._service.ask(text, question.language, question.turns).status.has_evidence:
                    return text
        return ""

    def _keep_up(self) -> None:
        while not self._closing.is_set():
            try:
                self.refresh()
            except FordonsdalenError:
                pass  # Tried again: the index is missing or the processes are not ready yet.
            except Exception:
                logger.exception("No questions can be suggested")
            self._closing.wait(_LOOK_SECONDS)

    def _answered(self, language: Language, snapshot: Snapshot) -> Iterator[Known]:
        """The candidates that are answered, each answer once."""
        met: set[frozenset[Place]] = set()
        facts = snapshot.facts
        for text, fact in candidates(language, facts, snapshot.documents)[:MOST_TRIED]:
            answer = self._service.ask(text, language)
            places = _places(answer.citations)
            cited = dict.fromkeys(place.document for place in places)
            quoted = [
                one
                for name in cited
                for one in facts.of(name)
                if any(overlap(one, place) for place in places)
            ]
            meant = fact or min(quoted, key=lambda one: one.end - one.start, default=None)
            is_meant = fact is None or (answer.explanation.from_facts and fact in quoted)
            if _is_sure(answer) and places and is_meant and places not in met:
                met.add(places)
                yield Known(text, _asked_of(meant)[0] if meant else "", places)


def candidates(
    language: Language, facts: Sequence[Fact], documents: Mapping[str, Document]
) -> list[tuple[str, Fact | None]]:
    """Questions to try, those of the site first, and then of each kind one after the other."""
    kinds: dict[str, dict[str, Fact]] = {kind: {} for kind in ASKING}
    common = _common(documents.values()) if len(documents) > 1 else frozenset()
    for fact in facts:
        is_own = documents[fact.document].language == language
        for kind in filter(None, _asked_of(fact)):
            if text := _asked(ASKING[kind][language], fact, common, only_names=not is_own):
                kinds[kind].setdefault(text, fact)
    rows = zip_longest(*(list(of_kind.items())[:MOST_OF_A_KIND] for of_kind in kinds.values()))
    found = dict(one for one in chain.from_iterable(rows) if one)
    own = INTERFACE[language].suggested
    return [*((text, None) for text in own), *(one for one in found.items() if one[0] not in own)]


def _asked(form: str, fact: Fact, common: Set[str], *, only_names: bool) -> str:
    """A question about what a fact is of; empty where it does not tell that.

    Args:
        form: The question, with the name of a field in braces.
        fact: What is asked for.
        common: Roots of words that name nothing: which course is `Kursen`, where several documents are?
        only_names: Whether it stands in another language, of which a question may hold names, and
            no common words: nobody asks `Who takes part in styrgruppen?`
    """
    asked = [fact.fields.get(name, "") for name in _FIELD.findall(form)]
    if not all(asked) or (only_names and not all(text[0].isupper() for text in asked)):
        return ""
    return "" if any(_is_common(text, common) for text in asked) else form.format_map(fact.fields)


def _common(documents: Iterable[Document]) -> Set[str]:
    """The roots of the words that documents write in small letters, addresses aside."""
    written = {token.strip(_MARKS) for document in documents for token in document.text.split()}
    return {_root(word) for word in written if word.islower() and word.isalpha()}


def _is_common(text: str, common: Set[str]) -> bool:
    """Whether it is one word, of a dictionary, that documents also use as no name."""
    return text.isalpha() and is_known(text) and _root(text) in common


def _is_sure(answer: Answer) -> bool:
    """Whether it may be led to: what is suggested, people take for something that is known."""
    return answer.status is Status.ANSWERED and answer.confidence >= SURE


def _root(word: str) -> str:
    return indefinite(stem(word))


def _asked_of(fact: Fact) -> list[str]:
    """What a fact can be asked for, the closest first."""
    first, last = (fact.fields.get(name, "") for name in ("from", "to"))
    if fact.kind == "period" and last in ("", first):
        return [""]  # A day or a beginning, of which nobody asks how long it goes on.
    kinds = (fact.fields.get("capacity", ""), fact.kind)
    return [kind for kind in kinds if kind in ASKING] or [""]


def _mixed(known: Sequence[Known]) -> list[Known]:
    """In their order, but with one of each kind before a second of any."""
    first: dict[str, Known] = {}
    for one in known:
        first.setdefault(one.kind, one)
    new = list(first.values())
    return [*new, *(one for one in known if one not in new)]


def _places(citations: Iterable[Citation]) -> frozenset[Place]:
    return frozenset(citation.place for citation in citations)


def _content(text: str) -> set[str]:
    return {unaccented(word.text) for word in words(text) if is_content(word)}
