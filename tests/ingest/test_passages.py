from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models.documents import Document, Passage
from ingest.headings import tidy
from ingest.passages import make_passages
from ingest.plain import plain_blocks


def passages(text: str, characters: int = 200) -> tuple[Passage, ...]:
    document = Document("id", "Titeln", text, "id.md")
    return make_passages(document, tidy(text, plain_blocks(text, 0)), characters)


def sentence(number: int) -> str:
    return f"Det här är mening nummer {number:03}."


def test_a_short_section_is_one_passage_under_its_heading() -> None:
    text = "Först. Sedan.\n\n# Mål\n\nVi ska växa.\n\nOch må bra."

    one, two = passages(text)

    assert (one.heading, one.text) == ("Titeln", "Först. Sedan.")
    assert (two.heading, two.text) == ("Mål", "Vi ska växa.\n\nOch må bra.")
    assert [s.text for s in two.sentences] == ["Vi ska växa.", "Och må bra."]


def test_passages_of_a_section_are_about_equally_long() -> None:
    text = " ".join(sentence(i) for i in range(21))

    found = passages(text, 200)

    lengths = [len(passage.text) for passage in found]
    assert len(found) == round(len(text) / 200)
    assert max(lengths) - min(lengths) <= len(sentence(0)) + 1
    assert [s.text for p in found for s in p.sentences] == [sentence(i) for i in range(21)]


def test_a_sentence_is_never_cut() -> None:
    long = "Deltagare är " + ", ".join(f"person {i}" for i in range(100)) + "."

    found = passages(f"Kort. {long} Kort igen.", 100)

    assert long in [s.text for p in found for s in p.sentences]


def test_a_break_between_paragraphs_is_preferred() -> None:
    text = " ".join(map(sentence, range(5))) + "\n\n" + " ".join(map(sentence, range(5, 9)))

    assert passages(text, 160)[1].text.startswith(sentence(5))


def test_a_list_stays_with_the_line_that_introduces_it() -> None:
    before = f"{sentence(1)} {sentence(2)}"
    items = "\n".join(f"- punkt {i}" for i in range(9))

    found = passages(f"{before}\n\nVi ska:\n\n{items}", 100)

    assert [p.text for p in found] == [before, f"Vi ska:\n\n{items}"]


def test_a_long_list_keeps_at_least_its_first_item_with_the_introduction() -> None:
    items = "\n".join(f"- det här är punkt nummer {i}" for i in range(30))

    found = passages(f"{sentence(1)}\n\nVi ska:\n\n{items}", 150)

    holding = next(p for p in found if "Vi ska:" in p.text)
    assert "nummer 0" in holding.text
    assert len(found) > 3


def test_a_passage_tells_all_that_it_stands_under() -> None:
    items = "\n".join(f"- Bolag nummer {number} i Södertälje" for number in range(20))
    text = f"# Titeln\n\n## Ledning\n\n### Styrgrupp\n\nI gruppen sitter:\n{items}\n\n## Kansli\n\nPå torget."
    first, *further, last = passages(text)
    assert first.text.startswith("I gruppen sitter:")
    assert (first.heading, first.above) == ("Styrgrupp", "Ledning > Styrgrupp")
    assert further
    assert {p.above for p in further} == {"Ledning > Styrgrupp > I gruppen sitter:"}
    assert (last.heading, last.above) == ("Kansli", "Kansli")


def test_rows_of_a_table_are_sentences_and_stay_with_their_header() -> None:
    rows = "\n".join(f"| Person {i} | ledamot. Ny. |" for i in range(3))

    (found,) = passages(f"| Namn | Roll |\n|---|---|\n{rows}", 200)

    assert [s.text for s in found.sentences] == [
        "Namn | Roll",
        *(f"Person {i} | ledamot. Ny." for i in range(3)),
    ]


@pytest.mark.parametrize(
    ("heading", "quotable"), [("Vi växer.", True), ("Bakgrund", False), ("Vem leder?", False)]
)
def test_a_heading_is_quotable_if_it_is_a_sentence(heading: str, quotable: bool) -> None:
    (found,) = passages(f"# {heading}\n\nText.")

    assert found.heading == heading
    assert [s.text for s in found.sentences] == [heading, "Text."][not quotable :]


@pytest.mark.parametrize(
    ("line", "quotable"),
    [
        ("Telefon 08-123 45 67", True),
        ("Medlemsavgift 500 kr per år", True),
        ("Sista ansökningsdag 15 mars 2026", True),
        ("Bakgrund", True),
        ("Hur länge pågår det?", False),
    ],
)
def test_a_line_that_only_looks_like_a_heading_heads_and_is_quoted(
    line: str, quotable: bool
) -> None:
    _, found = passages(f"# Mål\n\nVi växer.\n\n{line}\n\nVi svarar på vardagar.")

    assert found.above == f"Mål > {line}"
    assert [s.text for s in found.sentences] == [line, "Vi svarar på vardagar."][not quotable :]


@pytest.mark.parametrize("lines", [("Storgatan 5", "903 26 Umeå"), ("Vuxna 100 kr", "Barn 50 kr")])
def test_of_lines_in_a_row_that_look_like_headings_the_last_heads_what_follows(
    lines: tuple[str, str],
) -> None:
    first, second = lines
    _, row, below = passages(f"# Vi\n\nHär.\n\n{first}\n\n{second}\n\nVi svarar på vardagar.")

    assert [s.text for s in row.sentences] == [first, second]
    assert (row.heading, row.above) == ("Vi", "Vi")
    assert (below.text, below.above) == ("Vi svarar på vardagar.", f"Vi > {second}")


@pytest.mark.parametrize("behind", ["# Mer", "# Mer\n\nOm oss.", "| a | b |\n|---|---|\n| c | d |"])
def test_a_line_over_another_is_quoted_under_neither(behind: str) -> None:
    _, row, *_ = passages(f"# Vi\n\nHär.\n\nVuxna 100 kr\n\nBarn 50 kr\n\n{behind}")

    assert row.text == "Vuxna 100 kr\n\nBarn 50 kr"
    assert row.above == "Vi"


def test_a_question_below_a_line_heads_what_answers_it_alone() -> None:
    _, line, answer = passages(
        "# Vi\n\nHär.\n\nUmeå\n\nNär har ni öppet?\n\nVi svarar på vardagar."
    )

    assert (line.text, line.above) == ("Umeå", "Vi")
    assert (answer.text, answer.above) == ("Vi svarar på vardagar.", "Vi > När har ni öppet?")


def test_what_is_skipped_between_sentences_does_not_swell_a_passage() -> None:
    rules = "-----\n" * 100

    found = passages(f"Före.\n\n{rules}\n\nEfter.", 2000)

    assert [p.text for p in found] == ["Före.", "Efter."]


def test_no_text_no_passages() -> None:
    assert passages("# Bara rubrik\n\n-----\n") == ()


TEXTS = st.lists(
    st.sampled_from(
        [
            *("Kort mening.", "En något längre mening som handlar om bussar. Och en till!"),
            *("Vi ska:", "- ett\n- två. Tre.\n- fyra", "# Rubrik", "Rubrik", "Läs mer"),
            *("| a | b |\n|---|---|\n| c | d |", "> Citat. Slut.", "ord " * 60),
        ]
    ),
    max_size=15,
).map("\n\n".join)


@given(TEXTS, st.integers(100, 400))
def test_passages_are_true_slices_in_order(text: str, characters: int) -> None:
    document = Document("id", "T", text, "id.txt")
    blocks = tidy(text, plain_blocks(text, 0))

    found = make_passages(document, blocks, characters)

    for passage in found:
        assert passage.text == text[passage.start : passage.end]
        assert passage.start == passage.sentences[0].start
        assert passage.end == passage.sentences[-1].end
    every = [s for passage in found for s in passage.sentences]
    assert all(s.text == text[s.start : s.end] for s in every)
    assert all(one.end <= other.start for one, other in pairwise(every))
