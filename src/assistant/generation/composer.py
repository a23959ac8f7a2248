"""The way of an answer that a language model puts into words."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda
from langsmith import tracing_context

from assistant.composition.response import Response
from assistant.generation.asked import Asked
from assistant.generation.back import Back, translated_back
from assistant.generation.checking import Checking
from assistant.generation.claims import ended
from assistant.generation.evidence import Item, number
from assistant.generation.gate import Gate
from assistant.generation.model import TimedModel
from assistant.generation.prompts import VERSION, system, user
from assistant.generation.rephrasing import rephrase
from assistant.generation.streamed import NoDraftError
from assistant.messages.answers import CUT
from assistant.messages.reasons import reason_told
from assistant.models.answers import Citation, Hit, Question
from assistant.models.drafts import Claim, Draft, Rephrasing
from assistant.ports import SearchIndex
from assistant.reasons import NO_REASON, Reason
from assistant.verification import verify

AsRetriever = Callable[
    [Callable[[], SearchIndex], Callable[[SearchIndex, str], Sequence[Hit]]], BaseRetriever
]
"""Makes a retriever of an index and a search; `vectorstore.langchain` has one."""


untraced = partial(tracing_context, enabled=False)
"""LangChain sends what it is given to a service of its makers where the environment says so: here the
question and the documents, which leave the machine only as our settings say."""


@dataclass(frozen=True)
class _Prompted:
    items: tuple[Item, ...]
    messages: tuple[BaseMessage, ...]


@dataclass(frozen=True)
class _Drafted:
    """A draft as far as it is written."""

    items: tuple[Item, ...]
    text: str
    is_whole: bool = False
    back: Back | None = None


@dataclass(frozen=True)
class Checked:
    """A draft as far as it is checked."""

    items: tuple[Item, ...] = ()
    claims: tuple[Claim, ...] = ()
    is_sure: bool = False
    """Whether the claims kept will be told."""
    fallback: Reason = NO_REASON
    language: str | None = None


class ModelComposer:
    """Words answers that stand in quotes already, and leaves them as they are where that fails."""

    def __init__(self, as_retriever: AsRetriever, model: TimedModel, gate: Gate) -> None:
        """Take what finds, what writes and what checks."""
        self._as_retriever = as_retriever
        self._model = model
        self._gate = gate

    def compose(self, asked: Asked) -> Response:
        """The answer in the words of the model, or in quotes as it was, with what was drafted."""
        with untraced():
            return self._composed(asked)

    def _composed(self, asked: Asked) -> Response:
        checked, cut, said = Checked(), NO_REASON, 0
        try:
            for checked in self.way(asked).stream(asked.question.standalone):
                if checked.is_sure:
                    worded = _worded(asked.response, checked)
                    verify(worded.citations)
                    for sentence in worded.sentences[said:]:
                        asked.say(sentence)
                    said = len(worded.sentences)
        except NoDraftError as error:
            cut = Reason(str(error))
        if not checked.is_sure:
            if not cut:
                self._model.fell(reason_told(checked.fallback, "en"))
            fallback = Reason("no_draft", {"why": cut}) if cut else checked.fallback
            draft = Draft(checked.claims, fallback, prompt=VERSION)
            return replace(asked.response, drafts=(draft,))
        worded = _worded(asked.response, checked)
        lines = [" ".join(worded.sentences)]
        if cut:
            lines += [CUT[asked.question.language], asked.response.text]
        return replace(
            asked.response,
            text="\n".join(lines),
            citations=worded.citations,
            drafts=(Draft(checked.claims, cut=cut, prompt=VERSION),),
            worded_in=checked.language,
        )

    def rephrase(self, question: Question, seconds: float) -> Rephrasing:
        """A follow-up as the model makes it stand alone, or why there is none."""
        try:
            with untraced():
                made = rephrase(question, lambda messages: self._model.draft(messages, seconds))
        except NoDraftError as error:
            return Rephrasing("", Reason("no_draft", {"why": Reason(str(error))}))
        if made.objection:
            self._model.fell("A rephrasing is not carried by what was said.")
        return made

    def warm_up(self) -> None:
        """Open the model, some seconds' worth, without asking it anything."""
        self._model.warm_up()

    def way(self, asked: Asked) -> Runnable[str, Checked]:
        """The steps from a question to a checked draft, which comes as far as it is checked."""
        until = time.monotonic() + asked.seconds
        retriever = self._as_retriever(lambda: asked.index, lambda *_: asked.hits)
        evidence = RunnableLambda(partial(number, asked))
        prompt = RunnableLambda(partial(_prompt, asked))
        model = RunnableGenerator(partial(self._draft, asked, until))
        gate = RunnableGenerator(partial(self._check, asked))
        return retriever | evidence | prompt | model | gate

    def _draft(
        self, asked: Asked, until: float, prompts: Iterator[_Prompted]
    ) -> Iterator[_Drafted]:
        (prompted,) = prompts
        text, back = "", None
        for piece in self._model.stream(prompted.messages, until - time.monotonic()):
            text += piece
            if asked.language:  # Of another one nothing can be checked before all is translated.
                yield _Drafted(prompted.items, text)
        if asked.language is None:

            def write(messages: Sequence[BaseMessage]) -> str:
                return self._model.draft(messages, until - time.monotonic())

            back = translated_back(text, prompted.items, write)
        yield _Drafted(prompted.items, text, is_whole=True, back=back)

    def _check(self, asked: Asked, drafts: Iterator[_Drafted]) -> Iterator[Checked]:
        checking = None
        for drafted in drafts:
            checking = checking or Checking(
                self._gate,
                drafted.items,
                asked.language,
                drafted.back,
                asked.question.standalone,
            )
            before, fallback = len(checking.claims), NO_REASON
            if drafted.is_whole:
                fallback = checking.end(drafted.text).fallback
            else:
                checking.take(drafted.text)
            if drafted.is_whole or len(checking.claims) > before:
                claims = tuple(checking.claims)
                tag = drafted.back.tag if drafted.back else None
                yield Checked(drafted.items, claims, checking.is_sure, fallback, tag)


def _prompt(asked: Asked, items: tuple[Item, ...]) -> _Prompted:
    instructions = SystemMessage(system(asked.language))
    return _Prompted(items, (instructions, HumanMessage(user(asked.question.standalone, items))))


@dataclass(frozen=True)
class _Worded:
    sentences: list[str]
    citations: tuple[Citation, ...]


def _worded(response: Response, checked: Checked) -> _Worded:
    """The claims that were kept, and what they cite: first the quotes of the answer, as numbered there."""
    kept = [claim for claim in checked.claims if not claim.objection]
    items = {item.handle: item for item in checked.items}
    of_answer = [item.handle for item in checked.items[: len(response.citations)]]
    cited = (handle for claim in kept for handle in claim.handles)
    numbers = dict(zip(dict.fromkeys([*of_answer, *cited]), count(response.citations[0].number)))
    sentences = []
    for claim in kept:
        said = {items[handle].words for handle in claim.handles}
        alike = [handle for handle in of_answer if items[handle].words in said]
        marks = sorted(numbers[handle] for handle in {*alike, *claim.handles})
        sentences.append(f"{ended(claim.told)} {' '.join(f'[{number}]' for number in marks)}")
    citations = (replace(items[handle].citation, number=n) for handle, n in numbers.items())
    return _Worded(sentences, tuple(citations))
