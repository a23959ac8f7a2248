"""Opinions through the API."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.journal.journal import Journal
from assistant.settings import PrivacySettings, Settings


def client_of(
    assistant: Assistant, settings: Settings, folder: Path, privacy: PrivacySettings
) -> tuple[TestClient, Journal]:
    journal = Journal(folder, privacy)
    settings = settings.model_copy(update={"privacy": privacy})
    return TestClient(build_app(assistant, settings, keeper=journal)), journal


def test_an_opinion_is_kept_with_what_it_is_about(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    client, journal = client_of(assistant, settings, tmp_path, PrivacySettings())
    about = {"status": "answered", "documents": ["react", "elsewhere"]}
    sent = client.post("/api/v1/feedback", json={"useful": False, "words": "för  kort", **about})
    assert sent.status_code == 204
    [kept] = journal.opinions()
    assert (kept.useful, kept.words, kept.status) == (False, "för kort", "answered")
    assert kept.documents == ("react",)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"useful": True, "words": "x" * 501}, "words"),
        ({"useful": True, "words": "Ring 070-123 45 67"}, "personal data"),
        ({"useful": True, "status": "fine"}, "status"),
        ({"words": "x"}, "useful"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    assistant: Assistant,
    settings: Settings,
    tmp_path: Path,
    body: dict[str, object],
    told: str,
) -> None:
    client, journal = client_of(assistant, settings, tmp_path, PrivacySettings())
    refused = client.post("/api/feedback", json=body)
    assert refused.status_code == 422
    assert told in refused.json()["detail"]
    assert journal.opinions() == []


def test_more_than_a_day_takes_is_told_to_wait(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    privacy = PrivacySettings(feedback_per_day=2)
    client, journal = client_of(assistant, settings, tmp_path, privacy)
    statuses = [client.post("/api/feedback", json={"useful": True}).status_code for _ in range(3)]
    assert statuses == [204, 204, 429]
    assert len(journal.opinions()) == 2


def test_a_site_that_takes_no_opinions_has_no_such_place(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    client, _ = client_of(assistant, settings, tmp_path, PrivacySettings(feedback=False))
    assert client.post("/api/feedback", json={"useful": True}).status_code == 404
