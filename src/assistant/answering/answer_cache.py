"""Answers that were given before: what many people ask is looked for once."""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from dataclasses import replace
from datetime import date
from hashlib import sha256

from assistant.models.answers import Answer, Question
from assistant.ports import SearchIndex

MOST = 256
"""Answers, some 20 kB each."""


class AnswerCache:
    """Answers of one index on one day to questions outside of a conversation; threads may share it.

    Nothing that was typed is kept: a question is known again by its checksum.
    """

    def __init__(self, most: int = MOST) -> None:
        """Take how many are kept; what was asked for longest ago goes first."""
        self._most = most
        self._lock = threading.Lock()
        self._answers: OrderedDict[bytes, Answer] = OrderedDict()
        self._of: tuple[weakref.ref[SearchIndex], date] | None = None

    def find(self, asked: Question, index: SearchIndex, day: date) -> Answer | None:
        """The answer to this very question, as if it was found anew."""
        if asked.turns:
            return None
        with self._lock:
            self._hold_to(index, day)
            key = _key(asked)
            known = self._answers.get(key)
            if known is None:
                return None
            self._answers.move_to_end(key)
        return _with(known, asked)

    def keep(self, answer: Answer, index: SearchIndex, day: date) -> None:
        """Keep an answer that holds as long as the index does.

        A refusal repeats the question, a curated answer is looked up anyway, and where a language
        model failed it may do better the next time.
        """
        asked = answer.question
        failed = any(draft.fallback or draft.cut for draft in answer.explanation.drafts)
        if asked.turns or not answer.status.has_evidence or answer.curator or failed:
            return
        nameless = replace(asked, text="", standalone="", plain="", parts=())
        with self._lock:
            self._hold_to(index, day)
            self._answers[_key(asked)] = _with(answer, nameless)
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)

    def _hold_to(self, index: SearchIndex, day: date) -> None:
        """Forget what another index answered, or this one on another day."""
        if self._of is None or (self._of[0](), self._of[1]) != (index, day):
            self._answers.clear()
            self._of = weakref.ref(index), day


def _key(asked: Question) -> bytes:
    told = (asked.text, asked.language, asked.bilingual)
    return sha256(repr(told).encode(errors="surrogatepass")).digest()


def _with(answer: Answer, question: Question) -> Answer:
    explanation = replace(answer.explanation, question=question)
    return replace(answer, question=question, explanation=explanation)
