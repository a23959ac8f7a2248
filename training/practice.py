"""End to end on sets of questions: the product's retrieval, the reader, the product's own judge.

The answer is the sentences that hold the spans. No fact and no rule of the product takes part, but
for greetings and personal data, which it turns away.
"""

from __future__ import annotations

from assistant.composition.quotes import compose
from assistant.evaluation.questions import Outcome, judge
from assistant.evidence.choosing import RIVAL, holding
from assistant.models.answers import Answer, Citation, Explanation, Status
from assistant.question.understanding import is_small_talk
from assistant.reader.calibration import FLAT, Calibration
from assistant.reader.reading import Reading
from assistant.text.personal import holds_personal_data
from training import figures
from training.figures import of_best_passage
from training.looking import Look

_ALWAYS = Calibration(0.0, FLAT, 0.0)
"""Answers whatever the chance."""


def outcome(look: Look, calibration: Calibration) -> Outcome:
    """What the reader answers to a question of a set, judged."""
    return _judged(look, look.reading(calibration), calibration)


def is_right(look: Look, reading: Reading) -> bool:
    """Whether the best span answers: by the judge of its set, or by the answers known of its page."""
    if look.expected is None:
        return figures.is_right(look, reading.spans[0])
    return look.is_answerable and _judged(look, reading, _ALWAYS).right


def _judged(look: Look, reading: Reading, calibration: Calibration) -> Outcome:
    assert look.expected is not None
    confidence = reading.spans[0].chance if reading.spans else 0.0
    status, text = Status.NOT_FOUND, ""
    citations: tuple[Citation, ...] = ()
    if holds_personal_data(look.question.text):
        status = Status.REJECTED
    elif is_small_talk(look.question):
        status = Status.SMALL_TALK
    elif confidence >= calibration.threshold:
        status = Status.ANSWERED
        citations = _cite(look, reading)
        text = compose(citations, look.question.language)
    answer = Answer(
        look.question, status, text, citations, confidence, "", Explanation(look.question)
    )
    category = str(look.expected["category"])
    return Outcome(
        look.id, category, look.question.text, answer, judge(dict(look.expected), answer)
    )


def _cite(look: Look, reading: Reading) -> tuple[Citation, ...]:
    """The sentences that hold the best span and the others of its list, in reading order."""
    best, *others = of_best_passage(reading)
    told = [best, *(s for s in others if s.chance >= RIVAL * best.chance)]
    passage = look.passages[best.context]
    document = look.documents[passage.document]
    places = sorted({(s.start, s.end) for span in told for s in holding(passage, span)})
    return tuple(
        Citation(number, document, start, end, document.text[start:end])
        for number, (start, end) in enumerate(places, start=1)
    )
