"""A folder with a file of each kind answers from each of them, and says what it does not read."""

from __future__ import annotations

import shutil
from email.message import EmailMessage
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.answering.assistant import Assistant
from assistant.bootstrap import build_assistant
from assistant.cli.commands import app
from assistant.contract import reply
from assistant.ingesting import ingest
from assistant.settings import Settings, load_settings
from ui.rendering import answer_html, plain_text

FORMATS = Path(__file__).parents[1] / "data" / "formats"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formats") / "documents"
    folder.mkdir()
    for name in ("protokoll.pdf", "beslut.docx", "kort.odt", "nyhetsbrev.rtf", "budget.xlsx"):
        shutil.copy(FORMATS / name, folder)
    shutil.copy(FORMATS / "bilder.pptx", folder)
    (folder / "platser.csv").write_text("Kommun;Laddplatser;Kontakt\nNacka;77;Olof Berg\n", "utf-8")
    message = EmailMessage()
    message["Subject"] = "Studiebesök"
    message.set_content("Studiebesöket på Lindholmen äger rum den 17 april 2024.")
    (folder / "brev.eml").write_bytes(bytes(message))
    (folder / "tips.md").write_text("<p>Verkstaden i Kista leds av Signe Dahl.</p>\n", "utf-8")
    (folder / "protokoll.yaml").write_text("url: https://example.se/protokoll.pdf\n", "utf-8")
    for name in ("a.png", "b.png", "c.png", "d.png", "gammal.doc", ".dold.png"):
        (folder / name).write_bytes(b"\x00")
    return folder


@pytest.fixture(scope="module")
def settings(folder: Path) -> Settings:
    return load_settings(data_dir=folder.parent / "data")


@pytest.fixture(scope="module")
def assistant(folder: Path, settings: Settings) -> Assistant:
    result, _ = ingest([folder], settings)
    assert not result.failures
    assert sorted(str(notice.told) for notice in result.notices) == [
        "a.png, b.png, c.png and 1 more are not read: pictures are not read; write what they say into"
        " a text file",
        "gammal.doc is not read: files of this older or other format are not read; save it as one of .docx,"
        " .pdf",
    ]
    return build_assistant(settings)


@pytest.mark.parametrize(
    ("question", "document", "page", "words"),
    [
        ("Vem utsågs till vice ordförande i styrgruppen?", "protokoll", 2, "Per-Olof Åkesson"),
        ("När hålls nästa möte med styrgruppen?", "protokoll", 3, "4 juni 2024"),
        pytest.param(
            "Hur stort är utfallet för konsulter?",
            "protokoll",
            2,
            "Utfall: 1 440",
            marks=pytest.mark.xfail(reason="found in its row, but told at less than the threshold"),
        ),
        ("Hur mycket bidrag får kommunen för Elvägen norr?", "beslut", None, "2 750 000"),
        ("Vem är projektledare för Cirkulära batterier?", "kort", None, "Astrid Lindqvist"),
        pytest.param(
            "Vad kostar vätgasmacken i Norrtälje?",
            "nyhetsbrev",
            None,
            "31 miljoner",
            marks=pytest.mark.xfail(reason="found as a fact, and not believed by the reader"),
        ),
        ("Hur stor är budgeten för laddinfrastruktur 2024?", "budget", None, "14 250"),
        ("När blir depån i Tomteboda klar?", "bilder", 2, "november 2024"),
        ("Hur många laddplatser har Nacka?", "platser", None, "77"),
        ("När äger studiebesöket på Lindholmen rum?", "brev", None, "17 april"),
        ("Vem leder verkstaden i Kista?", "tips", None, "Signe Dahl"),
    ],
)
def test_every_format_answers(
    assistant: Assistant, question: str, document: str, page: int | None, words: str
) -> None:
    given = reply(assistant.ask(question))

    assert given.status == "answered"
    assert words in given.answer
    assert given.citations[0].document == document
    assert given.citations[0].page == page


def test_the_page_is_told_wherever_a_quote_is_shown(
    assistant: Assistant, settings: Settings
) -> None:
    answer = assistant.ask("När hålls nästa möte med styrgruppen?")
    english = assistant.ask("When is the next meeting?", "en")

    html = answer_html(answer, settings, "a")
    assert 'href="https://example.se/protokoll.pdf#page=3"' in html
    assert ", sida 3<" in html
    assert "sida 3, " in plain_text(answer)
    assert "page 3<" in answer_html(english, settings, "b")


def test_the_command_line_tells_the_page(assistant: Assistant, settings: Settings) -> None:
    command = ["--data-dir", str(settings.data_dir), "ask", "När hålls nästa möte med styrgruppen?"]

    assert "(page 3, " in CliRunner().invoke(app, command).output
