"""A server of its own with two workers, whose language model hangs."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.generation.usage import Usage
from assistant.ingesting import ingest
from assistant.settings import load_settings
from tests.assistant.api.test_server import running
from tests.assistant.generation import endpoint as ways
from tests.assistant.generation.endpoint import Endpoint

pytestmark = pytest.mark.alone
SECONDS = 4.0
"""That the model may take for a message."""
BESIDE = 3.0
"""That all else of an answer may take here, where several are asked at once."""
PROGRAM = "from assistant.cli import main\n\nif __name__ == '__main__':\n    main()\n"
PEOPLE = ("Anna Berg", "Bo Ek", "Eva Dal", "Per Al", "Ida Ström", "Ulf Lind")
PLAIN = "Hej!"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("slow")
    document = folder / "port.md"
    roles = ("projektledare", "kommunikatör", "kassör", "redaktör", "jurist", "kock")
    told = "\n\n".join(
        f"{name} är {role} för Green Port." for name, role in zip(PEOPLE, roles, strict=True)
    )
    document.write_text(f"# Green Port\n\n{told}\n")
    ingest([document], load_settings(data_dir=folder))
    return folder


@pytest.fixture
def hanging() -> Iterator[Endpoint]:
    with ways.running() as endpoint:
        endpoint.behaviour = ways.silent
        yield endpoint


class Asked:
    """Questions that are asked at once, and how long each answer took."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._threads: list[threading.Thread] = []
        self.took: dict[str, float] = {}
        self.told: dict[str, dict[str, str]] = {}

    def ask(self, question: str) -> None:
        self._threads.append(threading.Thread(target=self._ask, args=(question,)))
        self._threads[-1].start()

    def _ask(self, question: str) -> None:
        begun = time.monotonic()
        given = {"question": question}
        told = httpx.post(f"{self._address}/api/ask", json=given, timeout=60.0)
        self.took[question] = time.monotonic() - begun
        self.told[question] = told.raise_for_status().json()

    def wait(self) -> None:
        for thread in self._threads:
            thread.join()


def test_a_model_that_hangs_holds_up_one_worker_of_two_and_soon_none(
    data: Path, hanging: Endpoint
) -> None:
    """One question waits for the model, all others and those without one are answered meanwhile."""
    questions = [f"Vem är {name}?" for name in PEOPLE]
    settings = {
        "MODEL": "openai:scripted",
        "BASE_URL": hanging.url,
        "SECONDS": str(SECONDS),
        "REST_SECONDS": "600",
    }
    given = {f"FORDONSDALEN_GENERATION__{name}": value for name, value in settings.items()}
    with running(data, PROGRAM, FORDONSDALEN_SERVER__WORKERS="2", **given) as (_, address):
        first = Asked(address)
        for question in questions[:4]:
            first.ask(question)
        time.sleep(0.3)
        plain = Asked(address)
        plain.ask(PLAIN)
        plain.wait()
        first.wait()
        assert plain.took[PLAIN] < BESIDE
        assert sorted(first.took.values())[-1] < SECONDS + BESIDE
        waited = [question for question in questions[:4] if first.took[question] >= SECONDS]
        assert len(waited) == len(hanging.asked) == 1, "one waits, and a worker is left"
        for question in questions[:4]:
            assert first.told[question]["composed_by"] == "quotes"
            assert "Green Port" in first.told[question]["answer"]
        # What was told in quotes since the other waited is asked of the model by the next.
        for question in questions[4:]:
            later = Asked(address)
            later.ask(question)
            later.wait()
            assert later.told[question]["composed_by"] == "quotes"
            assert later.took[question] < SECONDS + BESIDE
        assert len(hanging.asked) <= 2, "each worker found out for itself, and then left it alone"
    outcomes = {used.outcome: used.times for used in Usage(data).all()}
    assert outcomes["others wait for it"] == 3
    assert outcomes["too slow"] == len(hanging.asked)
