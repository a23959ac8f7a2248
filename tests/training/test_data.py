from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from assistant.evaluation.reading import judging_articles
from assistant.reader.nano import NanoFile
from training.augmentation import as_typed
from training.data import Sources, own_pages, reading_pages
from training.examples import Example, Examples
from training.mining import Retrieval

Make = Callable[[int], list[Example]]


@pytest.fixture(scope="module")
def make(sources: Sources, nano: NanoFile) -> Make:
    """Makes examples of our own pages from a seed."""
    pages = own_pages(sources.own).training
    retrieval = Retrieval(pages, nano)
    return lambda seed: list(Examples(retrieval, pages, seed).own(pages))


def test_no_page_is_both_learnt_from_and_judged_on(sources: Sources) -> None:
    own = own_pages(sources.own)
    assert len(own.training) + len(own.validation) == 12
    assert not {p.document.text for p in own.training} & {p.document.text for p in own.validation}


def test_half_of_the_articles_are_kept_whole_for_judging(sources: Sources) -> None:
    split = reading_pages(sources.reading)
    judged = {page.document.title for page in split.validation}
    assert judged == judging_articles("ABCD")
    assert len(judged) == 2
    assert judged.isdisjoint({page.document.title for page in split.training})


def test_answers_stand_in_what_is_shown(make: Make) -> None:
    examples = make(1)
    told = {e.context.text[a:b] for e in examples for a, b in e.answers}
    assert {"Karin Ahlgren", "Umeå", "Vindeln", "Robertsfors", "Nordmaling"} <= told


def test_what_holds_the_words_of_the_answer_is_never_shown_as_no_answer(make: Make) -> None:
    for example in make(1):
        *_, asked = example.asked.casefold().split(" | ")
        if asked.startswith("vem leder projektet") and not example.answers:
            assert "Karin Ahlgren" not in example.context.text


def test_follow_ups_are_asked_behind_the_turns_before_them(make: Make) -> None:
    assert any(
        example.asked.casefold().startswith("vem leder det? – karin ahlgren | och var")
        for example in make(1)
    )


def test_the_seed_alone_decides(make: Make) -> None:
    assert make(1) == make(1)
    assert make(1) != make(2)


def test_hurried_spelling_keeps_the_words_recognisable() -> None:
    chance = random.Random(3)
    typed = {as_typed("Vad får föreningen göra?", chance) for _ in range(200)}
    assert "Vad får föreningen göra?" in typed
    assert any("foreningen" in text for text in typed)
    assert any(text.islower() for text in typed)
    assert all(len(text) > 8 for text in typed)
