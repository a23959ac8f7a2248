"""Every route, and every way of being refused."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient

from assistant.answering.assistant import Assistant
from assistant.answering.versions import Contents
from assistant.api import build_app
from assistant.api.server import listen
from assistant.bootstrap import build_assistant
from assistant.errors import (
    FordonsdalenError,
    IndexMismatchError,
    IndexMissingError,
    PortInUseError,
    UnavailableError,
)
from assistant.mcp.tools import tools_of
from assistant.models.answers import Answer
from assistant.models.documents import Document, Fact
from assistant.ports import AnsweringService, Away, SearchIndex
from assistant.settings import Settings, load_settings
from tests.assistant.api.stubborn import Stubborn


@pytest.fixture(scope="module")
def client(assistant: Assistant, settings: Settings) -> Iterator[TestClient]:
    with TestClient(build_app(assistant, settings), raise_server_exceptions=False) as client:
        yield client


def assert_problem(response: Any, status: int, told: str) -> None:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert set(body) == {"type", "title", "status", "detail", "instance"}
    assert body["status"] == status
    assert told in body["detail"]


def test_ask_and_verify(client: TestClient) -> None:
    reply = client.post("/api/ask", json={"question": "Vem kommer från Scania?"}).json()
    assert reply["status"] == "answered"
    quote = reply["citations"][0]
    text = client.get(f"/api/documents/{quote['document']}").json()["text"]
    assert text[quote["start"] : quote["end"]] == quote["quote"]
    assert client.post("/api/verify", json=reply).json()["verified"] is True
    assert client.post("/api/verify", json=quote).json()["verified"] is True
    quote["quote"] = quote["quote"].replace("Scania", "Volvo")
    verdict = client.post("/api/verify", json=quote).json()
    assert verdict["verified"] is False
    assert "another text" in verdict["citations"][0]["reason"]


def test_history_and_language_are_heeded(client: TestClient) -> None:
    history = [{"role": "user", "content": "Vem kommer från Veoneer?"}]
    asked = {"question": "Och från Epiroc?", "language": "en", "history": history}
    reply = client.post("/api/ask", json=asked).json()
    assert reply["standalone_question"] == "Vem kommer från Epiroc?"
    assert "is a member of" in reply["answer"]


def test_documents_are_listed_without_their_text(client: TestClient) -> None:
    listed = client.get("/api/documents").json()
    assert [document["id"] for document in listed] == ["hognivagruppen", "react"]
    assert "text" not in listed[0]
    assert listed[1]["published"] == "2021-09-22"


def test_facts_are_listed_with_their_quotes(client: TestClient) -> None:
    found = client.get("/api/facts", params={"kind": "person", "text": "scania"}).json()
    assert [fact["fields"]["name"] for fact in found] == ["Lars-Henrik Jörnving"]
    assert found[0]["fields"]["organisation"] == "Scania"
    assert client.post("/api/verify", json=found[0]["citation"]).json()["verified"] is True
    kinds = {fact["kind"] for fact in client.get("/api/facts").json()}
    assert {"person", "period", "goal", "owner", "funder", "amount"} <= kinds


def test_facts_are_filtered_without_regard_to_accents(client: TestClient) -> None:
    asked = {"organisation": ["scania", "it&telekom"], "capacity": "member"}
    found = client.get("/api/facts", params=asked).json()
    names = [fact["fields"]["name"] for fact in found]
    assert names == ["Lars-Henrik Jörnving", "Åsa Zetterberg"]
    found = client.get("/api/facts", params={"role": "FORBUNDSDIREKTOR"}).json()
    assert [fact["fields"]["name"] for fact in found] == ["Åsa Zetterberg"]
    found = client.get("/api/facts", params={"document": "react"}).json()
    assert {fact["citation"]["document"] for fact in found} == {"react"}


def test_a_misspelt_filter_is_refused(client: TestClient) -> None:
    assert_problem(client.get("/api/facts?organization=Scania"), 422, "organization")


def test_facts_are_downloaded_for_a_spreadsheet(client: TestClient) -> None:
    asked = {"kind": "person", "text": "asa zetterberg", "format": "csv", "delimiter": ";"}
    response = client.get("/api/facts", params=asked)
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert "fakta.csv" in response.headers["content-disposition"]
    assert response.content.startswith(codecs.BOM_UTF8)
    (row,) = csv.DictReader(response.content.decode("utf-8-sig").splitlines(), delimiter=";")
    assert (row["name"], row["organisation"]) == ("Åsa Zetterberg", "IT&Telekomföretagen")
    assert row["quote"] == "Åsa Zetterberg, förbundsdirektör på IT&Telekomföretagen"


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json()["status"] == "ok"
    ready = client.get("/readyz").json()
    assert ready["generation"]
    assert ready["problem"] is None


def test_it_is_ready_and_says_so_where_answers_are_slow(settings: Settings) -> None:
    app = build_app(Stubborn(settings), settings, away=lambda: Away.CHROMA | Away.READER)
    with TestClient(app) as client:
        ready = client.get("/readyz")
    assert ready.status_code == 200
    assert "all vectors are compared" in ready.json()["problem"]
    assert "each process reads" in ready.json()["problem"]


def test_it_is_ready_and_says_so_where_another_index_answers(settings: Settings) -> None:
    app = build_app(Stubborn(settings), settings, away=lambda: Away.INDEX)
    with TestClient(app) as client:
        ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json()["problem"].startswith("The index in force is damaged")


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({"question": ""}, 422, "Skriv en fråga"),
        ({"question": "x" * 100_000}, 422, "100000"),
        ({}, 422, "question"),
        ({"question": 7}, 422, "question"),
        ({"question": "Hej?", "language": "fi"}, 422, "language"),
        ({"question": "Hej?", "history": [{"role": "system", "content": "x"}]}, 422, "history"),
        ({"question": "x" * 2_000_000}, 413, "limit"),
    ],
)
def test_what_cannot_be_used_is_a_problem(
    client: TestClient, body: dict[str, object], status: int, told: str
) -> None:
    assert_problem(client.post("/api/ask", json=body), status, told)


def test_other_refusals_are_problems_too(client: TestClient) -> None:
    json = {"Content-Type": "application/json"}
    assert_problem(client.post("/api/ask", content=b"{bad", headers=json), 400, "not JSON")
    assert_problem(client.get("/api/documents/nobody"), 404, "nobody")
    assert_problem(client.get("/api/nowhere"), 404, "/api/docs")
    refused = client.get("/api/ask")
    assert_problem(refused, 405, "POST")
    assert refused.headers["allow"] == "POST"


@pytest.mark.parametrize("headers", [{}, {"Content-Type": "text/plain"}])
def test_json_that_is_sent_as_something_else_is_told_how_to_send(
    client: TestClient, headers: dict[str, str]
) -> None:
    body = b'{"question": "Vem leder gruppen?"}'
    told = "Send the body as Content-Type: application/json."
    assert_problem(client.post("/api/ask", content=body, headers=headers), 422, told)
    assert_problem(client.post("/api/ask", json=[1]), 422, "dictionary")


def test_a_body_that_arrives_in_pieces_is_limited(client: TestClient) -> None:
    pieces = (b"x" * 100_000 for _ in range(20))
    assert_problem(client.post("/api/ask", content=pieces), 413, "limit")


def test_without_an_index_it_lives_but_is_not_ready(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path)
    with TestClient(build_app(build_assistant(settings), settings)) as client:
        assert client.get("/healthz").status_code == 200
        for response in (
            client.get("/readyz"),
            client.post("/api/ask", json={"question": "Vem?"}),
            client.get("/api/facts"),
        ):
            assert_problem(response, 503, "fordonsdalen ingest")
            assert str(tmp_path) not in response.text


@pytest.mark.parametrize(
    "error",
    [
        IndexMissingError("Nothing is in /srv/secret."),
        IndexMismatchError("The index in /srv/secret is damaged."),
        UnavailableError("The Chroma server at http://secret:8000 does not answer."),
    ],
)
def test_what_only_the_operator_has_to_know_is_told_to_nobody_else(
    error: FordonsdalenError, settings: Settings
) -> None:
    class Failing(Assistant):
        def ask(self, *_: object, **__: object) -> Answer:
            raise error

        def snapshot(self) -> Contents:
            raise error

    with TestClient(build_app(Failing.__new__(Failing), settings)) as client:
        for path in ("/api/ask", "/api/ask/stream"):
            response = client.post(path, json={"question": "Vem?"})
            assert "secret" not in response.text
            assert '"status":503' in response.text.replace(" ", "")


def test_what_keeps_the_index_from_being_used_is_logged_once_for_each_time_that_it_changes(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    class Mended(Assistant):
        told = ""

        @property
        def generation(self) -> str:
            if self.told:
                raise IndexMismatchError(self.told)
            return "whole"

    service = Mended.__new__(Mended)
    with TestClient(build_app(service, settings)) as client:
        for service.told in ("One file.", "Another file.", "", "Another file."):
            for _ in range(3):
                assert client.get("/readyz").status_code == (503 if service.told else 200)
    logged = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert logged == ["One file.", "Another file.", "Another file."]


def test_an_unforeseen_error_tells_nothing_of_itself(settings: Settings) -> None:
    class Broken(Assistant):
        def ask(self, *_: object, **__: object) -> Answer:
            raise RuntimeError("secret")

    broken = Broken.__new__(Broken)
    with TestClient(build_app(broken, settings), raise_server_exceptions=False) as client:
        response = client.post("/api/ask", json={"question": "Vem?"})
    assert_problem(response, 500, "went wrong")
    assert "secret" not in response.text


def test_the_reference_needs_no_network(client: TestClient) -> None:
    page = client.get("/api/docs").text
    for path in ("/api/ask", "/api/documents/{document_id}", "/api/verify", "/readyz"):
        assert path in page
    elsewhere = page.replace("http://testserver", "")
    assert "http://" not in elsewhere
    assert "https://" not in elsewhere
    assert client.get("/api/openapi.json").json()["paths"]["/api/ask"]["post"]


def test_headers_protect_every_response(client: TestClient) -> None:
    headers = client.get("/healthz").headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in headers
    elsewhere = client.get("/healthz", headers={"Origin": "https://evil.example"}).headers
    assert "access-control-allow-origin" not in elsewhere


def test_a_taken_port_is_an_error_of_its_own() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortInUseError, match=str(port)):
            listen("127.0.0.1", port)


def test_a_switch_of_generation_does_not_mix_facts_and_documents(
    settings: Settings, assistant: Assistant
) -> None:
    text = "Ada leads the group."

    def generation(before: str) -> Contents:
        document = Document("one", "One", before + text, "one.txt")
        start = len(before)
        fact = Fact("one", start, start + len(text), text, "person", {"name": "Ada"})
        index = SimpleNamespace(replaced=(), documents={"one": document}, facts=[fact])
        return Contents(cast(SearchIndex, index))

    generations = [generation("Bo went away. "), generation("")] * 4
    service = cast(AnsweringService, SimpleNamespace(snapshot=generations.pop))
    texts = {g.documents["one"].sha256: g.documents["one"].text for g in generations}
    app = build_app(service, settings)
    desk = tools_of(service, assistant, settings)["list_facts"]
    for _ in range(2):
        (sent,) = TestClient(app).get("/api/facts").json()
        told = [sent["citation"], desk({}).model_dump()["facts"][0]["citation"]]
        for quote in told:
            assert texts[quote["sha256"]][quote["start"] : quote["end"]] == quote["quote"] == text
