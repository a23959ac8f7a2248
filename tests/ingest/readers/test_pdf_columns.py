"""Tables of a PDF in one of two columns, and with cells of running text."""

from __future__ import annotations

import pytest

from ingest.readers.parsed import Options
from ingest.readers.pdf import read
from ingest.readers.pdf.columns import in_reading_order
from ingest.readers.pdf.grids import Grid
from ingest.readers.pdf.lines import Line
from ingest.readers.pdf.tables import with_grids
from ingest.readers.pdf.words import Word
from tests.ingest.readers.files import Text, pdf
from tests.ingest.readers.test_pdf import told

WORDS = (
    "Projektet prövar hur tunga fordon laddas i",
    "hamnen och på vägen dit under tre år och med",
    "stöd av regionen som äger en del av marken",
    "där stolparna byggs av ett bolag i staden för",
    "de pengar som styrgruppen har fått av staten.",
)
OTHERS = tuple(words.replace("Projektet", "Styrelsen") for words in WORDS)


def set_in(left: float, top: float, words: tuple[str, ...]) -> list[Text]:
    return [(left, top - 13 * place, 10, line) for place, line in enumerate(words)]


def test_a_table_in_one_column_does_not_cut_the_text_of_the_other() -> None:
    across = b"".join(b"50 %d m 270 %d l S\n" % (y, y) for y in (720, 701, 682, 663))
    down = b"".join(b"%d 663 m %d 720 l S\n" % (x, x) for x in (50, 160, 270))
    rows = [("Namn", "Roll"), ("Anna Ek", "Vd"), ("Bo Al", "Ledamot")]
    cells = [
        (left, 707.0 - 19 * at, 10.0, text)
        for at, row in enumerate(rows)
        for left, text in zip((55, 165), row, strict=True)
    ]
    left = [*set_in(50, 790, WORDS), *set_in(50, 640, WORDS)]
    right = [*set_in(310, 790, OTHERS), *set_in(310, 725, OTHERS), *set_in(310, 660, OTHERS)]

    text = read(pdf([[*left, *cells, *right]], across + down), Options()).text

    one, other = " ".join(WORDS), " ".join(OTHERS)
    table = "| Namn | Roll |\n| Anna Ek | Vd |\n| Bo Al | Ledamot |"
    assert text.replace("\n\n", " ").startswith(f"{one} {table} {one} {other}")


def described(top: float, name: str, words: tuple[str, ...]) -> list[Text]:
    named = [(50.0, top, 10.0, name), (150.0, top, 10.0, "Ledamot")] if name else []
    return [*named, *set_in(250, top, words)]


def test_rows_with_a_cell_of_many_lines_stay_rows_over_pages() -> None:
    head = [(50.0, 790.0, 10.0, "Namn"), (150.0, 790.0, 10.0, "Roll"), (250.0, 790.0, 10.0, "Om")]
    first = [*head, *described(777, "Anna Ek", WORDS), *described(712, "Bo Al", WORDS[:2])]
    second = [*head, *described(777, "", WORDS[2:]), *described(738, "Eva Ek", OTHERS)]

    text = told(first, second).text

    one, other = " ".join(WORDS), " ".join(OTHERS)
    assert text.split("\n") == [
        "| Namn | Roll | Om |",
        f"| Anna Ek | Ledamot | {one} |",
        f"| Bo Al | Ledamot | {one} |",
        f"| Eva Ek | Ledamot | {other} |",
    ]


def test_a_cell_goes_on_at_the_top_of_the_next_page() -> None:
    head = [(50.0, 790.0, 10.0, "Namn"), (150.0, 790.0, 10.0, "Roll"), (250.0, 790.0, 10.0, "Om")]
    first = [*head, *described(777, "Anna Ek", WORDS), *described(712, "Bo Al", WORDS[:2])]

    parsed = told(first, described(777, "", WORDS[2:]))

    assert parsed.text.endswith(f"| Bo Al | Ledamot | {' '.join(WORDS)} |")
    assert parsed.text[parsed.pages[1] :].startswith("stöd av regionen")


def test_names_beside_long_cells_are_those_of_rows_and_no_column() -> None:
    names = ("Uppdrag", "Ordförande", "Sekreterare", "Kassör", "Ledamöterna")
    page = [(50.0, 803.0, 10.0, "Post"), (150.0, 803.0, 10.0, "Om")]
    for at, name in enumerate(names):
        top = 790.0 - 65 * at
        page += [(50.0, top, 10.0, name), *set_in(150, top, WORDS)]

    assert told(page).text.split("\n") == [
        "| Post | Om |",
        *(f"| {name} | {' '.join(WORDS)} |" for name in names),
    ]


def boxed(*inside: str) -> str:
    beside = [
        "Bron över forsen byggs om nästa sommar och",
        "stängs för bilar i tre veckor från den tredje",
        "juli. Den som cyklar eller går kommer fram på",
        "en gångbro av trä som leds av kommunen själv.",
    ]
    rules = (
        b"330 690 m 530 690 l S 330 760 m 530 760 l S 330 690 m 330 760 l S 530 690 m 530 760 l S\n"
    )
    words = [*set_in(60, 740, tuple(beside)), *set_in(338, 740, inside)]
    return read(pdf([words], rules), Options()).text


def test_lines_of_a_box_that_begin_with_a_label_are_paragraphs() -> None:
    text = boxed("Byggstart: maj 2031", "Entreprenör: Forsbro AB", "Kostnad: 7 mnkr")

    assert text.endswith("Byggstart: maj 2031\n\nEntreprenör: Forsbro AB\n\nKostnad: 7 mnkr")


def test_running_text_of_a_box_stays_one_paragraph() -> None:
    inside = ("Den som vill veta mer kan ringa", "Forsbro AB på vardagar mellan nio och", "tolv.")

    assert boxed(*inside).endswith(" ".join(inside))


def line(text: str, left: float, foot: float, gap: float = 3.0) -> Line:
    """A line of words that are 5 points wide for each letter, so far apart."""
    words = list[Word]()
    for word in text.split():
        words.append(Word(word, left, left + 5.0 * len(word), foot, 10.0))
        left += 5.0 * len(word) + gap
    return Line(words)


def grid(left: float, right: float) -> Grid:
    return Grid(105.0, 150.0, left, right, (["Namn", "Roll"],), 10.0)


@pytest.mark.parametrize(("left", "is_last"), [(50.0, True), (400.0, False)])
def test_a_table_that_stands_alone_in_its_column_comes_in_the_order_of_columns(
    left: float, is_last: bool
) -> None:
    column = [line("Vi bygger i hamnen.", left, 100.0)]
    table = grid(200, 380)

    assert with_grids([column], [table]) == ([column, table] if is_last else [table, column])


@pytest.mark.parametrize(
    ("words", "before"), [(("Vi bygger", "i hamnen."), 2), (("Vi bygger.", "I hamnen."), 1)]
)
def test_a_table_amid_a_sentence_comes_behind_it(words: tuple[str, str], before: int) -> None:
    column = [line(each, 50, 100.0 + 16 * at) for at, each in enumerate(words)]
    below, table = line("Nytt stycke.", 50, 170.0), grid(40, 300)

    pieces = with_grids([[*column, below]], [table])

    assert pieces == [[*column, below][:before], table, [*column, below][before:]]


def test_a_line_with_a_word_across_the_gap_of_columns_stays_whole() -> None:
    body = [word for at in range(6) for left in (50, 300) for word in sides(left, 140.0 + 13 * at)]
    across = line(
        "Sammanställning av alla kommunernas gemensamma ansvarsfördelningar 2024", 50, 100, 9
    )

    found = in_reading_order([*across.words, *body])

    assert [each.text for each in found[0]] == [across.text]


def sides(left: float, foot: float) -> list[Word]:
    return line("Vi bygger ut den nya hamnen under våren", left, foot).words
