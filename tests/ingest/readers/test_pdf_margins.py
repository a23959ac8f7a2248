"""What stands in the margins of the pages of a PDF: heads, feet and numbers, or the text itself."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.readers.parsed import Options
from ingest.readers.pdf import read
from tests.ingest.readers.files import Text, pdf
from tests.ingest.readers.test_pdf import BODY, lines, told


def test_a_paragraph_goes_on_behind_running_heads_on_the_next_page() -> None:
    def page(number: int, words: Sequence[str]) -> list[Text]:
        head, foot = (60.0, 810.0, 9.0, "Region Söder"), (500.0, 30.0, 9.0, f"Sida {number} (3)")
        return [head, *lines(words), foot]

    parsed = told(page(1, BODY[:1]), page(2, BODY[1:]), page(3, ["Slut."]))

    assert "hamnen och på vägen dit." in parsed.text
    assert "\n\nRegion Söder\n\nSida 1 (3)" in parsed.text
    assert parsed.text[parsed.pages[1] :].startswith("på vägen dit.")
    assert parsed.text[parsed.pages[2] :] == "Slut."


def test_what_begins_a_page_and_has_numbers_of_its_own_is_no_running_head() -> None:
    def page(number: int, paragraph: int, amount: int) -> list[Text]:
        foot = (300.0, 30.0, 9.0, f"Dnr 2025/7 sida {number + 44} (90)")
        row = [(60.0, 790.0, 10.0, "Hyra"), (300.0, 790.0, 10.0, f"{amount}")]
        return [(60.0, 810.0, 10.0, f"§ {paragraph} Budget"), *row, *lines(BODY[:1]), foot]

    parsed = told(page(1, 12, 310), page(2, 19, 540), page(3, 20, 980))

    for words in ("§ 12 Budget", "§ 19 Budget", "§ 20 Budget", "310", "540", "980"):
        assert words in parsed.text
    assert parsed.text.count("Dnr 2025/7") == 1


@pytest.mark.parametrize("numbers", [(45, 46, 47, 48), (45, 47, 50, 51)])
def test_a_paragraph_that_begins_each_page_of_minutes_is_told_with_its_number(
    numbers: Sequence[int],
) -> None:
    def page(number: int, paragraph: int) -> list[Text]:
        foot = (300.0, 30.0, 9.0, f"Sida {number} (4)")
        return [(60.0, 815.0, 12.0, f"§ {paragraph}"), *lines(BODY), foot]

    text = told(*(page(number, paragraph) for number, paragraph in enumerate(numbers, 1))).text

    assert all(f"§ {each}" in text for each in numbers)
    assert text.count("Sida") == 1


def test_the_name_of_a_row_that_begins_several_pages_stands_with_its_number() -> None:
    def page(number: int, amount: int) -> list[Text]:
        head = [(60.0, 820.0, 9.0, "Budget för hamnen"), (500.0, 820.0, 9.0, f"{number} (3)")]
        row = [(60.0, 790.0, 10.0, "Summa"), (300.0, 790.0, 10.0, f"{amount}")]
        return [*head, *row, *lines(BODY[:1])]

    text = told(page(1, 310), page(2, 540), page(3, 980)).text

    assert text.count("Summa") == 3
    assert text.count("Budget för hamnen") == 1


def test_numbers_of_pages_may_begin_anew_where_files_were_put_together() -> None:
    numbers = [*range(1, 11), *range(1, 7)]
    text = told(*([*lines(BODY), (300.0, 30.0, 9.0, f"Sida {each}")] for each in numbers)).text

    assert text.count("Sida") == 1


def test_a_head_beside_numbers_of_many_short_files_is_read_once() -> None:
    numbers = ["1(2)", "2(2)", "1(1)", "1(3)", "2(3)", "3(3)"]
    text = told(
        *(
            [(60.0, 820.0, 9.0, "Region Söder"), (500.0, 820.0, 9.0, each), *lines(BODY)]
            for each in numbers
        )
    ).text

    assert text.count("Region Söder\n") == 1


NAMES = ("Anna Lind", "Bo Ek", "Cecilia Dal", "David Vik", "Eva Holm", "Filip Sten")
COLUMNS = (60.0, 220.0, 330.0, 440.0)
RUNNING: list[Text] = [(60.0, 820.0, 11.0, "Region Söder"), (500.0, 820.0, 11.0, "Dnr 17")]


def rows(page: int, top: float) -> list[Text]:
    """The head of a table and two of its rows."""
    told = [("Namn", "Uppdrag", "Budget", "Utfall")]
    told += [
        (NAMES[n], "Ledamot", f"{n + 1} 400", f"{n + 1} 100") for n in (2 * page, 2 * page + 1)
    ]
    return [
        (left, top - 15 * at, 11.0, cell)
        for at, row in enumerate(told)
        for left, cell in zip(COLUMNS, row, strict=True)
    ]


@pytest.mark.parametrize("running", [[], RUNNING])
@pytest.mark.parametrize("begin", [700.0, 780.0])
def test_the_head_of_a_table_on_each_page_is_no_running_head(
    running: list[Text], begin: float
) -> None:
    first = rows(0, begin)
    text = told(*([*running, *page] for page in (first, rows(1, 780), rows(2, 780)))).text

    assert text.index("| Namn | Uppdrag | Budget | Utfall |\n| Anna Lind |") >= 0
    for number, name in enumerate(NAMES, 1):
        assert f"| {name} | Ledamot | Budget: {number} 400 | Utfall: {number} 100 |" in text
    assert text.count("Region Söder") == bool(running)


def test_the_head_of_a_table_with_rules_on_each_page_is_no_running_head() -> None:
    across = b"".join(b"50 %d m 540 %d l S\n" % (y, y) for y in (795, 760, 730, 700))
    down = b"".join(b"%d 700 m %d 795 l S\n" % (x, x) for x in (50, 215, 325, 435, 540))

    def page(number: int) -> list[Text]:
        # Words of a head lie in the middle of a high row, and so far from those below.
        heads, *others = (rows(number, 775)[at : at + 4] for at in (0, 4, 8))
        return [
            *heads,
            *((x, y - 20 - 15 * n, s, t) for n, o in enumerate(others) for x, y, s, t in o),
        ]

    text = read(pdf([page(0), page(1), page(2)], across + down), Options()).text

    assert text.count("| Namn | Uppdrag | Budget | Utfall |") == 3
    assert text.count("| Budget: ") == 6


@pytest.mark.parametrize("begins", [("Sökande",) * 4, ("Mål 1", "Mål 2", "Mål 3", "Mål 4")])
def test_what_each_page_begins_with_right_above_its_text_is_read_there(
    begins: Sequence[str],
) -> None:
    pages = [
        [(60.0, 780.0, 11.0, begin), *lines(["Anna Lind ansöker.", *BODY], top=762)]
        for begin in begins
    ]
    parsed = told(*pages)

    assert [
        parsed.text[at:].startswith(f"{begin}\n\nAnna")
        for at, begin in zip(parsed.pages, begins, strict=True)
    ] == [True] * 4


@pytest.mark.parametrize("top", [762.0, 740.0])
def test_years_with_which_pages_begin_are_no_numbers_of_pages(top: float) -> None:
    pages = [
        [(60.0, 780.0, 11.0, f"Budget {year}"), *lines(["Region Söder får mer.", *BODY], top=top)]
        for year in (2024, 2025, 2026)
    ]
    text = told(*pages).text

    assert all(f"Budget {year}\n\nRegion" in text for year in (2024, 2025, 2026))


def test_numbers_that_are_none_of_pages_are_told_where_they_are_left_out() -> None:
    pages = [
        [(60.0, 810.0, 8.0, f"Tidskrift för hamnar {number}"), *lines(BODY)]
        for number in (1201, 1202, 1203)
    ]
    parsed = told(*pages)

    assert parsed.text.count("Tidskrift") == 1
    assert parsed.left_out == "Tidskrift för hamnar 1202 Tidskrift för hamnar 1203"


def test_what_text_goes_on_across_is_a_running_head_also_right_above_it() -> None:
    def page(words: Sequence[str]) -> list[Text]:
        return [(60.0, 780.0, 11.0, "Region Söder"), *lines(words, top=766)]

    parsed = told(page(BODY[:1]), page(BODY[1:]))

    assert "hamnen och på vägen dit." in parsed.text
    assert parsed.text.removesuffix("\n\nRegion Söder").endswith("december 2027.")


def test_a_running_head_stands_on_the_first_page_that_has_it() -> None:
    head = [(60.0, 810.0, 9.0, "Region Söder"), (500.0, 810.0, 9.0, "2024-03-01")]
    parsed = told(
        lines(["Årsrapport"], top=500, size=22),
        [*head, *lines(BODY)],
        [*head, *lines(["Slut."])],
    )

    for words in ("Region Söder\n", "2024-03-01"):
        assert parsed.pages[1] < parsed.text.index(words) < parsed.pages[2]
        assert parsed.text.count(words) == 1


def test_a_table_goes_on_behind_a_running_head_that_comes_first_where_it_begins() -> None:
    head = [(60.0, 815.0, 9.0, "Region Söder")]
    text = told(
        lines(["Årsrapport"], top=500, size=22), [*head, *rows(0, 700)], [*head, *rows(1, 700)[4:]]
    ).text

    assert "| Cecilia Dal | Ledamot | Budget: 3 400 | Utfall: 3 100 |" in text
    assert text.count("Region Söder") == 1
