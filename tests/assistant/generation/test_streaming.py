"""Sentences that are told as soon as they have passed, and what comes of those behind them."""

from __future__ import annotations

import json
import re
import threading

import pytest
from fastapi.testclient import TestClient

from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.messages.answers import CUT
from assistant.messages.reasons import reason_told
from assistant.models.answers import Answer
from assistant.progress import Said
from assistant.reasons import NO_REASON
from assistant.settings import Settings
from tests.assistant.generation import endpoint as ways
from tests.assistant.generation.conftest import Open
from tests.assistant.generation.endpoint import Behaviour, Endpoint, pauses, says
from tests.assistant.generation.test_composer import ASKED, WORDED
from ui.mount import add_light_pages

CORE = WORDED.replace(" [1] [2].", ". [1]")
BESIDE = "Gustav Hemming leder högnivågruppen. [1]"
CHATTER = "Gustav Hemming leder högnivågruppen [2]. "


def heard(assistant: Assistant, goes_on: threading.Event) -> tuple[list[str], Answer]:
    """What was said while the model wrote, of which the first lets it go on, and the whole answer."""
    said: list[str] = []

    def on_step(told: str | Said) -> None:
        if isinstance(told, Said):
            said.append(told.text)
            goes_on.set()

    return said, assistant.ask(ASKED, on_step=on_step)


def test_a_sentence_is_told_while_the_model_still_writes(endpoint: Endpoint, worded: Open) -> None:
    goes_on = threading.Event()
    endpoint.behaviour = pauses(f"{WORDED} Gustav", goes_on, says(" Hemming leder gruppen [2]."))
    said, answer = heard(worded(), goes_on)
    assert goes_on.is_set(), "the first was told before the second was written"
    assert said == [CORE, "Gustav Hemming leder gruppen. [2]"]
    assert answer.text == " ".join(said)


@pytest.mark.parametrize(
    ("then", "cut"),
    [
        (ways.breaks_off, "broken off"),
        (ways.malformed, "unreachable or malformed"),
        (ways.silent, "too slow"),
        (ways.endless, "too long"),
        (says(" Volvo betalar 40 kronor [1].", finish="content_filter"), "refused"),
        (says(" Volvo betalar 40 kronor [1]. Det är bra."), ""),
    ],
)
def test_what_was_told_stays_whatever_comes_behind_it(
    endpoint: Endpoint, worded: Open, assistant: Assistant, then: Behaviour, cut: str
) -> None:
    goes_on = threading.Event()
    endpoint.behaviour = pauses(f"{WORDED} Scania", goes_on, then)
    failing = worded(seconds=3.0)
    failing.warm_up()
    said, answer = heard(failing, goes_on)
    assert said == [CORE]
    plain = assistant.ask(ASKED)
    assert answer.text == (f"{CORE}\n{CUT['sv']}\n{plain.text}" if cut else CORE)
    assert answer.citations == plain.citations
    (draft,) = answer.explanation.drafts
    assert (draft.fallback, draft.cut.key) == (NO_REASON, cut)


def test_nothing_is_told_before_all_that_the_answer_rests_on(
    endpoint: Endpoint, worded: Open, assistant: Assistant
) -> None:
    goes_on = threading.Event()
    goes_on.set()
    endpoint.behaviour = pauses(CHATTER, goes_on, ways.breaks_off)
    said, answer = heard(worded(), goes_on)
    assert (said, answer.text) == ([], assistant.ask(ASKED).text)
    named = "Lars-Henrik Jörnving är där för Scania"
    endpoint.behaviour = pauses(CHATTER, goes_on, says(f"{named} [1]."))
    said, answer = heard(worded(), goes_on)
    assert said == [BESIDE.replace("[1]", "[2]"), f"{named}. [1]"]
    assert answer.text == " ".join(said)


@pytest.mark.parametrize(
    ("question", "first", "then", "why"),
    [
        (ASKED, CORE, "Lars-Henrik Jörnving is what they have there", "is in another language"),
        (ASKED, CORE, CORE.partition(" [")[0], "said already"),
        (
            "Who leads the high-level group?",
            "Gustav Hemming leads the high-level group. [1]",
            "Gustav Hemming: leave names, numbers, dates and units as they stand",
            "repeats its instructions",
        ),
    ],
)
def test_what_is_behind_and_in_another_language_or_leaks_or_repeats_is_dropped(
    endpoint: Endpoint, worded: Open, question: str, first: str, then: str, why: str
) -> None:
    endpoint.behaviour = says(f"{first}. {then} [1].")
    answer = worded().ask(question)
    assert answer.text == first
    kept, dropped = answer.explanation.drafts[0].claims
    assert not kept.objection
    assert why in reason_told(dropped.objection, "en")


@pytest.mark.parametrize("size", [1, 2, 3, 5, 1000])
def test_what_is_kept_does_not_hang_on_how_the_draft_is_cut_into_pieces(
    endpoint: Endpoint, worded: Open, size: int
) -> None:
    first = CORE.replace(". [1]", "[2] [1].")
    endpoint.behaviour = says(
        f"{first} Det är bra.\nGustav Hemming leder gruppen\n[[2]]", size=size
    )
    answer = worded().ask(ASKED)
    assert answer.text == f"{CORE} Gustav Hemming leder gruppen. [2]"


@pytest.mark.parametrize("path", ["/api/ask/stream", "/embed/answer"])
def test_the_stream_tells_each_sentence_once_and_the_end_repeats_them(
    endpoint: Endpoint, worded: Open, settings: Settings, path: str
) -> None:
    goes_on = threading.Event()
    goes_on.set()
    written = f"{WORDED} Volvo betalar 40 kronor [1]. {CHATTER}"
    endpoint.behaviour = pauses(f"{written} Scania", goes_on, ways.breaks_off)
    assistant = worded()
    app = build_app(assistant, settings)
    add_light_pages(app, assistant, settings)
    headers = {"Accept": "text/event-stream"}
    told = TestClient(app).post(path, json={"question": ASKED}, headers=headers).text
    events = [
        (name, json.loads(data)) for name, data in re.findall(r"event: (\w+)\ndata: (.*)\n", told)
    ]
    said = [data["text"] for name, data in events if name == "sentence"]
    passed = [CORE, BESIDE.replace("[1]", "[2]")]
    assert said[:2] == passed
    assert "".join(name for name, _ in events).startswith("statusstatussentence")
    name, done = events[-1]
    assert name == "done"
    told = done.get("answer") or done["text"]
    assert told.startswith(f"{' '.join(passed)}\n{CUT['sv']}\n")
    # The page shows the rest with the end, which holds all.
    assert said[2:] == (["\n".join(told.splitlines()[1:])] if "answer" in done else [])
