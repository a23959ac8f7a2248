"""What a page of a PDF is made of, on pages that are set word by word."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from assistant.errors import SourceError
from assistant.settings import IngestSettings
from ingest.readers.parsed import Options, Parsed
from ingest.readers.pdf import read
from tests.ingest.readers.files import Text, pdf, pdf_of

LOCKED = Path(__file__).parents[2] / "data" / "locked"
BODY = (
    "Projektet prövar hur tunga fordon kan laddas i hamnen och",
    "på vägen dit. Det leds av Astrid Lindqvist på Region Söder-",
    "manland och pågår till december 2027.",
)


def lines(words: Sequence[str], left: float = 60, top: float = 700, size: float = 11) -> list[Text]:
    return [(left, top - 14 * place, size, line) for place, line in enumerate(words)]


def told(*pages: list[Text], about: str = "") -> Parsed:
    return read(pdf(pages, about=about), Options())


def test_what_was_typed_onto_a_page_is_read() -> None:
    shown = b"BT /F 12 Tf %d %d Td (%s) Tj ET"
    data = pdf_of([shown % (60, 700, b"Blankett")], typed=shown % (5, 10, b"Ifylld av Bo Ek"))
    assert read(data, Options()).text == "Blankett\n\nIfylld av Bo Ek"


def test_lines_are_joined_and_broken_words_mended() -> None:
    parsed = told(lines(BODY))

    assert parsed.text == (
        "Projektet prövar hur tunga fordon kan laddas i hamnen och på vägen dit. Det leds av Astrid"
        " Lindqvist på Region Södermanland och pågår till december 2027."
    )
    assert parsed.pages == (0,)


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("Maj-", "Britt leder", "Maj-Britt leder"),
        ("in-", "och utfart", "in- och utfart"),
        ("EU-", "projekt", "EU-projekt"),
        ("150-", "årsjubileum", "150-årsjubileum"),
        ("e-", "tjänst", "e-tjänst"),
    ],
)
def test_hyphens_that_belong_to_words_stay(first: str, second: str, joined: str) -> None:
    words = [f"Ord som fyller hela raden ut till kanten så att den bryts vid {first}", second]

    assert told(lines(words)).text.endswith(joined)


def test_headings_are_told_by_the_size_of_their_type() -> None:
    page = [
        *lines(["Årsrapport"], top=760, size=22),
        *lines(["Mål"], top=725, size=15),
        *lines(BODY),
    ]

    assert told(page).text.startswith("# Årsrapport\n\n## Mål\n\nProjektet prövar")


def test_rules_part_the_cells_of_a_table_also_where_words_stand_close() -> None:
    across = b"".join(b"60 %d m 360 %d l S\n" % (y, y) for y in (700, 680, 660))
    down = b"".join(b"%d 660 m %d 700 l S\n" % (x, x) for x in (60, 160, 260, 360))
    row = [
        (62.0, 685.0, 10.0, "Verksamhet i"),
        (162.0, 685.0, 10.0, "2023"),
        (262.0, 685.0, 10.0, "2024"),
    ]
    values = [
        (62.0, 665.0, 10.0, "Laddning"),
        (162.0, 665.0, 10.0, "12"),
        (262.0, 665.0, 10.0, "14"),
    ]

    parsed = read(pdf([[*row, *values]], across + down), Options())

    assert parsed.text == "| Verksamhet i | 2023 | 2024 |\n| Laddning | 2023: 12 | 2024: 14 |"


def test_a_title_that_the_text_does_not_bear_out_is_not_used() -> None:
    template = told(lines(BODY), about="/Title(Microsoft Word - utkast3.doc)")
    own = told(lines(BODY), about="/Title(Tunga fordon i hamnen)/CreationDate(D:20240314090000Z)")

    assert template.metadata.title is None
    assert (own.metadata.title, own.metadata.published) == ("Tunga fordon i hamnen", "2024-03-14")


PICTURE = b"q 500 0 0 700 50 50 cm /I Do Q"


def test_type_that_is_turned_twice_or_stands_nowhere_is_read_or_passed_over() -> None:
    turned = b"".join(
        b"BT /F -11 Tf -1 0 0 -1 60 %d Tm (Rad nummer %d.) Tj ET\n" % (700 - 14 * n, n)
        for n in range(12)
    )
    nowhere = b"BT /F 11 Tf 1 0 0 1 1e39 -1e39 Tm (Ord.) Tj ET\n"

    text = read(pdf_of([turned + nowhere]), Options()).text

    assert text.startswith("Rad nummer 0. Rad nummer 1.")


def test_a_scan_is_told_with_the_remedy() -> None:
    with pytest.raises(
        SourceError, match=r"^its pages are pictures of text; .*ocrmypdf.* ingest\.ocr"
    ):
        read(pdf_of([PICTURE]), Options())


def test_pages_that_are_pictures_amid_others_are_told() -> None:
    text = b"BT /F 11 Tf 1 0 0 1 60 700 Tm (Bara denna sida har text.) Tj ET"

    parsed = read(pdf_of([text, PICTURE, PICTURE]), Options())

    assert parsed.text == "Bara denna sida har text."
    assert str(parsed.unread[0]).startswith("pages 2, 3 are pictures and not read; make their text")


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract")
def test_a_scan_is_read_where_the_settings_say_so() -> None:
    page = pypdfium2.PdfDocument(pdf([lines(["The project is led by Astrid Lindqvist."], size=16)]))
    scan = BytesIO()
    page[0].render(scale=3, grayscale=True).to_pil().save(scan, "PDF", resolution=216)

    settings = IngestSettings(ocr=True, ocr_languages="eng")
    parsed = read(scan.getvalue(), Options(settings))

    assert parsed.text == "The project is led by Astrid Lindqvist."


def test_where_tesseract_is_missing_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(SourceError, match="tesseract is not installed; install it"):
        read(pdf_of([PICTURE]), Options(IngestSettings(ocr=True)))


def test_what_is_damaged_or_locked_is_told_in_a_line() -> None:
    whole = pdf([lines(BODY)])

    for data in (b"%PDF-1.4", whole[: len(whole) // 2], b"\x00" * 1000):
        with pytest.raises(SourceError, match=r"^it is damaged, or no PDF; save"):
            read(data, Options())


def test_a_file_that_anyone_may_open_is_read_and_one_with_a_password_is_told() -> None:
    """Both are locked with AES-256, the first with an empty password for its readers."""
    assert read((LOCKED / "anyone.pdf").read_bytes(), Options()).text == (
        "Projektet leds av Anna Ek i Norrby."
    )
    with pytest.raises(SourceError, match="locked with a password; save it without one"):
        read((LOCKED / "password.pdf").read_bytes(), Options())


def test_pages_without_end_are_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.pdf.most_characters", lambda _: 1_000)

    parsed = told(*[lines(BODY)] * 30)

    assert len(parsed.pages) == 7
    assert tuple(map(str, parsed.unread)) == ("its pages behind number 7 are not read; split it",)


BESIDE = [
    "Hamnen omsatte 38 miljoner kronor och",
    "sysselsatte fyrtio personer i tre skift.",
    "Bolaget leds sedan i mars av direktören",
    "Ulla Frid, som tillträdde i mars förra året och som bor i Norrby.",
    "Kajen byggs ut i två etapper, av vilka den första står klar i maj.",
]
BOX = ["Fakta: Hamnen ägs av", "Norrby kommun."]


@pytest.mark.parametrize("drawn", [b"260 672 200 40 re S\n", b".9 g 260 672 200 40 re f 0 g\n"])
def test_a_box_beside_a_paragraph_stands_below_it(drawn: bytes) -> None:
    box = [(265.0, height, 11.0, words) for height, words in zip((697, 683), BOX, strict=True)]

    page = read(pdf([[*lines(BESIDE), *box]], drawn), Options())

    assert page.text == (
        "Hamnen omsatte 38 miljoner kronor och sysselsatte fyrtio personer i tre skift. Bolaget leds sedan"
        " i mars av direktören Ulla Frid, som tillträdde i mars förra året och som bor i Norrby.\n\n"
        "Fakta: Hamnen ägs av Norrby kommun.\n\n"
        "Kajen byggs ut i två etapper, av vilka den första står klar i maj."
    )


def test_words_that_are_marked_by_colour_stay_in_their_line() -> None:
    drawn = b"1 1 0 rg 130 696 60 14 re f 0 g\n"

    page = read(pdf([lines(BESIDE)], drawn), Options())

    assert page.text.startswith("Hamnen omsatte 38 miljoner kronor och sysselsatte")


def test_a_round_bullet_that_looks_like_a_letter_stands_apart_from_its_item() -> None:
    items = ["Gruppen prövar laddning i hamnen", "Gruppen mäter nytta i Norrby"]
    marks = [(60.0, height, 11.0, "o") for height in (700.0, 686.0)]
    page = read(pdf([[*marks, *lines(items, left=80)]]), Options())

    assert page.text == "- Gruppen prövar laddning i hamnen\n- Gruppen mäter nytta i Norrby"


def table(*rows: str) -> str:
    """Rows whose cells are parted by bars, without rules, as they are read."""
    cells = [
        (left, 700.0 - 14 * place, 11.0, words)
        for place, row in enumerate(rows)
        for left, words in zip((60.0, 250.0, 350.0), map(str.strip, row.split("|")), strict=False)
        if words
    ]
    return read(pdf([cells]), Options()).text


def test_a_number_beside_an_empty_cell_stands_behind_the_head_above_it() -> None:
    rows = ["Post | Budget | Utfall", "Skola | 21 | 22", "Vård | 25 |", "Väg | | 26"]

    assert table(*rows) == (
        "| Post | Budget | Utfall |\n| Skola | Budget: 21 | Utfall: 22 |\n| Vård | Budget: 25 |  |\n"
        "| Väg |  | Utfall: 26 |"
    )


def test_numbers_below_other_heads_of_a_table_have_none_of_the_first() -> None:
    text = table(
        "Post | Budget | Utfall", "Skola | 21 | 22", "Post | Plan | Prognos", "Väg | 27 | 28"
    )

    assert text.splitlines()[-1] == "| Väg | 27 | 28 |"


def test_a_cell_that_stands_below_two_heads_has_none() -> None:
    wide = "25 000 000 000 000 000 000"
    text = table("Post | Budget | Utfall", "Skola | 21 | 22", f"Vård | {wide} |", "Väg | 27 | 28")

    assert f"| Vård | {wide} |" in text


def test_few_words_spread_over_the_width_of_a_column_are_no_row() -> None:
    full = "Hamnen i Norrby byggs ut för de"
    words = [("större", 60.0), ("fartyg", 129.35), ("som", 198.1)]
    spread = [(left, 672.0, 11.0, word) for word, left in words]
    few = [(60.0, 658.0, 11.0, "Kommunstyrelsen"), (188.4, 658.0, 11.0, "väntar")]
    page = [
        *lines([full, full]),
        *spread,
        *few,
        *lines([full, full, full], top=644),
    ]

    assert "|" not in read(pdf([page]), Options()).text
    assert "större fartyg som" in read(pdf([page]), Options()).text
