"""What is shown below a refusal, and how it is worded."""

from __future__ import annotations

import pytest

from assistant.evidence.choosing import Choice
from assistant.evidence.findings import HARDLY, NEARLY, ON_TOPIC, Findings
from assistant.models.answers import Evidence, Hit, Status
from assistant.models.documents import Passage, Sentence


def hit(start: int, score: float) -> Hit:
    text = f"text {start}"
    end = start + len(text)
    sentence = Sentence("page", start, end, text)
    passage = Passage("page", start, end, text, "", "", (sentence,))
    return Hit(passage, start, 0.8, 0.8, 0.1, score, kept=True)


def read(one: Hit, chance: float) -> Evidence:
    return Evidence(one.passage.sentences[0], one, chance)


def test_the_passages_whose_words_are_likeliest_come_first() -> None:
    first, likely, far = hit(0, ON_TOPIC + 1), hit(100, ON_TOPIC - 1), hit(200, ON_TOPIC - 1)
    evidence = (read(first, 0.1), read(likely, 0.2), read(far, HARDLY - 0.01))
    findings = Findings(hits=(first, likely, far), choice=Choice(evidence, 0.1), threshold=0.5)
    assert findings.near == [likely, first]


@pytest.mark.parametrize(
    ("chance", "status"), [(NEARLY - 0.01, Status.OUT_OF_SCOPE), (NEARLY, Status.NOT_FOUND)]
)
def test_words_that_nearly_answer_are_about_what_was_asked(chance: float, status: Status) -> None:
    one = hit(0, ON_TOPIC - 1)
    findings = Findings(hits=(one,), choice=Choice((read(one, chance),), chance), threshold=0.5)
    assert not findings.answers
    assert findings.silence is status
