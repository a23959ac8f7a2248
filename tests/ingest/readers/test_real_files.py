"""Files that LibreOffice made of texts that are known: every paragraph and row is read whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.models.documents import Document
from assistant.settings import IngestSettings
from bench.formats.__main__ import TEXTS, Figures, compare
from ingest.outline import outline
from ingest.reading import read_source
from ingest.sources import Source

FILES = Path(__file__).parents[2] / "data" / "formats"


def read(name: str) -> Document:
    return read_source(Source(FILES / name, "d"), IngestSettings()).document


@pytest.mark.parametrize(
    "name", sorted(path.name for path in FILES.iterdir() if path.suffix != ".epub")
)
def test_all_that_a_file_says_is_read(name: str) -> None:
    figures = Figures()

    compare(TEXTS[Path(name).stem], read(name).text, figures)

    assert figures.words == [1.0]
    assert all(figures.paragraphs)
    assert all(figures.rows)


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir()))
def test_what_was_read_is_found_again_in_its_text(name: str) -> None:
    found = read_source(Source(FILES / name, "d"), IngestSettings())
    assert outline(found.document) == list(found.parsed.blocks)


def test_pages_running_heads_and_notes_of_a_pdf() -> None:
    document = read("protokoll.pdf")
    text = document.text

    assert document.title == "Protokoll från styrgruppen för Framtidens fordon"
    assert len(document.pages) == 3
    assert [document.page(text.index(words)) for words in ("§ 11", "§ 14 Beslut", "§ 15")] == [
        1,
        2,
        3,
    ]
    assert document.page(0) == 1
    assert document.page(len(text)) == 3
    assert text.count("Tillväxt och regional planering") == 1
    assert "22 fler än planerat. Utbyggnaden" in text
    assert "\n\nUppgiften avser publika laddpunkter" in text


def test_columns_are_read_one_after_the_other() -> None:
    text = read("nyhetsbrev.pdf").text

    headings = [line.strip("# ") for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "Nytt från Fordonsregionen, nummer 2, 2024",
        "Rekordmånga söker till batteriutbildningen",
        "Vätgasmacken öppnar i september",
        "Självkörande bussar får vänta",
        "Kalender",
    ]


def test_slides_are_pages_with_their_titles_and_the_words_of_the_speaker() -> None:
    document = read("bilder.pptx")

    assert len(document.pages) == 4
    assert document.page(document.text.index("Fyra av elva")) == 2
    assert "  - målet för 2026 är 900" in document.text
    assert document.text.endswith("Påminn om att elnätsbolaget måste lämna besked före midsommar.")


def test_cells_show_what_the_sheet_shows_behind_the_words_that_head_them() -> None:
    text = read("budget.xlsx").text

    assert (
        "| Laddinfrastruktur | Budget 2023: 12 500 | Budget 2024: 14 250 | Andel: 47,5 % |" in text
    )
    assert "| Region Stockholm | Belopp: 18 000 | Utbetalas: 2024-02-01 |" in text


def test_properties_of_files() -> None:
    found = {name: read(name) for name in ("beslut.docx", "kort.odt", "kort.epub")}

    assert {document.language for document in found.values()} == {"sv"}
    assert found["kort.odt"].published == found["beslut.docx"].published == "2024-03-14"
    assert found["kort.epub"].title == "Projektkort: Cirkulära batterier"
