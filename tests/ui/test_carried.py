from __future__ import annotations

import pytest

from ui.carried import carried


@pytest.mark.parametrize("words", [5, 500])
def test_what_a_quote_says_is_marked(words: int) -> None:
    text = " ".join(f"ord{number}" for number in range(words))
    assert carried(text, ["något annat", text]) == f"<mark>{text}</mark>"


def test_texts_that_take_long_to_compare_stay_plain() -> None:
    text = " ".join(f"ord{number}" for number in range(501))
    assert carried(text, ["ord1 ord2"]) == text
    assert carried("ord1 ord2", [text]) == "ord1 ord2"
