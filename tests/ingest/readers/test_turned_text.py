"""Words of a PDF that run up, down or askew, three columns, and pages with many rules."""

from __future__ import annotations

import pytest

from ingest.readers.parsed import Options
from ingest.readers.pdf import read
from tests.ingest.readers.files import Text, pdf, pdf_of

LEVEL, UP, OVER, DOWN, ASKEW = "1 0 0 1", "0 1 -1 0", "-1 0 0 -1", "0 -1 1 0", "0.8 0.6 -0.6 0.8"
BODY = ("Projektet prövar hur tunga fordon kan laddas i hamnen och", "på vägen dit under tre år.")


def put(words: str, left: float, height: float, matrix: str = LEVEL, size: int = 11) -> bytes:
    told = words.encode("cp1252")
    return b"BT /F %d Tf %s %g %g Tm (%s) Tj ET\n" % (size, matrix.encode(), left, height, told)


def body(top: float = 700) -> bytes:
    return b"".join(put(line, 80, top - 14 * place) for place, line in enumerate(BODY))


def told(*pages: bytes) -> str:
    return read(pdf_of(pages), Options()).text


@pytest.mark.parametrize(
    ("matrix", "left", "height"),
    [(UP, 40, 300), (OVER, 400, 600), (DOWN, 40, 700), (ASKEW, 150, 250)],
)
def test_words_in_another_direction_stay_whole(matrix: str, left: float, height: float) -> None:
    text = told(body() + put("Foto Anna Ek, Region Söder", left, height, matrix))

    assert text == f"{' '.join(BODY)}\n\nFoto Anna Ek, Region Söder"


def test_lines_in_another_direction_are_read_in_their_order() -> None:
    turned = put("Utsläppen har minskat med", 300, 200, UP) + put(
        "en tredjedel sedan 2010.", 314, 200, UP
    )

    assert told(body() + turned).endswith("\n\nUtsläppen har minskat med en tredjedel sedan 2010.")


def test_a_sentence_goes_on_past_words_up_the_margin() -> None:
    first = put("Projektet prövar hur tunga fordon kan laddas i hamnen och", 80, 100)

    text = told(
        first + put("Utkast av Bo Ek", 40, 300, UP), put("på vägen dit under tre år.", 80, 700)
    )

    assert text == f"{' '.join(BODY)}\n\nUtkast av Bo Ek"


def test_what_stands_up_the_margin_of_every_page_is_read_once() -> None:
    pages = [body() + put("Region Söder 2025", 40, 300, UP) for _ in range(4)]

    assert told(*pages).count("Region Söder 2025") == 1


def test_a_table_that_lies_on_its_side_has_its_rows() -> None:
    rows = [("Post", "Budget", "Utfall"), ("Konsulter", "1 100", "1 440"), ("Resor", "200", "180")]
    turned = b"".join(
        put(cell, 100 + 16 * row, 100 + 120 * column, UP)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    )

    assert "| Konsulter | Budget: 1 100 | Utfall: 1 440 |" in told(turned + put("12", 300, 30))


def test_three_columns_are_read_one_after_the_other() -> None:
    columns = [
        [f"spalt {name} rad {row} har flera ord" for row in range(12)]
        for name in ("ett", "två", "tre")
    ]
    page: list[Text] = [
        (left, 700 - 12 * row, 9, line)
        for left, lines in zip((50, 215, 380), columns, strict=True)
        for row, line in enumerate(lines)
    ]
    page[3] = (50, 664, 9, f"{columns[0][3]} ut till kan")  # Ends close to the next column.

    text = read(pdf([page]), Options()).text

    places = [
        text.index(f"spalt {name} rad {row} ")
        for name in ("ett", "två", "tre")
        for row in range(12)
    ]
    assert places == sorted(places)
    assert "|" not in text
    assert "ut till kan spalt två" not in text


def test_numbers_of_chapters_stay_beside_their_names() -> None:
    names = [f"Hur verksamhet nummer {row} ska bedrivas framöver" for row in range(12)]
    page: list[Text] = []
    for row, name in enumerate(names):
        indent = 18 * (row % 2)
        page += [(50 + indent, 700 - 12 * row, 9, f"{row}.{row}"), (110, 700 - 12 * row, 9, name)]

    text = read(pdf([page]), Options()).text

    for row, name in enumerate(names):
        assert any(f"{row}.{row}" in line and name in line for line in text.splitlines())


def test_type_without_a_size_to_speak_of_is_read() -> None:
    assert (
        told(put("Projektet leds av Bo Ek.", 80, 700, "0.01 0 0 0.01"))
        == "Projektet leds av Bo Ek."
    )


def test_a_title_that_is_no_text_keeps_nothing_else_from_being_read() -> None:
    data = pdf(
        [[(80, 700, 11, "Projektet leds av Bo Ek.")]], about="/Title<FEFFD800>/ModDate(D:20250303)"
    )

    assert read(data, Options()).text == "Projektet leds av Bo Ek."


def test_a_report_with_many_rules_is_read_to_its_end() -> None:
    rules = b"".join(b"%d %d m %d %d l S\n" % (50, n, 90, n) for n in range(100, 740, 3))
    pages = [rules + put(f"Sida {number} handlar om hamnen.", 120, 500) for number in range(130)]

    parsed = read(pdf_of(pages), Options())

    assert not parsed.unread
    assert len(parsed.pages) == 130
