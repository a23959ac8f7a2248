"""From what was asked to what the reader is shown: a question, one context, and what is right.

A question with an answer is shown with the passage that holds it, sometimes within a wider stretch
of its page, and sometimes with a passage that retrieval finds but that does not answer. One without
an answer is shown with the passages of its page that lie nearest. A passage that holds the very
words of the answer is never shown as one that does not answer.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.models.documents import Passage
from assistant.reader.reading import Context
from assistant.reader.tokens import ask_after
from training.augmentation import as_typed
from training.data import Claim, Page, PageQuestion, Span
from training.mining import Found, Retrieval
from training.prepared import VERDICTS
from training.swapping import Names

WIDE = 1300
"""Characters of a stretch of several passages, about 350 pieces of words."""
SHORT, SHORT_SHARE = 260, 0.3
"""Characters from which a passage is often shortened, and how often: what is learnt from a question
hardly depends on the length of the text, and what it costs does."""
MOST_NEAR = 3
"""Passages of the page of a question from which those are drawn that do not answer it."""
SWAPPED_SHARE = 0.3
"""How often a question with an answer is asked about another too."""
SHORT_REPEATS = 3
"""Of a claim or verdict with its quote in a pass: some thirty go into one batch, so that they make
few steps."""


@dataclass(frozen=True, slots=True)
class Example:
    """What the reader is shown and what it should say."""

    asked: str
    context: Context
    answers: tuple[Span, ...] = ()
    """In the text of the context; none means that it does not answer."""
    verdict: int | None = None
    """A class of `VERDICTS`; None where it is not known."""
    carried: bool | None = None
    """Whether the text carries the claim that stands in place of the question."""
    stage: float = 1.0
    """The share of the training within which it is shown; 1 for all of it."""
    question: int = 0
    """Neighbours with the same number are texts that one question is looked for in."""


class Examples:
    """Makes examples from pages; what it makes depends on the seed alone."""

    def __init__(self, retrieval: Retrieval | None, pages: Sequence[Page], seed: int) -> None:
        """Take where hard negatives come from, if any, and the pages that are learnt from."""
        self._retrieval = retrieval
        self._openings = yes_no_openings(pages)
        self._names = Names(pages)
        self._chance = random.Random(seed)
        self._question = 0

    def own(self, pages: Sequence[Page]) -> Iterator[Example]:
        """Of our own pages: answers, near misses, conversations, verdicts and claims."""
        for page in pages:
            for asked in page.asked:
                yield from self._own(page, asked)
            for claim in page.claims:
                yield from self._claimed(page, claim)

    def external(self, pages: Sequence[Page], stage: float) -> Iterator[Example]:
        """Of pages whose questions all have an answer: these, and some with another passage."""
        for page in pages:
            for asked in page.asked:
                self._question += 1
                yield from self._answered(page, asked, stage)
                others = [p for p in page.passages if not _answers(page, p, asked)]
                if others and self._chance.random() < 0.35:
                    yield self._shown(page, self._chance.choice(others), asked, stage=stage)

    def reading(self, pages: Sequence[Page], stage: float) -> Iterator[Example]:
        """Of the reading set: questions with their own passages."""
        for page in pages:
            for asked in page.asked:
                self._question += 1
                yield self._shown(page, page.passages[0], asked, stage=stage)

    def _claimed(self, page: Page, claim: Claim) -> Iterator[Example]:
        """A claim with its quote, several times since it is short, and with another quote."""
        shown = Example(claim.text, Context("", "", claim.quote), carried=claim.carried)
        for _ in range(SHORT_REPEATS):
            self._question += 1
            yield replace(shown, question=self._question)
        if claim.carried and (another := self._names.claim(claim, page, self._chance)):
            self._question += 1
            yield replace(shown, asked=another.text, carried=False, question=self._question)
        others = [other.quote for other in page.claims if other.quote != claim.quote]
        if others and self._chance.random() < 0.5:
            other = Context("", "", self._chance.choice(others))
            self._question += 1
            yield Example(claim.text, other, carried=False, question=self._question)

    def _own(self, page: Page, asked: PageQuestion) -> Iterator[Example]:
        assert self._retrieval is not None
        found = self._retrieval.find(page, asked)
        if asked.verdict:
            yield from self._settled(page, asked)
        repeats = 2 if asked.history or len(asked.answers) > 1 else 1
        for _ in range(repeats):
            self._question += 1
            yield from self._answered(page, asked)
            yield from self._missed(page, asked, found)
            yield from self._elsewhere(page, asked, found)
        if asked.answers and self._chance.random() < SWAPPED_SHARE:
            yield from self._about_another(page, asked)

    def _about_another(self, page: Page, asked: PageQuestion) -> Iterator[Example]:
        """A passage that answers, with a question that differs in a name alone."""
        passage = next((p for p in page.passages if _answers(page, p, asked)), None)
        if passage is None:
            return
        shown = f"{page.document.title} {passage.above} {passage.text}"
        if other := self._names.asked(asked, page, shown, self._chance):
            self._question += 1
            yield self._shown(page, passage, other)

    def _settled(self, page: Page, asked: PageQuestion) -> Iterator[Example]:
        """A question for yes or no with the sentences that settle it, and with some that do not.

        These settle another question about the page, and so lie near.
        """
        for passage in (p for p in page.passages if _answers(page, p, asked)):
            for _ in range(SHORT_REPEATS):
                self._question += 1
                yield self._shown(page, self._shortened(passage, _within(passage, asked), 1), asked)
        others = [
            other
            for other in page.asked
            if other.verdict and other.answers and not _meet(other.answers, asked.answers)
        ]
        if others and (not asked.answers or self._chance.random() < 0.3):
            near = self._chance.choice(others)
            for passage in (p for p in page.passages if _answers(page, p, near)):
                quote = self._shortened(passage, _within(passage, near), 1)
                if not _holds_words(page, quote.text, asked):
                    self._question += 1
                    yield self._shown(page, quote, replace(asked, answers=()))

    def _answered(self, page: Page, asked: PageQuestion, stage: float = 1.0) -> Iterator[Example]:
        holding = [p for p in page.passages if _answers(page, p, asked)]
        if not holding:
            return
        spread = len(holding) > 1
        if spread and (wide := _stretch(page, holding[0], holding[-1])):
            yield self._shown(page, wide, asked, stage=stage)
        elif not spread and self._chance.random() < 0.15:
            yield self._shown(page, self._widened(page, holding[0]), asked, stage=stage)
        else:
            yield self._shown(page, self._chance.choice(holding), asked, stage=stage)

    def _missed(self, page: Page, asked: PageQuestion, found: Found) -> Iterator[Example]:
        """Passages of the page that lie near, but do not hold the words of an answer."""
        near = [p for p in found.same if not _holds_words(page, p.text, asked)][:MOST_NEAR]
        count = self._chance.choice((1, 2) if asked.answers else (2, 3))
        for passage in self._chance.sample(near, min(count, len(near))):
            is_wide = not asked.answers and self._chance.random() < 0.15
            shown = self._widened(page, passage) if is_wide else passage
            yield self._shown(page, shown, asked)

    def _elsewhere(self, page: Page, asked: PageQuestion, found: Found) -> Iterator[Example]:
        """Passages of other pages that lie near."""
        near = [(o, p) for o, p in found.other if not _holds_words(page, p.text, asked)][:6]
        for other, passage in self._chance.sample(
            near, min(self._chance.choice((1, 2)), len(near))
        ):
            yield self._shown(other, passage, asked, is_elsewhere=True)

    def _shown(
        self,
        page: Page,
        passage: Passage,
        asked: PageQuestion,
        stage: float = 1.0,
        *,
        is_elsewhere: bool = False,
    ) -> Example:
        if self._chance.random() < SHORT_SHARE:
            passage = self._shortened(passage, () if is_elsewhere else _within(passage, asked))
        answers = () if is_elsewhere else _within(passage, asked)
        text = ask_after(self._history(page, asked), as_typed(asked.text, self._chance))
        context = Context(page.document.title, passage.above, passage.text)
        verdict = self._verdict(asked, answers)
        return Example(text, context, answers, verdict, None, stage, self._question)

    def _shortened(
        self, passage: Passage, answers: Sequence[Span], characters: int = SHORT
    ) -> Passage:
        """Some sentences of a passage in a row that hold the answers, of about so many characters."""
        sentences = passage.sentences
        if not sentences or len(passage.text) <= characters:
            return passage
        if answers:
            start, end = passage.start + answers[0][0], passage.start + answers[-1][1]
            low = max(n for n, s in enumerate(sentences) if n == 0 or s.start <= start)
            high = min(n for n, s in enumerate(sentences) if s is sentences[-1] or s.end >= end)
        else:
            low = high = self._chance.randrange(len(sentences))
        while sentences[high].end - sentences[low].start < characters:
            grown = (max(0, low - 1), high), (low, min(high + 1, len(sentences) - 1))
            low, high = self._chance.choice([g for g in grown if g != (low, high)])
        first, last = sentences[low].start, sentences[high].end
        text = passage.text[first - passage.start : last - passage.start]
        return replace(passage, start=first, end=last, text=text, sentences=())

    def _history(self, page: Page, asked: PageQuestion) -> Sequence[tuple[str, str]]:
        """The turns before a follow-up; before another question seldom some that do not matter."""
        if asked.history or len(page.asked) < 2 or self._chance.random() >= 0.06:
            return asked.history[-2:]
        other = self._chance.choice(page.asked)
        told = ", ".join(page.document.text[start:end] for start, end in other.answers)
        return [(other.text, told)]

    def _verdict(self, asked: PageQuestion, answers: Sequence[Span]) -> int | None:
        if asked.verdict:
            return VERDICTS.index(asked.verdict if answers else "unsettled")
        if opening(asked.text) in self._openings:
            return None
        return VERDICTS.index("open")

    def _widened(self, page: Page, passage: Passage) -> Passage:
        """A stretch of passages around one, as long as `WIDE` allows."""
        at = page.passages.index(passage)
        low, high = at, at
        for step in self._chance.sample((-2, -1, 1, 2), 4):
            new_low, new_high = min(low, max(0, at + step)), max(high, at + step)
            new_high = min(new_high, len(page.passages) - 1)
            if _stretch(page, page.passages[new_low], page.passages[new_high]):
                low, high = new_low, new_high
        return _stretch(page, page.passages[low], page.passages[high]) or passage


def opening(question: str) -> str:
    """The word that a question begins with, without regard to case."""
    words = question.split()
    return words[0].casefold().strip("?!,.") if words else ""


def yes_no_openings(pages: Sequence[Page]) -> frozenset[str]:
    """How the questions begin that are known to ask for yes or no."""
    return frozenset(opening(a.text) for p in pages for a in p.asked if a.verdict)


def _stretch(page: Page, first: Passage, last: Passage) -> Passage | None:
    """From one passage to another as one, unless it is too long."""
    if last.end - first.start > WIDE:
        return None
    text = page.document.text[first.start : last.end]
    return Passage(page.id, first.start, last.end, text, first.heading, first.above, ())


def _meet(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a < d and c < b for a, b in some for c, d in others)


def _within(passage: Passage, asked: PageQuestion) -> tuple[Span, ...]:
    return tuple(
        (start - passage.start, end - passage.start)
        for start, end in asked.answers
        if passage.start <= start and end <= passage.end
    )


def _answers(page: Page, passage: Passage, asked: PageQuestion) -> bool:
    return passage.document == page.id and bool(_within(passage, asked))


def _holds_words(page: Page, text: str, asked: PageQuestion) -> bool:
    folded = text.casefold()
    return any(page.document.text[a:b].casefold() in folded for a, b in asked.answers)
