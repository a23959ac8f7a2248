"""Cards whose heading stands below other words of theirs."""

from __future__ import annotations

import pytest

from ingest.readers.webpage import read_page

CARDS = {
    "articles": "<article><i>2024-02-03</i><h2>Gatan grävs upp</h2><p>Gå runt.</p></article>",
    "items": "<li><div><time>2024-02-03</time></div><div><h2>Gatan grävs upp</h2><p>Gå runt.</p></div></li>",
    "an article in an item": "<li><p>2024-02-03</p><article><h2>Gatan grävs upp</h2><p>Gå runt.</p></article></li>",
    "a link": "<a class=k href=/g><span>2024-02-03</span><h2>Gatan grävs upp</h2><p>Gå runt.</p></a>",
    "beside another": "<div class='k stor'><b>2024-02-03</b><h2>Gatan grävs upp</h2><p>Gå runt.</p></div>",
    "parts below": "<section><p>2024-02-03</p><h2>Gatan grävs upp</h2><p>Gå runt.</p><h3>Varför</h3></section>",
    "a heading that is hidden": "<article><i>2024-02-03</i><h2 hidden>Utkast</h2><h2>Gatan grävs upp</h2><p>Gå runt.</p></article>",
}


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS.keys())
def test_words_above_the_heading_of_a_card_stand_below_it(card: str) -> None:
    other = card.replace("2024-02-03", "2024-03-09").replace("upp", "igen").replace(" stor", "")

    text = read_page(f"<main><h1>Nytt</h1><div>{card}{other}</div></main>").text

    assert text.startswith("# Nytt\n\n## Gatan grävs upp\n\n2024-02-03\n\nGå runt."), (
        "the first card"
    )
    assert "\n\n## Gatan grävs igen\n\n2024-03-09\n\nGå runt." in text, "the second card"
    assert text.count("2024") == 2
    assert text.count("## Gatan") == 2


APART = {
    "several of one level": "<article><p>Först.</p><h2>Ett</h2><p>A.</p><h2>Två</h2><p>B.</p></article>",
    "alone of its kind": "<div><p>Först.</p><h2>Ett</h2><p>A.</p></div>",
    "beside another kind": "<div class=a><p>Först.</p><h2>Ett</h2></div><div class=b><h2>Två</h2></div>",
    "words beside another kind": "<div class=a><p>Först. Och 2025</p><h2>Ett</h2></div>"
    "<div class=b><p>Sist 2026</p><h2>Två</h2></div>",
    "the title": "<article><p>Först.</p><h1>Ett</h1><p>A.</p></article>",
    "a text of its own": f"<article><p>Först. {'Det sägs mycket. ' * 30}</p><h2>Ett</h2></article>",
    "words beside it": 2 * "<ul><li>Först. Per Ås, ordförande<h3>Ett</h3>Eva Ek</li></ul>",
    "sentences": 2 * "<article><p>Först.</p><h2>Ett</h2><p>A.</p></article>",
    "an article alone": "<article><p>Först. Och 2025</p><h2>Ett</h2><p>A.</p></article>",
    "what opens": "<ul><li><p>Först.</p><h2><button aria-expanded=false>Ett</button></h2><p>A.</p></li></ul>",
}


@pytest.mark.parametrize("page", APART.values(), ids=APART.keys())
def test_words_that_are_of_no_card_stay_where_they_are(page: str) -> None:
    text = read_page(f"<main>{page}</main>").text

    assert 0 <= text.index("Först.") < text.index("# Ett")


@pytest.mark.parametrize("around", ["div", "p"])
def test_cards_within_a_line_that_stand_right_beside_each_other_are_rows(around: str) -> None:
    card = "<span class=k><b>{}</b><span>{}</span></span>"
    cards = card.format("Anna Ek", "Vd") + card.format("Bo Al", "Ekonom")

    apart = read_page(f"<main><{around}>{cards}</{around}></main>").text
    within = read_page(
        f"<main><{around}>{cards.replace('</span><span c', '</span> och <span c')}</main>"
    ).text

    assert apart == "| Anna Ek | Vd |\n\n| Bo Al | Ekonom |"
    assert "|" not in within


@pytest.mark.parametrize(("many", "is_row"), [(20, True), (31, False)])
def test_a_box_of_very_many_elements_is_no_row(many: int, is_row: bool) -> None:
    text = read_page(f"<main><div><p>Ordning</p><p>{'<i>a</i>' * many}</p></div></main>").text

    assert text.startswith("|") is is_row


def test_a_list_in_a_card_keeps_its_depth() -> None:
    card = "<li><p>Kl. 9</p><h3>Frukost</h3><ul><li>Gröt</li><li>Te</li></ul></li>"

    text = read_page(f"<main><h1>Dag</h1><ul>{card}{card}</ul></main>").text

    assert text.startswith("# Dag\n\n### Frukost\n\nKl. 9\n\n  - Gröt\n  - Te\n\n### Frukost")
