import random
from pathlib import Path

import bm25s
import numpy as np
import pytest

from vectorstore import lexical
from vectorstore.lexical import LexicalIndex, pieces

TEXTS = [
    "Fordonsindustrin i Stockholm växer.",
    "Projektet pågår till 2023 och leds av regionen.",
    "Epiroc och Scania deltar i gruppen.",
    "Regionen ansvarar för vården. Regionen är stor.",
]


def best(question: str) -> int:
    return int(np.argmax(LexicalIndex.build(TEXTS).shares(question)))


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("industri", 0),
        ("industrier", 0),
        ("projekt", 1),
        ("Epirok", 2),
        ("EPIROC", 2),
        ("vaxer", 0),
        ("2023", 1),
    ],
)
def test_forms_compounds_misspellings_and_missing_accents_meet(question: str, row: int) -> None:
    assert best(question) == row


def test_shares_lie_between_nothing_and_all() -> None:
    index = LexicalIndex.build(TEXTS)
    for question in (*TEXTS, "Regionen Regionen Regionen", "vad", "å", "Scania eller Volvo?"):
        shares = index.shares(question)
        assert shares.shape == (4,)
        assert shares.dtype == np.float32
        assert (shares >= 0).all()
        assert (shares <= 1).all()


@pytest.mark.parametrize("question", ["", "?!", "xyzzy", "🚗"])
def test_a_question_without_known_words_has_no_shares(question: str) -> None:
    assert LexicalIndex.build(TEXTS).shares(question).tolist() == [0, 0, 0, 0]


def test_words_that_no_passage_has_lower_the_shares() -> None:
    index = LexicalIndex.build(TEXTS)
    assert index.shares("Scania xyzzy qwfp").max() < index.shares("Scania").max()


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    shares = LexicalIndex.build(TEXTS).shares("regionen 2023")
    assert shares[1] > shares[3] > 0


def test_what_is_saved_scores_the_same(tmp_path: Path) -> None:
    index = LexicalIndex.build(TEXTS)
    index.save(tmp_path / "words")
    loaded = LexicalIndex.load(tmp_path / "words")
    for question in ("Regionen leder projektet", "xyzzy"):
        np.testing.assert_array_equal(loaded.shares(question), index.shares(question))


def test_texts_without_words_can_be_indexed() -> None:
    index = LexicalIndex.build(["…", "Scania"])
    assert index.shares("Scania").argmax() == 1
    assert LexicalIndex.build(["…"]).shares("Scania").tolist() == [0]


def test_pieces_mark_the_ends_of_words() -> None:
    assert pieces("År 5") == ["_ar_", "_5_"]
    assert pieces("Scania") == ["_sca", "scan", "cani", "ania", "nia_"]


def test_an_index_that_is_put_in_order_bit_by_bit_is_that_of_the_library(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lexical, "_SORTED_AT_ONCE", 7)
    draw = random.Random(1)
    numbers = {f"w{number}": number for number in range(30)}
    found = [draw.choices(range(30), k=draw.randint(1, 20)) for _ in range(40)]
    theirs, ours = bm25s.BM25(), lexical._Builder()
    for model in (theirs, ours):
        model.index((found, dict(numbers)), show_progress=False)
    for name in ("data", "indices", "indptr"):
        assert theirs.scores[name].dtype == ours.scores[name].dtype
        assert theirs.scores[name].tobytes() == ours.scores[name].tobytes()
