"""The start of the server."""

from __future__ import annotations

import pytest
import uvicorn

from assistant.answering import Assistant
from assistant.api import server
from assistant.settings import ContactSettings, load_settings


@pytest.mark.parametrize(
    ("contact", "warned"),
    [({}, True), ({"email": "hej@example.se"}, False), ({"url": "https://example.se"}, False)],
)
def test_a_site_without_an_address_for_people_is_warned_of(
    assistant: Assistant,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    contact: dict[str, str],
    warned: bool,
) -> None:
    monkeypatch.setattr(uvicorn.Server, "run", lambda _, sockets: [s.close() for s in sockets])
    monkeypatch.setattr(server, "mount", lambda app, *_: app)
    settings = load_settings(contact=ContactSettings.model_validate(contact))
    listening = settings.server.model_copy(update={"port": 0})
    server.serve(assistant, settings.model_copy(update={"server": listening}))
    assert ("contact.email" in capsys.readouterr().err) == warned
