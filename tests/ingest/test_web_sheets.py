"""Style sheets that stand in a page: what they hide, and words that they cut in pieces."""

from __future__ import annotations

import time

import pytest

from ingest.readers.webpage import read_page
from ingest.web.sheets import LONGEST

DRAFT = "<div class='new draft' id='d'>Utkast.</div>"


def read(css: str, content: str = DRAFT, head: str = "") -> str:
    page = f"<head><style>{css}</style>{head}</head><body><main><p>Synligt.</p>{content}</main>"
    return read_page(f"<html>{page}</body></html>").text


@pytest.mark.parametrize(
    "css",
    [
        ".draft{display:none}",
        "a, div.draft { Visibility : HIDDEN }",
        "/* } */ #d{color:red;display:none !important} #d{display:block}",
        ".a:before{content:'}'} <!-- .draft{display:none} -->",
        ".draft{position:absolute;left:-9999px}",
        ".draft{text-decoration:line-through}",
        "@media screen{.draft{display:none}}",
        # The name wins over the tag; a pointer never gets there; paper is no page.
        ".draft{display:none} div{display:block}",
        ".draft{display:none} .draft:hover{display:block} .draft::after{display:block}",
        ".draft{display:none} @media print{.draft{display:block}}",
        ".draft{display:none!important} .shown div{display:block}",
    ],
)
def test_what_a_rule_of_the_page_hides_is_not_read(css: str) -> None:
    assert read(css) == "Synligt."


@pytest.mark.parametrize(
    "css",
    [
        ".drafts{display:none} .draft::before{display:none}",
        # Another rule shows it, or may.
        ".draft{display:none} .draft{display:block}",
        ".draft{display:none} .draft.open{display:block}",
        ".draft{display:none} .open > .draft{display:block}",
        ".draft{display:none} .open > div{display:block}",
        ".draft{display:none; &.open{display:block}}",
        ".draft{display:none} @media (min-width:600px){.draft{display:block}}",
        # It is hidden at times, or nobody can tell.
        ".closed .draft{display:none}",
        "@media (max-width:600px){.draft{display:none}}",
        "@media print{.draft{display:none}}",
        ".draft{display:none} .a{content:'never ends",
        ".draft{display:none}" + " " * LONGEST,
    ],
)
def test_what_a_reader_may_see_is_read(css: str) -> None:
    assert read(css) == "Synligt.\n\nUtkast."


@pytest.mark.parametrize(
    ("head", "content"),
    [
        ("<script>$('.draft').show()</script>", DRAFT),
        ("<script src='panel.js'></script>", DRAFT),
        ("<noscript><style>.draft{display:none}</style></noscript>", "<p class='none'>Utkast.</p>"),
        ("", "<button>Visa</button>" + DRAFT),
        ("", "<p class='draft' style='display:block'>Utkast.</p>"),
    ],
)
def test_what_something_else_on_the_page_shows_is_read(head: str, content: str) -> None:
    css = ".draft{display:none}"

    assert "Utkast." in read(css, content, head)


def test_the_content_itself_is_never_hidden_by_a_rule() -> None:
    page = "<style>.app{visibility:hidden}</style><body><div class='app'><h1>Titel</h1>Text.</div>"

    assert read_page(page).text == "# Titel\n\nText."


def test_classes_of_letters_cut_no_word() -> None:
    css = ".n{font-weight:400;color:#000}.b{font-weight:700}.u{vertical-align:super}.t{margin:2px}"
    line = "<p class='x'><span class='b'>Ordf</span><span class='n'>örande:</span>{}</p>"

    assert read(css, line.format("<span class='n'> Ek 20</span><span class='b'>24</span>")) == (
        "Synligt.\n\nOrdförande: Ek 2024"
    )
    assert read(css, "<p><span class='n'>10 m</span><span class='u'>2</span></p>") == (
        "Synligt.\n\n10 m²"
    )
    # A label stands apart, as may whatever has a class that the page does not tell of.
    for other in ("t", "n t", "n far"):
        words = f"<p>Vd <span class='n'>är</span><span class='{other}'>Ek</span></p>"
        assert read(css, words) == "Synligt.\n\nVd är Ek"
    for laid_out in ("p{display:flex}", ".x{display:flex}", ".y p{display:grid}"):
        words = "<p class='x'>Vd <span class='n'>är</span><span class='b'>Ek</span></p>"
        assert read(css + laid_out, words) == "Synligt.\n\nVd är Ek"


@pytest.mark.parametrize(
    "css",
    ["{" * LONGEST, ":not(" * 300 + "{}" + ".b{&" * 40_000, ".a{display:none}" * 12_000],
)
def test_a_sheet_costs_what_its_size_explains(css: str) -> None:
    began = time.process_time()
    read(css, "<div class='a'>" * 200 + "<p class='a b c'>Utkast.</p>" * 5_000)

    assert time.process_time() - began < 20
