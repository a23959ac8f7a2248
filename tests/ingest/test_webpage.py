from __future__ import annotations

import pytest

from assistant.errors import SourceError
from ingest.metadata import Metadata
from ingest.webpage import read_page

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


def test_knows_what_the_page_says_about_itself() -> None:
    assert read_page(PAGE).metadata == Metadata(
        title="Nytt resecentrum byggs",
        url="https://malarstad.example/nyheter/resecentrum",
        published="2024-03-05",
        language="sv",
    )


def test_a_date_in_the_text_is_not_when_it_was_published() -> None:
    page = "<html><body><main><p>Projektet startade den 3 maj 2019.</p></main></body></html>"

    assert read_page(page).metadata == Metadata()


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
