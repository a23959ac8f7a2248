"""What a browser puts in the place of what a page holds: slots, hidden addresses, powers, popovers."""

from __future__ import annotations

import pytest

from ingest.readers.webpage import read_page


def text(content: str) -> str:
    return read_page(f"<main><h1>Bad</h1>{content}</main>").text.removeprefix("# Bad\n\n")


def shadow(inside: str, mode: str = "open") -> str:
    return f"<template shadowrootmode={mode}>{inside}</template>"


@pytest.mark.parametrize("mode", ["open", "closed"])
def test_slots_hold_what_is_put_into_them(mode: str) -> None:
    inside = "<h2><slot name=namn>Okänd</slot></h2><p>Djup: <slot>inget</slot></p><i><slot name=x>Öppet</slot></i>"

    told = text(f"<ett-bad><b slot=namn>Norra</b>2 meter{shadow(inside, mode)}</ett-bad>")

    assert told == "## Norra\n\nDjup: 2 meter\n\nÖppet"


def test_slots_of_shadow_trees_within_each_other() -> None:
    inner = f"<ett-rum>{shadow('<p>Rum: <slot>inget</slot></p>')}<slot name=a>tomt</slot></ett-rum>"

    assert text(f"<ett-hus>{shadow(inner)}<b slot=a>kök</b></ett-hus>") == "Rum: kök"


def test_what_no_slot_shows_is_told_as_left_out() -> None:
    page = read_page(
        f"<main><p>Bad.</p><ett-bad>{shadow('<p>Öppet.</p>')}<p>Gömt här.</p></ett-bad></main>"
    )

    assert page.text == "Bad.\n\nÖppet."
    assert page.left_out == "Gömt här."


def test_a_shadow_tree_without_slots_in_an_element_of_the_page_stands_beside_its_words() -> None:
    assert text(f"<div><p>Ett.</p>{shadow('<p>Två.</p>')}</div>") == "Ett.\n\nTvå."


def _hidden(address: str) -> str:
    return bytes([0x5A, *(sign ^ 0x5A for sign in address.encode())]).hex()


def test_an_address_that_every_page_shows_by_script_is_read() -> None:
    link = f"<a href='/x'><span data-cfemail='{_hidden('bo@ö.se')}'>[skyddad]</span></a>"

    assert text(f"<p>Skriv till {link}, tack.</p>") == "Skriv till bo@ö.se, tack."


@pytest.mark.parametrize("code", ["zz", "5a", "5", _hidden("bo"), _hidden("bo@\n")])
def test_a_code_that_holds_no_address_leaves_the_words(code: str) -> None:
    assert text(f"<p>Skriv: <i data-cfemail='{code}'>till oss</i>.</p>") == "Skriv: till oss."


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("<msup><mn>3</mn><mn>2</mn></msup>", "3²"),
        ("<msup><mi>m</mi><mrow><mo>\N{MINUS SIGN}</mo><mn>1</mn></mrow></msup>", "m⁻¹"),
        ("<msup><mi>x</mi><mi>n</mi></msup>", "x n"),
        ("<msub><mi>CO</mi><mn>2</mn></msub>", "CO2"),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x1²"),
        ("<semantics><mi>A</mi><annotation>\\alpha</annotation></semantics>", "A"),
    ],
)
def test_formulas(formula: str, told: str) -> None:
    assert text(f"<p>Det är <math>{formula}</math>.</p>") == f"Det är {told}."


@pytest.mark.parametrize("button", ["", "<button popovertarget=p>Mer</button>"])
def test_a_popover_is_read_where_a_button_opens_it(button: str) -> None:
    page = read_page(
        f"<main><p>Bad.</p>{button}<hr><p>Hav.</p><div id=p popover><p>Kallt.</p></div></main>"
    )

    assert ("Kallt." in page.text, page.left_out) == ((True, "") if button else (False, "Kallt."))
