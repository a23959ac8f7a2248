"""Answers that a language model words: what it is shown, what is kept, and when it is not asked."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from langchain_core.tracers.langchain import LangChainTracer
from langsmith.utils import get_env_var, tracing_is_enabled

from assistant.answering.assistant import Assistant
from assistant.errors import SettingsError
from assistant.generation.opening import open_chat_model
from assistant.generation.prompts import VERSION
from assistant.generation.usage import Usage
from assistant.messages.reasons import reason_told
from assistant.models.answers import Status, Turn
from assistant.reasons import Reason
from assistant.settings import GenerationSettings, load_settings
from tests import processes
from tests.assistant.generation.conftest import Open
from tests.assistant.generation.endpoint import Endpoint, says

ASKED = "Vem företräder Scania?"
WORDED = "Det är Lars-Henrik Jörnving, vice President, som är där för Scania [1] [2]."

USED_UP = Reason("no_draft", {"why": Reason("budget of the day used up")})


def test_what_is_carried_is_the_answer_with_its_quotes(endpoint: Endpoint, worded: Open) -> None:
    endpoint.behaviour = says(WORDED + " Volvo deltar med 40 personer [1]. Det är bra.")
    answer = worded().ask(ASKED)
    assert answer.text == WORDED.replace(" [1] [2].", ". [1]")
    assert answer.composed_by == "model"
    assert [citation.number for citation in answer.citations] == [1, 2]
    assert "Lars-Henrik Jörnving" in answer.citations[0].quote
    (draft,) = answer.explanation.drafts
    assert [reason_told(claim.objection, "en") for claim in draft.claims] == [
        "",
        "The quote does not hold the number 40.",
        "It cites nothing.",
    ]


def test_who_stands_in_a_list_is_told_without_what_the_list_begins_with(
    endpoint: Endpoint, worded: Open
) -> None:
    asked, listed = "Vem representerar Scania?", "Deltagare är"
    endpoint.behaviour = says("Lars-Henrik Jörnving är där för Scania [1].")
    answer = worded().ask(asked)
    assert answer.text == "Lars-Henrik Jörnving är där för Scania. [1]"
    assert answer.composed_by == "model"
    assert answer.citations[1].quote.endswith(listed), "the list that it stands in is still quoted"
    endpoint.behaviour = says(f"Gustav Hemming leder högnivågruppen. {listed} [2].")
    (draft,) = worded().ask(asked).explanation.drafts
    told = reason_told(draft.fallback, "en")
    assert told == "A quote that the answer rests on is not told."


def test_the_text_that_reaches_the_model(endpoint: Endpoint, worded: Open) -> None:
    worded().ask(ASKED)
    (asked,) = endpoint.asked
    told = [f"{message['role']}\n{message['content']}\n" for message in asked["messages"]]
    assert "\n".join(told) == (Path(__file__).parent / "prompt-2.txt").read_text("utf-8")
    assert VERSION == "2"
    assert asked["temperature"] == 0
    assert asked["max_completion_tokens"] == 600


@pytest.mark.parametrize(
    "question",
    [
        "Hur många bilar sålde Volvo 1987?",
        "Hej!",
        "Mitt personnummer är 19121212-1212, vem leder gruppen?",
        "När slutar Fordonsdalen Stockholm?",
        "Jak upiec ciasto czekoladowe?",
    ],
    ids=["no answer", "small talk", "personal", "reckoned by code", "no answer, in Polish"],
)
def test_a_model_that_has_nothing_to_word_is_not_asked(
    endpoint: Endpoint, worded: Open, assistant: Assistant, question: str
) -> None:
    answer, plain = worded().ask(question), assistant.ask(question)
    assert endpoint.asked == []
    assert (answer.text, answer.composed_by) == (plain.text, plain.composed_by)


def test_each_part_of_a_question_is_worded_and_numbered_through(
    endpoint: Endpoint, worded: Open
) -> None:
    endpoint.behaviour = says(WORDED)
    answer = worded().ask("Vem företräder Scania och vem leder högnivågruppen?")
    assert answer.status is Status.ANSWERED
    assert answer.composed_by == "model"
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(endpoint.asked) == 2
    assert answer.text.count("Lars-Henrik Jörnving") == 1, "the other part does not carry it"


def test_calls_are_counted_and_a_day_has_its_budget(
    endpoint: Endpoint, worded: Open, tmp_path: Path
) -> None:
    endpoint.behaviour = says(WORDED)
    assistant = worded(tokens_per_day=10)
    assert assistant.ask(ASKED).composed_by == "model"
    answer = assistant.ask(f"{ASKED} Tack!")
    assert answer.composed_by == "quotes"
    assert answer.explanation.drafts[0].fallback == USED_UP
    (used,) = Usage(tmp_path).all()
    assert (used.outcome, used.times) == ("drafted", 1)
    assert used.tokens > 10


def test_money_is_counted_and_a_day_has_its_budget(
    endpoint: Endpoint, worded: Open, tmp_path: Path
) -> None:
    usage = tmp_path / "generation.sqlite3"
    with closing(sqlite3.connect(usage)) as before, before:
        before.execute(
            "CREATE TABLE usage (day TEXT, outcome TEXT, calls INTEGER, tokens INTEGER, seconds REAL,"
            " PRIMARY KEY (day, outcome))"
        )
        before.execute("INSERT INTO usage VALUES ('2099-01-01', 'drafted', 1, 5, 1.0)")
    endpoint.behaviour = says(WORDED, usage=(1_200, 30))
    assistant = worded(price_read=10.0, price_written=40.0, cost_per_day=0.02)
    told = [assistant.ask(f"{ASKED} Tack{'!' * more}") for more in range(3)]
    assert [answer.composed_by for answer in told] == ["model", "model", "quotes"]
    assert told[2].explanation.drafts[0].fallback == USED_UP
    old, used = Usage(tmp_path).all()
    assert (old.tokens, old.cost) == (5, 0.0)
    assert (used.times, used.tokens) == (2, 2_460)
    assert used.cost == pytest.approx(2 * (1_200 * 10 + 30 * 40) / 1_000_000)
    printed = processes.run(
        processes.command_line, "--data-dir", str(tmp_path), "status", "--usage"
    ).stdout
    assert "0.03" in printed
    with pytest.raises(SettingsError, match="cost_per_day needs price_read"):
        load_settings(data_dir=tmp_path, generation={"cost_per_day": 1.0})


def test_no_question_and_no_document_goes_to_the_makers_of_langchain(
    endpoint: Endpoint, worded: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint.behaviour = says(WORDED)
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    get_env_var.cache_clear()  # type: ignore[attr-defined]
    assert tracing_is_enabled()
    made: list[object] = []
    monkeypatch.setattr(LangChainTracer, "__init__", lambda *_, **__: made.append(1))
    worded().ask("Och vem företräder Scania då?", history=[Turn("user", "Vem leder gruppen?")])
    monkeypatch.undo()
    get_env_var.cache_clear()  # type: ignore[attr-defined]
    assert endpoint.asked
    assert made == []


def test_what_nobody_asked_is_told_in_quotes(endpoint: Endpoint, worded: Open) -> None:
    answer = worded().in_quotes().ask(ASKED)
    assert (answer.status, answer.composed_by) == (Status.ANSWERED, "quotes")
    assert endpoint.asked == []


def test_warming_up_opens_the_model_and_asks_nothing(endpoint: Endpoint, worded: Open) -> None:
    worded().warm_up()
    assert endpoint.asked == []
    with pytest.raises(SettingsError, match="nobody:x cannot be opened"):
        open_chat_model(GenerationSettings(model="nobody:x"))


def test_without_a_model_nothing_of_it_is_loaded(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from assistant.bootstrap import build_assistant\nfrom assistant.settings import load_settings\n"
        f"build_assistant(load_settings(data_dir=Path({str(tmp_path)!r})))\n"
        "print(sorted({'langchain', 'langchain_core', 'langchain_openai', 'openai'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
