"""What stands in the margins of the pages of a PDF: heads, feet and numbers, or the text itself."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.ingest.readers.files import Text
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
