from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant import bootstrap
from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.evidence.findings import NEARLY
from assistant.messages.dates import human_date
from assistant.models.answers import Citation
from assistant.models.documents import Document
from assistant.settings import ContactSettings, Settings
from tests.assistant.made import ingested
from ui.languages import Languages
from ui.mount import add_light_pages
from ui.rendering import answer_html


def unmarked(html: str) -> str:
    return re.sub("</?mark>", "", html)


def test_an_answer_in_two_languages_marks_the_english_lines(
    assistant: Assistant, settings: Settings
) -> None:
    html = answer_html(assistant.ask("Kuka johtaa ryhmää?"), settings, "a0")
    assert '<span lang="en">The source says (in Swedish):</span>' in html
    assert html.count('<span lang="en">') == 1
    refused = answer_html(assistant.ask("Jak upiec ciasto czekoladowe?"), settings, "a0")
    assert '<span lang="en">I only answer questions' in refused


def test_the_date_of_a_source_is_written_out_but_not_within_a_quote(tmp_path: Path) -> None:
    pages = {
        f"{name}.md": f"---\ntitle: Elbåtarna {name}\npublished: {published}\n---\nOm Elbåtarna.\n\n"
        f"Elbåtarna har sedan 2021-04 en budget på {sum_} miljoner kronor.\n"
        for name, published, sum_ in (("a", "2021-04", "12"), ("b", "2022-10-19", "38"))
    }
    settings = ingested(tmp_path, pages)
    answer = bootstrap.build_assistant(settings).ask("Vilken budget har Elbåtarna?")
    html = unmarked(answer_html(answer, settings, "a0"))
    assert '<li class="say">19 oktober 2022: ”Elbåtarna har sedan 2021-04 en budget' in html
    assert '<li class="say">april 2021: ”' in html


@pytest.mark.parametrize(
    ("published", "swedish", "english"),
    [
        ("2021", "2021", "2021"),
        ("2021-04", "april 2021", "April 2021"),
        ("2021-04-09", "9 april 2021", "9 April 2021"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(published: str, swedish: str, english: str) -> None:
    assert (human_date(published, "sv"), human_date(published, "en")) == (swedish, english)


def test_what_people_write_is_escaped(assistant: Assistant, settings: Settings) -> None:
    html = answer_html(
        assistant.ask("Hur gammal är <img src=x onerror=alert(1)> Hemming?"), settings, "a0"
    )
    assert "<img" not in html


def test_a_quote_in_another_language_is_marked_without_its_signs_of_emphasis(
    tmp_path: Path,
) -> None:
    page = "---\ntitle: Elbåtarna\n---\nOm Elbåtarna.\n\n**Budget:** 38,5 miljoner kronor\n"
    settings = ingested(tmp_path, {"page.txt": page})
    boats = bootstrap.build_assistant(settings)
    answer = boats.ask("What is the budget of Elbåtarna?")
    html = unmarked(answer_html(answer, settings, "a0"))
    assert '<q lang="sv">Budget: 38,5 miljoner kronor</q>' in html
    assert "**" not in answer.text
    assert answer.citations[0].quote.startswith("**Budget:**")


def test_swedish_words_in_an_english_sentence_are_marked(
    assistant: Assistant, settings: Settings
) -> None:
    led = answer_html(assistant.ask("Who leads the high-level group?"), settings, "a0")
    assert (
        '<span lang="sv"><mark>Gustav Hemming</mark></span> leads '
        '<span lang="sv"><mark>högnivågruppen</mark></span>.' in led
    )
    members = answer_html(assistant.ask("Who takes part in the high-level group?"), settings, "a0")
    assert '<b><span lang="sv"><mark>Åsa Zetterberg</mark></span></b>' in members
    assert "</span>, stands in for <span" in unmarked(members)
    said = answer_html(assistant.ask("Vem leder högnivågruppen?"), settings, "a0")
    assert "<mark>Gustav Hemming leder högnivågruppen</mark>." in said


def test_a_document_does_not_repeat_its_title(assistant: Assistant, settings: Settings) -> None:
    app = build_app(assistant, settings)
    add_light_pages(app, assistant, settings, outline=bootstrap.outline)
    client = TestClient(app)
    text = client.get("/dokument/hognivagruppen").text
    title = "Region Stockholm samlar Fordonsdalens högnivågrupp om framtidens fordonsindustri"
    assert text.partition("<h1>")[2].count(title) == 1
    marked = client.get("/dokument/hognivagruppen?start=0&end=80").text
    assert f'<mark id="citat" tabindex="-1">{title}</mark>' in marked


def test_whom_to_turn_to_is_linked_and_nothing_that_people_write(settings: Settings) -> None:
    contact = ContactSettings(email="a@example.se", url="https://example.se/kontakt?a=1&b=2")
    settings = settings.model_copy(update={"contact": contact})
    service = bootstrap.build_assistant(settings)
    html = answer_html(service.ask("Hur bakar man kaka på https://evil.example?"), settings, "a0")
    links = re.findall(r'<a href="([^"#]+)"', html.partition('class="answer"')[2])
    assert links == ["mailto:a@example.se", "https://example.se/kontakt?a=1&amp;b=2"]
    # On a narrow screen they break where a part of them begins.
    assert ">a<wbr>@example<wbr>.se</a>" in html


@pytest.mark.parametrize(("chance", "is_open"), [(NEARLY - 0.01, False), (NEARLY, True)])
def test_what_nearly_answers_is_seen_below_a_refusal(
    assistant: Assistant, settings: Settings, chance: float, is_open: bool
) -> None:
    refused = assistant.ask("Hur många anställda har högnivågruppen?")
    assert refused.related
    html = answer_html(replace(refused, confidence=chance), settings, "a0")
    assert ('<details class="more related" open>' in html) == is_open


def test_an_english_quote_of_a_swedish_document_is_marked_as_english(assistant: Assistant) -> None:
    quote = "The courses are held in Swedish."
    document = Document("d", "D", quote, "d.txt", language="sv")
    cited = Citation(1, document, 0, len(quote), quote)
    answer = replace(assistant.ask("Vem leder högnivågruppen?"), citations=(cited,))
    assert Languages(answer).marked(f"Källan: ”{quote}”") == f'Källan: <q lang="en">{quote}</q>'
