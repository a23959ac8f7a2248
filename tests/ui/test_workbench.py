"""The staff's workbench: closed to everybody else, and what staff do in it."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from dataclasses import replace
from html import escape
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import gradio as gr
import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from gradio_client import Client
from playwright.sync_api import Browser, Page, expect
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse

from assistant import bootstrap
from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.ingesting import ingest
from assistant.messages.facts_page import FACTS
from assistant.messages.interface import INTERFACE
from assistant.messages.workbench import WORKBENCH
from assistant.models.answers import Answer
from assistant.models.drafts import Claim, Draft
from assistant.reasons import Reason
from assistant.settings import Settings, WorkbenchSettings, load_settings
from assistant.staff.tools import StaffTools
from bench.in_thread import serving
from tests.ui.conftest import FIELD, TOKEN, open_tab, open_workbench, violations
from ui import mount, with_token, workbench_address
from ui.pages import Pages
from ui.workbench import rows
from ui.workbench.ask import Asking
from ui.workbench.door import Door
from ui.workbench.passwords import hashed, matches
from ui.workbench.sessions import LASTS, Sessions

CLOSED = [
    "",
    "/",
    "/config",
    "/theme.css",
    "/assets/index.js",
    "/static/img/logo.svg",
    "/login",
    "/gradio_api/info",
    "/gradio_api/app_id",
    "/gradio_api/startup-events",
    "/gradio_api/queue/join",
    "/gradio_api/queue/data",
    "/gradio_api/queue/status",
    "/gradio_api/run/ask",
    "/gradio_api/run/predict",
    "/gradio_api/call/ask",
    "/gradio_api/upload",
    "/gradio_api/upload_progress",
    "/gradio_api/file=/etc/passwd",
    "/gradio_api/proxy=http://127.0.0.1/",
    "/gradio_api/stream/x/y/z/playlist.m3u8",
    "/monitoring",
    "/no/such/thing",
]
BEARER = {"Authorization": f"Bearer {TOKEN}"}
HTML = {"Accept": "text/html"}


@pytest.mark.parametrize("path", CLOSED)
def test_everything_is_closed_without_the_token(web: httpx.Client, path: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"):
        if (method, path) == ("POST", "/login"):
            continue
        wrong: list[dict[str, str]] = [
            {},
            {"Authorization": "Bearer wrong"},
            {"Authorization": "Basic cGVyc29uYWw6eA=="},
            {"Authorization": "Basic ???"},
            {"Cookie": "workbench=9999999999.706572736f6e616c.00"},
            {"Cookie": "workbench=x.y.z"},
            {"X-Forwarded-For": "127.0.0.1", "X-Forwarded-Host": "localhost"},
        ]
        for headers in wrong:
            answer = web.request(method, f"/personal{path}", headers=headers)
            assert answer.status_code == 401
            assert "set-cookie" not in answer.headers
    asked = web.get(f"/personal{path}?token=wrong", headers=HTML)
    assert asked.status_code == 401
    assert "Logga in" in asked.text
    assert WORKBENCH["sv"].wrong_address in asked.text
    assert WORKBENCH["sv"].wrong_address not in web.get(f"/personal{path}", headers=HTML).text


def test_a_person_meets_a_page_that_may_not_be_framed(web: httpx.Client) -> None:
    answer = web.get("/personal/", headers=HTML)
    assert answer.headers["content-type"].startswith("text/html")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cache-control"] == "no-store"


def test_the_token_becomes_a_cookie_for_this_path_alone(web: httpx.Client) -> None:
    answer = web.get(f"/personal/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/personal/")
    (cookie,) = SimpleCookie(answer.headers["set-cookie"]).values()
    assert cookie["path"] == "/personal"
    assert cookie["httponly"]
    assert cookie["samesite"] == "strict"
    assert TOKEN not in cookie.value
    inside = {"Cookie": f"workbench={cookie.value}"}
    assert web.get("/personal/config", headers=inside).status_code == 200
    answered = web.get("/personal/", headers=inside)
    assert "frame-ancestors 'none'" in answered.headers["content-security-policy"]
    assert "access-control-allow-origin" not in answered.headers


def test_another_site_is_not_let_in_with_the_cookie(web: httpx.Client) -> None:
    crossing = {**BEARER, "Origin": "https://evil.example"}
    headers = web.get("/personal/config", headers=crossing).headers
    assert "access-control-allow-origin" not in headers


def test_a_program_asks_with_the_token(site: str) -> None:
    client = Client(site + "/personal/", headers=BEARER, verbose=False)
    try:
        reply = client.predict("Vem leder högnivågruppen?", api_name="/ask")
    finally:
        client.close()
    assert reply["answer"] == "Gustav Hemming leder högnivågruppen. [1]"
    assert reply["citations"][0]["document"] == "hognivagruppen"


def door(assistant: Assistant, settings: Settings, workbench: WorkbenchSettings) -> TestClient:
    """A door in front of nothing but a word."""
    settings = settings.model_copy(update={"workbench": workbench})
    app = FastAPI(middleware=[Middleware(Door, Pages(assistant, settings), settings)])
    app.add_api_route("/personal/", lambda: PlainTextResponse("inside"))
    return TestClient(app, follow_redirects=False)


@pytest.fixture(scope="module")
def users() -> WorkbenchSettings:
    return WorkbenchSettings.model_validate({"users": {"åsa": hashed("hemligt")}, "token": TOKEN})


def test_users_log_in_by_name_and_the_token_opens_nothing(
    assistant: Assistant, settings: Settings, users: WorkbenchSettings
) -> None:
    web = door(assistant, settings, users)
    assert web.get(f"/personal/?token={TOKEN}").status_code == 401
    assert web.get("/personal/", headers=BEARER).status_code == 401
    assert web.get("/personal/", auth=("åsa", "hemligt")).text == "inside"
    assert web.get("/personal/", auth=("åsa", "fel")).status_code == 401
    for name, password in (("åsa", "fel"), ("bo", "hemligt"), ("", "")):
        wrong = web.post("/personal/login", data={"name": name, "password": password})
        assert wrong.status_code == 401
        assert "Det stämde inte." in wrong.text
        assert "set-cookie" not in wrong.headers
    web.post("/personal/login", data={"name": "åsa", "password": "hemligt"})
    assert web.get("/personal/").text == "inside"
    web.get("/personal/logout")
    assert web.get("/personal/").status_code == 401


def test_a_session_ends_and_is_bound_to_the_start_and_to_the_user(
    users: WorkbenchSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    sessions = Sessions(users)
    session = sessions.issue("åsa")
    assert sessions.by_session(session) == "åsa"
    until, name, signature = session.split(".")
    assert sessions.by_session(f"{int(until) + 1}.{name}.{signature}") is None
    again = users.model_copy(update={"token": None})
    assert Sessions(again).by_session(session) is None
    assert Sessions(WorkbenchSettings(token=users.token)).by_session(session) is None
    monkeypatch.setattr("time.time", lambda: int(until) + 1)
    assert sessions.by_session(session) is None
    assert LASTS <= 24 * 3600


def test_a_password_is_kept_hashed() -> None:
    kept = hashed("hemligt")
    assert "hemligt" not in kept
    assert kept != hashed("hemligt")
    assert matches("hemligt", kept)
    assert not matches("hemlig", kept)
    with pytest.raises(ValueError, match="not hashed"):
        WorkbenchSettings.model_validate({"users": {"åsa": "hemligt"}})
    with pytest.raises(ValueError, match="can be guessed"):
        WorkbenchSettings.model_validate({"token": "kort"})


def test_each_start_has_its_own_token(settings: Settings) -> None:
    bare = settings.model_copy(update={"workbench": WorkbenchSettings()})
    one, other = (workbench_address(with_token(bare), "http://x") for _ in range(2))
    assert one.startswith("http://x/personal/?token=")
    assert one != other
    assert len(one) > 60


def test_where_it_is_disabled_gradio_is_not_loaded(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from assistant import bootstrap\n"
        "from assistant.api import build_app\n"
        "from assistant.settings import load_settings\n"
        "from fastapi.testclient import TestClient\n"
        "from ui import mount\n"
        f"settings = load_settings(data_dir={str(tmp_path)!r}, workbench={{'enabled': False}})\n"
        "service = bootstrap.build_assistant(settings)\n"
        "app = build_app(service, settings)\n"
        "mount(app, service, settings)\n"
        "web = TestClient(app)\n"
        "print(web.get('/personal/').status_code, web.get('/').status_code, 'gradio' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["404", "200", "False"]


def test_a_draft_is_shown_statement_by_statement_with_why_it_was_dropped(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Vem leder högnivågruppen?")
    kept, dropped = (
        Claim("Gustav Hemming leder.", (1, 2), chance=0.91),
        Claim("Hej.", (), Reason("uncited")),
    )
    drafts = (
        Draft((kept, dropped)),
        Draft(fallback=Reason("no_draft", {"why": Reason("status 500")})),
    )
    drafted = replace(answer, explanation=replace(answer.explanation, drafts=drafts))
    assert rows.drafts(answer, "sv") == []
    assert rows.drafts(drafted, "sv") == [
        ["Gustav Hemming leder.", "1, 2", 0.91, ""],
        ["Hej.", "", 0.0, "Det anger inget citat."],
        ["", "", "", "Inget utkast: status 500."],
    ]


def test_an_answer_is_told_as_it_comes(assistant: Assistant) -> None:
    asking = Asking(assistant, "sv")
    t = INTERFACE["sv"]
    ((field, asked, *_),) = asking.answer(" ", [])
    assert field == asked == gr.skip()
    question = "Vem leder <högnivågruppen>? Vad siktar Sverige på att bli?"
    steps = list(asking.answer(question, []))
    assert steps[0][0] == ""
    assert all(step[1][0]["content"] == escape(question) for step in steps)
    told = [step[1][1]["content"] for step in steps]
    first = "Gustav Hemming leder högnivågruppen. [1]"
    assert told[:3] == [t.working, t.searching_one, t.reading]
    assert told[3:-1] == [first]
    assert told[-1].startswith(first)
    assert "fossilfria" in told[-1]
    assert all(step[2] == gr.skip() for step in steps[:-1])
    assert "[2] Källa" in steps[-1][2]


def test_where_an_answer_cannot_be_told_as_it_comes_it_is_given_whole(assistant: Assistant) -> None:
    asking = Asking(assistant, "sv")
    question = "Vem leder högnivågruppen?"
    before = list(asking.answer("Vilka deltar?", []))[-1][1]
    *_, second, last = asking.answer(question, before)
    told = [message["content"] for message in last[1]]
    for given in ((question, before), ("", second[1])):
        field, asked, *_ = asking.whole(*given)
        assert field == ""
        assert [message["content"] for message in asked] == told


def _send(desk: Page, question: str) -> None:
    """Ask when the workbench takes a question, as its button shows."""
    _wait_until_free(desk)
    desk.fill(FIELD, question)
    desk.keyboard.press("Enter")


def _wait_until_free(desk: Page) -> None:
    """Until the button that sends can be pressed."""
    expect(desk.get_by_role("button", name="Fråga", exact=True)).to_be_enabled(timeout=30_000)


@pytest.mark.browser
def test_staff_ask_and_see_every_step(desk: Page) -> None:
    assert desk.evaluate("document.documentElement.lang") == "sv"
    _send(desk, "Vem leder högnivågruppen?")
    said = desk.get_by_role("log")
    expect(said).to_contain_text("Gustav Hemming leder högnivågruppen. [1]", timeout=30_000)
    _send(desk, "Och vem kommer från Epiroc?")
    expect(said).to_contain_text("Jonas Albertso", timeout=30_000)
    email = desk.locator("#email textarea")
    quoted = re.compile("april 2021: ”Jonas Albertso, president på Epiroc")
    expect(email).to_have_value(quoted, timeout=30_000)
    desk.evaluate(
        "void (window.copied = new Promise(done => { "
        "navigator.clipboard.writeText = async text => done(text); }))"
    )
    desk.locator("#email button").click()
    assert desk.evaluate("copied") == email.input_value()
    for told in ("Utfall", "Fakta i citaten", "Tid"):
        rows = desk.get_by_role("grid", name=told, exact=True).get_by_role("gridcell")
        expect(rows.first).to_be_visible()
    _send(desk, "Vad siktar Sverige på att bli?")
    for told in ("Ställen som hittades", "Belägg som vägdes"):
        rows = desk.get_by_role("grid", name=told, exact=True).get_by_role("gridcell")
        expect(rows.first).to_be_visible(timeout=30_000)
    _wait_until_free(desk)
    assert violations(desk) == set()
    desk.get_by_role("button", name="Ny konversation").click()
    expect(said).not_to_contain_text("Jonas Albertso")
    # What Gradio's queue refuses is answered without it.
    desk.route("**/queue/join*", lambda route: route.fulfill(status=503, json={"detail": "full"}))
    _send(desk, "Vem leder högnivågruppen?")
    expect(said).to_contain_text("Gustav Hemming leder högnivågruppen. [1]", timeout=30_000)
    desk.unroute("**/queue/join*")


@pytest.mark.browser
def test_staff_filter_facts_and_read_documents(desk: Page) -> None:
    open_tab(desk, "Fakta")
    facts = desk.get_by_role("gridcell")
    expect(facts.filter(has_text="Gustav Hemming").first).to_be_visible(timeout=30_000)
    desk.get_by_label("Ord").fill("epiroc")
    expect(facts.filter(has_text="Gustav Hemming")).to_have_count(0)
    expect(facts.filter(has_text="Jonas Albertso").first).to_be_visible()
    with desk.expect_download() as table:
        desk.get_by_role("link", name=FACTS["sv"].csv).click()
    assert "Gustav Hemming;" in table.value.path().read_text("utf-8-sig")
    assert violations(desk) == set()
    desk.get_by_role("tab", name="Dokument").click()
    desk.get_by_label("Dokument", exact=True).last.click()
    desk.get_by_role("option").first.click()
    expect(desk.locator("#text textarea")).to_have_value(DOCUMENT_TEXT)
    assert violations(desk) <= {"color-contrast"}  # Of a part of Gradio's own.


DOCUMENT_TEXT = (Path(__file__).parents[2] / "documents" / "hognivagruppen.txt").read_text("utf-8")
HOSTILE = """# Elbåtarna

Elbåtarna har en budget på 38,5 miljoner <img src=https://evil.example/a.png onerror=alert(1)> kronor.

![](https://evil.example/pixel.png) Elbåtarna leds av **Anna <b>Ek</b>**, chef på [Klicka](https://evil.example/x).
"""


@pytest.mark.browser
def test_documents_and_people_run_nothing_in_it(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.txt").write_text(HOSTILE, "utf-8")
    workbench = {"token": TOKEN}
    settings = load_settings(data_dir=tmp_path / "data", workbench=workbench)
    ingest([tmp_path / "one.txt"], settings)
    service = bootstrap.build_assistant(settings)
    at_once = service.ask
    seen = threading.Semaphore(0)

    def slowly(*asked: Any, **more: Any) -> Answer:
        assert seen.acquire(timeout=60)
        return at_once(*asked, **more)

    monkeypatch.setattr(service, "ask", slowly)
    page = browser.new_page()
    outside: list[str] = []
    page.on("request", lambda r: outside.append(r.url) if "evil" in r.url else None)
    page.on("dialog", lambda dialog: outside.append(dialog.message))
    tools = StaffTools(desk=bootstrap.build_desk(settings))
    app = build_app(service, settings)
    mount(app, service, settings, tools=lambda: tools)
    with serving(app) as address:
        open_workbench(page, address)
        said = page.get_by_role("log")
        send = page.get_by_role("button", name="Fråga", exact=True)
        for number, question in enumerate(
            ("Vilken budget har Elbåtarna?", "<img src=https://evil.example/q.png> *Vem* leder?"), 1
        ):
            page.locator(FIELD).fill(question, timeout=30_000)
            page.keyboard.press("Enter")
            # What is sent while an answer comes stays in the field.
            expect(send).to_be_disabled(timeout=30_000)
            page.keyboard.type("Vem")
            page.keyboard.press("Enter")
            seen.release()
            expect(send).to_be_enabled(timeout=30_000)
            expect(page.locator(FIELD)).to_have_value("Vem")
            expect(said.locator(".message.bot, .bot.message")).to_have_count(number, timeout=30_000)
        expect(said).not_to_contain_text(INTERFACE["sv"].working, timeout=30_000)
        expect(said).to_contain_text("<img src=https://evil.example/q.png> *Vem* leder?")
        cells = page.get_by_role("gridcell")
        expect(cells.filter(has_text="<img src=").first).to_be_visible()
        assert cells.locator("img, b, em, strong, a").count() == 0
        assert said.locator("b, em, strong, a").count() == 0
        open_tab(page, "Fakta")
        page.get_by_role("gridcell").filter(has_text="Anna").first.click()
        expect(page.locator("#fact-read textarea")).to_have_value(re.compile("Anna"))
    assert outside == []
    page.close()
