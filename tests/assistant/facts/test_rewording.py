from __future__ import annotations

from time import process_time

from hypothesis import example, given
from hypothesis import strategies as st

from assistant.facts.rewording import INTRODUCED, introduced

PIECE = st.sampled_from(
    [*"aKTÅ1-&.()", " ", "\n", " (", ")", "(KTH)", "Kungliga ", "Tekniska ", "Högskolan "]
)


@given(st.lists(PIECE, max_size=30).map("".join))
@example("Kungliga Tekniska Högskolan (KTH) och (Kungliga Tekniska Högskolan (KTH)).")
@example("a b (KT) c (KT)(KT) d ((KT)")
def test_acronyms_are_those_that_a_search_of_the_whole_text_finds(text: str) -> None:
    found = [(match[1].split(), match[2]) for match in INTRODUCED.finditer(text)]
    assert list(introduced(text)) == found


def test_a_text_without_acronyms_is_not_searched_word_by_word() -> None:
    text = "Kungliga Tekniska Högskolan och Region Stockholm deltar i arbetet. " * 5_000
    start = process_time()
    assert not list(introduced(text))
    by_parentheses, start = process_time() - start, process_time()
    assert not list(INTRODUCED.finditer(text))
    assert by_parentheses < (process_time() - start) / 5
