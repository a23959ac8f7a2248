"""Every tool, and every way of being refused, by the protocol's own client in this process."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mcp import Client
from mcp.server import Server
from mcp.shared.exceptions import MCPError

from assistant.answering.assistant import Assistant
from assistant.api.maintenance import ClosedAssistant
from assistant.bootstrap import build_assistant
from assistant.mcp.serving import build_server
from assistant.mcp.tools import tools_of
from assistant.models.answers import Answer
from assistant.ports import AnsweringService
from assistant.settings import Settings, load_settings
from tests.assistant.mcp.calling import call, told, with_client


class _Nothing(nullcontext[object]):
    """What has to run beside a server in this process."""


def server_of(
    assistant: Assistant, settings: Settings, service: AnsweringService | None = None
) -> Server[object]:
    tools = tools_of(service or assistant, assistant, settings)
    return build_server(tools, settings.language, 4, _Nothing)


@pytest.fixture(scope="module")
def server(assistant: Assistant, settings: Settings) -> Server[object]:
    return server_of(assistant, settings)


def given(result: Any) -> dict[str, Any]:
    """A structured result, which the text tells as well."""
    assert not result.is_error
    assert json.loads(told(result)) == result.structured_content
    structured: dict[str, Any] = result.structured_content
    return structured


def test_an_answer_comes_with_quotes_that_can_be_opened_and_verified(
    server: Server[object], assistant: Assistant
) -> None:
    history = [{"role": "user", "content": "Vem kommer från Veoneer?"}]
    asked = {"question": "Och från Scania?", "language": "en", "history": history}
    answer = given(call(server, "ask", **asked))
    assert answer["status"] == "answered"
    assert answer["standalone_question"] == "Och från Scania?".replace("Och", "Vem kommer")
    assert answer["generation"] == assistant.generation
    quote = answer["citations"][0]
    place = {name: quote[name] for name in ("document", "start", "end")}
    opened = given(call(server, "open_document", **place, around=10))
    assert opened["quote"] == quote["quote"]
    before = quote["start"] - opened["text_start"]
    assert opened["text"][before : before + len(quote["quote"])] == quote["quote"]
    assert len(opened["text"]) == len(quote["quote"]) + 20
    assert opened["sha256"] == quote["sha256"]
    verdict = given(call(server, "verify_quote", **quote))
    assert verdict["verified"] is True
    assert verdict["citation"] == quote


def test_words_are_found_in_their_document_or_not(server: Server[object]) -> None:
    words = {"document": "react", "quote": "15,7 miljoner kronor"}
    verdict = given(call(server, "verify_quote", **words))
    assert verdict["citation"]["quote"] == words["quote"]
    assert verdict["citation"]["end"] - verdict["citation"]["start"] == len(words["quote"])
    for wrong in ({"quote": "15,8 miljoner kronor"}, {"start": 0, "end": 20}, {"document": "no"}):
        verdict = given(call(server, "verify_quote", **{**words, **wrong}))
        assert verdict["verified"] is False
        assert verdict["reason"]
        assert verdict["citation"] is None


def test_passages_are_found_and_stand_in_their_documents(
    server: Server[object], assistant: Assistant
) -> None:
    found = given(call(server, "search", text="React budget", most=1))["passages"]
    (passage,) = found
    assert passage["document"] == "react"
    text = assistant.snapshot().documents["react"].text
    assert text[passage["start"] : passage["end"]] == passage["quote"]
    assert given(call(server, "search", text="Vem vann fotbolls-VM 1994?"))["passages"] == []


def test_facts_and_documents_are_listed_in_parts(server: Server[object]) -> None:
    people = given(call(server, "list_facts", kind=["person"], most=2, skip=1))
    everyone = given(call(server, "list_facts", kind=["person"], most=200))
    assert people["facts"][0]["citation"]["quote"] == everyone["facts"][1]["citation"]["quote"]
    assert len(people["facts"]) == 2
    assert people["total"] == everyone["total"] == len(everyone["facts"])
    listed = given(call(server, "list_documents", skip=1))
    assert listed["total"] == 2
    assert [document["id"] for document in listed["documents"]] == ["react"]


@pytest.mark.parametrize("kind", ["period", '["period"]'])
def test_a_list_that_is_sent_as_text_is_understood(server: Server[object], kind: str) -> None:
    listed = given(call(server, "list_facts", kind=kind))
    assert {fact["kind"] for fact in listed["facts"]} == {"period"}


def test_what_is_given_fits_what_is_described(server: Server[object]) -> None:
    listed = with_client(server, lambda client: client.list_tools()).tools
    calls: dict[str, dict[str, Any]] = {
        "ask": {"question": "Vem kommer från Scania?"},
        "search": {"text": "Scania"},
        "list_facts": {"kind": ["person"]},
        "list_documents": {},
        "open_document": {"document": "react"},
        "verify_quote": {"document": "react", "quote": "Tillväxtverket"},
    }
    assert {tool.name for tool in listed} == set(calls)
    for tool in listed:
        assert tool.description
        assert tool.annotations.read_only_hint
        Draft202012Validator(tool.input_schema).validate(calls[tool.name])
        result = given(call(server, tool.name, **calls[tool.name]))
        Draft202012Validator(tool.output_schema).validate(result)
    questions = next(tool for tool in listed if tool.name == "ask").input_schema["properties"]
    assert questions["question"]["maxLength"] == 2000


@pytest.mark.parametrize(
    ("name", "arguments", "swedish", "english"),
    [
        ("ask", {}, "question saknas.", "question is missing."),
        ("ask", {"question": 7}, "question ska vara text.", "question has to be text."),
        ("ask", {"question": "Vem?", "lang": "sv"}, "inget argument", "no argument"),
        ("ask", {"question": "Vem?", "language": "fi"}, "'sv' eller 'en'", "'sv' or 'en'"),
        ("ask", {"question": "Vem?", "history": "[" * 9000}, "history.0", "history.0"),
        ("ask", {"question": "vem " * 9000}, "35999", "35999"),
        ("search", {"text": " "}, "Skriv en fråga.", "Skriv en fråga."),
        ("search", {"text": "Vem är 811228-9874?"}, "personuppgifter", "personuppgifter"),
        ("search", {"text": "Vem?", "most": 21}, "större än 20", "more than 20"),
        ("search", {"text": "Vem?", "most": 1.5}, "heltal", "whole number"),
        (
            "list_facts",
            {"kind": ["a\nb"]},
            "slags fakta; de som finns är person, goal",
            "no kind of fact",
        ),
        ("list_facts", {"name": ["x"] * 51}, "högst 50 värden", "at most 50 values"),
        ("list_facts", {"name": ["x" * 201]}, "högst 200 tecken", "at most 200 characters"),
        ("open_document", {"document": "a\nb"}, "Dokumentet a b finns", "no document a b"),
        ("open_document", {"document": "x" * 501}, "500 tecken", "500 characters"),
        ("open_document", {"document": "react", "start": 99999}, "utanför", "outside"),
        ("open_document", {"document": "react", "start": 5, "end": 1}, "utanför", "outside"),
        ("verify_quote", {"document": "react", "quote": ""}, "quote är tomt.", "quote is empty."),
        ("verify_quote", {"document": "react", "quote": "x" * 20_001}, "20000", "20000"),
        (
            "verify_quote",
            {"document": "react", "quote": "x", "number": 10**5000},
            "number",
            "number",
        ),
        (
            "verify_quote",
            {"document": "\ud800", "quote": "x"},
            "document kan inte",
            "cannot be used",
        ),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    assistant: Assistant,
    settings: Settings,
    name: str,
    arguments: dict[str, Any],
    swedish: str,
    english: str,
) -> None:
    in_english = settings.model_copy(update={"language": "en"})
    for spoken, expected in ((settings, swedish), (in_english, english)):
        result = call(server_of(assistant, spoken), name, **arguments)
        assert result.is_error
        assert result.structured_content is None
        assert expected in told(result)
        assert len(told(result).splitlines()) == 1


def test_a_tool_that_is_not_there_is_an_error_of_the_protocol(server: Server[object]) -> None:
    async def work(client: Client) -> str:
        with pytest.raises(MCPError) as raised:
            await client.call_tool("a\nb")
        return raised.value.error.message

    expected = "Verktyget a b finns inte. De som finns är ask, search, "
    assert with_client(server, work).startswith(expected)


def test_without_an_index_it_says_what_is_to_be_done(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path)
    server = server_of(build_assistant(settings), settings)
    for name, arguments in (
        ("ask", {"question": "Vem?"}),
        ("search", {"text": "Vem?"}),
        ("list_facts", {}),
    ):
        result = call(server, name, **arguments)
        assert result.is_error
        assert "fordonsdalen ingest" in told(result)
        assert str(tmp_path) not in told(result)


def test_an_unforeseen_error_tells_nothing_of_itself(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Assistant):
        def ask(self, *_: object, **__: object) -> Answer:
            raise RuntimeError("secret")

    result = call(server_of(Broken.__new__(Broken), settings), "ask", question="Vem?")
    assert result.is_error
    assert told(result) == "Något gick fel här. Det står i loggen."
    assert "secret" in caplog.text


def test_an_assistant_that_is_turned_off_still_shows_what_it_has(
    assistant: Assistant, settings: Settings
) -> None:
    server = server_of(assistant, settings, ClosedAssistant(assistant, "Åter klockan 9."))
    assert told(call(server, "ask", question="Vem?")) == "Åter klockan 9."
    assert given(call(server, "list_documents"))["total"] == 2
