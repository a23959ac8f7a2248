"""Which sentences answer, and how sure that is: what the reader finds in the passages that were kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.models.answers import Evidence, Hit, Question
from assistant.models.documents import Document, Fact, Passage, Sentence
from assistant.ports import SearchIndex
from assistant.reader.reading import NO_VERDICT, AnswerSpan, Context, Reader, Verdict
from assistant.spans import overlap
from assistant.text.kinds import YES_NO
from assistant.text.mentions import mentioned
from assistant.text.siblings import names_another
from assistant.views.corrected import Disputed, is_withdrawn

AROUND = 10_000
"""Characters before and behind a passage in which its page is searched for names."""
RIVAL = 0.5
"""How likely, relative to the best span, another is part of the same list, or disagrees with it."""
SURE_VERDICT = 0.98
"""The chance from which yes or no is said before a quote, where that is sure enough as well."""
SURE_QUOTE = 0.8
"""The chance that a quote answers from which yes or no is said before it; see `training/yes_no.py`."""
ASKS_FOR_MORE = 0.5
"""The chance from which a question is not one for yes or no."""


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """Words of a document that the reader found: `text[start:end]`, with the chance that they answer."""

    document: str
    start: int
    end: int
    chance: float


@dataclass(frozen=True)
class Choice:
    """The sentences that hold a span, likeliest first, those chosen marked."""

    evidence: tuple[Evidence, ...]
    confidence: float
    """The chance that the best span answers, 0 to 1."""
    verdict: Verdict = NO_VERDICT
    """What the quote of the passage of the best span says to a question for yes or no."""
    corrected: tuple[Fact, ...] = ()
    """What staff say in the place of the likeliest words of all."""
    spans: tuple[FoundSpan, ...] = ()
    """All that may answer, likeliest first, also what staff corrected."""

    @property
    def chosen(self) -> tuple[Evidence, ...]:
        """The sentences that answer, likeliest first."""
        return tuple(evidence for evidence in self.evidence if evidence.chosen)

    @property
    def rivals(self) -> tuple[Evidence, ...]:
        """The sentences that answer, and those elsewhere that are nearly as likely to."""
        least = RIVAL * self.confidence
        return tuple(evidence for evidence in self.evidence if evidence.score >= least)

    @property
    def is_so(self) -> bool | None:
        """Yes or no where the quote surely says it; None where it has to speak for itself."""
        surest = max(self.verdict.yes, self.verdict.no)
        if self.confidence < SURE_QUOTE or surest < SURE_VERDICT:
            return None
        return self.verdict.yes > self.verdict.no


NOTHING = Choice((), 0.0)


def choose(
    index: SearchIndex,
    question: Question,
    hits: Sequence[Hit],
    reader: Reader,
    threshold: float,
) -> Choice:
    """Read the kept hits and choose the sentences that answer.

    Args:
        index: The open generation.
        question: What is asked; it is read as it was typed, behind the turns before it.
        hits: What retrieval found, best first.
        reader: Decides which words of the passages answer.
        threshold: The chance from which a span answers: one of another passage than the best is told
            as well, and passages further down need not be read.
    """
    kept = [hit for hit in hits if hit.kept]
    contexts = contexts_of(index, kept, question)
    reading = reader.read(question.text, contexts, question.turns, enough=threshold)
    told = [span for span in reading.spans if not _is_of_another(index, question, kept, span)]
    found_spans = tuple(_found_in(kept[span.context].passage, span) for span in told)
    spans, corrected = undisputed(index, kept, told)
    if not spans:
        best = told[0].chance if corrected else 0.0
        return Choice((), best, corrected=corrected, spans=found_spans)
    # What staff corrected was the likeliest, and they are as likely to answer.
    best = told[0].chance if corrected else spans[0].chance
    found: dict[Sentence, Evidence] = {}
    for span in spans:
        hit = kept[span.context]
        for sentence in holding(hit.passage, span):
            least = RIVAL * best if span.context == spans[0].context else threshold
            chosen = span.chance >= least
            found.setdefault(sentence, Evidence(sentence, hit, span.chance, chosen))
    choice = Choice(tuple(found.values()), best, corrected=corrected, spans=found_spans)
    if reading.verdict.open >= ASKS_FOR_MORE or not choice.chosen:
        return choice
    first = choice.evidence[0].hit
    quoted = [evidence.span.text for evidence in choice.chosen if evidence.hit is first]
    quote = replace(contexts[kept.index(first)], text="\n".join(quoted))
    # Of what stands around the quote nobody sees anything when they are told yes or no.
    return replace(choice, verdict=reader.settle(question.text, quote, question.turns))


def _is_of_another(
    index: SearchIndex, question: Question, kept: Sequence[Hit], span: AnswerSpan
) -> bool:
    """Whether what a sentence says is of another thing, as its name shows.

    In another language the same name may be another word, and a question for yes or no is answered by
    what is so of another.
    """
    passage = kept[span.context].passage
    document = index.documents[passage.document]
    if question.expects == YES_NO or question.asked_in != document.language:
        return False
    around = f"{document.title} {passage.above} {passage.text}"
    sentences = " ".join(sentence.text for sentence in holding(passage, span))
    return names_another(question.standalone, sentences, around)


def _found_in(passage: Passage, span: AnswerSpan) -> FoundSpan:
    start, end = passage.start + span.start, passage.start + span.end
    return FoundSpan(passage.document, start, end, span.chance)


def undisputed(
    index: SearchIndex, kept: Sequence[Hit], spans: Sequence[AnswerSpan]
) -> tuple[list[AnswerSpan], tuple[Fact, ...]]:
    """The spans that lie in nothing that staff corrected, and what they say in place of the first."""
    disputed = index.view(Disputed)

    def corrected(span: AnswerSpan) -> list[Fact]:
        place = _found_in(kept[span.context].passage, span)
        found = disputed.within(place.document, place.start, place.end)
        return [fact for fact in found if not is_withdrawn(fact)]

    left = [span for span in spans if not corrected(span)]
    return left, tuple(corrected(spans[0])) if spans else ()


def contexts_of(index: SearchIndex, hits: Sequence[Hit], question: Question) -> list[Context]:
    """Hits as the reader sees them, each with how well their pages together mention what is named.

    Of a question that is neither in Swedish nor in English no names are looked for: which of its words
    are names is not known.
    """
    share = 1.0
    if question.asked_in != "other":
        pages = dict.fromkeys(_around(index.documents[hit.passage.document], hit) for hit in hits)
        share = mentioned(question.standalone, "\n".join(pages))
    return [replace(context(index, hit), mentioned=share) for hit in hits]


def _around(page: Document, hit: Hit) -> str:
    """A page with its title, a long one as far as it lies around a hit."""
    start, end = hit.passage.start - AROUND, hit.passage.end + AROUND
    text = page.text if len(page.text) <= 2 * AROUND else page.text[max(0, start) : end]
    return f"{page.title}\n{text}"


def context(index: SearchIndex, hit: Hit) -> Context:
    """A hit as the reader sees it: under the title and the headings that it stands under.

    In the place of what is wrong, as staff say, it sees blanks.
    """
    passage, title = hit.passage, index.documents[hit.passage.document].title
    text = passage.text
    for fact in index.view(Disputed).within(passage.document, passage.start, passage.end):
        if is_withdrawn(fact):
            start, end = max(0, fact.start - passage.start), fact.end - passage.start
            text = text[:start] + " " * (min(end, len(text)) - start) + text[end:]
    return Context(title, passage.above, text, hit.nearest)


def holding(passage: Passage, span: AnswerSpan) -> list[Sentence]:
    """The sentences of a passage that share a character with a span of it."""
    place = _found_in(passage, span)
    return [sentence for sentence in passage.sentences if overlap(sentence, place)]
