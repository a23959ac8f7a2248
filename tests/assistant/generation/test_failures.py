"""A model that fails, in each way that it can: the quotes are shown, within the time set."""

from __future__ import annotations

import itertools
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, HumanMessage

from assistant.answering.assistant import Assistant
from assistant.api.metrics import MeasuredAssistant, Metrics
from assistant.endpoints.breaker import LONGEST_REST, Breaker, asked_rest
from assistant.errors import SettingsError
from assistant.generation import model
from assistant.generation.model import TimedModel
from assistant.generation.opening import open_chat_model
from assistant.generation.streamed import NoDraftError, Streamed, seen
from assistant.generation.usage import Usage
from assistant.messages.reasons import reason_told
from assistant.settings import GenerationSettings
from tests.assistant.generation import endpoint as ways
from tests.assistant.generation.conftest import Open
from tests.assistant.generation.endpoint import Behaviour, Endpoint, fails, running, says
from tests.assistant.generation.test_composer import ASKED, WORDED

SECONDS = 1.5
INSTRUCTIONS = "Say only what the quotes say. Leave names, numbers, dates and units as they stand."


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (ways.silent, "No draft: too slow."),
        (ways.trickles, "No draft: too slow."),
        (ways.endless, "No draft: too long."),
        (ways.floods, "No draft: too long."),
        (ways.thinks, "No draft: too long."),
        (ways.calls(2_000), "No draft: not whole."),
        (says("\ud800Scania \0betalar 40 kronor [1]"), "No claim of the draft is carried."),
        (ways.breaks_off, "No draft: broken off."),
        (ways.malformed, "No draft: unreachable or malformed."),
        (ways.endless_line, "No draft: unreachable or malformed."),
        (ways.compressed, "No draft: unreachable or malformed."),
        (fails(429), "No draft: rate-limited."),
        (fails(500), "No draft: status 500."),
        (says(""), "No draft: empty."),
        (says(WORDED, finish="length"), "No draft: too long."),
        (says(WORDED, finish="content_filter"), "No draft: refused."),
        (says("", refusal="I cannot help with that."), "No draft: empty."),
        (says("Det kan jag tyvärr inte svara på."), "No claim of the draft is carried."),
        (says(WORDED.replace("[1] [2]", "[1] [99]")), "No claim of the draft is carried."),
        (
            says("Gustav Hemming leder högnivågruppen [2]."),
            "A quote that the answer rests on is not told.",
        ),
        (
            says("This is Lars-Henrik Jörnving, who is there for Scania [1] [2]."),
            "The draft is in another language.",
        ),
        (says(f"{INSTRUCTIONS} [1] {WORDED}"), "The draft repeats its instructions."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_quotes_are_shown_within_the_time(
    endpoint: Endpoint,
    worded: Open,
    assistant: Assistant,
    tmp_path: Path,
    behaviour: Behaviour,
    reason: str,
) -> None:
    endpoint.behaviour = behaviour
    plain = assistant.ask(ASKED)
    failing = worded(seconds=20.0 if "slow" not in reason else SECONDS)
    failing.warm_up()
    started = time.monotonic()
    answer = failing.ask(ASKED)
    if "slow" in reason:
        assert time.monotonic() - started < SECONDS + model.LEAST_SECONDS + 10.0
        assert endpoint.hung_up.wait(10), "the connection is closed"
    assert (answer.text, answer.citations) == (plain.text, plain.citations)
    assert answer.composed_by == "quotes"
    assert [reason_told(one.fallback, "en") for one in answer.explanation.drafts] == [reason]
    no_draft = "No draft: "
    counted = reason[len(no_draft) : -1] if reason.startswith(no_draft) else reason
    assert {one.outcome for one in Usage(tmp_path).all()} - {"drafted"} == {counted}


def test_a_question_is_not_sent_on_to_where_an_endpoint_redirects(
    endpoint: Endpoint, worded: Open, assistant: Assistant
) -> None:
    with running() as other:
        other.behaviour = ways.repeats
        endpoint.behaviour = ways.redirects(f"{other.url}/chat/completions")
        answer = worded().ask(ASKED)
        assert len(endpoint.asked) == 1
        assert not other.asked
    assert answer.text == assistant.ask(ASKED).text
    (draft,) = answer.explanation.drafts
    assert reason_told(draft.fallback, "en") == "No draft: status 307."


def test_a_dead_endpoint_is_left_alone(endpoint: Endpoint, worded: Open) -> None:
    endpoint.behaviour = fails(503)
    assistant = worded(failures=2, rest_seconds=60)
    fallbacks = [assistant.ask(ASKED).explanation.drafts[0].fallback for _ in range(4)]
    told = [reason_told(fallback, "en") for fallback in fallbacks]
    assert told == ["No draft: status 503."] * 2 + ["No draft: left alone after failures."] * 2
    assert len(endpoint.asked) == 2
    metrics = Metrics()
    for _ in range(2):
        MeasuredAssistant(assistant, metrics).ask(ASKED)
    left = {"outcome": "left alone after failures"}
    assert metrics.registry.get_sample_value("fordonsdalen_drafts_total", left) == 2.0
    assert metrics.registry.get_sample_value("fordonsdalen_composed_total", {"by": "quotes"}) == 2.0


def test_one_that_says_nothing_in_all_its_time_is_left_alone_at_once(
    endpoint: Endpoint, worded: Open
) -> None:
    endpoint.behaviour = ways.silent
    assistant = worded(seconds=SECONDS)
    assistant.warm_up()
    told = [reason_told(assistant.ask(ASKED).explanation.drafts[0].fallback, "en") for _ in "ab"]
    assert told == ["No draft: too slow.", "No draft: left alone after failures."]


def test_one_that_begins_and_is_too_slow_is_tried_again(endpoint: Endpoint, worded: Open) -> None:
    endpoint.behaviour = ways.dribbles
    assistant = worded(seconds=SECONDS)
    assistant.warm_up()
    told = [reason_told(assistant.ask(ASKED).explanation.drafts[0].fallback, "en") for _ in "ab"]
    assert told == ["No draft: too slow."] * 2


def test_what_it_sent_is_not_printed_by_its_client(
    endpoint: Endpoint, tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    endpoint.behaviour = ways.mistyped
    settings = GenerationSettings(model="openai:scripted", base_url=endpoint.url)
    with pytest.raises(NoDraftError):
        TimedModel(settings, Usage(tmp_path)).draft([HumanMessage("?")], 20.0)
    assert not [one for one in recwarn if "secret" in str(one.message)]


def test_one_that_cannot_be_opened_costs_no_answer(worded: Open, assistant: Assistant) -> None:
    answer = worded(model="nobody:x").ask(ASKED)
    assert answer.text == assistant.ask(ASKED).text
    (draft,) = answer.explanation.drafts
    assert reason_told(draft.fallback, "en") == "No draft: cannot be opened."


class BrokenError(Exception):
    """What no provider is known to raise."""


def test_a_provider_that_fails_in_a_way_of_its_own_is_one_line(
    worded: Open, assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise BrokenError("no\nmodel")

    monkeypatch.setattr("langchain.chat_models.init_chat_model", fails)
    failing = worded()
    with pytest.raises(SettingsError, match=r"openai:scripted cannot be opened .*: no model"):
        failing._writing.warm_up()
    failing.warm_up()
    answer = failing.ask(ASKED)
    assert answer.text == assistant.ask(ASKED).text
    assert {used.outcome for used in Usage(tmp_path).all()} == {"cannot be opened"}


def test_a_model_that_takes_long_to_open_is_waited_for_no_longer_than_one_that_writes(
    endpoint: Endpoint, tmp_path: Path
) -> None:
    endpoint.behaviour = says("Ja.")
    goes_on, opened = threading.Event(), []

    def opens(settings: GenerationSettings) -> BaseChatModel:
        opened.append(goes_on.wait(10))
        return open_chat_model(settings)

    given = {"model": "openai:scripted", "base_url": endpoint.url, "seconds": 1.0}
    settings = GenerationSettings.model_validate({**given, "rest_seconds": 1.0})
    asked = TimedModel(settings, Usage(tmp_path), opens)
    started = time.monotonic()
    with pytest.raises(SettingsError, match="openai:scripted was not opened within 1 s"):
        asked.warm_up()
    with pytest.raises(NoDraftError, match="cannot be opened"):
        asked.draft([HumanMessage("?")], 1.0)
    assert time.monotonic() - started < 5.0
    goes_on.set()
    time.sleep(settings.rest_seconds)
    assert asked.draft([HumanMessage("?")], 20.0) == "Ja."
    assert opened == [True], "it is opened once"


def test_what_nobody_foresaw_is_not_counted_as_a_draft(endpoint: Endpoint, tmp_path: Path) -> None:
    def opens(_: GenerationSettings) -> BaseChatModel:
        raise BrokenError

    settings = GenerationSettings(model="openai:scripted", base_url=endpoint.url)
    with pytest.raises(BrokenError):
        TimedModel(settings, Usage(tmp_path), opens).draft([HumanMessage("?")], 1.0)
    (used,) = Usage(tmp_path).all()
    assert (used.outcome, used.tokens) == ("failed", 0)


def test_after_a_rest_one_call_decides() -> None:
    now = [0.0]
    breaker = Breaker(2, 10.0, lambda: now[0])
    for _ in range(2):
        assert not breaker.is_open
        breaker.note(failed=True)
    assert breaker.is_open
    now[0] = 10.0
    assert [breaker.lets_try(), breaker.lets_try()] == [True, False], "of two at once one tries"
    breaker.note(failed=True)
    assert breaker.is_open, "it failed again"
    now[0] = 20.0
    assert breaker.lets_try()
    breaker.note(failed=False)
    assert [breaker.lets_try(), breaker.lets_try()] == [True, True]
    breaker.note(failed=True)
    assert not breaker.is_open, "a call that went well after a rest begins the count anew"


@pytest.mark.parametrize(("fails_each", "opens"), [(2, True), (3, False), (4, False)])
def test_one_that_fails_again_and_again_is_left_alone_too(fails_each: int, opens: bool) -> None:
    breaker = Breaker(3, 10.0, lambda: 0.0)
    for call in range(60):
        breaker.note(failed=call % fails_each == 0)
        if breaker.is_open:
            break
    assert breaker.is_open is opens


def test_what_goes_on_writing_is_given_up_each_time(endpoint: Endpoint, tmp_path: Path) -> None:
    """A piece that comes just as the time is over hid the end of the time from whoever waited for it."""
    endpoint.behaviour = ways.dribbles
    settings = GenerationSettings(model="openai:scripted", base_url=endpoint.url, failures=100)
    asked = TimedModel(settings, Usage(tmp_path))
    asked.open(SECONDS)
    for _ in range(12):
        started = time.monotonic()
        with pytest.raises(NoDraftError, match=model.TOO_SLOW):
            asked.draft([HumanMessage("?")], 0.5)
        assert time.monotonic() - started < 2.0


def test_what_holds_up_the_client_is_interrupted_and_the_next_draft_is_in_time(
    endpoint: Endpoint, tmp_path: Path
) -> None:
    """A call in one piece is read by LangChain before anybody sees it: for hours, if it is long."""
    settings = GenerationSettings(model="openai:scripted", base_url=endpoint.url, failures=100)
    asked = TimedModel(settings, Usage(tmp_path))
    _, loop = asked.open(SECONDS)
    for _ in range(2):
        endpoint.behaviour = ways.calls(1_000_000)
        started = time.monotonic()
        with pytest.raises(NoDraftError, match=model.TOO_SLOW):
            asked.draft([HumanMessage("?")], 1.0)
        assert time.monotonic() - started < 5.0
        assert endpoint.hung_up.wait(10), "the connection is closed"
        endpoint.hung_up.clear()
        endpoint.behaviour = says("Ja.")
        assert asked.draft([HumanMessage("?")], 20.0) == "Ja."
    assert asked.open(SECONDS)[1] is loop, "nothing goes on reckoning"


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"finish_reason": "stop"}, ""),
        ({"finish_reason": "STOP", "model_name": "gemini"}, ""),
        ({"finish_reason": "COMPLETE"}, ""),
        ({"stop_reason": "end_turn", "stop_sequence": None}, ""),
        ({"stopReason": "end_turn"}, ""),
        ({"done": True, "done_reason": "stop"}, ""),
        ({"finish_reason": "MAX_TOKENS"}, "too long"),
        ({"stopReason": "max_tokens"}, "too long"),
        ({"done_reason": "length"}, "too long"),
        ({"finish_reason": "SAFETY"}, "refused"),
        ({"stop_reason": "refusal"}, "refused"),
        ({"stopReason": "guardrail_intervened"}, "not whole"),
        ({"finish_reason": "ERROR"}, "not whole"),
        ({"stop": "stop"}, "broken off"),
    ],
    ids=str,
)
def test_each_provider_tells_in_its_own_words_that_a_draft_is_whole(
    told: dict[str, object], problem: str
) -> None:
    got = Streamed()
    got.add(AIMessageChunk(content="Ja."))
    got.add(AIMessageChunk(content="", response_metadata=told))
    assert got.problem() == problem


def test_azure_is_asked_at_the_address_that_is_set(
    endpoint: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_VERSION", "2024-10-21")
    endpoint.behaviour = says("Ja.")
    url = endpoint.url.removesuffix("/v1")
    settings = GenerationSettings(model="azure_openai:scripted", base_url=url)
    assert TimedModel(settings, Usage(tmp_path)).draft([HumanMessage("?")], 20.0) == "Ja."
    with running() as other:
        endpoint.behaviour = ways.redirects(f"{other.url}/chat/completions")
        with pytest.raises(NoDraftError, match="status 307"):
            TimedModel(settings, Usage(tmp_path)).draft([HumanMessage("?")], 20.0)
        assert not other.asked


def test_a_flood_is_counted_as_far_as_it_is_kept(
    endpoint: Endpoint, worded: Open, tmp_path: Path
) -> None:
    endpoint.behaviour = ways.floods
    worded().ask(ASKED)
    assert sum(used.tokens for used in Usage(tmp_path).all()) < 10_000


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a\0b\u202ec\u200b\ud800d\n", "abcd\n"),
        ("in\u200cte", "inte"),
        ("می\u200cشود", "می\u200cشود"),
    ],
)
def test_nothing_is_kept_that_nobody_sees(written: str, shown: str) -> None:
    assert seen(written) == shown
    pieces = ["", *written]
    assert "".join(seen(one, before) for before, one in itertools.pairwise(pieces)) == shown


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("7", 7.0),
        (" 7 ", 7.0),
        ("-7", 0.0),
        ("7.5", 0.0),
        ("９", 0.0),
        ("soon", 0.0),
        ("", 0.0),
        ("9" * 30, LONGEST_REST),
        ("9" * 5000, 0.0),
        ("Sun, 01 Nov 2020 10:00:00 GMT", 0.0),
        ("Sun, 01 Nov 2020 10:00:00", 0.0),
        ("Sat, 99 Nov 99999 10:00:00 GMT", 0.0),
    ],
    ids=ascii,
)
def test_an_endpoint_is_believed_when_it_asks_to_be_left_alone(told: str, seconds: float) -> None:
    assert asked_rest({"retry-after": told}) == seconds


def test_an_endpoint_may_ask_to_be_left_alone_until_a_day() -> None:
    tomorrow = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)
    assert asked_rest({"retry-after": tomorrow}) == LONGEST_REST


def test_who_asks_to_be_left_alone_is_for_so_long_and_not_asked_meanwhile(
    endpoint: Endpoint, tmp_path: Path
) -> None:
    settings = GenerationSettings(model="openai:scripted", base_url=endpoint.url)
    asked = TimedModel(settings, Usage(tmp_path))
    endpoint.behaviour = fails(429)
    with pytest.raises(NoDraftError, match="rate-limited"):
        asked.draft([HumanMessage("?")], 20.0)
    endpoint.behaviour = fails(429, "2")
    with pytest.raises(NoDraftError, match="rate-limited"):
        asked.draft([HumanMessage("?")], 20.0)
    started = time.monotonic()
    endpoint.behaviour = says("Ja.")
    with pytest.raises(NoDraftError, match="left alone"):
        asked.draft([HumanMessage("?")], 20.0)
    assert len(endpoint.asked) == 2
    time.sleep(max(0.0, started + 2.1 - time.monotonic()))
    assert asked.draft([HumanMessage("?")], 20.0) == "Ja."


def test_a_rest_that_was_asked_for_is_no_shorter_than_one_after_failures() -> None:
    now = [0.0]
    breaker = Breaker(2, 10.0, lambda: now[0])
    breaker.note(failed=True, asked_rest=5.0)
    now[0] = 5.0
    assert breaker.lets_try()
    breaker.note(failed=True, asked_rest=5.0)
    now[0] = 14.0
    assert breaker.is_open
    now[0] = 15.0
    breaker.note(failed=True, asked_rest=20.0)
    now[0] = 34.0
    assert breaker.is_open
