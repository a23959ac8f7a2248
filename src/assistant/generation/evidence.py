"""What the language model may cite: the quotes of the answer, then sentences near them, numbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from langchain_core.documents import Document as Retrieved

from assistant.composition.citing import introductions
from assistant.composition.quotes import flat
from assistant.generation.asked import Asked
from assistant.models.answers import Citation
from assistant.models.documents import Fact, Place
from assistant.ports import SearchIndex
from assistant.spans import overlap

MOST_ITEMS = 30
MOST_CHARACTERS = 6000
"""Of all quotes together, some 2,000 tokens; the quotes of the answer always go along."""


@dataclass(frozen=True)
class Item:
    """A quote under the handle by which alone it can be cited."""

    citation: Citation
    """Its number is the handle."""
    above: str
    """What it stands under in its document."""
    is_core: bool
    """Whether no answer is whole that does not tell it."""
    people: tuple[Fact, ...] = ()
    """The facts of persons whose spans lie inside of it."""

    @property
    def handle(self) -> int:
        """From 1."""
        return self.citation.number

    @property
    def shown_under(self) -> tuple[str, str]:
        """Its title and headings, which may name what it is about."""
        return self.citation.document.title, self.above

    @property
    def shown(self) -> str:
        """The quote with its title and headings."""
        return "\n".join((*self.shown_under, self.citation.quote))

    @cached_property
    def words(self) -> str:
        """The quote as two that say the same are alike."""
        return " ".join(flat(self.citation.quote).split()).rstrip(" .")


def number(asked: Asked, retrieved: Sequence[Retrieved]) -> tuple[Item, ...]:
    """The quotes of the answer first, then the sentences of the passages, each with a handle.

    Args:
        asked: The question with its answer in quotes.
        retrieved: Passages, best first, as `vectorstore.langchain.PassageRetriever` gives them.
    """
    above = dict(_sentences(retrieved))
    core = [citation.place for citation in asked.response.citations]
    near = [place for place in above if not any(overlap(place, other) for other in core)]
    shown = {place.document for place in (*core, *near)}
    facts = [fact for document in shown for fact in asked.index.facts.of(document)]
    told_alone = _without_frames(core, facts, asked.index)
    items: list[Item] = []
    characters = 0
    for place in [*core, *near]:
        document = asked.index.documents[place.document]
        quote = document.text[place.start : place.end]
        characters += len(quote)
        is_of_answer = len(items) < len(core)
        if not is_of_answer and (len(items) >= MOST_ITEMS or characters > MOST_CHARACTERS):
            break
        under = next((above[other] for other in above if overlap(place, other)), document.title)
        citation = Citation(len(items) + 1, document, place.start, place.end, quote)
        people = people_in(citation, facts)
        items.append(Item(citation, under, is_of_answer and place in told_alone, people))
    return tuple(items)


def people_in(citation: Citation, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts of persons of a document that lie inside of a quote of it."""
    return tuple(
        fact
        for fact in facts
        if (fact.kind, fact.document) == ("person", citation.document.id)
        and citation.start <= fact.start
        and fact.end <= citation.end
    )


def _without_frames(
    core: Sequence[Place], facts: Iterable[Fact], index: SearchIndex
) -> Sequence[Place]:
    """The quotes of an answer but for what a list begins with, where there are others.

    `Deltagare är` tells which list somebody stands in. Nobody who puts that into words repeats it.
    """
    listed = [
        fact
        for fact in facts
        if fact.kind == "person" and any(overlap(fact, place) for place in core)
    ]
    frames = [Place(one.document, one.start, one.end) for one in introductions(listed, index)]
    return [place for place in core if place not in frames] or core


def _sentences(retrieved: Sequence[Retrieved]) -> Iterator[tuple[Place, str]]:
    """Where each sentence of the passages stands, and what under."""
    for passage in retrieved:
        metadata = passage.metadata
        for start, end in metadata["sentences"]:
            yield Place(metadata["document"], start, end), metadata["above"]
