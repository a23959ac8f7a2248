from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from assistant.errors import SourceError
from assistant.models.documents import Document
from ingest.blocks import Kind
from ingest.headings import tidy
from ingest.metadata import Metadata
from ingest.passages import make_passages
from ingest.readers.parsed import Options, Parsed
from ingest.readers.webpage import read, read_page
from ingest.web.tree import parse_page

PAGE = """<!doctype html><html lang="sv-SE"><head><meta charset="utf-8">
<title>Nytt resecentrum byggs | Mälarstad kommun</title>
<link rel="canonical" href="https://malarstad.example/nyheter/resecentrum">
<meta property="article:published_time" content="2024-03-05T08:00:00+01:00"></head><body>
<header><a href="#main">Hoppa till innehåll</a><nav><ul><li><a href="/">Start</a></li>
<li><a href="/bygga">Bygga och bo</a></li></ul></nav></header>
<div id="cookies"><p>Vi använder kakor.</p><button>Godkänn</button></div>
<main id="main"><h1>Nytt resecentrum byggs</h1>
<p><strong>Kommunen bygger ett resecentrum.</strong> Det invigs den 1. maj 2026, bl.a. med tal av
<b>J. P. Andersson</b>.</p>
<h2>Styrgrupp</h2><p>I styrgruppen ingår:</p>
<ul><li>Ewa Lindgren, ordförande</li><li>Bo Alm, vice ordförande</li></ul>
<table><tr><th>Namn</th><th>Belopp</th></tr><tr><td>Vinnova</td><td>3 miljoner kronor</td></tr>
</table><dl><dt>Projekttid</dt><dd>2024–2026</dd><dt>Budget:</dt><dd>9 miljoner</dd></dl>
<p>Kontakta <a href="mailto:eva@malarstad.example">Eva Ek</a> för mer.</p></main>
<aside><h2>Relaterade nyheter</h2><ul><li><a href="/x">Ny skola</a></li></ul></aside>
<footer><p>Mälarstad kommun, 123 45 Mälarstad</p></footer></body></html>"""


def main(content: str) -> Parsed:
    return read_page(f"<html><body><main>{content}</main></body></html>")


def blocks(page: Parsed) -> list[tuple[Kind, str]]:
    return [(block.kind, page.text[block.start : block.end]) for block in page.blocks]


def test_keeps_the_content_and_not_what_is_around_it() -> None:
    text = read_page(PAGE).text

    assert text.startswith(
        "# Nytt resecentrum byggs\n\nKommunen bygger ett resecentrum. Det invigs"
    )
    assert "## Styrgrupp\n\nI styrgruppen ingår:\n\n- Ewa Lindgren, ordförande\n- Bo Alm" in text
    assert "| Vinnova | 3 miljoner kronor |" in text
    assert "Projekttid: 2024–2026" in text
    assert "Budget: 9 miljoner" in text
    assert "Kontakta Eva Ek för mer." in text
    for around in ("Start", "Bygga och bo", "kakor", "Hoppa", "Ny skola", "123 45", "**"):
        assert around not in text


PANELS = {
    "named, but not there": "<h3><button aria-controls='b'>Pris</button></h3><div><p>Det är gratis.</p></div>",
    "a larger heading": "<details><summary>Pris</summary><h2>När</h2><p>Det är gratis.</p></details>",
    "a larger heading behind": "<h3><button>Pris</button></h3><div><h2>När</h2><p>Det är gratis.</p></div>",
    "a larger heading in a tab": "<div><b role=tab aria-controls=a>Pris</b></div>"
    "<div role=tabpanel id=a><h2>När</h2><p>Gratis.</p></div>",
    "details in details": "<details><summary>Pris</summary><details><summary>Barn</summary><p>Gratis.</p>"
    "</details><p>Vi tar inget betalt.</p></details>",
    "named": "<h3><button aria-controls='a'>Pris</button></h3><div id='a' hidden><p>Det är gratis.</p></div>",
    "behind": "<h3><button aria-expanded='false'>Pris</button></h3><div><p>Det är gratis.</p></div>",
    "hidden": "<h3 class=a>Pris</h3><p style='display:none'>Det är gratis.</p>" * 2,
    "in a wrapper": "<div><div><h3><button data-toggle=collapse data-target='#a'>Pris</button></h3></div>"
    "<div id=a><p>Det är gratis.</p></div></div>",
    "a heading in a summary": "<details><summary><h3>Pris</h3></summary><p>Gratis.</p></details>",
    "several in a summary": "<details><summary><span><h3>Pris</h3></span><h4>Nu</h4></summary><p>0 kr.</p></details>",
    "one beside it": "<details><summary><h3>Pris</h3></summary><h3>När</h3><p>Gratis.</p></details>",
    "details": "<details><summary>Pris</summary><h5>När</h5><p>Det är gratis.</p></details>",
    "tab": "<div><b role=tab aria-controls=a>Pris</b></div><div role=tabpanel id=a><p>Gratis.</p></div>",
    "caption": "<table><caption>Pris</caption><tr><td>Barn</td><td>0</td></tr></table>",
    "figure": "<figure><table><tr><td>Barn</td><td>0</td></tr></table><figcaption>Pris</figcaption></figure>",
    "question": "<div itemtype='https://schema.org/Question'><b itemprop=name>Pris</b><div>Gratis.</div></div>",
    "term": "<dl><dt>Pris?</dt><dd><p>Det är gratis.</p></dd></dl>",
    "a larger heading below a term": "<dl><dt>Pris?</dt><dd><h2>Nu</h2><p>Det är gratis.</p></dd></dl>",
}


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
@pytest.mark.parametrize("behind", ["Ordförande är Maj Ström.", "Kontakt</p><p>Ring oss."])
def test_what_heads_a_panel_heads_nothing_behind_it(panel: str, behind: str) -> None:
    page = main(f"<h1>Vi</h1><h2>Frågor</h2><p>Ett.</p>{panel}<p>{behind}</p>")
    document = Document("a", "Vi", page.text, "a.html")

    found = make_passages(document, tidy(page.text, page.blocks), 200)

    assert found[0].above == "Frågor"
    assert all(part.above.startswith("Frågor > Pris") for part in found[1:-1])
    assert len(found) > 2
    guessed = ["Kontakt"] * behind.startswith("Kontakt")
    assert found[-1].above == " > ".join(["Frågor", *guessed])


def test_what_is_open_around_another_goes_on_behind_it() -> None:
    inner = "<details><summary>Barn</summary><h2>Hur</h2><p>Ett.</p></details>"
    page = main(
        f"<h1>Vi</h1><details><summary>Pris</summary>{inner}<p>Två.</p></details><p>Tre.</p>"
    )
    document = Document("a", "Vi", page.text, "a.html")

    found = make_passages(document, page.blocks, 200)

    told = [("Pris > Barn > Hur", "Ett."), ("Pris", "Två."), ("Vi", "Tre.")]
    assert [(passage.above, passage.text) for passage in found] == told


def test_a_term_ends_what_the_one_before_it_asks() -> None:
    terms = "<dt>Pris?</dt><dd><h2>Nu</h2><p>Ett.</p></dd><dt>Var?</dt><dd>Två.</dd><dt>Bo</dt><dd><p>Tre.</p></dd>"
    page = main(f"<h1>Vi</h1><h2>Frågor</h2><dl>{terms}</dl>")
    document = Document("a", "Vi", page.text, "a.html")

    found = make_passages(document, page.blocks, 200)

    paths = ["Frågor > Pris? > Nu", "Frågor > Var?", "Frågor"]
    assert [passage.above for passage in found] == paths


def test_however_many_are_open_each_ends_with_its_own() -> None:
    page = main(
        f"<h1>Vi</h1>{'<details><summary>Ja</summary>' * 9}<p>Ett.</p>{'</details>' * 9}<p>Två.</p>"
    )
    document = Document("a", "Vi", page.text, "a.html")

    assert make_passages(document, page.blocks, 200)[-1].above == "Vi"


def test_tells_what_was_left_out() -> None:
    page = read_page(PAGE)

    assert page.left_out == (
        "Vi använder kakor. Relaterade nyheter Ny skola Mälarstad kommun, 123 45 Mälarstad"
    )
    assert 0.8 < page.kept < 0.9


def test_tells_links_beside_the_content_that_no_menu_holds() -> None:
    links = "<ul><li><a href='/n'>Norrkraft AB</a></li><li><a href='/s' hidden>Gömd</a></li></ul>"
    beside = f"<main><p>Vi är ett nätverk.</p></main><section><h2>Medlemmar</h2>{links}</section>"
    frames = f"<header>{links}</header>{{}}<nav>{links}</nav><footer>{links}</footer>"

    page = read_page(f"<body>{frames.format(beside)}</body>")

    assert page.left_out == "Medlemmar Norrkraft AB"
    assert page.kept == 4 / 7
    assert main("<p>Allt är med.</p>").kept == 1.0


def test_knows_what_the_page_says_about_itself() -> None:
    assert read_page(PAGE).metadata == Metadata(
        title="Nytt resecentrum byggs",
        url="https://malarstad.example/nyheter/resecentrum",
        published="2024-03-05",
        language="sv",
    )


@pytest.mark.parametrize(
    "content",
    [
        "<p>Projektet startade den 3 maj 2019.</p>",
        "<h1>Invigning</h1><p>Hamnen invigs <time datetime='2024-05-03'>den 3 maj</time> av kungen.</p>",
        "<h1>Program</h1><ul><li><time datetime='2024-05-03'>3 maj</time> Föredrag om gas i Norrby</li></ul>",
        "<h1>Konferens</h1><p><time datetime='2023-02-01'>1 februari 2023</time> Luleå</p><p>Text.</p>",
        "<h1>Konferens</h1><p>Luleå <time datetime='2023-02-01'>1 februari</time>, kl. 9</p><p>Text.</p>",
        "<h1>Stöd</h1><p>Sista ansökningsdag <time>1 maj 2025</time></p><p>Text.</p>",
        "<h1>Konferens</h1><p>När: <time>14 oktober 2024</time></p><p>Text.</p>",
        "<h1>Konferens</h1><p><time></time></p><p>Text.</p>",
        "<h1>Nyheter</h1><p>Nästa publicering <time>14 oktober 2024</time></p><p>Text.</p>",
        "<h1>News</h1><p>Next publication: <time>2024-10-14</time></p><p>Text.</p>",
        "<h1>Möte</h1><p><time itemprop='startDate' datetime='2024-10-14'>14 oktober</time></p><p>Text.</p>",
        "<h1>Möte den 14 oktober 2024</h1><p>Text.</p>",
        "<h1>Möte</h1><p>Text.</p><meta property='og:image' content='https://a.se/2019/10/04/a.jpg'>",
        "<h1>Möte</h1><p>Text.</p><script type='application/ld+json'>"
        '{"@type": "Event", "startDate": "2024-10-14T18:00:00+02:00"}</script>',
    ],
)
def test_a_date_in_the_text_is_not_when_it_was_published(content: str) -> None:
    assert main(content).metadata.published is None


@pytest.mark.parametrize(
    "content",
    [
        "<h1>Hamnen</h1><p>Publicerad <time datetime='2023-02-01'>1 februari</time></p><p>Text.</p>",
        "<h1>Hamnen</h1><p><time datetime='2023-02-01'>1 februari</time></p><p>Text.</p>",
        "<h1>Hamnen</h1><p>Senast publicerad: <time datetime='2023-02-01'>1 februari</time></p><p>Text.</p>",
        "<h1>Hamnen</h1><p>Published: <time datetime='2023-02-01'>1 February</time></p><p>Text.</p>",
        "<h1>Hamnen</h1><p>Publiceringsdatum <time datetime='2023-02-01'>1 februari</time></p><p>Text.</p>",
        "<h1>Hamnen</h1><p>Text.</p><meta property='og:image' content='https://a.se/2019/10/04/a.jpg'>"
        "<meta name='DC.date.issued' content='2023-02-01'>",
        "<h1>Hamnen</h1><p><b>Publicerad:</b> den <time datetime='2023-02-01'>1.2.</time></p><p>Text.</p>",
        "<h1>Hamnen</h1><p>Text.</p><p itemprop='datePublished' content='2023-02-01'>i fjol</p>",
        "<h1>Hamnen</h1><p>Text.</p>"
        '<script type="application/ld+json">{"@type": "Article", "datePublished": "2023-02-01"}</script>',
    ],
)
def test_a_date_that_is_marked_as_that_of_publication_is(content: str) -> None:
    assert main(content).metadata.published == "2023-02-01"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Gruppen möts den 3 maj.</p>", "Gruppen möts den 3 maj."),
        (
            "<html><body><nav><a href='/'>Hem</a></nav><h1>Möte</h1><p>Deltagare:</p>"
            "<ul><li>Bo</li><li>Eva</li></ul><footer>Om oss</footer></body></html>",
            "# Möte\n\nDeltagare:\n\n- Bo\n- Eva",
        ),
        (
            '<?xml version="1.0" encoding="iso-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml">'
            "<body><p>Åsa bor på Åsö i Mälaren.</p></body></html>",
            "Åsa bor på Åsö i Mälaren.",
        ),
        ("<html><body><div>Bara en ruta med text.</div></body></html>", "Bara en ruta med text."),
        ("<p>Först.</p></body></html><p>Sedan.</p>", "Först.\n\nSedan."),
    ],
)
def test_small_and_bare_pages(page: str, text: str) -> None:
    assert read_page(page).text == text


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><script>load()</script><div id='app'></div></body></html>",
        "<html></html>",
        "<!-- -->",
    ],
)
def test_a_page_without_content_fails_clearly(page: str) -> None:
    with pytest.raises(SourceError, match=r"no main text|not HTML"):
        read_page(page)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            "<div class='person-card'><h3>Ulla Frid</h3><div>Vd</div><div>Norrgas AB</div></div>",
            "### Ulla Frid\n\nVd\n\nNorrgas AB",
        ),
        (
            "<aside class='sidebar related'><h2>Fakta</h2><div><div>Budget</div><div>4 mkr</div></div></aside>",
            "## Fakta\n\n| Budget | 4 mkr |",
        ),
        ("<div>Ren text <div>inuti</div> och efter</div>", "Ren text\n\ninuti\n\noch efter"),
        ("<address>Storgatan 1<br>111 22 Norrby</address>", "Storgatan 1\n111 22 Norrby"),
        (
            "<p>Medlemmar:</p><ul><li><a href='/a'>Norrgas AB</a></li><li><a href='/b'>Norrby stad</a></li></ul>",
            "Medlemmar:\n\n- Norrgas AB\n- Norrby stad",
        ),
        (
            "<figure><img src='a' alt='b'><figcaption>Ulla Frid inviger hamnen.</figcaption></figure>"
            "<blockquote><p>Nu kör vi.</p><cite>Ulla Frid</cite></blockquote>",
            "Ulla Frid inviger hamnen.\n\nNu kör vi.\n\nUlla Frid",
        ),
        (
            "<article class='meta'><header><h2>Hamnen</h2><p>Ingress.</p></header><p>Text.</p>"
            "<footer class='author'><p>Kontakt: Ulla Frid</p></footer></article>",
            "## Hamnen\n\nIngress.\n\nText.\n\nKontakt: Ulla Frid",
        ),
        ("<h2><a href='/d'>Etapp ett</a></h2><p>Klar.</p>", "## Etapp ett\n\nKlar."),
        (
            "<p><i>\uf095</i>08-12 34</p><table><tr><td>\uf00c<td>Ja<tr><td>A<td>B</table>",
            "08-12 34\n\n|  | Ja |\n| A | B |",
        ),
        (
            "<p>Ring <a href='/a'><strong>Anna Ek</strong><span>Vd</span><span>08-12</span></a>.</p>",
            "Ring Anna Ek Vd 08-12.",
        ),
        ("<p>Ring <b>Anna Ek</b><small>Vd</small>.</p>", "Ring Anna Ek Vd."),
        (
            "<p>Om <b>K</b><span>TH</span> och <b>i</b>nne<i>hål</i><u>l</u>.</p>",
            "Om KTH och innehåll.",
        ),
        (
            "<p>Ett <span class='a'>Anna Ek</span><span class='b'><b>vd</b></span> två.</p>",
            "Ett Anna Ek vd två.",
        ),
        (
            "<div>Kontakt <span class='c'><b>Anna Ek</b><i>Vd</i></span> <span class='c'><b>Bo Al</b><i>Ordf</i></span></div>",
            "Kontakt\n\n| Anna Ek | Vd |\n\n| Bo Al | Ordf |",
        ),
        (
            "<p>Från <span class='c'><b>5</b><i>kr</i></span> till <span class='c'><b>9</b><i>kr</i></span>.</p>",
            "Från 5kr till 9kr.",
        ),
        ("<pre>Öppet  vardagar\nStängt helger</pre>", "Öppet vardagar\nStängt helger"),
    ],
)
def test_whatever_holds_words_is_kept(html: str, text: str) -> None:
    assert main(html).text == text


@pytest.mark.parametrize(
    "tag",
    "a abbr b button cite code custom-name data dfn i ins label mark q small span sup time u".split(),
)
def test_inline_elements_cut_no_words_out_of_sentences(tag: str) -> None:
    assert main(f"<p>Hamnen leds av <{tag}>Ulla Frid</{tag}> sedan i fjol.</p>").text.replace(
        "”", ""
    ) == ("Hamnen leds av Ulla Frid sedan i fjol.")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("V<b>äte</b>gas", "Vätegas"),
        ("CO<sub>2</sub> på 10 m<sup>2</sup>", "CO2 på 10 m²"),
        ("Klart.<sup><a href='#not1'>[1]</a></sup>", "Klart."),
        ("<a href='/x'>Hamnen byggs</a><time>2 maj</time>", "Hamnen byggs 2 maj"),
        ("Ulla Frid<span style='display:none'> (extern länk)</span>.", "Ulla Frid."),
        ("Ett&nbsp;tusen\n  ord &lt;b&gt;", "Ett tusen ord <b>"),
        ("av&shy;stav\u200bning", "av\u00adstav\u200bning"),
        ("Rad ett<br>Rad två<br><br>Nytt stycke", "Rad ett\nRad två\n\nNytt stycke"),
        ("Det kostar <del>500</del> 400 kronor", "Det kostar 400 kronor"),
    ],
)
def test_lines_read_as_they_are_shown(html: str, text: str) -> None:
    assert main(f"<p>{html}</p>").text == text


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<div><span>Budget</span><span>4 mkr</span></div>", ["Budget | 4 mkr"]),
        ("<div><span>Budget:</span>\n<span>4 mkr</span></div>", ["Budget | 4 mkr"]),
        ("<div><div><b>Budget</b></div><div><p><i>4 mkr</i></p></div></div>", ["Budget | 4 mkr"]),
        ("<p><strong>Budget</strong><br>4 mkr</p>", ["Budget | 4 mkr"]),
        ("<p><strong>Budget</strong></p><p>4 mkr</p><p>Hamnen byggs ut.</p>", []),
        (
            "<p><b>Budget</b></p><p>4 mkr</p><p><b>Slut</b></p><p>2027</p>",
            ["Budget | 4 mkr", "Slut | 2027"],
        ),
        (
            "<ul><li><span>Budget</span><span>4 mkr</span></li><li><span>Slut</span><span>2027</span></li></ul>",
            ["Budget | 4 mkr", "Slut | 2027"],
        ),
        (
            "<div class='n'><div><p>Ulla Frid</p><p>Vd</p><p>Norrgas AB</p><img src='u'></div></div>"
            "<div class='n'><div><p>Bo Ek</p><p>Ekonom</p><p>Hamn AB</p></div></div>",
            ["Ulla Frid | Vd | Norrgas AB", "Bo Ek | Ekonom | Hamn AB"],
        ),
        ("<div><div>128</div><div>elbussar i drift</div></div>", ["128 | elbussar i drift"]),
        # One line, a section, a list, a menu, and paragraphs are no boxes.
        ("<div><span>Hamnen</span> <span>byggs</span></div>", []),
        ("<div><h3>Ledning</h3><p>Ulla Frid</p></div><p>Hamnen byggs ut.</p>", []),
        ("<div><p class='n'>Ulla Frid</p><p class='n'>Bo Ek</p></div>", []),
        ("<div><a href='/a'>Hamnen</a><a href='/b'>Vägen</a></div>", []),
        ("<div><p>Mål</p><p>Hamnen byggs ut i två etapper.</p></div>", []),
    ],
)
def test_boxes_of_short_lines_that_belong_together_are_rows(html: str, rows: list[str]) -> None:
    found = blocks(main(f"<h1>Hamnen</h1><p>Hamnen byggs.</p>{html}"))

    assert [text for kind, text in found if kind is Kind.ROW] == rows


def test_lists_keep_their_levels_and_numbers() -> None:
    page = main(
        "<ol start='3'><li>Parter<ul><li>Norrgas AB</li><li><p>Norrby stad</p><p>från maj</p></li></ul></li>"
        "<li>Mål</li></ol>"
    )

    assert page.text == "3. Parter\n  - Norrgas AB\n  - Norrby stad\n    från maj\n4. Mål"
    assert blocks(page)[:2] == [(Kind.ITEM, "Parter"), (Kind.ITEM, "Norrgas AB")]


def test_terms_stand_with_all_their_definitions() -> None:
    page = main(
        "<dl><dt>Ägare</dt><dd>Norrby stad</dd><dt>Parter:</dt><dd>Norrgas AB</dd><dd>Hamn AB</dd>"
        "<div><dt>Start</dt><dt>Slut</dt><dd>2024</dd></div><dt>Vad kostar det?</dt><dd>Inget.</dd></dl>"
    )

    assert page.text == (
        "- Ägare: Norrby stad\n- Parter:\n  - Norrgas AB\n  - Hamn AB\n- Start / Slut: 2024\n\n"
        "## Vad kostar det?\n\nInget."
    )


def test_terms_and_cells_without_a_counterpart_are_kept() -> None:
    assert main(
        "<dl><div><dt>Ägare</dt></div><div><dd>Norrby</dd></div><dt></dt><dd>Hamnen</dd></dl>"
    ).text == ("- Ägare:\n  - Norrby\n- Hamnen")
    assert main("<table>Löst<tr><td>Norrby</td><td>Hamnen</td></tr></table>").text == (
        "Löst\n\nNorrby\n\nHamnen"
    )


def test_tables_keep_captions_and_place_each_cell_under_its_header() -> None:
    page = main(
        "<table><caption>Laddade bilar</caption><tr><th>Grupp</th><th>Namn</th><th>Antal</th></tr>"
        "<tr><td rowspan='2'>Teknik</td><td><ul><li>Bo Ek</li><li>Eva Ed</li></ul></td><td>1 | 2</td></tr>"
        "<tr><td colspan='2'>Ingen</td></tr></table>"
    )

    assert blocks(page) == [
        (Kind.HEADING, "Laddade bilar"),
        (Kind.ROW, "Grupp | Namn | Antal"),
        (Kind.ROW, "Teknik | Bo Ek; Eva Ed | Antal: 1 / 2"),
        (Kind.ROW, "Teknik | Ingen"),
    ]
    assert page.text.endswith("| Teknik | Ingen |  |")


def test_numbers_stand_behind_all_rows_that_head_their_column() -> None:
    text = main(
        "<table><thead><tr><th rowspan='2'>Part<th colspan='2'>Budget<tr><th>2023<th>2024</thead>"
        "<tr><th>Staden<td>100<td>200</table>"
    ).text

    assert "| Staden | Budget 2023: 100 | Budget 2024: 200 |" in text


@pytest.mark.parametrize("spacers", [1, 2])
def test_an_empty_row_above_a_header_heads_nothing(spacers: int) -> None:
    rows = [
        "<tr><th>Ort<th>Bilar<th>Invånare",
        "<tr><td>Malmö<td>120<td>85000",
        "<tr><td>Lund<td>90<td>50000",
    ]
    text = main(f"<table>{'<tr><th><th><th>' * spacers}{''.join(rows)}</table>").text

    assert "| Malmö | Bilar: 120 | Invånare: 85000 |" in text
    assert "| Lund | Bilar: 90 | Invånare: 50000 |" in text
    headless = main(f"<table>{'<tr><th><th><th>' * spacers}{''.join(rows[1:])}</table>").text
    assert "| Lund | 90 | 50000 |" in headless


def test_a_table_that_lays_out_a_page_is_no_table() -> None:
    page = read_page(
        "<html><body><table><tr><td><a href='/'>Hem</a> <a href='/k'>Karta</a></td><td><h1>Hamnen</h1>"
        "<p>Hamnen leds av <b>Ulla Frid</b>.<ul><li>Start: 2023<li>Slut: 2026</ul></td></tr></table>"
    )

    assert page.text == "# Hamnen\n\nHamnen leds av Ulla Frid.\n\n- Start: 2023\n- Slut: 2026"


@pytest.mark.parametrize(
    "html",
    [
        "<h2><button>Vad kostar det?</button></h2><div><p>Inget.</p></div>",
        "<h2><button aria-expanded='false' aria-controls='p'>Vad kostar det?</button></h2>"
        "<div id='p' hidden><p>Inget.</p></div>",
        "<h1>A</h1><button>Vad kostar det?</button><div style='display: none'><p>Inget.</p></div>",
        "<h1>A</h1><details><summary>Vad kostar det?</summary><p>Inget.</p></details>",
        "<h1>A</h1><div role='tablist'><button role='tab' id='t'>Vad kostar det?</button></div>"
        "<div role='tabpanel' aria-labelledby='t' hidden>Inget.</div>",
        "<h1>A</h1><div itemscope itemtype='https://schema.org/Question'><div itemprop='name'>Vad kostar det?"
        "</div><div itemprop='acceptedAnswer'><p itemprop='text'>Inget.</p></div></div>",
        '<h1>A</h1><script type="application/ld+json">{"@type": "FAQPage", "mainEntity": [{"@type": "Question",'
        ' "name": "Vad kostar det?", "acceptedAnswer": {"text": "<p>In<b>get</b>.</p>"}}]}</script>',
    ],
)
def test_what_a_button_opens_is_read_as_question_and_answer(html: str) -> None:
    assert blocks(main(html))[-2:] == [(Kind.HEADING, "Vad kostar det?"), (Kind.TEXT, "Inget.")]


@pytest.mark.parametrize("panel", ["div role='tabpanel'", "div class='tab-pane'"])
def test_a_tab_heads_its_own_panel(panel: str) -> None:
    tabs = "<a role='tab' href='#a'>Om</a><a role='tab' aria-controls='b'>Parter</a>"
    panels = f"<{panel} id='a'>Navet.</div><{panel} id='b' style='display:none'>Hamnen.</div>"

    assert blocks(main(f"<h1>A</h1><div role='tablist'>{tabs}</div>{panels}"))[1:] == [
        (Kind.HEADING, "Om"),
        (Kind.TEXT, "Navet."),
        (Kind.HEADING, "Parter"),
        (Kind.TEXT, "Hamnen."),
    ]


@pytest.mark.parametrize("selected", ["Om", "Parter", ""])
def test_a_panel_of_several_tabs_is_headed_by_the_one_that_is_selected(selected: str) -> None:
    tabs = "".join(
        f"<button role='tab' aria-controls='a' aria-selected='{str(name == selected).lower()}'>{name}</button>"
        for name in ("Om", "Parter", "Mål")
    )
    page = main(
        f"<h1>A</h1><div role='tablist'>{tabs}</div><div role='tabpanel' id='a'>Navet.</div>"
    )

    heading = [(Kind.HEADING, selected)] if selected else []
    assert blocks(page)[1:] == [*heading, (Kind.TEXT, "Navet.")]


def test_how_a_word_is_said_is_no_part_of_it() -> None:
    assert "Åse Falk" in main("<p><ruby>Åse<rp>(</rp><rt>åhse</rt><rp>)</rp></ruby> Falk</p>").text


@pytest.mark.parametrize(
    "html",
    [
        "<template><p>Utkast</p></template>",
        "<div hidden><p>Utkast</p></div>",
        "<div style='display:none' id='u'><p>Utkast</p></div>",
        "<div aria-hidden='true'>Utkast</div>",
        "<i aria-hidden='true'>arrow_forward</i>",
        "<noscript><p>Utkast</p></noscript>",
        "<svg><title>Utkast</title></svg>",
        "<nav><a href='#a'>Utkast</a></nav>",
        "<form><label>Utkast <input></label></form>",
        "<div role='dialog'>Utkast</div>",
        "<div><button>Utkast</button></div>",
        "<div><p>Var utkastet bra?</p><button>Ja</button><button>Nej</button></div>",
        "<section><h2>Var utkastet bra?</h2><div><button>Ja</button><button>Nej</button></div></section>",
    ],
)
def test_what_is_hidden_or_asks_something_of_the_reader_is_no_content(html: str) -> None:
    assert main(f"<h1>A</h1><p>Text.</p>{html}").text == "# A\n\nText."


def test_a_page_that_marks_no_content_is_read_without_menus_and_notices() -> None:
    page = read_page(
        "<html><body><div><p>Vi har kakor.</p><button>Jag vet</button></div>"
        "<div><a href='/'>Norrby</a><ul><li><a href='/v'>Vård</a></li><li><a href='/s'>Skola</a></li></ul></div>"
        "<div><a href='/'>Start</a> / Hamnen</div><div><div><h1>Hamnen</h1>"
        "<p>Hamnen byggs ut med två kajer som ska stå klara i maj.</p><p>Parter:</p>"
        "<ul><li><a href='/a'>Norrgas AB</a></li><li><a href='/b'>Norrby stad</a></li></ul></div></div>"
        "<div>Norrby, Box 1</div></body></html>"
    )

    assert page.text == (
        "# Hamnen\n\nHamnen byggs ut med två kajer som ska stå klara i maj.\n\nParter:\n\n"
        "- Norrgas AB\n- Norrby stad\n\nNorrby, Box 1"
    )


@pytest.mark.parametrize(
    "page",
    [
        "<header><nav><a href='/'>Hem</a></nav><h1>Hamnen</h1></header><main><p>Text.</p></main>",
        "<form action='/'><input type='hidden'><div><h1>Hamnen</h1><p>Text.</p></div></form>",
        "<div role='main'><h1>Hamnen</h1><p>Text.</p></div><p>Annat.</p>",
        "<p>Kort.</p><article><h1>Hamnen</h1><p>Text.</p></article>",
        "<div aria-hidden='true'><main><h1>Hamnen</h1><p>Text.</p></main></div><dialog>Hej</dialog>",
    ],
)
def test_content_is_found_by_what_marks_it(page: str) -> None:
    assert read_page(f"<html><body>{page}</body></html>").text == "# Hamnen\n\nText."


def test_marks_of_markdown_in_a_page_are_words() -> None:
    page = main("<p>[a]: b</p><p># nr ett</p><p>--- slut</p>")

    assert page.text == "[a]: b\n\n# nr ett\n\n--- slut"
    assert [text for _, text in blocks(page)] == ["[a]: b", "nr ett", "--- slut"]


TAGS = (
    "a address article aside b blockquote br caption center custom-tag dd details div dl dt figcaption"
    " figure footer h2 h3 header label li ol p pre q section span sub summary sup table tbody td th"
    " thead time tr ul"
).split()


@settings(deadline=None)  # The first page loads what tells titles and dates.
@given(
    st.lists(st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS] + [""]))
)
def test_whatever_elements_stand_around_them_no_words_are_lost(tags: list[str]) -> None:
    words = [f"ord{number}x" for number in range(len(tags) + 1)]
    page = main(" ".join(part for pair in zip(words, [*tags, ""], strict=True) for part in pair))

    assert [word for word in words if word not in page.text] == []
    edges = [edge for block in page.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    assert all(block.start < block.end for block in page.blocks)


def test_what_selectors_name_is_left_out_and_the_text_behind_it_stays() -> None:
    page = (
        '<main><p>Projektet <span class="share">dela</span>pågår i tre år.</p>'
        '<div class="share box">Dela sidan.</div>Text efter rutan.<ul id="more"><li>Mer</li></ul></main>'
    )
    assert read_page(page, without=[".share", "#more li", "p > em"]).text == (
        "Projektet pågår i tre år.\n\nText efter rutan."
    )


def test_no_python_code_runs_for_each_element_that_is_met() -> None:
    """`lxml.html` looks up the class of each, which took as long as to read a large table."""
    tree = parse_page("<main><p>Text.</p></main>")

    assert {type(each) for each in tree.iter()} == {etree._Element}


SHELL = "<div id=app><p>{}</p></div>{}"


@pytest.mark.parametrize("script", ["<script src=/a.js></script>", '<script>{"a": 1}</script>'])
def test_a_page_of_few_words_that_scripts_may_fill_is_told(script: str) -> None:
    unread = read(SHELL.format("Vänta lite …", script).encode(), Options()).unread

    assert list(map(str, unread)) == [
        "it says fewer than 10 words, and its scripts may show more; save what it shows as text"
    ]


@pytest.mark.parametrize(
    ("words", "script"),
    [
        ("Hallen har öppet. " * 4, "<script src=/a.js></script>"),
        ("Vänta lite …", ""),
        ("Vänta lite …", "<script type=application/ld+json>{}</script>"),
    ],
)
def test_a_page_that_says_more_or_has_no_scripts_is_read_as_it_is(words: str, script: str) -> None:
    assert read(SHELL.format(words, script).encode(), Options()).unread == ()
