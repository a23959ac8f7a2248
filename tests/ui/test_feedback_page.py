"""Saying whether an answer was of use, with and without scripts."""

from __future__ import annotations

import logging
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.bootstrap import build_assistant
from assistant.journal.file import FILE
from assistant.journal.journal import Journal, JournalingAssistant
from assistant.messages.opinion import OPINION
from assistant.models.answers import Language
from assistant.settings import PrivacySettings, Settings
from tests.ui.test_browser import ask, assert_accessible, open_page
from ui import opinions
from ui.mount import add_light_pages


def client(
    assistant: Assistant, settings: Settings, folder: Path, **privacy: object
) -> tuple[TestClient, Journal]:
    settings = settings.model_copy(update={"privacy": PrivacySettings.model_validate(privacy)})
    journal = Journal(folder, settings.privacy)
    app = build_app(assistant, settings)
    add_light_pages(app, assistant, settings, journal)
    return TestClient(app), journal


def test_an_opinion_is_kept_with_what_it_is_about(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    web, journal = client(assistant, settings, tmp_path)
    asked = web.post("/embed", data={"question": "Vem leder högnivågruppen?"})
    hidden = re.findall(r'type="hidden"[^>]* name="(\w+)" value="([^"]*)"', asked.text)
    sent = {name: unescape(value) for name, value in hidden}
    given = web.post("/embed", data={**sent, "useful": "no", "words": " Jag saknar\nett datum. "})
    assert given.status_code == 200
    assert "Omdömet är sparat" in given.text
    # What was said so far goes on.
    assert f'name="history" value="{dict(hidden)["history"]}"' in given.text
    (kept,) = journal.opinions()
    assert (kept.useful, kept.words) == (False, "Jag saknar ett datum.")
    assert (kept.status, kept.documents) == ("answered", ("hognivagruppen",))


def test_nothing_else_can_be_brought_in_by_a_link(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    web, journal = client(assistant, settings, tmp_path)
    web.post("/omdome", data={"useful": "yes", "status": "Kalle Anka", "document": "070-1234567"})
    (kept,) = journal.opinions()
    assert (kept.status, kept.documents) == ("", ())


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, "Välj ja eller nej."),
        ({"useful": "maybe"}, "Välj ja eller nej."),
        ({"useful": "yes", "words": "x" * 501}, "för lång"),
        ({"useful": "yes", "words": "Ring 070-123 45 67"}, "telefonnummer"),
    ],
)
def test_what_cannot_be_kept_is_told_and_not_lost(
    assistant: Assistant, settings: Settings, tmp_path: Path, data: dict[str, str], told: str
) -> None:
    web, journal = client(assistant, settings, tmp_path)
    refused = web.post("/omdome", data=data)
    assert refused.status_code == 422
    assert told in refused.text
    assert data.get("words", "") in refused.text
    assert journal.opinions() == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_long_text_is_refused_before_it_is_looked_into(
    assistant: Assistant,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    looked_into: list[str] = []
    monkeypatch.setattr(opinions, "holds_personal_data", looked_into.append)
    web, journal = client(assistant, settings, tmp_path)
    words = "0 " * 450_000
    refused = web.post(f"/omdome?language={language}", data={"useful": "yes", "words": words})
    assert refused.status_code == 422
    assert ("för lång" if language == "sv" else "too long") in refused.text
    assert looked_into == []
    assert journal.opinions() == []
    web.post("/omdome", data={"useful": "yes", "words": "kort"})
    assert looked_into == ["kort"]


HERE = "http://testserver"
FORM = {"useful": "yes", "words": "Bra"}


def test_a_link_names_no_more_documents_than_an_answer_has(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    web, _ = client(assistant, settings, tmp_path)
    link = "&".join(["document=hognivagruppen"] * 100)
    assert 'value="hognivagruppen"' in web.get(f"/omdome?{link}").text
    assert web.get(f"/omdome?{link}&document=one-more").status_code == 422


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": HERE}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Origin": HERE}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": HERE}, 403),
        ({"Origin": "https://example.se"}, 403),
        ({"Origin": "http://testserver.example.se"}, 403),
        ({"Origin": "http://testserver:81"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_only_pages_of_the_site_send_opinions(
    assistant: Assistant, settings: Settings, tmp_path: Path, headers: dict[str, str], status: int
) -> None:
    web, journal = client(assistant, settings, tmp_path)
    given = web.post("/omdome", data=FORM, headers=headers)
    assert given.status_code == status
    assert ("från en annan webbplats" in given.text) == (status == 403)
    assert len(journal.opinions()) == (status == 200)


MULTIPART = b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n--x--\r\n'


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (
            b"&".join(b"document=%d" % number for number in range(500)),
            "application/x-www-form-urlencoded",
        ),
        (b"words=%ED%A0%80", "application/x-www-form-urlencoded"),
        (b'{"useful": "yes"}', "application/json"),
        (b"", ""),
    ],
)
def test_what_cannot_be_read_is_told_on_a_page(
    assistant: Assistant, settings: Settings, tmp_path: Path, body: bytes, kind: str
) -> None:
    web, journal = client(assistant, settings, tmp_path)
    refused = web.post("/omdome", content=body, headers={"Content-Type": kind})
    assert refused.status_code == 422
    assert refused.headers["content-type"].startswith("text/html")
    assert 'role="alert"' in refused.text
    assert journal.opinions() == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        *(
            (
                MULTIPART % (name, b"", rb"\ud800"),
                "multipart/form-data; boundary=x; charset=unicode_escape",
            )
            for name in (b"words", b"useful", b"status", b"document")
        ),
        (MULTIPART % (b"words", b'; filename="a"', b"a"), "multipart/form-data; boundary=x"),
        (b"--y", "multipart/form-data; boundary=x"),
    ],
)
def test_a_form_in_parts_is_not_taken(
    assistant: Assistant, settings: Settings, tmp_path: Path, body: bytes, kind: str
) -> None:
    web, journal = client(assistant, settings, tmp_path)
    assert web.post("/omdome", content=body, headers={"Content-Type": kind}).status_code == 415
    assert journal.opinions() == []


def test_nobody_is_thanked_for_what_is_not_kept(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    web, journal = client(assistant, settings, tmp_path)
    (tmp_path / FILE).mkdir()
    refused = web.post("/omdome", data=FORM)
    assert refused.status_code == 503
    assert "Omdömet kunde inte sparas." in refused.text
    assert "Tack" not in refused.text
    (tmp_path / FILE).rmdir()
    assert "Tack" in web.post("/omdome", data=FORM).text
    assert len(journal.opinions()) == 1


def test_only_so_many_opinions_are_taken_on_a_day(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    web, journal = client(assistant, settings, tmp_path, feedback_per_day=2)
    assert [web.post("/omdome", data=FORM).status_code for _ in range(3)] == [200, 200, 429]
    refused = web.post("/omdome?language=en", data=FORM)
    assert "No more opinions are taken right now." in refused.text
    assert "Bra" in refused.text
    assert len(journal.opinions()) == 2


@pytest.mark.parametrize(
    ("mine", "others"),
    [
        ("192.0.2.1", "192.0.2.2"),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2"),
        ("2001:db8::1", "2001:db8:0:1::1"),
        ("2001:db8::1:0:0:1", "::1"),
    ],
)
def test_one_address_sends_only_so_many(
    assistant: Assistant, settings: Settings, tmp_path: Path, mine: str, others: str
) -> None:
    web, _ = client(assistant, settings, tmp_path)
    web = TestClient(web.app, client=(mine, 5000))
    for _ in range(opinions.PER_ADDRESS.amount):
        assert web.post("/omdome", data=FORM).status_code == 200
    assert web.post("/omdome", data=FORM).status_code == 429
    neighbour = TestClient(web.app, client=(mine[:-1] + "9", 5000))
    assert neighbour.post("/omdome", data=FORM).status_code == (200 if "." in mine else 429)
    assert TestClient(web.app, client=(others, 5000)).post("/omdome", data=FORM).status_code == 200


@pytest.mark.parametrize("keep", ["nothing", "counts", "questions"])
def test_no_file_and_no_log_holds_what_is_not_to_be_kept(
    assistant: Assistant,
    settings: Settings,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    keep: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    privacy = PrivacySettings.model_validate({"keep": keep})
    data_dir = tmp_path / "data"
    shutil.copytree(settings.data_dir, data_dir)
    chosen = settings.model_copy(update={"privacy": privacy, "data_dir": data_dir})
    with Journal(data_dir, privacy) as journal:
        service = JournalingAssistant(build_assistant(chosen), journal)
        app = build_app(service, chosen)
        add_light_pages(app, service, chosen, journal)
        web = TestClient(app, client=("203.0.113.77", 5000))
        told = "Vem leder högnivågruppen?"
        silent = "Vem på Kvarnsveden odlar jordnötter i Smedjebacken?"
        assert web.post("/embed", data={"question": told}).status_code == 200
        assert web.post("/api/ask", json={"question": silent}).json()["status"] != "answered"
        web.post("/api/ask", json={"question": "Vem är 811218–9876?"})
        web.post("/omdome", data={**FORM, "words": "Kalasbra!"})
    files = {path.name: path.read_bytes() for path in data_dir.rglob("*") if path.is_file()}
    everything = b"".join([*files.values(), caplog.text.encode()])
    for text in ("203.0.113", told, "811218"):
        assert text.encode() not in everything
    assert (b"Kvarnsveden" in everything) == (keep == "questions")
    assert (b"Kalasbra!" in everything) == (keep != "nothing")
    assert ("journal.sqlite3" in files) == (keep != "nothing")
    assert not any(text in caplog.text for text in ("Kvarnsveden", "Kalasbra!"))


@pytest.mark.parametrize("privacy", [{"keep": "nothing"}, {"feedback": False}])
def test_nobody_is_asked_where_nothing_is_kept(
    assistant: Assistant, settings: Settings, tmp_path: Path, privacy: dict[str, object]
) -> None:
    web, _ = client(assistant, settings, tmp_path, **privacy)
    asked = web.post("/embed", data={"question": "Vem leder högnivågruppen?"})
    assert "Gustav Hemming" in asked.text
    assert "/omdome" not in asked.text
    assert "omdömet" not in web.get("/omdome").text


@pytest.mark.parametrize(
    ("privacy", "told", "untold"),
    [
        ({}, "sparas i 90 dagar och säger inget om vem", "Frågor som dokumenten inte svarar på"),
        (
            {"keep": "questions", "days": 7},
            "sparas i 7 dagar, utan uppgift om vem",
            "räknas heller",
        ),
        ({"keep": "nothing"}, "Ingenting räknas heller.", "Omdömen"),
    ],
)
def test_the_privacy_page_tells_what_is_set(
    assistant: Assistant,
    settings: Settings,
    tmp_path: Path,
    privacy: dict[str, object],
    told: str,
    untold: str,
) -> None:
    web, _ = client(assistant, settings, tmp_path, **privacy)
    text = web.get("/integritet").text
    assert told in text
    assert untold not in text


@pytest.mark.browser
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_is_accessible_in_every_state(page: Page, site: str, language: Language) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{site}/omdome?language={language}")
    expect(page.get_by_text(OPINION[language].question)).to_have_count(1)
    assert_accessible(page)
    page.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.title().startswith(("Fel: ", "Error: "))
    assert_accessible(page)
    assert page.evaluate("document.scrollingElement.scrollWidth <= 320")
    page.get_by_role("radio").first.check()
    page.get_by_role("button").click()
    expect(page.get_by_role("status")).to_be_focused()
    assert_accessible(page)


@pytest.mark.browser
def test_it_needs_no_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "/embed")
    page.get_by_label("Din fråga").fill("Vem leder högnivågruppen?")
    page.get_by_role("button", name="Fråga").click()
    page.get_by_text("Skriv något om det").click()
    page.get_by_label("Vad var bra eller fattades?").fill("Datum saknas")
    page.get_by_role("button", name="Nej svaret var inte till hjälp").click()
    expect(page.locator(".thanks")).to_contain_text("Tack.")
    page.get_by_label("Din fråga").fill("Och vem kommer från Epiroc?")
    page.get_by_role("button", name="Fråga").click()
    expect(page.locator(".answer")).to_contain_text("Jonas Albertso")
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/embed"])
def test_one_press_is_enough_and_words_can_follow(page: Page, site: str, path: str) -> None:
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.post_data or "") if "/omdome" in r.url else None)
    open_page(page, site, path)
    ask(page, path, "Vem leder högnivågruppen?")
    page.get_by_role("button", name="Nej svaret var inte till hjälp").click()
    outcome = page.locator(".outcome")
    expect(outcome).to_contain_text("Tack.")
    expect(outcome).to_have_role("status")
    page.get_by_role("button", name="Ja svaret var till hjälp").click()
    words = page.get_by_label("Vad var bra eller fattades?")
    words.fill("Ring 070-123 45 67")
    page.get_by_role("button", name="Skicka omdömet").click()
    expect(outcome).to_contain_text("telefonnummer")
    expect(words).to_have_value("Ring 070-123 45 67")
    assert_accessible(page)
    words.fill("Datum saknas")
    page.get_by_role("button", name="Skicka omdömet").click()
    expect(words).to_be_hidden()
    expect(page.get_by_role("button", name="Nej svaret")).to_be_focused()
    assert [data.count("useful=no") for data in sent] == [1, 1, 1]
    assert "adds=yes" in sent[-1]
    assert len(page.context.pages) == 1
    assert page.url == site + path


@pytest.mark.browser
def test_a_press_that_is_not_taken_can_be_repeated(page: Page, site: str) -> None:
    open_page(page, site, "/")
    ask(page, "/", "Vem leder högnivågruppen?")
    page.route("**/omdome*", lambda route: route.abort())
    yes = page.get_by_role("button", name="Ja svaret var till hjälp")
    yes.click()
    expect(page.locator(".outcome")).to_contain_text("kunde inte sparas")
    expect(yes).not_to_have_attribute("aria-pressed", "true")
    page.unroute("**/omdome*")
    yes.click()
    expect(page.locator(".outcome")).to_contain_text("Tack.")
