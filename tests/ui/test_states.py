"""What the pages say when an answer is slow, or does not come."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from assistant import bootstrap
from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.errors import IndexMissingError
from assistant.ports import Snapshot
from assistant.settings import Settings
from bench.in_thread import serving
from tests.assistant.made import ingested
from tests.ui.test_browser import FIELD, QUESTION, ask, assert_accessible, open_page, stop_clock
from ui import mount
from ui.mount import add_light_pages

pytestmark = pytest.mark.browser
CHATS = ["/", "/embed"]
ANSWER = "**/embed/answer"
NO_INDEX = {"type": "about:blank", "title": "Service Unavailable", "status": 503, "detail": "."}


@pytest.mark.parametrize("path", CHATS)
@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (429, "<h1>Too Many Requests</h1>", "Många frågar just nu."),
        (502, "<h1>Bad Gateway</h1>", "Tjänsten startar om."),
        (503, "<h1>Unavailable</h1>", "Tjänsten startar om."),
        (503, json.dumps(NO_INDEX), "Det finns inga dokument att svara utifrån ännu."),
        (500, "", "Något gick fel hos oss."),
    ],
)
def test_a_failure_is_told_in_words_and_the_question_is_kept(
    page: Page, site: str, path: str, status: int, body: str, told: str
) -> None:
    open_page(page, site, path)
    page.route(ANSWER, lambda route: route.fulfill(status=status, body=body))
    ask(page, path, QUESTION)
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text(told)
    expect(page.locator(FIELD)).to_have_value(QUESTION)
    assert_accessible(page)
    page.unroute(ANSWER)
    page.get_by_role("button", name="Försök igen").click()
    expect(page.locator(".answer a.cite").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator(".turn")).to_have_count(1)


@pytest.mark.parametrize("path", CHATS)
def test_lost_contact_costs_neither_the_conversation_nor_the_question(
    page: Page, site: str, path: str
) -> None:
    page.clock.install()
    open_page(page, site, path)
    ask(page, path, "Vem leder högnivågruppen?")
    expect(page.locator(".answer a.cite")).to_have_count(1)
    page.evaluate("window.same = true")
    page.context.set_offline(True)
    ask(page, path, QUESTION)
    expect(page.get_by_role("alert")).to_contain_text("Ingen kontakt med servern.")
    expect(page.locator(FIELD)).to_have_value(QUESTION)
    assert_accessible(page)
    page.context.set_offline(False)
    page.clock.fast_forward(60_000)  # Longer than a script would wait to look for the server again.
    page.wait_for_timeout(200)
    assert page.evaluate("window.same")
    expect(page.locator(".answer a.cite")).to_have_count(1)
    page.locator(FIELD).press("Enter")
    expect(page.locator(".answer a.cite")).to_have_count(3)


@pytest.mark.parametrize("path", CHATS)
def test_a_suggestion_that_failed_stands_in_the_field(page: Page, site: str, path: str) -> None:
    open_page(page, site, path)
    page.route(ANSWER, lambda route: route.abort())
    page.locator("#start button").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Ingen kontakt med servern.")
    expect(page.locator(FIELD)).to_have_value("Vem leder högnivågruppen?")


@pytest.mark.parametrize("path", CHATS)
def test_an_empty_question_is_told(page: Page, site: str, path: str) -> None:
    open_page(page, site, path)
    page.get_by_role("button", name="Fråga", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("Skriv en fråga.")
    assert_accessible(page)


@pytest.mark.parametrize("path", CHATS)
def test_the_answer_to_a_long_question_is_in_view(page: Page, site: str, path: str) -> None:
    """Whose bubble is higher than the screen; what went wrong is in view as well."""
    page.set_viewport_size({"width": 360, "height": 640})
    open_page(page, site, path)
    ask(page, path, (QUESTION + " ") * 80)
    expect(page.locator(".answer:not(.waiting)")).to_be_in_viewport(timeout=20_000)
    page.route(ANSWER, lambda route: route.abort())
    ask(page, path, (QUESTION + " ") * 80)
    expect(page.get_by_role("alert").and_(page.locator(".answer"))).to_be_in_viewport()


@pytest.mark.parametrize("path", CHATS)
def test_a_slow_answer_is_told_of_and_still_comes(page: Page, site: str, path: str) -> None:
    stop_clock(page)
    open_page(page, site, path)
    held: list[Route] = []
    page.route(ANSWER, lambda route: held.append(route))  # noqa: PLW0108
    ask(page, path, QUESTION)
    expect(page.locator(".asked")).to_have_text(QUESTION)
    expect(page.locator(".waiting")).to_have_text("Söker i dokumenten …")
    expect(page.get_by_role("status").and_(page.locator("#announce"))).to_have_text(
        "Söker i dokumenten …"
    )
    page.clock.resume()
    assert_accessible(page)
    page.clock.fast_forward(6000)
    expect(page.locator(".waiting")).to_contain_text("längre tid än vanligt")
    held[0].continue_()
    expect(page.locator(".answer a.cite").first).to_be_visible()
    expect(page.locator(".waiting")).to_have_count(0)


@pytest.mark.parametrize("path", CHATS)
@pytest.mark.parametrize("streams", [True, False])
def test_what_is_being_done_is_shown_where_the_browser_reads_events(
    page: Page, site: str, path: str, streams: bool
) -> None:
    stop_clock(page)  # Or a slow answer would be told of as well.
    if not streams:
        page.add_init_script("delete window.TextDecoderStream")
    open_page(page, site, path)
    page.evaluate(
        """window.seen = []; new MutationObserver(() => {
          const step = document.querySelector(".step span")?.textContent;
          if (step && step !== seen.at(-1)) seen.push(step);
        }).observe(conversation, { childList: true, subtree: true, characterData: true })"""
    )
    # What was asked before is answered from memory, without a step to show.
    asked = f"Vad handlar omställningen om, {'i korthet' if path == CHATS[0] else 'kort sagt'}?"
    with page.expect_response(ANSWER) as answered:
        ask(page, path, asked)
    expect(page.locator(".answer:not(.waiting)")).to_be_visible()
    kind = answered.value.headers["content-type"]
    seen = page.evaluate("seen")
    assert seen[0] == "Söker i dokumenten …"
    if streams:
        assert kind.startswith("text/event-stream")
        assert [*seen[1:-1], seen[-1]] in (["Söker i 1 dokument …", "Läser …"], ["Läser …"])
    else:
        assert kind == "application/json"
        assert len(seen) == 1


def test_a_sentence_is_seen_before_the_answer_is_whole(page: Page, site: str) -> None:
    open_page(page, site, CHATS[0])
    page.evaluate(
        """window.seen = ""; new MutationObserver(() => {
          seen = document.querySelector(".waiting [dir=auto]")?.textContent ?? seen;
        }).observe(conversation, { childList: true, subtree: true })"""
    )
    whole = '{"html": "<article class=\\"turn\\"><p class=\\"answer\\">Allt.</p></article>", "text": ""}'
    body = f'event: sentence\ndata: {{"text": "Först. [1]"}}\n\nevent: done\ndata: {whole}\n\n'
    page.route(ANSWER, lambda r: r.fulfill(content_type="text/event-stream", body=body))
    ask(page, CHATS[0], QUESTION)
    expect(page.locator(".turn")).to_have_text("Allt.")
    assert page.evaluate("seen") == "Först. [1]"


@pytest.mark.parametrize("path", CHATS)
def test_a_stream_that_breaks_off_keeps_the_question(page: Page, site: str, path: str) -> None:
    open_page(page, site, path)
    body = 'event: status\ndata: {"state": "searching", "told": "Söker"}\n\nevent: do'
    page.route(ANSWER, lambda r: r.fulfill(content_type="text/event-stream", body=body))
    ask(page, path, QUESTION)
    expect(page.get_by_role("alert")).to_contain_text("Ingen kontakt med servern.")
    expect(page.locator(FIELD)).to_have_value(QUESTION)


@pytest.mark.parametrize("path", CHATS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_refusal_shows_what_is_near_apart_from_the_answer(
    page: Page, site: str, path: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_page(page, site, path)
    ask(page, path, "Hur många anställda har högnivågruppen?")
    related = page.locator(".related")
    expect(related).to_contain_text("som inte ingår i svaret", timeout=20_000)
    expect(page.locator(".answer a.cite")).to_have_count(0)
    passage = related.locator("blockquote").first
    expect(passage).to_be_hidden()
    related.locator("summary").first.click()
    expect(passage).to_be_visible()
    assert_accessible(page)


HOSTILE = """# Elbåtarna

Elbåtarna är ett projekt om <b>båtar med elmotor i Nacka.

Elbåtarna har en budget på 38,5 miljoner kronor.

Elbåtarnas motor heter *fil* och hämtas av [Klicka här](https://evil.example/x)
![](https://evil.example/pixel.png)
"""
SECOND = "# Elbåtarna igen\n\nElbåtarna har en budget på 12 miljoner kronor.\n"


@pytest.fixture(scope="module")
def boats(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site on documents that disagree, and one of which would act as Markdown or HTML."""
    pages = {"one.txt": HOSTILE, "two.txt": SECOND}
    settings = ingested(tmp_path_factory.mktemp("boats"), pages)
    service = bootstrap.build_assistant(settings)
    app = build_app(service, settings)
    mount(app, service, settings)
    with serving(app) as address:
        yield address


@pytest.mark.parametrize("path", CHATS)
def test_documents_are_shown_as_they_stand(browser: Browser, boats: str, path: str) -> None:
    page = browser.new_page()
    open_page(page, boats, path)
    ask(page, path, "Vem ritade motorn i Elbåtarna?")
    expect(page.locator(".reply summary").first).to_be_visible()
    for summary in page.locator(".reply summary").all():
        summary.click()
    shown = " ".join(page.locator(".reply blockquote").all_inner_texts())
    assert "*fil* och hämtas av [Klicka här](https://evil.example/x)" in shown
    assert "![](https://evil.example/pixel.png)" in shown
    assert "<b>båtar" in shown
    assert page.locator(".reply :is(img, em, b, blockquote a, blockquote p)").count() == 0
    page.close()


@pytest.mark.parametrize("path", CHATS)
def test_sources_that_disagree_are_shown_side_by_side(
    browser: Browser, boats: str, path: str
) -> None:
    page = browser.new_page()
    open_page(page, boats, path)
    ask(page, path, "Vilken budget har Elbåtarna?")
    expect(page.locator(".answer.conflict")).to_contain_text("Källorna säger olika")
    expect(page.locator(".sources.pair > li")).to_have_count(2)
    expect(page.locator(".answer a.cite")).to_have_count(2)
    assert_accessible(page)
    page.close()


@pytest.mark.parametrize("path", CHATS)
def test_a_page_whose_index_goes_says_so(
    browser: Browser,
    assistant: Assistant,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
) -> None:
    def gone() -> Snapshot:
        raise IndexMissingError("It is gone.")

    page = browser.new_page()
    app = build_app(assistant, settings)
    add_light_pages(app, assistant, settings)
    with serving(app) as address:
        open_page(page, address, path)
        monkeypatch.setattr(assistant, "snapshot", gone)
        ask(page, path, QUESTION)
        expect(page.get_by_role("alert")).to_contain_text("inga dokument att svara utifrån")
        expect(page.locator(FIELD)).to_have_value(QUESTION)
    page.evaluate("window.same = true")
    ask(page, path, "Vem leder?")
    expect(page.get_by_role("alert")).to_contain_text("Ingen kontakt med servern.")
    assert page.evaluate("window.same")
    page.close()
