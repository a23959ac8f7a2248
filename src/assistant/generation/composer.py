"""The way of an answer that a language model puts into words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda

from assistant.drafts import Draft
from assistant.generation.asked import Asked
from assistant.generation.evidence import Item, number
from assistant.generation.gate import Gate
from assistant.generation.model import NoDraftError, TimedModel
from assistant.generation.prompts import system, user
from assistant.models import Hit
from assistant.ports import SearchIndex
from assistant.response import Response

AsRetriever = Callable[[SearchIndex, Callable[[str], Sequence[Hit]]], BaseRetriever]
"""Makes a retriever of an index and a search; `vectorstore.langchain` has one."""


@dataclass(frozen=True)
class _Prompted:
    items: tuple[Item, ...]
    messages: tuple[BaseMessage, ...]


@dataclass(frozen=True)
class _Drafted:
    items: tuple[Item, ...]
    text: str


@dataclass(frozen=True)
class _Checked:
    items: tuple[Item, ...]
    draft: Draft


class ModelComposer:
    """Words answers that stand in quotes already, and leaves them as they are where that fails."""

    def __init__(self, as_retriever: AsRetriever, model: TimedModel, gate: Gate) -> None:
        """Take what finds, what writes and what checks."""
        self._as_retriever = as_retriever
        self._model = model
        self._gate = gate

    def compose(self, asked: Asked) -> Response:
        """The answer in the words of the model, or in quotes as it was, with what was drafted."""
        try:
            checked = self.way(asked).invoke(asked.question.standalone)
        except NoDraftError as error:
            return replace(asked.response, drafts=(Draft(fallback=f"No draft: {error}."),))
        if checked.draft.fallback:
            return replace(asked.response, drafts=(checked.draft,))
        return _worded(asked.response, checked)

    def warm_up(self) -> None:
        """Open the model, some seconds' worth, without asking it anything."""
        self._model.open()

    def way(self, asked: Asked) -> Runnable[str, _Checked]:
        """The steps from a question to a checked draft."""
        retriever = self._as_retriever(asked.index, lambda _: asked.hits)
        evidence = RunnableLambda(partial(number, asked))
        prompt = RunnableLambda(partial(_prompt, asked))
        model = RunnableLambda(partial(self._draft, asked))
        gate = RunnableLambda(partial(self._check, asked))
        return retriever | evidence | prompt | model | gate

    def _draft(self, asked: Asked, prompted: _Prompted) -> _Drafted:
        return _Drafted(prompted.items, self._model.draft(prompted.messages, asked.seconds))

    def _check(self, asked: Asked, drafted: _Drafted) -> _Checked:
        draft = self._gate.check(drafted.text, drafted.items, asked.question.language)
        return _Checked(drafted.items, draft)


def _prompt(asked: Asked, items: tuple[Item, ...]) -> _Prompted:
    question = asked.question
    told = SystemMessage(system(question.language))
    return _Prompted(items, (told, HumanMessage(user(question.standalone, items))))


def _worded(response: Response, checked: _Checked) -> Response:
    """The claims that were kept, their quotes numbered in the order in which they are cited."""
    kept = [claim for claim in checked.draft.claims if not claim.objection]
    first = response.citations[0].number
    numbers: dict[int, int] = {}
    for claim in kept:
        for handle in claim.handles:
            numbers.setdefault(handle, first + len(numbers))
    told = []
    for claim in kept:
        marks = " ".join(f"[{numbers[handle]}]" for handle in dict.fromkeys(claim.handles))
        end = "" if claim.text[-1] in "!?…" else "."
        told.append(f"{claim.text}{end} {marks}")
    quotes = {item.handle: item.citation for item in checked.items}
    citations = tuple(replace(quotes[handle], number=n) for handle, n in numbers.items())
    return replace(response, text=" ".join(told), citations=citations, drafts=(checked.draft,))
