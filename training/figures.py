"""Figures of the reader on questions whose answers are known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score

from assistant.models.documents import Document, Passage
from assistant.reader.calibration import Calibration
from assistant.reader.reading import AnswerSpan, Reading, Verdict
from training.data import Span, VerdictName
from training.looking import Look

_WORD = re.compile(r"\w+")
SURE = 0.9
"""From which chance an answer counts as sure."""
SURE_VERDICTS = (0.8, 0.9, 0.95, 0.98)
"""Chances from which yes or no might be said."""


def f1(said: str, gold: str) -> float:
    """Harmonic mean of precision and recall over words, as SQuAD counts it."""
    one, other = (Counter(_WORD.findall(text.casefold())) for text in (said, gold))
    common = sum((one & other).values())
    return 2 * common / (sum(one.values()) + sum(other.values())) if common else 0.0


def is_right(look: Look, span: AnswerSpan) -> bool:
    """Whether a span shares a character with an answer, on the page that was asked about."""
    start, end = _on_page(look, span)
    is_there = look.passages[span.context].document == look.page
    return is_there and any(a < end and start < b for a, b in _gold(look))


def span_f1(look: Look, span: AnswerSpan, documents: Mapping[str, Document]) -> float:
    """F1 of a span against the nearest of the answers on the page that was asked about."""
    said = look.passages[span.context].text[span.start : span.end]
    text = documents[look.page].text
    return max((f1(said, text[a:b]) for a, b in _gold(look)), default=0.0)


def given_the_passage(looks: Sequence[Look], documents: Mapping[str, Document]) -> dict[str, float]:
    """F1 of the best span within the passage that holds the answer, where it was retrieved."""
    scores, exact = [], []
    for look in looks:
        at = next((n for n, p in enumerate(look.passages) if _holds(look, p)), None)
        if at is None or (candidate := look.found[at]) is None:
            continue
        span = AnswerSpan(at, candidate.start, candidate.end, 1.0)
        scores.append(span_f1(look, span, documents))
        exact.append(is_right(look, span))
    return {
        "questions": len(scores),
        "span F1": _share(scores),
        "span meets an answer": _share(exact),
    }


@dataclass(frozen=True, slots=True)
class Judged:
    """A look, what the reader makes of it, and whether it would answer."""

    look: Look
    reading: Reading
    given: bool

    @property
    def right(self) -> bool:
        """Whether the best span meets an answer."""
        return bool(self.reading.spans) and is_right(self.look, self.reading.spans[0])

    @property
    def chance(self) -> float:
        """Of the best span."""
        return self.reading.spans[0].chance if self.reading.spans else 0.0


def judged(looks: Sequence[Look], calibration: Calibration) -> list[Judged]:
    """Looks under a calibration and its threshold."""
    readings = [look.reading(calibration) for look in looks]
    return [
        Judged(k, r, bool(r.spans) and r.spans[0].chance >= calibration.threshold)
        for k, r in zip(looks, readings, strict=True)
    ]


def refusal(judged: Sequence[Judged]) -> dict[str, float]:
    """How answers and refusals fall at the threshold, and how well the two are told apart."""
    answerable = [bool(_gold(one.look)) for one in judged]
    pairs = list(zip(answerable, judged, strict=True))
    sure = [one for one in judged if one.chance >= SURE]
    return {
        "questions": len(judged),
        "right": sum(one.given and one.right if a else not one.given for a, one in pairs),
        "wrong answers given": sum(one.given and not one.right for one in judged),
        "needless refusals": sum(a and not one.given for a, one in pairs),
        "AUC answerable": auc(answerable, [one.chance for one in judged]),
        "told at .9 and more": len(sure),
        "right among these": sum(one.right for one in sure),
    }


def lists(judged: Sequence[Judged]) -> dict[str, float]:
    """Of questions for a list: how many of the pieces the spans of the best passage meet."""
    found, said = [], []
    for one in judged:
        gold = _gold(one.look)
        if len(gold) < 2 or not one.reading.spans:
            continue
        spans = [_on_page(one.look, span) for span in of_best_passage(one.reading)]
        on_page = one.look.passages[one.reading.spans[0].context].document == one.look.page
        met = [any(a < d and c < b for c, d in spans) and on_page for a, b in gold]
        found.append(sum(met) / len(gold))
        said.append(sum(is_right(one.look, s) for s in of_best_passage(one.reading)) / len(spans))
    return {"questions": len(found), "recall": _share(found), "precision": _share(said)}


def of_best_passage(reading: Reading) -> list[AnswerSpan]:
    """The spans of the passage that the best span stands in."""
    return [span for span in reading.spans if span.context == reading.spans[0].context]


def verdicts(pairs: Sequence[tuple[VerdictName, Verdict]]) -> dict[str, float]:
    """What is known of questions for yes or no, and what quotes were found to say to them."""
    settled = [
        (gold == "yes", verdict.yes - verdict.no) for gold, verdict in pairs if gold != "unsettled"
    ]
    figures = {
        "questions": len(pairs),
        "right": _share(gold == _said(verdict) for gold, verdict in pairs),
        "AUC yes against no": auc([yes for yes, _ in settled], [score for _, score in settled]),
    }
    for least in SURE_VERDICTS:
        sure = [(gold, verdict) for gold, verdict in pairs if max(verdict.yes, verdict.no) >= least]
        figures[f"yes or no at {least} and more"] = len(sure)
        figures[f"right at {least}"] = _share(gold == _said(verdict) for gold, verdict in sure)
    return figures


def auc(truth: Sequence[bool], scores: Sequence[float]) -> float:
    """The chance that of a random pair the true one has the higher score; a half without pairs."""
    return float(roc_auc_score(truth, scores)) if len(set(truth)) == 2 else 0.5


def _on_page(look: Look, span: AnswerSpan) -> Span:
    start = look.passages[span.context].start
    return start + span.start, start + span.end


def _said(verdict: Verdict) -> str:
    chances = {"yes": verdict.yes, "no": verdict.no, "unsettled": verdict.unsettled}
    return max(chances, key=lambda name: chances[name])


def _gold(look: Look) -> tuple[Span, ...]:
    return look.asked.answers if look.asked else ()


def _holds(look: Look, passage: Passage) -> bool:
    return passage.document == look.page and any(
        passage.start <= a and b <= passage.end for a, b in _gold(look)
    )


def _share(values: Iterable[float]) -> float:
    """The mean, 0 of nothing."""
    kept = [float(value) for value in values]
    return float(np.mean(kept)) if kept else 0.0
