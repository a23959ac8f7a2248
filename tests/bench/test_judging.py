"""The judge of the comparison: the same for all, and lenient to those that show passages."""

from __future__ import annotations

import json
from pathlib import Path

from bench.compare.judging import Asked, Reply, best_threshold, load, tally

GOLD = [["Lena Ek"], ["2024", "tjugofyra"]]
WITH, WITHOUT = Asked("Vem leder?", "sv", GOLD), Asked("Vad kostar det?", "sv", [])
CHUNK = "Om allt möjligt. LENA EK leder sedan 2024, och Per Ås är med."


def test_what_is_shown_first_is_right_when_it_holds_all_gold_whatever_else_it_holds() -> None:
    replies = [
        Reply(WITH, [(CHUNK, 0.9)], 0.1),
        Reply(WITH, [("Lena Ek leder.", 0.8), (CHUNK, 0.7)], 0.1),
        Reply(WITH, [], 0.1),
        Reply(WITHOUT, [], 0.1),
        Reply(WITHOUT, [("Det kostar.", 0.5)], 0.1),
    ]
    counted = tally(replies)
    assert (counted.right, counted.wrong, counted.needless, counted.refused) == (1, 2, 1, 1)
    assert counted.within == 2


def test_a_threshold_takes_away_what_lies_below_it_and_the_best_one_is_found() -> None:
    replies = [Reply(WITH, [(CHUNK, 0.9)], 0.1), Reply(WITHOUT, [("Det kostar.", 0.5)], 0.1)]
    counted = tally(replies, 0.91)
    assert (counted.right, counted.wrong, counted.needless, counted.refused) == (0, 0, 1, 1)
    assert best_threshold(replies) == 0.9


def test_only_questions_that_all_can_meet_are_compared(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.md").write_text("# Rådet\n\nLena Ek leder rådet sedan 2024.\n")
    common = {"lang": "sv", "history": [], "status": "answered", "expect": GOLD}
    turn = {"role": "user", "content": "Vem leder rådet?"}
    lines = [
        common | {"question": "Vem leder, och sedan när?"},
        common | {"question": "Går det?", "expect": [["Nej"]]},
        common | {"question": "Sedan när?", "history": [turn]},
        common | {"question": "Hej!", "status": "small_talk", "expect": []},
        common | {"question": "Vad kostar det?", "status": "unanswered", "expect": []},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    found = load("a", tmp_path / "documents", file)
    assert [asked.question for asked in found.asked] == [
        "Vem leder, och sedan när?",
        "Vad kostar det?",
    ]
    assert found.left_out == 3
