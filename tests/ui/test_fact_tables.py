"""Facts as rows: what is grouped, how it is sorted, and how it reads in each language."""

from __future__ import annotations

import pytest

from assistant.composition.fact_text import alphabetical, cell_text, told
from assistant.facts.schema import FIELDS_OF
from assistant.messages.facts_page import CAPACITIES, FACTS, KINDS
from assistant.models.answers import Language
from assistant.models.documents import Document, Fact
from ingest.facts import kinds
from ui.fact_tables import MOST_ROWS, SECTION_OF, SECTIONS, Order, Table, tables

DOCUMENTS = {
    "a": Document(
        "a", "Protokoll", "x" * 99, "a.txt", published="2024-01", url="https://a.example"
    ),
    "b": Document("b", "Minutes", "x" * 99, "b.txt", language="en"),
}


def fact(kind: str, document: str = "a", **fields: str) -> Fact:
    return Fact(document, 0, 9, "xxxxxxxxx", kind, {k.rstrip("_"): v for k, v in fields.items()})


def shown(*facts: Fact, order: Order | None = None, language: Language = "sv") -> list[Table]:
    return tables(facts, DOCUMENTS, language, "/sub", order or Order())


def column(table: Table, name: str) -> list[str]:
    place = table.columns.index(name)
    return [row.cells[place].text for row in table.rows]


def test_every_kind_capacity_and_column_has_words_in_both_languages() -> None:
    assert set(KINDS) == set(SECTION_OF) == set(FIELDS_OF) == set(kinds.FactKind)
    assert set(CAPACITIES) == set(kinds.Capacity)
    for words in FACTS.values():
        assert set(words.sections) == set(SECTIONS)
        fields = (*SECTIONS.values(), *FIELDS_OF.values())
        assert set(words.columns) == {name for names in fields for name in names}


def test_people_come_first_and_empty_sections_are_left_out() -> None:
    found = shown(fact("amount", value="30", unit="SEK"), fact("person", name="Eva Ek"))
    assert [table.key for table in found] == ["people", "figures"]


def test_one_fact_in_two_documents_is_one_row_with_two_sources() -> None:
    first = fact("owner", organisation="KTH", subject="Fordonsdalen")
    again = fact("owner", "b", organisation="kth", subject="fordonsdalen")
    other = fact("funder", organisation="KTH", subject="Fordonsdalen")
    (table,) = shown(first, again, other)
    assert table.total == 2
    assert [source.document.id for source in table.rows[0].sources] == ["a", "b"]
    assert table.rows[0].sources[1].quotes[0][1].startswith("/sub/dokument/b?start=0&end=9&")
    assert table.rows[0].copied.splitlines() == [
        "Ägare (Fordonsdalen): KTH.",
        "Källa: Protokoll, januari 2024, https://a.example: ”xxxxxxxxx”",
        "Källa: Minutes: ”xxxxxxxxx”",
    ]


def test_title_and_leadership_of_one_person_are_one_row() -> None:
    (table,) = shown(
        fact("person", name="Eva Ek", role="råd", capacity="other"),
        fact("person", name="eva ek", group="gruppen", capacity="leader"),
        fact("person", name="Bo Al", organisation="KTH"),
        fact("person", name="Bo Al", organisation="Scania"),
    )
    assert column(table, "role") == ["råd", "", ""]
    assert column(table, "capacity") == ["ledare", "", ""]
    assert table.rows[0].told == "Eva Ek, råd (ledare, gruppen)"
    (source,) = table.rows[0].sources
    assert len(source.quotes) == 2
    assert column(table, "organisation") == ["", "KTH", "Scania"]


def test_dates_are_written_out_and_sort_as_dates() -> None:
    periods = [fact("period", subject=at, to=at) for at in ("2022-12", "2021-04-09", "2022")]
    (table,) = shown(*periods, order=Order("periods", "to"))
    assert column(table, "to") == ["9 april 2021", "2022", "december 2022"]


def test_words_of_a_document_keep_its_language_and_ours_that_of_the_page() -> None:
    (table,) = shown(fact("person", "b", name="Eva Ek", role="chair", capacity="leader"))
    languages = {cell.column: cell.language for cell in table.rows[0].cells}
    assert languages["role"] == "en"
    assert languages["capacity"] == "sv"


@pytest.mark.parametrize("descending", [False, True])
def test_names_sort_as_in_swedish_and_empty_ones_last(descending: bool) -> None:
    names = ["Öst", "Zorn", "ek", "Éa", "Ärm", "Åsa"]
    people = [fact("person", name=name, role=name) for name in names] + [fact("person", name="X")]
    (table,) = shown(*people, order=Order("people", "role", descending))
    expected = ["Éa", "ek", "Zorn", "Åsa", "Ärm", "Öst"]
    assert column(table, "role") == [*(expected[::-1] if descending else expected), ""]


def test_values_sort_as_numbers() -> None:
    figures = [fact("amount", value=value, unit="SEK") for value in ("100", "9", "33.3")]
    (table,) = shown(*figures, order=Order("figures", "value"))
    assert column(table, "value") == ["9\xa0kr", "33,3\xa0kr", "100\xa0kr"]


def test_without_an_order_rows_stand_as_in_the_documents() -> None:
    (table,) = shown(fact("person", name="B"), fact("person", name="A"))
    assert column(table, "name") == ["B", "A"]


def test_a_page_shows_so_many_rows_and_tells_of_the_rest() -> None:
    people = [fact("person", name=f"{number:04}") for number in reversed(range(MOST_ROWS + 7))]
    (table,) = shown(*people, order=Order("people", "name"))
    assert (len(table.rows), table.total) == (MOST_ROWS, MOST_ROWS + 7)
    assert table.rows[0].cells[0].text == "0000"


@pytest.mark.parametrize(
    ("given", "swedish", "english"),
    [
        (
            fact("amount", value="15700000", unit="SEK"),
            "15\xa0700\xa0000\xa0kr",
            "15,700,000\xa0SEK",
        ),
        (fact("amount", value="5", unit="EUR"), "5\xa0EUR", "5\xa0EUR"),
        (fact("amount", value="ett tiotal"), "ett tiotal", "ett tiotal"),
    ],
)
def test_values_are_written_as_the_language_does(given: Fact, swedish: str, english: str) -> None:
    assert cell_text(given, "value", "sv") == swedish
    assert cell_text(given, "value", "en") == english


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (
            fact(
                "person",
                name="Eva Ek",
                role="vd",
                organisation="KTH",
                group="rådet",
                capacity="member",
                party="S",
                substitute_for="Bo Al",
            ),
            "Eva Ek (S), vd, KTH (medlem, ersätter Bo Al, rådet)",
        ),
        (fact("person", name="Eva Ek"), "Eva Ek"),
        (fact("goal", goal="bli bäst", subject="rådet"), "Mål (rådet): bli bäst"),
        (fact("period", from_="2021", to="2023"), "Period: från 2021 till 2023"),
        (fact("period", to="2023", subject="Rådet"), "Period (Rådet): till 2023"),
        (fact("amount", value="14", unit="EUR", of="resan"), "Belopp (resan): 14\xa0EUR"),
    ],
)
def test_a_fact_in_one_line_says_what_it_is(given: Fact, line: str) -> None:
    assert told(given, "sv") == line


def test_alphabetical_ignores_case_and_foreign_accents() -> None:
    assert alphabetical("ÉVA") == alphabetical("eva")
