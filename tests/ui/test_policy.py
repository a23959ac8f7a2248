"""What every page is sent with, and that no page needs more than its policy lets it have."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import httpx
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.settings import ContactSettings, Settings
from tests.ui.test_browser import FIELD, QUESTION
from ui.mount import add_light_pages
from ui.well_known import security_txt

PAGES = [
    "/",
    "/en",
    "/embed",
    "/dokument",
    "/dokument/hognivagruppen",
    "/fakta",
    "/integritet",
    "/tillganglighet",
    "/omdome",
    "/api/docs",
]
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; frame-ancestors {}"
)
INLINE = re.compile(r"<style|<script(?![^>]* src=)|\sstyle=|\son[a-z]+=", re.IGNORECASE)


@pytest.mark.parametrize("path", [*PAGES, "/nope", "/api/ask", "/embed.js"])
def test_a_page_is_sent_with_the_strict_policy_and_no_cookie(web: httpx.Client, path: str) -> None:
    headers = web.get(path, headers={"Accept": "text/html"}).headers
    framed = path == "/embed"
    ancestors = "http://localhost:*" if framed else "'none'"
    assert headers["content-security-policy"] == STRICT.format(ancestors)
    assert headers.get("x-frame-options") == (None if framed else "DENY")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "set-cookie" not in headers
    kept = "public, max-age=3600" if path == "/embed.js" else "no-store"
    assert headers["cache-control"] == kept


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_nothing_inline(web: httpx.Client, path: str) -> None:
    assert INLINE.findall(web.get(path).text) == []


def test_an_answer_holds_nothing_inline_and_is_not_kept(web: httpx.Client) -> None:
    asked = {"question": "Vilka deltar i högnivågruppen?"}
    answers = [
        web.post("/embed/answer", json=asked),
        web.post("/", data=asked),
        web.post("/embed", data=asked),
        web.post("/api/ask", json=asked),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        assert INLINE.findall(answer.text) == []


@pytest.mark.parametrize(
    "path", [*PAGES, "/healthz", "/api/facts", "/robots.txt", "/favicon.ico", "/embed.js"]
)
def test_head_is_answered_as_get_without_a_body(web: httpx.Client, path: str) -> None:
    head, get = web.head(path), web.get(path)
    assert (head.status_code, head.content) == (200, b"")
    names = ("content-type", "content-security-policy", "cache-control")
    assert [head.headers.get(name) for name in names] == [get.headers.get(name) for name in names]


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_a_browser_reports_no_violation(page: Page, site: str, path: str) -> None:
    """The fixture fails on each that the page or the console tells of."""
    page.goto(site + path)
    if page.locator(FIELD).count():
        page.fill(FIELD, QUESTION)
        page.keyboard.press("Enter")
        page.locator("a.cite").first.click()
        page.locator("button.copy").click()
        expect(page.locator("#announce")).not_to_be_empty()
    page.wait_for_load_state("networkidle")


def test_robots_are_told_what_is_not_for_them(web: httpx.Client) -> None:
    told = web.get("/robots.txt")
    assert "Disallow: /personal" in told.text
    assert "max-age=" in told.headers["cache-control"]
    assert web.get("/favicon.ico").headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize(
    ("contact", "ways"),
    [
        ({"email": "sakerhet@example.se"}, ["mailto:sakerhet@example.se"]),
        ({"url": "https://example.se/kontakt"}, ["https://example.se/kontakt"]),
        (
            {"email": "a@example.se", "url": "http://example.se"},
            ["mailto:a@example.se"],
        ),
    ],
)
def test_whom_to_tell_of_a_weakness(contact: dict[str, str], ways: list[str]) -> None:
    told = security_txt(ContactSettings(**contact), datetime(2026, 1, 1, 12, tzinfo=UTC))
    assert re.findall(r"Contact: (.+)", told) == ways
    assert "Expires: 2026-06-30T00:00:00Z" in told


@pytest.mark.parametrize(("contact", "status"), [({}, 404), ({"email": "a@example.se"}, 200)])
def test_security_txt_is_there_where_somebody_is_named(
    assistant: Assistant, settings: Settings, contact: dict[str, str], status: int
) -> None:
    settings = settings.model_copy(update={"contact": ContactSettings(**contact)})
    app = build_app(assistant, settings)
    add_light_pages(app, assistant, settings)
    assert TestClient(app).get("/.well-known/security.txt").status_code == status
