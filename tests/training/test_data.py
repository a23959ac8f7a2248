from __future__ import annotations

import random
from pathlib import Path

from training.augmentation import as_typed
from training.data import judging_articles, own_pages, reading_pages
from training.examples import Example, Examples, yes_no_openings
from training.mining import Retrieval


def _examples(shared: Path, seed: int = 1) -> list[Example]:
    pages = own_pages(shared / "training").training
    return list(Examples(Retrieval(pages), yes_no_openings(pages), seed).own(pages))


def test_no_page_is_both_learnt_from_and_judged_on(shared: Path) -> None:
    own = own_pages(shared / "training")
    assert len(own.training) + len(own.validation) == 12
    assert not {p.document.text for p in own.training} & {p.document.text for p in own.validation}


def test_half_of_the_articles_are_kept_whole_for_judging(shared: Path) -> None:
    split = reading_pages(shared / "evaluation")
    judged = {page.document.title for page in split.validation}
    assert judged == judging_articles("ABCD")
    assert len(judged) == 2
    assert judged.isdisjoint({page.document.title for page in split.training})


def test_answers_stand_in_what_is_shown(shared: Path) -> None:
    examples = _examples(shared)
    told = {e.context.text[a:b] for e in examples for a, b in e.answers}
    assert {"Karin Ahlgren", "Umeå", "Vindeln", "Robertsfors", "Nordmaling"} <= told


def test_what_holds_the_words_of_the_answer_is_never_shown_as_no_answer(shared: Path) -> None:
    for example in _examples(shared):
        if example.asked.casefold().startswith("vem leder projektet") and not example.answers:
            assert "Karin Ahlgren" not in example.context.text


def test_follow_ups_are_asked_behind_the_turns_before_them(shared: Path) -> None:
    assert any(
        example.asked.casefold().startswith("vem leder det? – karin ahlgren | och var")
        for example in _examples(shared)
    )


def test_the_seed_alone_decides(shared: Path) -> None:
    assert _examples(shared, 1) == _examples(shared, 1)
    assert _examples(shared, 1) != _examples(shared, 2)


def test_hurried_spelling_keeps_the_words_recognisable() -> None:
    chance = random.Random(3)
    typed = {as_typed("Vad får föreningen göra?", chance) for _ in range(200)}
    assert "Vad får föreningen göra?" in typed
    assert any("foreningen" in text for text in typed)
    assert any(text.islower() for text in typed)
    assert all(len(text) > 8 for text in typed)
