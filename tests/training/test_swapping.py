from __future__ import annotations

import random
from dataclasses import replace

import pytest

from assistant.models.documents import Document
from training.data import Claim, Page, PageQuestion
from training.swapping import Names

TEXT = "Tågkraft leds av Karin Ahlgren på Region Sörmland."


def _page(title: str, text: str, *asked: str) -> Page:
    questions = tuple(PageQuestion(question, ((0, 3),)) for question in asked)
    return Page("own", "sv", Document(title, title, text, "own"), (), questions)


@pytest.fixture
def page() -> Page:
    return _page("Tågkraft", TEXT, "Vem leder Tågkraft?", "Vem leder projektet?")


@pytest.fixture
def names(page: Page) -> Names:
    others = "Vindkraft och Åsa Lind i Kiruna."
    return Names([page, _page("Vind", others, "Var ligger Vindkraft?", "Vem är Åsa Lind?")])


def test_a_name_is_swapped_for_one_that_the_page_does_not_hold(page: Page, names: Names) -> None:
    swapped = {
        names.asked(page.asked[0], page, TEXT, random.Random(seed)).text  # type: ignore[union-attr]
        for seed in range(50)
    }
    assert swapped == {"Vem leder Vindkraft?", "Vem leder Åsa?", "Vem leder Lind?"}


def test_one_that_is_spelt_alike_comes_oftener(page: Page, names: Names) -> None:
    drawn = [
        names.asked(page.asked[0], page, TEXT, random.Random(seed)).text  # type: ignore[union-attr]
        for seed in range(50)
    ]
    assert drawn.count("Vem leder Vindkraft?") > 25


def test_a_question_about_another_has_no_answer(page: Page, names: Names) -> None:
    asked = replace(page.asked[0], verdict="yes")
    swapped = names.asked(asked, page, TEXT, random.Random(1))
    assert swapped
    assert swapped.answers == ()
    assert swapped.verdict == "yes"


def test_what_names_nothing_that_is_shown_is_left(page: Page, names: Names) -> None:
    assert names.asked(page.asked[1], page, TEXT, random.Random(1)) is None
    assert names.asked(page.asked[0], page, "Karin Ahlgren leder.", random.Random(1)) is None


def test_a_claim_about_another_is_not_carried(page: Page, names: Names) -> None:
    claim = Claim("Det är Karin Ahlgren som leder.", "Tågkraft leds av Karin Ahlgren", carried=True)
    swapped = names.claim(claim, page, random.Random(1))
    assert swapped
    assert swapped.carried is False
    assert swapped.quote == claim.quote
    assert "Karin Ahlgren" not in swapped.text


def test_a_text_without_names_or_whose_names_are_not_shown_is_not_swapped(names: Names) -> None:
    assert names.swapped("Vem leder arbetet?", TEXT, TEXT, random.Random(1)) is None
    assert names.swapped("Vem leder Vindkraft?", TEXT, TEXT, random.Random(1)) is None
    assert names.swapped("Vem leder Tågkraft?", TEXT, TEXT, random.Random(1)) is not None
