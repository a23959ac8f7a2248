"""Requests that once stopped the server or failed in it; all are answered, and at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.settings import Settings
from tests.assistant.api.test_openapi import Keeper
from ui import mount

AT_ONCE = 5.0
"""Seconds; each of these took tens of seconds, or grew without end."""


@pytest.fixture(scope="module")
def client(assistant: Assistant, settings: Settings) -> Iterator[TestClient]:
    keeper = Keeper()
    workbench = settings.workbench.model_copy(update={"enabled": False})
    settings = settings.model_copy(update={"workbench": workbench})
    app = build_app(assistant, settings, keeper=keeper)
    mount(app, assistant, settings, keeper)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def answered(send: Any, *statuses: int) -> httpx.Response:
    begun = time.process_time()
    response: httpx.Response = send()
    assert response.status_code in statuses, response.text[:300]
    assert time.process_time() - begun < AT_ONCE
    return response


def test_a_cookie_is_not_read(client: TestClient) -> None:
    cookie = 'z="' + '\\"' * 60_000 + '"'
    answered(lambda: client.get("/healthz", headers={"Cookie": cookie}), 200)


@pytest.mark.parametrize("path", ["/", "/embed", "/omdome"])
def test_a_form_names_no_character_set(client: TestClient, path: str) -> None:
    body = b'--X\r\nContent-Disposition: form-data; name="question"\r\n\r\n'
    body += b"a" * 300_000 + b"-" + b"a" * 200_000 + b"\r\n--X--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=X; charset=punycode"}
    answered(lambda: client.post(path, content=body, headers=headers), 415)


@pytest.mark.parametrize("path", ["/api/ask", "/embed/answer", "/api/ask/stream"])
def test_old_turns_are_dropped_before_they_are_looked_at(client: TestClient, path: str) -> None:
    body = b'{"question": "Vem?", "history": [' + b"{}," * 300_000 + b"{}]}"
    headers = {"Content-Type": "application/json"}
    answered(lambda: client.post(path, content=body, headers=headers), 422)
    form = {"question": "Vem?", "history": "[" + "{}," * 80_000 + "{}]"}
    answered(lambda: client.post("/embed", data=form), 200)


@pytest.mark.parametrize(
    "question",
    [
        "ﷺ" * 50 + "?",
        "a" + "ﷻ" * 1998,
        "ǅ" * 1999 + "?",
        "." * 500 + "a?",
        "(" * 999 + ")" * 999 + "a?",
        "\U00012000" * 500 + "?",
        "一丁丂七丄丅丆万丈三" * 100 + "?",
    ],
)
def test_rare_signs_are_a_question_like_others(client: TestClient, question: str) -> None:
    answered(lambda: client.post("/api/ask", json={"question": question}), 200)
    history = [{"role": "user", "content": question}, {"role": "assistant", "content": question}]
    follow_up = {"question": "Vad gör hon och varför?", "history": history}
    answered(lambda: client.post("/api/ask", json=follow_up), 200)


@pytest.mark.parametrize("name", ["q", "document", "organisation", "group", "role", "kind", "sort"])
def test_a_long_search_is_refused_with_a_page(client: TestClient, name: str) -> None:
    page = answered(lambda: client.get("/fakta", params={name: "x" * 501}), 200, 422)
    assert page.headers["content-type"].startswith("text/html")


def test_an_origin_that_is_none_is_foreign(client: TestClient) -> None:
    headers = {"Origin": "http://["}
    answered(lambda: client.post("/omdome", data={"useful": "yes"}, headers=headers), 403)


def test_an_api_has_no_pages(client: TestClient) -> None:
    lost = client.get("/api/nope", headers={"Accept": "text/html"})
    assert lost.headers["content-type"] == "application/problem+json"
