"""What the site says of itself holds under the settings it runs with."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.settings import Settings
from ui.mount import add_light_pages

STAYS = "lämnar den inte"


def page(assistant: Assistant, settings: Settings, path: str, **sections: dict[str, Any]) -> str:
    update = {
        name: getattr(settings, name).model_copy(update=values) for name, values in sections.items()
    }
    settings = settings.model_copy(update=update)
    app = build_app(assistant, settings)
    add_light_pages(app, assistant, settings)
    return TestClient(app).get(path).text


def words(page: str) -> str:
    return re.sub(r"<[^>]*>", "", page)


@pytest.mark.parametrize(
    ("sections", "told"),
    [
        ({}, STAYS),
        ({"embeddings": {"model": "huggingface:KBLab/x"}}, STAYS),
        ({"embeddings": {"model": "openai:x", "base_url": "http://127.0.0.1:8080/v1"}}, STAYS),
        ({"vectors": {"url": "http://localhost:8000"}}, STAYS),
        ({"embeddings": {"model": "openai:x"}}, "skickas också till api.openai.com"),
        ({"generation": {"model": "openai:x", "base_url": "http://127.0.0.1:1/v1"}}, STAYS),
        (
            {"reranking": {"model": "endpoint:x", "base_url": "https://modell.example.se/v1"}},
            "skickas också till modell.example.se",
        ),
        ({"reader": {"url": "http://localhost:8000"}}, STAYS),
        ({"reader": {"url": "http://read.example.se:8000"}}, "skickas också till read.example.se"),
        ({"generation": {"model": "openai:x"}}, "språkmodell hos openai"),
        ({"generation": {"model": "openai:x"}}, "det som sades nyss i samtalet"),
        (
            {"generation": {"model": "openai:x", "base_url": "https://llm.example/v1"}},
            "hos llm.example",
        ),
        (
            {"embeddings": {"model": "openai:x", "base_url": "https://modell.example.se/v1"}},
            "skickas också till modell.example.se",
        ),
        ({"vectors": {"url": "http://chroma.example.se:8000"}}, "skickas till chroma.example.se"),
    ],
)
def test_where_a_question_goes_is_told(
    assistant: Assistant, settings: Settings, sections: dict[str, dict[str, Any]], told: str
) -> None:
    text = words(page(assistant, settings, "/integritet", **sections))
    assert told in text
    assert (STAYS in text) == (told == STAYS)


@pytest.mark.parametrize("path", ["/integritet", "/tillganglighet"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_both_statements_tell_whom_to_turn_to(
    assistant: Assistant, settings: Settings, path: str, language: str
) -> None:
    contact = {"name": "Kommunen", "email": "hej@example.se", "url": "https://example.se/kontakt"}
    text = page(assistant, settings, f"{path}?language={language}", contact=contact)
    assert 'href="mailto:hej@example.se"' in text
    assert 'href="https://example.se/kontakt"' in text
    assert "Kommunen" in text.partition("hej@example.se")[0]


def test_the_accessibility_statement_has_the_parts_that_the_law_asks_for(
    assistant: Assistant, settings: Settings
) -> None:
    text = page(assistant, settings, "/tillganglighet")
    for part in (
        "delvis förenlig",
        "Kända brister",
        "senast den 26 november 20",
        "Digg",
        "digg.se/tdosanmalan",
    ):
        assert part in text


def test_the_privacy_statement_tells_who_is_responsible_and_what_rights_there_are(
    assistant: Assistant, settings: Settings
) -> None:
    text = page(assistant, settings, "/integritet")
    for part in ("personuppgiftsansvarig", "raderade", "Integritetsskyddsmyndigheten"):
        assert part in text
