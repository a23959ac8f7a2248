"""Pictures in a row without words, such as the logos of members, are told by what stands for them."""

from __future__ import annotations

import pytest

from ingest.readers.webpage import read_page

EK, VIK = "<img src='e.png' alt='Ekbo AB'>", "<img src='v.png' alt='Vikbo'>"


def told(content: str) -> str:
    return read_page(f"<main><h1>Medlemmar</h1><p>Vi är två.</p>{content}</main>").text


@pytest.mark.parametrize(
    ("logos", "text"),
    [
        (f"<ul><li><a href='/e'>{EK}</a><li>{VIK}</ul>", "- Ekbo AB\n- Vikbo"),
        (f"<div>{EK}{VIK}</div>", "Ekbo AB\nVikbo"),
        (f"<p><a href='/e'>{EK}</a> <a href='/v'>{VIK}</a></p>", "Ekbo AB\nVikbo"),
        (
            f"<div><div class='row row-1 first'>{EK}</div><div class='row row-2'>{VIK}</div></div>",
            "Ekbo AB\n\nVikbo",
        ),
        (f"<figure>{EK}</figure><figure><a href='/v'>{VIK}</a></figure>", "Ekbo AB\n\nVikbo"),
        (
            f"<div><div><a href='/e'><picture><source>{EK}</picture></a></div>"
            f"<div><a href='/v'><picture><source>{VIK}</picture></a></div></div>",
            "Ekbo AB\n\nVikbo",
        ),
        (
            f"<ul><li>{EK}<noscript>{EK}</noscript><li>{VIK}<noscript>{VIK}</noscript></ul>",
            "- Ekbo AB\n- Vikbo",
        ),
    ],
)
def test_logos_that_list_members_are_named(logos: str, text: str) -> None:
    assert told(logos) == f"# Medlemmar\n\nVi är två.\n\n{text}"


@pytest.mark.parametrize(
    "pictures",
    [
        f"<p>{EK}</p>",
        f"<p>Betyg: {EK}{VIK} av fem.</p>",
        f"<p><b>Betyg</b>{EK}{VIK}</p>",
        f"<div><a href='/e'>{EK}</a><h2>Ett</h2></div><div><a href='/v'>{VIK}</a><h2>Två</h2></div>",
        f"<figure>{EK}<figcaption>Kajen.</figcaption></figure><figure>{VIK}</figure>",
        f"<div>{EK}<img alt=''></div>",
        f"<div>{EK}{EK}{EK}</div>",
        f"<div class='map'>{EK}</div><div class='top'>{VIK}</div>",
        f"<div>{EK}<img alt='{'Vikbo ' * 40}'></div>",
    ],
)
def test_pictures_with_words_beside_them_are_not(pictures: str) -> None:
    assert "bo" not in told(pictures)
